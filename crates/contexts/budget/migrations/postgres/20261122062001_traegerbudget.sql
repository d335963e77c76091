-- What a Träger gets for a year as a budget of its own, and what that pays. It does not depend on how long a help lasts.
CREATE TABLE traegerbudget (
    id UUID PRIMARY KEY,
    jahr BIGINT NOT NULL REFERENCES haushaltsjahr (jahr),
    traeger UUID NOT NULL REFERENCES organisation (id),
    traeger_name TEXT NOT NULL,
    raumeinheit UUID REFERENCES raumeinheit (id),
    art TEXT NOT NULL CHECK (art IN ('PAUSCHAL', 'TEAM_VZAE', 'KONTINGENT_FLS')),
    -- full-time equivalents or hours in hundredths; nothing for a lump sum
    menge BIGINT NOT NULL CHECK (menge >= 0),
    satz BIGINT NOT NULL CHECK (satz >= 0),
    sachkosten BIGINT NOT NULL CHECK (sachkosten >= 0),
    betrag BIGINT NOT NULL CHECK (betrag > 0),
    -- code of the Leistung it pays; empty for all
    leistungsart TEXT NOT NULL,
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    berichte TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    CHECK (von <= bis)
);
CREATE INDEX traegerbudget_jahr ON traegerbudget (jahr, traeger);
CREATE INDEX traegerbudget_traeger ON traegerbudget (traeger);
CREATE INDEX traegerbudget_raumeinheit ON traegerbudget (raumeinheit);
