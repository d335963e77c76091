CREATE TABLE geschaeftsordnung (
    id BLOB NOT NULL PRIMARY KEY,
    nummer INTEGER NOT NULL CONSTRAINT geschaeftsordnung_nummer UNIQUE,
    bezeichnung TEXT NOT NULL,
    toml TEXT NOT NULL,
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    status TEXT NOT NULL,
    beschluss TEXT NOT NULL,
    beschlossen_von BLOB,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX geschaeftsordnung_status ON geschaeftsordnung (status, gueltig_ab);
