-- A Storno above the limit waits for a second person. Until its counter-bookings are written the invoice goes on counting,
-- and its number stays taken; a refused Storno only takes this row away.
CREATE TABLE rechnung_storno (
    -- the act that waits
    vorgang BLOB PRIMARY KEY NOT NULL,
    rechnung BLOB NOT NULL REFERENCES rechnung (id),
    grund TEXT NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX rechnung_storno_rechnung ON rechnung_storno (rechnung);

-- From which Topf the instalments are paid. A budget that was wrong is revoked and entered anew, never overwritten.
ALTER TABLE traegerbudget ADD COLUMN topf BLOB REFERENCES topf (id);
ALTER TABLE traegerbudget ADD COLUMN aufgehoben_am INTEGER;
ALTER TABLE traegerbudget ADD COLUMN aufgehoben_von BLOB;
ALTER TABLE traegerbudget ADD COLUMN aufgehoben_grund TEXT NOT NULL DEFAULT '';
CREATE INDEX traegerbudget_topf ON traegerbudget (topf);

-- Which act of the ledger an instalment caused last.
CREATE TABLE traegerbudget_rate (
    budget BLOB NOT NULL REFERENCES traegerbudget (id),
    nr INTEGER NOT NULL CHECK (nr > 0),
    vorgang BLOB NOT NULL UNIQUE,
    PRIMARY KEY (budget, nr)
) STRICT;

-- Acts that the second person refused before an invoice was decided anew stand in the way of its payment no longer.
DELETE FROM rechnung_vorgang
WHERE vorgang IN (SELECT id FROM buchung_vorlage WHERE status = 'VERWORFEN')
  AND EXISTS (SELECT 1 FROM rechnung_vorgang n WHERE n.rechnung = rechnung_vorgang.rechnung
      AND n.jahr = rechnung_vorgang.jahr AND n.vorgang <> rechnung_vorgang.vorgang);
