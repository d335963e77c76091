//! Builds the cells: notes every edge in the cells it touches, then walks from cell to cell and keeps account of the
//! rings that hold the point it has reached.

use geo::{Coord, MultiPolygon};

use super::Polygone;
use super::gitter::Gitter;
use super::kanten::{Kante, Netz, Teil, zahl};
use super::lage::{im_kasten, kreuzt, seite};
use super::zelle::{Art, Besitzer, Entwurf, KANTEN_MAX, KEINS, RINGE_MAX, Zelle};

/// Cells per edge: more makes look-ups faster and the index larger.
const ZELLEN_JE_KANTE: usize = 24;
const ZELLEN_MIN: usize = 1 << 10;
const ZELLEN_MAX: usize = 1 << 23;
/// From this many edges on a cell gets a grid of its own.
const ZU_VIELE: usize = 24;
const TIEFE_MAX: u32 = 6;

/// The rings that hold a point, ascending.
#[derive(Debug, Clone, Default)]
struct Zustand(Vec<u32>);

impl Zustand {
    fn wechseln(&mut self, ring: u32) {
        match self.0.binary_search(&ring) {
            Ok(i) => _ = self.0.remove(i),
            Err(i) => self.0.insert(i, ring),
        }
    }

    fn hat(&self, ring: u32) -> bool {
        self.0.binary_search(&ring).is_ok()
    }
}

pub(super) fn bauen(flaechen: &[MultiPolygon<f64>]) -> Polygone {
    let netz = Netz::neu(flaechen);
    let mut p = Polygone {
        polygone: zahl(flaechen.len()),
        ..Polygone::default()
    };
    if let Some((min, max)) = netz.huelle {
        let zellen = (netz.kanten.len() * ZELLEN_JE_KANTE).clamp(ZELLEN_MIN, ZELLEN_MAX);
        let (nx, ny) = seiten(max.x - min.x, max.y - min.y, zellen);
        let alle: Vec<u32> = (0..zahl(netz.kanten.len())).collect();
        let mut bau = Bau {
            netz: &netz,
            p: &mut p,
        };
        bau.ebene(Gitter::ganz(min, max, nx, ny), &alle, None, 0);
    }
    p.netz = netz;
    p
}

/// Columns and rows for cells about as high as wide.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "clamped to a few thousand"
)]
fn seiten(breite: f64, hoehe: f64, zellen: usize) -> (u32, u32) {
    let n = zellen as f64;
    let verhaeltnis = if breite > 0.0 && hoehe > 0.0 {
        breite / hoehe
    } else {
        1.0
    };
    let nx = (n * verhaeltnis).sqrt().clamp(8.0, n / 8.0);
    (nx as u32, (n / nx).max(8.0) as u32)
}

/// A few different numbers in the order they came; no heap, because there is one for every cell with edges.
#[derive(Default)]
struct Kurz {
    zahlen: [u32; RINGE_MAX],
    zahl: usize,
    zu_viele: bool,
}

impl Kurz {
    fn dazu(&mut self, wert: u32) {
        if self.platz(wert).is_some() {
            return;
        }
        match self.zahlen.get_mut(self.zahl) {
            Some(platz) => {
                *platz = wert;
                self.zahl += 1;
            }
            None => self.zu_viele = true,
        }
    }

    fn alle(&self) -> &[u32] {
        &self.zahlen[..self.zahl]
    }

    fn platz(&self, wert: u32) -> Option<usize> {
        self.alle().iter().position(|z| *z == wert)
    }
}

struct Bau<'a> {
    netz: &'a Netz,
    p: &'a mut Polygone,
}

/// A point with the rings that hold it, and the edges of its cell.
struct Standort<'a> {
    punkt: Coord<f64>,
    zustand: Zustand,
    kanten: &'a [u32],
}

