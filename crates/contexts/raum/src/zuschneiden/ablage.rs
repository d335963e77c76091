//! Proposals and their files.

use amt::{Benutzer, Error, Result};
use base::{Id, Zeitpunkt};
use store::{Sql, Tx, auftrag::Auftrag, werte};
use uuid::Uuid;

use super::{Einheiten, Vorschlag, ergebnis::Ergebnis, planung::Planung};

/// A file of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dateiart {
    /// The units as GeoJSON, always there.
    Einheiten,
    /// Further values by key.
    Werte,
    /// Institutions with their places.
    Einrichtungen,
    /// Pairs of units with a barrier between them.
    Hindernisse,
}

impl Dateiart {
    /// Those a planner may add.
    pub const WEITERE: [Self; 3] = [Self::Werte, Self::Einrichtungen, Self::Hindernisse];

    /// In the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Einheiten => "EINHEITEN",
            Self::Werte => "WERTE",
            Self::Einrichtungen => "EINRICHTUNGEN",
            Self::Hindernisse => "HINDERNISSE",
        }
    }

    /// In words.
    #[must_use]
    pub const fn titel(self) -> &'static str {
        match self {
            Self::Einheiten => "Einheiten",
            Self::Werte => "Weitere Werte: erste Spalte Kennung, dann je Merkmal eine Spalte",
            Self::Einrichtungen => "Einrichtungen: point_id, type, x, y (Längen- und Breitengrad)",
            Self::Hindernisse => {
                "Hindernisse: a, b (zwei Kennungen, zwischen denen eine Bahn oder ein Fluss liegt)"
            }
        }
    }
}

impl std::str::FromStr for Dateiart {
    type Err = String;
    fn from_str(s: &str) -> std::result::Result<Self, String> {
        Self::WEITERE
            .into_iter()
            .find(|a| a.code() == s)
            .ok_or_else(|| "Diese Art von Datei gibt es nicht.".to_owned())
    }
}

/// A proposal as it is stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Zeile {
    /// Key.
    pub id: Uuid,
    /// What it is called.
    pub bezeichnung: String,
    /// Where the units come from, in words.
    pub herkunft: String,
    /// Number of units.
    pub einheiten: i64,
    merkmale: String,
    planung: String,
    /// Job of the last search.
    pub auftrag: Option<Uuid>,
    /// The best plan so far, in words, while the search runs.
    pub zwischenstand: String,
    ergebnis: String,
    /// For saving without overwriting somebody else's change.
    pub version: i64,
    /// When.
    pub angelegt_am: Zeitpunkt,
}

impl Zeile {
    /// Names of the attributes of the units.
    ///
    /// # Errors
    /// When what is stored is no list.
    pub fn merkmale(&self) -> Result<Vec<String>> {
        lesen(&self.merkmale)
    }

    /// Demands and wishes.
    ///
    /// # Errors
    /// When what is stored is none.
    pub fn planung(&self) -> Result<Planung> {
        lesen(&self.planung)
    }

    /// The plans, once there are some.
    ///
    /// # Errors
    /// When what is stored is none.
    pub fn ergebnis(&self) -> Result<Option<Ergebnis>> {
        if self.ergebnis.is_empty() {
            return Ok(None);
        }
        lesen(&self.ergebnis).map(Some)
    }
}

fn lesen<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|e| Error::Intern(e.to_string()))
}

fn schreiben<T: serde::Serialize>(wert: &T) -> Result<String> {
    serde_json::to_string(wert).map_err(|e| Error::Intern(e.to_string()))
}

/// Creates a proposal with its units.
///
/// # Errors
/// When the database refuses.
pub async fn anlegen(
    tx: &mut Tx,
    id: Id<Vorschlag>,
    bezeichnung: &str,
    e: &Einheiten,
    jetzt: Zeitpunkt,
    wer: Id<Benutzer>,
) -> Result<()> {
    tx.execute(
        "INSERT INTO zuschnitt_vorschlag (id, bezeichnung, herkunft, einheiten, merkmale, planung, zwischenstand,
         ergebnis, version, angelegt_am, angelegt_von) VALUES ($1, $2, $3, $4, $5, $6, '', '', 1, $7, $8)",
        werte![
            id,
            bezeichnung,
            &e.herkunft,
            e.anzahl,
            schreiben(&e.merkmale)?,
            schreiben(&Planung {
                merkmale: e.vorschlag.clone(),
                ..Planung::default()
            })?,
            jetzt,
            wer
        ],
    )
    .await?;
    datei_setzen(tx, id, Dateiart::Einheiten, &e.herkunft, e.geojson.as_bytes()).await
}

const SPALTEN: &str = "SELECT id, bezeichnung, herkunft, einheiten, merkmale, planung, auftrag, zwischenstand, ergebnis, \
     version, angelegt_am FROM zuschnitt_vorschlag";

/// One proposal.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn laden(tx: &mut Tx, id: Id<Vorschlag>) -> Result<Zeile> {
    let sql = Sql::aus_konstanten(format!("{SPALTEN} WHERE id = $1"));
    tx.fetch_optional(sql, werte![id])
        .await?
        .ok_or(Error::NichtGefunden)
}

