CREATE TABLE idee (
    id UUID NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    text TEXT NOT NULL,
    gekuerzt BOOLEAN NOT NULL,
    raumeinheit UUID,
    email TEXT NOT NULL,
    status TEXT NOT NULL,
    eingegangen_am BIGINT NOT NULL,
    faellig_am TEXT NOT NULL,
    ergebnis TEXT,
    antwort TEXT NOT NULL,
    beantwortet_am BIGINT,
    grund TEXT NOT NULL,
    version BIGINT NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX idee_status ON idee (status, faellig_am);
CREATE TABLE projekt (
    id UUID NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    raumeinheit UUID,
    idee UUID REFERENCES idee (id),
    idee_von TEXT NOT NULL,
    themen TEXT NOT NULL,
    ziel TEXT NOT NULL,
    traeger TEXT NOT NULL,
    art TEXT NOT NULL,
    ersetzt TEXT NOT NULL,
    kosten BIGINT NOT NULL,
    beginn TEXT,
    ende TEXT,
    beschluss TEXT NOT NULL,
    beschluss_am TEXT,
    ergebnis TEXT NOT NULL,
    stopp_grund TEXT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX projekt_status ON projekt (status);
CREATE TABLE projekt_topf (
    projekt UUID NOT NULL REFERENCES projekt (id),
    lfd BIGINT NOT NULL,
    topf TEXT NOT NULL,
    bp BIGINT,
    cent BIGINT,
    PRIMARY KEY (projekt, lfd)
);
CREATE TABLE projekt_indikator (
    projekt UUID NOT NULL REFERENCES projekt (id),
    lfd BIGINT NOT NULL,
    name TEXT NOT NULL,
    ausgang TEXT NOT NULL,
    soll TEXT NOT NULL,
    ist TEXT NOT NULL,
    PRIMARY KEY (projekt, lfd)
);
CREATE TABLE projekt_schritt (
    id UUID NOT NULL PRIMARY KEY,
    projekt UUID NOT NULL REFERENCES projekt (id),
    von TEXT NOT NULL,
    nach TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX projekt_schritt_projekt ON projekt_schritt (projekt, zeit);
