//! Reads that are noted: a booking may carry the pseudonym of a case.

use amt::{
    App, Kontext, Result, journal,
    recht::{Befugnis, Lesen},
};
use base::{Cent, Id};
use store::Tx;

use super::{Blick, Filter, darf_topf};
use crate::{
    ablage,
    model::{Buchung, Szenario},
};

/// The bookings that fit and that the user may see, with their number and sum. The look is noted.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::too_many_arguments, reason = "a list has a filter and a page")]
pub async fn buchungen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    blick: &Blick,
    jahr: i64,
    filter: &Filter,
    ab: u64,
    je_seite: u32,
) -> Result<(Vec<Buchung>, i64, Cent)> {
    let alle: Vec<_> = blick.toepfe.iter().collect();
    let filter = Filter {
        nur: blick.nur(),
        ..filter.clone()
    };
    let (anzahl, summe) = ablage::buchung::summe(tx, jahr, &filter).await?;
    let zeilen = ablage::buchung::liste(tx, jahr, &filter, ab, je_seite).await?;
    // whoever sees the Töpfe reads their lines; noted once for the list
    if let Ok(may) = lesen_darf(app, tx, kontext, &alle).await {
        for b in zeilen.iter().filter(|b| !b.bezug.fall.is_empty()).take(1) {
            journal::notieren(
                tx,
                &*app.uhr,
                &may,
                b.id,
                format!("liste,jahr={jahr},treffer={anzahl}"),
            );
        }
    }
    Ok((zeilen, anzahl, summe))
}

async fn lesen_darf(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    toepfe: &[&crate::model::Topf],
) -> Result<Befugnis<Lesen, Buchung>> {
    match toepfe {
        [] => Befugnis::pruefen(kontext, None, amt::recht::Bezug::default()),
        viele => match darf_topf(app, tx, kontext, None, viele).await {
            Ok(may) => Ok(may),
            Err(_) => Befugnis::pruefen(kontext, None, amt::recht::Bezug::default()),
        },
    }
}

/// One booking with its counter-booking, noted.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] for what is not there or not theirs.
pub async fn buchung_lesen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    blick: &Blick,
    id: Id<Buchung>,
) -> Result<(Buchung, Option<Buchung>)> {
    let b = ablage::buchung::laden(tx, id).await?;
    blick.topf(b.topf)?;
    let may = Befugnis::<Lesen, Buchung>::pruefen(kontext, Some(id), amt::recht::Bezug::default())?;
    journal::notieren(tx, &*app.uhr, &may, id, "");
    let zurueck = ablage::buchung::storno(tx, id).await?;
    Ok((b, zurueck))
}

/// A decided allocation, as the committee sees it; a draft only for those who see the room.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] for what is not there or not theirs.
pub async fn protokoll_lesen(tx: &mut Tx, kontext: &Kontext, id: Id<Szenario>) -> Result<Szenario> {
    let s = ablage::verteilung::laden(tx, id).await?;
    if s.beschlossen {
        Befugnis::<Lesen, Szenario>::freigegeben(kontext, Some(id))?;
    } else {
        super::darf_ueberall::<Lesen, Szenario>(kontext, Some(id))?;
    }
    Ok(s)
}
