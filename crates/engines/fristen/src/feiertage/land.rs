//! The territories that have a calendar of their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Fehler;

macro_rules! laender {
    ($($variante:ident, $kuerzel:literal, $name:literal;)+) => {
        /// Territory whose law decides which days are public holidays. The code (`SH`, `AT-6`) is
        /// the form stored and configured as `mandant.land`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Land {
            $(
                #[doc = $name]
                #[serde(rename = $kuerzel)]
                $variante,
            )+
        }

        impl Land {
            /// Every territory, in the order of its code.
            pub const ALLE: &'static [Land] = &[$(Land::$variante),+];

            /// Code as stored: two letters for a German Land, `AT-6` for the Steiermark.
            #[must_use]
            pub const fn kuerzel(self) -> &'static str {
                match self { $(Land::$variante => $kuerzel),+ }
            }

            /// Name as shown to people.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Land::$variante => $name),+ }
            }
        }
    };
}

laender! {
    At6, "AT-6", "Steiermark";
    Bb, "BB", "Brandenburg";
    Be, "BE", "Berlin";
    Bw, "BW", "Baden-Württemberg";
    By, "BY", "Bayern";
    Hb, "HB", "Bremen";
    He, "HE", "Hessen";
    Hh, "HH", "Hamburg";
    Mv, "MV", "Mecklenburg-Vorpommern";
    Ni, "NI", "Niedersachsen";
    Nw, "NW", "Nordrhein-Westfalen";
    Rp, "RP", "Rheinland-Pfalz";
    Sh, "SH", "Schleswig-Holstein";
    Sl, "SL", "Saarland";
    Sn, "SN", "Sachsen";
    St, "ST", "Sachsen-Anhalt";
    Th, "TH", "Thüringen";
}

impl fmt::Display for Land {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Land {
    type Err = Fehler;

    fn from_str(text: &str) -> Result<Self, Fehler> {
        Self::ALLE
            .iter()
            .copied()
            .find(|land| land.kuerzel() == text)
            .ok_or_else(|| Fehler::UnbekanntesLand(text.to_owned()))
    }
}
