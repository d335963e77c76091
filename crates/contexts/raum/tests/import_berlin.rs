//! Berlin as a whole: 542 Planungsräume and 401,032 addresses from the published files. The addresses come as a street
//! directory with single numbers, because the file names the Planungsraum of each of them.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail and tell as tests do"
)]

mod gemeinsam;

use std::path::PathBuf;

use amt::{App, recht::Rolle};
use base::Punkt;
use einlesen::abbildung;
use gemeinsam::{MIGRATIONEN, app, darf, kontext, neue_gliederung};
use raum::{
    Ortsangabe, Vorgaben,
    import::{Importart, einlesen_datei},
    service,
};
use store::werte;

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

async fn ein(app: &App, art: Importart, pfad: PathBuf, toml: &str) -> raum::import::Bericht {
    let a = abbildung::lesen(toml, art.felder()).unwrap();
    einlesen_datei(app, &kontext(Rolle::R22), art, &[pfad], Some(&a), |_| true)
        .await
        .unwrap()
}

#[test]
#[ignore = "some minutes without optimisation: run with --release -- --ignored"]
fn planungsraeume_nach_text_und_punkt() {
    testkit::db::laufen(testkit::db::Art::Sqlite, &MIGRATIONEN, |db| async move {
        let (Some(flaechen), Some(adressen), Some(orte)) = (
            datei("boundaries/berlin_lor_planungsraeume_2021.geojson.gz"),
            datei("addresses/berlin_adressen_plr_2023-06.csv.gz"),
            datei("facilities/berlin_osm_poi_2025-11.csv.gz"),
        ) else {
            return;
        };
        let app = app(db.clone()).mit(Vorgaben {
            ebenen: vec!["PLANUNGSRAUM".to_owned()],
            ..Vorgaben::default()
        });
        let mut tx = db.write().await.unwrap();
        let id = service::gliederung_anlegen(&app, &mut tx, &darf(), &neue_gliederung("LOR", "2021-01-01"))
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let b = ein(
            &app,
            Importart::Grenzen,
            flaechen,
            "[felder]\ncode = \"PLR_ID\"\nname = \"PLR_NAME\"\nebene = { fest = \"PLANUNGSRAUM\" }",
        )
        .await;
        assert_eq!((b.neu, b.abgewiesen.len()), (542, 0), "{:?}", b.abgewiesen);

        let b = ein(
            &app,
            Importart::Strassenverzeichnis,
            adressen,
            "[felder]\nname = \"str_name\"\nort = \"ort_name\"\nraum = \"PLR_ID\"\nplz = \"plz\"\nhausnummer = \"hnr\"\nzusatz = \"hnr_zusatz\"",
        )
        .await;
        println!(
            "Berlin: gelesen {}, Bereiche {}, abgewiesen {}",
            b.gelesen,
            b.neu,
            b.abgewiesen.len()
        );
        assert_eq!(
            (b.gelesen, b.neu, b.abgewiesen.len()),
            (401_032, 401_032, 0),
            "{:?}",
            b.abgewiesen.first()
        );
        let mut tx = db.write().await.unwrap();
        // the check of a version in force is tested elsewhere; here only the look-up counts
        tx.execute(
            "UPDATE gliederung SET status = 'IN_KRAFT' WHERE id = $1",
            werte![id],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.read().await.unwrap();
        let frage = |text: Option<String>, punkt: Option<Punkt>| Ortsangabe {
            text,
            adresse: None,
            punkt,
            person_geschuetzt: false,
            stichtag: gemeinsam::tag("2026-11-18"),
        };
        let mut leser =
            csv::Reader::from_reader(flate2::read::GzDecoder::new(std::fs::File::open(orte).unwrap()));
        let (mut gleich, mut anders, mut ausserhalb, mut ohne) = (0, Vec::new(), 0, 0);
        for z in leser.records() {
            let z = z.unwrap();
            let soll = format!("{:0>8}", &z[7]);
            let punkt = Punkt {
                lat: z[5].parse().unwrap(),
                lon: z[6].parse().unwrap(),
            };
            if &z[7] == "0" {
                ausserhalb += 1;
                continue;
            }
            let ist = service::zuordnen(&app, &mut tx, &frage(None, Some(punkt)))
                .await
                .unwrap();
            match ist.raumeinheit {
                Some(r) if r.code == soll => gleich += 1,
                Some(r) => anders.push(format!("{}: {soll} statt {}", &z[2], r.code)),
                None => ohne += 1,
            }
        }
        println!(
            "Berlin: {gleich} gleich, {} anders, {ohne} ohne Raum, {ausserhalb} außerhalb",
            anders.len()
        );
        assert_eq!(
            (gleich, anders.len() + ohne, ausserhalb),
            (2_216, 36, 107),
            "{anders:?}"
        );
    });
}
