//! Meetings out of the calendars of others: what is new is written, what is there is changed, nothing is doubled; and one
//! reading can be taken back as a whole.

use std::collections::{BTreeMap, BTreeSet};

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Sicht},
};
use base::{Befund, Datum, Id, Zeitpunkt};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::VeranstaltungGespeichert;
use crate::{
    Veranstaltung, VeranstaltungDaten,
    ablage::{kalender as ablage, veranstaltung},
    codes::{Sichtbarkeit, VeranstaltungStatus, VeranstaltungTyp},
    kalender::{Kalendertermin, Stapel},
};

/// Days a reading can be taken back.
pub const KALENDER_TAGE: i64 = 30;
const TAG_S: i64 = 24 * 3600;
/// Why a meeting does not take place, when only the calendar says so.
const ABGESAGT: &str = "Im Kalender abgesagt";

/// What a calendar does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KalenderVorgabe {
    /// Kind of meetings whose categories name none.
    pub typ: VeranstaltungTyp,
    /// Who may see what is new. What the calendar calls private is for the office only.
    pub sichtbarkeit: Sichtbarkeit,
    /// Who invites to what is new.
    pub veranstalter: String,
}

/// How it went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KalenderBericht {
    /// Meetings written.
    pub neu: u64,
    /// Meetings changed.
    pub geaendert: u64,
    /// Meetings that were there just so.
    pub unveraendert: u64,
    /// What was refused, with its line.
    pub abgelehnt: Vec<Befund>,
}

/// A reading that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KalenderStapel {
    /// Key.
    pub id: Id<Stapel>,
    /// When.
    pub am: Zeitpunkt,
    /// Meetings written.
    pub neu: i64,
    /// Meetings changed.
    pub geaendert: i64,
    /// When it was taken back.
    pub zurueck_am: Option<Zeitpunkt>,
}

/// What a reading changed of one meeting.
#[derive(Serialize, Deserialize)]
struct Zeile {
    id: uuid::Uuid,
    /// Version it left behind.
    version: i64,
    /// How it was; nothing when it was new.
    vorher: Option<Stand>,
}

/// What a calendar can change.
#[derive(Serialize, Deserialize)]
struct Stand {
    titel: String,
    beschreibung: String,
    ort: String,
    tag: Datum,
    von: u16,
    bis: u16,
    rrule: String,
    ausser: Vec<Datum>,
    dazu: Vec<Datum>,
    sichtbarkeit: Sichtbarkeit,
    status: VeranstaltungStatus,
    absagegrund: String,
}

impl Stand {
    fn von(d: &VeranstaltungDaten) -> Self {
        Self {
            titel: d.titel.clone(),
            beschreibung: d.beschreibung.clone(),
            ort: d.ort.clone(),
            tag: d.tag,
            von: d.von,
            bis: d.bis,
            rrule: d.rrule.clone(),
            ausser: d.ausser.clone(),
            dazu: d.dazu.clone(),
            sichtbarkeit: d.sichtbarkeit,
            status: d.status,
            absagegrund: d.absagegrund.clone(),
        }
    }

    fn in_daten(self, d: VeranstaltungDaten) -> VeranstaltungDaten {
        VeranstaltungDaten {
            titel: self.titel,
            beschreibung: self.beschreibung,
            ort: self.ort,
            tag: self.tag,
            von: self.von,
            bis: self.bis,
            rrule: self.rrule,
            ausser: self.ausser,
            dazu: self.dazu,
            sichtbarkeit: self.sichtbarkeit,
            status: self.status,
            absagegrund: self.absagegrund,
            ..d
        }
    }
}

