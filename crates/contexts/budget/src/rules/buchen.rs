//! Whether a booking is sound (Fachkonzept 8.8). Nothing here looks at a balance: no booking, and so no help, is
//! refused because a Topf is empty (RL-01, INV-B5).

use base::{Befund, Cent, Datum};
use raum::Raumeinheit;

use crate::model::{Arbeitsart, Buchung, BuchungsArt, Haushaltsjahr, JahrStatus, NeueBuchung, Topf};

/// Checks one booking against its year and Topf.
///
/// # Errors
/// All findings: `BUDGET-E01`, `E02`, `E06`, `E20`, and `E34` for a sign or kind that cannot be.
pub fn pruefen(b: &NeueBuchung, jahr: &Haushaltsjahr, heute: Datum) -> Result<Arbeitsart, Vec<Befund>> {
    let mut befunde = Vec::new();
    if b.betrag.0 == 0 {
        befunde.push(Befund::neu("BUDGET-E01", "Der Betrag darf nicht null sein.").an("betrag"));
    }
    if !jahr.enthaelt(b.datum) {
        let text = format!(
            "Das Datum {} liegt nicht im Haushaltsjahr {} ({} bis {}).",
            b.datum, jahr.jahr, jahr.beginn, jahr.ende
        );
        befunde.push(Befund::neu("BUDGET-E02", text).an("datum"));
    }
    if b.arbeitsart.is_none() {
        befunde.push(Befund::neu("BUDGET-E06", "Bitte die Arbeitsart wählen.").an("arbeitsart"));
    }
    let negativ = b.betrag.0 < 0;
    let passt = match b.art {
        BuchungsArt::ObligoAufloesung => negativ || b.betrag.0 == 0,
        BuchungsArt::Obligo | BuchungsArt::Einnahme => !negativ,
        BuchungsArt::Storno => false,
        _ => true,
    };
    if !passt {
        let text = format!(
            "„{}“ passt nicht zu diesem Vorzeichen oder geht nur über einen eigenen Schritt.",
            b.art
        );
        befunde.push(Befund::neu("BUDGET-E34", text).an("betrag"));
    }
    befunde.extend(offen(jahr, heute));
    match b.arbeitsart {
        Some(a) if befunde.is_empty() => Ok(a),
        _ => Err(befunde),
    }
}

/// `BUDGET-E20` when the year takes no bookings today.
#[must_use]
pub fn offen(jahr: &Haushaltsjahr, heute: Datum) -> Option<Befund> {
    let text = if !jahr.offen() {
        let tun = match jahr.status {
            JahrStatus::Planung | JahrStatus::Beschlossen => {
                "Wer das Budget plant, stellt es unter „Budget“ auf „läuft“; danach geht es."
            }
            _ => "Bitte in ein Haushaltsjahr buchen, das läuft.",
        };
        format!(
            "Das Haushaltsjahr {} nimmt keine Buchungen an: {}. {tun}",
            jahr.jahr, jahr.status
        )
    } else if heute > jahr.nachperiode_bis {
        format!(
            "Das Haushaltsjahr {} nimmt seit dem {} keine Buchungen mehr an. Bitte in ein Haushaltsjahr buchen, das läuft.",
            jahr.jahr, jahr.nachperiode_bis
        )
    } else {
        return None;
    };
    Some(Befund::neu("BUDGET-E20", text).an("jahr"))
}

/// A booking for a space must hit a Topf of that space or of one above it (`kette`, from the bottom up), or a central
/// one.
///
/// # Errors
/// `BUDGET-E03`.
pub fn topf_passt(topf: &Topf, kette: &[base::Id<Raumeinheit>]) -> Result<(), Befund> {
    match topf.raum {
        Some(r) if !kette.contains(&r) => {
            let text = format!("Der Topf „{}“ gehört zu einer anderen Region.", topf.bezeichnung);
            Err(Befund::neu("BUDGET-E03", text).an("topf"))
        }
        _ => Ok(()),
    }
}

/// Whether the amount needs a second person. What comes of a decision on help (Obligo) or of the year end is signed
/// elsewhere and never waits here (RL-01).
#[must_use]
pub fn braucht_zweite(art: BuchungsArt, betrag: Cent, grenze: Cent) -> bool {
    match art {
        BuchungsArt::Obligo | BuchungsArt::ObligoAufloesung | BuchungsArt::Uebertrag => false,
        // help from the Vorwegabzug is always approved by a second person (8.6)
        BuchungsArt::VorwegFreigabe => true,
        _ => betrag.0.unsigned_abs() > grenze.0.unsigned_abs(),
    }
}

/// The second person must be another one.
///
/// # Errors
/// `BUDGET-E07`.
pub fn vier_augen(gebucht_von: uuid::Uuid, freigibt: uuid::Uuid) -> Result<(), Befund> {
    if gebucht_von == freigibt {
        let text = "Wer gebucht hat, gibt nicht selbst frei. Bitte eine andere Person.";
        return Err(Befund::neu("BUDGET-E07", text));
    }
    Ok(())
}

/// Whether a booking can be taken back: not a Storno, and not twice.
///
/// # Errors
/// `BUDGET-E08`.
pub fn storno(original: &Buchung, schon: bool) -> Result<(), Befund> {
    if original.art == BuchungsArt::Storno {
        return Err(Befund::neu(
            "BUDGET-E08",
            "Ein Storno lässt sich nicht stornieren. Bitte neu buchen.",
        ));
    }
    if schon {
        return Err(Befund::neu("BUDGET-E08", "Diese Buchung ist schon storniert."));
    }
    Ok(())
}
