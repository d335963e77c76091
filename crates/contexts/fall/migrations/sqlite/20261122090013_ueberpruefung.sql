-- Reviews: everybody rates for themselves. A later rating of the same person stands beside the earlier one.
CREATE TABLE fall_ueberpruefung (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    nummer INTEGER NOT NULL,
    beginn TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    UNIQUE (fall, nummer)
) STRICT;

-- without a Handlungsziel: why this rater is missing
CREATE TABLE fall_bewertung (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    ueberpruefung BLOB NOT NULL REFERENCES fall_ueberpruefung (id),
    handlungsziel BLOB REFERENCES fall_handlungsziel (id),
    bewerter TEXT NOT NULL,
    wertung TEXT NOT NULL,
    gas INTEGER,
    text TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_bewertung_ueberpruefung ON fall_bewertung (ueberpruefung, bewerter);

CREATE TABLE fall_abschluss (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    grund TEXT NOT NULL,
    anschluss TEXT NOT NULL,
    anschluss_worte TEXT NOT NULL,
    nachfrage INTEGER NOT NULL,
    nachbetreuung TEXT NOT NULL,
    statistik TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_abschluss_fall ON fall_abschluss (fall, zeit);
