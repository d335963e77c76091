//! Checks of a person's data (FALL-E06).

use base::{Befund, Datum};

/// Greatest age in years that is believed.
pub const ALTER_HOECHSTENS: u16 = 120;

/// FALL-E06: a birth date in the future, or an age above 120.
#[must_use]
pub fn geburtsdatum(geboren: Datum, heute: Datum) -> Option<Befund> {
    let grund = if geboren > heute {
        "Das Geburtsdatum liegt in der Zukunft."
    } else if fristen::alter_am(geboren.0, heute.0).is_some_and(|a| a > ALTER_HOECHSTENS) {
        "Nach diesem Geburtsdatum wäre die Person älter als 120 Jahre."
    } else {
        return None;
    };
    Some(Befund::neu("FALL-E06", format!("{grund} Bitte prüfen.")).an("geburtsdatum"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fall_e06() {
        let tag = |s: &str| s.parse::<Datum>().unwrap();
        let heute = tag("2026-11-21");
        assert_eq!(
            geburtsdatum(tag("2026-11-22"), heute).map(|b| b.code),
            Some("FALL-E06")
        );
        assert_eq!(
            geburtsdatum(tag("1905-11-21"), heute).map(|b| b.code),
            Some("FALL-E06"),
            "121 Jahre"
        );
        assert_eq!(geburtsdatum(tag("1906-11-21"), heute), None, "genau 120 Jahre");
        assert_eq!(geburtsdatum(heute, heute), None);
    }
}
