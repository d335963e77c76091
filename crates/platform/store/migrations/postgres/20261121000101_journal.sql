CREATE TABLE journal (
    seq BIGINT NOT NULL PRIMARY KEY,
    zeit BIGINT NOT NULL,
    benutzer UUID,
    rolle TEXT NOT NULL,
    zweck TEXT NOT NULL,
    aktion TEXT NOT NULL,
    objektart TEXT NOT NULL,
    objekt UUID,
    klasse TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    notzugriff UUID,
    angaben TEXT NOT NULL,
    hash BYTEA NOT NULL
);
CREATE INDEX journal_objekt ON journal (objekt, seq);
CREATE INDEX journal_benutzer ON journal (benutzer, seq);
CREATE TABLE journal_kopf (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    anfang_seq BIGINT NOT NULL,
    anfang_hash BYTEA NOT NULL
);
INSERT INTO journal_kopf (id, seq, hash, anfang_seq, anfang_hash)
VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));
