//! The Ressourcenkarte as a picture: four fields side by side, the same file on the page and in the document.

use crate::{model::Ressourcenfeld, service::fall::lesen::Akte};

const BREITE: usize = 480;
const FELD: usize = 234;
/// Characters that surely fit into a field.
const ZEICHEN: usize = 34;
const ZEILE: usize = 14;
const KOPF: usize = 30;
const MINDESTENS: usize = 90;

/// One field with the places of its words.
pub(crate) struct Kartenfeld {
    pub x: usize,
    pub y: usize,
    pub hoehe: usize,
    pub titel: String,
    /// (x, y, words).
    pub zeilen: Vec<(usize, usize, String)>,
}

/// The picture.
pub(crate) struct Karte {
    pub breite: usize,
    pub feldbreite: usize,
    pub hoehe: usize,
    pub alt: String,
    pub felder: Vec<Kartenfeld>,
}

fn umbrochen(text: &str) -> Vec<String> {
    let mut zeilen: Vec<String> = Vec::new();
    for wort in text.split_whitespace() {
        for stueck in zerlegt(wort) {
            match zeilen.last_mut() {
                Some(z) if z.chars().count() + 1 + stueck.chars().count() <= ZEICHEN => {
                    z.push(' ');
                    z.push_str(&stueck);
                }
                _ => zeilen.push(stueck),
            }
        }
    }
    zeilen
}

/// A word longer than a line in pieces.
fn zerlegt(wort: &str) -> Vec<String> {
    let zeichen: Vec<char> = wort.chars().collect();
    zeichen.chunks(ZEICHEN).map(|c| c.iter().collect()).collect()
}

impl Karte {
    /// Of a case.
    pub(crate) fn von(akte: &Akte) -> Self {
        let inhalte: Vec<(String, Vec<Vec<String>>)> = Ressourcenfeld::ALLE
            .iter()
            .map(|f| {
                let zeilen = akte
                    .im_feld(f)
                    .iter()
                    .map(|r| umbrochen(&r.bezeichnung))
                    .collect();
                (f.to_string(), zeilen)
            })
            .collect();
        let bedarf = |i: usize| {
            let zeilen: usize = inhalte.get(i).map_or(0, |f| f.1.iter().map(Vec::len).sum());
            (KOPF + zeilen * ZEILE + 10).max(MINDESTENS)
        };
        let oben = bedarf(0).max(bedarf(1));
        let unten = bedarf(2).max(bedarf(3));
        let mut felder = Vec::new();
        for (i, (titel, eintraege)) in inhalte.iter().enumerate() {
            let (x, y) = (
                if i % 2 == 0 { 0 } else { BREITE - FELD },
                if i < 2 { 0 } else { oben + 12 },
            );
            let mut zeilen = Vec::new();
            let mut hoehe = y + KOPF + ZEILE - 4;
            for e in eintraege {
                for (n, worte) in e.iter().enumerate() {
                    let (x, worte) = if n == 0 {
                        (x + 10, format!("• {worte}"))
                    } else {
                        (x + 18, worte.clone())
                    };
                    zeilen.push((x, hoehe, worte));
                    hoehe += ZEILE;
                }
            }
            felder.push(Kartenfeld {
                x,
                y,
                hoehe: if i < 2 { oben } else { unten },
                titel: titel.clone(),
                zeilen,
            });
        }
        let alt: Vec<String> = inhalte
            .iter()
            .map(|(titel, e)| match e.len() {
                0 => format!("{titel}: noch nichts"),
                n => format!("{titel}: {n}"),
            })
            .collect();
        Self {
            breite: BREITE,
            feldbreite: FELD,
            hoehe: oben + 12 + unten,
            alt: format!(
                "Ressourcenkarte mit vier Feldern. Einträge je Feld: {}. Die Liste darunter sagt dasselbe in Worten.",
                alt.join("; ")
            ),
            felder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lange_eintraege_werden_umbrochen_und_nichts_geht_verloren() {
        let text = "Die Großmutter wohnt nebenan und kocht, wenn es spät wird, Donaudampfschifffahrtsgesellschaftskapitän";
        let zeilen = umbrochen(text);
        assert!(zeilen.iter().all(|z| z.chars().count() <= ZEICHEN), "{zeilen:?}");
        let gleich = |t: &str| t.replace(' ', "");
        assert_eq!(gleich(&zeilen.concat()), gleich(text));
    }
}
