//! The people of the model as accounts. Whatever is entered afterwards is entered by one of them, in a role that may
//! do it, so that the journal of the demo reads like that of an office.

use std::collections::BTreeMap;

use amt::{
    App, Benutzer, Kontext, RolleJetzt,
    anmeldung::Kennwort,
    benutzer::{self, Angaben, Rollenzeit},
    go::modell::{Modell, OrganisationArt, PersonEintrag},
    recht::{Befugnis, Bereich, Bezug, OrganisationsArt, Recht, Rolle, Umfang, Verwalten, matrix},
};
use anyhow::Context;
use base::{Datum, Id};
use raum::Raumeinheit;
use store::Tx;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::raeume::Orte;

/// The password of every account of the demo: four words nobody's name is in.
pub const KENNWORT: &str = "vier-stunden-sonne-im-hof";

/// Who sets up the accounts before there is any.
const EINRICHTUNG: &str = "Einrichtung der Demo";

/// The accounts by login name.
pub struct Leute {
    alle: Vec<(String, Kontext)>,
    einrichtung: Kontext,
}

impl Leute {
    /// Opens an account for everybody in the model, with the roles of the model, everywhere.
    ///
    /// # Errors
    /// What the rooms refuse.
    pub async fn anlegen(app: &App, modell: &Modell, ab: Datum) -> anyhow::Result<Self> {
        let mut tx = app.db.write().await?;
        let einrichtung = Kontext::neu(
            app.ids.neu(),
            EINRICHTUNG.to_owned(),
            OrganisationsArt::Oeffentlich,
            vec![RolleJetzt {
                rolle: Rolle::R26,
                raeume: Vec::new(),
            }],
        );
        let mut alle = Vec::new();
        let mut starts = Vec::new();
        for person in &modell.organisation.personen {
            let angaben = angaben(modell, person);
            let art = angaben.organisation_art;
            let rollen = rollen(person, ab, &[])?;
            let may = Befugnis::<Verwalten, Benutzer>::pruefen(&einrichtung, None, Bezug::default())?;
            let konto = benutzer::anlegen(app, &mut tx, &may, &angaben, &rollen)
                .await
                .with_context(|| format!("Konto {}", angaben.kennung))?;
            let jetzt = rollen
                .into_iter()
                .map(|r| RolleJetzt {
                    rolle: r.rolle,
                    raeume: r.raeume,
                })
                .collect();
            let kontext = Kontext::neu(konto.id, angaben.name, art, jetzt);
            starts.push((kontext.clone(), konto.startkennwort));
            alle.push((person.anmeldename.clone(), kontext));
        }
        tx.commit().await?;
        kennwoerter(app, starts).await?;
        Ok(Self { alle, einrichtung })
    }

    /// Narrows the roles that reach only as far as somebody's spaces to those spaces.
    ///
    /// # Errors
    /// What the rooms refuse.
    pub async fn raeume_zuweisen(
        &mut self,
        app: &App,
        tx: &mut Tx,
        modell: &Modell,
        orte: &Orte,
        ab: Datum,
    ) -> anyhow::Result<()> {
        for (kennung, kontext) in &mut self.alle {
            let Some(person) = modell.organisation.person(kennung) else {
                continue;
            };
            let raeume = eigene_raeume(modell, orte, kennung);
            let rollen = rollen(person, ab, &raeume)?;
            if rollen.iter().all(|r| r.raeume.is_empty()) {
                continue;
            }
            let id = kontext.benutzer();
            let may =
                Befugnis::<Verwalten, Benutzer>::pruefen(&self.einrichtung, Some(id), Bezug::default())?;
            let konto = benutzer::laden(tx, id).await?;
            benutzer::rollen_setzen(app, tx, &may, id, konto.version, &rollen).await?;
            let jetzt = rollen
                .into_iter()
                .map(|r| RolleJetzt {
                    rolle: r.rolle,
                    raeume: r.raeume,
                })
                .collect();
            *kontext = Kontext::neu(id, kontext.name().to_owned(), kontext.organisation(), jetzt);
        }
        Ok(())
    }

    /// The account of one person.
    #[must_use]
    pub fn konto(&self, anmeldename: &str) -> Option<&Kontext> {
        self.alle
            .iter()
            .find(|(k, _)| k == anmeldename)
            .map(|(_, kontext)| kontext)
    }

    /// All accounts, in the order of the model.
    pub fn alle(&self) -> impl Iterator<Item = (&str, &Kontext)> {
        self.alle.iter().map(|(k, kontext)| (k.as_str(), kontext))
    }

