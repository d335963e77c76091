//! Words in a text: in any of their forms, at the beginning of a word, or as a part of a long one.

use std::ops::Range;

/// From so many letters on a word is also found inside another ("wohnung" in "Notwohnung").
const INNEN_AB: usize = 5;
/// Bytes shown before and behind the first place, about.
const DAVOR: usize = 70;
const DANACH: usize = 190;

/// What is looked for: words in search form, each with its stem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Worte(Vec<(String, String)>);

/// A piece of a text, and whether it is what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teil {
    /// As written.
    pub text: String,
    /// Found.
    pub gefunden: bool,
}

impl Worte {
    /// The words of what somebody typed; of two letters at least.
    #[must_use]
    pub fn lesen(text: &str) -> Self {
        let such = base::suchform(text);
        let mut aus: Vec<(String, String)> = Vec::new();
        for wort in such.split(|c: char| !c.is_alphanumeric()) {
            if wort.chars().count() >= 2 && aus.iter().all(|(w, _)| w != wort) {
                aus.push((wort.to_owned(), netz::wortstamm(wort)));
            }
        }
        Self(aus)
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn leer(&self) -> bool {
        self.0.is_empty()
    }

    /// The part of the text around the first place, when all words occur in it.
    #[must_use]
    pub fn auszug(&self, text: &str) -> Option<Vec<Teil>> {
        let mut da = vec![false; self.0.len()];
        let mut stellen: Vec<Range<usize>> = Vec::new();
        for stelle in woerter(text) {
            let wort = base::suchform(&text[stelle.clone()]);
            let mut passt = false;
            for (hat, gesucht) in da.iter_mut().zip(&self.0) {
                if trifft(&wort, gesucht) {
                    (*hat, passt) = (true, true);
                }
            }
            if passt {
                stellen.push(stelle);
            }
        }
        if self.leer() || da.contains(&false) {
            return None;
        }
        Some(ausschnitt(text, &stellen))
    }
}

fn trifft(wort: &str, (gesucht, stamm): &(String, String)) -> bool {
    wort.starts_with(gesucht.as_str())
        || gesucht.chars().count() >= INNEN_AB && wort.contains(gesucht.as_str())
        || netz::wortstamm(wort) == *stamm
}

/// Where the words of a text are.
fn woerter(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let von = rest + text[rest..].find(char::is_alphanumeric)?;
        let bis = text[von..]
            .find(|c: char| !c.is_alphanumeric())
            .map_or(text.len(), |i| von + i);
        rest = bis;
        Some(von..bis)
    })
}

/// The text around the first of the places, cut between words.
fn ausschnitt(text: &str, stellen: &[Range<usize>]) -> Vec<Teil> {
    let erste = stellen.first().map_or(0, |s| s.start);
    let von = if erste <= DAVOR {
        0
    } else {
        // behind the first blank from there on
        let ab = text.ceil_char_boundary(erste - DAVOR);
        text[ab..erste]
            .find(char::is_whitespace)
            .map_or(erste, |i| text.ceil_char_boundary(ab + i + 1))
    };
    let bis = if erste + DANACH >= text.len() {
        text.len()
    } else {
        let bis = text.floor_char_boundary(erste + DANACH);
        text[erste..bis]
            .rfind(char::is_whitespace)
            .map_or(bis, |i| erste + i)
    };
    let mut aus = Vec::new();
    let mut teil = |stueck: &str, gefunden: bool| {
        if !stueck.is_empty() {
            aus.push(Teil {
                text: stueck.to_owned(),
                gefunden,
            });
        }
    };
    teil(if von > 0 { "… " } else { "" }, false);
    let mut weiter = von;
    for s in stellen.iter().filter(|s| s.start >= von && s.end <= bis) {
        teil(&text[weiter..s.start], false);
        teil(&text[s.clone()], true);
        weiter = s.end;
    }
    teil(&text[weiter..bis], false);
    teil(if bis < text.len() { " …" } else { "" }, false);
    aus
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gefunden(worte: &str, text: &str) -> Option<Vec<String>> {
        let teile = Worte::lesen(worte).auszug(text)?;
        Some(teile.into_iter().filter(|t| t.gefunden).map(|t| t.text).collect())
    }

    #[test]
    fn findet_formen_anfaenge_und_teile() {
        for (worte, text, soll) in [
            ("beratung", "Zwei Beratungen im März.", Some(vec!["Beratungen"])),
            ("räume", "Der Raum ist RAEUME genug", Some(vec!["Raum", "RAEUME"])),
            ("wohnung", "in der Notwohnung am Hafen", Some(vec!["Notwohnung"])),
            ("schwim", "Ich will schwimmen lernen", Some(vec!["schwimmen"])),
            ("schwimmen hafen", "Ich will schwimmen lernen", None),
            (
                "schwimmen hafen",
                "Hafen: schwimmen",
                Some(vec!["Hafen", "schwimmen"]),
            ),
            ("Strasse", "Die Straße ist laut", Some(vec!["Straße"])),
            ("ill", "Ich will", None),
            ("", "Ich will", None),
            ("%", "100 %", None),
        ] {
            let ist = gefunden(worte, text);
            assert_eq!(
                ist.as_deref(),
                soll.map(|s| s.into_iter().map(str::to_owned).collect::<Vec<_>>())
                    .as_deref(),
                "{worte}"
            );
        }
    }

    #[test]
    fn der_auszug_laesst_im_ausschnitt_nichts_weg() {
        let text = format!(
            "{} Ä😀 Tanz ß {}",
            "wörter vorn ".repeat(40),
            "hinten süß ".repeat(60)
        );
        let teile = Worte::lesen("tanz").auszug(&text).unwrap();
        assert_eq!(teile.first().map(|t| t.text.as_str()), Some("… "));
        assert_eq!(teile.last().map(|t| t.text.as_str()), Some(" …"));
        let mitte: String = teile[1..teile.len() - 1]
            .iter()
            .map(|t| t.text.as_str())
            .collect();
        assert!(
            text.contains(&mitte) && mitte.contains("Ä😀 Tanz ß hinten"),
            "{mitte}"
        );
        assert!(
            mitte.len() <= DAVOR + DANACH && mitte.len() > DANACH,
            "{}",
            mitte.len()
        );
        // one word without an end is cut all the same
        let lang = format!("{}tanz{}", "x".repeat(5_000), "y".repeat(5_000));
        assert_eq!(Worte::lesen("tanz").auszug(&lang), None);
        let lang = format!("tanz{}", "y".repeat(5_000));
        let teile = Worte::lesen("tanz").auszug(&lang).unwrap();
        assert!(teile.iter().map(|t| t.text.len()).sum::<usize>() < 300);
    }
}
