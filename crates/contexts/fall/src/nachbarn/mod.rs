//! What this room asks the rooms below: place, responsibility, offers.
//!
//! One narrow door instead of many calls: [`crate::Umgebung`] is a part of [`App`], so that the intake can be tried
//! out without building a town, and a change in a lower room touches one file here.

mod abrechnung;
pub(crate) mod geld;
mod kalender;
mod korridore;
mod raeume;
mod traeger;

use std::{future::Future, pin::Pin, sync::Arc};

use amt::{App, Error, Kontext, Result, recht::Entscheiden};
use base::{Cent, Datum};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{
        Adressvorschlag, Angebot, Geldlage, Gesicht, Ort, Ortsfrage, Raum, Runde, Skizze, Suchprofil,
        Traegerwahl, Vorgemerkt, Vormerkung, Zustaendig,
    },
    service::fall::zugang::FallMay,
};

pub use abrechnung::AuftraegeDesFalls;
pub use kalender::KalenderDesFalls;
pub use korridore::KorridoreDesFalls;
pub use raeume::Raeume;

/// A Träger in a team of a space: (Träger, space, first day, last day).
pub type ImTeam = (Uuid, Uuid, Datum, Option<Datum>);

/// An answer that is on its way.
pub type Zukunft<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// The rooms below, seen from here.
pub trait Nachbarn: Send + Sync {
    /// Addresses that begin like this or are alike, best first.
    fn vorschlaege<'a>(&'a self, app: &'a App, text: &'a str, n: usize) -> Zukunft<'a, Vec<Adressvorschlag>>;
    /// Where a place belongs. A question without text and address is about somebody without a fixed abode.
    fn orten<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        frage: Ortsfrage,
        stichtag: Datum,
    ) -> Zukunft<'a, Ort>;
    /// Who is responsible in a space, one answer per active Sektor.
    fn zustaendig<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        raum: Uuid,
        nachname: Option<String>,
        stichtag: Datum,
    ) -> Zukunft<'a, Vec<Zustaendig>>;
    /// Offers for a profile, ranked openly by fit and distance.
    fn angebote<'a>(&'a self, app: &'a App, tx: &'a mut Tx, profil: Suchprofil) -> Zukunft<'a, Vec<Angebot>>;
    /// Offers by key, in the order asked for; those that are gone are left out.
    fn angebote_mit<'a>(&'a self, app: &'a App, tx: &'a mut Tx, ids: Vec<Uuid>) -> Zukunft<'a, Vec<Angebot>>;
    /// Counts that these offers were shown to somebody; no person is named.
    fn weg_weisung<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        ids: Vec<Uuid>,
    ) -> Zukunft<'a, ()>;
    /// Asks that somebody goes and sees whether an offer can be used by people with these needs; no person is named.
    fn pruefbesuch<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        angebot: Uuid,
        bedarfe: Vec<String>,
    ) -> Zukunft<'a, ()>;
    /// The Fachkraft a user is.
    fn fachkraft_von<'a>(&'a self, app: &'a App, tx: &'a mut Tx, benutzer: Uuid)
    -> Zukunft<'a, Option<Uuid>>;
    /// How to reach a Fachkraft; `None` when there is none.
    fn gesicht<'a>(&'a self, app: &'a App, tx: &'a mut Tx, fachkraft: Uuid) -> Zukunft<'a, Option<Gesicht>>;
    /// The last day a Fachkraft works here, when an end is set.
    fn letzter_tag<'a>(&'a self, _tx: &'a mut Tx, _fachkraft: Uuid) -> Zukunft<'a, Option<Datum>> {
        Box::pin(async { Ok(None) })
    }
    /// All Fachkräfte of the public body as (key, name with team), to choose from.
    fn fachkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>>;
    /// As [`Self::fachkraefte`], with those of other public bodies such as the Jobcenter, for a card across Ämter.
    fn aemterkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        self.fachkraefte(app, tx)
    }
    /// A space of the lowest level and all above it, the highest first; empty when there is none.
    fn kette<'a>(&'a self, app: &'a App, tx: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Raum>>;
    /// Spaces of the lowest level as (key, name), to choose from.
    fn raeume<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>>;
    /// How the Topf stands that a help in this space would be paid from; `None` when there is none yet.
    fn geldlage<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        datum: Datum,
        raum: Uuid,
        leistungsart: &'a str,
    ) -> Zukunft<'a, Option<Geldlage>>;
    /// Reserves the money of a granted help in this transaction. It cannot refuse; only a failing database stops it.
    fn vormerken<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        may: &'a FallMay<Entscheiden>,
        v: Vormerkung,
    ) -> Zukunft<'a, Vorgemerkt>;
    /// All Träger with what is agreed on for a period; nobody is left out (RL-03).
    fn traeger<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        zeitraum: (Datum, Datum),
        raum: Uuid,
    ) -> Zukunft<'a, Vec<Traegerwahl>>;
    /// What an hour of a help costs on a day, by Träger; for comparing, never a verdict.
    fn stundensaetze<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        leistungsart: &'a str,
        tag: Datum,
    ) -> Zukunft<'a, Vec<(Uuid, Cent)>>;
    /// The newest published Kurzskizze of each space.
    fn kurzskizzen<'a>(&'a self, _app: &'a App, _tx: &'a mut Tx) -> Zukunft<'a, Vec<Skizze>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    /// Which Träger have people in the Sozialraumteams, in which spaces and when.
    fn traeger_in_teams<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<ImTeam>>;
    /// The teams with an agenda a user belongs to today.
    fn runden_von<'a>(&'a self, app: &'a App, tx: &'a mut Tx, benutzer: Uuid) -> Zukunft<'a, Vec<Runde>>;
    /// Whom a user works for.
    fn arbeitgeber<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>>;
    /// Frees what is still reserved for a case (by its pseudonym), when the help ends.
    fn freigeben<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        may: &'a FallMay<Entscheiden>,
        vorgang: Uuid,
        datum: Datum,
        fall: &'a str,
    ) -> Zukunft<'a, Cent>;
}

/// The part of [`App`] that holds them.
#[derive(Clone)]
pub struct Umgebung(pub Arc<dyn Nachbarn>);

/// The rooms below.
///
/// # Errors
/// When the program was put together without them.
pub fn nachbarn(app: &App) -> Result<Arc<dyn Nachbarn>> {
    app.teil::<Umgebung>()
        .map(|u| Arc::clone(&u.0))
        .ok_or_else(|| Error::Intern("fall::Umgebung is missing in App".to_owned()))
}
