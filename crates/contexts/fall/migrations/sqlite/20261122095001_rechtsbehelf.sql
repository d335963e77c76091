-- H22: a remedy against one decision. Its steps are appended, never changed.
CREATE TABLE fall_rechtsbehelf (
    id BLOB NOT NULL PRIMARY KEY,
    fall BLOB NOT NULL REFERENCES fall (id),
    entscheidung BLOB NOT NULL REFERENCES fall_entscheidung (id),
    form TEXT NOT NULL,
    eingelegt_am TEXT NOT NULL,
    worte TEXT NOT NULL,
    stand TEXT NOT NULL,
    stand_am TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_rechtsbehelf_fall ON fall_rechtsbehelf (fall, zeit);
-- the same decision is not fought twice at a time
CREATE UNIQUE INDEX fall_rechtsbehelf_offen ON fall_rechtsbehelf (entscheidung)
    WHERE stand IN ('EINGELEGT', 'NICHTABHILFE', 'WIDERSPRUCHSBESCHEID', 'KLAGE');

CREATE TABLE fall_rechtsbehelf_schritt (
    id BLOB NOT NULL PRIMARY KEY,
    rechtsbehelf BLOB NOT NULL REFERENCES fall_rechtsbehelf (id),
    stand TEXT NOT NULL,
    am TEXT NOT NULL,
    worte TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX fall_rechtsbehelf_schritt_zu ON fall_rechtsbehelf_schritt (rechtsbehelf, zeit);

-- until now a remedy was only noted; what was noted becomes one, with its words
INSERT INTO fall_rechtsbehelf (id, fall, entscheidung, form, eingelegt_am, worte, stand, stand_am, benutzer_name, zeit,
    angelegt_von)
SELECT a.id, a.fall, e.id, 'SCHRIFTLICH', COALESCE(a.tag, e.versandt_am), a.worte,
    CASE WHEN EXISTS (SELECT 1 FROM fall_angabe x WHERE x.fall = a.fall AND x.angabe = 'RECHTSBEHELF_ERLEDIGT'
        AND x.zeit >= a.zeit) THEN 'RECHTSKRAFT' ELSE 'EINGELEGT' END,
    COALESCE(a.tag, e.versandt_am), a.benutzer_name, a.zeit, a.benutzer
FROM fall_angabe a JOIN fall_entscheidung e ON e.fall = a.fall AND e.stand = 'ENTSCHIEDEN'
WHERE a.angabe = 'RECHTSBEHELF'
  AND NOT EXISTS (SELECT 1 FROM fall_angabe x WHERE x.fall = a.fall AND x.angabe = 'RECHTSBEHELF' AND x.zeit > a.zeit)
  AND NOT EXISTS (SELECT 1 FROM fall_entscheidung y WHERE y.fall = a.fall AND y.stand = 'ENTSCHIEDEN'
      AND (y.zeit > e.zeit OR y.zeit = e.zeit AND y.id > e.id));
INSERT INTO fall_rechtsbehelf_schritt (id, rechtsbehelf, stand, am, worte, benutzer_name, zeit, angelegt_von)
SELECT a.id, r.id, 'RECHTSKRAFT', COALESCE(a.tag, r.stand_am), a.worte, a.benutzer_name, a.zeit, a.benutzer
FROM fall_angabe a JOIN fall_rechtsbehelf r ON r.fall = a.fall AND a.zeit >= r.zeit
WHERE a.angabe = 'RECHTSBEHELF_ERLEDIGT';
INSERT INTO fall_rechtsbehelf_schritt (id, rechtsbehelf, stand, am, worte, benutzer_name, zeit, angelegt_von)
SELECT a.id, r.id, 'EINGELEGT', COALESCE(a.tag, r.stand_am), a.worte, a.benutzer_name, a.zeit, a.benutzer
FROM fall_angabe a JOIN fall_rechtsbehelf r ON r.fall = a.fall AND a.zeit < r.zeit
WHERE a.angabe IN ('RECHTSBEHELF', 'RECHTSBEHELF_ERLEDIGT');
DELETE FROM fall_angabe WHERE angabe IN ('RECHTSBEHELF', 'RECHTSBEHELF_ERLEDIGT')
  AND fall IN (SELECT fall FROM fall_rechtsbehelf);
