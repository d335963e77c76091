//! SM-4: the way of a benefit of the Eingliederungshilfe (Fachkonzept 4.6), EG02 to EG14 as rows. EG01 is the
//! Falleingang of SM-1 (A05). EG15 (Eilfall) and H20 run beside the states; H21 (withdrawal) is a row here too.
//!
//! A state says what has been done: the guard of a row that leads to "Bedarf ermittelt" asks for the nine areas. What
//! EG01 asks for (advice, EUTB) must not hold up an Antrag (§ 20 Abs. 3 SGB X), so EG05 asks for it at the latest.

use amt::recht::Rolle::{self, R11, R12};

use super::{
    gatter::Gatter as G,
    gatter_egh::EghGatter as E,
    sm3::{Folge, Zeile},
};
use crate::{model::FallStand as F, rules::ablauf::Uebergang};

/// Teilhabeplanung of the public body.
const EGH: &[Rolle] = &[R11];
/// EG12 is the work of the Back-Office; an office without one leaves it to the Teilhabeplanung.
const BEGINN: &[Rolle] = &[R12, R11];

/// The table.
pub const SM4: &[Zeile] = &[
    Uebergang {
        id: "EG02",
        text: "Antrag ist gestellt",
        von: &[F::G0],
        nach: F::G1,
        wer: EGH,
        bedingungen: &[G::Egh(E::Antrag)],
        wirkungen: &[Folge::Antragsuhr],
        norm: "§ 108 SGB IX",
    },
    Uebergang {
        id: "EG03",
        text: "Zuständigkeit ist geprüft",
        von: &[F::G1],
        nach: F::G2,
        wer: EGH,
        bedingungen: &[G::Egh(E::Zustaendigkeit), G::Egh(E::RehaTraeger)],
        wirkungen: &[],
        norm: "§ 14 Abs. 1, § 98 SGB IX: zwei Wochen",
    },
    Uebergang {
        id: "EG04",
        text: "An einen anderen Träger weiterleiten",
        von: &[F::G2],
        nach: F::Gx,
        wer: EGH,
        bedingungen: &[G::Egh(E::Weiterleitung), G::Egh(E::Weiterleitungsfrist)],
        wirkungen: &[Folge::Unterrichtung],
        norm: "§ 14 Abs. 1 S. 2 SGB IX, unverzüglich",
    },
    Uebergang {
        id: "EG05",
        text: "Bedarf ist ermittelt",
        von: &[F::G2],
        nach: F::G3,
        wer: EGH,
        bedingungen: &[
            G::Egh(E::Beratung106),
            G::Egh(E::Eutb),
            G::Egh(E::Bedarfsinstrument),
            G::Egh(E::Lebensbereiche),
            G::Egh(E::Wuensche),
            G::Egh(E::Vertrauensperson),
            G::Egh(E::Nebenpruefungen),
        ],
        wirkungen: &[],
        norm: "§§ 117, 118 SGB IX",
    },
    Uebergang {
        id: "EG06",
        text: "Sozialraum ist geprüft",
        von: &[F::G3],
        nach: F::G4,
        wer: EGH,
        bedingungen: &[G::Sozialraumpruefung],
        wirkungen: &[],
        norm: "§ 117 Abs. 1 Nr. 3 Buchst. g SGB IX",
    },
    Uebergang {
        id: "EG07",
        text: "Zur Gesamtplankonferenz einladen",
        von: &[F::G4],
        nach: F::G5,
        wer: EGH,
        bedingungen: &[G::Egh(E::KonferenzZustimmung)],
        wirkungen: &[Folge::Unterrichtung],
        norm: "§ 119 SGB IX",
    },
    Uebergang {
        id: "EG08",
        text: "Ohne Konferenz feststellen",
        von: &[F::G4],
        nach: F::G6,
        wer: EGH,
        bedingungen: &[G::Egh(E::KonferenzVerzicht), G::Egh(E::KonferenzPflicht)],
        wirkungen: &[],
        norm: "§ 119 Abs. 1 S. 3 SGB IX",
    },
    Uebergang {
        id: "EG09",
        text: "Leistungen feststellen",
        von: &[F::G5],
        nach: F::G6,
        wer: EGH,
        bedingungen: &[G::Egh(E::Konferenz), G::Egh(E::Feststellung)],
        wirkungen: &[],
        norm: "§ 14 Abs. 2, § 15 Abs. 4, § 120 Abs. 1 SGB IX",
    },
    Uebergang {
        id: "EG10",
        text: "Gesamtplan aufstellen",
        von: &[F::G6],
        nach: F::G7,
        wer: EGH,
        bedingungen: &[G::Egh(E::Feststellung), G::Egh(E::Pooling), G::Egh(E::Gesamtplan)],
        wirkungen: &[Folge::Pruefdatum],
        norm: "§ 121 SGB IX, unverzüglich",
    },
    Uebergang {
        id: "EG11",
        text: "Entscheiden",
        von: &[F::G7],
        nach: F::G8,
        wer: EGH,
        bedingungen: &[
            G::Egh(E::Gesamtplan),
            G::Egh(E::Pooling),
            G::Egh(E::Entwurf),
            G::Egh(E::Baustein),
        ],
        wirkungen: &[Folge::Bescheid, Folge::Obligo, Folge::Planuebergabe],
        norm: "§ 120 Abs. 2 SGB IX; § 31 SGB X",
    },
    Uebergang {
        id: "EG12",
        text: "Leistung beginnt",
        von: &[F::G8],
        nach: F::G9,
        wer: BEGINN,
        bedingungen: &[
            G::Egh(E::Bewilligt),
            G::Egh(E::PlanUebergeben),
            G::Egh(E::Leistungsform),
        ],
        wirkungen: &[],
        norm: "§§ 125, 29, § 116 Abs. 1 SGB IX",
    },
    // a refusal leaves nothing to begin, an end against the wish of the person nothing to go on; the case ends when
    // nothing can be said against it any more
    Uebergang {
        id: "EG11-ENDE",
        text: "Nach Ablehnung oder Einstellung beenden",
        von: &[F::G8],
        nach: F::G11,
        wer: EGH,
        bedingungen: &[G::Egh(E::Abgelehnt), G::NichtsOffen],
        wirkungen: &[Folge::ObligoFrei],
        norm: "§ 31 SGB X; § 84 SGG",
    },
    Uebergang {
        id: "EG13",
        text: "Überprüfen",
        von: &[F::G9],
        nach: F::G10,
        wer: EGH,
        bedingungen: &[],
        wirkungen: &[Folge::Einladung],
        norm: "§ 121 Abs. 2 S. 2 SGB IX: spätestens nach zwei Jahren",
    },
    Uebergang {
        id: "EG14",
        text: "Fortschreiben",
        von: &[F::G10],
        nach: F::G9,
        wer: EGH,
        bedingungen: &[
            G::Egh(E::Fortschreibung),
            G::Egh(E::NichtsGeaendert),
            G::Egh(E::Pooling),
        ],
        wirkungen: &[Folge::Pruefdatum],
        norm: "§ 121 Abs. 2 SGB IX",
    },
    // 4.10 AENDERUNG: a benefit is added to a running one, or one ends before its time
    Uebergang {
        id: "EG14-AENDERUNG",
        text: "Leistung ändern",
        von: &[F::G10],
        nach: F::G9,
        wer: EGH,
        bedingungen: &[
            G::Egh(E::EtwasGeaendert),
            G::Egh(E::BausteinBleibt),
            G::Egh(E::Fortschreibung),
            G::Egh(E::Gesamtplan),
            G::Egh(E::Pooling),
            G::Aenderung,
            G::AenderungAngehoert,
            G::AenderungBegruendet,
        ],
        wirkungen: &[
            Folge::Bescheid,
            Folge::Obligo,
            Folge::Planuebergabe,
            Folge::Pruefdatum,
        ],
        norm: "§ 120 Abs. 2, § 121 Abs. 2 SGB IX; §§ 24, 31, 48 SGB X",
    },
    // 4.10 EINSTELLUNG: against the wish of the person; the case stays until nothing can be said against it any more
    Uebergang {
        id: "EG14-EINSTELLUNG",
        text: "Leistung einstellen",
        von: &[F::G10],
        nach: F::G8,
        wer: EGH,
        bedingungen: &[G::Einstellung, G::Anhoerung, G::Egh(E::Begruendet)],
        wirkungen: &[Folge::Bescheid],
        norm: "§ 104 Abs. 1 S. 2 SGB IX; §§ 24, 35, 48 SGB X",
    },
    Uebergang {
        id: "EG14-ENDE",
        text: "Beenden",
        von: &[F::G10],
        nach: F::G11,
        wer: EGH,
        bedingungen: &[G::Egh(E::Ende), G::NichtsOffen],
        wirkungen: &[Folge::ObligoFrei],
        norm: "§ 104 Abs. 1 S. 2 SGB IX",
    },
    Uebergang {
        id: "H21",
        text: "Auf Wunsch beenden",
        von: &[F::G0, F::G1, F::G2, F::G3, F::G4, F::G5, F::G6, F::G7],
        nach: F::G11,
        wer: EGH,
        bedingungen: &[G::Ruecknahme, G::BereichLeistung],
        wirkungen: &[],
        norm: "Wunsch der leistungsberechtigten Person",
    },
    Uebergang {
        id: "H22",
        text: "Nach dem Widerspruch neu entscheiden",
        von: &[F::G8],
        nach: F::G7,
        wer: EGH,
        bedingungen: &[G::Abhilfe],
        wirkungen: &[Folge::Zurueck],
        norm: "§ 85 Abs. 1 SGG",
    },
];

