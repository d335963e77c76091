-- People who work in the office and beside it, where they belong, who is responsible for what, who is away.

CREATE TABLE organisation (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    art TEXT NOT NULL,
    anerkannt_75 BOOLEAN NOT NULL,
    -- full-time equivalents in hundredths
    groesse_vzae BIGINT,
    suche TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);

CREATE TABLE fachkraft (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    -- language codes, separated by commas
    sprachen TEXT NOT NULL,
    qualifikation TEXT NOT NULL,
    ief BOOLEAN NOT NULL,
    organisation UUID REFERENCES organisation (id),
    -- the account of amt, when the person has one
    benutzer UUID UNIQUE REFERENCES benutzer (id),
    suche TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX fachkraft_organisation ON fachkraft (organisation);

CREATE TABLE team (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    typ TEXT NOT NULL,
    leitung UUID REFERENCES fachkraft (id),
    standort TEXT NOT NULL,
    telefon TEXT NOT NULL,
    email TEXT NOT NULL,
    -- codes of the Sektoren, separated by commas
    sektoren TEXT NOT NULL,
    suche TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX team_leitung ON team (leitung);

CREATE TABLE team_raum (
    team UUID NOT NULL REFERENCES team (id),
    raumeinheit UUID NOT NULL REFERENCES raumeinheit (id),
    PRIMARY KEY (team, raumeinheit)
);
CREATE INDEX team_raum_raumeinheit ON team_raum (raumeinheit);

CREATE TABLE team_mitglied (
    id UUID PRIMARY KEY,
    team UUID NOT NULL REFERENCES team (id),
    fachkraft UUID NOT NULL REFERENCES fachkraft (id),
    funktion TEXT NOT NULL,
    -- both days included, the end open when there is none
    von TEXT NOT NULL,
    bis TEXT,
    -- full-time equivalents in hundredths
    vzae BIGINT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX team_mitglied_team ON team_mitglied (team);
CREATE INDEX team_mitglied_fachkraft ON team_mitglied (fachkraft);

CREATE TABLE stelle (
    id UUID PRIMARY KEY,
    bezeichnung TEXT NOT NULL,
    team UUID NOT NULL REFERENCES team (id),
    -- the Sektor it works in; empty when it works in all of its team
    sektor TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX stelle_team ON stelle (team);

-- Who held a position when. Half-open: the last day is the one before gueltig_bis. Never rewritten, only ended.
CREATE TABLE stelle_besetzung (
    id UUID PRIMARY KEY,
    stelle UUID NOT NULL REFERENCES stelle (id),
    fachkraft UUID NOT NULL REFERENCES fachkraft (id),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX stelle_besetzung_stelle ON stelle_besetzung (stelle);
CREATE INDEX stelle_besetzung_fachkraft ON stelle_besetzung (fachkraft);

-- Half-open like the rest of the history. Which of raumeinheit, buchstaben, spezial is set follows from typ; SPEZIAL
-- may name a Raum too and then holds only there.
CREATE TABLE zustaendigkeitsregel (
    id UUID PRIMARY KEY,
    sektor TEXT NOT NULL,
    typ TEXT NOT NULL,
    raumeinheit UUID REFERENCES raumeinheit (id),
    buchstaben TEXT,
    spezial TEXT,
    -- typ and what it is for in one text: two people cannot begin the same line on the same day
    schluessel TEXT NOT NULL,
    stelle UUID NOT NULL REFERENCES stelle (id),
    vertretung UUID REFERENCES stelle (id),
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    UNIQUE (sektor, schluessel, gueltig_ab)
);
CREATE INDEX zustaendigkeitsregel_sektor ON zustaendigkeitsregel (sektor, gueltig_ab);
CREATE INDEX zustaendigkeitsregel_raumeinheit ON zustaendigkeitsregel (raumeinheit);
CREATE INDEX zustaendigkeitsregel_stelle ON zustaendigkeitsregel (stelle);
CREATE INDEX zustaendigkeitsregel_vertretung ON zustaendigkeitsregel (vertretung);

-- Away, from and to included. The reason is nobody's business here: no column for it.
CREATE TABLE abwesenheit (
    id UUID PRIMARY KEY,
    fachkraft UUID NOT NULL REFERENCES fachkraft (id),
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX abwesenheit_fachkraft ON abwesenheit (fachkraft, bis);
CREATE INDEX abwesenheit_bis ON abwesenheit (bis);

-- Where somebody regularly is in the quarter: weekday 1 (Monday) to 7, minutes of the day.
CREATE TABLE praesenz (
    id UUID PRIMARY KEY,
    fachkraft UUID NOT NULL REFERENCES fachkraft (id),
    ort TEXT NOT NULL,
    wochentag BIGINT NOT NULL,
    von_minute BIGINT NOT NULL,
    bis_minute BIGINT NOT NULL,
    zweck TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX praesenz_fachkraft ON praesenz (fachkraft);
