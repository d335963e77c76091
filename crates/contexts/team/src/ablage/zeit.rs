use std::collections::HashSet;

use amt::Result;
use base::{Datum, Id, Min};
use raum::Raumeinheit;
use store::{Tx, werte};

use super::{Wann, code};
use crate::model::{Arbeitsart, Fachkraft, Zeitbuchung};

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Zeitbuchung>,
    fachkraft: Id<Fachkraft>,
    datum: Datum,
    minuten: i64,
    arbeitsart: String,
    raumeinheit: Option<Id<Raumeinheit>>,
    bezug: String,
    kurztext: String,
    quelle: Option<String>,
}

impl Zeile {
    fn lesen(self) -> Result<Zeitbuchung> {
        Ok(Zeitbuchung {
            id: self.id,
            fachkraft: self.fachkraft,
            datum: self.datum,
            minuten: Min(self.minuten),
            art: code(Arbeitsart::von_code(&self.arbeitsart), &self.arbeitsart)?,
            raum: self.raumeinheit,
            bezug: self.bezug,
            kurztext: self.kurztext,
            quelle: self.quelle,
        })
    }
}

/// What somebody booked from the first to the last day, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn zwischen(tx: &mut Tx, wer: Id<Fachkraft>, von: Datum, bis: Datum) -> Result<Vec<Zeitbuchung>> {
    let sql =
        "SELECT id, fachkraft, datum, minuten, arbeitsart, raumeinheit, bezug, kurztext, quelle FROM zeitbuchung
               WHERE fachkraft = $1 AND datum >= $2 AND datum <= $3 ORDER BY datum DESC, id DESC";
    tx.fetch_all::<Zeile>(sql, werte![wer, von, bis])
        .await?
        .into_iter()
        .map(Zeile::lesen)
        .collect()
}

/// The entries of the calendar somebody has booked from this day on.
///
/// # Errors
/// When the database refuses.
pub async fn quellen(tx: &mut Tx, wer: Id<Fachkraft>, ab: Datum) -> Result<HashSet<String>> {
    let sql =
        "SELECT DISTINCT quelle FROM zeitbuchung WHERE fachkraft = $1 AND datum >= $2 AND quelle IS NOT NULL";
    let zeilen: Vec<(String,)> = tx.fetch_all(sql, werte![wer, ab]).await?;
    Ok(zeilen.into_iter().map(|(q,)| q).collect())
}

/// Writes one.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(tx: &mut Tx, b: &Zeitbuchung, w: Wann) -> Result<()> {
    tx.execute(
        "INSERT INTO zeitbuchung (id, fachkraft, datum, minuten, arbeitsart, raumeinheit, bezug, kurztext, quelle,
            angelegt_am, angelegt_von) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)",
        werte![
            b.id,
            b.fachkraft,
            b.datum,
            b.minuten.0,
            b.art.code(),
            b.raum,
            &b.bezug,
            &b.kurztext,
            b.quelle.as_deref(),
            w.am,
            w.von
        ],
    )
    .await?;
    Ok(())
}

/// Takes one of somebody's back.
///
/// # Errors
/// [`amt::Error::Konflikt`] when it is gone or belongs to somebody else.
pub async fn loeschen(tx: &mut Tx, wer: Id<Fachkraft>, id: Id<Zeitbuchung>) -> Result<()> {
    Ok(tx
        .execute_one(
            "DELETE FROM zeitbuchung WHERE id = $1 AND fachkraft = $2",
            werte![id, wer],
        )
        .await?)
}
