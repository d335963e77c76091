-- What a Träger gets for a year as a budget of its own, and what that pays. It does not depend on how long a help lasts.
CREATE TABLE traegerbudget (
    id BLOB PRIMARY KEY NOT NULL,
    jahr INTEGER NOT NULL REFERENCES haushaltsjahr (jahr),
    traeger BLOB NOT NULL REFERENCES organisation (id),
    traeger_name TEXT NOT NULL,
    raumeinheit BLOB REFERENCES raumeinheit (id),
    art TEXT NOT NULL CHECK (art IN ('PAUSCHAL', 'TEAM_VZAE', 'KONTINGENT_FLS')),
    -- full-time equivalents or hours in hundredths; nothing for a lump sum
    menge INTEGER NOT NULL CHECK (menge >= 0),
    satz INTEGER NOT NULL CHECK (satz >= 0),
    sachkosten INTEGER NOT NULL CHECK (sachkosten >= 0),
    betrag INTEGER NOT NULL CHECK (betrag > 0),
    -- code of the Leistung it pays; empty for all
    leistungsart TEXT NOT NULL,
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    berichte TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    CHECK (von <= bis)
) STRICT;
CREATE INDEX traegerbudget_jahr ON traegerbudget (jahr, traeger);
CREATE INDEX traegerbudget_traeger ON traegerbudget (traeger);
CREATE INDEX traegerbudget_raumeinheit ON traegerbudget (raumeinheit);
