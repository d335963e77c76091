//! Papers for a committee: written, filled with what the office counts, released and frozen.

use std::collections::{BTreeMap, btree_map::Entry};

use amt::{
    App, Error, Kontext, Result, journal,
    ordnung::{Fassung, entwurf_aus_anlass},
    recht::{Bearbeiten, Befugnis, Bezug, Entscheiden, Lesen, Verwalten},
};
use base::{Befund, Datum, Id};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::umsteuerung::umsteuerung;
use crate::{
    model::{Massnahme, Skizze, Vorlage, Vorlagezahl},
    nachbarn::nachbarn,
    rules::{
        umsteuerung::gezeigt,
        vorlage::{Wochenkontakt, referenzwoche, reihe, woche_pruefen},
    },
    store::vorlage as db,
};

/// A period, its spaces with their counts, and all together.
pub type Reihe = (String, Vec<(String, String)>, String);

/// What the office counts for a paper. Small numbers are hidden in it already: what is kept may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inhalt {
    /// The day it was counted.
    pub stand: String,
    /// Helps at the end of each month: day, inside, outside.
    pub umsteuerung: Vec<(String, String, String)>,
    /// The reference week: its days, families by Sozialraum, all.
    pub woche: Option<Reihe>,
    /// Kurzberatungen of the last twelve months: from when, by Sozialraum, all.
    pub kurz: Reihe,
    /// Koordinationskarten of the last twelve months, and how often units have talked before they decided (W23); papers
    /// that were released before this was counted have none.
    #[serde(default)]
    pub koordination: Option<(String, String)>,
    /// The Kurzskizzen that go along.
    pub skizzen: Vec<Skizze>,
}

/// A paper with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Einsicht {
    /// The paper.
    pub vorlage: Vorlage,
    /// Figures from elsewhere.
    pub zahlen: Vec<Vorlagezahl>,
    /// What follows.
    pub massnahmen: Vec<Massnahme>,
    /// What was counted: now for a draft, as it was frozen for a released one.
    pub inhalt: Inhalt,
    /// Whoever looks may write.
    pub schreiben: bool,
    /// Whoever looks may release.
    pub freigeben: bool,
    /// Whoever looks keeps the Geschäftsordnung.
    pub ordnung: bool,
}

fn darf_schreiben(kontext: &Kontext, id: Option<Id<Vorlage>>) -> Result<Befugnis<Bearbeiten, Vorlage>> {
    Befugnis::pruefen(kontext, id, Bezug::default())
}

/// All released papers; drafts for whoever writes them.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever sees no figures.
pub async fn alle(tx: &mut Tx, kontext: &Kontext) -> Result<(Vec<Vorlage>, bool)> {
    Befugnis::<Lesen, Vorlage>::freigegeben(kontext, None)?;
    let schreibt = darf_schreiben(kontext, None).is_ok();
    let mut alle = db::alle(tx).await?;
    alle.retain(|v| schreibt || !v.offen());
    Ok((alle, schreibt))
}

/// One paper.
///
/// # Errors
/// [`Error::NichtGefunden`], also for a draft somebody else writes.
pub async fn einsehen(app: &App, tx: &mut Tx, kontext: &Kontext, id: Id<Vorlage>) -> Result<Einsicht> {
    Befugnis::<Lesen, Vorlage>::freigegeben(kontext, Some(id))?;
    let v = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    let schreiben = darf_schreiben(kontext, Some(id)).is_ok();
    if v.offen() && !schreiben {
        return Err(Error::NichtGefunden);
    }
    let inhalt = if v.offen() {
        zaehlen(app, tx, kontext, &v).await?
    } else {
        serde_json::from_str(&v.inhalt).map_err(|e| Error::Intern(e.to_string()))?
    };
    Ok(Einsicht {
        zahlen: db::zahlen(tx, id).await?,
        massnahmen: db::massnahmen(tx, id).await?,
        inhalt,
        schreiben,
        freigeben: Befugnis::<Entscheiden, Vorlage>::pruefen(kontext, Some(id), Bezug::default()).is_ok(),
        ordnung: Befugnis::<Verwalten, Fassung>::pruefen(kontext, None, Bezug::default()).is_ok(),
        vorlage: v,
    })
}

/// The Kurzskizzen that could go along.
///
/// # Errors
/// When the database cannot be read.
pub async fn skizzen(app: &App, tx: &mut Tx) -> Result<Vec<Skizze>> {
    nachbarn(app)?.kurzskizzen(app, tx).await
}

