//! How many typing errors lie between two short texts.

/// Edits (insert, delete, replace, swap of neighbours) between two texts, or `grenze + 1` as soon as it is more.
///
/// Texts are cut at 48 bytes: longer ones differ or agree before that.
#[must_use]
pub fn tippfehler(a: &[u8], b: &[u8], grenze: u8) -> u8 {
    const L: usize = 48;
    let a = &a[..a.len().min(L)];
    let b = &b[..b.len().min(L)];
    // what agrees at both ends costs nothing
    let vorn = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[vorn..], &b[vorn..]);
    let hinten = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - hinten], &b[..b.len() - hinten]);
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let g = usize::from(grenze);
    let zu_viel = grenze + 1;
    if b.len() - a.len() > g {
        return zu_viel;
    }
    if a.is_empty() {
        return u8::try_from(b.len()).unwrap_or(u8::MAX).min(zu_viel);
    }
    let mut vorvor = [0_u8; L + 1];
    let mut vor = [0_u8; L + 1];
    let mut jetzt = [0_u8; L + 1];
    for (j, zelle) in (0_u8..).zip(vor.iter_mut().take(b.len() + 1)) {
        *zelle = j;
    }
    for i in 1..=a.len() {
        let von = i.saturating_sub(g).max(1);
        let bis = (i + g).min(b.len());
        jetzt[von - 1] = if von == 1 {
            u8::try_from(i).unwrap_or(u8::MAX)
        } else {
            zu_viel
        };
        let mut kleinste = zu_viel;
        for j in von..=bis {
            let gleich = a[i - 1] == b[j - 1];
            let mut d = vor[j - 1] + u8::from(!gleich);
            if j < i + g {
                d = d.min(vor[j] + 1);
            }
            d = d.min(jetzt[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(vorvor[j - 2] + 1);
            }
            jetzt[j] = d.min(zu_viel);
            kleinste = kleinste.min(d);
        }
        if kleinste > grenze {
            return zu_viel;
        }
        vorvor = vor;
        vor = jetzt;
    }
    vor[b.len()].min(zu_viel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zaehlt_fehler() {
        for (a, b, d) in [
            ("meier", "meier", 0),
            ("meier", "meyer", 1),
            ("meier", "mieer", 1),
            ("meier", "meie", 1),
            ("schmidt", "schimdtt", 2),
            ("anna", "berta", 4),
            ("", "ab", 2),
        ] {
            assert_eq!(tippfehler(a.as_bytes(), b.as_bytes(), 3), d, "{a} {b}");
            assert_eq!(tippfehler(b.as_bytes(), a.as_bytes(), 3), d, "{b} {a}");
        }
        assert_eq!(tippfehler(b"abcdef", b"uvwxyz", 2), 3);
    }
}
