//! When a proof counts, and what rests without it (GO key `training.zugang`).

use base::Datum;

use crate::{
    go::Nachweispflicht,
    recht::{Bereich, Rolle},
};

/// A proof that ends within so many days is announced.
pub const VORLAUF_TAGE: i32 = 60;

/// Where somebody stands with one demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It counts, up to and including the day; `None` is without end.
    Gilt(Option<Datum>),
    /// It counts, but not for long.
    LaeuftAb(Datum),
    /// There is none that counts, and the demand begins on this day.
    FehltAb(Datum),
    /// There is none that counts; the access rests. With the last day it counted, if it ever did.
    Fehlt(Option<Datum>),
}

impl Stand {
    /// Whether the access rests.
    #[must_use]
    pub const fn ruht(self) -> bool {
        matches!(self, Self::Fehlt(_))
    }

    /// Whether somebody should do something about it.
    #[must_use]
    pub const fn offen(self) -> bool {
        !matches!(self, Self::Gilt(_))
    }
}

/// The last day a proof of that day counts; `None` when it does not end.
#[must_use]
pub fn letzter_tag(am: Datum, monate: u32) -> Option<Datum> {
    if monate == 0 {
        return None;
    }
    let spanne = jiff::Span::new().try_months(i64::from(monate)).ok()?;
    Some(Datum(am.0.saturating_add(spanne)))
}

/// Where somebody with this proof stands on this day. A proof counts on the day of its number of months after, too.
#[must_use]
pub fn stand(p: &Nachweispflicht, am: Option<Datum>, heute: Datum) -> Stand {
    let bis = am.map(|a| letzter_tag(a, p.monate));
    match bis {
        Some(None) => Stand::Gilt(None),
        Some(Some(bis)) if heute <= bis => {
            let bald = heute.plus_tage(VORLAUF_TAGE);
            if bis <= bald {
                Stand::LaeuftAb(bis)
            } else {
                Stand::Gilt(Some(bis))
            }
        }
        _ if heute < p.ab => Stand::FehltAb(p.ab),
        andere => Stand::Fehlt(andere.flatten()),
    }
}

/// What of a role rests, because this proof does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruht {
    /// Which role.
    pub rolle: Rolle,
    /// Which rooms it does not reach.
    pub bereiche: Vec<Bereich>,
    /// What the proof is called.
    pub titel: String,
}

/// What rests for somebody with these roles and proofs.
#[must_use]
pub fn ruhende(
    pflichten: &[Nachweispflicht],
    rollen: &[Rolle],
    nachweise: &[(String, Datum)],
    heute: Datum,
) -> Vec<Ruht> {
    let mut aus = Vec::new();
    for p in pflichten {
        let am = nachweise.iter().find(|(k, _)| *k == p.kennung).map(|(_, am)| *am);
        if !stand(p, am, heute).ruht() {
            continue;
        }
        for rolle in p.rollen.iter().filter(|r| rollen.contains(r)) {
            aus.push(Ruht {
                rolle: *rolle,
                bereiche: p.bereiche.clone(),
                titel: p.titel.clone(),
            });
        }
    }
    aus
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn pflicht(monate: u32) -> Nachweispflicht {
        Nachweispflicht {
            kennung: "SRO".to_owned(),
            titel: "Grundkurs".to_owned(),
            rollen: vec![Rolle::R02],
            bereiche: vec![Bereich::FallViii],
            ab: tag("2026-07-01"),
            monate,
            hilfe: "Regionalmanagement".to_owned(),
        }
    }

    #[test]
    fn ein_nachweis_gilt_bis_zum_gleichen_tag_einschliesslich() {
        let p = pflicht(36);
        let am = Some(tag("2023-11-21"));
        assert_eq!(
            stand(&p, am, tag("2026-09-21")),
            Stand::Gilt(Some(tag("2026-11-21")))
        );
        assert_eq!(
            stand(&p, am, tag("2026-09-22")),
            Stand::LaeuftAb(tag("2026-11-21"))
        );
        assert_eq!(
            stand(&p, am, tag("2026-11-21")),
            Stand::LaeuftAb(tag("2026-11-21"))
        );
        assert_eq!(
            stand(&p, am, tag("2026-11-22")),
            Stand::Fehlt(Some(tag("2026-11-21")))
        );
        assert_eq!(stand(&pflicht(0), am, tag("2126-11-22")), Stand::Gilt(None));
        // the end of February
        assert_eq!(letzter_tag(tag("2024-02-29"), 12), Some(tag("2025-02-28")));
    }

    #[test]
    fn vor_dem_stichtag_ruht_nichts() {
        let p = pflicht(36);
        assert_eq!(
            stand(&p, None, tag("2026-06-30")),
            Stand::FehltAb(tag("2026-07-01"))
        );
        assert_eq!(stand(&p, None, tag("2026-07-01")), Stand::Fehlt(None));
    }

    #[test]
    fn nur_die_genannten_rollen_ruhen() {
        let r = ruhende(&[pflicht(36)], &[Rolle::R02, Rolle::R05], &[], tag("2026-11-22"));
        assert_eq!(r.len(), 1);
        assert_eq!(
            (r[0].rolle, &r[0].bereiche[..]),
            (Rolle::R02, &[Bereich::FallViii][..])
        );
        let da = [("SRO".to_owned(), tag("2026-01-01"))];
        assert!(ruhende(&[pflicht(36)], &[Rolle::R02], &da, tag("2026-11-22")).is_empty());
    }
}
