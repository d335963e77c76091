CREATE TABLE fall (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    aktenzeichen TEXT NOT NULL UNIQUE,
    jahr INTEGER NOT NULL,
    nummer INTEGER NOT NULL,
    sektor TEXT NOT NULL,
    norm_beantragt TEXT NOT NULL,
    bezug TEXT NOT NULL,
    stand TEXT NOT NULL,
    bereich TEXT NOT NULL,
    fallfuehrend BLOB NOT NULL,
    fallfuehrend_name TEXT NOT NULL,
    vertretung BLOB NOT NULL,
    vertretung_name TEXT NOT NULL,
    raumeinheit BLOB NOT NULL,
    raum_name TEXT NOT NULL,
    go_version INTEGER NOT NULL,
    anliegen BLOB NOT NULL UNIQUE REFERENCES anliegen (id),
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    UNIQUE (sektor, jahr, nummer),
    CHECK (fallfuehrend <> vertretung)
) STRICT;
CREATE INDEX fall_fallfuehrend ON fall (fallfuehrend);

CREATE TABLE fall_zaehler (
    sektor TEXT NOT NULL,
    jahr INTEGER NOT NULL,
    nummer INTEGER NOT NULL,
    PRIMARY KEY (sektor, jahr)
) STRICT;

CREATE TABLE fall_person (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    rolle TEXT NOT NULL,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    unbekannt_grund TEXT NOT NULL,
    geburtsdatum TEXT,
    suchtext TEXT NOT NULL
) STRICT;
CREATE INDEX fall_person_fall ON fall_person (fall);

CREATE TABLE meldung (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    eingang INTEGER NOT NULL,
    anliegen BLOB UNIQUE REFERENCES anliegen (id),
    kontaktvorgang BLOB UNIQUE,
    kanal TEXT NOT NULL,
    beobachtung TEXT NOT NULL,
    dringlichkeit TEXT NOT NULL,
    verantwortlich BLOB,
    verantwortlich_name TEXT NOT NULL,
    verantwortlich_telefon TEXT NOT NULL,
    raumeinheit BLOB,
    raum_name TEXT NOT NULL,
    frist INTEGER NOT NULL,
    erstbewertung_bis INTEGER NOT NULL,
    stand TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX meldung_stand ON meldung (stand, frist);
CREATE INDEX meldung_von ON meldung (angelegt_von);
