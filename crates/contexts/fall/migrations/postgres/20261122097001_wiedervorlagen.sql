-- H20: to be looked at again on a day to come, for a reason; a case may rest until then
CREATE TABLE fall_wiedervorlage (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    tag TEXT NOT NULL,
    zuerst TEXT NOT NULL,
    grund TEXT NOT NULL,
    vorlauf BIGINT NOT NULL,
    ruht BOOLEAN NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    erledigt_am BIGINT,
    erledigt_von UUID,
    erledigt_name TEXT NOT NULL DEFAULT ''
);
CREATE INDEX fall_wiedervorlage_fall ON fall_wiedervorlage (fall, erledigt_am);
