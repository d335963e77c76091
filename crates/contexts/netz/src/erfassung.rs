//! The survey of a space and its public extract (Fachkonzept 3.8): what is said, and what is refused.

use std::collections::BTreeMap;

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Befund, Datum, Id, Punkt};
use raum::Raumeinheit;

use crate::{
    codes::{EintragArt, ErfassungAbschnitt, ErfassungPunktArt, ErfassungStatus},
    feld::text,
};

/// A survey of a space, one Fassung of it (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Erfassung;

/// A single entry of a survey (key marker).
#[derive(Debug, Clone, Copy)]
pub struct ErfassungEintrag;

/// A picture of a survey (key marker).
#[derive(Debug, Clone, Copy)]
pub struct ErfassungFoto;

/// A stored picture without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FotoGespeichert {
    /// Key.
    pub id: Id<ErfassungFoto>,
    /// Of this survey.
    pub erfassung: Id<Erfassung>,
    /// What is to be seen.
    pub titel: String,
    /// Width in pixels.
    pub breite: i64,
    /// Height in pixels.
    pub hoehe: i64,
    /// Approved for everybody.
    pub offen: bool,
}

impl Objektart for Erfassung {
    const NAME: &'static str = "erfassung";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z14;
}

/// What is written about a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErfassungDaten {
    /// The day everything in it is true for.
    pub stichtag: Datum,
    /// Who wrote it: offices and functions.
    pub verfasser: String,
    /// The sections; what is not in it is empty.
    pub texte: BTreeMap<ErfassungAbschnitt, String>,
    /// Where the figures and statements come from.
    pub quellen: String,
}

impl ErfassungDaten {
    /// An empty survey.
    #[must_use]
    pub const fn neu(stichtag: Datum) -> Self {
        Self {
            stichtag,
            verfasser: String::new(),
            texte: BTreeMap::new(),
            quellen: String::new(),
        }
    }

    /// Everything wrong with it; the texts are put into their normal form on the way.
    #[must_use]
    pub fn pruefen(&mut self, heute: Datum) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<300>(&mut self.verfasser, "verfasser", &mut b);
        text::<2000>(&mut self.quellen, "quellen", &mut b);
        for t in self.texte.values_mut() {
            text::<4000>(t, "texte", &mut b);
        }
        self.texte.retain(|_, t| !t.is_empty());
        if self.stichtag > heute {
            let text = "Der Stichtag liegt in der Zukunft.";
            b.push(Befund::neu("NETZ-E121", text).an("stichtag"));
        }
        b
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EintragDaten {
    /// Kind.
    pub art: EintragArt,
    /// The words: verbatim for what people say, a name for a point, a role for a person.
    pub text: String,
    /// Where it was said, how to reach somebody, what is to know about a point.
    pub zusatz: String,
    /// The day something was said.
    pub am: Option<Datum>,
    /// A private person.
    pub privat: bool,
    /// Who agreed to stand here.
    pub einwilligung: bool,
    /// What a point is.
    pub punkt_art: Option<ErfassungPunktArt>,
    /// Where a point lies.
    pub punkt: Option<Punkt>,
}

impl EintragDaten {
    /// Only words.
    #[must_use]
    pub fn neu(art: EintragArt, text: impl Into<String>) -> Self {
        Self {
            art,
            text: text.into(),
            zusatz: String::new(),
            am: None,
            privat: false,
            einwilligung: false,
            punkt_art: None,
            punkt: None,
        }
    }

    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self, heute: Datum) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<500>(&mut self.text, "text", &mut b);
        text::<300>(&mut self.zusatz, "zusatz", &mut b);
        if self.text.is_empty() {
            b.push(Befund::neu("NETZ-E122", "Bitte schreiben Sie etwas hinein.").an("text"));
        }
        if self.art == EintragArt::Thema && self.am.is_none_or(|t| t > heute) {
            let text = "Bitte sagen Sie, an welchem Tag das gesagt wurde.";
            b.push(Befund::neu("NETZ-E123", text).an("am"));
        }
        if self.art == EintragArt::Schluesselperson && self.privat && !self.einwilligung {
            let text = "Eine Privatperson steht hier nur, wenn sie einverstanden ist.";
            b.push(Befund::neu("NETZ-E04", text).an("einwilligung"));
        }
        if self.art == EintragArt::Punkt {
            match self.punkt {
                Some(p) if p.lat.abs() <= 90.0 && p.lon.abs() <= 180.0 => {}
                _ => {
                    let text =
                        "Bitte geben Sie den Ort als Breite und Länge an, zum Beispiel 54,3233 10,1394.";
                    b.push(Befund::neu("NETZ-E124", text).an("ort"));
                }
            }
            if self.punkt_art.is_none() {
                let text = "Bitte wählen Sie, was an diesem Ort ist.";
                b.push(Befund::neu("NETZ-E125", text).an("punkt_art"));
            }
        }
        b
    }
}

