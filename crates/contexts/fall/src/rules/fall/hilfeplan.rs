//! What a Leistungsbaustein and a version of the Hilfeplan must hold (Fachkonzept 4.11).

use base::{Befund, Datum};

use crate::model::{Arbeitsbereich, Bausteintyp, Fallrolle, Leistungsart, Umfangsart};

/// A Leistungsbaustein as the form says it.
#[derive(Debug, Clone, Copy)]
pub struct Baustein<'a> {
    /// In words.
    pub text: &'a str,
    /// Unit.
    pub umfang: Umfangsart,
    /// Least and most.
    pub menge: (i64, i64),
    /// First and last day.
    pub zeitraum: (Datum, Datum),
    /// Goals it serves.
    pub ziele: usize,
}

/// FALL-E41 without a goal; FALL-E140 to E142 for words, extent and period.
#[must_use]
pub fn baustein(b: &Baustein<'_>) -> Vec<Befund> {
    let mut aus = Vec::new();
    let mut fehlt = |da: bool, code, feld: &str, text: &str| {
        if !da {
            aus.push(Befund::neu(code, text).an(feld));
        }
    };
    fehlt(
        b.ziele > 0,
        "FALL-E41",
        "ziele",
        "Bitte mindestens ein Ziel wählen, dem der Baustein dient.",
    );
    fehlt(
        !b.text.trim().is_empty(),
        "FALL-E140",
        "text",
        "Bitte in Worten eintragen, was getan wird.",
    );
    let (min, max) = b.menge;
    fehlt(
        b.umfang != Umfangsart::MinutenWoche || 0 < min && min <= max,
        "FALL-E141",
        "hoechstens",
        "Bitte Minuten in der Woche eintragen: mindestens und höchstens.",
    );
    fehlt(
        b.zeitraum.0 <= b.zeitraum.1,
        "FALL-E142",
        "bis",
        "Das Ende liegt vor dem Beginn.",
    );
    aus
}

/// What the case and the form say together.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// Everybody has a role.
    pub rollen: &'a [Option<Fallrolle>],
    /// People the help is about, and how many of them said what they want.
    pub wille: (usize, usize),
    /// It is noted why a Wille is still open.
    pub wille_offen: bool,
    /// Working area.
    pub bereich: Arbeitsbereich,
    /// Resources.
    pub ressourcen: usize,
    /// Goals and those without a Handlungsziel.
    pub ziele: (usize, usize),
    /// Kind and way of each Baustein, and how many goals it serves.
    pub bausteine: &'a [(Leistungsart, Bausteintyp, usize)],
    /// The Geschäftsordnung asks for a share in the Sozialraum.
    pub sozialraum_pflicht: bool,
    /// Why there is none.
    pub ohne_sozialraum: &'a str,
    /// Fields of the form.
    pub bedarf: &'a str,
    /// Tasks of the family.
    pub aufgabe_familie: &'a str,
    /// Tasks of the office.
    pub aufgabe_amt: &'a str,
    /// Brothers and sisters.
    pub geschwister: &'a str,
    /// The parent without custody.
    pub getrennt: &'a str,
    /// Protection.
    pub schutz: &'a str,
    /// How it goes on for a child outside the family.
    pub perspektive: &'a str,
    /// Opinions and signatures.
    pub meinungen: &'a str,
    /// Next review.
    pub pruefdatum: Option<Datum>,
}

/// Whether one of the Bausteine lies in the Sozialraum.
#[must_use]
pub fn hat_sozialraum(bausteine: &[(Leistungsart, Bausteintyp, usize)]) -> bool {
    bausteine.iter().any(|(a, t, _)| a.sozialraum() || t.sozialraum())
}

