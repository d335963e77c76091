-- notes of a case and whom an entrusted one was opened to (§ 65 SGB VIII); a redacted one keeps its line, not its words
CREATE TABLE fall_notiz (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    tag TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    verfasser UUID NOT NULL,
    verfasser_name TEXT NOT NULL,
    geschwaerzt_am BIGINT,
    geschwaerzt_von TEXT NOT NULL DEFAULT '',
    geschwaerzt_grund TEXT NOT NULL DEFAULT ''
);
CREATE INDEX fall_notiz_fall ON fall_notiz (fall, tag);

CREATE TABLE fall_notiz_freigabe (
    notiz UUID NOT NULL REFERENCES fall_notiz (id),
    fachkraft UUID NOT NULL,
    fachkraft_name TEXT NOT NULL,
    grund TEXT NOT NULL,
    worte TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer_name TEXT NOT NULL,
    PRIMARY KEY (notiz, fachkraft)
);

CREATE TABLE fall_uebergabe (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    fall UUID NOT NULL REFERENCES fall (id),
    von UUID NOT NULL,
    von_name TEXT NOT NULL,
    an UUID NOT NULL,
    an_name TEXT NOT NULL,
    vertretung UUID NOT NULL,
    vertretung_name TEXT NOT NULL,
    grund TEXT NOT NULL,
    stand TEXT NOT NULL,
    geplant_zum TEXT NOT NULL,
    raumeinheit UUID,
    raum_name TEXT NOT NULL,
    familie_informiert_am TEXT,
    familie_wunsch TEXT NOT NULL,
    gespraech_am TEXT,
    teilnehmende TEXT NOT NULL,
    protokoll TEXT NOT NULL,
    offene_punkte TEXT NOT NULL,
    anvertraut_ausgenommen BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    geaendert_am BIGINT NOT NULL
);
CREATE INDEX fall_uebergabe_fall ON fall_uebergabe (fall, angelegt_am);
CREATE INDEX fall_uebergabe_an ON fall_uebergabe (an, stand);
CREATE INDEX fall_uebergabe_von ON fall_uebergabe (von, stand);
-- one handover at a time
CREATE UNIQUE INDEX fall_uebergabe_offen ON fall_uebergabe (fall)
    WHERE stand IN ('GEPLANT', 'INFORMIERT', 'GESPRAECH', 'ZURUECKGESTELLT');

CREATE TABLE fall_uebergabe_verlauf (
    id UUID NOT NULL PRIMARY KEY,
    uebergabe UUID NOT NULL REFERENCES fall_uebergabe (id),
    zeit BIGINT NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    worte TEXT NOT NULL
);
CREATE INDEX fall_uebergabe_verlauf_zu ON fall_uebergabe_verlauf (uebergabe, zeit);
