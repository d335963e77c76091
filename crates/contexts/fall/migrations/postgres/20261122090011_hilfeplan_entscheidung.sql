-- What is planned, the versions of the plan, the decision. A version of the plan is written once.
CREATE TABLE fall_baustein (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    art TEXT NOT NULL,
    typ TEXT NOT NULL,
    text TEXT NOT NULL,
    umfang TEXT NOT NULL,
    mindestens BIGINT NOT NULL,
    hoechstens BIGINT NOT NULL,
    von TEXT NOT NULL,
    bis TEXT NOT NULL,
    kosten_monat BIGINT NOT NULL,
    stand TEXT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_baustein_fall ON fall_baustein (fall, stand);

CREATE TABLE fall_baustein_ziel (
    baustein UUID NOT NULL REFERENCES fall_baustein (id),
    handlungsziel UUID NOT NULL REFERENCES fall_handlungsziel (id),
    PRIMARY KEY (baustein, handlungsziel)
);

CREATE TABLE fall_hilfeplan (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    nummer BIGINT NOT NULL,
    bedarf TEXT NOT NULL,
    aufgabe_familie TEXT NOT NULL,
    aufgabe_traeger TEXT NOT NULL,
    aufgabe_amt TEXT NOT NULL,
    aufgabe_umfeld TEXT NOT NULL,
    geschwister TEXT NOT NULL,
    getrennt TEXT NOT NULL,
    schutz TEXT NOT NULL,
    perspektive TEXT NOT NULL,
    uebergang TEXT NOT NULL,
    nachbetreuung TEXT NOT NULL,
    ohne_sozialraum TEXT NOT NULL,
    pruefdatum TEXT NOT NULL,
    meinungen TEXT NOT NULL,
    familie_selbst TEXT NOT NULL,
    bausteine TEXT NOT NULL,
    inhalt TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    UNIQUE (fall, nummer)
);

CREATE TABLE fall_entscheidung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    art TEXT NOT NULL,
    norm TEXT NOT NULL,
    tenor TEXT NOT NULL,
    von TEXT,
    bis TEXT,
    begruendung TEXT NOT NULL,
    ermessen TEXT NOT NULL,
    anhoerung_am TEXT,
    anhoerung_ausnahme TEXT NOT NULL,
    warnung_am TEXT,
    wunsch TEXT NOT NULL,
    wunsch_worte TEXT NOT NULL,
    stand TEXT NOT NULL,
    hilfeplan UUID REFERENCES fall_hilfeplan (id),
    kosten_monat BIGINT NOT NULL,
    vorbereitet_von UUID NOT NULL,
    vorbereitet_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    mitgezeichnet_von UUID,
    mitgezeichnet_name TEXT NOT NULL,
    mitgezeichnet_am BIGINT,
    entschieden_von UUID,
    entschieden_name TEXT NOT NULL,
    entschieden_am BIGINT,
    belehrung TEXT NOT NULL,
    vormerkung TEXT NOT NULL,
    weg TEXT NOT NULL,
    versandt_am TEXT,
    bekannt_am TEXT,
    rechtsbehelf_bis TEXT,
    schritte TEXT NOT NULL
);
CREATE INDEX fall_entscheidung_fall ON fall_entscheidung (fall, zeit);
-- one draft and one decision at a time: two people deciding at once cannot both succeed
CREATE UNIQUE INDEX fall_entscheidung_entwurf ON fall_entscheidung (fall) WHERE stand = 'ENTWURF';
