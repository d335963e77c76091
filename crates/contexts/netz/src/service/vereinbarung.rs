//! What was agreed at a meeting: note it, put somebody in charge, see it through.

use std::collections::HashMap;

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Aktion, Bearbeiten, Befugnis, Bezug, Lesen, OrganisationsArt, Sicht},
};
use base::{Befund, Id, suchform};
use store::Tx;
use team::Fachkraft;

use super::{VeranstaltungGespeichert, veranstaltung::gut};
use crate::{
    ablage::{akteur, veranstaltung, vereinbarung as ablage},
    codes::VereinbarungStatus,
    veranstaltung::Veranstaltung,
    vereinbarung::{
        Vereinbarung, VereinbarungDaten, VereinbarungFilter, VereinbarungGespeichert, VereinbarungStand,
        reihe,
    },
};

/// Puts the names of the members of staff in. Who is gone is called so.
pub(super) async fn benennen(tx: &mut Tx, alle: &mut [VereinbarungGespeichert]) -> Result<()> {
    if alle.iter().all(|v| v.daten.fachkraft.is_none()) {
        return Ok(());
    }
    let namen: HashMap<Id<Fachkraft>, String> = team::service::alle_fachkraefte(tx)
        .await?
        .into_iter()
        .map(|f| (f.id, f.name))
        .collect();
    for v in alle {
        if let Some(f) = v.daten.fachkraft {
            let weg = || "nicht mehr im Amt".to_owned();
            v.fachkraft_name = namen.get(&f).cloned().unwrap_or_else(weg);
        }
    }
    Ok(())
}

/// Whom of the office something can be given to, by name. Nobody for those of a Träger: who works in the office is not
/// theirs to list.
///
/// # Errors
/// `NichtGefunden` for those who read only what is public.
pub async fn vereinbarung_wer(
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Veranstaltung>,
) -> Result<Vec<(Id<Fachkraft>, String)>> {
    intern(may.kontext())?;
    if may.kontext().organisation() != OrganisationsArt::Oeffentlich {
        return Ok(Vec::new());
    }
    team::service::oeffentliche_fachkraefte(tx).await
}

fn intern(kontext: &Kontext) -> Result<()> {
    if super::nur_oeffentlich(kontext) {
        return Err(Error::NichtGefunden);
    }
    Ok(())
}

