ALTER TABLE angebot ADD COLUMN pruef_tage INTEGER;
CREATE TABLE pruef_anfrage (
    id BLOB NOT NULL PRIMARY KEY,
    angebot BLOB NOT NULL REFERENCES angebot (id),
    token BLOB NOT NULL,
    gesendet_am INTEGER NOT NULL,
    gesendet_von BLOB,
    gilt_bis INTEGER NOT NULL,
    benutzt_am INTEGER
) STRICT;
CREATE UNIQUE INDEX pruef_anfrage_token ON pruef_anfrage (token);
CREATE INDEX pruef_anfrage_angebot ON pruef_anfrage (angebot, gesendet_am);
CREATE TABLE angebot_vorschlag (
    id BLOB NOT NULL PRIMARY KEY,
    angebot BLOB NOT NULL REFERENCES angebot (id),
    version INTEGER NOT NULL,
    felder TEXT NOT NULL,
    bemerkung TEXT NOT NULL,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    eingegangen_am INTEGER NOT NULL,
    entschieden_am INTEGER,
    entschieden_von BLOB,
    entschieden_name TEXT NOT NULL
) STRICT;
CREATE INDEX angebot_vorschlag_status ON angebot_vorschlag (status, eingegangen_am);
CREATE INDEX angebot_vorschlag_angebot ON angebot_vorschlag (angebot, eingegangen_am);
