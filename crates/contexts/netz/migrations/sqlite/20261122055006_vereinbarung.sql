-- what was agreed becomes a task: somebody is in charge, and it ends as done or dropped, with a word about it
ALTER TABLE vereinbarung ADD COLUMN status TEXT NOT NULL DEFAULT 'OFFEN';
ALTER TABLE vereinbarung ADD COLUMN notiz TEXT NOT NULL DEFAULT '';
ALTER TABLE vereinbarung ADD COLUMN akteur BLOB REFERENCES akteur (id);
ALTER TABLE vereinbarung ADD COLUMN fachkraft BLOB;
ALTER TABLE vereinbarung ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
UPDATE vereinbarung SET status = 'ERLEDIGT' WHERE erledigt = 1;
ALTER TABLE vereinbarung DROP COLUMN erledigt;
