//! A link to the Akteur, by which an offer can be confirmed or corrected once, without an account.

use amt::{
    App, Benutzer, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Id, Zeitpunkt};
use sha2::{Digest, Sha256};
use store::{Tx, auftrag};

use super::Gespeichert;
use crate::{
    Angebot,
    ablage::{
        self,
        pflege::Erreichbar,
        verlauf::{Aenderung, Wer},
    },
};

/// Days a link holds.
pub const LINK_TAGE: i64 = 30;
/// Days after which the next link may go out: nobody is pestered.
pub const ERINNERUNG_PAUSE_TAGE: i64 = 14;
const TAG_S: i64 = 24 * 3600;

/// The fingerprint a link is kept as.
pub(super) fn abdruck(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Puts a letter with a new link into the outgoing mail. The link itself stands only in the letter.
///
/// # Errors
/// `NETZ-E42` when there is no address, `NETZ-E43` when a link went out in the last fourteen days.
pub async fn erinnern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    basis: &str,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let g = ablage::angebot::laden(tx, id).await?;
    let e = ablage::pflege::erreichbar(tx, id).await?;
    if e.adresse().is_empty() {
        let text = format!(
            "Zu „{}“ gibt es keine E-Mail-Adresse. Bitte rufen Sie an.",
            g.daten.titel
        );
        return Err(amt::Error::regel("NETZ-E42", text));
    }
    if vor_kurzem(app, &e) {
        let text = format!(
            "Zu „{}“ ging in den letzten {ERINNERUNG_PAUSE_TAGE} Tagen schon ein Link hinaus.",
            g.daten.titel
        );
        return Err(amt::Error::regel("NETZ-E43", text));
    }
    let wer: Wer<'_> = may.kontext().into();
    senden(app, tx, (&g, &e), wer, "Link zur Prüfung gesendet", basis).await?;
    journal::notieren(tx, &*app.uhr, may, id, "link");
    Ok(())
}

/// Whether a link went out in the last days: nobody is pestered.
pub(super) fn vor_kurzem(app: &App, e: &Erreichbar) -> bool {
    let pause = app.uhr.jetzt().plus_sekunden(-ERINNERUNG_PAUSE_TAGE * TAG_S);
    e.zuletzt.is_some_and(|z| z > pause)
}

/// Writes the letter with a new link, and notes it in the history of the offer.
pub(super) async fn senden(
    app: &App,
    tx: &mut Tx,
    (g, e): (&Gespeichert, &Erreichbar),
    wer: Wer<'_>,
    was: &str,
    basis: &str,
) -> Result<()> {
    let (token, bis) = neuer_link(app, tx, g.id, wer.benutzer).await?;
    let text = format!(
        "Guten Tag,\n\nim Verzeichnis „{behoerde}“ steht Ihr Angebot „{titel}“. Zuletzt wurde es am {geprueft} geprüft.\n\n\
         Stimmt noch alles? Bitte öffnen Sie diesen Link. Sie brauchen kein Konto:\n\n{basis}/angebot-pruefen?k={token}\n\n\
         Dort können Sie bestätigen, dass alles stimmt, oder uns Änderungen vorschlagen. Wir sehen Ihren Vorschlag an, \
         bevor er veröffentlicht wird.\n\nDer Link gilt bis {bis} und nur einmal. Bitte geben Sie ihn nicht weiter.\n\n\
         Freundliche Grüße\n{behoerde}\n",
        behoerde = app.rahmen.behoerde,
        titel = g.daten.titel,
        geprueft = g.daten.geprueft_am,
        bis = bis.datum(),
    );
    let betreff = format!("Stimmt Ihr Eintrag noch? {}", g.daten.titel);
    brief(app, tx, e.adresse(), &betreff, &text).await?;
    // no state before it: there is nothing to take back
    let aenderung = Aenderung {
        id: app.ids.neu(),
        art: "ANGEBOT",
        objekt: g.id.uuid(),
        was,
        vorher: String::new(),
        version: g.version,
    };
    ablage::verlauf::notieren(tx, aenderung, wer, app.uhr.jetzt()).await
}

/// A new link for this offer: its secret, which is kept nowhere, and when it ends. Links made before end now.
///
/// # Errors
/// When the database refuses.
pub async fn link(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
) -> Result<(String, Zeitpunkt)> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let neu = neuer_link(app, tx, id, may.kontext().benutzer()).await?;
    journal::notieren(tx, &*app.uhr, may, id, "link");
    Ok(neu)
}

async fn neuer_link(
    app: &App,
    tx: &mut Tx,
    id: Id<Angebot>,
    wer: Id<Benutzer>,
) -> Result<(String, Zeitpunkt)> {
    let token = web::schluessel::hex(&app.rahmen.zufall.bytes::<32>());
    let jetzt = app.uhr.jetzt();
    let bis = jetzt.plus_sekunden(LINK_TAGE * TAG_S);
    ablage::pflege::anfragen(tx, (app.ids.neu(), id), abdruck(&token), wer, (jetzt, bis)).await?;
    Ok((token, bis))
}

/// Days a letter waits for a way out, for example while no mail server is set up.
const BRIEF_TAGE: i64 = 30;

/// Gives up letters that found no way out in a month: an address and the secret of a link are not kept for ever. Runs
/// every hour; of how many letters.
///
/// # Errors
/// When the database cannot be written.
pub async fn briefe_vergessen(tx: &mut Tx, jetzt: Zeitpunkt) -> Result<u64> {
    let n = tx
        .execute(
            "UPDATE auftrag SET daten = '', status = 'ABGEBROCHEN', beendet_am = $1, ergebnis = 'nicht zustellbar'
             WHERE art = 'mail' AND status = 'OFFEN' AND angelegt_am < $2",
            store::werte![jetzt, jetzt.plus_sekunden(-BRIEF_TAGE * TAG_S)],
        )
        .await?;
    Ok(n)
}

/// Puts a letter into the outgoing mail.
pub(super) async fn brief(app: &App, tx: &mut Tx, an: &str, betreff: &str, text: &str) -> Result<()> {
    let daten = serde_json::json!({ "an": an, "betreff": betreff, "text": text });
    let (id, jetzt) = (app.ids.neu(), app.uhr.jetzt());
    auftrag::anlegen(tx, id, "mail", &daten.to_string(), None, jetzt).await?;
    Ok(())
}
