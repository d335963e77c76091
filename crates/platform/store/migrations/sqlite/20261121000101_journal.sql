CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY,
    zeit INTEGER NOT NULL,
    benutzer BLOB,
    rolle TEXT NOT NULL,
    zweck TEXT NOT NULL,
    aktion TEXT NOT NULL,
    objektart TEXT NOT NULL,
    objekt BLOB,
    klasse TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    notzugriff BLOB,
    angaben TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_objekt ON journal (objekt, seq);
CREATE INDEX journal_benutzer ON journal (benutzer, seq);
CREATE TABLE journal_kopf (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    anfang_seq INTEGER NOT NULL,
    anfang_hash BLOB NOT NULL
) STRICT;
INSERT INTO journal_kopf (id, seq, hash, anfang_seq, anfang_hash) VALUES (1, 0, zeroblob(32), 0, zeroblob(32));
