-- one Meldung, one protective procedure (Fachkonzept 5.3, 5.4); readable in the protective circle only
CREATE TABLE schutz_meldung (
    id UUID NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    kennzeichen TEXT NOT NULL,
    einmal UUID UNIQUE,
    eingang BIGINT NOT NULL,
    anliegen UUID UNIQUE,
    kontaktvorgang UUID UNIQUE,
    kanal TEXT NOT NULL,
    entgegengenommen TEXT NOT NULL,
    melder_art TEXT,
    geheimnistraeger BOOLEAN NOT NULL,
    beobachtung TEXT NOT NULL,
    wann_wo TEXT NOT NULL,
    akut TEXT,
    weitere_kinder TEXT NOT NULL,
    dringlichkeit TEXT NOT NULL,
    verantwortlich UUID,
    verantwortlich_name TEXT NOT NULL,
    verantwortlich_telefon TEXT NOT NULL,
    raumeinheit UUID,
    raum_name TEXT NOT NULL,
    frist BIGINT NOT NULL,
    erstbewertung_bis BIGINT NOT NULL,
    stand TEXT NOT NULL,
    stand_am BIGINT NOT NULL,
    bereich TEXT NOT NULL,
    gewichtig BOOLEAN,
    erst_grund TEXT NOT NULL,
    erst_am BIGINT,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX schutz_meldung_stand ON schutz_meldung (stand, frist);
CREATE INDEX schutz_meldung_von ON schutz_meldung (angelegt_von);
CREATE INDEX schutz_meldung_verantwortlich ON schutz_meldung (verantwortlich, stand);
CREATE INDEX schutz_meldung_kennzeichen ON schutz_meldung (kennzeichen);

CREATE TABLE schutz_raum (
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    raumeinheit UUID NOT NULL,
    PRIMARY KEY (meldung, raumeinheit)
);
CREATE INDEX schutz_raum_raum ON schutz_raum (raumeinheit, meldung);

-- who told it: apart from the rest, so that looking at the file does not show it (protection of informants)
CREATE TABLE schutz_melder (
    meldung UUID NOT NULL PRIMARY KEY REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    erreichbar TEXT NOT NULL
);

CREATE TABLE schutz_kind (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    nummer BIGINT NOT NULL,
    vorname TEXT NOT NULL,
    nachname TEXT NOT NULL,
    geburtsdatum TEXT,
    suche TEXT NOT NULL,
    UNIQUE (meldung, nummer)
);
CREATE INDEX schutz_kind_suche ON schutz_kind (suche, geburtsdatum);

-- the Fachkraefte who judged together, at the first look (kind is empty) or for one child
CREATE TABLE schutz_mitwirkung (
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    anlass TEXT NOT NULL,
    bezug UUID NOT NULL,
    fachkraft UUID NOT NULL,
    name TEXT NOT NULL,
    asd BOOLEAN NOT NULL,
    PRIMARY KEY (anlass, bezug, fachkraft)
);
CREATE INDEX schutz_mitwirkung_meldung ON schutz_mitwirkung (meldung, fachkraft);

CREATE TABLE schutz_einschaetzung (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    kind UUID NOT NULL UNIQUE REFERENCES schutz_kind (id),
    ief TEXT NOT NULL,
    kontakt_am TEXT,
    kontakt_art TEXT,
    hausbesuch_am TEXT,
    hausbesuch_wer TEXT NOT NULL,
    hausbesuch_grund TEXT NOT NULL,
    eb_beteiligt BOOLEAN,
    eb_grund TEXT NOT NULL,
    kind_beteiligt BOOLEAN,
    kind_grund TEXT NOT NULL,
    melder_beteiligt TEXT NOT NULL,
    schutzfaktoren TEXT NOT NULL,
    verursacher TEXT,
    mitwirkung TEXT,
    ergebnis TEXT,
    begruendung TEXT NOT NULL,
    angebot TEXT NOT NULL,
    wiederholt BOOLEAN NOT NULL,
    abgeschlossen_am TEXT,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL
);
CREATE INDEX schutz_einschaetzung_meldung ON schutz_einschaetzung (meldung);

CREATE TABLE schutz_anhaltspunkt (
    einschaetzung UUID NOT NULL REFERENCES schutz_einschaetzung (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    tatsache TEXT NOT NULL,
    quelle TEXT NOT NULL,
    datum TEXT NOT NULL,
    PRIMARY KEY (einschaetzung, form)
);

CREATE TABLE schutz_konzept (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
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
    zeit BIGINT NOT NULL
);
CREATE INDEX schutz_konzept_meldung ON schutz_konzept (meldung, zeit);

CREATE TABLE schutz_gericht (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
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
    zeit BIGINT NOT NULL
);
CREATE INDEX schutz_gericht_meldung ON schutz_gericht (meldung, zeit);

CREATE TABLE schutz_obhut (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    kind UUID NOT NULL REFERENCES schutz_kind (id),
    beginn BIGINT NOT NULL,
    grund TEXT NOT NULL,
    unterbringung TEXT NOT NULL,
    aufklaerung TEXT NOT NULL,
    vertrauensperson TEXT NOT NULL,
    vertrauensperson_grund TEXT NOT NULL,
    psb_am BIGINT,
    widerspruch TEXT,
    gericht_am TEXT,
    freiheit_beginn BIGINT,
    freiheit_ende BIGINT,
    gerichtsbeschluss BOOLEAN NOT NULL,
    ende BIGINT,
    endegrund TEXT,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL
);
CREATE INDEX schutz_obhut_meldung ON schutz_obhut (meldung, zeit);

CREATE TABLE schutz_rueckmeldung (
    meldung UUID NOT NULL PRIMARY KEY REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    bestaetigt BOOLEAN NOT NULL,
    taetig BOOLEAN NOT NULL,
    noch_taetig BOOLEAN NOT NULL,
    familie_vorher BOOLEAN NOT NULL,
    familie_grund TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL
);

CREATE TABLE schutz_bereich (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    von TEXT NOT NULL,
    nach TEXT NOT NULL,
    grund TEXT NOT NULL,
    familie TEXT NOT NULL,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL
);

CREATE TABLE schutz_verlauf (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    zeit BIGINT NOT NULL,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    schritt TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX schutz_verlauf_meldung ON schutz_verlauf (meldung, zeit);

-- what the Leitung is told; holds no content
CREATE TABLE schutz_hinweis (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    gelesen_am BIGINT,
    gelesen_name TEXT NOT NULL
);
CREATE INDEX schutz_hinweis_offen ON schutz_hinweis (gelesen_am, zeit);

CREATE TABLE schutz_notzugriff (
    id UUID NOT NULL PRIMARY KEY,
    meldung UUID NOT NULL REFERENCES schutz_meldung (id) ON DELETE CASCADE,
    benutzer UUID NOT NULL,
    benutzer_name TEXT NOT NULL,
    grund TEXT NOT NULL,
    von BIGINT NOT NULL,
    bis BIGINT NOT NULL,
    pruefung TEXT,
    geprueft_am BIGINT,
    geprueft_von UUID,
    geprueft_name TEXT NOT NULL
);
CREATE INDEX schutz_notzugriff_wer ON schutz_notzugriff (meldung, benutzer, bis);

CREATE TABLE schutz_dienst (
    id UUID NOT NULL PRIMARY KEY,
    benutzer UUID NOT NULL,
    name TEXT NOT NULL,
    telefon TEXT NOT NULL,
    von BIGINT NOT NULL,
    bis BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX schutz_dienst_zeit ON schutz_dienst (bis, von);

-- advice of the insoweit erfahrene Fachkraft: pseudonymised, no case file (§ 8b SGB VIII, § 4 Abs. 2 KKG)
CREATE TABLE schutz_ief (
    id UUID NOT NULL PRIMARY KEY,
    datum TEXT NOT NULL,
    stelle TEXT NOT NULL,
    anfrage TEXT NOT NULL,
    antwort TEXT NOT NULL,
    beantwortet_am TEXT,
    benutzer_name TEXT NOT NULL,
    zeit BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);

-- the record of the official statistics per child (§ 99 Abs. 6 SGB VIII): no name, no key of the file
CREATE TABLE schutz_statistik (
    id UUID NOT NULL PRIMARY KEY,
    jahr BIGINT NOT NULL,
    abgeschlossen_am TEXT NOT NULL,
    hinweisgeber TEXT NOT NULL,
    geburtsmonat TEXT NOT NULL,
    formen TEXT NOT NULL,
    verursacher TEXT NOT NULL,
    mitwirkung TEXT NOT NULL,
    ergebnis TEXT NOT NULL,
    wiederholt BOOLEAN NOT NULL,
    gericht BOOLEAN NOT NULL,
    obhut BOOLEAN NOT NULL
);
CREATE INDEX schutz_statistik_jahr ON schutz_statistik (jahr, ergebnis);