impl Bau<'_> {
    /// Adds a grid with all its cells; `start` is a point of the cell it refines, or outside of everything.
    fn ebene(&mut self, mut g: Gitter, kanten: &[u32], start: Option<&Standort<'_>>, tiefe: u32) -> u32 {
        g.ab = zahl(self.p.zellen.len());
        let gitter_nr = zahl(self.p.gitter.len());
        self.p.gitter.push(g);
        let felder = g.nx as usize * g.ny as usize;
        self.p.zellen.resize(self.p.zellen.len() + felder, Zelle::LEER);
        let (anfaenge, listen) = self.notieren(&g, kanten, felder);
        let kanten_von = |feld: usize| &listen[anfaenge[feld] as usize..anfaenge[feld + 1] as usize];
        for zeile in 0..g.ny {
            let reihe = zeile as usize * g.nx as usize;
            let mut ort = Standort {
                punkt: start.map_or_else(|| g.bezug(0, zeile, 0), |s| s.punkt),
                zustand: start.map(|s| s.zustand.clone()).unwrap_or_default(),
                kanten: start.map_or(&[], |s| s.kanten),
            };
            // no free point was found in the last cell, so no way can start there
            let mut verirrt = false;
            let mut spalte = 0;
            while spalte < g.nx {
                let feld = reihe + spalte as usize;
                let eigene = kanten_von(feld);
                if eigene.is_empty() && ort.kanten.is_empty() {
                    // no edge in a whole run of cells: all are as the last point
                    let rest = &anfaenge[feld + 1..=reihe + g.nx as usize];
                    let lauf = rest.iter().take_while(|a| **a == anfaenge[feld]).count();
                    let wert = Zelle::neu(Art::Voll(self.deckt(&ort.zustand)));
                    self.p.zellen[g.ab as usize + feld..][..lauf].fill(wert);
                    spalte += zahl(lauf);
                    ort.punkt = g.bezug(spalte - 1, zeile, 0);
                    continue;
                }
                let wahl = (0..16).find(|w| self.frei(g.bezug(spalte, zeile, *w), eigene));
                let ziel = g.bezug(spalte, zeile, wahl.unwrap_or(0));
                match wahl {
                    Some(_) if verirrt => ort.zustand = self.von_grund_auf(ziel),
                    Some(_) => self.gehen(&mut ort, ziel, eigene),
                    None => {}
                }
                verirrt = wahl.is_none();
                ort.punkt = ziel;
                ort.kanten = eigene;
                let art = match wahl {
                    Some(wahl) => self.zelle(&g, (spalte, zeile), wahl, &ort, tiefe),
                    None => Art::Alle,
                };
                self.p.zellen[g.ab as usize + feld] = Zelle::neu(art);
                spalte += 1;
            }
        }
        gitter_nr
    }

    /// The edges of every cell, one list behind the other.
    fn notieren(&self, g: &Gitter, kanten: &[u32], felder: usize) -> (Vec<u32>, Vec<u32>) {
        // Counted one place further on than needed: the beginnings move up to their place while the lists are filled. A
        // second table of beginnings would be as large as all cells.
        let mut anfaenge = vec![0_u32; felder + 2];
        let mut paare: Vec<(u32, u32)> = Vec::with_capacity(kanten.len() * 4);
        for k in kanten {
            g.beruehrt(&self.netz.kante(*k), |feld| {
                paare.push((feld, *k));
                anfaenge[feld as usize + 2] += 1;
            });
        }
        for i in 2..anfaenge.len() {
            anfaenge[i] += anfaenge[i - 1];
        }
        let mut listen = vec![0; paare.len()];
        for (feld, k) in paare {
            let platz = &mut anfaenge[feld as usize + 1];
            listen[*platz as usize] = k;
            *platz += 1;
        }
        (anfaenge, listen)
    }

    /// Whether no edge points at this point.
    fn frei(&self, punkt: Coord<f64>, kanten: &[u32]) -> bool {
        kanten.iter().all(|k| {
            let Kante { a, b } = self.netz.kante(*k);
            seite(a, b, punkt) != 0.0
        })
    }

    /// Changes the state by every edge on the straight way, which lies in the two cells.
    fn gehen(&self, ort: &mut Standort<'_>, ziel: Coord<f64>, dort: &[u32]) {
        let neue = dort.iter().filter(|k| ort.kanten.binary_search(k).is_err());
        for k in ort.kanten.iter().chain(neue) {
            let Kante { a, b } = self.netz.kante(*k);
            if kreuzt(ort.punkt, ziel, a, b) {
                for ring in self.netz.ringe_der(*k) {
                    ort.zustand.wechseln(ring);
                }
            }
        }
    }

    /// The lowest polygon that covers a cell no edge runs through.
    fn deckt(&self, z: &Zustand) -> u32 {
        let teile = z.0.iter().map(|r| self.netz.ringe[*r as usize]);
        let teile = teile.map(|t| self.netz.teile[t as usize]);
        teile
            .filter(|t| z.hat(t.aussen) && !loecher(t).any(|l| z.hat(l)))
            .map(|t| t.polygon)
            .min()
            .unwrap_or(KEINS)
    }

    fn zelle(&mut self, g: &Gitter, wo: (u32, u32), wahl: u32, ort: &Standort<'_>, tiefe: u32) -> Art {
        let (spalte, zeile) = wo;
        if ort.kanten.is_empty() {
            return Art::Voll(self.deckt(&ort.zustand));
        }
        let mut ringe = Kurz::default();
        ort.kanten
            .iter()
            .flat_map(|k| self.netz.ringe_der(*k))
            .for_each(|r| ringe.dazu(r));
        let zu_voll = ringe.zu_viele || ort.kanten.len() > KANTEN_MAX;
        if tiefe < TIEFE_MAX && (zu_voll || ort.kanten.len() > ZU_VIELE) {
            let n = if ort.kanten.len() > 200 { 16 } else { 8 };
            return Art::Feiner(self.ebene(g.teilen(spalte, zeile, n), ort.kanten, Some(ort), tiefe + 1));
        }
        if zu_voll {
            return Art::Alle;
        }
        let bit = |ring: u32| ringe.platz(ring).map_or(0, |i| 1_u32 << i);
        let mut teile = Kurz::default();
        ringe
            .alle()
            .iter()
            .for_each(|r| teile.dazu(self.netz.ringe[*r as usize]));
        let mut besitzer = Vec::with_capacity(teile.alle().len());
        for t in teile.alle() {
            let teil = self.netz.teile[*t as usize];
            let aussen = bit(teil.aussen);
            let fern = |l: &u32| bit(*l) == 0;
            // decided for the whole cell by rings that do not run through it
            let weg = aussen == 0 && !ort.zustand.hat(teil.aussen)
                || loecher(&teil).filter(fern).any(|l| ort.zustand.hat(l));
            if !weg {
                let loecher = loecher(&teil).fold(0, |bits, l| bits | bit(l));
                besitzer.push(Besitzer {
                    polygon: teil.polygon,
                    aussen,
                    loecher,
                });
            }
        }
        let fern = |r: &&u32| teile.platz(self.netz.ringe[**r as usize]).is_none();
        let sonst = if ort.zustand.0.iter().all(|r| !fern(&r)) {
            KEINS
        } else {
            self.deckt(&Zustand(ort.zustand.0.iter().filter(fern).copied().collect()))
        };
        let kanten = ort.kanten.iter().map(|k| {
            let kante = self.netz.kante(*k);
            let ringe = self.netz.ringe_der(*k).fold(0, |bits, r| bits | bit(r));
            (
                *k,
                seite(kante.a, kante.b, ort.punkt) > 0.0,
                g.quert(&kante, spalte, zeile),
                ringe,
            )
        });
        let entwurf = Entwurf {
            wahl,
            basis: ort.zustand.0.iter().fold(0, |bits, r| bits | bit(*r)),
            sonst,
            kanten: kanten.collect(),
            besitzer,
        };
        Art::Kanten(entwurf.schreiben(&mut self.p.tafel))
    }

    /// The state of any point that lies on no edge, by all edges.
    fn von_grund_auf(&self, p: Coord<f64>) -> Zustand {
        let mut z = Zustand::default();
        for (nr, k) in (0_u32..).zip(&self.netz.kanten) {
            if strahl(k, p) {
                self.netz.ringe_der(nr).for_each(|r| z.wechseln(r));
            }
        }
        z
    }
}

