-- Prices agreed with a Träger, from a day on. Never changed: a correction is a later entry for the same day, and what was
-- booked keeps the price it was booked with.
CREATE TABLE entgelt (
    id BLOB PRIMARY KEY NOT NULL,
    traeger BLOB NOT NULL REFERENCES organisation (id),
    -- empty: for everything without a price of its own
    leistungsart TEXT NOT NULL,
    einheit TEXT NOT NULL CHECK (einheit IN ('STUNDE', 'TAG', 'MONAT')),
    betrag INTEGER NOT NULL CHECK (betrag > 0),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    fundstelle TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    CHECK (gueltig_bis IS NULL OR gueltig_ab < gueltig_bis)
) STRICT;
CREATE INDEX entgelt_traeger ON entgelt (traeger, leistungsart, gueltig_ab);

-- What was handed to the finance system, and when.
CREATE TABLE zahllauf (
    id BLOB PRIMARY KEY NOT NULL,
    nr INTEGER NOT NULL UNIQUE,
    anzahl INTEGER NOT NULL,
    summe INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;

CREATE TABLE rechnung (
    id BLOB PRIMARY KEY NOT NULL,
    traeger BLOB NOT NULL REFERENCES organisation (id),
    traeger_name TEXT NOT NULL,
    nummer TEXT NOT NULL,
    datum TEXT NOT NULL,
    quelle TEXT NOT NULL CHECK (quelle IN ('CSV', 'UBL', 'CII')),
    datei TEXT NOT NULL,
    -- the total the Träger asks for
    summe INTEGER NOT NULL,
    steller TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('ENTWURF', 'EINGEREICHT', 'ANGENOMMEN', 'TEILWEISE', 'ABGELEHNT', 'STORNIERT')),
    grund TEXT NOT NULL,
    angewiesen INTEGER NOT NULL,
    zahllauf BLOB REFERENCES zahllauf (id),
    -- the run that asked the money of a Storno back
    zahllauf_zurueck BLOB REFERENCES zahllauf (id),
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX rechnung_traeger ON rechnung (traeger, datum);
CREATE INDEX rechnung_zahllauf ON rechnung (zahllauf);
CREATE INDEX rechnung_zahllauf_zurueck ON rechnung (zahllauf_zurueck);
-- a number counts once, unless it was refused or taken back
CREATE UNIQUE INDEX rechnung_nummer ON rechnung (traeger, nummer)
    WHERE status IN ('EINGEREICHT', 'ANGENOMMEN', 'TEILWEISE');

CREATE TABLE rechnung_zeile (
    rechnung BLOB NOT NULL REFERENCES rechnung (id),
    nr INTEGER NOT NULL,
    -- number of the order, as the Träger knows it
    auftrag TEXT NOT NULL,
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    einheit TEXT NOT NULL CHECK (einheit IN ('STUNDE', 'TAG', 'MONAT')),
    -- minutes of hours; else days or months
    menge INTEGER NOT NULL,
    satz INTEGER NOT NULL,
    betrag INTEGER NOT NULL,
    entscheidung TEXT NOT NULL CHECK (entscheidung IN ('OFFEN', 'GEFORDERT', 'BERECHNET', 'NEIN')),
    gezahlt INTEGER NOT NULL,
    -- what was found when it was decided, as JSON
    befunde TEXT NOT NULL,
    PRIMARY KEY (rechnung, nr)
) STRICT;
CREATE INDEX rechnung_zeile_auftrag ON rechnung_zeile (auftrag, von);

-- The acts in the ledger that an invoice caused: one for each fiscal year.
CREATE TABLE rechnung_vorgang (
    vorgang BLOB PRIMARY KEY NOT NULL,
    rechnung BLOB NOT NULL REFERENCES rechnung (id),
    jahr INTEGER NOT NULL REFERENCES haushaltsjahr (jahr)
) STRICT;
CREATE INDEX rechnung_vorgang_rechnung ON rechnung_vorgang (rechnung);
CREATE INDEX rechnung_vorgang_jahr ON rechnung_vorgang (jahr);

CREATE TRIGGER entgelt_kein_update BEFORE UPDATE ON entgelt
BEGIN SELECT RAISE(ABORT, 'entgelt: unveränderlich, Korrektur nur durch neuen Eintrag'); END;

CREATE TRIGGER entgelt_kein_delete BEFORE DELETE ON entgelt
BEGIN SELECT RAISE(ABORT, 'entgelt: unveränderlich, Korrektur nur durch neuen Eintrag'); END;
