use base::{Datum, Zeitpunkt};

use super::{Angabe, FallStand, Fallspur, Ressourcenfeld, angabe_egh, angabe_leicht};

/// How an [`Angabe`] is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Angabeform {
    /// Label of the day; empty when none is asked for.
    pub tag: &'static str,
    /// Label of the words; empty when none are asked for.
    pub worte: &'static str,
    /// One sentence of help.
    pub hinweis: &'static str,
    /// Norm behind it.
    pub norm: &'static str,
    /// States in which it is asked for; elsewhere it is only shown.
    pub wann: &'static [FallStand],
}

/// One line of the tables of Angaben.
pub(super) const fn f(
    tag: &'static str,
    worte: &'static str,
    hinweis: &'static str,
    norm: &'static str,
    wann: &'static [FallStand],
) -> Angabeform {
    Angabeform {
        tag,
        worte,
        hinweis,
        norm,
        wann,
    }
}

const VOR_F6: &[FallStand] = &[
    FallStand::F0,
    FallStand::F1,
    FallStand::F2,
    FallStand::F3,
    FallStand::F4,
    FallStand::F5,
];
const ZURUECKNEHMBAR: &[FallStand] = &[
    FallStand::F0,
    FallStand::F1,
    FallStand::F2,
    FallStand::F3,
    FallStand::F4,
    FallStand::F5,
    FallStand::G0,
    FallStand::G1,
    FallStand::G2,
    FallStand::G3,
    FallStand::G4,
    FallStand::G5,
    FallStand::G6,
    FallStand::G7,
    FallStand::P0,
    FallStand::P1,
    FallStand::P2,
];
const NICHTS: &[FallStand] = &[
    FallStand::F2,
    FallStand::F3,
    FallStand::F4,
    FallStand::F5,
    FallStand::G0,
    FallStand::G1,
    FallStand::G2,
    FallStand::G3,
    FallStand::G4,
    FallStand::G5,
    FallStand::G6,
    FallStand::P0,
    FallStand::P1,
    FallStand::P2,
    FallStand::J1,
    FallStand::J2,
];
/// A wish for help under SGB VIII before H09; an Antrag under SGB XII, which needs none, before the decision.
const GEWUENSCHT: &[FallStand] = &[
    FallStand::F0,
    FallStand::F1,
    FallStand::F2,
    FallStand::F3,
    FallStand::F4,
    FallStand::F5,
    FallStand::P0,
    FallStand::P1,
    FallStand::P2,
];
const WILLE_OFFEN: &[FallStand] = &[
    FallStand::F2,
    FallStand::F3,
    FallStand::F4,
    FallStand::F5,
    FallStand::P0,
];
const KLAEREN: &[FallStand] = &[FallStand::F2, FallStand::F3, FallStand::F4, FallStand::F5];
/// Besides, before a running help is changed (§ 36 Abs. 1 SGB VIII).
const BERATEN: &[FallStand] = &[
    FallStand::F2,
    FallStand::F3,
    FallStand::F4,
    FallStand::F5,
    FallStand::F9,
];

