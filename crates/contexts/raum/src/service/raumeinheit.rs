//! Units of a version: created in a draft, kept up to date while it is in force.

use amt::{
    App, Error, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis},
};
use base::{Befund, Datum, Id, Text};
use geo::MultiPolygon;
use store::Tx;

use super::gliederung::entwurf_verlangen;
use crate::{
    Ausbaustatus, Gliederung, Raumeinheit, StandortStatus,
    ablage::{
        raum::{self as db, RaumAenderung},
        stand,
    },
    geometrie,
    rules::baum,
    vorgaben,
};

/// A unit as it is created.
#[derive(Debug, Clone)]
pub struct NeueRaumeinheit {
    /// Version it belongs to; must still be a draft.
    pub gliederung: Id<Gliederung>,
    /// Level, one of `raum.ebenen`.
    pub ebene: String,
    /// Code, unique in the version; also the sort key.
    pub code: Text<12>,
    /// Name.
    pub name: Text<80>,
    /// Unit of the level above; `None` only at the top.
    pub eltern: Option<Id<Raumeinheit>>,
    /// Polygon, WGS 84.
    pub geometrie: Option<MultiPolygon<f64>>,
    /// AGS when the unit is a Kommune.
    pub kommune_ags: Option<Text<8>>,
    /// Address of the office in the quarter.
    pub standort: Option<Text<200>>,
    /// State of that office.
    pub standort_status: Option<StandortStatus>,
    /// State of development.
    pub ausbaustatus: Ausbaustatus,
    /// Why it is suspended; must be there then.
    pub grund: Option<Text<400>>,
    /// Residents and the day they were counted.
    pub einwohner: Option<(u32, Datum)>,
}

impl NeueRaumeinheit {
    /// A unit with nothing but its place in the tree.
    #[must_use]
    pub const fn neu(gliederung: Id<Gliederung>, ebene: String, code: Text<12>, name: Text<80>) -> Self {
        Self {
            gliederung,
            ebene,
            code,
            name,
            eltern: None,
            geometrie: None,
            kommune_ags: None,
            standort: None,
            standort_status: None,
            ausbaustatus: Ausbaustatus::Regelbetrieb,
            grund: None,
            einwohner: None,
        }
    }
}

/// Creates a unit. A polygon that crosses itself is stored all the same and comes back with its findings.
///
/// # Errors
/// `RAUM-E16` (polygon that cannot be stored), `RAUM-E18` (place in the tree), `RAUM-E21` (code or name), `RAUM-E22`
/// (suspended without a reason), `RAUM-E19` (version is decided).
pub async fn raumeinheit_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Raumeinheit>,
    neu: &NeueRaumeinheit,
) -> Result<(Id<Raumeinheit>, Vec<Befund>)> {
    entwurf_verlangen(tx, neu.gliederung).await?;
    let befunde = neu
        .geometrie
        .clone()
        .map(geometrie::pruefen)
        .transpose()?
        .map(|g| g.befunde)
        .unwrap_or_default();
    pflichten(&neu.code, &neu.name, neu.ausbaustatus, neu.grund.as_deref())?;
    let eltern = match neu.eltern {
        Some(id) => Some(db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?),
        None => None,
    };
    if eltern
        .as_ref()
        .is_some_and(|e| e.gliederung != neu.gliederung.uuid())
    {
        return Err(Befund::neu(
            "RAUM-E18",
            "Der übergeordnete Raum gehört zu einem anderen Zuschnitt.",
        )
        .an("eltern")
        .into());
    }
    let vorgaben = vorgaben::geltende(app, tx).await?;
    let tiefe = baum::tiefe(baum::Einzug {
        ebenen: &vorgaben.ebenen,
        ebene: &neu.ebene,
        eltern_ebene: eltern.as_ref().map(|e| e.ebene.as_str()),
    })?;
    if db::code_vergeben(tx, neu.gliederung.uuid(), &neu.code, None).await? {
        let text = format!("Den Code „{}“ gibt es in diesem Zuschnitt schon.", neu.code);
        return Err(Befund::neu("RAUM-E21", text).an("code").into());
    }
    let id = app.ids.neu();
    db::anlegen(tx, id, neu, tiefe, app.uhr.jetzt(), may.kontext().benutzer()).await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "code,name,ebene");
    Ok((id, befunde))
}