/// A stored entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EintragGespeichert {
    /// Key.
    pub id: Id<ErfassungEintrag>,
    /// What is said.
    pub daten: EintragDaten,
}

/// A stored survey without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErfassungGespeichert {
    /// Key.
    pub id: Id<Erfassung>,
    /// About this space.
    pub raumeinheit: Id<Raumeinheit>,
    /// Number of the Fassung, from 1.
    pub fassung: i64,
    /// Where it stands.
    pub status: ErfassungStatus,
    /// What is written.
    pub daten: ErfassungDaten,
    /// When the team agreed.
    pub team_am: Option<Datum>,
    /// When the Sozialraumrunde agreed.
    pub runde_am: Option<Datum>,
    /// Who released it, and when.
    pub freigegeben: Option<(String, Datum)>,
    /// When everybody could read it.
    pub veroeffentlicht_am: Option<Datum>,
    /// Why it went back.
    pub grund: String,
    /// Counter of changes.
    pub version: i64,
}

/// Two numbers in one line, in either notation: `54.3233, 10.1394` or `54,3233 10,1394`.
#[must_use]
pub fn punkt_lesen(eingabe: &str) -> Option<Punkt> {
    let eingabe = eingabe.trim();
    let zahlen = |text: &str, teiler: &dyn Fn(char) -> bool| -> Option<Vec<f64>> {
        text.split(teiler)
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(|t| t.replace(',', ".").parse().ok().filter(|z: &f64| z.is_finite()))
            .collect()
    };
    let zwei = |z: Option<Vec<f64>>| match z.as_deref() {
        Some(&[lat, lon]) => Some(Punkt { lat, lon }),
        _ => None,
    };
    // a comma with a blank behind it parts, a comma between digits is a decimal one
    zwei(zahlen(
        &eingabe.replace(", ", " ").replace(';', " "),
        &char::is_whitespace,
    ))
    .or_else(|| zwei(zahlen(eingabe, &|c| c == ',')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orte_in_jeder_schreibweise() {
        for gut in [
            "54.3233, 10.1394",
            "54.3233 10.1394",
            "54,3233 10,1394",
            "54,3233, 10,1394",
            "54.3233,10.1394",
            " 54,3233;10,1394 ",
        ] {
            let p = punkt_lesen(gut).unwrap();
            assert!(
                (p.lat - 54.3233).abs() < 1e-9 && (p.lon - 10.1394).abs() < 1e-9,
                "{gut}"
            );
        }
        for schlecht in ["", "54.3", "nah bei der Kirche", "1 2 3", "NaN 4", "inf 1"] {
            assert!(punkt_lesen(schlecht).is_none(), "{schlecht}");
        }
    }

    #[test]
    fn eintraege_werden_geprueft() {
        let heute: Datum = "2026-11-22".parse().unwrap();
        let codes = |mut e: EintragDaten| -> Vec<String> {
            e.pruefen(heute).into_iter().map(|b| b.code.to_string()).collect()
        };
        assert_eq!(codes(EintragDaten::neu(EintragArt::Staerke, " ")), ["NETZ-E122"]);
        assert_eq!(
            codes(EintragDaten::neu(EintragArt::Thema, "Kein Licht")),
            ["NETZ-E123"]
        );
        let mut person = EintragDaten::neu(EintragArt::Schluesselperson, "kennt alle im Block");
        person.privat = true;
        assert_eq!(codes(person.clone()), ["NETZ-E04"]);
        person.einwilligung = true;
        assert!(codes(person).is_empty());
        let mut ort = EintragDaten::neu(EintragArt::Punkt, "Kiosk");
        assert_eq!(codes(ort.clone()), ["NETZ-E124", "NETZ-E125"]);
        ort.punkt = Some(Punkt {
            lat: 154.0,
            lon: 10.0,
        });
        ort.punkt_art = Some(ErfassungPunktArt::Informell);
        assert_eq!(codes(ort), ["NETZ-E124"]);
    }
}
