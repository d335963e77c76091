//! Brings two records of one person together, and parts them again exactly. A human decides, with a reason; nothing is
//! merged by a figure (RL-05), and nothing across offices (RL-08).

use std::collections::HashMap;

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Bearbeiten, Entscheiden, Lesen},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{Anliegen, Fundart, Registerperson},
    service::{fall::zugang, lesen},
    store::person::{
        self as db,
        zusammen::{self as ablage, Umzug, Verweis, Worte, Zusammenfuehrung},
    },
};

/// Shortest reason, in characters.
pub const GRUND_MIN: usize = 10;

/// Whose value stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Seite {
    /// Of the record that stays.
    #[default]
    Bleibt,
    /// Of the one that goes.
    Geht,
}

/// What the form says.
#[derive(Debug, Clone)]
pub struct Auftrag {
    /// The record that stays, and its version.
    pub bleibt: (Uuid, i64),
    /// The one that goes into it.
    pub geht: (Uuid, i64),
    /// Whose name.
    pub name: Seite,
    /// Whose date of birth.
    pub geburtsdatum: Seite,
    /// Whose address.
    pub anschrift: Seite,
    /// Why they are one.
    pub grund: String,
}

/// Two records side by side, with everything that refers to them.
#[derive(Debug, Clone)]
pub struct Paar {
    /// The one.
    pub a: Registerperson,
    /// The other.
    pub b: Registerperson,
    verweise: Vec<Verweis>,
}

impl Paar {
    /// How many Anliegen and cases refer to this one.
    #[must_use]
    pub fn zahl(&self, id: &Uuid) -> (usize, usize) {
        let von = |art| {
            self.verweise
                .iter()
                .filter(|v| v.person == *id && v.art == art)
                .count()
        };
        (von(Fundart::Anliegen), von(Fundart::Fall))
    }
}

async fn darf<A: Aktion>(app: &App, tx: &mut Tx, kontext: &Kontext, v: &Verweis) -> Result<bool> {
    let ergebnis = match v.art {
        Fundart::Anliegen => lesen::befugt::<A>(app, tx, kontext, Id::von(v.in_))
            .await
            .map(|_| ()),
        Fundart::Fall => zugang::befugt::<A>(app, tx, kontext, Id::von(v.in_))
            .await
            .map(|_| ()),
    };
    match ergebnis {
        Ok(()) => Ok(true),
        Err(Error::NichtGefunden) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Both records, when the user may read every Anliegen and case that refers to one of them and may write or decide in at
/// least one of each. Otherwise there is no such pair: not even that somebody else knows the person is told.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn paar(app: &App, tx: &mut Tx, kontext: &Kontext, a: Uuid, b: Uuid) -> Result<Paar> {
    let (Some(x), Some(y)) = (db::load(tx, a).await?, db::load(tx, b).await?) else {
        return Err(Error::NichtGefunden);
    };
    let einer = a == b || x.stelle != y.stelle;
    if einer || [&x, &y].iter().any(|p| p.geschuetzt || p.ziel.is_some()) {
        return Err(Error::NichtGefunden);
    }
    let verweise = ablage::verweise(tx, a, b).await?;
    alle_im_blick(app, tx, kontext, &verweise, &[a, b]).await?;
    Ok(Paar { a: x, b: y, verweise })
}

async fn alle_im_blick(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    verweise: &[Verweis],
    wer: &[Uuid],
) -> Result<()> {
    for v in verweise {
        if !darf::<Lesen>(app, tx, kontext, v).await? {
            return Err(Error::NichtGefunden);
        }
    }
    for id in wer {
        let mut einer = false;
        for v in verweise.iter().filter(|v| v.person == *id) {
            einer = einer
                || darf::<Bearbeiten>(app, tx, kontext, v).await?
                || darf::<Entscheiden>(app, tx, kontext, v).await?;
        }
        if !einer {
            return Err(Error::NichtGefunden);
        }
    }
    Ok(())
}

async fn notieren(app: &App, tx: &mut Tx, kontext: &Kontext, v: &Verweis, was: &str) -> Result<()> {
    match v.art {
        Fundart::Anliegen => {
            let id: Id<Anliegen> = Id::von(v.in_);
            if let Ok((may, _)) = lesen::befugt::<Bearbeiten>(app, tx, kontext, id).await {
                amt::journal::notieren(tx, &*app.uhr, &may, id, was);
            } else {
                let (may, _) = lesen::befugt::<Lesen>(app, tx, kontext, id).await?;
                amt::journal::notieren(tx, &*app.uhr, &may, id, was);
            }
        }
        Fundart::Fall => {
            let id = Id::von(v.in_);
            if let Ok((may, _)) = zugang::befugt::<Bearbeiten>(app, tx, kontext, id).await {
                may.notieren(app, tx, was);
            } else {
                let (may, _) = zugang::befugt::<Lesen>(app, tx, kontext, id).await?;
                may.notieren(app, tx, was);
            }
        }
    }
    Ok(())
}

/// Notes that the pair was looked at.
///
/// # Errors
/// When the database refuses.
pub async fn gezeigt(app: &App, tx: &mut Tx, kontext: &Kontext, p: &Paar) -> Result<()> {
    for v in &p.verweise {
        notieren(app, tx, kontext, v, "personenvergleich").await?;
    }
    Ok(())
}

/// What both records were and what came of them.
#[derive(serde::Serialize, serde::Deserialize)]
struct Stand {
    bleibt: (Worte, String),
    geht: (Worte, String),
    nachher: (Worte, String),
}

fn worte(p: &Registerperson) -> Worte {
    Worte {
        vorname: p.vorname.clone(),
        nachname: p.nachname.clone(),
        geburtsdatum: p.geburtsdatum.map(|d| d.0.to_string()),
    }
}

fn json<T: serde::Serialize>(wert: &T) -> Result<String> {
    serde_json::to_string(wert).map_err(|e| Error::Intern(e.to_string()))
}

fn aus_json<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Intern(e.to_string()))
}

