//! From pairs to persons.

use crate::{
    modell::Modell,
    verfahren::{Ergebnis, Paar},
    vergleich::Vergleicher,
};

/// A pair worth a thought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kante {
    pub a: u32,
    pub b: u32,
    /// log odds
    pub w: f32,
}

impl Kante {
    pub(crate) fn neu(a: u32, b: u32, p: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a weight")]
        let w = (p / (1.0 - p).max(1e-12)).ln() as f32;
        Self { a, b, w }
    }
}

pub(crate) fn wahrscheinlichkeit(w: f32) -> f32 {
    1.0 / (1.0 + (-w).exp())
}

pub(crate) fn entscheiden(
    v: &mut Vergleicher,
    _modell: &Modell,
    kanten: Vec<Kante>,
    schwelle: f64,
) -> Ergebnis {
    let mut paare: Vec<Paar> = kanten
        .iter()
        .map(|k| Paar {
            a: k.a,
            b: k.b,
            wert: wahrscheinlichkeit(k.w),
        })
        .filter(|p| f64::from(p.wert) >= schwelle)
        .collect();
    paare.sort_unstable_by_key(|p| (p.a, p.b));
    Ergebnis {
        paare,
        gruppen: (0..u32::try_from(v.bestand.anzahl()).unwrap_or(0)).collect(),
    }
}
