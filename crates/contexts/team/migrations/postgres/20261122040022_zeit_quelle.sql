-- the entry of the calendar a booking was made from, so that nothing is booked twice; over midnight it is two days
ALTER TABLE zeitbuchung ADD COLUMN quelle TEXT;
CREATE UNIQUE INDEX zeitbuchung_quelle ON zeitbuchung (fachkraft, quelle, datum);
