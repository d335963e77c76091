//! The end of a help: why, what comes then; what was reserved is freed, what runs is ended.

use amt::{
    App, Error, Result,
    recht::{Bearbeiten, Entscheiden},
};
use base::Befund;
use store::Tx;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{Abschluss, Abschlussgrund, Anschluss, Bausteinstand, FallStand},
    nachbarn::nachbarn,
    store::{beauftragung as auftraege, fall as db, hilfeplan as plaene, ueberpruefung as ablage},
};

/// What the form says.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "see Abschluss")]
pub struct Abschlussdaten {
    pub grund: Abschlussgrund,
    pub anschluss: Anschluss,
    pub anschluss_worte: String,
    pub nachfrage: bool,
    pub nachbetreuung: String,
}

/// Prepares the end, or notes the care afterwards.
///
/// # Errors
/// `FALL-E133` without words to what comes then, `FALL-E74` outside F10 and F11.
pub async fn vorbereiten(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Abschlussdaten,
) -> Result<()> {
    if !matches!(akte.fall.stand, FallStand::F10 | FallStand::F11) {
        return Err(Error::regel(
            "FALL-E74",
            format!(
                "Der Abschluss wird nicht eingetragen, solange der Fall „{}“ ist.",
                akte.fall.stand
            ),
        ));
    }
    if cmd.anschluss != Anschluss::Keine && cmd.anschluss_worte.trim().is_empty() {
        let b = Befund::neu("FALL-E133", "Bitte eintragen, was danach kommt.").an("anschluss_worte");
        return Err(Error::Regel(vec![b]));
    }
    let w = wann(app, may);
    let a = Abschluss {
        grund: cmd.grund,
        anschluss: cmd.anschluss,
        anschluss_worte: cmd.anschluss_worte,
        nachfrage: cmd.nachfrage,
        nachbetreuung: cmd.nachbetreuung,
        statistik: akte
            .bausteine
            .iter()
            .find_map(|b| b.art.statistik())
            .unwrap_or_default()
            .to_owned(),
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    ablage::abschliessen(tx, app.ids.uuid(), akte.fall.id, &a, w).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("abschluss={}", cmd.grund.code()));
    Ok(())
}

/// H17: frees the reserved money and ends orders and Bausteine (INV-F8), in the transaction of the step.
pub(super) async fn vollziehen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Entscheiden>,
    akte: &Akte,
) -> Result<()> {
    let fall = &akte.fall;
    let vorgang = app.ids.uuid();
    nachbarn(app)?
        .freigeben(app, tx, may, vorgang, app.uhr.heute(), &fall.pseudonym())
        .await?;
    auftraege::beenden_alle(tx, fall.id, app.uhr.heute()).await?;
    for von in [Bausteinstand::Bewilligt, Bausteinstand::Auslaufend] {
        plaene::bausteine_stellen(tx, fall.id, von, Bausteinstand::Beendet).await?;
    }
    // what was only thought of in the last review was never decided
    plaene::bausteine_stellen(tx, fall.id, Bausteinstand::Geplant, Bausteinstand::Gestrichen).await?;
    may.notieren(app, tx, "obligo frei");
    Ok(())
}
