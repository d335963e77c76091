//! The walk through the quarter with a phone: what it takes along, and what it brings back. Every entry has a mark
//! that the phone made up; what arrives twice is entered once.

use amt::{
    App, Benutzer, Error, Result, journal,
    recht::{Bearbeiten, Befugnis, Sicht},
};
use base::Id;
use store::Tx;
use uuid::Uuid;

use super::erfassung::{entwurf, erfassung_eintragen};
use crate::{
    ablage::{erfassung as eablage, unterwegs as ablage},
    codes::{EintragArt, ErfassungAbschnitt, ErfassungStatus},
    erfassung::{EintragDaten, EintragGespeichert, Erfassung, ErfassungEintrag, ErfassungGespeichert},
    rules::unterwegs::{Textfolge, aehnlich, textfolge},
};

/// What a draft looks like on the phone: no persons, they stay in the office.
#[derive(Debug)]
pub struct Mitgenommen {
    /// The draft with its texts.
    pub erfassung: ErfassungGespeichert,
    /// Its strengths, sentences and points.
    pub eintraege: Vec<EintragGespeichert>,
}

/// Everything that is a draft.
///
/// # Errors
/// When the database cannot be read.
pub async fn erfassung_mitnehmen(tx: &mut Tx, sicht: &Sicht) -> Result<Vec<Mitgenommen>> {
    let mut aus = Vec::new();
    for e in super::erfassungen(tx, sicht).await? {
        if e.status != ErfassungStatus::Entwurf {
            continue;
        }
        let mut eintraege = eablage::eintraege(tx, e.id).await?;
        eintraege.retain(|e| e.daten.art != EintragArt::Schluesselperson);
        aus.push(Mitgenommen {
            erfassung: eablage::laden(tx, e.id).await?,
            eintraege,
        });
    }
    Ok(aus)
}

/// The key this phone keeps its entries under. It depends on the account, not on the session: whose sign-in ran out on
/// the way gets the same one after the next, and nobody else does.
#[must_use]
pub fn unterwegs_schluessel(app: &App, wer: Id<Benutzer>, geraet: Uuid) -> [u8; 32] {
    let bezug = format!("{wer}:{geraet}");
    app.rahmen
        .schluessel
        .unterschluessel("unterwegs-v1")
        .mac(bezug.as_bytes())
}

/// What came back.
#[derive(Debug)]
pub enum Mitgebracht {
    /// A strength, a sentence, a point.
    Eintrag {
        /// What is said.
        daten: EintragDaten,
        /// What a person decided about one that looks the same.
        doppelt: Doppelt,
    },
    /// A section, with what stood there when the walk began.
    Text {
        /// Which.
        abschnitt: ErfassungAbschnitt,
        /// What stood there.
        vorher: String,
        /// What shall stand there.
        neu: String,
    },
}

/// What to do with an entry that looks like one that is there.
#[derive(Debug)]
pub enum Doppelt {
    /// Nobody looked yet: ask.
    Fragen,
    /// A person says it is another one.
    Beide,
    /// A person brought both together: the words go into the one that is there.
    Zusammen {
        /// The one that is there.
        mit: Id<ErfassungEintrag>,
        /// The words the person saw there.
        gesehen: (String, String),
    },
}

/// What became of it.
#[derive(Debug)]
pub enum Folge {
    /// It stands in the survey now.
    Eingetragen,
    /// It arrived before.
    SchonDa,
    /// Something that looks the same is there: a person decides.
    Aehnlich(Box<EintragGespeichert>),
    /// Somebody wrote something else into the section since: a person brings both together.
    Anders(String),
}

/// Enters what came back. Nothing is saved unless it is [`Folge::Eingetragen`].
///
/// # Errors
/// What is wrong with it; `NETZ-E132` when the survey is no draft any more; `NichtGefunden`.
pub async fn erfassung_nachtragen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    marke: Uuid,
    was: Mitgebracht,
) -> Result<Folge> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    // before anything else: what arrived stays arrived, whatever happened to the survey since
    if ablage::bekannt(tx, marke).await? {
        return Ok(Folge::SchonDa);
    }
    let wer = may.kontext().benutzer();
    let g = entwurf(tx, may).await?;
    if !ablage::merken(tx, marke, id, wer, app.uhr.jetzt()).await? {
        return Ok(Folge::SchonDa);
    }
    match was {
        Mitgebracht::Text {
            abschnitt,
            vorher,
            neu,
        } => text(app, tx, may, g, (abschnitt, &vorher, neu)).await,
        Mitgebracht::Eintrag { daten, doppelt } => eintrag(app, tx, may, daten, doppelt).await,
    }
}

async fn text(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    g: ErfassungGespeichert,
    (abschnitt, vorher, neu): (ErfassungAbschnitt, &str, String),
) -> Result<Folge> {
    let mut daten = g.daten;
    let jetzt = daten.texte.get(&abschnitt).cloned().unwrap_or_default();
    match textfolge(vorher, &jetzt, &neu) {
        Textfolge::Gleich => Ok(Folge::Eingetragen),
        Textfolge::Anders => Ok(Folge::Anders(jetzt)),
        Textfolge::Ersetzen => {
            daten.texte.insert(abschnitt, neu);
            super::erfassung_aendern(app, tx, may, g.version, daten).await?;
            Ok(Folge::Eingetragen)
        }
    }
}

async fn eintrag(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    mut daten: EintragDaten,
    doppelt: Doppelt,
) -> Result<Folge> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    if daten.art == EintragArt::Schluesselperson {
        // persons are written down in the office, never on a phone
        return Err(Error::NichtGefunden);
    }
    super::idee::gut(daten.pruefen(app.uhr.heute()))?;
    if let Doppelt::Zusammen { mit, gesehen } = &doppelt {
        let neu = (daten.text.as_str(), daten.zusatz.as_str());
        if ablage::zusammenfuehren(tx, id, *mit, (&gesehen.0, &gesehen.1), neu).await? {
            eablage::beruehrt(tx, id, may.kontext().benutzer(), app.uhr.jetzt()).await?;
            let text = format!("{} zusammengeführt", daten.art.code());
            journal::notieren(tx, &*app.uhr, may, id, text);
            return Ok(Folge::Eingetragen);
        }
        // it changed or went since: look again
    }
    if !matches!(doppelt, Doppelt::Beide) {
        let da = eablage::eintraege(tx, id).await?;
        if let Some(e) = da.into_iter().find(|e| aehnlich(&e.daten, &daten)) {
            return Ok(Folge::Aehnlich(Box::new(e)));
        }
    }
    erfassung_eintragen(app, tx, may, daten).await?;
    Ok(Folge::Eingetragen)
}

/// No phone keeps entries longer than this; after it the marks are of no use.
const MARKEN_S: i64 = 365 * 24 * 3600;

/// Forgets the marks of walks a year ago; for the daily job.
///
/// # Errors
/// When the database refuses.
pub async fn unterwegs_vergessen(app: &App, tx: &mut Tx) -> Result<u64> {
    ablage::vergessen(tx, app.uhr.jetzt().plus_sekunden(-MARKEN_S)).await
}
