//! Ideas of the people who live here (Fachkonzept 7.1, 10.10): what is said, and what is refused.

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Befund, Datum, Id};
use raum::Raumeinheit;

use crate::{codes::IdeeErgebnis, feld::text};

/// An idea (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Idee;

impl Objektart for Idee {
    const NAME: &'static str = "idee";
    const BEREICH: Bereich = Bereich::Netz;
    // somebody may have left an address for the answer
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z14;
}

/// What somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdeeNeu {
    /// In a few words.
    pub titel: String,
    /// The idea.
    pub text: String,
    /// For which space.
    pub raumeinheit: Option<Id<Raumeinheit>>,
    /// Where the answer shall go; forgotten as soon as it is out.
    pub email: String,
}

impl IdeeNeu {
    /// Everything wrong with it; the texts are put into their normal form on the way.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<120>(&mut self.titel, "titel", &mut b);
        text::<2000>(&mut self.text, "text", &mut b);
        text::<200>(&mut self.email, "email", &mut b);
        if self.titel.is_empty() {
            b.push(Befund::neu("NETZ-E50", "Bitte sagen Sie in wenigen Worten, worum es geht.").an("titel"));
        }
        if self.text.is_empty() {
            b.push(Befund::neu("NETZ-E51", "Bitte beschreiben Sie Ihre Idee.").an("text"));
        }
        if !self.email.is_empty() && !email_moeglich(&self.email) {
            b.push(Befund::neu("NETZ-E52", "Das ist keine E-Mail-Adresse.").an("email"));
        }
        b
    }
}

/// Whether a letter could reach it; the mail server knows the rest.
fn email_moeglich(e: &str) -> bool {
    !e.contains(char::is_whitespace)
        && e.split_once('@')
            .is_some_and(|(vorn, hinten)| !vorn.is_empty() && hinten.contains('.') && !hinten.contains('@'))
}

/// The public answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeeAntwort {
    /// What becomes of it.
    pub ergebnis: IdeeErgebnis,
    /// In words.
    pub antwort: String,
}

impl IdeeAntwort {
    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<2000>(&mut self.antwort, "antwort", &mut b);
        if self.antwort.is_empty() {
            b.push(
                Befund::neu(
                    "NETZ-E53",
                    "Bitte schreiben Sie eine Antwort. Alle können sie lesen.",
                )
                .an("antwort"),
            );
        }
        b
    }
}

/// How long the answer may still take.
#[must_use]
pub fn uhr(faellig: Datum, heute: Datum) -> String {
    match (faellig.0 - heute.0).get_days() {
        ..=-2 => format!("seit {} Tagen überfällig", -(faellig.0 - heute.0).get_days()),
        -1 => "seit gestern überfällig".to_owned(),
        0 => "heute fällig".to_owned(),
        1 => "noch 1 Tag".to_owned(),
        t => format!("noch {t} Tage"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    #[test]
    fn die_uhr_der_antwort() {
        let f = tag("2026-12-21");
        for (heute, soll) in [
            ("2026-11-21", "noch 30 Tage"),
            ("2026-12-20", "noch 1 Tag"),
            ("2026-12-21", "heute fällig"),
            ("2026-12-22", "seit gestern überfällig"),
            ("2026-12-31", "seit 10 Tagen überfällig"),
        ] {
            assert_eq!(uhr(f, tag(heute)), soll);
        }
    }

    #[test]
    fn was_eine_idee_braucht() {
        let mut leer = IdeeNeu {
            email: "a b@c".to_owned(),
            ..IdeeNeu::default()
        };
        let codes: Vec<_> = leer.pruefen().into_iter().map(|b| b.code).collect();
        assert_eq!(codes, ["NETZ-E50", "NETZ-E51", "NETZ-E52"]);
    }
}
