//! Figures of real open data in a Kurzskizze, with their gaps: what is small stays hidden.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::{fmt::Write as _, io::Read as _, path::PathBuf};

use crate::gemeinsam::{RAEUME, tag, wer};
use crate::quartier::{KOPF, darf, einlesen, fuellen, in_kraft, schritt, stadt};
use amt::{App, recht::Rolle};
use base::Id;
use netz::{
    Kurzskizze,
    codes::ErfassungStatus,
    service::{self, oeffentlich},
};
use raum::Raumeinheit;

fn datei(name: &str) -> Option<PathBuf> {
    let pfad = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../../shared/data")
        .join(name);
    if !pfad.exists() {
        println!("übersprungen: {name} fehlt");
        return None;
    }
    Some(pfad)
}

/// From nothing to the public page; what is read there.
async fn veroeffentlichen(app: &App, raum: Id<Raumeinheit>) -> Kurzskizze {
    let mut tx = app.db.write().await.unwrap();
    let redaktion = wer(Rolle::R19);
    let id = service::erfassung_beginnen(app, &mut tx, &darf(Rolle::R19, None), raum, tag("2026-11-01"))
        .await
        .unwrap();
    fuellen(app, &mut tx, id, 1).await;
    for nach in [
        ErfassungStatus::Abgestimmt,
        ErfassungStatus::Freigegeben,
        ErfassungStatus::Veroeffentlicht,
    ] {
        schritt(app, &mut tx, &redaktion, id, nach).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    oeffentlich::kurzskizze(app, &mut tx, raum, None)
        .await
        .unwrap()
        .kurz
}

testkit::auf_beiden!(flensburg_verdecktes_bleibt_verdeckt, RAEUME, |db| async move {
    let Some(pfad) = datei("indicators/flensburg_sozialatlas_2011_2022.csv.gz") else {
        return;
    };
    let mut roh = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(pfad).unwrap())
        .read_to_string(&mut roh)
        .unwrap();
    let zeilen: Vec<Vec<&str>> = roh.lines().skip(1).map(|z| z.split(',').collect()).collect();
    let wert = |tabelle: &str, nr: &str, merkmal: &str| -> Option<i64> {
        let z = zeilen
            .iter()
            .find(|z| z[0] == tabelle && z[1] == "2021" && z[2] == nr && z[5] == merkmal)
            .unwrap();
        assert_eq!(z[6].is_empty(), z[7] == "ja");
        z[6].parse().ok()
    };
    let nummern: Vec<String> = (1..=13).map(|n| format!("{n:02}")).collect();
    let namen: Vec<(&str, &str)> = nummern
        .iter()
        .map(|nr| {
            let z = zeilen.iter().find(|z| z[2] == nr).unwrap();
            (nr.as_str(), z[3])
        })
        .collect();
    let mut csv = KOPF.to_owned();
    let quelle = "Stadt Flensburg, Sozialatlas 2022";
    for nr in &nummern {
        let alle = wert("fl_residents_by_district", nr, "residents").unwrap();
        for (merkmal, band) in [
            ("age_under_18", "ALTER_0_17"),
            ("age_0_to_under_7", "ALTER_0_6"),
            ("age_18_to_under_30", "ALTER_18_29"),
            ("age_30_to_under_45", "ALTER_30_44"),
            ("age_45_to_under_65", "ALTER_45_64"),
            ("age_60_and_above", "ALTER_60"),
            ("age_65_to_under_80", "ALTER_65_79"),
            ("age_80_and_above", "ALTER_80"),
        ] {
            let n = wert("fl_age_groups_by_district", nr, merkmal).unwrap();
            writeln!(csv, "{nr};{band};2021-12-31;{n};{alle};ja;{quelle};").unwrap();
        }
        let n = wert("fl_risk_homelessness_by_district", nr, "residents");
        let (n, weg) = n.map_or_else(|| (String::new(), "ja"), |n| (n.to_string(), ""));
        writeln!(
            csv,
            "{nr};VON_WOHNUNGSLOSIGKEIT_BEDROHT;2021-12-31;{n};{alle};ja;{quelle};{weg}"
        )
        .unwrap();
    }
    let (app, g, raeume) = stadt(db, &namen).await;
    let b = einlesen(&app, &csv).await;
    assert_eq!((b.gelesen, b.abgewiesen.len()), (13 * 9, 0), "{:?}", b.abgewiesen);
    // a number nobody published is not 0: without a word about it the line is refused
    let ohne = format!("{KOPF}01;PROBE;2021-12-31;;100;ja;x;\n");
    assert_eq!(einlesen(&app, &ohne).await.abgewiesen.len(), 1);
    in_kraft(&app, g).await;
    let mut verdeckt = 0;
    for (nr, raum) in nummern.iter().zip(&raeume) {
        let k = veroeffentlichen(&app, *raum).await;
        let bedroht = k
            .kennzahlen
            .iter()
            .find(|z| z.name == "Von wohnungslosigkeit bedroht")
            .unwrap();
        match wert("fl_risk_homelessness_by_district", nr, "residents") {
            None => {
                verdeckt += 1;
                assert_eq!(bedroht.wert, "nicht veröffentlicht, weil zu klein");
            }
            Some(n) => {
                let alle = wert("fl_residents_by_district", nr, "residents").unwrap();
                let h = base::kaufm(i128::from(n) * 10_000, i128::from(alle)).unwrap();
                assert_eq!(bedroht.wert, format!("{},{:02} %", h / 100, h % 100));
            }
        }
        // bands that say the same people twice are left out
        let gruppen: Vec<String> = k.alter.iter().map(|a| a.band.text()).collect();
        assert_eq!(gruppen.len(), 6, "{gruppen:?}");
        let jung = k
            .kennzahlen
            .iter()
            .find(|z| z.name.starts_with("Jugendquotient"))
            .unwrap();
        if nr == "01" {
            // 360 of 1,338 + 951 + 804
            assert_eq!(jung.wert, "11,64");
            let alt = k
                .kennzahlen
                .iter()
                .find(|z| z.name.starts_with("Altenquotient"))
                .unwrap();
            assert_eq!(alt.wert, "13,35");
        }
    }
    assert_eq!(verdeckt, 5, "so viele Stadtteile verdeckt der Sozialatlas 2021");
});

