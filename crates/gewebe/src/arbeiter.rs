//! Background work: claims jobs and does them, as long as the server runs.

use std::time::Duration;

use amt::App;
use store::auftrag::{self, Auftrag, Status};
use tokio::{sync::watch, task::JoinSet};

use crate::post::{Absage, Nachricht, Versand};

/// How often to look for work when there was none.
const PAUSE: Duration = Duration::from_millis(700);
/// A message is tried this often before it counts as undeliverable.
const POST_VERSUCHE: i64 = 12;

/// Kinds of work this process does.
enum Arbeit {
    Mail(Versand),
}

impl Arbeit {
    /// The kind of job it claims.
    const fn art(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
        }
    }

    async fn tun(&self, app: &App, a: Auftrag) -> store::Result<()> {
        match self {
            Self::Mail(versand) => mail(app, versand, a).await,
        }
    }
}

/// Starts the workers; they end when `halt` turns true, after the job in hand.
pub fn starten(app: &App, versand: Option<Versand>, halt: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut alle = JoinSet::new();
    for arbeit in versand.into_iter().map(Arbeit::Mail) {
        alle.spawn(schleife(app.clone(), arbeit, halt.clone()));
    }
    alle
}

async fn schleife(app: App, arbeit: Arbeit, mut halt: watch::Receiver<bool>) {
    let art = arbeit.art();
    while !*halt.borrow() {
        match auftrag::naechster(&app.db, art, app.uhr.jetzt()).await {
            Ok(Some(a)) => {
                let id = a.id;
                if let Err(fehler) = arbeit.tun(&app, a).await {
                    tracing::error!(%id, art, %fehler, "job failed");
                }
                continue;
            }
            Ok(None) => {}
            Err(fehler) => tracing::warn!(art, %fehler, "no jobs to be had"),
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = halt.changed() => {}
        }
    }
}

async fn mail(app: &App, versand: &Versand, a: Auftrag) -> store::Result<()> {
    let ergebnis = match serde_json::from_str::<Nachricht>(&a.daten) {
        Ok(n) => versand.senden(&n).await,
        Err(e) => Err(Absage::Endgueltig(e.to_string())),
    };
    let jetzt = app.uhr.jetzt();
    let mut tx = app.db.write().await?;
    match ergebnis {
        Ok(()) => auftrag::beenden(&mut tx, a.id, Status::Fertig, "", jetzt).await?,
        Err(Absage::Spaeter(grund)) if a.versuche < POST_VERSUCHE => {
            // 1, 2, 4 … minutes, at most an hour
            let minuten = 1_i64 << a.versuche.clamp(0, 6);
            auftrag::spaeter(&mut tx, a.id, jetzt.plus_sekunden(60 * minuten.min(60)), &grund).await?;
        }
        Err(Absage::Spaeter(grund) | Absage::Endgueltig(grund)) => {
            auftrag::beenden(&mut tx, a.id, Status::Fehler, &grund, jetzt).await?;
        }
    }
    tx.commit().await
}
