//! What pages and the interface list.

use amt::Result;
use base::{Datum, Id, suchform};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{Ausbaustatus, Gliederung, Raumeinheit, codes};

/// A unit in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RaumListe {
    /// Key.
    pub id: Uuid,
    /// Level.
    pub ebene: String,
    /// Depth, 0 at the top.
    pub tiefe: i64,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Form for searching.
    pub suchform: String,
    /// Parent.
    pub eltern: Option<Uuid>,
    ausbaustatus: String,
    /// Residents.
    pub einwohner: Option<i64>,
    /// Day they were counted.
    pub einwohner_stand: Option<Datum>,
    /// Whether it has a polygon.
    pub hat_flaeche: bool,
    /// AGS of the Kommune.
    pub kommune_ags: Option<String>,
}

impl RaumListe {
    /// State of development.
    ///
    /// # Errors
    /// When the database holds an unknown code.
    pub fn ausbaustatus(&self) -> Result<Ausbaustatus> {
        codes::lesen(&self.ausbaustatus)
    }
}

pub async fn raeume(tx: &mut Tx, gliederung: Id<Gliederung>) -> Result<Vec<RaumListe>> {
    Ok(tx
        .fetch_all(
            "SELECT id, ebene, tiefe, code, name, suchform, eltern, ausbaustatus, einwohner, einwohner_stand,
             geometrie IS NOT NULL AS hat_flaeche, kommune_ags
             FROM raumeinheit WHERE gliederung = $1 ORDER BY tiefe, code",
            werte![gliederung],
        )
        .await?)
}

/// Polygon of a unit with what the map shows of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FlaecheZeile {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub tiefe: i64,
    pub eltern: Option<Uuid>,
    pub geometrie: String,
}

pub async fn flaechen(tx: &mut Tx, gliederung: Id<Gliederung>) -> Result<Vec<FlaecheZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT id, code, name, tiefe, eltern, geometrie FROM raumeinheit
             WHERE gliederung = $1 AND geometrie IS NOT NULL ORDER BY tiefe, code",
            werte![gliederung],
        )
        .await?)
}

/// A street of a space with one range.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StrassenListe {
    /// Key of the range.
    pub id: Uuid,
    /// Street.
    pub name: String,
    /// Place.
    pub ort: String,
    /// First number; `None` = whole street.
    pub von_nr: Option<i64>,
    /// Its letter.
    pub von_zusatz: String,
    /// Last number.
    pub bis_nr: Option<i64>,
    /// Its letter.
    pub bis_zusatz: String,
    /// Side.
    pub paritaet: String,
    /// Line of the source.
    pub zeile: i64,
}

impl StrassenListe {
    /// The range in words: `1–49, ungerade`.
    #[must_use]
    pub fn nummern(&self) -> String {
        let seite = match self.paritaet.as_str() {
            "GERADE" => ", gerade",
            "UNGERADE" => ", ungerade",
            _ => "",
        };
        match (self.von_nr, self.bis_nr) {
            (Some(1), Some(9999)) => format!("alle Nummern{seite}"),
            (Some(von), Some(bis)) => {
                format!("{von}{}–{bis}{}{seite}", self.von_zusatz, self.bis_zusatz)
            }
            _ => "ganze Straße".to_owned(),
        }
    }
}

pub async fn strassen(
    tx: &mut Tx,
    raum: Id<Raumeinheit>,
    suche: &str,
    ab: u64,
    n: u64,
) -> Result<(Vec<StrassenListe>, u64)> {
    let muster = suchform(suche);
    let (gesamt,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM hausnummernbereich b JOIN strasse s ON s.id = b.strasse
             WHERE b.raumeinheit = $1 AND s.suchform LIKE '%' || $2 || '%'",
            werte![raum, &muster],
        )
        .await?;
    let zeilen = tx
        .fetch_all(
            "SELECT b.id, s.name, s.ort, b.von_nr, b.von_zusatz, b.bis_nr, b.bis_zusatz, b.paritaet, b.zeile
             FROM hausnummernbereich b JOIN strasse s ON s.id = b.strasse
             WHERE b.raumeinheit = $1 AND s.suchform LIKE '%' || $2 || '%'
             ORDER BY s.suchform, s.schluessel, b.von_nr, b.id LIMIT $3 OFFSET $4",
            werte![
                raum,
                muster,
                i64::try_from(n).unwrap_or(50),
                i64::try_from(ab).unwrap_or(0)
            ],
        )
        .await?;
    Ok((zeilen, u64::try_from(gesamt).unwrap_or(0)))
}

