//! ABC rule (Fachkonzept 3.5): which letter range a surname belongs to.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Code;

/// Academic titles that do not belong to the name.
const TITEL: [&str; 12] = [
    "dr", "prof", "dipl", "ing", "med", "phil", "jur", "rer", "nat", "hc", "mag", "habil",
];

/// Name particles that are skipped if the Geschäftsordnung says so (`abc.partikel_ignorieren`).
const PARTIKEL: [&str; 26] = [
    "von", "vom", "van", "de", "der", "den", "dem", "des", "del", "della", "di", "da", "do", "dos", "du",
    "la", "le", "zu", "zum", "zur", "ten", "ter", "al", "el", "und", "auf",
];

/// One range: a letter, "A–F", or a beginning of several letters such as "Sch".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buchstabenbereich<T> {
    /// First beginning, folded, e.g. `A` or `SCH`.
    von: String,
    /// Last letter of a range, the same as `von` for a single beginning.
    bis: String,
    /// Who is responsible.
    pub ziel: T,
}

/// Why letter ranges are refused; code `RAUM-E30`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AbcFehler {
    /// A range that is none.
    #[error("„{0}“ ist kein Buchstabenbereich.")]
    Form(String),
    /// Letters that belong to nobody.
    #[error("Diese Buchstaben sind nicht vergeben: {0}.")]
    Luecke(String),
    /// Beginnings that belong to several.
    #[error("Diese Anfänge sind mehrfach vergeben: {0}.")]
    Doppelt(String),
}

impl AbcFehler {
    /// Always `RAUM-E30`.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::E30
    }
}

/// A full, checked set of letter ranges of one Sektor: every surname has exactly one target (INV-R5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbcRegel<T> {
    anfaenge: BTreeMap<String, T>,
    partikel_ignorieren: bool,
}

impl<T: Clone> Buchstabenbereich<T> {
    /// Reads one or several ranges: "A–F", "Sch", "S, St".
    ///
    /// # Errors
    /// [`AbcFehler::Form`] for anything else, or a range that runs backwards.
    pub fn lesen(text: &str, ziel: &T) -> Result<Vec<Self>, AbcFehler> {
        let falsch = || AbcFehler::Form(text.chars().take(20).collect());
        text.split([',', ';'])
            .map(|teil| {
                let mut grenzen = teil.split(['-', '–']).map(falte);
                let von = grenzen.next().filter(|v| !v.is_empty()).ok_or_else(falsch)?;
                let bis = grenzen.next().unwrap_or_else(|| von.clone());
                let einzeln = von == bis || von.len() == 1 && bis.len() == 1 && von < bis;
                let buchstaben = von.bytes().chain(bis.bytes()).all(|b| b.is_ascii_uppercase());
                if grenzen.next().is_some() || !einzeln || !buchstaben {
                    return Err(falsch());
                }
                Ok(Self {
                    von,
                    bis,
                    ziel: ziel.clone(),
                })
            })
            .collect()
    }
}

impl<T: Clone> AbcRegel<T> {
    /// Checks that the ranges cover A–Z without overlap.
    ///
    /// # Errors
    /// [`AbcFehler`], code `RAUM-E30`.
    pub fn neu(
        bereiche: impl IntoIterator<Item = Buchstabenbereich<T>>,
        partikel_ignorieren: bool,
    ) -> Result<Self, AbcFehler> {
        let mut anfaenge = BTreeMap::new();
        let mut doppelt = Vec::new();
        for b in bereiche {
            for anfang in einzelne(&b.von, &b.bis) {
                if anfaenge.insert(anfang.clone(), b.ziel.clone()).is_some() {
                    doppelt.push(anfang);
                }
            }
        }
        if !doppelt.is_empty() {
            return Err(AbcFehler::Doppelt(doppelt.join(", ")));
        }
        let fehlt: Vec<String> = ('A'..='Z')
            .map(String::from)
            .filter(|b| !anfaenge.contains_key(b))
            .collect();
        if !fehlt.is_empty() {
            return Err(AbcFehler::Luecke(fehlt.join(", ")));
        }
        Ok(Self {
            anfaenge,
            partikel_ignorieren,
        })
    }

    /// The target for a surname; the longest beginning wins. `None` only for a name without any letter A–Z
    /// after folding (e.g. empty, or in another script): a person has to decide.
    #[must_use]
    pub fn ziel(&self, nachname: &str) -> Option<&T> {
        let name = schluessel(nachname, self.partikel_ignorieren);
        (1..=name.len())
            .rev()
            .find_map(|n| self.anfaenge.get(name.get(..n)?))
    }
}

