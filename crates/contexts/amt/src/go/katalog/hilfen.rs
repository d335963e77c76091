//! Chapters 4, 6 and 8: the way of a help, child protection, effect.

use super::{
    Art::{FreieTabelle, Liste, Tabelle, Wahr, Zahl},
    Schluessel,
    Vorgabe::Wert,
    neu,
};
use crate::go::wert::Wert as W;

const DRINGLICHKEIT: &[(&str, &str)] = &[
    ("SOFORT", "sofort"),
    ("DRINGEND", "dringend"),
    ("ZEITNAH", "zeitnah"),
];

/// The Gesamtplan is reviewed after two years at the latest; every other help is free.
fn egh_hoechstens_24(wert: &W) -> bool {
    wert.feld("EGH").and_then(W::zahl).is_none_or(|m| m <= 24)
}

fn sofort_ist_null(wert: &W) -> bool {
    wert.feld("SOFORT").and_then(W::zahl) == Some(0)
}

fn rund_um_die_uhr(wert: &W) -> bool {
    wert.wahr() == Some(true)
}

pub(super) const SCHLUESSEL: &[Schluessel] = &[
    neu("fall.erstreaktion_arbeitstage", 4, "Erste Antwort", Zahl(0, 30, "Arbeitstage"), Wert("2"),
        "So schnell meldet sich die zuständige Fachkraft nach einem Anliegen."),
    neu("fall.kurzberatung_max_kontakte", 4, "Kurzberatung: Gespräche", Zahl(1, 20, "Gespräche"), Wert("3"),
        "Danach fragt das Programm, ob ein Fall daraus wird. Es verhindert nichts."),
    neu("fall.kurzberatung_max_min", 4, "Kurzberatung: Dauer", Zahl(15, 6_000, "Minuten"), Wert("360"),
        "Danach fragt das Programm, ob ein Fall daraus wird. Es verhindert nichts."),
    neu("fall.hilfeplan_ab_monaten", 4, "Hilfeplan ab", Zahl(0, 12, "Monate"), Wert("3"),
        "Ab dieser erwarteten Dauer wird ein Hilfeplan aufgestellt (§ 36 Abs. 2 SGB VIII)."),
    neu("fall.ueberpruefung_monate", 4, "Überprüfung", FreieTabelle(&Zahl(1, 36, "Monate")),
        Wert("{ ERSTE = 3, ALLE = 6, EGH = 24 }"),
        "Nach so vielen Monaten wird eine Hilfe überprüft: die erste Überprüfung (ERSTE), jede weitere (ALLE), einzelne Leistungen mit ihrem Kürzel.")
        .gesperrt("§ 121 Abs. 2 SGB IX", "EGH höchstens 24 Monate", egh_hoechstens_24),
    neu("fall.grobziele_max", 4, "Grobziele", Zahl(1, 20, "Ziele"), Wert("3"),
        "Mehr Grobziele sind möglich, das Programm weist darauf hin."),
    neu("fall.sozialraumanteil_pflicht", 4, "Sozialräumlicher Anteil", Wahr, Wert("true"),
        "Jede Einzelfallhilfe vereinbart auch etwas im Sozialraum."),
    neu("fall.mehrfachhilfen_schwelle", 4, "Mehrere Hilfen zugleich", Zahl(1, 20, "Hilfen"), Wert("3"),
        "Bei mehr Hilfen zugleich wird eine Fallkonferenz empfohlen."),
    neu("fall.leitung_ab_cent_monat", 4, "Zweite Unterschrift ab", Zahl(0, 10_000_000, "Cent"), Wert("300000"),
        "Ab diesen Kosten im Monat zeichnet die Leitung mit."),
    neu("fall.korridor_bp", 4, "Spielraum im flexiblen Einsatz", Zahl(0, 10_000, "Bp"), Wert("2000"),
        "So weit darf der Umfang ohne neuen Bescheid schwanken."),
    neu("schutz.reaktion", 6, "Reaktion auf eine Meldung", Tabelle(DRINGLICHKEIT, &Zahl(0, 720, "Stunden")),
        Wert("{ SOFORT = 0, DRINGEND = 24, ZEITNAH = 168 }"),
        "Spätestens nach so vielen Stunden wird gehandelt. 0 heißt unverzüglich.")
        .gesperrt("§ 8a Abs. 1 SGB VIII", "SOFORT = 0 (unverzüglich)", sofort_ist_null),
    neu("schutz.erstbewertung_stunden", 6, "Erste Einschätzung", Zahl(1, 72, "Stunden"), Wert("4"),
        "So schnell bewertet eine Fachkraft eine Meldung zum ersten Mal."),
    neu("schutz.rufbereitschaft", 6, "Rufbereitschaft rund um die Uhr", Wahr, Wert("true"),
        "Das Jugendamt ist immer erreichbar.")
        .gesperrt("§ 8a Abs. 1, § 42 SGB VIII", "true", rund_um_die_uhr),
    neu("wirkung.k_anonymitaet", 8, "Kleine Zahlen verbergen unter", Zahl(3, 100, "Personen"), Wert("5"),
        "Zahlen aus weniger Personen werden in Berichten nicht gezeigt."),
    neu("wirkung.gas_rho_bp", 8, "Zielerreichung: angenommener Zusammenhang", Zahl(0, 10_000, "Bp"), Wert("3000"),
        "Rechenwert für den T-Wert der Zielerreichung."),
    neu("wirkung.evaluation_zyklus_monate", 8, "Evaluation alle", Zahl(1, 60, "Monate"), Wert("12"),
        "So oft werden die Verfahren bewertet."),
    neu("wirkung.nachfrage_monate", 8, "Nachfrage nach dem Ende einer Hilfe", Liste(&Zahl(1, 60, "Monate"), 0, 6), Wert("[6, 12]"),
        "Mit Einwilligung fragt das Amt später nach, wie es geht."),
];
