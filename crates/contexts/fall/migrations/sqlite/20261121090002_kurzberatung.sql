CREATE TABLE kurzberatung (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    einmal BLOB NOT NULL UNIQUE,
    stand TEXT NOT NULL,
    datum TEXT NOT NULL,
    raumeinheit BLOB NOT NULL,
    raum_name TEXT NOT NULL,
    ort TEXT NOT NULL,
    dauer INTEGER NOT NULL,
    themen TEXT NOT NULL,
    altersgruppen TEXT NOT NULL,
    personen_anzahl INTEGER NOT NULL,
    erstkontakt_in_woche INTEGER NOT NULL,
    merkzeichen TEXT NOT NULL,
    merkzeichen_such TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    weg_weisungen INTEGER NOT NULL,
    norm TEXT NOT NULL,
    elterninfo_gesperrt INTEGER NOT NULL,
    notiz TEXT NOT NULL,
    hilfe_antwort TEXT,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX kurzberatung_datum ON kurzberatung (datum);
CREATE INDEX kurzberatung_merkzeichen ON kurzberatung (merkzeichen_such);
CREATE INDEX kurzberatung_raum ON kurzberatung (raumeinheit, datum);
