//! SM-3: the way of a help under SGB VIII (Fachkonzept 4.5), H02 to H22 as rows. H01 is the Falleingang of SM-1
//! (A05); H19 and H20 run beside the states, as a remedy does until it is successful (H22, `rechtsbehelf`).

use amt::recht::Rolle::{self, R02, R03, R04, R09, R10, R16};

use super::gatter::Gatter as G;
use crate::{model::FallStand as F, rules::ablauf::Uebergang};

/// What a row does besides changing the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Folge {
    /// The receipt is confirmed to the family.
    Eingangsbestaetigung,
    /// The decision is written and sent.
    Bescheid,
    /// The money is reserved; never a condition (RL-01).
    Obligo,
    /// The next review gets its day.
    Pruefdatum,
    /// Invitations to the review.
    Einladung,
    /// The Träger gets its data package and nothing else.
    Datenpaket,
    /// A line in the history, a note to the ASD every week.
    Wochenmeldung,
    /// The reserved money is free again.
    ObligoFrei,
    /// The record for the official statistics.
    Statistik,
    /// The way to an offer, with a call afterwards.
    Wegweisung,
    /// The periods of §§ 14, 15 SGB IX run.
    Antragsuhr,
    /// The person is told.
    Unterrichtung,
    /// The Gesamtplan is handed to the person.
    Planuebergabe,
    /// What was granted is planned again, the reserved money is free until it is decided anew.
    Zurueck,
    /// The day a Weisung must be done by is the next day of the case.
    Weisungsfrist,
}

impl Folge {
    /// What a person reads.
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Eingangsbestaetigung => "die Familie bekommt eine Bestätigung",
            Self::Bescheid => "Bescheid",
            Self::Obligo => "das Geld wird vorgemerkt",
            Self::Pruefdatum => "Termin der nächsten Überprüfung",
            Self::Einladung => "Einladung aller Beteiligten",
            Self::Datenpaket => "der Träger bekommt nur die vereinbarten Daten",
            Self::Wochenmeldung => "Eintrag im Verlauf, wöchentliche Nachricht an den ASD",
            Self::ObligoFrei => "vorgemerktes Geld wird frei",
            Self::Statistik => "Datensatz der amtlichen Statistik",
            Self::Wegweisung => "Weg-Weisung, ein Anruf danach wird angeboten",
            Self::Antragsuhr => "die Fristen für die Entscheidung laufen",
            Self::Unterrichtung => "die Person wird unterrichtet",
            Self::Planuebergabe => "die Person bekommt den Gesamtplan",
            Self::Zurueck => "die Bausteine sind wieder geplant, das vorgemerkte Geld ist bis dahin frei",
            Self::Weisungsfrist => "die Frist wird zum nächsten Termin",
        }
    }
}

/// A row of SM-3.
pub type Zeile = Uebergang<F, G, Folge>;

/// ASD and JGH of the public body: the user class OEFFENTLICH_ENTSCHEIDUNG (RL-02).
const ASD: &[Rolle] = &[R02, R03, R04, R16];
/// Whoever does the help notes its beginning and what happens within the corridor.
const DURCHFUEHREND: &[Rolle] = &[R02, R03, R04, R16, R09, R10];

const BIS_F5: &[F] = &[F::F0, F::F1, F::F2, F::F3, F::F4, F::F5];

