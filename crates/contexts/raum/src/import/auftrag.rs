//! The import as a job of the store: whichever process claims it does it.

use std::sync::Arc;

use amt::{
    App, Error, Kontext, Result, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use base::Id;
use einlesen::Quelle;
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    auftrag::{self, Auftrag, Status},
};
use uuid::Uuid;

use crate::puls::Puls;

use super::{
    Bericht, Fortschritt, Stand,
    lauf::{self, Importlauf, Lauf},
};

/// Kind of the jobs.
pub const ART: &str = "import";

#[derive(Serialize, Deserialize)]
struct Daten {
    lauf: Uuid,
    benutzer: Uuid,
    rolle: String,
}

/// Starts an upload: a job in the transaction of the caller.
///
/// # Errors
/// [`Error::NichtGefunden`] without the right; [`Error::Konflikt`] when somebody else started it in between.
pub async fn starten(app: &App, tx: &mut Tx, kontext: &Kontext, was: &Lauf) -> Result<Id<Auftrag>> {
    let rolle = was.einleser(app)?.darf(kontext)?;
    let id = app.ids.neu();
    let daten = Daten {
        lauf: was.id,
        benutzer: kontext.benutzer().uuid(),
        rolle: rolle.code().to_owned(),
    };
    let json = serde_json::to_string(&daten).map_err(|e| Error::Intern(e.to_string()))?;
    auftrag::anlegen(tx, id, ART, &json, Some(daten.benutzer), app.uhr.jetzt()).await?;
    lauf::auftrag_setzen(tx, was, id).await?;
    Ok(id)
}

/// Does one job and ends it; what a rule refuses ends it as failed, with the reason. Nothing is half done: the data, the
/// report and the end of the job are one transaction.
///
/// # Errors
/// When the database refuses; the job is then claimed again later and begins anew.
pub async fn arbeiten(app: &App, a: Auftrag) -> Result<()> {
    let ergebnis = tun(app, &a).await;
    let Err(fehler) = ergebnis else { return Ok(()) };
    let (wie, grund) = match &fehler {
        Error::Regel(b) if b.iter().any(|b| b.code == "EINLESEN-E50") => {
            (Status::Abgebrochen, fehler.to_string())
        }
        Error::Regel(_) | Error::NichtGefunden | Error::Konflikt | Error::Intern(_) => {
            (Status::Fehler, fehler.to_string())
        }
        Error::Store(_) => return Err(fehler),
    };
    let mut tx = app.db.write().await?;
    auftrag::beenden(&mut tx, a.id, wie, &grund, app.uhr.jetzt()).await?;
    tx.commit().await?;
    Ok(())
}

async fn tun(app: &App, a: &Auftrag) -> Result<()> {
    let daten: Daten = serde_json::from_str(&a.daten).map_err(|e| Error::Intern(e.to_string()))?;
    let id: Id<Importlauf> = Id::von(daten.lauf);
    let rolle: Rolle = daten.rolle.parse().map_err(|_| Error::NichtGefunden)?;
    let rollen = vec![RolleJetzt {
        rolle,
        raeume: Vec::new(),
    }];
    let kontext = Kontext::neu(
        Id::von(daten.benutzer),
        String::new(),
        OrganisationsArt::Oeffentlich,
        rollen,
    );

    let mut tx = app.db.write().await?;
    lauf::aufraeumen(&mut tx, app.uhr.jetzt()).await?;
    tx.commit().await?;
    let mut tx = app.db.read().await?;
    let was = lauf::laden(&mut tx, id).await?;
    let datei = lauf::datei(&mut tx, id).await?;
    drop(tx);
    let art = was.einleser(app)?;
    art.darf(&kontext)?;

    let puls = Puls::neu(app.clone(), a.id);
    let melder = puls.melder();
    let fortschritt: Fortschritt = Arc::new(move |s: Stand| melder.weiter(s.erledigt, s.gesamt));
    let quelle = Quelle::from(datei.path().to_owned());
    let (menge, mut bericht) = super::lesen_abseits(&*art, quelle, &was.abbildung, &fortschritt).await?;
    let mut tx = app.db.write().await?;
    menge
        .schreiben(app, &mut tx, &kontext, &mut bericht, &fortschritt)
        .await?;
    puls.halt().await;
    let json = serde_json::to_string(&bericht).map_err(|e| Error::Intern(e.to_string()))?;
    lauf::bericht_setzen(&mut tx, id, &json).await?;
    let kurz = format!(
        "neu={},geaendert={},abgewiesen={}",
        bericht.neu,
        bericht.geaendert,
        bericht.abgewiesen.len()
    );
    auftrag::beenden(&mut tx, a.id, Status::Fertig, &kurz, app.uhr.jetzt()).await?;
    tx.commit().await?;
    Ok(())
}

/// The report of an upload that is done.
///
/// # Errors
/// When what is stored is no report.
pub fn bericht(was: &Lauf) -> Result<Option<Bericht>> {
    if was.bericht.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(&was.bericht)
        .map(Some)
        .map_err(|e| Error::Intern(e.to_string()))
}
