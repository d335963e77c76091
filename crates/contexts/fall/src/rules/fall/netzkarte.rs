//! The Netzwerkkarte (Ecomap): the family in the middle, everybody and everything around it on a ring. The line says how
//! the relation feels: two lines close, one good, dashed weak, jagged tense, cut broken off.

use std::collections::BTreeMap;

use base::Datum;
use uuid::Uuid;

use super::{
    genogramm::{Mensch, mehrere},
    zeichnung::{Form, Knoten, Zeichnung, gestrichelt, laenge, teil, zeilen},
};
use crate::model::{Beziehung, Guete, Umfeld};

/// The middle of the picture. It is wider than tall, so that it fits on a page under its heading.
const MITTE: (i64, i64) = (420, 330);
/// Ring of the family, and of what is around.
const INNEN: i64 = 95;
const AUSSEN: i64 = 255;
const RADIUS: i64 = 30;

/// Draws it. In the middle stands who the help is about and who lives with them; else who has a place in the family.
#[must_use]
pub fn zeichnen(leute: &[Mensch], umfeld: &[Umfeld], beziehungen: &[Beziehung], heute: Datum) -> Zeichnung {
    let zentrum: Vec<&Mensch> = im_zentrum(leute);
    let rand: Vec<&Mensch> = leute
        .iter()
        .filter(|m| !zentrum.iter().any(|z| z.id == m.id))
        .filter(|m| beziehungen.iter().any(|b| b.von == m.id || b.nach == Some(m.id)))
        .collect();
    let mut orte: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
    let radius = if zentrum.len() == 1 { 0 } else { INNEN };
    ring(zentrum.iter().map(|m| m.id), radius, &mut orte);
    let aussen: Vec<Uuid> = umfeld
        .iter()
        .map(|u| u.id)
        .chain(rand.iter().map(|m| m.id))
        .collect();
    ring(aussen.iter().copied(), AUSSEN, &mut orte);
    let mut grund = vec![Form::Kreis {
        mitte: MITTE,
        radius: INNEN + RADIUS + 18,
        dicke: 1,
        gefuellt: false,
    }];
    for b in beziehungen {
        let ziel = b.nach.or(b.umfeld);
        if let (Some(p), Some(q)) = (orte.get(&b.von), ziel.as_ref().and_then(|z| orte.get(z))) {
            linie(b.guete, *p, *q, &mut grund);
        }
    }
    let mut knoten: Vec<Knoten> = zentrum
        .iter()
        .chain(&rand)
        .filter_map(|m| {
            Some(Knoten {
                id: m.id,
                beschreibung: m.satz(heute),
                formen: blase(&m.name, *orte.get(&m.id)?, m.im_mittelpunkt),
            })
        })
        .collect();
    knoten.extend(umfeld.iter().filter_map(|u| {
        let (x, y) = *orte.get(&u.id)?;
        let mut formen = vec![Form::Kasten {
            ecke: (x - 50, y - 20),
            mass: (100, 40),
            dicke: 2,
            gefuellt: true,
        }];
        worte(&u.bezeichnung, (x, y), false, &mut formen);
        Some(Knoten {
            id: u.id,
            beschreibung: format!("{}, {}", u.bezeichnung, u.art),
            formen,
        })
    }));
    let n = |v: usize| i64::try_from(v).unwrap_or(0);
    Zeichnung {
        breite: 2 * MITTE.0,
        hoehe: 2 * MITTE.1,
        titel: "Netzwerkkarte".to_owned(),
        beschreibung: format!(
            "{} in der Mitte, {} rundherum. Zwei Linien: sehr eng. Eine Linie: gut. Gestrichelt: schwach. Gezackt: angespannt. Durchtrennt: abgebrochen. Dünn: nicht gefragt. Die Liste daneben sagt dasselbe in Worten.",
            mehrere(n(zentrum.len()), "Mensch", "Menschen"),
            mehrere(n(aussen.len()), "Ort oder Mensch", "Orte und Menschen"),
        ),
        grund,
        knoten,
    }
}

fn im_zentrum(leute: &[Mensch]) -> Vec<&Mensch> {
    let haushalte: Vec<&str> = leute
        .iter()
        .filter(|m| m.im_mittelpunkt && !m.haushalt.is_empty())
        .map(|m| m.haushalt.as_str())
        .collect();
    leute
        .iter()
        .filter(|m| m.im_mittelpunkt || haushalte.contains(&m.haushalt.as_str()))
        .collect()
}

/// Evenly on a circle, the first one at the top.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "places in a picture"
)]
fn ring(wer: impl ExactSizeIterator<Item = Uuid>, radius: i64, orte: &mut BTreeMap<Uuid, (i64, i64)>) {
    let n = wer.len().max(1);
    for (i, id) in wer.enumerate() {
        let winkel = std::f64::consts::TAU * (i as f64) / (n as f64) - std::f64::consts::FRAC_PI_2;
        let x = (radius as f64 * winkel.cos()).round() as i64;
        let y = (radius as f64 * winkel.sin()).round() as i64;
        orte.insert(id, (MITTE.0 + x, MITTE.1 + y));
    }
}

