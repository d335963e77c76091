//! What a decision must hold (Fachkonzept 4.10), and when it counts as made known.

use amt::go::Geschaeftsordnung;
use base::{Befund, Datum};

use crate::{
    model::{Bekanntgabeweg, Entscheidungsart, Wunschergebnis},
    rules::{frist, rechnen::bekanntgabe as rechnen},
};

/// The hint on independent advice (§ 9a SGB VIII).
pub const OMBUDSSTELLE: &str = "Unabhängige Beratung bei Streit mit dem Jugendamt oder einem Träger gibt Ihnen kostenlos die Ombudsstelle (§ 9a SGB VIII). Wir nennen Ihnen gern die Adresse.";

/// The hint on independent advice in the Eingliederungshilfe (§ 32 SGB IX).
pub const TEILHABEBERATUNG: &str = "Unabhängige Beratung bekommen Sie kostenlos bei der Ergänzenden unabhängigen Teilhabeberatung (§ 32 SGB IX). Wir nennen Ihnen gern die Adresse.";

/// The hint on independent advice in the Sozialhilfe (§ 11 SGB XII, § 7c SGB XI).
pub const SOZIALBERATUNG: &str = "Unabhängige Beratung bekommen Sie kostenlos bei Pflegestützpunkten, Wohlfahrtsverbänden und Sozialverbänden (§ 11 Abs. 5 SGB XII, § 7c SGB XI). Wir nennen Ihnen gern die Adresse.";

/// A prepared decision as the form says it.
#[derive(Debug, Clone, Copy)]
pub struct Vorlage<'a> {
    /// Kind.
    pub art: Entscheidungsart,
    /// Provision.
    pub norm: &'a str,
    /// Operative part.
    pub tenor: &'a str,
    /// First and last day.
    pub zeitraum: (Option<Datum>, Option<Datum>),
    /// Reasons.
    pub begruendung: &'a str,
    /// Day of the hearing; whether an exception is named.
    pub anhoerung: (Option<Datum>, bool),
    /// Day of the written warning (§ 66 SGB I).
    pub warnung: Option<Datum>,
    /// What became of the wish, and words.
    pub wunsch: (Wunschergebnis, &'a str),
    /// Something of a running help ends by it before its time.
    pub entfaellt: bool,
}

/// Everything that is missing. There is no question about money among it (RL-01).
#[must_use]
pub fn pruefen(v: &Vorlage<'_>, heute: Datum) -> Vec<Befund> {
    let mut aus = Vec::new();
    let mut fehlt = |da: bool, code, feld: &str, text: &str| {
        if !da {
            aus.push(Befund::neu(code, text).an(feld));
        }
    };
    let da = |t: &str| !t.trim().is_empty();
    fehlt(
        da(v.norm),
        "FALL-E151",
        "norm",
        "Bitte die Rechtsgrundlage eintragen.",
    );
    fehlt(
        da(v.tenor),
        "FALL-E152",
        "tenor",
        "Bitte eintragen, was entschieden wird.",
    );
    let (von, bis) = v.zeitraum;
    let belastet = v.art.belastet() || v.art == Entscheidungsart::Aenderung && v.entfaellt;
    fehlt(
        v.art.lehnt_ab() || von.is_some(),
        "FALL-E153",
        "von",
        "Ab wann gilt das?",
    );
    fehlt(
        !matches!((von, bis), (Some(a), Some(b)) if b < a),
        "FALL-E153",
        "bis",
        "Das Ende liegt vor dem Beginn.",
    );
    fehlt(
        !belastet || da(v.begruendung),
        "FALL-E126",
        "begruendung",
        "Was nicht gewährt wird, braucht eine Begründung (§ 35 SGB X).",
    );
    fehlt(
        !belastet || v.anhoerung.0.is_some() || v.anhoerung.1,
        "FALL-E125",
        "anhoerung_am",
        "Bitte anhören oder die Ausnahme nennen (§ 24 SGB X).",
    );
    fehlt(
        v.anhoerung.0.is_none_or(|d| d <= heute) && v.warnung.is_none_or(|d| d <= heute),
        "FALL-E90",
        "anhoerung_am",
        "Der Tag liegt in der Zukunft. Bitte prüfen.",
    );
    fehlt(
        v.art != Entscheidungsart::Versagung66 || v.warnung.is_some(),
        "FALL-E154",
        "warnung_am",
        "Vorher muss schriftlich mit Frist darauf hingewiesen worden sein (§ 66 Abs. 3 SGB I).",
    );
    let (wunsch, worte) = v.wunsch;
    fehlt(
        wunsch == Wunschergebnis::Keiner || da(worte),
        "FALL-E122",
        "wunsch_worte",
        "Was wurde gewünscht? Wird dem nicht entsprochen: warum?",
    );
    aus
}

/// When a Bescheid counts as known, and the last day for a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bekanntgabe {
    /// The day it counts as known.
    pub am: Datum,
    /// The last day for a Widerspruch.
    pub rechtsbehelf_bis: Datum,
    /// (sentence, norm).
    pub schritte: Vec<(String, String)>,
}

