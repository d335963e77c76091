//! The letter ranges of a Sektor put together from its lines (Fachkonzept 3.5, INV-R5).

use base::{Befund, Datum, Gueltigkeit};
use zuordnung::abc::{AbcFehler, AbcRegel, Buchstabenbereich};

use crate::model::{Inhalt, Zustaendigkeitsregel};

/// The ranges of a Sektor on one day, and what is wrong with them. A letter of nobody leads to `None`.
#[derive(Debug)]
pub struct Aufstellung<'a> {
    ziele: AbcRegel<Option<&'a Zustaendigkeitsregel>>,
    /// RAUM-E30, once for gaps and once per line that claims what another has.
    pub befunde: Vec<Befund>,
}

impl<'a> Aufstellung<'a> {
    /// Puts together those of the lines that are ABC lines and hold on this day; `None` when there is none at all. Where two lines claim
    /// the same beginning, the one that began earlier keeps it.
    #[must_use]
    pub fn am(
        regeln: impl IntoIterator<Item = &'a Zustaendigkeitsregel>,
        tag: Datum,
        partikel_ignorieren: bool,
    ) -> Option<Self> {
        let mut befunde = Vec::new();
        let mut bereiche = Vec::new();
        for regel in regeln {
            let Inhalt::Abc(text) = &regel.inhalt else {
                continue;
            };
            if !regel.gueltigkeit.gilt_am(tag) {
                continue;
            }
            match Buchstabenbereich::lesen(text, &Some(regel)) {
                Ok(neue) => {
                    let mut probe = bereiche.clone();
                    probe.extend(neue);
                    match AbcRegel::neu(probe.clone(), partikel_ignorieren) {
                        Err(fehler @ AbcFehler::Doppelt(_)) => befunde.push(e30(&fehler).an(text.clone())),
                        _ => bereiche = probe,
                    }
                }
                Err(fehler) => befunde.push(e30(&fehler).an(text.clone())),
            }
        }
        if bereiche.is_empty() {
            return None;
        }
        if let Err(fehler @ AbcFehler::Luecke(_)) = AbcRegel::neu(bereiche.clone(), partikel_ignorieren) {
            befunde.push(e30(&fehler));
            if let AbcFehler::Luecke(fehlt) = &fehler {
                bereiche.extend(Buchstabenbereich::lesen(fehlt, &None).ok()?);
            }
        }
        Some(Self {
            ziele: AbcRegel::neu(bereiche, partikel_ignorieren).ok()?,
            befunde,
        })
    }

    /// The line of a surname; `None` when its letter belongs to nobody or it has no letter A–Z.
    #[must_use]
    pub fn regel(&self, nachname: &str) -> Option<&'a Zustaendigkeitsregel> {
        self.ziele.ziel(nachname).copied().flatten()
    }
}

fn e30(fehler: &AbcFehler) -> Befund {
    Befund::neu(fehler.code().als_text(), fehler.to_string())
}

/// Whether the text of a range can be read; for the form.
///
/// # Errors
/// RAUM-E30 with what is wrong.
pub fn pruefen(text: &str) -> Result<(), Befund> {
    Buchstabenbereich::lesen(text, &()).map(drop).map_err(|f| e30(&f))
}

/// Days on which a set of validities begins or ends.
pub(super) fn grenzen(g: &Gueltigkeit) -> impl Iterator<Item = Datum> {
    std::iter::once(g.ab()).chain(g.bis())
}
