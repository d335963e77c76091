use base::{Bp, Datum, Gueltigkeit, Id};
use raum::Raumeinheit;

use super::Organisation;

macro_rules! liste {
    ($(#[$doku:meta])* $name:ident { $($variante:ident = $code:literal, $wort:literal;)+ }) => {
        $(#[$doku])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $(#[doc = $wort] $variante,)+ }

        impl $name {
            /// All of them with the word a person reads.
            pub const PAARE: &'static [(&'static str, &'static str)] = &[$(($code, $wort)),+];

            /// The stored code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variante => $code,)+ }
            }

            /// What a person reads.
            #[must_use]
            pub const fn wort(self) -> &'static str {
                match self { $(Self::$variante => $wort,)+ }
            }

            /// The member with this code.
            #[must_use]
            pub fn von_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variante),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.wort()) }
        }
    };
}

liste! {
    /// What is agreed on with a Träger (Fachkonzept 6.1, 4.13).
    Vereinbarungsart {
        LeistungEntgelt = "LEISTUNG_ENTGELT", "Leistung und Entgelt (§§ 77, 78b SGB VIII, § 125 SGB IX)";
        Schutz = "SCHUTZ_8A", "Schutzauftrag (§ 8a Abs. 4 SGB VIII)";
        Datenschutz = "DATENSCHUTZ_61", "Datenschutz (§ 61 Abs. 3 SGB VIII)";
        Fuehrungszeugnis = "FUEHRUNGSZEUGNIS_72A", "Führungszeugnis (§ 72a SGB VIII)";
        Aufarbeitung = "AUFARBEITUNG_9B", "Aufarbeitung (§ 9b Abs. 2 SGB VIII)";
        Niedrigschwellig = "NIEDRIGSCHWELLIG_36A2", "Hilfe ohne Antrag (§ 36a Abs. 2 SGB VIII)";
        Sozialraumvertrag = "SOZIALRAUMVERTRAG", "Sozialraumvertrag";
        Traegerbudget = "TRAEGERBUDGET", "Trägerbudget";
        Kooperation = "KOOPERATION", "Zusammenarbeit";
        Schwerpunkt = "SCHWERPUNKT", "Schwerpunktträger";
    }
}

impl Vereinbarungsart {
    /// Those without which nobody is commissioned (FALL-E40).
    pub const PFLICHT: [Self; 5] = [
        Self::LeistungEntgelt,
        Self::Schutz,
        Self::Datenschutz,
        Self::Fuehrungszeugnis,
        Self::Aufarbeitung,
    ];

    /// Those a person can enter by hand. A Schwerpunkt comes with its resolution only.
    pub const EINTRAGBAR: [Self; 9] = [
        Self::LeistungEntgelt,
        Self::Schutz,
        Self::Datenschutz,
        Self::Fuehrungszeugnis,
        Self::Aufarbeitung,
        Self::Niedrigschwellig,
        Self::Sozialraumvertrag,
        Self::Traegerbudget,
        Self::Kooperation,
    ];
}

liste! {
    /// How a Schwerpunktträger was found (Fachkonzept 6.1).
    Verfahren {
        Interessenbekundung = "INTERESSENBEKUNDUNG", "Interessenbekundung";
        Ausschreibung = "AUSSCHREIBUNG", "Ausschreibung";
        Dialog = "DIALOG", "Dialog";
    }
}

/// An agreement with a Träger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vereinbarung {
    /// Key.
    pub id: Id<Self>,
    /// With whom.
    pub organisation: Id<Organisation>,
    /// What is agreed on.
    pub art: Vereinbarungsart,
    /// When.
    pub gueltigkeit: Gueltigkeit,
    /// What it allows, in words.
    pub inhalt: String,
    /// Where it is to be read.
    pub fundstelle: String,
}

/// Who is preferred in a Raum, since when, and who resolved so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schwerpunkt {
    /// Key.
    pub id: Id<Self>,
    /// Where.
    pub raum: Id<Raumeinheit>,
    /// Name of the Verbund; empty when it is one Träger alone.
    pub bezeichnung: String,
    /// How they were found.
    pub verfahren: Verfahren,
    /// The resolution of the committee: number or title.
    pub beschluss: String,
    /// Its day.
    pub beschluss_am: Datum,
    /// When it holds.
    pub gueltigkeit: Gueltigkeit,
    /// Who, with their shares.
    pub mitglieder: Vec<Anteil>,
}

/// One Träger of a Verbund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anteil {
    /// Who.
    pub organisation: Id<Organisation>,
    /// Share; all together 10,000.
    pub anteil: Bp,
    /// Speaks for the Verbund.
    pub federfuehrung: bool,
}
