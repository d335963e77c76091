-- The week of a team (Fachkonzept 6.5): who has how many minutes, what is kept for work without a case and across cases,
-- what the rest goes to, and every move. No name of a client: a case is its Aktenzeichen. Unused minutes end with the week.
CREATE TABLE team_woche (
    id BLOB NOT NULL PRIMARY KEY,
    team BLOB NOT NULL REFERENCES team (id),
    -- its Monday
    montag TEXT NOT NULL,
    fua_minuten INTEGER NOT NULL,
    -- the share of the Geschäftsordnung when the capacity was set; less than it is a reduction
    fua_soll INTEGER NOT NULL,
    fue_minuten INTEGER NOT NULL,
    -- why more is planned than the pool has; empty when it is not
    grund TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    UNIQUE (team, montag)
) STRICT;

CREATE TABLE team_kapazitaet (
    woche BLOB NOT NULL REFERENCES team_woche (id),
    fachkraft BLOB NOT NULL REFERENCES fachkraft (id),
    minuten INTEGER NOT NULL CHECK (minuten >= 0),
    PRIMARY KEY (woche, fachkraft)
) STRICT;
CREATE INDEX team_kapazitaet_fachkraft ON team_kapazitaet (fachkraft);

CREATE TABLE team_posten (
    id BLOB NOT NULL PRIMARY KEY,
    woche BLOB NOT NULL REFERENCES team_woche (id),
    art TEXT NOT NULL,
    kennzeichen TEXT NOT NULL,
    -- of a case only
    bereich TEXT,
    prioritaet INTEGER NOT NULL,
    minuten_min INTEGER NOT NULL CHECK (minuten_min >= 0),
    minuten_max INTEGER,
    angefragt INTEGER NOT NULL CHECK (angefragt >= 0),
    minuten INTEGER NOT NULL CHECK (minuten >= 0),
    UNIQUE (woche, art, kennzeichen)
) STRICT;

CREATE TABLE team_zug (
    id BLOB NOT NULL PRIMARY KEY,
    woche BLOB NOT NULL REFERENCES team_woche (id),
    kennzeichen TEXT NOT NULL,
    von_minuten INTEGER NOT NULL,
    nach_minuten INTEGER NOT NULL,
    grund TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX team_zug_woche ON team_zug (woche, zeit);

-- Time worked (Fachkonzept 6.1 Zeitbuchung). kurztext never names a client.
CREATE TABLE zeitbuchung (
    id BLOB NOT NULL PRIMARY KEY,
    fachkraft BLOB NOT NULL REFERENCES fachkraft (id),
    datum TEXT NOT NULL,
    minuten INTEGER NOT NULL CHECK (minuten BETWEEN 1 AND 720),
    arbeitsart TEXT NOT NULL,
    raumeinheit BLOB REFERENCES raumeinheit (id),
    -- Aktenzeichen, group or project; empty where the kind of work has none
    bezug TEXT NOT NULL,
    kurztext TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX zeitbuchung_fachkraft ON zeitbuchung (fachkraft, datum);
CREATE INDEX zeitbuchung_raumeinheit ON zeitbuchung (raumeinheit, datum);
