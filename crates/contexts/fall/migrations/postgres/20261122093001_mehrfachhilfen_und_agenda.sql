-- Mehrfachhilfen-Check (4.7): what a round bundled, with the cost by the month before and after
CREATE TABLE fall_buendelung (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    von_hilfen BIGINT NOT NULL,
    zu_hilfen BIGINT NOT NULL,
    vorher BIGINT NOT NULL,
    nachher BIGINT NOT NULL,
    worte TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL
);
CREATE INDEX fall_buendelung_fall ON fall_buendelung (fall, zeit);
CREATE INDEX fall_baustein_stand ON fall_baustein (stand, bis);

-- what somebody put on the weekly agenda of a team; what is due comes there by itself and is not stored
CREATE TABLE fall_agenda (
    id UUID NOT NULL PRIMARY KEY,
    team UUID NOT NULL,
    fall UUID NOT NULL REFERENCES fall (id),
    grund TEXT NOT NULL,
    worte TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    erledigt_am BIGINT
);
CREATE INDEX fall_agenda_team ON fall_agenda (team, erledigt_am);
CREATE INDEX fall_agenda_fall ON fall_agenda (fall);

-- the order of one week, where the team changed it
CREATE TABLE fall_agenda_rang (
    team UUID NOT NULL,
    woche TEXT NOT NULL,
    fall UUID NOT NULL REFERENCES fall (id),
    rang BIGINT NOT NULL,
    PRIMARY KEY (team, woche, fall)
);
