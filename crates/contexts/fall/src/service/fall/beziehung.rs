//! Records who the people of a case are to each other and what is around them. Earlier states stay and can be seen again.

use amt::{App, Error, Kontext, Result, recht::Bearbeiten};
use base::{Befund, Datum, Id, Zeitpunkt};
use store::Tx;
use uuid::Uuid;

use super::{
    lesen::{self, Akte},
    wille::wann,
    zugang::FallMay,
};
use crate::{
    model::{Beziehung, Beziehungsart, Fall, Geschlecht, Guete, Lebt, Merkmal, Netz, Umfeld, Umfeldart},
    rules::fall::{beziehung as regeln, genogramm::Mensch},
    store::{beziehung as ablage, fall as db},
};

/// What is drawn of one person.
#[derive(Debug, Clone)]
pub struct Merkmaldaten {
    /// Who.
    pub person: Uuid,
    /// Symbol.
    pub geschlecht: Geschlecht,
    /// Lives.
    pub lebt: Lebt,
    /// Died on.
    pub verstorben_am: Option<Datum>,
    /// Household.
    pub haushalt: String,
}

/// A new relation.
#[derive(Debug, Clone)]
pub struct Beziehungsdaten {
    /// From.
    pub von: Uuid,
    /// To a person of the case, or to something around.
    pub nach: Option<Uuid>,
    /// What.
    pub art: Beziehungsart,
    /// How it feels.
    pub guete: Guete,
    /// Since.
    pub seit: Option<Datum>,
    /// Until.
    pub bis: Option<Datum>,
}

async fn fertig(app: &App, tx: &mut Tx, may: &FallMay<Bearbeiten>, fall: &Fall, was: &str) -> Result<()> {
    db::anfassen(tx, fall, may.kontext().benutzer().uuid(), app.uhr.jetzt()).await?;
    may.notieren(app, tx, was);
    Ok(())
}

/// Keeps what is drawn of a person; what was before stays as an earlier state.
///
/// # Errors
/// `FALL-E92` for nobody of this case; `FALL-E90` for a day of death in the future or before birth.
pub async fn merken(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    cmd: Merkmaldaten,
) -> Result<()> {
    let leute = db::beteiligte(tx, fall.id).await?;
    let Some(p) = leute.iter().find(|l| l.id == cmd.person) else {
        return Err(Befund::neu("FALL-E92", "Bitte wählen, um wen es geht.")
            .an("merkmal-person")
            .into());
    };
    let tag = cmd.verstorben_am.filter(|_| cmd.lebt == Lebt::Nein);
    let heute = app.uhr.heute();
    if tag.is_some_and(|t| t > heute || p.person.geburtsdatum.is_some_and(|g| t < g)) {
        let text = "Dieser Tag liegt in der Zukunft oder vor der Geburt. Bitte prüfen.";
        return Err(Befund::neu("FALL-E90", text).an("verstorben_am").into());
    }
    let m = Merkmal {
        id: app.ids.uuid(),
        person: cmd.person,
        geschlecht: cmd.geschlecht,
        lebt: cmd.lebt,
        verstorben_am: tag,
        haushalt: cmd.haushalt.trim().to_owned(),
    };
    ablage::merkmal(tx, fall.id, &m, wann(app, may)).await?;
    fertig(app, tx, may, fall, "merkmal").await
}

/// Adds something around the family.
///
/// # Errors
/// `FALL-E94` without words.
pub async fn umgeben(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    art: Umfeldart,
    bezeichnung: &str,
) -> Result<Uuid> {
    let bezeichnung = bezeichnung.trim().to_owned();
    if bezeichnung.is_empty() {
        let text = "Bitte eintragen, wer oder was es ist.";
        return Err(Befund::neu("FALL-E94", text).an("bezeichnung").into());
    }
    let id = app.ids.uuid();
    let u = Umfeld { id, art, bezeichnung };
    ablage::umfeld(tx, fall.id, &u, wann(app, may)).await?;
    fertig(app, tx, may, fall, "umfeld").await?;
    Ok(id)
}

/// Adds a relation.
///
/// # Errors
/// `FALL-E92` for nobody of this case; the findings of [`regeln::pruefen`].
pub async fn verbinden(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    cmd: Beziehungsdaten,
) -> Result<()> {
    let leute = db::beteiligte(tx, fall.id).await?;
    let netz = ablage::netz(tx, fall.id, None).await?;
    if !leute.iter().any(|l| l.id == cmd.von) {
        return Err(Befund::neu("FALL-E92", "Bitte wählen, von wem die Rede ist.")
            .an("von")
            .into());
    }
    let person = cmd.nach.filter(|n| leute.iter().any(|l| l.id == *n));
    let umfeld = cmd
        .nach
        .filter(|n| person.is_none() && netz.umfeld.iter().any(|u| u.id == *n));
    let b = Beziehung {
        id: app.ids.uuid(),
        von: cmd.von,
        nach: person,
        umfeld,
        art: cmd.art,
        guete: cmd.guete,
        seit: cmd.seit,
        bis: cmd.bis,
        zeit: app.uhr.jetzt(),
    };
    let geboren = |id| {
        leute
            .iter()
            .find(|l| l.id == id)
            .and_then(|l| l.person.geburtsdatum)
    };
    let befunde = regeln::pruefen(&b, &netz.beziehungen, geboren);
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    ablage::beziehung(tx, fall.id, &b, wann(app, may)).await?;
    fertig(app, tx, may, fall, "beziehung").await
}

