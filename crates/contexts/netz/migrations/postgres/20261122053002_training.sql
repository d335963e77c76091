CREATE TABLE training (
    id UUID NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    zielgruppen TEXT NOT NULL,
    trainer_je_lauf BIGINT NOT NULL,
    laeufe_je_trainer BIGINT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE TABLE training_modul (
    training UUID NOT NULL REFERENCES training (id),
    lfd BIGINT NOT NULL,
    titel TEXT NOT NULL,
    PRIMARY KEY (training, lfd)
);
CREATE TABLE trainer (
    id UUID NOT NULL PRIMARY KEY,
    training UUID NOT NULL REFERENCES training (id),
    name TEXT NOT NULL,
    stelle TEXT NOT NULL,
    seit TEXT NOT NULL,
    bis TEXT
);
CREATE INDEX trainer_training ON trainer (training);
CREATE TABLE training_lauf (
    id UUID NOT NULL PRIMARY KEY,
    training UUID NOT NULL REFERENCES training (id),
    titel TEXT NOT NULL,
    ort TEXT NOT NULL,
    beginn TEXT NOT NULL,
    plaetze BIGINT NOT NULL,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    teilnehmende BIGINT NOT NULL,
    bestanden BIGINT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID
);
CREATE INDEX training_lauf_training ON training_lauf (training, beginn);
CREATE TABLE training_lauf_trainer (
    lauf UUID NOT NULL REFERENCES training_lauf (id),
    trainer UUID NOT NULL REFERENCES trainer (id),
    PRIMARY KEY (lauf, trainer)
);
CREATE TABLE training_termin (
    id UUID NOT NULL PRIMARY KEY,
    lauf UUID NOT NULL REFERENCES training_lauf (id),
    modul BIGINT NOT NULL,
    tag TEXT NOT NULL,
    von BIGINT NOT NULL,
    bis BIGINT NOT NULL
);
CREATE INDEX training_termin_lauf ON training_termin (lauf, tag);
CREATE TABLE training_anmeldung (
    id UUID NOT NULL PRIMARY KEY,
    lauf UUID NOT NULL REFERENCES training_lauf (id),
    benutzer UUID,
    name TEXT NOT NULL,
    stelle TEXT NOT NULL,
    lfd BIGINT NOT NULL,
    abgeschlossen_am TEXT,
    UNIQUE (lauf, benutzer)
);
CREATE INDEX training_anmeldung_lauf ON training_anmeldung (lauf, lfd);
CREATE TABLE training_anwesend (
    anmeldung UUID NOT NULL REFERENCES training_anmeldung (id),
    termin UUID NOT NULL REFERENCES training_termin (id),
    PRIMARY KEY (anmeldung, termin)
);
