use proptest::prelude::*;

use super::*;

const V: Cent = Cent(380_000_000);

fn regionen(namen: &[&str]) -> Vec<Region> {
    namen
        .iter()
        .map(|n| Region {
            schluessel: (*n).to_owned(),
            name: (*n).to_owned(),
        })
        .collect()
}

fn indikator(name: &str, bp: i64, werte: &[i64]) -> Indikator {
    Indikator {
        name: name.into(),
        gewicht: Bp(bp),
        werte: werte.iter().map(|w| w * 1000).collect(),
    }
}

fn t_091_eingabe() -> Eingabe {
    Eingabe {
        gesamt: Cent(400_000_000),
        vorwegabzug: Vorwegabzug::Bp(Bp(500)),
        regionen: regionen(&["Nord", "Süd"]),
        grundlage: Grundlage::M1 {
            indikatoren: vec![
                indikator("Minderjährige", 5000, &[6500, 7300]),
                indikator("Minderjährige in SGB II", 3000, &[620, 1010]),
                indikator("HzE", 2000, &[180, 260]),
            ],
        },
        konvergenz: None,
        kappung: None,
    }
}

fn betraege(ein: &Eingabe) -> Vec<i64> {
    verteilen(ein)
        .unwrap()
        .anteile
        .iter()
        .map(|a| a.betrag.0)
        .collect()
}

#[test]
fn t_090_vorwegabzug() {
    let v = verteilen(&t_091_eingabe()).unwrap();
    assert_eq!((v.vorweg, v.verteilt), (Cent(20_000_000), V));
}

#[test]
fn t_091_m1_nach_indikatoren() {
    let v = verteilen(&t_091_eingabe()).unwrap();
    assert_eq!(v.anteile[0].betrag, Cent(163_945_626));
    assert_eq!(v.anteile[1].betrag, Cent(216_054_374));
    assert_eq!(v.anteile[0].prozent, "43,1436 %");
    assert_eq!(v.anteile[1].prozent, "56,8564 %");
    assert_eq!(v.anteile[0].betrag.0 + v.anteile[1].betrag.0, V.0);
}

#[test]
fn t_094_m3_schrittweiser_uebergang() {
    let soll = [
        [184_789_125, 195_210_875],
        [179_578_250, 200_421_750],
        [174_367_376, 205_632_624],
        [169_156_501, 210_843_499],
        [163_945_626, 216_054_374],
    ];
    for (beta, soll) in BETA_STUFEN.into_iter().zip(soll) {
        let ein = Eingabe {
            konvergenz: Some(Konvergenz {
                beta,
                ist: vec![Cent(190_000_000), Cent(190_000_000)],
            }),
            ..t_091_eingabe()
        };
        assert_eq!(betraege(&ein), soll, "β = {beta:?}");
    }
}

fn t_095_eingabe(c: Option<i64>) -> Eingabe {
    Eingabe {
        gesamt: Cent(100_000_000),
        vorwegabzug: Vorwegabzug::Cent(Cent(0)),
        regionen: regionen(&["A", "B", "C"]),
        grundlage: Grundlage::M1 {
            indikatoren: vec![indikator("roh", 10_000, &[50, 30, 20])],
        },
        konvergenz: None,
        kappung: c.map(|c| Kappung {
            grenze: Bp(c),
            vorjahr: [40, 35, 25].map(Cent).to_vec(),
        }),
    }
}

#[test]
fn t_095_m4_begrenzte_aenderung() {
    assert_eq!(
        betraege(&t_095_eingabe(Some(500))),
        [42_000_000, 34_250_000, 23_750_000]
    );
    assert_eq!(
        betraege(&t_095_eingabe(Some(1000))),
        [44_000_000, 33_500_000, 22_500_000]
    );
    assert_eq!(
        betraege(&t_095_eingabe(None)),
        [50_000_000, 30_000_000, 20_000_000]
    );
}

fn t_096_eingabe() -> Eingabe {
    Eingabe {
        gesamt: Cent(100_000_000),
        vorwegabzug: Vorwegabzug::Cent(Cent(0)),
        regionen: regionen(&["A", "B", "C", "D"]),
        grundlage: Grundlage::M2 {
            einwohner: [3200, 2800, 3500, 3500].map(|e| e * 1000).to_vec(),
            quote: vec![8_000, 14_000, 11_000, 23_000],
            alpha: Bp(2_500),
        },
        konvergenz: None,
        kappung: None,
    }
}

