//! The way of a survey (Fachkonzept 3.8) as a table, what has to be there for a step, and how long it counts as fresh.

use base::{Befund, Datum};

use crate::codes::ErfassungStatus::{self, Abgestimmt, Entwurf, Freigegeben, Veroeffentlicht};

/// Strengths a survey names at least (RL-15).
pub const STAERKEN: usize = 3;
/// Topics of the people who live there, at least.
pub const THEMEN: usize = 1;
/// After so many months somebody has to look again.
pub const MONATE: i32 = 12;

/// Who may take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wer {
    /// Whoever works on the network.
    Bearbeitende,
    /// Who decides for the space: only the public body.
    Entscheidende,
}

/// One step.
#[derive(Debug)]
pub struct Schritt {
    /// From here.
    pub von: ErfassungStatus,
    /// To there.
    pub nach: ErfassungStatus,
    /// Who may.
    pub wer: Wer,
    /// The words on the button.
    pub wort: &'static str,
    /// Back to the draft, and a reason is needed.
    pub zurueck: bool,
}

const fn s(
    von: ErfassungStatus,
    nach: ErfassungStatus,
    wer: Wer,
    wort: &'static str,
    zurueck: bool,
) -> Schritt {
    Schritt {
        von,
        nach,
        wer,
        wort,
        zurueck,
    }
}

/// Every step there is. What is published stays; the next Fassung is a new survey.
pub const TABELLE: &[Schritt] = &[
    s(
        Entwurf,
        Abgestimmt,
        Wer::Bearbeitende,
        "Team und Runde sind einverstanden",
        false,
    ),
    s(Abgestimmt, Freigegeben, Wer::Entscheidende, "Freigeben", false),
    s(
        Freigegeben,
        Veroeffentlicht,
        Wer::Bearbeitende,
        "Veröffentlichen",
        false,
    ),
    s(Abgestimmt, Entwurf, Wer::Bearbeitende, "Zurück zum Entwurf", true),
    s(
        Freigegeben,
        Entwurf,
        Wer::Entscheidende,
        "Zurück zum Entwurf",
        true,
    ),
];

/// The step between two states.
#[must_use]
pub fn schritt(von: ErfassungStatus, nach: ErfassungStatus) -> Option<&'static Schritt> {
    TABELLE.iter().find(|s| s.von == von && s.nach == nach)
}

/// What a survey has, counted.
#[derive(Debug, Clone, Default)]
pub struct Bestand {
    /// Strengths.
    pub staerken: usize,
    /// Topics.
    pub themen: usize,
    /// Words for the mandatory sections that say nothing.
    pub leer: Vec<&'static str>,
    /// Whether the sources are named.
    pub quellen: bool,
    /// Whether somebody stands for it.
    pub verfasser: bool,
}

/// What is missing before team and round can agree.
#[must_use]
pub fn fehlt(b: &Bestand) -> Vec<Befund> {
    let mut aus = Vec::new();
    if b.staerken < STAERKEN {
        let text = format!("Es fehlen Stärken: {} von mindestens {STAERKEN}.", b.staerken);
        aus.push(Befund::neu("NETZ-E126", text).an("schritt"));
    }
    if b.themen < THEMEN {
        let text = "Es fehlt, was die Menschen selbst sagen: mindestens ein Satz.";
        aus.push(Befund::neu("NETZ-E127", text).an("schritt"));
    }
    if !b.leer.is_empty() {
        let text = format!("Diese Abschnitte sind noch leer: {}.", b.leer.join(", "));
        aus.push(Befund::neu("NETZ-E128", text).an("schritt"));
    }
    if !b.quellen || !b.verfasser {
        let text = "Es fehlt, wer das geschrieben hat und woher die Angaben sind.";
        aus.push(Befund::neu("NETZ-E129", text).an("schritt"));
    }
    aus
}

/// Whether team and round agreed: both days are known, neither before what they agreed to, nor to come.
#[must_use]
pub fn abgestimmt(team: Option<Datum>, runde: Option<Datum>, stichtag: Datum, heute: Datum) -> Vec<Befund> {
    let mut aus = Vec::new();
    for (tag, feld, wer) in [
        (team, "team_am", "das Team"),
        (runde, "runde_am", "die Sozialraumrunde"),
    ] {
        if tag.is_none_or(|t| t > heute || t < stichtag) {
            let text = format!("Bitte sagen Sie, wann {wer} zugestimmt hat: zwischen Stichtag und heute.");
            aus.push(Befund::neu("NETZ-E130", text).an(feld));
        }
    }
    aus
}

/// The first day it counts as old.
#[must_use]
pub fn veraltet_ab(stichtag: Datum) -> Datum {
    let frist = jiff::Span::new().months(MONATE);
    // a day so late that nothing lies a year behind it never grows old
    stichtag
        .0
        .checked_add(frist)
        .map_or(Datum(jiff::civil::Date::MAX), |d| Datum(d).plus_tage(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ohne_drei_staerken_und_ein_wort_der_menschen_geht_nichts_hinaus() {
        let leer = Bestand::default();
        let codes =
            |b: &Bestand| -> Vec<String> { fehlt(b).into_iter().map(|b| b.code.to_string()).collect() };
        assert_eq!(codes(&leer), ["NETZ-E126", "NETZ-E127", "NETZ-E129"]);
        let voll = Bestand {
            staerken: 3,
            themen: 1,
            leer: Vec::new(),
            quellen: true,
            verfasser: true,
        };
        assert!(codes(&voll).is_empty());
        let nur_zwei = Bestand {
            staerken: 2,
            leer: vec!["Treffpunkte"],
            ..voll
        };
        assert_eq!(codes(&nur_zwei), ["NETZ-E126", "NETZ-E128"]);
    }

    #[test]
    fn nach_zwoelf_monaten_ist_sie_alt() {
        let tag = |s: &str| -> Datum { s.parse().unwrap() };
        assert_eq!(veraltet_ab(tag("2025-11-22")), tag("2026-11-23"));
        assert_eq!(veraltet_ab(tag("2024-02-29")), tag("2025-03-01"));
        assert_eq!(
            abgestimmt(
                None,
                Some(tag("2026-01-01")),
                tag("2026-02-01"),
                tag("2026-03-01")
            )
            .len(),
            2
        );
        let gut = abgestimmt(
            Some(tag("2026-02-01")),
            Some(tag("2026-03-01")),
            tag("2026-02-01"),
            tag("2026-03-01"),
        );
        assert!(gut.is_empty());
    }

    #[test]
    fn was_veroeffentlicht_ist_bleibt() {
        assert!(TABELLE.iter().all(|s| s.von != Veroeffentlicht));
        assert!(schritt(Entwurf, Veroeffentlicht).is_none());
        assert_eq!(schritt(Abgestimmt, Freigegeben).unwrap().wer, Wer::Entscheidende);
    }
}
