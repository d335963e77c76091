//! Everything the register in memory is built from.

use amt::Result;
use base::{Datum, Id};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Gliederung, GliederungKurz};

#[derive(sqlx::FromRow)]
struct KurzZeile {
    id: Uuid,
    bezeichnung: String,
    gueltig_ab: Datum,
    gueltig_bis: Option<Datum>,
}

impl From<KurzZeile> for GliederungKurz {
    fn from(z: KurzZeile) -> Self {
        Self {
            id: Id::von(z.id),
            bezeichnung: z.bezeichnung,
            gueltig_ab: z.gueltig_ab,
            gueltig_bis: z.gueltig_bis,
        }
    }
}

/// The versions that hold on some day: decided, in force, replaced. Drafts never answer a question.
pub async fn geltende(tx: &mut Tx) -> Result<Vec<GliederungKurz>> {
    let zeilen: Vec<KurzZeile> = tx
        .fetch_all(
            "SELECT id, bezeichnung, gueltig_ab, gueltig_bis FROM gliederung
             WHERE status IN ('BESCHLOSSEN', 'IN_KRAFT', 'ABGELOEST') ORDER BY gueltig_ab",
            werte![],
        )
        .await?;
    Ok(zeilen.into_iter().map(Into::into).collect())
}

/// One version, whatever its status.
pub async fn kurz(tx: &mut Tx, id: Id<Gliederung>) -> Result<Option<GliederungKurz>> {
    let zeile: Option<KurzZeile> = tx
        .fetch_optional(
            "SELECT id, bezeichnung, gueltig_ab, gueltig_bis FROM gliederung WHERE id = $1",
            werte![id],
        )
        .await?;
    Ok(zeile.map(Into::into))
}

/// One unit as the register needs it.
#[derive(sqlx::FromRow)]
pub struct RaumZeile {
    pub id: Uuid,
    pub ebene: String,
    pub code: String,
    pub name: String,
    pub eltern: Option<Uuid>,
    pub kommune_ags: Option<String>,
    pub geometrie: Option<String>,
}

/// All units of a version, by level and code.
pub async fn raeume(tx: &mut Tx, gliederung: Id<Gliederung>) -> Result<Vec<RaumZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT id, ebene, code, name, eltern, kommune_ags, geometrie FROM raumeinheit
             WHERE gliederung = $1 ORDER BY tiefe, code",
            werte![gliederung],
        )
        .await?)
}

/// A street.
#[derive(sqlx::FromRow)]
pub struct StrasseZeile {
    pub id: Uuid,
    pub schluessel: String,
    pub name: String,
    pub ort: String,
}

/// All streets.
pub async fn strassen(tx: &mut Tx) -> Result<Vec<StrasseZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT id, schluessel, name, ort FROM strasse ORDER BY schluessel",
            werte![],
        )
        .await?)
}

/// Other names of streets: key of the street, name, note.
pub async fn aliase(tx: &mut Tx) -> Result<Vec<(Uuid, String, String)>> {
    Ok(tx
        .fetch_all(
            "SELECT strasse, name, hinweis FROM strasse_alias ORDER BY name",
            werte![],
        )
        .await?)
}

/// A range of house numbers.
#[derive(sqlx::FromRow)]
pub struct BereichZeile {
    pub strasse: Uuid,
    pub von_nr: Option<i64>,
    pub von_zusatz: String,
    pub bis_nr: Option<i64>,
    pub bis_zusatz: String,
    pub paritaet: String,
    pub plz: String,
    pub raumeinheit: Uuid,
    pub zeile: i64,
}

/// All ranges of a version.
pub async fn bereiche(tx: &mut Tx, gliederung: Id<Gliederung>) -> Result<Vec<BereichZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT strasse, von_nr, von_zusatz, bis_nr, bis_zusatz, paritaet, plz, raumeinheit, zeile
             FROM hausnummernbereich WHERE gliederung = $1 ORDER BY zeile",
            werte![gliederung],
        )
        .await?)
}

/// A register point.
#[derive(sqlx::FromRow)]
pub struct AdressZeile {
    pub id: Uuid,
    pub strasse: Uuid,
    pub nr: i64,
    pub zusatz: String,
    pub plz: String,
    pub ortsteil: String,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub status: String,
    pub zeile: i64,
}

/// How many register points are read at a time: a million of them at once would be held twice.
const JE_SCHUB: i64 = 20_000;

/// The next register points after this key.
pub async fn adressen(tx: &mut Tx, nach: Uuid) -> Result<Vec<AdressZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT id, strasse, nr, zusatz, plz, ortsteil, lat, lon, status, zeile FROM adresse
             WHERE id > $1 ORDER BY id LIMIT $2",
            werte![nach, JE_SCHUB],
        )
        .await?)
}

/// An exception in force: street, number, letter, unit, reason.
pub async fn ausnahmen(
    tx: &mut Tx,
    gliederung: Id<Gliederung>,
) -> Result<Vec<(Uuid, i64, String, Uuid, String)>> {
    Ok(tx
        .fetch_all(
            "SELECT strasse, nr, zusatz, raumeinheit, grund FROM adress_ausnahme
             WHERE gliederung = $1 AND aufgehoben_am IS NULL ORDER BY angelegt_am, id",
            werte![gliederung],
        )
        .await?)
}
