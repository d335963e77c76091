-- an institution is invited to a meeting; no names of people
CREATE TABLE einladung (
    id BLOB NOT NULL PRIMARY KEY,
    veranstaltung BLOB NOT NULL REFERENCES veranstaltung (id),
    akteur BLOB REFERENCES akteur (id),
    token BLOB NOT NULL,
    gesendet_am INTEGER NOT NULL,
    antwort TEXT NOT NULL,
    personen INTEGER NOT NULL,
    beantwortet_am INTEGER,
    skala INTEGER,
    rueckmeldung TEXT NOT NULL,
    UNIQUE (veranstaltung, akteur)
) STRICT;
CREATE INDEX einladung_token ON einladung (token);
