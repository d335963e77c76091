CREATE TABLE fall_geprueft (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    angebot BLOB,
    titel TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    grund TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_geprueft_fall ON fall_geprueft (fall, angelegt_am);

-- append-only: the last one counts
CREATE TABLE fall_sozialraumpruefung (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    frage_bekannt TEXT NOT NULL,
    themen TEXT NOT NULL,
    umfeld TEXT NOT NULL,
    keine_treffer INTEGER NOT NULL,
    gesamtergebnis TEXT NOT NULL,
    zustimmung INTEGER NOT NULL,
    grund TEXT,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_sozialraumpruefung_fall ON fall_sozialraumpruefung (fall, zeit);

-- anonymous by its shape: no key, no case, no user, no day; only how often in a month
CREATE TABLE bedarfsluecke (
    raumeinheit BLOB NOT NULL,
    thema TEXT NOT NULL,
    altersgruppe TEXT NOT NULL,
    merkmal TEXT NOT NULL,
    art TEXT NOT NULL,
    monat TEXT NOT NULL,
    anzahl INTEGER NOT NULL,
    PRIMARY KEY (raumeinheit, thema, altersgruppe, merkmal, art, monat)
) STRICT;
CREATE INDEX bedarfsluecke_monat ON bedarfsluecke (monat);
