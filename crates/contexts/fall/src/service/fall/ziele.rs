//! Grobziele and Handlungsziele.

use amt::{
    App, Error, Result,
    recht::{Bearbeiten, OrganisationsArt},
};
use base::{Befund, Datum};
use store::Tx;
use uuid::Uuid;

use super::{wille::wann, zugang::FallMay};
use crate::{
    model::{Aeusserungsart, Fall, Grobziel, Handlungsziel, Zielstatus},
    rules::fall::ziele as regel,
    store::{fall as db, fall_akte as akte},
};

/// Keeps a Grobziel and the words it stands on.
///
/// # Errors
/// `FALL-E02`, `FALL-E03`, `FALL-E89`.
pub async fn grobziel(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    (text, prioritaet): (&str, i64),
    aus: &[Uuid],
) -> Result<()> {
    let worte = akte::aeusserungen(tx, fall.id).await?;
    // a key of another case counts as none
    let arten: Vec<Aeusserungsart> = aus
        .iter()
        .filter_map(|id| worte.iter().find(|a| a.id.uuid() == *id))
        .map(|a| a.art)
        .collect();
    let bekannt = arten.len() == aus.len();
    let oeffentlich = may.kontext().organisation() == OrganisationsArt::Oeffentlich;
    let b = regel::grobziel(
        text,
        if bekannt { &arten } else { &[] },
        fall.bereich,
        oeffentlich,
    );
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let z = Grobziel {
        id: app.ids.neu(),
        text: text.trim().to_owned(),
        prioritaet,
        status: Zielstatus::Aktiv,
        festgehalten_von: w.name.to_owned(),
    };
    akte::grobziel(tx, fall.id, &z, aus, w).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "grobziel");
    Ok(())
}

/// What the form of a Handlungsziel says.
#[derive(Debug, Clone)]
pub struct Handlungszieldaten {
    /// Its Grobziel.
    pub grobziel: Option<Uuid>,
    /// In words.
    pub text: String,
    /// How one sees that it is reached.
    pub messkriterium: String,
    /// Until when.
    pub frist: Option<Datum>,
    /// The person agreed.
    pub akzeptiert: bool,
    /// A resource or a reason.
    pub realistisch: String,
    /// Own step: who.
    pub schritt_wer: String,
    /// Own step: what.
    pub schritt_was: String,
    /// Own step: until when.
    pub schritt_bis: Option<Datum>,
    /// What others do.
    pub unterstuetzung: String,
}

/// Keeps a Handlungsziel.
///
/// # Errors
/// `FALL-E04`, `FALL-E08`, `FALL-E93` without a Grobziel of this case.
pub async fn handlungsziel(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    cmd: Handlungszieldaten,
) -> Result<()> {
    let smart = regel::Smart {
        text: &cmd.text,
        messkriterium: &cmd.messkriterium,
        frist: cmd.frist,
        schritt: cmd
            .schritt_bis
            .map(|bis| (cmd.schritt_wer.as_str(), cmd.schritt_was.as_str(), bis)),
        realistisch: &cmd.realistisch,
        akzeptiert: cmd.akzeptiert,
    };
    let mut b = regel::handlungsziel(&smart, app.uhr.heute());
    let ziele = akte::grobziele(tx, fall.id).await?;
    let grobziel = cmd.grobziel.filter(|g| ziele.iter().any(|z| z.id.uuid() == *g));
    if grobziel.is_none() {
        b.push(Befund::neu("FALL-E93", "Bitte das Grobziel wählen, zu dem es gehört.").an("zu"));
    }
    let (Some(grobziel), Some(frist), Some(schritt_bis), true) =
        (grobziel, cmd.frist, cmd.schritt_bis, b.is_empty())
    else {
        return Err(Error::Regel(b));
    };
    let w = wann(app, may);
    let z = Handlungsziel {
        id: app.ids.neu(),
        grobziel,
        text: cmd.text.trim().to_owned(),
        messkriterium: cmd.messkriterium.trim().to_owned(),
        frist,
        akzeptiert: cmd.akzeptiert,
        realistisch: cmd.realistisch.trim().to_owned(),
        schritt_wer: cmd.schritt_wer.trim().to_owned(),
        schritt_was: cmd.schritt_was.trim().to_owned(),
        schritt_bis,
        unterstuetzung: cmd.unterstuetzung.trim().to_owned(),
        status: Zielstatus::Aktiv,
    };
    akte::handlungsziel(tx, fall.id, &z, w).await?;
    db::anfassen(tx, fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "handlungsziel");
    Ok(())
}
