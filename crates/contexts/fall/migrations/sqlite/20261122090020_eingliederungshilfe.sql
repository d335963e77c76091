-- Eingliederungshilfe (SM-4): answers are appended, the last one counts. The Gesamtplan is a version of the plan.
ALTER TABLE fall_hilfeplan ADD COLUMN gesamtplan TEXT NOT NULL DEFAULT '';

CREATE TABLE fall_lebensbereich (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    bereich TEXT NOT NULL,
    antwort TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_lebensbereich_fall ON fall_lebensbereich (fall, zeit);

CREATE TABLE fall_nebenpruefung (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    pruefung TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    einwilligung_am TEXT,
    worte TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_nebenpruefung_fall ON fall_nebenpruefung (fall, zeit);

CREATE TABLE fall_gpk (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    wahl TEXT NOT NULL,
    tag TEXT NOT NULL,
    worte TEXT NOT NULL,
    mit_kindern INTEGER NOT NULL,
    teilhabeplan INTEGER NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_gpk_fall ON fall_gpk (fall, zeit);

CREATE TABLE fall_pooling (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    baustein BLOB NOT NULL REFERENCES fall_baustein (id),
    wunsch TEXT NOT NULL,
    wohnen INTEGER NOT NULL,
    zumutbar INTEGER NOT NULL,
    grund TEXT NOT NULL,
    vereinbarung INTEGER NOT NULL,
    ziele_erreichbar INTEGER NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_pooling_fall ON fall_pooling (fall, zeit);
