//! What holds for every plan.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::gitter;
use proptest::prelude::*;
use zuschnitt::{Aufgabe, Dateien, Suche, Vorgabe, aus_geojson, lesen, untere_schranke, zuschneiden};

fn suche(saat: u64, schritte: u64) -> Suche {
    Suche {
        saat,
        schritte: Some(schritte),
        plaene: 1,
    }
}

fn schneiden(a: &Aufgabe, s: &Suche) -> zuschnitt::Plan {
    zuschneiden(a, s, &mut |_| 0.0).unwrap().plaene.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn ganz_zaehlbar_und_im_rahmen(b in 4_usize..14, h in 4_usize..12, k in 2_usize..7, saat in 0_u64..1000) {
        let a = gitter(b, h, k, 0.3);
        let plan = schneiden(&a, &suche(saat, 60_000));
        prop_assert_eq!(plan.bericht.bewertung.zonen, k);
        prop_assert_eq!(plan.bericht.bewertung.zusatzteile, 0);
        // small loads against the zone: a plan exists
        if b * h >= 12 * k {
            prop_assert!(plan.bericht.zulaessig, "{:?}", plan.bericht.verletzungen);
        }
        if plan.bericht.zulaessig {
            prop_assert!(untere_schranke(&a) <= plan.bericht.bewertung.j + 1e-9);
        }
    }

    #[test]
    fn gleiche_saat_gleicher_plan(k in 2_usize..6, saat in 0_u64..1000) {
        let a = gitter(9, 8, k, 0.2);
        let s = Suche { plaene: 2, ..suche(saat, 50_000) };
        let (p, q) = (zuschneiden(&a, &s, &mut |_| 0.0).unwrap(), zuschneiden(&a, &s, &mut |_| 0.0).unwrap());
        prop_assert_eq!(p, q);
    }

    #[test]
    fn sperren_und_gruppen_halten(saat in 0_u64..1000, u in 0_usize..20, v in 80_usize..99) {
        let mut a = gitter(10, 10, 4, 0.3);
        a.vorgaben.gesperrt = vec![(u, "Nord".into()), (v, "Süd".into())];
        a.vorgaben.zusammen = vec![vec![44, 47]];
        a.vorgaben.getrennt = vec![vec![30, 39]];
        let plan = schneiden(&a, &suche(saat, 150_000));
        prop_assert!(plan.bericht.zulaessig, "{:?}", plan.bericht.verletzungen);
        prop_assert_eq!(plan.namen[plan.zone[u]].as_str(), "Nord");
        prop_assert_eq!(plan.namen[plan.zone[v]].as_str(), "Süd");
        prop_assert_eq!(plan.zone[44], plan.zone[47]);
        prop_assert_ne!(plan.zone[30], plan.zone[39]);
    }

    #[test]
    fn leser_stuerzen_nie_ab(roh in proptest::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,200}") {
        let einheiten = b"unit_id,pop,load,area,perim,political_id,x,y\n1,1,1,1,4,1,0,0\n2,1,1,1,4,1,1,0\n";
        let auftrag: &[u8] = br#"{"k":1,"tol":0.1}"#;
        for muell in [&roh[..], text.as_bytes()] {
            let gut = Dateien { einheiten, kanten: b"a,b,len\n0,1,1\n", aufgabe: auftrag, ..Dateien::default() };
            for d in [
                Dateien { einheiten: muell, ..gut },
                Dateien { kanten: muell, ..gut },
                Dateien { aufgabe: muell, ..gut },
                Dateien { einrichtungen: muell, ..gut },
                Dateien { barrieren: muell, ..gut },
                Dateien { bestand: muell, ..gut },
                Dateien { gesperrt: muell, ..gut },
            ] {
                if let Ok(a) = lesen(&d) {
                    let _ = zuschneiden(&a, &suche(1, 3000), &mut |_| 0.0);
                }
            }
            let _ = aus_geojson(muell, br#"{"unit_id":"id"}"#, &gut);
            let _ = aus_geojson(br#"{"type":"FeatureCollection","features":[]}"#, muell, &gut);
        }
    }
}

#[test]
fn eine_zone_ist_sofort_fertig() {
    let e = schneiden(&gitter(3, 1, 1, 0.1), &suche(1, 3000));
    assert!(e.bericht.zulaessig);
    assert_eq!(e.zone, [0, 0, 0]);
}

/// Nodes of a tenth of a zone and more, and a tolerance of a fiftieth: single steps do not get there.
#[test]
fn enge_toleranz_mit_grossen_knoten() {
    let mut a = gitter(9, 9, 9, 0.02);
    for (i, e) in a.einheiten.iter_mut().enumerate() {
        e.last = 80.0 + ((i * 7919) % 61) as f64;
    }
    for saat in 1..4 {
        let plan = schneiden(&a, &suche(saat, 1_500_000));
        assert!(
            plan.bericht.zulaessig,
            "{saat}: {}",
            plan.bericht.bewertung.max_abweichung
        );
        assert_eq!(plan.bericht.bewertung.zusatzteile, 0);
    }
}

#[test]
fn abbruch_gibt_den_besten_plan_bis_dahin() {
    let a = gitter(20, 20, 8, 0.2);
    let plan = zuschneiden(
        &a,
        &Suche {
            schritte: None,
            ..Suche::default()
        },
        &mut |_| 1.0,
    )
    .unwrap()
    .plaene
    .remove(0);
    assert_eq!(plan.bericht.bewertung.zonen, 8);
    assert!(plan.bericht.geografisch.zusammenhaengend);
}

#[test]
fn korridore_und_weitere_lasten() {
    let mut a = gitter(12, 12, 6, 0.4);
    a.vorgaben.einheiten = Some((22.0, 26.0));
    a.vorgaben.einwohner = Some((1200.0, 2200.0));
    let werte = (0..144).map(|i| f64::from(i % 7)).collect();
    a.weitere_lasten = vec![zuschnitt::WeitereLast {
        name: "Pflege".into(),
        werte,
        toleranz: 0.15,
    }];
    let plan = schneiden(&a, &suche(3, 400_000));
    assert!(plan.bericht.zulaessig, "{:?}", plan.bericht.verletzungen);
    assert!(
        plan.bericht
            .fallzahlen
            .zonen
            .iter()
            .all(|z| (22..=26).contains(&z.einheiten))
    );
}

#[test]
fn unmoegliches_wird_begruendet_und_angenaehert() {
    let mut a = gitter(8, 8, 4, 0.1);
    a.einheiten[9].last = 1000.0;
    let plan = schneiden(&a, &suche(1, 100_000));
    let b = &plan.bericht;
    assert!(
        !b.zulaessig && b.unmoeglich.iter().any(|t| t.contains("„9“")),
        "{:?}",
        b.unmoeglich
    );
    assert!(b.verletzungen.iter().all(|v| v.vorgabe == Vorgabe::Toleranz));
    assert!(b.geografisch.zusammenhaengend);
    // nearest: the heavy unit has a zone (nearly) for itself
    assert!(plan.zone.iter().filter(|&&z| z == plan.zone[9]).count() <= 2);
}

#[test]
fn mehr_zonen_als_einheiten() {
    let plan = schneiden(&gitter(3, 2, 9, 0.1), &suche(1, 10_000));
    assert!(plan.bericht.unmoeglich[0].contains("nur 6 Einheiten"));
    assert_eq!(plan.bericht.bewertung.zonen, 6);
}

#[test]
fn mehr_gewicht_auf_heute_bewegt_weniger() {
    let mut a = gitter(12, 12, 6, 0.15);
    let heute = (0..144).map(|i| Some((i % 12) / 2)).collect();
    a.bestand = Some(zuschnitt::Bestand {
        namen: (0..6).map(|z| format!("Raum {z}")).collect(),
        zone: heute,
        personal: Vec::new(),
    });
    let mut bewegt = |gewicht: f64| {
        a.gewichte.aenderung = gewicht;
        let plan = schneiden(&a, &suche(5, 400_000));
        assert!(plan.bericht.zulaessig);
        plan.bericht.aenderungen.unwrap().anteil_faelle
    };
    let (frei, fest) = (bewegt(0.01), bewegt(20.0));
    assert!(fest < frei && fest < 0.15, "{fest} < {frei}");
}

#[test]
fn mehrere_plaene_sind_deutlich_verschieden() {
    let a = gitter(15, 15, 6, 0.15);
    let s = Suche {
        plaene: 3,
        ..suche(2, 900_000)
    };
    let e = zuschneiden(&a, &s, &mut |_| 0.0).unwrap();
    assert_eq!(e.plaene.len(), 3);
    for p in &e.plaene[1..] {
        assert!(p.bericht.zulaessig && p.unterschied > 0.1, "{}", p.unterschied);
    }
}

#[test]
fn barrieren_und_einrichtungen_wirken() {
    let mut a = gitter(12, 6, 4, 0.25);
    // a railway between the columns 4 and 5
    a.barrieren = (0..6).map(|y| (y * 12 + 4, y * 12 + 5)).collect();
    a.gewichte.barrieren = 3.0;
    let plan = schneiden(&a, &suche(1, 300_000));
    assert_eq!(plan.bericht.geografisch.barrieren_ueberschritten, 0);
    a.gewichte.infrastruktur = 5.0;
    a.gewichte.barrieren = 0.0;
    a.einrichtungen = [(60.0, 60.0), (160.0, 60.0), (1100.0, 60.0), (1100.0, 560.0)]
        .iter()
        .enumerate()
        .map(|(i, &(x, y))| zuschnitt::Einrichtung {
            kennung: i.to_string(),
            art: "Kita".into(),
            x,
            y,
        })
        .collect();
    let plan = schneiden(&a, &suche(1, 600_000));
    assert_eq!(
        plan.bericht.infrastrukturell.fehlend, 0,
        "{:?}",
        plan.bericht.infrastrukturell
    );
}
