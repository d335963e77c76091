//! What Prometheus sees: requests by route, method and status, their duration, and the queue of jobs. Routes are
//! templates (`/raeume/{id}`), so no address and no id gets into a label.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Installs the recorder; `None` when there is one already (tests start several servers).
#[must_use]
pub fn einrichten() -> Option<PrometheusHandle> {
    const SEKUNDEN: [f64; 10] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];
    let bauer = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("gewebe_anfrage_sekunden".into()), &SEKUNDEN)
        .ok()?;
    bauer.install_recorder().ok()
}

/// Layer: counts and times each request.
pub async fn schicht(req: Request, next: Next) -> Response {
    let weg = req
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let methode = req.method().as_str().to_owned();
    let beginn = Instant::now();
    let antwort = next.run(req).await;
    let status = antwort.status().as_u16().to_string();
    metrics::histogram!("gewebe_anfrage_sekunden", "weg" => weg.clone())
        .record(beginn.elapsed().as_secs_f64());
    metrics::counter!("gewebe_anfragen", "weg" => weg, "methode" => methode, "status" => status).increment(1);
    antwort
}
