-- Texts of the office for decisions and plans, in plain words. What a document says is copied into it; every wording a
-- block ever had stays.
CREATE TABLE textbaustein (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    zweck TEXT NOT NULL,
    titel TEXT NOT NULL,
    text TEXT NOT NULL,
    -- number of the wording that is offered
    nummer BIGINT NOT NULL,
    angeboten BOOLEAN NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_name TEXT NOT NULL,
    UNIQUE (zweck, titel)
);
CREATE TABLE textbaustein_fassung (
    textbaustein UUID NOT NULL REFERENCES textbaustein (id),
    nummer BIGINT NOT NULL,
    titel TEXT NOT NULL,
    text TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    PRIMARY KEY (textbaustein, nummer)
);
