-- the published Geschaeftsverteilung of a court, to look up (RL-14); rooms of the court, no names of judges
CREATE TABLE gericht_plan (
    id UUID NOT NULL PRIMARY KEY,
    akteur UUID NOT NULL REFERENCES akteur (id),
    jahr BIGINT NOT NULL,
    sache TEXT NOT NULL,
    art TEXT NOT NULL,
    fundstelle TEXT NOT NULL,
    stand TEXT NOT NULL,
    version BIGINT NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX gericht_plan_akteur ON gericht_plan (akteur, jahr);
CREATE TABLE gericht_abteilung (
    plan UUID NOT NULL REFERENCES gericht_plan (id),
    lfd BIGINT NOT NULL,
    abteilung TEXT NOT NULL,
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    raum TEXT NOT NULL,
    kontakt TEXT NOT NULL,
    PRIMARY KEY (plan, lfd)
);