impl Angabe {
    /// How it is asked for.
    #[must_use]
    pub fn form(self) -> Angabeform {
        match self {
            Self::ElternAufenthalt => f(
                "",
                "Wo leben die Eltern?",
                "Danach richtet sich, welches Jugendamt zuständig ist.",
                "§ 86 SGB VIII",
                &[FallStand::F0, FallStand::F1],
            ),
            Self::Zustaendigkeit => f(
                "Bestätigt am",
                "Träger und Norm",
                "Zum Beispiel: Stadt Muster, § 86 Abs. 1 SGB VIII.",
                "§§ 86, 86d SGB VIII",
                &[FallStand::F1, FallStand::F2, FallStand::F5],
            ),
            Self::AndereStelle => f(
                "Weitergeleitet am",
                "Welche Stelle, und warum?",
                "Weiterleiten heißt: unverzüglich.",
                "§ 16 Abs. 2 SGB I",
                &[FallStand::F1],
            ),
            Self::Anspruchsinhaber => f(
                "",
                "Wem steht der Anspruch zu?",
                "Hilfe zur Erziehung: den Personensorgeberechtigten. § 35a: dem Kind selbst. § 41: dem jungen Menschen.",
                "§ 27 Abs. 1, §§ 35a, 41 SGB VIII",
                VOR_F6,
            ),
            Self::Begehren => f(
                "Gewünscht am",
                "Was wurde gewünscht?",
                "Ein klarer Wunsch genügt, eine Form ist nicht vorgeschrieben.",
                "§ 27 Abs. 1 SGB VIII",
                GEWUENSCHT,
            ),
            Self::Screening => f(
                "Geprüft am",
                "Ergebnis",
                "Bei einem Hinweis sofort eine Meldung nach § 8a anlegen.",
                "§ 8a SGB VIII",
                KLAEREN,
            ),
            Self::Beratung => f(
                "Beraten am",
                "Wie wurde verständlich beraten?",
                "Auch über die Folgen einer Hilfe, zum Beispiel mit Dolmetscher oder in leichter Sprache.",
                "§ 36 Abs. 1, § 10a SGB VIII",
                BERATEN,
            ),
            Self::KindGehoert => f(
                "Am",
                "Was hat das Kind gesagt, oder warum wurde es nicht angehört?",
                "",
                "§ 8 SGB VIII",
                KLAEREN,
            ),
            Self::WunschWahlHinweis => f(
                "Hingewiesen am",
                "",
                "Die Familie darf zwischen Trägern wählen und Wünsche äußern.",
                "§ 5 Abs. 1 S. 2 SGB VIII",
                KLAEREN,
            ),
            Self::WilleOffen => f(
                "",
                "Warum ist der Wille noch offen?",
                "Nur wenn ein Wille noch nicht festgehalten werden kann.",
                "Prinzip 1",
                WILLE_OFFEN,
            ),
            Self::NichtsPersoenlich
            | Self::NichtsSozial
            | Self::NichtsMateriell
            | Self::NichtsInfrastrukturell => f("Geprüft am", "", "", "RL-15", NICHTS),
            Self::OhneFreiwilligkeit => f(
                "",
                "Warum wird nicht auf die Mitwirkung gewartet?",
                "Nur im Gefährdungsbereich. Wille und Sozialraumprüfung dürfen dann offen bleiben.",
                "§ 8a SGB VIII, RL-12",
                KLAEREN,
            ),
            Self::AntragZurueck => f(
                "Schriftlich zurückgenommen am",
                "Mit den Worten der Person",
                "",
                "§ 20 Abs. 3 SGB X, RL-04",
                &[FallStand::F3, FallStand::P0, FallStand::P1, FallStand::P2],
            ),
            Self::Eilhilfe => f(
                "Begonnen am",
                "Warum eilt es, und was wird vorläufig getan?",
                "Was fehlt, wird innerhalb von 10 Arbeitstagen nachgeholt.",
                "Fachkonzept H19",
                VOR_F6,
            ),
            // that a case rests, and until when, says a Wiedervorlage; what was noted here before stays
            Self::Ruhend => f("", "", "", "Fachkonzept H20", &[]),
            Self::Ruecknahme => f(
                "Gesagt am",
                "Mit den Worten der Person",
                "",
                "Fachkonzept H21",
                ZURUECKNEHMBAR,
            ),
            andere => {
                let egh = angabe_egh::form(andere);
                if egh.wann.is_empty() {
                    angabe_leicht::form(andere)
                } else {
                    egh
                }
            }
        }
    }

    /// How it is asked for in this state.
    #[must_use]
    pub fn form_in(self, stand: FallStand) -> Angabeform {
        let form = self.form();
        if stand.spur() == Fallspur::Pflege {
            angabe_leicht::anders(self, form)
        } else {
            form
        }
    }

    /// A day to come is asked for, not one that was.
    #[must_use]
    pub const fn kuenftig(self) -> bool {
        matches!(self, Self::NaechsterBlick | Self::WeisungBis)
    }

    /// "Geprüft, nichts gefunden" of a field of the Ressourcenkarte.
    #[must_use]
    pub const fn nichts(feld: Ressourcenfeld) -> Self {
        match feld {
            Ressourcenfeld::Persoenlich => Self::NichtsPersoenlich,
            Ressourcenfeld::Sozial => Self::NichtsSozial,
            Ressourcenfeld::Materiell => Self::NichtsMateriell,
            Ressourcenfeld::Infrastrukturell => Self::NichtsInfrastrukturell,
        }
    }

    /// Whether it belongs to the Ressourcenkarte and not to the page of the clarification.
    #[must_use]
    pub const fn in_ressourcenkarte(self) -> bool {
        matches!(
            self,
            Self::NichtsPersoenlich
                | Self::NichtsSozial
                | Self::NichtsMateriell
                | Self::NichtsInfrastrukturell
        )
    }
}

/// One [`Angabe`] as noted.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Eintrag {
    /// Which.
    #[sqlx(try_from = "String")]
    pub angabe: Angabe,
    /// Day.
    pub tag: Option<Datum>,
    /// Words.
    pub worte: String,
    /// Who noted it.
    pub benutzer_name: String,
    /// When.
    pub zeit: Zeitpunkt,
}
