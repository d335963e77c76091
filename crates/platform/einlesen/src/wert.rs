//! Numbers and dates as people and programs write them.

use base::Datum;

/// Which sign parts whole and fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Dezimal {
    /// `1.234,5`, the German way.
    #[default]
    #[serde(rename = ",")]
    Komma,
    /// `1,234.5`.
    #[serde(rename = ".")]
    Punkt,
}

/// Takes blanks (also narrow and unbreakable ones), control characters and apostrophes used for thousands away.
fn ohne_zwischenraum(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{202f}' | '\u{feff}' | '\''))
        .collect()
}

/// Takes signs of thousands away; `None` when they do not stand before groups of three.
fn ohne_tausender(text: &str, zeichen: char) -> Option<String> {
    if !text.contains(zeichen) {
        return Some(text.to_owned());
    }
    let mut teile = text.split(zeichen);
    let erster = teile.next()?.trim_start_matches(['-', '+']);
    let gruppen_gut = teile.all(|t| t.len() == 3 && t.bytes().all(|b| b.is_ascii_digit()));
    (gruppen_gut && (1..=3).contains(&erster.len())).then(|| text.replace(zeichen, ""))
}

/// A number with a fraction, with or without signs of thousands. With one single sign the given style decides, except
/// where only the other style can be meant (`52.5` under [`Dezimal::Komma`]; `1.234` there is 1234).
#[must_use]
pub fn dezimal(text: &str, stil: Dezimal) -> Option<f64> {
    let t = ohne_zwischenraum(text);
    let (bruch, tausend) = match stil {
        Dezimal::Komma => (',', '.'),
        Dezimal::Punkt => ('.', ','),
    };
    let (ganz, rest) = t.split_once(bruch).map_or((&*t, None), |(a, b)| (a, Some(b)));
    let schlicht = match (ohne_tausender(ganz, tausend), rest) {
        (Some(g), None) => g,
        (Some(g), Some(r)) => format!("{g}.{r}"),
        // the other style, without signs of thousands
        (None, None) => ganz.replace(tausend, "."),
        (None, Some(_)) => return None,
    };
    let gut = schlicht
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'))
        && schlicht.bytes().any(|b| b.is_ascii_digit());
    schlicht.parse().ok().filter(|z: &f64| gut && z.is_finite())
}

/// A whole number; `520.0` and `520,00` count as one, since spreadsheets write them so.
#[must_use]
pub fn ganzzahl(text: &str, stil: Dezimal) -> Option<i64> {
    let schlicht = ohne_zwischenraum(text);
    if let Ok(z) = schlicht.parse() {
        return Some(z);
    }
    let z = dezimal(&schlicht, stil)?;
    #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^53")]
    (z.fract() == 0.0 && z.abs() < 9e15).then_some(z as i64)
}

/// Date patterns of mapping files; `JJJJ` alone means the last day of the year, as statistics do.
pub const DATUMSFORMATE: [&str; 8] = [
    "JJJJ-MM-TT",
    "TT.MM.JJJJ",
    "JJJJMMTT",
    "JJJJ_MM_TT",
    "TT_MM_JJJJ",
    "TT/MM/JJJJ",
    "MM.JJJJ",
    "JJJJ",
];

/// A date in the first pattern that fits; blanks around it do not matter.
#[must_use]
pub fn datum<S: AsRef<str>>(text: &str, formate: &[S]) -> Option<Datum> {
    let text = text.trim();
    // a time of day behind an ISO date is dropped
    let kurz = text.split_once('T').map_or(text, |(d, _)| d);
    formate.iter().find_map(|f| {
        let f = f.as_ref();
        datum_nach(if f == "JJJJ-MM-TT" { kurz } else { text }, f)
    })
}

fn datum_nach(text: &str, format: &str) -> Option<Datum> {
    if !text.is_ascii() {
        return None;
    }
    let (mut jahr, mut monat, mut tag) = (None, None, None);
    let (mut t, mut f) = (text, format);
    while let Some(art) = f.chars().next() {
        let breite = f.chars().take_while(|c| *c == art).count();
        if matches!(art, 'J' | 'M' | 'T') {
            let ziffern = t.bytes().take(breite).take_while(u8::is_ascii_digit).count();
            // one digit will do for day and month where a sign follows
            if ziffern == 0 || (art == 'J' && ziffern < 4) {
                return None;
            }
            let zahl: i16 = t.get(..ziffern)?.parse().ok()?;
            match art {
                'J' => jahr = Some(zahl),
                'M' => monat = Some(zahl),
                _ => tag = Some(zahl),
            }
            t = &t[ziffern..];
        } else {
            t = t.strip_prefix(art)?;
        }
        f = &f[breite * art.len_utf8()..];
    }
    if !t.is_empty() {
        return None;
    }
    let klein = |z: i16| i8::try_from(z).ok();
    let monat = klein(monat.unwrap_or(12))?;
    match tag {
        Some(tag) => Datum::neu(jahr?, monat, klein(tag)?),
        // no day given: the last one of the month
        None => (28..=31).rev().find_map(|t| Datum::neu(jahr?, monat, t)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zahlen_in_beiden_schreibweisen() {
        let k = |t| dezimal(t, Dezimal::Komma);
        assert_eq!(
            [
                "1.234,5", "1 234,5", "52.5", "1.234", "-3,25", "12,", "1.23.4", "", "abc", "1e3"
            ]
            .map(k),
            [
                Some(1234.5),
                Some(1234.5),
                Some(52.5),
                Some(1234.0),
                Some(-3.25),
                Some(12.0),
                None,
                None,
                None,
                Some(1000.0)
            ]
        );
        assert_eq!(dezimal("1,234.5", Dezimal::Punkt), Some(1234.5));
        assert_eq!(dezimal("9.43184741", Dezimal::Punkt), Some(9.431_847_41));
        assert_eq!(
            ["520.0", "27 531", "1.234", "1,5", "-"].map(|t| ganzzahl(t, Dezimal::Komma)),
            [Some(520), Some(27531), Some(1234), None, None]
        );
    }

    #[test]
    fn daten_in_allen_schreibweisen_aus_kiel() {
        let alle = |t| datum(t, &DATUMSFORMATE).map(|d| d.0.to_string());
        for t in [
            "2023_12_31",
            "31_12_2023",
            "31.12.2023",
            "2023-12-31",
            "20231231",
            "2023",
            "12.2023",
            "2023-12-31T00:00:00",
        ] {
            assert_eq!(alle(t).as_deref(), Some("2023-12-31"), "{t}");
        }
        assert_eq!(alle("1.2.2024").as_deref(), Some("2024-02-01"));
        for t in ["31.02.2023", "2023-13-01", "gestern", "", "１.2.2023"] {
            assert_eq!(alle(t), None, "{t}");
        }
    }
}
