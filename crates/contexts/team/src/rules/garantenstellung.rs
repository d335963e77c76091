//! Who answers for a Fall on every day (RL-13, INV-T4): the chain of Garantenstellungen has no gap and no overlap.

use base::{Befund, Datum, Id};

use crate::model::Fachkraft;

/// One link of the chain: both days included, the last one open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Garant {
    /// Who.
    pub fachkraft: Id<Fachkraft>,
    /// First day.
    pub von: Datum,
    /// Last day as planned; `None` when open.
    pub bis: Option<Datum>,
    /// Day the handover to this person was accepted; `None` while it was not. The first link needs none.
    pub uebernommen: Option<Datum>,
}

/// Who is responsible on this day: the last person who accepted, whatever end was planned for them. `None` before
/// the first.
#[must_use]
pub fn verantwortlich(kette: &[Garant], tag: Datum) -> Option<Id<Fachkraft>> {
    let (erster, weitere) = kette.split_first()?;
    if tag < erster.von {
        return None;
    }
    let angetreten = |g: &&Garant| g.uebernommen.is_some_and(|u| u <= tag) && g.von <= tag;
    Some(weitere.iter().rfind(angetreten).unwrap_or(erster).fachkraft)
}

/// TEAM-E30 for every day between Falleingang and the end of the Fall that no link or more than one holds as planned.
/// `kette` is in the order of the beginnings; `ende` is the last day looked at.
#[must_use]
pub fn pruefen(kette: &[Garant], falleingang: Datum, ende: Datum) -> Vec<Befund> {
    let mut befunde = Vec::new();
    let mut frei_ab = falleingang;
    for g in kette {
        if g.von > frei_ab && frei_ab <= ende {
            befunde.push(luecke(frei_ab, ende.min(g.von.plus_tage(-1))));
        } else if g.von < frei_ab && g.von > falleingang {
            befunde.push(Befund::neu(
                "TEAM-E30",
                format!(
                    "Vom {} bis zum {} sind zwei Fachkräfte zugleich eingetragen.",
                    g.von,
                    frei_ab.plus_tage(-1)
                ),
            ));
        }
        match g.bis {
            Some(bis) => frei_ab = frei_ab.max(bis.plus_tage(1)),
            None => return befunde,
        }
    }
    if frei_ab <= ende {
        befunde.push(luecke(frei_ab, ende));
    }
    befunde
}

fn luecke(von: Datum, bis: Datum) -> Befund {
    let tage = if von == bis {
        format!("Am {von}")
    } else {
        format!("Vom {von} bis zum {bis}")
    };
    Befund::neu(
        "TEAM-E30",
        format!("{tage} ist keine Fachkraft eingetragen. Bis zur Übernahme bleibt die bisherige zuständig."),
    )
}

#[cfg(test)]
mod tests {
    use base::{Ids, SeedIds};

    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn glied(n: u64, von: &str, bis: Option<&str>, uebernommen: Option<&str>) -> Garant {
        Garant {
            fachkraft: Id::von(SeedIds::neu(n).uuid()),
            von: tag(von),
            bis: bis.map(tag),
            uebernommen: uebernommen.map(tag),
        }
    }

    #[test]
    fn t_079_luecke_am_1_9_und_x_bleibt_bis_zur_uebernahme() {
        let x = glied(1, "2026-01-15", Some("2026-08-31"), None);
        let y = glied(2, "2026-09-02", None, None);
        let befunde = pruefen(&[x, y], tag("2026-01-15"), tag("2026-12-31"));
        assert_eq!(befunde.len(), 1);
        assert_eq!(befunde[0].code, "TEAM-E30");
        assert!(
            befunde[0].text.starts_with("Am 01.09.2026 "),
            "{}",
            befunde[0].text
        );
        for t in ["2026-08-31", "2026-09-01", "2026-09-02", "2026-11-30"] {
            assert_eq!(verantwortlich(&[x, y], tag(t)), Some(x.fachkraft), "{t}");
        }
        let y = Garant {
            uebernommen: Some(tag("2026-09-05")),
            ..y
        };
        assert_eq!(verantwortlich(&[x, y], tag("2026-09-04")), Some(x.fachkraft));
        assert_eq!(verantwortlich(&[x, y], tag("2026-09-05")), Some(y.fachkraft));
        assert_eq!(verantwortlich(&[x, y], tag("2026-01-14")), None);
    }

    #[test]
    fn inv_t4_lueckenlos_ist_ohne_befund_und_ueberlappung_einer() {
        let x = glied(1, "2026-01-01", Some("2026-03-31"), None);
        let y = glied(2, "2026-04-01", None, Some("2026-04-01"));
        assert_eq!(pruefen(&[x, y], tag("2026-01-01"), tag("2026-12-31")), []);
        let frueh = Garant {
            von: tag("2026-03-30"),
            ..y
        };
        let befunde = pruefen(&[x, frueh], tag("2026-01-01"), tag("2026-12-31"));
        assert!(
            befunde[0].text.contains("30.03.2026 bis zum 31.03.2026"),
            "{befunde:?}"
        );
        let kurz = Garant {
            bis: Some(tag("2026-06-30")),
            ..y
        };
        assert!(
            pruefen(&[x, kurz], tag("2026-01-01"), tag("2026-07-02"))[0]
                .text
                .contains("01.07.2026 bis zum 02.07.2026")
        );
    }
}
