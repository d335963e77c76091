-- that somebody completed a training the Geschaeftsordnung may demand before access; the lists of participants go, this stays
CREATE TABLE nachweis (
    benutzer BLOB NOT NULL REFERENCES benutzer (id),
    kennung TEXT NOT NULL,
    am TEXT NOT NULL,
    quelle TEXT NOT NULL,
    eingetragen_von BLOB,
    eingetragen_am INTEGER NOT NULL,
    PRIMARY KEY (benutzer, kennung)
) STRICT;
