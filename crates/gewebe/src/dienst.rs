//! The running server.

use std::{net::SocketAddr, sync::Arc};

use amt::App;
use anyhow::Context;
use axum::{Router, routing::get};
use base::{SystemIds, SystemUhr};
use metrics_exporter_prometheus::PrometheusHandle;
use store::Db;
use tokio::{net::TcpListener, sync::watch};
use web::Rahmen;

use crate::{anwendung, arbeiter, konfig::Konfig, messwerte, post::Versand, schluesseldatei};

/// The edge as the configuration says.
///
/// # Errors
/// When the secret cannot be read.
pub fn rahmen(konfig: &Konfig) -> anyhow::Result<Rahmen> {
    let schluessel = schluesseldatei::lesen_oder_anlegen(&konfig.schluessel_datei)?;
    let mut rahmen = Rahmen::neu(&konfig.behoerde, schluessel, schluesseldatei::zufall());
    rahmen.oeffentliche_adresse = konfig.oeffentliche_adresse.as_deref().map(Into::into);
    rahmen.kartenquelle = konfig.kartenquelle.as_deref().map(Into::into);
    if let Some(falsch) = konfig.einbetten_auf.iter().find(|s| web::herkunft(s).is_none()) {
        anyhow::bail!(
            "einbetten_auf: „{falsch}“ ist keine Adresse wie https://www.beispielstadt.de (ohne Pfad und ohne *)."
        );
    }
    rahmen.einbetten = konfig.einbetten_auf.clone().into();
    Ok(rahmen)
}

/// Opens the database and puts everything together.
///
/// # Errors
/// When the database or the secret cannot be had.
pub async fn app(konfig: &Konfig) -> anyhow::Result<App> {
    let db = Db::oeffnen(&konfig.datenbank(), &anwendung::RAEUME)
        .await
        .context("Datenbank")?;
    Ok(anwendung::app(
        db,
        Arc::new(SystemUhr),
        Arc::new(SystemIds),
        rahmen(konfig)?,
    ))
}

/// Reads behind the first page what everybody's first question would otherwise wait for.
async fn aufwaermen(app: App) {
    if let Some(angebote) = app.teil::<netz::AngebotsHalter>()
        && let Err(fehler) = angebote.aufwaermen(&app).await
    {
        tracing::warn!(%fehler, "the directory of offers is read when somebody asks for it");
    }
    if let Some(register) = app.teil::<raum::RegisterHalter>()
        && let Err(fehler) = register.heute(&app).await
    {
        tracing::warn!(%fehler, "the register of addresses is read when somebody asks for it");
    }
}

/// Serves until asked to stop (SIGTERM, Ctrl-C): no new connections then, requests and the jobs in hand are finished.
///
/// # Errors
/// When an address is taken or a part cannot start.
pub async fn laufen(app: &App, konfig: &Konfig, bereit: impl FnOnce(SocketAddr)) -> anyhow::Result<()> {
    let zuhoerer = TcpListener::bind(&konfig.adresse)
        .await
        .with_context(|| format!("Auf {} lässt sich nicht lauschen", konfig.adresse))?;
    let zaehler = messwerte::einrichten();
    let (halt, gehalten) = watch::channel(false);
    if let (Some(wo), Some(zaehler)) = (&konfig.messwerte, zaehler) {
        tokio::spawn(messwerte_zeigen(
            TcpListener::bind(wo).await.context("messwerte")?,
            zaehler,
        ));
    }
    tokio::spawn(aufwaermen(app.clone()));
    let mut arbeit = arbeiter::starten(app, Versand::neu(&konfig.post)?, &konfig.links, &gehalten);
    bereit(zuhoerer.local_addr()?);
    axum::serve(
        zuhoerer,
        anwendung::routen(app).into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async {
        signal().await;
        tracing::info!("stopping");
    })
    .await?;
    // a receiver that is gone already needs no word
    let _ = halt.send(true);
    while arbeit.join_next().await.is_some() {}
    app.db.schliessen().await;
    Ok(())
}

async fn messwerte_zeigen(zuhoerer: TcpListener, zaehler: PrometheusHandle) {
    let routen = Router::new().route("/metrics", get(move || std::future::ready(zaehler.render())));
    if let Err(fehler) = axum::serve(zuhoerer, routen).await {
        tracing::error!(%fehler, "metrics");
    }
}

async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let ende = async {
        match signal(SignalKind::terminate()) {
            Ok(mut s) => s.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = ende => {}
    }
}
