CREATE TABLE anliegen (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    einmal UUID NOT NULL UNIQUE,
    eingang BIGINT NOT NULL,
    kanal TEXT NOT NULL,
    worte TEXT NOT NULL,
    melderrolle TEXT NOT NULL,
    gefaehrdungshinweis TEXT NOT NULL,
    ortsart TEXT NOT NULL,
    stand TEXT NOT NULL,
    erstreaktion_am BIGINT,
    erstreaktion_bis TEXT NOT NULL,
    stand_am BIGINT NOT NULL,
    raumeinheit UUID,
    raum_name TEXT NOT NULL,
    region_name TEXT NOT NULL,
    sektor TEXT NOT NULL,
    team UUID,
    team_name TEXT NOT NULL,
    fachkraft UUID,
    fachkraft_name TEXT NOT NULL,
    zustaendig_grund TEXT NOT NULL,
    spur TEXT NOT NULL,
    rueckruf_bis TEXT,
    rueckruf_am BIGINT,
    themen TEXT NOT NULL,
    empfaenger TEXT NOT NULL,
    weiter_am TEXT,
    antrag_eingang TEXT,
    grund TEXT NOT NULL,
    konsultation_bis TEXT,
    konsultation_am BIGINT,
    konsultation_mit TEXT NOT NULL,
    konsultation_ergebnis TEXT,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX anliegen_stand ON anliegen (stand, erstreaktion_bis);
CREATE INDEX anliegen_eingang ON anliegen (eingang);
CREATE INDEX anliegen_fachkraft ON anliegen (fachkraft, stand);
CREATE INDEX anliegen_team ON anliegen (team, stand);
CREATE INDEX anliegen_von ON anliegen (angelegt_von, stand);

CREATE TABLE anliegen_person (
    anliegen UUID NOT NULL PRIMARY KEY REFERENCES anliegen (id) ON DELETE CASCADE,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    unbekannt_grund TEXT NOT NULL,
    geburtsdatum TEXT,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    anschrift TEXT NOT NULL,
    adresse UUID,
    geschuetzt BOOLEAN NOT NULL,
    suchtext TEXT NOT NULL
);

CREATE TABLE anliegen_raum (
    anliegen UUID NOT NULL REFERENCES anliegen (id) ON DELETE CASCADE,
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (anliegen, raumeinheit)
);
CREATE INDEX anliegen_raum_raum ON anliegen_raum (raumeinheit, anliegen);

CREATE TABLE anliegen_verlauf (
    id UUID NOT NULL PRIMARY KEY,
    anliegen UUID NOT NULL REFERENCES anliegen (id) ON DELETE CASCADE,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    text TEXT NOT NULL,
    vorher TEXT NOT NULL
);
CREATE INDEX anliegen_verlauf_anliegen ON anliegen_verlauf (anliegen, zeit);
