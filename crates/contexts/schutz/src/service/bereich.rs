//! The working area (Fachkonzept 5.2): every change needs two Fachkräfte, reasons, and the information of the family.

use amt::{App, Result, recht::Bearbeiten};
use base::Befund;
use store::Tx;
use uuid::Uuid;

use super::{
    eintragen::{laufend, noetig, sichern, teilnehmende},
    zugang::Zugang,
};
use crate::{
    model::{Anlass, Bereich, Bereichswechsel, Meldung},
    rules::fachkraefte,
    store::{akte, massnahmen as db},
};

/// Changes it.
///
/// # Errors
/// `SCHUTZ-E08` by one person; `SCHUTZ-E02`; what is missing.
pub async fn wechseln(
    app: &App,
    tx: &mut Tx,
    z: &Zugang<Bearbeiten>,
    mut m: Meldung,
    nach: Bereich,
    fachkraefte_ids: &[Uuid],
    (grund, familie): (String, String),
) -> Result<()> {
    laufend(&m)?;
    let wer = teilnehmende(app, tx, fachkraefte_ids).await?;
    let mut b: Vec<Befund> = fachkraefte::pruefen(&wer)
        .map(|b| match b.code {
            "SCHUTZ-E01" => Befund::neu(
                "SCHUTZ-E08",
                "Den Bereich wechselt niemand allein. Bitte zwei verschiedene Fachkräfte nennen.",
            )
            .an("fachkraft-2"),
            _ => b,
        })
        .into_iter()
        .collect();
    noetig(&mut b, &grund, "grund", "Bitte den Wechsel begründen.");
    noetig(
        &mut b,
        &familie,
        "familie",
        "Was wurde der Familie gesagt, oder warum nichts?",
    );
    if nach == m.bereich {
        b.push(Befund::neu("SCHUTZ-E08", "Das Verfahren ist schon in diesem Bereich.").an("nach"));
    }
    if !b.is_empty() {
        return Err(b.into());
    }
    let w = z.wann(app);
    let id = app.ids.uuid();
    let wechsel = Bereichswechsel {
        von: m.bereich,
        nach,
        grund,
        familie,
        benutzer_name: w.name.to_owned(),
        zeit: w.zeit,
    };
    db::bereich(tx, id, m.id, &wechsel).await?;
    akte::mitwirkung_setzen(tx, m.id, Anlass::Bereich, id, &wer).await?;
    m.bereich = nach;
    sichern(app, tx, z, &mut m, "bereich", &format!("Bereich: {nach}")).await
}
