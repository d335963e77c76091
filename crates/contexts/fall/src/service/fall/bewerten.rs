//! Everybody rates the goals for themselves: family, young person and ASD by the Fachkraft, the Träger in its own view.

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;
use uuid::Uuid;

use super::{
    auftrag::Ausfuehren,
    lesen::{self, Akte},
    wille::wann,
    zugang::FallMay,
};
use crate::{
    model::{Beauftragung, Bewerter, Bewertung, FallStand, Wertung},
    store::{fall as db, fall_akte::Wann, ueberpruefung as ablage},
};

/// Ratings of one rater.
#[derive(Debug, Clone, Default)]
pub struct Bewertungsdaten {
    /// (Handlungsziel, rating, level of the GAS).
    pub ziele: Vec<(Uuid, Wertung, Option<i64>)>,
    /// Words to it.
    pub text: String,
    /// Why this rater is missing.
    pub fehlt: String,
}

async fn schreiben(
    app: &App,
    tx: &mut Tx,
    akte: &Akte,
    (von, w): (Bewerter, Wann<'_>),
    cmd: Bewertungsdaten,
) -> Result<()> {
    let laeuft = akte
        .ueberpruefungen
        .first()
        .filter(|_| matches!(akte.fall.stand, FallStand::F9 | FallStand::F10));
    let Some(u) = laeuft else {
        return Err(Error::regel(
            "FALL-E74",
            "Ziele werden in einer Überprüfung bewertet.",
        ));
    };
    if cmd.ziele.is_empty() && cmd.fehlt.trim().is_empty() {
        let text = "Bitte jedes Ziel bewerten oder sagen, warum die Bewertung fehlt.";
        return Err(Error::Regel(vec![Befund::neu("FALL-E130", text).an("fehlt")]));
    }
    let b = |ziel: Option<Uuid>, wertung: &str, gas: Option<i64>, text: &str| Bewertung {
        ueberpruefung: u.id.uuid(),
        handlungsziel: ziel,
        bewerter: von,
        wertung: wertung.to_owned(),
        gas: gas.filter(|g| (-2..=2).contains(g)),
        text: text.trim().to_owned(),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    let fall = akte.fall.id;
    for (ziel, wertung, gas) in &cmd.ziele {
        // a key of another case counts as none
        if akte.handlungsziele.iter().any(|h| h.id.uuid() == *ziel) {
            let zeile = b(Some(*ziel), wertung.code(), *gas, &cmd.text);
            ablage::bewerten(tx, app.ids.uuid(), fall, &zeile, w.von).await?;
        }
    }
    if !cmd.fehlt.trim().is_empty() {
        ablage::bewerten(tx, app.ids.uuid(), fall, &b(None, "", None, &cmd.fehlt), w.von).await?;
    }
    Ok(())
}

/// The Fachkraft notes how somebody rates.
///
/// # Errors
/// `FALL-E130` without rating and reason, `FALL-E74` outside a review.
pub async fn bewerten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    von: Bewerter,
    cmd: Bewertungsdaten,
) -> Result<()> {
    let w = wann(app, may);
    schreiben(app, tx, akte, (von, w), cmd).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("bewertung={}", von.code()));
    Ok(())
}

/// The Träger rates in its own view.
///
/// # Errors
/// As [`bewerten`].
pub async fn als_traeger(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Ausfuehren, Beauftragung>,
    b: &Beauftragung,
    cmd: Bewertungsdaten,
) -> Result<()> {
    if !b.gilt() {
        return Err(Error::regel("FALL-E74", "Der Auftrag läuft nicht."));
    }
    let fall = db::load(tx, Id::von(b.fall)).await?.ok_or(Error::NichtGefunden)?;
    let akte = lesen::laden(app, tx, fall, false).await?;
    let w = Wann {
        zeit: app.uhr.jetzt(),
        von: may.kontext().benutzer().uuid(),
        name: may.kontext().name(),
    };
    schreiben(app, tx, &akte, (Bewerter::Traeger, w), cmd).await?;
    journal::notieren(tx, &*app.uhr, may, b.id, "bewertung");
    Ok(())
}
