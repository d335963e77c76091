//! Page shell, forms, assets, security headers and the edge mapping of errors.
//!
//! A page of any room is an askama struct with a field `shell: Shell` whose template extends
//! `layout.html`; the handler returns it wrapped in [`Seite`]. Forms arrive as [`Eingaben`], are
//! checked field by field, and go back to the browser as a [`Formular`] when something is wrong.
//! Every failure a handler cannot answer itself is a [`WebFehler`]; the edge turns it into a page
//! or into problem+json. This crate knows no word of the domain.

pub mod assets;
pub mod bausteine;
pub mod csrf;
pub mod eingaben;
pub mod fehler;
pub mod hx;
pub mod kopfzeilen;
pub mod rahmen;
pub mod schluessel;
pub mod seite;
pub mod shell;

pub use assets::asset_url;
pub use bausteine::{Blaettern, Sortierung, Status, Wahl, Weg};
pub use csrf::{CsrfToken, SitzungsKennung};
pub use eingaben::{Eingaben, Feldfehler, Formular};
pub use fehler::{Ergebnis, WebFehler};
pub use hx::Hx;
pub use rahmen::Rahmen;
pub use schluessel::{Schluessel, Zufall};
pub use seite::{Seite, Umleitung};
pub use shell::{Meldung, MeldungArt, NavPunkt, Nutzer, Shell};
