//! The way of a project as a table: from where to where, and what has to be there (Fachkonzept 7.1).

use base::{Befund, Cent};

use crate::{
    codes::ProjektStatus::{self, Beendet, Bewilligt, Geprueft, Gestoppt, Idee, Laeuft, Skizze, Verstetigt},
    projekt::ProjektDaten,
    rules::finanzierung::ganz,
};

/// Who may take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wer {
    /// Whoever works on the network.
    Bearbeitende,
    /// Who decides about money for the space: only the public body.
    Entscheidende,
}

/// Something that has to be there before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bedingung {
    /// What shall be better.
    Ziel,
    /// Who does it.
    Traeger,
    /// By what one sees it.
    Indikatoren,
    /// Cost and who pays, the whole of it.
    Finanzierung,
    /// The first day.
    Beginn,
    /// Inside the limit of the Geschäftsordnung, or a Beschluss.
    Grenze,
    /// What came of it, and every indicator with what it became.
    Ergebnis,
    /// Why it ends early.
    Grund,
}

/// One step.
#[derive(Debug)]
pub struct Schritt {
    /// From here.
    pub von: ProjektStatus,
    /// To there.
    pub nach: ProjektStatus,
    /// Who may.
    pub wer: Wer,
    /// What has to be there.
    pub braucht: &'static [Bedingung],
    /// The words on the button.
    pub wort: &'static str,
}

use Bedingung::{Beginn, Ergebnis, Finanzierung, Grenze, Grund, Indikatoren, Traeger, Ziel};
use Wer::{Bearbeitende, Entscheidende};

const fn s(
    von: ProjektStatus,
    nach: ProjektStatus,
    wer: Wer,
    braucht: &'static [Bedingung],
    wort: &'static str,
) -> Schritt {
    Schritt {
        von,
        nach,
        wer,
        braucht,
        wort,
    }
}

/// Every step there is.
pub const TABELLE: &[Schritt] = &[
    s(Idee, Skizze, Bearbeitende, &[Ziel, Traeger], "Skizze fertig"),
    s(
        Skizze,
        Geprueft,
        Bearbeitende,
        &[Ziel, Traeger, Indikatoren, Finanzierung, Beginn],
        "Geprüft",
    ),
    s(Geprueft, Skizze, Bearbeitende, &[], "Zurück zur Skizze"),
    s(
        Geprueft,
        Bewilligt,
        Entscheidende,
        &[Indikatoren, Finanzierung, Beginn, Grenze],
        "Bewilligen",
    ),
    s(Bewilligt, Laeuft, Bearbeitende, &[], "Es geht los"),
    s(Laeuft, Verstetigt, Entscheidende, &[Ergebnis], "Bleibt auf Dauer"),
    s(Laeuft, Beendet, Bearbeitende, &[Ergebnis], "Beenden"),
    s(Idee, Gestoppt, Bearbeitende, &[Grund], "Stoppen"),
    s(Skizze, Gestoppt, Bearbeitende, &[Grund], "Stoppen"),
    s(
        Geprueft,
        Gestoppt,
        Entscheidende,
        &[Grund],
        "Ablehnen und stoppen",
    ),
    s(Bewilligt, Gestoppt, Entscheidende, &[Grund], "Stoppen"),
    s(Laeuft, Gestoppt, Entscheidende, &[Grund], "Stoppen"),
];

/// The step between two states.
#[must_use]
pub fn schritt(von: ProjektStatus, nach: ProjektStatus) -> Option<&'static Schritt> {
    TABELLE.iter().find(|s| s.von == von && s.nach == nach)
}

/// What lies behind a project that is read from outside: everybody may read it once it is granted.
#[must_use]
pub const fn oeffentlich(status: ProjektStatus) -> bool {
    matches!(status, Bewilligt | Laeuft | Verstetigt | Beendet)
}

/// Whether what was checked may still be changed: after that only the result and what became of the indicators.
#[must_use]
pub const fn offen(status: ProjektStatus) -> bool {
    matches!(status, Idee | Skizze)
}

/// What is said at a step besides the project itself.
#[derive(Debug, Clone, Default)]
pub struct Beiwerk {
    /// Number and committee of the Beschluss.
    pub beschluss: String,
    /// Why it ends early.
    pub grund: String,
    /// Up to this sum no Beschluss is needed.
    pub grenze: Cent,
}

