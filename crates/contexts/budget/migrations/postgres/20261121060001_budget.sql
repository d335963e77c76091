-- Budgets and the ledger. A booking is written once: triggers refuse to change or delete one, whoever asks (ADR 0007).

CREATE TABLE haushaltsjahr (
    id UUID PRIMARY KEY,
    jahr BIGINT NOT NULL UNIQUE,
    beginn TEXT NOT NULL,
    ende TEXT NOT NULL,
    nachperiode_bis TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('PLANUNG', 'BESCHLOSSEN', 'LAUFEND', 'NACHPERIODE', 'ABGESCHLOSSEN')),
    gesamt BIGINT NOT NULL CHECK (gesamt >= 0),
    produkt TEXT NOT NULL,
    beschluss TEXT NOT NULL,
    -- number of the last booking: counted up in the transaction that books, so that no number is lost
    letzte_nr BIGINT NOT NULL CHECK (letzte_nr >= 0),
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    CHECK (beginn <= ende AND ende <= nachperiode_bis)
);

CREATE TABLE topf (
    id UUID PRIMARY KEY,
    jahr BIGINT NOT NULL REFERENCES haushaltsjahr (jahr),
    art TEXT NOT NULL CHECK (art IN ('ZENTRAL_VORWEG', 'REGIONAL', 'TRAEGER', 'PROJEKT')),
    raumeinheit UUID REFERENCES raumeinheit (id),
    arbeitsart TEXT NOT NULL CHECK (arbeitsart IN ('FALLSPEZIFISCH', 'FALLUEBERGREIFEND', 'FALLUNABHAENGIG', 'GEMISCHT')),
    bezeichnung TEXT NOT NULL,
    -- sort key: decides ties when cents are split
    sortier TEXT NOT NULL,
    traeger TEXT NOT NULL,
    ansatz BIGINT NOT NULL,
    elterntopf UUID REFERENCES topf (id),
    -- balances: each is the sum of the bookings of its kind, `gewebe budget pruefen` recomputes them
    ist BIGINT NOT NULL,
    obligo BIGINT NOT NULL,
    umbuchung BIGINT NOT NULL,
    uebertrag BIGINT NOT NULL,
    einnahme BIGINT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL,
    UNIQUE (jahr, sortier),
    UNIQUE (id, jahr),
    CHECK (art <> 'REGIONAL' OR raumeinheit IS NOT NULL)
);
CREATE INDEX topf_raumeinheit ON topf (raumeinheit);
CREATE INDEX topf_elterntopf ON topf (elterntopf);

CREATE TABLE buchung (
    id UUID PRIMARY KEY,
    jahr BIGINT NOT NULL REFERENCES haushaltsjahr (jahr),
    nr BIGINT NOT NULL CHECK (nr > 0),
    datum TEXT NOT NULL,
    topf UUID NOT NULL,
    art TEXT NOT NULL CHECK (art IN ('IST', 'OBLIGO', 'OBLIGO_AUFLOESUNG', 'UMBUCHUNG', 'UEBERTRAG', 'VORWEG_FREIGABE',
        'STORNO', 'EINNAHME')),
    -- the balance it changes
    konto TEXT NOT NULL CHECK (konto IN ('IST', 'OBLIGO', 'UMBUCHUNG', 'UEBERTRAG', 'EINNAHME')),
    arbeitsart TEXT NOT NULL CHECK (arbeitsart IN ('FALLSPEZIFISCH', 'FALLUEBERGREIFEND', 'FALLUNABHAENGIG', 'GEMISCHT')),
    betrag BIGINT NOT NULL CHECK (betrag <> 0),
    beleg TEXT NOT NULL,
    -- never a person: only the pseudonym of a case
    fall_pseudonym TEXT NOT NULL,
    traeger TEXT NOT NULL,
    projekt TEXT NOT NULL,
    gruppe TEXT NOT NULL,
    leistungsart TEXT NOT NULL,
    text TEXT NOT NULL,
    -- what caused it; all lines of one act carry its key, and the same act books once
    vorgang UUID NOT NULL,
    posten BIGINT NOT NULL,
    anlass TEXT NOT NULL,
    gebucht_am BIGINT NOT NULL,
    gebucht_von UUID NOT NULL,
    freigegeben_von UUID,
    -- limit above which a second person releases, as it was on that day
    grenze BIGINT NOT NULL,
    storno_von UUID UNIQUE,
    storno_art TEXT,
    storno_betrag BIGINT,
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
);
CREATE INDEX buchung_topf ON buchung (topf, nr);
-- new promises of the last months, for the forecast
CREATE INDEX buchung_obligo ON buchung (topf, datum) WHERE art = 'OBLIGO';
CREATE INDEX buchung_fall ON buchung (fall_pseudonym, topf) WHERE fall_pseudonym <> '';

