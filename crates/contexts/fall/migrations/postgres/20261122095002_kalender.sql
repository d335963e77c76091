-- The address of somebody's calendar of deadlines: its secret only as a hash, at most one each.
CREATE TABLE fall_kalender (
    benutzer UUID NOT NULL PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    angelegt BIGINT NOT NULL
);
