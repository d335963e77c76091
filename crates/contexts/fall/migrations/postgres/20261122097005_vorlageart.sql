-- what kind of paper it is: what is new for a committee, or how far a project has come
ALTER TABLE informationsvorlage ADD COLUMN art TEXT NOT NULL DEFAULT 'INFORMATIONSVORLAGE';
