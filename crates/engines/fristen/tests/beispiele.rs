//! The worked examples of the specification, by their number.

use fristen::{
    AUFGABE, Angaben, Art, Ende, Fehler, Frist, Fristergebnis, Kalender, Laenge, Land, Merkmal, Optionen,
    Regel, Regelstand, Schluessel as S, alter_am, fristende, hat_alter_ab, ist_handlungsfaehig, regelstand,
    vollendet_am,
};
use jiff::civil::{Date, Weekday, date};

fn sh() -> Kalender {
    Kalender::fuer(Land::Sh)
}

#[expect(
    clippy::unwrap_used,
    reason = "a helper of tests: a failure here is a failed test"
)]
fn by() -> Kalender {
    let optionen = Optionen {
        merkmale: vec![Merkmal::MariaeHimmelfahrt],
        schliesstage: vec![],
    };
    Kalender::neu(Land::By, optionen).unwrap()
}

#[expect(
    clippy::unwrap_used,
    reason = "a helper of tests: a failure here is a failed test"
)]
fn frist(schluessel: S, start: Date, kalender: &Kalender) -> Fristergebnis {
    Frist::berechnen(schluessel, start, kalender, &Angaben::default()).unwrap()
}

#[track_caller]
fn pruefe(ergebnis: &Fristergebnis, wochentag: Weekday, ende: Date) {
    assert_eq!(ergebnis.ende, Ende::Tag(ende), "{:#?}", ergebnis.schritte);
    assert_eq!(ende.weekday(), wochentag);
}

#[test]
fn t_001_egh_antrag_in_schleswig_holstein() {
    let antrag = date(2026, 3, 3);
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &sh()),
        Weekday::Tuesday,
        date(2026, 3, 17),
    );
    pruefe(
        &frist(S::RehaEntscheidungOhneGa, antrag, &sh()),
        Weekday::Tuesday,
        date(2026, 3, 24),
    );
    pruefe(
        &frist(S::RehaEntscheidungMehrheit, antrag, &sh()),
        Weekday::Tuesday,
        date(2026, 4, 14),
    );
    let zwei_monate = frist(S::RehaEntscheidungTpk, antrag, &sh());
    assert_eq!(zwei_monate.ohne_verschiebung, Some(date(2026, 5, 3)));
    pruefe(&zwei_monate, Weekday::Monday, date(2026, 5, 4));
}

#[test]
fn t_002_over_christmas_and_new_year() {
    let antrag = date(2026, 12, 11);
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &sh()),
        Weekday::Monday,
        date(2026, 12, 28),
    );
    pruefe(
        &frist(S::RehaEntscheidungOhneGa, antrag, &sh()),
        Weekday::Monday,
        date(2027, 1, 4),
    );
}

#[test]
fn t_003_reformationstag_only_in_the_north() {
    let antrag = date(2025, 10, 17);
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &sh()),
        Weekday::Monday,
        date(2025, 11, 3),
    );
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &by()),
        Weekday::Friday,
        date(2025, 10, 31),
    );
}

#[test]
fn t_004_mariae_himmelfahrt_only_in_bavaria() {
    let antrag = date(2025, 8, 1);
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &by()),
        Weekday::Monday,
        date(2025, 8, 18),
    );
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &sh()),
        Weekday::Friday,
        date(2025, 8, 15),
    );
    // without the municipal mark the day is an ordinary Friday in Bavaria too
    let ohne = Kalender::fuer(Land::By);
    pruefe(
        &frist(S::RehaZustaendigkeit, antrag, &ohne),
        Weekday::Friday,
        date(2025, 8, 15),
    );
}

#[test]
fn t_005_one_month_from_the_last_of_january() {
    let start = date(2026, 1, 31);
    assert_eq!(fristende(start, Laenge::Monate(1), &sh()), Ok(date(2026, 3, 2)));
    let ergebnis = frist(S::Widerspruch, start, &sh());
    assert_eq!(ergebnis.ohne_verschiebung, Some(date(2026, 2, 28)));
    pruefe(&ergebnis, Weekday::Monday, date(2026, 3, 2));
    let texte: Vec<&str> = ergebnis.schritte.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(
        texte,
        [
            "Auslöser – Bekanntgabe des Bescheids: Samstag, 31.01.2026. Dieser Tag zählt nicht mit.",
            "Die Frist beträgt 1 Monat: bis Samstag, 28.02.2026.",
            "Einen 31. gibt es in diesem Monat nicht; es gilt der letzte Tag des Monats.",
            "Dieser Tag ist ein Samstag. Die Frist endet am nächsten Werktag: Montag, 02.03.2026.",
            "In der Jugendhilfe folgt dieselbe Frist aus § 70 Abs. 1 S. 1 VwGO.",
        ]
    );
    assert_eq!(ergebnis.schritte[2].norm.to_string(), "§ 188 Abs. 3 BGB");
}

