//! The brake on guessing: so many failed tries per account and per source in a quarter of an hour, counted in the
//! database so that several servers share it (GUETE S7). A running session never feels it.

use base::suchform;
use store::werte;
use uuid::Uuid;

use crate::{App, Result};

/// Failed tries per account within [`FENSTER_S`].
pub const JE_KONTO: i64 = 10;
/// Failed tries per source within [`FENSTER_S`]: a whole office may sit behind one address.
pub const JE_QUELLE: i64 = 100;
/// The quarter of an hour.
pub const FENSTER_S: i64 = 15 * 60;

/// A try that counts until it succeeded.
#[derive(Debug)]
pub(crate) struct Versuch {
    id: Uuid,
    konto: Vec<u8>,
}

/// What is stored instead of the name and the address: people type passwords into the wrong field.
fn verdeckt(app: &App, art: &str, text: &str) -> Vec<u8> {
    let schluessel = app.rahmen.schluessel.unterschluessel("anmeldeversuch-v1");
    schluessel.mac(format!("{art}:{text}").as_bytes()).to_vec()
}

/// Counts this try; `None` when there were too many, without looking at the password.
///
/// The try is stored before the count is read, so that of many at the same instant at most [`JE_KONTO`] pass.
pub(crate) async fn nehmen(app: &App, kennung: &str, quelle: &str) -> Result<Option<Versuch>> {
    let konto = verdeckt(app, "konto", &suchform(kennung));
    let quelle = verdeckt(app, "quelle", quelle);
    let (jetzt, id) = (app.uhr.jetzt(), app.ids.uuid());
    let grenze = jetzt.plus_sekunden(-FENSTER_S);
    let mut tx = app.db.write().await?;
    tx.execute("DELETE FROM anmeldeversuch WHERE zeit <= $1", werte![grenze])
        .await?;
    tx.execute(
        "INSERT INTO anmeldeversuch (id, konto, quelle, zeit) VALUES ($1, $2, $3, $4)",
        werte![id, &konto[..], &quelle[..], jetzt],
    )
    .await?;
    tx.commit().await?;
    let mut tx = app.db.write().await?;
    let (je_konto, je_quelle): (i64, i64) = tx
        .fetch_one(
            "SELECT (SELECT count(*) FROM anmeldeversuch WHERE konto = $1 AND zeit > $3),
             (SELECT count(*) FROM anmeldeversuch WHERE quelle = $2 AND zeit > $3)",
            werte![&konto[..], &quelle[..], grenze],
        )
        .await?;
    if je_konto <= JE_KONTO && je_quelle <= JE_QUELLE {
        return Ok(Some(Versuch { id, konto }));
    }
    // a refused try does not lengthen the wait
    tx.execute("DELETE FROM anmeldeversuch WHERE id = $1", werte![id])
        .await?;
    tx.commit().await?;
    Ok(None)
}

/// Forgets the failed tries of an account that signed in, and this one.
pub(crate) async fn gelungen(tx: &mut store::Tx, versuch: &Versuch) -> Result<()> {
    tx.execute(
        "DELETE FROM anmeldeversuch WHERE konto = $1 OR id = $2",
        werte![&versuch.konto[..], versuch.id],
    )
    .await?;
    Ok(())
}
