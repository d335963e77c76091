//! Raumeinheiten.

use amt::{Benutzer, Result};
use base::{Datum, Id, Zeitpunkt, suchform};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Ausbaustatus, Raumeinheit, StandortStatus, codes, geometrie, service::NeueRaumeinheit};

/// A unit as it is stored, without its polygon.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RaumDetail {
    /// Key.
    pub id: Uuid,
    /// Version of the boundaries it belongs to.
    pub gliederung: Uuid,
    /// Level.
    pub ebene: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Parent.
    pub eltern: Option<Uuid>,
    /// AGS of the Kommune it is or lies in.
    pub kommune_ags: Option<String>,
    /// Address of the office in the quarter.
    pub standort: Option<String>,
    standort_status: Option<String>,
    ausbaustatus: String,
    /// Why it is suspended.
    pub grund: Option<String>,
    /// Residents.
    pub einwohner: Option<i64>,
    /// Day they were counted.
    pub einwohner_stand: Option<Datum>,
    /// For saving without overwriting somebody else's change.
    pub version: i64,
}

impl RaumDetail {
    /// State of development.
    ///
    /// # Errors
    /// When the database holds an unknown code.
    pub fn ausbaustatus(&self) -> Result<Ausbaustatus> {
        codes::lesen(&self.ausbaustatus)
    }

    /// State of the office.
    ///
    /// # Errors
    /// When the database holds an unknown code.
    pub fn standort_status(&self) -> Result<Option<StandortStatus>> {
        self.standort_status.as_deref().map(codes::lesen).transpose()
    }
}

pub async fn laden(tx: &mut Tx, id: Id<Raumeinheit>) -> Result<Option<RaumDetail>> {
    Ok(tx
        .fetch_optional(
            "SELECT id, gliederung, ebene, code, name, eltern, kommune_ags, standort, standort_status, ausbaustatus,
             grund, einwohner, einwohner_stand, version FROM raumeinheit WHERE id = $1",
            werte![id],
        )
        .await?)
}

pub async fn code_vergeben(tx: &mut Tx, gliederung: Uuid, code: &str, ausser: Option<Uuid>) -> Result<bool> {
    let da: Option<(Uuid,)> = tx
        .fetch_optional(
            "SELECT id FROM raumeinheit WHERE gliederung = $1 AND code = $2",
            werte![gliederung, code],
        )
        .await?;
    Ok(da.is_some_and(|(id,)| Some(id) != ausser))
}

pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Raumeinheit>,
    r: &NeueRaumeinheit,
    tiefe: u16,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    let [west, sued, ost, nord] = r
        .geometrie
        .as_ref()
        .and_then(geometrie::grenzen)
        .map_or([None; 4], |g| g.map(Some));
    tx.execute(
        "INSERT INTO raumeinheit (id, gliederung, ebene, tiefe, code, name, suchform, eltern, geometrie, west, sued, ost,
         nord, kommune_ags, standort, standort_status, ausbaustatus, grund, einwohner, einwohner_stand, version,
         angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $22,
         $21, $22)",
        werte![
            id,
            r.gliederung,
            &r.ebene,
            tiefe,
            &r.code,
            &r.name,
            suchform(&format!("{} {}", r.code, r.name)),
            r.eltern,
            r.geometrie.as_ref().map(geometrie::schreiben),
            west,
            sued,
            ost,
            nord,
            r.kommune_ags.clone(),
            r.standort.clone(),
            r.standort_status.map(StandortStatus::code),
            r.ausbaustatus.code(),
            r.grund.clone(),
            r.einwohner.map(|e| e.0),
            r.einwohner.map(|e| e.1),
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}

/// What may change while a version is in force: it moves no boundary.
#[derive(Debug, Clone)]
pub struct RaumAenderung {
    /// Name.
    pub name: base::Text<80>,
    /// Address of the office.
    pub standort: Option<base::Text<200>>,
    /// State of the office.
    pub standort_status: Option<StandortStatus>,
    /// State of development.
    pub ausbaustatus: Ausbaustatus,
    /// Why it is suspended.
    pub grund: Option<base::Text<400>>,
}

pub async fn aendern(
    tx: &mut Tx,
    alt: &RaumDetail,
    version: i64,
    r: &RaumAenderung,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE raumeinheit SET name = $3, suchform = $4, standort = $5, standort_status = $6, ausbaustatus = $7,
         grund = $8, version = version + 1, geaendert_am = $9, geaendert_von = $10 WHERE id = $1 AND version = $2",
        werte![
            alt.id,
            version,
            &r.name,
            suchform(&format!("{} {}", alt.code, r.name)),
            r.standort.clone(),
            r.standort_status.map(StandortStatus::code),
            r.ausbaustatus.code(),
            r.grund.clone(),
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}

pub async fn geometrie_setzen(
    tx: &mut Tx,
    id: Id<Raumeinheit>,
    flaeche: &geo::MultiPolygon<f64>,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    let [west, sued, ost, nord] = geometrie::grenzen(flaeche).map_or([None; 4], |g| g.map(Some));
    tx.execute_one(
        "UPDATE raumeinheit SET geometrie = $2, west = $3, sued = $4, ost = $5, nord = $6, version = version + 1,
         geaendert_am = $7, geaendert_von = $8 WHERE id = $1",
        werte![id, geometrie::schreiben(flaeche), west, sued, ost, nord, jetzt, wer],
    )
    .await?;
    Ok(())
}

pub async fn einwohner_setzen(
    tx: &mut Tx,
    id: Id<Raumeinheit>,
    zahl: u32,
    stand: Datum,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute_one(
        "UPDATE raumeinheit SET einwohner = $2, einwohner_stand = $3, version = version + 1, geaendert_am = $4,
         geaendert_von = $5 WHERE id = $1",
        werte![id, zahl, stand, jetzt, wer],
    )
    .await?;
    Ok(())
}
