//! The state machine `Uebergabe` (Fachkonzept 3.7) as a table. Until somebody has taken the case over, the one who had
//! it stays responsible (RL-13); what was entrusted stays with whom it was entrusted to (RL-06).

use base::{Befund, Datum};
use uuid::Uuid;

use super::ablauf::Punkt;
use crate::model::{Uebergabe, Uebergabestand as S};

/// Who takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wer {
    /// Whoever leads the team.
    Leitung,
    /// Whoever hands over.
    Abgebend,
    /// One of the two.
    Beide,
    /// Whoever takes over.
    Aufnehmend,
}

impl Wer {
    /// What a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Leitung => "die Teamleitung",
            Self::Abgebend => "wer den Fall abgibt",
            Self::Beide => "wer abgibt oder wer übernimmt",
            Self::Aufnehmend => "wer den Fall übernimmt",
        }
    }
}

/// What must be there before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bedingung {
    /// The family was told, in words it understands, and asked.
    FamilieInformiert,
    /// The talk has been, with who was there.
    Gespraech,
    /// No Hilfeplan: then there may be no talk.
    OhneHilfeplan,
    /// Whoever takes over has read what is open and says so.
    Annahme,
    /// Whoever takes over can lead a case on this day, and so can the substitute.
    Einsetzbar,
    /// A reason in words.
    Grund,
    /// A day to come.
    NeuerTag,
    /// The case is in the area of danger (§ 8a).
    Gefaehrdung,
    /// Both have signed, face to face.
    BeideUnterschrieben,
}

impl Punkt for Bedingung {
    fn befund(self) -> Befund {
        let (code, feld, text) = match self {
            Self::FamilieInformiert => (
                "RAUM-E60",
                "familie_informiert_am",
                "Bitte eintragen, wann die Familie verständlich informiert wurde und was sie sich wünscht.",
            ),
            Self::Gespraech => (
                "RAUM-E61",
                "gespraech_am",
                "Bitte den Tag des Übergabegesprächs eintragen und wer dabei war.",
            ),
            Self::OhneHilfeplan => (
                "RAUM-E62",
                "",
                "Zu diesem Fall gibt es einen Hilfeplan. Vor der Übernahme ist ein Übergabegespräch Pflicht.",
            ),
            Self::Annahme => (
                "RAUM-E63",
                "annahme",
                "Bitte bestätigen, dass Sie die offenen Fristen und Punkte gelesen haben und den Fall übernehmen.",
            ),
            Self::Einsetzbar => (
                "TEAM-E30",
                "",
                "Wer übernimmt oder vertritt, ist heute nicht als Fachkraft eingesetzt. Bis zur Übernahme bleibt die bisherige Fachkraft zuständig. Die Teamleitung kann die Übergabe abbrechen und neu planen.",
            ),
            Self::Grund => ("RAUM-E64", "worte", "Bitte den Grund aufschreiben."),
            Self::NeuerTag => (
                "RAUM-E65",
                "neuer_tag",
                "Bitte einen neuen Tag angeben. Er muss in der Zukunft liegen.",
            ),
            Self::Gefaehrdung => (
                "RAUM-E66",
                "",
                "Sofort übergeben wird nur ein Fall im Gefährdungsbereich (§ 8a SGB VIII).",
            ),
            Self::BeideUnterschrieben => (
                "RAUM-E67",
                "unterschrieben",
                "Bei einer sofortigen Übergabe unterschreiben beide am selben Tag persönlich.",
            ),
        };
        Befund::neu(code, text).an(feld)
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Zeile {
    /// Id, for example `U02`.
    pub id: &'static str,
    /// Words of the button.
    pub text: &'static str,
    /// From which states.
    pub von: &'static [S],
    /// To which.
    pub nach: S,
    /// Who.
    pub wer: Wer,
    /// What must be there.
    pub bedingungen: &'static [Bedingung],
    /// Source.
    pub norm: &'static str,
}

impl Zeile {
    /// The case changes hands with this row.
    #[must_use]
    pub const fn uebernimmt(&self) -> bool {
        matches!(self.nach, S::Uebernommen | S::Sofort)
    }
}

const LAUFEND: &[S] = &[S::Geplant, S::Informiert, S::Gespraech];

const OFFEN: &[S] = &[S::Geplant, S::Informiert, S::Gespraech, S::Zurueckgestellt];

/// The table. U01 plans the handover and has a form of its own.
pub const UEBERGABE: &[Zeile] = &[
    Zeile {
        id: "U02",
        text: "Familie ist informiert",
        von: &[S::Geplant],
        nach: S::Informiert,
        wer: Wer::Abgebend,
        bedingungen: &[Bedingung::FamilieInformiert],
        norm: "3.7; § 8 Abs. 4 SGB VIII",
    },
    Zeile {
        id: "U03",
        text: "Übergabegespräch festhalten",
        von: &[S::Informiert],
        nach: S::Gespraech,
        wer: Wer::Beide,
        bedingungen: &[Bedingung::Gespraech],
        norm: "§ 86c Abs. 2 SGB VIII",
    },
    Zeile {
        id: "U04",
        text: "Fall übernehmen",
        von: &[S::Gespraech],
        nach: S::Uebernommen,
        wer: Wer::Aufnehmend,
        bedingungen: &[Bedingung::Annahme, Bedingung::Einsetzbar],
        norm: "RL-13, RL-06",
    },
    Zeile {
        id: "U08",
        text: "Fall ohne Gespräch übernehmen",
        von: &[S::Informiert],
        nach: S::Uebernommen,
        wer: Wer::Aufnehmend,
        bedingungen: &[
            Bedingung::OhneHilfeplan,
            Bedingung::Annahme,
            Bedingung::Einsetzbar,
        ],
        norm: "3.7; RL-13, RL-06",
    },
    Zeile {
        id: "U05",
        text: "Zurückstellen",
        von: LAUFEND,
        nach: S::Zurueckgestellt,
        wer: Wer::Leitung,
        bedingungen: &[Bedingung::Grund, Bedingung::NeuerTag],
        norm: "3.7, Bestandsschutz",
    },
    Zeile {
        id: "U06",
        text: "Wieder aufnehmen",
        von: &[S::Zurueckgestellt],
        nach: S::Geplant,
        wer: Wer::Leitung,
        bedingungen: &[],
        norm: "3.7",
    },
    Zeile {
        id: "U07",
        text: "Sofort übergeben",
        von: LAUFEND,
        nach: S::Sofort,
        wer: Wer::Leitung,
        bedingungen: &[
            Bedingung::Gefaehrdung,
            Bedingung::Grund,
            Bedingung::BeideUnterschrieben,
            Bedingung::Einsetzbar,
        ],
        norm: "§ 8a, § 65 Abs. 1 Nr. 3 SGB VIII",
    },
    Zeile {
        id: "U09",
        text: "Übergabe abbrechen",
        von: OFFEN,
        nach: S::Abgebrochen,
        wer: Wer::Leitung,
        bedingungen: &[Bedingung::Grund],
        norm: "RL-13",
    },
];

/// The rows that leave this state.
pub fn ab(stand: S) -> impl Iterator<Item = &'static Zeile> {
    UEBERGABE.iter().filter(move |z| z.von.contains(&stand))
}

/// Who looks at a handover.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ich {
    /// The Fachkraft the user is.
    pub fachkraft: Option<Uuid>,
    /// The user leads a team in the spaces of the case.
    pub leitung: bool,
}

