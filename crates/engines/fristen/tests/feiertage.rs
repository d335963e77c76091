//! Public holidays of every territory.

use fristen::{Fehler, Kalender, Land, Merkmal, Optionen, buss_und_bettag, ostersonntag};
use jiff::civil::{Date, date};

fn tage(land: Land, jahr: i16) -> Vec<Date> {
    Kalender::fuer(land)
        .feiertage(jahr)
        .into_iter()
        .map(|(tag, _)| tag)
        .collect()
}

/// Days of a year beyond the nine that all German Länder share.
#[expect(
    clippy::unwrap_used,
    reason = "a helper of tests: a failure here is a failed test"
)]
fn besondere(land: Land, jahr: i16) -> Vec<(i8, i8)> {
    let gemeinsam = tage(Land::Hh, 2016); // Hamburg had only the shared ones before 2017
    assert_eq!(gemeinsam.len(), 9);
    let o = ostersonntag(jahr).unwrap();
    let beweglich = [-2, 1, 39, 50].map(|n| o.checked_add(jiff::Span::new().days(n)).unwrap());
    let fest = [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)].map(|(m, t)| date(jahr, m, t));
    let alle = tage(land, jahr);
    for tag in beweglich.iter().chain(&fest) {
        assert!(alle.contains(tag), "{land} {tag}");
    }
    alle.into_iter()
        .filter(|t| !beweglich.contains(t) && !fest.contains(t))
        .map(|t| (t.month(), t.day()))
        .collect()
}

#[test]
fn easter_of_known_years() {
    for (jahr, monat, tag) in [
        (1818, 3, 22),
        (1943, 4, 25),
        (2000, 4, 23),
        (2008, 3, 23),
        (2024, 3, 31),
        (2025, 4, 20),
    ] {
        assert_eq!(ostersonntag(jahr), Some(date(jahr, monat, tag)));
    }
    for (jahr, monat, tag) in [
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2038, 4, 25),
        (2285, 3, 22),
    ] {
        assert_eq!(ostersonntag(jahr), Some(date(jahr, monat, tag)));
    }
}

#[test]
fn every_land_in_2026_beyond_the_shared_days() {
    // Easter 2026 is 5 April, so Fronleichnam is 4 June; Buß- und Bettag is 18 November
    let erwartet: &[(Land, &[(i8, i8)])] = &[
        (Land::Bw, &[(1, 6), (6, 4), (11, 1)]),
        (Land::By, &[(1, 6), (6, 4), (11, 1)]),
        (Land::Be, &[(3, 8)]),
        (Land::Bb, &[(4, 5), (5, 24), (10, 31)]),
        (Land::Hb, &[(10, 31)]),
        (Land::Hh, &[(10, 31)]),
        (Land::He, &[(6, 4)]),
        (Land::Mv, &[(3, 8), (10, 31)]),
        (Land::Ni, &[(10, 31)]),
        (Land::Nw, &[(6, 4), (11, 1)]),
        (Land::Rp, &[(6, 4), (11, 1)]),
        (Land::Sl, &[(6, 4), (8, 15), (11, 1)]),
        (Land::Sn, &[(10, 31), (11, 18)]),
        (Land::St, &[(1, 6), (10, 31)]),
        (Land::Sh, &[(10, 31)]),
        (Land::Th, &[(9, 20), (10, 31)]),
    ];
    assert_eq!(
        erwartet.len() + 1,
        Land::ALLE.len(),
        "all Länder but the Steiermark"
    );
    for (land, tage) in erwartet {
        assert_eq!(&besondere(*land, 2026), tage, "{land}");
    }
}

#[test]
fn dated_holidays_begin_in_their_year() {
    for (land, tag, seit) in [
        (Land::Be, (3, 8), 2019),
        (Land::Mv, (3, 8), 2023),
        (Land::Th, (9, 20), 2019),
        (Land::Sh, (10, 31), 2018),
        (Land::Ni, (10, 31), 2018),
        (Land::Hb, (10, 31), 2018),
        (Land::Hh, (10, 31), 2018),
    ] {
        let kalender = Kalender::fuer(land);
        assert!(
            kalender.feiertag(date(seit, tag.0, tag.1)).is_some(),
            "{land} {seit}"
        );
        let vorher = if seit == 2018 { 2016 } else { seit - 1 }; // 2017 is the jubilee
        assert_eq!(
            kalender.feiertag(date(vorher, tag.0, tag.1)),
            None,
            "{land} {vorher}"
        );
    }
}

#[test]
fn single_holidays() {
    for land in Land::ALLE.iter().filter(|l| **l != Land::At6) {
        let kalender = Kalender::fuer(*land);
        assert_eq!(
            kalender.feiertag(date(2017, 10, 31)),
            Some("Reformationstag"),
            "{land}"
        );
    }
    let berlin = Kalender::fuer(Land::Be);
    for (tag, ja) in [
        (date(2020, 5, 8), true),
        (date(2021, 5, 8), false),
        (date(2025, 5, 8), true),
        (date(2028, 6, 17), true),
        (date(2027, 6, 17), false),
    ] {
        assert_eq!(berlin.feiertag(tag).is_some(), ja, "{tag}");
        assert_eq!(Kalender::fuer(Land::Bb).feiertag(tag), None, "{tag}");
    }
}

