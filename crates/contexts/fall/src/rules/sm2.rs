//! SM-2: the way of a Kurzberatung (Fachkonzept 4.4). No application, no file, no decision.

use amt::recht::Rolle::{self, R01, R02, R03, R08, R09, R11, R13, R14, R18, R19, R30};

use super::ablauf::{Bedingung as B, Uebergang, Wirkung as W};
use crate::model::{KbErgebnis, KbStand};

const BERATEND: &[Rolle] = &[R01, R02, R03, R08, R09, R11, R13, R14, R18, R19, R30];

/// The table.
pub const SM2: &[Uebergang<KbStand>] = &[
    Uebergang {
        id: "K01",
        text: "Beraten",
        von: &[KbStand::Offen, KbStand::Folgetermin],
        nach: KbStand::Beraten,
        wer: BERATEND,
        bedingungen: &[B::Beratung],
        wirkungen: &[],
        norm: "§ 14 SGB I",
    },
    Uebergang {
        id: "K02",
        text: "Folgetermin",
        von: &[KbStand::Beraten],
        nach: KbStand::Folgetermin,
        wer: BERATEND,
        bedingungen: &[],
        wirkungen: &[],
        norm: "GO fall.kurzberatung_max_kontakte (fragt, verhindert nicht)",
    },
    Uebergang {
        id: "K03",
        text: "Abschließen",
        von: &[KbStand::Beraten],
        nach: KbStand::Abgeschlossen,
        wer: BERATEND,
        bedingungen: &[],
        wirkungen: &[],
        norm: "§ 36a Abs. 2 SGB VIII",
    },
    Uebergang {
        id: "K04",
        text: "Als Anliegen weiterführen",
        von: &[KbStand::Beraten, KbStand::Folgetermin],
        nach: KbStand::Uebergefuehrt,
        wer: BERATEND,
        bedingungen: &[B::Einwilligung, B::Person, B::Worte],
        wirkungen: &[W::AnliegenAnlegen],
        norm: "Einwilligung der Person (INV-F10)",
    },
    Uebergang {
        id: "K05",
        text: "Meldung nach § 8a",
        von: &[KbStand::Offen, KbStand::Beraten, KbStand::Folgetermin],
        nach: KbStand::Meldung8a,
        wer: BERATEND,
        bedingungen: &[B::Worte],
        wirkungen: &[W::MeldungAnlegen],
        norm: "§ 8a SGB VIII",
    },
];

/// The transition with this id.
#[must_use]
pub fn finde(id: &str) -> Option<&'static Uebergang<KbStand>> {
    SM2.iter().find(|u| u.id == id)
}

/// The state in which a finished conversation leaves the Kurzberatung. A wish for help stays BERATEN until the
/// person's consent is there.
#[must_use]
pub const fn nach_ergebnis(ergebnis: KbErgebnis) -> KbStand {
    match ergebnis {
        KbErgebnis::Folgetermin => KbStand::Folgetermin,
        KbErgebnis::HilfeGewuenscht => KbStand::Beraten,
        KbErgebnis::Informiert | KbErgebnis::WegWeisung | KbErgebnis::KeinWeitererBedarf => {
            KbStand::Abgeschlossen
        }
    }
}
