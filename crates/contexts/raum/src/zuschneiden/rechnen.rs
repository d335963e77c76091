//! The search as a job of the store: whichever process claims it does it. Ended early, it keeps the best plan so far.

use std::time::Instant;

use amt::{App, Error, Kontext, Result};
use base::Id;
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    auftrag::{self, Auftrag, Status},
};
use tokio::sync::watch;
use uuid::Uuid;
use zuschnitt::{Suche, zuschneiden};

use super::{
    Vorschlag,
    ablage::{self, Dateiart, Zeile},
    aufgabe::{self, Material},
    ergebnis::{self, Ergebnis},
    planung::Planung,
};
use crate::puls::{Melder, Puls};

/// Kind of the jobs.
pub const ART: &str = "zuschneiden";
/// Steps shown of a search.
const SCHRITTE: f64 = 1000.0;

#[derive(Serialize, Deserialize)]
struct Daten {
    vorschlag: Uuid,
}

/// Checks the demands against the units. Reads only: a large map must not hold the one writer of the database.
///
/// # Errors
/// `RAUM-E30`, `RAUM-E31` with their places.
pub async fn pruefen(tx: &mut Tx, id: Id<Vorschlag>, p: &Planung) -> Result<()> {
    let (material, planung) = (material(tx, id).await?, p.clone());
    abseits(move || aufgabe::stellen(&material, &planung).map(drop)).await
}

/// Starts a search with demands that were checked: a job in the transaction of the caller.
///
/// # Errors
/// [`Error::Konflikt`] when somebody else started in between.
pub async fn starten(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    v: &Zeile,
    p: &Planung,
) -> Result<Id<Auftrag>> {
    let id = app.ids.neu();
    let daten =
        serde_json::to_string(&Daten { vorschlag: v.id }).map_err(|e| Error::Intern(e.to_string()))?;
    auftrag::anlegen(
        tx,
        id,
        ART,
        &daten,
        Some(kontext.benutzer().uuid()),
        app.uhr.jetzt(),
    )
    .await?;
    ablage::starten(tx, v, p, id).await?;
    Ok(id)
}

async fn material(tx: &mut Tx, id: Id<Vorschlag>) -> Result<Material> {
    Ok(Material {
        einheiten: ablage::datei(tx, id, Dateiart::Einheiten).await?,
        werte: ablage::datei(tx, id, Dateiart::Werte).await?,
        einrichtungen: ablage::datei(tx, id, Dateiart::Einrichtungen).await?,
        hindernisse: ablage::datei(tx, id, Dateiart::Hindernisse).await?,
    })
}

/// Long work off the threads that answer pages.
async fn abseits<T: Send + 'static>(tun: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(tun)
        .await
        .map_err(|e| Error::Intern(e.to_string()))?
}

/// Does one job and ends it; what a rule refuses ends it as failed, with the reason.
///
/// # Errors
/// When the database refuses; the job is then claimed again later and begins anew.
pub async fn arbeiten(app: &App, a: Auftrag) -> Result<()> {
    let Err(fehler) = tun(app, &a).await else {
        return Ok(());
    };
    if let Error::Store(_) = fehler {
        return Err(fehler);
    }
    let mut tx = app.db.write().await?;
    auftrag::beenden(
        &mut tx,
        a.id,
        Status::Fehler,
        &fehler.to_string(),
        app.uhr.jetzt(),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn tun(app: &App, a: &Auftrag) -> Result<()> {
    let daten: Daten = serde_json::from_str(&a.daten).map_err(|e| Error::Intern(e.to_string()))?;
    let id: Id<Vorschlag> = Id::von(daten.vorschlag);
    let mut tx = app.db.read().await?;
    let planung = ablage::laden(&mut tx, id).await?.planung()?;
    let material = material(&mut tx, id).await?;
    drop(tx);

    let puls = Puls::neu(app.clone(), a.id);
    let (melder, (sagen, hoeren)) = (puls.melder(), watch::channel(String::new()));
    let schreiber = tokio::spawn(mitschreiben(app.clone(), id, hoeren));
    let gefunden = abseits(move || suchen(&material, &planung, &melder, &sagen)).await;
    puls.halt().await;
    schreiber.await.map_err(|e| Error::Intern(e.to_string()))?;
    let gefunden = gefunden?;
    let mut tx = app.db.write().await?;
    ablage::ergebnis(&mut tx, id, a.id, &gefunden).await?;
    auftrag::beenden(&mut tx, a.id, Status::Fertig, "", app.uhr.jetzt()).await?;
    tx.commit().await?;
    Ok(())
}

/// Notes the best plan so far whenever there is a better one; ends with the search.
async fn mitschreiben(app: App, id: Id<Vorschlag>, mut hoeren: watch::Receiver<String>) {
    while hoeren.changed().await.is_ok() {
        let worte = hoeren.borrow_and_update().clone();
        let ergebnis = async {
            let mut tx = app.db.write().await?;
            ablage::zwischenstand(&mut tx, id, &worte).await?;
            tx.commit().await?;
            Ok::<(), Error>(())
        }
        .await;
        if let Err(fehler) = ergebnis {
            tracing::debug!(%fehler, "best plan so far not noted");
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share goes from 0 to 1"
)]
fn suchen(m: &Material, p: &Planung, melder: &Melder, sagen: &watch::Sender<String>) -> Result<Ergebnis> {
    let (aufgabe, topologie) = aufgabe::stellen(m, p)?;
    let suche = Suche {
        saat: u64::from(p.anfang),
        schritte: None,
        plaene: usize::from(p.plaene),
    };
    let beginn = Instant::now();
    let dauer = f64::from(p.sekunden).max(1.0);
    let (mut beste, mut angehalten) = (f64::INFINITY, false);
    let e = zuschneiden(&aufgabe, &suche, &mut |f| {
        if f.zulaessig && f.kosten < beste {
            beste = f.kosten;
            sagen.send_replace(format!("Bester Plan bisher: {beste:.3}").replace('.', ","));
        }
        let anteil = beginn.elapsed().as_secs_f64() / dauer;
        let weiter = melder.weiter((anteil.min(1.0) * SCHRITTE) as u64, SCHRITTE as u64);
        angehalten |= !weiter;
        if weiter { anteil } else { 1.0 }
    })
    .map_err(|e| Error::regel(super::VORGABE, e.to_string()))?;
    ergebnis::fassen(
        &m.einheiten,
        &p.merkmale.kennung,
        &aufgabe,
        &e,
        (&topologie, angehalten),
    )
}
