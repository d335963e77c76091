-- Genogramm and Netzwerkkarte: what is drawn of the people of a case. Nothing is overwritten: a row ends, a new one
-- begins, so the picture of any earlier day can be drawn again.
CREATE TABLE fall_merkmal (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    person UUID NOT NULL REFERENCES fall_person (id),
    geschlecht TEXT NOT NULL,
    verstorben TEXT NOT NULL,
    verstorben_am TEXT,
    haushalt TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    ende BIGINT,
    ende_von UUID
);
CREATE INDEX fall_merkmal_fall ON fall_merkmal (fall, zeit);

-- Places and circles around the family: school, club, neighbours.
CREATE TABLE fall_umfeld (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    art TEXT NOT NULL,
    bezeichnung TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    ende BIGINT,
    ende_von UUID
);
CREATE INDEX fall_umfeld_fall ON fall_umfeld (fall, zeit);

CREATE TABLE fall_beziehung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    von UUID NOT NULL REFERENCES fall_person (id),
    nach UUID REFERENCES fall_person (id),
    umfeld UUID REFERENCES fall_umfeld (id),
    art TEXT NOT NULL,
    guete TEXT NOT NULL,
    seit TEXT,
    bis TEXT,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    ende BIGINT,
    ende_von UUID,
    CHECK ((nach IS NULL) <> (umfeld IS NULL)),
    CHECK (nach IS NULL OR nach <> von)
);
CREATE INDEX fall_beziehung_fall ON fall_beziehung (fall, zeit);
