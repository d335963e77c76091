-- Budgets and the ledger. A booking is written once: triggers refuse to change or delete one, whoever asks (ADR 0007).

CREATE TABLE haushaltsjahr (
    id BLOB PRIMARY KEY NOT NULL,
    jahr INTEGER NOT NULL UNIQUE,
    beginn TEXT NOT NULL,
    ende TEXT NOT NULL,
    nachperiode_bis TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('PLANUNG', 'BESCHLOSSEN', 'LAUFEND', 'NACHPERIODE', 'ABGESCHLOSSEN')),
    gesamt INTEGER NOT NULL CHECK (gesamt >= 0),
    produkt TEXT NOT NULL,
    beschluss TEXT NOT NULL,
    -- number of the last booking: counted up in the transaction that books, so that no number is lost
    letzte_nr INTEGER NOT NULL CHECK (letzte_nr >= 0),
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    CHECK (beginn <= ende AND ende <= nachperiode_bis)
) STRICT;

CREATE TABLE topf (
    id BLOB PRIMARY KEY NOT NULL,
    jahr INTEGER NOT NULL REFERENCES haushaltsjahr (jahr),
    art TEXT NOT NULL CHECK (art IN ('ZENTRAL_VORWEG', 'REGIONAL', 'TRAEGER', 'PROJEKT')),
    raumeinheit BLOB REFERENCES raumeinheit (id),
    arbeitsart TEXT NOT NULL CHECK (arbeitsart IN ('FALLSPEZIFISCH', 'FALLUEBERGREIFEND', 'FALLUNABHAENGIG', 'GEMISCHT')),
    bezeichnung TEXT NOT NULL,
    -- sort key: decides ties when cents are split
    sortier TEXT NOT NULL,
    traeger TEXT NOT NULL,
    ansatz INTEGER NOT NULL,
    elterntopf BLOB REFERENCES topf (id),
    -- balances: each is the sum of the bookings of its kind, `gewebe budget pruefen` recomputes them
    ist INTEGER NOT NULL,
    obligo INTEGER NOT NULL,
    umbuchung INTEGER NOT NULL,
    uebertrag INTEGER NOT NULL,
    einnahme INTEGER NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL,
    UNIQUE (jahr, sortier),
    UNIQUE (id, jahr),
    CHECK (art <> 'REGIONAL' OR raumeinheit IS NOT NULL)
) STRICT;
CREATE INDEX topf_raumeinheit ON topf (raumeinheit);
CREATE INDEX topf_elterntopf ON topf (elterntopf);

