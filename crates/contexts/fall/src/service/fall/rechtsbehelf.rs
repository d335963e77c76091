//! H22: a remedy is recorded and led to its end. It never stops a help that runs.

use amt::{
    App, Error, Result,
    recht::{Aktion, Bearbeiten, OrganisationsArt},
};
use base::{Befund, Datum, Id};
use store::Tx;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{
        Bausteinstand, Entscheidung, Entscheidungsstand, Rechtsbehelf, Rechtsbehelfsform, Rechtsbehelfsstand,
    },
    nachbarn::nachbarn,
    rules::fall::rechtsbehelf as regel,
    store::{fall as db, hilfeplan as plaene, rechtsbehelf as ablage},
};

/// What the form says.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "see Rechtsbehelf")]
pub struct Einlegung {
    pub entscheidung: Id<Entscheidung>,
    pub form: Rechtsbehelfsform,
    pub eingelegt_am: Datum,
    pub worte: String,
}

/// The next step of one remedy.
#[derive(Debug, Clone)]
pub struct Weiterfuehrung {
    /// Which.
    pub rechtsbehelf: Id<Rechtsbehelf>,
    /// Where to.
    pub nach: Rechtsbehelfsstand,
    /// Its day.
    pub am: Datum,
    /// Reasons, reference number, how it ended.
    pub worte: String,
}

/// FALL-E10: what becomes of a remedy only the public body notes and decides (RL-02).
fn oeffentlich<A: Aktion>(may: &FallMay<A>) -> Result<()> {
    if may.kontext().organisation() == OrganisationsArt::Oeffentlich {
        Ok(())
    } else {
        Err(Error::regel(
            "FALL-E10",
            "Über Widerspruch und Klage führt nur der öffentliche Träger Buch (RL-02).",
        ))
    }
}

/// Records a remedy. One that comes too late is recorded too: whether it still counts is decided, not computed.
///
/// # Errors
/// `FALL-E250` without a decision it is against, `E251` when one against it runs already, `E252` for a day before the
/// decision or in the future, `FALL-E10`.
pub async fn einlegen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Einlegung,
) -> Result<()> {
    aufnehmen(app, tx, may, akte, cmd).await
}

/// Like [`einlegen`], for whoever may do no more with the case than this: the Back-Office, which opens the post (H22).
pub(super) async fn aufnehmen<A: Aktion>(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<A>,
    akte: &Akte,
    cmd: Einlegung,
) -> Result<()> {
    oeffentlich(may)?;
    let mut b = Vec::new();
    let gegen = akte
        .entscheidungen
        .iter()
        .find(|e| e.id == cmd.entscheidung && e.stand == Entscheidungsstand::Entschieden);
    match gegen {
        None => {
            b.push(Befund::neu("FALL-E250", "Bitte wählen, gegen welche Entscheidung.").an("entscheidung"));
        }
        Some(e) => {
            if akte.rechtsbehelfe.iter().any(|r| r.gegen(e) && r.stand.offen()) {
                let text = "Gegen diese Entscheidung läuft schon ein Widerspruch oder eine Klage.";
                b.push(Befund::neu("FALL-E251", text).an("entscheidung"));
            }
            let frueh = e.entschieden_am.is_some_and(|z| cmd.eingelegt_am < z.datum());
            if frueh || cmd.eingelegt_am > akte.heute {
                let text = "Der Tag liegt zwischen der Entscheidung und heute. Bitte prüfen.";
                b.push(Befund::neu("FALL-E252", text).an("eingelegt_am"));
            }
        }
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let stand = if cmd.form == Rechtsbehelfsform::Klage {
        Rechtsbehelfsstand::Klage
    } else {
        Rechtsbehelfsstand::Eingelegt
    };
    let r = Rechtsbehelf {
        id: app.ids.neu(),
        entscheidung: cmd.entscheidung,
        form: cmd.form,
        eingelegt_am: cmd.eingelegt_am,
        worte: cmd.worte.trim().to_owned(),
        stand,
        stand_am: cmd.eingelegt_am,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    ablage::einlegen(tx, akte.fall.id, &r, w.von).await?;
    let text = format!("Rechtsbehelf: {}", cmd.form);
    let wer = (w.von, w.name);
    db::verlauf_anfuegen(tx, akte.fall.id, (app.ids.uuid(), w.zeit), wer, ("H22", &text)).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "rechtsbehelf");
    Ok(())
}

/// Takes the next step of a remedy.
///
/// # Errors
/// [`Error::NichtGefunden`] for one of another case, `FALL-E253` for a step the table does not know here, `E252` for a
/// day before the last step or in the future, `E254` without words, `FALL-E10`.
pub async fn weiter(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Weiterfuehrung,
) -> Result<()> {
    oeffentlich(may)?;
    let r = akte
        .rechtsbehelfe
        .iter()
        .find(|r| r.id == cmd.rechtsbehelf)
        .ok_or(Error::NichtGefunden)?;
    let mut b = Vec::new();
    let Some(weg) = regel::ab(r.stand).find(|w| w.nach == cmd.nach) else {
        let text = format!("Das geht nicht, solange der Rechtsbehelf „{}“ ist.", r.stand);
        return Err(Error::Regel(vec![Befund::neu("FALL-E253", text).an("nach")]));
    };
    if cmd.am < r.stand_am || cmd.am > akte.heute {
        let text = "Der Tag liegt zwischen dem letzten Schritt und heute. Bitte prüfen.";
        b.push(Befund::neu("FALL-E252", text).an("am"));
    }
    if cmd.worte.trim().is_empty() {
        b.push(
            Befund::neu(
                "FALL-E254",
                "Bitte in Worten festhalten, warum oder wie es ausging.",
            )
            .an("worte"),
        );
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let wer = (w.von, w.name);
    db::verlauf_anfuegen(tx, akte.fall.id, (app.ids.uuid(), w.zeit), wer, ("H22", weg.text)).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    ablage::weiter(tx, app.ids.uuid(), r, (cmd.nach, cmd.am, cmd.worte.trim()), w).await?;
    may.notieren(app, tx, &format!("rechtsbehelf={}", cmd.nach.code()));
    Ok(())
}

/// Before it is decided anew: what was granted is only planned again, and what was reserved for it is free, so that the
/// new decision reserves what it grants and nothing twice.
pub(super) async fn zurueck(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<amt::recht::Entscheiden>,
    akte: &Akte,
) -> Result<()> {
    let fall = &akte.fall;
    nachbarn(app)?
        .freigeben(app, tx, may, app.ids.uuid(), akte.heute, &fall.pseudonym())
        .await?;
    plaene::bausteine_stellen(tx, fall.id, Bausteinstand::Bewilligt, Bausteinstand::Geplant).await?;
    may.notieren(app, tx, "obligo frei");
    Ok(())
}