#[test]
fn t_006_bekanntgabe_on_a_saturday_stays() {
    let bekannt = frist(S::Bekanntgabe, date(2026, 3, 31), &sh());
    pruefe(&bekannt, Weekday::Saturday, date(2026, 4, 4));
    let widerspruch = frist(S::Widerspruch, bekannt.ende.tag().unwrap(), &sh());
    pruefe(&widerspruch, Weekday::Monday, date(2026, 5, 4));
}

#[test]
fn t_007_bekanntgabe_on_easter_sunday_stays() {
    let bekannt = frist(S::Bekanntgabe, date(2026, 4, 1), &sh());
    pruefe(&bekannt, Weekday::Sunday, date(2026, 4, 5));
    let widerspruch = frist(S::Widerspruch, bekannt.ende.tag().unwrap(), &sh());
    pruefe(&widerspruch, Weekday::Tuesday, date(2026, 5, 5));
}

#[test]
fn bekanntgabe_was_three_days_until_2024() {
    let alt = frist(S::Bekanntgabe, date(2024, 12, 31), &sh());
    assert_eq!(alt.ende, Ende::Tag(date(2025, 1, 3)));
    let neu = frist(S::Bekanntgabe, date(2025, 1, 1), &sh());
    assert_eq!(neu.ende, Ende::Tag(date(2025, 1, 5)));
}

#[test]
fn t_008_gesamtplan_review() {
    let plan = date(2026, 2, 10);
    pruefe(
        &frist(S::GesamtplanUeberpruefung, plan, &sh()),
        Weekday::Thursday,
        date(2028, 2, 10),
    );
    let kuerzer = Angaben::mit_laenge(Laenge::Monate(12));
    let ergebnis = Frist::berechnen(S::GesamtplanUeberpruefung, plan, &sh(), &kuerzer).unwrap();
    assert_eq!(ergebnis.ende, Ende::Tag(date(2027, 2, 10)));
    let laenger = Angaben::mit_laenge(Laenge::Monate(25));
    assert!(matches!(
        Frist::berechnen(S::GesamtplanUeberpruefung, plan, &sh(), &laenger),
        Err(Fehler::LaengerAlsErlaubt { .. })
    ));
}

#[test]
fn t_009_egh_benefit_starts_on_the_first_of_the_month() {
    let antrag = date(2026, 3, 17);
    pruefe(
        &frist(S::EghLeistungsbeginn, antrag, &sh()),
        Weekday::Sunday,
        date(2026, 3, 1),
    );
    let am = |ab| {
        let angaben = Angaben {
            voraussetzungen_ab: Some(ab),
            ..Angaben::default()
        };
        Frist::berechnen(S::EghLeistungsbeginn, antrag, &sh(), &angaben)
            .unwrap()
            .ende
    };
    assert_eq!(am(date(2026, 1, 5)), Ende::Tag(date(2026, 3, 1)));
    assert_eq!(am(date(2026, 3, 10)), Ende::Tag(date(2026, 3, 10)));
}

#[test]
fn t_010_change_of_competence_is_prepared_a_year_before() {
    pruefe(
        &frist(S::UebergangEgh, date(2027, 9, 1), &sh()),
        Weekday::Tuesday,
        date(2026, 9, 1),
    );
    pruefe(
        &frist(S::UebergangJv, date(2027, 9, 1), &sh()),
        Weekday::Tuesday,
        date(2026, 9, 1),
    );
}

#[test]
fn t_011_no_genehmigungsfiktion_in_the_eingliederungshilfe() {
    let antrag = date(2026, 3, 3);
    let Regelstand::InKraft(zeile) = regelstand(Regel::GenehmigungsfiktionEghJugendhilfe, antrag) else {
        panic!("the rule is in force");
    };
    assert!(!zeile.gilt);
    assert_eq!(zeile.norm.to_string(), "§ 18 Abs. 7 SGB IX");
    let Regelstand::InKraft(andere) = regelstand(Regel::GenehmigungsfiktionReha, antrag) else {
        panic!("the rule is in force");
    };
    assert!(andere.gilt);
    let frist = frist(S::RehaEntscheidungTpk, antrag, &sh());
    assert!(
        frist
            .schritte
            .last()
            .unwrap()
            .text
            .contains("nicht als genehmigt")
    );
}

