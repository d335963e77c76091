-- the survey of a space (3.8); kurz is the Kurzskizze as it was agreed to, empty before
CREATE TABLE erfassung (
    id BLOB NOT NULL PRIMARY KEY,
    raumeinheit BLOB NOT NULL,
    fassung INTEGER NOT NULL,
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
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB,
    UNIQUE (raumeinheit, fassung)
) STRICT;
CREATE TABLE erfassung_text (
    erfassung BLOB NOT NULL REFERENCES erfassung (id),
    abschnitt TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (erfassung, abschnitt)
) STRICT;
CREATE TABLE erfassung_eintrag (
    id BLOB NOT NULL PRIMARY KEY,
    erfassung BLOB NOT NULL REFERENCES erfassung (id),
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    zusatz TEXT NOT NULL,
    am TEXT,
    privat INTEGER NOT NULL,
    einwilligung INTEGER NOT NULL,
    punkt_art TEXT,
    lat REAL,
    lon REAL,
    lfd INTEGER NOT NULL
) STRICT;
CREATE INDEX erfassung_eintrag_erfassung ON erfassung_eintrag (erfassung, art, lfd);
