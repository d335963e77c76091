-- The page of a case reads the ratings of that case; without this it reads those of all.
CREATE INDEX fall_bewertung_fall ON fall_bewertung (fall);
