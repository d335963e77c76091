CREATE TABLE fall_konferenz (
    id UUID NOT NULL PRIMARY KEY,
    fall UUID NOT NULL REFERENCES fall (id),
    typ TEXT NOT NULL,
    datum TEXT NOT NULL,
    dauer BIGINT NOT NULL,
    moderation TEXT NOT NULL,
    falleinbringer TEXT NOT NULL,
    pseudonym BOOLEAN NOT NULL,
    frage TEXT NOT NULL,
    ressourcen TEXT NOT NULL,
    empfehlung TEXT NOT NULL,
    einigkeit TEXT NOT NULL,
    abweichend TEXT NOT NULL,
    familie TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX fall_konferenz_fall ON fall_konferenz (fall, datum);

CREATE TABLE fall_konferenz_teilnahme (
    konferenz UUID NOT NULL REFERENCES fall_konferenz (id),
    nummer BIGINT NOT NULL,
    wer TEXT NOT NULL,
    oeffentlich BOOLEAN NOT NULL,
    PRIMARY KEY (konferenz, nummer)
);

CREATE TABLE fall_konferenz_idee (
    konferenz UUID NOT NULL REFERENCES fall_konferenz (id),
    nummer BIGINT NOT NULL,
    art TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (konferenz, nummer)
);
