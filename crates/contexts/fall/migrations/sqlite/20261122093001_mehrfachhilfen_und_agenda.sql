-- Mehrfachhilfen-Check (4.7): what a round bundled, with the cost by the month before and after
CREATE TABLE fall_buendelung (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    von_hilfen INTEGER NOT NULL,
    zu_hilfen INTEGER NOT NULL,
    vorher INTEGER NOT NULL,
    nachher INTEGER NOT NULL,
    worte TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL
) STRICT;
CREATE INDEX fall_buendelung_fall ON fall_buendelung (fall, zeit);
CREATE INDEX fall_baustein_stand ON fall_baustein (stand, bis);

-- what somebody put on the weekly agenda of a team; what is due comes there by itself and is not stored
CREATE TABLE fall_agenda (
    id BLOB NOT NULL PRIMARY KEY,
    team BLOB NOT NULL,
    fall BLOB NOT NULL REFERENCES fall (id),
    grund TEXT NOT NULL,
    worte TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    erledigt_am INTEGER
) STRICT;
CREATE INDEX fall_agenda_team ON fall_agenda (team, erledigt_am);
CREATE INDEX fall_agenda_fall ON fall_agenda (fall);

-- the order of one week, where the team changed it
CREATE TABLE fall_agenda_rang (
    team BLOB NOT NULL,
    woche TEXT NOT NULL,
    fall BLOB NOT NULL REFERENCES fall (id),
    rang INTEGER NOT NULL,
    PRIMARY KEY (team, woche, fall)
) STRICT;
