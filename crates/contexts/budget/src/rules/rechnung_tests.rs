use base::{Id, Zeitpunkt};
use uuid::Uuid;

use super::*;
use crate::model::{KontaktKurz, Rechnungsquelle};

fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

fn entgelt(nr: u128, leistung: &str, einheit: Einheit, betrag: i64, ab: &str, bis: Option<&str>) -> Entgelt {
    Entgelt {
        id: Id::von(Uuid::from_u128(nr)),
        traeger: Uuid::nil(),
        leistungsart: leistung.into(),
        einheit,
        betrag: Cent(betrag),
        ab: tag(ab),
        bis: bis.map(tag),
        fundstelle: String::new(),
        angelegt_am: Zeitpunkt("2026-01-01T00:00:00Z".parse().unwrap()),
    }
}

fn auftrag(kontakte: &[(&str, i64)]) -> Auftrag {
    Auftrag {
        id: Uuid::nil(),
        nummer: "J-2026-1/1".into(),
        aktenzeichen: "J-2026-1".into(),
        fall: "F-1".into(),
        raum: Uuid::nil(),
        leistungsart: "J31".into(),
        beginn: tag("2024-01-01"),
        ende: tag("2026-12-31"),
        hoechstens: 240,
        angenommen: true,
        kontakte: kontakte
            .iter()
            .map(|(d, m)| KontaktKurz {
                datum: tag(d),
                minuten: *m,
                ausfall: false,
                bestaetigt: true,
            })
            .collect(),
    }
}

fn stunde(tag_: &str, minuten: i64, satz: i64, betrag: i64) -> NeueZeile {
    NeueZeile {
        auftrag: "J-2026-1".into(),
        von: tag(tag_),
        bis: tag(tag_),
        einheit: Einheit::Stunde,
        menge: minuten,
        satz: Cent(satz),
        betrag: Cent(betrag),
    }
}

fn rechnung(zeilen: Vec<NeueZeile>) -> NeueRechnung {
    NeueRechnung {
        nummer: "R-1".into(),
        datum: tag("2026-11-01"),
        quelle: Rechnungsquelle::Csv,
        datei: "r.csv".into(),
        steller: String::new(),
        summe: Cent(zeilen.iter().map(|z| z.betrag.0).sum()),
        zeilen,
    }
}

fn schon(von: &str, bis: &str, einheit: Einheit, menge: i64) -> Abgerechnet {
    Abgerechnet {
        auftrag: "J-2026-1".into(),
        von: tag(von),
        bis: tag(bis),
        einheit,
        menge,
    }
}

fn abgegolten(von: &str, bis: &str) -> Abgegolten {
    Abgegolten {
        leistungsart: "J31".into(),
        von: tag(von),
        bis: tag(bis),
        nur: None,
    }
}

struct Lage {
    auftraege: Vec<Auftrag>,
    entgelte: Vec<Entgelt>,
    abgegolten: Vec<Abgegolten>,
    schon: Vec<Abgerechnet>,
    nummern: Vec<String>,
}

fn lage(kontakte: &[(&str, i64)]) -> Lage {
    Lage {
        auftraege: vec![auftrag(kontakte)],
        entgelte: vec![
            entgelt(1, "", Einheit::Stunde, 6_656, "2023-01-01", None),
            entgelt(2, "", Einheit::Stunde, 6_980, "2024-07-01", None),
        ],
        abgegolten: vec![],
        schon: vec![],
        nummern: vec![],
    }
}

fn geprueft(l: &Lage, r: &NeueRechnung) -> Pruefung {
    pruefen(
        r,
        &Grundlage {
            traeger: "Träger Nord",
            auftraege: &l.auftraege,
            entgelte: &l.entgelte,
            abgegolten: &l.abgegolten,
            schon: &l.schon,
            nummern: &l.nummern,
            zahlungsweise: Zahlungsweise::Taggenau,
            heute: tag("2026-11-22"),
        },
    )
}

fn codes(p: &Pruefung) -> Vec<&str> {
    let zeilen = p.zeilen.iter().flat_map(|z| &z.befunde);
    p.befunde.iter().chain(zeilen).map(|b| b.code.as_str()).collect()
}

#[test]
fn t_099_eine_richtige_rechnung_hat_keine_abweichung() {
    let l = lage(&[("2026-10-05", 95), ("2026-10-06", 50)]);
    let r = rechnung(vec![
        stunde("2026-10-05", 95, 6_980, 11_052),
        stunde("2026-10-06", 50, 6_980, 5_817),
    ]);
    let p = geprueft(&l, &r);
    assert_eq!(codes(&p), [] as [&str; 0]);
    assert!(p.gut());
    assert_eq!(p.soll, Cent(16_869));
    // the rounding of the sum is one cent less, and that is found
    let p = geprueft(
        &l,
        &NeueRechnung {
            summe: Cent(16_868),
            ..r
        },
    );
    assert_eq!(codes(&p), ["BUDGET-E59"]);
}