#[test]
fn t_012_verfahrenslotse_ends_with_2027() {
    let am = |tag| regelstand(Regel::Verfahrenslotse, tag);
    assert!(matches!(am(date(2027, 12, 31)), Regelstand::InKraft(zeile) if zeile.gilt));
    let Regelstand::Abgelaufen { zuletzt, aufgabe } = am(date(2028, 1, 1)) else {
        panic!("the rule has run out");
    };
    assert_eq!(aufgabe, "Rechtsstand prüfen");
    assert_eq!(aufgabe, AUFGABE);
    assert_eq!(zuletzt.datiert_durch.to_string(), "Art. 9 Abs. 4 KJSG");
    assert_eq!(am(date(2023, 12, 31)), Regelstand::Unbekannt);
    let bericht = |tag| Frist::berechnen(S::LotseBericht, tag, &sh(), &Angaben::default());
    assert_eq!(
        bericht(date(2027, 12, 31)).unwrap().ende,
        Ende::Tag(date(2028, 6, 30))
    );
    let fehler = bericht(date(2028, 1, 1)).unwrap_err();
    assert!(fehler.to_string().ends_with("Rechtsstand prüfen."), "{fehler}");
}

#[test]
fn t_013_hilfeplan_review_is_not_shifted() {
    let angaben = Angaben::mit_laenge(Laenge::Monate(6));
    let ergebnis = Frist::berechnen(S::HilfeplanUeberpruefung, date(2026, 8, 31), &sh(), &angaben).unwrap();
    pruefe(&ergebnis, Weekday::Sunday, date(2027, 2, 28));
    assert_eq!(ergebnis.erinnerung_am, Some(date(2027, 2, 26)));
    assert_eq!(ergebnis.art, Art::Fachlich);
}

#[test]
fn t_014_forwarded_antrag_counts_from_the_second_receipt() {
    let ergebnis = frist(S::RehaEntscheidungOhneGa, date(2026, 3, 16), &sh());
    assert_eq!(ergebnis.ohne_verschiebung, Some(date(2026, 4, 6)));
    pruefe(&ergebnis, Weekday::Tuesday, date(2026, 4, 7));
    let schritt = &ergebnis.schritte[2];
    assert_eq!(
        schritt.text,
        "Auf Montag, 06.04.2026 fällt „Ostermontag“ (Schleswig-Holstein). Die Frist endet am nächsten \
         Werktag: Dienstag, 07.04.2026."
    );
    assert_eq!(schritt.norm.to_string(), "§ 26 Abs. 3 S. 1 SGB X");
}

#[test]
fn t_015_expert_report_in_the_saarland() {
    let sl = Kalender::fuer(Land::Sl);
    pruefe(
        &frist(S::RehaGutachten, date(2026, 6, 15), &sl),
        Weekday::Monday,
        date(2026, 6, 29),
    );
    pruefe(
        &frist(S::RehaEntscheidungNachGa, date(2026, 6, 29), &sl),
        Weekday::Monday,
        date(2026, 7, 13),
    );
}

#[test]
fn t_016_handlungsfaehig_with_fifteen() {
    let geburt = date(2011, 11, 21);
    assert!(!ist_handlungsfaehig(geburt, date(2026, 11, 20)));
    assert!(ist_handlungsfaehig(geburt, date(2026, 11, 21)));
    assert_eq!(vollendet_am(geburt, 15), Ok(date(2026, 11, 20)));
}

#[test]
fn t_069_uma_notification_within_seven_werktage() {
    let ergebnis = frist(S::UmaMitteilung, date(2026, 12, 18), &sh());
    pruefe(&ergebnis, Weekday::Wednesday, date(2026, 12, 30));
}

#[test]
fn t_083_offer_is_fresh_for_180_days() {
    let letzter = fristen::ende_nach(date(2026, 1, 15), Laenge::Tage(180), &sh()).unwrap();
    assert_eq!(letzter, date(2026, 7, 14));
    assert_eq!(letzter.tomorrow().unwrap(), date(2026, 7, 15));
}

#[test]
fn t_145_request_for_information_in_bavaria() {
    let eingang = date(2026, 1, 31);
    pruefe(
        &frist(S::DsgvoAuskunft, eingang, &by()),
        Weekday::Monday,
        date(2026, 3, 2),
    );
    let verlaengert = Angaben {
        abweichend: true,
        ..Angaben::default()
    };
    let ergebnis = Frist::berechnen(S::DsgvoAuskunft, eingang, &by(), &verlaengert).unwrap();
    pruefe(&ergebnis, Weekday::Thursday, date(2026, 4, 30));
}

#[test]
fn t_146_born_on_29_february() {
    let geburt = date(2008, 2, 29);
    assert_eq!(hat_alter_ab(geburt, 18), Ok(date(2026, 3, 1)));
    assert_eq!(vollendet_am(geburt, 18), Ok(date(2026, 2, 28)));
    assert_eq!(alter_am(geburt, date(2026, 2, 28)), Some(17));
    assert_eq!(alter_am(geburt, date(2026, 3, 1)), Some(18));
    assert_eq!(hat_alter_ab(geburt, 20), Ok(date(2028, 2, 29)));
    assert_eq!(alter_am(geburt, date(2008, 2, 28)), None);
}
