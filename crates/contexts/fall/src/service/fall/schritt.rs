//! Takes one row of the table a case follows.

use amt::{
    App, Error, Result,
    recht::{Aktion, Bearbeiten, Entscheiden},
};
use store::Tx;

use super::{
    abschluss, entscheidung, lesen, rechtsbehelf,
    zugang::{FallMay, befugt},
};
use crate::{
    model::{Angabe, Auftragsstand, Fall, FallStand, Fallspur, Ueberpruefung},
    rules::fall::{
        sm3::{Folge, Zeile},
        spur,
    },
    store::{beauftragung as auftraege, fall as db, ueberpruefung as reviews},
};

/// Takes the step. The table says who may, what must be there and what follows.
///
/// # Errors
/// `FALL-E10` when the user may not (RL-02), `FALL-E74` from a wrong state, one reason per missing guard,
/// [`Error::Konflikt`] on a stale version.
pub async fn schritt(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: Fall,
    version: i64,
    welcher: &str,
) -> Result<FallStand> {
    gehen(app, tx, may, fall, version, welcher).await
}

/// Like [`schritt`], for whoever may do no more with the case than take this row; what the row decides still asks for
/// the right to decide.
pub(super) async fn gehen<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<A>,
    mut fall: Fall,
    version: i64,
    welcher: &str,
) -> Result<FallStand> {
    let u = spur::finde(fall.stand, welcher).ok_or(Error::NichtGefunden)?;
    spur::pruefe_wer(u, may.kontext())?;
    if fall.version != version {
        return Err(Error::Konflikt);
    }
    let akte = lesen::laden(app, tx, fall.clone(), true).await?;
    if let Err(befunde) = akte.lage().gehe(u) {
        // somebody else was faster while this was read: then their result counts, not what seems to be missing
        if db::load(tx, fall.id).await?.is_none_or(|f| f.version != version) {
            return Err(Error::Konflikt);
        }
        return Err(Error::Regel(befunde));
    }
    wirken(app, tx, may, &akte, u, &mut fall).await?;
    let (von, jetzt) = (may.kontext().benutzer().uuid(), app.uhr.jetzt());
    fall.stand = u.nach;
    fall.stand_am = jetzt;
    db::update(tx, &fall, von, jetzt).await?;
    db::verlauf_anfuegen(
        tx,
        fall.id,
        (app.ids.uuid(), jetzt),
        (von, may.kontext().name()),
        (u.id, u.text),
    )
    .await?;
    may.notieren(app, tx, &format!("schritt={}", u.id));
    Ok(u.nach)
}

/// What a row does besides changing the state, in the same transaction.
async fn wirken<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<A>,
    akte: &lesen::Akte,
    u: &Zeile,
    fall: &mut Fall,
) -> Result<()> {
    let id = fall.id;
    if u.wirkt(Folge::Bescheid) {
        // deciding is a right of its own, besides writing in the case
        let (may, _) = befugt::<Entscheiden>(app, tx, may.kontext(), id).await?;
        entscheidung::vollziehen(app, tx, &may, akte).await?;
    }
    if u.wirkt(Folge::ObligoFrei) {
        let (may, _) = befugt::<Entscheiden>(app, tx, may.kontext(), id).await?;
        abschluss::vollziehen(app, tx, &may, akte).await?;
    }
    if u.wirkt(Folge::Zurueck) {
        let (may, _) = befugt::<Entscheiden>(app, tx, may.kontext(), id).await?;
        rechtsbehelf::zurueck(app, tx, &may, akte).await?;
    }
    if u.wirkt(Folge::Einladung) {
        let beginn = Ueberpruefung {
            id: app.ids.neu(),
            nummer: akte.ueberpruefungen.first().map_or(0, |u| u.nummer) + 1,
            beginn: akte.heute,
            zeit: app.uhr.jetzt(),
        };
        reviews::beginnen(tx, id, &beginn).await?;
    }
    if u.id == "H12" {
        auftraege::stellen(tx, id, Auftragsstand::Angenommen, Auftragsstand::Aktiv).await?;
    }
    if u.wirkt(Folge::Pruefdatum) {
        // a light track has no plan: the day stands for itself
        fall.naechster_termin = if fall.stand.spur() == Fallspur::Pflege {
            akte.angabe(Angabe::NaechsterBlick).and_then(|e| e.tag)
        } else {
            akte.plaene.first().map(|p| p.pruefdatum)
        };
    }
    if u.wirkt(Folge::Weisungsfrist) {
        fall.naechster_termin = akte.angabe(Angabe::WeisungBis).and_then(|e| e.tag);
    }
    Ok(())
}