/// The table.
pub const SM3: &[Zeile] = &[
    Uebergang {
        id: "H02",
        text: "Zuständigkeit prüfen",
        von: &[F::F0],
        nach: F::F1,
        wer: ASD,
        bedingungen: &[G::AufenthaltEltern],
        wirkungen: &[Folge::Eingangsbestaetigung],
        norm: "§ 86 SGB VIII; § 14 Abs. 1 SGB IX bei § 35a",
    },
    Uebergang {
        id: "H03",
        text: "Mit der Klärung beginnen",
        von: &[F::F1],
        nach: F::F2,
        wer: ASD,
        bedingungen: &[G::Zustaendigkeit],
        wirkungen: &[],
        norm: "§§ 86, 86d SGB VIII; RL-13",
    },
    Uebergang {
        id: "H04",
        text: "An eine andere Stelle weiterleiten",
        von: &[F::F1],
        nach: F::Fx,
        wer: ASD,
        bedingungen: &[G::AndereStelle],
        wirkungen: &[],
        norm: "§ 16 Abs. 2 SGB I, unverzüglich",
    },
    Uebergang {
        id: "H05",
        text: "Zur Sozialraumprüfung",
        von: &[F::F2],
        nach: F::F3,
        wer: ASD,
        bedingungen: &[
            G::Screening,
            G::Beratung,
            G::KindGehoert,
            G::Wille,
            G::Grobziel,
            G::Persoenlich,
            G::Sozial,
            G::Materiell,
            G::Infrastrukturell,
            G::WunschUndWahl,
        ],
        wirkungen: &[],
        norm: "§§ 5, 8, 10a, 36 Abs. 1 SGB VIII",
    },
    Uebergang {
        id: "H06",
        text: "Zur Fallberatung",
        von: &[F::F3],
        nach: F::F4,
        wer: ASD,
        bedingungen: &[G::Sozialraumpruefung],
        wirkungen: &[],
        norm: "§ 27 Abs. 2 SGB VIII; Geschäftsordnung",
    },
    Uebergang {
        id: "H07",
        text: "Ohne Einzelfallhilfe abschließen",
        von: &[F::F3],
        nach: F::F11,
        wer: ASD,
        bedingungen: &[G::ErgebnisA, G::ZustimmungPerson, G::KeinOffenerAntrag],
        wirkungen: &[Folge::Wegweisung],
        norm: "§ 20 Abs. 3 SGB X, RL-04",
    },
    Uebergang {
        id: "H08",
        text: "Ist entscheidungsreif",
        von: &[F::F4],
        nach: F::F5,
        wer: ASD,
        bedingungen: &[G::Fallkonferenz, G::Votum],
        wirkungen: &[],
        norm: "§ 36 Abs. 2 S. 1 SGB VIII",
    },
    Uebergang {
        id: "H09",
        text: "Bewilligen",
        von: &[F::F5],
        nach: F::F6,
        wer: ASD,
        bedingungen: &[
            G::Anspruchsinhaber,
            G::Begehren,
            G::Zustaendigkeit,
            G::Handlungsziel,
            G::Staerken,
            G::Bewilligung,
            G::Baustein,
            G::BausteinZiel,
            G::Hilfeplan,
            G::SozialraeumlicherAnteil,
            G::WunschErgebnis,
            G::Pruefdatum,
            G::Mitzeichnung,
        ],
        wirkungen: &[Folge::Bescheid, Folge::Obligo, Folge::Pruefdatum],
        norm: "§§ 27, 36, 36a Abs. 1 SGB VIII; § 31 SGB X",
    },
    Uebergang {
        id: "H10",
        text: "Ablehnen",
        von: &[F::F5],
        nach: F::F6Abgelehnt,
        wer: ASD,
        bedingungen: &[
            G::Anspruchsinhaber,
            G::Begehren,
            G::Zustaendigkeit,
            G::Ablehnung,
            G::Anhoerung,
            G::Begruendung,
            G::Leitung,
        ],
        wirkungen: &[Folge::Bescheid],
        norm: "§§ 24, 35, 36 SGB X; § 9a SGB VIII",
    },
    Uebergang {
        id: "H11",
        text: "Träger ist beauftragt",
        von: &[F::F6],
        nach: F::F7,
        wer: ASD,
        bedingungen: &[G::Beauftragung],
        wirkungen: &[Folge::Datenpaket],
        norm: "§§ 5, 36a, 77, 78b SGB VIII; RL-02, RL-03",
    },
    Uebergang {
        id: "H12",
        text: "Hilfe hat begonnen",
        von: &[F::F7],
        nach: F::F8,
        wer: DURCHFUEHREND,
        bedingungen: &[G::ErsterKontakt],
        wirkungen: &[],
        norm: "Hilfeplan",
    },
    Uebergang {
        id: "H13",
        text: "Überprüfen",
        von: &[F::F8],
        nach: F::F9,
        wer: DURCHFUEHREND,
        bedingungen: &[],
        wirkungen: &[Folge::Einladung],
        norm: "§ 36 Abs. 2 S. 2, Abs. 5 SGB VIII",
    },
    Uebergang {
        id: "H14",
        text: "Weiterführen",
        von: &[F::F9],
        nach: F::F8,
        wer: ASD,
        bedingungen: &[G::Zielbewertung, G::NaechstePruefung, G::NichtsGeaendert],
        wirkungen: &[Folge::Pruefdatum],
        norm: "§ 36 Abs. 2 SGB VIII",
    },
    // 4.10 AENDERUNG: type or extent of a running help change beyond the corridor
    Uebergang {
        id: "H14-AENDERUNG",
        text: "Hilfe ändern",
        von: &[F::F9],
        nach: F::F8,
        wer: ASD,
        bedingungen: &[
            G::Zielbewertung,
            G::NeueBeratung,
            G::EtwasGeaendert,
            G::Baustein,
            G::BausteinZiel,
            G::Hilfeplan,
            G::NaechstePruefung,
            G::Aenderung,
            G::AenderungAngehoert,
            G::AenderungBegruendet,
            G::Mitzeichnung,
        ],
        wirkungen: &[Folge::Bescheid, Folge::Obligo, Folge::Pruefdatum],
        norm: "§ 36 Abs. 1 SGB VIII; §§ 24, 31, 48 SGB X",
    },
    Uebergang {
        id: "H15",
        text: "Umfang im Korridor ändern",
        von: &[F::F8],
        nach: F::F8,
        wer: DURCHFUEHREND,
        bedingungen: &[G::ImKorridor],
        wirkungen: &[Folge::Wochenmeldung],
        norm: "Geschäftsordnung, Spielraum im flexiblen Einsatz",
    },
    Uebergang {
        id: "H16",
        text: "Abschluss vorbereiten",
        von: &[F::F9],
        nach: F::F10,
        wer: ASD,
        bedingungen: &[G::Zielbewertung],
        wirkungen: &[],
        norm: "§ 41 Abs. 3, § 36b Abs. 2 SGB VIII",
    },
    // 4.10 EINSTELLUNG: against the wish of the family; with it H16 is enough
    Uebergang {
        id: "H16-EINSTELLUNG",
        text: "Hilfe vorzeitig einstellen",
        von: &[F::F9],
        nach: F::F10,
        wer: ASD,
        bedingungen: &[
            G::Zielbewertung,
            G::Einstellung,
            G::Anhoerung,
            G::Begruendung,
            G::Leitung,
        ],
        wirkungen: &[Folge::Bescheid],
        norm: "§§ 24, 35, 48 SGB X; § 9a SGB VIII",
    },
    Uebergang {
        id: "H17",
        text: "Abschließen",
        von: &[F::F10],
        nach: F::F11,
        wer: ASD,
        bedingungen: &[G::Abschlussgrund, G::Zielbewertung, G::Anschluss, G::NichtsOffen],
        wirkungen: &[Folge::ObligoFrei, Folge::Statistik],
        norm: "§§ 98 ff. SGB VIII",
    },
    Uebergang {
        id: "H18",
        text: "Nachbetreuung",
        von: &[F::F11],
        nach: F::F12,
        wer: ASD,
        bedingungen: &[G::Nachbetreuung],
        wirkungen: &[],
        norm: "§ 41a SGB VIII",
    },
    Uebergang {
        id: "H18-ENDE",
        text: "Nachbetreuung beenden",
        von: &[F::F12],
        nach: F::F11,
        wer: ASD,
        bedingungen: &[],
        wirkungen: &[],
        norm: "§ 41a SGB VIII",
    },
    Uebergang {
        id: "H21",
        text: "Auf Wunsch beenden",
        von: BIS_F5,
        nach: F::F11,
        wer: ASD,
        bedingungen: &[G::Ruecknahme, G::BereichLeistung],
        wirkungen: &[],
        norm: "Wunsch der anspruchsberechtigten Person",
    },
    // a help that runs is changed in its review instead
    Uebergang {
        id: "H22",
        text: "Nach dem Widerspruch neu entscheiden",
        von: &[F::F6, F::F6Abgelehnt],
        nach: F::F5,
        wer: ASD,
        bedingungen: &[G::Abhilfe],
        wirkungen: &[Folge::Zurueck],
        norm: "§§ 72, 73 VwGO",
    },
];

