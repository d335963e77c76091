//! Hands a card out: whole to who leads the case, and to a contact what a consent covers now. Each look of a contact is a
//! disclosure: it is noted with its basis in the log of the card and in the journal.

use amt::{
    App, Error, Kontext, Result,
    recht::{Bearbeiten, Lesen},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use super::{
    Bestand,
    zugang::{als_kontakt, eigene},
};
use crate::{
    model::{
        Fall, Gesicht, Karteneintrag, Kartenkategorie, Kartenstelle, Kartenzeile, Kategorien,
        Koordinationskarte, LaufendeEntscheidung, Thema, Uebermittlung,
    },
    nachbarn::nachbarn,
    rules::koordination as regeln,
    service::fall::zugang::befugt,
    store::{fall_akte::Wann, koordination as db},
};

/// Looks shown on the page.
const BLICKE: i64 = 50;

/// Somebody to talk to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kontakt {
    /// The office.
    pub amt: String,
    /// Name, telephone and whether they are here.
    pub gesicht: Gesicht,
}

/// A topic to agree on with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aufgabe {
    /// The topic.
    pub thema: Thema,
    /// The others, in words.
    pub mit: Vec<String>,
}

/// The card as who leads the case sees it.
#[derive(Debug, Clone)]
pub struct Eigene {
    /// Everything on it.
    pub b: Bestand,
    /// The case.
    pub fall: Fall,
    /// Who else is on it.
    pub kontakte: Vec<(Kartenstelle, Kontakt)>,
    /// What to agree on.
    pub aufgaben: Vec<Aufgabe>,
    /// Who saw what.
    pub blicke: Vec<Uebermittlung>,
    /// History, newest first.
    pub verlauf: Vec<Kartenzeile>,
    /// The user may write.
    pub bearbeiten: bool,
}

/// The card as a contact of another office sees it: nothing of the case.
#[derive(Debug, Clone)]
pub struct Fremde {
    /// The card.
    pub id: Id<Koordinationskarte>,
    /// The person.
    pub name: String,
    /// What the person agreed to show this office.
    pub sichtbar: Vec<Kartenkategorie>,
    /// Whom to talk to.
    pub kontakte: Vec<Kontakt>,
    /// Lines opened to this office.
    pub eintraege: Vec<Karteneintrag>,
    /// Own decisions that run.
    pub entscheidungen: Vec<LaufendeEntscheidung>,
    /// What to agree on.
    pub aufgaben: Vec<Aufgabe>,
}

/// One of the two.
#[derive(Debug, Clone)]
pub enum Blick {
    /// Who leads the case.
    Eigene(Box<Eigene>),
    /// A contact of another office.
    Fremde(Box<Fremde>),
}

async fn gesicht(app: &App, tx: &mut Tx, fachkraft: Uuid, name: &str) -> Result<Gesicht> {
    let da = nachbarn(app)?.gesicht(app, tx, fachkraft).await?;
    Ok(da.unwrap_or_else(|| Gesicht {
        fachkraft,
        name: name.to_owned(),
        stelle: String::new(),
        telefon: String::new(),
        email: String::new(),
        hinweis: String::new(),
    }))
}

async fn kontakte(app: &App, tx: &mut Tx, b: &Bestand) -> Result<Vec<(Kartenstelle, Kontakt)>> {
    let mut aus = Vec::new();
    for s in &b.stellen {
        let k = Kontakt {
            amt: s.amt.wort().to_owned(),
            gesicht: gesicht(app, tx, s.fachkraft, &s.fachkraft_name).await?,
        };
        aus.push((s.clone(), k));
    }
    Ok(aus)
}

/// The topics an office has to agree on with others.
fn aufgaben(b: &Bestand, ich: Option<Uuid>) -> Vec<Aufgabe> {
    let wer = |s: &Option<Uuid>| match s.and_then(|s| b.stelle(s)) {
        Some(s) => format!("{} ({})", s.amt, s.fachkraft_name),
        None => b.fuehrend().to_owned(),
    };
    b.abzustimmen()
        .into_iter()
        .filter(|(_, alle)| alle.contains(&ich))
        .map(|(thema, alle)| Aufgabe {
            thema,
            mit: alle.iter().filter(|s| **s != ich).map(wer).collect(),
        })
        .collect()
}

/// How many topics an office has to agree on.
pub(super) fn zahl_der_aufgaben(b: &Bestand, ich: Option<Uuid>) -> usize {
    aufgaben(b, ich).len()
}

