-- EG11: the Back-Office takes over a decided Bescheid and sends it; with it comes the right to read it (R12, F)
CREATE TABLE fall_versand (
    entscheidung UUID NOT NULL PRIMARY KEY REFERENCES fall_entscheidung (id),
    fall UUID NOT NULL REFERENCES fall (id),
    bearbeiter UUID NOT NULL,
    bearbeiter_name TEXT NOT NULL,
    uebernommen_am BIGINT NOT NULL,
    erledigt_am BIGINT
);
CREATE INDEX fall_versand_fall ON fall_versand (fall);
CREATE INDEX fall_entscheidung_versand ON fall_entscheidung (entschieden_am) WHERE stand = 'ENTSCHIEDEN';
