//! The shift monitor: how many helps are done by the teams of the spaces, and how many outside (seed D).

use std::collections::{BTreeMap, btree_map::Entry};

use amt::{
    App, Kontext, Result,
    recht::{Bearbeiten, Befugnis, Bereich, Bezug, Klasse, Lesen, Objektart, Zweck},
};
use base::{Cent, Datum, Zeitpunkt};
use store::{Tx, werte};
use uuid::Uuid;

use crate::{
    nachbarn::nachbarn,
    rules::umsteuerung::{Buendelung, Frei, Hilfe, Stand, frei, stichtage, verlauf},
};

/// The counts of the whole body: no person, no case.
#[derive(Debug, Clone, Copy)]
pub struct Umsteuerung;
impl Objektart for Umsteuerung {
    const NAME: &'static str = "umsteuerung";
    const BEREICH: Bereich = Bereich::Wirkung;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z12;
}

/// What single rounds set free, for whoever keeps the books and reads the bookings of each help anyway.
#[derive(Debug, Clone, Copy)]
pub struct Einzelrunden;
impl Objektart for Einzelrunden {
    const NAME: &'static str = "gebuendelte_hilfen";
    const BEREICH: Bereich = Bereich::Budget;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z09;
}

/// So many rounds are shown one by one.
pub const RUNDEN: i64 = 50;

/// One round without a name, a case or a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Runde {
    /// When it was noted.
    pub tag: Datum,
    /// Helps before.
    pub von_hilfen: i64,
    /// Helps after.
    pub zu_hilfen: i64,
    /// What they cost less by the month; more, when it is below zero.
    pub monat: Cent,
}

impl Runde {
    /// What it costs more by the month.
    #[must_use]
    pub fn mehr(&self) -> Cent {
        Cent(-self.monat.0)
    }
}

/// Months that are shown.
pub const MONATE: i32 = 24;

#[derive(sqlx::FromRow)]
struct Auftrag {
    traeger: Uuid,
    raumeinheit: Uuid,
    beginn: Datum,
    ende: Datum,
    umfang: i64,
}

/// The state at the end of each month. A help is inside when its Träger is part of a Sozialraumteam of the space or of
/// one above it on that day.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] for whoever sees no figures.
pub async fn umsteuerung(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Stand>> {
    Befugnis::<Lesen, Umsteuerung>::freigegeben(kontext, None)?;
    let heute = app.uhr.heute();
    let tage = stichtage(heute, MONATE);
    let ab = tage.first().copied().unwrap_or(heute);
    let auftraege: Vec<Auftrag> = tx
        .fetch_all(
            "SELECT b.traeger, f.raumeinheit, b.beginn, b.ende, b.umfang FROM fall_beauftragung b
             JOIN fall f ON f.id = b.fall
             WHERE b.stand IN ('ANGENOMMEN', 'AKTIV', 'BEENDET') AND b.ende >= $1 AND b.beginn <= $2",
            werte![ab, heute],
        )
        .await?;
    let n = nachbarn(app)?;
    let dabei = n.traeger_in_teams(app, tx).await?;
    let mut ketten: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for a in &auftraege {
        if let Entry::Vacant(platz) = ketten.entry(a.raumeinheit) {
            let kette = n.kette(app, tx, a.raumeinheit).await?;
            let ids = kette.into_iter().map(|r| r.id);
            platz.insert(ids.chain([a.raumeinheit]).collect());
        }
    }
    let hilfen: Vec<Hilfe> = auftraege
        .into_iter()
        .map(|a| {
            let kette = ketten.get(&a.raumeinheit);
            let hier = |raum| kette.is_some_and(|k| k.contains(raum));
            Hilfe {
                im_team: dabei
                    .iter()
                    .filter(|(traeger, raum, ..)| *traeger == a.traeger && hier(raum))
                    .map(|(_, _, von, bis)| (*von, *bis))
                    .collect(),
                von: a.beginn,
                bis: a.ende,
                umfang: a.umfang,
            }
        })
        .collect();
    Ok(verlauf(&hilfen, &tage))
}

/// What bundled helps set free, at the end of each month.
///
/// # Errors
/// [`amt::Error::NichtGefunden`] for whoever sees no figures.
pub async fn freigeworden(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Frei>> {
    Befugnis::<Lesen, Umsteuerung>::freigegeben(kontext, None)?;
    let alle: Vec<(Zeitpunkt, i64, i64)> = tx
        .fetch_all(
            "SELECT zeit, vorher, nachher FROM fall_buendelung ORDER BY zeit, id",
            werte![],
        )
        .await?;
    let alle: Vec<Buendelung> = alle
        .into_iter()
        .map(|(zeit, vorher, nachher)| Buendelung {
            tag: zeit.datum(),
            monat: Cent(vorher - nachher),
        })
        .collect();
    Ok(frei(&alle, &stichtage(app.uhr.heute(), MONATE)))
}

/// The newest rounds one by one, up to [`RUNDEN`]; none for whoever does not keep the books: a figure of few points at
/// people (9.4).
///
/// # Errors
/// When the database cannot be read.
pub async fn einzelne(tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Runde>> {
    if Befugnis::<Bearbeiten, Einzelrunden>::pruefen(kontext, None, Bezug::default()).is_err() {
        return Ok(Vec::new());
    }
    let alle: Vec<(Zeitpunkt, i64, i64, i64, i64)> = tx
        .fetch_all(
            "SELECT zeit, von_hilfen, zu_hilfen, vorher, nachher FROM fall_buendelung ORDER BY zeit DESC, id LIMIT $1",
            werte![RUNDEN],
        )
        .await?;
    Ok(alle
        .into_iter()
        .map(|(zeit, von_hilfen, zu_hilfen, vorher, nachher)| Runde {
            tag: zeit.datum(),
            von_hilfen,
            zu_hilfen,
            monat: Cent(vorher - nachher),
        })
        .collect())
}
