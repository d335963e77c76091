//! Who may see and touch which Topf.

use amt::{
    App, Error, Kontext, Result,
    recht::{Aktion, Befugnis, Bezug, Objektart, Sicht},
};
use base::Id;
use store::Tx;

use crate::{ablage, model::Topf};

/// The Töpfe of a year somebody may see.
#[derive(Debug, Clone)]
pub struct Blick {
    /// Those Töpfe, in order.
    pub toepfe: Vec<Topf>,
    /// Whether that is all of them.
    pub alles: bool,
}

impl Blick {
    /// One of them.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] for what is not there or not theirs.
    pub fn topf(&self, id: Id<Topf>) -> Result<&Topf> {
        self.toepfe
            .iter()
            .find(|t| t.id == id)
            .ok_or(Error::NichtGefunden)
    }

    /// For filtering lists in SQL; `None` when everything may be seen.
    #[must_use]
    pub fn nur(&self) -> Option<Vec<Id<Topf>>> {
        (!self.alles).then(|| self.toepfe.iter().map(|t| t.id).collect())
    }
}

/// What the user sees: everything, or the Töpfe of the regions their Räume lie in.
///
/// # Errors
/// [`Error::NichtGefunden`] when that is nothing: the money of single cases is shown with the case, not here.
pub async fn blick(app: &App, tx: &mut Tx, kontext: &Kontext, jahr: i64) -> Result<Blick> {
    let sicht = Sicht::auf::<Topf>(kontext)?;
    if !sicht.alles && sicht.raeume.is_empty() {
        return Err(Error::NichtGefunden);
    }
    let mut toepfe = ablage::topf::im_jahr(tx, jahr).await?;
    if !sicht.alles {
        let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
        let eigene: Vec<_> = sicht.raeume.iter().map(|r| Id::von(*r)).collect();
        // a lead sees the Topf of the own Raum, of those below it, and of the region above it
        toepfe.retain(|t| {
            t.raum.is_some_and(|raum| {
                let unter_eigenem = raeume.kette(raum).iter().any(|r| eigene.contains(&r.id));
                let ueber_eigenem = eigene
                    .iter()
                    .any(|e| raeume.kette(*e).iter().any(|r| r.id == raum));
                unter_eigenem || ueber_eigenem || eigene.contains(&raum)
            })
        });
    }
    Ok(Blick {
        toepfe,
        alles: sicht.alles,
    })
}

/// The right to act on these Töpfe: a role limited to Räume needs all of them to lie in its own.
///
/// # Errors
/// [`Error::NichtGefunden`] when the user may not.
pub async fn darf_topf<A: Aktion, K: Objektart>(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    objekt: Option<Id<K>>,
    toepfe: &[&Topf],
) -> Result<Befugnis<A, K>> {
    let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
    let mut may = Err(Error::NichtGefunden);
    for t in toepfe {
        let orte: Vec<_> = t.raum.into_iter().collect();
        may = Ok(team::service::befugnis(kontext, &raeume, objekt, &orte)?);
    }
    may
}

/// The right to act on what belongs to no single region: years, allocation, year end.
///
/// # Errors
/// [`Error::NichtGefunden`] for a role limited to Räume.
pub fn darf_ueberall<A: Aktion, K: Objektart>(
    kontext: &Kontext,
    objekt: Option<Id<K>>,
) -> Result<Befugnis<A, K>> {
    let bezug = Bezug {
        // no role is for this space: only one without limit passes
        raum: Some(uuid::Uuid::nil()),
        ..Bezug::default()
    };
    Befugnis::pruefen(kontext, objekt, bezug)
}
