CREATE TABLE veranstaltung (
    id BLOB NOT NULL PRIMARY KEY,
    typ TEXT NOT NULL,
    titel TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    ort TEXT NOT NULL,
    veranstalter TEXT NOT NULL,
    tag TEXT NOT NULL,
    von INTEGER NOT NULL,
    bis INTEGER NOT NULL,
    rrule TEXT NOT NULL,
    sichtbarkeit TEXT NOT NULL,
    status TEXT NOT NULL,
    absagegrund TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX veranstaltung_tag ON veranstaltung (tag);
CREATE TABLE veranstaltung_anwesend (
    veranstaltung BLOB NOT NULL REFERENCES veranstaltung (id),
    art TEXT NOT NULL,
    anzahl INTEGER NOT NULL,
    PRIMARY KEY (veranstaltung, art)
) STRICT;
CREATE TABLE vereinbarung (
    id BLOB NOT NULL PRIMARY KEY,
    veranstaltung BLOB NOT NULL REFERENCES veranstaltung (id),
    was TEXT NOT NULL,
    wer TEXT NOT NULL,
    bis TEXT,
    erledigt INTEGER NOT NULL
) STRICT;
CREATE INDEX vereinbarung_veranstaltung ON vereinbarung (veranstaltung);
