//! What the light tracks ask of a case that is read.

use base::{Befund, Datum};

use super::lesen::Akte;
use crate::{
    model::{Aeusserungsart, Angabe, Fallspur},
    rules::fall::gatter_leicht::{Leicht, stellt_ein},
};

impl Akte {
    /// The facts the guards of SM-5 and of the Jugendgerichtshilfe ask for.
    pub(super) fn leicht(&self) -> Leicht {
        let gesagt = |b: &crate::model::FallBeteiligter| {
            self.aeusserungen
                .iter()
                .any(|a| a.person == b.id && matches!(a.art, Aeusserungsart::Wille | Aeusserungsart::Wunsch))
        };
        let mut haupt = self.beteiligte.iter().filter(|b| b.hauptperson()).peekable();
        Leicht {
            worte: haupt.peek().is_some() && haupt.all(gesagt),
            angesehen: match (self.angabe(Angabe::NeuAngesehen), self.ueberpruefungen.first()) {
                (Some(e), Some(u)) => e.zeit >= u.zeit,
                _ => false,
            },
            termin: self
                .angabe(Angabe::NaechsterBlick)
                .and_then(|e| e.tag)
                .is_some_and(|t| t > self.heute),
            frist: self.angabe(Angabe::WeisungBis).is_some(),
            eingestellt: self.entschieden().is_some_and(|e| stellt_ein(e.art)),
        }
    }

    /// FALL-E269: a benefit under SGB XII begins when the body learnt of the need, not before (§ 18 Abs. 1).
    pub(super) fn vor_der_kenntnis(&self, von: Option<Datum>) -> Option<Befund> {
        let kenntnis = self.kenntnis()?;
        (von? < kenntnis).then(|| {
            let text = format!(
                "Leistungen beginnen frühestens am {kenntnis}, dem Tag, an dem der Bedarf hier bekannt wurde (§ 18 Abs. 1 SGB XII)."
            );
            Befund::neu("FALL-E269", text).an("von")
        })
    }

    /// The first day of a benefit under SGB XII; `None` in another track.
    #[must_use]
    pub fn kenntnis(&self) -> Option<Datum> {
        (self.fall.stand.spur() == Fallspur::Pflege)
            .then(|| self.angabe(Angabe::Kenntnis))?
            .and_then(|e| e.tag)
    }
}
