-- a further conversation of the same Kurzberatung (SM-2, FOLGETERMIN to BERATEN); counted with its minutes
CREATE TABLE kurzberatung_gespraech (
    id UUID NOT NULL PRIMARY KEY,
    kurzberatung UUID NOT NULL REFERENCES kurzberatung (id) ON DELETE CASCADE,
    datum TEXT NOT NULL,
    ort TEXT NOT NULL,
    dauer BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX kurzberatung_gespraech_kurzberatung ON kurzberatung_gespraech (kurzberatung, datum);
-- the space of a Meldung that came from no Anliegen and no ticket, and all above it
CREATE TABLE meldung_raum (
    meldung UUID NOT NULL REFERENCES meldung (id) ON DELETE CASCADE,
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (meldung, raumeinheit)
);
CREATE INDEX meldung_raum_raum ON meldung_raum (raumeinheit, meldung);
