-- names of spaces and teams for the filters of the lists, read from the index alone
CREATE INDEX anliegen_team_name ON anliegen (team, team_name);
CREATE INDEX anliegen_raum_name ON anliegen (raumeinheit, raum_name);
CREATE INDEX fall_raum_name ON fall (raumeinheit, raum_name);
