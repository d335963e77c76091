//! Deadlines of this room, all by the deadline engine and the Geschäftsordnung.

use amt::{
    Error, Result,
    go::{Geschaeftsordnung, SchutzRegeln},
};
use base::{Datum, Zeitpunkt};
use fristen::{Kalender, Land, plus_arbeitstage, plus_stunden};

use crate::model::Dringlichkeit;

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

/// When a Meldung must have been acted on: hours of `schutz.reaktion`, running through weekends and holidays
/// (§ 26 Abs. 6 SGB X). SOFORT is unverzüglich: at once, so the deadline is the arrival itself.
///
/// # Errors
/// Outside the calendar.
pub fn meldung_bis(
    schutz: &SchutzRegeln,
    eingang: Zeitpunkt,
    dringlichkeit: Dringlichkeit,
) -> Result<Zeitpunkt> {
    let stunden = match dringlichkeit {
        Dringlichkeit::Sofort => schutz.reaktion_sofort,
        Dringlichkeit::Dringend => schutz.reaktion_dringend,
        Dringlichkeit::Zeitnah => schutz.reaktion_zeitnah,
    };
    stunden_nach(eingang, stunden)
}

/// Until when the first assessment of a Meldung is due (`schutz.erstbewertung_stunden`).
///
/// # Errors
/// Outside the calendar.
pub fn erstbewertung_bis(schutz: &SchutzRegeln, eingang: Zeitpunkt) -> Result<Zeitpunkt> {
    stunden_nach(eingang, schutz.erstbewertung)
}

fn stunden_nach(eingang: Zeitpunkt, stunden: u32) -> Result<Zeitpunkt> {
    let ende = plus_stunden(&eingang.berlin(), stunden).map_err(intern)?;
    Ok(Zeitpunkt(ende.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHUTZ: SchutzRegeln = SchutzRegeln {
        reaktion_sofort: 0,
        reaktion_dringend: 24,
        reaktion_zeitnah: 168,
        erstbewertung: 4,
    };

    fn zeit(s: &str) -> Zeitpunkt {
        Zeitpunkt(s.parse().unwrap())
    }

    #[test]
    fn t_062_dringend_laeuft_durch_pfingsten() {
        let eingang = zeit("2026-05-22T14:45:00Z"); // Freitag, 16:45 Uhr
        let bis = meldung_bis(&SCHUTZ, eingang, Dringlichkeit::Dringend).unwrap();
        assert_eq!(bis.lang(), "23.05.2026, 16:45 Uhr");
        assert_eq!(
            meldung_bis(&SCHUTZ, eingang, Dringlichkeit::Sofort).unwrap(),
            eingang
        );
        assert_eq!(erstbewertung_bis(&SCHUTZ, eingang).unwrap().uhrzeit(), "20:45");
    }

    #[test]
    fn die_beratung_ist_am_selben_tag_auch_am_samstag() {
        assert_eq!(
            konsultation_bis(zeit("2026-11-21T20:00:00Z")).to_string(),
            "21.11.2026"
        );
    }
}
