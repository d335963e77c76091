CREATE TABLE sitzung (
    id UUID NOT NULL PRIMARY KEY,
    token BYTEA NOT NULL CONSTRAINT sitzung_token UNIQUE,
    benutzer UUID NOT NULL REFERENCES benutzer (id),
    angelegt BIGINT NOT NULL,
    zuletzt BIGINT NOT NULL,
    geraet TEXT NOT NULL
);
CREATE INDEX sitzung_benutzer ON sitzung (benutzer);
CREATE TABLE anmeldeversuch (
    id UUID NOT NULL PRIMARY KEY,
    konto BYTEA NOT NULL,
    quelle BYTEA NOT NULL,
    zeit BIGINT NOT NULL
);
CREATE INDEX anmeldeversuch_konto ON anmeldeversuch (konto, zeit);
CREATE INDEX anmeldeversuch_quelle ON anmeldeversuch (quelle, zeit);
CREATE TABLE entwurf (
    id UUID NOT NULL PRIMARY KEY,
    benutzer UUID NOT NULL REFERENCES benutzer (id),
    formular TEXT NOT NULL,
    objekt TEXT NOT NULL,
    pfad TEXT NOT NULL,
    felder TEXT NOT NULL,
    geaendert BIGINT NOT NULL,
    CONSTRAINT entwurf_eines UNIQUE (benutzer, formular, objekt)
);
CREATE TABLE einmal (
    benutzer UUID NOT NULL,
    schluessel UUID NOT NULL,
    pfad TEXT NOT NULL,
    angelegt BIGINT NOT NULL,
    PRIMARY KEY (benutzer, schluessel)
);
