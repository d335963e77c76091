-- a contact card across Ämter (SM-6); whoever is on it sees only what a consent covers, and nothing of the case (RL-08)
CREATE TABLE fall_karte (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    fall BLOB NOT NULL REFERENCES fall (id),
    beteiligter BLOB NOT NULL REFERENCES fall_person (id),
    stand TEXT NOT NULL,
    aufgeklaert_am TEXT,
    grund_ende TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    geaendert_am INTEGER NOT NULL
) STRICT;
CREATE INDEX fall_karte_fall ON fall_karte (fall, angelegt_am);
-- one open card for one person of a case
CREATE UNIQUE INDEX fall_karte_offen ON fall_karte (fall, beteiligter) WHERE stand <> 'BEENDET';

CREATE TABLE fall_karte_stelle (
    id BLOB NOT NULL PRIMARY KEY,
    karte BLOB NOT NULL REFERENCES fall_karte (id),
    amt TEXT NOT NULL,
    fachkraft BLOB NOT NULL,
    fachkraft_name TEXT NOT NULL,
    seit INTEGER NOT NULL,
    UNIQUE (karte, fachkraft)
) STRICT;
CREATE INDEX fall_karte_stelle_wer ON fall_karte_stelle (fachkraft);

-- a consent is never changed, only withdrawn; the three hints are part of the text it names
CREATE TABLE fall_karte_einwilligung (
    id BLOB NOT NULL PRIMARY KEY,
    karte BLOB NOT NULL REFERENCES fall_karte (id),
    stelle BLOB NOT NULL REFERENCES fall_karte_stelle (id),
    kategorien TEXT NOT NULL,
    erteilt_von TEXT NOT NULL,
    einsicht TEXT NOT NULL,
    form TEXT NOT NULL,
    grund TEXT NOT NULL,
    text_version TEXT NOT NULL,
    erteilt_am TEXT NOT NULL,
    gueltig_bis TEXT NOT NULL,
    widerrufen_am INTEGER,
    erfasst_am INTEGER NOT NULL,
    erfasst_von TEXT NOT NULL
) STRICT;
CREATE INDEX fall_karte_einwilligung_karte ON fall_karte_einwilligung (karte, erfasst_am);

CREATE TABLE fall_karte_eintrag (
    id BLOB NOT NULL PRIMARY KEY,
    karte BLOB NOT NULL REFERENCES fall_karte (id),
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    wer TEXT NOT NULL,
    bis TEXT,
    zeit INTEGER NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_karte_eintrag_karte ON fall_karte_eintrag (karte, zeit);

-- whom an entry is shown to, and by which consent
CREATE TABLE fall_karte_freigabe (
    eintrag BLOB NOT NULL REFERENCES fall_karte_eintrag (id),
    stelle BLOB NOT NULL REFERENCES fall_karte_stelle (id),
    einwilligung BLOB NOT NULL REFERENCES fall_karte_einwilligung (id),
    zeit INTEGER NOT NULL,
    benutzer_name TEXT NOT NULL,
    PRIMARY KEY (eintrag, einwilligung)
) STRICT;

-- a unit is about to decide on a topic; without a unit it is the one that leads the case
CREATE TABLE fall_karte_entscheidung (
    id BLOB NOT NULL PRIMARY KEY,
    karte BLOB NOT NULL REFERENCES fall_karte (id),
    stelle BLOB REFERENCES fall_karte_stelle (id),
    thema TEXT NOT NULL,
    angemeldet_am INTEGER NOT NULL,
    abgestimmt_am INTEGER,
    worte TEXT NOT NULL,
    entschieden_am INTEGER
) STRICT;
CREATE INDEX fall_karte_entscheidung_karte ON fall_karte_entscheidung (karte, angemeldet_am);

-- every disclosure: who saw what, by which consent
CREATE TABLE fall_karte_uebermittlung (
    id BLOB NOT NULL PRIMARY KEY,
    karte BLOB NOT NULL REFERENCES fall_karte (id),
    stelle BLOB NOT NULL REFERENCES fall_karte_stelle (id),
    einwilligungen TEXT NOT NULL,
    kategorien TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_karte_uebermittlung_karte ON fall_karte_uebermittlung (karte, zeit);

CREATE TABLE fall_karte_verlauf (
    id BLOB NOT NULL PRIMARY KEY,
    karte BLOB NOT NULL REFERENCES fall_karte (id),
    zeit INTEGER NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    worte TEXT NOT NULL
) STRICT;
CREATE INDEX fall_karte_verlauf_zu ON fall_karte_verlauf (karte, zeit);
