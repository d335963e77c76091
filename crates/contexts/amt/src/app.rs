use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::Arc,
};

use axum::{
    extract::FromRequestParts,
    http::{Uri, request::Parts},
};
use base::{Clock, Ids};
use store::Db;
use web::{CsrfToken, Rahmen, Shell};

use crate::{Kontext, navigation::Navigation};

type Teile = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// What every handler and use case works with. Cheap to clone; the state of all axum routers.
#[derive(Clone)]
pub struct App {
    /// The database of this Mandant.
    pub db: Db,
    /// The clock.
    pub uhr: Arc<dyn Clock>,
    /// New keys.
    pub ids: Arc<dyn Ids>,
    /// Name of the authority, secret, public address.
    pub rahmen: Rahmen,
    /// The entries of the main navigation, each with the right it needs.
    pub navigation: Arc<Navigation>,
    teile: Arc<Teile>,
}

impl App {
    /// Put together once by the binary or a test.
    #[must_use]
    pub fn neu(
        db: Db,
        uhr: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        rahmen: Rahmen,
        navigation: Navigation,
    ) -> Self {
        Self {
            db,
            uhr,
            ids,
            rahmen,
            navigation: Arc::new(navigation),
            teile: Arc::default(),
        }
        .mit(crate::ordnung::Geladen::default())
    }

    /// Adds a part that one room keeps in memory, such as the address register. Everything in it can be rebuilt from
    /// the database, so that several servers can share one.
    #[must_use]
    pub fn mit<T: Any + Send + Sync>(mut self, teil: T) -> Self {
        let mut teile: Teile = (*self.teile).clone();
        teile.insert(TypeId::of::<T>(), Arc::new(teil));
        self.teile = Arc::new(teile);
        self
    }

    /// The part of a room; `None` when the program was put together without it.
    #[must_use]
    pub fn teil<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.teile
            .get(&TypeId::of::<T>())
            .cloned()
            .and_then(|t| t.downcast().ok())
    }
}

/// In a handler: the shell of the page to come, with navigation, user and CSRF token in place.
#[derive(Debug, Clone)]
pub struct Huelle(pub Shell);

impl Huelle {
    /// The shell with this title.
    #[must_use]
    pub fn titel(self, titel: impl Into<String>) -> Shell {
        self.0.titel(titel)
    }
}

/// What rests for want of a proof, for the top of every page.
fn ruht(kontext: &Kontext) -> Option<String> {
    let mut was: Vec<&str> = Vec::new();
    let mut titel: Vec<&str> = Vec::new();
    for r in kontext.ruht() {
        was.extend(r.bereiche.iter().map(|b| crate::go::bereich_wort(*b)));
        titel.push(&r.titel);
    }
    for liste in [&mut was, &mut titel] {
        liste.sort_unstable();
        liste.dedup();
    }
    (!titel.is_empty()).then(|| {
        format!(
            "Ein Teil Ihres Zugangs ruht, weil ein Nachweis fehlt: {} (Training: {}). Unter „Mein Konto“ steht, wer \
             hilft und wo Sie sich anmelden. Meldungen nach § 8a gehen weiter.",
            was.join(", "),
            titel.join(", ")
        )
    })
}

impl FromRequestParts<App> for Huelle {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let csrf = parts.extensions.get::<CsrfToken>().cloned().unwrap_or_default();
        // htmx and error pages are inside; the address the person sees is the original one
        let pfad = parts
            .extensions
            .get::<axum::extract::OriginalUri>()
            .map_or(&parts.uri, |u| &u.0);
        let mut shell = Shell::neu("")
            .behoerde(&*app.rahmen.behoerde)
            .pfad(Uri::path(pfad))
            .csrf(csrf.0);
        if let Some(kontext) = parts.extensions.get::<Kontext>() {
            shell = shell.nutzer(kontext.name(), kontext.rollen_text());
            shell.suche = app.navigation.suche_fuer(kontext);
            shell = shell.nav("Heute", "/");
            for punkt in app.navigation.fuer(kontext) {
                shell = shell.nav_in(punkt.unter(), punkt.text, punkt.url);
            }
        }
        if let Some(meldung) = parts.extensions.get::<crate::meldung::Mitgebracht>() {
            shell.meldung = Some(meldung.0.clone());
        } else if let Some(text) = parts.extensions.get::<Kontext>().and_then(ruht) {
            shell = shell.meldung(web::MeldungArt::Warnung, text);
        }
        Ok(Self(shell))
    }
}
