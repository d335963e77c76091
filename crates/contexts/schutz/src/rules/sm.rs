//! The protective procedure S0 to S7 (Fachkonzept 5.4) as a table: from, to, who, guards, effects, timer, norm. The
//! pages, the box "was fehlt", the diagram and the property test all read this one text.

use amt::{
    Kontext,
    recht::Rolle::{self, R02, R03, R05},
};

use super::{fehlt::Gatter as G, lage::Lage};
use crate::model::Stand::{self, S0, S1, S2, S3, S4, S5, S6, S7};

/// What a row does besides changing the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wirkung {
    /// Whoever takes the step becomes responsible.
    Uebernehmen,
    /// The Leitung gets a notice and an e-mail without content.
    LeitungInformieren,
    /// The child must be seen in the time of the Dringlichkeit.
    KontaktUhr,
    /// One record of the official statistics per child.
    Statistik,
}

impl Wirkung {
    /// What a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Uebernehmen => "Sie sind verantwortlich",
            Self::LeitungInformieren => "die Leitung wird informiert",
            Self::KontaktUhr => "die Uhr für den Kontakt zum Kind läuft, auch nachts und an Feiertagen",
            Self::Statistik => "ein Datensatz der amtlichen Statistik je Kind, ohne Namen",
        }
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Uebergang {
    /// Id.
    pub id: &'static str,
    /// Words of the button.
    pub text: &'static str,
    /// From which states.
    pub von: &'static [Stand],
    /// To which.
    pub nach: Stand,
    /// Roles that may do it.
    pub wer: &'static [Rolle],
    /// Guards.
    pub bedingungen: &'static [G],
    /// Effects.
    pub wirkungen: &'static [Wirkung],
    /// The clock of this step in words.
    pub uhr: &'static str,
    /// Norm or key of the Geschäftsordnung behind it.
    pub norm: &'static str,
}

/// Fachkräfte of the ASD and, on duty, the Rufbereitschaft; all of the public body (RL-02).
const ASD: &[Rolle] = &[R02, R03, R05];
/// The decision to end is taken by day.
const ASD_TAGS: &[Rolle] = &[R02, R03];

/// The table.
pub const SM: &[Uebergang] = &[
    Uebergang {
        id: "K01",
        text: "Persönlich übernehmen",
        von: &[S0],
        nach: S1,
        wer: ASD,
        bedingungen: &[],
        wirkungen: &[Wirkung::Uebernehmen, Wirkung::LeitungInformieren],
        uhr: "sofort, nicht in ein Postfach",
        norm: "§ 8a Abs. 1 S. 1 SGB VIII; Geschäftsordnung Kapitel 6",
    },
    Uebergang {
        id: "K02",
        text: "Gewichtige Anhaltspunkte: einschätzen",
        von: &[S1],
        nach: S2,
        wer: ASD,
        bedingungen: &[
            G::Melderart,
            G::Kinder,
            G::WannWo,
            G::Akut,
            G::ErstZwei,
            G::Gewichtig,
        ],
        wirkungen: &[Wirkung::KontaktUhr],
        uhr: "erste Bewertung in der Frist der Geschäftsordnung, rund um die Uhr",
        norm: "§ 8a Abs. 1 S. 1 SGB VIII",
    },
    Uebergang {
        id: "K03",
        text: "Nicht gewichtig: beenden",
        von: &[S1],
        nach: S7,
        wer: ASD,
        bedingungen: &[G::NichtAllein, G::NichtGewichtig, G::ErstGrund],
        wirkungen: &[],
        uhr: "erste Bewertung in der Frist der Geschäftsordnung, rund um die Uhr",
        norm: "§ 8a Abs. 1 S. 1 SGB VIII; Hilfe kann trotzdem angeboten werden",
    },
    Uebergang {
        id: "K04",
        text: "Mit dem Schutzkonzept arbeiten",
        von: &[S2],
        nach: S3,
        wer: ASD,
        bedingungen: &[G::Konzept],
        wirkungen: &[],
        uhr: "nächste Prüfung nach spätestens 14 Tagen",
        norm: "§ 8a Abs. 1 S. 3 SGB VIII",
    },
    Uebergang {
        id: "K05",
        text: "Beim Familiengericht",
        von: &[S2, S3],
        nach: S4,
        wer: ASD,
        bedingungen: &[G::Gericht],
        wirkungen: &[Wirkung::LeitungInformieren],
        uhr: "Termin des Gerichts soll in einem Monat sein",
        norm: "§ 8a Abs. 2 S. 1 SGB VIII; § 155 Abs. 2 FamFG",
    },
    // urgent danger knows no order of states: § 8a Abs. 2 S. 2 makes it a duty also beside a Schutzkonzept and a court
    Uebergang {
        id: "K06",
        text: "In Obhut genommen",
        von: &[S2, S3, S4],
        nach: S5,
        wer: ASD,
        bedingungen: &[G::Obhut],
        wirkungen: &[Wirkung::LeitungInformieren],
        uhr: "unverzüglich; Freiheitsentzug ohne Gericht endet mit dem folgenden Tag",
        norm: "§ 8a Abs. 2 S. 2, § 42 SGB VIII",
    },
    Uebergang {
        id: "K07",
        text: "Verfahren abschließen",
        von: &[S2, S3, S4, S5],
        nach: S6,
        wer: ASD_TAGS,
        bedingungen: &[
            G::Kinder,
            G::Einschaetzungen,
            G::Ergebnisse,
            G::Folge,
            G::Angebot,
            G::ObhutUnterrichtet,
            G::ObhutGericht,
        ],
        wirkungen: &[Wirkung::Statistik, Wirkung::LeitungInformieren],
        uhr: "",
        norm: "§ 8a Abs. 1 bis 3 SGB VIII; § 101 Abs. 2 Nr. 11 SGB VIII",
    },
];

