//! An Akteur is invited to a meeting, says how many come, and afterwards how it was. Institutions, no names of people.

use base::{Befund, Id, Text};

use crate::{Akteur, Veranstaltung, codes::EinladungAntwort};

/// Most people one institution sends.
pub const PERSONEN_HOECHSTENS: i64 = 500;
/// Days after the meeting during which the link takes words about it.
pub const RUECKMELDUNG_TAGE: i64 = 30;
/// Days after the day they were invited to after which nobody can tell any more who was invited; the counts stay.
pub const EINLADUNG_AUFBEWAHREN_TAGE: i32 = 365;

/// An invitation (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Einladung;

/// A stored invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EinladungGespeichert {
    /// Key.
    pub id: Id<Einladung>,
    /// To what.
    pub veranstaltung: Id<Veranstaltung>,
    /// Who, while it is known.
    pub akteur: Option<Id<Akteur>>,
    /// Their name.
    pub name: String,
    /// What they answered.
    pub antwort: EinladungAntwort,
    /// How many come.
    pub personen: i64,
    /// How it was, from 1 to 5.
    pub skala: Option<i64>,
}

/// How the meeting was, over all who said so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rueckmeldungen {
    /// How many said so.
    pub anzahl: i64,
    /// Their mean, in tenths, rounded half up.
    pub mittel_zehntel: i64,
    /// What they wrote, in alphabetical order, so that it does not tell who wrote what.
    pub texte: Vec<String>,
}

impl Rueckmeldungen {
    /// Out of the marks and the texts.
    #[must_use]
    pub fn aus(skalen: &[i64], mut texte: Vec<String>) -> Self {
        let anzahl = i64::try_from(skalen.len()).unwrap_or(i64::MAX);
        let summe: i64 = skalen.iter().sum();
        texte.sort_unstable();
        Self {
            anzahl,
            mittel_zehntel: if anzahl == 0 {
                0
            } else {
                (summe * 20 + anzahl) / (2 * anzahl)
            },
            texte,
        }
    }

    /// Such as `4,3`.
    #[must_use]
    pub fn mittel(&self) -> String {
        format!("{},{}", self.mittel_zehntel / 10, self.mittel_zehntel % 10)
    }
}

/// Everything wrong with a mark and its words; the words are put into their normal form.
pub(crate) fn pruefen(skala: i64, text: &mut String) -> Vec<Befund> {
    let mut b = Vec::new();
    if !(1..=5).contains(&skala) {
        b.push(Befund::neu("NETZ-E170", "Bitte wählen Sie eine Note von 1 bis 5.").an("skala"));
    }
    match Text::<1000>::neu(text.as_str()) {
        Ok(t) => *text = t.to_string(),
        Err(_) if text.trim().is_empty() => text.clear(),
        Err(_) => b.push(Befund::neu("NETZ-E22", "Dieser Text ist zu lang.").an("text")),
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn das_mittel_wird_auf_zehntel_gerundet() {
        let m = |s: &[i64]| Rueckmeldungen::aus(s, Vec::new()).mittel();
        assert_eq!(
            (m(&[]), m(&[5]), m(&[4, 5])),
            ("0,0".to_owned(), "5,0".to_owned(), "4,5".to_owned())
        );
        // 13/3 = 4.33…, 17/4 = 4.25
        assert_eq!(
            (m(&[4, 4, 5]), m(&[4, 4, 4, 5])),
            ("4,3".to_owned(), "4,3".to_owned())
        );
    }
}
