CREATE TABLE faq_eintrag (
    id UUID NOT NULL PRIMARY KEY,
    frage TEXT NOT NULL,
    antwort TEXT NOT NULL,
    leichte_sprache TEXT NOT NULL,
    zielgruppe TEXT NOT NULL,
    go_kapitel TEXT NOT NULL,
    status TEXT NOT NULL,
    stand TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX faq_eintrag_ordnung ON faq_eintrag (zielgruppe, status);
