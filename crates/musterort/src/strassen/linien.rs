//! The course of a street, in sections that know whose ground lies on either side.

use crate::gelaende::{Gitter, Punkt};

/// A straight section between two points.
#[derive(Debug, Clone, Copy)]
pub struct Abschnitt {
    pub von: Punkt,
    pub bis: Punkt,
    /// Cells a house on the left may stand in.
    pub links: [u32; 2],
    /// Cells a house on the right may stand in.
    pub rechts: [u32; 2],
    /// Here the street enters another space: from here on all numbers are higher than all before.
    pub wechsel: bool,
}

/// How the numbers of a street are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teilung {
    /// All in one space.
    Keine,
    /// The sides of the street lie in different spaces.
    Seiten,
    /// The street crosses from one space into another.
    Strecke,
}

/// The course of a street.
#[derive(Debug, Clone)]
pub struct Verlauf {
    pub linie: Vec<Punkt>,
    pub abschnitte: Vec<Abschnitt>,
    pub teilung: Teilung,
}

impl Verlauf {
    /// A street from centre to centre of the cells of a path, all in one space.
    pub fn innen(gitter: &Gitter, pfad: &[u32]) -> Self {
        let linie: Vec<Punkt> = pfad.iter().map(|z| gitter.mitte(*z)).collect();
        let abschnitte = pfad
            .windows(2)
            .map(|w| {
                let (a, b) = (gitter.mitte(w[0]), gitter.mitte(w[1]));
                // the crossings at both ends stay free of houses
                abschnitt(anteil(a, b, 8), anteil(a, b, 92), [w[0], w[1]], [w[0], w[1]])
            })
            .collect();
        Self {
            linie,
            abschnitte,
            teilung: Teilung::Keine,
        }
    }

    /// The same for a path that changes its space once, between the cells `wechsel - 1` and `wechsel`.
    pub fn ueber_grenze(gitter: &Gitter, pfad: &[u32], wechsel: usize) -> Self {
        let mut verlauf = Self::innen(gitter, pfad);
        let (z, n) = (pfad[wechsel - 1], pfad[wechsel]);
        let (a, b) = (gitter.mitte(z), gitter.mitte(n));
        let diesseits = abschnitt(anteil(a, b, 8), anteil(a, b, 44), [z, z], [z, z]);
        let mut jenseits = abschnitt(anteil(a, b, 56), anteil(a, b, 92), [n, n], [n, n]);
        jenseits.wechsel = true;
        verlauf
            .abschnitte
            .splice(wechsel - 1..wechsel, [diesseits, jenseits]);
        verlauf.teilung = Teilung::Strecke;
        verlauf
    }

    /// A street on the border itself, along edges given as (cell on the left, number of its edge).
    pub fn auf_grenze(gitter: &Gitter, kanten: &[(u32, usize)]) -> Self {
        let (mut linie, mut abschnitte) = (Vec::new(), Vec::new());
        for (z, k) in kanten {
            let gegenueber = gitter.nachbarn(*z)[*k];
            let punkte = gitter.kante(*z, *k);
            linie.extend_from_slice(&punkte[usize::from(!linie.is_empty())..]);
            abschnitte.extend(
                punkte
                    .windows(2)
                    .map(|w| abschnitt(w[0], w[1], [*z, *z], [gegenueber, gegenueber])),
            );
        }
        Self {
            linie,
            abschnitte,
            teilung: Teilung::Seiten,
        }
    }
}

fn abschnitt(von: Punkt, bis: Punkt, links: [u32; 2], rechts: [u32; 2]) -> Abschnitt {
    Abschnitt {
        von,
        bis,
        links,
        rechts,
        wechsel: false,
    }
}

fn anteil(a: Punkt, b: Punkt, prozent: i64) -> Punkt {
    Punkt {
        x: a.x + (b.x - a.x) * prozent / 100,
        y: a.y + (b.y - a.y) * prozent / 100,
    }
}
