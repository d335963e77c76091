//! Notes what is found out about the need: the nine areas, other bodies, the Gesamtplankonferenz.

use amt::{App, Error, Result, recht::Bearbeiten};
use base::{Befund, Datum};
use store::Tx;

use super::{lesen::Akte, wille::wann, zugang::FallMay};
use crate::{
    model::{Beeintraechtigung, FallStand, Konferenzwahl, Lebensbereich, Nebenergebnis, Nebenpruefung},
    rules::fall::eingliederung as regel,
    store::{fall as db, gesamtplan as ablage},
};

/// Longest description.
pub const BESCHREIBUNG_MAX: usize = 4000;

fn offen(akte: &Akte, wann: &[FallStand]) -> Result<()> {
    if wann.contains(&akte.fall.stand) {
        Ok(())
    } else {
        Err(Error::regel(
            "FALL-E74",
            format!(
                "Das wird nicht geändert, solange der Fall „{}“ ist.",
                akte.fall.stand
            ),
        ))
    }
}

/// States in which the need is found out, or looked at anew.
pub const ERMITTELN: &[FallStand] = &[
    FallStand::G0,
    FallStand::G1,
    FallStand::G2,
    FallStand::G3,
    FallStand::G4,
    FallStand::G5,
    FallStand::G6,
    FallStand::G10,
];
/// States in which a Gesamtplankonferenz is agreed.
pub const KONFERENZ: &[FallStand] = &[FallStand::G2, FallStand::G3, FallStand::G4];

/// One area as the form says it.
pub type Bereichsdaten = (Lebensbereich, Option<Beeintraechtigung>, String);

/// Notes the answers that are new. Areas not yet talked about may stay open; EG05 asks for all nine.
///
/// # Errors
/// `FALL-E175` without a description, `FALL-E74` outside the finding out.
pub async fn bereiche(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Vec<Bereichsdaten>,
) -> Result<()> {
    offen(akte, ERMITTELN)?;
    let befunde: Vec<Befund> = cmd
        .iter()
        .filter_map(|(b, a, t)| regel::bereich(*b, *a, t))
        .collect();
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let w = wann(app, may);
    let mut neu = 0;
    for (bereich, antwort, text) in &cmd {
        let Some(antwort) = antwort else { continue };
        let alt = akte.egh.as_ref().and_then(|e| e.bereich(*bereich));
        if alt.is_some_and(|a| a.antwort == *antwort && a.beschreibung == text.trim()) {
            continue;
        }
        let zeile = (*bereich, *antwort, text.trim());
        ablage::bereich(tx, app.ids.uuid(), akte.fall.id, zeile, w).await?;
        neu += 1;
    }
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("lebensbereiche={neu}"));
    Ok(())
}

/// One side check as the form says it.
pub type Nebendaten = (Nebenpruefung, Option<Nebenergebnis>, Option<Datum>, String);

/// Notes the side checks that have an answer.
///
/// # Errors
/// `FALL-E178` without the consent, `FALL-E74` outside the finding out.
pub async fn nebenpruefungen(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Vec<Nebendaten>,
) -> Result<()> {
    offen(akte, ERMITTELN)?;
    let heute = app.uhr.heute();
    let befunde: Vec<Befund> = cmd
        .iter()
        .filter_map(|(p, e, am, _)| regel::nebenpruefung(*p, (*e)?, *am, heute))
        .collect();
    if !befunde.is_empty() {
        return Err(Error::Regel(befunde));
    }
    let w = wann(app, may);
    for (p, ergebnis, am, worte) in &cmd {
        let Some(e) = ergebnis else { continue };
        let alt = akte.egh.as_ref().and_then(|x| x.nebenpruefung(*p));
        if alt.is_some_and(|a| a.ergebnis == *e && a.einwilligung_am == *am && a.worte == worte.trim()) {
            continue;
        }
        let zeile = (*p, *e, *am, worte.trim());
        ablage::nebenpruefung(tx, app.ids.uuid(), akte.fall.id, zeile, w).await?;
    }
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, "nebenpruefungen");
    Ok(())
}

/// What the form about the Gesamtplankonferenz says.
#[derive(Debug, Clone)]
pub struct Konferenzdaten {
    /// With one, or why without.
    pub wahl: Konferenzwahl,
    /// Day.
    pub tag: Datum,
    /// In words.
    pub worte: String,
    /// § 119 Abs. 4.
    pub mit_kindern: bool,
    /// § 119 Abs. 3.
    pub teilhabeplan: bool,
}

/// Notes it.
///
/// # Errors
/// `FALL-E90` a day in the future or a refusal without words, `FALL-E180` against § 119 Abs. 4, `FALL-E74`.
pub async fn konferenz(
    app: &App,
    tx: &mut Tx,
    may: &FallMay<Bearbeiten>,
    akte: &Akte,
    cmd: Konferenzdaten,
) -> Result<()> {
    offen(akte, KONFERENZ)?;
    let mut b = Vec::new();
    if cmd.tag > app.uhr.heute() {
        b.push(Befund::neu("FALL-E90", "Der Tag liegt in der Zukunft. Bitte prüfen.").an("gpk-tag"));
    }
    let abgelehnt = matches!(cmd.wahl, Konferenzwahl::Schriftlich | Konferenzwahl::Aufwand);
    if abgelehnt && cmd.worte.trim().is_empty() {
        b.push(
            Befund::neu("FALL-E90", "Bitte begründen, warum der Vorschlag abgelehnt wird.").an("gpk-worte"),
        );
    }
    if cmd.mit_kindern
        && !matches!(
            cmd.wahl,
            Konferenzwahl::Zustimmung | Konferenzwahl::KeineZustimmung
        )
    {
        let text = "Bittet ein Elternteil mit Behinderung um Hilfe mit den eigenen Kindern, gibt es eine Konferenz, wenn die Person zustimmt (§ 119 Abs. 4 SGB IX).";
        b.push(Befund::neu("FALL-E180", text).an("gpk"));
    }
    if !b.is_empty() {
        return Err(Error::Regel(b));
    }
    let w = wann(app, may);
    let k = ablage::Konferenz {
        wahl: cmd.wahl,
        tag: cmd.tag,
        worte: cmd.worte.trim(),
        mit_kindern: cmd.mit_kindern,
        teilhabeplan: cmd.teilhabeplan,
    };
    ablage::konferenz(tx, app.ids.uuid(), akte.fall.id, k, w).await?;
    db::anfassen(tx, &akte.fall, w.von, w.zeit).await?;
    may.notieren(app, tx, &format!("gesamtplankonferenz={}", cmd.wahl.code()));
    Ok(())
}
