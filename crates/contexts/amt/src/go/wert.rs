use base::{Bp, Cent, Datum};

use super::katalog::Art;

/// A value of the Geschaeftsordnung after its kind and bounds are checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Wert {
    /// A whole number; with [`Art::Zehntel`] in tenths.
    Zahl(i64),
    /// Yes or no.
    Wahr(bool),
    /// A text or a code.
    Text(String),
    /// A date.
    Datum(Datum),
    /// Values in order.
    Liste(Vec<Self>),
    /// Named values: catalogue order where the catalogue names them, else the order of the file.
    Tabelle(Vec<(String, Self)>),
}

impl Wert {
    /// The number.
    #[must_use]
    pub const fn zahl(&self) -> Option<i64> {
        if let Self::Zahl(z) = self { Some(*z) } else { None }
    }

    /// The answer yes or no.
    #[must_use]
    pub const fn wahr(&self) -> Option<bool> {
        if let Self::Wahr(w) = self { Some(*w) } else { None }
    }

    /// The text or code.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(t) = self { Some(t) } else { None }
    }

    /// The date.
    #[must_use]
    pub const fn datum(&self) -> Option<Datum> {
        if let Self::Datum(d) = self { Some(*d) } else { None }
    }

    /// The members of a list; empty for anything else.
    #[must_use]
    pub fn liste(&self) -> &[Self] {
        if let Self::Liste(l) = self { l } else { &[] }
    }

    /// The named members; empty for anything else.
    #[must_use]
    pub fn tabelle(&self) -> &[(String, Self)] {
        if let Self::Tabelle(t) = self { t } else { &[] }
    }

    /// The member with this name.
    #[must_use]
    pub fn feld(&self, name: &str) -> Option<&Self> {
        self.tabelle().iter().find(|(n, _)| n == name).map(|(_, w)| w)
    }

    /// `self` with the named members of `neu` in place of or beside its own: a file needs to name only what
    /// differs from the default.
    pub(super) fn ueberlagert(self, neu: Self) -> Self {
        match (self, neu) {
            (Self::Tabelle(mut alt), Self::Tabelle(neu)) => {
                for (name, wert) in neu {
                    match alt.iter_mut().find(|(n, _)| *n == name) {
                        Some((_, platz)) => {
                            let bisher = std::mem::replace(platz, Self::Wahr(false));
                            *platz = bisher.ueberlagert(wert);
                        }
                        None => alt.push((name, wert)),
                    }
                }
                Self::Tabelle(alt)
            }
            (_, neu) => neu,
        }
    }

    /// The value as a person reads it.
    #[must_use]
    pub fn lesbar(&self, art: &Art) -> String {
        match (self, art) {
            (Self::Zahl(z), Art::Zahl(_, _, einheit)) => mit_einheit(*z, einheit),
            (Self::Zahl(z), Art::Zehntel(_, _, einheit)) => {
                format!("{},{} {einheit}", z / 10, z % 10).trim_end().to_owned()
            }
            (Self::Zahl(z), _) => z.to_string(),
            (Self::Wahr(w), _) => if *w { "ja" } else { "nein" }.to_owned(),
            (Self::Datum(d), _) => d.to_string(),
            (Self::Text(t), Art::Auswahl(paare)) => wort(paare, t).to_owned(),
            (Self::Text(t), Art::Uhrzeiten) => format!("{} Uhr", t.replace('-', " bis ")),
            (Self::Text(t), _) => t.clone(),
            (Self::Liste(l), Art::Spanne(_, _, einheit @ ("Cent" | "Bp"))) => {
                let teile: Vec<_> = l
                    .iter()
                    .filter_map(Self::zahl)
                    .map(|z| mit_einheit(z, einheit))
                    .collect();
                teile.join(" bis ")
            }
            (Self::Liste(l), Art::Spanne(_, _, einheit)) => {
                let teile: Vec<_> = l.iter().filter_map(Self::zahl).map(|z| z.to_string()).collect();
                format!("{} {einheit}", teile.join(" bis "))
            }
            (Self::Liste(l), Art::Liste(von, _, _)) if l.is_empty() => match von {
                Art::Uhrzeiten => "geschlossen".to_owned(),
                _ => "keine".to_owned(),
            },
            (Self::Liste(l), _) => {
                let von = if let Art::Liste(von, _, _) = art { von } else { art };
                let teile: Vec<_> = l.iter().map(|w| zeile(w, von)).collect();
                // members that hold a comma themselves are kept apart by a semicolon
                teile.join(if teile.iter().any(|t| t.contains(',')) {
                    "; "
                } else {
                    ", "
                })
            }
            (Self::Tabelle(t), Art::JeSektor(von)) => je_sektor(t, von),
            (Self::Tabelle(t), _) => {
                let teile: Vec<_> = t.iter().map(|(name, w)| feld_lesbar(name, w, art)).collect();
                teile.join("; ")
            }
        }
    }
}

