//! The table of ideas.

use amt::{Benutzer, Result};
use base::{Datum, Id, Zeitpunkt};
use raum::Raumeinheit;
use store::{Sql, Tx, werte};

use crate::{
    codes::{IdeeErgebnis, IdeeStatus},
    idee::{Idee, IdeeNeu},
};

/// A stored idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeeGespeichert {
    /// Key.
    pub id: Id<Idee>,
    /// In a few words.
    pub titel: String,
    /// The idea.
    pub text: String,
    /// Whether the editors left something out, such as names.
    pub gekuerzt: bool,
    /// For which space.
    pub raumeinheit: Option<Id<Raumeinheit>>,
    /// Where the answer shall go; empty once it is out.
    pub email: String,
    /// Where it stands.
    pub status: IdeeStatus,
    /// When it came.
    pub eingegangen_am: Zeitpunkt,
    /// The last day for the answer.
    pub faellig_am: Datum,
    /// What becomes of it.
    pub ergebnis: Option<IdeeErgebnis>,
    /// The answer.
    pub antwort: String,
    /// When it was given.
    pub beantwortet_am: Option<Zeitpunkt>,
    /// Why it is not published.
    pub grund: String,
    /// Counter of changes.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Idee>,
    titel: String,
    text: String,
    gekuerzt: bool,
    raumeinheit: Option<Id<Raumeinheit>>,
    email: String,
    status: String,
    eingegangen_am: Zeitpunkt,
    faellig_am: Datum,
    ergebnis: Option<String>,
    antwort: String,
    beantwortet_am: Option<Zeitpunkt>,
    grund: String,
    version: i64,
}

impl Zeile {
    fn lesen(self) -> Result<IdeeGespeichert> {
        Ok(IdeeGespeichert {
            id: self.id,
            titel: self.titel,
            text: self.text,
            gekuerzt: self.gekuerzt,
            raumeinheit: self.raumeinheit,
            email: self.email,
            status: self.status.parse().map_err(amt::Error::Intern)?,
            eingegangen_am: self.eingegangen_am,
            faellig_am: self.faellig_am,
            ergebnis: self
                .ergebnis
                .map(|e| e.parse())
                .transpose()
                .map_err(amt::Error::Intern)?,
            antwort: self.antwort,
            beantwortet_am: self.beantwortet_am,
            grund: self.grund,
            version: self.version,
        })
    }
}

const SPALTEN: &str =
    "SELECT id, titel, text, gekuerzt, raumeinheit, email, status, eingegangen_am, faellig_am,
    ergebnis, antwort, beantwortet_am, grund, version FROM idee";

/// Ideas of these states: those that wait for an answer first, by its last day; then the newest answers.
pub(crate) async fn alle(tx: &mut Tx, oeffentlich: bool) -> Result<Vec<IdeeGespeichert>> {
    let sql = format!(
        "{SPALTEN} WHERE $1 = 0 OR status IN ('VEROEFFENTLICHT', 'BEANTWORTET')
         ORDER BY CASE WHEN beantwortet_am IS NULL AND status <> 'ZURUECKGEWIESEN' THEN 0 ELSE 1 END,
         COALESCE(-beantwortet_am, 0), faellig_am, id LIMIT 1000"
    );
    let zeilen: Vec<Zeile> = tx
        .fetch_all(Sql::aus_konstanten(sql), werte![i64::from(oeffentlich)])
        .await?;
    zeilen.into_iter().map(Zeile::lesen).collect()
}

/// One idea; `NichtGefunden` when there is none.
pub(crate) async fn laden(tx: &mut Tx, id: Id<Idee>) -> Result<IdeeGespeichert> {
    let sql = format!("{SPALTEN} WHERE id = $1");
    let zeile: Option<Zeile> = tx.fetch_optional(Sql::aus_konstanten(sql), werte![id]).await?;
    zeile.ok_or(amt::Error::NichtGefunden)?.lesen()
}

pub(crate) async fn einfuegen(
    tx: &mut Tx,
    id: Id<Idee>,
    d: &IdeeNeu,
    jetzt: Zeitpunkt,
    faellig: Datum,
) -> Result<()> {
    tx.execute(
        "INSERT INTO idee (id, titel, text, gekuerzt, raumeinheit, email, status, eingegangen_am, faellig_am, antwort,
         grund, version, geaendert_am) VALUES ($1, $2, $3, $4, $5, $6, 'EINGEGANGEN', $7, $8, '', '', 1, $7)",
        werte![id, &d.titel, &d.text, false, d.raumeinheit.map(Id::uuid), &d.email, jetzt, faellig],
    )
    .await?;
    Ok(())
}

/// Saves over what is there, if nobody else did since it was read.
pub(crate) async fn ersetzen(
    tx: &mut Tx,
    g: &IdeeGespeichert,
    wer: Id<Benutzer>,
    jetzt: Zeitpunkt,
) -> Result<()> {
    tx.execute_one(
        "UPDATE idee SET titel = $3, text = $4, gekuerzt = $5, email = $6, status = $7, ergebnis = $8, antwort = $9,
         beantwortet_am = $10, grund = $11, geaendert_am = $12, geaendert_von = $13, version = version + 1
         WHERE id = $1 AND version = $2",
        werte![
            g.id,
            g.version,
            &g.titel,
            &g.text,
            g.gekuerzt,
            &g.email,
            g.status.code(),
            g.ergebnis.map(IdeeErgebnis::code),
            &g.antwort,
            g.beantwortet_am,
            &g.grund,
            jetzt,
            wer
        ],
    )
    .await?;
    Ok(())
}
