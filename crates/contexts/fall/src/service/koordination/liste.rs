//! The cards somebody has to do with: those of the own cases, and those of others they are a contact of.

use amt::{
    App, Error, Kontext, Result,
    recht::{Bereich, Lesen, erreicht_mit_einwilligung},
};
use base::{Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::{
    Bestand,
    sehen::zahl_der_aufgaben,
    zugang::{als_kontakt, eigene},
};
use crate::{
    model::{Kartenstand, Koordinationskarte},
    nachbarn::nachbarn,
    store::koordination as db,
};

/// Seconds a contact still reads that a consent was withdrawn.
const NACHRICHT: i64 = 30 * 24 * 3600;

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Zeile {
    /// The card.
    pub id: Id<Koordinationskarte>,
    /// The person.
    pub name: String,
    /// State.
    pub stand: Kartenstand,
    /// Topics to agree on.
    pub aufgaben: usize,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Meine {
    /// Of own cases.
    pub eigene: Vec<Zeile>,
    /// Of cases of other offices.
    pub fremde: Vec<Zeile>,
    /// When somebody withdrew a consent for the user; who, is no longer said.
    pub widerrufen: Vec<Zeitpunkt>,
}

/// Whether a role of the user has to do with cards at all.
#[must_use]
pub fn darf_liste(kontext: &Kontext) -> bool {
    let bereiche = [Bereich::FallViii, Bereich::FallIx, Bereich::PflegeXii];
    kontext.rollen().iter().any(|r| {
        bereiche
            .iter()
            .any(|b| erreicht_mit_einwilligung(kontext, r.rolle, *b))
    })
}

/// The list; each card shown is noted in the journal. Commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] for roles that have nothing to do with cards.
pub async fn meine(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Meine> {
    if !darf_liste(kontext) {
        return Err(Error::NichtGefunden);
    }
    let mut aus = Meine::default();
    let Some(ich) = ich(app, tx, kontext).await? else {
        return Ok(aus);
    };
    let zeile = |b: &Bestand, stelle: Option<Uuid>| Zeile {
        id: b.karte.id,
        name: b.karte.name(),
        stand: b.karte.stand,
        aufgaben: zahl_der_aufgaben(b, stelle),
    };
    for k in db::von_fallfuehrenden(tx, ich).await? {
        match eigene::<Lesen>(app, tx, kontext, k.id).await {
            Ok((may, _, b)) => {
                may.notieren(app, tx, "koordinationskarten");
                aus.eigene.push(zeile(&b, None));
            }
            Err(Error::NichtGefunden) => {}
            Err(e) => return Err(e),
        }
    }
    for k in db::kontakte(tx, ich).await? {
        match als_kontakt::<Lesen>(app, tx, kontext, k.karte).await {
            Ok((may, meine, b)) => {
                may.notieren(app, tx, "koordinationskarten");
                aus.fremde.push(zeile(&b, Some(meine.id)));
            }
            Err(Error::NichtGefunden) => aus.widerrufen.extend(widerruf(app, tx, k.karte, k.stelle).await?),
            Err(e) => return Err(e),
        }
    }
    aus.widerrufen.sort_unstable();
    aus.widerrufen.reverse();
    Ok(aus)
}

async fn ich(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Option<Uuid>> {
    nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await
}

/// A recipient is told of a withdrawal.
async fn widerruf(
    app: &App,
    tx: &mut Tx,
    karte: Id<Koordinationskarte>,
    stelle: Uuid,
) -> Result<Option<Zeitpunkt>> {
    let seit = app.uhr.jetzt().plus_sekunden(-NACHRICHT);
    let alle = db::einwilligungen(tx, karte).await?.into_iter();
    Ok(alle
        .filter(|e| e.stelle == stelle)
        .filter_map(|e| e.widerrufen_am)
        .filter(|w| *w >= seit)
        .max())
}

/// How many cards there are for the user, and how many topics to agree on; nobody is named, so nothing is noted.
///
/// # Errors
/// When the database cannot be read.
pub async fn offen(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<(usize, usize)> {
    let Some(ich) = ich(app, tx, kontext).await? else {
        return Ok((0, 0));
    };
    let (mut karten, mut aufgaben) = (0, 0);
    for k in db::von_fallfuehrenden(tx, ich).await? {
        if let Some(b) = Bestand::laden(app, tx, k.id).await? {
            karten += 1;
            aufgaben += zahl_der_aufgaben(&b, None);
        }
    }
    for k in db::kontakte(tx, ich).await? {
        if let Some(b) = Bestand::laden(app, tx, k.karte).await?
            && !b.sichtbar(k.stelle).is_empty()
        {
            karten += 1;
            aufgaben += zahl_der_aufgaben(&b, Some(k.stelle));
        }
    }
    Ok((karten, aufgaben))
}
