-- the survey of a space (3.8); kurz is the Kurzskizze as it was agreed to, empty before
CREATE TABLE erfassung (
    id UUID NOT NULL PRIMARY KEY,
    raumeinheit UUID NOT NULL,
    fassung BIGINT NOT NULL,
    status TEXT NOT NULL,
    stichtag TEXT NOT NULL,
    verfasser TEXT NOT NULL,
    quellen TEXT NOT NULL,
    team_am TEXT,
    runde_am TEXT,
    freigegeben_von TEXT NOT NULL,
    freigegeben_am TEXT,
    veroeffentlicht_am TEXT,
    grund TEXT NOT NULL,
    kurz TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID,
    UNIQUE (raumeinheit, fassung)
);
CREATE TABLE erfassung_text (
    erfassung UUID NOT NULL REFERENCES erfassung (id),
    abschnitt TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (erfassung, abschnitt)
);
CREATE TABLE erfassung_eintrag (
    id UUID NOT NULL PRIMARY KEY,
    erfassung UUID NOT NULL REFERENCES erfassung (id),
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    zusatz TEXT NOT NULL,
    am TEXT,
    privat BOOLEAN NOT NULL,
    einwilligung BOOLEAN NOT NULL,
    punkt_art TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    lfd BIGINT NOT NULL
);
CREATE INDEX erfassung_eintrag_erfassung ON erfassung_eintrag (erfassung, art, lfd);
