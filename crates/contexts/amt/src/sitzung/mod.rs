//! Sessions: a random token in a cookie, its SHA-256 in the database, the user and the roles in force read anew for
//! every request (GUETE S9).

mod abgelaufen;
mod cookie;
mod laden;
pub mod programm;
mod schicht;

use base::{Id, Zeitpunkt};
use sha2::{Digest, Sha256};
use store::{Tx, werte};

use crate::{App, Benutzer, Result};

pub use abgelaufen::Wiederaufnahme;
pub(crate) use abgelaufen::{oeffnen, ziel_lesen};
pub use cookie::Quelle;
pub(crate) use cookie::{geraet, loeschen, setzen};
pub use schicht::{AuchOeffentlich, OEFFENTLICH, oeffentlich, schicht, umgeben};

/// How long a session lasts. A part of [`App`]; the values of the Fachkonzept hold without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dauer {
    /// Seconds without a request after which it ends.
    pub leerlauf_s: i64,
    /// Seconds after sign-in at which it ends in any case.
    pub hoechstens_s: i64,
}

impl Default for Dauer {
    fn default() -> Self {
        Self {
            leerlauf_s: 30 * 60,
            hoechstens_s: 12 * 3600,
        }
    }
}

/// One session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Sitzung {
    /// Key, which is not the token.
    pub id: Id<Self>,
    /// When it began.
    pub angelegt: Zeitpunkt,
    /// When it was used last, to the minute.
    pub zuletzt: Zeitpunkt,
    /// Browser and system, as far as they say.
    pub geraet: String,
    /// Hash of its token.
    pub token: Vec<u8>,
}

/// How a secret is kept: only this of it is stored.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Begins a session and returns its token, which exists nowhere else.
pub(crate) async fn beginnen(app: &App, tx: &mut Tx, benutzer: Id<Benutzer>, geraet: &str) -> Result<String> {
    let token = web::schluessel::hex(&app.rahmen.zufall.bytes::<32>());
    let jetzt = app.uhr.jetzt();
    tx.execute(
        "INSERT INTO sitzung (id, token, benutzer, angelegt, zuletzt, geraet) VALUES ($1, $2, $3, $4, $4, $5)",
        werte![app.ids.uuid(), hash(&token), benutzer, jetzt, geraet],
    )
    .await?;
    Ok(token)
}

/// The running sessions of a user, the latest used first.
///
/// # Errors
/// When the database refuses.
pub async fn von(app: &App, tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Vec<Sitzung>> {
    let (leerlauf, hoechstens) = grenzen(app);
    Ok(tx
        .fetch_all(
            "SELECT id, angelegt, zuletzt, geraet, token FROM sitzung
             WHERE benutzer = $1 AND zuletzt > $2 AND angelegt > $3 ORDER BY zuletzt DESC, id",
            werte![benutzer, leerlauf, hoechstens],
        )
        .await?)
}

/// Ends one session of this user.
///
/// # Errors
/// [`crate::Error::NichtGefunden`] when it is not theirs.
pub async fn beenden(tx: &mut Tx, benutzer: Id<Benutzer>, id: Id<Sitzung>) -> Result<()> {
    let n = tx
        .execute(
            "DELETE FROM sitzung WHERE id = $1 AND benutzer = $2",
            werte![id, benutzer],
        )
        .await?;
    if n == 1 {
        Ok(())
    } else {
        Err(crate::Error::NichtGefunden)
    }
}

/// Ends all sessions of a user, or all but the one with this token hash.
pub(crate) async fn alle_beenden(tx: &mut Tx, benutzer: Id<Benutzer>, ausser: Option<&[u8]>) -> Result<u64> {
    Ok(tx
        .execute(
            "DELETE FROM sitzung WHERE benutzer = $1 AND token <> $2",
            werte![benutzer, ausser.unwrap_or_default()],
        )
        .await?)
}

/// Ends the session with this token hash.
pub(crate) async fn diese_beenden(tx: &mut Tx, token: &[u8]) -> Result<()> {
    tx.execute("DELETE FROM sitzung WHERE token = $1", werte![token])
        .await?;
    Ok(())
}

/// Forgets sessions that ended more than a week ago; for the daily job. Until then they tell whose form it was that
/// met an ended session.
///
/// # Errors
/// When the database refuses.
pub async fn aufraeumen(tx: &mut Tx, jetzt: Zeitpunkt) -> Result<u64> {
    let grenze = jetzt.plus_sekunden(-7 * 24 * 3600);
    Ok(tx
        .execute("DELETE FROM sitzung WHERE zuletzt < $1", werte![grenze])
        .await?)
}

/// Last use and beginning before which a session is over.
fn grenzen(app: &App) -> (Zeitpunkt, Zeitpunkt) {
    let dauer = app.teil::<Dauer>().map_or_else(Dauer::default, |d| *d);
    let jetzt = app.uhr.jetzt();
    (
        jetzt.plus_sekunden(-dauer.leerlauf_s),
        jetzt.plus_sekunden(-dauer.hoechstens_s),
    )
}
