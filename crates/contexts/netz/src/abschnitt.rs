//! „Was es hier schon gibt“ on the page of a space.

use amt::{App, Kontext, recht::Sicht};
use askama::Template;
use base::Id;
use raum::{Raumeinheit, abschnitt::Abschnitt, abschnitt::Zukunft};
use store::Tx;

use crate::{Angebot, Suchergebnis, Suchprofil, service};

const HOECHSTENS: usize = 25;

/// The offers of a space.
#[derive(Debug, Default, Clone, Copy)]
pub struct AngeboteImRaum;

#[derive(Template)]
#[template(path = "netz/abschnitt.html")]
struct Vorlage {
    e: Suchergebnis,
}

impl Abschnitt for AngeboteImRaum {
    fn titel(&self) -> &'static str {
        "Was es hier schon gibt"
    }

    fn html<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        raum: Id<Raumeinheit>,
    ) -> Zukunft<'a, amt::Result<Option<String>>> {
        Box::pin(async move {
            if Sicht::auf::<Angebot>(kontext).is_err() {
                return Ok(None);
            }
            let profil = Suchprofil {
                raum: Some(raum),
                limit: HOECHSTENS,
                ..Suchprofil::default()
            };
            let e = service::suche(app, tx, &profil).await?;
            let html = Vorlage { e }
                .render()
                .map_err(|e| amt::Error::Intern(e.to_string()))?;
            Ok(Some(html))
        })
    }
}
