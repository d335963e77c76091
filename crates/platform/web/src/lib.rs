//! Page shell, forms, assets, security headers and the edge mapping of errors.
//!
//! A page of any room is an askama struct with a field `shell: Shell` whose template extends
//! `layout.html`; the handler returns it wrapped in [`Seite`]. Forms arrive as [`Eingaben`], are
//! checked field by field, and go back to the browser as a [`Formular`] when something is wrong.
//! Every failure a handler cannot answer itself is a [`WebFehler`]; the edge turns it into a page
//! or into problem+json. This crate knows no word of the domain.
//!
//! A page in four parts:
//!
//! 1. `askama.toml` of the room: `[general]` with `dirs = ["templates", "../../platform/web/templates"]`.
//! 2. The template: `{% extends "layout.html" %}`, `{% import "bausteine.html" as b %}` and the blocks
//!    `inhalt` and, if wanted, `seite`. Attributes of htmx are spelled `data-hx-…` (valid HTML). No inline
//!    script or style, no `|safe`: a test reads every template of the workspace.
//! 3. The struct: `shell: Shell`, `f: Formular`, and what the page shows. A part htmx replaces is a struct of
//!    its own inside the page's struct, and its template is what the page's template includes, so that both
//!    answers come from one text. `Hx::nach("id")` says which of the two is wanted.
//! 4. The handlers: GET answers `Seite::neu`; POST reads [`Eingaben`], answers `Seite::ungueltig` with
//!    `e.formular()` when `e.hat_fehler()`, and [`Umleitung`] when all went well.
//!
//! The whole is put together by [`Rahmen`]: `rahmen.aussen(sitzung(rahmen.schutz(routes)))`.
//! `examples/muster` shows every building block; `cargo run -p web --example muster` serves it.

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

pub use assets::{asset_text, asset_url};
pub use bausteine::{Blaettern, Fertig, Sortierung, Status, Wahl, Weg, tel};
pub use csrf::{CsrfToken, SitzungsKennung};
pub use eingaben::{Eingaben, Feldfehler, Formular};
pub use fehler::{Ergebnis, WebFehler};
pub use hx::Hx;
pub use kopfzeilen::{Einbettbar, herkunft};
pub use rahmen::Rahmen;
pub use schluessel::{Schluessel, Zufall};
pub use seite::{Seite, Umleitung};
pub use shell::{Meldung, MeldungArt, NavPunkt, Nutzer, Shell};
