//! Finding words: whole, as a part of a compound, with a typing error, and in everyday language.

use std::{collections::HashMap, sync::LazyLock};

use base::suchform;

use crate::{codes::Thema, kandidat::thema_bit};

/// Words that say nothing about what is wanted.
const FUELLWOERTER: &[&str] = &[
    "aber", "auch", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einem",
    "einen", "einer", "er", "es", "fuer", "hat", "haus", "hause", "ich", "ihr", "im", "in", "ist", "kein",
    "keine", "man", "mein", "meine", "meiner", "mich", "mir", "mit", "nach", "nicht", "oder", "sehr", "sein",
    "sich", "sie", "so", "ueber", "um", "und", "uns", "viel", "von", "was", "wenn", "wer", "wie", "will",
    "wir", "wo", "zu", "zum", "zur",
];

#[derive(serde::Deserialize)]
struct Synonyme {
    eintrag: Vec<Synonym>,
}

/// Everyday words, and the themes they mean.
#[derive(serde::Deserialize)]
struct Synonym {
    woerter: Vec<String>,
    themen: Vec<Thema>,
}

type Wendung = (Vec<String>, u32);

static WENDUNGEN: LazyLock<Vec<Wendung>> = LazyLock::new(|| {
    let Ok(s) = toml::from_str::<Synonyme>(include_str!("alltagswoerter.toml")) else {
        return Vec::new();
    };
    let je = s.eintrag.into_iter().flat_map(|e| {
        let bits = e.themen.iter().fold(0, |m, t| m | thema_bit(*t));
        e.woerter
            .into_iter()
            .map(move |w| (woerter(&w).map(str::to_owned).collect(), bits))
            .collect::<Vec<_>>()
    });
    je.collect()
});

/// The words of a text that is in its search form.
fn woerter(such: &str) -> impl Iterator<Item = &str> {
    such.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1)
}

/// Which offer contains which word and theme.
#[derive(Default)]
pub(crate) struct Textsuche {
    woerter: HashMap<Box<str>, Vec<u32>>,
    themen: Vec<u32>,
}

/// What a text found.
pub(crate) struct Fund {
    /// By number of the offer.
    pub treffer: Vec<bool>,
    /// Words found nowhere.
    pub unbekannt: Vec<String>,
}

impl Textsuche {
    /// Adds the next offer.
    pub fn aufnehmen(&mut self, texte: &[&str], themen: u32) {
        let nummer = u32::try_from(self.themen.len()).unwrap_or(u32::MAX);
        self.themen.push(themen);
        for wort in texte.iter().flat_map(|t| woerter(t)) {
            let liste = match self.woerter.get_mut(wort) {
                Some(l) => l,
                None => self.woerter.entry(wort.into()).or_default(),
            };
            if liste.last() != Some(&nummer) {
                liste.push(nummer);
            }
        }
    }

    /// Offers that have all words; when there is none, those that have one of them. `None` when the text says nothing.
    pub fn finden(&self, text: &str) -> Option<Fund> {
        let such = suchform(text);
        let begriffe: Vec<&str> = woerter(&such)
            .filter(|w| !FUELLWOERTER.contains(w))
            .take(12)
            .collect();
        if begriffe.is_empty() {
            return None;
        }
        let mut mengen = Vec::new();
        let mut unbekannt = Vec::new();
        for (begriff, themen) in begriffe.iter().zip(gemeint(&begriffe)) {
            let menge = self.menge(begriff, themen);
            if menge.contains(&true) {
                mengen.push(menge);
            } else {
                unbekannt.push((*begriff).to_owned());
            }
        }
        let alle: Vec<bool> = (0..self.themen.len())
            .map(|i| !mengen.is_empty() && mengen.iter().all(|m| m[i]))
            .collect();
        let treffer = if alle.contains(&true) {
            alle
        } else {
            (0..self.themen.len())
                .map(|i| mengen.iter().any(|m| m[i]))
                .collect()
        };
        Some(Fund { treffer, unbekannt })
    }

