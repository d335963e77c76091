-- Two records of one person brought together, and all that is needed to part them again exactly.
CREATE TABLE person_zusammenfuehrung (
    id BLOB NOT NULL PRIMARY KEY,
    bleibt BLOB NOT NULL REFERENCES person (id),
    geht BLOB NOT NULL REFERENCES person (id),
    grund TEXT NOT NULL,
    -- both records as they were, JSON
    vorher TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    zurueck_am INTEGER,
    zurueck_von BLOB,
    zurueck_name TEXT NOT NULL,
    zurueck_grund TEXT NOT NULL
) STRICT;
CREATE INDEX person_zusammenfuehrung_bleibt ON person_zusammenfuehrung (bleibt);
CREATE INDEX person_zusammenfuehrung_geht ON person_zusammenfuehrung (geht);

-- Every reference a merge touched: where it is, to whom it belonged, and its words before.
CREATE TABLE person_umzug (
    zusammenfuehrung BLOB NOT NULL REFERENCES person_zusammenfuehrung (id) ON DELETE CASCADE,
    tabelle TEXT NOT NULL,
    schluessel BLOB NOT NULL,
    gehoerte BLOB NOT NULL REFERENCES person (id),
    vorher TEXT NOT NULL,
    nachher TEXT NOT NULL,
    PRIMARY KEY (zusammenfuehrung, tabelle, schluessel)
) STRICT;

-- Somebody looked and says: these are two people.
CREATE TABLE person_verschieden (
    a BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    b BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    PRIMARY KEY (a, b)
) STRICT;
