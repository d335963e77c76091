CREATE TABLE fall (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    aktenzeichen TEXT NOT NULL UNIQUE,
    jahr BIGINT NOT NULL,
    nummer BIGINT NOT NULL,
    sektor TEXT NOT NULL,
    norm_beantragt TEXT NOT NULL,
    bezug TEXT NOT NULL,
    stand TEXT NOT NULL,
    bereich TEXT NOT NULL,
    fallfuehrend UUID NOT NULL,
    fallfuehrend_name TEXT NOT NULL,
    vertretung UUID NOT NULL,
    vertretung_name TEXT NOT NULL,
    raumeinheit UUID NOT NULL,
    raum_name TEXT NOT NULL,
    go_version BIGINT NOT NULL,
    anliegen UUID NOT NULL UNIQUE REFERENCES anliegen (id),
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    UNIQUE (sektor, jahr, nummer),
    CHECK (fallfuehrend <> vertretung)
);
CREATE INDEX fall_fallfuehrend ON fall (fallfuehrend);

CREATE TABLE fall_zaehler (
    sektor TEXT NOT NULL,
    jahr BIGINT NOT NULL,
    nummer BIGINT NOT NULL,
    PRIMARY KEY (sektor, jahr)
);

CREATE TABLE fall_person (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    rolle TEXT NOT NULL,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    unbekannt_grund TEXT NOT NULL,
    geburtsdatum TEXT,
    suchtext TEXT NOT NULL
);
CREATE INDEX fall_person_fall ON fall_person (fall);

CREATE TABLE meldung (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    eingang BIGINT NOT NULL,
    anliegen UUID UNIQUE REFERENCES anliegen (id),
    kontaktvorgang UUID UNIQUE,
    kanal TEXT NOT NULL,
    beobachtung TEXT NOT NULL,
    dringlichkeit TEXT NOT NULL,
    verantwortlich UUID,
    verantwortlich_name TEXT NOT NULL,
    verantwortlich_telefon TEXT NOT NULL,
    raumeinheit UUID,
    raum_name TEXT NOT NULL,
    frist BIGINT NOT NULL,
    erstbewertung_bis BIGINT NOT NULL,
    stand TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX meldung_stand ON meldung (stand, frist);
CREATE INDEX meldung_von ON meldung (angelegt_von);
