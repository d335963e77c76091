//! The composition: which rooms there are, in which order their layers lie around a request.

use std::sync::Arc;

use amt::{App, navigation::Navigation};
use axum::{Json, Router, extract::State, http::StatusCode, middleware, response::IntoResponse, routing::get};
use base::{Clock, Ids};
use store::{Db, Migrationen};
use tower_http::trace::TraceLayer;
use web::Rahmen;

use crate::messwerte;

/// The tables of all rooms, lowest room first.
pub const RAEUME: [Migrationen; 6] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    raum::MIGRATIONEN,
    team::MIGRATIONEN,
    netz::MIGRATIONEN,
    fall::MIGRATIONEN,
];

/// Puts the rooms together over one database.
#[must_use]
pub fn app(db: Db, uhr: Arc<dyn Clock>, ids: Arc<dyn Ids>, rahmen: Rahmen) -> App {
    let navigation = Navigation::neu(
        [fall::navigation(), raum::navigation(), team::navigation(), netz::navigation(), amt::navigation()]
            .into_iter()
            .flatten(),
    );
    let app = App::neu(db, uhr, ids, rahmen, navigation);
    raeume(app)
}

/// What rooms keep in memory or say to each other.
fn raeume(app: App) -> App {
    app.mit(raum::RegisterHalter::default())
}

/// All routes with everything that lies around them.
pub fn routen(app: &App) -> Router {
    let innen = Router::new()
        .merge(amt::routen())
        .merge(raum::routen())
        .merge(team::routen())
        .merge(netz::routen())
        .merge(fall::routen());
    let geschuetzt = app.rahmen.schutz(innen);
    let mit_sitzung = geschuetzt
        .layer(middleware::from_fn(amt::meldung::schicht))
        .layer(middleware::from_fn_with_state(app.clone(), amt::sitzung::schicht))
        .with_state(app.clone());
    let aussen = app.rahmen.aussen(mit_sitzung.merge(Router::new().route("/health", get(gesund)).with_state(app.clone())));
    aussen.layer(middleware::from_fn(messwerte::schicht)).layer(
        TraceLayer::new_for_http().make_span_with(|req: &axum::extract::Request| {
            // the path may hold ids, the query never anything personal; still only the path is noted
            tracing::info_span!("anfrage", methode = %req.method(), pfad = req.uri().path())
        }),
    )
}

/// For load balancers: 200 while the database answers.
async fn gesund(State(app): State<App>) -> impl IntoResponse {
    let antwort = async {
        let mut tx = app.db.read().await?;
        tx.fetch_one::<(i64,)>("SELECT seq FROM journal_kopf WHERE id = 1", store::werte![]).await
    }
    .await;
    match antwort {
        Ok(_) => (StatusCode::OK, Json(serde_json::json!({ "status": "ok", "datenbank": "ok" }))),
        Err(fehler) => {
            tracing::warn!(%fehler, "health check");
            let nein = serde_json::json!({ "status": "gestoert", "datenbank": "nicht erreichbar" });
            (StatusCode::SERVICE_UNAVAILABLE, Json(nein))
        }
    }
}
