//! Laying streets over the cells so that no two run over the same ground.

use super::Verlauf;
use crate::gelaende::{Gitter, KEINE};
use crate::raeume::Boden;
use crate::wuerfel::Wuerfel;
use std::collections::BTreeMap;

/// The lines from cell centre to cell centre, and which of them a street already uses.
pub struct Netz<'a> {
    gitter: &'a Gitter,
    blatt_von: &'a [u16],
    /// Per cell one bit per neighbour.
    belegt: Vec<u8>,
}

impl<'a> Netz<'a> {
    /// An empty net.
    pub fn neu(boden: &'a Boden) -> Self {
        Self {
            gitter: &boden.gitter,
            blatt_von: &boden.blatt_von,
            belegt: vec![0; boden.gitter.len()],
        }
    }

    /// A street inside one space that begins in `start`; none if all lines there are used.
    pub fn strasse(&mut self, start: u32, wuerfel: &mut Wuerfel) -> Option<Verlauf> {
        let erste = wuerfel.unter(6) as usize;
        let k = (0..6).map(|i| (erste + i) % 6).find(|k| self.frei(start, *k))?;
        let laenge = *wuerfel.gewichtet(&[(30, 1), (30, 2), (20, 3), (12, 4), (8, 6)]);
        let mut pfad = vec![start];
        self.gehen(&mut pfad, k, laenge, wuerfel);
        Some(Verlauf::innen(self.gitter, &pfad))
    }

    /// A street that crosses from cell `z` over its edge `k` into another space.
    pub fn ueber_grenze(&mut self, z: u32, k: usize, wuerfel: &mut Wuerfel) -> Verlauf {
        let drueben = self.gitter.nachbarn(z)[k];
        self.belegen(z, k);
        let mut hin = vec![z];
        self.gehen(&mut hin, (k + 3) % 6, 1, wuerfel);
        hin.reverse();
        let wechsel = hin.len();
        let mut her = vec![drueben];
        self.gehen(&mut her, k, 1, wuerfel);
        hin.append(&mut her);
        Verlauf::ueber_grenze(self.gitter, &hin, wechsel)
    }

    /// A street on the border, from edge `k` of the cell `z` on, as long as the same two spaces meet.
    pub fn auf_grenze(&self, z: u32, k: usize, laenge: usize) -> Verlauf {
        let (hier, dort) = (self.blatt(z), self.blatt(self.gitter.nachbarn(z)[k]));
        let mut kanten = vec![(z, k)];
        while kanten.len() < laenge {
            let (z, k) = kanten[kanten.len() - 1];
            let gegenueber = self.gitter.nachbarn(z)[k];
            // the third cell at the corner where the edge ends
            let dritte = self.gitter.nachbarn(z)[(k + 1) % 6];
            let weiter = if dritte == KEINE {
                None
            } else if self.blatt(dritte) == dort {
                Some((z, (k + 1) % 6))
            } else if self.blatt(dritte) == hier {
                let kante = self.gitter.nachbarn(dritte).iter().position(|n| *n == gegenueber);
                kante.map(|k| (dritte, k))
            } else {
                None
            };
            match weiter.filter(|w| !kanten.contains(w)) {
                Some(kante) => kanten.push(kante),
                None => break,
            }
        }
        Verlauf::auf_grenze(self.gitter, &kanten)
    }

    /// Walks up to `laenge` lines, first in direction `k`, then mostly straight on.
    fn gehen(&mut self, pfad: &mut Vec<u32>, k: usize, laenge: usize, wuerfel: &mut Wuerfel) {
        let mut richtung = k;
        for schritt in 0..laenge {
            let z = pfad[pfad.len() - 1];
            let biegung: [usize; 3] = if wuerfel.promille(500) {
                [0, 1, 5]
            } else {
                [0, 5, 1]
            };
            let auswahl = if schritt == 0 { &biegung[..1] } else { &biegung[..] };
            let weiter = auswahl
                .iter()
                .map(|b| (richtung + b) % 6)
                .find(|k| self.frei(z, *k));
            let Some(k) = weiter.filter(|k| !pfad.contains(&self.gitter.nachbarn(z)[*k])) else {
                return;
            };
            self.belegen(z, k);
            pfad.push(self.gitter.nachbarn(z)[k]);
            richtung = k;
        }
    }

    fn blatt(&self, z: u32) -> u16 {
        self.blatt_von[z as usize]
    }

    /// Unused, and the neighbour belongs to the same space.
    fn frei(&self, z: u32, k: usize) -> bool {
        let n = self.gitter.nachbarn(z)[k];
        n != KEINE && self.blatt(n) == self.blatt(z) && self.belegt[z as usize] & (1 << k) == 0
    }

    fn belegen(&mut self, z: u32, k: usize) {
        let n = self.gitter.nachbarn(z)[k];
        self.belegt[z as usize] |= 1 << k;
        self.belegt[n as usize] |= 1 << ((k + 3) % 6);
    }
}

/// For every two neighbouring leaves of one Kommune the edges (cell, edge) where they meet, seen from the
/// one with the lower number.
pub fn grenzpaare(boden: &Boden) -> BTreeMap<(u16, u16), Vec<(u32, usize)>> {
    let mut paare: BTreeMap<(u16, u16), Vec<(u32, usize)>> = BTreeMap::new();
    for (z, hier) in (0u32..).zip(&boden.blatt_von) {
        for (k, n) in boden
            .gitter
            .nachbarn(z)
            .iter()
            .enumerate()
            .filter(|(_, n)| **n != KEINE)
        {
            let dort = boden.blatt_von[*n as usize];
            let kommune = |b: u16| boden.blaetter[usize::from(b)].kommune;
            if *hier < dort && kommune(*hier) == kommune(dort) {
                paare.entry((*hier, dort)).or_default().push((z, k));
            }
        }
    }
    paare
}
