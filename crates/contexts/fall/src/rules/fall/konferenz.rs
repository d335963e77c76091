//! Fallkonferenz (Fachkonzept 4.9): who must be there, what must stand on the sheet. The Votum never decides.

use amt::go::{Geschaeftsordnung, Wert};
use base::Befund;

use crate::model::{Ideenart, Konferenztyp};

/// One participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teilnahme {
    /// Name or role.
    pub wer: String,
    /// Of the public body.
    pub oeffentlich: bool,
}

/// What the form says, as far as rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blatt<'a> {
    /// Kind.
    pub typ: Konferenztyp,
    /// Who leads the conversation.
    pub moderation: &'a str,
    /// Who brings the case.
    pub falleinbringer: &'a str,
    /// Everybody, those two included.
    pub teilnehmende: &'a [Teilnahme],
    /// The question.
    pub frage: &'a str,
    /// Strengths that were named.
    pub ressourcen: &'a str,
    /// Ideas.
    pub ideen: &'a [(String, Ideenart)],
    /// The recommendation.
    pub empfehlung: &'a str,
    /// GO `konferenz.mindestteilnehmer`.
    pub mindestens: usize,
}

/// FALL-E30, FALL-E31 and what else is missing.
#[must_use]
pub fn pruefen(k: &Blatt<'_>) -> Vec<Befund> {
    let mut b = Vec::new();
    let mut fehlt = |da: bool, code, feld: &str, text: String| {
        if !da {
            b.push(Befund::neu(code, text).an(feld));
        }
    };
    let gleich = base::suchform(k.moderation) == base::suchform(k.falleinbringer);
    fehlt(
        !k.moderation.trim().is_empty(),
        "FALL-E30",
        "moderation",
        "Bitte angeben, wer moderiert.".to_owned(),
    );
    fehlt(
        !k.falleinbringer.trim().is_empty(),
        "FALL-E30",
        "falleinbringer",
        "Bitte angeben, wer den Fall einbringt.".to_owned(),
    );
    fehlt(
        !gleich || k.moderation.trim().is_empty(),
        "FALL-E30",
        "moderation",
        "Wer den Fall einbringt, moderiert nicht zugleich.".to_owned(),
    );
    fehlt(
        k.teilnehmende.len() >= k.mindestens,
        "FALL-E31",
        "teilnehmer-1",
        format!("Es müssen mindestens {} Personen dabei sein.", k.mindestens),
    );
    fehlt(
        !k.frage.trim().is_empty(),
        "FALL-E114",
        "frage",
        "Bitte die Frage an die Runde eintragen.".to_owned(),
    );
    fehlt(
        !k.ressourcen.trim().is_empty(),
        "FALL-E117",
        "ressourcen",
        "Mindestens eine Stärke oder Ressource nennen (RL-15).".to_owned(),
    );
    let alle_arten = Ideenart::ALLE.iter().all(|a| k.ideen.iter().any(|(_, i)| i == a));
    let genug = if k.typ == Konferenztyp::KollegialeBeratung {
        alle_arten
    } else {
        k.ideen.len() >= 2
    };
    fehlt(
        genug,
        "FALL-E99",
        "idee-EINZELFALL",
        "Ideen festhalten: je eine für den Einzelfall, fallübergreifend und im Sozialraum.".to_owned(),
    );
    fehlt(
        !k.empfehlung.trim().is_empty(),
        "FALL-E115",
        "empfehlung",
        "Bitte das Votum eintragen.".to_owned(),
    );
    b
}

/// What the Geschäftsordnung says about a Fallkonferenz (`konferenz.*`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regeln {
    /// People at least.
    pub mindestens: usize,
    /// Phases with their minutes.
    pub phasen: Vec<(String, u32)>,
}

impl Regeln {
    /// From the Geschäftsordnung in force.
    #[must_use]
    pub fn von(go: &Geschaeftsordnung) -> Self {
        let zahl = |w: &Wert| w.zahl().and_then(|z| u32::try_from(z).ok());
        let phasen = go.wert("konferenz.phasen").map_or(&[][..], Wert::liste);
        Self {
            mindestens: go
                .wert("konferenz.mindestteilnehmer")
                .and_then(zahl)
                .map_or(3, |z| z as usize),
            phasen: phasen
                .iter()
                .filter_map(|p| Some((p.feld("name")?.text()?.to_owned(), zahl(p.feld("min")?)?)))
                .collect(),
        }
    }
}

/// Minutes of all phases together.
#[must_use]
pub fn dauer(phasen: &[(String, u32)]) -> u32 {
    phasen.iter().map(|(_, min)| min).sum()
}

/// How a round with free Träger hears of somebody: role and age instead of name and birth date, `Kind 1, 11 Jahre`
/// (RL-07).
#[must_use]
pub fn pseudonym(rolle: &str, nummer: usize, alter: Option<u16>) -> String {
    match alter {
        Some(a) => format!("{rolle} {nummer}, {a} Jahre"),
        None => format!("{rolle} {nummer}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leute(n: usize) -> Vec<Teilnahme> {
        [("ASD Abel", true), ("ASD Beck", true), ("Träger", false)]
            .into_iter()
            .take(n)
            .map(|(wer, oeffentlich)| Teilnahme {
                wer: wer.to_owned(),
                oeffentlich,
            })
            .collect()
    }

    fn ideen() -> Vec<(String, Ideenart)> {
        Ideenart::ALLE.iter().map(|a| ("Idee".to_owned(), *a)).collect()
    }

    #[test]
    fn t_139_namen_werden_rollen() {
        let geboren: base::Datum = "2015-03-14".parse().unwrap();
        let heute: base::Datum = "2026-11-21".parse().unwrap();
        let alter = fristen::alter_am(geboren.0, heute.0);
        assert_eq!(pseudonym("Kind", 1, alter), "Kind 1, 11 Jahre");
        assert_eq!(pseudonym("Mutter", 2, None), "Mutter 2");
    }

    #[test]
    fn t_054_moderation_und_teilnehmer() {
        let (drei, zwei, ideen) = (leute(3), leute(2), ideen());
        let gut = Blatt {
            typ: Konferenztyp::KollegialeBeratung,
            moderation: "ASD Beck",
            falleinbringer: "ASD Abel",
            teilnehmende: &drei,
            frage: "Was trägt?",
            ressourcen: "kann gut zuhören",
            ideen: &ideen,
            empfehlung: "kombinieren",
            mindestens: 3,
        };
        assert_eq!(pruefen(&gut), []);
        let selbst = Blatt {
            moderation: "ASD  Abel",
            ..gut
        };
        assert_eq!(pruefen(&selbst)[0].code, "FALL-E30");
        let zu_zweit = Blatt {
            teilnehmende: &zwei,
            ..gut
        };
        assert_eq!(pruefen(&zu_zweit)[0].code, "FALL-E31");
        let standard = [2, 10, 5, 10, 3, 10, 5, 2].map(|m| (String::new(), m));
        assert_eq!(dauer(&standard), 47);
        let ohne_sozialraum = Blatt {
            ideen: &ideen[..2],
            ..gut
        };
        assert_eq!(pruefen(&ohne_sozialraum)[0].code, "FALL-E99");
        let ohne_staerke = Blatt {
            ressourcen: " ",
            ..gut
        };
        assert_eq!(pruefen(&ohne_staerke)[0].code, "FALL-E117", "RL-15");
    }
}
