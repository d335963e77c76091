//! Closed lists that are stored as a code and shown as words.

/// Defines an enumeration with its stored codes and its German words. The code is a `tt`: a `literal` reaches the derive
/// of the API description wrapped, and it would name the variant instead.
macro_rules! codes {
    ($(#[$doc:meta])* $typ:ident { $($(#[$merkmal:meta])* $var:ident = $code:tt, $text:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub enum $typ { $($(#[$merkmal])* #[doc = $text] #[serde(rename = $code)] $var,)* }

        impl $typ {
            /// All values, in order.
            pub const ALLE: &'static [Self] = &[$(Self::$var),*];

            /// The stored code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$var => $code),* }
            }

            /// The words a person reads.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self { $(Self::$var => $text),* }
            }
        }

        impl std::fmt::Display for $typ {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.text()) }
        }

        impl std::str::FromStr for $typ {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s {
                    $($code => Ok(Self::$var),)*
                    _ => Err(format!("„{s}“ ist keiner der Werte {}", [$($code),*].join(", "))),
                }
            }
        }
    };
}

pub(crate) use codes;

mod akteur;
mod angebot;
mod doppelt;
mod ehrenamt;
mod einladung;
mod erfassung;
mod gericht;
mod idee;
mod kooperation;
mod link;
mod luecke;
mod merkmal;
mod pflege;
mod projekt;
mod thema;
mod training;
mod vereinbarung;
mod vermittlung;

pub use akteur::{AkteurArt, Beteiligungsstand, Entwicklungsstufe, VeranstaltungStatus, VeranstaltungTyp};
pub use angebot::{
    AngebotArt, AngebotStatus, Anmeldung, Fallbezug, FaqStatus, FaqZielgruppe, Ortsform, Rueckmeldung,
    Sichtbarkeit, WegQuelle, Wochentag,
};
pub use doppelt::DoppeltArt;
pub use ehrenamt::{EhrenamtArt, EinsatzStand};
pub use einladung::EinladungAntwort;
pub use erfassung::{EintragArt, ErfassungAbschnitt, ErfassungPunktArt, ErfassungStatus};
pub use gericht::{GerichtSache, VerteilungArt};
pub use idee::{IdeeErgebnis, IdeeStatus};
pub use kooperation::KooperationArt;
pub use link::LinkBefund;
pub use luecke::LueckenStatus;
pub use merkmal::{Einheit, Merkmal};
pub use pflege::{Faelligkeit, PlatzEinheit, VorschlagStatus, Vorschlagsfeld};
pub use projekt::{Ersetzt, IdeeVon, ProjektArt, ProjektStatus};
pub use thema::{Altersband, Thema};
pub use training::{LaufStatus, TrainingZielgruppe};
pub use vereinbarung::VereinbarungStatus;
pub use vermittlung::{Ablehnungsgrund, VermittlungAnliegen, VermittlungStatus};