#[test]
fn municipal_holidays_need_their_mark() {
    let mit = |land, m| {
        Kalender::neu(
            land,
            Optionen {
                merkmale: vec![m],
                schliesstage: vec![],
            },
        )
    };
    let faelle = [
        (Land::By, Merkmal::MariaeHimmelfahrt, date(2025, 8, 15)),
        (Land::By, Merkmal::AugsburgerFriedensfest, date(2025, 8, 8)),
        (Land::Sn, Merkmal::Fronleichnam, date(2025, 6, 19)),
        (Land::Th, Merkmal::Fronleichnam, date(2025, 6, 19)),
    ];
    for (land, merkmal, tag) in faelle {
        assert!(
            mit(land, merkmal).unwrap().feiertag(tag).is_some(),
            "{land} {merkmal}"
        );
        assert_eq!(Kalender::fuer(land).feiertag(tag), None, "{land} {merkmal}");
    }
    let fehler = mit(Land::Sh, Merkmal::AugsburgerFriedensfest).unwrap_err();
    assert_eq!(
        fehler.to_string(),
        "Der örtliche Feiertag „Augsburger Friedensfest“ kommt in Schleswig-Holstein nicht vor."
    );
}

#[test]
fn buss_und_bettag_is_the_wednesday_before_23_november() {
    for (jahr, tag) in [(2022, 16), (2023, 22), (2024, 20), (2025, 19), (2026, 18)] {
        assert_eq!(buss_und_bettag(jahr), Some(date(jahr, 11, tag)));
    }
    // 23 November 2022 is itself a Wednesday: the day is a week earlier
    assert_eq!(
        Kalender::fuer(Land::Sn).feiertag(date(2022, 11, 16)),
        Some("Buß- und Bettag")
    );
    assert_eq!(Kalender::fuer(Land::By).feiertag(date(2022, 11, 16)), None);
}

#[test]
fn christmas_eve_and_new_years_eve_are_werktage() {
    for land in Land::ALLE {
        let kalender = Kalender::fuer(*land);
        assert!(kalender.ist_werktag(date(2026, 12, 24)), "{land}");
        assert!(kalender.ist_werktag(date(2026, 12, 31)), "{land}");
    }
}

#[test]
fn steiermark_has_its_own_days() {
    let graz = Kalender::fuer(Land::At6);
    let tage: Vec<(i8, i8)> = graz
        .feiertage(2026)
        .iter()
        .map(|(t, _)| (t.month(), t.day()))
        .collect();
    let erwartet = [
        (1, 1),
        (1, 6),
        (4, 6),
        (5, 1),
        (5, 14),
        (5, 25),
        (6, 4),
        (8, 15),
        (10, 26),
        (11, 1),
        (12, 8),
        (12, 25),
        (12, 26),
    ];
    assert_eq!(tage, erwartet);
    assert_eq!(graz.feiertag(date(2026, 10, 3)), None);
    // Karfreitag and 24 December are no holidays, but no period ends on them (§ 33 Abs. 2 AVG)
    assert!(graz.ist_werktag(date(2026, 4, 3)));
    assert_eq!(graz.naechster_werktag(date(2026, 4, 3)), Ok(date(2026, 4, 7)));
    assert_eq!(graz.naechster_werktag(date(2026, 12, 24)), Ok(date(2026, 12, 28)));
}

#[test]
fn office_closing_days_change_arbeitstage_only() {
    let heiligabend = date(2026, 12, 24);
    let optionen = Optionen {
        merkmale: vec![],
        schliesstage: vec![heiligabend],
    };
    let kalender = Kalender::neu(Land::Sh, optionen).unwrap();
    assert!(kalender.ist_werktag(heiligabend));
    assert!(!kalender.ist_arbeitstag(heiligabend));
    assert_eq!(kalender.naechster_werktag(heiligabend), Ok(heiligabend));
}

#[test]
fn codes_read_back_and_wrong_ones_are_named() {
    for land in Land::ALLE {
        assert_eq!(land.kuerzel().parse(), Ok(*land));
        let json = serde_json::to_string(land).unwrap();
        assert_eq!(json, format!("\"{}\"", land.kuerzel()));
    }
    assert_eq!(
        "XX".parse::<Land>(),
        Err(Fehler::UnbekanntesLand("XX".to_owned()))
    );
    let unbekannt: Result<Optionen, _> = serde_json::from_str(r#"{"merkmal": []}"#);
    assert!(unbekannt.is_err(), "a misspelt option is not ignored");
}
