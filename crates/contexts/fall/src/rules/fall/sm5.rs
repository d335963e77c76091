//! SM-5: the light track of Pflege and Altenhilfe (SGB XII, Fachkonzept 4.7) as rows. PF01 is the Falleingang of SM-1
//! (A05); it notes the day the body learnt of the need (§ 18 Abs. 1 SGB XII).
//!
//! A state says what has been done, as in SM-4. A small request needs no finding of the need: it goes to the quarter and
//! to volunteers first. Advice of the Altenhilfe ends without a decision, and nobody asks for income (§ 71 Abs. 4).

use amt::recht::Rolle::{self, R13, R14};

use super::{
    gatter::Gatter as G,
    gatter_leicht::LeichtGatter as L,
    sm3::{Folge, Zeile},
};
use crate::{model::FallStand as F, rules::ablauf::Uebergang};

/// Hilfe zur Pflege and the Sozialdienst for adults.
const PFLEGE: &[Rolle] = &[R13, R14];
/// Who decides about them: the matrix gives the Sozialdienst no right to.
const ENTSCHEIDEN: &[Rolle] = &[R13];

const BIS_P2: &[F] = &[F::P0, F::P1, F::P2];

/// The table.
pub const SM5: &[Zeile] = &[
    Uebergang {
        id: "PF02",
        text: "Bedarf ist ermittelt",
        von: &[F::P0],
        nach: F::P1,
        wer: PFLEGE,
        bedingungen: &[
            G::Leicht(L::Kenntnis),
            G::Leicht(L::Worte),
            G::Leicht(L::Bedarf),
            G::Staerken,
        ],
        wirkungen: &[],
        norm: "§§ 18, 62, 63a SGB XII",
    },
    // small requests are not to become cases (seed E): the quarter and volunteers are asked first
    Uebergang {
        id: "PF02-KLEIN",
        text: "Kleine Anfrage, Sozialraum ist geprüft",
        von: &[F::P0],
        nach: F::P2,
        wer: PFLEGE,
        bedingungen: &[
            G::Leicht(L::Kenntnis),
            G::Leicht(L::KleineAnfrage),
            G::Leicht(L::Ehrenamt),
            G::Sozialraumpruefung,
        ],
        wirkungen: &[],
        norm: "§§ 5, 71 Abs. 2 SGB XII; RL-04",
    },
    Uebergang {
        id: "PF03",
        text: "Sozialraum ist geprüft",
        von: &[F::P1],
        nach: F::P2,
        wer: PFLEGE,
        bedingungen: &[G::Leicht(L::Ehrenamt), G::Sozialraumpruefung],
        wirkungen: &[],
        norm: "§§ 2, 5 SGB XII; RL-04",
    },
    Uebergang {
        id: "PF03-OHNE",
        text: "Ohne Leistung abschließen",
        von: &[F::P2],
        nach: F::P6,
        wer: PFLEGE,
        bedingungen: &[G::ErgebnisA, G::ZustimmungPerson, G::KeinOffenerAntrag],
        wirkungen: &[Folge::Wegweisung],
        norm: "§ 20 Abs. 3 SGB X, RL-04",
    },
    Uebergang {
        id: "PF71",
        text: "Beratung der Altenhilfe abschließen",
        von: BIS_P2,
        nach: F::P6,
        wer: PFLEGE,
        bedingungen: &[G::Leicht(L::Altenhilfe), G::KeinOffenerAntrag],
        wirkungen: &[],
        norm: "§ 71 Abs. 2, 4 SGB XII",
    },
    Uebergang {
        id: "PF04",
        text: "Entscheiden",
        von: &[F::P2],
        nach: F::P3,
        wer: ENTSCHEIDEN,
        bedingungen: &[
            G::Leicht(L::Kenntnis),
            G::Leicht(L::Bedarf),
            G::Leicht(L::Vorrang),
            G::Leicht(L::Einkommen),
            G::Leicht(L::Entwurf),
        ],
        wirkungen: &[Folge::Bescheid],
        norm: "§§ 17, 18, 61 SGB XII; § 31 SGB X",
    },
    Uebergang {
        id: "PF04-ENDE",
        text: "Nach Ablehnung oder Einstellung beenden",
        von: &[F::P3],
        nach: F::P6,
        wer: PFLEGE,
        bedingungen: &[G::Leicht(L::NichtsLaeuft), G::NichtsOffen],
        wirkungen: &[],
        norm: "§ 31 SGB X; § 84 SGG",
    },
    Uebergang {
        id: "H22",
        text: "Nach dem Widerspruch neu entscheiden",
        von: &[F::P3],
        nach: F::P2,
        wer: ENTSCHEIDEN,
        bedingungen: &[G::Abhilfe],
        wirkungen: &[Folge::Zurueck],
        norm: "§ 85 Abs. 1 SGG",
    },
    Uebergang {
        id: "PF05",
        text: "Leistung beginnt",
        von: &[F::P3],
        nach: F::P4,
        wer: PFLEGE,
        bedingungen: &[
            G::Leicht(L::Bewilligt),
            G::Leicht(L::Begonnen),
            G::Leicht(L::Termin),
        ],
        wirkungen: &[Folge::Pruefdatum],
        norm: "§ 17 SGB XII",
    },
    Uebergang {
        id: "PF06",
        text: "Überprüfen",
        von: &[F::P4],
        nach: F::P5,
        wer: PFLEGE,
        bedingungen: &[],
        wirkungen: &[Folge::Einladung],
        norm: "§ 48 SGB X",
    },
    Uebergang {
        id: "PF07",
        text: "Weiterführen",
        von: &[F::P5],
        nach: F::P4,
        wer: PFLEGE,
        bedingungen: &[G::Leicht(L::NeuAngesehen), G::Leicht(L::Termin)],
        wirkungen: &[Folge::Pruefdatum],
        norm: "§ 48 SGB X",
    },
    Uebergang {
        id: "PF07-AENDERUNG",
        text: "Leistung ändern",
        von: &[F::P5],
        nach: F::P4,
        wer: ENTSCHEIDEN,
        bedingungen: &[
            G::Leicht(L::NeuAngesehen),
            G::Aenderung,
            G::Anhoerung,
            G::Leicht(L::Begruendet),
            G::Leicht(L::Termin),
        ],
        wirkungen: &[Folge::Bescheid, Folge::Pruefdatum],
        norm: "§§ 24, 35, 48 SGB X",
    },
    // 4.10 EINSTELLUNG: against the wish of the person; the case stays until nothing can be said against it any more
    Uebergang {
        id: "PF07-EINSTELLUNG",
        text: "Leistung einstellen",
        von: &[F::P5],
        nach: F::P3,
        wer: ENTSCHEIDEN,
        bedingungen: &[
            G::Leicht(L::NeuAngesehen),
            G::Einstellung,
            G::Anhoerung,
            G::Leicht(L::Begruendet),
        ],
        wirkungen: &[Folge::Bescheid],
        norm: "§§ 24, 35, 48 SGB X",
    },
    Uebergang {
        id: "PF07-ENDE",
        text: "Beenden",
        von: &[F::P5],
        nach: F::P6,
        wer: PFLEGE,
        bedingungen: &[G::Leicht(L::Ende), G::NichtsOffen],
        wirkungen: &[],
        norm: "§ 48 SGB X, einvernehmlich",
    },
    Uebergang {
        id: "H21",
        text: "Auf Wunsch beenden",
        von: BIS_P2,
        nach: F::P6,
        wer: PFLEGE,
        bedingungen: &[G::Ruecknahme, G::BereichLeistung],
        wirkungen: &[],
        norm: "Wunsch der leistungsberechtigten Person",
    },
];

