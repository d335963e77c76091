//! What an Akteur can do with a link: look at the offer, say that it still holds, or propose changes. There is no
//! account and so no authorisation; the link proves which one offer it is about, and it works once.

use amt::{App, Result, recht::Objektart as _};
use base::{Befund, Id};
use store::{Tx, journal::Eintrag};

use super::{angebot::festhalten, erinnern::abdruck};
use crate::{
    Anfrage, Angebot, AngebotDaten, Vorschlag,
    ablage::{self, pflege::OffeneAnfrage, verlauf::Wer},
    codes::Vorschlagsfeld,
    rules::{
        pruefen,
        vorschlag::{einsetzen, unterschiede},
    },
};

/// The offer a link is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Gefragt {
    anfrage: Id<Anfrage>,
    /// Key of the offer.
    pub id: Id<Angebot>,
    /// What is said about it now.
    pub daten: AngebotDaten,
    /// Name of the Akteur.
    pub akteur: String,
    version: i64,
}

/// The offer of this link; `None` when the link was used, has ended, or never was.
///
/// # Errors
/// When the database cannot be read.
pub async fn oeffnen(app: &App, tx: &mut Tx, token: &str) -> Result<Option<Gefragt>> {
    let Some(OffeneAnfrage { id, angebot }) =
        ablage::pflege::offene(tx, abdruck(token), app.uhr.jetzt()).await?
    else {
        return Ok(None);
    };
    let g = ablage::angebot::laden(tx, angebot).await?;
    Ok(Some(Gefragt {
        anfrage: id,
        id: angebot,
        daten: g.daten,
        akteur: g.akteur_name,
        version: g.version,
    }))
}

fn notieren(app: &App, tx: &mut Tx, id: Id<Angebot>, was: &str) {
    tx.journal(Eintrag {
        zeit: app.uhr.jetzt(),
        benutzer: None,
        rolle: String::new(),
        zweck: Angebot::ZWECK.code().to_owned(),
        aktion: "angebot.selbstpruefung".to_owned(),
        objektart: Angebot::NAME.to_owned(),
        objekt: Some(id.uuid()),
        klasse: Angebot::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: was.to_owned(),
    });
}

/// The Akteur says that everything still holds: only the day of the check changes.
///
/// # Errors
/// `Konflikt` when the link was used in between.
pub async fn bestaetigen(app: &App, tx: &mut Tx, g: &Gefragt) -> Result<()> {
    if !ablage::pflege::verbrauchen(tx, g.anfrage, app.uhr.jetzt()).await? {
        return Err(amt::Error::Konflikt);
    }
    let (heute, von) = (app.uhr.heute(), format!("{} (über den Link)", g.akteur));
    // nobody of the office did it, and the Akteur has no account
    let wer = Wer {
        benutzer: Id::von(uuid::Uuid::nil()),
        name: &von,
    };
    let was = "geprüft: stimmt noch";
    festhalten(app, tx, (g.id, None), wer, was, |d| {
        d.geprueft_am = heute;
        d.geprueft_von.clone_from(&von);
    })
    .await?;
    notieren(app, tx, g.id, "bestaetigt");
    Ok(())
}

/// The Akteur proposes changes; the offer stays as it is until somebody of the office decides.
///
/// # Errors
/// `NETZ-E44` when nothing differs, what [`pruefen::angebot`] finds in the result, `Konflikt` when the link was used in
/// between.
pub async fn vorschlagen(
    app: &App,
    tx: &mut Tx,
    g: &Gefragt,
    neu: impl Fn(Vorschlagsfeld) -> String,
    bemerkung: &str,
) -> Result<Id<Vorschlag>> {
    let felder = unterschiede(&g.daten, neu);
    if felder.is_empty() && bemerkung.is_empty() {
        let text = "Sie haben nichts geändert. Wenn alles stimmt, drücken Sie oben auf „Stimmt noch“.";
        return Err(Befund::neu("NETZ-E44", text).an("titel").into());
    }
    // what cannot be taken over later is said now, to the one who can still mend it
    let (mut probe, heute) = (g.daten.clone(), app.uhr.heute());
    einsetzen(&mut probe, &felder, heute)?;
    let befunde: Vec<Befund> = pruefen::angebot(&mut probe, heute)
        .into_iter()
        .filter(|b| felder.iter().any(|u| u.feld.code() == b.ort))
        .collect();
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let jetzt = app.uhr.jetzt();
    if !ablage::pflege::verbrauchen(tx, g.anfrage, jetzt).await? {
        return Err(amt::Error::Konflikt);
    }
    let id = app.ids.neu();
    ablage::pflege::vorschlagen(tx, (id, g.id), g.version, &felder, bemerkung, jetzt).await?;
    notieren(app, tx, g.id, "vorgeschlagen");
    Ok(id)
}
