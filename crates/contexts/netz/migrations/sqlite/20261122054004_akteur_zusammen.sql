-- what moved when two institutions became one, to take it back; forgotten after a while
CREATE TABLE akteur_zusammen (
    id BLOB NOT NULL PRIMARY KEY,
    bleibt BLOB NOT NULL,
    geht BLOB NOT NULL,
    spur TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX akteur_zusammen_zeit ON akteur_zusammen (zeit);
