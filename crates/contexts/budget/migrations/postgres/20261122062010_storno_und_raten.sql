-- A Storno above the limit waits for a second person. Until its counter-bookings are written the invoice goes on counting,
-- and its number stays taken; a refused Storno only takes this row away.
CREATE TABLE rechnung_storno (
    -- the act that waits
    vorgang UUID PRIMARY KEY NOT NULL,
    rechnung UUID NOT NULL REFERENCES rechnung (id),
    grund TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX rechnung_storno_rechnung ON rechnung_storno (rechnung);

-- From which Topf the instalments are paid. A budget that was wrong is revoked and entered anew, never overwritten.
ALTER TABLE traegerbudget ADD COLUMN topf UUID REFERENCES topf (id);
ALTER TABLE traegerbudget ADD COLUMN aufgehoben_am BIGINT;
ALTER TABLE traegerbudget ADD COLUMN aufgehoben_von UUID;
ALTER TABLE traegerbudget ADD COLUMN aufgehoben_grund TEXT NOT NULL DEFAULT '';
CREATE INDEX traegerbudget_topf ON traegerbudget (topf);

-- Which act of the ledger an instalment caused last.
CREATE TABLE traegerbudget_rate (
    budget UUID NOT NULL REFERENCES traegerbudget (id),
    nr BIGINT NOT NULL CHECK (nr > 0),
    vorgang UUID NOT NULL UNIQUE,
    PRIMARY KEY (budget, nr)
);

-- Acts that the second person refused before an invoice was decided anew stand in the way of its payment no longer.
DELETE FROM rechnung_vorgang
WHERE vorgang IN (SELECT id FROM buchung_vorlage WHERE status = 'VERWORFEN')
  AND EXISTS (SELECT 1 FROM rechnung_vorgang n WHERE n.rechnung = rechnung_vorgang.rechnung
      AND n.jahr = rechnung_vorgang.jahr AND n.vorgang <> rechnung_vorgang.vorgang);
