-- the life of a case: since when in its state, what is next, where it belongs, what happened
ALTER TABLE fall ADD COLUMN stand_am BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fall ADD COLUMN naechster_termin TEXT;
UPDATE fall SET stand_am = angelegt_am;
CREATE INDEX fall_vertretung ON fall (vertretung);
CREATE INDEX fall_stand ON fall (stand, stand_am);

CREATE TABLE fall_raum (
    fall UUID NOT NULL REFERENCES fall (id),
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (fall, raumeinheit)
);
CREATE INDEX fall_raum_raum ON fall_raum (raumeinheit, fall);
INSERT INTO fall_raum (fall, raumeinheit)
    SELECT f.id, r.raumeinheit FROM fall f JOIN anliegen_raum r ON r.anliegen = f.anliegen;

CREATE TABLE fall_verlauf (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX fall_verlauf_fall ON fall_verlauf (fall, zeit);

-- append-only: the last one of a kind counts
CREATE TABLE fall_angabe (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    angabe TEXT NOT NULL,
    tag TEXT,
    worte TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX fall_angabe_fall ON fall_angabe (fall, angabe, zeit);

CREATE TABLE fall_aeusserung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    person UUID NOT NULL REFERENCES fall_person (id),
    wortlaut TEXT NOT NULL,
    datum TEXT NOT NULL,
    art TEXT NOT NULL,
    eigenaktivitaet TEXT NOT NULL,
    bestaetigt BOOLEAN NOT NULL,
    quelle TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_aeusserung_fall ON fall_aeusserung (fall, datum);

CREATE TABLE fall_grobziel (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    text TEXT NOT NULL,
    prioritaet BIGINT NOT NULL,
    status TEXT NOT NULL,
    festgehalten_von TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_grobziel_fall ON fall_grobziel (fall, prioritaet);

CREATE TABLE fall_grobziel_aus (
    grobziel UUID NOT NULL REFERENCES fall_grobziel (id),
    aeusserung UUID NOT NULL REFERENCES fall_aeusserung (id),
    PRIMARY KEY (grobziel, aeusserung)
);

CREATE TABLE fall_handlungsziel (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    grobziel UUID NOT NULL REFERENCES fall_grobziel (id),
    text TEXT NOT NULL,
    messkriterium TEXT NOT NULL,
    frist TEXT NOT NULL,
    akzeptiert BOOLEAN NOT NULL,
    realistisch TEXT NOT NULL,
    schritt_wer TEXT NOT NULL,
    schritt_was TEXT NOT NULL,
    schritt_bis TEXT NOT NULL,
    unterstuetzung TEXT NOT NULL,
    status TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_handlungsziel_fall ON fall_handlungsziel (fall, grobziel);

CREATE TABLE fall_ressource (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    feld TEXT NOT NULL,
    bezeichnung TEXT NOT NULL,
    aktivierbarkeit TEXT NOT NULL,
    quelle TEXT NOT NULL,
    dritter_einverstanden BOOLEAN NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_ressource_fall ON fall_ressource (fall, feld);
