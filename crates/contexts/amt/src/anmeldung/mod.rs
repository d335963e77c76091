//! Sign-in: the same work and the same words whoever asks, a brake on guessing, a fresh token (GUETE S7, S8).

pub(crate) mod bremse;
pub mod kennwort;

use base::{Id, suchform};
use store::werte;

use crate::{App, Benutzer, Result, journal, sitzung};

pub use bremse::{FENSTER_S, JE_KONTO, JE_QUELLE};
pub use kennwort::Kennwort;

/// How a try ended.
#[derive(Debug)]
pub(crate) enum Ausgang {
    /// Signed in; the token goes into the cookie and nowhere else.
    Angemeldet {
        benutzer: Id<Benutzer>,
        token: String,
        kennwort_aendern: bool,
    },
    /// Name or password is wrong, or the account is closed: the same answer.
    Falsch,
    /// Too many tries.
    Gebremst,
}

#[derive(sqlx::FromRow)]
struct Konto {
    id: Id<Benutzer>,
    kennwort_hash: String,
    kennwort_aendern: bool,
    status: String,
}

/// Tries to sign in. `alt` is the session token hash the browser still had; that session ends.
pub(crate) async fn anmelden(
    app: &App,
    kennung: &str,
    kennwort: Kennwort,
    quelle: &str,
    geraet: &str,
    alt: Option<&[u8]>,
) -> Result<Ausgang> {
    let Some(versuch) = bremse::nehmen(app, kennung, quelle).await? else {
        let mut tx = app.db.write().await?;
        journal::ereignis(&mut tx, &*app.uhr, None, "anmeldung.gebremst", false, "");
        tx.commit().await?;
        return Ok(Ausgang::Gebremst);
    };
    let konto: Option<Konto> = app
        .db
        .read()
        .await?
        .fetch_optional(
            "SELECT id, kennwort_hash, kennwort_aendern, status FROM benutzer WHERE kennung_such = $1",
            werte![suchform(kennung)],
        )
        .await?;
    let hash = konto.as_ref().map(|k| k.kennwort_hash.clone());
    let pruefung = kennwort::vergleichen(hash, kennwort).await?;
    let mut tx = app.db.write().await?;
    let Some(konto) = konto.filter(|k| pruefung.passt && k.status == "AKTIV") else {
        journal::ereignis(&mut tx, &*app.uhr, None, "anmeldung.fehlversuch", false, "");
        tx.commit().await?;
        return Ok(Ausgang::Falsch);
    };
    bremse::gelungen(&mut tx, &versuch).await?;
    if let Some(alt) = alt {
        sitzung::diese_beenden(&mut tx, alt).await?;
    }
    let token = sitzung::beginnen(app, &mut tx, konto.id, geraet).await?;
    journal::ereignis(&mut tx, &*app.uhr, Some(konto.id), "anmeldung.erfolg", true, "");
    tx.commit().await?;
    Ok(Ausgang::Angemeldet {
        benutzer: konto.id,
        token,
        kennwort_aendern: konto.kennwort_aendern,
    })
}
