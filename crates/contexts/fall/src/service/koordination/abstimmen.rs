//! Decisions that run beside each other: two offices that are about to decide on the same topic get the task to agree.

use amt::{App, Error, Kontext, Result, recht::Bearbeiten};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;

use super::{
    Bestand,
    pflegen::offen,
    zugang::{KarteMay, als_kontakt, eigene},
};
use crate::{
    model::{Kartenkategorie, Kartenstand, Koordinationskarte, Thema},
    rules::koordination as regeln,
    service::fall::zugang::FallMay,
    store::{fall_akte::Wann, koordination as db},
};

/// By which right somebody speaks for an office of the card.
enum Recht {
    Eigenes(FallMay<Bearbeiten>),
    Kontakt(KarteMay<Bearbeiten>),
}

impl Recht {
    fn notieren(&self, app: &App, tx: &mut Tx, angaben: &str) {
        match self {
            Self::Eigenes(may) => may.notieren(app, tx, angaben),
            Self::Kontakt(may) => may.notieren(app, tx, angaben),
        }
    }
}

/// Who speaks: `None` is the office that leads the case. A contact only while its consent covers decisions.
async fn sprecher(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
) -> Result<(Recht, Option<Uuid>, Bestand)> {
    match eigene::<Bearbeiten>(app, tx, kontext, id).await {
        Ok((may, _, b)) => return Ok((Recht::Eigenes(may), None, b)),
        Err(Error::NichtGefunden) => {}
        Err(e) => return Err(e),
    }
    let (may, meine, b) = als_kontakt(app, tx, kontext, id).await?;
    if !b.sieht(meine.id, Kartenkategorie::Entscheidungen) {
        return Err(Error::NichtGefunden);
    }
    Ok((Recht::Kontakt(may), Some(meine.id), b))
}

fn wann<'a>(app: &App, kontext: &'a Kontext) -> Wann<'a> {
    Wann {
        zeit: app.uhr.jetzt(),
        von: kontext.benutzer().uuid(),
        name: kontext.name(),
    }
}

/// An office says that it is about to decide on a topic; what it will be stays in its own file.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever speaks for nobody on the card; `FALL-E241` when the card is not active or the
/// office has said so already.
pub async fn anmelden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    thema: Thema,
) -> Result<()> {
    let (recht, stelle, b) = sprecher(app, tx, kontext, id).await?;
    offen(&b)?;
    let befund = |text: &str| Error::from(Befund::neu("FALL-E241", text).an("thema"));
    if b.karte.stand != Kartenstand::Aktiv {
        return Err(befund("Die Karte ist noch nicht freigeschaltet."));
    }
    let laeuft = |l: &&crate::model::LaufendeEntscheidung| {
        l.stelle == stelle && l.thema == thema && l.entschieden_am.is_none()
    };
    if b.entscheidungen.iter().any(|l| laeuft(&l)) {
        return Err(befund(
            "Zu diesem Thema haben Sie schon eine Entscheidung angemeldet.",
        ));
    }
    let w = wann(app, kontext);
    db::anmelden(tx, (app.ids.uuid(), id), stelle, thema, w.zeit).await?;
    db::anfuegen(
        tx,
        (app.ids.uuid(), id),
        ("Entscheidung angemeldet", thema.text()),
        w,
    )
    .await?;
    recht.notieren(app, tx, &format!("entscheidung angemeldet={}", thema.code()));
    Ok(())
}

/// The offices have talked about a topic. One of them writes down what they agreed on.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever has nothing to agree on there; `FALL-E90` without words; `FALL-E234` for a benefit
/// or a protective procedure.
pub async fn abgestimmt(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    (thema, worte): (Thema, &str),
) -> Result<()> {
    let (recht, stelle, b) = sprecher(app, tx, kontext, id).await?;
    let meine = |(t, wer): &(Thema, Vec<Option<Uuid>>)| *t == thema && wer.contains(&stelle);
    if !b.abzustimmen().iter().any(meine) {
        return Err(Error::NichtGefunden);
    }
    let mut befunde: Vec<Befund> = regeln::verboten(worte, "worte").into_iter().collect();
    if worte.trim().is_empty() {
        let text = "Bitte aufschreiben, worauf Sie sich geeinigt haben.";
        befunde.push(Befund::neu("FALL-E90", text).an("worte"));
    }
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let w = wann(app, kontext);
    db::abgestimmt(tx, (id, thema), worte.trim(), w.zeit).await?;
    db::anfuegen(tx, (app.ids.uuid(), id), ("abgestimmt", thema.text()), w).await?;
    recht.notieren(app, tx, &format!("abgestimmt={}", thema.code()));
    Ok(())
}

/// An office has decided; its own file says what.
///
/// # Errors
/// [`Error::NichtGefunden`] for a decision of another office; [`Error::Konflikt`] when it was said already.
pub async fn entschieden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    entscheidung: Uuid,
) -> Result<()> {
    let (recht, stelle, b) = sprecher(app, tx, kontext, id).await?;
    let l = b
        .entscheidungen
        .iter()
        .find(|l| l.id == entscheidung && l.stelle == stelle);
    let thema = l.ok_or(Error::NichtGefunden)?.thema;
    let w = wann(app, kontext);
    db::entschieden(tx, id, entscheidung, w.zeit).await?;
    db::anfuegen(
        tx,
        (app.ids.uuid(), id),
        ("Entscheidung getroffen", thema.text()),
        w,
    )
    .await?;
    recht.notieren(app, tx, &format!("entschieden={}", thema.code()));
    Ok(())
}
