-- the proof a series gives, as the Geschaeftsordnung calls it (training.zugang); empty for none
ALTER TABLE training ADD COLUMN nachweis TEXT NOT NULL DEFAULT '';
