CREATE TABLE freiwillige (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    einwilligung_am TEXT NOT NULL,
    worte TEXT NOT NULL,
    themen TEXT NOT NULL,
    tage TEXT NOT NULL,
    raumeinheit BLOB,
    versichert INTEGER NOT NULL,
    schulung_am TEXT,
    fz_eingesehen_am TEXT,
    fz_datum TEXT,
    fz_einschlaegig INTEGER,
    letzte_taetigkeit TEXT,
    beendet_am TEXT,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX freiwillige_name ON freiwillige (name, id);
CREATE TABLE ehrenamt_anfrage (
    id BLOB NOT NULL PRIMARY KEY,
    worte TEXT NOT NULL,
    art TEXT NOT NULL,
    thema TEXT NOT NULL,
    tag TEXT,
    raumeinheit BLOB,
    mit_kindern INTEGER NOT NULL,
    offen INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB
) STRICT;
CREATE TABLE ehrenamt_einsatz (
    id BLOB NOT NULL PRIMARY KEY,
    freiwillige BLOB NOT NULL REFERENCES freiwillige (id),
    anfrage BLOB NOT NULL REFERENCES ehrenamt_anfrage (id),
    stand TEXT NOT NULL,
    von TEXT,
    bis TEXT,
    UNIQUE (freiwillige, anfrage)
) STRICT;
CREATE INDEX ehrenamt_einsatz_anfrage ON ehrenamt_einsatz (anfrage);
CREATE TABLE ehrenamt_stunde (
    id BLOB NOT NULL PRIMARY KEY,
    einsatz BLOB NOT NULL REFERENCES ehrenamt_einsatz (id),
    tag TEXT NOT NULL,
    minuten INTEGER NOT NULL,
    auslagen INTEGER NOT NULL
) STRICT;
CREATE INDEX ehrenamt_stunde_einsatz ON ehrenamt_stunde (einsatz, tag);