/// What can be wrong with who is in charge. Whoever was in charge before may stay, though they left.
async fn wer_pruefen(
    tx: &mut Tx,
    d: &VereinbarungDaten,
    vorher: Option<&VereinbarungDaten>,
    befunde: &mut Vec<Befund>,
) -> Result<()> {
    if let Some(f) = d
        .fachkraft
        .filter(|f| vorher.is_none_or(|v| v.fachkraft != Some(*f)))
    {
        let da = team::service::oeffentliche_fachkraefte(tx).await?;
        if da.iter().all(|(id, _)| *id != f) {
            let text = "Diese Person arbeitet nicht mehr im Amt. Bitte wählen Sie jemand anderen.";
            befunde.push(Befund::neu("NETZ-E174", text).an("fachkraft"));
        }
    }
    if let Some(a) = d.akteur {
        match akteur::laden(tx, a).await {
            Ok(_) => {}
            Err(Error::NichtGefunden) => {
                let text = "Diese Einrichtung gibt es nicht mehr. Bitte wählen Sie eine andere.";
                befunde.push(Befund::neu("NETZ-E175", text).an("akteur"));
            }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Notes what was agreed.
///
/// # Errors
/// `NETZ-E35` when nothing was; `NETZ-E172`, `NETZ-E174` and `NETZ-E175` for who is in charge.
pub async fn vereinbaren(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Veranstaltung>,
    mut daten: VereinbarungDaten,
) -> Result<Id<Vereinbarung>> {
    let id = may.objekt().ok_or(Error::NichtGefunden)?;
    let mut befunde = daten.pruefen();
    wer_pruefen(tx, &daten, None, &mut befunde).await?;
    gut(befunde)?;
    veranstaltung::laden(tx, id).await?;
    let neu = app.ids.neu();
    ablage::einfuegen(tx, neu, id, &daten).await?;
    journal::notieren(tx, &*app.uhr, may, id, "vereinbart");
    Ok(neu)
}

/// Marks what was agreed as done, or as open again; what was written about it stays.
///
/// # Errors
/// `NichtGefunden` when it was agreed somewhere else.
pub async fn vereinbarung_erledigen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Veranstaltung>,
    id: Id<Vereinbarung>,
    erledigt: bool,
) -> Result<()> {
    let von = may.objekt().ok_or(Error::NichtGefunden)?;
    let (status, was) = if erledigt {
        (VereinbarungStatus::Erledigt, "erledigt")
    } else {
        (VereinbarungStatus::Offen, "wieder offen")
    };
    ablage::erledigen(tx, von, id, status).await?;
    journal::notieren(tx, &*app.uhr, may, von, was);
    Ok(())
}

/// What was agreed at all meetings, the open ones first, by date.
///
/// # Errors
/// When the database cannot be read.
pub async fn vereinbarungen(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<VereinbarungGespeichert>> {
    let mut alle = ablage::alle(tx, None, None).await?;
    benennen(tx, &mut alle).await?;
    Ok(alle)
}

/// Those of all meetings somebody wants to see, in their order.
///
/// # Errors
/// `NichtGefunden` for those who read only what is public.
pub async fn vereinbarungen_liste(
    tx: &mut Tx,
    kontext: &Kontext,
    filter: &VereinbarungFilter,
) -> Result<Vec<VereinbarungGespeichert>> {
    Sicht::auf::<Veranstaltung>(kontext)?;
    intern(kontext)?;
    let mut alle = ablage::alle(tx, filter.status, filter.fachkraft).await?;
    benennen(tx, &mut alle).await?;
    let gesucht = suchform(filter.text.trim());
    if !gesucht.is_empty() {
        alle.retain(|v| suchform(&format!("{} {} {}", v.daten.was, v.wer(), v.titel)).contains(&gesucht));
    }
    if filter.absteigend {
        alle.sort_by_key(|v| std::cmp::Reverse(v.daten.bis));
    } else {
        alle.sort_by_key(|v| (v.daten.bis.is_none(), v.daten.bis));
    }
    Ok(alle)
}

/// The open agreements this user is in charge of; none for an account that belongs to nobody of the office.
///
/// # Errors
/// When the database cannot be read.
pub async fn meine_vereinbarungen(tx: &mut Tx, kontext: &Kontext) -> Result<Vec<VereinbarungGespeichert>> {
    match selbst(tx, kontext).await? {
        Some(ich) => ablage::alle(tx, Some(VereinbarungStatus::Offen), Some(ich)).await,
        None => Ok(Vec::new()),
    }
}

/// Who of the office the user is.
///
/// # Errors
/// When the database cannot be read.
pub async fn selbst(tx: &mut Tx, kontext: &Kontext) -> Result<Option<Id<Fachkraft>>> {
    let ich = team::service::fachkraft_von(tx, kontext.benutzer()).await?;
    Ok(ich.map(|f| f.id))
}

/// What is still open from earlier meetings of the same series: same kind, and a title that differs only by a number in
/// front or a year; or the same series of a calendar.
///
/// # Errors
/// When the database cannot be read.
pub async fn offene_der_reihe(
    tx: &mut Tx,
    may: &Befugnis<Lesen, Veranstaltung>,
    g: &VeranstaltungGespeichert,
) -> Result<Vec<VereinbarungGespeichert>> {
    if super::nur_oeffentlich(may.kontext()) {
        return Ok(Vec::new());
    }
    let diese = reihe(&g.daten.titel);
    let kalender = if g.kalender_uid.is_empty() {
        Vec::new()
    } else {
        veranstaltung::aus_kalender(tx, &g.kalender_uid).await?
    };
    let mut offen = ablage::alle(tx, Some(VereinbarungStatus::Offen), None).await?;
    offen.retain(|v| {
        let gleich = v.typ == g.daten.typ && reihe(&v.titel) == diese;
        // an exception of a series stands on a later day than the series
        let frueher = (gleich && v.tag <= g.daten.tag) || kalender.contains(&v.veranstaltung);
        v.veranstaltung != g.id && frueher
    });
    benennen(tx, &mut offen).await?;
    Ok(offen)
}

/// What the user may do with an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DarfVereinbarung {
    /// Look at it.
    Lesen,
    /// Say what came of it: who is in charge.
    Stand,
    /// Change all of it.
    Alles,
}

fn darf<A: Aktion>(kontext: &Kontext, v: &VereinbarungGespeichert) -> Result<Befugnis<A, Veranstaltung>> {
    Befugnis::pruefen(kontext, Some(v.veranstaltung), Bezug::default())
}

/// One of them, and what the user may do with it.
///
/// # Errors
/// `NichtGefunden` when there is none, or for those who read only what is public.
pub async fn vereinbarung_laden(
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Vereinbarung>,
) -> Result<(VereinbarungGespeichert, DarfVereinbarung)> {
    Sicht::auf::<Veranstaltung>(kontext)?;
    intern(kontext)?;
    let mut v = vec![ablage::laden(tx, id).await?];
    benennen(tx, &mut v).await?;
    let v = v.pop().ok_or(Error::NichtGefunden)?;
    darf::<Lesen>(kontext, &v)?;
    let ich = selbst(tx, kontext).await?;
    let wie = if darf::<Bearbeiten>(kontext, &v).is_ok() {
        DarfVereinbarung::Alles
    } else if ich.is_some() && v.daten.fachkraft == ich {
        DarfVereinbarung::Stand
    } else {
        DarfVereinbarung::Lesen
    };
    Ok((v, wie))
}

/// Saves what came of it and, with `daten`, what was agreed, over the version the user saw.
///
/// # Errors
/// `NichtGefunden` for those who may not; `Konflikt` when somebody else saved since; `NETZ-E173` without a reason to drop
/// it; findings as for [`vereinbaren`].
pub async fn vereinbarung_aendern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Vereinbarung>, i64),
    daten: Option<VereinbarungDaten>,
    mut stand: VereinbarungStand,
) -> Result<()> {
    let (v, wie) = vereinbarung_laden(tx, kontext, id).await?;
    let geht = match wie {
        DarfVereinbarung::Alles => true,
        DarfVereinbarung::Stand => daten.is_none(),
        DarfVereinbarung::Lesen => false,
    };
    if !geht {
        return Err(Error::NichtGefunden);
    }
    let mut befunde = stand.pruefen();
    let neu = match daten {
        Some(mut d) => {
            befunde.extend(d.pruefen());
            wer_pruefen(tx, &d, Some(&v.daten), &mut befunde).await?;
            d
        }
        None => v.daten.clone(),
    };
    gut(befunde)?;
    ablage::ersetzen(tx, id, version, &neu, &stand).await?;
    let was = format!("Vereinbarung {}", stand.status.code());
    match darf::<Bearbeiten>(kontext, &v) {
        Ok(may) => journal::notieren(tx, &*app.uhr, &may, v.veranstaltung, was),
        // in charge of it, and otherwise a reader of the meeting
        Err(_) => journal::notieren(tx, &*app.uhr, &darf::<Lesen>(kontext, &v)?, v.veranstaltung, was),
    }
    Ok(())
}