CREATE TABLE buchung (
    id BLOB PRIMARY KEY NOT NULL,
    jahr INTEGER NOT NULL REFERENCES haushaltsjahr (jahr),
    nr INTEGER NOT NULL CHECK (nr > 0),
    datum TEXT NOT NULL,
    topf BLOB NOT NULL,
    art TEXT NOT NULL CHECK (art IN ('IST', 'OBLIGO', 'OBLIGO_AUFLOESUNG', 'UMBUCHUNG', 'UEBERTRAG', 'VORWEG_FREIGABE',
        'STORNO', 'EINNAHME')),
    -- the balance it changes
    konto TEXT NOT NULL CHECK (konto IN ('IST', 'OBLIGO', 'UMBUCHUNG', 'UEBERTRAG', 'EINNAHME')),
    arbeitsart TEXT NOT NULL CHECK (arbeitsart IN ('FALLSPEZIFISCH', 'FALLUEBERGREIFEND', 'FALLUNABHAENGIG', 'GEMISCHT')),
    betrag INTEGER NOT NULL CHECK (betrag <> 0),
    beleg TEXT NOT NULL,
    -- never a person: only the pseudonym of a case
    fall_pseudonym TEXT NOT NULL,
    traeger TEXT NOT NULL,
    projekt TEXT NOT NULL,
    gruppe TEXT NOT NULL,
    leistungsart TEXT NOT NULL,
    text TEXT NOT NULL,
    -- what caused it; all lines of one act carry its key, and the same act books once
    vorgang BLOB NOT NULL,
    posten INTEGER NOT NULL,
    anlass TEXT NOT NULL,
    gebucht_am INTEGER NOT NULL,
    gebucht_von BLOB NOT NULL,
    freigegeben_von BLOB,
    -- limit above which a second person releases, as it was on that day
    grenze INTEGER NOT NULL,
    storno_von BLOB UNIQUE,
    storno_art TEXT,
    storno_betrag INTEGER,
    UNIQUE (jahr, nr),
    UNIQUE (vorgang, posten),
    -- what a counter-booking points at: it can only be the same Topf, the same balance and exactly the amount
    UNIQUE (id, topf, konto, art, betrag),
    FOREIGN KEY (topf, jahr) REFERENCES topf (id, jahr),
    FOREIGN KEY (storno_von, topf, konto, storno_art, storno_betrag) REFERENCES buchung (id, topf, konto, art, betrag),
    CHECK ((art = 'STORNO') = (storno_von IS NOT NULL)),
    CHECK (storno_von IS NULL OR (storno_art IS NOT NULL AND storno_art <> 'STORNO' AND storno_betrag IS NOT NULL
        AND betrag = -storno_betrag)),
    CHECK (freigegeben_von IS NULL OR freigegeben_von <> gebucht_von),
    CHECK (freigegeben_von IS NOT NULL OR konto IN ('OBLIGO', 'UEBERTRAG') OR ABS(betrag) <= grenze),
    CHECK (art <> 'VORWEG_FREIGABE' OR freigegeben_von IS NOT NULL)
) STRICT;
CREATE INDEX buchung_topf ON buchung (topf, nr);
-- new promises of the last months, for the forecast
CREATE INDEX buchung_obligo ON buchung (topf, datum) WHERE art = 'OBLIGO';
CREATE INDEX buchung_fall ON buchung (fall_pseudonym, topf) WHERE fall_pseudonym <> '';

CREATE TABLE buchung_vorlage (
    id BLOB PRIMARY KEY NOT NULL,
    jahr INTEGER NOT NULL REFERENCES haushaltsjahr (jahr),
    -- the lines to be booked, as JSON
    posten TEXT NOT NULL,
    anlass TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('OFFEN', 'FREIGEGEBEN', 'VERWORFEN')),
    gebucht_von BLOB NOT NULL,
    angelegt_am INTEGER NOT NULL,
    entschieden_von BLOB,
    entschieden_am INTEGER,
    CHECK (entschieden_von IS NULL OR status = 'VERWORFEN' OR entschieden_von <> gebucht_von)
) STRICT;
CREATE INDEX buchung_vorlage_jahr ON buchung_vorlage (jahr, status);

CREATE TABLE verteilung (
    id BLOB PRIMARY KEY NOT NULL,
    jahr INTEGER NOT NULL REFERENCES haushaltsjahr (jahr),
    name TEXT NOT NULL,
    eingabe TEXT NOT NULL,
    -- the protocol with every step, kept when it is decided
    ergebnis TEXT,
    beschlossen INTEGER NOT NULL,
    beschluss TEXT NOT NULL,
    version INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    geaendert_am INTEGER NOT NULL,
    geaendert_von BLOB NOT NULL
) STRICT;
CREATE INDEX verteilung_jahr ON verteilung (jahr);

-- forecasts as they were made; a later one never changes an earlier one
CREATE TABLE prognose (
    id BLOB PRIMARY KEY NOT NULL,
    topf BLOB NOT NULL REFERENCES topf (id),
    ist INTEGER NOT NULL,
    obligo INTEGER NOT NULL,
    neufaelle INTEGER NOT NULL,
    neufaelle_grund TEXT NOT NULL,
    beendigungen INTEGER NOT NULL,
    beendigungen_grund TEXT NOT NULL,
    rahmen INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL
) STRICT;
CREATE INDEX prognose_topf ON prognose (topf, angelegt_am);

