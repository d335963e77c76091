-- People who work in the office and beside it, where they belong, who is responsible for what, who is away.

CREATE TABLE organisation (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    art TEXT NOT NULL,
    anerkannt_75 INTEGER NOT NULL,
    -- full-time equivalents in hundredths
    groesse_vzae INTEGER,
    suche TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;

CREATE TABLE fachkraft (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    -- language codes, separated by commas
    sprachen TEXT NOT NULL,
    qualifikation TEXT NOT NULL,
    ief INTEGER NOT NULL,
    organisation BLOB REFERENCES organisation (id),
    -- the account of amt, when the person has one
    benutzer BLOB UNIQUE REFERENCES benutzer (id),
    suche TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX fachkraft_organisation ON fachkraft (organisation);

CREATE TABLE team (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    typ TEXT NOT NULL,
    leitung BLOB REFERENCES fachkraft (id),
    standort TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    -- codes of the Sektoren, separated by commas
    sektoren TEXT NOT NULL,
    suche TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX team_leitung ON team (leitung);

CREATE TABLE team_raum (
    team BLOB NOT NULL REFERENCES team (id),
    raumeinheit BLOB NOT NULL REFERENCES raumeinheit (id),
    PRIMARY KEY (team, raumeinheit)
) STRICT;
CREATE INDEX team_raum_raumeinheit ON team_raum (raumeinheit);

CREATE TABLE team_mitglied (
    id BLOB PRIMARY KEY NOT NULL,
    team BLOB NOT NULL REFERENCES team (id),
    fachkraft BLOB NOT NULL REFERENCES fachkraft (id),
    funktion TEXT NOT NULL,
    -- both days included, the end open when there is none
    von TEXT NOT NULL,
    bis TEXT,
    -- full-time equivalents in hundredths
    vzae INTEGER,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX team_mitglied_team ON team_mitglied (team);
CREATE INDEX team_mitglied_fachkraft ON team_mitglied (fachkraft);

CREATE TABLE stelle (
    id BLOB PRIMARY KEY NOT NULL,
    bezeichnung TEXT NOT NULL,
    team BLOB NOT NULL REFERENCES team (id),
    -- the Sektor it works in; empty when it works in all of its team
    sektor TEXT,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX stelle_team ON stelle (team);

-- Who held a position when. Half-open: the last day is the one before gueltig_bis. Never rewritten, only ended.
CREATE TABLE stelle_besetzung (
    id BLOB PRIMARY KEY NOT NULL,
    stelle BLOB NOT NULL REFERENCES stelle (id),
    fachkraft BLOB NOT NULL REFERENCES fachkraft (id),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX stelle_besetzung_stelle ON stelle_besetzung (stelle);
CREATE INDEX stelle_besetzung_fachkraft ON stelle_besetzung (fachkraft);

-- Half-open like the rest of the history. Which of raumeinheit, buchstaben, spezial is set follows from typ; SPEZIAL
-- may name a Raum too and then holds only there.
CREATE TABLE zustaendigkeitsregel (
    id BLOB PRIMARY KEY NOT NULL,
    sektor TEXT NOT NULL,
    typ TEXT NOT NULL,
    raumeinheit BLOB REFERENCES raumeinheit (id),
    buchstaben TEXT,
    spezial TEXT,
    -- typ and what it is for in one text: two people cannot begin the same line on the same day
    schluessel TEXT NOT NULL,
    stelle BLOB NOT NULL REFERENCES stelle (id),
    vertretung BLOB REFERENCES stelle (id),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    UNIQUE (sektor, schluessel, gueltig_ab)
) STRICT;
CREATE INDEX zustaendigkeitsregel_sektor ON zustaendigkeitsregel (sektor, gueltig_ab);
CREATE INDEX zustaendigkeitsregel_raumeinheit ON zustaendigkeitsregel (raumeinheit);
CREATE INDEX zustaendigkeitsregel_stelle ON zustaendigkeitsregel (stelle);
CREATE INDEX zustaendigkeitsregel_vertretung ON zustaendigkeitsregel (vertretung);

-- Away, from and to included. The reason is nobody's business here: no column for it.
CREATE TABLE abwesenheit (
    id BLOB PRIMARY KEY NOT NULL,
    fachkraft BLOB NOT NULL REFERENCES fachkraft (id),
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX abwesenheit_fachkraft ON abwesenheit (fachkraft, bis);
CREATE INDEX abwesenheit_bis ON abwesenheit (bis);

-- Where somebody regularly is in the quarter: weekday 1 (Monday) to 7, minutes of the day.
CREATE TABLE praesenz (
    id BLOB PRIMARY KEY NOT NULL,
    fachkraft BLOB NOT NULL REFERENCES fachkraft (id),
    ort TEXT NOT NULL,
    wochentag INTEGER NOT NULL,
    von_minute INTEGER NOT NULL,
    bis_minute INTEGER NOT NULL,
    zweck TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX praesenz_fachkraft ON praesenz (fachkraft);
