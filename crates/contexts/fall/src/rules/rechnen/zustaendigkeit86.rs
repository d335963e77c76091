//! Which Träger is örtlich competent (§ 86 SGB VIII, Fachkonzept 3.6): a proposal with its norm; a person confirms it.

/// A parent, as far as the rule asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Elternteil {
    /// Has the gewöhnlicher Aufenthalt in this municipality.
    Inland(String),
    /// Lives abroad.
    Ausland,
    /// Is dead.
    Verstorben,
    /// Nobody knows.
    #[default]
    Unbekannt,
}

impl Elternteil {
    fn ort(&self) -> Option<&str> {
        match self {
            Self::Inland(ort) => Some(ort),
            _ => None,
        }
    }
}

/// Who has custody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorge {
    /// Mother alone.
    Mutter,
    /// Father alone.
    Vater,
    /// Both.
    Gemeinsam,
    /// Neither.
    Keiner,
}

/// With whom the child last had its gewöhnlicher Aufenthalt in the six months before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zuletzt {
    /// Mother.
    Mutter,
    /// Father.
    Vater,
    /// With both; the last actual stay was with the mother.
    BeideDannMutter,
    /// With both; the last actual stay was with the father.
    BeideDannVater,
    /// With neither.
    Keiner,
}

/// Everything asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frage {
    /// Mother.
    pub mutter: Elternteil,
    /// Father.
    pub vater: Elternteil,
    /// Whether the paternity is established.
    pub vaterschaft: bool,
    /// Custody; `None` while nobody has said.
    pub sorge: Option<Sorge>,
    /// With whom the child was last.
    pub zuletzt: Option<Zuletzt>,
    /// The child's own gewöhnlicher Aufenthalt before the start.
    pub kind_ort: Option<String>,
    /// The child's actual stay.
    pub aufenthalt: Option<String>,
    /// gewöhnlicher Aufenthalt of the Pflegeperson, when the child has lived there for two years and is to stay.
    pub dauerpflege: Option<String>,
    /// A minor asylum applicant: actual stay or place of the Zuweisung.
    pub asyl: Option<String>,
    /// The parents separated after the start; the place competent until then.
    pub getrennt_bisher: Option<String>,
}

/// The proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vorschlag {
    /// The place whose Träger is competent; `None` when nothing is known at all.
    pub ort: Option<String>,
    /// Number of the test in Fachkonzept 3.6.
    pub zeile: u8,
    /// The norm.
    pub norm: &'static str,
    /// Why, in one sentence.
    pub grund: &'static str,
    /// Only provisional (§ 86d).
    pub vorlaeufig: bool,
}

fn ja(ort: &str, zeile: u8, norm: &'static str, grund: &'static str) -> Vorschlag {
    Vorschlag {
        ort: Some(ort.to_owned()),
        zeile,
        norm,
        grund,
        vorlaeufig: false,
    }
}

/// The proposal, by the order of tests of Fachkonzept 3.6.
#[must_use]
pub fn vorschlag(f: &Frage) -> Vorschlag {
    besondere(f)
        .or_else(|| gemeinsam(f))
        .or_else(|| getrennt(f))
        .unwrap_or_else(|| Vorschlag {
            ort: f.aufenthalt.clone().or_else(|| f.kind_ort.clone()),
            zeile: 11,
            norm: "§ 86d SGB VIII",
            grund: "Die Zuständigkeit ist noch nicht geklärt. Bis dahin wird vorläufig der Träger tätig, in dessen Bereich sich das Kind tatsächlich aufhält.",
            vorlaeufig: true,
        })
}

fn besondere(f: &Frage) -> Option<Vorschlag> {
    if let Some(ort) = &f.dauerpflege {
        let grund = "Das Kind lebt seit zwei Jahren bei der Pflegeperson und soll dort bleiben.";
        return Some(ja(ort, 1, "§ 86 Abs. 6 SGB VIII", grund));
    }
    f.asyl.as_ref().map(|ort| {
        let grund = "Für unbegleitete oder begleitete Kinder, die Asyl suchen, zählt der tatsächliche Aufenthalt oder die Zuweisung.";
        ja(ort, 2, "§ 86 Abs. 7 SGB VIII", grund)
    })
}

