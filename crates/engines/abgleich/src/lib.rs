//! Which records of one or several registers are the same person: unsupervised probabilistic record linkage.
//!
//! The crate does no I/O and holds no clock; the same records always give the same result. A [`BestandBauer`] (or
//! [`formate::lesen`]) takes the records, [`abgleichen`] returns pairs with a probability and groups.
//!
//! The probability says how likely **two records mean the same person**. It is never a statement about a person, and
//! nothing is merged by it: a human decides.
//!
//! ```
//! use abgleich::{BestandBauer, Datensatz, Einstellung, abgleichen};
//!
//! let mut bauer = BestandBauer::neu(&[]);
//! let jung = Datensatz { geburtstag: "1961-03-04", strasse: "Lindenstr.", hausnummer: "5", ..Datensatz::default() };
//! bauer.aufnehmen(&Datensatz { id: "a", vorname: "Jürgen", nachname: "Groß", ..jung });
//! bauer.aufnehmen(&Datensatz { id: "b", vorname: "GROSS", nachname: "JUERGEN", ..jung });
//! bauer.aufnehmen(&Datensatz { id: "c", vorname: "Petra", nachname: "Wendt", geburtstag: "1980-11-23", ..Datensatz::default() });
//! let ergebnis = abgleichen(&bauer.fertig(), &Einstellung { gruende: true, ..Einstellung::default() });
//! assert_eq!((ergebnis.paare[0].a, ergebnis.paare[0].b), (0, 1));
//! assert_eq!(ergebnis.gruppen, [0, 0, 2]);
//! println!("{}", ergebnis.gruende[0]); // "Dafür: Geburtstag gleich (sehr stark), …"
//! ```

mod begruendung;
mod bestand;
mod bloecke;
mod datum;
pub mod erzeugen;
pub mod formate;
mod gruppen;
mod modell;
mod nachschlagen;
pub mod privat;
mod sieb;
mod text;
mod verfahren;
mod vergleich;
mod werte;

pub use begruendung::{Begruendung, Grund};
pub use bestand::{Bestand, BestandBauer, Datensatz, MAX_WEITERE};
pub use datum::Geburtstag;
pub use nachschlagen::{Fund, Nachschlagewerk};
pub use verfahren::{Einstellung, Ergebnis, Paar, abgleichen};
