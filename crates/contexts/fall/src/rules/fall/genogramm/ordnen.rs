//! Rows and places: generations from above, couples side by side, children below their parents.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Mensch, SPALTE};
use crate::model::{Beziehung, Beziehungsart, Geschlecht};

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Platz {
    /// Row from above.
    pub(super) reihe: i64,
    /// From the left.
    pub(super) x: i64,
}

/// People by number, and who is what to whom.
struct Lage {
    eltern: Vec<(usize, usize)>,
    paare: Vec<(usize, usize)>,
    gleiche: Vec<(usize, usize)>,
    allein: Vec<bool>,
}

impl Lage {
    fn neu(leute: &[Mensch], beziehungen: &[Beziehung]) -> Self {
        let nummer: BTreeMap<Uuid, usize> = leute.iter().enumerate().map(|(i, m)| (m.id, i)).collect();
        let mut l = Self {
            eltern: vec![],
            paare: vec![],
            gleiche: vec![],
            allein: vec![true; leute.len()],
        };
        for b in beziehungen {
            let (Some(&von), Some(&nach)) = (nummer.get(&b.von), b.nach.as_ref().and_then(|n| nummer.get(n)))
            else {
                continue;
            };
            if b.art.eltern() {
                l.eltern.push((von, nach));
            } else if b.art.paar() {
                l.paare.push((von, nach));
            } else if b.art == Beziehungsart::Geschwister {
                l.gleiche.push((von, nach));
            } else {
                continue;
            }
            l.allein[von] = false;
            l.allein[nach] = false;
        }
        // who has a child together stands in one row
        for (i, (a, kind)) in l.eltern.iter().enumerate() {
            for (b, anderes) in &l.eltern[i + 1..] {
                if kind == anderes {
                    l.gleiche.push((*a, *b));
                }
            }
        }
        l
    }

    /// The row of each: as far down as the longest line of ancestors, and partners side by side.
    fn reihen(&self, n: usize) -> Vec<i64> {
        let mut reihe = vec![0_i64; n];
        let grenze = i64::try_from(n).unwrap_or(i64::MAX);
        // bounded, so that even a circle ends
        for _ in 0..=2 * n {
            let mut neu = false;
            for (e, k) in &self.eltern {
                let soll = (reihe[*e] + 1).min(grenze);
                if reihe[*k] < soll {
                    reihe[*k] = soll;
                    neu = true;
                }
            }
            for (a, b) in self.paare.iter().chain(&self.gleiche) {
                let soll = reihe[*a].max(reihe[*b]);
                if reihe[*a] != soll || reihe[*b] != soll {
                    (reihe[*a], reihe[*b]) = (soll, soll);
                    neu = true;
                }
            }
            if !neu {
                break;
            }
        }
        // a grandparent without parents of their own stands right above their children
        for _ in 0..n {
            let mut neu = false;
            for i in 0..n {
                let kinder = self
                    .eltern
                    .iter()
                    .filter(|(e, _)| *e == i)
                    .map(|(_, k)| reihe[*k])
                    .min();
                let gebunden =
                    self.eltern.iter().any(|(_, k)| *k == i)
                        || self.paare.iter().chain(&self.gleiche).any(|(a, b)| {
                            (*a == i && self.hat_eltern(*b)) || (*b == i && self.hat_eltern(*a))
                        });
                if let Some(k) = kinder
                    && !gebunden
                    && reihe[i] < k - 1
                {
                    reihe[i] = k - 1;
                    neu = true;
                }
            }
            for (a, b) in self.paare.iter().chain(&self.gleiche) {
                let soll = reihe[*a].max(reihe[*b]);
                (reihe[*a], reihe[*b]) = (soll, soll);
            }
            if !neu {
                break;
            }
        }
        let unten = reihe
            .iter()
            .zip(&self.allein)
            .filter(|(_, a)| !**a)
            .map(|(r, _)| *r)
            .max();
        // who is tied to nobody yet stands in a row of their own
        for (r, allein) in reihe.iter_mut().zip(&self.allein) {
            if *allein {
                *r = unten.map_or(0, |u| u + 1);
            }
        }
        let oben = reihe.iter().copied().min().unwrap_or(0);
        reihe.iter().map(|r| r - oben).collect()
    }

    fn hat_eltern(&self, i: usize) -> bool {
        self.eltern.iter().any(|(_, k)| *k == i)
    }

    fn mitte(wer: impl Iterator<Item = i64>) -> Option<i64> {
        let (mut summe, mut n) = (0, 0);
        for x in wer {
            summe += x;
            n += 1;
        }
        (n > 0).then(|| summe / n)
    }
}

