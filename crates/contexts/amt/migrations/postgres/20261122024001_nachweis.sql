-- that somebody completed a training the Geschaeftsordnung may demand before access; the lists of participants go, this stays
CREATE TABLE nachweis (
    benutzer UUID NOT NULL REFERENCES benutzer (id),
    kennung TEXT NOT NULL,
    am TEXT NOT NULL,
    quelle TEXT NOT NULL,
    eingetragen_von UUID,
    eingetragen_am BIGINT NOT NULL,
    PRIMARY KEY (benutzer, kennung)
);
