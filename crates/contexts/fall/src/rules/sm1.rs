//! SM-1: the way of an Anliegen (Fachkonzept 4.3).

use amt::recht::Rolle::{self, R01, R02, R03, R04, R05, R11, R13, R14, R15, R16, R18, R19, R30};

use super::ablauf::{Bedingung as B, Uebergang, Wirkung as W};
use crate::model::{Hinweis, Stand};

/// Everybody who works with Anliegen.
const ALLE: &[Rolle] = &[R01, R02, R03, R04, R05, R11, R13, R14, R15, R16, R18, R19, R30];
/// Servicebereich, ASD, EGH and the other services, Anlaufstelle.
const KLAEREND: &[Rolle] = &[R01, R02, R03, R04, R05, R11, R13, R14, R16, R18, R19];
/// Fachkräfte who counsel.
const FACHKRAFT: &[Rolle] = &[R02, R03, R04, R11, R13, R14, R18, R19];
/// Only units of the public body that lead cases (RL-02).
const FALLFUEHREND: &[Rolle] = &[R02, R03, R04, R11, R13, R14, R16];

const OFFEN: &[Stand] = &[Stand::Neu, Stand::InKlaerung];

/// The table.
pub const SM1: &[Uebergang<Stand>] = &[
    Uebergang {
        id: "A01",
        text: "In Klärung nehmen",
        von: &[Stand::Neu],
        nach: Stand::InKlaerung,
        wer: KLAEREND,
        bedingungen: &[],
        wirkungen: &[W::Erstreaktion],
        norm: "Geschäftsordnung, Frist der ersten Antwort",
    },
    Uebergang {
        id: "A02",
        text: "Meldung nach § 8a",
        von: &[
            Stand::Neu,
            Stand::InKlaerung,
            Stand::AuskunftErteilt,
            Stand::Kurzberatung,
            Stand::Falleingang,
            Stand::Weitergeleitet,
            Stand::Zurueckgezogen,
        ],
        nach: Stand::Meldung8a,
        wer: ALLE,
        bedingungen: &[B::GefaehrdungJa],
        wirkungen: &[W::Erstreaktion, W::MeldungAnlegen],
        norm: "§ 8a SGB VIII",
    },
    Uebergang {
        id: "A03",
        text: "Auskunft erteilt",
        von: OFFEN,
        nach: Stand::AuskunftErteilt,
        wer: ALLE,
        bedingungen: &[B::GefaehrdungGeklaert, B::Thema],
        wirkungen: &[W::Erstreaktion],
        norm: "§§ 13–15 SGB I",
    },
    Uebergang {
        id: "A04",
        text: "Kurzberatung",
        von: OFFEN,
        nach: Stand::Kurzberatung,
        wer: FACHKRAFT,
        bedingungen: &[B::GefaehrdungGeklaert, B::Raum, B::Beratung],
        wirkungen: &[W::Erstreaktion, W::KurzberatungAnlegen, W::PersonEntfernen],
        norm: "§ 14 SGB I, § 36a Abs. 2 SGB VIII",
    },
    Uebergang {
        id: "A05",
        text: "Falleingang",
        von: OFFEN,
        nach: Stand::Falleingang,
        wer: FALLFUEHREND,
        bedingungen: &[
            B::GefaehrdungGeklaert,
            B::Person,
            B::Raum,
            B::SektorUndNorm,
            B::Fallfuehrend,
            B::Vertretung,
        ],
        wirkungen: &[W::Erstreaktion, W::FallAnlegen],
        norm: "H01, EG01; RL-13; § 20 Abs. 3 SGB X",
    },
    Uebergang {
        id: "A06",
        text: "Weiterleiten",
        von: OFFEN,
        nach: Stand::Weitergeleitet,
        wer: ALLE,
        bedingungen: &[B::GefaehrdungGeklaert, B::Empfaenger, B::Antragseingang],
        wirkungen: &[W::Erstreaktion, W::WeiterleitungFesthalten],
        norm: "§ 16 Abs. 2 SGB I; § 14 SGB IX",
    },
    Uebergang {
        id: "A07",
        text: "Zurückgezogen",
        von: OFFEN,
        nach: Stand::Zurueckgezogen,
        wer: ALLE,
        bedingungen: &[B::GefaehrdungGeklaert, B::Ruecknahme],
        wirkungen: &[],
        norm: "Wunsch der Person",
    },
    Uebergang {
        id: "A08",
        text: "Rückgängig machen",
        von: &[
            Stand::AuskunftErteilt,
            Stand::Weitergeleitet,
            Stand::Zurueckgezogen,
        ],
        nach: Stand::InKlaerung,
        wer: KLAEREND,
        bedingungen: &[B::SiebenTage],
        wirkungen: &[W::WiederOeffnen],
        norm: "7 Tage",
    },
];

/// The transition with this id.
#[must_use]
pub fn finde(id: &str) -> Option<&'static Uebergang<Stand>> {
    SM1.iter().find(|u| u.id == id)
}

/// What is known when a transition is asked for: of the Anliegen itself and of the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to one guard of the table"
)]
pub struct Lage {
    /// The hint as stored.
    pub hinweis: Option<Hinweis>,
    /// A Meldung is linked.
    pub meldung: bool,
    /// The consultation took place.
    pub konsultiert: bool,
    /// See [`B::Thema`].
    pub thema: bool,
    /// See [`B::Empfaenger`].
    pub empfaenger: bool,
    /// See [`B::Antragseingang`]: no Antrag, or its day is given.
    pub antragseingang: bool,
    /// See [`B::Person`].
    pub person: bool,
    /// See [`B::Raum`].
    pub raum: bool,
    /// See [`B::SektorUndNorm`].
    pub sektor_norm: bool,
    /// See [`B::Fallfuehrend`].
    pub fallfuehrend: bool,
    /// See [`B::Vertretung`].
    pub vertretung: bool,
    /// See [`B::Ruecknahme`].
    pub ruecknahme: bool,
    /// See [`B::SiebenTage`].
    pub sieben_tage: bool,
    /// See [`B::Beratung`].
    pub beratung: bool,
    /// See [`B::Einwilligung`].
    pub einwilligung: bool,
    /// See [`B::Worte`].
    pub worte: bool,
}

impl Lage {
    /// Whether a guard is met. A missing danger hint counts as open, never as "no".
    #[must_use]
    pub fn erfuellt(&self, b: B) -> bool {
        match b {
            B::GefaehrdungGeklaert => match self.hinweis {
                Some(Hinweis::Nein) => true,
                Some(Hinweis::Unklar) => self.konsultiert,
                Some(Hinweis::Ja) => self.meldung,
                None => false,
            },
            B::GefaehrdungJa => self.hinweis == Some(Hinweis::Ja),
            B::Thema => self.thema,
            B::Empfaenger => self.empfaenger,
            B::Antragseingang => self.antragseingang,
            B::Person => self.person,
            B::Raum => self.raum,
            B::SektorUndNorm => self.sektor_norm,
            B::Fallfuehrend => self.fallfuehrend,
            B::Vertretung => self.vertretung,
            B::Ruecknahme => self.ruecknahme,
            B::SiebenTage => self.sieben_tage,
            B::Beratung => self.beratung,
            B::Einwilligung => self.einwilligung,
            B::Worte => self.worte,
        }
    }
}
