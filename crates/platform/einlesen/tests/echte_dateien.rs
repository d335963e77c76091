//! The readers on real open data, as published, with all its faults.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail and tell as tests do"
)]

use std::path::PathBuf;

use einlesen::{
    Kodierung, Quelle, codes,
    geodaten::{self, Geometrie, Optionen, Sammlung},
    tabelle::{self, Tabelle},
};

/// A file of the shared open data; says so and is `None` where they are not.
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

fn karte(name: &str) -> Option<Sammlung> {
    let quelle = Quelle::from(datei(name)?);
    let lauf = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    Some(
        lauf.block_on(geodaten::lesen(&quelle, &Optionen::default()))
            .unwrap(),
    )
}

fn flaechen(s: &Sammlung) -> usize {
    s.merkmale
        .iter()
        .filter(|m| matches!(m.geometrie, Some(Geometrie::Flaeche(_))))
        .count()
}

/// Number of features and how often each code was reported.
fn zahlen(s: &Sammlung) -> (usize, Vec<(&str, usize)>) {
    let mut je: Vec<(&str, usize)> = Vec::new();
    for m in &s.meldungen {
        match je.iter_mut().find(|(c, _)| *c == m.code) {
            Some((_, n)) => *n += 1,
            None => je.push((&m.code, 1)),
        }
    }
    je.sort_unstable();
    assert_eq!(s.epsg, 4326);
    (flaechen(s), je)
}

#[test]
fn kleine_grenzdateien() {
    for (name, zahl) in [
        ("landkreis_muenchen_gemeinden.geojson", 32),
        ("kreis_segeberg_gemeinden.geojson", 96),
        ("regionalverband_saarbruecken_gemeinden.geojson", 10),
        ("graz_bezirke.geojson", 17),
        ("graz_sprengel_2017.geojson", 268),
        ("graz_sprengel_2017.topo.json", 268),
        ("mannheim_stadtteile.geojson", 38),
        ("kiel_stadtgebiet.geojson", 1),
        ("flensburg_stadtteile.geojson", 13),
        ("flensburg_statistische_bezirke.geojson", 41),
    ] {
        let Some(s) = karte(&format!("boundaries/{name}")) else {
            return;
        };
        println!("{name}: {:?}", zahlen(&s));
        assert_eq!((s.merkmale.len(), flaechen(&s)), (zahl, zahl), "{name}");
    }
}

#[test]
fn flensburg_nennt_seine_zwei_ungueltigen_ringe() {
    let Some(s) = karte("boundaries/flensburg_statistische_bezirke.geojson") else {
        return;
    };
    let ungueltig: Vec<u64> = s
        .meldungen
        .iter()
        .filter(|m| m.code == codes::SELBSTSCHNITT)
        .map(|m| m.zeile)
        .collect();
    assert_eq!(ungueltig.len(), 2, "{:?}", s.meldungen);
}

#[test]
fn koeln_nennt_seine_ungueltigen_ringe() {
    for (name, zahl, kaputt) in [("koeln_stadtteile", 86, 1), ("koeln_stadtviertel", 371, 2)] {
        let Some(s) = karte(&format!("boundaries/{name}.geojson.gz")) else {
            return;
        };
        println!("{name}: {:?}", zahlen(&s));
        assert_eq!(flaechen(&s), zahl);
        let ungueltig: Vec<_> = s
            .meldungen
            .iter()
            .filter(|m| m.code == codes::SELBSTSCHNITT)
            .collect();
        assert_eq!(ungueltig.len(), kaputt, "{ungueltig:?}");
    }
}

#[test]
fn berlin_planungsraeume() {
    let Some(s) = karte("boundaries/berlin_lor_planungsraeume_2021.geojson.gz") else {
        return;
    };
    println!("Berlin: {:?}", zahlen(&s));
    assert_eq!(flaechen(&s), 542);
}

#[test]
fn alle_gemeinden_deutschlands() {
    let Some(s) = karte("boundaries/de_gemeinden_vg250_generalisiert_2020.geojson.gz") else {
        return;
    };
    println!("Deutschland: {:?}", zahlen(&s));
    assert_eq!(flaechen(&s), 10_999);
}

#[test]
fn tabellen() {
    for (name, trenner, zeilen) in [
        ("addresses/koeln_strassenverzeichnis.csv", b',', 5_888),
        ("addresses/berlin_adressen_plr_2023-06.csv.gz", b',', 401_032),
        ("population/kiel_altersgruppen_stadtteile.csv", b';', 300),
        ("population/kiel_einwohner_geschlecht_stadtteile.csv", b';', 330),
        ("population/kiel_haushalte_stadtteile.csv", b';', 390),
        ("population/de_gemeinden_destatis_2019-12-31.csv.gz", b',', 11_004),
        ("indicators/berlin_mss_2021_planungsraeume.csv", b',', 542),
        ("facilities/sh_schulen.csv", b',', 1_048),
        ("facilities/berlin_osm_poi_2025-11.csv.gz", b',', 2_359),
    ] {
        let Some(pfad) = datei(name) else { return };
        let t = Tabelle::oeffnen(&Quelle::from(pfad), tabelle::Optionen::default()).unwrap();
        let o = t.optionen;
        assert_eq!(
            (o.kodierung, o.trenner, o.kopf),
            (Some(Kodierung::Utf8), Some(trenner), Some(true)),
            "{name}"
        );
        let (gut, schlecht): (Vec<_>, Vec<_>) = t.partition(Result::is_ok);
        assert_eq!(
            (gut.len(), schlecht.len()),
            (zeilen, 0),
            "{name}: {:?}",
            schlecht.first()
        );
    }
}