/// The place of each.
pub(super) fn plaetze(leute: &[Mensch], beziehungen: &[Beziehung]) -> BTreeMap<Uuid, Platz> {
    let l = Lage::neu(leute, beziehungen);
    let n = leute.len();
    let reihe = l.reihen(n);
    let mut x: Vec<i64> = vec![0; n];
    let letzte = reihe.iter().copied().max().unwrap_or(0);
    for r in 0..=letzte {
        let alle: Vec<usize> = (0..n).filter(|i| reihe[*i] == r).collect();
        let mut bloecke = bloecke(&alle, leute, &l);
        let soll =
            |i: usize, x: &[i64]| Lage::mitte(l.eltern.iter().filter(|(_, k)| *k == i).map(|(e, _)| x[*e]));
        // in the order of the parents above, brothers and sisters by age
        bloecke.sort_by_key(|b| {
            let oben = Lage::mitte(b.iter().filter_map(|i| soll(*i, &x))).unwrap_or(i64::MAX);
            let kind = b.iter().find(|i| l.hat_eltern(**i)).or(b.first());
            let geboren = kind.and_then(|i| leute[*i].geboren).map(|d| d.0.to_string());
            (oben, geboren.is_none(), geboren, b.first().copied())
        });
        let mut frei = 0;
        for b in &bloecke {
            let breite = SPALTE * i64::try_from(b.len() - 1).unwrap_or(0);
            let start = Lage::mitte(b.iter().filter_map(|i| soll(*i, &x)))
                .map_or(frei, |m| (m - breite / 2).max(frei));
            for (j, i) in b.iter().enumerate() {
                x[*i] = start + SPALTE * i64::try_from(j).unwrap_or(0);
            }
            frei = start + breite + SPALTE;
        }
        // children of one couple stand around its middle: what was pushed to the right is drawn back as far as it goes
        mittig(&bloecke, &mut x, &soll);
    }
    // parents move over their children, from below
    for r in (0..letzte).rev() {
        let alle: Vec<usize> = (0..n).filter(|i| reihe[*i] == r).collect();
        let mut bloecke = bloecke(&alle, leute, &l);
        bloecke.sort_by_key(|b| b.iter().map(|i| x[*i]).min());
        let mut frei = i64::MIN / 4;
        for b in &bloecke {
            let links = b.iter().map(|i| x[*i]).min().unwrap_or(0);
            let breite = SPALTE * i64::try_from(b.len() - 1).unwrap_or(0);
            let kinder = l.eltern.iter().filter(|(e, _)| b.contains(e)).map(|(_, k)| x[*k]);
            let (min, max) = kinder.fold((i64::MAX, i64::MIN), |(a, z), k| (a.min(k), z.max(k)));
            let soll = if min <= max {
                i64::midpoint(min, max) - breite / 2
            } else {
                links
            };
            let start = soll.max(frei);
            for i in b {
                x[*i] += start - links;
            }
            frei = start + breite + SPALTE;
        }
    }
    let links = x.iter().copied().min().unwrap_or(0);
    leute
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let p = Platz {
                reihe: reihe[i],
                x: x[i] - links,
            };
            (m.id, p)
        })
        .collect()
}

fn mittig(bloecke: &[Vec<usize>], x: &mut [i64], soll: &impl Fn(usize, &[i64]) -> Option<i64>) {
    let mut rechts = i64::MAX / 4;
    for b in bloecke.iter().rev() {
        let Some(bis) = b.iter().map(|i| x[*i]).max() else {
            continue;
        };
        let links = b.iter().map(|i| x[*i]).min().unwrap_or(bis);
        let gewollt = Lage::mitte(b.iter().filter_map(|i| soll(*i, x))).unwrap_or(bis);
        let mitte = i64::midpoint(links, bis);
        let schieben = (gewollt - mitte).min(rechts - SPALTE - bis).max(0);
        for i in b {
            x[*i] += schieben;
        }
        rechts = links + schieben;
    }
}

/// Those who stand side by side: a couple, the man on the left where there is one; everybody else alone.
fn bloecke(alle: &[usize], leute: &[Mensch], l: &Lage) -> Vec<Vec<usize>> {
    let mut offen: Vec<usize> = alle.to_vec();
    let mut aus = Vec::new();
    let verbunden = |a: usize, b: usize| {
        let ein_paar = |p: &(usize, usize)| *p == (a, b) || *p == (b, a);
        let kind = l
            .eltern
            .iter()
            .any(|(e, k)| *e == a && l.eltern.iter().any(|(f, m)| *f == b && m == k));
        l.paare.iter().any(ein_paar) || kind
    };
    while let Some(erster) = offen.first().copied() {
        offen.remove(0);
        let mut block = vec![erster];
        // a chain of partners: former, present
        loop {
            let (links, rechts) = (block.first().copied(), block.last().copied());
            if let Some(i) = offen
                .iter()
                .position(|o| rechts.is_some_and(|r| verbunden(r, *o)))
            {
                block.push(offen.remove(i));
            } else if let Some(i) = offen.iter().position(|o| links.is_some_and(|x| verbunden(x, *o))) {
                block.insert(0, offen.remove(i));
            } else {
                break;
            }
        }
        if let [a, b] = block[..]
            && leute[b].geschlecht == Geschlecht::M
            && leute[a].geschlecht != Geschlecht::M
        {
            block.swap(0, 1);
        }
        aus.push(block);
    }
    aus
}
