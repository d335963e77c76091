//! Wille, Grobziel, Handlungsziel (Fachkonzept 4.2): what may stand on what.

use base::{Befund, Datum};

use crate::model::{Aeusserungsart, Arbeitsbereich};

/// A Wille says what the person does for it themselves; anything else is a Wunsch, and stays one.
#[must_use]
pub fn aeusserung(
    art: Aeusserungsart,
    wortlaut: &str,
    eigenaktivitaet: &str,
    bereich: Arbeitsbereich,
) -> Vec<Befund> {
    let mut b = Vec::new();
    if wortlaut.trim().is_empty() {
        b.push(Befund::neu("FALL-E86", "Bitte den Wortlaut eintragen.").an("wortlaut"));
    }
    if art == Aeusserungsart::Wille && eigenaktivitaet.trim().is_empty() {
        b.push(
            Befund::neu(
                "FALL-E87",
                "Zu einem Willen gehört, was die Person selbst dafür tut. Sonst ist es ein Wunsch, den andere erfüllen.",
            )
            .an("eigenaktivitaet"),
        );
    }
    if art == Aeusserungsart::Auflage && bereich == Arbeitsbereich::Leistung {
        b.push(
            Befund::neu(
                "FALL-E88",
                "Auflagen gibt es nur, wenn eine Gefährdung geklärt wird oder besteht.",
            )
            .an("art"),
        );
    }
    b
}

/// FALL-E02: a Grobziel stands on a Wille, or outside the Leistungsbereich on an Auflage. FALL-E03: only the public
/// body records it.
#[must_use]
pub fn grobziel(
    text: &str,
    aus: &[Aeusserungsart],
    bereich: Arbeitsbereich,
    oeffentlich: bool,
) -> Vec<Befund> {
    let mut b = Vec::new();
    if text.trim().is_empty() {
        b.push(Befund::neu("FALL-E89", "Bitte das Ziel in Worten eintragen.").an("grobziel"));
    }
    let traegt = |a: &Aeusserungsart| {
        *a == Aeusserungsart::Wille || *a == Aeusserungsart::Auflage && bereich != Arbeitsbereich::Leistung
    };
    if aus.is_empty() || !aus.iter().all(traegt) {
        b.push(
            Befund::neu(
                "FALL-E02",
                "Ein Grobziel entsteht nur aus einem Willen, im Grau- und Gefährdungsbereich auch aus einer Auflage. Bitte den Willen auswählen.",
            )
            .an("aus"),
        );
    }
    if !oeffentlich {
        b.push(Befund::neu("FALL-E03", "Grobziele hält die Fachkraft des Amts fest.").an("grobziel"));
    }
    b
}

/// What the form of a Handlungsziel says, as far as rules ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Smart<'a> {
    /// In words.
    pub text: &'a str,
    /// How one sees that it is reached.
    pub messkriterium: &'a str,
    /// Until when.
    pub frist: Option<Datum>,
    /// Who, what, until when on the side of the family.
    pub schritt: Option<(&'a str, &'a str, Datum)>,
    /// A resource or a reason.
    pub realistisch: &'a str,
    /// The person agreed.
    pub akzeptiert: bool,
}

