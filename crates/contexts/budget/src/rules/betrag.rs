//! Amounts as people and other programs write them.

use base::{Befund, Cent};

/// Reads `1.234,56`, `1234.56`, `1 234 567,8 €`, `−12,00 EUR`, `12,00-`.
///
/// # Errors
/// `BUDGET-E09` for more than two decimals, `BUDGET-E31` for what is no amount.
pub fn lesen(roh: &str) -> Result<Cent, Befund> {
    let kein = || {
        let gekuerzt: String = roh.chars().take(30).collect();
        Befund::neu(
            "BUDGET-E31",
            format!("„{gekuerzt}“ ist kein Betrag. Bitte schreiben Sie zum Beispiel 1.234,56."),
        )
    };
    let mut text: String = roh.trim().replace(['\u{a0}', '\u{202f}', ' ', '\'', '’'], "");
    for wort in ["EUR", "Euro", "euro", "eur", "€"] {
        if let Some(rest) = text.strip_suffix(wort).or_else(|| text.strip_prefix(wort)) {
            text = rest.to_owned();
            break;
        }
    }
    let minus = ['-', '−', '–'];
    let vorn = text.starts_with(minus);
    let hinten = text.ends_with(minus);
    if vorn && hinten {
        return Err(kein());
    }
    let zahl = text.strip_prefix('+').unwrap_or(&text);
    let zahl = zahl.strip_prefix(minus).unwrap_or(zahl);
    let zahl = zahl.strip_suffix(minus).unwrap_or(zahl);
    let trennen = zahl.rfind([',', '.']);
    let (ganz, rest) = match trennen {
        // one dot with three digits behind it, or several of one kind, are groups of thousands
        Some(i) if gruppen(zahl, i) => (zahl, ""),
        Some(i) => (&zahl[..i], &zahl[i + 1..]),
        None => (zahl, ""),
    };
    let ziffern: String = ganz.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let nur_ziffern = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !nur_ziffern(&ziffern)
        || !nur_ziffern(rest)
        || (ziffern.is_empty() && rest.is_empty())
        || !gueltig(ganz)
    {
        return Err(kein());
    }
    if rest.len() > 2 {
        let text = format!("„{}“ hat mehr als zwei Stellen hinter dem Komma.", roh.trim());
        return Err(Befund::neu("BUDGET-E09", text));
    }
    let euro: i64 = if ziffern.is_empty() {
        0
    } else {
        ziffern.parse().map_err(|_| kein())?
    };
    let cent: i64 = format!("{rest:0<2}").parse().map_err(|_| kein())?;
    let betrag = euro
        .checked_mul(100)
        .and_then(|e| e.checked_add(cent))
        .filter(|c| *c <= HOECHSTENS.0)
        .ok_or_else(kein)?;
    Ok(Cent(if vorn || hinten { -betrag } else { betrag }))
}

/// The greatest amount anybody may write: a thousand thousand million euros. Sums of thousands of lines stay far below
/// what an amount can hold.
pub const HOECHSTENS: Cent = Cent(100_000_000_000_000);

/// Adds up, or says that it is too much for one amount.
///
/// # Errors
/// `BUDGET-E31`.
pub fn summe(teile: impl IntoIterator<Item = Cent>) -> Result<Cent, Befund> {
    teile
        .into_iter()
        .try_fold(0_i64, |s, c| s.checked_add(c.0))
        .map(Cent)
        .ok_or_else(|| Befund::neu("BUDGET-E31", "Die Summe ist zu groß. Bitte die Beträge prüfen."))
}

/// Whether the last mark at `i` separates thousands: it occurs several times, or is a dot before exactly three digits
/// with no comma anywhere (a lone comma is always the decimal mark in German).
fn gruppen(zahl: &str, i: usize) -> bool {
    let zeichen = zahl.as_bytes()[i];
    let andere = if zeichen == b'.' { ',' } else { '.' };
    let mehrfach = zahl.bytes().filter(|b| *b == zeichen).count() > 1;
    if zahl.contains(andere) {
        return false;
    }
    mehrfach || (zeichen == b'.' && zahl.len() - i == 4 && i > 0 && i <= 3)
}

/// The groups of thousands before the decimal mark are groups of three, all with the same mark.
fn gueltig(ganz: &str) -> bool {
    let marken: Vec<char> = ganz.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let Some(erste) = marken.first() else {
        return true;
    };
    let teile: Vec<&str> = ganz.split(*erste).collect();
    marken.iter().all(|m| m == erste)
        && (1..=3).contains(&teile[0].len())
        && teile[1..].iter().all(|t| t.len() == 3)
}

/// The amount as a form shows it again: `1234,56`.
#[must_use]
pub fn eingabe(c: Cent) -> String {
    let vorzeichen = if c.0 < 0 { "-" } else { "" };
    format!(
        "{vorzeichen}{},{:02}",
        c.0.unsigned_abs() / 100,
        c.0.unsigned_abs() % 100
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wie_menschen_schreiben() {
        for (text, soll) in [
            ("1.234,56", 123_456),
            ("1234.56", 123_456),
            ("1,234.56", 123_456),
            ("1 234 567,8 €", 123_456_780),
            ("−12,00 EUR", -1_200),
            ("12,00-", -1_200),
            ("€ 5", 500),
            ("0,01", 1),
            (",5", 50),
            ("1.000", 100_000),
            ("1.234.567", 123_456_700),
            ("10.5", 1_050),
            ("+3", 300),
        ] {
            assert_eq!(lesen(text).map(|c| c.0), Ok(soll), "{text}");
        }
    }

    #[test]
    fn e09_drei_stellen_und_was_kein_betrag_ist() {
        for text in ["1,234", "0,005", "1.234,567", "12.3456"] {
            assert_eq!(lesen(text).unwrap_err().code, "BUDGET-E09", "{text}");
        }
        for text in [
            "",
            "abc",
            "1,2,3",
            "1.23.456",
            "--5",
            "-5-",
            "1e3",
            "5 Dollar",
            "12.34,5,6",
            "١٢",
            "99999999999999999999",
            "1000000000000,01",
        ] {
            assert_eq!(lesen(text).unwrap_err().code, "BUDGET-E31", "{text}");
        }
    }

    #[test]
    fn eine_summe_laeuft_nicht_ueber() {
        assert_eq!(summe([Cent(2), Cent(-3)]), Ok(Cent(-1)));
        assert_eq!(summe([HOECHSTENS; 5_000]), Ok(Cent(500_000_000_000_000_000)));
        assert_eq!(summe([Cent(i64::MAX), Cent(1)]).unwrap_err().code, "BUDGET-E31");
    }

    proptest! {
        #[test]
        fn was_gezeigt_wird_laesst_sich_lesen(c in -9_000_000_000_000_i64..9_000_000_000_000) {
            prop_assert_eq!(lesen(&Cent(c).to_string()), Ok(Cent(c)));
            prop_assert_eq!(lesen(&eingabe(Cent(c))), Ok(Cent(c)));
        }

        #[test]
        fn kein_text_bringt_das_lesen_zu_fall(t in ".{0,40}") {
            let _ = lesen(&t);
        }
    }
}
