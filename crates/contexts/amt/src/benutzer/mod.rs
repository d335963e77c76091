//! Accounts and the roles they hold: who may sign in, in which roles, for which Räume, from when to when.

mod aendern;
mod anlegen;
mod kontext;
mod regeln;
mod rollen;
mod suchen;

use base::{Datum, Id, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

pub use crate::kontext::Benutzer;
use crate::{
    Error, Result,
    recht::{Bereich, Klasse, Objektart, OrganisationsArt, Rolle, Zweck},
};

pub use aendern::{aendern, eigenes_kennwort, entsperren, kennwort_zuruecksetzen, kontakt_aendern, sperren};
pub use anlegen::{Angelegt, anlegen, ersteinrichtung};
pub use kontext::{kontext, kontext_von};
pub use regeln::pruefen as rollen_pruefen;
pub use rollen::{rollen, rollen_setzen};
pub use suchen::{Suche, Treffer, suchen};

impl Objektart for Benutzer {
    const NAME: &'static str = "benutzer";
    const BEREICH: Bereich = Bereich::Amt;
    const KLASSE: Klasse = Klasse::D2;
    const ZWECK: Zweck = Zweck::Z16;
}

/// What one says about an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Angaben {
    /// Name typed at sign-in; unique whatever its case and marks.
    pub kennung: String,
    /// Display name.
    pub name: String,
    /// What kind of body the person works for; decides on the roles (`AMT-E01`).
    pub organisation_art: OrganisationsArt,
    /// Its name; empty for the authority itself.
    pub organisation: String,
    /// Office number, may be empty.
    pub telefon: String,
    /// Office address, may be empty.
    pub email: String,
}

/// A role with its validity and reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rollenzeit {
    /// Which.
    pub rolle: Rolle,
    /// First day.
    pub ab: Datum,
    /// First day on which it no longer holds.
    pub bis: Option<Datum>,
    /// For which Räume; empty means all.
    pub raeume: Vec<Uuid>,
}

/// A stored account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Konto {
    /// Key.
    pub id: Id<Benutzer>,
    /// What is said about it.
    pub angaben: Angaben,
    /// Whether it may sign in.
    pub aktiv: bool,
    /// Whether a start password is waiting to be replaced.
    pub kennwort_aendern: bool,
    /// Counter of changes.
    pub version: i64,
    /// When it was changed last.
    pub geaendert_am: Zeitpunkt,
}

#[derive(sqlx::FromRow)]
struct Zeile {
    id: Id<Benutzer>,
    kennung: String,
    name: String,
    organisation_art: String,
    organisation: String,
    telefon: String,
    email: String,
    status: String,
    kennwort_aendern: bool,
    version: i64,
    geaendert_am: Zeitpunkt,
}

impl From<Zeile> for Konto {
    fn from(z: Zeile) -> Self {
        Self {
            id: z.id,
            angaben: Angaben {
                kennung: z.kennung,
                name: z.name,
                organisation_art: z.organisation_art.parse().unwrap_or(OrganisationsArt::Andere),
                organisation: z.organisation,
                telefon: z.telefon,
                email: z.email,
            },
            aktiv: z.status == "AKTIV",
            kennwort_aendern: z.kennwort_aendern,
            version: z.version,
            geaendert_am: z.geaendert_am,
        }
    }
}

/// One account. The caller has asked whether the user may see it.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none.
pub async fn laden(tx: &mut Tx, id: Id<Benutzer>) -> Result<Konto> {
    let zeile: Option<Zeile> = tx
        .fetch_optional(
            "SELECT id, kennung, name, organisation_art, organisation, telefon, email, status, kennwort_aendern,
             version, geaendert_am FROM benutzer WHERE id = $1",
            werte![id],
        )
        .await?;
    zeile.map(Konto::from).ok_or(Error::NichtGefunden)
}

/// Accounts that may not sign in.
///
/// # Errors
/// When the database refuses.
pub async fn gesperrte(tx: &mut Tx) -> Result<std::collections::HashSet<Id<Benutzer>>> {
    let sql = "SELECT id FROM benutzer WHERE status <> 'AKTIV'";
    let zeilen: Vec<(Id<Benutzer>,)> = tx.fetch_all(sql, werte![]).await?;
    Ok(zeilen.into_iter().map(|z| z.0).collect())
}

/// Names of accounts by key, for lists that show who did something.
///
/// # Errors
/// When the database refuses.
pub async fn namen(tx: &mut Tx) -> Result<std::collections::HashMap<Uuid, String>> {
    let zeilen: Vec<(Uuid, String)> = tx.fetch_all("SELECT id, name FROM benutzer", werte![]).await?;
    Ok(zeilen.into_iter().collect())
}