fn loecher(t: &Teil) -> impl Iterator<Item = u32> + use<> {
    t.aussen + 1..=t.aussen + t.loecher
}

/// Whether a ray from `p` to the right crosses the edge; of a corner on its height only the lower half counts.
fn strahl(k: &Kante, p: Coord<f64>) -> bool {
    let (unten, oben) = if k.a.y <= k.b.y { (k.a, k.b) } else { (k.b, k.a) };
    unten.y <= p.y && p.y < oben.y && seite(unten, oben, p) > 0.0
}

/// Asks every polygon as a whole: for the few cells that hold too much for a record.
pub(super) fn alle_fragen(netz: &Netz, p: Coord<f64>) -> u32 {
    let mut innen = vec![false; netz.ringe.len()];
    let mut rand = vec![false; netz.ringe.len()];
    for (nr, k) in (0_u32..).zip(&netz.kanten) {
        if im_kasten(k.a, k.b, p) && seite(k.a, k.b, p) == 0.0 {
            netz.ringe_der(nr).for_each(|r| rand[r as usize] = true);
        }
        if strahl(k, p) {
            netz.ringe_der(nr).for_each(|r| innen[r as usize] ^= true);
        }
    }
    let deckt = |t: &&Teil| {
        let a = t.aussen as usize;
        (innen[a] || rand[a]) && !loecher(t).any(|l| innen[l as usize] && !rand[l as usize])
    };
    netz.teile
        .iter()
        .filter(deckt)
        .map(|t| t.polygon)
        .min()
        .unwrap_or(KEINS)
}
