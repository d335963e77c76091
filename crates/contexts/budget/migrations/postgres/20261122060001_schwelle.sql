-- BudgetSchwelleErreicht: what those who plan are told. It names a Topf, never a case (RL-01, RL-09).
CREATE TABLE budget_schwelle (
    id UUID NOT NULL PRIMARY KEY,
    topf UUID NOT NULL REFERENCES topf (id),
    vorher TEXT NOT NULL,
    nachher TEXT NOT NULL,
    prognose BIGINT NOT NULL,
    rahmen BIGINT NOT NULL,
    zeit BIGINT NOT NULL
);
CREATE INDEX budget_schwelle_topf ON budget_schwelle (topf, zeit);
