-- Texts of the office for decisions and plans, in plain words. What a document says is copied into it; every wording a
-- block ever had stays.
CREATE TABLE textbaustein (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    zweck TEXT NOT NULL,
    titel TEXT NOT NULL,
    text TEXT NOT NULL,
    -- number of the wording that is offered
    nummer INTEGER NOT NULL,
    angeboten INTEGER NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_name TEXT NOT NULL,
    UNIQUE (zweck, titel)
) STRICT;
CREATE TABLE textbaustein_fassung (
    textbaustein BLOB NOT NULL REFERENCES textbaustein (id),
    nummer INTEGER NOT NULL,
    titel TEXT NOT NULL,
    text TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    PRIMARY KEY (textbaustein, nummer)
) STRICT;
