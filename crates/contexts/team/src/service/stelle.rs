use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Datum, Gueltigkeit, Id};
use store::Tx;

use super::{feld, unterschiede};
use crate::{
    ablage::{Wann, fachkraft, stelle, team},
    model::{Besetzung, Fachkraft, Stelle},
};

/// Creates a position, or changes the one the permission is for.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn stelle_speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Stelle>,
    mut neu: Stelle,
) -> Result<Id<Stelle>> {
    team::laden(tx, neu.team).await?;
    let wann = Wann::jetzt(app, may.kontext());
    let angaben = if let Some(id) = may.objekt() {
        neu.id = id;
        let alt = stelle::laden(tx, id).await?;
        stelle::aendern(tx, &neu, wann).await?;
        unterschiede!(alt, neu; bezeichnung, team, sektor)
    } else {
        neu.id = app.ids.neu();
        stelle::anlegen(tx, &neu, wann).await?;
        "neu".to_owned()
    };
    journal::notieren(tx, &*app.uhr, may, neu.id, angaben);
    Ok(neu.id)
}

/// Gives the position to somebody from a day on, or to nobody: whoever held it until then keeps their line, which
/// ends on that day. `version` is that of the position as the user saw it.
///
/// # Errors
/// `TEAM-E02` when a line begins on that day or later, [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn besetzen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Stelle>,
    version: i64,
    wer: Option<Id<Fachkraft>>,
    ab: Datum,
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let mut position = stelle::laden(tx, id).await?;
    position.version = version;
    let wann = Wann::jetzt(app, may.kontext());
    // counts the version up, so that two people who fill the position at once do not both succeed
    stelle::aendern(tx, &position, wann).await?;
    for alt in stelle::verlauf(tx, id).await? {
        if alt.gueltigkeit.ab() >= ab {
            let text = format!(
                "Ab dem {} ist die Stelle schon besetzt. Bitte einen späteren Tag wählen.",
                alt.gueltigkeit.ab()
            );
            return Err(feld("TEAM-E02", "ab", text).into());
        }
        if alt.gueltigkeit.bis().is_none_or(|bis| bis > ab) {
            stelle::besetzung_beenden(tx, &alt, ab, wann).await?;
        }
    }
    if let Some(wer) = wer {
        fachkraft::laden(tx, wer).await?;
        let gueltigkeit = Gueltigkeit::neu(ab, None).ok_or(amt::Error::NichtGefunden)?;
        let neu = Besetzung {
            id: app.ids.neu(),
            stelle: id,
            fachkraft: wer,
            gueltigkeit,
            version: 1,
        };
        stelle::besetzen(tx, &neu, wann).await?;
    }
    journal::notieren(tx, &*app.uhr, may, id, "besetzung");
    Ok(())
}
