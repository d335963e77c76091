ALTER TABLE angebot ADD COLUMN pruef_tage BIGINT;
CREATE TABLE pruef_anfrage (
    id UUID NOT NULL PRIMARY KEY,
    angebot UUID NOT NULL REFERENCES angebot (id),
    token BYTEA NOT NULL,
    gesendet_am BIGINT NOT NULL,
    gesendet_von UUID,
    gilt_bis BIGINT NOT NULL,
    benutzt_am BIGINT
);
CREATE UNIQUE INDEX pruef_anfrage_token ON pruef_anfrage (token);
CREATE INDEX pruef_anfrage_angebot ON pruef_anfrage (angebot, gesendet_am);
CREATE TABLE angebot_vorschlag (
    id UUID NOT NULL PRIMARY KEY,
    angebot UUID NOT NULL REFERENCES angebot (id),
    version BIGINT NOT NULL,
    felder TEXT NOT NULL,
    bemerkung TEXT NOT NULL,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    eingegangen_am BIGINT NOT NULL,
    entschieden_am BIGINT,
    entschieden_von UUID,
    entschieden_name TEXT NOT NULL
);
CREATE INDEX angebot_vorschlag_status ON angebot_vorschlag (status, eingegangen_am);
CREATE INDEX angebot_vorschlag_angebot ON angebot_vorschlag (angebot, eingegangen_am);