fn grund(text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().count() < GRUND_MIN {
        let worte = "Bitte in einem Satz sagen, warum (mindestens 10 Zeichen).";
        return Err(Befund::neu("FALL-E202", worte).an("grund").into());
    }
    Ok(text.to_owned())
}

/// Merges; returns its key.
///
/// # Errors
/// [`Error::NichtGefunden`] as [`paar`]; [`Error::Konflikt`] when one of them was changed since; `FALL-E202`.
pub async fn zusammenfuehren(app: &App, tx: &mut Tx, kontext: &Kontext, cmd: Auftrag) -> Result<Uuid> {
    let p = paar(app, tx, kontext, cmd.bleibt.0, cmd.geht.0).await?;
    let (bleibt, geht) = (p.a, p.b);
    if (bleibt.version, geht.version) != (cmd.bleibt.1, cmd.geht.1) {
        return Err(Error::Konflikt);
    }
    let grund = grund(&cmd.grund)?;
    let von = |s: Seite| match s {
        Seite::Bleibt => &bleibt,
        Seite::Geht => &geht,
    };
    let neu = Registerperson {
        vorname: von(cmd.name).vorname.clone(),
        nachname: von(cmd.name).nachname.clone(),
        geburtsdatum: von(cmd.geburtsdatum).geburtsdatum,
        anschrift: von(cmd.anschrift).anschrift.clone(),
        ..bleibt.clone()
    };
    let nachher = worte(&neu);
    let stand = Stand {
        bleibt: (worte(&bleibt), bleibt.anschrift.clone()),
        geht: (worte(&geht), geht.anschrift.clone()),
        nachher: (nachher.clone(), neu.anschrift.clone()),
    };
    let z = Zusammenfuehrung {
        id: app.ids.uuid(),
        bleibt: bleibt.id,
        geht: geht.id,
        grund,
        vorher: json(&stand)?,
        zeit: app.uhr.jetzt(),
        benutzer_name: kontext.name().to_owned(),
        zurueck_am: None,
        zurueck_name: String::new(),
        zurueck_grund: String::new(),
    };
    db::update(tx, &neu).await?;
    db::update(
        tx,
        &Registerperson {
            ziel: Some(bleibt.id),
            ..geht.clone()
        },
    )
    .await?;
    ablage::insert(tx, &z, kontext.benutzer().uuid()).await?;
    for v in &p.verweise {
        // who has no name in a record has none there for a reason
        let hier = if v.worte.vorname.is_empty() && v.worte.nachname.is_empty() {
            v.worte.clone()
        } else {
            nachher.clone()
        };
        let u = Umzug {
            tabelle: v.tabelle().to_owned(),
            schluessel: v.zeile,
            gehoerte: v.person,
            vorher: json(&v.worte)?,
            nachher: json(&hier)?,
        };
        ablage::umzug(tx, z.id, &u).await?;
        ablage::setzen(tx, v, bleibt.id, &hier).await?;
        notieren(app, tx, kontext, v, "person zusammengefuehrt").await?;
    }
    Ok(z.id)
}

