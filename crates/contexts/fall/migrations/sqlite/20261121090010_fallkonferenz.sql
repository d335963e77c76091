CREATE TABLE fall_konferenz (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    typ TEXT NOT NULL,
    datum TEXT NOT NULL,
    dauer INTEGER NOT NULL,
    moderation TEXT NOT NULL,
    falleinbringer TEXT NOT NULL,
    pseudonym INTEGER NOT NULL,
    frage TEXT NOT NULL,
    ressourcen TEXT NOT NULL,
    empfehlung TEXT NOT NULL,
    einigkeit TEXT NOT NULL,
    abweichend TEXT NOT NULL,
    familie TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_konferenz_fall ON fall_konferenz (fall, datum);

CREATE TABLE fall_konferenz_teilnahme (
    konferenz BLOB NOT NULL REFERENCES fall_konferenz (id),
    nummer INTEGER NOT NULL,
    wer TEXT NOT NULL,
    oeffentlich INTEGER NOT NULL,
    PRIMARY KEY (konferenz, nummer)
) STRICT;

CREATE TABLE fall_konferenz_idee (
    konferenz BLOB NOT NULL REFERENCES fall_konferenz (id),
    nummer INTEGER NOT NULL,
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (konferenz, nummer)
) STRICT;
