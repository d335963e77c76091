//! Creating and changing one account with its roles.

use std::{future::Future, pin::Pin, sync::Arc};

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use base::{Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{
    benutzer::{Startseite, darf},
    felder,
};
use crate::{
    App, Benutzer, Error, Huelle, Kontext, Result,
    benutzer::{self, Angaben, Konto, Rollenzeit},
    einmal, meldung,
    recht::{OrganisationsArt, Rolle},
};

/// Rows for roles that the form offers beyond those there are.
const LEERE_ZEILEN: usize = 3;

/// A list of Räume with their names, in order.
pub type Raumliste<'a> = Pin<Box<dyn Future<Output = Result<Vec<(Uuid, String)>>> + Send + 'a>>;

/// Who knows the names of the Räume: a room above this one.
pub trait Raumnamen: Send + Sync {
    /// All Räume that can be given to a role.
    fn alle<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Raumliste<'a>;
}

/// The Räume the form offers; a part of [`App`]. Without it a role counts everywhere.
#[derive(Clone)]
pub struct Raumauswahl(pub Arc<dyn Raumnamen>);

#[derive(Template)]
#[template(path = "amt/benutzer_form.html")]
struct Form {
    shell: Shell,
    f: Formular,
    konto: Option<Konto>,
    zeilen: Vec<usize>,
    rollen: Vec<Wahl>,
    raeume: Vec<Wahl>,
    ziel: String,
    einmal: Uuid,
}

async fn form(app: &App, tx: &mut Tx, huelle: Huelle, konto: Option<Konto>, f: Formular) -> Result<Form> {
    let raeume = match app.teil::<Raumauswahl>() {
        Some(auswahl) => auswahl.0.alle(app, tx).await?,
        None => Vec::new(),
    };
    let belegt = f
        .werte()
        .iter()
        .filter(|(n, w)| n.starts_with("rolle-") && !w.is_empty())
        .count();
    let titel = konto.as_ref().map_or("Neues Konto", |_| "Konto ändern");
    let ziel = konto
        .as_ref()
        .map_or_else(|| "/benutzer/neu".to_owned(), |k| format!("/benutzer/{}", k.id));
    Ok(Form {
        shell: huelle.titel(titel).ueber("Konten", "/benutzer"),
        f: f.benannt(&[("rollen", "Rollen"), ("email", "E-Mail")]),
        zeilen: (0..belegt + LEERE_ZEILEN).collect(),
        rollen: Rolle::ALLE
            .map(|r| Wahl::neu(r.code(), format!("{} ({})", r.name(), r.code())))
            .into(),
        raeume: raeume.into_iter().map(|(id, name)| Wahl::neu(id, name)).collect(),
        ziel,
        einmal: app.ids.uuid(),
        konto,
    })
}

fn als_formular(konto: &Konto, rollen: &[Rollenzeit]) -> Formular {
    let a = &konto.angaben;
    let f = Formular::leer()
        .setze("version", konto.version)
        .setze("kennung", &a.kennung)
        .setze("name", &a.name)
        .setze("art", a.organisation_art.code())
        .setze("organisation", &a.organisation)
        .setze("telefon", &a.telefon)
        .setze("email", &a.email);
    rollen.iter().enumerate().fold(f, |f, (i, r)| {
        let f = f
            .setze(&format!("rolle-{i}"), r.rolle.code())
            .setze(&format!("ab-{i}"), r.ab.0)
            .setze_wenn(&format!("bis-{i}"), r.bis.map(|b| b.0));
        r.raeume
            .iter()
            .fold(f, |f, raum| f.setze(&format!("raum-{i}"), raum))
    })
}

fn lesen(e: &mut Eingaben, heute: Datum) -> (Angaben, Vec<Rollenzeit>) {
    let angaben = Angaben {
        kennung: e.pflichttext("kennung", 100),
        name: e.pflichttext("name", 200),
        organisation_art: e.pflichtauswahl("art").unwrap_or(OrganisationsArt::Andere),
        organisation: e.text("organisation", 200),
        telefon: e.text("telefon", 50),
        email: e.text("email", 200),
    };
    let nummern: Vec<String> = e
        .mit_vorsatz("rolle-")
        .filter(|(_, w)| !w.is_empty())
        .map(|(n, _)| n.to_owned())
        .collect();
    let mut rollen = Vec::new();
    for n in nummern {
        let ab = e.datum(&format!("ab-{n}")).map_or(heute, Datum);
        let bis = e.datum(&format!("bis-{n}")).map(Datum);
        let raeume = e.auswahlliste(&format!("raum-{n}"));
        if let Some(rolle) = e.auswahl(&format!("rolle-{n}")) {
            rollen.push(Rollenzeit {
                rolle,
                ab,
                bis,
                raeume,
            });
        }
    }
    (angaben, rollen)
}

async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Seite<Form>> {
    darf(&kontext, None)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let f = Formular::leer().setze("art", OrganisationsArt::Oeffentlich.code());
    Ok(Seite::neu(form(&app, &mut tx, huelle, None, f).await?))
}

async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = darf(&kontext, None)?;
    let (angaben, rollen) = lesen(&mut e, app.uhr.heute());
    let schluessel: Option<Uuid> = e.auswahl("einmal");
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        if let Some(s) = schluessel
            && !einmal::verbrauchen(&mut tx, s, &kontext).await?
        {
            let pfad = einmal::pfad(&mut tx, s, &kontext).await?.unwrap_or_default();
            return Ok(meldung::weiter(
                pfad,
                MeldungArt::Hinweis,
                "Das Konto ist schon angelegt.",
            ));
        }
        match benutzer::anlegen(&app, &mut tx, &may, &angaben, &rollen).await {
            Ok(angelegt) => {
                let konto = format!("/benutzer/{}", angelegt.id);
                if let Some(s) = schluessel {
                    einmal::ergebnis(&mut tx, s, &kontext, &konto).await?;
                }
                tx.commit().await.map_err(Error::from)?;
                let shell = huelle
                    .titel("Das Konto ist angelegt")
                    .ueber("Konten", "/benutzer");
                let kennwort = angelegt.startkennwort.zeigen().to_owned();
                return Ok(Seite::neu(Startseite {
                    shell,
                    kennwort,
                    konto,
                })
                .into_response());
            }
            Err(f) => fehler = felder(f, "name")?,
        }
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let f = e.formular().mit_fehlern(fehler);
    Ok(Seite::ungueltig(form(&app, &mut tx, huelle, None, f).await?).into_response())
}

