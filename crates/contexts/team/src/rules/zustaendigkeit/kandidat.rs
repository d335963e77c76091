use base::{Datum, Id};

use super::Bericht;
use crate::{
    model::{Fachkraft, Regelart, Stelle, Team, Zustaendigkeitsregel},
    rules::Lage,
};

/// Somebody and the position they answer by.
#[derive(Debug, Clone)]
pub(super) struct Wer {
    pub fachkraft: Id<Fachkraft>,
    pub stelle: String,
}

/// What a rule led to, before anyone looked who is there today.
#[derive(Debug, Clone)]
pub(super) struct Kandidat {
    pub regel: Regelart,
    pub wer: Option<Wer>,
    pub vertretung: Option<Wer>,
    pub team: Option<Id<Team>>,
}

impl Kandidat {
    /// The rule gave nobody.
    pub const fn niemand(regel: Regelart) -> Self {
        Self {
            regel,
            wer: None,
            vertretung: None,
            team: None,
        }
    }

    /// The people behind a line; notes an empty, doubly held or self-substituting position.
    pub fn aus_regel(lage: &Lage, regel: &Zustaendigkeitsregel, tag: Datum, b: &mut Bericht) -> Self {
        let wer = inhaber(lage, regel.stelle, tag, b);
        if wer.is_none() {
            let name = lage.bezeichnung(regel.stelle);
            b.befund(
                "TEAM-E01",
                format!("Die Stelle „{name}“ ist am {tag} nicht besetzt."),
            );
        }
        let vertretung = regel.vertretung.and_then(|v| inhaber(lage, v, tag, b));
        if vertretung.is_none() {
            b.befund(
                "TEAM-E01",
                "Für diese Zuständigkeit gibt es an diesem Tag keine Vertretung.",
            );
        }
        let dieselbe = matches!((&wer, &vertretung), (Some(w), Some(v)) if w.fachkraft == v.fachkraft);
        if dieselbe {
            b.befund(
                "TEAM-E03",
                "Zuständigkeit und Vertretung liegen bei derselben Person.",
            );
        }
        Self {
            regel: regel.inhalt.art(),
            wer,
            vertretung: vertretung.filter(|_| !dieselbe),
            team: lage.stellen.get(&regel.stelle).map(|s| s.team),
        }
    }
}

/// Who holds the position; of several the one who came last, which is noted.
fn inhaber(lage: &Lage, stelle: Id<Stelle>, tag: Datum, b: &mut Bericht) -> Option<Wer> {
    let alle: Vec<_> = lage.inhaber(stelle, tag).collect();
    let bezeichnung = lage.bezeichnung(stelle);
    if alle.len() > 1 {
        b.befund(
            "TEAM-E02",
            format!("Die Stelle „{bezeichnung}“ ist am {tag} mehrfach besetzt."),
        );
    }
    let letzte = alle.into_iter().max_by_key(|x| (x.gueltigkeit.ab(), x.id))?;
    Some(Wer {
        fachkraft: letzte.fachkraft,
        stelle: bezeichnung.to_owned(),
    })
}

/// The position by which somebody answers in the first place, for people a rule did not lead to.
pub(super) fn eigene_stelle(lage: &Lage, wer: Id<Fachkraft>, tag: Datum) -> Option<(Id<Stelle>, Id<Team>)> {
    lage.besetzungen
        .values()
        .flatten()
        .filter(|b| b.fachkraft == wer && b.gueltigkeit.gilt_am(tag))
        .min_by_key(|b| (b.gueltigkeit.ab(), b.stelle))
        .and_then(|b| Some((b.stelle, lage.stellen.get(&b.stelle)?.team)))
}
