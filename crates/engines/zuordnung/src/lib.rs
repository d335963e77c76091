//! German address text or a point → unit (Sozialraum), with the trace of why.
//!
//! The crate answers one question: *which unit does this address belong to?* It does no I/O and holds no
//! clock; the caller reads files or tables and fills a [`RegisterBauer`]. The same [`Register`] serves the
//! page, the interface, the import and the command line, so that every entry path follows one precedence:
//! person override > exact house number > street range > Ortsteil > polygon (Fachkonzept 3.3).
//!
//! ```
//! use zuordnung::{Anfrage, Bereich, Ergebnis, Paritaet, RegisterBauer, Strasse, Strassenbereich};
//!
//! let mut bauer = RegisterBauer::neu();
//! bauer.einheit(1, "Region Nord");
//! bauer.einheit(2, "Region Süd");
//! let weg = bauer.strasse(Strasse::neu("0100", "Buchenweg", "Norderstedt"));
//! for (zeile, paritaet, einheit) in [(2, Paritaet::Ungerade, 1), (3, Paritaet::Gerade, 2)] {
//!     bauer.bereich(Strassenbereich::neu(weg, Bereich::alle(paritaet), einheit, zeile))?;
//! }
//! let register = bauer.bauen();
//! let ergebnis = register.zuordnen(&Anfrage::aus_text("Buchenweg 17 b, Norderstedt"));
//! assert_eq!(ergebnis.einheit(), Some(1));
//! assert!(matches!(ergebnis, Ergebnis::Eindeutig { .. }));
//! # Ok::<(), zuordnung::BauFehler>(())
//! ```

pub mod abc;
pub mod aktionsraum;
mod anfrage;
mod bereich;
mod code;
pub mod dateien;
mod distanz;
pub mod flaeche;
pub mod freitext;
pub mod hausnummer;
pub mod normalform;
pub mod polygone;

pub mod pruefung;
mod register;
mod spur;
pub mod verzeichnis;

pub use anfrage::{Anfrage, Anschrift, Auskunftssperre, Ergebnis, Punkt, Vorschlag};
pub use bereich::{Bereich, BereichFehler, Paritaet};
pub use code::Code;
pub use distanz::damerau;
pub use hausnummer::{Hausnummer, HausnummerFehler};
pub use register::{
    AdressStatus, Adresse, BauFehler, EinheitNr, Register, RegisterBauer, SCHWELLE_ANNAHME, Strasse,
    StrasseNr, Strassenbereich, Stufenergebnis,
};
pub use spur::{Beleg, Schritt, Spur, Stufe};
