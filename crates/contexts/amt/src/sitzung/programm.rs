//! Keys with which a program acts for its user at the interface, never on the pages: random, kept as SHA-256, with a
//! name and an end. The rights are those of the user at this instant.

use axum::http::{HeaderMap, header};
use base::{Befund, Id, Zeitpunkt};
use store::{Tx, werte};

use crate::{App, Benutzer, Kontext, Result, journal};

/// How long a key may live, in days.
pub const LAUFZEITEN: [i64; 4] = [7, 30, 90, 365];

/// As many keys one user may hold; more would be a sign that nobody knows them any more.
const HOECHSTENS: i64 = 20;

/// So that a key that lies around is recognised by people and by scanners for secrets.
const ANFANG: &str = "gewebe_";

/// One key as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Zugang {
    /// Key of the record, which is not the secret.
    pub id: Id<Self>,
    /// What it is for, in the owner's words.
    pub name: String,
    /// When it was made.
    pub angelegt: Zeitpunkt,
    /// When it ends.
    pub bis: Zeitpunkt,
    /// When it was used last, to the minute.
    pub zuletzt: Option<Zeitpunkt>,
}

/// The secret of a request, when it carries one.
pub(super) fn lesen(kopf: &HeaderMap) -> Option<String> {
    // byte by byte, as the protection against foreign forms reads it: what it takes for a program has to be one here
    let (art, geheimnis) = kopf.get(header::AUTHORIZATION)?.as_bytes().split_at_checked(7)?;
    art.eq_ignore_ascii_case(b"bearer ")
        .then(|| String::from_utf8_lossy(geheimnis).trim().to_owned())
}

/// Makes a key and returns its secret, which exists nowhere else.
///
/// # Errors
/// `AMT-E40` for a name that is missing or too long, `AMT-E41` for a lifetime not on offer, `AMT-E42` for too many
/// keys, and when the database refuses.
pub async fn anlegen(app: &App, tx: &mut Tx, kontext: &Kontext, name: &str, tage: i64) -> Result<String> {
    let name = name.trim();
    let mut befunde = Vec::new();
    if name.is_empty() || name.chars().count() > 80 {
        befunde.push(Befund::neu("AMT-E40", "Bitte einen Namen mit höchstens 80 Zeichen.").an("name"));
    }
    if !LAUFZEITEN.contains(&tage) {
        befunde.push(Befund::neu("AMT-E41", "Bitte wählen Sie, wie lange der Schlüssel gilt.").an("tage"));
    }
    let (anzahl,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM zugangsschluessel WHERE benutzer = $1",
            werte![kontext.benutzer()],
        )
        .await?;
    if anzahl >= HOECHSTENS {
        let text =
            "Sie haben schon 20 Schlüssel. Bitte löschen Sie zuerst einen, den Sie nicht mehr brauchen.";
        befunde.push(Befund::neu("AMT-E42", text).an("name"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let geheimnis = format!(
        "{ANFANG}{}",
        web::schluessel::hex(&app.rahmen.zufall.bytes::<32>())
    );
    let jetzt = app.uhr.jetzt();
    tx.execute(
        "INSERT INTO zugangsschluessel (id, token, benutzer, name, angelegt, bis) VALUES ($1, $2, $3, $4, $5, $6)",
        werte![
            app.ids.uuid(),
            super::hash(&geheimnis),
            kontext.benutzer(),
            name,
            jetzt,
            jetzt.plus_sekunden(tage * 24 * 3600)
        ],
    )
    .await?;
    let wer = Some(kontext.benutzer());
    journal::ereignis(
        tx,
        &*app.uhr,
        wer,
        "zugangsschluessel.anlegen",
        true,
        &format!("{tage} Tage"),
    );
    Ok(geheimnis)
}

/// The keys of a user that have not ended, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn von(app: &App, tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<Vec<Zugang>> {
    Ok(tx
        .fetch_all(
            "SELECT id, name, angelegt, bis, zuletzt FROM zugangsschluessel
             WHERE benutzer = $1 AND bis > $2 ORDER BY angelegt DESC, id",
            werte![benutzer, app.uhr.jetzt()],
        )
        .await?)
}

/// Ends one key of this user at once.
///
/// # Errors
/// [`crate::Error::NichtGefunden`] when it is not theirs.
pub async fn loeschen(app: &App, tx: &mut Tx, benutzer: Id<Benutzer>, id: Id<Zugang>) -> Result<()> {
    let n = tx
        .execute(
            "DELETE FROM zugangsschluessel WHERE id = $1 AND benutzer = $2",
            werte![id, benutzer],
        )
        .await?;
    if n != 1 {
        return Err(crate::Error::NichtGefunden);
    }
    journal::ereignis(
        tx,
        &*app.uhr,
        Some(benutzer),
        "zugangsschluessel.loeschen",
        true,
        "",
    );
    Ok(())
}

/// Ends all keys of a user: with a new password, whoever knew the old one shall hold nothing any more.
pub(crate) async fn alle_loeschen(tx: &mut Tx, benutzer: Id<Benutzer>) -> Result<()> {
    tx.execute(
        "DELETE FROM zugangsschluessel WHERE benutzer = $1",
        werte![benutzer],
    )
    .await?;
    Ok(())
}

/// Forgets keys that have ended; for the daily job.
///
/// # Errors
/// When the database refuses.
pub async fn aufraeumen(tx: &mut Tx, jetzt: Zeitpunkt) -> Result<u64> {
    Ok(tx
        .execute("DELETE FROM zugangsschluessel WHERE bis <= $1", werte![jetzt])
        .await?)
}
