//! House numbers one typing error away from what was typed.
//!
//! Numbers are compared as text, so that "1x" and "x7" find "17". Which error was made weighs a little: swapped
//! and forgotten signs happen more often than one digit typed for another.

use crate::Hausnummer;

/// Costs in tenths of an edit, as in [`super::vorschlag`].
const ZUSATZ: u16 = 9;
const VERTAUSCHT: u16 = 10;
/// "7" for "77": the second of two equal signs is lost most easily.
const DOPPELTES_FEHLT: u16 = 10;
const ZIFFER_FEHLT: u16 = 11;
const ZIFFER_ZUVIEL: u16 = 11;
const BUCHSTABE_STATT_ZIFFER: u16 = 11;
const ZUSATZ_ANDERS: u16 = 12;
const ZIFFER_ANDERS: u16 = 13;
/// A single digit for another one has nothing in common with it.
const NICHTS_GLEICH: u16 = 16;

/// Longest text that can be one edit away from a house number ("9999a" and one sign more).
pub(super) const MAX_ZEICHEN: usize = 6;

/// Costs to make the number from the typed text, 0 if equal; `None` if more than one edit is needed.
pub(super) fn kosten(getippt: &str, andere: Hausnummer) -> Option<u16> {
    let (puffer, laenge) = schreibe(andere);
    let (a, b) = (getippt.as_bytes(), &puffer[..laenge]);
    if a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    let vorn = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (ra, rb) = (&a[vorn..], &b[vorn..]);
    let hinten = ra.iter().rev().zip(rb.iter().rev()).take_while(|(x, y)| x == y);
    let hinten = hinten.count();
    match (&ra[..ra.len() - hinten], &rb[..rb.len() - hinten]) {
        ([], []) => Some(0),
        ([x], []) => Some(if x.is_ascii_digit() { ZIFFER_ZUVIEL } else { ZUSATZ }),
        ([], [y]) => Some(match y {
            y if !y.is_ascii_digit() => ZUSATZ,
            y if vorn > 0 && a[vorn - 1] == *y => DOPPELTES_FEHLT,
            _ => ZIFFER_FEHLT,
        }),
        ([x], [y]) => Some(match (x.is_ascii_digit(), y.is_ascii_digit()) {
            (true, true) if vorn + hinten == 0 => NICHTS_GLEICH,
            (true, true) => ZIFFER_ANDERS,
            (false, true) => BUCHSTABE_STATT_ZIFFER,
            (_, false) => ZUSATZ_ANDERS,
        }),
        ([x, y], [p, q]) if x == q && y == p => Some(VERTAUSCHT),
        _ => None,
    }
}

/// All numbers one edit away, for streets that know their numbers only as ranges.
pub(super) fn nachbarn(getippt: &str) -> Vec<Hausnummer> {
    let z = getippt.as_bytes();
    let mut alle = Vec::new();
    let mut nimm = |teile: [&[u8]; 3]| {
        let text = teile.concat();
        let gelesen = std::str::from_utf8(&text).ok().map(Hausnummer::lesen);
        if let Some(Ok(h)) = gelesen {
            alle.push(h);
        }
    };
    for i in 0..=z.len() {
        let (vor, nach) = z.split_at(i);
        for ziffer in b'0'..=b'9' {
            nimm([vor, &[ziffer], nach]);
            nimm([vor, &[ziffer], nach.get(1..).unwrap_or_default()]);
        }
        if let [x, y, rest @ ..] = nach {
            nimm([vor, &[*y, *x], rest]);
        }
        nimm([vor, &[], nach.get(1..).unwrap_or_default()]);
    }
    alle.sort_unstable();
    alle.dedup();
    alle
}

/// The number as text without asking for memory; this runs for every house of a street.
fn schreibe(h: Hausnummer) -> ([u8; 5], usize) {
    let mut puffer = [0; 5];
    let mut laenge = 0;
    let mut teiler = 1_000;
    while teiler > 0 {
        let ziffer = h.nr() / teiler % 10;
        if laenge > 0 || ziffer > 0 {
            puffer[laenge] = b'0' + u8::try_from(ziffer).unwrap_or(0);
            laenge += 1;
        }
        teiler /= 10;
    }
    if let Some(Ok(z)) = h.zusatz().map(u8::try_from) {
        puffer[laenge] = z;
        laenge += 1;
    }
    (puffer, laenge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(text: &str) -> Hausnummer {
        Hausnummer::lesen(text).unwrap()
    }

    #[test]
    fn ein_fehler_wird_erkannt_zwei_nicht() {
        for (getippt, andere, soll) in [
            ("17", "17", Some(0)),
            ("71", "17", Some(VERTAUSCHT)),
            ("7", "77", Some(DOPPELTES_FEHLT)),
            ("7", "17", Some(ZIFFER_FEHLT)),
            ("17", "117", Some(DOPPELTES_FEHLT)),
            ("17", "1", Some(ZIFFER_ZUVIEL)),
            ("17", "18", Some(ZIFFER_ANDERS)),
            ("7", "8", Some(NICHTS_GLEICH)),
            ("1x", "17", Some(BUCHSTABE_STATT_ZIFFER)),
            ("1x7", "17", Some(ZUSATZ)),
            ("17", "17a", Some(ZUSATZ)),
            ("17b", "17a", Some(ZUSATZ_ANDERS)),
            ("a17", "17a", None),
            ("17", "28", None),
            ("17", "1700", None),
        ] {
            assert_eq!(kosten(getippt, h(andere)), soll, "{getippt} {andere}");
        }
    }

    #[test]
    fn nachbarn_sind_genau_die_mit_einem_fehler() {
        for getippt in ["17", "9", "1x", "100", "49a"] {
            let soll: Vec<Hausnummer> = (1..=Hausnummer::MAX)
                .map(|nr| Hausnummer::neu(nr, None).unwrap())
                .filter(|n| kosten(getippt, *n).is_some())
                .collect();
            let mut ist = nachbarn(getippt);
            ist.retain(|n| n.zusatz().is_none() && kosten(getippt, *n).is_some());
            assert_eq!(ist, soll, "{getippt}");
        }
    }
}
