-- the space of a ticket and all above it, as anliegen_raum
CREATE TABLE kontakt_raum (
    kontaktvorgang BLOB NOT NULL REFERENCES kontaktvorgang (id) ON DELETE CASCADE,
    raumeinheit BLOB NOT NULL,
    PRIMARY KEY (kontaktvorgang, raumeinheit)
) STRICT;
CREATE INDEX kontakt_raum_raum ON kontakt_raum (raumeinheit, kontaktvorgang);
INSERT INTO kontakt_raum (kontaktvorgang, raumeinheit)
    SELECT id, raumeinheit FROM kontaktvorgang WHERE raumeinheit IS NOT NULL;
