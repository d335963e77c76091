-- A Träger is asked, answers, begins. What it may see of the case stands in its data package.
CREATE TABLE fall_beauftragung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    traeger UUID NOT NULL,
    traeger_name TEXT NOT NULL,
    stand TEXT NOT NULL,
    rang TEXT NOT NULL,
    rang_grund TEXT NOT NULL,
    beginn TEXT NOT NULL,
    ende TEXT NOT NULL,
    mindestens BIGINT NOT NULL,
    hoechstens BIGINT NOT NULL,
    umfang BIGINT NOT NULL,
    sozialraumanteil TEXT NOT NULL,
    berichtstermin TEXT NOT NULL,
    datenpaket TEXT NOT NULL,
    antwort_bis TEXT NOT NULL,
    antwort_am BIGINT,
    antwort_name TEXT NOT NULL,
    grund TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_beauftragung_fall ON fall_beauftragung (fall, zeit);
CREATE INDEX fall_beauftragung_traeger ON fall_beauftragung (traeger, zeit);
-- one order runs at a time
CREATE UNIQUE INDEX fall_beauftragung_offen ON fall_beauftragung (fall)
    WHERE stand IN ('ANGEFRAGT', 'ANGENOMMEN', 'AKTIV');

-- day, minutes, kind: no narrative, that stays with the Träger
CREATE TABLE fall_kontakt (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    beauftragung UUID REFERENCES fall_beauftragung (id),
    datum TEXT NOT NULL,
    beginn TEXT NOT NULL,
    minuten BIGINT NOT NULL,
    art TEXT NOT NULL,
    ausfall TEXT NOT NULL,
    ort TEXT NOT NULL,
    rollen TEXT NOT NULL,
    bestaetigt BOOLEAN NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_kontakt_fall ON fall_kontakt (fall, datum);
CREATE INDEX fall_kontakt_beauftragung ON fall_kontakt (beauftragung);
