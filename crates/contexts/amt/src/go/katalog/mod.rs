//! Every key of the Geschaeftsordnung as data (Fachkonzept chapter 2): what it is called, where it belongs,
//! what it may hold, what holds when nobody says anything, and what the law has taken out of our hands.

mod budget;
mod datenschutz;
mod hilfen;
mod raeume;
mod zusammenarbeit;

use super::wert::Wert;

/// The nine fixed chapters, in order.
pub const KAPITEL: [&str; 9] = [
    "Verfahren der Zusammenarbeit",
    "Budgetentwicklung",
    "Prozessumsteuerung",
    "Verfahren der Hilfen von Beginn bis Ende",
    "Räume und Zuständigkeit",
    "Kinderschutzverfahren (§ 8a)",
    "Dokumentation",
    "Wirkung und Evaluation",
    "Datenschutz",
];

/// What a value may be, with its bounds.
#[derive(Debug, Clone, Copy)]
pub enum Art {
    /// A whole number between two bounds, both allowed. `Cent` and `Bp` as unit are printed as money and percent.
    Zahl(i64, i64, &'static str),
    /// A number with at most one digit after the point, bounds in tenths, with its unit.
    Zehntel(i64, i64, &'static str),
    /// Yes or no.
    Wahr,
    /// One of the codes, each with the word a person reads.
    Auswahl(&'static [(&'static str, &'static str)]),
    /// A text of at most so many characters.
    Text(usize),
    /// A calendar date.
    Datum,
    /// A span of the day such as `08:00-12:30`.
    Uhrzeiten,
    /// A list of `min` to `max` values, none twice.
    Liste(&'static Self, usize, usize),
    /// Two whole numbers, from and to, both within the bounds, in this unit.
    Spanne(i64, i64, &'static str),
    /// Named values of one kind; the names are the given ones, each with the word a person reads.
    Tabelle(&'static [(&'static str, &'static str)], &'static Self),
    /// As `Tabelle`, with names the office chooses itself.
    FreieTabelle(&'static Self),
    /// One value for all Sektoren, or a table with one value per Sektor.
    JeSektor(&'static Self),
    /// Named fields, each with its word and its own kind.
    Satz(&'static [(&'static str, &'static str, Self)]),
    /// Exactly one of the named fields.
    Entweder(&'static [(&'static str, &'static str, Self)]),
}

/// What holds when the file does not name the key.
#[derive(Debug, Clone, Copy)]
pub enum Vorgabe {
    /// The file must name it.
    Pflicht,
    /// Nothing: the rule is not in use.
    Keine,
    /// This value, written as in TOML.
    Wert(&'static str),
}

/// A value the law has taken out of the hands of the Geschaeftsordnung (marks G and R of the Fachkonzept).
#[derive(Debug, Clone, Copy)]
pub struct Sperre {
    /// The norm, for the message and the printed page.
    pub norm: &'static str,
    /// What the law leaves open, in plain German.
    pub erlaubt: &'static str,
    pub(super) haelt: fn(&Wert) -> bool,
}

/// One key of the Geschaeftsordnung.
#[derive(Debug, Clone, Copy)]
pub struct Schluessel {
    /// Dotted key as in the file.
    pub name: &'static str,
    /// Chapter 1 to 9.
    pub kapitel: u8,
    /// What a person reads instead of the key.
    pub titel: &'static str,
    /// Kind and bounds.
    pub art: Art,
    /// Default.
    pub vorgabe: Vorgabe,
    /// Locked by law.
    pub sperre: Option<Sperre>,
    /// What it is for, in plain German.
    pub bemerkung: &'static str,
}

const fn neu(
    name: &'static str,
    kapitel: u8,
    titel: &'static str,
    art: Art,
    vorgabe: Vorgabe,
    bemerkung: &'static str,
) -> Schluessel {
    Schluessel {
        name,
        kapitel,
        titel,
        art,
        vorgabe,
        sperre: None,
        bemerkung,
    }
}

impl Schluessel {
    const fn gesperrt(self, norm: &'static str, erlaubt: &'static str, haelt: fn(&Wert) -> bool) -> Self {
        let sperre = Some(Sperre { norm, erlaubt, haelt });
        Self { sperre, ..self }
    }
}

/// All keys, chapter by chapter as they are printed.
pub fn alle() -> impl Iterator<Item = &'static Schluessel> + Clone {
    let listen = [
        raeume::SCHLUESSEL,
        zusammenarbeit::SCHLUESSEL,
        budget::SCHLUESSEL,
        hilfen::SCHLUESSEL,
        datenschutz::SCHLUESSEL,
    ];
    (1..=9).flat_map(move |k| listen.into_iter().flatten().filter(move |s| s.kapitel == k))
}

/// What a person calls a room whose access can rest (`training.zugang`).
#[must_use]
pub fn bereich_wort(bereich: crate::recht::Bereich) -> &'static str {
    zusammenarbeit::BEREICHE_MIT_NACHWEIS
        .iter()
        .find(|(c, _)| c.eq_ignore_ascii_case(bereich.code()))
        .map_or("", |(_, wort)| wort)
}

/// The key with this name.
#[must_use]
pub fn finde(name: &str) -> Option<&'static Schluessel> {
    alle().find(|s| s.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jeder_schluessel_steht_einmal_im_katalog_und_in_einem_kapitel() {
        let mut namen: Vec<_> = alle().map(|s| s.name).collect();
        assert!(alle().all(|s| (1..=9).contains(&s.kapitel) && !s.titel.is_empty()));
        let anzahl = namen.len();
        namen.sort_unstable();
        namen.dedup();
        assert_eq!(namen.len(), anzahl);
    }
}
