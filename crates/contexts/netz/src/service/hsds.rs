//! The directory as others read it: HSDS 3.

use std::collections::HashMap;

use amt::{
    Result,
    recht::{Befugnis, Lesen, Sicht},
};
use base::{Id, Zeitpunkt};
use serde_json::Value;
use store::Tx;
use uuid::Uuid;

use super::{AkteurGespeichert, Gespeichert};
use crate::{
    Akteur, Angebot,
    ablage::{self, fremd},
    codes::Thema,
    hsds::{self, Umfang},
};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct HsdsFrage {
    /// Words in title, description, audience or place.
    pub text: String,
    /// Only those of this institution, by our key or the source's.
    pub organisation: Option<String>,
    /// Only this theme.
    pub thema: Option<Thema>,
    /// Only what was changed at or after this instant.
    pub seit: Option<Zeitpunkt>,
    /// Page, from 1.
    pub seite: i64,
    /// Entries per page.
    pub je_seite: i64,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HsdsSeite {
    /// How many there are altogether.
    pub gesamt: i64,
    /// The services of this page.
    pub services: Vec<Value>,
}

/// A page of the public active offers, by title.
///
/// # Errors
/// When the database cannot be read.
pub async fn hsds_liste(tx: &mut Tx, _sicht: &Sicht, frage: &HsdsFrage, umfang: Umfang) -> Result<HsdsSeite> {
    let Some((ids, gesamt)) = gefiltert(tx, frage, false).await? else {
        return Ok(HsdsSeite::default());
    };
    let services = services_von(tx, &ids, |g, a| hsds::service(&g, a, umfang)).await?;
    Ok(HsdsSeite { gesamt, services })
}

/// The keys of a page and how many there are; `None` when nobody knows the institution asked for.
pub(super) async fn gefiltert(
    tx: &mut Tx,
    frage: &HsdsFrage,
    fuer_alle: bool,
) -> Result<Option<(Vec<Id<Angebot>>, i64)>> {
    let akteur = match &frage.organisation {
        None => None,
        Some(id) => match fremd::eigener(tx, fremd::Art::Akteur, id).await? {
            Some(id) => Some(id),
            None => return Ok(None),
        },
    };
    let filter = ablage::hsds::Filter {
        text: &frage.text,
        akteur,
        thema: frage.thema.map_or("", Thema::code),
        seit: frage.seit,
        fuer_alle,
    };
    let ab = (frage.seite - 1).saturating_mul(frage.je_seite);
    ablage::hsds::liste(tx, &filter, ab, frage.je_seite)
        .await
        .map(Some)
}

/// These offers as objects, each with its Akteur.
pub(super) async fn services_von(
    tx: &mut Tx,
    ids: &[Id<Angebot>],
    objekt: impl Fn(Gespeichert, &AkteurGespeichert) -> Value,
) -> Result<Vec<Value>> {
    let angebote = ablage::angebot::viele(tx, ids).await?;
    let mut schluessel: Vec<Id<Akteur>> = angebote.iter().map(|g| g.daten.akteur).collect();
    schluessel.sort_unstable_by_key(|id| id.uuid());
    schluessel.dedup_by_key(|id| id.uuid());
    let akteure: HashMap<Uuid, AkteurGespeichert> = ablage::akteur::viele(tx, &schluessel)
        .await?
        .into_iter()
        .map(|a| (a.id.uuid(), a))
        .collect();
    let mut services = Vec::with_capacity(angebote.len());
    for g in angebote {
        let akteur = akteure
            .get(&g.daten.akteur.uuid())
            .ok_or(amt::Error::NichtGefunden)?;
        services.push(objekt(g, akteur));
    }
    Ok(services)
}

/// Our key of an offer, by our key or by the one of its source.
///
/// # Errors
/// `NichtGefunden` when nobody knows it.
pub async fn hsds_schluessel(tx: &mut Tx, id: &str) -> Result<Id<Angebot>> {
    let gefunden = fremd::eigener(tx, fremd::Art::Angebot, id).await?;
    gefunden.map(Id::von).ok_or(amt::Error::NichtGefunden)
}

/// One offer with everything.
///
/// # Errors
/// `NichtGefunden` when there is none or it may not be seen.
pub async fn hsds_service(tx: &mut Tx, may: &Befugnis<Lesen, Angebot>) -> Result<Value> {
    let g = super::angebot_laden(tx, may).await?;
    let akteur = ablage::akteur::laden(tx, g.daten.akteur).await?;
    Ok(hsds::service(&g, &akteur, Umfang::Voll))
}

/// One institution with its public active offers, without the institution inside each.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn hsds_organisation(tx: &mut Tx, may: &Befugnis<Lesen, Akteur>) -> Result<Value> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let akteur = ablage::akteur::laden(tx, id).await?;
    let filter = ablage::hsds::Filter {
        text: "",
        akteur: Some(id.uuid()),
        thema: "",
        seit: None,
        fuer_alle: false,
    };
    let (ids, _) = ablage::hsds::liste(tx, &filter, 0, i64::MAX).await?;
    let mut services = Vec::with_capacity(ids.len());
    for g in ablage::angebot::viele(tx, &ids).await? {
        let mut service = hsds::service(&g, &akteur, Umfang::Voll);
        if let Some(objekt) = service.as_object_mut() {
            objekt.remove("organization");
        }
        services.push(service);
    }
    Ok(hsds::organisation(&akteur, services, Umfang::Voll))
}
