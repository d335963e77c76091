//! The demo town with one account more for every role, each for one space only.

use std::sync::Arc;

use amt::{
    App, Benutzer, Kontext, RolleJetzt,
    anmeldung::Kennwort,
    benutzer::{self, Angaben, Rollenzeit},
    go::modell::Modell,
    recht::{Befugnis, Bezug, OrganisationsArt, Rolle, Verwalten},
};
use axum::Router;
use base::{FesteUhr, Id, SystemIds, Text, Zeitpunkt};
use fall::{
    model::{Hinweis, Kanal, Melderrolle, Ortsart, Ortsfrage, Person},
    service::aufnehmen::{Aufnahme, aufnehmen},
};
use gewebe::{anwendung, demo, schluesseldatei};
use indicatif::ProgressBar;
use musterort::AdressStatus;
use store::{Db, werte};
use uuid::Uuid;
use web::{Rahmen, Schluessel};

use crate::besucher::Besucher;

pub const KENNWORT: &str = demo::KENNWORT;
const EINWOHNER: u32 = 2_000;

/// Somebody with one role.
pub struct Person1 {
    pub rolle: Rolle,
    pub id: Id<Benutzer>,
    pub kennung: String,
}

pub struct Stadt {
    pub app: App,
    pub uhr: Arc<FesteUhr>,
    pub routen: Router,
    pub leute: Vec<Person1>,
    /// A space the new accounts are for, and one they are not for.
    pub raeume: [Uuid; 2],
    /// The spaces above these two.
    pub regionen: [Uuid; 2],
    /// An address line in each of them.
    pub zeilen: [String; 2],
}

/// The program over an empty database.
pub fn leer(db: Db) -> App {
    let rahmen = Rahmen::neu("Amt", Schluessel::neu([7; 32]), schluesseldatei::zufall());
    anwendung::app(db, Arc::new(base::SystemUhr), Arc::new(SystemIds), rahmen)
}

/// A context of this role that has no account.
pub fn kontext(id: Uuid, rolle: Rolle) -> Kontext {
    let rolle = RolleJetzt {
        rolle,
        raeume: Vec::new(),
    };
    Kontext::neu(
        Id::von(id),
        "Werk".to_owned(),
        OrganisationsArt::Oeffentlich,
        vec![rolle],
    )
}

/// The demo town alone.
pub async fn fuellen(db: Db) -> (App, Arc<FesteUhr>) {
    let uhr = Arc::new(FesteUhr::bei(Zeitpunkt("2026-11-18T09:00:00Z".parse().unwrap())));
    let mut rahmen = Rahmen::neu("Amt", Schluessel::neu([7; 32]), schluesseldatei::zufall());
    // so that every check sees what may be framed, and that nothing else may
    rahmen.einbetten = vec!["https://www.stadt.example".to_owned()].into();
    let app = anwendung::app(db, uhr.clone(), Arc::new(SystemIds), rahmen);
    let wunsch = demo::Wunsch {
        modell: Modell::eingebaut("isar").unwrap(),
        go: demo::go_text("isar").unwrap().to_owned(),
        einwohner: EINWOHNER,
        adressen: None,
        angebote: None,
        seed: 1,
    };
    demo::fuellen(&app, &wunsch, &ProgressBar::hidden())
        .await
        .unwrap();
    (app, uhr)
}

impl Stadt {
    /// The town on this database.
    pub async fn gruenden(db: Db) -> Self {
        let (app, uhr) = fuellen(db).await;
        let jetzt = app.uhr.jetzt();
        let modell = Modell::eingebaut("isar").unwrap();
        let ort = demo::erzeugen(&modell, EINWOHNER, 1, jetzt.datum()).unwrap();
        let zeile = |name: &str| {
            let a = ort
                .adressen
                .iter()
                .find(|a| a.status == AdressStatus::Aktiv && ort.ortsname(a) == name)
                .unwrap();
            format!("{}, {name}", ort.zeile(a))
        };
        let zeilen = ["Taufkirchen", "Ismaning"].map(zeile);
        let mut raeume = [Uuid::nil(); 2];
        for (raum, zeile) in raeume.iter_mut().zip(&zeilen) {
            let mut tx = app.db.snapshot().await.unwrap();
            let wo = raum::Ortsangabe::text(zeile.clone(), jetzt.datum());
            let z = raum::service::zuordnen(&app, &mut tx, &wo).await.unwrap();
            *raum = z.raumeinheit.unwrap().id.uuid();
        }
        let mut regionen = [Uuid::nil(); 2];
        for (region, raum) in regionen.iter_mut().zip(raeume) {
            let mut tx = app.db.read().await.unwrap();
            (*region,) = tx
                .fetch_one("SELECT eltern FROM raumeinheit WHERE id = $1", werte![raum])
                .await
                .unwrap();
        }
        assert_ne!(regionen[0], regionen[1]);
        let routen = anwendung::routen(&app);
        let mut stadt = Self {
            app,
            uhr,
            routen,
            leute: Vec::new(),
            raeume,
            regionen,
            zeilen,
        };
        stadt.konten().await;
        stadt
    }