    fn menge(&self, begriff: &str, themen: u32) -> Vec<bool> {
        let mut menge: Vec<bool> = self.themen.iter().map(|t| t & themen != 0).collect();
        let mut gefunden = false;
        let enthalten = begriff.len() >= 4;
        for (wort, nummern) in &self.woerter {
            if wort.starts_with(begriff) || (enthalten && wort.contains(begriff)) {
                gefunden = true;
                nummern.iter().for_each(|n| menge[*n as usize] = true);
            }
        }
        if !gefunden {
            for (_, nummern) in self.woerter.iter().filter(|(w, _)| aehnlich(begriff, w)) {
                nummern.iter().for_each(|n| menge[*n as usize] = true);
            }
        }
        menge
    }
}

/// For each word of the query the themes that everyday phrases mean by it.
fn gemeint(begriffe: &[&str]) -> Vec<u32> {
    let mut themen = vec![0; begriffe.len()];
    for (wendung, bits) in WENDUNGEN.iter() {
        let stellen: Option<Vec<usize>> = wendung
            .iter()
            .map(|w| {
                begriffe
                    .iter()
                    .position(|b| b == w || (w.len() >= 5 && (b.starts_with(w.as_str()) || aehnlich(b, w))))
            })
            .collect();
        for i in stellen.into_iter().flatten() {
            themen[i] |= bits;
        }
    }
    themen
}

/// One typing error in words from four letters on, two from eight on; the first letters of a longer word count too.
fn aehnlich(begriff: &str, wort: &str) -> bool {
    let laenge = begriff.chars().count();
    let erlaubt = match laenge {
        ..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    let wortlaenge = wort.chars().count();
    if wortlaenge + erlaubt < laenge {
        return false;
    }
    let vorn: String = wort.chars().take(laenge).collect();
    strsim::osa_distance(begriff, &vorn) <= erlaubt
        || (wortlaenge <= laenge + erlaubt && strsim::osa_distance(begriff, wort) <= erlaubt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suche() -> Textsuche {
        let mut t = Textsuche::default();
        t.aufnehmen(
            &["besuchsdienst der johanniter"],
            thema_bit(Thema::AlterEinsamkeit),
        );
        t.aufnehmen(&["schuldnerberatung mitte"], thema_bit(Thema::FinanzenSchulden));
        t.aufnehmen(
            &["jugendtreff kiel sued", "beratung fuer eltern"],
            thema_bit(Thema::Erziehung),
        );
        t
    }
    fn findet(text: &str) -> Vec<usize> {
        let t = suche().finden(text).unwrap().treffer;
        t.iter()
            .enumerate()
            .filter_map(|(i, ja)| ja.then_some(i))
            .collect()
    }

    #[test]
    fn woerter_teile_tippfehler_und_alltagssprache() {
        assert_eq!(findet("Besuchsdienst"), [0]);
        assert_eq!(findet("beratung"), [1, 2]);
        assert_eq!(findet("Jugentreff"), [2]);
        assert_eq!(findet("Shuldnerberatung"), [1]);
        assert_eq!(findet("Oma allein zu Haus"), [0]);
        assert_eq!(findet("Jugendtreff Süd"), [2]);
    }

    #[test]
    fn unbekannte_woerter_stoeren_nicht_und_werden_genannt() {
        let f = suche().finden("Qwxyzabc Besuchsdienst").unwrap();
        assert_eq!(f.treffer, [true, false, false]);
        assert_eq!(f.unbekannt, ["qwxyzabc"]);
        assert!(!suche().finden("Qwxyzabc").unwrap().treffer.contains(&true));
        assert!(suche().finden("und der").is_none());
    }

    #[test]
    fn jede_wendung_der_datei_ist_lesbar_und_sagt_etwas() {
        assert!(WENDUNGEN.len() > 40);
        for (w, bits) in WENDUNGEN.iter() {
            assert!(!w.is_empty() && *bits != 0, "{w:?}");
            assert!(
                w.iter().all(|w| !FUELLWOERTER.contains(&w.as_str())),
                "{w:?} enthält ein Füllwort"
            );
        }
    }
}
