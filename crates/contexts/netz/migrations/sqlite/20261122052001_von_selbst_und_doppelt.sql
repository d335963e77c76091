CREATE TABLE erinnerung_automatisch (
    angebot BLOB NOT NULL REFERENCES angebot (id),
    faellig_am TEXT NOT NULL,
    gesendet_am INTEGER NOT NULL,
    PRIMARY KEY (angebot, faellig_am)
) STRICT;
CREATE TABLE sind_verschieden (
    art TEXT NOT NULL,
    a BLOB NOT NULL,
    b BLOB NOT NULL,
    benutzer BLOB NOT NULL,
    zeit INTEGER NOT NULL,
    PRIMARY KEY (art, a, b)
) STRICT;
