//! House number ranges with side of the street (Fachkonzept 3.2 `Hausnummernbereich`, 3.3.2).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Hausnummer;

/// Which numbers of a range count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Paritaet {
    /// Both sides of the street.
    Alle,
    /// Even numbers only.
    Gerade,
    /// Odd numbers only.
    Ungerade,
}

impl Paritaet {
    /// Whether the number belongs to this side.
    #[must_use]
    pub const fn passt(self, nr: u16) -> bool {
        match self {
            Self::Alle => true,
            Self::Gerade => nr.is_multiple_of(2),
            Self::Ungerade => !nr.is_multiple_of(2),
        }
    }

    /// Whether two sides share a number.
    #[must_use]
    pub const fn teilt_nummern_mit(self, andere: Self) -> bool {
        !matches!(
            (self, andere),
            (Self::Gerade, Self::Ungerade) | (Self::Ungerade, Self::Gerade)
        )
    }
}

impl fmt::Display for Paritaet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Alle => "alle",
            Self::Gerade => "gerade",
            Self::Ungerade => "ungerade",
        })
    }
}

/// Inclusive range of house numbers on one or both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bereich {
    von: Hausnummer,
    bis: Hausnummer,
    paritaet: Paritaet,
}

/// A range that runs backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Der Bereich {von}–{bis} läuft rückwärts.")]
pub struct BereichFehler {
    /// Lower bound as given.
    pub von: Hausnummer,
    /// Upper bound as given.
    pub bis: Hausnummer,
}

impl Bereich {
    /// From bounds and side.
    ///
    /// # Errors
    /// [`BereichFehler`] if the upper bound lies below the lower one ("12a–12" is fine: 12 includes all letters).
    pub fn neu(von: Hausnummer, bis: Hausnummer, paritaet: Paritaet) -> Result<Self, BereichFehler> {
        let bereich = Self { von, bis, paritaet };
        if von.gepackt() > bereich.obergrenze() {
            return Err(BereichFehler { von, bis });
        }
        Ok(bereich)
    }

    /// The whole side of a street, 1–9999.
    #[must_use]
    pub fn alle(paritaet: Paritaet) -> Self {
        Self {
            von: Hausnummer::KLEINSTE,
            bis: Hausnummer::GROESSTE,
            paritaet,
        }
    }

    /// Lower bound.
    #[must_use]
    pub const fn von(self) -> Hausnummer {
        self.von
    }

    /// Upper bound; without a letter it includes all letters of its number (49 covers 49a–49z).
    #[must_use]
    pub const fn bis(self) -> Hausnummer {
        self.bis
    }

    /// Side of the street.
    #[must_use]
    pub const fn paritaet(self) -> Paritaet {
        self.paritaet
    }

    /// Upper bound as stored form, with the letter rule of 3.3.2 applied.
    pub(crate) fn obergrenze(self) -> (u16, u8) {
        match self.bis.gepackt() {
            (nr, 0) => (nr, u8::MAX),
            genau => genau,
        }
    }

    /// Whether the number lies in the range and on its side.
    #[must_use]
    pub fn enthaelt(self, nummer: Hausnummer) -> bool {
        let n = nummer.gepackt();
        self.paritaet.passt(nummer.nr()) && self.von.gepackt() <= n && n <= self.obergrenze()
    }

    /// Whether the range is this one house with its letter. Such a line goes before one without letter, which covers
    /// the letters of its number only because nothing better is known (3.3.2).
    pub(crate) fn ist_genau(self, nummer: Hausnummer) -> bool {
        let n = nummer.gepackt();
        n.1 != 0 && self.von.gepackt() == n && self.bis.gepackt() == n
    }

    /// Whether two ranges share at least one possible house number.
    #[must_use]
    pub fn ueberschneidet(self, andere: Self) -> bool {
        if !self.paritaet.teilt_nummern_mit(andere.paritaet) {
            return false;
        }
        let unten = self.von.gepackt().max(andere.von.gepackt());
        let oben = self.obergrenze().min(andere.obergrenze());
        if unten > oben {
            return false;
        }
        // The common stretch may hold a single number of the wrong side.
        (unten.0..=oben.0.min(unten.0.saturating_add(1)))
            .any(|nr| self.paritaet.passt(nr) && andere.paritaet.passt(nr))
    }
}

impl fmt::Display for Bereich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{} {}", self.von, self.bis, self.paritaet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn b(von: &str, bis: &str, p: Paritaet) -> Bereich {
        Bereich::neu(von.parse().unwrap(), bis.parse().unwrap(), p).unwrap()
    }

    #[test]
    fn obergrenze_ohne_zusatz_schliesst_alle_zusaetze_ein() {
        let bereich = b("1", "49", Paritaet::Ungerade);
        assert!(bereich.enthaelt("49z".parse().unwrap()));
        assert!(!bereich.enthaelt("48".parse().unwrap()));
        let knapp = b("1", "49a", Paritaet::Ungerade);
        assert!(knapp.enthaelt("49".parse().unwrap()) && !knapp.enthaelt("49b".parse().unwrap()));
    }

    #[test]
    fn ueberschneidung_achtet_auf_die_seite() {
        assert!(b("1", "49", Paritaet::Ungerade).ueberschneidet(b("45", "60", Paritaet::Alle)));
        assert!(!b("1", "49", Paritaet::Ungerade).ueberschneidet(b("2", "50", Paritaet::Gerade)));
        assert!(!b("1", "50", Paritaet::Ungerade).ueberschneidet(b("50", "60", Paritaet::Alle)));
        assert!(!b("1", "5", Paritaet::Alle).ueberschneidet(b("6", "9", Paritaet::Alle)));
        assert!(b("1", "5a", Paritaet::Alle).ueberschneidet(b("5", "9", Paritaet::Alle)));
        assert!(!b("1", "5a", Paritaet::Alle).ueberschneidet(b("5b", "9", Paritaet::Alle)));
    }

    #[test]
    fn rueckwaerts_wird_abgewiesen() {
        assert!(Bereich::neu("9".parse().unwrap(), "7".parse().unwrap(), Paritaet::Alle).is_err());
        assert!(Bereich::neu("9b".parse().unwrap(), "9".parse().unwrap(), Paritaet::Alle).is_ok());
    }
}
