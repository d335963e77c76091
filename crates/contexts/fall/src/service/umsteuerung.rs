//! The shift monitor: how many helps are done by the teams of the spaces, and how many outside (seed D).

use std::collections::BTreeMap;

use amt::{
    App, Kontext, Result,
    recht::{Befugnis, Bereich, Klasse, Lesen, Objektart, Zweck},
};
use base::{Datum, Id};
use raum::Raumeinheit;
use store::{Tx, werte};
use uuid::Uuid;

use crate::rules::umsteuerung::{Hilfe, Stand, stichtage, verlauf};

/// The counts of the whole body: no person, no case.
#[derive(Debug, Clone, Copy)]
pub struct Umsteuerung;
impl Objektart for Umsteuerung {
    const NAME: &'static str = "umsteuerung";
    const BEREICH: Bereich = Bereich::Wirkung;
    const KLASSE: Klasse = Klasse::D1;
    const ZWECK: Zweck = Zweck::Z12;
}

/// Months that are shown.
pub const MONATE: i32 = 24;

#[derive(sqlx::FromRow)]
struct Auftrag {
    traeger: Uuid,
    raumeinheit: Id<Raumeinheit>,
    beginn: Datum,
    ende: Datum,
    umfang: i64,
}

#[derive(sqlx::FromRow)]
struct Dabei {
    organisation: Uuid,
    raumeinheit: Id<Raumeinheit>,
    von: Datum,
    bis: Option<Datum>,
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
    let dabei: Vec<Dabei> = tx
        .fetch_all(
            "SELECT DISTINCT k.organisation, r.raumeinheit, m.von, m.bis FROM team_mitglied m
             JOIN team t ON t.id = m.team JOIN team_raum r ON r.team = t.id JOIN fachkraft k ON k.id = m.fachkraft
             WHERE t.typ = 'SOZIALRAUMTEAM' AND k.organisation IS NOT NULL",
            werte![],
        )
        .await?;
    let raeume = team::service::raeume(app, tx, heute).await?;
    let mut ketten: BTreeMap<Id<Raumeinheit>, Vec<Id<Raumeinheit>>> = BTreeMap::new();
    let hilfen: Vec<Hilfe> = auftraege
        .into_iter()
        .map(|a| {
            let kette = ketten.entry(a.raumeinheit).or_insert_with(|| {
                std::iter::once(a.raumeinheit)
                    .chain(raeume.kette(a.raumeinheit).iter().map(|r| r.id))
                    .collect()
            });
            Hilfe {
                im_team: dabei
                    .iter()
                    .filter(|d| d.organisation == a.traeger && kette.contains(&d.raumeinheit))
                    .map(|d| (d.von, d.bis))
                    .collect(),
                von: a.beginn,
                bis: a.ende,
                umfang: a.umfang,
            }
        })
        .collect();
    Ok(verlauf(&hilfen, &tage))
}
