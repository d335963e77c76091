//! A server with fixed clock and counted keys, and a browser that keeps cookies and tokens.
#![allow(dead_code)]
#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests: what fails here fails the test"
)]

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use amt::{
    App, Kontext, RolleJetzt,
    benutzer::{Angaben, Rollenzeit},
    recht::{Befugnis, Bezug, OrganisationsArt, Rolle, Verwalten},
};
use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use base::{FesteUhr, Id, SeedIds, Zeitpunkt};
use http_body_util::BodyExt as _;
use store::Db;
use tower::ServiceExt as _;
use web::{Rahmen, Schluessel, Zufall};

pub const RAEUME: [store::Migrationen; 2] = [store::MIGRATIONEN, amt::MIGRATIONEN];
pub const KENNWORT: &str = "Regen fällt auf vier Dächer";

pub fn zeit(text: &str) -> Zeitpunkt {
    Zeitpunkt(text.parse().unwrap())
}

pub struct Server {
    pub app: App,
    pub uhr: Arc<FesteUhr>,
    pub router: Router,
}

pub fn server(db: Db) -> Server {
    server_mit(db, None)
}

pub fn server_mit(db: Db, adresse: Option<&str>) -> Server {
    let uhr = Arc::new(FesteUhr::bei(zeit("2026-11-21T09:00:00Z")));
    let n = AtomicU64::new(1);
    // splitmix: repeatable, and no two tokens alike
    let zufall = Zufall::neu(move |b| {
        for stueck in b.chunks_mut(8) {
            let mut z = n.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z ^= z >> 27;
            stueck.copy_from_slice(&z.to_le_bytes()[..stueck.len()]);
        }
    });
    let mut rahmen = Rahmen::neu("Stadt Musterort", Schluessel::neu([7; 32]), zufall);
    rahmen.oeffentliche_adresse = adresse.map(Into::into);
    let navigation = amt::navigation::Navigation::neu(amt::navigation());
    let app = App::neu(db, uhr.clone(), Arc::new(SeedIds::neu(1)), rahmen, navigation);
    let probe = Router::new()
        .route("/", axum::routing::get(|| async { "Start" }))
        .route("/probe", axum::routing::get(probe_zeigen).post(probe_speichern));
    let routen = amt::routen().merge(probe).merge(amt::api().split_for_parts().0);
    let innen = amt::sitzung::umgeben(&app, routen).with_state(app.clone());
    let router = app.rahmen.aussen(innen);
    Server { app, uhr, router }
}

/// A form as the rooms above have them: with a key against double submits, answering what it got.
async fn probe_zeigen(huelle: amt::Huelle) -> axum::response::Html<String> {
    axum::response::Html(format!("name=\"_csrf\" value=\"{}\"", huelle.0.csrf))
}

async fn probe_speichern(
    axum::extract::State(app): axum::extract::State<App>,
    kontext: Kontext,
    e: web::Eingaben,
) -> web::Ergebnis<axum::response::Response> {
    use axum::response::IntoResponse as _;
    let mut tx = app.db.write().await.map_err(amt::Error::from)?;
    let schluessel = e.roh("einmal").parse().unwrap();
    if !amt::einmal::verbrauchen(&mut tx, schluessel, &kontext).await? {
        let pfad = amt::einmal::pfad(&mut tx, schluessel, &kontext).await?.unwrap();
        return Ok(web::Umleitung::nach(pfad).into_response());
    }
    amt::einmal::ergebnis(&mut tx, schluessel, &kontext, "/probe/fertig").await?;
    tx.commit().await.map_err(amt::Error::from)?;
    Ok(e.roh("notiz").to_owned().into_response())
}

pub struct Antwort {
    pub status: StatusCode,
    pub kopf: axum::http::HeaderMap,
    pub text: String,
}

impl Antwort {
    pub fn ort(&self) -> &str {
        self.kopf
            .get(header::LOCATION)
            .map_or("", |v| v.to_str().unwrap())
    }

    /// Value of a hidden field.
    pub fn feld(&self, name: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(rest.split('"').next()?.to_owned())
    }
}

#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub csrf: String,
    pub quelle: String,
}

impl Browser {
    pub fn neu(server: &Server) -> Self {
        Self {
            router: server.router.clone(),
            cookies: BTreeMap::new(),
            csrf: String::new(),
            quelle: "10.0.0.1".to_owned(),
        }
    }

