-- The week of a team (Fachkonzept 6.5): who has how many minutes, what is kept for work without a case and across cases,
-- what the rest goes to, and every move. No name of a client: a case is its Aktenzeichen. Unused minutes end with the week.
CREATE TABLE team_woche (
    id UUID NOT NULL PRIMARY KEY,
    team UUID NOT NULL REFERENCES team (id),
    -- its Monday
    montag TEXT NOT NULL,
    fua_minuten BIGINT NOT NULL,
    -- the share of the Geschäftsordnung when the capacity was set; less than it is a reduction
    fua_soll BIGINT NOT NULL,
    fue_minuten BIGINT NOT NULL,
    -- why more is planned than the pool has; empty when it is not
    grund TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    UNIQUE (team, montag)
);

CREATE TABLE team_kapazitaet (
    woche UUID NOT NULL REFERENCES team_woche (id),
    fachkraft UUID NOT NULL REFERENCES fachkraft (id),
    minuten BIGINT NOT NULL CHECK (minuten >= 0),
    PRIMARY KEY (woche, fachkraft)
);
CREATE INDEX team_kapazitaet_fachkraft ON team_kapazitaet (fachkraft);

CREATE TABLE team_posten (
    id UUID NOT NULL PRIMARY KEY,
    woche UUID NOT NULL REFERENCES team_woche (id),
    art TEXT NOT NULL,
    kennzeichen TEXT NOT NULL,
    -- of a case only
    bereich TEXT,
    prioritaet BIGINT NOT NULL,
    minuten_min BIGINT NOT NULL CHECK (minuten_min >= 0),
    minuten_max BIGINT,
    angefragt BIGINT NOT NULL CHECK (angefragt >= 0),
    minuten BIGINT NOT NULL CHECK (minuten >= 0),
    UNIQUE (woche, art, kennzeichen)
);

CREATE TABLE team_zug (
    id UUID NOT NULL PRIMARY KEY,
    woche UUID NOT NULL REFERENCES team_woche (id),
    kennzeichen TEXT NOT NULL,
    von_minuten BIGINT NOT NULL,
    nach_minuten BIGINT NOT NULL,
    grund TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX team_zug_woche ON team_zug (woche, zeit);

-- Time worked (Fachkonzept 6.1 Zeitbuchung). kurztext never names a client.
CREATE TABLE zeitbuchung (
    id UUID NOT NULL PRIMARY KEY,
    fachkraft UUID NOT NULL REFERENCES fachkraft (id),
    datum TEXT NOT NULL,
    minuten BIGINT NOT NULL CHECK (minuten BETWEEN 1 AND 720),
    arbeitsart TEXT NOT NULL,
    raumeinheit UUID REFERENCES raumeinheit (id),
    -- Aktenzeichen, group or project; empty where the kind of work has none
    bezug TEXT NOT NULL,
    kurztext TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX zeitbuchung_fachkraft ON zeitbuchung (fachkraft, datum);
CREATE INDEX zeitbuchung_raumeinheit ON zeitbuchung (raumeinheit, datum);
