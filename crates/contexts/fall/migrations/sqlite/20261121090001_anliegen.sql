CREATE TABLE anliegen (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    einmal BLOB NOT NULL UNIQUE,
    eingang INTEGER NOT NULL,
    kanal TEXT NOT NULL,
    worte TEXT NOT NULL,
    melderrolle TEXT NOT NULL,
    gefaehrdungshinweis TEXT NOT NULL,
    ortsart TEXT NOT NULL,
    stand TEXT NOT NULL,
    erstreaktion_am INTEGER,
    erstreaktion_bis TEXT NOT NULL,
    stand_am INTEGER NOT NULL,
    raumeinheit BLOB,
    raum_name TEXT NOT NULL,
    region_name TEXT NOT NULL,
    sektor TEXT NOT NULL,
    team BLOB,
    team_name TEXT NOT NULL,
    fachkraft BLOB,
    fachkraft_name TEXT NOT NULL,
    zustaendig_grund TEXT NOT NULL,
    spur TEXT NOT NULL,
    rueckruf_bis TEXT,
    rueckruf_am INTEGER,
    themen TEXT NOT NULL,
    empfaenger TEXT NOT NULL,
    weiter_am TEXT,
    antrag_eingang TEXT,
    grund TEXT NOT NULL,
    konsultation_bis TEXT,
    konsultation_am INTEGER,
    konsultation_mit TEXT NOT NULL,
    konsultation_ergebnis TEXT,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX anliegen_stand ON anliegen (stand, erstreaktion_bis);
CREATE INDEX anliegen_eingang ON anliegen (eingang);
CREATE INDEX anliegen_fachkraft ON anliegen (fachkraft, stand);
CREATE INDEX anliegen_team ON anliegen (team, stand);
CREATE INDEX anliegen_von ON anliegen (angelegt_von, stand);

CREATE TABLE anliegen_person (
    anliegen BLOB NOT NULL PRIMARY KEY REFERENCES anliegen (id) ON DELETE CASCADE,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    unbekannt_grund TEXT NOT NULL,
    geburtsdatum TEXT,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    anschrift TEXT NOT NULL,
    adresse BLOB,
    geschuetzt INTEGER NOT NULL,
    suchtext TEXT NOT NULL
) STRICT;

CREATE TABLE anliegen_raum (
    anliegen BLOB NOT NULL REFERENCES anliegen (id) ON DELETE CASCADE,
    raumeinheit BLOB NOT NULL,
    PRIMARY KEY (anliegen, raumeinheit)
) STRICT;
CREATE INDEX anliegen_raum_raum ON anliegen_raum (raumeinheit, anliegen);

CREATE TABLE anliegen_verlauf (
    id BLOB NOT NULL PRIMARY KEY,
    anliegen BLOB NOT NULL REFERENCES anliegen (id) ON DELETE CASCADE,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    text TEXT NOT NULL,
    vorher TEXT NOT NULL
) STRICT;
CREATE INDEX anliegen_verlauf_anliegen ON anliegen_verlauf (anliegen, zeit);
