-- somebody of the office asks an Akteur for a place, and the Akteur answers; there is no column that could name a person
CREATE TABLE vermittlung (
    id BLOB NOT NULL PRIMARY KEY,
    kennzeichen TEXT NOT NULL UNIQUE,
    angebot BLOB NOT NULL REFERENCES angebot (id),
    weg_weisung BLOB NOT NULL REFERENCES weg_weisung (id),
    anliegen TEXT NOT NULL,
    token BLOB NOT NULL,
    gestellt_am INTEGER NOT NULL,
    gestellt_von BLOB NOT NULL,
    gilt_bis INTEGER NOT NULL,
    erinnert_am INTEGER,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    beantwortet_am INTEGER,
    beantwortet_von TEXT NOT NULL
) STRICT;
CREATE INDEX vermittlung_gestellt ON vermittlung (gestellt_von, gestellt_am);
CREATE INDEX vermittlung_offen ON vermittlung (status, gestellt_am);
