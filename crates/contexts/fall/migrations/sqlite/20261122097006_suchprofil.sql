-- what the person needs so that a place can be used (4.8 suchprofil): kept with the case, so that it is asked once
CREATE TABLE fall_suchprofil (
    fall BLOB NOT NULL PRIMARY KEY REFERENCES fall (id),
    bedarfe TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
