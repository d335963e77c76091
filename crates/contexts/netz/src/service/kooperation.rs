//! The network of a space: which institutions there are and who works with whom.

use std::collections::{BTreeMap, BTreeSet};

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{Bearbeiten, Befugnis, Bezug, Sicht},
};
use base::{Befund, Id};
use raum::Raumeinheit;
use store::Tx;
use uuid::Uuid;

use crate::{
    Akteur, ablage,
    ablage::kooperation::Stelle,
    codes::{AkteurArt, Beteiligungsstand, KooperationArt},
};

/// Most institutions of one network.
pub const NETZ_HOECHSTENS: i64 = 500;

/// An institution with its connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Netzstelle {
    /// Key.
    pub id: Id<Akteur>,
    /// Name.
    pub name: String,
    /// Kind in words.
    pub art: &'static str,
    /// How the institution takes part, in words.
    pub stand: &'static str,
    /// Whether it works in the space asked for, or is only a partner of somebody there.
    pub hier: bool,
    /// With whom, and how.
    pub mit: Vec<Verbindung>,
}

/// A connection seen from one end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbindung {
    /// The other end.
    pub mit: Id<Akteur>,
    /// Its name.
    pub name: String,
    /// How.
    pub art: KooperationArt,
    /// What about, may be empty.
    pub notiz: String,
}

/// A network.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Netzwerk {
    /// By name, those of the space first.
    pub stellen: Vec<Netzstelle>,
    /// Each connection once.
    pub kanten: Vec<(Uuid, Uuid, KooperationArt)>,
}

/// The network of a space, with partners in other spaces; of all spaces without one.
///
/// # Errors
/// `NichtGefunden` for those who read only what is public; when the database cannot be read.
pub async fn netzwerk(
    tx: &mut Tx,
    kontext: &Kontext,
    _sicht: &Sicht,
    raum: Option<Id<Raumeinheit>>,
) -> Result<Netzwerk> {
    if super::nur_oeffentlich(kontext) {
        return Err(Error::NichtGefunden);
    }
    let hier = ablage::kooperation::stellen(tx, raum, NETZ_HOECHSTENS).await?;
    let kanten = ablage::kooperation::kanten(tx, raum).await?;
    let da: BTreeSet<Uuid> = hier.iter().map(|s| s.id.uuid()).collect();
    let mut fern: Vec<Uuid> = kanten
        .iter()
        .flat_map(|k| [k.a, k.b])
        .filter(|id| !da.contains(id))
        .collect();
    fern.sort_unstable();
    fern.dedup();
    let fern = ablage::kooperation::mit_schluessel(tx, &fern).await?;
    let namen: BTreeMap<Uuid, String> = hier
        .iter()
        .chain(&fern)
        .map(|s| (s.id.uuid(), s.name.clone()))
        .collect();
    let mut mit: BTreeMap<Uuid, Vec<Verbindung>> = BTreeMap::new();
    let mut aus = Netzwerk::default();
    for k in kanten {
        let art: KooperationArt = k.art.parse().map_err(Error::Intern)?;
        let (Some(von_a), Some(von_b)) = (namen.get(&k.b), namen.get(&k.a)) else {
            continue;
        };
        for (wer, andere, name) in [(k.a, k.b, von_a), (k.b, k.a, von_b)] {
            mit.entry(wer).or_default().push(Verbindung {
                mit: Id::von(andere),
                name: name.clone(),
                art,
                notiz: k.notiz.clone(),
            });
        }
        aus.kanten.push((k.a, k.b, art));
    }
    let mut stelle = |s: Stelle, hier: bool| -> Result<Netzstelle> {
        Ok(Netzstelle {
            mit: mit.remove(&s.id.uuid()).unwrap_or_default(),
            id: s.id,
            name: s.name,
            art: s.art.parse::<AkteurArt>().map_err(Error::Intern)?.text(),
            stand: s
                .beteiligungsstand
                .parse::<Beteiligungsstand>()
                .map_err(Error::Intern)?
                .text(),
            hier,
        })
    };
    for s in hier {
        aus.stellen.push(stelle(s, true)?);
    }
    for s in fern {
        aus.stellen.push(stelle(s, false)?);
    }
    Ok(aus)
}

fn beide(kontext: &Kontext, (a, b): (Id<Akteur>, Id<Akteur>)) -> Result<Befugnis<Bearbeiten, Akteur>> {
    Befugnis::<Bearbeiten, Akteur>::pruefen(kontext, Some(b), Bezug::default())?;
    Befugnis::pruefen(kontext, Some(a), Bezug::default())
}

/// Says how two institutions work together.
///
/// # Errors
/// `NETZ-E116` for one and the same; `NichtGefunden` when one is not there.
pub async fn kooperation_setzen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (a, b): (Id<Akteur>, Id<Akteur>),
    (art, notiz): (KooperationArt, &str),
) -> Result<()> {
    let may = beide(kontext, (a, b))?;
    if a == b {
        let text = "Bitte wählen Sie zwei verschiedene Akteure.";
        return Err(Befund::neu("NETZ-E116", text).an("b").into());
    }
    for id in [a, b] {
        ablage::akteur::laden(tx, id).await?;
    }
    let wer = (kontext.benutzer().uuid(), app.uhr.jetzt());
    ablage::kooperation::setzen(tx, (a.uuid(), b.uuid()), (art, notiz.trim()), wer).await?;
    journal::notieren(tx, &*app.uhr, &may, a, format!("{} mit {b}", art.code()));
    Ok(())
}

/// They no longer work together.
///
/// # Errors
/// `NichtGefunden` when they did not.
pub async fn kooperation_loesen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (a, b): (Id<Akteur>, Id<Akteur>),
) -> Result<()> {
    let may = beide(kontext, (a, b))?;
    if !ablage::kooperation::weg(tx, (a.uuid(), b.uuid())).await? {
        return Err(Error::NichtGefunden);
    }
    journal::notieren(tx, &*app.uhr, &may, a, format!("nicht mehr mit {b}"));
    Ok(())
}
