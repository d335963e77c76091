-- the Meldung moves into its own room: the rows go along with their spaces, the old tables end here
INSERT INTO schutz_meldung (id, version, kennzeichen, einmal, eingang, anliegen, kontaktvorgang, kanal,
    entgegengenommen, melder_art, geheimnistraeger, beobachtung, wann_wo, akut, weitere_kinder, dringlichkeit,
    verantwortlich, verantwortlich_name, verantwortlich_telefon, raumeinheit, raum_name, frist, erstbewertung_bis,
    stand, stand_am, bereich, gewichtig, erst_grund, erst_am, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
SELECT id, version, 'KS-' || substr(hex(id), 25), NULL, eingang, anliegen, kontaktvorgang, kanal, '', NULL, FALSE,
    beobachtung, '', NULL, 'UNBEKANNT', dringlichkeit, verantwortlich, verantwortlich_name, verantwortlich_telefon,
    raumeinheit, raum_name, frist, erstbewertung_bis, stand, angelegt_am, 'GRAU', NULL, '', NULL, angelegt_am,
    angelegt_von, geaendert_am, geaendert_von
FROM meldung;
INSERT INTO schutz_raum (meldung, raumeinheit)
SELECT m.id, r.raumeinheit FROM meldung m JOIN anliegen_raum r ON r.anliegen = m.anliegen
UNION SELECT m.id, r.raumeinheit FROM meldung m JOIN kontakt_raum r ON r.kontaktvorgang = m.kontaktvorgang
UNION SELECT meldung, raumeinheit FROM meldung_raum;
DROP TABLE meldung_raum;
DROP TABLE meldung;
