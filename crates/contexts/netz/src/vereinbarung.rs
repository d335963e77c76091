//! What was agreed at a meeting: who does what by when, and what came of it. A task of institutions and of the office; no
//! words about families, and none about what named people think.

use base::{Befund, Datum, Id};
use team::Fachkraft;

use crate::{
    Akteur, Veranstaltung,
    codes::{VeranstaltungTyp, VereinbarungStatus},
    veranstaltung::text,
};

/// What was agreed at a meeting (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Vereinbarung;

/// What was agreed: who does what by when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VereinbarungDaten {
    /// What is to be done.
    pub was: String,
    /// Which institution or function, in words.
    pub wer: String,
    /// An institution of the directory.
    pub akteur: Option<Id<Akteur>>,
    /// Somebody of the office; not together with an institution, or nobody is in charge.
    pub fachkraft: Option<Id<Fachkraft>>,
    /// By when.
    pub bis: Option<Datum>,
}

impl VereinbarungDaten {
    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<500>(&mut self.was, "was", &mut b);
        text::<200>(&mut self.wer, "wer", &mut b);
        if self.was.is_empty() {
            b.push(Befund::neu("NETZ-E35", "Bitte eintragen, was vereinbart ist.").an("was"));
        }
        if self.akteur.is_some() && self.fachkraft.is_some() {
            let text = "Bitte wählen Sie eine Einrichtung oder jemanden aus dem Amt, nicht beides.";
            b.push(Befund::neu("NETZ-E172", text).an("fachkraft"));
        }
        b
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VereinbarungStand {
    /// Where it stands.
    pub status: VereinbarungStatus,
    /// A word about it; needed when it was dropped.
    pub notiz: String,
}

impl VereinbarungStand {
    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<1000>(&mut self.notiz, "notiz", &mut b);
        if self.status == VereinbarungStatus::Verworfen && self.notiz.is_empty() && b.is_empty() {
            let text = "Bitte schreiben Sie, warum es dabei nicht bleibt.";
            b.push(Befund::neu("NETZ-E173", text).an("notiz"));
        }
        b
    }
}

/// A stored agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VereinbarungGespeichert {
    /// Key.
    pub id: Id<Vereinbarung>,
    /// At which meeting.
    pub veranstaltung: Id<Veranstaltung>,
    /// Its title.
    pub titel: String,
    /// Its kind.
    pub typ: VeranstaltungTyp,
    /// Its day.
    pub tag: Datum,
    /// What.
    pub daten: VereinbarungDaten,
    /// Name of the institution.
    pub akteur_name: String,
    /// Name of the one of the office; empty where nobody asked for it.
    pub fachkraft_name: String,
    /// What came of it.
    pub stand: VereinbarungStand,
    /// Counter of changes.
    pub version: i64,
}

impl VereinbarungGespeichert {
    /// Whether somebody still has to do it.
    #[must_use]
    pub fn offen(&self) -> bool {
        self.stand.status == VereinbarungStatus::Offen
    }

    /// Whether it should be done by now.
    #[must_use]
    pub fn ueberfaellig(&self, heute: Datum) -> bool {
        self.offen() && self.daten.bis.is_some_and(|t| t < heute)
    }

    /// Who does it: institution or member of staff, then what was written.
    #[must_use]
    pub fn wer(&self) -> String {
        [&self.akteur_name, &self.fachkraft_name, &self.daten.wer]
            .into_iter()
            .filter(|t| !t.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Which agreements somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VereinbarungFilter {
    /// Only those that stand there; `None` for all.
    pub status: Option<VereinbarungStatus>,
    /// Only those this one of the office is in charge of.
    pub fachkraft: Option<Id<Fachkraft>>,
    /// Only those with this in what, who, or the title of the meeting.
    pub text: String,
    /// The latest day first; otherwise the next one, those without a day at the end.
    pub absteigend: bool,
}

/// What two meetings of one series have in common in their titles: a number in front („3. Sozialraumdialog“) and a year
/// („2026“) count up and say nothing; any other number does, „Runde Region 1“ is not „Runde Region 2“.
#[must_use]
pub fn reihe(titel: &str) -> String {
    let form = base::suchform(titel);
    let jahr = |w: &str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    let worte = form
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .enumerate()
        .filter(|(i, w)| {
            let zahl = w.chars().all(|c| c.is_ascii_digit());
            !(zahl && (*i == 0 || jahr(w)))
        });
    worte.map(|(_, w)| w).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treffen_einer_reihe_heissen_gleich() {
        for (a, b) in [
            ("3. Sozialraumdialog Ottobrunn", "4. Sozialraumdialog Ottobrunn"),
            ("Stadtteilkonferenz 2025", "Stadtteilkonferenz 2026"),
            ("Runde  Gaarden-Ost", "RUNDE GAARDEN OST"),
            ("Sozialraumdialog Ottobrunn", "12. Sozialraumdialog Ottobrunn"),
        ] {
            assert_eq!(reihe(a), reihe(b), "{a} / {b}");
        }
        for (a, b) in [
            ("Runde Region 1", "Runde Region 2"),
            ("Sozialraumdialog Nord", "Sozialraumdialog Süd"),
        ] {
            assert_ne!(reihe(a), reihe(b), "{a} / {b}");
        }
    }
}
