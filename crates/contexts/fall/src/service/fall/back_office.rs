//! What the Back-Office does besides sending (Fachkonzept 4.5 H22, 4.6 EG12): it finds a Bescheid that went out long ago,
//! notes the Widerspruch that came by post, and lets a granted benefit begin. It decides nothing about either (RL-02).

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Recht},
};
use base::{Befund, Datum, Id};
use store::Tx;

use super::{
    eintragen::{self, Angabedaten},
    lesen,
    rechtsbehelf::{self, Einlegung},
    schritt,
    versand::{LEISTUNGSFORMEN, befugt, entschiedene, raeume, wann},
};
use crate::{
    model::{Fall, Rechtsbehelfsform, Versandzeile},
    store::{fall as db, versand as ablage},
};

/// Lines of the list of what was sent; for older ones there is the Aktenzeichen.
pub const VERSANDTE: usize = 100;

/// Noting what came in about a Bescheid. The matrix lets the Back-Office read a case; this and [`LeistungBeginnen`] are all
/// it writes, each by a row of the tables that names it.
#[derive(Debug, Clone, Copy)]
pub struct Posteingang;
impl Aktion for Posteingang {
    const NAME: &'static str = "posteingang";
    const RECHT: Recht = Recht::Lesen;
}

/// Letting a granted benefit begin.
#[derive(Debug, Clone, Copy)]
pub struct LeistungBeginnen;
impl Aktion for LeistungBeginnen {
    const NAME: &'static str = "leistung_beginnen";
    const RECHT: Recht = Recht::Lesen;
}

/// What was sent in the spaces of the desk, the last one first, without names; whether there is more.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody outside the Back-Office.
pub async fn versandte(
    tx: &mut Tx,
    kontext: &Kontext,
    aktenzeichen: &str,
) -> Result<(Vec<Versandzeile>, bool)> {
    let raeume = raeume(kontext)?;
    let eine_mehr = i64::try_from(VERSANDTE + 1).unwrap_or(i64::MAX);
    let mut zeilen = ablage::versandte(tx, aktenzeichen.trim(), raeume.as_deref(), eine_mehr).await?;
    let mehr = zeilen.len() > VERSANDTE;
    zeilen.truncate(VERSANDTE);
    Ok((zeilen, mehr))
}

/// The user takes over a Bescheid that was sent, whoever sent it, because something came in about it.
///
/// # Errors
/// [`Error::NichtGefunden`] outside the Back-Office and for a case out of the desk's reach or without such a Bescheid.
pub async fn nachtragen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<()> {
    let raeume = raeume(kontext)?;
    if !ablage::in_reichweite(tx, id, raeume.as_deref()).await? {
        return Err(Error::NichtGefunden);
    }
    let e = entschiedene(tx, id).await?;
    if ablage::nachtragen(tx, e.id, wann(app, kontext)).await? == 0 {
        return Err(Error::NichtGefunden);
    }
    let (may, _) = befugt::<Posteingang>(tx, kontext, id).await?;
    may.notieren(app, tx, "bescheid=uebernommen");
    Ok(())
}

/// What came in.
#[derive(Debug, Clone)]
pub struct Widerspruch {
    /// How.
    pub form: Rechtsbehelfsform,
    /// When.
    pub eingelegt_am: Datum,
    /// What the person says against the decision.
    pub worte: String,
}

/// H22: notes a remedy against the Bescheid the user took over. What becomes of it, the Fachkraft decides.
///
/// # Errors
/// [`Error::NichtGefunden`]; as [`rechtsbehelf::einlegen`].
pub async fn widerspruch(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    w: Widerspruch,
) -> Result<()> {
    let (may, fall) = befugt::<Posteingang>(tx, kontext, id).await?;
    let akte = lesen::laden(app, tx, fall, false).await?;
    let e = akte.entschieden().ok_or(Error::NichtGefunden)?;
    let cmd = Einlegung {
        entscheidung: e.id,
        form: w.form,
        eingelegt_am: w.eingelegt_am,
        worte: w.worte,
    };
    rechtsbehelf::aufnehmen(app, tx, &may, &akte, cmd).await
}

/// EG12: notes how the benefit is given and lets it begin, both or neither.
///
/// # Errors
/// [`Error::NichtGefunden`]; `FALL-E90` for a form that is none, a missing or future day, missing words; `FALL-E184`
/// when nothing is granted, `E185` while the person does not have the Gesamtplan, `FALL-E74` in another state.
pub async fn beginnen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    cmd: Angabedaten,
) -> Result<()> {
    let (may, fall) = befugt::<LeistungBeginnen>(tx, kontext, id).await?;
    if !LEISTUNGSFORMEN.contains(&cmd.angabe) {
        let text = "Bitte wählen, wie die Leistung erbracht wird.";
        return Err(Error::Regel(vec![Befund::neu("FALL-E90", text).an("angabe")]));
    }
    eintragen::notieren(app, tx, &may, &fall, cmd).await?;
    // noting it made a new version
    let fall = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let version = fall.version;
    schritt::gehen(app, tx, &may, fall, version, "EG12").await?;
    Ok(())
}