testkit::auf_beiden!(
    kiel_kleine_altersgruppen_sind_nicht_auszurechnen,
    RAEUME,
    |db| async move {
        let Some(pfad) = datei("population/kiel_altersgruppen_stadtteile.csv") else {
            return;
        };
        let roh = String::from_utf8_lossy(&std::fs::read(pfad).unwrap()).into_owned();
        let spalten: Vec<String> = roh
            .lines()
            .next()
            .unwrap()
            .split(';')
            .map(|s| s.trim().to_owned())
            .collect();
        let code = |s: &str| -> Option<String> {
            match s.split_once(" bis unter ") {
                Some((von, bis)) => Some(format!("ALTER_{von}_{}", bis.parse::<u16>().ok()? - 1)),
                None => (s == "80 und aelter").then(|| "ALTER_80".to_owned()),
            }
        };
        let (mut csv, mut echt) = (KOPF.to_owned(), Vec::new());
        for z in roh.lines().skip(1) {
            let f: Vec<&str> = z.split(';').collect();
            if f[3] != "2023_12_31" || !["1", "2"].contains(&f[4]) {
                continue;
            }
            let werte: Vec<(String, i64)> = spalten
                .iter()
                .zip(&f)
                .filter_map(|(s, w)| Some((code(s)?, w.trim().parse().ok()?)))
                .collect();
            let alle: i64 = werte.iter().map(|(_, n)| n).sum();
            for (band, n) in &werte {
                writeln!(
                    csv,
                    "{};{band};2023-12-31;{n};{alle};ja;Landeshauptstadt Kiel;",
                    f[4]
                )
                .unwrap();
            }
            echt.push((werte, alle));
        }
        assert_eq!((echt.len(), echt[0].0.len()), (2, 20));
        let (app, g, raeume) = stadt(db, &[("1", "Altstadt"), ("2", "Vorstadt")]).await;
        let b = einlesen(&app, &csv).await;
        assert_eq!((b.gelesen, b.abgewiesen.len()), (40, 0), "{:?}", b.abgewiesen);
        in_kraft(&app, g).await;
        for ((werte, alle), raum) in echt.iter().zip(&raeume) {
            let k = veroeffentlichen(&app, *raum).await;
            assert_eq!(k.alter.len(), 20);
            let mut rest = *alle;
            for ((_, n), a) in werte.iter().zip(&k.alter) {
                assert!(
                    a.anzahl
                        .is_none_or(|gezeigt| gezeigt == *n && *n >= i64::from(k.k))
                );
                rest -= a.anzahl.unwrap_or(0);
            }
            let verdeckt = k.alter.iter().filter(|a| a.anzahl.is_none()).count();
            assert!(
                verdeckt == 0 || (verdeckt > 1 && rest >= i64::from(k.k)),
                "{verdeckt} {rest}"
            );
            let name = |n: &str| k.kennzahlen.iter().any(|z| z.name.starts_with(n));
            if raum == &raeume[0] {
                // one twelve- to fourteen-year-old: hidden, and with it whatever would tell
                assert_eq!(werte[4], ("ALTER_12_14".to_owned(), 1));
                assert!(k.alter[4].anzahl.is_none() && verdeckt == 2);
                assert!(
                    !name("Jugendquotient"),
                    "er verriete die Summe der unter 18-Jährigen"
                );
                assert!(name("Altenquotient") && name("Menschen von 45 bis 64"));
                assert!(!name("Menschen ab 80"), "von allen: dazu fehlt ein Band");
            } else {
                assert!(verdeckt == 0 && name("Jugendquotient") && name("Menschen ab 80"));
            }
        }
    }
);
