CREATE TABLE import_lauf (
    id UUID NOT NULL PRIMARY KEY,
    art TEXT NOT NULL,
    dateiname TEXT NOT NULL,
    groesse BIGINT NOT NULL,
    abbildung TEXT NOT NULL,
    rolle TEXT NOT NULL,
    auftrag UUID,
    bericht TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX import_lauf_zeit ON import_lauf (angelegt_am);
CREATE TABLE import_datei (
    lauf UUID NOT NULL REFERENCES import_lauf (id),
    nr BIGINT NOT NULL,
    daten BYTEA NOT NULL,
    PRIMARY KEY (lauf, nr)
);
