//! What in a free text looks like a person: for the warning FALL-E05 of a Kurzberatung.
//!
//! Form, not meaning, is checked: dates of birth, telephone numbers, e-mail addresses, street with house number, and
//! a form of address before a capitalised word. It warns and never blocks: the office decides.

use base::Befund;

/// The findings of one text, at most one of each kind.
#[must_use]
pub fn personenbezug(feld: &str, text: &str) -> Vec<Befund> {
    let worte: Vec<&str> = text.split_whitespace().collect();
    let mut gefunden = Vec::new();
    let mut melde = |was: &str| {
        gefunden.push(
            Befund::neu(
                "FALL-E05",
                format!("Der Text enthält vielleicht {was}. Eine Kurzberatung wird ohne Personendaten festgehalten."),
            )
            .an(feld),
        );
    };
    if worte.iter().any(|w| ist_datum(w)) {
        melde("ein Datum");
    }
    if hat_telefon(&worte) {
        melde("eine Telefonnummer");
    }
    if worte.iter().any(|w| {
        w.split_once('@')
            .is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
    }) {
        melde("eine E-Mail-Adresse");
    }
    if worte
        .windows(2)
        .any(|p| ist_strasse(p[0]) && p[1].starts_with(|c: char| c.is_ascii_digit()))
    {
        melde("eine Anschrift");
    }
    if worte
        .windows(2)
        .any(|p| ist_anrede(p[0]) && p[1].starts_with(char::is_uppercase))
    {
        melde("einen Namen");
    }
    gefunden
}

fn rein(wort: &str) -> &str {
    wort.trim_matches(|c: char| !c.is_alphanumeric())
}

fn ist_datum(wort: &str) -> bool {
    let w = rein(wort);
    let teile: Vec<&str> = w.split(['.', '/', '-']).collect();
    teile.len() == 3
        && teile
            .iter()
            .all(|t| !t.is_empty() && t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit()))
}

fn hat_telefon(worte: &[&str]) -> bool {
    let ziffern = |w: &str| w.chars().filter(char::is_ascii_digit).count();
    let nur_nummer = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit() || "+-/().".contains(c));
    let mut folge = 0;
    let mut mit_vorwahl = false;
    for w in worte {
        if nur_nummer(w) && !ist_datum(w) {
            mit_vorwahl |= folge == 0 && (w.starts_with('0') || w.starts_with('+') || w.starts_with("(0"));
            folge += ziffern(w);
            if mit_vorwahl && folge >= 6 {
                return true;
            }
        } else {
            (folge, mit_vorwahl) = (0, false);
        }
    }
    false
}

fn ist_strasse(wort: &str) -> bool {
    let w = wort.to_lowercase();
    [
        "straße", "strasse", "str.", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer",
    ]
    .iter()
    .any(|e| w.ends_with(e) && w.len() > e.len() || w == *e && *e != "weg" && *e != "ring")
}

fn ist_anrede(wort: &str) -> bool {
    matches!(
        rein(wort),
        "Frau" | "Herr" | "Herrn" | "Familie" | "Fam" | "Name" | "heißt" | "heisst" | "Dr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personendaten_fallen_auf() {
        for (text, was) in [
            ("Frau Müller kam wieder", "Namen"),
            ("geboren am 03.05.2012", "Datum"),
            ("Rückruf unter 0431 123 456", "Telefonnummer"),
            ("bitte an a.b@example.org", "E-Mail"),
            ("wohnt Lindenstraße 12a", "Anschrift"),
        ] {
            let b = personenbezug("notiz", text);
            assert!(
                b.iter().any(|b| b.text.contains(was) && b.code == "FALL-E05"),
                "{text}: {b:?}"
            );
        }
    }

    #[test]
    fn gewoehnliche_saetze_bleiben_ruhig() {
        for text in [
            "",
            "Über 3 Termine gesprochen, 45 Minuten.",
            "Weg zur Beratung im Stadtteil gezeigt",
            "Frau sucht Kurs ab 2026",
        ] {
            assert_eq!(personenbezug("n", text), vec![], "{text}");
        }
    }
}
