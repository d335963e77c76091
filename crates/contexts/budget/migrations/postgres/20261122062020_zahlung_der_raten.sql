-- Which run paid an instalment of the budget of a Träger. The key is the act of the ledger that booked it: what was taken
-- back and booked anew is another act, and is paid anew.
CREATE TABLE traegerbudget_zahlung (
    vorgang UUID PRIMARY KEY NOT NULL,
    budget UUID NOT NULL REFERENCES traegerbudget (id),
    nr BIGINT NOT NULL CHECK (nr > 0),
    betrag BIGINT NOT NULL CHECK (betrag > 0),
    zahllauf UUID NOT NULL REFERENCES zahllauf (id),
    -- the run that asked the money of a Storno back
    zahllauf_zurueck UUID REFERENCES zahllauf (id)
);
CREATE INDEX traegerbudget_zahlung_budget ON traegerbudget_zahlung (budget);
CREATE INDEX traegerbudget_zahlung_zahllauf ON traegerbudget_zahlung (zahllauf);
CREATE INDEX traegerbudget_zahlung_zurueck ON traegerbudget_zahlung (zahllauf_zurueck);
