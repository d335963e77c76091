CREATE TABLE veranstaltung (
    id UUID NOT NULL PRIMARY KEY,
    typ TEXT NOT NULL,
    titel TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    ort TEXT NOT NULL,
    veranstalter TEXT NOT NULL,
    tag TEXT NOT NULL,
    von BIGINT NOT NULL,
    bis BIGINT NOT NULL,
    rrule TEXT NOT NULL,
    sichtbarkeit TEXT NOT NULL,
    status TEXT NOT NULL,
    absagegrund TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX veranstaltung_tag ON veranstaltung (tag);
CREATE TABLE veranstaltung_anwesend (
    veranstaltung UUID NOT NULL REFERENCES veranstaltung (id),
    art TEXT NOT NULL,
    anzahl BIGINT NOT NULL,
    PRIMARY KEY (veranstaltung, art)
);
CREATE TABLE vereinbarung (
    id UUID NOT NULL PRIMARY KEY,
    veranstaltung UUID NOT NULL REFERENCES veranstaltung (id),
    was TEXT NOT NULL,
    wer TEXT NOT NULL,
    bis TEXT,
    erledigt BOOLEAN NOT NULL
);
CREATE INDEX vereinbarung_veranstaltung ON vereinbarung (veranstaltung);
