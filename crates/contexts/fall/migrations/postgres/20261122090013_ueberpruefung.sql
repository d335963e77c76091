-- Reviews: everybody rates for themselves. A later rating of the same person stands beside the earlier one.
CREATE TABLE fall_ueberpruefung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    nummer BIGINT NOT NULL,
    beginn TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    UNIQUE (fall, nummer)
);

-- without a Handlungsziel: why this rater is missing
CREATE TABLE fall_bewertung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    ueberpruefung UUID NOT NULL REFERENCES fall_ueberpruefung (id),
    handlungsziel UUID REFERENCES fall_handlungsziel (id),
    bewerter TEXT NOT NULL,
    wertung TEXT NOT NULL,
    gas BIGINT,
    text TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_bewertung_ueberpruefung ON fall_bewertung (ueberpruefung, bewerter);

CREATE TABLE fall_abschluss (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    grund TEXT NOT NULL,
    anschluss TEXT NOT NULL,
    anschluss_worte TEXT NOT NULL,
    nachfrage BOOLEAN NOT NULL,
    nachbetreuung TEXT NOT NULL,
    statistik TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_abschluss_fall ON fall_abschluss (fall, zeit);
