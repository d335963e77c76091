-- who works with whom: one row for two institutions, the lower key first; about institutions, never about attitudes
CREATE TABLE akteur_kooperation (
    a UUID NOT NULL REFERENCES akteur (id),
    b UUID NOT NULL REFERENCES akteur (id),
    art TEXT NOT NULL,
    notiz TEXT NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    PRIMARY KEY (a, b)
);
CREATE INDEX akteur_kooperation_b ON akteur_kooperation (b);
