//! Who is preferred in a Raum: found by a procedure, resolved by the committee, alone or as a Verbund. Never a reason
//! to leave anybody else out (RL-03).

use amt::{
    App, Error, Result,
    go::Wert,
    journal, ordnung,
    recht::{Bearbeiten, Befugnis},
};
use base::{Datum, Id};
use store::Tx;

use super::{feld, ohne_befund, vereinbarung::zeitraum};
use crate::{
    ablage::{self, Wann, vereinbarung},
    model::{Organisation, Schwerpunkt},
    rules::vereinbarung::{anteile_pruefen, zu_viele},
};

/// Where the Geschäftsordnung says nothing.
const HOECHSTENS: usize = 2;

/// Keeps who is preferred. The key is drawn here.
///
/// # Errors
/// `TEAM-E20` for shares that are not the whole, `TEAM-E24` for too many at a time, `WEB-E04` for a resolution that
/// comes after the beginning.
pub async fn schwerpunkt_eintragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Organisation>,
    mut neu: Schwerpunkt,
) -> Result<Id<Schwerpunkt>> {
    let go = ordnung::geltende(app, tx).await?;
    let hoechstens = match go.wert("team.schwerpunkttraeger_je_region") {
        Some(Wert::Liste(l)) => l
            .last()
            .and_then(Wert::zahl)
            .and_then(|z| usize::try_from(z).ok()),
        _ => None,
    };
    let mut befunde = anteile_pruefen(&neu.mitglieder);
    if neu.beschluss_am > neu.gueltigkeit.ab() {
        let text = "Der Beschluss kommt vor dem ersten Tag.";
        befunde.push(feld("WEB-E04", "beschluss_am", text));
    }
    let alle = vereinbarung::schwerpunkte(tx).await?;
    befunde.extend(zu_viele(&alle, &neu, hoechstens.unwrap_or(HOECHSTENS)));
    for m in &neu.mitglieder {
        if !ablage::organisation::laden(tx, m.organisation)
            .await?
            .ist_traeger()
        {
            return Err(Error::NichtGefunden);
        }
    }
    ohne_befund(befunde)?;
    neu.id = app.ids.neu();
    vereinbarung::schwerpunkt_anlegen(tx, &*app.ids, &neu, Wann::jetzt(app, may.kontext())).await?;
    notieren(app, tx, may, &neu, "neu");
    Ok(neu.id)
}

/// Ends it with the end of `letzter`: somebody leaves the Verbund, or it is over. What follows is entered anew, with its
/// own shares and resolution.
///
/// # Errors
/// `WEB-E04` for a day before its beginning or after its end.
pub async fn schwerpunkt_beenden(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Organisation>,
    alt: &Schwerpunkt,
    letzter: Datum,
) -> Result<()> {
    let bis = letzter.plus_tage(1);
    let g = alt.gueltigkeit;
    if bis <= g.ab() || g.bis().is_some_and(|alt| alt <= bis) {
        let text = format!("Der letzte Tag liegt in der Zeit {}.", zeitraum(&g));
        return Err(feld("WEB-E04", "letzter", text).into());
    }
    vereinbarung::schwerpunkt_beenden(tx, alt.id, bis).await?;
    notieren(app, tx, may, alt, "beendet");
    Ok(())
}

fn notieren(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Organisation>, s: &Schwerpunkt, was: &str) {
    for m in &s.mitglieder {
        let angaben = format!("schwerpunkt={was},raum={}", s.raum);
        journal::notieren(tx, &*app.uhr, may, m.organisation, angaben);
    }
}