#[test]
fn t_100_drei_zeilen_sind_nicht_eine() {
    let l = lage(&[("2026-10-05", 75)]);
    let drei = rechnung(vec![stunde("2026-10-05", 25, 6_980, 2_908); 3]);
    let p = geprueft(&l, &drei);
    assert_eq!((codes(&p), p.soll), (vec![], Cent(8_724)));
    let eine = rechnung(vec![stunde("2026-10-05", 75, 6_980, 8_724)]);
    let p = geprueft(&l, &eine);
    assert_eq!((codes(&p), p.soll), (vec!["BUDGET-E54"], Cent(8_725)));
}

#[test]
fn t_101_jeder_tag_hat_seinen_satz() {
    let l = lage(&[("2024-06-30", 60), ("2024-07-01", 60)]);
    let r = rechnung(vec![
        stunde("2024-06-30", 60, 6_656, 6_656),
        stunde("2024-07-01", 60, 6_980, 6_980),
    ]);
    assert_eq!(codes(&geprueft(&l, &r)), [] as [&str; 0]);
    let r = rechnung(vec![stunde("2024-06-30", 60, 6_980, 6_980)]);
    assert_eq!(codes(&geprueft(&l, &r)), ["BUDGET-E53", "BUDGET-E54"]);
}

#[test]
fn t_102_angebrochener_monat_einer_pauschale() {
    let mut l = lage(&[]);
    l.entgelte
        .push(entgelt(3, "J31", Einheit::Monat, 125_000, "2026-01-01", None));
    let monat = |betrag| NeueZeile {
        von: tag("2026-02-10"),
        bis: tag("2026-02-28"),
        einheit: Einheit::Monat,
        menge: 1,
        ..stunde("2026-02-10", 1, 125_000, betrag)
    };
    let p = geprueft(&l, &rechnung(vec![monat(84_821)]));
    assert_eq!((codes(&p), p.soll), (vec![], Cent(84_821)));
    let p = geprueft(&l, &rechnung(vec![monat(87_500), monat(84_821)]));
    assert_eq!(codes(&p), ["BUDGET-E54", "BUDGET-E56"]);
}

#[test]
fn kontakte_und_korridor() {
    let l = lage(&[("2026-10-05", 120), ("2026-10-06", 130)]);
    let p = geprueft(
        &l,
        &rechnung(vec![
            stunde("2026-10-05", 120, 6_980, 13_960),
            stunde("2026-10-06", 130, 6_980, 15_123),
            stunde("2026-10-14", 60, 6_980, 6_980),
        ]),
    );
    assert_eq!(codes(&p), ["BUDGET-E57", "BUDGET-E55"]);
    assert!(p.zeilen[0].gut() && !p.zeilen[1].gut());
    assert_eq!(p.zeilen[1].befunde[0].ort, "Zeile 2");
    // what another invoice billed of the same day counts
    let l = Lage {
        schon: vec![schon("2026-10-05", "2026-10-05", Einheit::Stunde, 60)],
        ..l
    };
    let p = geprueft(&l, &rechnung(vec![stunde("2026-10-05", 61, 6_980, 7_096)]));
    assert_eq!(codes(&p), ["BUDGET-E56"]);
}

#[test]
fn ausgefallen_und_unbestaetigt() {
    let mut l = lage(&[("2026-10-05", 60), ("2026-10-06", 60)]);
    l.auftraege[0].kontakte[0].ausfall = true;
    l.auftraege[0].kontakte[1].bestaetigt = false;
    let p = geprueft(
        &l,
        &rechnung(vec![
            stunde("2026-10-05", 60, 6_980, 6_980),
            stunde("2026-10-06", 60, 6_980, 6_980),
        ]),
    );
    assert_eq!(codes(&p), ["BUDGET-E60", "BUDGET-E61"]);
    assert!(p.zeilen[1].gut(), "a hint only");
}

