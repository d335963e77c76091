//! One random edit in a line, and where it hit.

use crate::stadt::Soll;
use crate::wuerfel::{Wuerfel, vertippt};

/// Part of the line that an edit hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stelle {
    Strasse,
    Nummer,
    Zusatz,
    /// Blank or comma between the parts.
    Trennung,
    Plz,
    Ort,
}

impl Stelle {
    pub const ALLE: [Self; 6] = [
        Self::Strasse,
        Self::Nummer,
        Self::Zusatz,
        Self::Trennung,
        Self::Plz,
        Self::Ort,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Strasse => "strasse",
            Self::Nummer => "nummer",
            Self::Zusatz => "zusatz",
            Self::Trennung => "trennung",
            Self::Plz => "plz",
            Self::Ort => "ort",
        }
    }

    /// The part that holds letter `i` of `soll.zeile()`.
    fn von(soll: &Soll, i: usize) -> Self {
        let laenge = |t: &str| t.chars().count();
        let ziffern = soll.nummer.bytes().filter(u8::is_ascii_digit).count();
        let mut rest = i;
        for (stelle, zahl) in [
            (Self::Strasse, laenge(&soll.strasse)),
            (Self::Trennung, 1),
            (Self::Nummer, ziffern),
            (Self::Zusatz, laenge(&soll.nummer) - ziffern),
            (Self::Trennung, 2),
            (Self::Plz, laenge(&soll.plz)),
            (Self::Trennung, 1),
        ] {
            if rest < zahl {
                return stelle;
            }
            rest -= zahl;
        }
        Self::Ort
    }
}

/// The line of the address with one edit, and where it hit.
pub fn zeile_vertippt(w: &mut Wuerfel, soll: &Soll) -> (String, Stelle) {
    let zeile = soll.zeile();
    let (text, i) = vertippt(w, &zeile);
    (text, Stelle::von(soll, i))
}
