//! The catalogue as a table: complete, dated without overlap, honest about what is missing.

use fristen::{
    Angaben, Art, Eintrag, Ende, Fehler, Frist, Kalender, Laenge, Laengenregel, Land, Schluessel,
    Verschiebung, eintraege, eintrag,
};
use jiff::civil::date;

/// The table of the specification: key, length, kind, shifted?, provision.
const TABELLE: &str = "\
REHA_ZUSTAENDIGKEIT | 2 Wochen | G | ja | § 14 Abs. 1 S. 1 SGB IX
REHA_ENTSCHEIDUNG_OHNE_GA | 3 Wochen | G | ja | § 14 Abs. 2 S. 2 SGB IX
REHA_GUTACHTEN | 2 Wochen | G | ja | § 17 Abs. 2 S. 1 SGB IX
REHA_ENTSCHEIDUNG_NACH_GA | 2 Wochen | G | ja | § 14 Abs. 2 S. 3 SGB IX
REHA_FESTSTELLUNG_BETEILIGTE | 2 Wochen | G | ja | § 15 Abs. 2 S. 2 SGB IX
REHA_ENTSCHEIDUNG_MEHRHEIT | 6 Wochen | G | ja | § 15 Abs. 4 S. 1 SGB IX
REHA_ENTSCHEIDUNG_TPK | 2 Monate | G | ja | § 15 Abs. 4 S. 2 SGB IX
EGH_LEISTUNGSBEGINN | Monatserster | G | nein | § 108 Abs. 1 S. 2 SGB IX
EGH_GA_UNKLAR | 4 Wochen | G | ja | § 98 Abs. 2 S. 1 SGB IX
GESAMTPLAN_UEBERPRUEFUNG | höchstens 2 Jahre | G | nein | § 121 Abs. 2 S. 2 SGB IX
HILFEPLAN_UEBERPRUEFUNG | GO fall.ueberpruefung_monate | F | nein | § 36 Abs. 2 S. 2 SGB VIII
UEBERGANG_EGH | 1 Jahr vorher | G | nein | § 36b Abs. 2 S. 2 SGB VIII
UEBERGANG_JV | 1 Jahr vorher | G | nein | § 41 Abs. 3 SGB VIII
UMA_MITTEILUNG | 7 Werktage | G | nein | § 42a Abs. 4 SGB VIII
FREIHEITSENTZUG | 1 Tag | G | nein | § 42 Abs. 5 SGB VIII
KWG_ERSTBEWERTUNG | GO schutz.erstbewertung_stunden | F | nein | § 8a Abs. 1 S. 1 SGB VIII
KWG_SOFORT | GO schutz.reaktion.SOFORT | F | nein | § 8a Abs. 1 S. 1 SGB VIII
KWG_DRINGEND | GO schutz.reaktion.DRINGEND | F | nein | § 8a Abs. 1 S. 1 SGB VIII
KWG_ZEITNAH | GO schutz.reaktion.ZEITNAH | F | nein | § 8a Abs. 1 S. 1 SGB VIII
WIDERSPRUCH | 1 Monat | G | ja | § 84 Abs. 1 S. 1 SGG
BEKANNTGABE | 4 Tage | G | nein | § 37 Abs. 2 S. 1 SGB X
UNTAETIGKEIT_SGB9_12 | 6 Monate, sonst 3 Monate | W | nein | § 88 SGG
UNTAETIGKEIT_SGB8 | 3 Monate | W | nein | § 75 VwGO
DSGVO_AUSKUNFT | 1 Monat, sonst 3 Monate | G | ja | Art. 12 Abs. 3 DSGVO
DSGVO_PANNE | 72 Stunden | G | nein | Art. 33 Abs. 1 DSGVO
LOTSE_BERICHT | 6 Monate | G | nein | § 10b Abs. 2 SGB VIII
WEITERLEITUNG | unverzüglich | G | nein | § 16 Abs. 2 SGB I
FAMG_TERMIN | 1 Monat | E | nein | § 155 Abs. 2 FamFG
ERSTREAKTION | GO fall.erstreaktion_arbeitstage | F | nein | Kapitel 4 Geschäftsordnung
RUECKRUF | GO service.sla | F | nein | Kapitel 4 Geschäftsordnung";

fn zeile(schluessel: Schluessel, e: &Eintrag) -> String {
    let laenge = match e.laenge {
        Laengenregel::Fest(laenge) => laenge.text(),
        Laengenregel::Hoechstens(laenge) => format!("höchstens {}", laenge.text()),
        Laengenregel::Zurueck(laenge) => format!("{} vorher", laenge.text()),
        Laengenregel::Geschaeftsordnung(parameter) => format!("GO {parameter}"),
        Laengenregel::ErsterDesMonats => "Monatserster".to_owned(),
        Laengenregel::Unverzueglich => "unverzüglich".to_owned(),
    };
    let sonst = e
        .abweichung
        .map_or(String::new(), |(laenge, _)| format!(", sonst {}", laenge.text()));
    let art = match e.art {
        Art::Gesetzlich => 'G',
        Art::Fachlich => 'F',
        Art::Warnung => 'W',
        Art::Erinnerung => 'E',
    };
    let rueckt = if matches!(e.verschiebung, Verschiebung::Werktag(_)) {
        "ja"
    } else {
        "nein"
    };
    format!("{schluessel} | {laenge}{sonst} | {art} | {rueckt} | {}", e.norm)
}

#[test]
fn catalogue_is_the_table_of_the_specification() {
    let stichtag = date(2026, 11, 21);
    let ist: Vec<String> = Schluessel::ALLE
        .iter()
        .map(|s| zeile(*s, eintrag(*s, stichtag).unwrap()))
        .collect();
    let soll: Vec<&str> = TABELLE.lines().collect();
    assert_eq!(ist, soll);
}

#[test]
fn keys_read_back_and_unknown_ones_are_refused() {
    for schluessel in Schluessel::ALLE {
        let name = schluessel.name();
        assert_eq!(name.parse(), Ok(*schluessel));
        assert_eq!(serde_json::to_string(schluessel).unwrap(), format!("\"{name}\""));
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
