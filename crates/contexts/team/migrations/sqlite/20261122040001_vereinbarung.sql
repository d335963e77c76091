-- What was agreed with a Träger, from when to when (half-open). SCHWERPUNKT names a Raum and is a preference, never an
-- exclusivity (RL-03).
CREATE TABLE traeger_vereinbarung (
    id BLOB NOT NULL PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisation (id),
    art TEXT NOT NULL,
    raumeinheit BLOB REFERENCES raumeinheit (id),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX traeger_vereinbarung_organisation ON traeger_vereinbarung (organisation, art);
CREATE INDEX traeger_vereinbarung_raumeinheit ON traeger_vereinbarung (raumeinheit);