    /// Those who hold a role, in the order of the model.
    pub fn mit_rolle(&self, rolle: Rolle) -> impl Iterator<Item = &Kontext> {
        self.alle.iter().map(|(_, k)| k).filter(move |k| k.hat(rolle))
    }

    /// The first who holds a role; where a model has nobody, the one who set up the accounts steps in for R26.
    ///
    /// # Errors
    /// When nobody holds it.
    pub fn erste(&self, rolle: Rolle) -> anyhow::Result<&Kontext> {
        self.mit_rolle(rolle)
            .next()
            .or_else(|| (rolle == Rolle::R26).then_some(&self.einrichtung))
            .with_context(|| {
                format!(
                    "Im Modell hat niemand die Rolle {} ({})",
                    rolle.code(),
                    rolle.name()
                )
            })
    }

    /// Somebody with R26 other than the first: the second pair of eyes.
    #[must_use]
    pub fn zweite_verwaltung(&self) -> &Kontext {
        self.mit_rolle(Rolle::R26).nth(1).unwrap_or(&self.einrichtung)
    }
}

/// Everybody replaces the start password, as at a first sign-in; several at a time, since each takes a moment to hash.
async fn kennwoerter(app: &App, starts: Vec<(Kontext, Kennwort)>) -> anyhow::Result<()> {
    let mut laufend = JoinSet::new();
    for (kontext, start) in starts {
        let app = app.clone();
        laufend.spawn(async move {
            benutzer::eigenes_kennwort(&app, &kontext, start, Kennwort::neu(KENNWORT), EINRICHTUNG).await
        });
    }
    while let Some(fertig) = laufend.join_next().await {
        fertig??;
    }
    Ok(())
}

fn angaben(modell: &Modell, person: &PersonEintrag) -> Angaben {
    let organisation = modell.organisation.organisation(&person.organisation);
    let oeffentlich = organisation.is_some_and(|o| o.art == OrganisationArt::Oeffentlich);
    Angaben {
        kennung: person.anmeldename.clone(),
        name: format!("{} {}", person.vorname, person.nachname),
        organisation_art: if oeffentlich {
            OrganisationsArt::Oeffentlich
        } else {
            OrganisationsArt::Andere
        },
        organisation: organisation.map(|o| o.name.clone()).unwrap_or_default(),
        telefon: person.telefon.clone(),
        email: person.email.clone(),
    }
}

/// The roles of a person; `raeume` goes with those that reach only as far as somebody's spaces (T of the matrix).
fn rollen(person: &PersonEintrag, ab: Datum, raeume: &[Uuid]) -> anyhow::Result<Vec<Rollenzeit>> {
    let eine = |code: &String| {
        let rolle: Rolle = code.parse().map_err(anyhow::Error::msg)?;
        let raeume = if nur_eigene_raeume(rolle) {
            raeume.to_vec()
        } else {
            Vec::new()
        };
        Ok(Rollenzeit {
            rolle,
            ab,
            bis: None,
            raeume,
        })
    };
    person.rollen.iter().map(eine).collect()
}

/// Whether some right of the role reaches only as far as its spaces.
fn nur_eigene_raeume(rolle: Rolle) -> bool {
    Bereich::ALLE
        .into_iter()
        .any(|b| matrix(rolle, b).umfang(Recht::Lesen) == Umfang::EigeneRaeume)
}

/// The spaces of the teams somebody belongs to or leads, of the units somebody leads or coordinates, with all below.
fn eigene_raeume(modell: &Modell, orte: &Orte, anmeldename: &str) -> Vec<Uuid> {
    let ist = |name: &String| name == anmeldename;
    let o = &modell.organisation;
    let teams = o
        .teams
        .iter()
        .filter(|t| t.leitung.iter().any(ist) || t.mitglieder.iter().any(ist));
    let regional = o.regionalmanagement.iter().filter(|r| r.person == anmeldename);
    let geleitet = modell
        .raeume
        .raeume
        .iter()
        .filter(|r| r.leitung.iter().any(ist))
        .map(|r| &r.code);
    let oben: Vec<&String> = teams
        .flat_map(|t| &t.raeume)
        .chain(regional.flat_map(|r| &r.raeume))
        .chain(geleitet)
        .collect();
    let mut ids: BTreeMap<&str, Id<Raumeinheit>> = BTreeMap::new();
    for raum in &modell.raeume.raeume {
        let darin = modell
            .raeume
            .aufwaerts(&raum.code)
            .any(|r| oben.contains(&&r.code));
        if let Some(id) = orte.raum(&raum.code).filter(|_| darin) {
            ids.insert(&raum.code, id);
        }
    }
    ids.into_values().map(Id::uuid).collect()
}
