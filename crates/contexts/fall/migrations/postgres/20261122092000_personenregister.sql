-- One record per person and responsible office (RL-08): what Anliegen and cases of the same office refer to. Names in an
-- Anliegen or a case stay where they are; this is what is searched before somebody is taken in a second time.
CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    -- the responsible office by its statute; a person of two offices is two records, and nothing links them
    stelle TEXT NOT NULL,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    geburtsdatum TEXT,
    anschrift TEXT NOT NULL,
    anschrift_such TEXT NOT NULL,
    geschuetzt BOOLEAN NOT NULL,
    -- the record this one was merged into
    ziel UUID,
    -- number of the change, from person_stand
    stand BIGINT NOT NULL
);
CREATE INDEX person_stand_folge ON person (stand);
CREATE INDEX person_geburtsdatum ON person (geburtsdatum);
CREATE INDEX person_anschrift ON person (anschrift_such);

-- What the index in memory is compared with. Drawn in the transaction that changes a person: two at once wait for each
-- other, so no change is overtaken by a later number.
CREATE TABLE person_stand (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    stand BIGINT NOT NULL,
    loeschungen BIGINT NOT NULL
);
INSERT INTO person_stand (id, stand, loeschungen) VALUES (1, 1, 0);

ALTER TABLE anliegen_person ADD COLUMN person UUID REFERENCES person (id);
ALTER TABLE fall_person ADD COLUMN person UUID REFERENCES person (id);
CREATE INDEX anliegen_person_person ON anliegen_person (person);
CREATE INDEX fall_person_person ON fall_person (person);

-- Who is recorded already: the person of an Anliegen under its key, the people of a case under theirs.
INSERT INTO person (id, version, stelle, vorname, nachname, geburtsdatum, anschrift, anschrift_such, geschuetzt, ziel, stand)
SELECT p.anliegen, 1, CASE WHEN COALESCE(f.sektor, a.sektor) IN ('JUGENDHILFE', 'JGH') THEN 'SGB8' WHEN COALESCE(f.sektor, a.sektor) = 'EGH' THEN 'SGB9' WHEN COALESCE(f.sektor, a.sektor) = 'SGB2' THEN 'SGB2' ELSE 'SGB12' END, p.vorname, p.nachname, p.geburtsdatum, p.anschrift, LOWER(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(p.anschrift, 'ß', 'ss'), 'Ä', 'ae'), 'ä', 'ae'), 'Ö', 'oe'), 'ö', 'oe'), 'Ü', 'ue'), 'ü', 'ue')), p.geschuetzt, NULL, 1
FROM anliegen_person p JOIN anliegen a ON a.id = p.anliegen LEFT JOIN fall f ON f.anliegen = a.id
WHERE p.vorname <> '' OR p.nachname <> '';
UPDATE anliegen_person SET person = anliegen WHERE vorname <> '' OR nachname <> '';
UPDATE fall_person SET person = (
    SELECT p.person FROM fall f JOIN anliegen_person p ON p.anliegen = f.anliegen
    WHERE f.id = fall_person.fall AND p.person IS NOT NULL AND p.vorname = fall_person.vorname
        AND p.nachname = fall_person.nachname AND COALESCE(p.geburtsdatum, '') = COALESCE(fall_person.geburtsdatum, ''));
INSERT INTO person (id, version, stelle, vorname, nachname, geburtsdatum, anschrift, anschrift_such, geschuetzt, ziel, stand)
SELECT p.id, 1, CASE WHEN f.sektor IN ('JUGENDHILFE', 'JGH') THEN 'SGB8' WHEN f.sektor = 'EGH' THEN 'SGB9' WHEN f.sektor = 'SGB2' THEN 'SGB2' ELSE 'SGB12' END, p.vorname, p.nachname, p.geburtsdatum, '', '', FALSE, NULL, 1
FROM fall_person p JOIN fall f ON f.id = p.fall WHERE p.person IS NULL AND (p.vorname <> '' OR p.nachname <> '');
UPDATE fall_person SET person = id WHERE person IS NULL AND (vorname <> '' OR nachname <> '');
