CREATE TABLE idee (
    id BLOB NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    text TEXT NOT NULL,
    gekuerzt INTEGER NOT NULL,
    raumeinheit BLOB,
    email TEXT NOT NULL,
    status TEXT NOT NULL,
    eingegangen_am INTEGER NOT NULL,
    faellig_am TEXT NOT NULL,
    ergebnis TEXT,
    antwort TEXT NOT NULL,
    beantwortet_am INTEGER,
    grund TEXT NOT NULL,
    version INTEGER NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX idee_status ON idee (status, faellig_am);
CREATE TABLE projekt (
    id BLOB NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    raumeinheit BLOB,
    idee BLOB REFERENCES idee (id),
    idee_von TEXT NOT NULL,
    themen TEXT NOT NULL,
    ziel TEXT NOT NULL,
    traeger TEXT NOT NULL,
    art TEXT NOT NULL,
    ersetzt TEXT NOT NULL,
    kosten INTEGER NOT NULL,
    beginn TEXT,
    ende TEXT,
    beschluss TEXT NOT NULL,
    beschluss_am TEXT,
    ergebnis TEXT NOT NULL,
    stopp_grund TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX projekt_status ON projekt (status);
CREATE TABLE projekt_topf (
    projekt BLOB NOT NULL REFERENCES projekt (id),
    lfd INTEGER NOT NULL,
    topf TEXT NOT NULL,
    bp INTEGER,
    cent INTEGER,
    PRIMARY KEY (projekt, lfd)
) STRICT;
CREATE TABLE projekt_indikator (
    projekt BLOB NOT NULL REFERENCES projekt (id),
    lfd INTEGER NOT NULL,
    name TEXT NOT NULL,
    ausgang TEXT NOT NULL,
    soll TEXT NOT NULL,
    ist TEXT NOT NULL,
    PRIMARY KEY (projekt, lfd)
) STRICT;
CREATE TABLE projekt_schritt (
    id BLOB NOT NULL PRIMARY KEY,
    projekt BLOB NOT NULL REFERENCES projekt (id),
    von TEXT NOT NULL,
    nach TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX projekt_schritt_projekt ON projekt_schritt (projekt, zeit);
