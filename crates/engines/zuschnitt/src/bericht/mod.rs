//! What a plan is like: the four panels (geografisch, politisch, infrastrukturell, Fallzahlen), the measure J, what is
//! broken and why. None of it decides; people do.

mod felder;
mod gruende;

use serde::Serialize;

pub use felder::{
    Aenderungen, Entfernung, Fallzahlen, Geografisch, Geteilt, Infrastrukturell, Politisch, ZoneFaelle,
    ZoneGeografisch, ZoneInfrastruktur,
};
pub use gruende::{Verletzung, Vorgabe};

use crate::{
    aufgabe::Aufgabe,
    bewertung::{Bewertung, bewerten},
    schranke,
};

/// The report of one plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bericht {
    /// All demands hold, those of J and the further ones.
    pub zulaessig: bool,
    /// The published measure and its parts.
    pub bewertung: Bewertung,
    /// No plan that holds all demands has a smaller J than this.
    pub untere_schranke: Option<f64>,
    /// How far J is above it, as share of J.
    pub luecke: Option<f64>,
    /// Which demands are broken, and where.
    pub verletzungen: Vec<Verletzung>,
    /// Why no plan at all can hold the demands, where that is provable.
    pub unmoeglich: Vec<String>,
    /// The smallest tolerance with which the loads of this plan would be allowed.
    pub noetige_toleranz: f64,
    /// Panel one.
    pub geografisch: Geografisch,
    /// Panel two.
    pub politisch: Politisch,
    /// Panel three.
    pub infrastrukturell: Infrastrukturell,
    /// Panel four.
    pub fallzahlen: Fallzahlen,
    /// What changes against today.
    pub aenderungen: Option<Aenderungen>,
}

/// Reports on a plan: `zone` per unit is an index into `namen`.
#[must_use]
pub fn berichten(a: &Aufgabe, zone: &[usize], namen: &[String]) -> Bericht {
    let bewertung = bewerten(a, zone);
    let unmoeglich = gruende::unmoeglich(a);
    let verletzungen = gruende::verletzungen(a, zone, namen);
    let untere_schranke = unmoeglich.is_empty().then(|| schranke::untere_schranke(a));
    Bericht {
        zulaessig: bewertung.zulaessig && verletzungen.is_empty(),
        luecke: untere_schranke
            .filter(|_| bewertung.zulaessig && bewertung.j > 0.0)
            .map(|s| ((bewertung.j - s) / bewertung.j).max(0.0)),
        untere_schranke,
        verletzungen,
        unmoeglich,
        noetige_toleranz: bewertung.max_abweichung,
        geografisch: felder::geografisch(a, zone, namen),
        politisch: felder::politisch(a, zone, namen),
        infrastrukturell: felder::infrastrukturell(a, zone, namen),
        fallzahlen: felder::fallzahlen(a, zone, namen),
        aenderungen: felder::aenderungen(a, zone, namen),
        bewertung,
    }
}

/// Pieces of each zone.
pub(crate) fn teile_je_zone(a: &Aufgabe, zone: &[usize], k: usize) -> Vec<usize> {
    let mut v = crate::bewertung::Vereinigung::neu(zone.len());
    for e in &a.kanten {
        if zone[e.a] == zone[e.b] {
            v.vereinen(e.a, e.b);
        }
    }
    let mut teile = vec![0; k];
    for u in 0..zone.len() {
        if v.wurzel(u) == u {
            teile[zone[u]] += 1;
        }
    }
    teile
}