/// What is missing for a step, each with the field that is missing.
#[must_use]
pub fn fehlt(schritt: &Schritt, d: &ProjektDaten, bei: &Beiwerk) -> Vec<Befund> {
    let mut b = Vec::new();
    for was in schritt.braucht {
        let befund = match was {
            Ziel if d.ziel.is_empty() => {
                Befund::neu("NETZ-E65", "Es fehlt, was besser werden soll.").an("ziel")
            }
            Traeger if d.traeger.is_empty() => {
                Befund::neu("NETZ-E65", "Es fehlt, wer es macht.").an("traeger")
            }
            Indikatoren if d.indikatoren.is_empty() => {
                Befund::neu("NETZ-E65", "Es fehlt, woran man den Erfolg merkt.").an("indikator")
            }
            Finanzierung if d.kosten.0 == 0 || d.finanzierung.is_empty() => {
                Befund::neu("NETZ-E65", "Es fehlt, was es kostet und wer es zahlt.").an("kosten")
            }
            Finanzierung if !ganz(d.kosten, &d.finanzierung) => Befund::neu(
                "NETZ-E07",
                "Die Anteile ergeben zusammen nicht 100 Prozent der Kosten.",
            )
            .an("anteil"),
            Beginn if d.beginn.is_none() => Befund::neu("NETZ-E65", "Es fehlt der erste Tag.").an("beginn"),
            Grenze if d.kosten > bei.grenze && bei.beschluss.is_empty() => {
                let text = format!(
                    "{} sind mehr als {}. Dafür braucht es einen Beschluss des Gremiums.",
                    d.kosten, bei.grenze
                );
                Befund::neu("NETZ-E66", text).an("beschluss")
            }
            Ergebnis if d.ergebnis.is_empty() => {
                Befund::neu("NETZ-E65", "Es fehlt, was dabei herauskam.").an("ergebnis")
            }
            Ergebnis if d.indikatoren.iter().any(|i| i.ist.is_empty()) => {
                Befund::neu("NETZ-E65", "Bei einem Merkmal fehlt, was daraus wurde.").an("indikator")
            }
            Grund if bei.grund.is_empty() => {
                Befund::neu("NETZ-E67", "Bitte nennen Sie den Grund.").an("grund")
            }
            _ => continue,
        };
        b.push(befund);
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn von_der_idee_zur_dauer() {
        let weg = [Idee, Skizze, Geprueft, Bewilligt, Laeuft, Verstetigt];
        for w in weg.windows(2) {
            assert!(schritt(w[0], w[1]).is_some(), "{w:?}");
        }
        // nothing is skipped, and what has ended stays ended
        assert!(schritt(Idee, Bewilligt).is_none() && schritt(Skizze, Laeuft).is_none());
        for ende in [Verstetigt, Beendet, Gestoppt] {
            assert!(TABELLE.iter().all(|s| s.von != ende), "{ende}");
        }
        // every other state can be stopped, and money is granted by those who decide only
        for st in [Idee, Skizze, Geprueft, Bewilligt, Laeuft] {
            assert_eq!(schritt(st, Gestoppt).map(|s| s.braucht), Some(&[Grund][..]));
        }
        assert!(
            TABELLE
                .iter()
                .filter(|s| s.nach == Bewilligt)
                .all(|s| s.wer == Entscheidende)
        );
    }

    #[test]
    fn grenze_der_bewilligung() {
        let schritt = schritt(Geprueft, Bewilligt).unwrap();
        let mut d = ProjektDaten::neu("Café Paletti");
        d.kosten = Cent(500_000);
        let mut bei = Beiwerk {
            grenze: Cent(500_000),
            ..Beiwerk::default()
        };
        let codes = |d: &ProjektDaten, bei: &Beiwerk| -> Vec<_> {
            fehlt(schritt, d, bei)
                .into_iter()
                .map(|b| (b.code, b.ort.clone()))
                .collect()
        };
        assert!(!codes(&d, &bei).iter().any(|(c, _)| *c == "NETZ-E66"));
        d.kosten = Cent(500_001);
        assert!(codes(&d, &bei).contains(&("NETZ-E66", "beschluss".into())));
        bei.beschluss = "Ortsbeirat 3/2026".to_owned();
        assert!(!codes(&d, &bei).iter().any(|(c, _)| *c == "NETZ-E66"));
    }
}