/// Ends a relation or something around the family; the earlier picture keeps it.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none in this case.
pub async fn beenden(app: &App, tx: &mut Tx, may: &FallMay<Bearbeiten>, fall: &Fall, id: Uuid) -> Result<()> {
    if !ablage::beenden(tx, fall.id, id, wann(app, may)).await? {
        return Err(Error::NichtGefunden);
    }
    fertig(app, tx, may, fall, "beziehung beendet").await
}

/// A case with the picture of its people, now and at an earlier day.
#[derive(Debug, Clone)]
pub struct Bild {
    /// The case.
    pub akte: Akte,
    /// As it is.
    pub jetzt: Netz,
    /// As it was at the end of a day.
    pub damals: Option<(Datum, Netz)>,
    /// Days on which something changed, newest first.
    pub tage: Vec<Datum>,
}

/// Reads it; the look is noted under this name. Commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn bild(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Fall>,
    (name, am): (&str, Option<Datum>),
) -> Result<Bild> {
    let akte = lesen::akte_fuer(app, tx, kontext, id, name).await?;
    let jetzt = ablage::netz(tx, id, None).await?;
    let zeiten = ablage::zeiten(tx, id).await?;
    let mut tage: Vec<Datum> = zeiten.iter().map(|z| z.datum()).collect();
    tage.dedup();
    // the last moment of that day at which anything changed
    let moment: Option<(Datum, Zeitpunkt)> =
        am.and_then(|tag| Some((tag, *zeiten.iter().find(|z| z.datum() <= tag)?)));
    let damals = match moment {
        Some((tag, z)) => Some((tag, ablage::netz(tx, id, Some(z)).await?)),
        None => None,
    };
    Ok(Bild {
        akte,
        jetzt,
        damals,
        tage,
    })
}

impl Bild {
    /// The people as a picture needs them. Of an earlier day only those of whom something was recorded then.
    #[must_use]
    pub fn leute(&self, netz: &Netz, nur_verbundene: bool) -> Vec<Mensch> {
        self.akte
            .beteiligte
            .iter()
            .filter(|b| {
                !nur_verbundene
                    || netz.merkmale.iter().any(|m| m.person == b.id)
                    || netz
                        .beziehungen
                        .iter()
                        .any(|x| x.von == b.id || x.nach == Some(b.id))
            })
            .map(|b| {
                let m = netz.merkmale.iter().find(|m| m.person == b.id);
                Mensch {
                    id: b.id,
                    name: b.name(),
                    rolle: b.rolle_wort().to_owned(),
                    geschlecht: m.map_or_else(|| aus_rolle(&b.person.rolle), |m| m.geschlecht),
                    lebt: m.map_or(Lebt::Unbekannt, |m| m.lebt),
                    geboren: b.person.geburtsdatum,
                    verstorben_am: m.and_then(|m| m.verstorben_am),
                    haushalt: m.map_or_else(String::new, |m| m.haushalt.clone()),
                    im_mittelpunkt: b.rolle().is_some_and(|r| {
                        use crate::model::Fallrolle::{
                            Jugendlicher, JungerVolljaehriger, Kind, Leistungsberechtigt,
                        };
                        matches!(r, Kind | Jugendlicher | JungerVolljaehriger | Leistungsberechtigt)
                    }),
                }
            })
            .collect()
    }

    /// A relation in one sentence.
    #[must_use]
    pub fn satz(&self, netz: &Netz, b: &Beziehung) -> String {
        let ziel = b.nach.map_or_else(
            || {
                netz.umfeld
                    .iter()
                    .find(|u| Some(u.id) == b.umfeld)
                    .map_or_else(String::new, |u| u.bezeichnung.clone())
            },
            |n| self.akte.name(&n),
        );
        let mut satz = format!("{} {} {ziel}", self.akte.name(&b.von), b.art);
        if b.guete != Guete::Offen {
            satz.push_str(&format!(", {}", b.guete));
        }
        if let Some(t) = b.seit {
            satz.push_str(&format!(", seit {t}"));
        }
        if let Some(t) = b.bis {
            satz.push_str(&format!(", bis {t}"));
        }
        satz
    }
}

/// Mother and father say it themselves; nobody else is guessed.
fn aus_rolle(rolle: &str) -> Geschlecht {
    match rolle {
        "MUTTER" => Geschlecht::W,
        "VATER" => Geschlecht::M,
        _ => Geschlecht::Ohne,
    }
}
