//! Imports of real open data into a draft, and of files made for the purpose.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail and tell as tests do"
)]

use std::{fmt::Write as _, path::PathBuf, sync::Arc};

use crate::gemeinsam::{MIGRATIONEN, app, darf, kontext, neue_gliederung};
use amt::{App, recht::Rolle};
use base::Id;
use raum::{
    Gliederung, Vorgaben,
    import::{Bericht, Fortschritt, Importart, LUECKE, Umgang, einlesen_datei},
    service,
};
use store::{Db, werte};

/// The shared open data; says so and is `None` where they are not.
fn datei(name: &str) -> Option<PathBuf> {
    let pfad = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../../shared/data")
        .join(name);
    if !pfad.exists() {
        println!("übersprungen: {name} ist nicht da");
        return None;
    }
    Some(pfad)
}

/// A program with a draft and these levels.
async fn entwurf(db: &Db, ebenen: &[&str]) -> (App, Id<Gliederung>) {
    let app = app(db.clone()).mit(Vorgaben {
        ebenen: ebenen.iter().map(|e| (*e).to_owned()).collect(),
        ..Vorgaben::default()
    });
    let mut tx = db.write().await.unwrap();
    let id = service::gliederung_anlegen(&app, &mut tx, &darf(), &neue_gliederung("Entwurf", "2026-01-01"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (app, id)
}

async fn ein(app: &App, art: Importart, pfad: PathBuf, toml: &str) -> Bericht {
    einlesen_datei(
        app,
        &kontext(Rolle::R22),
        &art,
        &[pfad],
        toml,
        Umgang::Speichern,
        Arc::new(|_| true),
    )
    .await
    .unwrap()
}

/// Writes a text where an import can read it.
fn schreibe(ordner: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let pfad = ordner.path().join(name);
    std::fs::write(&pfad, text).unwrap();
    pfad
}

async fn zahl(app: &App, sql: &'static str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_one::<(i64,)>(sql, werte![]).await.unwrap().0
}

async fn je_raum(app: &App) -> Vec<(String, i64, i64)> {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_all(
        "SELECT p.code, COUNT(*), CAST(SUM(k.einwohner) AS BIGINT) FROM raumeinheit k JOIN raumeinheit p ON p.id = k.eltern
         GROUP BY p.code ORDER BY p.code",
        werte![],
    )
    .await
    .unwrap()
}

/// `[[raum]]` of a model: level, code, name, parent, AGS.
fn modell(name: &str) -> Vec<[String; 5]> {
    let pfad = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../modelle")
        .join(name)
        .join("raeume.toml");
    let t: toml::Table = std::fs::read_to_string(pfad).unwrap().parse().unwrap();
    let text = |r: &toml::Value, k: &str| r.get(k).and_then(|v| v.as_str()).unwrap_or("").to_owned();
    t["raum"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| ["ebene", "code", "name", "eltern", "kommune_ags"].map(|k| text(r, k)))
        .collect()
}

testkit::auf_beiden!(isar_29_gemeinden_in_sechs_raeumen, MIGRATIONEN, |db| async move {
    let Some(pfad) = datei("boundaries/landkreis_muenchen_gemeinden.geojson") else {
        return;
    };
    let (app, _) = entwurf(&db, &["REGIONALRAUM", "KOMMUNE"]).await;
    let ordner = tempfile::tempdir().unwrap();
    let modell = modell("isar");
    let mut oben = String::from("ebene;code;name\n");
    let (mut codes, mut eltern) = (String::new(), String::new());
    for [ebene, code, name, ueber, ags] in &modell {
        if ebene == "KOMMUNE" {
            write!(codes, "\"{ags}\" = \"{code}\", ").unwrap();
            write!(eltern, "\"{ags}\" = \"{ueber}\", ").unwrap();
        } else {
            writeln!(oben, "{ebene};{code};{name}").unwrap();
        }
    }
    let b = ein(&app, Importart::Grenzen, schreibe(&ordner, "oben.csv", &oben), "").await;
    assert_eq!((b.neu, b.abgewiesen.len()), (6, 0), "{b:?}");
    let toml = format!(
        "[felder]\ncode = {{ spalte = \"ags\", werte = {{ {codes} }} }}\neltern = {{ spalte = \"ags\", werte = {{ {eltern} }} }}
         name = \"name\"\nkommune_ags = \"ags\"\nebene = {{ fest = \"KOMMUNE\" }}\neinwohner = \"bevoelkerung_2019\"\nstichtag = {{ fest = \"31.12.2019\" }}\n[ziel]\nzuschnitt = \"Entwurf\""
    );
    let b = ein(&app, Importart::Grenzen, pfad.clone(), &toml).await;
    // the three gemeindefreie Gebiete belong to no Raum; they are named
    assert_eq!((b.gelesen, b.neu), (32, 29));
    assert!(
        b.abgewiesen.iter().all(|a| a.code == "EINLESEN-E13"),
        "{:?}",
        b.abgewiesen
    );
    let je = je_raum(&app).await;
    println!("ISAR: {je:?}");
    assert_eq!(je.iter().map(|r| r.1).sum::<i64>(), 29);
    assert_eq!(je.iter().map(|r| r.2).sum::<i64>(), 350_473);
    assert!(je.iter().all(|r| (3..=8).contains(&r.1)), "{je:?}");
    // again: the same
    let b = ein(&app, Importart::Grenzen, pfad, &toml).await;
    assert_eq!((b.neu, b.geaendert), (0, 29));
    assert_eq!(je_raum(&app).await, je);
});

testkit::auf_beiden!(
    graz_17_bezirke_in_vier_sozialraeumen,
    MIGRATIONEN,
    |db| async move {
        let (Some(pfad), Some(zu)) = (
            datei("boundaries/graz_bezirke.geojson"),
            datei("reference/graz_bezirk_zu_sozialraum.csv"),
        ) else {
            return;
        };
        let (app, _) = entwurf(&db, &["SOZIALRAUM", "BEZIRK"]).await;
        let ordner = tempfile::tempdir().unwrap();
        let oben = "code,name,ebene\n1,Sozialraum 1,SOZIALRAUM\n2,Sozialraum 2,SOZIALRAUM\n3,Sozialraum 3,SOZIALRAUM\n4,Sozialraum 4,SOZIALRAUM\n";
        assert_eq!(
            ein(&app, Importart::Grenzen, schreibe(&ordner, "oben.csv", oben), "")
                .await
                .neu,
            4
        );
        let mut eltern = String::new();
        for z in csv::Reader::from_path(zu).unwrap().records() {
            let z = z.unwrap();
            write!(eltern, "\"{}\" = \"{}\", ", &z[0], &z[2]).unwrap();
        }
        let toml = format!(
            "[felder]\ncode = {{ spalte = \"bezirk_nr\", werte = {{ {} }} }}\nname = \"bezirk\"\nebene = {{ fest = \"BEZIRK\" }}\neltern = {{ spalte = \"bezirk_nr\", werte = {{ {eltern} }} }}",
            (1..=17)
                .map(|i| format!("\"{i:02}\" = \"B{i:02}\""))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let b = ein(&app, Importart::Grenzen, pfad, &toml).await;
        assert_eq!((b.neu, b.abgewiesen.len()), (17, 0), "{b:?}");
        assert_eq!(
            zahl(
                &app,
                "SELECT COUNT(DISTINCT eltern) FROM raumeinheit WHERE ebene = 'BEZIRK'"
            )
            .await,
            4
        );
    }
);

testkit::auf_beiden!(saarbruecken_und_segeberg, MIGRATIONEN, |db| async move {
    let (Some(saar), Some(sege)) = (
        datei("boundaries/regionalverband_saarbruecken_gemeinden.geojson"),
        datei("boundaries/kreis_segeberg_gemeinden.geojson"),
    ) else {
        return;
    };
    let (app, _) = entwurf(&db, &["KOMMUNE"]).await;
    let toml = "[felder]\ncode = \"ags\"\nname = \"name\"\nkommune_ags = \"ags\"\nebene = { fest = \"KOMMUNE\" }\neinwohner = \"bevoelkerung_2023\"\nstichtag = { fest = \"2023\" }";
    let b = ein(&app, Importart::Grenzen, saar, toml).await;
    assert_eq!((b.neu, b.abgewiesen.len()), (10, 0), "{b:?}");
    assert_eq!(
        zahl(&app, "SELECT CAST(SUM(einwohner) AS BIGINT) FROM raumeinheit").await,
        332_427
    );
    let b = ein(&app, Importart::Grenzen, sege, toml).await;
    assert_eq!((b.neu, b.abgewiesen.len()), (96, 0), "{b:?}");
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM raumeinheit WHERE code = '01060063' AND name = 'Norderstedt' AND geometrie IS NOT NULL").await, 1);
});

testkit::auf_beiden!(
    kieler_stadtteile_mit_allem_schmutz,
    MIGRATIONEN,
    |db| async move {
        let (Some(teile), Some(ew)) = (
            datei("reference/kiel_stadtteile_punkte.csv"),
            datei("population/kiel_einwohner_geschlecht_stadtteile.csv"),
        ) else {
            return;
        };
        let (app, _) = entwurf(&db, &["STADTTEIL"]).await;
        let toml =
            "[felder]\ncode = \"stadtteil_nr\"\nname = \"stadtteil\"\nebene = { fest = \"STADTTEIL\" }";
        let b = ein(&app, Importart::Grenzen, teile, toml).await;
        assert_eq!((b.neu, b.abgewiesen.len()), (30, 0), "{b:?}");
        let b = ein(
            &app,
            Importart::Einwohner,
            ew.clone(),
            "[felder]\nraum = \"Stadtteilnummer\"\neinwohner = \"insgesamt\"\nstichtag = \"Datum\"",
        )
        .await;
        assert_eq!(
            (b.gelesen, b.geaendert, b.abgewiesen.len()),
            (330, 30, 0),
            "{:?}",
            b.abgewiesen
        );
        let summe = zahl(
            &app,
            "SELECT CAST(SUM(einwohner) AS BIGINT) FROM raumeinheit WHERE einwohner_stand = '2023-12-31'",
        )
        .await;
        println!("Kiel 2023: {summe}");
        // by name: padding, control characters and both spellings of umlauts find the same Stadtteil
        let nach_namen = ein(
            &app,
            Importart::Einwohner,
            ew,
            "[felder]\nraum = \"Stadtteil\"\neinwohner = \"insgesamt\"\nstichtag = \"Datum\"",
        )
        .await;
        println!("Kiel nach Namen abgewiesen: {:?}", nach_namen.abgewiesen);
        assert_eq!(
            zahl(&app, "SELECT CAST(SUM(einwohner) AS BIGINT) FROM raumeinheit").await,
            summe
        );
    }
);

/// Overlaps and gaps between numbers that the directory of Köln has.
const KOELN: (usize, usize) = (34, 358);

#[test]
fn koelner_strassenverzeichnis_ganz() {
    testkit::db::laufen(testkit::db::Art::Sqlite, &MIGRATIONEN, |db| async move {
        let (Some(teile), Some(verzeichnis)) = (
            datei("boundaries/koeln_stadtteile.geojson.gz"),
            datei("addresses/koeln_strassenverzeichnis.csv"),
        ) else {
            return;
        };
        let (app, id) = entwurf(&db, &["STADTTEIL"]).await;
        let b = ein(
            &app,
            Importart::Grenzen,
            teile,
            "[felder]\ncode = \"STT_NR\"\nname = \"STT_NAME\"\nebene = { fest = \"STADTTEIL\" }",
        )
        .await;
        assert_eq!((b.neu, b.abgewiesen.len()), (86, 0), "{:?}", b.abgewiesen);
        assert!(
            b.hinweise.iter().any(|h| h.code == "EINLESEN-E37"),
            "{:?}",
            b.hinweise
        );
        // no mapping: the columns of Köln are known by name
        let b = ein(&app, Importart::Strassenverzeichnis, verzeichnis.clone(), "").await;
        // 42 lower bounds "0000" stand for "without number"
        assert_eq!(b.hinweise.iter().filter(|h| h.code == "RAUM-E01").count(), 42);
        println!(
            "Köln: gelesen {}, Bereiche {}, abgewiesen {:?}",
            b.gelesen, b.neu, b.abgewiesen
        );
        assert_eq!((b.gelesen, b.abgewiesen.len()), (5_888, 0));
        assert_eq!(zahl(&app, "SELECT COUNT(*) FROM strasse").await, 5_486);
        let bereiche = zahl(&app, "SELECT COUNT(*) FROM hausnummernbereich").await;
        assert_eq!(bereiche, i64::try_from(b.neu).unwrap());
        let zeilen = zahl(&app, "SELECT COUNT(DISTINCT zeile) FROM hausnummernbereich").await;
        assert_eq!(zeilen, 5_888);
        // overlaps and gaps are named in the report of the import, each with its line
        let je = |code: &str| b.hinweise.iter().filter(|h| h.code == code).count();
        println!("Köln: {:?}", b.saetze);
        assert_eq!((je("RAUM-E10"), je(LUECKE)), KOELN);
        assert!(
            b.hinweise
                .iter()
                .filter(|h| h.code == LUECKE)
                .all(|h| h.zeile > 1 && h.text.contains("fehlen"))
        );
        // the check of the draft names the same overlaps
        let mut tx = db.read().await.unwrap();
        let p = service::pruefen(&app, &mut tx, id).await.unwrap();
        let doppelt = p.befunde.iter().filter(|b| b.code == "RAUM-E10").count();
        assert_eq!(doppelt, KOELN.0);
        drop(tx);
        ein(&app, Importart::Strassenverzeichnis, verzeichnis, "").await;
        assert_eq!(
            zahl(&app, "SELECT COUNT(*) FROM hausnummernbereich").await,
            bereiche
        );
    });
}

const HK: &str = "N;DENW1;A;05;3;15;000;0000;02133;12;a;32356500.00;5645500.00;Hauptstraße;50667;Köln;;\n\
                  N;DENW2;A;05;3;15;000;0000;02133;14;;32356510.00;5645510.00;Hauptstraße;50667;Köln;;\n\
                  N;DENW3;A;05;3;15;000;0000;02134;0;;32356510.00;5645510.00;Nebenweg;50667;Köln;;\n";

testkit::auf_beiden!(amtliche_hauskoordinaten, MIGRATIONEN, |db| async move {
    let (app, _) = entwurf(&db, &["RAUM"]).await;
    let ordner = tempfile::tempdir().unwrap();
    let b = ein(&app, Importart::Adressen, schreibe(&ordner, "hk.txt", HK), "").await;
    assert_eq!((b.gelesen, b.neu), (3, 2), "{b:?}");
    assert_eq!(
        (b.abgewiesen[0].zeile, b.abgewiesen[0].code.as_str()),
        (3, "RAUM-E01")
    );
    let mut tx = db.read().await.unwrap();
    let (schluessel, ags, lat, lon): (String, String, f64, f64) = tx
        .fetch_one("SELECT s.schluessel, s.kommune_ags, a.lat, a.lon FROM adresse a JOIN strasse s ON s.id = a.strasse WHERE a.nr = 12 AND a.zusatz = 'a'", werte![])
        .await
        .unwrap();
    assert_eq!((schluessel.as_str(), ags.as_str()), ("0531500002133", "05315000"));
    assert!(
        (lat - 50.94).abs() < 0.02 && (lon - 6.96).abs() < 0.02,
        "{lat} {lon}"
    );
});

testkit::auf_beiden!(
    abbruch_und_schlechte_zeilen_lassen_nichts_halbes,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = entwurf(&db, &["RAUM"]).await;
        let ordner = tempfile::tempdir().unwrap();
        let mut text = String::from("Straße;Hausnummer;PLZ;Ort\n");
        for i in 1..=6_000 {
            writeln!(text, "Weg {};{};22844;Norderstedt", i / 100, i % 100 + 1).unwrap();
        }
        writeln!(
            text,
            "Weg 1;12½;22844;Norderstedt\nWeg 1;;;\nWeg 1;5;228;Norderstedt"
        )
        .unwrap();
        let pfad = schreibe(&ordner, "a.csv", &text);
        let wer = kontext(Rolle::R22);
        for ab in [1, 2, 3] {
            let mal = std::sync::atomic::AtomicU32::new(0);
            let weiter: Fortschritt =
                Arc::new(move |_| mal.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 < ab);
            let e = einlesen_datei(
                &app,
                &wer,
                &Importart::Adressen,
                std::slice::from_ref(&pfad),
                "",
                Umgang::Speichern,
                weiter,
            )
            .await
            .unwrap_err();
            assert_eq!(e.befunde()[0].code, "EINLESEN-E50");
            assert_eq!(
                zahl(&app, "SELECT COUNT(*) FROM adresse").await
                    + zahl(&app, "SELECT COUNT(*) FROM strasse").await,
                0
            );
        }
        let b = ein(&app, Importart::Adressen, pfad.clone(), "").await;
        let codes: Vec<&str> = b.abgewiesen.iter().map(|a| a.code.as_str()).collect();
        println!("{codes:?}");
        assert!(codes.contains(&"RAUM-E01") && codes.contains(&"RAUM-E04"));
        let n = zahl(&app, "SELECT COUNT(*) FROM adresse").await;
        let noch = ein(&app, Importart::Adressen, pfad.clone(), "").await;
        assert_eq!(
            (
                noch.neu,
                noch.geaendert,
                zahl(&app, "SELECT COUNT(*) FROM adresse").await
            ),
            (0, 0, n)
        );
        // without the right there is nothing to import
        let e = einlesen_datei(
            &app,
            &kontext(Rolle::R01),
            &Importart::Adressen,
            &[pfad],
            "",
            Umgang::Speichern,
            Arc::new(|_| true),
        )
        .await
        .unwrap_err();
        assert!(matches!(e, amt::Error::NichtGefunden), "{e:?}");
    }
);
