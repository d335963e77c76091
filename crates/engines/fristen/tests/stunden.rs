//! Hour periods, clock changes, Arbeitstage and the state of a period.

use fristen::{
    Angaben, Ende, Fehler, Frist, Fristergebnis, Kalender, Laenge, Land, Schluessel as S, Stand, Zeitmarke,
    minus_arbeitstage, plus_arbeitstage, plus_stunden, verstrichene_stunden,
};
use jiff::Zoned;
use jiff::civil::date;

#[expect(
    clippy::unwrap_used,
    reason = "a helper of tests: a failure here is a failed test"
)]
fn zeit(text: &str) -> Zoned {
    format!("{text}[Europe/Berlin]").parse().unwrap()
}

fn sh() -> Kalender {
    Kalender::fuer(Land::Sh)
}

#[expect(
    clippy::unwrap_used,
    reason = "a helper of tests: a failure here is a failed test"
)]
fn stunden(schluessel: S, beginn: &str, laenge: Option<u32>) -> Fristergebnis {
    let angaben = Angaben {
        laenge: laenge.map(Laenge::Stunden),
        ..Angaben::default()
    };
    Frist::berechnen(schluessel, zeit(beginn), &sh(), &angaben).unwrap()
}

#[test]
fn t_062_twenty_four_hours_over_pfingsten() {
    let frist = stunden(S::KwgDringend, "2026-05-22T16:45", Some(24));
    assert_eq!(frist.ende, Ende::Zeitpunkt(zeit("2026-05-23T16:45")));
    assert_eq!(
        frist.warnung_ab,
        Some(Zeitmarke::Zeitpunkt(zeit("2026-05-23T04:45")))
    );
    assert_eq!(
        frist.schritte[1].text,
        "Die Frist beträgt 24 Stunden: bis Samstag, 23.05.2026, 16:45 Uhr. Nächte, Wochenenden und \
         Feiertage zählen mit."
    );
    assert_eq!(frist.schritte[1].norm.to_string(), "§ 26 Abs. 6 SGB X");
}

#[test]
fn t_063_freiheitsentzug_ends_with_the_following_day() {
    let frist = Frist::berechnen(
        S::Freiheitsentzug,
        zeit("2026-07-10T14:30"),
        &sh(),
        &Angaben::default(),
    )
    .unwrap();
    assert_eq!(frist.ende, Ende::Tag(date(2026, 7, 11))); // a Saturday, up to 24:00
    assert_ne!(frist.stand(&zeit("2026-07-11T23:59:59")), Stand::Ueberfaellig);
    assert_eq!(frist.stand(&zeit("2026-07-12T00:00")), Stand::Ueberfaellig);
}

#[test]
fn hours_are_real_hours_when_the_clock_changes() {
    // 29 March 2026, 2:00 becomes 3:00; 25 October 2026, 3:00 becomes 2:00
    let fruehjahr = stunden(S::KwgDringend, "2026-03-28T16:00", Some(24));
    assert_eq!(fruehjahr.ende, Ende::Zeitpunkt(zeit("2026-03-29T17:00")));
    assert!(fruehjahr.schritte[2].text.contains("Uhr umgestellt"));
    let herbst = stunden(S::KwgDringend, "2026-10-24T16:00", Some(24));
    assert_eq!(herbst.ende, Ende::Zeitpunkt(zeit("2026-10-25T15:00")));
    // the repeated hour: 02:30 comes twice, one hour apart
    let erste = zeit("2026-10-25T02:30+02:00");
    let zweite = plus_stunden(&erste, 1).unwrap();
    assert_eq!((zweite.hour(), zweite.minute()), (2, 30));
    assert_eq!(zweite.offset().seconds(), 3600);
    assert_eq!(verstrichene_stunden(&erste, &zweite), 1);
    let ohne = stunden(S::KwgErstbewertung, "2026-06-01T23:00", Some(4));
    assert_eq!(ohne.ende, Ende::Zeitpunkt(zeit("2026-06-02T03:00")));
    assert_eq!(ohne.schritte.len(), 2, "no word about the clock in June");
}

