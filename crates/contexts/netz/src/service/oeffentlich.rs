//! What everybody may read, without an account: only what is public and active, and of private people only what they
//! agreed to. There is no authorisation here because there is nothing to authorise; so nothing else may come through.

use amt::{App, Result};
use base::{Id, Punkt};
use raum::{Ortsangabe, RaumKurz, ZuordnungsArt};
use store::Tx;

pub use super::oeffentlich_hsds::{
    hsds_organisation, hsds_organisationen, hsds_ort, hsds_orte, hsds_service, hsds_services,
};
pub use super::oeffentlich_kurz::{OffeneKurzskizze, kurzskizze, kurzskizzen};
use super::{FaqGespeichert, VeranstaltungGespeichert, suche};
use crate::{
    Angebot, AngebotDaten, Ort, Suchergebnis, Suchprofil, ablage,
    codes::{AngebotStatus, Sichtbarkeit, Thema},
    kandidat::thema_bit,
    rules::frische::{Frische, abstand, frische},
};

/// A public offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Offen {
    /// Key.
    pub id: Id<Angebot>,
    /// What is said about it.
    pub angebot: AngebotDaten,
    /// Name of the Akteur.
    pub akteur_name: String,
    /// How old the knowledge is.
    pub frische: Frische,
}

/// What stands for a private person who did not agree to be named.
pub(crate) const PRIVAT: &str = "Privatperson";

/// Takes out of an offer what tells who the private person behind it is and where they live: of the place only the
/// town and the Raum stay.
pub(super) fn verdecken(d: &mut AngebotDaten) {
    d.telefon.clear();
    d.email.clear();
    d.web.clear();
    for o in &mut d.orte {
        *o = Ort {
            ort: std::mem::take(&mut o.ort),
            raumeinheit: o.raumeinheit,
            ..Ort::default()
        };
    }
}

/// The search over what is public, whatever the profile says.
///
/// # Errors
/// As [`suche`].
pub async fn angebote(app: &App, tx: &mut Tx, profil: &Suchprofil) -> Result<Suchergebnis> {
    let profil = Suchprofil {
        nur_oeffentlich: true,
        ..profil.clone()
    };
    suche(app, tx, &profil).await
}

/// One public offer.
///
/// # Errors
/// `NichtGefunden` when there is none, or it is not public, or not active.
pub async fn angebot(app: &App, tx: &mut Tx, id: Id<Angebot>) -> Result<Offen> {
    let g = ablage::angebot::laden(tx, id).await?;
    let offen = g.daten.sichtbarkeit == Sichtbarkeit::Oeffentlich && g.daten.status == AngebotStatus::Aktiv;
    if !offen {
        return Err(amt::Error::NichtGefunden);
    }
    let akteur = ablage::akteur::laden(tx, g.daten.akteur).await?;
    let (mut daten, mut akteur_name) = (g.daten, g.akteur_name);
    if !akteur.daten.kontakt_offen() {
        verdecken(&mut daten);
        PRIVAT.clone_into(&mut akteur_name);
    }
    // who checked it is a matter of the office
    daten.geprueft_von.clear();
    let go = amt::ordnung::geltende(app, tx).await?;
    Ok(Offen {
        id,
        frische: frische(
            daten.geprueft_am,
            app.uhr.heute(),
            abstand(daten.pruef_tage, go.netz_veraltet_tage),
        ),
        angebot: daten,
        akteur_name,
    })
}

/// How many public offers each theme has, in the order of the themes.
///
/// # Errors
/// When the database cannot be read.
pub async fn je_thema(app: &App, tx: &mut Tx) -> Result<Vec<usize>> {
    let bestand = super::suchen::bestand(app, tx).await?;
    let mut anzahl = vec![0; Thema::ALLE.len()];
    for k in bestand.kandidaten.iter().filter(|k| k.ist_offen()) {
        for (n, t) in anzahl.iter_mut().zip(Thema::ALLE) {
            *n += usize::from(k.themen & thema_bit(*t) != 0);
        }
    }
    Ok(anzahl)
}

/// How many public offers there are.
///
/// # Errors
/// When the database cannot be read.
pub async fn anzahl(app: &App, tx: &mut Tx) -> Result<usize> {
    let bestand = super::suchen::bestand(app, tx).await?;
    Ok(bestand.kandidaten.iter().filter(|k| k.ist_offen()).count())
}

/// The keys of all public offers, by key.
///
/// # Errors
/// When the database cannot be read.
pub async fn schluessel(app: &App, tx: &mut Tx) -> Result<Vec<Id<Angebot>>> {
    let bestand = super::suchen::bestand(app, tx).await?;
    Ok(bestand
        .kandidaten
        .iter()
        .filter(|k| k.ist_offen())
        .map(|k| k.id)
        .collect())
}

/// The public meetings, the latest first. What came of them and who was there is a matter of the office.
///
/// # Errors
/// When the database cannot be read.
pub async fn veranstaltungen(tx: &mut Tx) -> Result<Vec<VeranstaltungGespeichert>> {
    let mut alle = ablage::veranstaltung::alle(tx, true).await?;
    for v in &mut alle {
        v.daten.ergebnis.clear();
    }
    Ok(alle)
}

/// The questions and answers.
///
/// # Errors
/// When the database cannot be read.
pub async fn fragen(tx: &mut Tx) -> Result<Vec<FaqGespeichert>> {
    ablage::faq::alle(tx).await
}

/// The ideas that were published, those that wait for an answer first. Where the answer goes is nobody's business.
///
/// # Errors
/// When the database cannot be read.
pub async fn ideen(tx: &mut Tx) -> Result<Vec<super::IdeeGespeichert>> {
    let mut alle = ablage::idee::alle(tx, true).await?;
    for i in &mut alle {
        i.email.clear();
    }
    Ok(alle)
}

/// The space of an address and the point it lies at. `None` unless the answer is one space: an address that is
/// protected, unknown, elsewhere or doubtful tells nothing, and all of these look alike.
///
/// # Errors
/// When the database cannot be read.
pub async fn raum_von(app: &App, tx: &mut Tx, adresse: &str) -> Result<Option<(RaumKurz, Option<Punkt>)>> {
    if adresse.trim().is_empty() {
        return Ok(None);
    }
    let z = raum::service::zuordnen(app, tx, &Ortsangabe::text(adresse, app.uhr.heute())).await?;
    let punkt = z.punkt;
    Ok(z.raumeinheit
        .filter(|_| z.art == ZuordnungsArt::Eindeutig)
        .map(|r| (r, punkt)))
}
