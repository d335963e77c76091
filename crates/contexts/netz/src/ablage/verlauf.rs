//! Earlier states of every entry: who changed it, when, and what it was.

use amt::{Benutzer, Kontext, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::Verlauf;

/// One earlier state.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct VerlaufZeile {
    /// Key.
    pub id: Id<Verlauf>,
    /// `AKTEUR` or `ANGEBOT`.
    pub art: String,
    /// Key of the entry.
    pub objekt: Uuid,
    /// What was done, in plain words.
    pub was: String,
    /// The state before, as JSON; empty when the entry was new.
    pub vorher: String,
    /// The version the change led to.
    pub version: i64,
    /// When.
    pub zeit: Zeitpunkt,
    /// Who.
    pub benutzer_name: String,
}

/// A change to be noted.
pub(crate) struct Aenderung<'a> {
    pub id: Id<Verlauf>,
    pub art: &'static str,
    pub objekt: Uuid,
    pub was: &'a str,
    pub vorher: String,
    pub version: i64,
}

/// Somebody who changes an entry: a user, or an Akteur over the link.
#[derive(Clone, Copy)]
pub(crate) struct Wer<'a> {
    pub benutzer: Id<Benutzer>,
    pub name: &'a str,
}

impl<'a> From<&'a Kontext> for Wer<'a> {
    fn from(k: &'a Kontext) -> Self {
        Self {
            benutzer: k.benutzer(),
            name: k.name(),
        }
    }
}

pub(crate) async fn notieren<'a>(
    tx: &mut Tx,
    a: Aenderung<'_>,
    wer: impl Into<Wer<'a>>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    let wer = wer.into();
    tx.execute(
        "INSERT INTO netz_verlauf (id, art, objekt, was, vorher, version, zeit, benutzer, benutzer_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        werte![
            a.id,
            a.art,
            a.objekt,
            a.was,
            a.vorher,
            a.version,
            jetzt,
            wer.benutzer,
            wer.name
        ],
    )
    .await?;
    Ok(())
}

const SPALTEN: &str = "SELECT id, art, objekt, was, vorher, version, zeit, benutzer_name FROM netz_verlauf";

pub(crate) async fn von(tx: &mut Tx, objekt: Uuid) -> Result<Vec<VerlaufZeile>> {
    let sql = format!("{SPALTEN} WHERE objekt = $1 ORDER BY version DESC, zeit DESC, id DESC LIMIT 100");
    Ok(tx
        .fetch_all(store::Sql::aus_konstanten(sql), werte![objekt])
        .await?)
}

pub(crate) async fn eine(tx: &mut Tx, id: Id<Verlauf>) -> Result<VerlaufZeile> {
    let sql = format!("{SPALTEN} WHERE id = $1");
    tx.fetch_optional(store::Sql::aus_konstanten(sql), werte![id])
        .await?
        .ok_or(amt::Error::NichtGefunden)
}
