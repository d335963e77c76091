CREATE TABLE erinnerung_automatisch (
    angebot UUID NOT NULL REFERENCES angebot (id),
    faellig_am TEXT NOT NULL,
    gesendet_am BIGINT NOT NULL,
    PRIMARY KEY (angebot, faellig_am)
);
CREATE TABLE sind_verschieden (
    art TEXT NOT NULL,
    a UUID NOT NULL,
    b UUID NOT NULL,
    benutzer UUID NOT NULL,
    zeit BIGINT NOT NULL,
    PRIMARY KEY (art, a, b)
);
