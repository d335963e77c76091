-- when the one who asked opened the answer; what was answered before this column counts as seen
ALTER TABLE vermittlung ADD COLUMN gesehen_am INTEGER;
UPDATE vermittlung SET gesehen_am = COALESCE(beantwortet_am, gilt_bis) WHERE status <> 'OFFEN';
