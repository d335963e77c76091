CREATE TABLE sitzung (
    id BLOB NOT NULL PRIMARY KEY,
    token BLOB NOT NULL CONSTRAINT sitzung_token UNIQUE,
    benutzer BLOB NOT NULL REFERENCES benutzer (id),
    angelegt INTEGER NOT NULL,
    zuletzt INTEGER NOT NULL,
    geraet TEXT NOT NULL
) STRICT;
CREATE INDEX sitzung_benutzer ON sitzung (benutzer);
CREATE TABLE anmeldeversuch (
    id BLOB NOT NULL PRIMARY KEY,
    konto BLOB NOT NULL,
    quelle BLOB NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;
CREATE INDEX anmeldeversuch_konto ON anmeldeversuch (konto, zeit);
CREATE INDEX anmeldeversuch_quelle ON anmeldeversuch (quelle, zeit);
CREATE TABLE entwurf (
    id BLOB NOT NULL PRIMARY KEY,
    benutzer BLOB NOT NULL REFERENCES benutzer (id),
    formular TEXT NOT NULL,
    objekt TEXT NOT NULL,
    pfad TEXT NOT NULL,
    felder TEXT NOT NULL,
    geaendert INTEGER NOT NULL,
    CONSTRAINT entwurf_eines UNIQUE (benutzer, formular, objekt)
) STRICT;
CREATE TABLE einmal (
    benutzer BLOB NOT NULL,
    schluessel BLOB NOT NULL,
    pfad TEXT NOT NULL,
    angelegt INTEGER NOT NULL,
    PRIMARY KEY (benutzer, schluessel)
) STRICT;
