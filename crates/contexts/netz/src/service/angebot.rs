//! Create, change, confirm, pause and end an offer.

use amt::{
    App, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Lesen},
};
use base::Id;
use store::Tx;

use super::{Gespeichert, raum::verorten};
use crate::{
    Angebot, AngebotDaten,
    ablage::{
        self,
        angebot::Neu,
        stand,
        verlauf::{Aenderung, Wer},
    },
    codes::AngebotStatus,
    rules::pruefen,
};

/// Creates an offer.
///
/// # Errors
/// `NETZ-E01` … when something is wrong; `NichtGefunden` when there is no such Akteur.
pub async fn angebot_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Anlegen, Angebot>,
    mut daten: AngebotDaten,
) -> Result<Id<Angebot>> {
    gueltig(app, &mut daten)?;
    verorten(app, tx, std::iter::once(&mut daten)).await?;
    kontakt_gut(tx, &daten, None).await?;
    let id = app.ids.neu();
    let (wer, jetzt) = (may.kontext().benutzer().uuid(), app.uhr.jetzt());
    let neu = Neu {
        id,
        daten: &daten,
        hsds: "",
    };
    ablage::angebot::einfuegen(tx, &[neu], wer, jetzt).await?;
    let aenderung = Aenderung {
        id: app.ids.neu(),
        art: "ANGEBOT",
        objekt: id.uuid(),
        was: "angelegt",
        vorher: String::new(),
        version: 1,
    };
    ablage::verlauf::notieren(tx, aenderung, may.kontext(), jetzt).await?;
    stand::geaendert(app, tx).await?;
    journal::notieren(tx, &*app.uhr, may, id, "angelegt");
    Ok(id)
}

/// One offer. Citizens see active public ones only.
///
/// # Errors
/// `NichtGefunden` when there is none or it may not be seen.
pub async fn angebot_laden(tx: &mut Tx, may: &Befugnis<Lesen, Angebot>) -> Result<Gespeichert> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let mut g = ablage::angebot::laden(tx, id).await?;
    let oeffentlich = g.daten.sichtbarkeit == crate::codes::Sichtbarkeit::Oeffentlich
        && g.daten.status == AngebotStatus::Aktiv;
    if super::nur_oeffentlich(may.kontext()) {
        if !oeffentlich {
            return Err(amt::Error::NichtGefunden);
        }
        let akteur = ablage::akteur::laden(tx, g.daten.akteur).await?;
        if !akteur.daten.kontakt_offen() {
            super::oeffentlich::verdecken(&mut g.daten);
            super::oeffentlich::PRIVAT.clone_into(&mut g.akteur_name);
        }
        g.daten.geprueft_von.clear();
    }
    Ok(g)
}

/// Saves changes to the version the user saw.
///
/// # Errors
/// `Konflikt` when somebody else saved since; `NETZ-E01` … when something is wrong.
pub async fn angebot_aendern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    version: i64,
    daten: AngebotDaten,
) -> Result<()> {
    speichern(app, tx, may, Some(version), "geändert", |d| *d = daten).await
}

/// Notes that somebody made sure today that everything still holds.
///
/// # Errors
/// `NichtGefunden` when there is no such offer.
pub async fn angebot_pruefen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    geprueft_von: &str,
) -> Result<()> {
    let (heute, von) = (app.uhr.heute(), geprueft_von.to_owned());
    speichern(app, tx, may, None, "geprüft: stimmt noch", |d| {
        d.geprueft_am = heute;
        d.geprueft_von = von;
    })
    .await
}

/// Takes an offer out of the search for a while.
///
/// # Errors
/// `NichtGefunden` when there is no such offer.
pub async fn pausieren(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Angebot>) -> Result<()> {
    speichern(app, tx, may, None, "pausiert", |d| {
        d.status = AngebotStatus::Pausiert;
    })
    .await
}

/// Takes it into the search (again).
///
/// # Errors
/// `NichtGefunden` when there is no such offer.
pub async fn wieder_aufnehmen(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Angebot>) -> Result<()> {
    speichern(app, tx, may, None, "wieder aufgenommen", |d| {
        d.status = AngebotStatus::Aktiv;
    })
    .await
}

/// Takes it out of the search for good; its history stays.
///
/// # Errors
/// `NichtGefunden` when there is no such offer.
pub async fn beenden(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Angebot>) -> Result<()> {
    speichern(app, tx, may, None, "beendet", |d| {
        d.status = AngebotStatus::Beendet;
    })
    .await
}

/// Changes, keeps the state before, and tells the search. Without `version` the newest one is changed.
pub(super) async fn speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    version: Option<i64>,
    was: &str,
    aendern: impl FnOnce(&mut AngebotDaten),
) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    festhalten(app, tx, (id, version), may.kontext().into(), was, aendern).await?;
    journal::notieren(tx, &*app.uhr, may, id, was);
    Ok(())
}

/// The same for somebody without an account, who proved another way that this one offer is theirs; the caller notes
/// it in the journal.
pub(super) async fn festhalten(
    app: &App,
    tx: &mut Tx,
    (id, version): (Id<Angebot>, Option<i64>),
    wer: Wer<'_>,
    was: &str,
    aendern: impl FnOnce(&mut AngebotDaten),
) -> Result<()> {
    let alt = ablage::angebot::laden(tx, id).await?;
    let version = version.unwrap_or(alt.version);
    let mut daten = alt.daten.clone();
    aendern(&mut daten);
    gueltig(app, &mut daten)?;
    verorten(app, tx, std::iter::once(&mut daten)).await?;
    kontakt_gut(tx, &daten, Some(&alt.daten)).await?;
    let jetzt = app.uhr.jetzt();
    ablage::angebot::ersetzen(tx, id, version, &daten, wer.benutzer.uuid(), jetzt).await?;
    let vorher = serde_json::to_string(&alt.daten).map_err(|e| amt::Error::Intern(e.to_string()))?;
    let aenderung = Aenderung {
        id: app.ids.neu(),
        art: "ANGEBOT",
        objekt: id.uuid(),
        was,
        vorher,
        version: version + 1,
    };
    ablage::verlauf::notieren(tx, aenderung, wer, jetzt).await?;
    super::besuch::beantworten(tx, id, &daten.barrieren).await?;
    stand::geaendert(app, tx).await
}

/// The Akteur is there, and no private person's contact is kept without consent.
async fn kontakt_gut(tx: &mut Tx, daten: &AngebotDaten, alt: Option<&AngebotDaten>) -> Result<()> {
    let akteur = ablage::akteur::laden(tx, daten.akteur).await?.daten;
    pruefen::kontakt(&akteur, daten, alt).map_or(Ok(()), |b| Err(b.into()))
}

fn gueltig(app: &App, daten: &mut AngebotDaten) -> Result<()> {
    let befunde = pruefen::angebot(daten, app.uhr.heute());
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(befunde.into())
    }
}
