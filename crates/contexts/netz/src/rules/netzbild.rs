//! The picture of who works with whom: every institution a box, on rings around the middle; whoever has most
//! connections stands inside. The same entries always give the same picture.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::codes::KooperationArt;

/// Rings there can be; who has no place on them stands in the table only.
const RINGE: usize = 3;
/// Half the width and height of a box.
const HALB: (i64, i64) = (62, 19);

/// An institution to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punkt {
    /// Key.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// What the box says to somebody who cannot see it.
    pub beschreibung: String,
}

/// A line of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strich {
    /// From.
    pub von: (i64, i64),
    /// To.
    pub bis: (i64, i64),
    /// Width.
    pub dicke: i64,
}

/// A box of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kasten {
    /// Key.
    pub id: Uuid,
    /// What it says to somebody who cannot see it.
    pub beschreibung: String,
    /// Upper left corner.
    pub ecke: (i64, i64),
    /// Width and height.
    pub mass: (i64, i64),
    /// The name on at most two lines, each with its place.
    pub worte: Vec<((i64, i64), String)>,
}

impl Kasten {
    /// The name a voice control and a screen reader know: it holds what is seen (WCAG 2.5.3), also where that is cut.
    #[must_use]
    pub fn ansage(&self) -> String {
        let zeilen: Vec<&str> = self.worte.iter().map(|(_, z)| z.as_str()).collect();
        let gezeigt = zeilen.join(" ");
        if self.beschreibung.starts_with(&gezeigt) {
            self.beschreibung.clone()
        } else {
            format!("{gezeigt}, {}", self.beschreibung)
        }
    }
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Netzbild {
    /// Width and height.
    pub mass: (i64, i64),
    /// Lines, behind the boxes.
    pub striche: Vec<Strich>,
    /// Boxes.
    pub kaesten: Vec<Kasten>,
    /// How many institutions have no place in it.
    pub ohne_platz: usize,
}

/// Half axes of a ring.
const fn achsen(ring: usize) -> (f64, f64) {
    match ring {
        0 => (190.0, 130.0),
        1 => (340.0, 200.0),
        _ => (490.0, 270.0),
    }
}

/// How many boxes a ring holds side by side.
const fn platz(ring: usize) -> usize {
    match ring {
        0 => 8,
        1 => 16,
        _ => 20,
    }
}

/// Draws it.
#[must_use]
pub fn zeichnen(punkte: &[Punkt], kanten: &[(Uuid, Uuid, KooperationArt)]) -> Netzbild {
    let mut grad: BTreeMap<Uuid, usize> = BTreeMap::new();
    for (a, b, _) in kanten {
        *grad.entry(*a).or_default() += 1;
        *grad.entry(*b).or_default() += 1;
    }
    let mut folge: Vec<&Punkt> = punkte.iter().collect();
    folge.sort_by_key(|p| {
        let n = grad.get(&p.id).copied().unwrap_or(0);
        (std::cmp::Reverse(n), base::suchform(&p.name), p.id)
    });
    let mut ringe: Vec<&[&Punkt]> = Vec::new();
    let mut rest: &[&Punkt] = &folge;
    for ring in 0..RINGE {
        if rest.is_empty() {
            break;
        }
        let (hier, danach) = rest.split_at(platz(ring).min(rest.len()));
        ringe.push(hier);
        rest = danach;
    }
    let (rx, ry) = achsen(ringe.len().saturating_sub(1));
    let mitte = (ganz(rx) + HALB.0 + 8, ganz(ry) + HALB.1 + 8);
    let mut orte: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
    for (ring, wer) in ringe.iter().enumerate() {
        for (i, p) in wer.iter().enumerate() {
            orte.insert(p.id, stelle(mitte, achsen(ring), i, wer.len()));
        }
    }
    let mut striche = Vec::new();
    for (a, b, art) in kanten {
        if let (Some(p), Some(q)) = (orte.get(a), orte.get(b)) {
            linie(*art, *p, *q, &mut striche);
        }
    }
    let kaesten = folge
        .iter()
        .filter_map(|p| {
            let (x, y) = *orte.get(&p.id)?;
            Some(Kasten {
                id: p.id,
                beschreibung: p.beschreibung.clone(),
                ecke: (x - HALB.0, y - HALB.1),
                mass: (2 * HALB.0, 2 * HALB.1),
                worte: worte(&p.name, (x, y)),
            })
        })
        .collect();
    Netzbild {
        mass: (2 * mitte.0, 2 * mitte.1),
        striche,
        kaesten,
        ohne_platz: rest.len(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places in a picture")]
fn ganz(x: f64) -> i64 {
    x.round() as i64
}

/// Evenly on a ring, the first one at the top.
#[expect(clippy::cast_precision_loss, reason = "places in a picture")]
fn stelle(mitte: (i64, i64), (rx, ry): (f64, f64), i: usize, n: usize) -> (i64, i64) {
    let winkel = std::f64::consts::TAU * (i as f64) / (n.max(1) as f64) - std::f64::consts::FRAC_PI_2;
    (
        mitte.0 + ganz(rx * winkel.cos()),
        mitte.1 + ganz(ry * winkel.sin()),
    )
}

/// Dashed: they know each other. Thin: they talk. Thick: they do something together. Two lines: they agreed on it.
fn linie(art: KooperationArt, p: (i64, i64), q: (i64, i64), aus: &mut Vec<Strich>) {
    let (dx, dy) = (q.0 - p.0, q.1 - p.1);
    let laenge = (dx * dx + dy * dy).isqrt().max(1);
    let mut strich = |von, bis, dicke| aus.push(Strich { von, bis, dicke });
    match art {
        KooperationArt::Kennt => {
            let n = (laenge / 8).max(1);
            let teil = |i: i64| (p.0 + dx * i / n, p.1 + dy * i / n);
            for i in (0..n).step_by(2) {
                strich(teil(i), teil(i + 1), 1);
            }
        }
        KooperationArt::Austausch => strich(p, q, 1),
        KooperationArt::Gemeinsam => strich(p, q, 4),
        KooperationArt::Vereinbart => {
            let quer = (-dy * 3 / laenge, dx * 3 / laenge);
            for v in [1, -1] {
                let neben = |o: (i64, i64)| (o.0 + v * quer.0, o.1 + v * quer.1);
                strich(neben(p), neben(q), 2);
            }
        }
    }
}

/// A name on at most two lines of a box; what is too long ends with an ellipsis. The table has it whole.
fn worte(name: &str, (x, y): (i64, i64)) -> Vec<((i64, i64), String)> {
    const BREITE: usize = 18;
    let mut zeilen: Vec<String> = Vec::new();
    for wort in name.split_whitespace() {
        match zeilen.last_mut() {
            Some(z) if z.chars().count() + 1 + wort.chars().count() <= BREITE => {
                z.push(' ');
                z.push_str(wort);
            }
            _ => zeilen.push(wort.to_owned()),
        }
    }
    if zeilen.len() > 2 {
        zeilen.truncate(2);
        if let Some(z) = zeilen.last_mut() {
            z.push('…');
        }
    }
    for z in &mut zeilen {
        if z.chars().count() > BREITE {
            *z = z.chars().take(BREITE - 1).chain(['…']).collect();
        }
    }
    let oben = if zeilen.len() > 1 { y - 3 } else { y + 4 };
    (0_i64..)
        .zip(zeilen)
        .map(|(i, z)| ((x, oben + 13 * i), z))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn punkt(nr: u128) -> Punkt {
        Punkt {
            id: Uuid::from_u128(nr),
            name: format!("Verein zur Förderung der Nachbarschaft {nr}"),
            beschreibung: String::new(),
        }
    }

    #[test]
    fn kein_kasten_liegt_auf_einem_anderen_oder_ausserhalb() {
        for n in 0..=60 {
            let punkte: Vec<Punkt> = (0..n).map(punkt).collect();
            let bild = zeichnen(&punkte, &[]);
            assert_eq!(bild.kaesten.len() + bild.ohne_platz, punkte.len());
            assert_eq!(bild.ohne_platz, punkte.len().saturating_sub(44));
            for (i, k) in bild.kaesten.iter().enumerate() {
                let ende = (k.ecke.0 + k.mass.0, k.ecke.1 + k.mass.1);
                assert!(k.ecke.0 >= 0 && k.ecke.1 >= 0 && ende.0 <= bild.mass.0 && ende.1 <= bild.mass.1);
                assert!(k.worte.len() <= 2);
                for a in &bild.kaesten[i + 1..] {
                    let getrennt =
                        (k.ecke.0 - a.ecke.0).abs() >= k.mass.0 || (k.ecke.1 - a.ecke.1).abs() >= k.mass.1;
                    assert!(getrennt, "{n}: {:?} {:?}", k.ecke, a.ecke);
                }
            }
        }
    }

    #[test]
    fn die_ansage_enthaelt_was_zu_sehen_ist_auch_gekuerzt() {
        let mut k = zeichnen(&[punkt(0)], &[]).kaesten.remove(0);
        for (name, anfang) in [
            ("Treff Nebenan", "Treff Nebenan, Treff"),
            (
                "Nachbarschaftstreffpunkt Pusteblume",
                "Nachbarschaftstre… Pusteblume, Nachbarschaftstreffpunkt Pusteblume, Treff",
            ),
        ] {
            k.worte = worte(name, (0, 0));
            k.beschreibung = format!("{name}, Treff");
            assert_eq!(k.ansage(), anfang);
        }
    }

    #[test]
    fn innen_steht_wer_die_meisten_verbindungen_hat_und_jede_art_sieht_anders_aus() {
        let punkte: Vec<Punkt> = (0..20).map(punkt).collect();
        let id = Uuid::from_u128;
        let kanten = [
            (id(19), id(1), KooperationArt::Vereinbart),
            (id(19), id(2), KooperationArt::Gemeinsam),
            (id(19), id(3), KooperationArt::Austausch),
        ];
        let bild = zeichnen(&punkte, &kanten);
        assert_eq!(bild.kaesten[0].id, id(19));
        let dicken: Vec<i64> = bild.striche.iter().map(|s| s.dicke).collect();
        assert_eq!(dicken, [2, 2, 4, 1]);
        assert_eq!(bild, zeichnen(&punkte, &kanten));
        let viele = zeichnen(&punkte, &[(id(0), id(1), KooperationArt::Kennt)]);
        assert!(viele.striche.len() > 3);
    }
}
