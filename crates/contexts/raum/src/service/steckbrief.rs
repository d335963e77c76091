//! What is known about one space, for the rooms above that write about it: name, size, neighbours, figures.

use amt::Result;
use base::{Datum, Id, Punkt};
use store::{Tx, werte};

use crate::{
    Raumeinheit,
    ablage::{liste, raum as db},
    geometrie,
    karte::Flaeche,
};

/// A space in short.
#[derive(Debug, Clone)]
pub struct Steckbrief {
    /// Key.
    pub id: Id<Raumeinheit>,
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// Level, as in the Geschäftsordnung.
    pub ebene: String,
    /// Residents and the day they were counted.
    pub einwohner: Option<(i64, Option<Datum>)>,
    /// Size in hectares; `None` without a polygon.
    pub hektar: Option<i64>,
    /// Names of the spaces of the same level that touch it.
    pub nachbarn: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    name: String,
    code: String,
    geometrie: String,
}

/// A space and the areas a map of it shows: its own, marked, and those that touch it. None has an address to go to.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn steckbrief_der_lage(tx: &mut Tx, id: Id<Raumeinheit>) -> Result<(Steckbrief, Vec<Flaeche>)> {
    let r = db::laden(tx, id).await?.ok_or(amt::Error::NichtGefunden)?;
    let mut s = Steckbrief {
        id,
        name: r.name.clone(),
        code: r.code.clone(),
        ebene: crate::worte::ebene_wort(&r.ebene),
        einwohner: r.einwohner.map(|n| (n, r.einwohner_stand)),
        hektar: None,
        nachbarn: Vec::new(),
    };
    let eigene: Option<Zeile> = tx
        .fetch_optional(
            "SELECT name, code, geometrie FROM raumeinheit WHERE id = $1 AND geometrie IS NOT NULL",
            werte![id],
        )
        .await?;
    let Some(eigene) = eigene.and_then(|z| flaeche(z, true)) else {
        return Ok((s, Vec::new()));
    };
    s.hektar = Some(geometrie::hektar(&eigene.form));
    // only those whose frames meet: a municipality may have hundreds
    let andere: Vec<Zeile> = tx
        .fetch_all(
            "SELECT n.name, n.code, n.geometrie FROM raumeinheit n JOIN raumeinheit r ON r.id = $1
             WHERE n.gliederung = r.gliederung AND n.tiefe = r.tiefe AND n.id <> r.id AND n.geometrie IS NOT NULL
             AND n.west <= r.ost AND n.ost >= r.west AND n.sued <= r.nord AND n.nord >= r.sued ORDER BY n.code",
            werte![id],
        )
        .await?;
    let mut alle: Vec<Flaeche> = andere
        .into_iter()
        .filter_map(|z| flaeche(z, false))
        .filter(|f| geometrie::beruehrt(&f.form, &eigene.form))
        .collect();
    s.nachbarn = alle.iter().map(|f| f.name.clone()).collect();
    alle.push(eigene);
    Ok((s, alle))
}

/// The same without the areas.
///
/// # Errors
/// As [`steckbrief_der_lage`].
pub async fn steckbrief(tx: &mut Tx, id: Id<Raumeinheit>) -> Result<Steckbrief> {
    Ok(steckbrief_der_lage(tx, id).await?.0)
}

fn flaeche(z: Zeile, betont: bool) -> Option<Flaeche> {
    Some(Flaeche {
        form: geometrie::lesen_gespeichert(&z.geometrie)?,
        name: z.name,
        code: z.code,
        url: None,
        gruppe: 0,
        betont,
    })
}

/// The newest value of each indicator that is not later than this day.
///
/// # Errors
/// When the database cannot be read.
pub async fn indikatoren_am(
    tx: &mut Tx,
    id: Id<Raumeinheit>,
    stichtag: Datum,
) -> Result<Vec<liste::IndikatorZeile>> {
    liste::indikatoren(tx, id, stichtag).await
}

/// Whether a point lies far away from a space: more than a tenth of a degree outside its frame. `false` where the frame
/// is unknown.
///
/// # Errors
/// When the database cannot be read.
pub async fn weit_weg(tx: &mut Tx, id: Id<Raumeinheit>, punkt: Punkt) -> Result<bool> {
    type Rahmen = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);
    let rahmen: Option<Rahmen> = tx
        .fetch_optional(
            "SELECT west, sued, ost, nord FROM raumeinheit WHERE id = $1",
            werte![id],
        )
        .await?;
    let Some((Some(west), Some(sued), Some(ost), Some(nord))) = rahmen else {
        return Ok(false);
    };
    let weit = 0.1;
    Ok(punkt.lon < west - weit
        || punkt.lon > ost + weit
        || punkt.lat < sued - weit
        || punkt.lat > nord + weit)
}
