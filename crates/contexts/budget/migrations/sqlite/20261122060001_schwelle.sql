-- BudgetSchwelleErreicht: what those who plan are told. It names a Topf, never a case (RL-01, RL-09).
CREATE TABLE budget_schwelle (
    id BLOB NOT NULL PRIMARY KEY,
    topf BLOB NOT NULL REFERENCES topf (id),
    vorher TEXT NOT NULL,
    nachher TEXT NOT NULL,
    prognose INTEGER NOT NULL,
    rahmen INTEGER NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;
CREATE INDEX budget_schwelle_topf ON budget_schwelle (topf, zeit);
