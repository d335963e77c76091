//! Edit distance with neighbour swaps (optimal string alignment), bounded.

/// Names that still differ over this many letters after dropping what is equal are never similar.
const BREITE: usize = 64;

/// First row of the table: 0, 1, 2 …
const ANFANG: [u8; BREITE] = {
    let mut zeile = [0; BREITE];
    let mut j = 1;
    while j < BREITE {
        zeile[j] = zeile[j - 1] + 1;
        j += 1;
    }
    zeile
};

/// Number of edits (insert, delete, replace, swap of neighbours) from `a` to `b`, or `None` if above `grenze`.
///
/// Works on bytes: comparison forms are ASCII but for letters outside the Latin script, where one letter
/// may count twice.
#[must_use]
pub fn damerau(a: &str, b: &str, grenze: u8) -> Option<u8> {
    damerau_bytes(a.as_bytes(), b.as_bytes(), grenze)
}

/// The same for forms that are bytes already.
pub(crate) fn damerau_bytes(a: &[u8], b: &[u8], grenze: u8) -> Option<u8> {
    let (a, b) = schneide(a, b);
    if a.len().abs_diff(b.len()) > usize::from(grenze) {
        return None;
    }
    if a.is_empty() || b.is_empty() {
        return u8::try_from(a.len().max(b.len())).ok();
    }
    if a.len() >= BREITE || b.len() >= BREITE {
        return None;
    }
    let mut vorvor = [0_u8; BREITE];
    let mut vor = ANFANG;
    let mut neu = [0_u8; BREITE];
    for (i, &x) in a.iter().enumerate() {
        neu[0] = vor[0] + 1;
        let mut kleinste = neu[0];
        for (j, &y) in b.iter().enumerate() {
            let mut wert = (vor[j] + u8::from(x != y)).min(vor[j + 1] + 1).min(neu[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                wert = wert.min(vorvor[j - 1] + 1);
            }
            neu[j + 1] = wert;
            kleinste = kleinste.min(wert);
        }
        if kleinste > grenze {
            return None;
        }
        (vorvor, vor, neu) = (vor, neu, vorvor);
    }
    (vor[b.len()] <= grenze).then_some(vor[b.len()])
}

/// Drops the common beginning and end, which cost nothing.
fn schneide<'a>(a: &'a [u8], b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let vorn = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[vorn..], &b[vorn..]);
    let hinten = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    (&a[..a.len() - hinten], &b[..b.len() - hinten])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zaehlt_die_vier_fehlerarten() {
        assert_eq!(damerau("buchenweg", "buchenweg", 2), Some(0));
        assert_eq!(damerau("buchenweg", "buchnweg", 2), Some(1));
        assert_eq!(damerau("buchenweg", "bcuhenweg", 2), Some(1));
        assert_eq!(damerau("buchenweg", "bucxenwegg", 2), Some(2));
        assert_eq!(damerau("buchenweg", "eichenweg", 1), None);
    }
}
