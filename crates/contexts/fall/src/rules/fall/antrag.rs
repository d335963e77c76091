//! Who may apply themselves, and whether the ICF areas are complete.

use base::{Befund, Datum};

/// Areas of § 118 Abs. 1 S. 3 SGB IX.
pub const LEBENSBEREICHE: [&str; 9] = [
    "Lernen und Wissensanwendung",
    "Allgemeine Aufgaben und Anforderungen",
    "Kommunikation",
    "Mobilität",
    "Selbstversorgung",
    "häusliches Leben",
    "interpersonelle Interaktionen und Beziehungen",
    "bedeutende Lebensbereiche",
    "Gemeinschafts-, soziales und staatsbürgerliches Leben",
];

/// FALL-E07: every area needs an answer; it names those that have none.
#[must_use]
pub fn icf(beantwortet: [bool; 9]) -> Option<Befund> {
    let offen: Vec<&str> = LEBENSBEREICHE
        .into_iter()
        .zip(beantwortet)
        .filter(|(_, da)| !da)
        .map(|(b, _)| b)
        .collect();
    (!offen.is_empty()).then(|| {
        let text = format!("Es fehlt die Antwort zu: {} (§ 118 SGB IX).", offen.join(", "));
        Befund::neu("FALL-E07", text).an("lebensbereiche")
    })
}

/// Who files an Antrag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antragsteller {
    /// The young person; the guardians are to be informed (§ 36 Abs. 1 SGB I).
    Selbst,
    /// Through the guardians.
    Vertreten,
}

/// From 15 a young person files their own Antrag.
#[must_use]
pub fn antragsteller(geboren: Datum, tag: Datum) -> Antragsteller {
    if fristen::ist_handlungsfaehig(geboren.0, tag.0) {
        Antragsteller::Selbst
    } else {
        Antragsteller::Vertreten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_056_acht_von_neun_bereichen() {
        let mut alle = [true; 9];
        assert_eq!(icf(alle), None);
        alle[3] = false;
        let b = icf(alle).unwrap();
        assert!(b.code == "FALL-E07" && b.text.contains("Mobilität"));
    }

    #[test]
    fn t_058_mit_fuenfzehn_der_eigene_antrag() {
        let tag = |s: &str| s.parse::<Datum>().unwrap();
        // 15 years and 0 days; 14 years and 364 days
        assert_eq!(
            antragsteller(tag("2011-11-21"), tag("2026-11-21")),
            Antragsteller::Selbst
        );
        assert_eq!(
            antragsteller(tag("2011-11-22"), tag("2026-11-21")),
            Antragsteller::Vertreten
        );
    }
}