    /// One account per role, for the first space.
    async fn konten(&mut self) {
        let mut starts = Vec::new();
        let admin = kontext(Uuid::nil(), Rolle::R26);
        let mut tx = self.app.db.write().await.unwrap();
        // a region with everything in it, as the demo gives it
        let raeume: Vec<(Uuid,)> = tx
            .fetch_all(
                "SELECT id FROM raumeinheit WHERE id = $1 OR eltern = $1",
                werte![self.regionen[0]],
            )
            .await
            .unwrap();
        let raeume: Vec<Uuid> = raeume.into_iter().map(|(id,)| id).collect();
        for rolle in Rolle::ALLE {
            let kennung = format!("rolle.{}", rolle.code().to_lowercase());
            let angaben = Angaben {
                kennung: kennung.clone(),
                name: format!("Probe {}", rolle.code()),
                organisation_art: OrganisationsArt::Oeffentlich,
                organisation: "Amt".to_owned(),
                telefon: String::new(),
                email: String::new(),
            };
            let zeit = Rollenzeit {
                rolle,
                ab: "2026-01-01".parse().unwrap(),
                bis: None,
                raeume: raeume.clone(),
            };
            let may = Befugnis::<Verwalten, Benutzer>::pruefen(&admin, None, Bezug::default()).unwrap();
            let neu = benutzer::anlegen(&self.app, &mut tx, &may, &angaben, &[zeit])
                .await
                .unwrap();
            starts.push((neu.id, neu.startkennwort));
            self.leute.push(Person1 {
                rolle,
                id: neu.id,
                kennung,
            });
        }
        tx.commit().await.unwrap();
        let mut warten = tokio::task::JoinSet::new();
        for (id, start) in starts {
            let app = self.app.clone();
            warten.spawn(async move {
                let wer = Kontext::neu(id, String::new(), OrganisationsArt::Oeffentlich, Vec::new());
                benutzer::eigenes_kennwort(&app, &wer, start, Kennwort::neu(KENNWORT), "Probe").await
            });
        }
        while let Some(fertig) = warten.join_next().await {
            fertig.unwrap().unwrap();
        }
    }

    /// Somebody of this role, signed in through the page.
    pub async fn besucher(&self, rolle: Rolle) -> Besucher {
        let person = self.leute.iter().find(|p| p.rolle == rolle).unwrap();
        Besucher::angemeldet(&self.routen, &person.kennung, KENNWORT).await
    }

    /// An Anliegen from this address, taken in by a Servicebereich that is none of the accounts, as if by `von`.
    pub async fn anliegen(&self, zeile: &str, von: Option<Uuid>) -> Uuid {
        let service = kontext(Uuid::from_u128(0xE1), Rolle::R01);
        let may = Befugnis::pruefen(&service, None, Bezug::default()).unwrap();
        let cmd = Aufnahme {
            einmal: self.app.ids.uuid(),
            kanal: Kanal::Telefon,
            worte: Text::neu("Ich brauche jemanden zum Reden.").unwrap(),
            melderrolle: Melderrolle::Selbst,
            gefaehrdungshinweis: Hinweis::Nein,
            ortsart: Ortsart::Adresse,
            ort: Ortsfrage {
                text: zeile.to_owned(),
                ..Ortsfrage::default()
            },
            person: Person {
                vorname: "Ayşe".to_owned(),
                nachname: "Müller-Șerban".to_owned(),
                telefon: "0431 55".to_owned(),
                ..Person::default()
            },
            sektor: String::new(),
            themen: vec![],
            rueckruf: false,
            abweichung: None,
            eingang: None,
        };
        let mut tx = self.app.db.write().await.unwrap();
        let a = aufnehmen(&self.app, &mut tx, &may, cmd).await.unwrap();
        if let Some(von) = von {
            tx.execute(
                "UPDATE anliegen SET angelegt_von = $2 WHERE id = $1",
                werte![a.id, von],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        a.id.uuid()
    }
}
