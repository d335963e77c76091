//! House numbers: grammar of Fachkonzept 3.3.1, order of 3.3.2.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Code;

/// A house number: 1–9999 and at most one letter. Sorted by number, then letter; none comes before `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hausnummer {
    nr: u16,
    zusatz: Option<char>,
}

/// Why a text is no house number. Always code `RAUM-E01`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HausnummerFehler {
    /// The number is 0.
    #[error("Die Hausnummer 0 gibt es nicht.")]
    Null,
    /// The text does not follow the grammar.
    #[error("„{0}“ ist keine Hausnummer.")]
    Form(String),
}

impl HausnummerFehler {
    /// The code of the Fachkonzept, always `RAUM-E01`.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code::E01
    }
}

impl Hausnummer {
    /// Highest number the grammar knows (four digits).
    pub const MAX: u16 = 9999;

    /// The lowest house number, 1.
    pub const KLEINSTE: Self = Self { nr: 1, zusatz: None };
    /// The highest house number without a letter, 9999.
    pub const GROESSTE: Self = Self {
        nr: Self::MAX,
        zusatz: None,
    };

    /// From number 1–9999 and an optional letter a–z (either case).
    ///
    /// # Errors
    /// [`HausnummerFehler`] if the number is 0 or above 9999 or the letter is none.
    pub fn neu(nr: u16, zusatz: Option<char>) -> Result<Self, HausnummerFehler> {
        if nr == 0 {
            return Err(HausnummerFehler::Null);
        }
        let zusatz = zusatz.map(|z| z.to_ascii_lowercase());
        if nr > Self::MAX || zusatz.is_some_and(|z| !z.is_ascii_lowercase()) {
            let z = zusatz.map(String::from).unwrap_or_default();
            return Err(HausnummerFehler::Form(format!("{nr}{z}")));
        }
        Ok(Self { nr, zusatz })
    }

    /// Reads a house number. Of a range ("50-52", "12/1") the first number decides (3.3.1).
    ///
    /// # Errors
    /// [`HausnummerFehler`] for 0, fractions and free text.
    pub fn lesen(text: &str) -> Result<Self, HausnummerFehler> {
        // Shown back to a person, so a pasted novel must not come along.
        let falsch = || HausnummerFehler::Form(text.trim().chars().take(20).collect());
        let (erste, rest) = teil(text).ok_or_else(falsch)?;
        let rest = rest.trim_start();
        if !rest.is_empty() {
            let rest = rest.strip_prefix(['-', '–', '/']).ok_or_else(falsch)?;
            let (_, ende) = teil(rest).ok_or_else(falsch)?;
            if !ende.trim().is_empty() {
                return Err(falsch());
            }
        }
        Self::neu(erste.0, erste.1)
    }

    /// The number without its letter.
    #[must_use]
    pub const fn nr(self) -> u16 {
        self.nr
    }

    /// The letter in lower case, if any.
    #[must_use]
    pub const fn zusatz(self) -> Option<char> {
        self.zusatz
    }

    /// Two bytes and one: the form in which the register sorts and stores it.
    pub(crate) fn gepackt(self) -> (u16, u8) {
        (
            self.nr,
            self.zusatz.and_then(|z| u8::try_from(z).ok()).unwrap_or(0),
        )
    }

    /// Back from [`Self::gepackt`]; number 0 stands for "without a number".
    pub(crate) fn entpackt(nr: u16, zusatz: u8) -> Option<Self> {
        (nr > 0).then(|| Self {
            nr,
            zusatz: (zusatz > 0).then(|| char::from(zusatz)),
        })
    }
}

/// One number with its letter and what follows it. The letter counts only if no second letter follows.
fn teil(text: &str) -> Option<((u16, Option<char>), &str)> {
    let text = text.trim_start();
    let ziffern = text.bytes().take_while(u8::is_ascii_digit).count();
    if ziffern == 0 || ziffern > 4 {
        return None;
    }
    let (zahl, rest) = text.split_at(ziffern);
    let nr = zahl.parse().ok()?;
    let nach = rest.trim_start();
    match nach.chars().next() {
        Some(z) if z.is_ascii_alphabetic() => Some(((nr, Some(z.to_ascii_lowercase())), &nach[1..])),
        _ => Some(((nr, None), rest)),
    }
}

impl fmt::Display for Hausnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.nr)?;
        self.zusatz.map_or(Ok(()), |z| write!(f, "{z}"))
    }
}

impl std::str::FromStr for Hausnummer {
    type Err = HausnummerFehler;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::lesen(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn liest_die_grammatik() {
        for (text, soll) in [
            ("17", "17"),
            (" 17 b ", "17b"),
            ("17B", "17b"),
            ("0017", "17"),
            ("50-52", "50"),
            ("12/1", "12"),
            ("12 a - 14 c", "12a"),
            ("12–14", "12"),
            ("9999z", "9999z"),
        ] {
            assert_eq!(Hausnummer::lesen(text).unwrap().to_string(), soll, "{text}");
        }
    }

    #[test]
    fn weist_unmoegliche_ab() {
        for text in [
            "0",
            "0000",
            "12½",
            "",
            "a",
            "12345",
            "17 bc",
            "12-",
            "12-x",
            "-3",
            "hinten links",
            "1\0",
        ] {
            assert_eq!(Hausnummer::lesen(text).unwrap_err().code(), Code::E01, "{text}");
        }
    }

    #[test]
    fn ordnet_nach_nummer_und_zusatz() {
        let n = |t| Hausnummer::lesen(t).unwrap();
        assert!(n("9z") < n("10") && n("10") < n("10a") && n("10a") < n("10b"));
    }
}
