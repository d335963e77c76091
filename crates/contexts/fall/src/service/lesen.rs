//! Reads: one Anliegen (noted in the journal), the queue, the Kurzberatungen, the start page.

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Befugnis, Lesen, Sicht},
};
use base::Id;
use schutz::service::lesen::Faellig;
use store::Tx;
use uuid::Uuid;

use super::{fall::zugang, hilfe};
use crate::{
    model::{Anliegen, Fall, Gespraech, Kurzberatung, Meldung, Person, Verlaufszeile},
    nachbarn::nachbarn,
    store::{Filter, Zeile, anliegen as db, fall as db_fall, liste},
};

/// Everything the page of an Anliegen shows.
#[derive(Debug, Clone)]
pub struct Akte {
    /// The Anliegen.
    pub anliegen: Anliegen,
    /// Name and contact; `None` after a Kurzberatung.
    pub person: Option<Person>,
    /// History, newest first.
    pub verlauf: Vec<Verlaufszeile>,
    /// The case it became.
    pub fall: Option<Fall>,
    /// Whether the user may read that case; others learn who to talk to and nothing else (T-147).
    pub fall_lesbar: bool,
    /// Whether there is a Meldung.
    pub gemeldet: bool,
    /// The Meldung, for the protective circle; others get only the receipt.
    pub meldung: Option<Meldung>,
    /// The words stand in the Meldung, and only whoever reads that, or wrote them down, sees them here (RL-10).
    pub verborgen: bool,
}

/// Proof that the user may do this with an Anliegen; `NichtGefunden` otherwise.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none or it is out of reach.
pub async fn befugt<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Anliegen>,
) -> Result<(Befugnis<A, Anliegen>, Anliegen)> {
    let a = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let raeume = db::raeume(tx, id).await?;
    let ich = nachbarn(app)?
        .fachkraft_von(app, tx, kontext.benutzer().uuid())
        .await?;
    let may = Befugnis::pruefen(kontext, Some(id), hilfe::bezug(kontext, &a, &raeume, ich))?;
    Ok((may, a))
}

/// Reads one Anliegen and notes it in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Anliegen>) -> Result<Akte> {
    let (may, anliegen) = befugt::<Lesen>(app, tx, kontext, id).await?;
    let meldung = schutz::service::melden::zu_anliegen(tx, id.uuid()).await?;
    let gemeldet = meldung.is_some();
    let meldung = match meldung {
        Some(m) => schutz::service::lesen::wenn_lesbar(app, tx, kontext, m).await?,
        None => None,
    };
    amt::journal::notieren(tx, &*app.uhr, &may, id, "");
    let fall = db_fall::zu_anliegen(tx, id).await?;
    let fall_lesbar = match &fall {
        Some(f) => match zugang::befugt::<Lesen>(app, tx, kontext, f.id).await {
            Ok((may, _)) => {
                may.notieren(app, tx, "anliegen");
                true
            }
            Err(Error::NichtGefunden) => false,
            Err(e) => return Err(e),
        },
        None => false,
    };
    let verborgen = gemeldet && meldung.is_none() && anliegen.angelegt_von != kontext.benutzer().uuid();
    let mut anliegen = anliegen;
    if verborgen {
        anliegen.worte.clear();
    }
    Ok(Akte {
        verborgen,
        person: db::person(tx, id).await?,
        verlauf: db::verlauf(tx, id).await?,
        fall,
        fall_lesbar,
        anliegen,
        gemeldet,
        meldung,
    })
}

/// One Meldung for the protective circle, noted in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn meldung(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Meldung>) -> Result<Meldung> {
    schutz::service::lesen::meldung(app, tx, kontext, id).await
}

