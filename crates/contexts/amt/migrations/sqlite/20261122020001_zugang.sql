-- keys of programs: like a session, but bound to one name and one end instead of to a browser
CREATE TABLE zugangsschluessel (
    id BLOB NOT NULL PRIMARY KEY,
    token BLOB NOT NULL CONSTRAINT zugangsschluessel_token UNIQUE,
    benutzer BLOB NOT NULL REFERENCES benutzer (id),
    name TEXT NOT NULL,
    angelegt INTEGER NOT NULL,
    bis INTEGER NOT NULL,
    zuletzt INTEGER
) STRICT;
CREATE INDEX zugangsschluessel_benutzer ON zugangsschluessel (benutzer);
