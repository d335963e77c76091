-- a further conversation of the same Kurzberatung (SM-2, FOLGETERMIN to BERATEN); counted with its minutes
CREATE TABLE kurzberatung_gespraech (
    id BLOB NOT NULL PRIMARY KEY,
    kurzberatung BLOB NOT NULL REFERENCES kurzberatung (id) ON DELETE CASCADE,
    datum TEXT NOT NULL,
    ort TEXT NOT NULL,
    dauer INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX kurzberatung_gespraech_kurzberatung ON kurzberatung_gespraech (kurzberatung, datum);
-- the space of a Meldung that came from no Anliegen and no ticket, and all above it
CREATE TABLE meldung_raum (
    meldung BLOB NOT NULL REFERENCES meldung (id) ON DELETE CASCADE,
    raumeinheit BLOB NOT NULL,
    PRIMARY KEY (meldung, raumeinheit)
) STRICT;
CREATE INDEX meldung_raum_raum ON meldung_raum (raumeinheit, meldung);
