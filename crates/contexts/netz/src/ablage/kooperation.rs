//! Who works with whom.

use amt::Result;
use base::{Id, Zeitpunkt};
use raum::Raumeinheit;
use store::{Sql, Tx, werte};
use uuid::Uuid;

use crate::{Akteur, codes::KooperationArt};

/// An institution in the network.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Stelle {
    pub id: Id<Akteur>,
    pub name: String,
    pub art: String,
    pub beteiligungsstand: String,
}

/// Two that work together, the lower key first.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub(crate) struct Kante {
    pub a: Uuid,
    pub b: Uuid,
    pub art: String,
    pub notiz: String,
}

/// The institutions of a space by name; of all spaces without one.
pub(crate) async fn stellen(
    tx: &mut Tx,
    raum: Option<Id<Raumeinheit>>,
    hoechstens: i64,
) -> Result<Vec<Stelle>> {
    Ok(tx
        .fetch_all(
            "SELECT k.id, k.name, k.art, k.beteiligungsstand FROM akteur k WHERE $2 = 0 OR EXISTS
             (SELECT 1 FROM akteur_raum r WHERE r.akteur = k.id AND r.raumeinheit = $1) ORDER BY k.such, k.id LIMIT $3",
            werte![raum, i64::from(raum.is_some()), hoechstens],
        )
        .await?)
}

/// All connections with one of these, in the order of the keys.
pub(crate) async fn kanten(tx: &mut Tx, raum: Option<Id<Raumeinheit>>) -> Result<Vec<Kante>> {
    Ok(tx
        .fetch_all(
            "SELECT k.a, k.b, k.art, k.notiz FROM akteur_kooperation k WHERE $2 = 0 OR EXISTS
             (SELECT 1 FROM akteur_raum r WHERE r.raumeinheit = $1 AND r.akteur IN (k.a, k.b)) ORDER BY k.a, k.b",
            werte![raum, i64::from(raum.is_some())],
        )
        .await?)
}

/// These institutions, for partners in other spaces.
pub(crate) async fn mit_schluessel(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Stelle>> {
    let mut aus = Vec::new();
    for teil in ids.chunks(500) {
        let plaetze: Vec<String> = (1..=teil.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT id, name, art, beteiligungsstand FROM akteur WHERE id IN ({}) ORDER BY such, id",
            plaetze.join(", ")
        );
        let w = teil.iter().map(|id| store::Wert::from(*id)).collect();
        aus.extend(tx.fetch_all::<Stelle>(Sql::aus_konstanten(sql), w).await?);
    }
    Ok(aus)
}

/// The connections of one institution.
pub(crate) async fn von(tx: &mut Tx, id: Uuid) -> Result<Vec<Kante>> {
    let sql = "SELECT a, b, art, notiz FROM akteur_kooperation WHERE a = $1 OR b = $1 ORDER BY a, b";
    Ok(tx.fetch_all(sql, werte![id]).await?)
}

/// Says how two work together; a new word takes the place of the old one.
pub(crate) async fn setzen(
    tx: &mut Tx,
    (a, b): (Uuid, Uuid),
    (art, notiz): (KooperationArt, &str),
    (wer, jetzt): (Uuid, Zeitpunkt),
) -> Result<()> {
    tx.execute(
        "INSERT INTO akteur_kooperation (a, b, art, notiz, geaendert_am, geaendert_von) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (a, b) DO UPDATE SET art = excluded.art, notiz = excluded.notiz,
         geaendert_am = excluded.geaendert_am, geaendert_von = excluded.geaendert_von",
        werte![a.min(b), a.max(b), art.code(), notiz, jetzt, wer],
    )
    .await?;
    Ok(())
}

/// They no longer do. `false` when they did not.
pub(crate) async fn weg(tx: &mut Tx, (a, b): (Uuid, Uuid)) -> Result<bool> {
    let sql = "DELETE FROM akteur_kooperation WHERE a = $1 AND b = $2";
    Ok(tx.execute(sql, werte![a.min(b), a.max(b)]).await? == 1)
}
