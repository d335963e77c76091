-- the space of a ticket and all above it, as anliegen_raum
CREATE TABLE kontakt_raum (
    kontaktvorgang UUID NOT NULL REFERENCES kontaktvorgang (id) ON DELETE CASCADE,
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (kontaktvorgang, raumeinheit)
);
CREATE INDEX kontakt_raum_raum ON kontakt_raum (raumeinheit, kontaktvorgang);
INSERT INTO kontakt_raum (kontaktvorgang, raumeinheit)
    SELECT id, raumeinheit FROM kontaktvorgang WHERE raumeinheit IS NOT NULL;
