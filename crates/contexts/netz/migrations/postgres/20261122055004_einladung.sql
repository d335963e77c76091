-- an institution is invited to a meeting; no names of people
CREATE TABLE einladung (
    id UUID NOT NULL PRIMARY KEY,
    veranstaltung UUID NOT NULL REFERENCES veranstaltung (id),
    akteur UUID REFERENCES akteur (id),
    token BYTEA NOT NULL,
    gesendet_am BIGINT NOT NULL,
    antwort TEXT NOT NULL,
    personen BIGINT NOT NULL,
    beantwortet_am BIGINT,
    skala BIGINT,
    rueckmeldung TEXT NOT NULL,
    UNIQUE (veranstaltung, akteur)
);
CREATE INDEX einladung_token ON einladung (token);
