//! The Genogramm: generations in rows, the symbols of the trade. Square: man, circle: woman, diamond: divers or not
//! known; a cross for who died, a double outline for whom the help is about, a double frame around a household.

mod ordnen;
mod symbol;

use std::collections::{BTreeMap, BTreeSet};

use base::Datum;
use uuid::Uuid;

use self::ordnen::{Platz, plaetze};
use super::zeichnung::{Form, Knoten, Zeichnung, gestrichelt};
use crate::model::{Beziehung, Beziehungsart, Geschlecht, Lebt};

/// Somebody as the picture needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mensch {
    /// Key.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Role in the case.
    pub rolle: String,
    /// Symbol.
    pub geschlecht: Geschlecht,
    /// Lives.
    pub lebt: Lebt,
    /// Born.
    pub geboren: Option<Datum>,
    /// Died.
    pub verstorben_am: Option<Datum>,
    /// Household; empty when nobody asked.
    pub haushalt: String,
    /// The help is about them.
    pub im_mittelpunkt: bool,
}

impl Mensch {
    /// In one sentence, for the list and for who does not see the picture.
    #[must_use]
    pub fn satz(&self, heute: Datum) -> String {
        let mut teile = vec![self.name.clone()];
        if !self.rolle.is_empty() {
            teile.push(self.rolle.clone());
        }
        if self.geschlecht != Geschlecht::Ohne {
            teile.push(self.geschlecht.wort().to_owned());
        }
        if let Some(g) = self.geboren {
            let alter = (self.lebt != Lebt::Nein)
                .then(|| fristen::alter_am(g.0, heute.0))
                .flatten();
            teile.push(match alter {
                Some(1) => format!("geboren {g}, 1 Jahr"),
                Some(a) => format!("geboren {g}, {a} Jahre"),
                None => format!("geboren {g}"),
            });
        }
        if self.lebt == Lebt::Nein {
            teile.push(
                self.verstorben_am
                    .map_or_else(|| "verstorben".to_owned(), |t| format!("verstorben {t}")),
            );
        }
        if !self.haushalt.is_empty() {
            teile.push(format!("Haushalt {}", self.haushalt));
        }
        teile.join(", ")
    }
}

/// Half of a symbol.
pub(super) const HALB: i64 = 22;
/// Below the symbol lie name and years; lines begin under them.
const UNTER: i64 = HALB + 46;
/// From row to row.
const REIHE: i64 = 150;
/// From person to person.
pub(super) const SPALTE: i64 = 116;
const RAND: i64 = 70;

/// Draws it.
#[must_use]
pub fn zeichnen(leute: &[Mensch], beziehungen: &[Beziehung], heute: Datum) -> Zeichnung {
    let orte = plaetze(leute, beziehungen);
    let reihen = orte.values().map(|p| p.reihe).max().unwrap_or(0) + 1;
    let hoehe = reihen * REIHE + RAND - 20;
    let bedarf = orte.values().map(|p| p.x).max().unwrap_or(0) + 2 * RAND;
    // never taller than wide: so it fits on a page under its heading
    let breite = bedarf.max(hoehe * 5 / 4);
    let links = RAND + (breite - bedarf) / 2;
    let punkt = |id: Uuid| {
        orte.get(&id)
            .map(|p: &Platz| (links + p.x, RAND + p.reihe * REIHE - 20))
    };
    let mut grund = Vec::new();
    haushalte(leute, &punkt, &mut grund);
    let mitten = paare(beziehungen, &punkt, &mut grund);
    kinder(leute, beziehungen, &punkt, &mitten, &mut grund);
    geschwister(beziehungen, &punkt, &mut grund);
    let knoten = leute
        .iter()
        .filter_map(|m| {
            Some(Knoten {
                id: m.id,
                beschreibung: m.satz(heute),
                formen: symbol::formen(m, punkt(m.id)?, heute),
            })
        })
        .collect();
    Zeichnung {
        breite,
        hoehe,
        titel: "Genogramm".to_owned(),
        beschreibung: format!(
            "{} in {}. Quadrat: Mann. Kreis: Frau. Raute: divers oder nicht bekannt. Kreuz: verstorben. Doppelter Rand: um diese Person geht es. Die Liste daneben sagt dasselbe in Worten.",
            mehrere(i64::try_from(leute.len()).unwrap_or(0), "Mensch", "Menschen"),
            mehrere(reihen, "Generation", "Generationen")
        ),
        grund,
        knoten,
    }
}

