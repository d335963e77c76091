//! Texts of the office and every wording they had.

use base::{Id, Zeitpunkt};
use store::{Result, Tx, werte};
use uuid::Uuid;

use crate::model::{Textbaustein, Textfassung};

macro_rules! spalten {
    () => {
        "id, version, zweck, titel, text, nummer, angeboten, geaendert_am, geaendert_name"
    };
}

/// By field and title.
pub(crate) async fn alle(tx: &mut Tx) -> Result<Vec<Textbaustein>> {
    let sql = concat!(
        "SELECT ",
        spalten!(),
        " FROM textbaustein ORDER BY zweck, titel, id"
    );
    tx.fetch_all(sql, werte![]).await
}

pub(crate) async fn load(tx: &mut Tx, id: Id<Textbaustein>) -> Result<Option<Textbaustein>> {
    let sql = concat!("SELECT ", spalten!(), " FROM textbaustein WHERE id = $1");
    tx.fetch_optional(sql, werte![id]).await
}

/// Whether another text for the same field has this title.
pub(crate) async fn titel_vergeben(tx: &mut Tx, t: &Textbaustein) -> Result<bool> {
    let sql = "SELECT id FROM textbaustein WHERE zweck = $1 AND titel = $2 AND id <> $3";
    let z: Option<(Uuid,)> = tx.fetch_optional(sql, werte![t.zweck, &t.titel, t.id]).await?;
    Ok(z.is_some())
}

pub(crate) async fn insert(tx: &mut Tx, t: &Textbaustein) -> Result<()> {
    tx.execute(
        "INSERT INTO textbaustein (id, version, zweck, titel, text, nummer, angeboten, geaendert_am, geaendert_name)
         VALUES ($1,1,$2,$3,$4,$5,$6,$7,$8)",
        werte![
            t.id,
            t.zweck,
            &t.titel,
            &t.text,
            t.nummer,
            t.angeboten,
            t.geaendert_am,
            &t.geaendert_name
        ],
    )
    .await?;
    Ok(())
}

/// Fails on a stale version. The field stays.
pub(crate) async fn update(tx: &mut Tx, t: &Textbaustein) -> Result<()> {
    tx.execute_one(
        "UPDATE textbaustein SET version = version + 1, titel = $3, text = $4, nummer = $5, angeboten = $6,
            geaendert_am = $7, geaendert_name = $8 WHERE id = $1 AND version = $2",
        werte![
            t.id,
            t.version,
            &t.titel,
            &t.text,
            t.nummer,
            t.angeboten,
            t.geaendert_am,
            &t.geaendert_name
        ],
    )
    .await
}

/// Keeps the wording a text has now.
pub(crate) async fn fassung(tx: &mut Tx, t: &Textbaustein, (von, jetzt): (Uuid, Zeitpunkt)) -> Result<()> {
    tx.execute(
        "INSERT INTO textbaustein_fassung (textbaustein, nummer, titel, text, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7)",
        werte![t.id, t.nummer, &t.titel, &t.text, jetzt, von, &t.geaendert_name],
    )
    .await?;
    Ok(())
}

/// The newest first.
pub(crate) async fn fassungen(tx: &mut Tx, id: Id<Textbaustein>) -> Result<Vec<Textfassung>> {
    tx.fetch_all(
        "SELECT nummer, titel, text, zeit, benutzer_name FROM textbaustein_fassung WHERE textbaustein = $1
         ORDER BY nummer DESC",
        werte![id],
    )
    .await
}
