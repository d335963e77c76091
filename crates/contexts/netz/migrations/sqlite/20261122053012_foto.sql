-- pictures of a survey, made anew from what the camera took: nothing of where, when and with what it was taken is left
CREATE TABLE erfassung_foto (
    id BLOB NOT NULL PRIMARY KEY,
    erfassung BLOB NOT NULL REFERENCES erfassung (id),
    titel TEXT NOT NULL,
    breite INTEGER NOT NULL,
    hoehe INTEGER NOT NULL,
    bild BLOB NOT NULL,
    offen INTEGER NOT NULL,
    lfd INTEGER NOT NULL
) STRICT;
CREATE INDEX erfassung_foto_erfassung ON erfassung_foto (erfassung, lfd);