#[test]
fn data_breach_has_seventy_two_hours_also_at_christmas() {
    let frist = stunden(S::DsgvoPanne, "2026-12-24T12:00", None);
    assert_eq!(frist.ende, Ende::Zeitpunkt(zeit("2026-12-27T12:00")));
    assert_eq!(frist.stand(&zeit("2026-12-25T23:59")), Stand::Offen);
    assert_eq!(frist.stand(&zeit("2026-12-26T00:00")), Stand::Warnung);
    assert_eq!(frist.stand(&zeit("2026-12-27T12:00")), Stand::Warnung);
    assert_eq!(frist.stand(&zeit("2026-12-27T12:00:01")), Stand::Ueberfaellig);
}

#[test]
fn hour_periods_refuse_a_mere_day() {
    let ergebnis = Frist::berechnen(S::DsgvoPanne, date(2026, 12, 24), &sh(), &Angaben::default());
    assert_eq!(ergebnis, Err(Fehler::BrauchtUhrzeit));
}

#[test]
fn unverzueglich_has_no_end_but_a_running_clock() {
    let beginn = zeit("2026-05-22T16:45");
    let frist = stunden(S::Weiterleitung, "2026-05-22T16:45", None);
    assert_eq!(frist.ende, Ende::Unverzueglich);
    assert_eq!(frist.warnung_ab, None);
    assert_eq!(frist.stand(&zeit("2027-05-22T16:45")), Stand::Offen);
    assert_eq!(verstrichene_stunden(&beginn, &zeit("2026-05-24T17:00")), 48);
    let mit_go = stunden(S::Weiterleitung, "2026-05-22T16:45", Some(8));
    assert_eq!(
        mit_go.warnung_ab,
        Some(Zeitmarke::Zeitpunkt(zeit("2026-05-23T00:45")))
    );
    // SOFORT has 0 hours in the Geschäftsordnung: unverzüglich, and to be warned about at once
    let sofort = stunden(S::KwgSofort, "2026-05-22T16:45", Some(0));
    assert_eq!(sofort.ende, Ende::Unverzueglich);
    assert_eq!(sofort.stand(&beginn), Stand::Warnung);
}

#[test]
fn arbeitstage_skip_weekends_and_holidays() {
    let kal = sh();
    // Thursday before Easter 2026: Karfreitag, weekend and Ostermontag do not count
    assert_eq!(plus_arbeitstage(date(2026, 4, 2), 2, &kal), Ok(date(2026, 4, 8)));
    assert_eq!(minus_arbeitstage(date(2026, 4, 8), 2, &kal), Ok(date(2026, 4, 2)));
    assert_eq!(plus_arbeitstage(date(2026, 4, 4), 1, &kal), Ok(date(2026, 4, 7)));
    assert_eq!(plus_arbeitstage(date(2026, 4, 2), 0, &kal), Ok(date(2026, 4, 2)));
    let angaben = Angaben::mit_laenge(Laenge::Arbeitstage(2));
    for schluessel in [S::Erstreaktion, S::Rueckruf] {
        let frist = Frist::berechnen(schluessel, zeit("2026-05-22T16:45"), &kal, &angaben).unwrap();
        assert_eq!(
            frist.ende,
            Ende::Tag(date(2026, 5, 27)),
            "Pfingstmontag does not count"
        );
    }
}

#[test]
fn warning_comes_some_arbeitstage_before() {
    let mit = |vorwarnung_arbeitstage| {
        let angaben = Angaben {
            vorwarnung_arbeitstage,
            ..Angaben::default()
        };
        Frist::berechnen(S::RehaZustaendigkeit, date(2026, 3, 3), &sh(), &angaben).unwrap()
    };
    assert_eq!(mit(None).warnung_ab, Some(Zeitmarke::Tag(date(2026, 3, 12))));
    assert_eq!(mit(Some(5)).warnung_ab, Some(Zeitmarke::Tag(date(2026, 3, 10))));
    let frist = mit(None);
    assert_eq!(frist.stand(&zeit("2026-03-11T23:59")), Stand::Offen);
    assert_eq!(frist.stand(&zeit("2026-03-12T00:00")), Stand::Warnung);
    assert_eq!(frist.stand(&zeit("2026-03-17T23:59")), Stand::Warnung);
    assert_eq!(frist.stand(&zeit("2026-03-18T00:00")), Stand::Ueberfaellig);
}
