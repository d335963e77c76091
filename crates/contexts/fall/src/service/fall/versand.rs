//! The Back-Office sends what others decided (Fachkonzept 4.6 EG11, 10.3 R12): it takes a Bescheid over, reads what
//! stands in it and whom it is about, and notes how and when it went out. It reads no notes and nothing else of the
//! file (T-150), and it decides nothing (RL-02).

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Lesen, OrganisationsArt, Recht, Rolle},
};
use base::{Datum, Id};
use store::Tx;
use uuid::Uuid;

use super::{
    entscheidung as bescheide,
    lesen::{self, Akte},
    zugang::{self, FallMay},
};
use crate::{
    model::{
        Angabe, Baustein, Bekanntgabeweg, BescheidDaten, Eintrag, Entscheidung, Entscheidungsstand, Fall,
        FallBeteiligter, FallStand, Rechtsbehelf, Versandzeile,
    },
    store::{entscheidung as entscheidungen, fall as db, fall_akte::Wann, versand as ablage},
};

/// Days after which a decision is no longer looked for here: it was sent long ago or its period is over anyway.
const TAGE: i32 = 90;

/// Sending a Bescheid: whoever of the Back-Office it was given to may do this with it.
#[derive(Debug, Clone, Copy)]
pub struct Versenden;
impl Aktion for Versenden {
    const NAME: &'static str = "versenden";
    const RECHT: Recht = Recht::Lesen;
}

/// What the Back-Office sees of a case.
#[derive(Debug, Clone)]
pub struct Versandakte {
    /// The case.
    pub fall: Id<Fall>,
    /// The Bescheid.
    pub bescheid: BescheidDaten,
    /// Whom it is about.
    pub personen: Vec<FallBeteiligter>,
    /// What is granted, with its cost.
    pub bausteine: Vec<Baustein>,
    /// How it is to go out.
    pub weg: Bekanntgabeweg,
    /// Sent and noted.
    pub erledigt: bool,
    /// Remedies against it, the newest first.
    pub rechtsbehelfe: Vec<Rechtsbehelf>,
    /// Part 2 of SGB IX: how far the benefit is from its beginning.
    pub leistung: Option<Leistungsstand>,
    /// Today.
    pub heute: Datum,
}

/// Where a granted benefit of the Eingliederungshilfe stands (EG12).
#[derive(Debug, Clone)]
pub enum Leistungsstand {
    /// Granted; it begins when the person has the Gesamtplan.
    Bewilligt {
        /// The Teilhabeplanung noted that they have it.
        plan_uebergeben: bool,
    },
    /// Begun, with how it is paid and given.
    Laeuft(Vec<Eintrag>),
}

/// How a benefit is given; one is enough to begin.
pub const LEISTUNGSFORMEN: [Angabe; 3] = [
    Angabe::Vereinbarung125,
    Angabe::PersoenlichesBudget,
    Angabe::PauschaleGeldleistung,
];

fn leistung(akte: &Akte) -> Option<Leistungsstand> {
    if !akte.entschieden().is_some_and(|e| e.art.mit_hilfe()) {
        return None;
    }
    match akte.fall.stand {
        FallStand::G8 => Some(Leistungsstand::Bewilligt {
            plan_uebergeben: akte.angabe(Angabe::PlanUebergeben).is_some(),
        }),
        FallStand::G9 | FallStand::G10 => Some(Leistungsstand::Laeuft(
            LEISTUNGSFORMEN
                .iter()
                .filter_map(|a| akte.angabe(*a))
                .cloned()
                .collect(),
        )),
        _ => None,
    }
}

/// Whether the user works in the Back-Office of the public body.
#[must_use]
pub fn back_office(kontext: &Kontext) -> bool {
    kontext.organisation() == OrganisationsArt::Oeffentlich && kontext.hat(Rolle::R12)
}

/// Spaces of the user's desk; `None`: all of them.
pub(super) fn raeume(kontext: &Kontext) -> Result<Option<Vec<Uuid>>> {
    if !back_office(kontext) {
        return Err(Error::NichtGefunden);
    }
    let rollen: Vec<_> = kontext
        .rollen()
        .iter()
        .filter(|r| r.rolle == Rolle::R12)
        .collect();
    if rollen.iter().any(|r| r.raeume.is_empty()) {
        return Ok(None);
    }
    Ok(Some(rollen.iter().flat_map(|r| r.raeume.clone()).collect()))
}

