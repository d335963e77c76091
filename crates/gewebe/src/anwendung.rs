//! The composition: which rooms there are, in which order their layers lie around a request.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use amt::{App, navigation::Navigation};
use axum::{
    Json, Router,
    extract::{ConnectInfo, State},
    http::{HeaderValue, StatusCode, header::CACHE_CONTROL},
    middleware,
    response::IntoResponse,
    routing::get,
};
use base::{Clock, Ids};
use raum::abschnitt::Abschnitte;
use store::{Db, Migrationen};
use tower_http::trace::TraceLayer;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use web::Rahmen;

use crate::{beschreibung::mit_ablehnungen, messwerte, raumnamen::Raumnamen};

/// The tables of all rooms, lowest room first.
pub const RAEUME: [Migrationen; 8] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    raum::MIGRATIONEN,
    team::MIGRATIONEN,
    netz::MIGRATIONEN,
    budget::MIGRATIONEN,
    schutz::MIGRATIONEN,
    fall::MIGRATIONEN,
];

/// Puts the rooms together over one database.
#[must_use]
pub fn app(db: Db, uhr: Arc<dyn Clock>, ids: Arc<dyn Ids>, rahmen: Rahmen) -> App {
    let navigation = Navigation::neu(
        [
            fall::navigation(),
            schutz::navigation(),
            raum::navigation(),
            team::navigation(),
            netz::navigation(),
            budget::navigation(),
            crate::rechner::seiten::navigation(),
            vec![raum::import::navigation()],
            amt::navigation(),
        ]
        .into_iter()
        .flatten(),
    )
    .mit_suche(fall::PERSONENSUCHE);
    let app = App::neu(db, uhr, ids, rahmen, navigation);
    raeume(app)
}

/// What rooms keep in memory or say to each other.
fn raeume(app: App) -> App {
    app.mit(raum::RegisterHalter::default())
        .mit(netz::AngebotsHalter::default())
        .mit(netz::Adressbremse::default())
        .mit(netz::Luecken(Arc::new(crate::luecken::AusFaellen)))
        .mit(amt::nachweis::Anmeldeweg("/trainings"))
        .mit(amt::sitzung::AuchOeffentlich([netz::OFFEN, fall::OFFEN].concat()))
        .mit(fall::PersonenHalter::default())
        .mit(fall::Umgebung(Arc::new(fall::Raeume)))
        .mit(team::Korridore(Arc::new(fall::KorridoreDesFalls)))
        .mit(team::Kalender(vec![
            Arc::new(fall::KalenderDesFalls),
            Arc::new(netz::KalenderDesNetzes),
        ]))
        .mit(budget::Auftraege(Arc::new(fall::AuftraegeDesFalls)))
        .mit(schutz::Umgebung(Arc::new(schutz::Raeume)))
        .mit(amt::Raumauswahl(Arc::new(Raumnamen)))
        .mit(amt::entwurf::Formulare(
            team::FORMULARE
                .into_iter()
                .chain(netz::FORMULARE)
                .chain(fall::entwuerfe())
                .chain(schutz::entwuerfe())
                .collect(),
        ))
        .mit(raum::import::Einleseliste(vec![
            Arc::new(netz::einlesen::AngeboteEinlesen),
            Arc::new(netz::einlesen::KalenderEinlesen),
        ]))
        .mit(raum::abdeckung::Abdeckungspruefung(Arc::new(
            team::service::Zustaendigkeiten,
        )))
        .mit(Abschnitte(vec![
            Arc::new(team::MenschenUndZustaendigkeit),
            Arc::new(netz::KurzskizzeImRaum),
            Arc::new(netz::AngeboteImRaum),
        ]))
}

/// All routes with everything that lies around them.
pub fn routen(app: &App) -> Router {
    let innen = Router::<App>::new()
        .merge(amt::routen())
        .merge(raum::routen())
        .merge(raum::import::routen())
        .merge(raum::zuschneiden::routen())
        .merge(team::routen())
        .merge(netz::routen())
        .merge(budget::routen())
        .merge(schutz::routen())
        .merge(fall::mit_verweigertem(fall::routen(), app))
        .merge(crate::rechner::seiten::routen())
        .merge(schnittstelle());
    let mit_sitzung = amt::sitzung::umgeben(app, innen).with_state(app.clone());
    let aussen = app.rahmen.aussen(
        // what everybody may read lies outside the session: it needs no cookie and sets none
        mit_sitzung
            .merge(netz::oeffentliche_routen().with_state(app.clone()))
            .merge(
                Router::new()
                    .route("/health", get(gesund))
                    .with_state(app.clone()),
            ),
    );
    aussen
        .layer(middleware::from_fn(quelle))
        .layer(middleware::from_fn(messwerte::schicht))
        .layer(
            TraceLayer::new_for_http().make_span_with(|req: &axum::extract::Request| {
                // the path may hold ids, the query never anything personal; still only the path is noted
                tracing::info_span!("anfrage", methode = %req.method(), pfad = req.uri().path())
            }),
        )
}