/// The folded part of a surname that counts: without titles and particles, the first of a double name.
#[must_use]
pub fn schluessel(nachname: &str, partikel_ignorieren: bool) -> String {
    let teile: Vec<String> = nachname
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '.' | ',' | '\'' | '’'))
        .map(falte)
        .filter(|t| !t.is_empty())
        .collect();
    let ueberspringen = |t: &String| {
        let klein = t.to_ascii_lowercase();
        TITEL.contains(&klein.as_str()) || partikel_ignorieren && PARTIKEL.contains(&klein.as_str())
    };
    // "Herr Du" keeps his name: if nothing is left, the last part counts.
    teile
        .iter()
        .find(|t| !ueberspringen(t))
        .or(teile.last())
        .cloned()
        .unwrap_or_default()
}

/// Capital base letters: Ä→A, ß→SS, Ş→S; everything but letters removed.
fn falte(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' | 'ẞ' => form.push_str("SS"),
            'æ' | 'Æ' => form.push_str("AE"),
            'œ' | 'Œ' => form.push_str("OE"),
            'ø' | 'Ø' => form.push('O'),
            'ł' | 'Ł' => form.push('L'),
            'đ' | 'Đ' | 'ð' | 'Ð' => form.push('D'),
            'þ' | 'Þ' => form.push_str("TH"),
            'ı' => form.push('I'),
            c if c.is_alphabetic() => form.extend(c.to_uppercase()),
            _ => {}
        }
    }
    form
}

fn einzelne(von: &str, bis: &str) -> Vec<String> {
    match (von.as_bytes(), bis.as_bytes()) {
        ([a], [b]) => (*a..=*b).map(|c| char::from(c).to_string()).collect(),
        _ => vec![von.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regel(bereiche: &[(&str, &'static str)]) -> Result<AbcRegel<&'static str>, AbcFehler> {
        let gelesen = bereiche
            .iter()
            .map(|(b, z)| Buchstabenbereich::lesen(b, z))
            .collect::<Result<Vec<_>, _>>()?;
        AbcRegel::neu(gelesen.into_iter().flatten(), true)
    }

    const T028: [(&str, &str); 6] = [
        ("A–F", "SB1"),
        ("G–K", "SB2"),
        ("L–R", "SB3"),
        ("S, St", "SB4"),
        ("Sch", "SB5"),
        ("T–Z", "SB6"),
    ];

    #[test]
    fn t_028_namen() {
        let r = regel(&T028).unwrap();
        for (name, soll) in [
            ("Özdemir", "SB3"),
            ("von Schmidt", "SB5"),
            ("Stein", "SB4"),
            ("Ähren", "SB1"),
            ("Şahin", "SB4"),
            ("Tietz-Auer", "SB6"),
            ("Prof. Dr. med. van der Čapek", "SB1"),
            ("al-Hassan", "SB2"),
            ("ßimon", "SB4"),
            ("Du", "SB1"),
        ] {
            assert_eq!(r.ziel(name), Some(&soll), "{name}");
        }
        assert_eq!(r.ziel(""), None);
        assert_eq!(r.ziel("Иванов"), None);
    }

    #[test]
    fn ohne_partikelregel_zaehlt_das_von() {
        let gelesen: Vec<_> = T028
            .iter()
            .flat_map(|(b, z)| Buchstabenbereich::lesen(b, z).unwrap())
            .collect();
        assert_eq!(
            AbcRegel::neu(gelesen, false).unwrap().ziel("von Schmidt"),
            Some(&"SB6")
        );
    }

    #[test]
    fn luecken_und_doppelte_sind_e30() {
        let luecke = regel(&[("A–F", "a"), ("H–Z", "b")]).unwrap_err();
        assert_eq!(
            (luecke.code(), luecke.clone()),
            (Code::E30, AbcFehler::Luecke("G".into()))
        );
        let doppelt = regel(&[("A–M", "a"), ("M–Z", "b")]).unwrap_err();
        assert_eq!(doppelt, AbcFehler::Doppelt("M".into()));
        for form in ["", "F–A", "A–Sch", "1–3", "A–B–C"] {
            assert!(regel(&[(form, "a")]).is_err(), "{form}");
        }
    }
}
