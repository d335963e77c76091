-- what became of each address in the web that stands in the directory; tot_seit is empty while it answers
CREATE TABLE link_pruefung (
    url TEXT NOT NULL PRIMARY KEY,
    geprueft_am INTEGER NOT NULL,
    befund TEXT NOT NULL,
    http INTEGER,
    tot_seit INTEGER
) STRICT;
CREATE INDEX link_pruefung_tot ON link_pruefung (tot_seit);