#[test]
fn auftrag_zeit_und_preis_fehlen() {
    let l = lage(&[("2023-12-31", 60)]);
    let fremd = NeueZeile {
        auftrag: "X".into(),
        ..stunde("2026-10-05", 60, 6_980, 6_980)
    };
    assert_eq!(codes(&geprueft(&l, &rechnung(vec![fremd]))), ["BUDGET-E50"]);
    let frueher = stunde("2023-12-31", 60, 6_656, 6_656);
    assert_eq!(codes(&geprueft(&l, &rechnung(vec![frueher]))), ["BUDGET-E51"]);
    let vor_dem_satz = Lage {
        entgelte: vec![],
        ..lage(&[("2026-10-05", 60)])
    };
    let z = stunde("2026-10-05", 60, 6_980, 6_980);
    assert_eq!(
        codes(&geprueft(&vor_dem_satz, &rechnung(vec![z.clone()]))),
        ["BUDGET-E52"]
    );
    let spaeter = stunde("2026-12-05", 60, 6_980, 6_980);
    assert_eq!(
        codes(&geprueft(&l, &rechnung(vec![spaeter]))),
        ["BUDGET-E63", "BUDGET-E55"]
    );
    let null = NeueZeile { betrag: Cent(0), ..z };
    assert_eq!(codes(&geprueft(&l, &rechnung(vec![null]))), ["BUDGET-E58"]);
}

#[test]
fn nummer_steller_und_traegerbudget() {
    let mut l = lage(&[("2026-10-05", 60)]);
    l.nummern.push("R-1".into());
    l.abgegolten.push(abgegolten("2026-01-01", "2026-12-31"));
    let mut r = rechnung(vec![stunde("2026-10-05", 60, 6_980, 6_980)]);
    r.steller = "Jemand anders".into();
    assert_eq!(
        codes(&geprueft(&l, &r)),
        ["BUDGET-E62", "BUDGET-E65", "BUDGET-E64"]
    );
    r.steller = "TRÄGER NORD".into();
    assert_eq!(codes(&geprueft(&l, &r)), ["BUDGET-E62", "BUDGET-E64"]);
}

#[test]
fn das_eigene_und_das_spaetere_entgelt_geht_vor() {
    let alle = [
        entgelt(1, "", Einheit::Stunde, 6_000, "2026-01-01", None),
        entgelt(2, "J31", Einheit::Stunde, 7_000, "2026-01-01", Some("2026-07-01")),
        entgelt(3, "J31", Einheit::Stunde, 7_100, "2026-01-01", Some("2026-07-01")),
    ];
    let am = |t: &str| entgelt_am(&alle, "J31", Einheit::Stunde, tag(t)).map(|e| e.betrag.0);
    assert_eq!(
        am("2026-06-30"),
        Some(7_100),
        "a later entry for the same day corrects"
    );
    assert_eq!(am("2026-07-01"), Some(6_000), "the end is the first day without");
    assert_eq!(am("2025-12-31"), None);
    assert_eq!(entgelt_am(&alle, "J31", Einheit::Tag, tag("2026-06-30")), None);
}

#[test]
fn doppelt_abgerechnet_auch_wenn_sich_die_zeiten_nur_schneiden() {
    let mut l = lage(&[("2026-10-05", 60), ("2026-10-20", 100)]);
    l.entgelte
        .push(entgelt(3, "J31", Einheit::Monat, 125_000, "2026-01-01", None));
    let monat = |von: &str, bis: &str, betrag| NeueZeile {
        von: tag(von),
        bis: tag(bis),
        einheit: Einheit::Monat,
        menge: 1,
        ..stunde(von, 1, 125_000, betrag)
    };
    // another invoice has the middle of January to the middle of February
    l.schon.push(schon("2026-01-15", "2026-02-14", Einheit::Monat, 1));
    let januar = rechnung(vec![monat("2026-01-01", "2026-01-31", 125_000)]);
    assert_eq!(codes(&geprueft(&l, &januar)), ["BUDGET-E56"]);
    let februar = rechnung(vec![monat("2026-02-01", "2026-02-28", 125_000)]);
    assert_eq!(codes(&geprueft(&l, &februar)), ["BUDGET-E56"]);
    let maerz = rechnung(vec![monat("2026-03-01", "2026-03-31", 125_000)]);
    assert_eq!(codes(&geprueft(&l, &maerz)), [] as [&str; 0]);
    // hours of a month hide no day that was billed for itself, in whichever order they come
    let oktober = |minuten, betrag| NeueZeile {
        bis: tag("2026-10-31"),
        ..stunde("2026-10-01", minuten, 6_980, betrag)
    };
    let tag_zuerst = vec![stunde("2026-10-05", 60, 6_980, 6_980), oktober(160, 18_613)];
    let p = geprueft(&l, &rechnung(tag_zuerst));
    assert!(p.zeilen[0].gut() && !p.zeilen[1].gut(), "{p:?}");
    let monat_zuerst = vec![oktober(160, 18_613), stunde("2026-10-05", 60, 6_980, 6_980)];
    let p = geprueft(&l, &rechnung(monat_zuerst));
    assert!(p.zeilen[0].gut(), "{p:?}");
    assert_eq!(p.zeilen[1].befunde[0].code, "BUDGET-E56");
    assert!(
        geprueft(
            &l,
            &rechnung(vec![oktober(100, 11_633), stunde("2026-10-05", 60, 6_980, 6_980)])
        )
        .gut()
    );
    l.schon
        .push(schon("2026-10-01", "2026-10-31", Einheit::Stunde, 160));
    let einer = rechnung(vec![stunde("2026-10-05", 60, 6_980, 6_980)]);
    assert_eq!(codes(&geprueft(&l, &einer)), ["BUDGET-E56"]);
}