    pub async fn senden(&mut self, mut req: Request<Body>) -> Antwort {
        let kopf = req.headers_mut();
        kopf.insert(header::HOST, "gewebe.example".parse().unwrap());
        kopf.insert("sec-fetch-site", "same-origin".parse().unwrap());
        let cookies: Vec<String> = self.cookies.iter().map(|(n, w)| format!("{n}={w}")).collect();
        kopf.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        let quelle = amt::sitzung::Quelle(self.quelle.clone());
        req.extensions_mut().insert(quelle);
        let antwort: Response<Body> = self.router.clone().oneshot(req).await.unwrap();
        for zeile in antwort.headers().get_all(header::SET_COOKIE) {
            let paar = zeile.to_str().unwrap().split(';').next().unwrap();
            let (name, wert) = paar.split_once('=').unwrap();
            if wert.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), wert.to_owned());
            }
        }
        let (teile, koerper) = antwort.into_parts();
        let bytes = koerper.collect().await.unwrap().to_bytes();
        let antwort = Antwort {
            status: teile.status,
            kopf: teile.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        };
        if let Some(csrf) = antwort.feld("_csrf") {
            self.csrf = csrf;
        }
        antwort
    }

    pub async fn get(&mut self, pfad: &str) -> Antwort {
        self.senden(Request::get(pfad).body(Body::empty()).unwrap()).await
    }

    pub fn anfrage(&self, pfad: &str, felder: &[(&str, &str)]) -> Request<Body> {
        let rumpf = form_urlencoded::Serializer::new(String::new())
            .append_pair("_csrf", &self.csrf)
            .extend_pairs(felder)
            .finish();
        Request::post(pfad)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(rumpf))
            .unwrap()
    }

    pub async fn post(&mut self, pfad: &str, felder: &[(&str, &str)]) -> Antwort {
        let req = self.anfrage(pfad, felder);
        self.senden(req).await
    }

    pub async fn anmelden(&mut self, kennung: &str, kennwort: &str) -> Antwort {
        self.get("/anmelden").await;
        self.post("/anmelden", &[("kennung", kennung), ("kennwort", kennwort)])
            .await
    }
}

pub fn rolle(rolle: Rolle) -> Rollenzeit {
    Rollenzeit {
        rolle,
        ab: "2026-01-01".parse().unwrap(),
        bis: None,
        raeume: Vec::new(),
    }
}

pub fn angaben(kennung: &str, art: OrganisationsArt) -> Angaben {
    Angaben {
        kennung: kennung.to_owned(),
        name: format!("Frau {kennung}"),
        organisation_art: art,
        organisation: "Träger e. V.".to_owned(),
        telefon: String::new(),
        email: String::new(),
    }
}

/// Somebody with R26 who exists only in this test.
pub fn verwalter(wer: Id<amt::Benutzer>) -> Kontext {
    let rolle = RolleJetzt {
        rolle: Rolle::R26,
        raeume: Vec::new(),
    };
    Kontext::neu(
        wer,
        "Verwalterin".to_owned(),
        OrganisationsArt::Oeffentlich,
        vec![rolle],
    )
}

pub fn darf<K: amt::recht::Objektart>(kontext: &Kontext) -> Befugnis<Verwalten, K> {
    Befugnis::pruefen(kontext, None, Bezug::default()).unwrap()
}

/// An account whose password is [`KENNWORT`].
pub async fn konto(server: &Server, kennung: &str, rollen: &[Rolle]) -> Id<amt::Benutzer> {
    let app = &server.app;
    let admin = verwalter(app.ids.neu());
    let mut tx = app.db.write().await.unwrap();
    let rollen: Vec<Rollenzeit> = rollen.iter().map(|r| rolle(*r)).collect();
    let angaben = angaben(kennung, OrganisationsArt::Oeffentlich);
    let neu = amt::benutzer::anlegen(app, &mut tx, &darf(&admin), &angaben, &rollen)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let wer = Kontext::neu(neu.id, String::new(), OrganisationsArt::Oeffentlich, Vec::new());
    let kennwort = amt::anmeldung::Kennwort::neu(KENNWORT);
    amt::benutzer::eigenes_kennwort(app, &wer, neu.startkennwort, kennwort, "Test")
        .await
        .unwrap();
    neu.id
}
