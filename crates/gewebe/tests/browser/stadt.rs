//! The town the walk goes through, and the server that shows it.

use std::{net::SocketAddr, sync::Arc};

use amt::go::modell::Modell;
use base::{FesteUhr, SystemIds, Zeitpunkt};
use gewebe::{anwendung, demo, schluesseldatei};
use indicatif::ProgressBar;
use musterort::{AdressStatus, Adresse, Ort};
use store::Db;
use tokio::net::TcpListener;
use web::{Rahmen, Schluessel};

/// Inhabitants: enough that every space has streets, people and offers.
const EINWOHNER: u32 = 2_000;

/// Servicebereich (R01).
pub const SERVICE: &str = "jule.muehlbrink";
/// Somebody else there.
pub const SERVICE_ZWEI: &str = "kim.nussbaumer";
/// ASD in the South (R02, R03).
pub const ASD: &str = "petra.perlinger";
/// ASD with cases of its own (R02, R03).
pub const ASD_NORD: &str = "gesa.gruber-stern";
/// Sozialplanung (R22).
pub const PLANUNG: &str = "vera.amselberg";
/// Fachadministration (R26).
pub const VERWALTUNG: &str = "oskar.seerose";
/// Datenschutz (R24).
pub const DATENSCHUTZ: &str = "timo.wacholder";

/// A running demo.
pub struct Stadt {
    /// `http://127.0.0.1:port`.
    pub adresse: String,
    /// A street with house number in the South.
    pub strasse: String,
    /// The municipality it lies in.
    pub ort: String,
    /// What is served, for a server of one's own.
    pub routen: axum::Router,
    /// Stands still until a way moves it; who was signed in has to sign in again.
    pub uhr: Arc<FesteUhr>,
}

impl Stadt {
    /// The town of most ways; its street lies in the South.
    pub async fn gruenden(db: Db) -> anyhow::Result<Self> {
        Self::von(db, ("isar", "Landkreis Isar"), |ort, a| {
            ort.ortsname(a) == "Taufkirchen"
        })
        .await
    }

    /// Fills the database with a model and serves it for as long as the test runs; `hier` chooses the street.
    pub async fn von(
        db: Db,
        (kennung, behoerde): (&str, &str),
        hier: impl Fn(&Ort, &Adresse) -> bool,
    ) -> anyhow::Result<Self> {
        // a Wednesday morning, so that deadlines in the pictures stay the same
        let jetzt = Zeitpunkt("2026-11-18T09:00:00Z".parse()?);
        let rahmen = Rahmen::neu(behoerde, Schluessel::neu([7; 32]), schluesseldatei::zufall());
        let uhr = Arc::new(FesteUhr::bei(jetzt));
        let app = anwendung::app(db, uhr.clone(), Arc::new(SystemIds), rahmen);
        let wunsch = demo::Wunsch {
            modell: Modell::eingebaut(kennung).unwrap(),
            go: demo::go_text(kennung).unwrap().to_owned(),
            einwohner: EINWOHNER,
            adressen: None,
            angebote: None,
            seed: 1,
        };
        demo::fuellen(&app, &wunsch, &ProgressBar::hidden()).await?;
        let ort = demo::erzeugen(&wunsch.modell, EINWOHNER, 1, jetzt.datum())?;
        let adresse = ort
            .adressen
            .iter()
            .find(|a| a.status == AdressStatus::Aktiv && hier(&ort, a))
            .unwrap();
        let zuhoerer = TcpListener::bind("127.0.0.1:0").await?;
        let server = format!("http://{}", zuhoerer.local_addr()?);
        let routen = anwendung::routen(&app);
        let dienst = routen.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(zuhoerer, dienst).await });
        Ok(Self {
            adresse: server,
            strasse: ort.zeile(adresse),
            ort: ort.ortsname(adresse).to_owned(),
            routen,
            uhr,
        })
    }

    /// A full address.
    pub fn url(&self, pfad: &str) -> String {
        format!("{}{pfad}", self.adresse)
    }
}
