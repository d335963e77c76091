//! What a text of the office may hold, how it is filled in, and where it could be plainer.

use base::Befund;

/// What a form fills in.
pub const PLATZHALTER: [&str; 3] = ["norm", "von", "bis"];
/// Words of a sentence that is still easily read: our own measure, a hint and never a lock.
pub const WORTE_JE_SATZ: usize = 20;

/// The names between braces, in order.
fn namen(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|t| t.split_once('}'))
        .map(|(name, _)| name)
}

/// What must not be.
#[must_use]
pub fn pruefen(text: &str) -> Vec<Befund> {
    namen(text)
        .find(|n| !PLATZHALTER.contains(n))
        .map(|n| {
            let text =
                format!("„{{{n}}}“ kennt das Formular nicht. Möglich sind {{norm}}, {{von}} und {{bis}}.");
            Befund::neu("FALL-E292", text).an("text")
        })
        .into_iter()
        .collect()
}

/// The text with what the form says; what the form does not say yet stays to be seen.
#[must_use]
pub fn fuellen(text: &str, wert: impl Fn(&str) -> String) -> String {
    PLATZHALTER.iter().fold(text.to_owned(), |t, name| {
        let w = wert(name);
        if w.is_empty() {
            t
        } else {
            t.replace(&format!("{{{name}}}"), &w)
        }
    })
}

/// Behind what is written already, as a paragraph of its own.
#[must_use]
pub fn anhaengen(da: &str, dazu: &str) -> String {
    let da = da.trim_end();
    if da.is_empty() {
        dazu.to_owned()
    } else {
        format!("{da}\n\n{dazu}")
    }
}

/// Sentences that are long, each with the number of its words. An abbreviation or a date with a full stop ends no
/// sentence: what follows a full stop begins with a capital letter, and what stands before it is longer than three
/// letters.
#[must_use]
pub fn lange_saetze(text: &str) -> Vec<(usize, String)> {
    let mut aus = Vec::new();
    let mut satz: Vec<&str> = Vec::new();
    let mut worte = text.split_whitespace().peekable();
    while let Some(wort) = worte.next() {
        satz.push(wort);
        let kern = wort.trim_end_matches(['“', '"', ')', '»']);
        let gross = worte.peek().is_none_or(|n| {
            n.trim_start_matches(['„', '"', '(', '«'])
                .starts_with(char::is_uppercase)
        });
        let punkt = kern
            .strip_suffix('.')
            .is_some_and(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 3);
        if worte.peek().is_none() || gross && (punkt || kern.ends_with(['!', '?', ':'])) {
            if satz.len() > WORTE_JE_SATZ {
                aus.push((satz.len(), satz.join(" ")));
            }
            satz.clear();
        }
    }
    aus
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platzhalter() {
        assert!(pruefen("Die Hilfe beginnt am {von} nach {norm}.").is_empty());
        let b = pruefen("Liebe Familie {name}, {von}");
        assert_eq!((b[0].code, b[0].text.contains("{name}")), ("FALL-E292", true));
        // a single brace is a sign like others
        assert!(pruefen("a { b").is_empty() && pruefen("a } b").is_empty());
        let wert = |n: &str| {
            if n == "von" {
                "01.02.2027".to_owned()
            } else {
                String::new()
            }
        };
        assert_eq!(fuellen("ab {von} bis {bis}", wert), "ab 01.02.2027 bis {bis}");
        assert_eq!(anhaengen(" Schon da. \n", "Neu."), " Schon da.\n\nNeu.");
        assert_eq!(anhaengen("  ", "Neu."), "Neu.");
    }

    #[test]
    fn lange_saetze_werden_gezeigt() {
        let kurz = "Sie bekommen die Hilfe ab dem 1. Februar 2027. Das steht in § 31 Abs. 1 SGB VIII. Haben Sie Fragen? Rufen Sie an.";
        assert_eq!(lange_saetze(kurz), vec![]);
        let lang = format!(
            "Kurz vorweg. Ein {} Ende. Noch ein Satz.",
            "wort ".repeat(19).trim()
        );
        assert_eq!(lange_saetze(&lang).iter().map(|s| s.0).collect::<Vec<_>>(), [21]);
        assert_eq!(lange_saetze(""), vec![]);
    }
}
