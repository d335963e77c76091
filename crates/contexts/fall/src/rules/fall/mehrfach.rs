//! Mehrfachhilfen-Check (Fachkonzept 4.7): many helps at once are a reason to talk, never a reason to refuse.

use base::Cent;

/// What bundling would change, by the month and by the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vergleich {
    /// Sum of the helps now.
    pub vorher: Cent,
    /// Sum of the helps as bundled.
    pub nachher: Cent,
    /// Difference by the month.
    pub monat: Cent,
    /// Difference by the year.
    pub jahr: Cent,
}

/// Whether a Fallkonferenz is recommended: more helps at once than `fall.mehrfachhilfen_schwelle`.
#[must_use]
pub const fn empfohlen(hilfen: usize, schwelle: usize) -> bool {
    hilfen > schwelle
}

/// The comparison.
#[must_use]
pub fn vergleich(vorher: &[Cent], nachher: &[Cent]) -> Vergleich {
    let summe = |alle: &[Cent]| Cent(alle.iter().map(|c| c.0).sum());
    let (v, n) = (summe(vorher), summe(nachher));
    Vergleich {
        vorher: v,
        nachher: n,
        monat: Cent(v.0 - n.0),
        jahr: Cent((v.0 - n.0) * 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_055_sieben_hilfen_werden_zwei() {
        let vorher = [42_000, 38_500, 61_000, 29_900, 54_000, 47_500, 33_100].map(Cent);
        let v = vergleich(&vorher, &[98_000, 61_500].map(Cent));
        assert!(empfohlen(vorher.len(), 3) && !empfohlen(3, 3));
        assert_eq!((v.vorher, v.nachher), (Cent(306_000), Cent(159_500)));
        assert_eq!((v.monat, v.jahr), (Cent(146_500), Cent(1_758_000)));
    }
}