pub(super) fn mehrere(n: i64, einer: &str, viele: &str) -> String {
    format!("{n} {}", if n == 1 { einer } else { viele })
}

/// A double frame around those who live together, where it would hold nobody else; otherwise around each of them.
fn haushalte(leute: &[Mensch], punkt: &impl Fn(Uuid) -> Option<(i64, i64)>, aus: &mut Vec<Form>) {
    let mut je: BTreeMap<&str, Vec<(i64, i64)>> = BTreeMap::new();
    for m in leute.iter().filter(|m| !m.haushalt.is_empty()) {
        if let Some(p) = punkt(m.id) {
            je.entry(m.haushalt.as_str()).or_default().push(p);
        }
    }
    for (name, orte) in je {
        let x = |f: fn(i64, i64) -> i64| orte.iter().map(|p| p.0).reduce(f).unwrap_or(0);
        let y = |f: fn(i64, i64) -> i64| orte.iter().map(|p| p.1).reduce(f).unwrap_or(0);
        let (links, rechts, oben, unten) = (x(i64::min), x(i64::max), y(i64::min), y(i64::max));
        let fremde = leute
            .iter()
            .filter(|m| m.haushalt != name)
            .filter_map(|m| punkt(m.id))
            .any(|p| (links - 92..=rechts + 92).contains(&p.0) && (oben..=unten).contains(&p.1));
        let rahmen = |l: i64, r: i64, o: i64, u: i64, aus: &mut Vec<Form>| {
            for weg in [0, 4] {
                aus.push(Form::Kasten {
                    ecke: (l - 52 + weg, o - 40 + weg),
                    mass: (r - l + 104 - 2 * weg, u - o + 118 - 2 * weg),
                    dicke: 1,
                    gefuellt: false,
                });
            }
        };
        if fremde {
            for p in &orte {
                rahmen(p.0, p.0, p.1, p.1, aus);
            }
        } else {
            rahmen(links, rechts, oben, unten, aus);
        }
        aus.push(Form::Wort {
            ort: (
                i64::midpoint(links, if fremde { links } else { rechts }),
                oben - 44,
            ),
            groesse: 10,
            fett: false,
            text: format!("Haushalt {name}"),
        });
    }
}

type Mitte = BTreeMap<(Uuid, Uuid), (i64, i64)>;

/// Parents of each child.
fn eltern_je_kind(beziehungen: &[Beziehung]) -> BTreeMap<Uuid, BTreeSet<Uuid>> {
    let mut aus: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for b in beziehungen.iter().filter(|b| b.art.eltern()) {
        if let Some(kind) = b.nach {
            aus.entry(kind).or_default().insert(b.von);
        }
    }
    aus
}

