//! The files that come out.

use std::io::{self, Write};

use serde::Serialize;

use crate::{aufgabe::Aufgabe, bericht::Bericht, flaechen::Topologie, loesen::Ergebnis, loesen::Plan};

/// Writes `unit_id,zone`.
///
/// # Errors
/// If the target cannot be written.
pub fn plan_schreiben(a: &Aufgabe, plan: &Plan, ziel: impl Write) -> io::Result<()> {
    let mut w = csv::Writer::from_writer(ziel);
    w.write_record(["unit_id", "zone"])?;
    for (e, &z) in a.einheiten.iter().zip(&plan.zone) {
        w.write_record([e.kennung.as_str(), plan.namen[z].as_str()])?;
    }
    w.flush()
}

/// The report on all plans, for JSON.
#[derive(Debug, Serialize)]
pub struct Gesamtbericht<'a> {
    /// Demands that contradict each other.
    pub bedenken: &'a [String],
    /// What was mended in the borders, if polygons came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topologie: Option<&'a Topologie>,
    /// Steps tried.
    pub schritte: u64,
    /// One report per plan.
    pub plaene: Vec<Planbericht<'a>>,
}

/// The report on one plan.
#[derive(Debug, Serialize)]
pub struct Planbericht<'a> {
    /// Share of the load in other company than in the most similar plan before.
    pub unterschied: f64,
    /// Everything else.
    #[serde(flatten)]
    pub bericht: &'a Bericht,
}

impl<'a> Gesamtbericht<'a> {
    /// Of a whole run.
    #[must_use]
    pub fn neu(ergebnis: &'a Ergebnis, topologie: Option<&'a Topologie>) -> Self {
        Self {
            bedenken: &ergebnis.bedenken,
            topologie,
            schritte: ergebnis.schritte,
            plaene: ergebnis
                .plaene
                .iter()
                .map(|p| Planbericht {
                    unterschied: p.unterschied,
                    bericht: &p.bericht,
                })
                .collect(),
        }
    }
}
