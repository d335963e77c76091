//! Sets, moves and ticks off the days on which a case is to be looked at again (H20). Whoever leads the case or stands
//! in does it; they all see it.

use amt::{App, Error, Kontext, Result, recht::Bearbeiten};
use base::{Datum, Id};
use store::Tx;

use super::{
    wille::wann,
    zugang::{FallMay, befugt},
};
use crate::{
    model::{Fall, Wiedervorlage},
    rules::fall::wiedervorlage as regel,
    store::wiedervorlage as ablage,
};

/// What the form says.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "see Wiedervorlage")]
pub struct Vormerkdaten {
    /// The same form sent twice has the same key.
    pub id: Id<Wiedervorlage>,
    pub tag: Datum,
    pub grund: String,
    pub vorlauf: i64,
    pub ruht: bool,
}

/// Sets one.
///
/// # Errors
/// `FALL-E281` for a day that is not to come or a lead time out of bounds, `E282` without a reason, `E283` when the case
/// rests already, `FALL-E74` at the end of a case; [`Error::NichtGefunden`].
pub async fn vormerken(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fall: Id<Fall>,
    cmd: Vormerkdaten,
) -> Result<()> {
    let (may, fall) = befugt::<Bearbeiten>(app, tx, kontext, fall).await?;
    if fall.stand.beendet() {
        return Err(Error::regel(
            "FALL-E74",
            format!("Der Fall ist „{}“. Hier wird nichts mehr vorgemerkt.", fall.stand),
        ));
    }
    let w = Wiedervorlage {
        id: cmd.id,
        tag: cmd.tag,
        zuerst: cmd.tag,
        grund: cmd.grund.trim().to_owned(),
        vorlauf: cmd.vorlauf,
        ruht: cmd.ruht,
        zeit: app.uhr.jetzt(),
        benutzer_name: kontext.name().to_owned(),
        erledigt_am: None,
        erledigt_name: String::new(),
    };
    let schon = ablage::alle(tx, fall.id).await?;
    if schon.iter().any(|x| x.id == w.id) {
        return Ok(());
    }
    let befunde = regel::pruefen(&w, &schon, app.uhr.heute());
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    ablage::insert(tx, fall.id, &w, kontext.benutzer().uuid()).await?;
    let angaben = if w.ruht {
        "wiedervorlage=ruht"
    } else {
        "wiedervorlage=neu"
    };
    may.notieren(app, tx, angaben);
    Ok(())
}

/// One of this case, with the right to change it.
async fn finden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (fall, id): (Id<Fall>, Id<Wiedervorlage>),
) -> Result<FallMay<Bearbeiten>> {
    let (may, fall) = befugt::<Bearbeiten>(app, tx, kontext, fall).await?;
    let alle = ablage::alle(tx, fall.id).await?;
    if alle.iter().any(|w| w.id == id) {
        Ok(may)
    } else {
        Err(Error::NichtGefunden)
    }
}

/// Ticks one off; a case that rested goes on.
///
/// # Errors
/// [`Error::Konflikt`] when it is ticked off already; [`Error::NichtGefunden`] for one of another case.
pub async fn erledigen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    welche: (Id<Fall>, Id<Wiedervorlage>),
) -> Result<()> {
    let may = finden(app, tx, kontext, welche).await?;
    ablage::erledigen(tx, welche.1, wann(app, &may)).await?;
    may.notieren(app, tx, "wiedervorlage=erledigt");
    Ok(())
}

/// Moves one to another day to come.
///
/// # Errors
/// `FALL-E281`; [`Error::Konflikt`] when it stands on another day than `bisher` or is ticked off;
/// [`Error::NichtGefunden`].
pub async fn verschieben(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    welche: (Id<Fall>, Id<Wiedervorlage>),
    (bisher, neu): (Datum, Datum),
) -> Result<()> {
    let may = finden(app, tx, kontext, welche).await?;
    if let Some(b) = regel::tag(neu, app.uhr.heute()) {
        return Err(Error::Regel(vec![b]));
    }
    ablage::verschieben(tx, welche.1, bisher, neu).await?;
    may.notieren(app, tx, "wiedervorlage=verschoben");
    Ok(())
}
