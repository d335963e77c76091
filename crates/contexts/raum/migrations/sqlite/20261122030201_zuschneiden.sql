CREATE TABLE zuschnitt_vorschlag (
    id BLOB NOT NULL PRIMARY KEY,
    bezeichnung TEXT NOT NULL,
    herkunft TEXT NOT NULL,
    einheiten INTEGER NOT NULL,
    merkmale TEXT NOT NULL,
    planung TEXT NOT NULL,
    auftrag BLOB,
    zwischenstand TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX zuschnitt_vorschlag_zeit ON zuschnitt_vorschlag (angelegt_am);
CREATE TABLE zuschnitt_datei (
    vorschlag BLOB NOT NULL REFERENCES zuschnitt_vorschlag (id),
    art TEXT NOT NULL,
    dateiname TEXT NOT NULL,
    daten BLOB NOT NULL,
    PRIMARY KEY (vorschlag, art)
) STRICT;