async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Benutzer>>,
) -> Ergebnis<Seite<Form>> {
    darf(&kontext, Some(id))?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let konto = benutzer::laden(&mut tx, id).await?;
    let f = als_formular(&konto, &benutzer::rollen(&mut tx, id).await?);
    Ok(Seite::neu(form(&app, &mut tx, huelle, Some(konto), f).await?))
}

async fn aendern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Benutzer>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = darf(&kontext, Some(id))?;
    let (angaben, rollen) = lesen(&mut e, app.uhr.heute());
    let version = e.pflichtzahl("version", 1, i64::MAX).unwrap_or(0);
    let mut fehler = Vec::new();
    if !e.hat_fehler() {
        let mut tx = app.db.write().await.map_err(Error::from)?;
        let getan = benutzer::aendern(&app, &mut tx, &may, id, version, &angaben, &rollen).await;
        match getan {
            Ok(()) => {
                tx.commit().await.map_err(Error::from)?;
                let text = "Das Konto ist gespeichert. Neue Rollen gelten sofort.";
                return Ok(meldung::weiter(
                    format!("/benutzer/{id}"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(f) => fehler = felder(f, "name")?,
        }
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let konto = benutzer::laden(&mut tx, id).await?;
    let f = super::nach_konflikt(e.formular().mit_fehlern(fehler), konto.version);
    Ok(Seite::ungueltig(form(&app, &mut tx, huelle, Some(konto), f).await?).into_response())
}

pub(super) fn routen() -> Router<App> {
    Router::new()
        .route("/benutzer/neu", get(neu).post(anlegen))
        .route("/benutzer/{id}", get(zeigen).post(aendern))
}