#[cfg(test)]
mod tests {
    use amt::{Kontext, RolleJetzt, recht::OrganisationsArt};
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::rules::fall::spur::{entscheidet, finde, pruefe_wer};

    #[test]
    fn jede_zeile_hat_norm_und_von_jedem_offenen_stand_geht_es_weiter() {
        assert!(SM4.iter().all(|u| !u.norm.is_empty() && !u.von.is_empty()));
        for s in F::ALLE {
            let offen = s.egh() && !matches!(s, F::G11 | F::Gx);
            assert_eq!(SM4.iter().any(|u| u.von.contains(s)), offen, "{s:?}");
        }
        assert!(SM4.iter().all(|u| u.nach.egh() && u.von.iter().all(|s| s.egh())));
    }

    #[test]
    fn rl_02_jede_zeile_nimmt_nur_der_oeffentliche_traeger() {
        assert!(SM4.iter().all(entscheidet));
        let wer = |rolle, art| {
            let rollen = vec![RolleJetzt {
                rolle,
                raeume: vec![],
            }];
            Kontext::neu(Id::von(Uuid::from_u128(1)), "X".to_owned(), art, rollen)
        };
        let eg11 = finde(F::G7, "EG11").unwrap();
        for k in [
            wer(Rolle::R09, OrganisationsArt::Andere),
            wer(Rolle::R10, OrganisationsArt::Andere),
            // a wrong role assignment does not help either
            wer(R11, OrganisationsArt::Andere),
            // the ASD decides about help under SGB VIII
            wer(Rolle::R02, OrganisationsArt::Oeffentlich),
        ] {
            let b = pruefe_wer(eg11, &k).unwrap_err();
            assert!(b.code == "FALL-E10" && b.text.contains("SGB IX"));
        }
        assert!(pruefe_wer(eg11, &wer(R11, OrganisationsArt::Oeffentlich)).is_ok());
    }

    #[test]
    fn rl_01_kein_tor_fragt_nach_geld() {
        for g in SM4.iter().flat_map(|u| u.bedingungen) {
            let t = g.angaben();
            let alles = format!("{} {}", t.text, t.norm).to_lowercase();
            assert!(
                !alles.replace("persönliches budget", "").contains("budget"),
                "{t:?}"
            );
        }
    }

    #[test]
    fn jede_spur_kennt_nur_ihre_zeilen() {
        assert!(finde(F::G0, "H02").is_none() && finde(F::F0, "EG02").is_none());
        assert_eq!(finde(F::G0, "H21").map(|u| u.nach), Some(F::G11));
        assert_eq!(finde(F::F0, "H21").map(|u| u.nach), Some(F::F11));
        assert_eq!(finde(F::P0, "H21").map(|u| u.nach), Some(F::P6));
        assert!(finde(F::P0, "H02").is_none() && finde(F::J0, "H21").is_none());
    }
}
