//! Background work: claims jobs and does them, as long as the server runs.

use std::{sync::Arc, time::Duration};

use amt::App;
use store::{
    Tx,
    auftrag::{self, Auftrag, Status},
    werte,
};
use tokio::{sync::watch, task::JoinSet};

use crate::{
    konfig::Links,
    post::{Absage, Nachricht, Versand},
};

/// How often to look for work when there was none.
const PAUSE: Duration = Duration::from_millis(700);
/// How often to tidy up.
const STUNDE: Duration = Duration::from_secs(3600);
/// A message is tried this often before it counts as undeliverable.
const POST_VERSUCHE: i64 = 12;

/// Kinds of work this process does.
enum Arbeit {
    Mail(Box<Versand>),
    Import,
    Zuschneiden,
}

impl Arbeit {
    /// The kind of job it claims.
    const fn art(&self) -> &'static str {
        match self {
            Self::Mail(_) => "mail",
            Self::Import => raum::import::auftrag::ART,
            Self::Zuschneiden => raum::zuschneiden::rechnen::ART,
        }
    }

    async fn tun(&self, app: &App, a: Auftrag) -> amt::Result<()> {
        match self {
            Self::Mail(versand) => Ok(mail(app, versand, a).await?),
            Self::Import => raum::import::auftrag::arbeiten(app, a).await,
            Self::Zuschneiden => raum::zuschneiden::rechnen::arbeiten(app, a).await,
        }
    }
}

/// Starts the workers; they end when `halt` turns true, after the job in hand.
pub fn starten(
    app: &App,
    versand: Option<Versand>,
    links: &Links,
    halt: &watch::Receiver<bool>,
) -> JoinSet<()> {
    let mut alle = JoinSet::new();
    if links.pruefen {
        alle.spawn(crate::links::schleife(app.clone(), links.je_stunde, halt.clone()));
    }
    // letters are written when they can go out, and only with an address that can be opened from outside
    if let (true, Some(basis)) = (versand.is_some(), app.rahmen.oeffentliche_adresse.clone()) {
        alle.spawn(erinnern(app.clone(), basis, halt.clone()));
    }
    for arbeit in versand
        .into_iter()
        .map(|v| Arbeit::Mail(Box::new(v)))
        .chain([Arbeit::Import, Arbeit::Zuschneiden])
    {
        alle.spawn(schleife(app.clone(), arbeit, halt.clone()));
    }
    alle.spawn(aufraeumen(app.clone(), halt.clone()));
    alle.spawn(vorwaermen(app.clone(), halt.clone()));
    alle
}

/// Reads the register of persons into memory, so that nobody who asks first waits for it.
async fn vorwaermen(app: App, mut halt: watch::Receiver<bool>) {
    tokio::select! {
        ergebnis = fall::vorwaermen(&app) => {
            if let Err(fehler) = ergebnis {
                tracing::warn!(%fehler, "reading the register of persons");
            }
        }
        _ = halt.wait_for(|aus| *aus) => {}
    }
}

/// Once an hour: what has had its time goes (sessions, drafts, used one-time keys).
async fn aufraeumen(app: App, mut halt: watch::Receiver<bool>) {
    while !*halt.borrow() {
        let ergebnis = async {
            let (jetzt, mut tx) = (app.uhr.jetzt(), app.db.write().await?);
            amt::sitzung::aufraeumen(&mut tx, jetzt).await?;
            amt::sitzung::programm::aufraeumen(&mut tx, jetzt).await?;
            amt::entwurf::aufraeumen(&mut tx, &*app.uhr).await?;
            amt::einmal::aufraeumen(&mut tx, jetzt).await?;
            netz::service::zeugnisse_loeschen(&app, &mut tx).await?;
            netz::service::trainingslisten_loeschen(&app, &mut tx).await?;
            netz::service::unterwegs_vergessen(&app, &mut tx).await?;
            netz::service::freiwillige_vergessen(&app, &mut tx).await?;
            netz::service::briefe_vergessen(&mut tx, jetzt).await?;
            netz::service::zusammen_vergessen(&app, &mut tx).await?;
            netz::service::vermittlungen_aufraeumen(&app, &mut tx).await?;
            netz::service::einladungen_vergessen(&app, &mut tx).await?;
            tx.commit().await?;
            Ok::<(), amt::Error>(())
        }
        .await;
        if let Err(fehler) = ergebnis {
            tracing::warn!(%fehler, "tidying up");
        }
        tokio::select! {
            () = tokio::time::sleep(STUNDE) => {}
            _ = halt.changed() => {}
        }
    }
}

/// Once an hour: an Akteur whose offer nobody checked for too long, or who has not answered, gets one letter.
async fn erinnern(app: App, basis: Arc<str>, mut halt: watch::Receiver<bool>) {
    while !*halt.borrow() {
        let ergebnis = async {
            let mut tx = app.db.write().await?;
            let basis = basis.trim_end_matches('/');
            let n = netz::service::von_selbst_erinnern(&app, &mut tx, basis).await?
                + netz::service::vermittlungen_erinnern(&app, &mut tx, basis).await?;
            tx.commit().await?;
            Ok::<usize, amt::Error>(n)
        }
        .await;
        match ergebnis {
            Ok(0) => {}
            Ok(n) => tracing::info!(n, "asked about offers and questions that are due"),
            Err(fehler) => tracing::warn!(%fehler, "reminding"),
        }
        tokio::select! {
            () = tokio::time::sleep(STUNDE) => {}
            _ = halt.changed() => {}
        }
    }
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
    let (an, ergebnis) = match serde_json::from_str::<Nachricht>(&a.daten) {
        Ok(n) => {
            let ergebnis = versand.senden(&n).await;
            (n.an, ergebnis)
        }
        Err(e) => (String::new(), Err(Absage::Endgueltig(e.to_string()))),
    };
    let jetzt = app.uhr.jetzt();
    let mut tx = app.db.write().await?;
    // shown beside the address in the directory; whether that succeeds does not hold up the post
    let vermerk = match &ergebnis {
        Ok(()) => netz::service::post_angenommen(&mut tx, &an).await,
        Err(Absage::Endgueltig(grund)) => netz::service::post_abgewiesen(&mut tx, &an, grund, jetzt).await,
        Err(Absage::Spaeter(_)) => Ok(()),
    };
    if let Err(fehler) = vermerk {
        tracing::warn!(%fehler, "refused address not noted");
    }
    match ergebnis {
        Ok(()) => {
            auftrag::beenden(&mut tx, a.id, Status::Fertig, "", jetzt).await?;
            vergessen(&mut tx, &a).await?;
        }
        Err(Absage::Spaeter(grund)) if a.versuche < POST_VERSUCHE => {
            // 1, 2, 4 … minutes, at most an hour
            let minuten = 1_i64 << a.versuche.clamp(0, 6);
            auftrag::spaeter(&mut tx, a.id, jetzt.plus_sekunden(60 * minuten.min(60)), &grund).await?;
        }
        Err(Absage::Spaeter(grund) | Absage::Endgueltig(grund)) => {
            auftrag::beenden(&mut tx, a.id, Status::Fehler, &grund, jetzt).await?;
            vergessen(&mut tx, &a).await?;
        }
    }
    tx.commit().await
}

/// A message that is through leaves neither its address nor its text behind: no person is stored for a Weg-Weisung.
async fn vergessen(tx: &mut Tx, a: &Auftrag) -> store::Result<()> {
    tx.execute("UPDATE auftrag SET daten = '' WHERE id = $1", werte![a.id])
        .await
        .map(drop)
}
