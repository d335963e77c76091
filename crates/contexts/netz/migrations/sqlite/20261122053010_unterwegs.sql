-- what a phone sent after a walk without network: each entry has a mark of its own, so that sending it twice enters it once
CREATE TABLE erfassung_marke (
    marke BLOB NOT NULL PRIMARY KEY,
    erfassung BLOB NOT NULL REFERENCES erfassung (id),
    wer BLOB,
    am INTEGER NOT NULL
) STRICT;
