//! Districting: small units to `k` balanced, contiguous, compact zones.
//!
//! The crate answers one question: *how could the zones be cut?* It shows plans and measures them; people decide. It
//! does no I/O and holds no clock: files come as bytes, progress and stop go through a callback, randomness comes from
//! a seed. With a limit of steps the same seed gives the same plan.
//!
//! ```
//! use zuschnitt::{Dateien, Suche, lesen, zuschneiden};
//!
//! // four units in a row, to be cut in two
//! let aufgabe = lesen(&Dateien {
//!     einheiten: b"unit_id,pop,load,area,perim,political_id,x,y\n\
//!         a,100,10,1e4,400,1,50,50\nb,100,10,1e4,400,1,150,50\n\
//!         c,100,10,1e4,400,2,250,50\nd,100,10,1e4,400,2,350,50\n",
//!     kanten: b"a,b,len\n0,1,100\n1,2,100\n2,3,100\n",
//!     aufgabe: br#"{"k": 2, "tol": 0.1, "balance": "load"}"#,
//!     ..Dateien::default()
//! })?;
//! let suche = Suche { schritte: Some(20_000), ..Suche::default() };
//! let ergebnis = zuschneiden(&aufgabe, &suche, &mut |_| 0.0)?;
//! let plan = &ergebnis.plaene[0];
//! assert!(plan.bericht.zulaessig);
//! assert_eq!(plan.zone[0], plan.zone[1]);
//! assert_ne!(plan.zone[1], plan.zone[2]);
//! assert_eq!(plan.bericht.politisch.anteil_gewahrt, 1.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A caller with a clock answers each report with the used share of its time; 1 stops the run with the best plan so far:
//!
//! ```
//! # use zuschnitt::{Aufgabe, Einheit, Kante, Suche, Vorgaben, zuschneiden};
//! # let e = |i: usize| Einheit { kennung: i.to_string(), einwohner: 1.0, last: 1.0, flaeche: 1.0, umfang: 4.0,
//! #     politisch: 0, x: i as f64, y: 0.0 };
//! # let aufgabe = Aufgabe { einheiten: (0..9).map(e).collect(), politisch: vec!["P".into()],
//! #     kanten: (1..9).map(|i| Kante { a: i - 1, b: i, laenge: 1.0 }).collect(),
//! #     vorgaben: Vorgaben { k: 3, toleranz: 0.1, ..Vorgaben::default() }, ..Aufgabe::default() };
//! let mut meldungen = 0;
//! let suche = Suche { schritte: None, ..Suche::default() };
//! let ergebnis = zuschneiden(&aufgabe, &suche, &mut |_| {
//!     meldungen += 1;
//!     f64::from(meldungen) / 20.0
//! })?;
//! assert!(ergebnis.plaene[0].bericht.zulaessig);
//! # Ok::<(), zuschnitt::ZuschnittFehler>(())
//! ```
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of nodes and zones are checked against 2^30 at the door; f32 is wide enough for weights"
)]

mod anfang;
mod aufbau;
mod aufgabe;
mod ausgabe;
mod bericht;
mod bewertung;
mod flaechen;
mod kuehlen;
mod lesen;
mod loesen;
mod netz;
mod ring;
mod schranke;
mod stand;
mod start;
mod suche;
mod takt;
mod vergroebern;
mod zufall;

pub use aufgabe::{
    Aufgabe, Ausgleich, Bestand, Einheit, Einrichtung, Gewichte, Kante, Vorgaben, WeitereLast,
};
pub use ausgabe::{Gesamtbericht, plan_schreiben};
pub use bericht::{
    Aenderungen, Bericht, Entfernung, Fallzahlen, Geografisch, Geteilt, Infrastrukturell, Politisch,
    Verletzung, Vorgabe, ZoneFaelle, ZoneGeografisch, ZoneInfrastruktur, berichten,
};
pub use bewertung::{Bewertung, bewerten};
pub use flaechen::{Abbildung, Feld, Topologie, aus_geojson};
pub use lesen::{Dateien, LeseFehler, lesen};
pub use loesen::{Ergebnis, Plan, Suche, ZuschnittFehler, zuschneiden};
pub use schranke::untere_schranke;
pub use takt::{Fortschritt, Melden};
