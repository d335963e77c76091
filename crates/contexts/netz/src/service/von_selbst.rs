//! Asking the Akteure on its own: when an offer was not checked for too long, one letter with a link goes out, and never
//! a second one for the same check.

use amt::{App, Result, recht::Objektart as _};
use base::{Datum, Id};
use store::{Tx, journal::Eintrag, werte};

use super::erinnern::{senden, vor_kurzem};
use crate::{
    Angebot,
    ablage::{self, verlauf::Wer},
    codes::AngebotStatus,
    rules::frische::{abstand, faellig_am},
};

/// So many letters at a time: a mail server takes hundreds for spam.
pub const BRIEFE_JE_LAUF: usize = 100;

/// Sends what is due; how many letters that were. Nothing when the Geschäftsordnung switched it off or there is none.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn von_selbst_erinnern(app: &App, tx: &mut Tx, basis: &str) -> Result<usize> {
    let go = match amt::ordnung::geltende(app, tx).await {
        Ok(go) => go,
        Err(amt::Error::Regel(_)) => return Ok(0),
        Err(fehler) => return Err(fehler),
    };
    let an = go
        .wert("netz.erinnerung_automatisch")
        .and_then(amt::go::Wert::wahr);
    if an != Some(true) {
        return Ok(0);
    }
    let heute = app.uhr.heute();
    let bestand = super::suchen::bestand(app, tx).await?;
    let mut faellig: Vec<(Datum, Id<Angebot>)> = bestand
        .kandidaten
        .iter()
        .filter(|k| k.status == AngebotStatus::Aktiv)
        .map(|k| {
            let tage = abstand(k.pruef_tage, go.netz_veraltet_tage);
            (faellig_am(k.geprueft_am, tage), k.id)
        })
        .filter(|(tag, _)| *tag <= heute)
        .collect();
    // the longest overdue first
    faellig.sort_unstable_by_key(|(tag, id)| (*tag, id.uuid()));
    let mut gesendet = 0;
    for (tag, id) in faellig {
        if gesendet >= BRIEFE_JE_LAUF {
            break;
        }
        gesendet += usize::from(eine(app, tx, id, tag, basis).await?);
    }
    Ok(gesendet)
}

async fn eine(app: &App, tx: &mut Tx, id: Id<Angebot>, faellig: Datum, basis: &str) -> Result<bool> {
    let e = ablage::pflege::erreichbar(tx, id).await?;
    // somebody sent a link since it is due, or a few days before: that is the one letter
    if e.adresse().is_empty() || e.zuletzt.is_some_and(|z| z.datum() >= faellig) || vor_kurzem(app, &e) {
        return Ok(false);
    }
    let jetzt = app.uhr.jetzt();
    // two servers may look at the same time; the key lets one of them through
    let n = tx
        .execute(
            "INSERT INTO erinnerung_automatisch (angebot, faellig_am, gesendet_am) VALUES ($1, $2, $3)
             ON CONFLICT (angebot, faellig_am) DO NOTHING",
            werte![id, faellig, jetzt],
        )
        .await?;
    if n != 1 {
        return Ok(false);
    }
    let g = ablage::angebot::laden(tx, id).await?;
    let niemand = Wer {
        benutzer: Id::von(uuid::Uuid::nil()),
        name: "von selbst",
    };
    senden(
        app,
        tx,
        (&g, &e),
        niemand,
        "Link zur Prüfung gesendet, weil sie fällig war",
        basis,
    )
    .await?;
    tx.journal(Eintrag {
        zeit: jetzt,
        benutzer: None,
        rolle: String::new(),
        zweck: Angebot::ZWECK.code().to_owned(),
        aktion: "angebot.erinnern".to_owned(),
        objektart: Angebot::NAME.to_owned(),
        objekt: Some(id.uuid()),
        klasse: Angebot::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: "von selbst".to_owned(),
    });
    Ok(true)
}
