//! Takes a row of SM-6.

use amt::{App, Error, Kontext, Result, recht::Bearbeiten};
use base::{Befund, Id};
use store::Tx;

use super::{Bestand, zugang::eigene};
use crate::{
    model::{Kartenstand, Koordinationskarte},
    rules::{
        ablauf,
        koordination::{Bedingung, SM6, WIDERRUF, Zeile},
    },
    service::fall::{wille::wann, zugang::FallMay},
    store::koordination as db,
};

/// What the form of a step says.
#[derive(Debug, Clone, Default)]
pub struct Schritt {
    /// The person was told what the card is for, and was asked.
    pub aufgeklaert: bool,
    /// Why it ends.
    pub grund: String,
}

/// Takes one row of the table.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever may not write in the case, or an unknown row; `FALL-E74` from a wrong state; one
/// reason per missing guard; [`Error::Konflikt`] on a stale version.
pub async fn gehen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Koordinationskarte>, i64),
    welcher: &str,
    cmd: &Schritt,
) -> Result<Kartenstand> {
    let (may, _, b) = eigene::<Bearbeiten>(app, tx, kontext, id).await?;
    let u = SM6.iter().find(|u| u.id == welcher && u.darf(kontext));
    let u = u.ok_or(Error::NichtGefunden)?;
    if b.karte.version != version {
        return Err(Error::Konflikt);
    }
    nehmen(app, tx, &may, b, u, cmd).await
}

async fn nehmen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    mut b: Bestand,
    u: &'static Zeile,
    cmd: &Schritt,
) -> Result<Kartenstand> {
    if !u.von.contains(&b.karte.stand) {
        let text = format!("„{}“ geht in diesem Stand nicht: {}.", u.text, b.karte.stand);
        return Err(Befund::neu("FALL-E74", text).into());
    }
    let fehlt = u.fehlt(|g| match g {
        Bedingung::Beteiligt => !b.stellen.is_empty(),
        Bedingung::Aufgeklaert => cmd.aufgeklaert || b.karte.aufgeklaert_am.is_some(),
        Bedingung::Einwilligung => b.eine_gilt(),
        Bedingung::Grund => !cmd.grund.trim().is_empty(),
        Bedingung::Widerruf => !b.einwilligungen.is_empty() && !b.eine_gilt(),
    });
    if !fehlt.is_empty() {
        return Err(Error::Regel(fehlt));
    }
    let w = wann(app, may);
    if u.bedingungen.contains(&Bedingung::Aufgeklaert) {
        b.karte.aufgeklaert_am = Some(app.uhr.heute());
    }
    if u.nach == Kartenstand::Beendet {
        b.karte.grund_ende = match cmd.grund.trim() {
            "" => u.text.to_owned(),
            g => g.to_owned(),
        };
    }
    b.karte.stand = u.nach;
    db::stellen_auf(tx, &b.karte, w.zeit).await?;
    db::anfuegen(tx, (app.ids.uuid(), b.karte.id), (u.text, cmd.grund.trim()), w).await?;
    may.notieren(app, tx, &format!("koordinationskarte={}", u.nach.code()));
    Ok(u.nach)
}

/// K04: nobody consents any more, so there is no card any more.
pub(super) async fn nach_widerruf(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    id: Id<Koordinationskarte>,
) -> Result<()> {
    let b = Bestand::laden(app, tx, id).await?.ok_or(Error::NichtGefunden)?;
    let Some(u) = ablauf::ab(SM6, b.karte.stand).find(|u| u.id == WIDERRUF) else {
        return Ok(());
    };
    if !b.eine_gilt() {
        nehmen(app, tx, may, b, u, &Schritt::default()).await?;
    }
    Ok(())
}
