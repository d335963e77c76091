CREATE TABLE fall_geprueft (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    angebot UUID,
    titel TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    grund TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_geprueft_fall ON fall_geprueft (fall, angelegt_am);

-- append-only: the last one counts
CREATE TABLE fall_sozialraumpruefung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    frage_bekannt TEXT NOT NULL,
    themen TEXT NOT NULL,
    umfeld TEXT NOT NULL,
    keine_treffer BOOLEAN NOT NULL,
    gesamtergebnis TEXT NOT NULL,
    zustimmung BOOLEAN NOT NULL,
    grund TEXT,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_sozialraumpruefung_fall ON fall_sozialraumpruefung (fall, zeit);

-- anonymous by its shape: no key, no case, no user, no day; only how often in a month
CREATE TABLE bedarfsluecke (
    raumeinheit UUID NOT NULL,
    thema TEXT NOT NULL,
    altersgruppe TEXT NOT NULL,
    merkmal TEXT NOT NULL,
    art TEXT NOT NULL,
    monat TEXT NOT NULL,
    anzahl BIGINT NOT NULL,
    PRIMARY KEY (raumeinheit, thema, altersgruppe, merkmal, art, monat)
);
CREATE INDEX bedarfsluecke_monat ON bedarfsluecke (monat);