/// Changes what moves no boundary: name, office, state of development.
///
/// # Errors
/// [`Error::Konflikt`]; `RAUM-E21`, `RAUM-E22`.
pub async fn raumeinheit_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Raumeinheit>,
    id: Id<Raumeinheit>,
    version: i64,
    neu: &RaumAenderung,
) -> Result<()> {
    let alt = db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    pflichten(&alt.code, &neu.name, neu.ausbaustatus, neu.grund.as_deref())?;
    db::aendern(tx, &alt, version, neu, app.uhr.jetzt(), may.kontext().benutzer()).await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "name,standort,ausbaustatus");
    Ok(())
}

/// Gives a unit of a draft its polygon; what is wrong with it comes back.
///
/// # Errors
/// `RAUM-E16`, `RAUM-E19`.
pub async fn geometrie_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Raumeinheit>,
    id: Id<Raumeinheit>,
    flaeche: MultiPolygon<f64>,
) -> Result<Vec<Befund>> {
    let alt = db::laden(tx, id).await?.ok_or(Error::NichtGefunden)?;
    entwurf_verlangen(tx, Id::von(alt.gliederung)).await?;
    let geprueft = geometrie::pruefen(flaeche)?;
    let wer = may.kontext().benutzer();
    db::geometrie_setzen(tx, id, &geprueft.flaeche, app.uhr.jetzt(), wer).await?;
    stand::erhoehen(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "geometrie");
    Ok(geprueft.befunde)
}

/// Notes how many people live in a unit.
///
/// # Errors
/// [`Error::Konflikt`] when the unit does not exist.
pub async fn einwohner_setzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Raumeinheit>,
    id: Id<Raumeinheit>,
    zahl: u32,
    stand_am: Datum,
) -> Result<()> {
    let wer = may.kontext().benutzer();
    db::einwohner_setzen(tx, id, zahl, stand_am, app.uhr.jetzt(), wer).await?;
    journal::notieren(tx, &*app.uhr, may, id, "einwohner");
    Ok(())
}

fn pflichten(code: &str, name: &str, status: Ausbaustatus, grund: Option<&str>) -> Result<()> {
    let mut befunde = Vec::new();
    if code.is_empty() || name.is_empty() {
        let feld = if code.is_empty() { "code" } else { "name" };
        befunde.push(Befund::neu("RAUM-E21", "Bitte ausfüllen.").an(feld));
    }
    if status == Ausbaustatus::Ausgesetzt && grund.is_none_or(str::is_empty) {
        let text = "Bitte den Grund angeben, warum die Arbeit ausgesetzt ist.";
        befunde.push(Befund::neu("RAUM-E22", text).an("grund"));
    }
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(Error::Regel(befunde))
    }
}

/// The units of the lowest level of all drafts, each with the name of its draft.
///
/// # Errors
/// When the database cannot be read.
pub async fn entwurfsraeume(tx: &mut Tx) -> Result<Vec<(String, crate::RaumKurz)>> {
    let zeilen: Vec<(String, uuid::Uuid, String, String, String)> = tx
        .fetch_all(
            "SELECT g.bezeichnung, r.id, r.code, r.name, r.ebene FROM raumeinheit r JOIN gliederung g ON g.id = r.gliederung
             WHERE g.status IN ('ENTWURF', 'ABSTIMMUNG')
             AND NOT EXISTS (SELECT 1 FROM raumeinheit k WHERE k.eltern = r.id) ORDER BY g.bezeichnung, g.id, r.code",
            store::werte![],
        )
        .await?;
    Ok(zeilen
        .into_iter()
        .map(|(g, id, code, name, ebene)| {
            let raum = crate::RaumKurz {
                id: Id::von(id),
                code,
                name,
                ebene,
            };
            (g, raum)
        })
        .collect())
}