#[test]
fn t_096_m2_gewichtete_einwohner() {
    let v = verteilen(&t_096_eingabe()).unwrap();
    let schritt = &v.schritte[1];
    let spalte = |i: usize| {
        schritt
            .zeilen
            .iter()
            .take(4)
            .map(|z| z[i].as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(spalte(3), ["−1,0690", "0,0000", "−0,5345", "1,6036"]);
    assert_eq!(spalte(4), ["0,7328", "1,0000", "0,8664", "1,4009"]);
    assert_eq!(schritt.zeilen[4][2], "14,0000; 5,6125");
    assert_eq!(
        betraege(&t_096_eingabe()),
        [17_927_130, 21_405_893, 23_182_582, 37_484_395]
    );
}

#[test]
fn ohne_streuung_zaehlen_nur_die_einwohner() {
    let mut ein = t_096_eingabe();
    ein.grundlage = Grundlage::M2 {
        einwohner: vec![1, 1, 1, 1],
        quote: vec![5, 5, 5, 5],
        alpha: Bp(2_500),
    };
    assert_eq!(betraege(&ein), [25_000_000; 4]);
}

fn codes(ein: &Eingabe) -> Vec<&'static str> {
    verteilen(ein).unwrap_err().iter().map(|b| b.code).collect()
}

#[test]
fn t_097_gewichte_ergeben_nicht_hundert() {
    let mut ein = t_091_eingabe();
    if let Grundlage::M1 { indikatoren } = &mut ein.grundlage {
        indikatoren[2].gewicht = Bp(1500);
    }
    assert_eq!(codes(&ein), ["BUDGET-E04"]);
}

#[test]
fn was_fehlt_wird_alles_auf_einmal_gesagt() {
    let mut ein = t_091_eingabe();
    if let Grundlage::M1 { indikatoren } = &mut ein.grundlage {
        indikatoren[1].werte = vec![0, 0];
        indikatoren[2].gewicht = Bp(1);
    }
    assert_eq!(codes(&ein), ["BUDGET-E04", "BUDGET-E05"]);
    let mut ein = t_091_eingabe();
    ein.regionen[1].schluessel = "Nord".into();
    ein.konvergenz = Some(Konvergenz {
        beta: Bp(-1),
        ist: vec![Cent(1)],
    });
    assert_eq!(codes(&ein), ["BUDGET-E30", "BUDGET-E30", "BUDGET-E30"]);
    let mut ein = t_091_eingabe();
    ein.vorwegabzug = Vorwegabzug::Cent(Cent(400_000_001));
    assert_eq!(codes(&ein), ["BUDGET-E11"]);
}

#[test]
fn die_begrenzung_haelt_auch_ohne_neuen_anteil() {
    let mut ein = t_095_eingabe(Some(500));
    ein.grundlage = Grundlage::M1 {
        indikatoren: vec![indikator("roh", 10_000, &[1, 0, 0])],
    };
    let b = betraege(&ein);
    assert_eq!(b.iter().sum::<i64>(), 100_000_000);
    assert!((38_000_000..=42_000_000).contains(&b[0]), "{b:?}");
    assert!((33_250_000..=36_750_000).contains(&b[1]), "{b:?}");
}

prop_compose! {
    fn eingaben()(n in 1usize..9)(
        gesamt in 0i64..50_000_000_000,
        bp in 0i64..=10_000,
        werte in prop::collection::vec(prop::collection::vec(0i64..1_000_000, n), 1..6),
        quote in prop::collection::vec(0i64..60_000, n),
        alpha in 0i64..20_000,
        ist in prop::collection::vec(0i64..9_000_000_000, n),
        vorjahr in prop::collection::vec(0i64..9_000_000_000, n),
        beta in 0i64..=10_000,
        c in 0i64..=10_000,
        (m2, m3, m4) in any::<(bool, bool, bool)>(),
        n in Just(n),
    ) -> Eingabe {
        let je = 10_000 / i64::try_from(werte.len()).unwrap();
        let letzter = werte.len() - 1;
        let gewicht = |i: usize| if i == letzter { 10_000 - je * i64::try_from(letzter).unwrap() } else { je };
        let grundlage = if m2 {
            Grundlage::M2 { einwohner: werte[0].clone(), quote, alpha: Bp(alpha) }
        } else {
            Grundlage::M1 {
                indikatoren: werte.into_iter().enumerate().map(|(i, werte)| Indikator {
                    name: format!("I{i}"), gewicht: Bp(gewicht(i)), werte,
                }).collect(),
            }
        };
        let namen: Vec<String> = (0..n).map(|i| format!("R{i}")).collect();
        Eingabe {
            gesamt: Cent(gesamt),
            vorwegabzug: Vorwegabzug::Bp(Bp(bp)),
            regionen: regionen(&namen.iter().map(String::as_str).collect::<Vec<_>>()),
            grundlage,
            konvergenz: m3.then(|| Konvergenz { beta: Bp(beta), ist: ist.into_iter().map(Cent).collect() }),
            kappung: m4.then(|| Kappung { grenze: Bp(c), vorjahr: vorjahr.into_iter().map(Cent).collect() }),
        }
    }
}

/// The same input with its regions in the order `um`.
fn umgestellt(ein: &Eingabe, um: &[usize]) -> Eingabe {
    let i = |w: &[i64]| um.iter().map(|u| w[*u]).collect::<Vec<_>>();
    let c = |w: &[Cent]| um.iter().map(|u| w[*u]).collect::<Vec<_>>();
    Eingabe {
        regionen: um.iter().map(|u| ein.regionen[*u].clone()).collect(),
        grundlage: match &ein.grundlage {
            Grundlage::M1 { indikatoren } => Grundlage::M1 {
                indikatoren: indikatoren
                    .iter()
                    .map(|k| Indikator {
                        werte: i(&k.werte),
                        ..k.clone()
                    })
                    .collect(),
            },
            Grundlage::M2 {
                einwohner,
                quote,
                alpha,
            } => Grundlage::M2 {
                einwohner: i(einwohner),
                quote: i(quote),
                alpha: *alpha,
            },
        },
        konvergenz: ein.konvergenz.as_ref().map(|k| Konvergenz {
            ist: c(&k.ist),
            ..k.clone()
        }),
        kappung: ein.kappung.as_ref().map(|k| Kappung {
            vorjahr: c(&k.vorjahr),
            ..k.clone()
        }),
        ..ein.clone()
    }
}

proptest! {
    /// INV-B1 and INV-B2 for every method.
    #[test]
    fn kein_cent_geht_verloren_und_die_reihenfolge_ist_egal(ein in eingaben()) {
        if let Ok(v) = verteilen(&ein) {
            let summe: i64 = v.anteile.iter().map(|a| a.betrag.0).sum();
            prop_assert_eq!(summe + v.vorweg.0, ein.gesamt.0);
            prop_assert!(v.anteile.iter().all(|a| a.betrag.0 >= 0));
            let mut um: Vec<usize> = (0..ein.regionen.len()).collect();
            um.reverse();
            um.rotate_left(ein.regionen.len() / 2);
            let anders = verteilen(&umgestellt(&ein, &um)).unwrap();
            for (i, u) in um.iter().enumerate() {
                prop_assert_eq!(&anders.anteile[i], &v.anteile[*u]);
            }
            prop_assert_eq!(anders.schritte, v.schritte);
        }
    }

    /// M4 keeps every budget within its bounds, up to the last cent of the rounding.
    #[test]
    fn die_begrenzung_haelt(ein in eingaben()) {
        if let (Some(k), Ok(v)) = (&ein.kappung, verteilen(&ein)) {
            let alt: i128 = k.vorjahr.iter().map(|c| i128::from(c.0)).sum();
            for (a, p) in v.anteile.iter().zip(&k.vorjahr) {
                let soll = i128::from(p.0) * i128::from(v.verteilt.0);
                let (b, n) = (i128::from(a.betrag.0), alt * 10_000);
                prop_assert!(b * n <= soll * i128::from(10_000 + k.grenze.0) + n);
                prop_assert!(b * n >= soll * i128::from(10_000 - k.grenze.0) - n);
            }
        }
    }
}

#[test]
fn zwanzig_merkmale_in_zehn_regionen() {
    let namen: Vec<String> = (0..10).map(|i| format!("R{i}")).collect();
    let werte = |k: i64| (0..10).map(|r| 1000 + 37 * k + 91 * r).collect::<Vec<_>>();
    let ein = Eingabe {
        regionen: regionen(&namen.iter().map(String::as_str).collect::<Vec<_>>()),
        grundlage: Grundlage::M1 {
            indikatoren: (0..20)
                .map(|k| indikator(&format!("I{k}"), 500, &werte(k)))
                .collect(),
        },
        ..t_091_eingabe()
    };
    assert_eq!(betraege(&ein).iter().sum::<i64>(), V.0);
}
