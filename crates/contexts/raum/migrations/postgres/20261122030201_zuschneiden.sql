CREATE TABLE zuschnitt_vorschlag (
    id UUID NOT NULL PRIMARY KEY,
    bezeichnung TEXT NOT NULL,
    herkunft TEXT NOT NULL,
    einheiten BIGINT NOT NULL,
    merkmale TEXT NOT NULL,
    planung TEXT NOT NULL,
    auftrag UUID,
    zwischenstand TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX zuschnitt_vorschlag_zeit ON zuschnitt_vorschlag (angelegt_am);
CREATE TABLE zuschnitt_datei (
    vorschlag UUID NOT NULL REFERENCES zuschnitt_vorschlag (id),
    art TEXT NOT NULL,
    dateiname TEXT NOT NULL,
    daten BYTEA NOT NULL,
    PRIMARY KEY (vorschlag, art)
);