/// The source as the brakes count it: of IPv6 the first 64 bits, for whoever has one address has all of these.
fn herkunft(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{}/64", std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Answers to programs are kept by no cache unless they say otherwise.
async fn nicht_aufheben(req: axum::extract::Request, next: middleware::Next) -> axum::response::Response {
    let mut antwort = next.run(req).await;
    antwort
        .headers_mut()
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    antwort
}

/// Says where a request comes from, for the limit of sign-in attempts. Behind a proxy on this machine the last entry
/// of `X-Forwarded-For` is the proxy's own word; from anywhere else the header proves nothing.
async fn quelle(mut req: axum::extract::Request, next: middleware::Next) -> axum::response::Response {
    let gegenueber = req
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|c| c.0.ip());
    let weitergereicht = req
        .headers()
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|w| w.to_str().ok())
        .next_back()
        .and_then(|w| w.rsplit(',').next())
        .and_then(|w| w.trim().parse::<IpAddr>().ok());
    let wer = match (gegenueber, weitergereicht) {
        (Some(ip), Some(weiter)) if ip.is_loopback() => Some(weiter),
        (ip, _) => ip,
    };
    if let Some(ip) = wer {
        req.extensions_mut().insert(amt::sitzung::Quelle(herkunft(ip)));
    }
    next.run(req).await
}

/// The interface for programs, with its description at `/api/openapi.json`.
fn schnittstelle() -> Router<App> {
    let raeume = [
        amt::api(),
        raum::api(),
        team::api(),
        netz::api(),
        budget::api(),
        fall::api(),
        crate::rechner::api::api(),
    ];
    let alle = raeume
        .into_iter()
        .fold(OpenApiRouter::new(), OpenApiRouter::merge);
    let (routen, mut beschreibung) = alle.split_for_parts();
    beschreibung.info.title = "Gewebe".to_owned();
    beschreibung.info.description = Some(
        "Die Schnittstelle von Gewebe. Den Schlüssel legt jede Person unter „Mein Konto“ an; er darf, was sie darf. \
         Fehler kommen als application/problem+json mit einem Code."
            .to_owned(),
    );
    let schluessel = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    beschreibung
        .components
        .get_or_insert_default()
        .add_security_scheme("schluessel", schluessel);
    beschreibung.security = Some(vec![SecurityRequirement::new("schluessel", Vec::<String>::new())]);
    let beschreibung = mit_ablehnungen(beschreibung);
    let routen = routen.layer(middleware::from_fn(nicht_aufheben));
    routen.route(
        "/api/openapi.json",
        get(move || std::future::ready(Json(beschreibung.clone()))),
    )
}

/// For load balancers: 200 while the database answers.
async fn gesund(State(app): State<App>) -> impl IntoResponse {
    let antwort = async {
        let mut tx = app.db.read().await?;
        tx.fetch_one::<(i64,)>("SELECT seq FROM journal_kopf WHERE id = 1", store::werte![])
            .await
    }
    .await;
    match antwort {
        Ok(_) => (
            StatusCode::OK,
            Json(serde_json::json!({ "status": "ok", "datenbank": "ok" })),
        ),
        Err(fehler) => {
            tracing::warn!(%fehler, "health check");
            let nein = serde_json::json!({ "status": "gestoert", "datenbank": "nicht erreichbar" });
            (StatusCode::SERVICE_UNAVAILABLE, Json(nein))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eine_quelle_ist_ein_netz() {
        let von = |t: &str| herkunft(t.parse().unwrap());
        assert_eq!(von("203.0.113.7"), "203.0.113.7");
        assert_eq!(von("::ffff:203.0.113.7"), "203.0.113.7");
        assert_eq!(von("2001:db8:1:2:3:4:5:6"), von("2001:db8:1:2:ffff::1"));
        assert_ne!(von("2001:db8:1:2::1"), von("2001:db8:1:3::1"));
    }
}
