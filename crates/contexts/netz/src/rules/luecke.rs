//! Which gaps may be shown how (RL-09, T-088), and which of them come again and again.

use std::collections::BTreeMap;

use base::Datum;

/// Months that are looked at.
pub const FENSTER_MONATE: usize = 12;
/// A need comes again and again when it was reported in so many …
pub const MUSTER_MINDESTENS: usize = 3;
/// … of the last so many months.
pub const MUSTER_VON: usize = 6;

/// A count as it may be shown: below `k` only that it is below.
#[must_use]
pub fn gezaehlt(anzahl: i64, k: u32) -> String {
    if anzahl < i64::from(k) {
        format!("< {k}")
    } else {
        anzahl.to_string()
    }
}

/// This month and those before it, newest first, as `2026-11`.
#[must_use]
pub fn monate(heute: Datum, wie_viele: usize) -> Vec<String> {
    let (mut jahr, mut monat) = (heute.0.year(), heute.0.month());
    let mut aus = Vec::with_capacity(wie_viele);
    for _ in 0..wie_viele {
        aus.push(format!("{jahr:04}-{monat:02}"));
        (jahr, monat) = if monat == 1 {
            (jahr - 1, 12)
        } else {
            (jahr, monat - 1)
        };
    }
    aus
}

/// The evidence that a need comes again and again: the months it was reported in, newest first. How often in each is
/// not told: the sum stands beside it, and the rest could be worked out.
#[must_use]
pub fn muster(je_monat: &BTreeMap<String, i64>, heute: Datum, k: u32) -> Option<Vec<String>> {
    // of few reports not even the months are told
    if je_monat.values().sum::<i64>() < i64::from(k) {
        return None;
    }
    let belege: Vec<String> = monate(heute, MUSTER_VON)
        .into_iter()
        .filter(|m| je_monat.get(m).is_some_and(|n| *n > 0))
        .collect();
    (belege.len() >= MUSTER_MINDESTENS).then_some(belege)
}

/// `2026-11` as `11/2026`.
#[must_use]
pub fn lesbar(monat: &str) -> String {
    monat
        .split_once('-')
        .map_or_else(|| monat.to_owned(), |(jahr, m)| format!("{m}/{jahr}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_088_drei_meldungen_bleiben_unter_fuenf() {
        assert_eq!((gezaehlt(3, 5).as_str(), gezaehlt(6, 5).as_str()), ("< 5", "6"));
        assert_eq!(gezaehlt(5, 5), "5");
    }

    #[test]
    fn ein_muster_braucht_drei_von_sechs_monaten_und_genug_meldungen() {
        let heute: Datum = "2026-02-10".parse().unwrap();
        assert_eq!(monate(heute, 3), ["2026-02", "2026-01", "2025-12"]);
        let m = |paare: &[(&str, i64)]| paare.iter().map(|(m, n)| ((*m).to_owned(), *n)).collect();
        let oft = m(&[("2026-02", 1), ("2025-12", 2), ("2025-09", 2), ("2025-03", 9)]);
        let belege = muster(&oft, heute, 5).unwrap();
        assert_eq!(belege, ["2026-02", "2025-12", "2025-09"]);
        assert_eq!(lesbar(&belege[1]), "12/2025");
        assert_eq!(muster(&m(&[("2026-02", 9), ("2025-12", 9)]), heute, 5), None);
        assert_eq!(
            muster(&m(&[("2026-02", 1), ("2026-01", 1), ("2025-12", 1)]), heute, 5),
            None
        );
    }
}