/// Says that two records are two people; the pair is not proposed again.
///
/// # Errors
/// [`Error::NichtGefunden`] as [`paar`].
pub async fn verschieden(app: &App, tx: &mut Tx, kontext: &Kontext, a: Uuid, b: Uuid) -> Result<()> {
    let p = paar(app, tx, kontext, a, b).await?;
    ablage::verschieden(tx, a, b, app.uhr.jetzt(), kontext.benutzer().uuid()).await?;
    for v in &p.verweise {
        notieren(app, tx, kontext, v, "personen verschieden").await?;
    }
    Ok(())
}

/// A reference that came after the merge: nobody but a human knows whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dazugekommen {
    /// Key of its row.
    pub zeile: Uuid,
    /// Where it leads.
    pub pfad: String,
    /// What it is.
    pub art: Fundart,
}

/// A merge with what is needed to take it back.
#[derive(Debug, Clone)]
pub struct Bund {
    /// The merge.
    pub z: Zusammenfuehrung,
    /// The record that stayed, as it is now.
    pub bleibt: Registerperson,
    /// The one that went.
    pub geht: Registerperson,
    /// What came after it.
    pub dazu: Vec<Dazugekommen>,
    verweise: Vec<Verweis>,
    umzuege: Vec<Umzug>,
}

/// Notes that the names of a merge were looked at, in everything that refers to the person.
///
/// # Errors
/// When the database refuses.
pub async fn bund_gezeigt(app: &App, tx: &mut Tx, kontext: &Kontext, b: &Bund) -> Result<()> {
    for v in &b.verweise {
        notieren(app, tx, kontext, v, "zusammengefuehrt").await?;
    }
    Ok(())
}

/// A merge the user may take back.
///
/// # Errors
/// [`Error::NichtGefunden`] when there is none, it was taken back, or not everything of the person may be seen.
pub async fn bund(app: &App, tx: &mut Tx, kontext: &Kontext, id: Uuid) -> Result<Bund> {
    let z = ablage::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if z.zurueck_am.is_some() {
        return Err(Error::NichtGefunden);
    }
    let (Some(bleibt), Some(geht)) = (db::load(tx, z.bleibt).await?, db::load(tx, z.geht).await?) else {
        return Err(Error::NichtGefunden);
    };
    let verweise = ablage::verweise(tx, z.bleibt, z.bleibt).await?;
    alle_im_blick(app, tx, kontext, &verweise, &[z.bleibt]).await?;
    let umzuege = ablage::umzuege(tx, id).await?;
    let dazu = verweise
        .iter()
        .filter(|v| !umzuege.iter().any(|u| gehoert(u, v)))
        .map(|v| Dazugekommen {
            zeile: v.zeile,
            pfad: match v.art {
                Fundart::Anliegen => format!("/anliegen/{}", v.in_),
                Fundart::Fall => format!("/faelle/{}", v.in_),
            },
            art: v.art,
        })
        .collect();
    Ok(Bund {
        z,
        bleibt,
        geht,
        dazu,
        verweise,
        umzuege,
    })
}

fn gehoert(u: &Umzug, v: &Verweis) -> bool {
    u.tabelle == v.tabelle() && u.schluessel == v.zeile
}

