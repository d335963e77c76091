//! German statutory periods, public holidays and working days, each result with its steps.
//!
#![doc = include_str!("../README.md")]

mod alter;
pub mod dateien;
mod fehler;
mod feiertage;
mod katalog;
mod norm;
mod rechnung;
mod rechtsstand;
mod text;

pub use alter::{NORM_HANDLUNGSFAEHIG, alter_am, hat_alter_ab, ist_handlungsfaehig, vollendet_am};
pub use fehler::Fehler;
pub use feiertage::{
    FeiertagRegel, Kalender, Land, Merkmal, Optionen, REGELN, Tag, Wirkung, buss_und_bettag, ostersonntag,
};
pub use katalog::{
    Angaben, Art, Eintrag, Ende, Frist, Fristergebnis, Laengenregel, Schluessel, Schritt, Stand,
    VORWARNUNG_ARBEITSTAGE, Verschiebung, Zeitmarke, eintraege, eintrag,
};
pub use norm::{Gliederung, Norm};
pub use rechnung::{
    Laenge, beginn_vor, ende_nach, fristende, minus_arbeitstage, plus_arbeitstage, plus_stunden,
    plus_werktage, verstrichene_stunden,
};
pub use rechtsstand::{AUFGABE, Regel, Regelstand, Regelzeile, regelstand};
pub use text::{tag_text, zeitpunkt_text};
