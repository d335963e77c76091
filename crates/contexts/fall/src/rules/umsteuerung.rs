//! Helps inside and outside the Sozialraumteams over time (W11), with the hours that go with them (seed D). Counts only:
//! no case, no person.

use base::{Datum, kaufm};

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
