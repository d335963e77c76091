//! Chapter 9, Datenschutz. The rows of Fachkonzept 10.7 that statute fixes are locked.

use super::{
    Art::{Auswahl, FreieTabelle, Tabelle, Wahr, Zahl},
    Schluessel,
    Vorgabe::Wert,
    neu,
};
use crate::go::wert::Wert as W;

const RECHTSBEHELF: &[(&str, &str)] = &[
    ("WIDERSPRUCH", "Widerspruch"),
    ("KLAGE", "Klage"),
    ("WAHLWEISE", "Widerspruch oder Klage"),
];

const AUFBEWAHRUNG: &[(&str, &str)] = &[
    ("ANLIEGEN", "Anliegen ohne Folgen"),
    ("KURZBERATUNG", "Kurzberatung ohne Merkzeichen"),
    ("MERKZEICHEN", "Verknüpfung über Merkzeichen"),
    ("MELDUNG_NICHT_GEWICHTIG", "Meldung ohne gewichtige Anhaltspunkte"),
    ("FALL_SGB8", "Akte nach SGB VIII"),
    ("ARCHIV_PAR_9B", "Akten Minderjähriger ab dem 30. Geburtstag"),
    ("FALL_SGB9_SGB12", "Akte nach SGB IX und SGB XII"),
    ("BUCHUNG", "Buchungen und Belege"),
    ("FUEHRUNGSZEUGNIS", "Angaben aus dem Führungszeugnis"),
    ("EINWILLIGUNG", "Nachweis einer Einwilligung"),
    ("ABRUFPROTOKOLL", "Protokoll automatisierter Abrufe"),
    ("SERVICE_VORGANG", "Vorgänge des Servicebereichs"),
    ("TEILNAHMELISTE", "Teilnahmelisten"),
    ("PORTAL_ENTWURF", "Entwürfe im Portal"),
];

fn gesetzliche_fristen(wert: &W) -> bool {
    let monate = |name: &str| wert.feld(name).and_then(W::zahl);
    monate("ARCHIV_PAR_9B") == Some(840)
        && monate("FUEHRUNGSZEUGNIS").is_some_and(|m| m <= 6)
        && monate("ABRUFPROTOKOLL").is_some_and(|m| m <= 6)
}

fn pseudonym(wert: &W) -> bool {
    wert.wahr() == Some(true)
}

pub(super) const SCHLUESSEL: &[Schluessel] = &[
    neu("konferenz.pseudonym_default", 9, "Fallkonferenz ohne Namen", Wahr, Wert("true"),
        "Mit freien Trägern wird ohne Namen beraten, solange keine Einwilligung vorliegt.")
        .gesperrt("§ 64 Abs. 2a SGB VIII", "true", pseudonym),
    neu("amt.rechtsbehelf", 9, "Rechtsbehelf", FreieTabelle(&Auswahl(RECHTSBEHELF)), Wert(r#"{ ALLE = "WIDERSPRUCH" }"#),
        "Je Rechtsgebiet nach Landesrecht. Das Rechtsamt bestätigt den Eintrag."),
    neu("amt.notzugriff_stunden", 9, "Dauer eines Notzugriffs", Zahl(1, 24, "Stunden"), Wert("8"),
        "So lange öffnet ein begründeter Notzugriff eine fremde Akte."),
    neu("amt.aufbewahrung", 9, "Aufbewahrung", Tabelle(AUFBEWAHRUNG, &Zahl(0, 1_200, "Monate")),
        Wert("{ ANLIEGEN = 6, KURZBERATUNG = 24, MERKZEICHEN = 12, MELDUNG_NICHT_GEWICHTIG = 36, FALL_SGB8 = 120, ARCHIV_PAR_9B = 840, FALL_SGB9_SGB12 = 120, BUCHUNG = 120, FUEHRUNGSZEUGNIS = 6, EINWILLIGUNG = 36, ABRUFPROTOKOLL = 6, SERVICE_VORGANG = 6, TEILNAHMELISTE = 12, PORTAL_ENTWURF = 3 }"),
        "Nach so vielen Monaten wird gelöscht, archiviert oder gesperrt.")
        .gesperrt(
            "§ 9b Abs. 2 und § 72a Abs. 5 SGB VIII, § 79 Abs. 4 SGB X",
            "ARCHIV_PAR_9B = 840, FUEHRUNGSZEUGNIS und ABRUFPROTOKOLL höchstens 6",
            gesetzliche_fristen,
        ),
];