/// The line below two partners, or below two who have a child together; returns where children hang.
fn paare(
    beziehungen: &[Beziehung],
    punkt: &impl Fn(Uuid) -> Option<(i64, i64)>,
    aus: &mut Vec<Form>,
) -> Mitte {
    let mut arten: BTreeMap<(Uuid, Uuid), Option<Beziehungsart>> = BTreeMap::new();
    for b in beziehungen.iter().filter(|b| b.art.paar()) {
        if let Some(nach) = b.nach {
            arten.insert((b.von.min(nach), b.von.max(nach)), Some(b.art));
        }
    }
    for eltern in eltern_je_kind(beziehungen).values() {
        let e: Vec<Uuid> = eltern.iter().copied().collect();
        if let [a, b] = e[..] {
            arten.entry((a, b)).or_insert(None);
        }
    }
    let mut mitten = Mitte::new();
    let mut tiefen: BTreeMap<i64, i64> = BTreeMap::new();
    for ((a, b), art) in arten {
        let (Some(p), Some(q)) = (punkt(a), punkt(b)) else {
            continue;
        };
        let (p, q) = if p.0 <= q.0 { (p, q) } else { (q, p) };
        // each couple of a row a little lower, so that lines do not run into each other
        let n = tiefen.entry(p.1.max(q.1)).or_insert(0);
        let y = p.1.max(q.1) + UNTER + 8 + *n * 6;
        *n = (*n + 1) % 4;
        let versatz = 9;
        let (l, r) = ((p.0 + versatz, p.1 + UNTER), (q.0 - versatz, q.1 + UNTER));
        for (von, bis) in [(l, (l.0, y)), ((l.0, y), (r.0, y)), ((r.0, y), r)] {
            match art {
                Some(Beziehungsart::Paar) | None => gestrichelt(von, bis, aus),
                _ => aus.push(Form::strich(von, bis)),
            }
        }
        let m = i64::midpoint(l.0, r.0);
        let striche: &[i64] = match art {
            Some(Beziehungsart::Getrennt) => &[16],
            Some(Beziehungsart::Geschieden) => &[14, 20],
            _ => &[],
        };
        for s in striche {
            aus.push(Form::strich((m + s - 3, y + 7), (m + s + 5, y - 7)));
        }
        mitten.insert((a, b), (m, y));
    }
    mitten
}

/// From the parents down to each child: a whole line for the own, a dashed one for foster, adoptive and step children.
fn kinder(
    leute: &[Mensch],
    beziehungen: &[Beziehung],
    punkt: &impl Fn(Uuid) -> Option<(i64, i64)>,
    mitten: &Mitte,
    aus: &mut Vec<Form>,
) {
    let eltern = eltern_je_kind(beziehungen);
    for kind in leute.iter().map(|m| m.id) {
        let (Some(k), Some(von)) = (punkt(kind), eltern.get(&kind)) else {
            continue;
        };
        let e: Vec<Uuid> = von.iter().copied().collect();
        let oben: Vec<(i64, i64)> = match e[..] {
            [a, b] if mitten.contains_key(&(a, b)) => mitten.get(&(a, b)).copied().into_iter().collect(),
            _ => e
                .iter()
                .filter_map(|x| punkt(*x))
                .map(|p| (p.0, p.1 + UNTER))
                .collect(),
        };
        let eigenes = beziehungen
            .iter()
            .any(|b| b.nach == Some(kind) && b.art == Beziehungsart::Elternteil);
        for o in oben {
            let knick = k.1 - HALB - 14;
            for (von, bis) in [
                (o, (o.0, knick)),
                ((o.0, knick), (k.0, knick)),
                ((k.0, knick), (k.0, k.1 - HALB)),
            ] {
                if von == bis {
                    continue;
                }
                if eigenes {
                    aus.push(Form::strich(von, bis));
                } else {
                    gestrichelt(von, bis, aus);
                }
            }
        }
    }
}

/// Brothers and sisters whose parents are not recorded: a line above both.
fn geschwister(beziehungen: &[Beziehung], punkt: &impl Fn(Uuid) -> Option<(i64, i64)>, aus: &mut Vec<Form>) {
    let eltern = eltern_je_kind(beziehungen);
    for b in beziehungen.iter().filter(|b| b.art == Beziehungsart::Geschwister) {
        let Some(nach) = b.nach else { continue };
        let gemeinsam = eltern
            .get(&b.von)
            .zip(eltern.get(&nach))
            .is_some_and(|(x, y)| !x.is_disjoint(y));
        let (Some(p), Some(q), false) = (punkt(b.von), punkt(nach), gemeinsam) else {
            continue;
        };
        let y = p.1.min(q.1) - HALB - 14;
        for (von, bis) in [
            ((p.0, p.1 - HALB), (p.0, y)),
            ((p.0, y), (q.0, y)),
            ((q.0, y), (q.0, q.1 - HALB)),
        ] {
            aus.push(Form::strich(von, bis));
        }
    }
}

#[cfg(test)]
mod tests;