fn gemeinsam(f: &Frage) -> Option<Vorschlag> {
    use Elternteil::Verstorben;
    match (f.mutter.ort(), f.vater.ort()) {
        (Some(m), Some(v)) if f.vaterschaft && base::suchform(m) == base::suchform(v) => {
            let grund = "Beide Eltern haben dort ihren gewöhnlichen Aufenthalt.";
            return Some(ja(m, 3, "§ 86 Abs. 1 S. 1 SGB VIII", grund));
        }
        (Some(m), _) if !f.vaterschaft => {
            let grund =
                "Die Vaterschaft ist nicht festgestellt; es zählt der gewöhnliche Aufenthalt der Mutter.";
            return Some(ja(m, 4, "§ 86 Abs. 1 S. 2 SGB VIII", grund));
        }
        _ => {}
    }
    let allein = match (&f.mutter, &f.vater) {
        (Elternteil::Inland(ort), Verstorben) | (Verstorben, Elternteil::Inland(ort)) => Some(ort),
        _ => None,
    };
    let grund = "Nur ein Elternteil lebt; es zählt dessen gewöhnlicher Aufenthalt.";
    allein.map(|ort| ja(ort, 5, "§ 86 Abs. 1 S. 3 SGB VIII", grund))
}

fn getrennt(f: &Frage) -> Option<Vorschlag> {
    let vater = if f.vaterschaft { f.vater.ort() } else { None };
    if f.mutter.ort().is_none() && vater.is_none() {
        return Some(ohne_eltern(f));
    }
    if let Some(bisher) = &f.getrennt_bisher {
        return nach_trennung(f, bisher);
    }
    let teil = |mutter: bool| if mutter { f.mutter.ort() } else { vater };
    let oder_kind = |ort: Option<&str>, zeile, norm, grund| {
        // the parent that counts has no gewöhnlicher Aufenthalt in Germany: Abs. 4
        Some(ort.map_or_else(|| ohne_eltern(f), |o| ja(o, zeile, norm, grund)))
    };
    match f.sorge? {
        s @ (Sorge::Mutter | Sorge::Vater) => oder_kind(
            teil(s == Sorge::Mutter),
            6,
            "§ 86 Abs. 2 S. 1 SGB VIII",
            "Die Eltern leben an verschiedenen Orten; es zählt der Elternteil, der die Personensorge hat.",
        ),
        s => {
            let zeile = if s == Sorge::Gemeinsam { 7 } else { 8 };
            let norm = |gemeinsam, keiner| if s == Sorge::Gemeinsam { gemeinsam } else { keiner };
            match f.zuletzt? {
                z @ (Zuletzt::Mutter | Zuletzt::Vater) => oder_kind(
                    teil(z == Zuletzt::Mutter),
                    zeile,
                    norm(
                        "§ 86 Abs. 2 S. 2 SGB VIII",
                        "§ 86 Abs. 3 i. V. m. Abs. 2 S. 2 SGB VIII",
                    ),
                    "Es zählt der Elternteil, bei dem das Kind zuletzt seinen gewöhnlichen Aufenthalt hatte.",
                ),
                // Abs. 3 refers to sentences 2 and 4 only: without custody, "with both" decides nothing
                z @ (Zuletzt::BeideDannMutter | Zuletzt::BeideDannVater) if s == Sorge::Gemeinsam => {
                    oder_kind(
                        teil(z == Zuletzt::BeideDannMutter),
                        7,
                        "§ 86 Abs. 2 S. 3 SGB VIII",
                        "Das Kind lebte im letzten halben Jahr bei beiden; es zählt, bei wem es sich zuletzt tatsächlich aufhielt.",
                    )
                }
                Zuletzt::Keiner => {
                    let norm = norm(
                        "§ 86 Abs. 2 S. 4 SGB VIII",
                        "§ 86 Abs. 3 i. V. m. Abs. 2 S. 4 SGB VIII",
                    );
                    let grund = "Das Kind lebte im letzten halben Jahr bei keinem Elternteil; es zählt sein eigener Aufenthalt vor Beginn.";
                    let ort = f.kind_ort.as_ref().or(f.aufenthalt.as_ref())?;
                    Some(ja(ort, zeile, norm, grund))
                }
                _ => None,
            }
        }
    }
}

fn nach_trennung(f: &Frage, bisher: &str) -> Option<Vorschlag> {
    match f.sorge? {
        Sorge::Mutter | Sorge::Vater => {
            let teil = if f.sorge == Some(Sorge::Mutter) {
                &f.mutter
            } else {
                &f.vater
            };
            let grund =
                "Die Eltern haben sich nach Beginn getrennt; es zählt der Elternteil mit der Personensorge.";
            teil.ort().map(|o| ja(o, 10, "§ 86 Abs. 5 S. 1 SGB VIII", grund))
        }
        Sorge::Gemeinsam | Sorge::Keiner => {
            let grund = "Die Eltern haben sich nach Beginn getrennt und die Sorge ist gemeinsam oder bei keinem; die bisherige Zuständigkeit bleibt.";
            Some(ja(bisher, 10, "§ 86 Abs. 5 S. 2 SGB VIII", grund))
        }
    }
}

