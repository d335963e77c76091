//! How alike two different values of a field are.

use crate::{
    text::{distanz::tippfehler, rufnamen::verwandt},
    werte::{WertNr, Werte},
};

use super::{T_AEHNLICH_SELTEN, T_TEIL, T_TIPP_SELTEN, T_VARIANTE, T_VERSCHIEDEN};

pub(super) fn haus_stufe(a: u32, b: u32) -> u8 {
    if a == b {
        return 0;
    }
    if a >> 5 == b >> 5 {
        return 1;
    }
    let ziffern = |z: u32| {
        let mut t = [0_u8; 10];
        let mut z = (z >> 5).saturating_sub(1);
        let mut n = 0;
        while z > 0 && n < 10 {
            t[n] = u8::try_from(z % 10).unwrap_or(0);
            z /= 10;
            n += 1;
        }
        (t, n)
    };
    let ((x, n), (y, k)) = (ziffern(a), ziffern(b));
    if n.max(k) >= 2 && tippfehler(&x[..n], &y[..k], 1) == 1 {
        2
    } else {
        3
    }
}

pub(super) fn plz_stufe(a: &[u8], b: &[u8]) -> u8 {
    if a.len().max(b.len()) >= 4 && tippfehler(a, b, 1) == 1 {
        return 1;
    }
    if a.len() >= 4 && b.len() >= 4 && a[..2] == b[..2] {
        2
    } else {
        3
    }
}

/// How two different texts are alike, without regard to how common they are.
pub(crate) fn text_stufe(werte: &Werte, i: WertNr, j: WertNr) -> u8 {
    let (a, b) = (werte.wert(i), werte.wert(j));
    if a.eng == b.eng {
        return T_VARIANTE;
    }
    if verwandt(a.gruppen, b.gruppen) && a.worte == 1 && b.worte == 1 {
        return T_VARIANTE;
    }
    let (x, y) = (werte.bytes(i), werte.bytes(j));
    if x == y {
        return T_VARIANTE;
    }
    let gemeinsam = a
        .wortspur
        .iter()
        .filter(|w| **w != 0 && b.wortspur.contains(w))
        .count();
    let (worte_a, worte_b) = (usize::from(a.worte.min(3)), usize::from(b.worte.min(3)));
    if gemeinsam > 0 {
        let alle = gemeinsam == worte_a && gemeinsam == worte_b;
        // a shared article or a short common word of a long text is little
        if alle {
            return T_VARIANTE;
        }
        if gemeinsam == worte_a.min(worte_b) {
            return T_TEIL;
        }
    }
    let (kurz, lang) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if kurz.is_empty() {
        return T_VERSCHIEDEN;
    }
    let einzeln = kurz.len() == 1;
    if einzeln || kurz.len() >= 3 {
        let anfang = lang.starts_with(kurz);
        if anfang && (einzeln || lang.len() - kurz.len() >= 2) {
            return T_TEIL;
        }
    }
    let grenze = match lang.len() {
        0..=3 => 1,
        4..=5 => 2,
        6..=8 => 2,
        9..=14 => 3,
        _ => 4,
    };
    // each edit changes at most two letters of the set
    let anders = (a.maske ^ b.maske).count_ones();
    if anders <= 2 * u32::from(grenze) {
        let d = tippfehler(x, y, grenze);
        if d <= grenze {
            return match (d, lang.len()) {
                (1, 4..) | (2, 8..) | (3, 13..) => T_TIPP_SELTEN,
                _ => T_AEHNLICH_SELTEN,
            };
        }
    }
    if a.laut == b.laut && a.laut > 15 {
        return T_AEHNLICH_SELTEN;
    }
    // one word of several agrees, or nearly
    if gemeinsam > 0 || mehrwort(werte, i, j) {
        return T_AEHNLICH_SELTEN;
    }
    T_VERSCHIEDEN
}

/// The first words of double names are short forms or sound alike.
fn mehrwort(werte: &Werte, i: WertNr, j: WertNr) -> bool {
    let (a, b) = (werte.wert(i), werte.wert(j));
    if a.worte == 1 && b.worte == 1 {
        return false;
    }
    if verwandt(a.gruppen, b.gruppen) {
        return true;
    }
    a.laute.iter().any(|l| *l != 0 && b.laute.contains(l))
}
