//! Words as the search compares them: their stem, what they have in common, how far apart they are.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

static STAMMFORM: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::German));

/// Words that say nothing about what is wanted.
const FUELLWOERTER: &[&str] = &[
    "aber", "auch", "auf", "aus", "bei", "bin", "brauche", "braucht", "das", "dem", "den", "der", "des",
    "die", "ein", "eine", "einem", "einen", "einer", "er", "es", "etwas", "fuer", "hat", "habe", "haben",
    "haus", "hause", "hilfe", "ich", "ihr", "im", "in", "ist", "jemand", "kann", "kein", "keine", "man",
    "mein", "meine", "meinem", "meinen", "meiner", "mich", "mir", "mit", "nach", "nicht", "oder", "sehr",
    "sein", "sich", "sie", "so", "suche", "sucht", "ueber", "um", "und", "uns", "unser", "unsere", "viel",
    "von", "was", "wenn", "wer", "wie", "will", "wir", "wo", "zu", "zum", "zur",
];

/// Whether the word says nothing about what is wanted.
pub(super) fn sagt_nichts(wort: &str) -> bool {
    FUELLWOERTER.contains(&wort)
}

/// The words of a text that is in its search form.
pub(super) fn woerter(such: &str) -> impl Iterator<Item = &str> {
    such.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1)
}

/// The letters German writes as one (`ae`) put together again, without the dots: `raeume` and `Räume` are one word,
/// and its stem is that of `Raum`.
fn ohne_punkte(such: &str) -> String {
    let mut aus = String::with_capacity(such.len());
    let mut vor = ' ';
    let mut zeichen = such.chars().peekable();
    while let Some(c) = zeichen.next() {
        aus.push(c);
        let umlaut = matches!(c, 'a' | 'o') || c == 'u' && !matches!(vor, 'q' | 'a' | 'e');
        if umlaut && zeichen.peek() == Some(&'e') {
            zeichen.next();
        }
        vor = c;
    }
    aus
}

/// What all forms of a word have in common: `beratungen` and `beratung`, `haeuser` and `haus`. The word is in its search
/// form ([`base::suchform`]).
#[must_use]
pub fn stamm(such: &str) -> String {
    let wort = ohne_punkte(such);
    if wort.chars().count() < 4 {
        return wort;
    }
    STAMMFORM.stem(&wort).to_string()
}

/// Which letters a word has, one bit each: tells apart most words without looking closer.
pub(super) fn buchstaben(wort: &str) -> u64 {
    wort.bytes().fold(0, |m, b| m | 1 << (b & 63))
}

/// How many letters may be wrong in a word of this length.
const fn erlaubt(laenge: usize) -> u32 {
    match laenge {
        ..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// One typing error in words from four letters on, two from eight on; the first letters of a longer word count too.
pub(super) fn aehnlich(gesucht: &str, gesucht_hat: u64, wort: &str, wort_hat: u64) -> bool {
    let laenge = gesucht.chars().count();
    let erlaubt = erlaubt(laenge);
    // every error takes away at most one letter of what was sought
    if erlaubt == 0 || (gesucht_hat & !wort_hat).count_ones() > erlaubt {
        return false;
    }
    let wortlaenge = wort.chars().count();
    let spiel = erlaubt as usize;
    if wortlaenge + spiel < laenge {
        return false;
    }
    // the first letters of a longer word, one or two more or fewer than were typed
    (laenge..=(laenge + spiel).min(wortlaenge).max(laenge)).any(|n| {
        let vorn = wort.char_indices().nth(n).map_or(wort, |(i, _)| &wort[..i]);
        strsim::osa_distance(gesucht, vorn) <= spiel
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formen_eines_wortes_haben_einen_stamm() {
        for (a, b) in [
            ("beratung", "beratungen"),
            ("haus", "haeuser"),
            ("raum", "raeume"),
            ("gruppe", "gruppen"),
            ("kind", "kinder"),
            ("treff", "treffs"),
            ("jugendlicher", "jugendliche"),
        ] {
            assert_eq!(stamm(a), stamm(b), "{a} {b}");
        }
        assert_ne!(stamm("beratung"), stamm("betreuung"));
        // not an umlaut
        assert_eq!(ohne_punkte("neue quelle bauer"), "neue quelle bauer");
    }

    #[test]
    fn tippfehler() {
        let a = |x: &str, y: &str| aehnlich(x, buchstaben(x), y, buchstaben(y));
        assert!(a("shuldnerberatung", "schuldnerberatung"));
        assert!(a("jugentreff", "jugendtreff"));
        assert!(a("besuhsd", "besuchsdienst"));
        assert!(!a("oma", "ohm") && !a("pflege", "kleben"));
    }
}