/// The row with this id.
#[must_use]
pub fn finde(id: &str) -> Option<&'static Uebergang> {
    SM.iter().find(|u| u.id == id)
}

impl Uebergang {
    /// Whether one of the user's roles may do it; only people of the public body (RL-02).
    #[must_use]
    pub fn darf(&self, kontext: &Kontext) -> bool {
        kontext.organisation() == amt::recht::OrganisationsArt::Oeffentlich
            && kontext.rollen().iter().any(|r| self.wer.contains(&r.rolle))
    }

    /// The guards that are not met.
    #[must_use]
    pub fn fehlt(&self, lage: &Lage) -> Vec<G> {
        self.bedingungen
            .iter()
            .copied()
            .filter(|g| !lage.erfuellt(*g))
            .collect()
    }
}

/// The rows that leave a state, with what each lacks.
#[must_use]
pub fn naechste(stand: Stand, lage: &Lage) -> Vec<(&'static Uebergang, Vec<G>)> {
    SM.iter()
        .filter(|u| u.von.contains(&stand))
        .map(|u| (u, u.fehlt(lage)))
        .collect()
}

/// The machine as a Mermaid state diagram for the handbook.
#[must_use]
pub fn mermaid() -> String {
    let mut aus = format!("stateDiagram-v2\n    [*] --> {}\n", S0.code());
    for u in SM {
        for von in u.von {
            aus.push_str(&format!(
                "    {} --> {}: {} {}\n",
                von.code(),
                u.nach.code(),
                u.id,
                u.text
            ));
        }
    }
    aus
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn die_tabelle_ist_die_des_fachkonzepts() {
        let pfeile: BTreeSet<(Stand, Stand)> = SM
            .iter()
            .flat_map(|u| u.von.iter().map(|v| (*v, u.nach)))
            .collect();
        let soll = BTreeSet::from([
            (S0, S1),
            (S1, S2),
            (S1, S7),
            (S2, S3),
            (S2, S4),
            (S2, S5),
            (S2, S6),
            (S3, S4),
            (S3, S6),
            (S4, S6),
            (S5, S6),
            // urgent danger: see the row
            (S3, S5),
            (S4, S5),
        ]);
        assert_eq!(pfeile, soll);
        let ids: BTreeSet<&str> = SM.iter().map(|u| u.id).collect();
        assert_eq!(ids.len(), SM.len());
        assert!(SM.iter().all(|u| !u.norm.is_empty() && !u.wer.is_empty()));
        assert!(mermaid().contains("S1_ERSTBEWERTUNG --> S7_NICHT_GEWICHTIG: K03"));
    }

    #[test]
    fn rl_02_nur_der_oeffentliche_traeger_geht_einen_schritt() {
        assert!(SM.iter().flat_map(|u| u.wer).all(|r| r.entscheidet()));
    }
}
