CREATE TABLE netz_stand (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    stempel TEXT NOT NULL
);
INSERT INTO netz_stand (id, stempel) VALUES (1, '');
CREATE TABLE akteur (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    such TEXT NOT NULL,
    art TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    web TEXT NOT NULL,
    anschrift TEXT NOT NULL,
    kontakt_privat BOOLEAN NOT NULL,
    einwilligung BOOLEAN NOT NULL,
    entwicklungsstufe TEXT,
    beteiligungsstand TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    hsds TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX akteur_such ON akteur (such, id);
CREATE TABLE akteur_raum (
    akteur UUID NOT NULL REFERENCES akteur (id),
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (akteur, raumeinheit)
);
CREATE INDEX akteur_raum_raum ON akteur_raum (raumeinheit);
CREATE TABLE angebot (
    id UUID NOT NULL PRIMARY KEY,
    akteur UUID NOT NULL REFERENCES akteur (id),
    titel TEXT NOT NULL,
    kurzbeschreibung TEXT NOT NULL,
    leichte_sprache TEXT NOT NULL,
    such TEXT NOT NULL,
    art TEXT NOT NULL,
    themen TEXT NOT NULL,
    zielgruppen TEXT NOT NULL,
    alter_von BIGINT,
    alter_bis BIGINT,
    sektoren TEXT NOT NULL,
    ortsform TEXT NOT NULL,
    zeiten_text TEXT NOT NULL,
    plaetze BIGINT,
    frei BIGINT,
    kostenlos TEXT NOT NULL,
    kosten BIGINT,
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
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX angebot_akteur ON angebot (akteur);
CREATE TABLE angebot_ort (
    angebot UUID NOT NULL REFERENCES angebot (id),
    lfd BIGINT NOT NULL,
    name TEXT NOT NULL,
    anschrift TEXT NOT NULL,
    plz TEXT NOT NULL,
    ort TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    raumeinheit UUID,
    PRIMARY KEY (angebot, lfd)
);
CREATE INDEX angebot_ort_raum ON angebot_ort (raumeinheit);
CREATE TABLE angebot_zeit (
    angebot UUID NOT NULL REFERENCES angebot (id),
    lfd BIGINT NOT NULL,
    beginn TEXT,
    ende TEXT,
    rrule TEXT NOT NULL,
    von BIGINT,
    bis BIGINT,
    PRIMARY KEY (angebot, lfd)
);
CREATE TABLE angebot_barriere (
    angebot UUID NOT NULL REFERENCES angebot (id),
    merkmal TEXT NOT NULL,
    wert TEXT NOT NULL,
    zahl BIGINT,
    zahl2 BIGINT,
    einheit TEXT NOT NULL,
    PRIMARY KEY (angebot, merkmal)
);
CREATE TABLE fremdschluessel (
    quelle TEXT NOT NULL,
    art TEXT NOT NULL,
    extern TEXT NOT NULL,
    objekt UUID NOT NULL,
    abdruck TEXT NOT NULL,
    PRIMARY KEY (quelle, art, extern)
);
CREATE INDEX fremdschluessel_objekt ON fremdschluessel (objekt);
CREATE TABLE netz_verlauf (
    id UUID NOT NULL PRIMARY KEY,
    art TEXT NOT NULL,
    objekt UUID NOT NULL,
    was TEXT NOT NULL,
    vorher TEXT NOT NULL,
    version BIGINT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX netz_verlauf_objekt ON netz_verlauf (objekt, zeit);
CREATE TABLE weg_weisung (
    id UUID NOT NULL PRIMARY KEY,
    datum TEXT NOT NULL,
    raumeinheit UUID,
    angebot UUID NOT NULL REFERENCES angebot (id),
    altersband TEXT,
    quelle TEXT NOT NULL,
    rueckmeldung TEXT NOT NULL
);
CREATE INDEX weg_weisung_angebot ON weg_weisung (angebot, datum);
CREATE INDEX weg_weisung_raum ON weg_weisung (raumeinheit, datum);
