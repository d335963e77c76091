//! Finding words: in any of their forms, as a part of a compound, with a typing error, and in everyday language.
//!
//! The order of the hits is fixed by the Fachkonzept and says nothing of how well words fit; so this only answers
//! which offers a text means, and why. Both engines answer the same, since neither of them is asked.

use std::collections::HashMap;

use base::suchform;

use super::{
    alltag,
    menge::Menge,
    wort::{aehnlich, buchstaben, sagt_nichts, stamm, woerter},
};

/// Most words of a question that are looked at.
const HOECHSTENS: usize = 12;

/// A stem and the offers that have it.
struct Eintrag {
    stamm: Box<str>,
    buchstaben: u64,
    nummern: Vec<u32>,
}

/// Which offer contains which word and theme.
#[derive(Default)]
pub(crate) struct Textsuche {
    woerter: Vec<Eintrag>,
    nach_stamm: HashMap<Box<str>, u32>,
    themen: Vec<u32>,
}

/// One word of the question, and where it was found.
pub(crate) struct Begriff {
    /// As typed, in its search form.
    pub wort: String,
    /// Offers that have it, in any form or as a part.
    direkt: Menge,
    /// Only found by taking it for a typing error.
    verschrieben: bool,
    /// Offers that have what everyday language means by it.
    gemeint: Menge,
}

/// What a text found.
pub(crate) struct Fund {
    /// Offers by number.
    pub treffer: Menge,
    /// Words found nowhere.
    pub unbekannt: Vec<String>,
    begriffe: Vec<Begriff>,
}

impl Fund {
    /// Why this offer was found, in plain German.
    pub fn warum(&self, nummer: usize) -> Vec<String> {
        let mut aus = Vec::new();
        let alle = |f: &dyn Fn(&Begriff) -> bool| -> String {
            let treffen: Vec<&str> = self
                .begriffe
                .iter()
                .filter(|b| f(b))
                .map(|b| b.wort.as_str())
                .collect();
            treffen.join(" ")
        };
        let direkt = alle(&|b| b.direkt.hat(nummer) && !b.verschrieben);
        let verschrieben = alle(&|b| b.direkt.hat(nummer) && b.verschrieben);
        let gemeint = alle(&|b| b.gemeint.hat(nummer) && !b.direkt.hat(nummer));
        if !direkt.is_empty() {
            aus.push(format!("enthält „{direkt}“"));
        }
        if !verschrieben.is_empty() {
            aus.push(format!("ähnlich geschrieben wie „{verschrieben}“"));
        }
        if !gemeint.is_empty() {
            aus.push(format!("passt zu „{gemeint}“"));
        }
        aus
    }
}

impl Textsuche {
    /// Adds the next offer.
    pub fn aufnehmen(&mut self, texte: &[&str], themen: u32) {
        let nummer = u32::try_from(self.themen.len()).unwrap_or(u32::MAX);
        self.themen.push(themen);
        for wort in texte.iter().flat_map(|t| woerter(t)) {
            let stamm = stamm(wort);
            let stelle = match self.nach_stamm.get(stamm.as_str()) {
                Some(s) => *s as usize,
                None => {
                    let stelle = self.woerter.len();
                    self.nach_stamm
                        .insert(stamm.as_str().into(), u32::try_from(stelle).unwrap_or(u32::MAX));
                    self.woerter.push(Eintrag {
                        buchstaben: buchstaben(&stamm),
                        stamm: stamm.into(),
                        nummern: Vec::new(),
                    });
                    stelle
                }
            };
            if let Some(e) = self.woerter.get_mut(stelle)
                && e.nummern.last() != Some(&nummer)
            {
                e.nummern.push(nummer);
            }
        }
    }

    /// Offers that have all words; when there is none, those that have one of them. `None` when the text says nothing.
    pub fn finden(&self, text: &str) -> Option<Fund> {
        let such = suchform(text);
        let worte: Vec<&str> = woerter(&such)
            .filter(|w| !sagt_nichts(w))
            .take(HOECHSTENS)
            .collect();
        if worte.is_empty() {
            return None;
        }
        let mut begriffe = Vec::new();
        let mut unbekannt = Vec::new();
        for (wort, sinn) in worte.iter().zip(alltag::gemeint(&worte)) {
            let begriff = self.begriff(wort, &sinn);
            if begriff.direkt.ist_leer() && begriff.gemeint.ist_leer() {
                unbekannt.push((*wort).to_owned());
            } else {
                begriffe.push(begriff);
            }
        }
        let mut jedes = Menge::leer(self.themen.len());
        let mut alle: Option<Menge> = None;
        for b in &begriffe {
            let mut menge = b.direkt.clone();
            menge.oder(&b.gemeint);
            jedes.oder(&menge);
            match &mut alle {
                Some(a) => a.und(&menge),
                None => alle = Some(menge),
            }
        }
        let treffer = alle.filter(|a| !a.ist_leer()).unwrap_or(jedes);
        Some(Fund {
            treffer,
            unbekannt,
            begriffe,
        })
    }

