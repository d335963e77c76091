CREATE TABLE auftrag (
    id UUID NOT NULL PRIMARY KEY,
    art TEXT NOT NULL,
    daten TEXT NOT NULL,
    status TEXT NOT NULL,
    erledigt BIGINT NOT NULL,
    gesamt BIGINT NOT NULL,
    abbrechen BOOLEAN NOT NULL,
    versuche BIGINT NOT NULL,
    faellig_ab BIGINT NOT NULL,
    gesperrt_bis BIGINT NOT NULL,
    ergebnis TEXT NOT NULL,
    angelegt_von UUID,
    angelegt_am BIGINT NOT NULL,
    beendet_am BIGINT
);
CREATE INDEX auftrag_faellig ON auftrag (status, faellig_ab);