async fn eigene_karte(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
    was: &str,
) -> Result<Eigene> {
    let (may, fall, b) = eigene::<Lesen>(app, tx, kontext, id).await?;
    may.notieren(app, tx, was);
    Ok(Eigene {
        kontakte: kontakte(app, tx, &b).await?,
        aufgaben: aufgaben(&b, None),
        blicke: db::uebermittlungen(tx, id, BLICKE).await?,
        verlauf: db::verlauf(tx, id).await?,
        bearbeiten: befugt::<Bearbeiten>(app, tx, kontext, fall.id).await.is_ok(),
        fall,
        b,
    })
}

/// A card for whoever asks. Commit the transaction: the look is noted in it.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever neither leads the case nor is named in a consent that holds.
pub async fn ansehen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Koordinationskarte>) -> Result<Blick> {
    match eigene_karte(app, tx, kontext, id, "koordinationskarte").await {
        Ok(e) => return Ok(Blick::Eigene(Box::new(e))),
        Err(Error::NichtGefunden) => {}
        Err(e) => return Err(e),
    }
    let (may, meine, b) = als_kontakt::<Lesen>(app, tx, kontext, id).await?;
    let sichtbar = b.sichtbar(meine.id);
    let grundlagen: Vec<String> = basis(&b, meine.id, &sichtbar)
        .iter()
        .map(Uuid::to_string)
        .collect();
    let (grundlagen, kategorien) = (grundlagen.join(","), Kategorien(sichtbar.clone()));
    may.notieren(
        app,
        tx,
        &format!("einwilligung={grundlagen} kategorien={}", kategorien.code()),
    );
    let w = Wann {
        zeit: b.jetzt,
        von: kontext.benutzer().uuid(),
        name: kontext.name(),
    };
    db::uebermittelt(tx, (app.ids.uuid(), id, meine.id), (&grundlagen, &kategorien), w).await?;
    Ok(Blick::Fremde(Box::new(
        fremde(app, tx, &b, &meine, sichtbar).await?,
    )))
}

/// The consents that open what is shown.
fn basis(b: &Bestand, stelle: Uuid, sichtbar: &[Kartenkategorie]) -> Vec<Uuid> {
    let mut aus: Vec<Uuid> = sichtbar
        .iter()
        .filter_map(|k| regeln::grundlage(&b.einwilligungen, stelle, *k, b.jetzt).ok())
        .map(|e| e.id)
        .collect();
    aus.sort_unstable();
    aus.dedup();
    aus
}

async fn fremde(
    app: &App,
    tx: &mut Tx,
    b: &Bestand,
    meine: &Kartenstelle,
    sichtbar: Vec<Kartenkategorie>,
) -> Result<Fremde> {
    let mut leute = Vec::new();
    if sichtbar.contains(&Kartenkategorie::Ansprechpersonen) {
        let fall = crate::store::fall::load(tx, b.karte.fall)
            .await?
            .ok_or(Error::NichtGefunden)?;
        leute.push(Kontakt {
            amt: b.fuehrend().to_owned(),
            gesicht: gesicht(app, tx, fall.fallfuehrend, &fall.fallfuehrend_name).await?,
        });
        // another office is named only while it is on the card by a consent of its own
        let andere = kontakte(app, tx, b).await?.into_iter();
        leute.extend(
            andere
                .filter(|(s, _)| s.id != meine.id && !b.sichtbar(s.id).is_empty())
                .map(|(_, k)| k),
        );
    }
    let entscheidet = sichtbar.contains(&Kartenkategorie::Entscheidungen);
    Ok(Fremde {
        id: b.karte.id,
        name: b.karte.name(),
        kontakte: leute,
        eintraege: b
            .eintraege
            .iter()
            .filter(|e| b.gezeigt(meine.id, e))
            .cloned()
            .collect(),
        entscheidungen: b
            .entscheidungen
            .iter()
            .filter(|l| entscheidet && l.stelle == Some(meine.id) && l.entschieden_am.is_none())
            .cloned()
            .collect(),
        aufgaben: if entscheidet {
            aufgaben(b, Some(meine.id))
        } else {
            Vec::new()
        },
        sichtbar,
    })
}

/// The card on paper, for the person to carry.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever has no right to the case.
pub async fn mitnehmen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Koordinationskarte>,
) -> Result<Eigene> {
    eigene_karte(app, tx, kontext, id, "koordinationskarte.pdf").await
}

/// The cards of a case. That the user sees the case was asked before.
pub(crate) async fn von_fall(tx: &mut Tx, fall: Id<Fall>) -> Result<Vec<Koordinationskarte>> {
    Ok(db::von_fall(tx, fall).await?)
}
