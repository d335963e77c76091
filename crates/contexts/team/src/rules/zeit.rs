//! Time worked: over midnight and the change of the clocks, and what cannot be (`TEAM-E22`, Fachkonzept 6.6).

use std::collections::BTreeMap;

use base::{Befund, Datum, Min};
use jiff::{ToSpan, civil::Time};

use crate::model::{Arbeitsart, Zeitbuchung};

/// Nobody works longer on one day.
pub const HOECHSTENS: i64 = 720;

/// What stands instead of a case when somebody was counselled without a name.
pub const OHNE_NAMEN: &str = "Kurzberatung ohne Namen";

/// The minutes between two clock times by day. An end before the beginning is on the next day; the hour that does not
/// exist in spring is not counted, the one that comes twice in autumn is counted twice when it lies between.
#[must_use]
pub fn aufteilen(datum: Datum, von: Time, bis: Time) -> Option<Vec<(Datum, Min)>> {
    let berlin = |tag: jiff::civil::Date, uhr: Time| tag.to_datetime(uhr).in_tz("Europe/Berlin").ok();
    let minuten =
        |a: &jiff::Zoned, b: &jiff::Zoned| (b.timestamp().as_second() - a.timestamp().as_second()) / 60;
    let anfang = berlin(datum.0, von)?;
    let teile = if bis > von {
        vec![(datum, minuten(&anfang, &berlin(datum.0, bis)?))]
    } else {
        let morgen = datum.0.checked_add(1.day()).ok()?;
        let mitternacht = berlin(morgen, Time::midnight())?;
        let ende = berlin(morgen, bis)?;
        vec![
            (datum, minuten(&anfang, &mitternacht)),
            (Datum(morgen), minuten(&mitternacht, &ende)),
        ]
    };
    let teile: Vec<_> = teile
        .into_iter()
        .filter(|(_, m)| *m > 0)
        .map(|(tag, m)| (tag, Min(m)))
        .collect();
    (von != bis && !teile.is_empty()).then_some(teile)
}

/// `TEAM-E22`. `schon` are the bookings of the same person.
#[must_use]
pub fn pruefen(schon: &[Zeitbuchung], neu: &[Zeitbuchung], heute: Datum) -> Vec<Befund> {
    let mut befunde = Vec::new();
    let mut melden = |text: String, feld: &str| befunde.push(Befund::neu("TEAM-E22", text).an(feld));
    let mut je_tag: BTreeMap<Datum, i64> = BTreeMap::new();
    for b in schon.iter().filter(|s| neu.iter().any(|n| n.datum == s.datum)) {
        *je_tag.entry(b.datum).or_default() += b.minuten.0;
    }
    for n in neu {
        if n.minuten.0 < 1 {
            melden("Bitte mindestens eine Minute eintragen.".to_owned(), "minuten");
        }
        if n.datum > heute {
            melden(format!("Der {} liegt in der Zukunft.", n.datum), "datum");
        }
        let summe = je_tag.entry(n.datum).or_default();
        *summe = summe.saturating_add(n.minuten.0);
        if *summe > HOECHSTENS {
            let text = format!(
                "Am {} wären es {summe} Minuten, möglich sind {HOECHSTENS}.",
                n.datum
            );
            melden(text, "minuten");
        }
    }
    let Some(n) = neu.first() else {
        return befunde;
    };
    match n.art {
        Arbeitsart::Fallspezifisch if n.bezug.is_empty() => melden(
            "Bitte das Aktenzeichen eintragen oder „ohne Namen“ ankreuzen.".to_owned(),
            "bezug",
        ),
        Arbeitsart::Falluebergreifend if n.bezug.is_empty() => {
            melden("Bitte die Gruppe oder das Projekt eintragen.".to_owned(), "bezug");
        }
        Arbeitsart::Fallunabhaengig if n.raum.is_none() => {
            melden("Bitte den Raum wählen.".to_owned(), "raum");
        }
        _ => {}
    }
    befunde
}

#[cfg(test)]
mod tests {
    use base::Id;
    use jiff::civil::time;
    use uuid::Uuid;

    use super::*;

    fn tag(s: &str) -> Datum {
        s.parse().unwrap()
    }

    fn buchung(datum: &str, minuten: i64, art: Arbeitsart, bezug: &str) -> Zeitbuchung {
        Zeitbuchung {
            id: Id::von(Uuid::nil()),
            fachkraft: Id::von(Uuid::nil()),
            datum: tag(datum),
            minuten: Min(minuten),
            art,
            raum: None,
            bezug: bezug.into(),
            kurztext: String::new(),
            quelle: None,
        }
    }

    #[test]
    fn ueber_mitternacht_sind_es_zwei_tage() {
        let teile = aufteilen(tag("2026-11-20"), time(22, 30, 0, 0), time(1, 15, 0, 0)).unwrap();
        assert_eq!(
            teile,
            [(tag("2026-11-20"), Min(90)), (tag("2026-11-21"), Min(75))]
        );
        let bis_null = aufteilen(tag("2026-11-20"), time(22, 0, 0, 0), time(0, 0, 0, 0)).unwrap();
        assert_eq!(bis_null, [(tag("2026-11-20"), Min(120))]);
        assert!(aufteilen(tag("2026-11-20"), time(9, 0, 0, 0), time(9, 0, 0, 0)).is_none());
    }

    #[test]
    fn zeitumstellung_zaehlt_echte_minuten() {
        // spring: 02:00 to 03:00 does not exist; autumn: it comes twice
        let fruehling = aufteilen(tag("2026-03-28"), time(23, 0, 0, 0), time(4, 0, 0, 0)).unwrap();
        assert_eq!(
            fruehling,
            [(tag("2026-03-28"), Min(60)), (tag("2026-03-29"), Min(180))]
        );
        let herbst = aufteilen(tag("2026-10-24"), time(23, 0, 0, 0), time(4, 0, 0, 0)).unwrap();
        assert_eq!(
            herbst,
            [(tag("2026-10-24"), Min(60)), (tag("2026-10-25"), Min(300))]
        );
    }

    #[test]
    fn team_e22_zu_lang_zukunft_ohne_bezug() {
        let heute = tag("2026-11-23");
        let fall = Arbeitsart::Fallspezifisch;
        assert!(pruefen(&[], &[buchung("2026-11-23", 720, fall, "S-1")], heute).is_empty());
        let schon = [
            buchung("2026-11-23", 600, fall, "S-1"),
            buchung("2026-11-22", 700, fall, "S-1"),
        ];
        let b = pruefen(&schon, &[buchung("2026-11-23", 121, fall, "S-2")], heute);
        assert!(
            b.len() == 1 && b[0].code == "TEAM-E22" && b[0].text.contains("721"),
            "{b:?}"
        );
        assert!(pruefen(&schon, &[buchung("2026-11-23", 120, fall, "S-2")], heute).is_empty());
        assert_eq!(
            pruefen(&[], &[buchung("2026-11-24", 60, fall, "S-1")], heute)[0].ort,
            "datum"
        );
        assert_eq!(
            pruefen(&[], &[buchung("2026-11-23", 60, fall, "")], heute)[0].ort,
            "bezug"
        );
        let raum = buchung("2026-11-23", 60, Arbeitsart::Fallunabhaengig, "");
        assert_eq!(pruefen(&[], &[raum], heute)[0].ort, "raum");
        assert!(pruefen(&[], &[buchung("2026-11-23", 60, Arbeitsart::Fahrt, "")], heute).is_empty());
    }
}
