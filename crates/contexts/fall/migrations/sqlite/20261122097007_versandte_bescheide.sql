-- The list of what was sent, the newest first.
CREATE INDEX fall_versand_erledigt ON fall_versand (erledigt_am);
