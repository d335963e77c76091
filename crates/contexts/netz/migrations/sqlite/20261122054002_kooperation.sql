-- who works with whom: one row for two institutions, the lower key first; about institutions, never about attitudes
CREATE TABLE akteur_kooperation (
    a BLOB NOT NULL REFERENCES akteur (id),
    b BLOB NOT NULL REFERENCES akteur (id),
    art TEXT NOT NULL,
    notiz TEXT NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    PRIMARY KEY (a, b)
) STRICT;
CREATE INDEX akteur_kooperation_b ON akteur_kooperation (b);
