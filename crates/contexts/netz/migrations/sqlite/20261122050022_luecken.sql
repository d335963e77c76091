CREATE TABLE bedarfsluecke_stand (
    raumeinheit BLOB NOT NULL,
    thema TEXT NOT NULL,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB,
    PRIMARY KEY (raumeinheit, thema)
) STRICT;