CREATE TABLE jahresabschluss (
    topf BLOB PRIMARY KEY NOT NULL REFERENCES topf (id),
    bezeichnung TEXT NOT NULL,
    saldo INTEGER NOT NULL,
    region INTEGER NOT NULL,
    kommune INTEGER NOT NULL,
    rueckstellung INTEGER NOT NULL,
    aus_vorweg INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    CHECK (saldo <= 0 OR region + kommune = saldo)
) STRICT;

-- Ist of earlier years, brought in from other programs, for M3 and M4
CREATE TABLE vorjahreswert (
    jahr INTEGER NOT NULL,
    raum TEXT NOT NULL,
    ist INTEGER NOT NULL,
    ansatz INTEGER NOT NULL,
    angelegt_am INTEGER NOT NULL,
    angelegt_von BLOB NOT NULL,
    PRIMARY KEY (jahr, raum)
) STRICT;

CREATE TRIGGER buchung_kein_update BEFORE UPDATE ON buchung
BEGIN SELECT RAISE(ABORT, 'buchung: unveränderlich, Korrektur nur durch Gegenbuchung'); END;

CREATE TRIGGER buchung_kein_delete BEFORE DELETE ON buchung
BEGIN SELECT RAISE(ABORT, 'buchung: unveränderlich, Korrektur nur durch Gegenbuchung'); END;

CREATE TRIGGER prognose_kein_update BEFORE UPDATE ON prognose
BEGIN SELECT RAISE(ABORT, 'prognose: unveränderlich, Korrektur nur durch Gegenbuchung'); END;

CREATE TRIGGER prognose_kein_delete BEFORE DELETE ON prognose
BEGIN SELECT RAISE(ABORT, 'prognose: unveränderlich, Korrektur nur durch Gegenbuchung'); END;

CREATE TRIGGER jahresabschluss_kein_update BEFORE UPDATE ON jahresabschluss
BEGIN SELECT RAISE(ABORT, 'jahresabschluss: unveränderlich, Korrektur nur durch Gegenbuchung'); END;

CREATE TRIGGER jahresabschluss_kein_delete BEFORE DELETE ON jahresabschluss
BEGIN SELECT RAISE(ABORT, 'jahresabschluss: unveränderlich, Korrektur nur durch Gegenbuchung'); END;

CREATE TRIGGER verteilung_kein_update BEFORE UPDATE ON verteilung WHEN OLD.beschlossen = 1
BEGIN SELECT RAISE(ABORT, 'verteilung: beschlossen und unveränderlich'); END;

CREATE TRIGGER haushaltsjahr_kein_update BEFORE UPDATE ON haushaltsjahr WHEN OLD.status = 'ABGESCHLOSSEN'
BEGIN SELECT RAISE(ABORT, 'haushaltsjahr: abgeschlossen'); END;

CREATE TRIGGER verteilung_kein_delete BEFORE DELETE ON verteilung WHEN OLD.beschlossen = 1
BEGIN SELECT RAISE(ABORT, 'verteilung: beschlossen und unveränderlich'); END;

CREATE TRIGGER haushaltsjahr_kein_delete BEFORE DELETE ON haushaltsjahr WHEN OLD.status = 'ABGESCHLOSSEN'
BEGIN SELECT RAISE(ABORT, 'haushaltsjahr: abgeschlossen'); END;

CREATE TRIGGER haushaltsjahr_nr BEFORE UPDATE ON haushaltsjahr WHEN NEW.letzte_nr < OLD.letzte_nr
BEGIN SELECT RAISE(ABORT, 'haushaltsjahr: Nummern zählen nur vorwärts'); END;

CREATE TRIGGER buchung_offenes_jahr BEFORE INSERT ON buchung
WHEN EXISTS (SELECT 1 FROM haushaltsjahr WHERE jahr = NEW.jahr AND status = 'ABGESCHLOSSEN')
BEGIN SELECT RAISE(ABORT, 'buchung: das Haushaltsjahr ist abgeschlossen'); END;
