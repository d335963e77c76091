//! Numbers of people that may be shown (RL-09): small ones are hidden, and so is what would give them away.

use base::kaufm;

/// A number of people: hidden by its source, or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gezaehlt {
    /// The source says nothing, because it is too small.
    Unterdrueckt,
    /// So many.
    Anzahl(i64),
}

/// Which parts of one whole may be shown. Below `k` none; and what is hidden must be two parts at least that are `k`
/// together, or it could be worked out from the whole and the rest: then the smallest of the others is hidden too.
/// Without a known whole the sum of the known parts stands for what is hidden.
#[must_use]
pub fn offene_teile(teile: &[Gezaehlt], summe: Option<i64>, k: u32) -> Vec<Option<i64>> {
    let k = i64::from(k);
    let mut aus: Vec<Option<i64>> = teile
        .iter()
        .map(|t| match t {
            Gezaehlt::Anzahl(n) if *n >= k => Some(*n),
            _ => None,
        })
        .collect();
    loop {
        let verdeckt = aus.iter().filter(|t| t.is_none()).count();
        let gezeigt: i64 = aus.iter().flatten().sum();
        let bekannt: i64 = teile
            .iter()
            .zip(&aus)
            .filter(|(_, gezeigt)| gezeigt.is_none())
            .map(|(t, _)| match t {
                Gezaehlt::Anzahl(n) => *n,
                Gezaehlt::Unterdrueckt => 0,
            })
            .sum();
        let rest = summe.map_or(bekannt, |s| s - gezeigt);
        if verdeckt == 0 || (verdeckt > 1 && rest >= k) {
            return aus;
        }
        let kleinster = aus
            .iter()
            .enumerate()
            .filter_map(|(i, t)| Some((t.as_ref()?, i)))
            .min()
            .map(|(_, i)| i);
        match kleinster {
            Some(i) => aus[i] = None,
            // nothing is left to hide
            None => return aus,
        }
    }
}

/// A share that may be shown: neither those who are counted nor those who are not are fewer than `k`. Nobody at all is
/// fewer, too: that all or none of a group are concerned tells about each of them.
#[must_use]
pub fn anteil_offen(wert: Gezaehlt, nenner: i64, k: u32) -> Option<i64> {
    let k = i64::from(k);
    match wert {
        Gezaehlt::Anzahl(n) if n >= k && nenner - n >= k => Some(n),
        _ => None,
    }
}

/// A band of ages as its indicator names it: `ALTER_10_13`, `ALTER_80`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Band {
    /// Youngest.
    pub von: u16,
    /// Oldest; open above when absent.
    pub bis: Option<u16>,
}

impl Band {
    /// Reads the code of an indicator; `None` when it is about something else.
    #[must_use]
    pub fn aus_code(code: &str) -> Option<Self> {
        let mut teile = code.strip_prefix("ALTER_")?.split('_');
        let von = teile.next()?.parse().ok()?;
        let bis = match teile.next() {
            None => None,
            Some(t) => Some(t.parse().ok().filter(|b| *b >= von)?),
        };
        teile.next().is_none().then_some(Self { von, bis })
    }

    /// As people say it.
    #[must_use]
    pub fn text(self) -> String {
        match self.bis {
            Some(bis) => format!("{} bis {bis} Jahre", self.von),
            None => format!("{} Jahre und älter", self.von),
        }
    }
}

/// How many are between these ages, out of bands that may be shown. `None` when a band crosses a border, is missing or
/// is hidden.
#[must_use]
pub fn zwischen(baender: &[(Band, Option<i64>)], von: u16, bis: Option<u16>) -> Option<i64> {
    let mut summe = 0;
    let mut weiter = von;
    for (b, n) in baender {
        if b.bis.is_some_and(|ende| ende < von) {
            continue;
        }
        if bis.is_some_and(|bis| b.von > bis) {
            break;
        }
        if b.von != weiter {
            return None;
        }
        summe += (*n)?;
        match (b.bis, bis) {
            (Some(ende), Some(letztes)) if ende == letztes => return Some(summe),
            (None, None) => return Some(summe),
            (Some(ende), _) => weiter = ende + 1,
            (None, Some(_)) => return None,
        }
    }
    None
}