/// The row with this id.
#[must_use]
pub fn finde(id: &str) -> Option<&'static Zeile> {
    SM3.iter().find(|u| u.id == id)
}

#[cfg(test)]
mod tests {
    use amt::{Kontext, RolleJetzt, recht::OrganisationsArt};
    use base::Id;
    use uuid::Uuid;

    use super::*;
    use crate::rules::fall::spur::{entscheidet, pruefe_wer};

    fn wer(rolle: Rolle, art: OrganisationsArt) -> Kontext {
        let rollen = vec![RolleJetzt {
            rolle,
            raeume: vec![],
        }];
        Kontext::neu(Id::von(Uuid::from_u128(1)), "X".to_owned(), art, rollen)
    }

    #[test]
    fn t_052_ein_freier_traeger_bewilligt_nicht() {
        let h09 = finde("H09").unwrap();
        for k in [
            wer(R09, OrganisationsArt::Andere),
            wer(R10, OrganisationsArt::Andere),
            // a wrong role assignment does not help either
            wer(R02, OrganisationsArt::Andere),
        ] {
            assert_eq!(pruefe_wer(h09, &k).unwrap_err().code, "FALL-E10");
        }
        assert!(pruefe_wer(h09, &wer(R02, OrganisationsArt::Oeffentlich)).is_ok());
    }

    #[test]
    fn rl_02_nur_oeffentliche_nehmen_die_zeilen_die_das_fachkonzept_nennt() {
        let nur: Vec<&str> = SM3.iter().filter(|u| entscheidet(u)).map(|u| u.id).collect();
        assert_eq!(
            nur,
            [
                "H02",
                "H03",
                "H04",
                "H05",
                "H06",
                "H07",
                "H08",
                "H09",
                "H10",
                "H11",
                "H14",
                "H14-AENDERUNG",
                "H16",
                "H16-EINSTELLUNG",
                "H17",
                "H18",
                "H18-ENDE",
                "H21",
                "H22"
            ]
        );
    }

    #[test]
    fn jede_zeile_hat_norm_und_von_jedem_offenen_stand_geht_es_weiter() {
        assert!(SM3.iter().all(|u| !u.norm.is_empty() && !u.von.is_empty()));
        for s in F::ALLE {
            let ende = matches!(s, F::Fx) || s.spur() != crate::model::Fallspur::Erziehung;
            assert_eq!(SM3.iter().any(|u| u.von.contains(s)), !ende, "{s:?}");
        }
    }

    #[test]
    fn inv_b5_kein_tor_fragt_nach_geld() {
        // RL-01: no guard of any row names a budget
        for g in SM3.iter().flat_map(|u| u.bedingungen) {
            let t = g.angaben();
            assert!(!t.text.to_lowercase().contains("budget"), "{t:?}");
        }
    }
}