/// A member of a list; the fields of a record stand side by side, without their names.
fn zeile(wert: &Wert, art: &Art) -> String {
    let Art::Satz(felder) = art else {
        return wert.lesbar(art);
    };
    let teile: Vec<_> = felder
        .iter()
        .filter_map(|(n, _, a)| Some(wert.feld(n)?.lesbar(a)))
        .collect();
    teile.join(" – ")
}

fn wort<'a>(paare: &[(&'a str, &'a str)], code: &'a str) -> &'a str {
    paare.iter().find(|(c, _)| *c == code).map_or(code, |(_, w)| w)
}

fn feld_lesbar(name: &str, wert: &Wert, art: &Art) -> String {
    match art {
        Art::Tabelle(namen, von) => format!("{}: {}", wort(namen, name), wert.lesbar(von)),
        Art::FreieTabelle(von) => format!("{name}: {}", wert.lesbar(von)),
        Art::Satz(felder) | Art::Entweder(felder) => match felder.iter().find(|(f, _, _)| *f == name) {
            Some((_, wort, von)) => format!("{wort}: {}", wert.lesbar(von)),
            None => format!("{name}: {}", wert.lesbar(art)),
        },
        _ => format!("{name}: {}", wert.lesbar(art)),
    }
}

fn je_sektor(tabelle: &[(String, Wert)], von: &Art) -> String {
    let Some((_, erster)) = tabelle.first() else {
        return "keine Angabe".to_owned();
    };
    if tabelle.len() == super::Sektor::ALLE.len() && tabelle.iter().all(|(_, w)| w == erster) {
        return format!("{} (alle Arbeitsfelder)", erster.lesbar(von));
    }
    let teile: Vec<_> = tabelle
        .iter()
        .map(|(s, w)| format!("{}: {}", wort(super::Sektor::PAARE, s), w.lesbar(von)))
        .collect();
    teile.join("; ")
}

/// A number with its unit; cents as euros, basis points as percent with as many digits as needed.
pub(super) fn mit_einheit(zahl: i64, einheit: &str) -> String {
    match einheit {
        "Cent" => Cent(zahl).to_string(),
        "Bp" => prozent(Bp(zahl)),
        "" => zahl.to_string(),
        _ => format!("{zahl} {}", if zahl == 1 { einzahl(einheit) } else { einheit }),
    }
}

/// The unit for exactly one: all units of the catalogue lose the last letter or stay as they are.
fn einzahl(einheit: &str) -> &str {
    match einheit {
        "Räume" => "Raum",
        "km" | "Träger" | "Einwohner" => einheit,
        _ => einheit.get(..einheit.len() - 1).unwrap_or(einheit),
    }
}

fn prozent(bp: Bp) -> String {
    let ganz = bp.0 / 100;
    match bp.0 % 100 {
        0 => format!("{ganz} %"),
        rest if rest % 10 == 0 => format!("{ganz},{} %", rest / 10),
        rest => format!("{ganz},{rest:02} %"),
    }
}