fn ohne_eltern(f: &Frage) -> Vorschlag {
    let grund = "Die Eltern oder der maßgebliche Elternteil haben keinen bekannten gewöhnlichen Aufenthalt im Inland; es zählt der des Kindes vor Beginn.";
    if let Some(ort) = &f.kind_ort {
        return ja(ort, 9, "§ 86 Abs. 4 S. 1 SGB VIII", grund);
    }
    Vorschlag {
        ort: f.aufenthalt.clone(),
        zeile: 9,
        norm: "§ 86 Abs. 4 S. 2 SGB VIII",
        grund: "Weder Eltern noch Kind haben einen gewöhnlichen Aufenthalt im Inland; es zählt der tatsächliche Aufenthalt vor Beginn.",
        vorlaeufig: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_(ort: &str) -> Elternteil {
        Elternteil::Inland(ort.to_owned())
    }

    fn leer() -> Frage {
        Frage {
            mutter: in_("Norderstedt"),
            vater: in_("Hamburg"),
            vaterschaft: true,
            sorge: None,
            zuletzt: None,
            kind_ort: None,
            aufenthalt: None,
            dauerpflege: None,
            asyl: None,
            getrennt_bisher: None,
        }
    }

    fn antwort(f: &Frage) -> (Option<String>, u8, &'static str) {
        let v = vorschlag(f);
        (v.ort, v.zeile, v.norm)
    }

    #[test]
    fn t_038_vier_lagen() {
        let a = Frage {
            vater: in_("Norderstedt"),
            ..leer()
        };
        assert_eq!(
            antwort(&a),
            (Some("Norderstedt".into()), 3, "§ 86 Abs. 1 S. 1 SGB VIII")
        );
        let b = Frage {
            sorge: Some(Sorge::Mutter),
            ..leer()
        };
        assert_eq!(
            antwort(&b),
            (Some("Norderstedt".into()), 6, "§ 86 Abs. 2 S. 1 SGB VIII")
        );
        let c = Frage {
            sorge: Some(Sorge::Gemeinsam),
            zuletzt: Some(Zuletzt::Vater),
            ..leer()
        };
        assert_eq!(
            antwort(&c),
            (Some("Hamburg".into()), 7, "§ 86 Abs. 2 S. 2 SGB VIII")
        );
        let d = Frage {
            mutter: Elternteil::Ausland,
            vater: Elternteil::Ausland,
            kind_ort: Some("Norderstedt".into()),
            ..leer()
        };
        assert_eq!(
            antwort(&d),
            (Some("Norderstedt".into()), 9, "§ 86 Abs. 4 S. 1 SGB VIII")
        );
    }

    #[test]
    fn was_keiner_weiss_wird_nicht_geraten() {
        let v = vorschlag(&Frage {
            aufenthalt: Some("Kiel".into()),
            ..leer()
        });
        assert!(v.vorlaeufig && v.ort.as_deref() == Some("Kiel") && v.zeile == 11);
        let beide_ohne_sorge = Frage {
            sorge: Some(Sorge::Keiner),
            zuletzt: Some(Zuletzt::BeideDannMutter),
            ..leer()
        };
        assert_eq!(vorschlag(&beide_ohne_sorge).zeile, 11);
    }

    #[test]
    fn die_uebrigen_zeilen() {
        let pflege = Frage {
            dauerpflege: Some("Plön".into()),
            ..leer()
        };
        assert_eq!(antwort(&pflege), (Some("Plön".into()), 1, "§ 86 Abs. 6 SGB VIII"));
        let ohne_vater = Frage {
            vaterschaft: false,
            ..leer()
        };
        assert_eq!(vorschlag(&ohne_vater).zeile, 4);
        let witwe = Frage {
            vater: Elternteil::Verstorben,
            ..leer()
        };
        assert_eq!(vorschlag(&witwe).zeile, 5);
        let danach = Frage {
            sorge: Some(Sorge::Gemeinsam),
            getrennt_bisher: Some("Norderstedt".into()),
            ..leer()
        };
        assert_eq!(
            antwort(&danach),
            (Some("Norderstedt".into()), 10, "§ 86 Abs. 5 S. 2 SGB VIII")
        );
        let im_ausland = Frage {
            mutter: Elternteil::Ausland,
            sorge: Some(Sorge::Mutter),
            kind_ort: Some("Kiel".into()),
            ..leer()
        };
        assert_eq!(
            antwort(&im_ausland),
            (Some("Kiel".into()), 9, "§ 86 Abs. 4 S. 1 SGB VIII")
        );
    }
}
