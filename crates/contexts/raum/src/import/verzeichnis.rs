//! What a street directory says about itself once it is in the draft: stretches that overlap, numbers between two stretches
//! that no line names. Both stay as they are; the report names the lines.

use amt::{Error, Result};
use base::Id;
use einlesen::Meldung;
use store::Tx;
use zuordnung::pruefung::{Art, Befund};

use super::Bericht;
use crate::{Gliederung, RegisterHalter};

/// Code of a gap between the numbers of a directory, where no address says whether anybody lives there.
pub const LUECKE: &str = "RAUM-E15";

/// Adds overlaps and gaps of the draft to the report, each with the line where it begins.
pub(super) async fn pruefen(tx: &mut Tx, ziel: Id<Gliederung>, bericht: &mut Bericht) -> Result<()> {
    let zuschnitt = RegisterHalter::verzeichnis(tx, ziel).await?;
    // some seconds of computing for a big town
    let (doppelt, luecken) = tokio::task::spawn_blocking(move || {
        (zuschnitt.register.pruefen(), zuschnitt.register.nummernluecken())
    })
    .await
    .map_err(|e| Error::Intern(e.to_string()))?;
    let mut zaehlen = |code: &str, b: &Befund| {
        let erste = b.zeilen.first().copied().unwrap_or(0);
        let text = match b.zeilen.get(1) {
            Some(zweite) => format!("{} Siehe auch Zeile {zweite}.", b.text),
            None => b.text.clone(),
        };
        bericht.melden(Meldung::hinweis(u64::from(erste), code, text));
    };
    let ueber: Vec<&Befund> = doppelt
        .iter()
        .filter(|b| matches!(b.art, Art::Ueberschneidung | Art::Doppelung))
        .collect();
    ueber.iter().for_each(|b| zaehlen("RAUM-E10", b));
    luecken.iter().for_each(|b| zaehlen(LUECKE, b));
    let anders = ueber.iter().filter(|b| b.art == Art::Ueberschneidung).count();
    bericht.saetze.push(format!(
        "Der Entwurf hat jetzt {} Überschneidungen von Bereichen ({anders} davon zwischen verschiedenen Räumen) und {} Lücken in der Zählung der Hausnummern.",
        ueber.len(),
        luecken.len()
    ));
    Ok(())
}
