-- keys of programs: like a session, but bound to one name and one end instead of to a browser
CREATE TABLE zugangsschluessel (
    id UUID NOT NULL PRIMARY KEY,
    token BYTEA NOT NULL CONSTRAINT zugangsschluessel_token UNIQUE,
    benutzer UUID NOT NULL REFERENCES benutzer (id),
    name TEXT NOT NULL,
    angelegt BIGINT NOT NULL,
    bis BIGINT NOT NULL,
    zuletzt BIGINT
);
CREATE INDEX zugangsschluessel_benutzer ON zugangsschluessel (benutzer);
