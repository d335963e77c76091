//! Versions of the boundaries in time: at every day exactly one (INV-R2).

use base::{Befund, Datum, Id};

use crate::Gliederung;

/// A version that holds on some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanne {
    /// Which.
    pub id: Id<Gliederung>,
    /// First day.
    pub ab: Datum,
    /// First day that is no longer inside.
    pub bis: Option<Datum>,
}

/// What has to change so that a new version fits in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Einordnung {
    /// End of the new version.
    pub bis: Option<Datum>,
    /// The version before and the day on which it ends.
    pub vorgaenger: Option<(Id<Gliederung>, Datum)>,
}

/// Finds the place of a new version among those that are decided. The one before ends where the new one begins; one
/// that is decided for later is not pushed aside.
///
/// # Errors
/// `RAUM-E17` when the days would be held by two versions or by none.
pub fn einordnen(ab: Datum, bis: Option<Datum>, andere: &[Spanne]) -> Result<Einordnung, Befund> {
    let nein = |text: String| Err(Befund::neu("RAUM-E17", text).an("gueltig_ab"));
    if bis.is_some_and(|b| b <= ab) {
        return nein("Der letzte Tag liegt vor dem ersten.".to_owned());
    }
    if andere.iter().any(|s| s.ab == ab) {
        return nein(format!("Ab dem {ab} gilt schon ein anderer Zuschnitt."));
    }
    let vorher = andere.iter().filter(|s| s.ab < ab).max_by_key(|s| s.ab);
    let nachher = andere.iter().filter(|s| s.ab > ab).min_by_key(|s| s.ab);
    if let Some(ende) = vorher.and_then(|v| v.bis)
        && ende < ab
    {
        return nein(format!(
            "Der Zuschnitt davor endet am {}. Dazwischen gälte keiner.",
            ende.plus_tage(-1)
        ));
    }
    let bis = match (bis, nachher) {
        (bis, None) => bis,
        (None, Some(n)) => Some(n.ab),
        (Some(b), Some(n)) if b == n.ab => Some(b),
        (Some(_), Some(n)) => {
            return nein(format!(
                "Ab dem {} gilt schon ein anderer Zuschnitt; dieser muss genau bis dahin gelten.",
                n.ab
            ));
        }
    };
    Ok(Einordnung {
        bis,
        vorgaenger: vorher.map(|v| (v.id, ab)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        /// INV-R2: whatever is decided in whatever order, no day has two versions, and no day between the first and
        /// the last has none.
        #[test]
        fn inv_r2_an_jedem_tag_gilt_hoechstens_eine(neue in prop::collection::vec((0i32..60, prop::option::of(1i32..60)), 1..12)) {
            let tag0 = Datum::neu(2026, 1, 1).unwrap();
            let mut alle: Vec<Spanne> = Vec::new();
            for (i, (ab, dauer)) in neue.into_iter().enumerate() {
                let ab = tag0.plus_tage(ab);
                let bis = dauer.map(|d| ab.plus_tage(d));
                if let Ok(e) = einordnen(ab, bis, &alle) {
                    if let Some((id, ende)) = e.vorgaenger {
                        alle.iter_mut().filter(|s| s.id == id).for_each(|s| s.bis = Some(ende));
                    }
                    alle.push(Spanne { id: Id::von(Uuid::from_u128(i as u128 + 1)), ab, bis: e.bis });
                }
            }
            let erster = alle.iter().map(|s| s.ab).min().unwrap();
            let letzter = alle.iter().map(|s| s.ab).max().unwrap();
            for t in -5..130 {
                let tag = tag0.plus_tage(t);
                let n = alle.iter().filter(|s| s.ab <= tag && s.bis.is_none_or(|b| tag < b)).count();
                prop_assert!(n <= 1);
                prop_assert!(tag < erster || tag > letzter || n == 1, "{tag}: {n} of {alle:?}");
            }
        }
    }
}