/// What the calendar says, over what is there.
fn hinein(t: &Kalendertermin, mut d: VeranstaltungDaten) -> VeranstaltungDaten {
    d.titel.clone_from(&t.titel);
    d.beschreibung.clone_from(&t.beschreibung);
    d.ort.clone_from(&t.ort);
    (d.tag, d.von, d.bis) = (t.tag, t.von, t.bis);
    d.rrule.clone_from(&t.rrule);
    d.ausser.clone_from(&t.ausser);
    d.dazu.clone_from(&t.dazu);
    if t.vertraulich {
        d.sichtbarkeit = Sichtbarkeit::Fachkraefte;
    }
    let abgesagt = d.status == VeranstaltungStatus::Abgesagt;
    if t.abgesagt && !abgesagt {
        d.status = VeranstaltungStatus::Abgesagt;
        ABGESAGT.clone_into(&mut d.absagegrund);
    } else if !t.abgesagt && abgesagt && d.absagegrund == ABGESAGT {
        d.status = VeranstaltungStatus::Geplant;
        d.absagegrund.clear();
    }
    d
}

fn leer(t: &Kalendertermin, v: &KalenderVorgabe) -> VeranstaltungDaten {
    VeranstaltungDaten {
        typ: t.typ.unwrap_or(v.typ),
        titel: String::new(),
        beschreibung: String::new(),
        ort: String::new(),
        veranstalter: v.veranstalter.clone(),
        tag: t.tag,
        von: t.von,
        bis: t.bis,
        rrule: String::new(),
        ausser: Vec::new(),
        dazu: Vec::new(),
        sichtbarkeit: v.sichtbarkeit,
        status: VeranstaltungStatus::Geplant,
        absagegrund: String::new(),
        ergebnis: String::new(),
    }
}

/// What one reading works with.
struct Lesung<'a> {
    app: &'a App,
    kontext: &'a Kontext,
    jetzt: Zeitpunkt,
    /// Where each event of a calendar is kept.
    da: BTreeMap<(String, String), Id<Veranstaltung>>,
    zeilen: Vec<Zeile>,
    bericht: KalenderBericht,
}

impl Lesung<'_> {
    async fn gespeichert(
        &self,
        tx: &mut Tx,
        uid: &str,
        instanz: Option<Datum>,
    ) -> Result<Option<VeranstaltungGespeichert>> {
        match self.da.get(&(uid.to_owned(), ablage::instanz(instanz))) {
            Some(id) => veranstaltung::laden(tx, *id).await.map(Some),
            None => Ok(None),
        }
    }

    async fn neu(&mut self, tx: &mut Tx, t: &Kalendertermin, d: &VeranstaltungDaten) -> Result<()> {
        let may = Befugnis::<Anlegen, Veranstaltung>::pruefen(self.kontext, None, Bezug::default())?;
        let id = self.app.ids.neu();
        let wer = self.kontext.benutzer().uuid();
        veranstaltung::einfuegen(tx, id, d, (&t.uid, t.instanz), wer, self.jetzt).await?;
        journal::notieren(tx, &*self.app.uhr, &may, id, "aus einem Kalender");
        self.da.insert((t.uid.clone(), ablage::instanz(t.instanz)), id);
        self.zeilen.push(Zeile {
            id: id.uuid(),
            version: 1,
            vorher: None,
        });
        self.bericht.neu += 1;
        Ok(())
    }

    async fn aendern(
        &mut self,
        tx: &mut Tx,
        g: &VeranstaltungGespeichert,
        d: &VeranstaltungDaten,
    ) -> Result<()> {
        if g.daten == *d {
            self.bericht.unveraendert += 1;
            return Ok(());
        }
        let may = Befugnis::<Bearbeiten, Veranstaltung>::pruefen(self.kontext, Some(g.id), Bezug::default())?;
        veranstaltung::ersetzen(tx, g.id, g.version, d, self.kontext.benutzer().uuid(), self.jetzt).await?;
        journal::notieren(tx, &*self.app.uhr, &may, g.id, "aus einem Kalender");
        self.zeilen.push(Zeile {
            id: g.id.uuid(),
            version: g.version + 1,
            vorher: Some(Stand::von(&g.daten)),
        });
        self.bericht.geaendert += 1;
        Ok(())
    }
}

