CREATE TABLE geschaeftsordnung (
    id UUID NOT NULL PRIMARY KEY,
    nummer BIGINT NOT NULL CONSTRAINT geschaeftsordnung_nummer UNIQUE,
    bezeichnung TEXT NOT NULL,
    toml TEXT NOT NULL,
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    status TEXT NOT NULL,
    beschluss TEXT NOT NULL,
    beschlossen_von UUID,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX geschaeftsordnung_status ON geschaeftsordnung (status, gueltig_ab);