impl Ich {
    /// Whether this person takes this row.
    #[must_use]
    pub fn darf(self, z: &Zeile, u: &Uebergabe) -> bool {
        let (gibt, nimmt) = (self.fachkraft == Some(u.von), self.fachkraft == Some(u.an));
        match z.wer {
            Wer::Leitung => self.leitung,
            Wer::Abgebend => gibt,
            Wer::Beide => gibt || nimmt,
            Wer::Aufnehmend => nimmt,
        }
    }
}

/// RL-13 already when planning: three different people, and a day to come or today.
#[must_use]
pub fn planen(von: Uuid, an: Uuid, vertretung: Uuid, zum: Datum, heute: Datum) -> Vec<Befund> {
    let mut b = Vec::new();
    if an == von {
        b.push(Befund::neu("RAUM-E68", "Diese Fachkraft führt den Fall schon.").an("an"));
    }
    if vertretung == an {
        let text = "Bitte eine Vertretung wählen, die nicht die neue fallführende Fachkraft ist (RL-13).";
        b.push(Befund::neu("FALL-E68", text).an("vertretung"));
    }
    if vertretung == von && an != von {
        let text =
            "Wer den Fall abgibt, kann ihn danach nicht vertreten: der Zugang endet mit der Übernahme.";
        b.push(Befund::neu("RAUM-E69", text).an("vertretung"));
    }
    if zum < heute {
        b.push(Befund::neu("RAUM-E65", "Der Tag liegt in der Vergangenheit.").an("geplant_zum"));
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_accepting_changes_hands_and_only_the_new_one_or_the_lead_does_it() {
        for z in UEBERGABE.iter().filter(|z| z.uebernimmt()) {
            assert!(matches!(z.wer, Wer::Aufnehmend | Wer::Leitung), "{}", z.id);
            assert!(z.bedingungen.contains(&Bedingung::Einsetzbar), "{}", z.id);
            assert!(ab(z.nach).next().is_none(), "{} is an end", z.id);
        }
    }

    #[test]
    fn every_open_state_has_a_way_on() {
        for s in S::ALLE.iter().filter(|s| s.offen()) {
            assert!(ab(*s).next().is_some(), "{s}");
        }
    }

    #[test]
    fn rl_13_three_different_people() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let tag: Datum = "2026-11-22".parse().unwrap();
        let codes = |an, v| -> Vec<_> { planen(a, an, v, tag, tag).iter().map(|b| b.code).collect() };
        assert!(codes(b, c).is_empty());
        assert_eq!(codes(b, b), ["FALL-E68"]);
        assert_eq!(codes(b, a), ["RAUM-E69"]);
        assert_eq!(codes(a, c), ["RAUM-E68"]);
    }
}