/// What is decided and not sent, the oldest first. No names: whoever takes a Bescheid over learns whom it is about.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody outside the Back-Office.
pub async fn liste(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Versandzeile>> {
    let raeume = raeume(kontext)?;
    let ab = app.uhr.jetzt().plus_sekunden(-i64::from(TAGE) * 24 * 3600);
    Ok(ablage::offene(tx, ab, raeume.as_deref()).await?)
}

pub(super) fn wann<'a>(app: &App, kontext: &'a Kontext) -> Wann<'a> {
    Wann {
        zeit: app.uhr.jetzt(),
        von: kontext.benutzer().uuid(),
        name: kontext.name(),
    }
}

/// The decision of a case that counts.
pub(super) async fn entschiedene(tx: &mut Tx, id: Id<Fall>) -> Result<Entscheidung> {
    let alle = entscheidungen::alle(tx, id).await?;
    let gilt = alle
        .into_iter()
        .find(|e| e.stand == Entscheidungsstand::Entschieden);
    gilt.ok_or(Error::NichtGefunden)
}

/// The user takes over the Bescheid of a case; from then on they read it.
///
/// # Errors
/// [`Error::NichtGefunden`] outside the Back-Office or when nothing is to be sent there; [`Error::Konflikt`] when it was
/// sent in between.
pub async fn uebernehmen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<()> {
    let offen = liste(app, tx, kontext).await?;
    if !offen.iter().any(|z| z.fall == id) {
        return Err(Error::NichtGefunden);
    }
    let e = entschiedene(tx, id).await?;
    if ablage::uebernehmen(tx, id, e.id, wann(app, kontext)).await? == 0 {
        return Err(Error::Konflikt);
    }
    let (may, _) = befugt::<Versenden>(tx, kontext, id).await?;
    may.notieren(app, tx, "bescheid=uebernommen");
    Ok(())
}

/// Proof of the Back-Office for a case whose Bescheid it took over, and the case.
///
/// # Errors
/// [`Error::NichtGefunden`] for everybody else.
pub async fn befugt<A: Aktion>(tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<(FallMay<A>, Fall)> {
    if !back_office(kontext) {
        return Err(Error::NichtGefunden);
    }
    let fall = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let seine = ablage::zugewiesen(tx, id, kontext.benutzer().uuid()).await?;
    Ok((zugang::zugewiesen(kontext, &fall, seine)?, fall))
}

/// The Bescheid with the people and Bausteine it is about; the look is noted, commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever did not take it over.
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Fall>) -> Result<Versandakte> {
    let (may, fall) = befugt::<Lesen>(tx, kontext, id).await?;
    let akte = lesen::laden(app, tx, fall, false).await?;
    let e = akte.entschieden().ok_or(Error::NichtGefunden)?;
    let bescheid = bescheide::daten(app, &akte).ok_or(Error::NichtGefunden)?;
    may.notieren(app, tx, "versand");
    let stand = ablage::bei(tx, e.id).await?;
    Ok(Versandakte {
        fall: id,
        rechtsbehelfe: akte
            .rechtsbehelfe
            .iter()
            .filter(|r| r.gegen(e))
            .cloned()
            .collect(),
        leistung: leistung(&akte),
        personen: akte
            .beteiligte
            .iter()
            .filter(|b| b.hauptperson())
            .cloned()
            .collect(),
        bausteine: if e.art.mit_hilfe() {
            akte.geltende().cloned().collect()
        } else {
            vec![]
        },
        weg: e.weg,
        erledigt: stand.is_some_and(|s| s.1.is_some()),
        heute: akte.heute,
        bescheid,
    })
}

/// Notes how and when the Bescheid went out; the remedy period is computed from that day.
///
/// # Errors
/// [`Error::NichtGefunden`]; `FALL-E90` for a day before the decision or in the future; [`Error::Konflikt`] when it was
/// sent in between or a colleague took it over.
pub async fn versenden(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    (weg, versandt): (Bekanntgabeweg, Datum),
) -> Result<()> {
    let (may, fall) = befugt::<Versenden>(tx, kontext, id).await?;
    let akte = lesen::laden(app, tx, fall, false).await?;
    let e = akte.entschieden().ok_or(Error::NichtGefunden)?;
    let meine = Some((kontext.benutzer().uuid(), None));
    if ablage::bei(tx, e.id).await? != meine {
        return Err(Error::Konflikt);
    }
    bescheide::hinaus(app, tx, e, (weg, versandt)).await?;
    ablage::erledigt(tx, id, e.id, wann(app, kontext)).await?;
    may.notieren(app, tx, &format!("bekanntgabe={}", weg.code()));
    Ok(())
}
