CREATE TABLE bedarfsluecke_stand (
    raumeinheit UUID NOT NULL,
    thema TEXT NOT NULL,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID,
    PRIMARY KEY (raumeinheit, thema)
);
