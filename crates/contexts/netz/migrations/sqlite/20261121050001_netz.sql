CREATE TABLE netz_stand (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    stempel TEXT NOT NULL
) STRICT;
INSERT INTO netz_stand (id, stempel) VALUES (1, '');
CREATE TABLE akteur (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    such TEXT NOT NULL,
    art TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    web TEXT NOT NULL,
    anschrift TEXT NOT NULL,
    kontakt_privat INTEGER NOT NULL,
    einwilligung INTEGER NOT NULL,
    entwicklungsstufe TEXT,
    beteiligungsstand TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    hsds TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX akteur_such ON akteur (such, id);
CREATE TABLE akteur_raum (
    akteur BLOB NOT NULL REFERENCES akteur (id),
    raumeinheit BLOB NOT NULL,
    PRIMARY KEY (akteur, raumeinheit)
) STRICT;
CREATE INDEX akteur_raum_raum ON akteur_raum (raumeinheit);
CREATE TABLE angebot (
    id BLOB NOT NULL PRIMARY KEY,
    akteur BLOB NOT NULL REFERENCES akteur (id),
    titel TEXT NOT NULL,
    kurzbeschreibung TEXT NOT NULL,
    leichte_sprache TEXT NOT NULL,
    such TEXT NOT NULL,
    art TEXT NOT NULL,
    themen TEXT NOT NULL,
    zielgruppen TEXT NOT NULL,
    alter_von INTEGER,
    alter_bis INTEGER,
    sektoren TEXT NOT NULL,
    ortsform TEXT NOT NULL,
    zeiten_text TEXT NOT NULL,
    plaetze INTEGER,
    frei INTEGER,
    kostenlos TEXT NOT NULL,
    kosten INTEGER,
    anmeldung TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    web TEXT NOT NULL,
    sprachen TEXT NOT NULL,
    barriere_hinweis TEXT NOT NULL,
    fallbezug TEXT NOT NULL,
    geprueft_am TEXT NOT NULL,
    geprueft_von TEXT NOT NULL,
    sichtbarkeit TEXT NOT NULL,
    status TEXT NOT NULL,
    hsds TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX angebot_akteur ON angebot (akteur);
CREATE TABLE angebot_ort (
    angebot BLOB NOT NULL REFERENCES angebot (id),
    lfd INTEGER NOT NULL,
    name TEXT NOT NULL,
    anschrift TEXT NOT NULL,
    plz TEXT NOT NULL,
    ort TEXT NOT NULL,
    lat REAL,
    lon REAL,
    raumeinheit BLOB,
    PRIMARY KEY (angebot, lfd)
) STRICT;
CREATE INDEX angebot_ort_raum ON angebot_ort (raumeinheit);
CREATE TABLE angebot_zeit (
    angebot BLOB NOT NULL REFERENCES angebot (id),
    lfd INTEGER NOT NULL,
    beginn TEXT,
    ende TEXT,
    rrule TEXT NOT NULL,
    von INTEGER,
    bis INTEGER,
    PRIMARY KEY (angebot, lfd)
) STRICT;
CREATE TABLE angebot_barriere (
    angebot BLOB NOT NULL REFERENCES angebot (id),
    merkmal TEXT NOT NULL,
    wert TEXT NOT NULL,
    zahl INTEGER,
    zahl2 INTEGER,
    einheit TEXT NOT NULL,
    PRIMARY KEY (angebot, merkmal)
) STRICT;
CREATE TABLE fremdschluessel (
    quelle TEXT NOT NULL,
    art TEXT NOT NULL,
    extern TEXT NOT NULL,
    objekt BLOB NOT NULL,
    abdruck TEXT NOT NULL,
    PRIMARY KEY (quelle, art, extern)
) STRICT;
CREATE INDEX fremdschluessel_objekt ON fremdschluessel (objekt);
CREATE TABLE netz_verlauf (
    id BLOB NOT NULL PRIMARY KEY,
    art TEXT NOT NULL,
    objekt BLOB NOT NULL,
    was TEXT NOT NULL,
    vorher TEXT NOT NULL,
    version INTEGER NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX netz_verlauf_objekt ON netz_verlauf (objekt, zeit);
CREATE TABLE weg_weisung (
    id BLOB NOT NULL PRIMARY KEY,
    datum TEXT NOT NULL,
    raumeinheit BLOB,
    angebot BLOB NOT NULL REFERENCES angebot (id),
    altersband TEXT,
    quelle TEXT NOT NULL,
    rueckmeldung TEXT NOT NULL
) STRICT;
CREATE INDEX weg_weisung_angebot ON weg_weisung (angebot, datum);
CREATE INDEX weg_weisung_raum ON weg_weisung (raumeinheit, datum);
