//! Who may do what with a case: the matrix knows cases by statute (VIII, IX, XII), the case knows its Sektor.

use amt::{
    App, Error, Kontext, Result,
    go::Sektor,
    recht::{Aktion, Befugnis, Bereich, Bezug, Lesen, Objektart, Rolle, Sicht},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Fall, FallStand, Uebergabe},
    nachbarn::nachbarn,
    service::{
        falleingang::{FallIx, FallJgh, FallXii, erster_stand},
        hilfe,
    },
    store::{Fallsicht, fall as db},
};

/// By which statute a case is led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gesetz {
    Viii,
    /// § 52 SGB VIII: the same cells of the matrix, another purpose.
    Jgh,
    Ix,
    Xii,
}

impl Gesetz {
    fn von(sektor: &str) -> Self {
        let sektor = Sektor::von_code(sektor);
        if sektor == Some(Sektor::Jgh) {
            return Self::Jgh;
        }
        match sektor.map(erster_stand) {
            Some(FallStand::G0) => Self::Ix,
            Some(FallStand::P0) => Self::Xii,
            _ => Self::Viii,
        }
    }

    const fn bereich(self) -> Bereich {
        match self {
            Self::Viii | Self::Jgh => Bereich::FallViii,
            Self::Ix => Bereich::FallIx,
            Self::Xii => Bereich::PflegeXii,
        }
    }
}

/// Proof of a right on one case.
#[derive(Debug)]
pub enum FallMay<A> {
    /// SGB VIII.
    Viii(Befugnis<A, Fall>),
    /// § 52 SGB VIII, Jugendgerichtshilfe.
    Jgh(Befugnis<A, FallJgh>),
    /// SGB IX.
    Ix(Befugnis<A, FallIx>),
    /// SGB XII.
    Xii(Befugnis<A, FallXii>),
}

