-- What an agreement says and where it is to be read; since when a Träger is preferred, by which procedure and resolution,
-- alone or as a Verbund with shares (sum 10,000). A preference only: no column here excludes anybody (RL-03).
CREATE TABLE schwerpunkttraegerschaft (
    id UUID NOT NULL PRIMARY KEY,
    raumeinheit UUID NOT NULL REFERENCES raumeinheit (id),
    bezeichnung TEXT NOT NULL,
    verfahren TEXT NOT NULL,
    beschluss TEXT NOT NULL,
    beschluss_am TEXT NOT NULL,
    gueltig_ab TEXT NOT NULL,
    gueltig_bis TEXT,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX schwerpunkttraegerschaft_raumeinheit ON schwerpunkttraegerschaft (raumeinheit);

ALTER TABLE traeger_vereinbarung ADD COLUMN inhalt TEXT NOT NULL DEFAULT '';
ALTER TABLE traeger_vereinbarung ADD COLUMN fundstelle TEXT NOT NULL DEFAULT '';
-- only of a line that belongs to a Schwerpunktträgerschaft
ALTER TABLE traeger_vereinbarung ADD COLUMN schwerpunkt UUID REFERENCES schwerpunkttraegerschaft (id);
ALTER TABLE traeger_vereinbarung ADD COLUMN anteil_bp BIGINT;
ALTER TABLE traeger_vereinbarung ADD COLUMN federfuehrung BOOLEAN;
CREATE INDEX traeger_vereinbarung_schwerpunkt ON traeger_vereinbarung (schwerpunkt);
