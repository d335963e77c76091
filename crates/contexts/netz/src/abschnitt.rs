//! „Kurzskizze“ and „Was es hier schon gibt“ on the page of a space.

use amt::{App, Kontext, recht::Sicht};
use askama::Template;
use base::Id;
use raum::{Raumeinheit, abschnitt::Abschnitt, abschnitt::Zukunft};
use store::Tx;

use crate::{
    Angebot, Erfassung, ErfassungGespeichert, Suchergebnis, Suchprofil, codes::ErfassungStatus, service,
};

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

/// The Kurzskizze of a space: the published one, and the one that is being written.
#[derive(Debug, Default, Clone, Copy)]
pub struct KurzskizzeImRaum;

#[derive(Template)]
#[template(path = "netz/abschnitt_kurzskizze.html")]
struct KurzVorlage {
    offen: Option<ErfassungGespeichert>,
    entwurf: Option<ErfassungGespeichert>,
}

impl Abschnitt for KurzskizzeImRaum {
    fn titel(&self) -> &'static str {
        "Kurzskizze"
    }

    fn html<'a>(
        &'a self,
        _app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        raum: Id<Raumeinheit>,
    ) -> Zukunft<'a, amt::Result<Option<String>>> {
        Box::pin(async move {
            let Ok(sicht) = Sicht::auf::<Erfassung>(kontext) else {
                return Ok(None);
            };
            let alle = service::erfassungen_von(tx, &sicht, raum).await?;
            let fertig = |e: &ErfassungGespeichert| e.status == ErfassungStatus::Veroeffentlicht;
            let vorlage = KurzVorlage {
                offen: alle.iter().find(|e| fertig(e)).cloned(),
                entwurf: alle.into_iter().find(|e| !fertig(e)),
            };
            if vorlage.offen.is_none() && vorlage.entwurf.is_none() {
                return Ok(None);
            }
            let html = vorlage.render().map_err(|e| amt::Error::Intern(e.to_string()))?;
            Ok(Some(html))
        })
    }
}
