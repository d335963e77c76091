-- what the source did not publish because it is too small: there is no number, and none may come of it
ALTER TABLE indikatorwert ADD COLUMN unterdrueckt INTEGER NOT NULL DEFAULT 0;
