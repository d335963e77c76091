-- Two records of one person brought together, and all that is needed to part them again exactly.
CREATE TABLE person_zusammenfuehrung (
    id UUID NOT NULL PRIMARY KEY,
    bleibt UUID NOT NULL REFERENCES person (id),
    geht UUID NOT NULL REFERENCES person (id),
    grund TEXT NOT NULL,
    -- both records as they were, JSON
    vorher TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    zurueck_am BIGINT,
    zurueck_von UUID,
    zurueck_name TEXT NOT NULL,
    zurueck_grund TEXT NOT NULL
);
CREATE INDEX person_zusammenfuehrung_bleibt ON person_zusammenfuehrung (bleibt);
CREATE INDEX person_zusammenfuehrung_geht ON person_zusammenfuehrung (geht);

-- Every reference a merge touched: where it is, to whom it belonged, and its words before.
CREATE TABLE person_umzug (
    zusammenfuehrung UUID NOT NULL REFERENCES person_zusammenfuehrung (id) ON DELETE CASCADE,
    tabelle TEXT NOT NULL,
    schluessel UUID NOT NULL,
    gehoerte UUID NOT NULL REFERENCES person (id),
    vorher TEXT NOT NULL,
    nachher TEXT NOT NULL,
    PRIMARY KEY (zusammenfuehrung, tabelle, schluessel)
);

-- Somebody looked and says: these are two people.
CREATE TABLE person_verschieden (
    a UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    b UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    PRIMARY KEY (a, b)
);
