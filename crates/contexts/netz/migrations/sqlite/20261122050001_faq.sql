CREATE TABLE faq_eintrag (
    id BLOB NOT NULL PRIMARY KEY,
    frage TEXT NOT NULL,
    antwort TEXT NOT NULL,
    leichte_sprache TEXT NOT NULL,
    zielgruppe TEXT NOT NULL,
    go_kapitel TEXT NOT NULL,
    status TEXT NOT NULL,
    stand TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX faq_eintrag_ordnung ON faq_eintrag (zielgruppe, status);