/// Takes a merge back: every reference goes where it was, every name is written as before, unless somebody corrected it
/// since. What came after the merge goes where `wohin` says.
///
/// # Errors
/// [`Error::NichtGefunden`] as [`bund`]; `FALL-E202` without a reason; `FALL-E203` when a later merge stands on it;
/// `FALL-E204` for every new reference nobody decided; [`Error::Konflikt`] on a stale version.
pub async fn trennen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Uuid, i64),
    wohin: &HashMap<Uuid, Seite>,
    warum: &str,
) -> Result<()> {
    let b = bund(app, tx, kontext, id).await?;
    if b.bleibt.version != version {
        return Err(Error::Konflikt);
    }
    if b.bleibt.ziel.is_some() || ablage::spaetere(tx, &b.z).await? {
        return Err(Error::regel(
            "FALL-E203",
            "Danach wurde diese Person noch einmal zusammengeführt. Bitte zuerst die spätere Zusammenführung lösen.",
        ));
    }
    let grund = grund(warum)?;
    let offen: Vec<Befund> = b
        .dazu
        .iter()
        .filter(|d| !wohin.contains_key(&d.zeile))
        .map(|d| {
            Befund::neu("FALL-E204", "Bitte wählen, zu welcher Person das gehört.")
                .an(format!("dazu-{}", d.zeile))
        })
        .collect();
    if !offen.is_empty() {
        return Err(Error::Regel(offen));
    }
    personen_zurueck(tx, &b).await?;
    for v in &b.verweise {
        let (person, hier) = match b.umzuege.iter().find(|u| gehoert(u, v)) {
            Some(u) => {
                let nachher: Worte = aus_json(&u.nachher)?;
                let hier = if v.worte == nachher {
                    aus_json(&u.vorher)?
                } else {
                    v.worte.clone()
                };
                (u.gehoerte, hier)
            }
            None => match wohin.get(&v.zeile) {
                Some(Seite::Geht) => (b.geht.id, v.worte.clone()),
                _ => (b.bleibt.id, v.worte.clone()),
            },
        };
        ablage::setzen(tx, v, person, &hier).await?;
        notieren(app, tx, kontext, v, "person getrennt").await?;
    }
    let wer = (app.uhr.jetzt(), kontext.benutzer().uuid(), kontext.name());
    ablage::zurueck(tx, id, wer, &grund).await?;
    Ok(())
}

async fn personen_zurueck(tx: &mut Tx, b: &Bund) -> Result<()> {
    let s: Stand = aus_json(&b.z.vorher)?;
    let jetzt = worte(&b.bleibt);
    let (vor, nach) = (&s.bleibt.0, &s.nachher.0);
    let mut p = b.bleibt.clone();
    if (&jetzt.vorname, &jetzt.nachname) == (&nach.vorname, &nach.nachname) {
        p.vorname.clone_from(&vor.vorname);
        p.nachname.clone_from(&vor.nachname);
    }
    if jetzt.geburtsdatum == nach.geburtsdatum {
        p.geburtsdatum = vor.geburtsdatum.as_deref().and_then(|t| t.parse::<Datum>().ok());
    }
    if b.bleibt.anschrift == s.nachher.1 {
        p.anschrift.clone_from(&s.bleibt.1);
    }
    db::update(tx, &p).await?;
    // protection that came since holds for both: nobody knows whose it is
    let geschuetzt = b.geht.geschuetzt || b.bleibt.geschuetzt;
    let zurueck = Registerperson {
        ziel: None,
        geschuetzt,
        anschrift: if geschuetzt {
            String::new()
        } else {
            b.geht.anschrift.clone()
        },
        ..b.geht.clone()
    };
    db::update(tx, &zurueck).await?;
    Ok(())
}

/// Merges of the last time the user may take back, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn letzte(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Bund>> {
    let mut aus = Vec::new();
    for z in ablage::letzte(tx, 100).await? {
        match bund(app, tx, kontext, z.id).await {
            Ok(b) => aus.push(b),
            Err(Error::NichtGefunden) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(aus)
}
