-- somebody has asked whether people with this need can use the offer, and nobody knows yet: a visit will tell. No case,
-- no person, no user; asked twice it is one row
CREATE TABLE pruefbesuch (
    id BLOB NOT NULL PRIMARY KEY,
    angebot BLOB NOT NULL REFERENCES angebot (id),
    bedarf TEXT NOT NULL,
    seit TEXT NOT NULL,
    UNIQUE (angebot, bedarf)
) STRICT;
