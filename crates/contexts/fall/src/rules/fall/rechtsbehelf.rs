//! H22: the way of a remedy as a table (§§ 68 ff. VwGO for SGB VIII, §§ 78 ff. SGG for SGB IX and XII). It runs beside
//! the states of the case; a running help goes on unless decided otherwise.

use crate::model::Rechtsbehelfsstand as R;

/// One way from a state to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weg {
    /// From.
    pub von: &'static [R],
    /// To.
    pub nach: R,
    /// What a person reads on the button.
    pub text: &'static str,
    /// What it means, in one sentence.
    pub hinweis: &'static str,
    /// Norm.
    pub norm: &'static str,
}

/// The table.
pub const WEGE: &[Weg] = &[
    Weg {
        von: &[R::Eingelegt],
        nach: R::Abhilfe,
        text: "Abhelfen",
        hinweis: "Die Person hat recht. Danach wird neu entschieden.",
        norm: "§ 72 VwGO; § 85 Abs. 1 SGG",
    },
    Weg {
        von: &[R::Eingelegt],
        nach: R::Nichtabhilfe,
        text: "Nicht abhelfen",
        hinweis: "Der Widerspruch geht mit den Akten an die Widerspruchsstelle.",
        norm: "§ 73 VwGO; § 85 Abs. 2 SGG",
    },
    Weg {
        von: &[R::Nichtabhilfe],
        nach: R::Widerspruchsbescheid,
        text: "Widerspruch zurückgewiesen",
        hinweis: "Der Tag ist der Tag der Zustellung. Danach ist einen Monat lang eine Klage möglich.",
        norm: "§ 73 VwGO; § 85 Abs. 2, 3 SGG",
    },
    Weg {
        von: &[R::Nichtabhilfe, R::Klage],
        nach: R::Stattgegeben,
        text: "Der Person wurde recht gegeben",
        hinweis: "Durch den Widerspruchsbescheid, das Urteil oder einen Vergleich. Danach wird neu entschieden.",
        norm: "§ 73, § 113 VwGO; § 85, § 131 SGG",
    },
    Weg {
        von: &[R::Widerspruchsbescheid],
        nach: R::Klage,
        text: "Klage ist erhoben",
        hinweis: "Beim Verwaltungsgericht, in der Eingliederungshilfe beim Sozialgericht.",
        norm: "§ 74 VwGO; § 87 SGG",
    },
    Weg {
        von: &[R::Widerspruchsbescheid, R::Klage],
        nach: R::Rechtskraft,
        text: "Der Bescheid bleibt bestehen",
        hinweis: "Die Klagefrist ist vorbei oder die Klage ist abgewiesen.",
        norm: "§ 77 SGG; § 121 VwGO",
    },
    Weg {
        von: &[R::Eingelegt, R::Nichtabhilfe, R::Klage],
        nach: R::Zurueckgenommen,
        text: "Die Person nimmt ihn zurück",
        hinweis: "Mit ihren Worten. Ein Rat zur Rücknahme gehört nicht dazu.",
        norm: "§ 92 VwGO; § 102 SGG",
    },
];

/// The ways that leave this state.
pub fn ab(stand: R) -> impl Iterator<Item = &'static Weg> {
    WEGE.iter().filter(move |w| w.von.contains(&stand))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h22_jeder_offene_stand_geht_weiter_jedes_ende_nicht() {
        for s in R::ALLE {
            assert_eq!(ab(*s).next().is_some(), s.offen(), "{s:?}");
        }
        // every state but the first is reached
        for s in R::ALLE.iter().filter(|s| **s != R::Eingelegt) {
            assert!(WEGE.iter().any(|w| w.nach == *s), "{s:?}");
        }
    }

    #[test]
    fn h22_die_reihenfolge_des_fachkonzepts() {
        let nach = |s| ab(s).map(|w| w.nach).collect::<Vec<_>>();
        assert_eq!(
            nach(R::Eingelegt),
            [R::Abhilfe, R::Nichtabhilfe, R::Zurueckgenommen]
        );
        assert!(nach(R::Nichtabhilfe).contains(&R::Widerspruchsbescheid));
        assert_eq!(nach(R::Widerspruchsbescheid), [R::Klage, R::Rechtskraft]);
        assert!(!nach(R::Eingelegt).contains(&R::Klage), "erst der Widerspruch");
    }
}
