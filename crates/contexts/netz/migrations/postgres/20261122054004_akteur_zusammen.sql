-- what moved when two institutions became one, to take it back; forgotten after a while
CREATE TABLE akteur_zusammen (
    id UUID NOT NULL PRIMARY KEY,
    bleibt UUID NOT NULL,
    geht UUID NOT NULL,
    spur TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX akteur_zusammen_zeit ON akteur_zusammen (zeit);
