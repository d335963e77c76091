CREATE TABLE benutzer (
    id UUID NOT NULL PRIMARY KEY,
    kennung TEXT NOT NULL,
    kennung_such TEXT NOT NULL CONSTRAINT benutzer_kennung UNIQUE,
    name TEXT NOT NULL,
    name_such TEXT NOT NULL,
    kennwort_hash TEXT NOT NULL,
    kennwort_aendern BOOLEAN NOT NULL,
    organisation_art TEXT NOT NULL,
    organisation TEXT NOT NULL,
    status TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX benutzer_name ON benutzer (name_such);
CREATE TABLE benutzer_rolle (
    id UUID NOT NULL PRIMARY KEY,
    benutzer UUID NOT NULL REFERENCES benutzer (id),
    rolle TEXT NOT NULL,
    ab TEXT NOT NULL,
    bis TEXT
);
CREATE INDEX benutzer_rolle_benutzer ON benutzer_rolle (benutzer);
CREATE TABLE benutzer_rolle_raum (
    benutzer_rolle UUID NOT NULL REFERENCES benutzer_rolle (id),
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (benutzer_rolle, raumeinheit)
);
CREATE TABLE rollenwechsel (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    anzahl BIGINT NOT NULL
);
INSERT INTO rollenwechsel (id, anzahl) VALUES (1, 0);