/// Computes both; the calculation itself is one for all.
///
/// # Errors
/// Outside the calendar.
pub fn bekanntgabe(go: &Geschaeftsordnung, weg: Bekanntgabeweg, versandt: Datum) -> amt::Result<Bekanntgabe> {
    let intern = |e: fristen::Fehler| amt::Error::Intern(e.to_string());
    let versand = rechnen::Versand {
        weg: match weg {
            Bekanntgabeweg::Post => rechnen::Weg::Post,
            Bekanntgabeweg::Elektronisch => rechnen::Weg::Elektronisch,
            Bekanntgabeweg::Abruf => rechnen::Weg::Abruf,
            Bekanntgabeweg::Uebergabe => rechnen::Weg::Uebergabe,
        },
        am: versandt,
        zugang: None,
    };
    let b = rechnen::bekanntgabe(&versand, &frist::kalender(go)?).map_err(intern)?;
    let rechtsbehelf_bis = b.widerspruch_bis().unwrap_or(b.am);
    let schritte = b.schritte.into_iter().chain(b.widerspruch.schritte);
    Ok(Bekanntgabe {
        am: b.am,
        rechtsbehelf_bis,
        schritte: schritte.map(|s| (s.text, s.norm.to_string())).collect(),
    })
}

/// The remedy in words (§ 36 SGB X).
#[must_use]
pub fn belehrung(behoerde: &str) -> String {
    format!(
        "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe Widerspruch einlegen. Schreiben Sie an: {behoerde}. Sie können den Widerspruch auch bei uns zur Niederschrift erklären oder elektronisch in der Form des § 36a Abs. 2 SGB I einlegen."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn ablehnung() -> Vorlage<'static> {
        Vorlage {
            art: Entscheidungsart::Ablehnung,
            norm: "§ 27 SGB VIII",
            tenor: "Die Hilfe wird abgelehnt.",
            zeitraum: (None, None),
            begruendung: "Der Bedarf ist gedeckt.",
            anhoerung: (Some(tag("2026-11-10")), false),
            warnung: None,
            wunsch: (Wunschergebnis::Keiner, ""),
            entfaellt: false,
        }
    }

    #[test]
    fn eine_aenderung_belastet_nur_wenn_etwas_endet_eine_einstellung_immer() {
        let mehr = Vorlage {
            art: Entscheidungsart::Aenderung,
            zeitraum: (Some(tag("2027-03-01")), None),
            begruendung: "",
            anhoerung: (None, false),
            ..ablehnung()
        };
        assert_eq!(codes(&mehr), [] as [&str; 0]);
        let weniger = Vorlage {
            entfaellt: true,
            ..mehr
        };
        assert_eq!(codes(&weniger), ["FALL-E126", "FALL-E125"]);
        let ende = Vorlage {
            art: Entscheidungsart::Einstellung,
            ..mehr
        };
        assert_eq!(codes(&ende), ["FALL-E126", "FALL-E125"]);
    }

    fn codes(v: &Vorlage<'_>) -> Vec<&'static str> {
        pruefen(v, tag("2026-11-21")).iter().map(|b| b.code).collect()
    }

    #[test]
    fn eine_ablehnung_braucht_anhoerung_und_gruende() {
        let v = ablehnung();
        assert_eq!(codes(&v), [] as [&str; 0]);
        assert_eq!(codes(&Vorlage { begruendung: "", ..v }), ["FALL-E126"]);
        assert_eq!(
            codes(&Vorlage {
                anhoerung: (None, false),
                ..v
            }),
            ["FALL-E125"]
        );
        assert_eq!(
            codes(&Vorlage {
                anhoerung: (None, true),
                ..v
            }),
            [] as [&str; 0]
        );
        assert_eq!(
            codes(&Vorlage {
                anhoerung: (Some(tag("2026-12-01")), false),
                ..v
            }),
            ["FALL-E90"]
        );
        // a refusal for want of cooperation was announced in writing before
        let versagt = Vorlage {
            art: Entscheidungsart::Versagung66,
            ..v
        };
        assert_eq!(codes(&versagt), ["FALL-E154"]);
        assert_eq!(
            codes(&Vorlage {
                warnung: Some(tag("2026-11-01")),
                ..versagt
            }),
            [] as [&str; 0]
        );
    }

    #[test]
    fn was_voll_bewilligt_wird_braucht_keine_gruende() {
        let v = Vorlage {
            art: Entscheidungsart::Bewilligung,
            begruendung: "",
            anhoerung: (None, false),
            zeitraum: (Some(tag("2026-12-01")), Some(tag("2027-05-31"))),
            ..ablehnung()
        };
        assert_eq!(codes(&v), [] as [&str; 0]);
        assert_eq!(
            codes(&Vorlage {
                zeitraum: (None, None),
                ..v
            }),
            ["FALL-E153"]
        );
        // RL-03: a wish that is not honoured is reasoned by a human
        let v = Vorlage {
            wunsch: (Wunschergebnis::Nicht, " "),
            ..v
        };
        assert_eq!(codes(&v), ["FALL-E122"]);
    }
}
