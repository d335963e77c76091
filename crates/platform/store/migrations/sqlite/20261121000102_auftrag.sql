CREATE TABLE auftrag (
    id BLOB NOT NULL PRIMARY KEY,
    art TEXT NOT NULL,
    daten TEXT NOT NULL,
    status TEXT NOT NULL,
    erledigt INTEGER NOT NULL,
    gesamt INTEGER NOT NULL,
    abbrechen INTEGER NOT NULL,
    versuche INTEGER NOT NULL,
    faellig_ab INTEGER NOT NULL,
    gesperrt_bis INTEGER NOT NULL,
    ergebnis TEXT NOT NULL,
    angelegt_von BLOB,
    angelegt_am INTEGER NOT NULL,
    beendet_am INTEGER
) STRICT;
CREATE INDEX auftrag_faellig ON auftrag (status, faellig_ab);
