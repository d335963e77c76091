//! Two ways to a card: by the case it belongs to, or by a consent that holds now.

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Befugnis, Objektart},
};
use base::Id;
use store::Tx;

use super::Bestand;
use crate::{
    model::{Fall, KarteIx, KarteXii, Kartenstelle, Koordinationskarte, Stelle},
    nachbarn::nachbarn,
    service::fall::zugang::{FallMay, befugt},
};

/// Proof that the person agreed to show this user something of a card.
#[derive(Debug)]
pub(super) enum KarteMay<A> {
    Viii(Befugnis<A, Koordinationskarte>),
    Ix(Befugnis<A, KarteIx>),
    Xii(Befugnis<A, KarteXii>),
}

impl<A: Aktion> KarteMay<A> {
    fn pruefen(kontext: &Kontext, karte: &Koordinationskarte) -> Result<Self> {
        let id = karte.id.uuid();
        Ok(match Stelle::von_sektor(&karte.sektor) {
            Stelle::Sgb8 | Stelle::Sgb2 => {
                Self::Viii(Befugnis::mit_einwilligung(kontext, Some(Id::von(id)))?)
            }
            Stelle::Sgb9 => Self::Ix(Befugnis::mit_einwilligung(kontext, Some(Id::von(id)))?),
            Stelle::Sgb12 => Self::Xii(Befugnis::mit_einwilligung(kontext, Some(Id::von(id)))?),
        })
    }

    pub(super) fn notieren(&self, app: &App, tx: &mut Tx, angaben: &str) {
        fn eins<A: Aktion, K: Objektart>(app: &App, tx: &mut Tx, b: &Befugnis<A, K>, angaben: &str) {
            if let Some(id) = b.objekt() {
                amt::journal::notieren(tx, &*app.uhr, b, id, angaben);
            }
        }
        match self {
            Self::Viii(b) => eins(app, tx, b, angaben),
            Self::Ix(b) => eins(app, tx, b, angaben),
            Self::Xii(b) => eins(app, tx, b, angaben),
        }
    }
}

/// By the case.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever has no such right on the case.
pub(super) async fn eigene<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
) -> Result<(FallMay<A>, Fall, Bestand)> {
    let b = Bestand::laden(app, tx, id).await?.ok_or(Error::NichtGefunden)?;
    let (may, fall) = befugt::<A>(app, tx, kontext, b.karte.fall).await?;
    Ok((may, fall, b))
}

/// By a consent: the named contact, while the card is active and a consent for them holds. Asked anew by every request,
/// so that a withdrawal also meets a page that is open.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody else.
pub(super) async fn als_kontakt<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
) -> Result<(KarteMay<A>, Kartenstelle, Bestand)> {
    let b = Bestand::laden(app, tx, id).await?.ok_or(Error::NichtGefunden)?;
    let may = KarteMay::pruefen(kontext, &b.karte)?;
    let ich = nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await?;
    let meine = b.stellen.iter().find(|s| Some(s.fachkraft) == ich).cloned();
    let meine = meine.ok_or(Error::NichtGefunden)?;
    if b.sichtbar(meine.id).is_empty() {
        return Err(Error::NichtGefunden);
    }
    Ok((may, meine, b))
}
