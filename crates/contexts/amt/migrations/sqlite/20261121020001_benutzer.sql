CREATE TABLE benutzer (
    id BLOB NOT NULL PRIMARY KEY,
    kennung TEXT NOT NULL,
    kennung_such TEXT NOT NULL CONSTRAINT benutzer_kennung UNIQUE,
    name TEXT NOT NULL,
    name_such TEXT NOT NULL,
    kennwort_hash TEXT NOT NULL,
    kennwort_aendern INTEGER NOT NULL,
    organisation_art TEXT NOT NULL,
    organisation TEXT NOT NULL,
    status TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX benutzer_name ON benutzer (name_such);
CREATE TABLE benutzer_rolle (
    id BLOB NOT NULL PRIMARY KEY,
    benutzer BLOB NOT NULL REFERENCES benutzer (id),
    rolle TEXT NOT NULL,
    ab TEXT NOT NULL,
    bis TEXT
) STRICT;
CREATE INDEX benutzer_rolle_benutzer ON benutzer_rolle (benutzer);
CREATE TABLE benutzer_rolle_raum (
    benutzer_rolle BLOB NOT NULL REFERENCES benutzer_rolle (id),
    raumeinheit BLOB NOT NULL,
    PRIMARY KEY (benutzer_rolle, raumeinheit)
) STRICT;
CREATE TABLE rollenwechsel (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    anzahl INTEGER NOT NULL
) STRICT;
INSERT INTO rollenwechsel (id, anzahl) VALUES (1, 0);