async fn zaehlen(app: &App, tx: &mut Tx, kontext: &Kontext, v: &Vorlage) -> Result<Inhalt> {
    let heute = app.uhr.heute();
    let ab = heute.plus_tage(-364);
    let seit = app.uhr.jetzt().plus_sekunden(-364 * 24 * 60 * 60);
    let je: BTreeMap<String, i64> = db::kurze_je_raum(tx, ab, heute).await?.into_iter().collect();
    let (zeilen, summe) = reihe(&je);
    let mitgenommen = v.raeume();
    Ok(Inhalt {
        stand: heute.to_string(),
        umsteuerung: umsteuerung(app, tx, kontext)
            .await?
            .iter()
            .map(|s| (s.tag.to_string(), gezeigt(s.drinnen), gezeigt(s.draussen)))
            .collect(),
        woche: match v.woche {
            Some(montag) => Some(woche(app, tx, montag).await?),
            None => None,
        },
        kurz: (ab.to_string(), zeilen, summe),
        koordination: Some((
            gezeigt(db::karten(tx, seit).await?),
            // what offices did, not how many people there are: it is one number for the whole place and tells of nobody
            db::abgestimmt(tx, seit).await?.to_string(),
        )),
        skizzen: skizzen(app, tx)
            .await?
            .into_iter()
            .filter(|s| mitgenommen.contains(&s.raum))
            .collect(),
    })
}

/// The families of the reference week (9.6): Kurzberatungen that were a first contact, and cases with a contact by a
/// Träger that was in the team of the space on that day.
async fn woche(app: &App, tx: &mut Tx, montag: Datum) -> Result<Reihe> {
    let sonntag = montag.plus_tage(6);
    let mut alle: Vec<Wochenkontakt> = db::kurze(tx, montag, sonntag)
        .await?
        .into_iter()
        .map(|(familie, tag, team)| Wochenkontakt {
            familie,
            // each is a family of its own, so its hour decides nothing
            wann: (tag, String::new()),
            team,
        })
        .collect();
    let n = nachbarn(app)?;
    let dabei = n.traeger_in_teams(app, tx).await?;
    let mut ketten: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for (familie, tag, beginn, raum, team, traeger) in db::kontakte(tx, montag, sonntag).await? {
        if let Entry::Vacant(platz) = ketten.entry(raum) {
            let kette = n.kette(app, tx, raum).await?.into_iter().map(|r| r.id);
            platz.insert(kette.chain([raum]).collect());
        }
        let hier = |r: &Uuid| ketten.get(&raum).is_some_and(|k| k.contains(r));
        let im_team = dabei
            .iter()
            .any(|(t, r, von, bis)| *t == traeger && hier(r) && *von <= tag && bis.is_none_or(|b| b >= tag));
        if im_team {
            alle.push(Wochenkontakt {
                familie,
                wann: (tag, beginn),
                team,
            });
        }
    }
    let (zeilen, summe) = reihe(&referenzwoche(&alle, montag));
    Ok((format!("{montag} bis {sonntag}"), zeilen, summe))
}

fn wann(app: &App, kontext: &Kontext) -> (Uuid, base::Zeitpunkt) {
    (kontext.benutzer().uuid(), app.uhr.jetzt())
}

fn pruefen(v: &Vorlage, heute: Datum) -> Vec<Befund> {
    v.woche
        .and_then(|w| woche_pruefen(w, heute))
        .into_iter()
        .collect()
}