/// An exception that holds, with everything the page says about it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AusnahmeZeile {
    pub id: Uuid,
    pub strasse: String,
    pub ort: String,
    pub nr: i64,
    pub zusatz: String,
    pub raumeinheit: Uuid,
    pub raum: String,
    pub grund: String,
    pub angelegt_am: base::Zeitpunkt,
    pub angelegt_von: Uuid,
}

/// The exceptions of a version that hold.
pub async fn ausnahmen(tx: &mut Tx, gliederung: Id<Gliederung>) -> Result<Vec<AusnahmeZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT a.id, s.name AS strasse, s.ort, a.nr, a.zusatz, a.raumeinheit, r.name AS raum, a.grund,
             a.angelegt_am, a.angelegt_von FROM adress_ausnahme a JOIN strasse s ON s.id = a.strasse
             JOIN raumeinheit r ON r.id = a.raumeinheit
             WHERE a.gliederung = $1 AND a.aufgehoben_am IS NULL ORDER BY s.suchform, a.nr, a.zusatz, a.id",
            werte![gliederung],
        )
        .await?)
}

/// How many active addresses the ranges of a unit hold.
pub async fn adressen_in_bereichen(tx: &mut Tx, raum: Id<Raumeinheit>) -> Result<u64> {
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(DISTINCT a.id) FROM hausnummernbereich b JOIN adresse a ON a.strasse = b.strasse
             WHERE b.raumeinheit = $1 AND a.status = 'AKTIV' AND (b.von_nr IS NULL OR (
               (a.nr > b.von_nr OR (a.nr = b.von_nr AND a.zusatz >= b.von_zusatz))
               AND (a.nr < b.bis_nr OR (a.nr = b.bis_nr AND (b.bis_zusatz = '' OR a.zusatz <= b.bis_zusatz)))
               AND (b.paritaet = 'ALLE' OR (b.paritaet = 'GERADE' AND a.nr % 2 = 0)
                    OR (b.paritaet = 'UNGERADE' AND a.nr % 2 = 1))))",
            werte![raum],
        )
        .await?;
    Ok(u64::try_from(n).unwrap_or(0))
}

/// All Kommunen of the municipality: AGS and name.
pub async fn kommunen(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    Ok(tx
        .fetch_all("SELECT ags, name FROM kommune ORDER BY ags", werte![])
        .await?)
}

/// A value of an indicator of a unit.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct IndikatorZeile {
    /// Code of the indicator.
    pub indikator: String,
    /// Day.
    pub stichtag: Datum,
    /// Counted.
    pub zaehler: i64,
    /// Out of.
    pub nenner: i64,
    /// Source.
    pub quelle: String,
    /// Not published by the source, because it is too small.
    pub unterdrueckt: bool,
}

/// The newest value of each indicator of a unit that is not later than this day.
pub async fn indikatoren(tx: &mut Tx, raum: Id<Raumeinheit>, bis: Datum) -> Result<Vec<IndikatorZeile>> {
    Ok(tx
        .fetch_all(
            "SELECT i.indikator, i.stichtag, i.zaehler, i.nenner, i.quelle, i.unterdrueckt FROM indikatorwert i
             WHERE i.raumeinheit = $1 AND i.stichtag = (SELECT MAX(j.stichtag) FROM indikatorwert j
               WHERE j.raumeinheit = i.raumeinheit AND j.indikator = i.indikator AND j.stichtag <= $2)
             ORDER BY i.indikator",
            werte![raum, bis],
        )
        .await?)
}
