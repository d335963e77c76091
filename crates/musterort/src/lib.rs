//! A made-up municipality from a seed: Sozialräume, streets, house numbers, households, offers, staff and
//! Anliegen.
//!
//! The demo of Gewebe and its benchmarks run on what this crate invents. Nothing is read from a file, a
//! clock or the network; nothing is taken from open data; telephone numbers come from the ranges reserved
//! for film and print, mail addresses from the reserved `example` domains. The same [`Vorgabe`] gives the
//! same [`Ort`], byte for byte: all geometry is integer arithmetic on micro-degrees, and every part of the
//! town draws from its own stream of one ChaCha generator, so that asking for more offers moves no street.
//!
//! ```
//! use musterort::{RaumVorgabe, Vorgabe, erzeugen};
//! let vorgabe = Vorgabe::neu(7, 3_000, (54.32, 10.13), (2026, 11, 21), vec![
//!     RaumVorgabe::blatt("N", "Nord", "Musterstadt", "24000"),
//!     RaumVorgabe::blatt("S", "Süd", "Musterstadt", "24001"),
//! ]);
//! let ort = erzeugen(&vorgabe)?;
//! assert_eq!(ort.raeume.iter().map(|r| r.einwohner).sum::<u32>(), 3_000);
//! assert_eq!(ort.adressen.len(), 750);
//! # Ok::<(), musterort::VorgabeFehler>(())
//! ```

mod adressen;
mod anliegen;
mod codes;
mod gelaende;
mod haushalte;
mod kontakt;
mod menschen;
mod netz;
mod ort;
mod personal;
mod raeume;
mod strassen;
mod verteilung;
mod vorgabe;
mod woerter;
mod wuerfel;

pub use adressen::{AdressStatus, Adresse};
pub use anliegen::{
    Adressangabe, Anliegen, AnliegenStatus, Gefaehrdungshinweis, Kanal, Melderrolle, Rueckruf,
};
pub use codes::{Sektor, THEMEN};
pub use gelaende::Koordinate;
pub use haushalte::{Haushalt, Mitglied};
pub use menschen::{Geschlecht, Name};
pub use netz::{
    Akteur, AkteurArt, Angebot, AngebotArt, AngebotOrt, AngebotStatus, Anmeldung, Barrierefreiheit,
    Fallbezug, Kontaktdaten, Sichtbarkeit, Zeit, ZustandTri,
};
pub use ort::{Ort, erzeugen};
pub use personal::Fachkraft;
pub use raeume::Raum;
pub use strassen::{Alias, Bereich, Paritaet, Strasse};
pub use vorgabe::{RaumVorgabe, Vorgabe, VorgabeFehler};
