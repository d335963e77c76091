-- A paper for one session of a committee: words, figures of earlier years with where they come from, and what the
-- office counts itself. What it counts is frozen as JSON when it is released; nothing of it changes afterwards.
CREATE TABLE informationsvorlage (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    nummer TEXT NOT NULL UNIQUE,
    betreff TEXT NOT NULL,
    gremium TEXT NOT NULL,
    sitzung_am TEXT NOT NULL,
    anlass TEXT NOT NULL,
    rueckmeldungen TEXT NOT NULL,
    ausblick TEXT NOT NULL,
    -- Monday of the reference week
    woche TEXT,
    -- keys of the spaces whose published Kurzskizze goes along, separated by commas
    skizzen TEXT NOT NULL,
    stand TEXT NOT NULL,
    inhalt TEXT NOT NULL,
    verfasser TEXT NOT NULL,
    freigegeben_am BIGINT,
    freigegeben_von TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);

CREATE TABLE informationsvorlage_zahl (
    id UUID NOT NULL PRIMARY KEY,
    vorlage UUID NOT NULL REFERENCES informationsvorlage (id),
    bezeichnung TEXT NOT NULL,
    vorsatz TEXT NOT NULL,
    wert BIGINT NOT NULL,
    stichtag TEXT NOT NULL,
    quelle TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX informationsvorlage_zahl_zu ON informationsvorlage_zahl (vorlage, stichtag);

CREATE TABLE informationsvorlage_massnahme (
    id UUID NOT NULL PRIMARY KEY,
    vorlage UUID NOT NULL REFERENCES informationsvorlage (id),
    feststellung TEXT NOT NULL,
    massnahme TEXT NOT NULL,
    wer TEXT NOT NULL,
    bis TEXT NOT NULL,
    -- the draft of the Geschäftsordnung it led to
    ordnung UUID,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX informationsvorlage_massnahme_zu ON informationsvorlage_massnahme (vorlage, bis);
