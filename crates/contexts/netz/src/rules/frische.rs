//! How old the knowledge about an offer is (Fachkonzept 7.2).

use base::Datum;

/// So many days ago, in words.
#[must_use]
pub fn vor(tage: i64) -> String {
    match tage {
        ..=0 => "heute".to_owned(),
        1 => "gestern".to_owned(),
        t @ 2..=13 => format!("vor {t} Tagen"),
        t @ 14..=59 => format!("vor {} Wochen", t / 7),
        t @ 60..=729 => format!("vor {} Monaten", t / 30),
        t => format!("vor {} Jahren", t / 365),
    }
}

/// After how many days an offer has to be asked about: its own interval, else that of the Geschäftsordnung.
#[must_use]
pub fn abstand(eigener: Option<u16>, veraltet_tage: u32) -> u32 {
    eigener.map_or(veraltet_tage, u32::from)
}

/// The first day on which an offer counts as `VERALTET` (T-083).
#[must_use]
pub fn faellig_am(geprueft_am: Datum, tage: u32) -> Datum {
    geprueft_am.plus_tage(i32::try_from(tage).unwrap_or(i32::MAX - 1).saturating_add(1))
}

/// How old the last check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Frische {
    /// Days since the last check.
    pub tage: i64,
    /// Not checked for longer than the Geschäftsordnung allows: still shown, marked.
    pub veraltet: bool,
}

/// Compares the day of the last check with today. The day number `veraltet_tage` after the check is the last fresh one.
#[must_use]
pub fn frische(geprueft_am: Datum, heute: Datum, veraltet_tage: u32) -> Frische {
    let tage = i64::from((heute.0 - geprueft_am.0).get_days());
    Frische {
        tage,
        veraltet: tage > i64::from(veraltet_tage),
    }
}

impl Frische {
    /// Such as `zuletzt geprüft vor 3 Monaten`.
    #[must_use]
    pub fn text(self) -> String {
        let wann = vor(self.tage);
        let zusatz = if self.veraltet {
            " – bitte nachfragen"
        } else {
            ""
        };
        format!("zuletzt geprüft {wann}{zusatz}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_083_letzter_frischer_tag() {
        let tag = |s: &str| s.parse::<Datum>().unwrap();
        let am = |heute: &str| frische(tag("2026-01-15"), tag(heute), 180);
        assert!(!am("2026-07-14").veraltet);
        assert!(am("2026-07-15").veraltet);
        assert_eq!(faellig_am(tag("2026-01-15"), 180), tag("2026-07-15"));
        assert_eq!(abstand(Some(90), 180), 90);
        assert_eq!(am("2026-04-20").text(), "zuletzt geprüft vor 3 Monaten");
        assert_eq!(
            am("2026-07-15").text(),
            "zuletzt geprüft vor 6 Monaten – bitte nachfragen"
        );
    }
}