fn blase(name: &str, (x, y): (i64, i64), fett: bool) -> Vec<Form> {
    let mut aus = vec![Form::Kreis {
        mitte: (x, y),
        radius: RADIUS,
        dicke: 2,
        gefuellt: true,
    }];
    worte(name, (x, y), fett, &mut aus);
    aus
}

fn worte(text: &str, (x, y): (i64, i64), fett: bool, aus: &mut Vec<Form>) {
    let zeilen = zeilen(text, 16);
    let oben = if zeilen.len() > 1 { y - 2 } else { y + 4 };
    for (i, text) in (0_i64..).zip(zeilen) {
        aus.push(Form::Wort {
            ort: (x, oben + 13 * i),
            groesse: 11,
            fett,
            text,
        });
    }
}

/// The line of a relation.
fn linie(guete: Guete, p: (i64, i64), q: (i64, i64), aus: &mut Vec<Form>) {
    let l = laenge(p, q).max(1);
    // across the line, for what lies beside it
    let quer = |weite: i64| (-(q.1 - p.1) * weite / l, (q.0 - p.0) * weite / l);
    let neben = |o: (i64, i64), w: (i64, i64)| (o.0 + w.0, o.1 + w.1);
    match guete {
        Guete::Eng => {
            for seite in [3, -3] {
                let w = quer(seite);
                aus.push(Form::strich(neben(p, w), neben(q, w)));
            }
        }
        Guete::Gut => aus.push(Form::strich(p, q)),
        Guete::Schwach => gestrichelt(p, q, aus),
        Guete::Angespannt => {
            let n = (l / 9).max(2);
            let mut von = p;
            for i in 1..=n {
                let w = if i == n {
                    (0, 0)
                } else if i % 2 == 0 {
                    quer(5)
                } else {
                    quer(-5)
                };
                let bis = neben(teil(p, q, i, n), w);
                aus.push(Form::strich(von, bis));
                von = bis;
            }
        }
        Guete::Abgebrochen => {
            let (a, z) = (teil(p, q, 47, 100), teil(p, q, 53, 100));
            aus.push(Form::strich(p, a));
            aus.push(Form::strich(z, q));
            for o in [a, z] {
                aus.push(Form::strich(neben(o, quer(9)), neben(o, quer(-9))));
            }
        }
        Guete::Offen => aus.push(Form::Strich {
            von: p,
            bis: q,
            dicke: 1,
        }),
    }
}

#[cfg(test)]
mod tests {
    use base::Zeitpunkt;

    use super::*;
    use crate::model::{Beziehungsart, Geschlecht, Lebt, Umfeldart};

    fn mensch(id: u128, mitte: bool, haushalt: &str) -> Mensch {
        Mensch {
            id: Uuid::from_u128(id),
            name: format!("Person {id}"),
            rolle: String::new(),
            geschlecht: Geschlecht::Ohne,
            lebt: Lebt::Ja,
            geboren: None,
            verstorben_am: None,
            haushalt: haushalt.to_owned(),
            im_mittelpunkt: mitte,
        }
    }

    #[test]
    fn die_familie_in_der_mitte_und_die_linie_sagt_wie_es_ist() {
        let leute = [
            mensch(1, true, "A"),
            mensch(2, false, "A"),
            mensch(3, false, ""),
            mensch(4, false, ""),
        ];
        let umfeld = [Umfeld {
            id: Uuid::from_u128(9),
            art: Umfeldart::Freizeit,
            bezeichnung: "Fußballverein am Sportplatz im Süden der Stadt".to_owned(),
        }];
        let mut b = Beziehung {
            id: Uuid::from_u128(20),
            von: Uuid::from_u128(1),
            nach: None,
            umfeld: Some(Uuid::from_u128(9)),
            art: Beziehungsart::Kontakt,
            guete: Guete::Gut,
            seit: None,
            bis: None,
            zeit: Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap()),
        };
        let drei = Beziehung {
            id: Uuid::from_u128(21),
            nach: Some(Uuid::from_u128(3)),
            umfeld: None,
            ..b.clone()
        };
        let heute = "2026-11-21".parse().unwrap();
        let mut striche = Vec::new();
        for g in Guete::ALLE {
            b.guete = *g;
            let z = zeichnen(&leute, &umfeld, &[b.clone(), drei.clone()], heute);
            assert_eq!(
                z.knoten.len(),
                4,
                "who has nothing to do with anybody is left out"
            );
            assert!(
                z.beschreibung
                    .starts_with("2 Menschen in der Mitte, 2 Orte und Menschen rundherum.")
            );
            striche.push(z.grund.len());
        }
        // Eng 2, Gut 1, Schwach many, Angespannt many, Abgebrochen 4, Offen 1; and one line and the ring besides
        assert_eq!((striche[0], striche[1], striche[4], striche[5]), (4, 3, 6, 3));
        assert!(striche[2] > 8 && striche[3] > 8);
    }
}
