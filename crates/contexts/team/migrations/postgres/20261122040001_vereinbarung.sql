-- What was agreed with a Träger, from when to when (half-open). SCHWERPUNKT names a Raum and is a preference, never an
-- exclusivity (RL-03).
CREATE TABLE traeger_vereinbarung (
    id UUID NOT NULL PRIMARY KEY,
    organisation UUID NOT NULL REFERENCES organisation (id),
    art TEXT NOT NULL,
    raumeinheit UUID REFERENCES raumeinheit (id),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX traeger_vereinbarung_organisation ON traeger_vereinbarung (organisation, art);
CREATE INDEX traeger_vereinbarung_raumeinheit ON traeger_vereinbarung (raumeinheit);
