-- what is looked for by its beginning is a range of the index; that holds only where text is ordered by its bytes,
-- whatever the language of the database
ALTER TABLE person ALTER COLUMN anschrift_such TYPE TEXT COLLATE "C";
ALTER TABLE fall ALTER COLUMN aktenzeichen TYPE TEXT COLLATE "C";
