//! When a Kurzberatung asks „Hilfe beantragen anbieten?“ (Fachkonzept 4.4). It asks, it never blocks.

use amt::go::FallRegeln;

/// What is known of one Merkzeichen, the new conversation included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verlauf {
    /// Conversations.
    pub kontakte: i64,
    /// Minutes altogether.
    pub minuten: i64,
}

/// Why the question is asked; `None` when it is not.
#[must_use]
pub fn frage(regeln: &FallRegeln, v: Verlauf) -> Option<String> {
    let (k, m) = (
        i64::from(regeln.kurzberatung_max_kontakte),
        i64::from(regeln.kurzberatung_max_min),
    );
    if v.kontakte > k {
        Some(format!(
            "Das ist das {}. Gespräch; nach der Geschäftsordnung sind {k} üblich.",
            v.kontakte
        ))
    } else if v.minuten > m {
        Some(format!(
            "Zusammen sind es {} Minuten; nach der Geschäftsordnung sind {m} üblich.",
            v.minuten
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GO: FallRegeln = FallRegeln {
        erstreaktion_arbeitstage: 2,
        kurzberatung_max_kontakte: 3,
        kurzberatung_max_min: 360,
        grobziele_max: 3,
        sozialraumanteil_pflicht: true,
        leitung_ab: base::Cent(300_000),
    };

    #[test]
    fn t_059_die_frage_kommt_beim_vierten_gespraech() {
        let v = |kontakte, minuten| Verlauf { kontakte, minuten };
        assert_eq!(frage(&GO, v(3, 90)), None);
        assert!(frage(&GO, v(4, 120)).is_some_and(|t| t.starts_with("Das ist das 4. Gespräch")));
        assert_eq!(frage(&GO, v(2, 360)), None);
        assert!(frage(&GO, v(2, 361)).is_some());
    }
}