/// Running procedures the user has to look after, each with its next clock, what is due first in front; empty outside
/// the protective circle.
///
/// # Errors
/// When the database refuses.
pub async fn meldungen(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<(Meldung, Option<Faellig>)>> {
    let mut aus = Vec::new();
    for m in schutz::service::lesen::laufende(app, tx, kontext, None).await? {
        let uhr = schutz::service::lesen::faellig(app, tx, &m).await?;
        aus.push((m, uhr));
    }
    aus.sort_by_key(|(_, f)| (f.is_none(), f.as_ref().map(|f| f.bis)));
    Ok(aus)
}

/// Notes in the journal that these procedures were shown, in a transaction of its own.
///
/// # Errors
/// When the user may see none, or the database refuses.
pub async fn meldungen_gezeigt(app: &App, kontext: &Kontext, zeilen: &[Meldung], wo: &str) -> Result<()> {
    if zeilen.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    schutz::service::lesen::gezeigt(app, &mut tx, kontext, zeilen, wo)?;
    tx.commit().await?;
    Ok(())
}

/// One page of the queue the user may see.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see none.
pub async fn liste(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    filter: &Filter,
    seite: (i64, i64),
) -> Result<(Vec<Zeile>, i64)> {
    let sicht = Sicht::auf::<Anliegen>(kontext)?;
    Ok(liste::seite(tx, &sicht, filter, app.uhr.heute(), seite).await?)
}

/// Notes in the journal that these rows were shown; `wo` says in which list. What the user may see was asked by the
/// [`Sicht`] that found them. Needs a transaction that can write; commit it before the page goes out.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see none.
pub fn gezeigt(app: &App, tx: &mut Tx, kontext: &Kontext, zeilen: &[Zeile], wo: &str) -> Result<()> {
    let gesehen = amt::recht::Bezug {
        eigener_fall: true,
        raum: None,
        eigenes: true,
    };
    for z in zeilen {
        let may = Befugnis::<Lesen, Anliegen>::pruefen(kontext, Some(z.id), gesehen)?;
        amt::journal::notieren(tx, &*app.uhr, &may, z.id, wo);
    }
    Ok(())
}

/// As [`gezeigt`], in a transaction of its own: for pages that only read. Without rows there is nothing to write.
///
/// # Errors
/// As [`gezeigt`], and when the database refuses.
pub async fn gezeigt_jetzt(app: &App, kontext: &Kontext, zeilen: &[Zeile], wo: &str) -> Result<()> {
    if zeilen.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write().await?;
    gezeigt(app, &mut tx, kontext, zeilen, wo)?;
    tx.commit().await?;
    Ok(())
}

/// Filters the list offers: teams and spaces that occur.
///
/// # Errors
/// When the database refuses.
pub async fn filterlisten(tx: &mut Tx) -> Result<(Vec<(Uuid, String)>, Vec<(Uuid, String)>)> {
    Ok((liste::teams(tx).await?, liste::raeume(tx).await?))
}

/// One page of Kurzberatungen.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may see none.
pub async fn kurzberatungen(
    tx: &mut Tx,
    kontext: &Kontext,
    merkzeichen: &str,
    stand: Option<crate::model::KbStand>,
    seite: (i64, i64),
) -> Result<(Vec<Kurzberatung>, i64)> {
    let sicht = Sicht::auf::<Kurzberatung>(kontext)?;
    Ok(crate::store::kurz::seite(tx, &sicht, merkzeichen, stand, None, seite).await?)
}

/// Everything the page of a Kurzberatung shows.
#[derive(Debug, Clone)]
pub struct KurzAkte {
    /// The record.
    pub kurz: Kurzberatung,
    /// Further conversations, oldest first.
    pub gespraeche: Vec<Gespraech>,
    /// The note.
    pub notiz: String,
}

/// Reads one Kurzberatung and notes it in the journal; commit the transaction.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn kurz_akte(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Kurzberatung>) -> Result<KurzAkte> {
    let (may, kurz) = kurzberatung::<Lesen>(tx, kontext, id).await?;
    amt::journal::notieren(tx, &*app.uhr, &may, id, "");
    Ok(KurzAkte {
        kurz,
        gespraeche: crate::store::kurz::gespraeche(tx, id).await?,
        notiz: crate::store::kurz::notiz(tx, id).await?,
    })
}

/// One Kurzberatung with the proof for this action.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn kurzberatung<A: Aktion>(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Kurzberatung>,
) -> Result<(Befugnis<A, Kurzberatung>, Kurzberatung)> {
    let k = crate::store::kurz::load(tx, id)
        .await?
        .ok_or(Error::NichtGefunden)?;
    let bezug = amt::recht::Bezug {
        raum: Some(k.raumeinheit),
        ..Default::default()
    };
    Ok((Befugnis::pruefen(kontext, Some(id), bezug)?, k))
}
