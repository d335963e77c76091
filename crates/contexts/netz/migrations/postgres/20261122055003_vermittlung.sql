-- somebody of the office asks an Akteur for a place, and the Akteur answers; there is no column that could name a person
CREATE TABLE vermittlung (
    id UUID NOT NULL PRIMARY KEY,
    kennzeichen TEXT NOT NULL UNIQUE,
    angebot UUID NOT NULL REFERENCES angebot (id),
    weg_weisung UUID NOT NULL REFERENCES weg_weisung (id),
    anliegen TEXT NOT NULL,
    token BYTEA NOT NULL,
    gestellt_am BIGINT NOT NULL,
    gestellt_von UUID NOT NULL,
    gilt_bis BIGINT NOT NULL,
    erinnert_am BIGINT,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    beantwortet_am BIGINT,
    beantwortet_von TEXT NOT NULL
);
CREATE INDEX vermittlung_gestellt ON vermittlung (gestellt_von, gestellt_am);
CREATE INDEX vermittlung_offen ON vermittlung (status, gestellt_am);
