CREATE TABLE kurzberatung (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    einmal UUID NOT NULL UNIQUE,
    stand TEXT NOT NULL,
    datum TEXT NOT NULL,
    raumeinheit UUID NOT NULL,
    raum_name TEXT NOT NULL,
    ort TEXT NOT NULL,
    dauer BIGINT NOT NULL,
    themen TEXT NOT NULL,
    altersgruppen TEXT NOT NULL,
    personen_anzahl BIGINT NOT NULL,
    erstkontakt_in_woche BOOLEAN NOT NULL,
    merkzeichen TEXT NOT NULL,
    merkzeichen_such TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    weg_weisungen BIGINT NOT NULL,
    norm TEXT NOT NULL,
    elterninfo_gesperrt BOOLEAN NOT NULL,
    notiz TEXT NOT NULL,
    hilfe_antwort TEXT,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX kurzberatung_datum ON kurzberatung (datum);
CREATE INDEX kurzberatung_merkzeichen ON kurzberatung (merkzeichen_such);
CREATE INDEX kurzberatung_raum ON kurzberatung (raumeinheit, datum);
