//! Pictures of a survey: kept, looked at, approved for everybody, taken out.

use std::sync::Arc;

use amt::{
    App, Error, Result, journal,
    recht::{Bearbeiten, Befugnis, Bezug, Lesen},
};
use base::{Befund, Id};
use store::Tx;

use super::erfassung::entwurf;
use crate::{
    ablage::{erfassung as eablage, foto as ablage},
    erfassung::{Erfassung, ErfassungFoto, FotoGespeichert},
    feld::text,
    rules::foto::{Bild, fuer_papier},
};

/// Pictures of one survey, at most.
const FOTOS: usize = 40;

/// The pictures of a survey.
///
/// # Errors
/// `NichtGefunden` without a survey.
pub async fn fotos(tx: &mut Tx, may: &Befugnis<Lesen, Erfassung>) -> Result<Vec<FotoGespeichert>> {
    ablage::von(tx, may.objekt().ok_or(Error::NichtGefunden)?).await
}

/// The bytes of a picture, for those who read surveys.
///
/// # Errors
/// `NichtGefunden` when there is none.
pub async fn foto(tx: &mut Tx, _may: &Befugnis<Lesen, Erfassung>, id: Id<ErfassungFoto>) -> Result<Vec<u8>> {
    ablage::bytes(tx, id).await
}

/// The bytes of a picture everybody may see.
///
/// # Errors
/// `NichtGefunden` unless it is approved and its Fassung published.
pub async fn offenes_foto(tx: &mut Tx, id: Id<ErfassungFoto>) -> Result<Vec<u8>> {
    ablage::offene_bytes(tx, id).await
}

/// A picture as a document shows it: what is to be seen, and the bytes.
pub(crate) type Papierfoto = (String, Arc<Vec<u8>>);

/// The approved ones among these pictures, in their order, as small as paper needs them. One that cannot be read is left
/// out: a document without it is better than none.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn fotos_fuer_papier(
    tx: &mut Tx,
    fotos: &[FotoGespeichert],
    hoechstens: usize,
) -> Result<Vec<Papierfoto>> {
    let mut roh = Vec::new();
    for f in fotos.iter().filter(|f| f.offen).take(hoechstens) {
        // a document leaves out characters without a shape, and a picture without words would stop it
        let titel = if f.titel.chars().any(char::is_alphanumeric) {
            f.titel.clone()
        } else {
            "Bild".to_owned()
        };
        roh.push((titel, ablage::bytes(tx, f.id).await?));
    }
    let verkleinern = move || {
        roh.into_iter()
            .filter_map(|(titel, jpeg)| Some((titel, Arc::new(fuer_papier(&jpeg)?))))
            .collect()
    };
    tokio::task::spawn_blocking(verkleinern)
        .await
        .map_err(|e| Error::Intern(e.to_string()))
}

/// Keeps a picture under the key the sender made up, so that it is kept once; whether it is new.
///
/// # Errors
/// `NETZ-E132` when the survey is no draft; `NETZ-E141` without words; `NETZ-E143` when there are too many.
pub async fn foto_dazu(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Erfassung>,
    id: Id<ErfassungFoto>,
    mut titel: String,
    bild: &Bild,
) -> Result<bool> {
    let erfassung = may.objekt().ok_or(Error::NichtGefunden)?;
    if let Ok(da) = ablage::laden(tx, id).await {
        // arrived before: nothing to do, and nothing of another survey
        return if da.erfassung == erfassung {
            Ok(false)
        } else {
            Err(Error::NichtGefunden)
        };
    }
    entwurf(tx, may).await?;
    let mut b = Vec::new();
    text::<200>(&mut titel, "titel", &mut b);
    if titel.is_empty() {
        let text = "Bitte schreiben Sie, was auf dem Bild zu sehen ist.";
        b.push(Befund::neu("NETZ-E141", text).an("titel"));
    }
    super::idee::gut(b)?;
    if ablage::von(tx, erfassung).await?.len() >= FOTOS {
        let text = format!("Mehr als {FOTOS} Bilder sieht niemand an. Bitte nehmen Sie erst eines heraus.");
        return Err(Befund::neu("NETZ-E143", text).an("foto").into());
    }
    if !ablage::einfuegen(tx, id, erfassung, &titel, bild).await? {
        return Ok(false);
    }
    eablage::beruehrt(tx, erfassung, may.kontext().benutzer(), app.uhr.jetzt()).await?;
    journal::notieren(tx, &*app.uhr, may, erfassung, "Bild dazu");
    Ok(true)
}

/// What is done with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FotoTat {
    /// Everybody may see it once the Fassung is published. Somebody looked at it for that.
    Zeigen,
    /// Only the office sees it.
    Verbergen,
    /// It goes.
    Entfernen,
}

/// Does it. Approving is part of writing the draft; hiding and taking out always go, for somebody on it may object.
///
/// # Errors
/// `NichtGefunden`; `NETZ-E132` when it is approved after the draft.
pub async fn foto_tun(
    app: &App,
    tx: &mut Tx,
    kontext: &amt::Kontext,
    id: Id<ErfassungFoto>,
    tat: FotoTat,
) -> Result<Id<Erfassung>> {
    // the right first: who may change nothing does not learn that there is one
    Befugnis::<Bearbeiten, Erfassung>::pruefen(kontext, None, Bezug::default())?;
    let erfassung = ablage::laden(tx, id).await?.erfassung;
    let may = Befugnis::<Bearbeiten, Erfassung>::pruefen(kontext, Some(erfassung), Bezug::default())?;
    let text = match tat {
        FotoTat::Zeigen => {
            entwurf(tx, &may).await?;
            ablage::zeigen(tx, id, true).await?;
            "Bild freigegeben"
        }
        FotoTat::Verbergen => {
            ablage::zeigen(tx, id, false).await?;
            "Bild verborgen"
        }
        FotoTat::Entfernen => {
            ablage::entfernen(tx, id).await?;
            "Bild entfernt"
        }
    };
    journal::notieren(tx, &*app.uhr, &may, erfassung, text);
    Ok(erfassung)
}