    fn begriff(&self, wort: &str, sinn: &alltag::Sinn) -> Begriff {
        let mut gemeint = Menge::leer(self.themen.len());
        if sinn.themen != 0 {
            for (nummer, themen) in self.themen.iter().enumerate() {
                if themen & sinn.themen != 0 {
                    gemeint.setze(nummer);
                }
            }
        }
        for anderes in &sinn.worte {
            self.mit_stamm(&stamm(anderes), &mut gemeint);
        }
        let gesucht = stamm(wort);
        let mut direkt = Menge::leer(self.themen.len());
        let gefunden = self.mit_stamm(&gesucht, &mut direkt);
        // everyday words are right as they are: "Oma" is no misspelt "Roma"
        let verschrieben = !gefunden && gemeint.ist_leer();
        if verschrieben {
            let hat = buchstaben(&gesucht);
            for e in &self.woerter {
                if aehnlich(&gesucht, hat, &e.stamm, e.buchstaben) {
                    direkt.setze_alle(&e.nummern);
                }
            }
        }
        Begriff {
            wort: wort.to_owned(),
            direkt,
            verschrieben,
            gemeint,
        }
    }

    /// Adds the offers with this stem: alone, at the beginning of a word, and from four letters on anywhere in it.
    fn mit_stamm(&self, stamm: &str, menge: &mut Menge) -> bool {
        let hat = buchstaben(stamm);
        let ueberall = stamm.len() >= 4;
        let mut gefunden = false;
        for e in &self.woerter {
            if hat & !e.buchstaben != 0 {
                continue;
            }
            if e.stamm.starts_with(stamm) || (ueberall && e.stamm.contains(stamm)) {
                gefunden = true;
                menge.setze_alle(&e.nummern);
            }
        }
        gefunden
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{codes::Thema, kandidat::thema_bit};

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
        t.aufnehmen(
            &["gemeinschaftsraum am markt, telefonkette"],
            thema_bit(Thema::Nachbarschaft),
        );
        t
    }
    fn findet(text: &str) -> Vec<usize> {
        let f = suche().finden(text).unwrap();
        (0..4).filter(|i| f.treffer.hat(*i)).collect()
    }

    #[test]
    fn woerter_teile_tippfehler_und_alltagssprache() {
        assert_eq!(findet("Besuchsdienst"), [0]);
        assert_eq!(findet("beratung"), [1, 2]);
        assert_eq!(findet("Beratungen"), [1, 2]);
        assert_eq!(findet("Räume"), [3]);
        assert_eq!(findet("raeume"), [3]);
        assert_eq!(findet("Jugentreff"), [2]);
        assert_eq!(findet("Shuldnerberatung"), [1]);
        assert_eq!(findet("Jugendtreffs Süd"), [2]);
    }

    #[test]
    fn oma_allein_zu_haus_findet_den_besuchsdienst() {
        assert!(findet("Oma allein zu Haus").contains(&0));
        assert!(!findet("Oma allein zu Haus").contains(&1));
        // by the word even when the offer has another theme
        let mut t = Textsuche::default();
        t.aufnehmen(&["besuchsdienst"], thema_bit(Thema::Ehrenamt));
        assert!(t.finden("Oma allein zu Haus").unwrap().treffer.hat(0));
    }

    #[test]
    fn jeder_treffer_sagt_warum() {
        let t = suche();
        let f = t.finden("Oma allein").unwrap();
        assert_eq!(f.warum(0), ["passt zu „oma allein“"]);
        assert_eq!(t.finden("Beratungen").unwrap().warum(1), ["enthält „beratungen“"]);
        assert_eq!(
            t.finden("Jugentreff").unwrap().warum(2),
            ["ähnlich geschrieben wie „jugentreff“"]
        );
        assert!(f.warum(1).is_empty());
    }

    #[test]
    fn unbekannte_woerter_stoeren_nicht_und_werden_genannt() {
        let f = suche().finden("Qwxyzabc Besuchsdienst").unwrap();
        assert!(f.treffer.hat(0) && !f.treffer.hat(1));
        assert_eq!(f.unbekannt, ["qwxyzabc"]);
        assert!(suche().finden("Qwxyzabc").unwrap().treffer.ist_leer());
        assert!(suche().finden("und der").is_none());
    }
}
