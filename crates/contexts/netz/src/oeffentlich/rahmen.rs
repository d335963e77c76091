//! What surrounds every public page.

use amt::App;
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use base::Datum;
use web::{Einbettbar, Seite};

use super::sprache::Sprache;

/// A page in another language.
pub(super) struct Fassung {
    pub lang: &'static str,
    pub name: &'static str,
    pub url: String,
    pub aktiv: bool,
}

/// Whether a page stands in a frame of another site: then it comes without head and foot, and stays in the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ansicht {
    Ganz,
    Eingebettet,
}

/// Where the pages for frames are.
pub(super) const EINBETTEN: &str = "/einbetten/";

impl<S: Sync> FromRequestParts<S> for Ansicht {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(teile: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(if teile.uri.path().starts_with(EINBETTEN) {
            Self::Eingebettet
        } else {
            Self::Ganz
        })
    }
}

/// Everything `rahmen.html` needs.
pub(super) struct Rahmen {
    pub s: Sprache,
    pub behoerde: String,
    pub titel: String,
    /// What the page is about, for search engines.
    pub beschreibung: String,
    pub fassungen: Vec<Fassung>,
    /// Whether search engines may keep it.
    pub finden: bool,
    /// Entry of the menu this page belongs to.
    pub ort: &'static str,
    /// Whether it stands in a frame.
    pub ansicht: Ansicht,
    /// This page on the site itself.
    hier: String,
}

impl Rahmen {
    /// For a page at this place behind the language, such as `/angebote`.
    pub fn neu(app: &App, s: Sprache, titel: impl Into<String>, hinten: &str, ort: &'static str) -> Self {
        Self::mit_adresse(app, s, titel, ort, |l| format!("/quartier/{}{hinten}", l.code()))
    }

    /// In a frame: nothing to be found by search engines, and no other languages, which would leave the frame.
    #[must_use]
    pub fn in_ansicht(mut self, ansicht: Ansicht) -> Self {
        self.ansicht = ansicht;
        if self.eingebettet() {
            self.finden = false;
            self.fassungen.clear();
        }
        self
    }

    pub fn eingebettet(&self) -> bool {
        self.ansicht == Ansicht::Eingebettet
    }

    /// Address of this page on the site itself.
    pub fn hier(&self) -> &str {
        &self.hier
    }

    pub fn mit_adresse(
        app: &App,
        s: Sprache,
        titel: impl Into<String>,
        ort: &'static str,
        adresse: impl Fn(Sprache) -> String,
    ) -> Self {
        let fassungen = Sprache::ALLE
            .into_iter()
            .map(|l| Fassung {
                lang: l.lang(),
                name: l.name(),
                url: adresse(l),
                aktiv: l == s,
            })
            .collect();
        Self {
            s,
            behoerde: app.rahmen.behoerde.to_string(),
            titel: titel.into(),
            beschreibung: s.t("start-einleitung"),
            fassungen,
            finden: true,
            ort,
            ansicht: Ansicht::Ganz,
            hier: adresse(s),
        }
    }

    #[must_use]
    pub fn beschrieben(mut self, text: &str) -> Self {
        if !text.is_empty() {
            text.clone_into(&mut self.beschreibung);
        }
        self
    }

    #[must_use]
    pub const fn nicht_finden(mut self) -> Self {
        self.finden = false;
        self
    }

    pub fn t(&self, schluessel: &str) -> String {
        self.s.t(schluessel)
    }

    pub fn mit(&self, schluessel: &str, name: &str, wert: &impl ToString) -> String {
        self.s.mit(schluessel, name, &wert.to_string())
    }

    /// A path of the site in this language.
    pub fn url(&self, hinten: &str) -> String {
        let vorn = match self.ansicht {
            Ansicht::Ganz => "/quartier/",
            Ansicht::Eingebettet => EINBETTEN,
        };
        format!("{vorn}{}{hinten}", self.s.code())
    }

    pub fn stil(&self) -> String {
        web::asset_url("app.css")
    }

    pub fn deutsch(&self) -> bool {
        matches!(self.s, Sprache::De | Sprache::Leicht)
    }

    /// Whether the page shows texts in another language than its own.
    pub fn fremder_inhalt(&self) -> bool {
        self.s != Sprache::De
    }
}

/// A public page, kept by browsers for five minutes.
pub(super) fn seite(vorlage: impl askama::Template) -> Response {
    let mut antwort = Seite::neu(vorlage).oeffentlich().into_response();
    let sprache = HeaderValue::from_static("Accept-Encoding");
    antwort.headers_mut().insert(header::VARY, sprache);
    antwort
}

/// The same, in a frame or not.
pub(super) fn ansicht(vorlage: impl askama::Template, ansicht: Ansicht) -> Response {
    let mut antwort = seite(vorlage);
    if ansicht == Ansicht::Eingebettet {
        antwort.extensions_mut().insert(Einbettbar);
    }
    antwort
}

/// A day for machines and for people.
pub(super) fn datum(d: Datum) -> String {
    d.to_string()
}
