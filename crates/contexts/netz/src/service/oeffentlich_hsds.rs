//! The public directory as HSDS 3: the same objects the office gives out, without private people who did not agree.

use amt::{App, Result};
use base::Id;
use serde_json::Value;
use store::Tx;

use super::{
    AkteurGespeichert, Gespeichert, HsdsFrage, HsdsSeite,
    hsds::{gefiltert, services_von},
    oeffentlich::{PRIVAT, verdecken},
};
use crate::{
    Akteur, Angebot, AngebotsHalter,
    ablage::{self, fremd},
    codes::{AngebotStatus, Sichtbarkeit},
    hsds::{self, Umfang},
};

/// Services nested into one institution of a list; its own path has all of them.
const SERVICES_IN_LISTEN: i64 = 50;

/// What is left of a private person who did not agree to be named.
fn verdeckt(mut a: AkteurGespeichert) -> AkteurGespeichert {
    if !a.daten.kontakt_offen() {
        let mut daten = crate::AkteurDaten::neu(PRIVAT, a.daten.art);
        daten.raeume = a.daten.raeume;
        a.daten = daten;
        a.hsds = String::new();
    }
    a
}

fn objekt(mut g: Gespeichert, a: AkteurGespeichert, umfang: Umfang) -> Value {
    if !a.daten.kontakt_offen() {
        verdecken(&mut g.daten);
        g.hsds = String::new();
    }
    hsds::service(&g, &verdeckt(a), umfang)
}

/// A page of the public active offers, by title.
///
/// # Errors
/// When the database cannot be read.
pub async fn hsds_services(tx: &mut Tx, frage: &HsdsFrage, umfang: Umfang) -> Result<HsdsSeite> {
    let Some((ids, gesamt)) = gefiltert(tx, frage, true).await? else {
        return Ok(HsdsSeite::default());
    };
    let services = services_von(tx, &ids, |g, a| objekt(g, a.clone(), umfang)).await?;
    Ok(HsdsSeite { gesamt, services })
}

/// One public offer with everything.
///
/// # Errors
/// `NichtGefunden` when there is none, or it is not public, or not active.
pub async fn hsds_service(tx: &mut Tx, id: Id<Angebot>) -> Result<Value> {
    let g = ablage::angebot::laden(tx, id).await?;
    if g.daten.sichtbarkeit != Sichtbarkeit::Oeffentlich || g.daten.status != AngebotStatus::Aktiv {
        return Err(amt::Error::NichtGefunden);
    }
    let akteur = ablage::akteur::laden(tx, g.daten.akteur).await?;
    Ok(objekt(g, akteur, Umfang::Voll))
}

/// The places of a service with everything, each naming its service.
pub fn hsds_orte(service: &Value) -> Vec<Value> {
    let id = service["id"].clone();
    let mut orte = service["service_at_locations"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    for ort in orte.iter_mut().filter_map(Value::as_object_mut) {
        ort.insert("service_id".to_owned(), id.clone());
    }
    orte
}

/// One place of a public offer.
///
/// # Errors
/// `NichtGefunden` when nobody knows the key, or the offer is not public any more.
pub async fn hsds_ort(app: &App, tx: &mut Tx, id: &str) -> Result<Value> {
    let halter = app.teil::<AngebotsHalter>().unwrap_or_default();
    let angebot = halter.stelle(tx, id).await?.ok_or(amt::Error::NichtGefunden)?;
    let service = hsds_service(tx, angebot).await?;
    let ort = hsds_orte(&service).into_iter().find(|o| o["id"] == id);
    ort.ok_or(amt::Error::NichtGefunden)
}

/// The institution with its public active offers; `None` when it has none.
async fn mit_services(tx: &mut Tx, akteur: &AkteurGespeichert, hoechstens: i64) -> Result<Option<Value>> {
    let frage = HsdsFrage {
        organisation: Some(akteur.id.to_string()),
        seite: 1,
        je_seite: hoechstens,
        ..HsdsFrage::default()
    };
    let ids = gefiltert(tx, &frage, true)
        .await?
        .map(|(ids, _)| ids)
        .unwrap_or_default();
    if ids.is_empty() {
        return Ok(None);
    }
    let mut services = services_von(tx, &ids, |g, a| objekt(g, a.clone(), Umfang::Voll)).await?;
    for s in &mut services {
        if let Some(o) = s.as_object_mut() {
            o.remove("organization");
        }
    }
    Ok(Some(hsds::organisation(akteur, services, Umfang::Voll)))
}

/// One institution with its public active offers, by our key or by the one of its source.
///
/// # Errors
/// `NichtGefunden` when there is none, it is a private person who did not agree, or nothing of it is public.
pub async fn hsds_organisation(tx: &mut Tx, id: &str) -> Result<Value> {
    let id = fremd::eigener(tx, fremd::Art::Akteur, id)
        .await?
        .ok_or(amt::Error::NichtGefunden)?;
    let akteur = ablage::akteur::laden(tx, Id::<Akteur>::von(id)).await?;
    if !akteur.daten.kontakt_offen() {
        return Err(amt::Error::NichtGefunden);
    }
    mit_services(tx, &akteur, i64::MAX)
        .await?
        .ok_or(amt::Error::NichtGefunden)
}

/// A page of the institutions, by name, and how many there are. Private people who did not agree are not among them.
///
/// # Errors
/// When the database cannot be read.
pub async fn hsds_organisationen(
    tx: &mut Tx,
    text: &str,
    ab: i64,
    n: i64,
    voll: bool,
) -> Result<(Vec<Value>, i64)> {
    let (ids, gesamt) = ablage::hsds::organisationen(tx, text, ab, n).await?;
    let mut aus = Vec::with_capacity(ids.len());
    for akteur in ablage::akteur::viele(tx, &ids).await? {
        if voll {
            aus.extend(mit_services(tx, &akteur, SERVICES_IN_LISTEN).await?);
        } else {
            aus.push(hsds::organisation(&akteur, Vec::new(), Umfang::Liste));
        }
    }
    Ok((aus, gesamt))
}
