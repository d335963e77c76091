-- H20: to be looked at again on a day to come, for a reason; a case may rest until then
CREATE TABLE fall_wiedervorlage (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    tag TEXT NOT NULL,
    zuerst TEXT NOT NULL,
    grund TEXT NOT NULL,
    vorlauf INTEGER NOT NULL,
    ruht INTEGER NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    erledigt_am INTEGER,
    erledigt_von BLOB,
    erledigt_name TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX fall_wiedervorlage_fall ON fall_wiedervorlage (fall, erledigt_am);