/// Whether the key is one this program gave to a meeting of its own: its calendar comes back.
async fn eigener(tx: &mut Tx, uid: &str) -> Result<Option<Id<Veranstaltung>>> {
    let Some(id) = uid.split('@').next().and_then(|u| u.parse().ok()) else {
        return Ok(None);
    };
    Ok(if ablage::eigene(tx, id).await? {
        Some(id)
    } else {
        None
    })
}

/// Stores the events of a calendar in the transaction of the caller. Events of series first, then the exceptions from
/// them, which take a day out of their series.
///
/// # Errors
/// When the user may not, or the database refuses. What is wrong with single events stands in the report.
pub async fn kalender_einspielen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    mut termine: Vec<Kalendertermin>,
    vorgabe: &KalenderVorgabe,
) -> Result<KalenderBericht> {
    Befugnis::<Anlegen, Veranstaltung>::pruefen(kontext, None, Bezug::default())?;
    let jetzt = app.uhr.jetzt();
    let mut l = Lesung {
        app,
        kontext,
        jetzt,
        da: BTreeMap::new(),
        zeilen: Vec::new(),
        bericht: KalenderBericht::default(),
    };
    // the exceptions from each series, those that are here already included
    let mut ausnahmen: BTreeMap<String, BTreeSet<Datum>> = BTreeMap::new();
    for (uid, instanz, id) in ablage::schluessel(tx).await? {
        if let Ok(tag) = instanz.parse() {
            ausnahmen.entry(uid.clone()).or_default().insert(tag);
        }
        l.da.insert((uid, instanz), id);
    }
    for t in &termine {
        if t.instanz.is_none()
            && let Some(id) = eigener(tx, &t.uid).await?
        {
            l.da.insert((t.uid.clone(), String::new()), id);
        }
    }
    termine.retain(|t| {
        let befunde = hinein(t, leer(t, vorgabe)).pruefen();
        if let Some(b) = befunde.first() {
            let feld = if b.ort.is_empty() {
                String::new()
            } else {
                format!(", {}", b.ort)
            };
            let ort = format!("Zeile {}{feld}", t.zeile);
            l.bericht
                .abgelehnt
                .push(Befund::neu(b.code, b.text.clone()).an(ort));
        } else if let Some(tag) = t.instanz {
            ausnahmen.entry(t.uid.clone()).or_default().insert(tag);
        }
        befunde.is_empty()
    });
    termine.sort_by_key(|t| (t.instanz.is_some(), t.zeile));
    // a series that is here and not in this file still loses the day of a new exception
    let im_kalender: BTreeSet<String> = termine
        .iter()
        .filter(|t| t.instanz.is_none())
        .map(|t| t.uid.clone())
        .collect();
    for t in termine
        .iter()
        .filter(|t| t.instanz.is_some() && !im_kalender.contains(&t.uid))
    {
        if let (Some(g), Some(tag)) = (l.gespeichert(tx, &t.uid, None).await?, t.instanz)
            && !g.daten.ausser.contains(&tag)
        {
            let mut d = g.daten.clone();
            d.ausser.push(tag);
            d.ausser.sort_unstable();
            l.aendern(tx, &g, &d).await?;
        }
    }
    for t in termine {
        let mut d = match l.gespeichert(tx, &t.uid, t.instanz).await? {
            Some(g) => g.daten,
            // an exception is of the kind its series is
            None => match l.gespeichert(tx, &t.uid, None).await? {
                Some(reihe) => VeranstaltungDaten {
                    status: VeranstaltungStatus::Geplant,
                    absagegrund: String::new(),
                    ergebnis: String::new(),
                    ..reihe.daten
                },
                None => leer(&t, vorgabe),
            },
        };
        d = hinein(&t, d);
        if t.instanz.is_none()
            && let Some(tage) = ausnahmen.get(&t.uid)
        {
            d.ausser.extend(tage);
        }
        // puts texts and days into their normal form, so that the same is the same
        let befunde = d.pruefen();
        if let Some(b) = befunde.first() {
            let ort = format!("Zeile {}, {}", t.zeile, b.ort);
            l.bericht
                .abgelehnt
                .push(Befund::neu(b.code, b.text.clone()).an(ort));
            continue;
        }
        match l.gespeichert(tx, &t.uid, t.instanz).await? {
            Some(g) => l.aendern(tx, &g, &d).await?,
            None => l.neu(tx, &t, &d).await?,
        }
    }
    if !l.zeilen.is_empty() {
        ablage::stapel_vergessen(tx, jetzt.plus_sekunden(-KALENDER_TAGE * TAG_S)).await?;
        let zeilen = serde_json::to_string(&l.zeilen).map_err(|e| Error::Intern(e.to_string()))?;
        let zahl = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let zahlen = (zahl(l.bericht.neu), zahl(l.bericht.geaendert));
        let wer = kontext.benutzer().uuid();
        ablage::stapel_dazu(tx, app.ids.neu(), zahlen, zeilen, wer, jetzt).await?;
    }
    Ok(l.bericht)
}

