//! Who may do what: roles, purposes, data classes, the matrix of Fachkonzept 10.3, and the proof of permission.

mod befugnis;
mod klasse;
mod matrix;
mod rolle;
mod uebersicht;
mod zweck;

pub use befugnis::{
    Aktion, Anlegen, AufEinwilligung, Bearbeiten, Befugnis, Bezug, Entscheiden, Lesen, Objektart, Sicht,
    Verwalten, erreicht_mit_einwilligung,
};
pub use klasse::Klasse;
pub use matrix::{Bereich, Recht, Umfang, Zelle, matrix};
pub use rolle::{OrganisationsArt, Rolle};
pub use uebersicht::{Art, uebersicht};
pub use zweck::Zweck;