/// A proposal as the list shows it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Kurz {
    /// Key.
    pub id: Uuid,
    /// What it is called.
    pub bezeichnung: String,
    /// Where the units come from.
    pub herkunft: String,
    /// Number of units.
    pub einheiten: i64,
    /// State of the last search.
    pub status: Option<String>,
    /// When.
    pub angelegt_am: Zeitpunkt,
}

/// The newest proposals.
///
/// # Errors
/// When the database refuses.
pub async fn liste(tx: &mut Tx) -> Result<Vec<Kurz>> {
    Ok(tx
        .fetch_all(
            "SELECT v.id, v.bezeichnung, v.herkunft, v.einheiten, a.status, v.angelegt_am FROM zuschnitt_vorschlag v
             LEFT JOIN auftrag a ON a.id = v.auftrag ORDER BY v.angelegt_am DESC, v.id DESC LIMIT 200",
            werte![],
        )
        .await?)
}

/// Notes the demands and the job that searches. The result before is gone: it belonged to other demands.
///
/// # Errors
/// [`Error::Konflikt`] when somebody else saved in between.
pub async fn starten(tx: &mut Tx, v: &Zeile, planung: &Planung, auftrag: Id<Auftrag>) -> Result<()> {
    tx.execute_one(
        "UPDATE zuschnitt_vorschlag SET planung = $3, auftrag = $4, zwischenstand = '', ergebnis = '',
         version = version + 1 WHERE id = $1 AND version = $2",
        werte![v.id, v.version, schreiben(planung)?, auftrag],
    )
    .await?;
    Ok(())
}

/// Notes the best plan so far.
///
/// # Errors
/// When the database refuses.
pub async fn zwischenstand(tx: &mut Tx, id: Id<Vorschlag>, worte: &str) -> Result<()> {
    tx.execute(
        "UPDATE zuschnitt_vorschlag SET zwischenstand = $2 WHERE id = $1",
        werte![id, worte],
    )
    .await?;
    Ok(())
}

/// Notes the plans of this job; those of a job that is not the last one any more are dropped.
///
/// # Errors
/// When the database refuses.
pub async fn ergebnis(tx: &mut Tx, id: Id<Vorschlag>, auftrag: Id<Auftrag>, e: &Ergebnis) -> Result<()> {
    tx.execute(
        "UPDATE zuschnitt_vorschlag SET ergebnis = $3, zwischenstand = '' WHERE id = $1 AND auftrag = $2",
        werte![id, auftrag, schreiben(e)?],
    )
    .await?;
    Ok(())
}

/// Deletes a proposal; drafts made of it stay.
///
/// # Errors
/// [`Error::Konflikt`] when somebody else saved in between.
pub async fn loeschen(tx: &mut Tx, id: Id<Vorschlag>, version: i64) -> Result<()> {
    tx.execute("DELETE FROM zuschnitt_datei WHERE vorschlag = $1", werte![id])
        .await?;
    tx.execute_one(
        "DELETE FROM zuschnitt_vorschlag WHERE id = $1 AND version = $2",
        werte![id, version],
    )
    .await?;
    Ok(())
}

/// Puts a file in place of the one of its kind.
///
/// # Errors
/// When the database refuses.
pub async fn datei_setzen(
    tx: &mut Tx,
    id: Id<Vorschlag>,
    art: Dateiart,
    name: &str,
    daten: &[u8],
) -> Result<()> {
    datei_entfernen(tx, id, art).await?;
    tx.execute(
        "INSERT INTO zuschnitt_datei (vorschlag, art, dateiname, daten) VALUES ($1, $2, $3, $4)",
        werte![id, art.code(), name, daten.to_vec()],
    )
    .await?;
    Ok(())
}

/// Takes a file away.
///
/// # Errors
/// When the database refuses.
pub async fn datei_entfernen(tx: &mut Tx, id: Id<Vorschlag>, art: Dateiart) -> Result<()> {
    tx.execute(
        "DELETE FROM zuschnitt_datei WHERE vorschlag = $1 AND art = $2",
        werte![id, art.code()],
    )
    .await?;
    Ok(())
}

/// Bytes of a file; empty when there is none.
///
/// # Errors
/// When the database refuses.
pub async fn datei(tx: &mut Tx, id: Id<Vorschlag>, art: Dateiart) -> Result<Vec<u8>> {
    let da: Option<(Vec<u8>,)> = tx
        .fetch_optional(
            "SELECT daten FROM zuschnitt_datei WHERE vorschlag = $1 AND art = $2",
            werte![id, art.code()],
        )
        .await?;
    Ok(da.map(|(d,)| d).unwrap_or_default())
}

/// Names of the files beside the units.
///
/// # Errors
/// When the database refuses.
pub async fn dateien(tx: &mut Tx, id: Id<Vorschlag>) -> Result<Vec<(Dateiart, String)>> {
    let alle: Vec<(String, String)> = tx
        .fetch_all(
            "SELECT art, dateiname FROM zuschnitt_datei WHERE vorschlag = $1 ORDER BY art",
            werte![id],
        )
        .await?;
    Ok(alle
        .into_iter()
        .filter_map(|(a, n)| Some((a.parse().ok()?, n)))
        .collect())
}
