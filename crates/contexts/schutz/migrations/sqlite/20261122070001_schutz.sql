-- one Meldung, one protective procedure (Fachkonzept 5.3, 5.4); readable in the protective circle only
CREATE TABLE schutz_meldung (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    kennzeichen TEXT NOT NULL,
    einmal BLOB UNIQUE,
    eingang INTEGER NOT NULL,
    anliegen BLOB UNIQUE,
    kontaktvorgang BLOB UNIQUE,
    kanal TEXT NOT NULL,
    entgegengenommen TEXT NOT NULL,
    melder_art TEXT,
    geheimnistraeger INTEGER NOT NULL,
    beobachtung TEXT NOT NULL,
    wann_wo TEXT NOT NULL,
    akut TEXT,
    weitere_kinder TEXT NOT NULL,
    dringlichkeit TEXT NOT NULL,
    verantwortlich BLOB,
    verantwortlich_name TEXT NOT NULL,
    verantwortlich_telefon TEXT NOT NULL,
    raumeinheit BLOB,
    raum_name TEXT NOT NULL,
    frist INTEGER NOT NULL,
    erstbewertung_bis INTEGER NOT NULL,
    stand TEXT NOT NULL,
    stand_am INTEGER NOT NULL,
    bereich TEXT NOT NULL,
    gewichtig INTEGER,
    erst_grund TEXT NOT NULL,
    erst_am INTEGER,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX schutz_meldung_stand ON schutz_meldung (stand, frist);
CREATE INDEX schutz_meldung_von ON schutz_meldung (angelegt_von);
CREATE INDEX schutz_meldung_verantwortlich ON schutz_meldung (verantwortlich, stand);
CREATE INDEX schutz_meldung_kennzeichen ON schutz_meldung (kennzeichen);

CREATE TABLE schutz_raum (
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    raumeinheit BLOB NOT NULL,
    PRIMARY KEY (meldung, raumeinheit)
) STRICT;
CREATE INDEX schutz_raum_raum ON schutz_raum (raumeinheit, meldung);

-- who told it: apart from the rest, so that looking at the file does not show it (protection of informants)
CREATE TABLE schutz_melder (
    meldung BLOB NOT NULL PRIMARY KEY REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    erreichbar TEXT NOT NULL
) STRICT;

CREATE TABLE schutz_kind (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    nummer INTEGER NOT NULL,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    geburtsdatum TEXT,
    suche TEXT NOT NULL,
    UNIQUE (meldung, nummer)
) STRICT;
CREATE INDEX schutz_kind_suche ON schutz_kind (suche, geburtsdatum);

-- the Fachkraefte who judged together, at the first look (kind is empty) or for one child
CREATE TABLE schutz_mitwirkung (
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    anlass TEXT NOT NULL,
    bezug BLOB NOT NULL,
    fachkraft BLOB NOT NULL,
    name TEXT NOT NULL,
    asd INTEGER NOT NULL,
    PRIMARY KEY (anlass, bezug, fachkraft)
) STRICT;
CREATE INDEX schutz_mitwirkung_meldung ON schutz_mitwirkung (meldung, fachkraft);

CREATE TABLE schutz_einschaetzung (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    kind BLOB NOT NULL UNIQUE REFERENCES schutz_kind (id),
    ief TEXT NOT NULL,
    kontakt_am TEXT,
    kontakt_art TEXT,
    hausbesuch_am TEXT,
    hausbesuch_wer TEXT NOT NULL,
    hausbesuch_grund TEXT NOT NULL,
    eb_beteiligt INTEGER,
    eb_grund TEXT NOT NULL,
    kind_beteiligt INTEGER,
    kind_grund TEXT NOT NULL,
    melder_beteiligt TEXT NOT NULL,
    schutzfaktoren TEXT NOT NULL,
    verursacher TEXT,
    mitwirkung TEXT,
    ergebnis TEXT,
    begruendung TEXT NOT NULL,
    angebot TEXT NOT NULL,
    wiederholt INTEGER NOT NULL,
    abgeschlossen_am TEXT,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;
CREATE INDEX schutz_einschaetzung_meldung ON schutz_einschaetzung (meldung);

CREATE TABLE schutz_anhaltspunkt (
    einschaetzung BLOB NOT NULL REFERENCES schutz_einschaetzung (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    tatsache TEXT NOT NULL,
    quelle TEXT NOT NULL,
    datum TEXT NOT NULL,
    PRIMARY KEY (einschaetzung, form)
) STRICT;

CREATE TABLE schutz_konzept (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    gefahren TEXT NOT NULL,
    massnahmen TEXT NOT NULL,
    auflagen TEXT NOT NULL,
    kontrolle_am TEXT NOT NULL,
    folgen TEXT NOT NULL,
    unterschrift TEXT NOT NULL,
    unterschrift_grund TEXT NOT NULL,
    pruefung_am TEXT NOT NULL,
    beendet_am TEXT,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;
CREATE INDEX schutz_konzept_meldung ON schutz_konzept (meldung, zeit);

CREATE TABLE schutz_gericht (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    gericht TEXT NOT NULL,
    angerufen_am TEXT NOT NULL,
    gruende TEXT NOT NULL,
    hilfen TEXT NOT NULL,
    leitung TEXT NOT NULL,
    termin_bis TEXT NOT NULL,
    termin_am TEXT,
    entschieden_am TEXT,
    entscheidung TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;
CREATE INDEX schutz_gericht_meldung ON schutz_gericht (meldung, zeit);

CREATE TABLE schutz_obhut (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    kind BLOB NOT NULL REFERENCES schutz_kind (id),
    beginn INTEGER NOT NULL,
    grund TEXT NOT NULL,
    unterbringung TEXT NOT NULL,
    aufklaerung TEXT NOT NULL,
    vertrauensperson TEXT NOT NULL,
    vertrauensperson_grund TEXT NOT NULL,
    psb_am INTEGER,
    widerspruch TEXT,
    gericht_am TEXT,
    freiheit_beginn INTEGER,
    freiheit_ende INTEGER,
    gerichtsbeschluss INTEGER NOT NULL,
    ende INTEGER,
    endegrund TEXT,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;
CREATE INDEX schutz_obhut_meldung ON schutz_obhut (meldung, zeit);

CREATE TABLE schutz_rueckmeldung (
    meldung BLOB NOT NULL PRIMARY KEY REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    bestaetigt INTEGER NOT NULL,
    taetig INTEGER NOT NULL,
    noch_taetig INTEGER NOT NULL,
    familie_vorher INTEGER NOT NULL,
    familie_grund TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;

CREATE TABLE schutz_bereich (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    von TEXT NOT NULL,
    nach TEXT NOT NULL,
    grund TEXT NOT NULL,
    familie TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL
) STRICT;

CREATE TABLE schutz_verlauf (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    zeit INTEGER NOT NULL,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX schutz_verlauf_meldung ON schutz_verlauf (meldung, zeit);

-- what the Leitung is told; holds no content
CREATE TABLE schutz_hinweis (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    gelesen_am INTEGER,
    gelesen_name TEXT NOT NULL
) STRICT;
CREATE INDEX schutz_hinweis_offen ON schutz_hinweis (gelesen_am, zeit);

CREATE TABLE schutz_notzugriff (
    id BLOB NOT NULL PRIMARY KEY,
    meldung BLOB NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    benutzer BLOB NOT NULL,
    benutzer_name TEXT NOT NULL,
    grund TEXT NOT NULL,
    von INTEGER NOT NULL,
    bis INTEGER NOT NULL,
    pruefung TEXT,
    geprueft_am INTEGER,
    geprueft_von BLOB,
    geprueft_name TEXT NOT NULL
) STRICT;
CREATE INDEX schutz_notzugriff_wer ON schutz_notzugriff (meldung, benutzer, bis);

CREATE TABLE schutz_dienst (
    id BLOB NOT NULL PRIMARY KEY,
    benutzer BLOB NOT NULL,
    name TEXT NOT NULL,
    telefon TEXT NOT NULL,
    von INTEGER NOT NULL,
    bis INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX schutz_dienst_zeit ON schutz_dienst (bis, von);

-- advice of the insoweit erfahrene Fachkraft: pseudonymised, no case file (§ 8b SGB VIII, § 4 Abs. 2 KKG)
CREATE TABLE schutz_ief (
    id BLOB NOT NULL PRIMARY KEY,
    datum TEXT NOT NULL,
    stelle TEXT NOT NULL,
    anfrage TEXT NOT NULL,
    antwort TEXT NOT NULL,
    beantwortet_am TEXT,
    benutzer_name TEXT NOT NULL,
    zeit INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;

-- the record of the official statistics per child (§ 99 Abs. 6 SGB VIII): no name, no key of the file
CREATE TABLE schutz_statistik (
    id BLOB NOT NULL PRIMARY KEY,
    jahr INTEGER NOT NULL,
    abgeschlossen_am TEXT NOT NULL,
    hinweisgeber TEXT NOT NULL,
    geburtsmonat TEXT NOT NULL,
    formen TEXT NOT NULL,
    verursacher TEXT NOT NULL,
    mitwirkung TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    wiederholt INTEGER NOT NULL,
    gericht INTEGER NOT NULL,
    obhut INTEGER NOT NULL
) STRICT;
CREATE INDEX schutz_statistik_jahr ON schutz_statistik (jahr, ergebnis);
