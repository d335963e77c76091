use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Cent, Datum};
use store::Tx;

use super::{Regeln, Signal};
use crate::{
    ablage::{self, Wann, prognose::Schnappschuss},
    model::{Haushaltsjahr, Topf},
    rules::prognose::{Neufaelle, Prognose, Teile, erwartete_neufaelle, prognose},
};

/// How a Topf stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lage {
    /// The parts: what is booked now, and what was expected when somebody last said so.
    pub teile: Teile,
    /// Forecast and Ampel.
    pub prognose: Prognose,
}

impl Lage {
    /// As a sign for other rooms.
    #[must_use]
    pub fn signal(&self, topf: &Topf) -> Signal {
        Signal {
            topf: topf.bezeichnung.clone(),
            ampel: self.prognose.ampel,
            rahmen: topf.rahmen(),
            verfuegbar: topf.verfuegbar(),
            prognose: self.prognose.betrag,
        }
    }

    /// From balances and the expectations kept last.
    #[must_use]
    pub fn aus(topf: &Topf, neufaelle: Cent, beendigungen: Cent, regeln: &Regeln) -> Self {
        let teile = Teile {
            ist: topf.stand.ist,
            obligo: topf.stand.obligo,
            neufaelle,
            beendigungen,
        };
        Self {
            prognose: prognose(&teile, topf.rahmen(), regeln.ampel),
            teile,
        }
    }
}

/// The state of one Topf.
///
/// # Errors
/// When the database refuses.
pub async fn lage(app: &App, tx: &mut Tx, topf: &Topf) -> Result<Lage> {
    let regeln = Regeln::geltende(app, tx).await?;
    let letzte = ablage::prognose::verlauf(tx, topf.id, 1).await?;
    let (neu, ende) = letzte
        .first()
        .map_or((Cent(0), Cent(0)), |s| (s.neufaelle, s.beendigungen));
    Ok(Lage::aus(topf, neu, ende, &regeln))
}

/// What the last twelve months let expect, with the steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorschlag {
    /// Expected new cases.
    pub neufaelle: Cent,
    /// Whole months left after this one.
    pub restmonate: i64,
    /// One line for each Leistungsart.
    pub schritte: Vec<(String, String)>,
}

/// Months after that of `heute` until the end of the year.
fn restmonate(jahr: &Haushaltsjahr, heute: Datum) -> i64 {
    let monate = |d: Datum| i64::from(d.0.year()) * 12 + i64::from(d.0.month());
    (monate(jahr.ende) - monate(heute.max(jahr.beginn))).max(0)
}

/// Computes the expected new cases: for each Leistungsart the mean number of new cases per month of the last twelve,
/// times the months left, times what such a case costs for half of them (cases begin evenly over the rest).
///
/// # Errors
/// When the database refuses, or the numbers do not fit into cents.
pub async fn vorschlag(app: &App, tx: &mut Tx, topf: &Topf) -> Result<Vorschlag> {
    let jahr = ablage::jahr::laden(tx, topf.jahr).await?;
    let heute = app.uhr.heute();
    let rest = restmonate(&jahr, heute);
    let seit = heute.plus_tage(-365);
    let zusagen = ablage::prognose::neue_zusagen(tx, topf.id, seit).await?;
    // a promise made in a month covers what was left of the year then: its cost per month follows from that
    let monat_der_zusage = |m: &str| -> i64 {
        let tag: Option<Datum> = format!("{m}-01").parse().ok();
        tag.map_or(1, |t| restmonate(&jahr, t) + 1)
    };
    let mut arten: Vec<(String, i64, i128)> = Vec::new();
    for (art, monat, faelle, betrag) in zusagen {
        let je_monat = i128::from(betrag.0) * 1_000 / i128::from(monat_der_zusage(&monat).max(1));
        match arten.iter_mut().find(|a| a.0 == art) {
            Some(a) => {
                a.1 += faelle;
                a.2 += je_monat;
            }
            None => arten.push((art, faelle, je_monat)),
        }
    }
    let zuviel = || amt::Error::Intern("the forecast does not fit into cents".to_owned());
    let mut schritte = Vec::new();
    let mut neufaelle = Vec::new();
    for (art, faelle, je_monat_tausendstel) in &arten {
        // mean cost of one case for half of the months left
        let nenner = i128::from((*faelle).max(1)) * 1_000 * 2;
        let restkosten =
            base::kaufm(je_monat_tausendstel * i128::from(rest + 1), nenner).ok_or_else(zuviel)?;
        let name = if art.is_empty() { "ohne Leistungsart" } else { art };
        schritte.push((
            format!(
                "{name}: {faelle} neue Fälle in 12 Monaten, {rest} Monate bleiben, im Mittel noch {} je Fall",
                Cent(restkosten)
            ),
            "Fachkonzept 8.5".to_owned(),
        ));
        neufaelle.push(Neufaelle {
            faelle: *faelle,
            restkosten: Cent(restkosten),
        });
    }
    Ok(Vorschlag {
        neufaelle: erwartete_neufaelle(&neufaelle, rest).ok_or_else(zuviel)?,
        restmonate: rest,
        schritte,
    })
}

/// Keeps a forecast as a person made it. What differs from the computed value needs a reason.
///
/// # Errors
/// `BUDGET-E30` without the reason.
pub async fn prognose_festhalten(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Topf>,
    topf: &Topf,
    neufaelle: (Cent, &str),
    beendigungen: (Cent, &str),
) -> Result<Lage> {
    let vorschlag = vorschlag(app, tx, topf).await?;
    let mut befunde = Vec::new();
    let mut falsch = |feld: &str, text: &str| befunde.push(Befund::neu("BUDGET-E30", text).an(feld));
    if neufaelle.0 != vorschlag.neufaelle && neufaelle.1.is_empty() {
        falsch(
            "neufaelle_grund",
            "Bitte begründen, warum der Wert vom errechneten abweicht.",
        );
    }
    if beendigungen.0 != Cent(0) && beendigungen.1.is_empty() {
        falsch(
            "beendigungen_grund",
            "Bitte begründen, welche Hilfen früher enden.",
        );
    }
    if neufaelle.0.0 < 0 {
        falsch("neufaelle", "Der Betrag ist negativ.");
    }
    if beendigungen.0.0 < 0 {
        falsch("beendigungen", "Der Betrag ist negativ.");
    }
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let wann = Wann::jetzt(app, may.kontext());
    let s = Schnappschuss {
        ist: topf.stand.ist,
        obligo: topf.stand.obligo,
        neufaelle: neufaelle.0,
        neufaelle_grund: neufaelle.1.to_owned(),
        beendigungen: beendigungen.0,
        beendigungen_grund: beendigungen.1.to_owned(),
        rahmen: topf.rahmen(),
        angelegt_am: wann.am,
        angelegt_von: wann.von,
    };
    ablage::prognose::anlegen(tx, app.ids.uuid(), topf.id, &s, wann).await?;
    journal::notieren(tx, &*app.uhr, may, topf.id, "prognose");
    let regeln = Regeln::geltende(app, tx).await?;
    Ok(Lage::aus(topf, neufaelle.0, beendigungen.0, &regeln))
}