/// The readings that can be taken back, or were, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn kalender_stapel(app: &App, tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<KalenderStapel>> {
    let seit = app.uhr.jetzt().plus_sekunden(-KALENDER_TAGE * TAG_S);
    let alle = ablage::stapel(tx, seit).await?;
    Ok(alle
        .into_iter()
        .map(|s| KalenderStapel {
            id: s.id,
            am: s.angelegt_am,
            neu: s.neu,
            geaendert: s.geaendert,
            zurueck_am: s.zurueck_am,
        })
        .collect())
}

/// Takes a reading back: what was new goes, what was changed is as before. What somebody worked on since stays as it is.
/// How many were taken back, and how many stayed.
///
/// # Errors
/// `NichtGefunden` without the right, when there is no such reading, or it is older than thirty days; `Konflikt` when it
/// was taken back already.
pub async fn kalender_zuruecknehmen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Stapel>,
) -> Result<(usize, usize)> {
    Befugnis::<Anlegen, Veranstaltung>::pruefen(kontext, None, Bezug::default())?;
    let jetzt = app.uhr.jetzt();
    let seit = jetzt.plus_sekunden(-KALENDER_TAGE * TAG_S);
    let alle = ablage::stapel(tx, seit).await?;
    let stapel = alle
        .into_iter()
        .find(|s| s.id == id)
        .ok_or(Error::NichtGefunden)?;
    if !ablage::stapel_zurueck(tx, id, jetzt).await? {
        return Err(Error::Konflikt);
    }
    let zeilen: Vec<Zeile> =
        serde_json::from_str(&stapel.zeilen).map_err(|e| Error::Intern(e.to_string()))?;
    let (mut zurueck, mut geblieben) = (0, 0);
    for z in zeilen.into_iter().rev() {
        let nr: Id<Veranstaltung> = Id::von(z.id);
        let may = Befugnis::<Bearbeiten, Veranstaltung>::pruefen(kontext, Some(nr), Bezug::default())?;
        let g = match veranstaltung::laden(tx, nr).await {
            Ok(g) => g,
            Err(Error::NichtGefunden) => continue,
            Err(fehler) => return Err(fehler),
        };
        let ging = if g.version != z.version {
            false
        } else if let Some(vorher) = z.vorher {
            let d = vorher.in_daten(g.daten);
            veranstaltung::ersetzen(tx, nr, g.version, &d, kontext.benutzer().uuid(), jetzt).await?;
            true
        } else {
            ablage::entfernen(tx, nr, g.version).await?
        };
        if ging {
            journal::notieren(tx, &*app.uhr, &may, nr, "Kalender zurückgenommen");
            zurueck += 1;
        } else {
            geblieben += 1;
        }
    }
    Ok((zurueck, geblieben))
}
