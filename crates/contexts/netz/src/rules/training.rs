//! How many runs the trainers can hold, who holds which, and who gets a certificate (Fachkonzept 7.1, T-085).

use std::collections::BTreeSet;

use base::Datum;

/// The modules of the curriculum of 7.1, as a new series begins with.
pub const MODULE: [&str; 7] = [
    "Haltung",
    "Wille und Wunsch",
    "Ziele",
    "Ressourcen",
    "Gesprächsführung und Kommunikation",
    "Fallberatung",
    "Sozialraum",
];
/// Lists of who was there go after so many months; the counts stay (7.2).
pub const LISTEN_MONATE: i32 = 12;

/// The most runs there can be: `frei` says how many each trainer can still hold, and each run needs so many different
/// ones. With `m` runs nobody can hold more than `m` of them, so `m` is possible as long as the sum of what everybody
/// can give, at most `m` each, fills the places.
#[must_use]
pub fn hoechstens_laeufe(frei: &[u32], je_lauf: u32) -> u32 {
    if je_lauf == 0 {
        return 0;
    }
    let alle: u64 = frei.iter().map(|f| u64::from(*f)).sum();
    let oben = u32::try_from(alle / u64::from(je_lauf)).unwrap_or(u32::MAX);
    let geht = |m: u32| {
        let summe: u64 = frei.iter().map(|f| u64::from((*f).min(m))).sum();
        summe >= u64::from(je_lauf) * u64::from(m)
    };
    // what works with m runs works with fewer, too
    let (mut unten, mut oben) = (0, oben);
    while unten < oben {
        let m = unten + (oben - unten).div_ceil(2);
        if geht(m) {
            unten = m;
        } else {
            oben = m - 1;
        }
    }
    unten
}

/// Who holds which run: always those who can still give most, the earlier in the list first. As many runs as asked for,
/// or as there can be.
#[must_use]
pub fn einteilen(frei: &[u32], je_lauf: u32, laeufe: u32) -> Vec<Vec<usize>> {
    let mut rest = frei.to_vec();
    let n = hoechstens_laeufe(frei, je_lauf).min(laeufe);
    let je = usize::try_from(je_lauf).unwrap_or(usize::MAX);
    (0..n)
        .map(|_| {
            let mut folge: Vec<usize> = (0..rest.len()).filter(|i| rest[*i] > 0).collect();
            folge.sort_by_key(|i| (std::cmp::Reverse(rest[*i]), *i));
            folge.truncate(je);
            folge.sort_unstable();
            for i in &folge {
                rest[*i] -= 1;
            }
            folge
        })
        .collect()
}

/// The half-year a day lies in.
#[must_use]
pub fn halbjahr(tag: Datum) -> (i16, u8) {
    (tag.0.year(), if tag.0.month() <= 6 { 1 } else { 2 })
}

/// Whether somebody attended a date of every module.
#[must_use]
pub fn vollstaendig(module: &BTreeSet<i64>, besucht: &BTreeSet<i64>) -> bool {
    !module.is_empty() && module.is_subset(besucht)
}

/// The first day the list of a run that ended then is deleted.
#[must_use]
pub fn liste_weg_ab(ende: Datum) -> Datum {
    ende.0
        .checked_add(jiff::Span::new().months(LISTEN_MONATE))
        .map_or(Datum(jiff::civil::Date::MAX), Datum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_085_fuenfzehn_trainer_halten_fuenfzehn_laeufe() {
        let frei = [2; 15];
        assert_eq!(hoechstens_laeufe(&frei, 2), 15);
        let plan = einteilen(&frei, 2, 99);
        assert_eq!(plan.len(), 15);
        let mut je = [0; 15];
        for lauf in &plan {
            assert!(lauf.len() == 2 && lauf[0] != lauf[1]);
            lauf.iter().for_each(|i| je[*i] += 1);
        }
        assert!(je.iter().all(|n| *n <= 2));
    }

    #[test]
    fn zwei_verschiedene_muessen_es_sein() {
        // one could hold ten, but never a run alone
        assert_eq!(hoechstens_laeufe(&[10, 1], 2), 1);
        assert_eq!(hoechstens_laeufe(&[10], 2), 0);
        assert_eq!(hoechstens_laeufe(&[], 2), 0);
        assert_eq!(hoechstens_laeufe(&[3, 3], 0), 0);
        assert_eq!(hoechstens_laeufe(&[2, 1, 1], 2), 2);
        assert_eq!(einteilen(&[2, 1, 1], 2, 5), [vec![0, 1], vec![0, 2]]);
    }

    proptest::proptest! {
        #[test]
        fn die_einteilung_schafft_was_gerechnet_ist(frei in proptest::collection::vec(0_u32..5, 0..8), je in 1_u32..4) {
            let plan = einteilen(&frei, je, u32::MAX);
            proptest::prop_assert_eq!(plan.len(), usize::try_from(hoechstens_laeufe(&frei, je)).unwrap());
            let mut rest = frei.clone();
            for lauf in &plan {
                proptest::prop_assert_eq!(lauf.len(), usize::try_from(je).unwrap());
                for i in lauf {
                    proptest::prop_assert!(rest[*i] > 0);
                    rest[*i] -= 1;
                }
            }
            // one more is not possible: fewer different trainers are left than a run needs, however they were chosen
            let mehr = hoechstens_laeufe(&frei, je) + 1;
            let summe: u32 = frei.iter().map(|f| (*f).min(mehr)).sum();
            proptest::prop_assert!(summe < je * mehr);
        }
    }

    #[test]
    fn alle_module_oder_kein_zertifikat() {
        let m = |l: &[i64]| l.iter().copied().collect::<BTreeSet<i64>>();
        assert!(vollstaendig(&m(&[1, 2]), &m(&[1, 2, 3])));
        assert!(!vollstaendig(&m(&[1, 2]), &m(&[1])) && !vollstaendig(&m(&[]), &m(&[1])));
        let tag = |s: &str| -> Datum { s.parse().unwrap() };
        assert_eq!(
            (halbjahr(tag("2026-06-30")), halbjahr(tag("2026-07-01"))),
            ((2026, 1), (2026, 2))
        );
        assert_eq!(liste_weg_ab(tag("2025-11-30")), tag("2026-11-30"));
    }
}
