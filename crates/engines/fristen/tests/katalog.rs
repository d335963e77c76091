//! The catalogue as a table: complete, dated without overlap, honest about what is missing.

use fristen::{
    Angaben, Ende, Fehler, Frist, Kalender, Laenge, Laengenregel, Land, Schluessel, eintraege, eintrag,
};
use jiff::civil::date;

const KEYS: &str = "REHA_ZUSTAENDIGKEIT REHA_ENTSCHEIDUNG_OHNE_GA REHA_GUTACHTEN REHA_ENTSCHEIDUNG_NACH_GA \
    REHA_FESTSTELLUNG_BETEILIGTE REHA_ENTSCHEIDUNG_MEHRHEIT REHA_ENTSCHEIDUNG_TPK EGH_LEISTUNGSBEGINN \
    EGH_GA_UNKLAR GESAMTPLAN_UEBERPRUEFUNG HILFEPLAN_UEBERPRUEFUNG UEBERGANG_EGH UEBERGANG_JV UMA_MITTEILUNG \
    FREIHEITSENTZUG KWG_ERSTBEWERTUNG KWG_SOFORT KWG_DRINGEND KWG_ZEITNAH WIDERSPRUCH BEKANNTGABE \
    UNTAETIGKEIT_SGB9_12 UNTAETIGKEIT_SGB8 DSGVO_AUSKUNFT DSGVO_PANNE LOTSE_BERICHT WEITERLEITUNG FAMG_TERMIN";

#[test]
fn every_key_is_there_and_in_force_today() {
    let stichtag = date(2026, 11, 21);
    for name in KEYS.split_whitespace() {
        let schluessel: Schluessel = name.parse().unwrap();
        assert_eq!(schluessel.name(), name);
        assert_eq!(eintrag(schluessel, stichtag).unwrap().schluessel, schluessel);
        assert_eq!(serde_json::to_string(&schluessel).unwrap(), format!("\"{name}\""));
    }
    assert!(matches!(
        "KWG".parse::<Schluessel>(),
        Err(Fehler::UnbekannterSchluessel(_))
    ));
}

#[test]
fn at_most_one_row_of_a_key_is_in_force_on_a_day() {
    let grenzen: Vec<_> = eintraege()
        .flat_map(|e| [e.gilt_ab, e.gilt_bis])
        .flatten()
        .collect();
    for schluessel in Schluessel::ALLE {
        for tag in &grenzen {
            for tag in [tag.yesterday().unwrap(), *tag] {
                let n = eintraege()
                    .filter(|e| e.schluessel == *schluessel && e.gilt_am(tag))
                    .count();
                assert!(n <= 1, "{schluessel} on {tag}");
            }
        }
    }
}

#[test]
fn law_before_its_first_day_is_not_applied() {
    let kal = Kalender::fuer(Land::Sh);
    let ergebnis = Frist::berechnen(
        Schluessel::EghGaUnklar,
        date(2019, 12, 31),
        &kal,
        &Angaben::default(),
    );
    assert!(matches!(ergebnis, Err(Fehler::RechtsstandPruefen { .. })));
    // the law of the procedural step counts, not that of the event
    let angaben = Angaben {
        stichtag: Some(date(2020, 1, 1)),
        ..Angaben::default()
    };
    assert!(Frist::berechnen(Schluessel::EghGaUnklar, date(2019, 12, 31), &kal, &angaben).is_ok());
}

#[test]
fn lengths_that_are_missing_or_not_free_are_refused() {
    let kal = Kalender::fuer(Land::Sh);
    let tag = date(2026, 3, 3);
    let fehler =
        Frist::berechnen(Schluessel::HilfeplanUeberpruefung, tag, &kal, &Angaben::default()).unwrap_err();
    assert!(
        fehler.to_string().contains("fall.ueberpruefung_monate"),
        "{fehler}"
    );
    let laenge = Angaben::mit_laenge(Laenge::Wochen(5));
    assert_eq!(
        Frist::berechnen(Schluessel::RehaZustaendigkeit, tag, &kal, &laenge)
            .unwrap_err()
            .to_string(),
        "Die Länge der Frist REHA_ZUSTAENDIGKEIT ist durch § 14 Abs. 1 S. 1 SGB IX festgelegt und nicht \
         wählbar."
    );
    let abweichend = Angaben {
        abweichend: true,
        ..Angaben::default()
    };
    assert_eq!(
        Frist::berechnen(Schluessel::RehaZustaendigkeit, tag, &kal, &abweichend),
        Err(Fehler::KeineAbweichung(Schluessel::RehaZustaendigkeit))
    );
    let beides = Angaben {
        laenge: Some(Laenge::Monate(1)),
        ..abweichend.clone()
    };
    assert!(matches!(
        Frist::berechnen(Schluessel::UntaetigkeitSgb9Sgb12, tag, &kal, &beides),
        Err(Fehler::LaengeNichtWaehlbar { .. })
    ));
    let widerspruch = Frist::berechnen(Schluessel::UntaetigkeitSgb9Sgb12, tag, &kal, &abweichend).unwrap();
    assert_eq!(widerspruch.ende, Ende::Tag(date(2026, 6, 3)));
}

#[test]
fn every_result_explains_itself() {
    let kal = Kalender::fuer(Land::Sh);
    let jetzt: jiff::Zoned = "2026-03-03T09:30[Europe/Berlin]".parse().unwrap();
    for schluessel in Schluessel::ALLE {
        let go = matches!(
            eintrag(*schluessel, jetzt.date()).unwrap().laenge,
            Laengenregel::Geschaeftsordnung(_)
        );
        let angaben = Angaben {
            laenge: go.then_some(Laenge::Stunden(4)),
            ..Angaben::default()
        };
        let ergebnis = Frist::berechnen(*schluessel, jetzt.clone(), &kal, &angaben).unwrap();
        assert!(!ergebnis.schritte.is_empty(), "{schluessel}");
        for schritt in &ergebnis.schritte {
            assert!(
                schritt.text.ends_with(['.', ')']) && schritt.text.len() > 20,
                "{}",
                schritt.text
            );
        }
        assert!(ergebnis.schritte[0].text.contains("03.03.2026"), "{schluessel}");
        let json = serde_json::to_value(&ergebnis).unwrap();
        assert_eq!(json["schluessel"], schluessel.name());
    }
}