/// All that is missing, in the order of 4.11.
#[must_use]
pub fn plan(p: &Plan<'_>, heute: Datum) -> Vec<Befund> {
    let mut aus = Vec::new();
    let mut fehlt = |da: bool, code, feld: &str, text: &str| {
        if !da {
            aus.push(Befund::neu(code, text).an(feld));
        }
    };
    let hat = |r: Fallrolle| p.rollen.contains(&Some(r));
    let da = |t: &str| !t.trim().is_empty();
    fehlt(
        !p.rollen.is_empty(),
        "FALL-E143",
        "bedarf",
        "Bitte zuerst die Personen des Falls eintragen.",
    );
    fehlt(
        p.wille.0 > 0 && p.wille.0 == p.wille.1 || p.wille_offen,
        "FALL-E106",
        "bedarf",
        "Es fehlt der Wille einer Hauptperson, wörtlich.",
    );
    fehlt(
        da(p.bedarf),
        "FALL-E144",
        "bedarf",
        "Bitte den Bedarf feststellen.",
    );
    fehlt(
        p.ressourcen > 0,
        "FALL-E117",
        "bedarf",
        "Ein Plan ohne eine einzige Stärke oder Ressource wird nicht freigegeben.",
    );
    fehlt(
        p.ziele.0 > 0 && p.ziele.1 == 0,
        "FALL-E116",
        "bedarf",
        "Zu jedem Grobziel gehört mindestens ein Handlungsziel.",
    );
    fehlt(
        !p.bausteine.is_empty(),
        "FALL-E120",
        "ziele",
        "Bitte mindestens einen Leistungsbaustein planen.",
    );
    fehlt(
        p.bausteine.iter().all(|(_, _, n)| *n > 0),
        "FALL-E41",
        "ziele",
        "Jeder Leistungsbaustein braucht ein Ziel.",
    );
    fehlt(
        !p.sozialraum_pflicht || hat_sozialraum(p.bausteine) || da(p.ohne_sozialraum),
        "FALL-E121",
        "ohne_sozialraum",
        "Bitte einen Baustein im Stadtteil planen oder begründen, warum es keinen gibt.",
    );
    fehlt(
        da(p.aufgabe_familie),
        "FALL-E145",
        "aufgabe_familie",
        "Was übernimmt die Familie?",
    );
    fehlt(
        da(p.aufgabe_amt),
        "FALL-E145",
        "aufgabe_amt",
        "Was übernimmt das Amt?",
    );
    fehlt(
        !hat(Fallrolle::Geschwister) || da(p.geschwister),
        "FALL-E146",
        "geschwister",
        "Es gibt Geschwister: Bitte die Beziehung beachten (§ 36 Abs. 2 S. 3 SGB VIII).",
    );
    fehlt(
        !hat(Fallrolle::NichtSorgeberechtigt) || da(p.getrennt),
        "FALL-E147",
        "getrennt",
        "Bitte entscheiden, wie der Elternteil ohne Sorgerecht beteiligt wird (§ 36 Abs. 5 SGB VIII).",
    );
    fehlt(
        p.bereich == Arbeitsbereich::Leistung || da(p.schutz),
        "FALL-E148",
        "schutz",
        "Bitte Schutzaspekte und Auflagen eintragen.",
    );
    fehlt(
        !p.bausteine.iter().any(|(a, _, _)| a.ausserhalb()) || da(p.perspektive),
        "FALL-E149",
        "perspektive",
        "Bei Hilfe außerhalb der Familie: Bitte die Perspektive klären (§ 37c SGB VIII).",
    );
    fehlt(
        p.pruefdatum.is_some_and(|d| d > heute),
        "FALL-E123",
        "pruefdatum",
        "Bitte den Tag der nächsten Überprüfung eintragen; er liegt nach heute.",
    );
    fehlt(
        da(p.meinungen),
        "FALL-E150",
        "meinungen",
        "Bitte Meinungen und Unterschriften festhalten, auch eine Ablehnung.",
    );
    aus
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn voll() -> Plan<'static> {
        Plan {
            rollen: &[Some(Fallrolle::Mutter), Some(Fallrolle::Kind)],
            wille: (2, 2),
            wille_offen: false,
            bereich: Arbeitsbereich::Leistung,
            ressourcen: 3,
            ziele: (1, 0),
            bausteine: &[(Leistungsart::J31, Bausteintyp::Einzel, 1)],
            sozialraum_pflicht: false,
            ohne_sozialraum: "",
            bedarf: "Entlastung am Abend",
            aufgabe_familie: "20 Minuten lernen",
            aufgabe_amt: "Termin im Haus",
            geschwister: "",
            getrennt: "",
            schutz: "",
            perspektive: "",
            meinungen: "alle einverstanden",
            pruefdatum: Some(tag("2027-02-21")),
        }
    }

    fn codes(p: &Plan<'_>) -> Vec<&'static str> {
        plan(p, tag("2026-11-21")).iter().map(|b| b.code).collect()
    }

    #[test]
    fn ein_voller_plan_wird_freigegeben_und_jede_luecke_wird_genannt() {
        assert_eq!(codes(&voll()), [] as [&str; 0]);
        let p = |f: fn(&mut Plan<'static>)| {
            let mut p = voll();
            f(&mut p);
            codes(&p)
        };
        assert_eq!(p(|p| p.bedarf = " "), ["FALL-E144"]);
        assert_eq!(p(|p| p.ressourcen = 0), ["FALL-E117"]);
        assert_eq!(p(|p| p.wille = (2, 1)), ["FALL-E106"]);
        assert_eq!(p(|p| p.ziele = (2, 1)), ["FALL-E116"]);
        assert_eq!(p(|p| p.sozialraum_pflicht = true), ["FALL-E121"]);
        assert_eq!(p(|p| p.rollen = &[Some(Fallrolle::Geschwister)]), ["FALL-E146"]);
        assert_eq!(
            p(|p| p.rollen = &[Some(Fallrolle::NichtSorgeberechtigt)]),
            ["FALL-E147"]
        );
        assert_eq!(p(|p| p.bereich = Arbeitsbereich::Grau), ["FALL-E148"]);
        assert_eq!(
            p(|p| p.bausteine = &[(Leistungsart::J34, Bausteintyp::Stationaer, 1)]),
            ["FALL-E149"]
        );
        // INV-F4: the review lies after the version
        assert_eq!(p(|p| p.pruefdatum = Some(tag("2026-11-21"))), ["FALL-E123"]);
        assert_eq!(
            p(|p| p.bausteine = &[(Leistungsart::J31, Bausteintyp::Einzel, 0)]),
            ["FALL-E41"]
        );
        assert_eq!(p(|p| p.meinungen = ""), ["FALL-E150"]);
    }

    #[test]
    fn e41_ein_baustein_ohne_ziel() {
        let b = Baustein {
            text: "Familienhilfe",
            umfang: Umfangsart::MinutenWoche,
            menge: (120, 240),
            zeitraum: (tag("2026-12-01"), tag("2027-05-31")),
            ziele: 0,
        };
        let codes = |b: &Baustein<'_>| baustein(b).iter().map(|x| x.code).collect::<Vec<_>>();
        assert_eq!(codes(&b), ["FALL-E41"]);
        let b = Baustein { ziele: 1, ..b };
        assert_eq!(codes(&b), [] as [&str; 0]);
        assert_eq!(
            codes(&Baustein {
                menge: (240, 120),
                ..b
            }),
            ["FALL-E141"]
        );
        assert_eq!(
            codes(&Baustein {
                zeitraum: (b.zeitraum.1, b.zeitraum.0),
                ..b
            }),
            ["FALL-E142"]
        );
    }
}