CREATE TABLE buchung_vorlage (
    id UUID PRIMARY KEY,
    jahr BIGINT NOT NULL REFERENCES haushaltsjahr (jahr),
    -- the lines to be booked, as JSON
    posten TEXT NOT NULL,
    anlass TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('OFFEN', 'FREIGEGEBEN', 'VERWORFEN')),
    gebucht_von UUID NOT NULL,
    angelegt_am BIGINT NOT NULL,
    entschieden_von UUID,
    entschieden_am BIGINT,
    CHECK (entschieden_von IS NULL OR status = 'VERWORFEN' OR entschieden_von <> gebucht_von)
);
CREATE INDEX buchung_vorlage_jahr ON buchung_vorlage (jahr, status);

CREATE TABLE verteilung (
    id UUID PRIMARY KEY,
    jahr BIGINT NOT NULL REFERENCES haushaltsjahr (jahr),
    name TEXT NOT NULL,
    eingabe TEXT NOT NULL,
    -- the protocol with every step, kept when it is decided
    ergebnis TEXT,
    beschlossen BOOLEAN NOT NULL,
    beschluss TEXT NOT NULL,
    version BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    geaendert_am BIGINT NOT NULL,
    geaendert_von UUID NOT NULL
);
CREATE INDEX verteilung_jahr ON verteilung (jahr);

-- forecasts as they were made; a later one never changes an earlier one
CREATE TABLE prognose (
    id UUID PRIMARY KEY,
    topf UUID NOT NULL REFERENCES topf (id),
    ist BIGINT NOT NULL,
    obligo BIGINT NOT NULL,
    neufaelle BIGINT NOT NULL,
    neufaelle_grund TEXT NOT NULL,
    beendigungen BIGINT NOT NULL,
    beendigungen_grund TEXT NOT NULL,
    rahmen BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL
);
CREATE INDEX prognose_topf ON prognose (topf, angelegt_am);

CREATE TABLE jahresabschluss (
    topf UUID PRIMARY KEY REFERENCES topf (id),
    bezeichnung TEXT NOT NULL,
    saldo BIGINT NOT NULL,
    region BIGINT NOT NULL,
    kommune BIGINT NOT NULL,
    rueckstellung BIGINT NOT NULL,
    aus_vorweg BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    CHECK (saldo <= 0 OR region + kommune = saldo)
);

-- Ist of earlier years, brought in from other programs, for M3 and M4
CREATE TABLE vorjahreswert (
    jahr BIGINT NOT NULL,
    raum TEXT NOT NULL,
    ist BIGINT NOT NULL,
    ansatz BIGINT NOT NULL,
    angelegt_am BIGINT NOT NULL,
    angelegt_von UUID NOT NULL,
    PRIMARY KEY (jahr, raum)
);

CREATE FUNCTION budget_unveraenderlich() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: unveränderlich, Korrektur nur durch Gegenbuchung', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION budget_jahr_offen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM haushaltsjahr WHERE jahr = NEW.jahr AND status = 'ABGESCHLOSSEN') THEN
        RAISE EXCEPTION 'buchung: das Haushaltsjahr ist abgeschlossen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER buchung_unveraenderlich BEFORE UPDATE OR DELETE ON buchung
    FOR EACH ROW EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER buchung_kein_truncate BEFORE TRUNCATE ON buchung
    FOR EACH STATEMENT EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER prognose_unveraenderlich BEFORE UPDATE OR DELETE ON prognose
    FOR EACH ROW EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER prognose_kein_truncate BEFORE TRUNCATE ON prognose
    FOR EACH STATEMENT EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER jahresabschluss_unveraenderlich BEFORE UPDATE OR DELETE ON jahresabschluss
    FOR EACH ROW EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER jahresabschluss_kein_truncate BEFORE TRUNCATE ON jahresabschluss
    FOR EACH STATEMENT EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER verteilung_unveraenderlich BEFORE UPDATE OR DELETE ON verteilung
    FOR EACH ROW WHEN (OLD.beschlossen) EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER haushaltsjahr_unveraenderlich BEFORE UPDATE OR DELETE ON haushaltsjahr
    FOR EACH ROW WHEN (OLD.status = 'ABGESCHLOSSEN') EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER haushaltsjahr_nr BEFORE UPDATE ON haushaltsjahr
    FOR EACH ROW WHEN (NEW.letzte_nr < OLD.letzte_nr) EXECUTE FUNCTION budget_unveraenderlich();
CREATE TRIGGER buchung_offenes_jahr BEFORE INSERT ON buchung
    FOR EACH ROW EXECUTE FUNCTION budget_jahr_offen();
