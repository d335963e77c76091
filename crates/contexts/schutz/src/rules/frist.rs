//! Clocks of this room. Hours run day and night, on weekends and holidays (§ 26 Abs. 6 SGB X), and across the change
//! of the clocks neither an hour is lost nor gained.

use amt::{Error, Result, go::SchutzRegeln};
use base::{Datum, Zeitpunkt};
use fristen::{Laenge, ende_nach, plus_stunden};

use crate::model::Dringlichkeit;

/// Days until a Schutzkonzept is looked at again, at the latest (Fachkonzept 5.3).
pub const KONZEPT_TAGE: i32 = 14;

fn intern(e: impl std::fmt::Display) -> Error {
    Error::Intern(e.to_string())
}

/// When the child must have been seen (`schutz.reaktion`). SOFORT is unverzüglich: the deadline is the arrival itself.
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

/// The instant so many hours later.
///
/// # Errors
/// Outside the calendar.
pub fn stunden_nach(eingang: Zeitpunkt, stunden: u32) -> Result<Zeitpunkt> {
    let ende = plus_stunden(&eingang.berlin(), stunden).map_err(intern)?;
    Ok(Zeitpunkt(ende.timestamp()))
}

/// Latest end of a deprivation of liberty without a court: the end of the day after its beginning (§ 42 Abs. 5 S. 2
/// SGB VIII), said as 24:00, which is the first instant of the next day.
///
/// # Errors
/// Outside the calendar.
pub fn freiheit_bis(beginn: Zeitpunkt) -> Result<Zeitpunkt> {
    let tag = beginn.datum().plus_tage(2);
    let ende = tag.0.in_tz("Europe/Berlin").map_err(intern)?;
    Ok(Zeitpunkt(ende.timestamp()))
}

/// `11.07.2026, 24:00 Uhr` for the first instant of a day.
#[must_use]
pub fn tagesende(ende: Zeitpunkt) -> String {
    if ende.uhrzeit() == "00:00" {
        format!("{}, 24:00 Uhr", ende.datum().plus_tage(-1))
    } else {
        ende.lang()
    }
}

/// Until when the court should have heard the matter: one month after the call (§ 155 Abs. 2 S. 2 FamFG). It binds the
/// court, not us: the day reminds and does not move.
///
/// # Errors
/// Outside the calendar.
pub fn termin_bis(go: &amt::go::Geschaeftsordnung, angerufen: Datum) -> Result<Datum> {
    let land: fristen::Land = go.mandant.land.code().parse().map_err(intern)?;
    let kalender = fristen::Kalender::fuer(land);
    ende_nach(angerufen.0, Laenge::Monate(1), &kalender)
        .map(Datum)
        .map_err(intern)
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
    fn t_062_die_uhr_geht_auch_in_der_nacht_der_zeitumstellung_richtig() {
        // 29 March 2026: 2:00 becomes 3:00, the night has 23 hours
        let fruehling = zeit("2026-03-28T22:30:00Z"); // 23:30 Uhr
        assert_eq!(
            erstbewertung_bis(&SCHUTZ, fruehling).unwrap().lang(),
            "29.03.2026, 04:30 Uhr"
        );
        let bis = meldung_bis(&SCHUTZ, fruehling, Dringlichkeit::Dringend).unwrap();
        assert_eq!(bis.lang(), "30.03.2026, 00:30 Uhr");
        assert_eq!(bis, fruehling.plus_sekunden(24 * 3600));
        // 25 October 2026: 3:00 becomes 2:00, the night has 25 hours
        let herbst = zeit("2026-10-24T21:30:00Z"); // 23:30 Uhr
        assert_eq!(
            erstbewertung_bis(&SCHUTZ, herbst).unwrap().lang(),
            "25.10.2026, 02:30 Uhr"
        );
        assert_eq!(
            meldung_bis(&SCHUTZ, herbst, Dringlichkeit::Dringend)
                .unwrap()
                .lang(),
            "25.10.2026, 22:30 Uhr"
        );
    }

    #[test]
    fn t_063_freiheit_endet_mit_dem_folgenden_tag() {
        let bis = freiheit_bis(zeit("2026-07-10T12:30:00Z")).unwrap();
        assert_eq!(tagesende(bis), "11.07.2026, 24:00 Uhr");
        // a minute past midnight has nearly two days, a minute before it little more than one: by statute
        assert_eq!(
            tagesende(freiheit_bis(zeit("2026-07-10T21:59:00Z")).unwrap()),
            "11.07.2026, 24:00 Uhr"
        );
        assert_eq!(
            tagesende(freiheit_bis(zeit("2026-03-28T12:00:00Z")).unwrap()),
            "29.03.2026, 24:00 Uhr"
        );
    }
}
