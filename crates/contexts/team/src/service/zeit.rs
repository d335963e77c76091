//! Time worked, booked by the person who worked.

use amt::{
    App, Error, Kontext, Result,
    recht::{Befugnis, Bezug, Lesen, Objektart},
};
use base::{Datum, Id, Min};
use raum::Raumeinheit;
use store::{Tx, journal::Eintrag};

use super::{feld, ohne_befund};
use crate::{
    ablage::{self, Wann, zeit},
    kalender::{self, Kalendereintrag, VERSCHOBEN, Wessen},
    model::{Arbeitsart, Fachkraft, Zeitbuchung},
    rules::zeit::pruefen,
};

/// What is booked: the same on every day it reaches over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeitangabe {
    /// Minutes by day.
    pub teile: Vec<(Datum, Min)>,
    /// What for.
    pub art: Arbeitsart,
    /// Where.
    pub raum: Option<Id<Raumeinheit>>,
    /// Aktenzeichen, group or project.
    pub bezug: String,
    /// A few words.
    pub kurztext: String,
    /// The entry of the calendar it is made from.
    pub quelle: Option<String>,
}

/// The person behind the account, who alone books their time.
async fn ich(tx: &mut Tx, kontext: &Kontext) -> Result<Befugnis<Lesen, Fachkraft>> {
    let ich = ablage::fachkraft::von_benutzer(tx, kontext.benutzer())
        .await?
        .ok_or(Error::NichtGefunden)?;
    let eigen = Bezug {
        eigenes: true,
        ..Bezug::default()
    };
    Befugnis::pruefen(kontext, Some(ich.id), eigen)
}

fn notieren(app: &App, tx: &mut Tx, may: &Befugnis<Lesen, Fachkraft>, id: Id<Zeitbuchung>, was: &str) {
    tx.journal(Eintrag {
        zeit: app.uhr.jetzt(),
        benutzer: Some(may.kontext().benutzer().uuid()),
        rolle: may.rolle().code().to_owned(),
        zweck: may.zweck().code().to_owned(),
        aktion: format!("zeitbuchung.{was}"),
        objektart: "zeitbuchung".to_owned(),
        objekt: Some(id.uuid()),
        klasse: Fachkraft::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: String::new(),
    });
}

/// Books time of one's own.
///
/// # Errors
/// `TEAM-E22`; `TEAM-E26` when the entry of the calendar is booked already; [`Error::NichtGefunden`] for an account without a Fachkraft.
pub async fn zeit_buchen(app: &App, tx: &mut Tx, kontext: &Kontext, a: &Zeitangabe) -> Result<()> {
    let may = ich(tx, kontext).await?;
    let wer = may.objekt().ok_or(Error::NichtGefunden)?;
    let buchung = |(datum, minuten): &(Datum, Min)| Zeitbuchung {
        id: app.ids.neu(),
        fachkraft: wer,
        datum: *datum,
        minuten: *minuten,
        art: a.art,
        raum: a.raum,
        bezug: a.bezug.clone(),
        kurztext: a.kurztext.clone(),
        quelle: a.quelle.clone(),
    };
    let neu: Vec<_> = a.teile.iter().map(buchung).collect();
    let (Some(erster), Some(letzter)) = (neu.first(), neu.last()) else {
        return Err(Error::NichtGefunden);
    };
    let schon = zeit::zwischen(tx, wer, erster.datum, letzter.datum).await?;
    ohne_befund(pruefen(&schon, &neu, app.uhr.heute()))?;
    if let Some(quelle) = &a.quelle {
        let ab = erster.datum.plus_tage(-VERSCHOBEN);
        if zeit::quellen(tx, wer, ab).await?.contains(quelle) {
            let text = "Das ist aus dem Kalender schon eingetragen.";
            return Err(feld("TEAM-E26", "datum", text).into());
        }
    }
    for b in &neu {
        zeit::anlegen(tx, b, Wann::jetzt(app, kontext)).await?;
        notieren(app, tx, &may, b.id, "anlegen");
    }
    Ok(())
}

/// What one's own days held and is not booked yet, the latest first.
///
/// # Errors
/// [`Error::NichtGefunden`] for an account without a Fachkraft.
pub async fn zeit_vorschlaege(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    zeit: (Datum, Datum),
) -> Result<Vec<Kalendereintrag>> {
    let may = ich(tx, kontext).await?;
    let fachkraft = may.objekt().ok_or(Error::NichtGefunden)?;
    kalender::offen(app, tx, Wessen { kontext, fachkraft }, zeit).await
}

/// The space of one's last booking within four weeks.
///
/// # Errors
/// [`Error::NichtGefunden`] for an account without a Fachkraft.
pub async fn zeit_zuletzt_in(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Option<Id<Raumeinheit>>> {
    let may = ich(tx, kontext).await?;
    let wer = may.objekt().ok_or(Error::NichtGefunden)?;
    let heute = app.uhr.heute();
    let zuletzt = zeit::zwischen(tx, wer, heute.plus_tage(-28), heute).await?;
    Ok(zuletzt.into_iter().find_map(|b| b.raum))
}

/// Takes a booking of one's own back.
///
/// # Errors
/// [`Error::Konflikt`] when it is gone or somebody else's.
pub async fn zeit_loeschen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Zeitbuchung>) -> Result<()> {
    let may = ich(tx, kontext).await?;
    let wer = may.objekt().ok_or(Error::NichtGefunden)?;
    zeit::loeschen(tx, wer, id).await?;
    notieren(app, tx, &may, id, "loeschen");
    Ok(())
}
