CREATE TABLE freiwillige (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    einwilligung_am TEXT NOT NULL,
    worte TEXT NOT NULL,
    themen TEXT NOT NULL,
    tage TEXT NOT NULL,
    raumeinheit UUID,
    versichert BOOLEAN NOT NULL,
    schulung_am TEXT,
    fz_eingesehen_am TEXT,
    fz_datum TEXT,
    fz_einschlaegig BOOLEAN,
    letzte_taetigkeit TEXT,
    beendet_am TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX freiwillige_name ON freiwillige (name, id);
CREATE TABLE ehrenamt_anfrage (
    id UUID NOT NULL PRIMARY KEY,
    worte TEXT NOT NULL,
    art TEXT NOT NULL,
    thema TEXT NOT NULL,
    tag TEXT,
    raumeinheit UUID,
    mit_kindern BOOLEAN NOT NULL,
    offen BOOLEAN NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID
);
CREATE TABLE ehrenamt_einsatz (
    id UUID NOT NULL PRIMARY KEY,
    freiwillige UUID NOT NULL REFERENCES freiwillige (id),
    anfrage UUID NOT NULL REFERENCES ehrenamt_anfrage (id),
    stand TEXT NOT NULL,
    von TEXT,
    bis TEXT,
    UNIQUE (freiwillige, anfrage)
);
CREATE INDEX ehrenamt_einsatz_anfrage ON ehrenamt_einsatz (anfrage);
CREATE TABLE ehrenamt_stunde (
    id UUID NOT NULL PRIMARY KEY,
    einsatz UUID NOT NULL REFERENCES ehrenamt_einsatz (id),
    tag TEXT NOT NULL,
    minuten BIGINT NOT NULL,
    auslagen BIGINT NOT NULL
);
CREATE INDEX ehrenamt_stunde_einsatz ON ehrenamt_stunde (einsatz, tag);