/// So many per hundred, with two decimals; `None` when there is nothing to divide by (3.9: no value, not 0).
#[must_use]
pub fn je_hundert(zaehler: i64, nenner: i64) -> Option<String> {
    let h = kaufm(i128::from(zaehler) * 10_000, i128::from(nenner))?;
    Some(format!("{},{:02}", h / 100, h % 100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Gezaehlt::{Anzahl, Unterdrueckt};

    #[test]
    fn was_verdeckt_ist_laesst_sich_nicht_ausrechnen() {
        // one small: the next smallest goes with it
        let teile = [Anzahl(40), Anzahl(3), Anzahl(20), Anzahl(60)];
        assert_eq!(
            offene_teile(&teile, Some(123), 5),
            [Some(40), None, None, Some(60)]
        );
        // two small that are not five together: a third one
        let teile = [Anzahl(1), Anzahl(2), Anzahl(20), Anzahl(60)];
        assert_eq!(offene_teile(&teile, Some(83), 5), [None, None, None, Some(60)]);
        // two small that are
        let teile = [Anzahl(4), Anzahl(3), Anzahl(20), Anzahl(60)];
        assert_eq!(
            offene_teile(&teile, Some(87), 5),
            [None, None, Some(20), Some(60)]
        );
        // nothing small: all
        assert_eq!(offene_teile(&[Anzahl(5), Anzahl(6)], None, 5), [Some(5), Some(6)]);
    }

    #[test]
    fn was_die_quelle_verdeckt_bleibt_verdeckt() {
        let teile = [Unterdrueckt, Anzahl(30), Anzahl(50)];
        assert_eq!(offene_teile(&teile, Some(83), 5), [None, None, Some(50)]);
        assert_eq!(offene_teile(&[Unterdrueckt], None, 5), [None]);
        assert_eq!(anteil_offen(Unterdrueckt, 100, 5), None);
        assert_eq!(anteil_offen(Anzahl(97), 100, 5), None);
        assert_eq!(anteil_offen(Anzahl(0), 100, 5), None);
        assert_eq!(anteil_offen(Anzahl(7), 100, 5), Some(7));
    }

    proptest::proptest! {
        #[test]
        fn nie_ist_ein_kleiner_teil_sichtbar_oder_ein_rest_klein(
            teile in proptest::collection::vec(0_i64..40, 1..12), k in 1_u32..10
        ) {
            let summe: i64 = teile.iter().sum();
            let gezaehlt: Vec<Gezaehlt> = teile.iter().map(|n| Anzahl(*n)).collect();
            let offen = offene_teile(&gezaehlt, Some(summe), k);
            let k = i64::from(k);
            let verdeckt: Vec<i64> = teile.iter().zip(&offen).filter(|(_, o)| o.is_none()).map(|(n, _)| *n).collect();
            for (n, o) in teile.iter().zip(&offen) {
                proptest::prop_assert!(o.is_none() || (*o == Some(*n) && *n >= k));
            }
            if !verdeckt.is_empty() && offen.iter().any(Option::is_some) {
                proptest::prop_assert!(verdeckt.len() > 1 && verdeckt.iter().sum::<i64>() >= k);
            }
        }
    }

    #[test]
    fn baender_aller_art_geben_dieselben_quoten() {
        let b = |code: &str, n| (Band::aus_code(code).unwrap(), n);
        let kiel = [
            b("ALTER_0_17", Some(200)),
            b("ALTER_18_44", Some(400)),
            b("ALTER_45_64", Some(300)),
            b("ALTER_65_79", Some(100)),
            b("ALTER_80", Some(50)),
        ];
        assert_eq!(zwischen(&kiel, 0, Some(17)), Some(200));
        assert_eq!(zwischen(&kiel, 18, Some(64)), Some(700));
        assert_eq!(zwischen(&kiel, 65, None), Some(150));
        assert_eq!(zwischen(&kiel, 45, Some(64)), Some(300));
        assert_eq!(zwischen(&kiel, 21, None), None, "ein Band reicht über die Grenze");
        let mut verdeckt = kiel;
        verdeckt[4].1 = None;
        assert_eq!(zwischen(&verdeckt, 65, None), None);
        assert_eq!(zwischen(&verdeckt, 0, Some(17)), Some(200));
        assert_eq!(je_hundert(200, 700).unwrap(), "28,57");
        assert_eq!(je_hundert(1, 0), None);
        assert_eq!(Band::aus_code("ALTER_80").unwrap().text(), "80 Jahre und älter");
        for kein in ["ALTER_", "ALTER_9_3", "ALTER_1_2_3", "SGB2"] {
            assert!(Band::aus_code(kein).is_none(), "{kein}");
        }
    }
}