/// Begins a paper, or keeps the words of a draft. The version in `v` is the one that was shown.
///
/// # Errors
/// [`Error::NichtGefunden`] without the right, [`Error::Konflikt`] when somebody saved in between or it is released,
/// `WIRKUNG-E05` for a week that is not over, `WIRKUNG-E10` for a number that is taken.
pub async fn speichern(app: &App, tx: &mut Tx, kontext: &Kontext, v: &Vorlage, neu: bool) -> Result<()> {
    let may = darf_schreiben(kontext, Some(v.id))?;
    let mut befunde = pruefen(v, app.uhr.heute());
    if db::nummer_vergeben(tx, &v.nummer, v.id).await? {
        let text = "Diese Nummer hat schon eine andere Vorlage.";
        befunde.push(Befund::neu("WIRKUNG-E10", text).an("nummer"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    if neu {
        db::insert(tx, v, wann(app, kontext)).await?;
    } else {
        db::update(tx, v, wann(app, kontext)).await?;
    }
    journal::notieren(tx, &*app.uhr, &may, v.id, "worte");
    Ok(())
}

/// The draft, as whoever writes it has it open.
async fn entwurf(
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Vorlage>, i64),
) -> Result<(Befugnis<Bearbeiten, Vorlage>, Vorlage)> {
    let may = darf_schreiben(kontext, Some(id))?;
    let v = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if v.version != version || !v.offen() {
        return Err(Error::Konflikt);
    }
    Ok((may, v))
}

/// Adds a figure from elsewhere.
///
/// # Errors
/// As [`speichern`].
pub async fn zahl_dazu(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    wo: (Id<Vorlage>, i64),
    z: &Vorlagezahl,
) -> Result<()> {
    let (may, v) = entwurf(tx, kontext, wo).await?;
    db::zahl_dazu(tx, v.id, z, wann(app, kontext)).await?;
    db::weiterzaehlen(tx, &v).await?;
    journal::notieren(tx, &*app.uhr, &may, v.id, "zahl");
    Ok(())
}

/// Takes a figure out again.
///
/// # Errors
/// As [`speichern`].
pub async fn zahl_weg(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    wo: (Id<Vorlage>, i64),
    zahl: Uuid,
) -> Result<()> {
    let (may, v) = entwurf(tx, kontext, wo).await?;
    db::zahl_weg(tx, v.id, zahl).await?;
    db::weiterzaehlen(tx, &v).await?;
    journal::notieren(tx, &*app.uhr, &may, v.id, "zahl entfernt");
    Ok(())
}

/// Adds what was found out and what follows; also after the release, when the committee has asked for something.
///
/// # Errors
/// [`Error::NichtGefunden`] without the right.
pub async fn massnahme_dazu(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Vorlage>,
    m: &Massnahme,
) -> Result<()> {
    let may = darf_schreiben(kontext, Some(id))?;
    db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    db::massnahme_dazu(tx, id, m, wann(app, kontext)).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "massnahme");
    Ok(())
}

/// Makes a draft of the Geschäftsordnung out of a finding. It changes no rule: the draft goes the way of every version.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever does not keep the Geschäftsordnung, [`Error::Konflikt`] when there is one
/// already, `AMT-E20` without a version in force.
pub async fn ordnung_aendern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Vorlage>,
    massnahme: Uuid,
) -> Result<Id<Fassung>> {
    let may = Befugnis::<Verwalten, Fassung>::pruefen(kontext, None, Bezug::default())?;
    let e = einsehen(app, tx, kontext, id).await?;
    let m = e.massnahmen.iter().find(|m| m.id == massnahme);
    let m = m.ok_or(Error::NichtGefunden)?;
    if m.ordnung.is_some() {
        return Err(Error::Konflikt);
    }
    let anlass = format!("Vorlage {}: {} {}", e.vorlage.nummer, m.feststellung, m.massnahme);
    let fassung = entwurf_aus_anlass(app, tx, &may, &anlass).await?;
    db::zur_ordnung(tx, massnahme, fassung.uuid()).await?;
    Ok(fassung)
}

/// Releases a draft: from now on it says what it says.
///
/// # Errors
/// [`Error::NichtGefunden`] without the right, [`Error::Konflikt`] when it was changed since it was shown,
/// `WIRKUNG-E05`, `WIRKUNG-E11` when it has no words about why.
pub async fn freigeben(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Vorlage>, i64),
) -> Result<()> {
    let may = Befugnis::<Entscheiden, Vorlage>::pruefen(kontext, Some(id), Bezug::default())?;
    let v = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if v.version != version || !v.offen() {
        return Err(Error::Konflikt);
    }
    let mut befunde = pruefen(&v, app.uhr.heute());
    if v.anlass.is_empty() {
        let text = "Bitte sagen Sie dem Ausschuss zuerst, worum es geht.";
        befunde.push(Befund::neu("WIRKUNG-E11", text).an("anlass"));
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let inhalt = zaehlen(app, tx, kontext, &v).await?;
    let json = serde_json::to_string(&inhalt).map_err(|e| Error::Intern(e.to_string()))?;
    let (von, jetzt) = wann(app, kontext);
    db::freigeben(tx, &v, &json, (von, kontext.name(), jetzt)).await?;
    journal::notieren(tx, &*app.uhr, &may, id, "freigegeben");
    Ok(())
}
