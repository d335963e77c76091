//! What is recorded in a case of the Eingliederungshilfe. Everything is appended; the newest counts.

use base::Id;
use store::{Result, Tx, werte};
use uuid::Uuid;

use super::fall_akte::Wann;
use crate::model::{
    Beeintraechtigung, Bereichsantwort, Fall, Konferenzantwort, Konferenzwahl, Lebensbereich, Nebenantwort,
    Nebenergebnis, Nebenpruefung, Poolaussage,
};

pub(crate) async fn bereich(
    tx: &mut Tx,
    id: Uuid,
    fall: Id<Fall>,
    (bereich, antwort, text): (Lebensbereich, Beeintraechtigung, &str),
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_lebensbereich (id, fall, bereich, antwort, beschreibung, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
        werte![id, fall, bereich, antwort, text, w.zeit, w.von, w.name],
    )
    .await?;
    Ok(())
}

/// All, newest first.
pub(crate) async fn bereiche(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Bereichsantwort>> {
    tx.fetch_all(
        "SELECT bereich, antwort, beschreibung, benutzer_name, zeit FROM fall_lebensbereich WHERE fall = $1
         ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

pub(crate) async fn nebenpruefung(
    tx: &mut Tx,
    id: Uuid,
    fall: Id<Fall>,
    (pruefung, ergebnis, am, worte): (Nebenpruefung, Nebenergebnis, Option<base::Datum>, &str),
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_nebenpruefung (id, fall, pruefung, ergebnis, einwilligung_am, worte, zeit, benutzer,
            benutzer_name) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        werte![id, fall, pruefung, ergebnis, am, worte, w.zeit, w.von, w.name],
    )
    .await?;
    Ok(())
}

/// All, newest first.
pub(crate) async fn nebenpruefungen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Nebenantwort>> {
    tx.fetch_all(
        "SELECT pruefung, ergebnis, einwilligung_am, worte, benutzer_name, zeit FROM fall_nebenpruefung
         WHERE fall = $1 ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

/// What is agreed about the Gesamtplankonferenz.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Konferenz<'a> {
    pub(crate) wahl: Konferenzwahl,
    pub(crate) tag: base::Datum,
    pub(crate) worte: &'a str,
    pub(crate) mit_kindern: bool,
    pub(crate) teilhabeplan: bool,
}

pub(crate) async fn konferenz(
    tx: &mut Tx,
    id: Uuid,
    fall: Id<Fall>,
    k: Konferenz<'_>,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_gpk (id, fall, wahl, tag, worte, mit_kindern, teilhabeplan, zeit, benutzer, benutzer_name)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        werte![
            id,
            fall,
            k.wahl,
            k.tag,
            k.worte,
            k.mit_kindern,
            k.teilhabeplan,
            w.zeit,
            w.von,
            w.name
        ],
    )
    .await?;
    Ok(())
}

/// All, newest first.
pub(crate) async fn konferenzen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Konferenzantwort>> {
    tx.fetch_all(
        "SELECT wahl, tag, worte, mit_kindern, teilhabeplan, benutzer_name, zeit FROM fall_gpk WHERE fall = $1
         ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}

pub(crate) async fn pooling(
    tx: &mut Tx,
    id: Uuid,
    fall: Id<Fall>,
    a: &Poolaussage,
    w: Wann<'_>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO fall_pooling (id, fall, baustein, wunsch, wohnen, zumutbar, grund, vereinbarung,
            ziele_erreichbar, zeit, benutzer, benutzer_name) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        werte![
            id,
            fall,
            a.baustein,
            a.wunsch,
            a.wohnen,
            a.zumutbar,
            &a.grund,
            a.vereinbarung,
            a.ziele_erreichbar,
            w.zeit,
            w.von,
            w.name
        ],
    )
    .await?;
    Ok(())
}

/// All, newest first.
pub(crate) async fn poolaussagen(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Poolaussage>> {
    tx.fetch_all(
        "SELECT baustein, wunsch, wohnen, zumutbar, grund, vereinbarung, ziele_erreichbar, benutzer_name, zeit
         FROM fall_pooling WHERE fall = $1 ORDER BY zeit DESC, id DESC",
        werte![fall],
    )
    .await
}
