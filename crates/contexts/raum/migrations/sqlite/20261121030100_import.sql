CREATE TABLE import_lauf (
    id BLOB NOT NULL PRIMARY KEY,
    art TEXT NOT NULL,
    dateiname TEXT NOT NULL,
    groesse INTEGER NOT NULL,
    abbildung TEXT NOT NULL,
    rolle TEXT NOT NULL,
    auftrag BLOB,
    bericht TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX import_lauf_zeit ON import_lauf (angelegt_am);
CREATE TABLE import_datei (
    lauf BLOB NOT NULL REFERENCES import_lauf (id),
    nr INTEGER NOT NULL,
    daten BLOB NOT NULL,
    PRIMARY KEY (lauf, nr)
) STRICT;
