//! What moves when two Akteure become one: every column that refers to an Akteur, and the trace to take it back.

use amt::{Kontext, Result};
use base::{Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use super::kooperation::Kante;
use crate::{Akteur, AkteurDaten};

/// Every column that refers to an Akteur. A test holds the list against the schema: whoever adds a column adds it here and
/// says below what becomes of it.
pub(crate) const VERWEISE: &[(&str, &str)] = &[
    ("akteur_raum", "akteur"),
    ("angebot", "akteur"),
    ("akteur_kooperation", "a"),
    ("akteur_kooperation", "b"),
    ("gericht_plan", "akteur"),
    ("einladung", "akteur"),
    ("vereinbarung", "akteur"),
];

/// A merge (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Zusammen;

/// Everything needed to take a merge back.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Spur {
    /// The entry that went, as it was, with its spaces.
    pub ging: AkteurDaten,
    pub hsds: String,
    pub version: i64,
    pub angelegt_am: i64,
    pub angelegt_von: Option<Uuid>,
    /// The one that stayed, before and after.
    pub davor: AkteurDaten,
    pub danach: AkteurDaten,
    /// Offers, plans of courts and keys of imports that moved.
    pub angebote: Vec<Uuid>,
    pub plaene: Vec<Uuid>,
    /// Its invitations.
    #[serde(default)]
    pub einladungen: Vec<Uuid>,
    /// What it is in charge of.
    #[serde(default)]
    pub vereinbarungen: Vec<Uuid>,
    pub fremd: Vec<(String, String)>,
    /// Connections of the one that went, and the partners the other got by it.
    pub kanten: Vec<Kante>,
    pub neue_partner: Vec<Uuid>,
}

/// When and by whom an entry was made.
pub(crate) async fn anfang(tx: &mut Tx, id: Id<Akteur>) -> Result<(i64, Option<Uuid>)> {
    let sql = "SELECT angelegt_am, angelegt_von FROM akteur WHERE id = $1";
    tx.fetch_optional(sql, werte![id])
        .await?
        .ok_or(amt::Error::NichtGefunden)
}

/// Gives a restored entry the age and the version it had.
pub(crate) async fn anfang_setzen(tx: &mut Tx, id: Id<Akteur>, s: &Spur) -> Result<()> {
    tx.execute_one(
        "UPDATE akteur SET angelegt_am = $2, angelegt_von = $3, version = $4 WHERE id = $1",
        werte![id, s.angelegt_am, s.angelegt_von, s.version + 1],
    )
    .await?;
    Ok(())
}

/// Keys other directories know it by.
pub(crate) async fn fremdschluessel(tx: &mut Tx, id: Id<Akteur>) -> Result<Vec<(String, String)>> {
    let sql = "SELECT quelle, extern FROM fremdschluessel WHERE art = 'AKTEUR' AND objekt = $1 ORDER BY quelle, extern";
    Ok(tx.fetch_all(sql, werte![id]).await?)
}

/// Gives one key of another directory back, if it still leads to the one that stayed.
pub(crate) async fn fremdschluessel_zurueck(
    tx: &mut Tx,
    (quelle, fremd): (&str, &str),
    (von, nach): (Id<Akteur>, Id<Akteur>),
) -> Result<()> {
    tx.execute(
        "UPDATE fremdschluessel SET objekt = $4 WHERE art = 'AKTEUR' AND quelle = $1 AND extern = $2 AND objekt = $3",
        werte![quelle, fremd, von, nach],
    )
    .await?;
    Ok(())
}

/// The plans of a court.
pub(crate) async fn plaene(tx: &mut Tx, id: Id<Akteur>) -> Result<Vec<Uuid>> {
    let sql = "SELECT id FROM gericht_plan WHERE akteur = $1 ORDER BY id";
    let zeilen: Vec<(Uuid,)> = tx.fetch_all(sql, werte![id]).await?;
    Ok(zeilen.into_iter().map(|(p,)| p).collect())
}

/// Moves one plan, if it still belongs to the one named.
pub(crate) async fn plan_umhaengen(
    tx: &mut Tx,
    plan: Uuid,
    (von, nach): (Id<Akteur>, Id<Akteur>),
) -> Result<()> {
    let sql = "UPDATE gericht_plan SET akteur = $3 WHERE id = $1 AND akteur = $2";
    tx.execute(sql, werte![plan, von, nach]).await?;
    Ok(())
}

/// A merge that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Zeile {
    pub id: Id<Zusammen>,
    pub bleibt: Id<Akteur>,
    pub geht: Id<Akteur>,
    pub spur: String,
    pub zeit: Zeitpunkt,
    pub benutzer_name: String,
}

const SPALTEN: &str = "SELECT id, bleibt, geht, spur, zeit, benutzer_name FROM akteur_zusammen";

pub(crate) async fn merken(
    tx: &mut Tx,
    id: Id<Zusammen>,
    (bleibt, geht): (Id<Akteur>, Id<Akteur>),
    spur: &Spur,
    (wer, jetzt): (&Kontext, Zeitpunkt),
) -> Result<()> {
    let spur = serde_json::to_string(spur).map_err(|e| amt::Error::Intern(e.to_string()))?;
    tx.execute(
        "INSERT INTO akteur_zusammen (id, bleibt, geht, spur, zeit, benutzer, benutzer_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        werte![id, bleibt, geht, spur, jetzt, wer.benutzer(), wer.name()],
    )
    .await?;
    Ok(())
}

/// All since then, the latest first.
pub(crate) async fn seit(tx: &mut Tx, ab: Zeitpunkt) -> Result<Vec<Zeile>> {
    let sql = format!("{SPALTEN} WHERE zeit >= $1 ORDER BY zeit DESC, id DESC LIMIT 100");
    Ok(tx.fetch_all(store::Sql::aus_konstanten(sql), werte![ab]).await?)
}

pub(crate) async fn eine(tx: &mut Tx, id: Id<Zusammen>) -> Result<Zeile> {
    let sql = format!("{SPALTEN} WHERE id = $1");
    tx.fetch_optional(store::Sql::aus_konstanten(sql), werte![id])
        .await?
        .ok_or(amt::Error::NichtGefunden)
}

pub(crate) async fn weg(tx: &mut Tx, id: Id<Zusammen>) -> Result<()> {
    tx.execute_one("DELETE FROM akteur_zusammen WHERE id = $1", werte![id])
        .await?;
    Ok(())
}

pub(crate) async fn vergessen(tx: &mut Tx, vor: Zeitpunkt) -> Result<u64> {
    Ok(tx
        .execute("DELETE FROM akteur_zusammen WHERE zeit < $1", werte![vor])
        .await?)
}
