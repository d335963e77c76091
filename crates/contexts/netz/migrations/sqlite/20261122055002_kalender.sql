ALTER TABLE veranstaltung ADD COLUMN ausser TEXT NOT NULL DEFAULT '';
ALTER TABLE veranstaltung ADD COLUMN dazu TEXT NOT NULL DEFAULT '';
-- key in the calendar it came from, and the day of the series it stands for
ALTER TABLE veranstaltung ADD COLUMN kalender_uid TEXT NOT NULL DEFAULT '';
ALTER TABLE veranstaltung ADD COLUMN kalender_instanz TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX veranstaltung_kalender ON veranstaltung (kalender_uid, kalender_instanz) WHERE kalender_uid <> '';
-- what one reading of a calendar changed, so that it can be taken back
CREATE TABLE kalender_stapel (
    id BLOB NOT NULL PRIMARY KEY,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    neu INTEGER NOT NULL,
    geaendert INTEGER NOT NULL,
    zeilen TEXT NOT NULL,
    zurueck_am INTEGER
) STRICT;
CREATE INDEX kalender_stapel_am ON kalender_stapel (angelegt_am);
