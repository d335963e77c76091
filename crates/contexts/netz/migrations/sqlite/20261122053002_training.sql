CREATE TABLE training (
    id BLOB NOT NULL PRIMARY KEY,
    titel TEXT NOT NULL,
    beschreibung TEXT NOT NULL,
    zielgruppen TEXT NOT NULL,
    trainer_je_lauf INTEGER NOT NULL,
    laeufe_je_trainer INTEGER NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE TABLE training_modul (
    training BLOB NOT NULL REFERENCES training (id),
    lfd INTEGER NOT NULL,
    titel TEXT NOT NULL,
    PRIMARY KEY (training, lfd)
) STRICT;
CREATE TABLE trainer (
    id BLOB NOT NULL PRIMARY KEY,
    training BLOB NOT NULL REFERENCES training (id),
    name TEXT NOT NULL,
    stelle TEXT NOT NULL,
    seit TEXT NOT NULL,
    bis TEXT
) STRICT;
CREATE INDEX trainer_training ON trainer (training);
CREATE TABLE training_lauf (
    id BLOB NOT NULL PRIMARY KEY,
    training BLOB NOT NULL REFERENCES training (id),
    titel TEXT NOT NULL,
    ort TEXT NOT NULL,
    beginn TEXT NOT NULL,
    plaetze INTEGER NOT NULL,
    status TEXT NOT NULL,
    grund TEXT NOT NULL,
    teilnehmende INTEGER NOT NULL,
    bestanden INTEGER NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB
) STRICT;
CREATE INDEX training_lauf_training ON training_lauf (training, beginn);
CREATE TABLE training_lauf_trainer (
    lauf BLOB NOT NULL REFERENCES training_lauf (id),
    trainer BLOB NOT NULL REFERENCES trainer (id),
    PRIMARY KEY (lauf, trainer)
) STRICT;
CREATE TABLE training_termin (
    id BLOB NOT NULL PRIMARY KEY,
    lauf BLOB NOT NULL REFERENCES training_lauf (id),
    modul INTEGER NOT NULL,
    tag TEXT NOT NULL,
    von INTEGER NOT NULL,
    bis INTEGER NOT NULL
) STRICT;
CREATE INDEX training_termin_lauf ON training_termin (lauf, tag);
CREATE TABLE training_anmeldung (
    id BLOB NOT NULL PRIMARY KEY,
    lauf BLOB NOT NULL REFERENCES training_lauf (id),
    benutzer BLOB,
    name TEXT NOT NULL,
    stelle TEXT NOT NULL,
    lfd INTEGER NOT NULL,
    abgeschlossen_am TEXT,
    UNIQUE (lauf, benutzer)
) STRICT;
CREATE INDEX training_anmeldung_lauf ON training_anmeldung (lauf, lfd);
CREATE TABLE training_anwesend (
    anmeldung BLOB NOT NULL REFERENCES training_anmeldung (id),
    termin BLOB NOT NULL REFERENCES training_termin (id),
    PRIMARY KEY (anmeldung, termin)
) STRICT;
