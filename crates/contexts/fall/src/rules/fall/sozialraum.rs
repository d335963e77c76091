//! Sozialraumprüfung (Fachkonzept 4.8): what the quarter already offers, looked at before a help in the single case. It
//! is a check and an offer, never a bar (RL-04, RL-12).

use base::Befund;

use crate::model::{Gesamtergebnis, Passung, Pruefergebnis, Ueberspringgrund};

/// FALL-E20: an offer whose needed accessibility is not known, or not there, cannot cover the need fully.
#[must_use]
pub fn angebot(passung: Passung, ergebnis: Pruefergebnis) -> Option<Befund> {
    let text = match (ergebnis, passung) {
        (Pruefergebnis::DecktVoll, Passung::Unklar) => {
            "Ob das Angebot barrierefrei ist, wie es gebraucht wird, ist nicht bekannt. Bitte nachfragen; bis dahin deckt es den Bedarf nicht voll."
        }
        (Pruefergebnis::DecktVoll | Pruefergebnis::DecktTeilweise, Passung::Nicht) => {
            "Das Angebot ist nicht barrierefrei, wie es gebraucht wird."
        }
        _ => return None,
    };
    Some(Befund::neu("FALL-E20", text).an("ergebnis"))
}

/// Whether a looked-at offer shows a gap of the quarter.
#[must_use]
pub const fn luecke(ergebnis: Pruefergebnis) -> bool {
    matches!(
        ergebnis,
        Pruefergebnis::NichtVerfuegbar | Pruefergebnis::NichtBarrierefrei
    )
}

/// What the form of the whole check says, as far as rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abschluss<'a> {
    /// Answer to „Gibt es schon etwas, das Sie kennen?“.
    pub frage_bekannt: &'a str,
    /// Number of themes.
    pub themen: usize,
    /// Looked-at offers.
    pub geprueft: usize,
    /// None was found.
    pub keine_treffer: bool,
    /// The result.
    pub ergebnis: Gesamtergebnis,
    /// The person agrees.
    pub zustimmung: bool,
    /// Why it was skipped.
    pub grund: Option<Ueberspringgrund>,
}

/// What is missing before the check is finished.
#[must_use]
pub fn abschliessen(a: &Abschluss<'_>) -> Vec<Befund> {
    let mut b = Vec::new();
    let mut fehlt = |da: bool, code, feld: &str, text: &str| {
        if !da {
            b.push(Befund::neu(code, text).an(feld));
        }
    };
    if a.ergebnis == Gesamtergebnis::Uebersprungen {
        fehlt(
            a.grund.is_some(),
            "FALL-E110",
            "grund",
            "Bitte sagen, warum die Prüfung übersprungen wird.",
        );
        return b;
    }
    fehlt(
        !a.frage_bekannt.trim().is_empty(),
        "FALL-E96",
        "frage_bekannt",
        "Bitte fragen: Gibt es schon etwas, das Sie kennen? Die Antwort eintragen, auch ein Nein.",
    );
    fehlt(
        a.themen > 0,
        "FALL-E61",
        "themen",
        "Bitte mindestens ein Thema angeben.",
    );
    fehlt(
        a.geprueft > 0 || a.keine_treffer,
        "FALL-E97",
        "keine_treffer",
        "Bitte mindestens ein Angebot prüfen oder festhalten, dass keines zu finden war.",
    );
    fehlt(
        a.ergebnis != Gesamtergebnis::OhneEinzelfallhilfe || a.zustimmung,
        "FALL-E112",
        "zustimmung",
        "Ohne Einzelfallhilfe geht es nur, wenn die Person zustimmt. Ein Antrag bleibt immer möglich.",
    );
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t_051_stufenloses_wc() {
        // Café A: unknown, Treff B: no, Haus C: yes
        let e = angebot(Passung::Unklar, Pruefergebnis::DecktVoll).unwrap();
        assert_eq!(e.code, "FALL-E20");
        assert_eq!(angebot(Passung::Unklar, Pruefergebnis::DecktTeilweise), None);
        assert!(angebot(Passung::Nicht, Pruefergebnis::DecktVoll).is_some());
        assert_eq!(angebot(Passung::Nicht, Pruefergebnis::NichtBarrierefrei), None);
        assert!(luecke(Pruefergebnis::NichtBarrierefrei));
        assert_eq!(angebot(Passung::Erfuellt, Pruefergebnis::DecktVoll), None);
        assert!(!luecke(Pruefergebnis::DecktVoll));
    }

    #[test]
    fn t_050_a_braucht_die_zustimmung_der_person() {
        let ohne = Abschluss {
            frage_bekannt: "Das Café kenne ich",
            themen: 1,
            geprueft: 1,
            keine_treffer: false,
            ergebnis: Gesamtergebnis::OhneEinzelfallhilfe,
            zustimmung: false,
            grund: None,
        };
        assert_eq!(abschliessen(&ohne)[0].code, "FALL-E112");
        let mit = Abschluss {
            zustimmung: true,
            ..ohne
        };
        assert_eq!(abschliessen(&mit), []);
        let kombiniert = Abschluss {
            ergebnis: Gesamtergebnis::Kombiniert,
            ..ohne
        };
        assert_eq!(
            abschliessen(&kombiniert),
            [],
            "B und C fragen nicht danach (RL-04)"
        );
    }

    #[test]
    fn uebersprungen_braucht_nur_den_grund() {
        let leer = Abschluss {
            frage_bekannt: "",
            themen: 0,
            geprueft: 0,
            keine_treffer: false,
            ergebnis: Gesamtergebnis::Uebersprungen,
            zustimmung: false,
            grund: None,
        };
        assert_eq!(abschliessen(&leer)[0].code, "FALL-E110");
        let eil = Abschluss {
            grund: Some(Ueberspringgrund::Eilfall),
            ..leer
        };
        assert_eq!(abschliessen(&eil), []);
        assert_eq!(
            abschliessen(&Abschluss {
                ergebnis: Gesamtergebnis::Einzelfallhilfe,
                ..leer
            })
            .len(),
            3
        );
    }
}