#[cfg(test)]
mod tests {
    use amt::{Kontext, RolleJetzt, recht::OrganisationsArt};
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::{
        model::Fallspur,
        rules::fall::spur::{entscheidet, finde, pruefe_wer},
    };

    #[test]
    fn jede_zeile_hat_norm_und_von_jedem_offenen_stand_geht_es_weiter() {
        assert!(SM5.iter().all(|u| !u.norm.is_empty() && !u.von.is_empty()));
        for s in F::ALLE {
            let offen = s.spur() == Fallspur::Pflege && *s != F::P6;
            assert_eq!(SM5.iter().any(|u| u.von.contains(s)), offen, "{s:?}");
        }
        assert!(SM5.iter().all(|u| u.nach.spur() == Fallspur::Pflege));
    }

    #[test]
    fn rl_02_jede_zeile_nimmt_nur_der_oeffentliche_traeger() {
        assert!(SM5.iter().all(entscheidet));
        let wer = |rolle, art| {
            let rollen = vec![RolleJetzt {
                rolle,
                raeume: vec![],
            }];
            Kontext::neu(Id::von(Uuid::from_u128(1)), "X".to_owned(), art, rollen)
        };
        let pf04 = finde(F::P2, "PF04").unwrap();
        for k in [
            wer(Rolle::R09, OrganisationsArt::Andere),
            wer(R13, OrganisationsArt::Andere),
            wer(R14, OrganisationsArt::Oeffentlich),
            wer(Rolle::R02, OrganisationsArt::Oeffentlich),
        ] {
            let b = pruefe_wer(pf04, &k).unwrap_err();
            assert!(b.code == "FALL-E10" && b.text.contains("SGB XII"));
        }
        assert!(pruefe_wer(pf04, &wer(R13, OrganisationsArt::Oeffentlich)).is_ok());
        // every row that writes a Bescheid is for those who decide
        for u in SM5.iter().filter(|u| u.wirkt(Folge::Bescheid)) {
            assert_eq!(u.wer, ENTSCHEIDEN, "{}", u.id);
        }
    }

    #[test]
    fn rl_01_kein_tor_fragt_nach_dem_budget_und_die_altenhilfe_nicht_nach_einkommen() {
        for u in SM5 {
            for g in u.bedingungen {
                let t = g.angaben();
                assert!(!t.text.to_lowercase().contains("budget"), "{t:?}");
                // § 71 Abs. 4: only who gets a benefit granted is asked
                assert!(u.id == "PF04" || *g != G::Leicht(L::Einkommen), "{}", u.id);
            }
        }
    }
}
