-- the published Geschaeftsverteilung of a court, to look up (RL-14); rooms of the court, no names of judges
CREATE TABLE gericht_plan (
    id BLOB NOT NULL PRIMARY KEY,
    akteur BLOB NOT NULL REFERENCES akteur (id),
    jahr INTEGER NOT NULL,
    sache TEXT NOT NULL,
    art TEXT NOT NULL,
    fundstelle TEXT NOT NULL,
    stand TEXT NOT NULL,
    version INTEGER NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX gericht_plan_akteur ON gericht_plan (akteur, jahr);
CREATE TABLE gericht_abteilung (
    plan BLOB NOT NULL REFERENCES gericht_plan (id),
    lfd INTEGER NOT NULL,
    abteilung TEXT NOT NULL,
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    raum TEXT NOT NULL,
    kontakt TEXT NOT NULL,
    PRIMARY KEY (plan, lfd)
) STRICT;