/// FALL-E04: own step, Messkriterium and Frist; FALL-E08: a Frist before today.
#[must_use]
pub fn handlungsziel(z: &Smart<'_>, heute: Datum) -> Vec<Befund> {
    let mut b = Vec::new();
    let mut fehlt = |da: bool, feld: &str, text: &str| {
        if !da {
            b.push(Befund::neu("FALL-E04", text).an(feld));
        }
    };
    fehlt(
        !z.text.trim().is_empty(),
        "handlungsziel",
        "Bitte das Ziel in Worten eintragen.",
    );
    fehlt(
        !z.messkriterium.trim().is_empty(),
        "messkriterium",
        "Woran merkt man, dass das Ziel erreicht ist?",
    );
    fehlt(
        z.frist.is_some(),
        "frist",
        "Bis wann soll das Ziel erreicht sein?",
    );
    fehlt(
        z.schritt
            .is_some_and(|(wer, was, _)| !wer.trim().is_empty() && !was.trim().is_empty()),
        "schritt_was",
        "Mindestens einen eigenen Schritt der Familie eintragen: wer, was, bis wann.",
    );
    fehlt(
        !z.realistisch.trim().is_empty(),
        "realistisch",
        "Welche Ressource hilft dabei, oder warum ist das Ziel erreichbar?",
    );
    fehlt(
        z.akzeptiert,
        "akzeptiert",
        "Die Person muss das Ziel bestätigt haben.",
    );
    if z.frist.is_some_and(|f| f < heute) {
        b.push(Befund::neu("FALL-E08", "Der Tag liegt in der Vergangenheit. Bitte prüfen.").an("frist"));
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aeusserungsart as A, Arbeitsbereich as B};

    fn codes(b: &[Befund]) -> Vec<&'static str> {
        b.iter().map(|b| b.code).collect()
    }

    #[test]
    fn t_040_wunsch_und_wille() {
        let wunsch = "Ich möchte, dass das Amt meinem Sohn einen Nachhilfelehrer gibt";
        let wille =
            "Ich will, dass Leon die Klasse schafft, und setze mich jeden Abend 20 Minuten mit ihm hin";
        assert_eq!(aeusserung(A::Wunsch, wunsch, "", B::Leistung), []);
        assert_eq!(
            codes(&aeusserung(A::Wille, wunsch, "", B::Leistung)),
            ["FALL-E87"]
        );
        assert_eq!(
            aeusserung(
                A::Wille,
                wille,
                "jeden Abend 20 Minuten mit ihm hinsetzen",
                B::Leistung
            ),
            []
        );
        let ziel = "Leon schafft die Klasse";
        assert_eq!(grobziel(ziel, &[A::Wille], B::Leistung, true), []);
        assert_eq!(
            codes(&grobziel(ziel, &[A::Wunsch], B::Leistung, true)),
            ["FALL-E02"]
        );
        assert_eq!(
            codes(&grobziel(ziel, &[A::Wille, A::Wunsch], B::Leistung, true)),
            ["FALL-E02"]
        );
    }

    #[test]
    fn t_041_ohne_bezug_und_mit_auflage() {
        assert_eq!(codes(&grobziel("Z", &[], B::Leistung, true)), ["FALL-E02"]);
        assert_eq!(grobziel("Z", &[A::Auflage], B::Gefaehrdung, true), []);
        assert_eq!(
            codes(&grobziel("Z", &[A::Auflage], B::Leistung, true)),
            ["FALL-E02"]
        );
    }

    #[test]
    fn t_042_ein_traeger_haelt_kein_grobziel_fest() {
        assert_eq!(
            codes(&grobziel("Z", &[A::Wille], B::Leistung, false)),
            ["FALL-E03"]
        );
    }

    #[test]
    fn t_048_mehr_ordnung() {
        let tag = |s: &str| s.parse::<Datum>().unwrap();
        let leer = Smart {
            text: "Mehr Ordnung",
            messkriterium: "",
            frist: None,
            schritt: None,
            realistisch: "",
            akzeptiert: true,
        };
        let b = handlungsziel(&leer, tag("2026-11-21"));
        assert!(b.iter().all(|b| b.code == "FALL-E04"));
        let felder: Vec<&str> = b.iter().map(|b| b.ort.as_str()).collect();
        assert_eq!(felder, ["messkriterium", "frist", "schritt_was", "realistisch"]);
        let voll = Smart {
            messkriterium: "Sonntags steht nichts auf dem Boden",
            frist: Some(tag("2027-01-31")),
            schritt: Some(("Mutter", "räumt samstags mit Leon auf", tag("2026-12-05"))),
            realistisch: "Die Nachbarin hilft beim ersten Mal",
            ..leer
        };
        assert_eq!(handlungsziel(&voll, tag("2026-11-21")), []);
        assert_eq!(codes(&handlungsziel(&voll, tag("2027-02-01"))), ["FALL-E08"]);
    }
}
