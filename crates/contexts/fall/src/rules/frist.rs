//! Deadlines of this room, all by the deadline engine and the Geschäftsordnung.

use amt::{Error, Result, go::Geschaeftsordnung};
use base::{Datum, Zeitpunkt};
use fristen::{Kalender, Land, plus_arbeitstage};

fn intern(e: impl std::fmt::Display) -> Error {
    Error::Intern(e.to_string())
}

/// The calendar of the municipality's Land.
///
/// # Errors
/// When the engine has no calendar for it.
pub fn kalender(go: &Geschaeftsordnung) -> Result<Kalender> {
    let land: Land = go.mandant.land.code().parse().map_err(intern)?;
    Ok(Kalender::fuer(land))
}

/// Last day for the first answer to an Anliegen (`fall.erstreaktion_arbeitstage`).
///
/// # Errors
/// Outside the calendar.
pub fn erstreaktion_bis(go: &Geschaeftsordnung, eingang: Zeitpunkt) -> Result<Datum> {
    arbeitstage(go, eingang.datum(), go.fall.erstreaktion_arbeitstage)
}

/// Last day of a promised call-back (`service.sla`).
///
/// # Errors
/// Outside the calendar.
pub fn rueckruf_bis(go: &Geschaeftsordnung, eingang: Zeitpunkt) -> Result<Datum> {
    arbeitstage(go, eingang.datum(), go.service.rueckruf_arbeitstage)
}

/// Last day for the answer to a complaint (`service.sla`).
///
/// # Errors
/// Outside the calendar.
pub fn beschwerde_bis(go: &Geschaeftsordnung, eingang: Zeitpunkt) -> Result<Datum> {
    arbeitstage(go, eingang.datum(), go.service.beschwerde_arbeitstage)
}

/// `n` working days after a day.
///
/// # Errors
/// Outside the calendar.
pub fn arbeitstage(go: &Geschaeftsordnung, tag: Datum, n: u32) -> Result<Datum> {
    plus_arbeitstage(tag.0, n, &kalender(go)?)
        .map(Datum)
        .map_err(intern)
}

/// Day until whose end an unclear danger hint must be talked over with an ASD-Fachkraft: the same day. It does not
/// move on a weekend: then the Rufbereitschaft is asked (Fachkonzept 4.3).
#[must_use]
pub fn konsultation_bis(eingang: Zeitpunkt) -> Datum {
    eingang.datum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zeit(s: &str) -> Zeitpunkt {
        Zeitpunkt(s.parse().unwrap())
    }

    #[test]
    fn die_beratung_ist_am_selben_tag_auch_am_samstag() {
        assert_eq!(
            konsultation_bis(zeit("2026-11-21T20:00:00Z")).to_string(),
            "21.11.2026"
        );
    }
}
