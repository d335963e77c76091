//! What this room asks others: who somebody is, who there is to judge together, whom to tell.

use std::{future::Future, pin::Pin, sync::Arc};

use amt::{App, Error, Result, benutzer, recht::Rolle};
use base::Id;
use store::Tx;
use uuid::Uuid;

use crate::rules::fachkraefte::Teilnahme;

/// An answer that is on its way.
pub type Zukunft<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Somebody with an account who is told something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Empfaenger {
    /// Account.
    pub benutzer: Uuid,
    /// Name.
    pub name: String,
    /// Business address, may be empty.
    pub email: String,
    /// Business telephone, may be empty.
    pub telefon: String,
}

/// The rooms below, seen from here.
pub trait Nachbarn: Send + Sync {
    /// The Fachkraft a user is, with the name.
    fn fachkraft_von<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>>;
    /// Everybody who may judge together, by name; those of the ASD are marked.
    fn fachkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<Teilnahme>>;
    /// Accounts that hold one of these roles now. With spaces: only those whose role reaches one of them.
    fn mit_rolle<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        rollen: &'a [Rolle],
        raeume: &'a [Uuid],
    ) -> Zukunft<'a, Vec<Empfaenger>>;
    /// Spaces of the lowest level as (key, name), to choose from.
    fn raeume<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>>;
    /// A space and all above it.
    fn kette<'a>(&'a self, app: &'a App, tx: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Uuid>>;
    /// Who is responsible in a space for Jugendhilfe: key, name, telephone.
    fn zustaendig<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        raum: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String, String)>>;
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
        .ok_or_else(|| Error::Intern("schutz::Umgebung is missing in App".to_owned()))
}

/// Asks the real rooms.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raeume;

/// Roles of the ASD.
const ASD: [Rolle; 4] = [Rolle::R02, Rolle::R03, Rolle::R04, Rolle::R05];

async fn konten(app: &App, tx: &mut Tx, rollen: &[Rolle]) -> Result<Vec<Id<amt::Benutzer>>> {
    let alle = benutzer::Suche {
        seite: 1,
        je_seite: 10_000,
        ..benutzer::Suche::default()
    };
    let (treffer, _) = benutzer::suchen(app, tx, &alle).await?;
    let hat = |codes: &str| codes.split(',').any(|c| rollen.iter().any(|r| r.code() == c));
    Ok(treffer
        .into_iter()
        .filter(|t| t.status == "AKTIV" && hat(&t.rollen))
        .map(|t| t.id)
        .collect())
}

impl Nachbarn for Raeume {
    fn fachkraft_von<'a>(
        &'a self,
        _: &'a App,
        tx: &'a mut Tx,
        benutzer: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String)>> {
        Box::pin(async move {
            let f = team::service::fachkraft_von(tx, Id::von(benutzer)).await?;
            Ok(f.map(|f| (f.id.uuid(), f.name)))
        })
    }

    fn fachkraefte<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<Teilnahme>> {
        Box::pin(async move {
            let asd = konten(app, tx, &ASD).await?;
            let alle = team::service::alle_fachkraefte(tx).await?;
            Ok(alle
                .into_iter()
                .map(|f| Teilnahme {
                    fachkraft: f.id.uuid(),
                    name: f.name,
                    asd: f.organisation_oeffentlich && f.benutzer.is_some_and(|b| asd.contains(&b)),
                })
                .collect())
        })
    }

    fn mit_rolle<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        rollen: &'a [Rolle],
        raeume: &'a [Uuid],
    ) -> Zukunft<'a, Vec<Empfaenger>> {
        Box::pin(async move {
            let heute = app.uhr.heute();
            let mut aus = Vec::new();
            for id in konten(app, tx, rollen).await? {
                let zeiten = benutzer::rollen(tx, id).await?;
                let reicht = zeiten.iter().any(|z| {
                    rollen.contains(&z.rolle)
                        && z.ab <= heute
                        && z.bis.is_none_or(|b| heute < b)
                        && (raeume.is_empty()
                            || z.raeume.is_empty()
                            || z.raeume.iter().any(|r| raeume.contains(r)))
                });
                if reicht {
                    let k = benutzer::laden(tx, id).await?.angaben;
                    aus.push(Empfaenger {
                        benutzer: id.uuid(),
                        name: k.name,
                        email: k.email,
                        telefon: k.telefon,
                    });
                }
            }
            Ok(aus)
        })
    }

    fn raeume<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> Zukunft<'a, Vec<(Uuid, String)>> {
        Box::pin(async move {
            let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
            Ok(raeume
                .unterste()
                .into_iter()
                .filter_map(|kette| kette.into_iter().next())
                .map(|r| (r.id.uuid(), r.name))
                .collect())
        })
    }

    fn kette<'a>(&'a self, app: &'a App, tx: &'a mut Tx, raum: Uuid) -> Zukunft<'a, Vec<Uuid>> {
        Box::pin(async move {
            let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
            let kette = raeume
                .unterste()
                .into_iter()
                .find(|k| k.first().is_some_and(|r| r.id.uuid() == raum));
            Ok(kette
                .unwrap_or_default()
                .into_iter()
                .map(|r| r.id.uuid())
                .collect())
        })
    }

    fn zustaendig<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        raum: Uuid,
    ) -> Zukunft<'a, Option<(Uuid, String, String)>> {
        Box::pin(async move {
            let heute = app.uhr.heute();
            let alle = team::service::matrix(app, tx, &[Id::von(raum)], heute, None).await?;
            Ok(alle
                .into_iter()
                .flat_map(|(_, z)| z)
                .find(|z| z.sektor == amt::go::Sektor::Jugendhilfe)
                .and_then(|z| z.gesicht)
                .map(|g| (g.fachkraft.uuid(), g.name, g.telefon)))
        })
    }
}
