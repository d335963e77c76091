//! The track of the Jugendgerichtshilfe (§ 52 SGB VIII, Fachkonzept 4.14) as rows. JG01 is the Falleingang of SM-1 (A05).
//!
//! Nothing here grants a help: a Weisung that obliges to one names the case in which the Jugendamt decides for itself
//! (§ 36a Abs. 1 SGB VIII).

use amt::recht::Rolle::{self, R02, R03, R16};

use super::{
    gatter::Gatter as G,
    gatter_leicht::LeichtGatter as L,
    sm3::{Folge, Zeile},
};
use crate::{model::FallStand as F, rules::ablauf::Uebergang};

/// The Jugendgerichtshilfe; where a Jugendamt has none of its own, the ASD does it.
const JGH: &[Rolle] = &[R16, R02, R03];

/// The table.
pub const JG: &[Zeile] = &[
    Uebergang {
        id: "JG02",
        text: "Kontakt ist aufgenommen",
        von: &[F::J0],
        nach: F::J1,
        wer: JGH,
        bedingungen: &[G::Leicht(L::Zustaendigkeit87b), G::Leicht(L::Kontakt)],
        wirkungen: &[],
        norm: "§ 52 Abs. 1, 3, § 87b SGB VIII; § 38 Abs. 3 JGG",
    },
    Uebergang {
        id: "JG02-ABGABE",
        text: "An ein anderes Jugendamt abgeben",
        von: &[F::J0],
        nach: F::Jx,
        wer: JGH,
        bedingungen: &[G::Leicht(L::Abgabe)],
        wirkungen: &[Folge::Unterrichtung],
        norm: "§ 87b SGB VIII",
    },
    Uebergang {
        id: "JG03",
        text: "Leistungen sind geprüft",
        von: &[F::J1],
        nach: F::J2,
        wer: JGH,
        bedingungen: &[G::Leicht(L::Leistungspruefung), G::Leicht(L::JustizInformiert)],
        wirkungen: &[],
        norm: "§ 52 Abs. 2 SGB VIII",
    },
    Uebergang {
        id: "JG04",
        text: "Bericht ist erstattet",
        von: &[F::J2],
        nach: F::J3,
        wer: JGH,
        bedingungen: &[G::Leicht(L::Bericht), G::Leicht(L::JustizInformiert)],
        wirkungen: &[],
        norm: "§ 38 Abs. 2, 3 JGG",
    },
    Uebergang {
        id: "JG05",
        text: "Hauptverhandlung hat stattgefunden",
        von: &[F::J3],
        nach: F::J4,
        wer: JGH,
        bedingungen: &[G::Leicht(L::Hauptverhandlung), G::Leicht(L::JustizInformiert)],
        wirkungen: &[],
        norm: "§ 38 Abs. 4, § 50 Abs. 3 JGG",
    },
    // § 45 Abs. 3 JGG: a judge may give a Weisung without a trial
    Uebergang {
        id: "JG06",
        text: "Weisung oder Auflage überwachen",
        von: &[F::J3, F::J4],
        nach: F::J5,
        wer: JGH,
        bedingungen: &[G::Leicht(L::Weisung), G::Leicht(L::WeisungFrist)],
        wirkungen: &[Folge::Weisungsfrist],
        norm: "§ 38 Abs. 5, §§ 10, 15, 45 Abs. 3 JGG",
    },
    Uebergang {
        id: "JG07",
        text: "Abschließen",
        von: &[F::J5],
        nach: F::J6,
        wer: JGH,
        bedingungen: &[G::Leicht(L::WeisungErledigt), G::NichtsOffen],
        wirkungen: &[],
        norm: "§ 38 Abs. 5 JGG",
    },
    Uebergang {
        id: "JG08",
        text: "Ohne Weisung abschließen",
        von: &[F::J0, F::J1, F::J2, F::J3, F::J4],
        nach: F::J6,
        wer: JGH,
        bedingungen: &[G::Leicht(L::VerfahrenEnde), G::NichtsOffen],
        wirkungen: &[],
        norm: "§§ 45, 47 JGG",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Fallspur, rules::fall::spur::entscheidet};

    #[test]
    fn jede_zeile_hat_norm_und_von_jedem_offenen_stand_geht_es_weiter() {
        assert!(JG.iter().all(|u| !u.norm.is_empty() && !u.von.is_empty()));
        for s in F::ALLE {
            let offen = s.spur() == Fallspur::Jugendgericht && !matches!(s, F::J6 | F::Jx);
            assert_eq!(JG.iter().any(|u| u.von.contains(s)), offen, "{s:?}");
        }
        assert!(JG.iter().all(|u| u.nach.spur() == Fallspur::Jugendgericht));
    }

    #[test]
    fn rl_02_nur_der_oeffentliche_traeger_und_paragraf_36a_keine_zeile_bewilligt_eine_hilfe() {
        assert!(JG.iter().all(entscheidet));
        for u in JG {
            assert!(!u.wirkt(Folge::Bescheid) && !u.wirkt(Folge::Obligo), "{}", u.id);
        }
    }
}