#[test]
fn das_traegerbudget_zahlt_auch_einen_teil_der_zeile() {
    let mut l = lage(&[]);
    l.entgelte
        .push(entgelt(3, "J31", Einheit::Monat, 125_000, "2026-01-01", None));
    l.abgegolten.push(abgegolten("2026-01-01", "2026-01-15"));
    let januar = NeueZeile {
        bis: tag("2026-01-31"),
        einheit: Einheit::Monat,
        menge: 1,
        ..stunde("2026-01-01", 1, 125_000, 125_000)
    };
    let p = geprueft(&l, &rechnung(vec![januar.clone()]));
    assert_eq!(codes(&p), ["BUDGET-E64"]);
    assert!(p.zeilen[0].befunde[0].tun.contains("teilen"));
    // a budget of a region pays for the orders there
    l.abgegolten[0].nur = Some(vec![Uuid::from_u128(9)]);
    assert_eq!(codes(&geprueft(&l, &rechnung(vec![januar]))), [] as [&str; 0]);
}

#[test]
fn jeder_auftrag_eines_falls_hat_seine_nummer() {
    let mut l = lage(&[("2026-10-05", 60)]);
    l.auftraege.push(Auftrag {
        id: Uuid::from_u128(2),
        nummer: "J-2026-1/2".into(),
        leistungsart: "J29".into(),
        kontakte: vec![],
        ..auftrag(&[])
    });
    let zeile = |nummer: &str| NeueZeile {
        auftrag: nummer.into(),
        ..stunde("2026-10-05", 60, 6_980, 6_980)
    };
    let p = geprueft(&l, &rechnung(vec![zeile("J-2026-1/1"), zeile("J-2026-1/2")]));
    assert_eq!((p.zeilen[0].auftrag, p.zeilen[1].auftrag), (Some(0), Some(1)));
    assert!(p.zeilen[0].gut(), "{p:?}");
    assert_eq!(
        p.zeilen[1].befunde[0].code, "BUDGET-E55",
        "the contact belongs to the other order"
    );
    // the number of the case alone says nothing when two orders run
    let p = geprueft(&l, &rechnung(vec![zeile("J-2026-1")]));
    assert_eq!((codes(&p), p.zeilen[0].auftrag), (vec!["BUDGET-E50"], None));
    assert!(p.zeilen[0].befunde[0].text.contains("J-2026-1/1, J-2026-1/2"));
    // with one of them it is enough
    l.auftraege[1].ende = tag("2026-09-30");
    assert_eq!(
        geprueft(&l, &rechnung(vec![zeile("J-2026-1")])).zeilen[0].auftrag,
        Some(0)
    );
}

#[test]
fn ein_auftrag_der_nicht_angenommen_ist() {
    let mut l = lage(&[("2026-10-05", 60)]);
    l.auftraege[0].angenommen = false;
    let p = geprueft(&l, &rechnung(vec![stunde("2026-10-05", 60, 6_980, 6_980)]));
    assert_eq!(codes(&p), ["BUDGET-E51"]);
    let b = &p.zeilen[0].befunde[0];
    assert!(
        b.text.contains("nicht angenommen") && b.tun.contains("nimmt ihn"),
        "{b:?}"
    );
}

#[test]
fn keine_zeile_ueber_mehr_als_ein_jahr() {
    let l = lage(&[("2026-10-05", 60)]);
    let lang = |bis: &str| NeueZeile {
        von: tag("2024-01-01"),
        bis: tag(bis),
        ..stunde("2024-01-01", 60, 6_980, 6_980)
    };
    assert_eq!(
        codes(&geprueft(&l, &rechnung(vec![lang("2025-01-01")]))),
        ["BUDGET-E58"]
    );
    let jahr = geprueft(&l, &rechnung(vec![lang("2024-12-31")]));
    assert!(!codes(&jahr).contains(&"BUDGET-E58"));
}
