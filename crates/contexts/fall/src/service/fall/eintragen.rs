//! Notes one Angabe of a case: day, words, who, when. Nothing is overwritten; the last one counts.

use amt::{
    App, Error, Result,
    recht::{Aktion, Bearbeiten},
};
use base::{Befund, Datum};
use store::Tx;

use super::zugang::FallMay;
use crate::{
    model::{Angabe, Arbeitsbereich, Eintrag, Fall, FallStand},
    store::{fall as db, fall_akte as akte},
};

/// Longest words of an Angabe.
pub const WORTE_MAX: usize = 1000;

/// What the form says.
#[derive(Debug, Clone)]
pub struct Angabedaten {
    /// Which.
    pub angabe: Angabe,
    /// Day.
    pub tag: Option<Datum>,
    /// Words.
    pub worte: String,
}

fn pruefen(cmd: &Angabedaten, fall: &Fall, heute: Datum) -> Vec<Befund> {
    let form = cmd.angabe.form();
    let mut b = Vec::new();
    let mut fehlt = |code, text: &str, feld: &str| {
        b.push(Befund::neu(code, text).an(format!("{}-{feld}", cmd.angabe.code())));
    };
    if !form.wann.contains(&fall.stand) {
        fehlt(
            "FALL-E74",
            "Das wird in diesem Stand des Falls nicht mehr geändert.",
            "worte",
        );
    }
    if !form.tag.is_empty() && cmd.tag.is_none() {
        fehlt("FALL-E90", "Bitte den Tag eintragen.", "tag");
    }
    if cmd.angabe.kuenftig() {
        if cmd.tag.is_some_and(|t| t <= heute) {
            fehlt(
                "FALL-E90",
                "Dieser Tag muss noch kommen. Bitte einen späteren eintragen.",
                "tag",
            );
        }
    } else if cmd.tag.is_some_and(|t| t > heute) {
        fehlt("FALL-E90", "Der Tag liegt in der Zukunft. Bitte prüfen.", "tag");
    }
    // Part 2 of SGB IX is in force since then; the deadline engine knows no period before it
    let ab = Datum::neu(2020, 1, 1);
    if fall.stand.egh() && cmd.tag.is_some() && cmd.tag < ab {
        fehlt("FALL-E90", "Der Tag liegt zu weit zurück. Bitte prüfen.", "tag");
    }
    if !form.worte.is_empty() && cmd.worte.trim().is_empty() {
        fehlt("FALL-E90", "Bitte ausfüllen.", "worte");
    }
    if cmd.angabe == Angabe::OhneFreiwilligkeit && fall.bereich != Arbeitsbereich::Gefaehrdung {
        fehlt(
            "FALL-E91",
            "Freiwillige Schritte werden nur im Gefährdungsbereich übersprungen.",
            "worte",
        );
    }
    b
}

/// Notes it.
///
/// # Errors
/// `FALL-E90` when day or words are missing; `FALL-E74` when the state is past it; `FALL-E91`.
pub async fn eintragen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    fall: &Fall,
    cmd: Angabedaten,
) -> Result<()> {
    notieren(app, tx, may, fall, cmd).await
}

/// Like [`eintragen`], for whoever may do no more with the case than a part of it.
pub(super) async fn notieren<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<A>,
    fall: &Fall,
    cmd: Angabedaten,
) -> Result<()> {
    let befunde = pruefen(&cmd, fall, app.uhr.heute());
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let (von, jetzt) = (may.kontext().benutzer().uuid(), app.uhr.jetzt());
    let e = Eintrag {
        angabe: cmd.angabe,
        tag: cmd.tag,
        worte: cmd.worte.trim().to_owned(),
        benutzer_name: may.kontext().name().to_owned(),
        zeit: jetzt,
    };
    akte::angabe(tx, app.ids.uuid(), fall.id, &e, von).await?;
    if cmd.angabe == Angabe::WeisungBis && fall.stand == FallStand::J5 {
        // the court gave more time
        let mut fall = fall.clone();
        fall.naechster_termin = cmd.tag;
        db::update(tx, &fall, von, jetzt).await?;
    } else {
        db::anfassen(tx, fall, von, jetzt).await?;
    }
    may.notieren(app, tx, &format!("angabe={}", cmd.angabe.code()));
    Ok(())
}