impl<A: Aktion> FallMay<A> {
    fn pruefen(kontext: &Kontext, fall: &Fall, bezug: Bezug) -> Result<Self> {
        let id = fall.id.uuid();
        Ok(match Gesetz::von(&fall.sektor) {
            Gesetz::Viii => Self::Viii(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
            Gesetz::Jgh => Self::Jgh(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
            Gesetz::Ix => Self::Ix(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
            Gesetz::Xii => Self::Xii(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
        })
    }

    /// Who acts.
    #[must_use]
    pub const fn kontext(&self) -> &Kontext {
        match self {
            Self::Viii(b) => b.kontext(),
            Self::Jgh(b) => b.kontext(),
            Self::Ix(b) => b.kontext(),
            Self::Xii(b) => b.kontext(),
        }
    }

    /// The case.
    #[must_use]
    pub fn fall(&self) -> Option<Id<Fall>> {
        let id = match self {
            Self::Viii(b) => b.objekt()?.uuid(),
            Self::Jgh(b) => b.objekt()?.uuid(),
            Self::Ix(b) => b.objekt()?.uuid(),
            Self::Xii(b) => b.objekt()?.uuid(),
        };
        Some(Id::von(id))
    }

    /// Notes the act in the journal. `angaben` names fields or codes, never content.
    pub fn notieren(&self, app: &App, tx: &mut Tx, angaben: &str) {
        fn eins<A: Aktion, K: Objektart>(app: &App, tx: &mut Tx, b: &Befugnis<A, K>, angaben: &str) {
            if let Some(id) = b.objekt() {
                amt::journal::notieren(tx, &*app.uhr, b, id, angaben);
            }
        }
        match self {
            Self::Viii(b) => eins(app, tx, b, angaben),
            Self::Jgh(b) => eins(app, tx, b, angaben),
            Self::Ix(b) => eins(app, tx, b, angaben),
            Self::Xii(b) => eins(app, tx, b, angaben),
        }
    }
}

/// Proof that the user may do this with a case, and the case.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none or it is out of reach.
pub async fn befugt<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
) -> Result<(FallMay<A>, Fall)> {
    let fall = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let ich = nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await?
        .filter(|_| fuehrt_faelle(kontext));
    let raeume = db::raeume(tx, id).await?;
    let bezug = Bezug {
        eigener_fall: ich.is_some_and(|i| i == fall.fallfuehrend || i == fall.vertretung),
        raum: hilfe::naechster_raum(kontext, &raeume, Some(fall.raumeinheit)),
        eigenes: false,
    };
    let may = FallMay::pruefen(kontext, &fall, bezug)?;
    Ok((may, fall))
}

/// Proof of somebody who is assigned to a part of a case without leading it.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever is not, or has no role that reads such cases.
pub(crate) fn zugewiesen<A: Aktion>(kontext: &Kontext, fall: &Fall, seiner: bool) -> Result<FallMay<A>> {
    if !seiner {
        return Err(Error::NichtGefunden);
    }
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: false,
    };
    FallMay::pruefen(kontext, fall, bezug)
}

/// T-150: the Back-Office reads a Bescheid, never a file, even where a post was given to somebody of it by mistake.
fn fuehrt_faelle(kontext: &Kontext) -> bool {
    kontext.rollen().iter().any(|r| r.rolle != Rolle::R12)
}

/// Proof of whoever hands a case over, takes it over or leads there: only for the handover, not for the file.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody else.
pub(crate) async fn uebergebend<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    fall: &Fall,
    u: &Uebergabe,
) -> Result<FallMay<A>> {
    let ich = nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await?;
    let raeume = db::raeume(tx, fall.id).await?;
    let bezug = Bezug {
        eigener_fall: ich.is_some_and(|i| i == u.von || i == u.an),
        raum: hilfe::naechster_raum(kontext, &raeume, Some(fall.raumeinheit)),
        eigenes: false,
    };
    FallMay::pruefen(kontext, fall, bezug)
}

/// What of the cases the user may see in lists.
///
/// # Errors
/// [`Error::NichtGefunden`] when that is nothing at all.
pub async fn sicht(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Fallsicht> {
    let mut gebiete: Vec<(&'static [&'static str], Sicht)> = Vec::new();
    if let Ok(s) = Sicht::auf::<Fall>(kontext) {
        gebiete.push((&["JUGENDHILFE", "JGH", "SGB2"], s));
    }
    if let Ok(s) = Sicht::auf::<FallIx>(kontext) {
        gebiete.push((&["EGH"], s));
    }
    if let Ok(s) = Sicht::auf::<FallXii>(kontext) {
        gebiete.push((&["PFLEGE", "ALTENHILFE", "ERWACHSENE"], s));
    }
    if gebiete.is_empty() {
        return Err(Error::NichtGefunden);
    }
    let fachkraft = nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await?
        .filter(|_| fuehrt_faelle(kontext));
    Ok(Fallsicht { gebiete, fachkraft })
}

/// A look at who to talk to about a case, and nothing else (T-147): a right of the Servicebereich, noted as such.
#[derive(Debug, Clone, Copy)]
pub struct Ansprechperson;
impl Objektart for Ansprechperson {
    const NAME: &'static str = "fall_ansprechperson";
    const BEREICH: Bereich = Bereich::Service;
    const KLASSE: amt::recht::Klasse = amt::recht::Klasse::D3;
    const ZWECK: amt::recht::Zweck = amt::recht::Zweck::Z01;
}

/// Whether the matrix gives the user name and contact person of cases of some statute.
#[must_use]
pub fn nur_ansprechperson(kontext: &Kontext) -> bool {
    [Gesetz::Viii, Gesetz::Ix, Gesetz::Xii]
        .iter()
        .any(|g| hat_x(kontext, *g))
}

fn hat_x(kontext: &Kontext, g: Gesetz) -> bool {
    kontext
        .rollen()
        .iter()
        .any(|r| kontext.zelle(r.rolle, g.bereich()).nur_ansprechperson)
}

/// Proof for the contact person of one case.
pub(crate) fn ansprechperson(
    kontext: &Kontext,
    id: Uuid,
    sektor: &str,
) -> Result<Befugnis<Lesen, Ansprechperson>> {
    if hat_x(kontext, Gesetz::von(sektor)) {
        Befugnis::pruefen(kontext, Some(Id::von(id)), Bezug::default())
    } else {
        Err(Error::NichtGefunden)
    }
}

/// For the journal of a list: what was seen was asked by the [`Fallsicht`] that found it.
pub(crate) fn gesehen(kontext: &Kontext, id: Id<Fall>, sektor: &str) -> Result<FallMay<Lesen>> {
    let bezug = Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    let id = id.uuid();
    Ok(match Gesetz::von(sektor) {
        Gesetz::Viii => FallMay::Viii(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
        Gesetz::Jgh => FallMay::Jgh(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
        Gesetz::Ix => FallMay::Ix(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
        Gesetz::Xii => FallMay::Xii(Befugnis::pruefen(kontext, Some(Id::von(id)), bezug)?),
    })
}
