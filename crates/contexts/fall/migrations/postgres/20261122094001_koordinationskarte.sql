-- a contact card across Ämter (SM-6); whoever is on it sees only what a consent covers, and nothing of the case (RL-08)
CREATE TABLE fall_karte (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fall UUID NOT NULL REFERENCES fall (id),
    beteiligter UUID NOT NULL REFERENCES fall_person (id),
    stand TEXT NOT NULL,
    aufgeklaert_am TEXT,
    grund_ende TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    geaendert_am BIGINT NOT NULL
);
CREATE INDEX fall_karte_fall ON fall_karte (fall, angelegt_am);
-- one open card for one person of a case
CREATE UNIQUE INDEX fall_karte_offen ON fall_karte (fall, beteiligter) WHERE stand <> 'BEENDET';

CREATE TABLE fall_karte_stelle (
    id UUID NOT NULL PRIMARY KEY,
    karte UUID NOT NULL REFERENCES fall_karte (id),
    amt TEXT NOT NULL,
    fachkraft UUID NOT NULL,
    fachkraft_name TEXT NOT NULL,
    seit BIGINT NOT NULL,
    UNIQUE (karte, fachkraft)
);
CREATE INDEX fall_karte_stelle_wer ON fall_karte_stelle (fachkraft);

-- a consent is never changed, only withdrawn; the three hints are part of the text it names
CREATE TABLE fall_karte_einwilligung (
    id UUID NOT NULL PRIMARY KEY,
    karte UUID NOT NULL REFERENCES fall_karte (id),
    stelle UUID NOT NULL REFERENCES fall_karte_stelle (id),
    kategorien TEXT NOT NULL,
    erteilt_von TEXT NOT NULL,
    einsicht TEXT NOT NULL,
    form TEXT NOT NULL,
    grund TEXT NOT NULL,
    text_version TEXT NOT NULL,
    erteilt_am TEXT NOT NULL,
    gueltig_bis TEXT NOT NULL,
    widerrufen_am BIGINT,
    erfasst_am BIGINT NOT NULL,
    erfasst_von TEXT NOT NULL
);
CREATE INDEX fall_karte_einwilligung_karte ON fall_karte_einwilligung (karte, erfasst_am);

CREATE TABLE fall_karte_eintrag (
    id UUID NOT NULL PRIMARY KEY,
    karte UUID NOT NULL REFERENCES fall_karte (id),
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    wer TEXT NOT NULL,
    bis TEXT,
    zeit BIGINT NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX fall_karte_eintrag_karte ON fall_karte_eintrag (karte, zeit);

-- whom an entry is shown to, and by which consent
CREATE TABLE fall_karte_freigabe (
    eintrag UUID NOT NULL REFERENCES fall_karte_eintrag (id),
    stelle UUID NOT NULL REFERENCES fall_karte_stelle (id),
    einwilligung UUID NOT NULL REFERENCES fall_karte_einwilligung (id),
    zeit BIGINT NOT NULL,
    benutzer_name TEXT NOT NULL,
    PRIMARY KEY (eintrag, einwilligung)
);

-- a unit is about to decide on a topic; without a unit it is the one that leads the case
CREATE TABLE fall_karte_entscheidung (
    id UUID NOT NULL PRIMARY KEY,
    karte UUID NOT NULL REFERENCES fall_karte (id),
    stelle UUID REFERENCES fall_karte_stelle (id),
    thema TEXT NOT NULL,
    angemeldet_am BIGINT NOT NULL,
    abgestimmt_am BIGINT,
    worte TEXT NOT NULL,
    entschieden_am BIGINT
);
CREATE INDEX fall_karte_entscheidung_karte ON fall_karte_entscheidung (karte, angemeldet_am);

-- every disclosure: who saw what, by which consent
CREATE TABLE fall_karte_uebermittlung (
    id UUID NOT NULL PRIMARY KEY,
    karte UUID NOT NULL REFERENCES fall_karte (id),
    stelle UUID NOT NULL REFERENCES fall_karte_stelle (id),
    einwilligungen TEXT NOT NULL,
    kategorien TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX fall_karte_uebermittlung_karte ON fall_karte_uebermittlung (karte, zeit);

CREATE TABLE fall_karte_verlauf (
    id UUID NOT NULL PRIMARY KEY,
    karte UUID NOT NULL REFERENCES fall_karte (id),
    zeit BIGINT NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    worte TEXT NOT NULL
);
CREATE INDEX fall_karte_verlauf_zu ON fall_karte_verlauf (karte, zeit);
