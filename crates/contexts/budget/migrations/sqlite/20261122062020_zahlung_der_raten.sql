-- Which run paid an instalment of the budget of a Träger. The key is the act of the ledger that booked it: what was taken
-- back and booked anew is another act, and is paid anew.
CREATE TABLE traegerbudget_zahlung (
    vorgang BLOB PRIMARY KEY NOT NULL,
    budget BLOB NOT NULL REFERENCES traegerbudget (id),
    nr INTEGER NOT NULL CHECK (nr > 0),
    betrag INTEGER NOT NULL CHECK (betrag > 0),
    zahllauf BLOB NOT NULL REFERENCES zahllauf (id),
    -- the run that asked the money of a Storno back
    zahllauf_zurueck BLOB REFERENCES zahllauf (id)
) STRICT;
CREATE INDEX traegerbudget_zahlung_budget ON traegerbudget_zahlung (budget);
CREATE INDEX traegerbudget_zahlung_zahllauf ON traegerbudget_zahlung (zahllauf);
CREATE INDEX traegerbudget_zahlung_zurueck ON traegerbudget_zahlung (zahllauf_zurueck);
