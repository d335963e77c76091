//! Instants in forms: a day and a time of day, German local time. In the hour the clock change repeats, the first one
//! is meant; one it skips is moved on.

use base::Zeitpunkt;
use jiff::civil::Time;
use web::{Eingaben, Formular};

/// Reads `feld` and `feld_zeit`; `None` when both are empty or one is wrong.
pub(super) fn lesen(e: &mut Eingaben, feld: &str, pflicht: bool) -> Option<Zeitpunkt> {
    let uhr = format!("{feld}_zeit");
    let roh = e.roh(&uhr).to_owned();
    let tag = if pflicht || !roh.is_empty() {
        e.pflichtdatum(feld)
    } else {
        e.datum(feld)
    };
    tag?;
    let zeit = roh
        .split_once(':')
        .and_then(|(h, m)| Time::new(h.trim().parse().ok()?, m.trim().parse().ok()?, 0, 0).ok());
    let Some(zeit) = zeit else {
        e.melde(&uhr, "WEB-E04", "Bitte eine Uhrzeit wie 14:30 eingeben.");
        return None;
    };
    let ort = tag?.to_datetime(zeit).in_tz("Europe/Berlin").ok()?;
    Some(Zeitpunkt(ort.timestamp()))
}

/// Fills both fields.
pub(super) fn setzen(f: Formular, feld: &str, z: Option<Zeitpunkt>) -> Formular {
    match z {
        Some(z) => f
            .setze(feld, z.datum().0)
            .setze(&format!("{feld}_zeit"), z.uhrzeit()),
        None => f,
    }
}
