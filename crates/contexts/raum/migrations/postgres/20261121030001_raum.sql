CREATE TABLE gebietskoerperschaft (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    ags TEXT NOT NULL,
    land TEXT NOT NULL,
    typ TEXT NOT NULL,
    einwohner BIGINT,
    einwohner_stand TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE TABLE kommune (
    ags TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE gliederung (
    id UUID NOT NULL PRIMARY KEY,
    bezeichnung TEXT NOT NULL,
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    status TEXT NOT NULL,
    beschluss_gremium TEXT,
    beschluss_datum TEXT,
    beschluss_vorlage TEXT,
    begruendung_geografisch TEXT NOT NULL,
    begruendung_politisch TEXT NOT NULL,
    begruendung_infrastrukturell TEXT NOT NULL,
    begruendung_fallzahlen TEXT NOT NULL,
    kritik_offen TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE TABLE raumeinheit (
    id UUID NOT NULL PRIMARY KEY,
    gliederung UUID NOT NULL REFERENCES gliederung (id),
    ebene TEXT NOT NULL,
    tiefe BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    suchform TEXT NOT NULL,
    eltern UUID REFERENCES raumeinheit (id),
    geometrie TEXT,
    west DOUBLE PRECISION,
    sued DOUBLE PRECISION,
    ost DOUBLE PRECISION,
    nord DOUBLE PRECISION,
    kommune_ags TEXT,
    standort TEXT,
    standort_status TEXT,
    ausbaustatus TEXT NOT NULL,
    grund TEXT,
    einwohner BIGINT,
    einwohner_stand TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    UNIQUE (gliederung, code)
);
CREATE INDEX raumeinheit_eltern ON raumeinheit (eltern);
CREATE TABLE strasse (
    id UUID NOT NULL PRIMARY KEY,
    schluessel TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    suchform TEXT NOT NULL,
    kommune_ags TEXT NOT NULL,
    ort TEXT NOT NULL
);
CREATE INDEX strasse_suchform ON strasse (suchform);
CREATE TABLE strasse_alias (
    strasse UUID NOT NULL REFERENCES strasse (id),
    name TEXT NOT NULL,
    hinweis TEXT NOT NULL,
    PRIMARY KEY (strasse, name)
);
CREATE TABLE hausnummernbereich (
    id UUID NOT NULL PRIMARY KEY,
    gliederung UUID NOT NULL REFERENCES gliederung (id),
    strasse UUID NOT NULL REFERENCES strasse (id),
    von_nr BIGINT,
    von_zusatz TEXT NOT NULL,
    bis_nr BIGINT,
    bis_zusatz TEXT NOT NULL,
    paritaet TEXT NOT NULL,
    plz TEXT NOT NULL,
    raumeinheit UUID NOT NULL REFERENCES raumeinheit (id),
    zeile BIGINT NOT NULL
);
CREATE INDEX hausnummernbereich_strasse ON hausnummernbereich (gliederung, strasse);
CREATE INDEX hausnummernbereich_raum ON hausnummernbereich (raumeinheit);
CREATE TABLE adresse (
    id UUID NOT NULL PRIMARY KEY,
    strasse UUID NOT NULL REFERENCES strasse (id),
    nr BIGINT NOT NULL,
    zusatz TEXT NOT NULL,
    plz TEXT NOT NULL,
    ort TEXT NOT NULL,
    ortsteil TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    status TEXT NOT NULL,
    suchform TEXT NOT NULL,
    zeile BIGINT NOT NULL,
    UNIQUE (strasse, nr, zusatz)
);
CREATE TABLE adress_ausnahme (
    id UUID NOT NULL PRIMARY KEY,
    gliederung UUID NOT NULL REFERENCES gliederung (id),
    strasse UUID NOT NULL REFERENCES strasse (id),
    nr BIGINT NOT NULL,
    zusatz TEXT NOT NULL,
    raumeinheit UUID NOT NULL REFERENCES raumeinheit (id),
    grund TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    aufgehoben_am BIGINT,
    aufgehoben_von UUID
);
CREATE INDEX adress_ausnahme_ort ON adress_ausnahme (gliederung, strasse, nr, zusatz);
CREATE TABLE indikatorwert (
    id UUID NOT NULL PRIMARY KEY,
    raumeinheit UUID NOT NULL REFERENCES raumeinheit (id),
    indikator TEXT NOT NULL,
    stichtag TEXT NOT NULL,
    zaehler BIGINT NOT NULL,
    nenner BIGINT NOT NULL,
    quelle TEXT NOT NULL,
    UNIQUE (raumeinheit, indikator, stichtag)
);
CREATE TABLE register_stand (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    stempel UUID NOT NULL
);
INSERT INTO register_stand (id, version, stempel) VALUES (1, 0, '00000000-0000-0000-0000-000000000000');
