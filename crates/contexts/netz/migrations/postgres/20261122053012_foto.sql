-- pictures of a survey, made anew from what the camera took: nothing of where, when and with what it was taken is left
CREATE TABLE erfassung_foto (
    id UUID NOT NULL PRIMARY KEY,
    erfassung UUID NOT NULL REFERENCES erfassung (id),
    titel TEXT NOT NULL,
    breite BIGINT NOT NULL,
    hoehe BIGINT NOT NULL,
    bild BYTEA NOT NULL,
    offen BOOLEAN NOT NULL,
    lfd BIGINT NOT NULL
);
CREATE INDEX erfassung_foto_erfassung ON erfassung_foto (erfassung, lfd);
