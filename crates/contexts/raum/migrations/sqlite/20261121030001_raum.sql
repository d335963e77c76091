CREATE TABLE gebietskoerperschaft (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    ags TEXT NOT NULL,
    land TEXT NOT NULL,
    typ TEXT NOT NULL,
    einwohner INTEGER,
    einwohner_stand TEXT,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE TABLE kommune (
    ags TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE gliederung (
    id BLOB NOT NULL PRIMARY KEY,
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
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE TABLE raumeinheit (
    id BLOB NOT NULL PRIMARY KEY,
    gliederung BLOB NOT NULL REFERENCES gliederung (id),
    ebene TEXT NOT NULL,
    tiefe INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    suchform TEXT NOT NULL,
    eltern BLOB REFERENCES raumeinheit (id),
    geometrie TEXT,
    west REAL,
    sued REAL,
    ost REAL,
    nord REAL,
    kommune_ags TEXT,
    standort TEXT,
    standort_status TEXT,
    ausbaustatus TEXT NOT NULL,
    grund TEXT,
    einwohner INTEGER,
    einwohner_stand TEXT,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    UNIQUE (gliederung, code)
) STRICT;
CREATE INDEX raumeinheit_eltern ON raumeinheit (eltern);
CREATE TABLE strasse (
    id BLOB NOT NULL PRIMARY KEY,
    schluessel TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    suchform TEXT NOT NULL,
    kommune_ags TEXT NOT NULL,
    ort TEXT NOT NULL
) STRICT;
CREATE INDEX strasse_suchform ON strasse (suchform);
CREATE TABLE strasse_alias (
    strasse BLOB NOT NULL REFERENCES strasse (id),
    name TEXT NOT NULL,
    hinweis TEXT NOT NULL,
    PRIMARY KEY (strasse, name)
) STRICT;
CREATE TABLE hausnummernbereich (
    id BLOB NOT NULL PRIMARY KEY,
    gliederung BLOB NOT NULL REFERENCES gliederung (id),
    strasse BLOB NOT NULL REFERENCES strasse (id),
    von_nr INTEGER,
    von_zusatz TEXT NOT NULL,
    bis_nr INTEGER,
    bis_zusatz TEXT NOT NULL,
    paritaet TEXT NOT NULL,
    plz TEXT NOT NULL,
    raumeinheit BLOB NOT NULL REFERENCES raumeinheit (id),
    zeile INTEGER NOT NULL
) STRICT;
CREATE INDEX hausnummernbereich_strasse ON hausnummernbereich (gliederung, strasse);
CREATE INDEX hausnummernbereich_raum ON hausnummernbereich (raumeinheit);
CREATE TABLE adresse (
    id BLOB NOT NULL PRIMARY KEY,
    strasse BLOB NOT NULL REFERENCES strasse (id),
    nr INTEGER NOT NULL,
    zusatz TEXT NOT NULL,
    plz TEXT NOT NULL,
    ort TEXT NOT NULL,
    ortsteil TEXT NOT NULL,
    lat REAL,
    lon REAL,
    status TEXT NOT NULL,
    suchform TEXT NOT NULL,
    zeile INTEGER NOT NULL,
    UNIQUE (strasse, nr, zusatz)
) STRICT;
CREATE TABLE adress_ausnahme (
    id BLOB NOT NULL PRIMARY KEY,
    gliederung BLOB NOT NULL REFERENCES gliederung (id),
    strasse BLOB NOT NULL REFERENCES strasse (id),
    nr INTEGER NOT NULL,
    zusatz TEXT NOT NULL,
    raumeinheit BLOB NOT NULL REFERENCES raumeinheit (id),
    grund TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    aufgehoben_am INTEGER,
    aufgehoben_von BLOB
) STRICT;
CREATE INDEX adress_ausnahme_ort ON adress_ausnahme (gliederung, strasse, nr, zusatz);
CREATE TABLE indikatorwert (
    id BLOB NOT NULL PRIMARY KEY,
    raumeinheit BLOB NOT NULL REFERENCES raumeinheit (id),
    indikator TEXT NOT NULL,
    stichtag TEXT NOT NULL,
    zaehler INTEGER NOT NULL,
    nenner INTEGER NOT NULL,
    quelle TEXT NOT NULL,
    UNIQUE (raumeinheit, indikator, stichtag)
) STRICT;
CREATE TABLE register_stand (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    stempel BLOB NOT NULL
) STRICT;
INSERT INTO register_stand (id, version, stempel) VALUES (1, 0, zeroblob(16));
