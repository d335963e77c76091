//! The public directory as HSDS 3: the same objects the office gives out, without private people who did not agree.

use amt::Result;
use base::Id;
use serde_json::Value;
use store::Tx;

use super::{
    AkteurGespeichert, Gespeichert, HsdsFrage, HsdsSeite,
    hsds::{gefiltert, services_von},
    oeffentlich::PRIVAT,
};
use crate::{
    Akteur, Angebot,
    ablage::{self, fremd},
    codes::{AngebotStatus, Sichtbarkeit},
    hsds::{self, Umfang},
};

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
        g.daten.telefon.clear();
        g.daten.email.clear();
        g.daten.web.clear();
        g.hsds = String::new();
    }
    hsds::service(&g, &verdeckt(a), umfang)
}

/// A page of the public active offers, by title.
///
/// # Errors
/// When the database cannot be read.
pub async fn hsds_services(tx: &mut Tx, frage: &HsdsFrage, umfang: Umfang) -> Result<HsdsSeite> {
    let Some((ids, gesamt)) = gefiltert(tx, frage).await? else {
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

async fn mit_services(tx: &mut Tx, akteur: &AkteurGespeichert) -> Result<Value> {
    let frage = HsdsFrage {
        organisation: Some(akteur.id.to_string()),
        seite: 1,
        je_seite: i64::MAX,
        ..HsdsFrage::default()
    };
    let ids = gefiltert(tx, &frage)
        .await?
        .map(|(ids, _)| ids)
        .unwrap_or_default();
    let mut services = services_von(tx, &ids, |g, a| objekt(g, a.clone(), Umfang::Voll)).await?;
    for s in &mut services {
        if let Some(o) = s.as_object_mut() {
            o.remove("organization");
        }
    }
    Ok(hsds::organisation(akteur, services, Umfang::Voll))
}

/// One institution with its public active offers, by our key or by the one of its source.
///
/// # Errors
/// `NichtGefunden` when there is none, or it is a private person who did not agree.
pub async fn hsds_organisation(tx: &mut Tx, id: &str) -> Result<Value> {
    let id = fremd::eigener(tx, fremd::Art::Akteur, id)
        .await?
        .ok_or(amt::Error::NichtGefunden)?;
    let akteur = ablage::akteur::laden(tx, Id::<Akteur>::von(id)).await?;
    if !akteur.daten.kontakt_offen() {
        return Err(amt::Error::NichtGefunden);
    }
    mit_services(tx, &akteur).await
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
    for id in ids {
        let akteur = ablage::akteur::laden(tx, id).await?;
        aus.push(if voll {
            mit_services(tx, &akteur).await?
        } else {
            hsds::organisation(&akteur, Vec::new(), Umfang::Liste)
        });
    }
    Ok((aus, gesamt))
}
