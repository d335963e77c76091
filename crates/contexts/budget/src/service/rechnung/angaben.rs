//! An invoice that comes as values instead of a file: held to what the reader of files demands.

use amt::{App, Error, Result};
use base::{Befund, Cent};
use store::Tx;
use uuid::Uuid;

use crate::{
    model::{NeueRechnung, NeueZeile},
    rules::{betrag, xrechnung},
};

fn falsch(ort: impl Into<String>, text: impl Into<String>) -> Befund {
    Befund::neu("BUDGET-E66", text).an(ort)
}

/// The Träger the office brings one in for.
///
/// # Errors
/// `BUDGET-E66` without one that is known today.
pub async fn traeger(app: &App, tx: &mut Tx, wahl: Option<Uuid>) -> Result<(Uuid, String)> {
    let heute = app.uhr.heute();
    let alle = team::service::traeger_auswahl(tx, (heute, heute), &[]).await?;
    alle.into_iter()
        .find(|t| Some(t.id.uuid()) == wahl)
        .map(|t| (t.id.uuid(), t.name))
        .ok_or_else(|| Error::from(falsch("traeger", "Bitte einen Träger nennen, den es heute gibt.")))
}

/// Passes on what a file could have held.
///
/// # Errors
/// `BUDGET-E66`, `BUDGET-E31`, all findings at once with their places.
pub fn angaben_pruefen(neu: NeueRechnung) -> Result<NeueRechnung> {
    let mut befunde = Vec::new();
    let lang = |t: &str, max: usize| t.chars().count() > max || t.chars().any(char::is_control);
    if neu.nummer.is_empty() || lang(&neu.nummer, 60) {
        befunde.push(falsch(
            "nummer",
            "Bitte eine Rechnungsnummer bis 60 Zeichen angeben.",
        ));
    }
    if neu.zeilen.is_empty() || neu.zeilen.len() > xrechnung::ZEILEN {
        let text = format!("Nötig sind 1 bis {} Zeilen.", xrechnung::ZEILEN);
        befunde.push(falsch("zeilen", text));
    }
    if !geldbetrag(neu.summe) {
        befunde.push(Befund::neu("BUDGET-E31", "Die Summe ist zu groß.").an("summe"));
    }
    for (nr, z) in (1..).zip(&neu.zeilen).take(xrechnung::ZEILEN) {
        befunde.extend(zeile(z, &lang).into_iter().map(|b| b.an(format!("Zeile {nr}"))));
    }
    if befunde.is_empty() {
        return Ok(neu);
    }
    befunde.truncate(100);
    Err(befunde.into())
}

fn geldbetrag(c: Cent) -> bool {
    c.0.checked_abs().is_some_and(|c| c <= betrag::HOECHSTENS.0)
}

fn zeile(z: &NeueZeile, lang: &dyn Fn(&str, usize) -> bool) -> Vec<Befund> {
    let mut befunde = Vec::new();
    if z.auftrag.is_empty() || lang(&z.auftrag, 60) {
        befunde.push(falsch("", "Die Nummer des Auftrags fehlt oder ist zu lang."));
    }
    if !(1..=100_000).contains(&z.menge) {
        let text = "Die Menge muss zwischen 1 und 100.000 liegen. Stunden stehen hier als ganze Minuten.";
        befunde.push(falsch("", text));
    }
    if !geldbetrag(z.satz) || !geldbetrag(z.betrag) {
        befunde.push(Befund::neu("BUDGET-E31", "Der Betrag ist zu groß."));
    }
    if z.bis < z.von {
        befunde.push(falsch("", format!("{} liegt vor {}.", z.bis, z.von)));
    } else {
        befunde.extend(xrechnung::nicht_zu_lang(z).err());
    }
    befunde
}
