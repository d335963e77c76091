//! Helps inside and outside the Sozialraumteams over time (W11), with the hours that go with them, and the money that
//! bundled helps set free (seed D). Counts only: no case, no person.

use base::{Cent, Datum, kaufm};

/// A running help, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hilfe {
    /// First day.
    pub von: Datum,
    /// Last day.
    pub bis: Datum,
    /// Minutes a week.
    pub umfang: i64,
    /// When its Träger was part of the team of the space: first day, last day if there is one.
    pub im_team: Vec<(Datum, Option<Datum>)>,
}

/// One month: the state on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The day.
    pub tag: Datum,
    /// Helps by a team of the space.
    pub drinnen: i64,
    /// Helps outside, paid by the hour.
    pub draussen: i64,
    /// Minutes a week inside: what the pool of the teams carries.
    pub minuten_drinnen: i64,
    /// Minutes a week outside: Fachleistungsstunden.
    pub minuten_draussen: i64,
}

/// The last days of `monate` months up to today; the last one is today.
#[must_use]
pub fn stichtage(heute: Datum, monate: i32) -> Vec<Datum> {
    let erster = heute.0.first_of_month();
    let mut tage: Vec<Datum> = (1..monate)
        .rev()
        .filter_map(|n| erster.checked_sub(jiff::Span::new().months(n)).ok())
        .map(|m| Datum(m.last_of_month()))
        .collect();
    tage.push(heute);
    tage
}

/// How it stood on these days.
#[must_use]
pub fn verlauf(hilfen: &[Hilfe], tage: &[Datum]) -> Vec<Stand> {
    tage.iter()
        .map(|tag| {
            let mut s = Stand {
                tag: *tag,
                drinnen: 0,
                draussen: 0,
                minuten_drinnen: 0,
                minuten_draussen: 0,
            };
            for h in hilfen.iter().filter(|h| h.von <= *tag && *tag <= h.bis) {
                let im_team = h
                    .im_team
                    .iter()
                    .any(|(von, bis)| von <= tag && bis.is_none_or(|b| *tag <= b));
                if im_team {
                    s.drinnen += 1;
                    s.minuten_drinnen += h.umfang;
                } else {
                    s.draussen += 1;
                    s.minuten_draussen += h.umfang;
                }
            }
            s
        })
        .collect()
}

/// What a round bundled, as far as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buendelung {
    /// When.
    pub tag: Datum,
    /// What the helps cost less by the month; more, when it is below zero.
    pub monat: Cent,
}

/// What is free at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frei {
    /// The day.
    pub tag: Datum,
    /// So many bundlings count.
    pub anzahl: i64,
    /// What they save in this month.
    pub monat: Cent,
    /// What was saved in the months shown, up to this one. A month whose count is hidden is not in it: the sum would give
    /// it away.
    pub bisher: Cent,
}

/// A bundling counts for a year, the month of the round being the first: what came after might have come anyway.
pub const ZAEHLT_MONATE: i64 = 12;

/// What was free on these days.
#[must_use]
pub fn frei(alle: &[Buendelung], tage: &[Datum]) -> Vec<Frei> {
    let monat = |d: Datum| i64::from(d.0.year()) * 12 + i64::from(d.0.month());
    let mut bisher = 0_i64;
    tage.iter()
        .map(|tag| {
            let zaehlen = alle
                .iter()
                .filter(|b| b.tag <= *tag && monat(*tag) - monat(b.tag) < ZAEHLT_MONATE);
            let (anzahl, summe) = zaehlen.fold((0, 0_i64), |(n, s), b| (n + 1, s.saturating_add(b.monat.0)));
            if !(1..KLEINSTE).contains(&anzahl) {
                bisher = bisher.saturating_add(summe);
            }
            Frei {
                tag: *tag,
                anzahl,
                monat: Cent(summe),
                bisher: Cent(bisher),
            }
        })
        .collect()
}

/// From a first to a last count: difference, and hundredths of a percent of the first.
#[must_use]
pub fn veraenderung(von: i64, bis: i64) -> (i64, Option<i64>) {
    let mehr = bis - von;
    (
        mehr,
        kaufm(i128::from(mehr) * 10_000, i128::from(von)).filter(|_| von > 0),
    )
}

/// Below this a count is not shown (RL-09): it could point at somebody.
pub const KLEINSTE: i64 = 5;

/// A count as it may be shown.
#[must_use]
pub fn gezeigt(anzahl: i64) -> String {
    if (1..KLEINSTE).contains(&anzahl) {
        "•".to_owned()
    } else {
        anzahl.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    #[test]
    fn t_120_von_580_auf_200() {
        assert_eq!(veraenderung(580, 200), (-380, Some(-6_552)));
        assert_eq!(veraenderung(0, 7), (7, None));
    }

    #[test]
    fn t_055_gebuendelt_ist_ein_jahr_lang_frei() {
        let b = Buendelung {
            tag: tag("2026-01-20"),
            monat: Cent(306_000 - 159_500),
        };
        let mehr = Buendelung {
            tag: tag("2026-03-01"),
            monat: Cent(-10_000),
        };
        let tage = stichtage(tag("2027-03-31"), 16);
        let allein = frei(&[b], &tage);
        let monate: Vec<i64> = allein.iter().map(|f| f.monat.0 / 100).collect();
        assert_eq!(monate[..2], [0, 1_465]);
        assert_eq!(monate[12..], [1_465, 0, 0, 0]);
        assert_eq!(allein.iter().map(|f| f.monat.0).sum::<i64>(), 1_758_000);
        // a single family stays hidden, also in the sum
        assert_eq!(allein.last().map(|f| f.bisher), Some(Cent(0)));
        assert_eq!(
            frei(&[b; 5], &tage).last().map(|f| f.bisher),
            Some(Cent(5 * 1_758_000))
        );
        let beide = frei(&[b, mehr], &tage);
        assert_eq!((beide[3].anzahl, beide[3].monat), (2, Cent(136_500)));
    }

    #[test]
    fn ein_traeger_kommt_ins_team() {
        let h = |im_team: &[(&str, Option<&str>)]| Hilfe {
            von: tag("2026-01-10"),
            bis: tag("2026-06-30"),
            umfang: 180,
            im_team: im_team.iter().map(|(v, b)| (tag(v), b.map(tag))).collect(),
        };
        let hilfen = [
            h(&[("2026-03-01", None)]),
            h(&[]),
            h(&[("2025-01-01", Some("2026-02-28"))]),
        ];
        let tage = [
            tag("2025-12-31"),
            tag("2026-02-28"),
            tag("2026-03-31"),
            tag("2026-07-31"),
        ];
        let zahlen: Vec<_> = verlauf(&hilfen, &tage)
            .iter()
            .map(|s| (s.drinnen, s.draussen, s.minuten_drinnen, s.minuten_draussen))
            .collect();
        assert_eq!(
            zahlen,
            [(0, 0, 0, 0), (1, 2, 180, 360), (1, 2, 180, 360), (0, 0, 0, 0)]
        );
    }

    #[test]
    fn stichtage_sind_monatsenden_und_heute() {
        let t = stichtage(tag("2026-03-15"), 4);
        assert_eq!(
            t,
            [
                tag("2025-12-31"),
                tag("2026-01-31"),
                tag("2026-02-28"),
                tag("2026-03-15")
            ]
        );
    }

    #[test]
    fn kleine_zahlen_bleiben_verborgen() {
        assert_eq!([0, 1, 4, 5].map(gezeigt), ["0", "•", "•", "5"]);
    }
}
