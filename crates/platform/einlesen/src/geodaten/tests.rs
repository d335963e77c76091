use std::io::{Cursor, Write};

use proptest::prelude::*;
use shapefile::{Point as ShpPoint, Polygon as ShpPolygon, ShapeWriter, record::PolygonRing};

use super::*;

fn laufen<T>(f: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(f)
}

fn lies(bytes: Vec<u8>, wie: &Optionen) -> Result<Sammlung, Fehler> {
    laufen(lesen(&Quelle::from(bytes), wie))
}

fn geojson(crs: &str, koordinaten: &str) -> Vec<u8> {
    format!(r#"{{"type":"FeatureCollection",{crs}"features":[{{"type":"Feature","properties":{{"n":"A"}},"geometry":{{"type":"Polygon","coordinates":[{koordinaten}]}}}}]}}"#).into_bytes()
}

fn codes(s: &Sammlung) -> Vec<&str> {
    s.meldungen.iter().map(|m| m.code.as_str()).collect()
}

fn flaeche(m: &Merkmal) -> &MultiPolygon<f64> {
    match m.geometrie.as_ref().unwrap() {
        Geometrie::Flaeche(f) => f,
        Geometrie::Punkt(_) => panic!("{m:?}"),
    }
}

/// A place in München in the systems Germany uses, computed apart from this library: Krüger's series for the projection,
/// Helmert's seven parameters for the shift.
#[test]
fn bekannte_punkte_in_allen_systemen() {
    let (lon, lat) = (11.575_49, 48.137_43);
    for (epsg, x, y) in [
        (25832, 691_602.18, 5_334_783.34),
        (3857, 1_288_577.65, 6_129_748.82),
        (31466, 2_914_940.33, 5_348_329.33),
        (31467, 3_691_755.41, 5_336_479.52),
        (31468, 4_468_512.76, 5_333_353.61),
        (31469, 5_245_279.50, 5_338_937.17),
        (4326, lon, lat),
        (4258, lon, lat),
    ] {
        let c = Bezug::neu(epsg, false).unwrap().nach_84(Coord { x, y }).unwrap();
        // 1e-5 degrees are about a metre
        assert!(
            (c.x - lon).abs() < 1e-5 && (c.y - lat).abs() < 1e-5,
            "EPSG:{epsg}: {c:?}"
        );
    }
    assert!(Bezug::neu(99_999, false).is_err());
}

#[test]
fn prj_und_namen() {
    for (wkt, epsg) in [
        (
            r#"PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]]]]"#,
            Some(25832),
        ),
        (
            r#"PROJCS["x",GEOGCS["y",AUTHORITY["EPSG","4258"]],AUTHORITY["EPSG","25833"]]"#,
            Some(25833),
        ),
        (
            r#"PROJCS["DHDN_3_Degree_Gauss_Zone_3",GEOGCS["GCS_Deutsches_Hauptdreiecksnetz"]]"#,
            Some(31467),
        ),
        (r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]"#, Some(4326)),
        ("", None),
    ] {
        assert_eq!(bezug::aus_prj(wkt), epsg, "{wkt}");
    }
    let namen = [
        "urn:ogc:def:crs:EPSG::25832",
        "EPSG:31467",
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "http://www.opengis.net/def/crs/EPSG/0/3857",
        "Hausnetz",
    ];
    assert_eq!(
        namen.map(bezug::aus_name),
        [Some(25832), Some(31467), Some(4326), Some(3857), None]
    );
}

#[test]
fn alter_crs_eintrag_und_fehlendes_koordinatensystem() {
    let utm = "[[691000,5334000],[692000,5334000],[692000,5335000],[691000,5335000],[691000,5334000]]";
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"#;
    let s = lies(geojson(crs, utm), &Optionen::default()).unwrap();
    assert_eq!((s.epsg, codes(&s)), (25832, vec![]));
    let c = flaeche(&s.merkmale[0]).0[0].exterior().0[0];
    assert!((c.x - 11.567).abs() < 0.01 && (c.y - 48.13).abs() < 0.01, "{c:?}");

    let f = lies(geojson("", utm), &Optionen::default()).unwrap_err();
    assert!(f.code == codes::EPSG && f.text.contains("25832"), "{f}");
    let wie = Optionen {
        epsg: Some(25832),
        ..Optionen::default()
    };
    assert_eq!(lies(geojson("", utm), &wie).unwrap().merkmale.len(), 1);
}

#[test]
fn vertauschte_achsen_werden_bemerkt() {
    let falsch = "[[48.1,11.5],[48.1,11.6],[48.2,11.6],[48.1,11.5]]";
    assert_eq!(
        lies(geojson("", falsch), &Optionen::default()).unwrap_err().code,
        codes::ACHSEN
    );
    let wie = Optionen {
        achsen_tauschen: true,
        ..Optionen::default()
    };
    assert!(
        lies(geojson("", falsch), &wie).unwrap().merkmale[0]
            .geometrie
            .is_some()
    );
}

#[test]
fn kaputte_ringe_werden_genannt_und_nur_sicher_geheilt() {
    // open, a point twice, clockwise
    let s = lies(
        geojson("", "[[11,48],[11,48.1],[11,48.1],[11.1,48.1],[11.1,48]]"),
        &Optionen::default(),
    )
    .unwrap();
    assert_eq!(
        codes(&s),
        [codes::RING_OFFEN, codes::DOPPELTE_PUNKTE, codes::UMLAUFSINN]
    );
    // a bow tie: mending changes what it means, so it stays as it is and is named
    let s = lies(
        geojson("", "[[11,48],[11.1,48.1],[11.1,48],[11,48.1],[11,48]]"),
        &Optionen::default(),
    );
    let s = s.unwrap();
    assert!(
        codes(&s).contains(&codes::SELBSTSCHNITT) || codes(&s).contains(&codes::RING_LEER),
        "{:?}",
        s.meldungen
    );
    // no area at all
    let s = lies(geojson("", "[[11,48],[11.1,48],[11,48]]"), &Optionen::default()).unwrap();
    assert!(s.merkmale[0].geometrie.is_none());
    assert!(
        s.meldungen
            .iter()
            .any(|m| m.code == codes::RING_LEER && m.schwere == crate::Schwere::Fehler)
    );
}

#[test]
fn null_geometrie_linien_und_zu_viele() {
    let text = br#"{"type":"FeatureCollection","features":[
        {"type":"Feature","id":7,"properties":{"a":1},"geometry":null},
        {"type":"Feature","properties":null,"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}},
        {"type":"Feature","properties":{"b":"x"},"geometry":{"type":"Point","coordinates":["a"]}}]}"#;
    let s = lies(text.to_vec(), &Optionen::default()).unwrap();
    assert_eq!(s.spalten, ["a", "id", "b"]);
    assert_eq!(
        codes(&s),
        [codes::OHNE_GEOMETRIE, codes::GEOMETRIE, codes::GEOMETRIE]
    );
    let wie = Optionen {
        hoechstens: Some(2),
        ..Optionen::default()
    };
    assert_eq!(lies(text.to_vec(), &wie).unwrap_err().code, codes::ZU_VIELE);
}

const QUADRAT: [(f64, f64); 5] = [
    (691_000.0, 5_334_000.0),
    (691_000.0, 5_335_000.0),
    (692_000.0, 5_335_000.0),
    (692_000.0, 5_334_000.0),
    (691_000.0, 5_334_000.0),
];
const LOCH: [(f64, f64); 5] = [
    (691_200.0, 5_334_200.0),
    (691_400.0, 5_334_200.0),
    (691_400.0, 5_334_400.0),
    (691_200.0, 5_334_400.0),
    (691_200.0, 5_334_200.0),
];

fn shp() -> Vec<u8> {
    let ring = |r: &[(f64, f64)]| r.iter().map(|(x, y)| ShpPoint::new(*x, *y)).collect::<Vec<_>>();
    let form = ShpPolygon::with_rings(vec![
        PolygonRing::Outer(ring(&QUADRAT)),
        PolygonRing::Inner(ring(&LOCH)),
    ]);
    let mut aus = Cursor::new(Vec::new());
    ShapeWriter::new(&mut aus).write_shapes(&[form]).unwrap();
    aus.into_inner()
}

/// One row: SCHL (C, 8) and NAME (C, 20) in Windows-1252.
fn dbf_bytes() -> Vec<u8> {
    let mut b = vec![3, 126, 1, 1, 1, 0, 0, 0, 97, 0, 29, 0];
    b.resize(32, 0);
    for (name, laenge) in [("SCHL", 8), ("NAME", 20)] {
        let mut feld = name.as_bytes().to_vec();
        feld.resize(11, 0);
        feld.push(b'C');
        feld.resize(16, 0);
        feld.push(laenge);
        feld.resize(32, 0);
        b.extend(feld);
    }
    b.push(0x0d);
    b.extend(b" 09184112Gr\xfcnwald            ");
    b.truncate(97 + 29);
    b
}

fn zip_aus(teile: &[(&str, &[u8])]) -> Vec<u8> {
    let mut z = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, inhalt) in teile {
        z.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        z.write_all(inhalt).unwrap();
    }
    z.finish().unwrap().into_inner()
}

const PRJ: &[u8] = br#"PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989"]]"#;

#[test]
fn shapefile_25832_aus_zip_und_ordner() {
    let zip = zip_aus(&[
        ("daten/gem.shp", &shp()),
        ("daten/gem.dbf", &dbf_bytes()),
        ("daten/gem.prj", PRJ),
    ]);
    let ordner = tempfile::tempdir().unwrap();
    for (e, b) in [("shp", shp()), ("dbf", dbf_bytes()), ("prj", PRJ.to_vec())] {
        std::fs::write(ordner.path().join(format!("gem.{e}")), b).unwrap();
    }
    let quellen = [
        Quelle::from(zip),
        Quelle::from(ordner.path().to_owned()),
        Quelle::from(ordner.path().join("gem.shp")),
    ];
    for q in quellen {
        let s = laufen(lesen(&q, &Optionen::default())).unwrap();
        assert_eq!((s.format, s.epsg, s.spalten.len()), ("Shapefile", 25832, 2));
        assert_eq!(s.merkmale[0].felder, ["09184112", "Grünwald"]);
        let f = flaeche(&s.merkmale[0]);
        assert_eq!((f.0.len(), f.0[0].interiors().len(), codes(&s)), (1, 1, vec![]));
    }
    let ohne = zip_aus(&[("gem.shp", &shp())]);
    assert_eq!(lies(ohne, &Optionen::default()).unwrap_err().code, codes::FORMAT);
}

fn wkb_polygon() -> Vec<u8> {
    let mut b = vec![1];
    b.extend(3u32.to_le_bytes());
    b.extend(2u32.to_le_bytes());
    for ring in [QUADRAT, LOCH] {
        b.extend(5u32.to_le_bytes());
        for (x, y) in ring {
            b.extend(x.to_le_bytes());
            b.extend(y.to_le_bytes());
        }
    }
    b
}

async fn gpkg_bytes() -> Vec<u8> {
    use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
    let ordner = tempfile::tempdir().unwrap();
    let pfad = ordner.path().join("t.gpkg");
    let mut db = SqliteConnectOptions::new()
        .filename(&pfad)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    sqlx::raw_sql(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
         INSERT INTO gpkg_spatial_ref_sys VALUES ('u', 100, 'epsg', 25832, '');
         CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
         INSERT INTO gpkg_contents VALUES ('ge\"m', 'features');
         CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
         INSERT INTO gpkg_geometry_columns VALUES ('ge\"m', 'geom', 100);
         CREATE TABLE \"ge\"\"m\" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, ew INTEGER);",
    )
    .execute(&mut db)
    .await
    .unwrap();
    let mut blob = b"GP\0\x01\0\0\0\0".to_vec();
    blob.extend(wkb_polygon());
    sqlx::query("INSERT INTO \"ge\"\"m\" VALUES (1, $1, 'Grünwald', 11000), (2, NULL, 'ohne', NULL)")
        .bind(blob)
        .execute(&mut db)
        .await
        .unwrap();
    db.close().await.unwrap();
    std::fs::read(pfad).unwrap()
}

#[test]
fn geopackage_25832() {
    let s = lies(laufen(gpkg_bytes()), &Optionen::default()).unwrap();
    assert_eq!((s.format, s.epsg), ("GeoPackage", 25832));
    assert_eq!(s.spalten, ["fid", "name", "ew"]);
    assert_eq!(s.merkmale[0].felder, ["1", "Grünwald", "11000"]);
    assert_eq!(flaeche(&s.merkmale[0]).0[0].interiors().len(), 1);
    assert_eq!(codes(&s), [codes::OHNE_GEOMETRIE]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn beliebige_bytes_werfen_nichts_um(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = wkb::lesen(&bytes);
        let _ = dbf::lesen(&bytes, None);
        let _ = lies(bytes, &Optionen::default());
    }

    #[test]
    fn veraenderte_echte_dateien_werfen_nichts_um(stellen in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), kuerzen in any::<prop::sample::Index>()) {
        let veraendern = |mut b: Vec<u8>| {
            for (i, w) in &stellen {
                let i = i.index(b.len());
                b[i] = *w;
            }
            let n = kuerzen.index(b.len() * 2);
            b.truncate(n.max(1));
            b
        };
        let _ = lies(zip_aus(&[("a.shp", &veraendern(shp())), ("a.dbf", &veraendern(dbf_bytes())), ("a.prj", PRJ)]), &Optionen::default());
        let _ = wkb::lesen(&veraendern(wkb_polygon()));
        let _ = lies(veraendern(geojson("", "[[11,48],[11,48.1],[11.1,48.1],[11.1,48],[11,48]]")), &Optionen::default());
    }
}

#[test]
fn veraendertes_geopackage_wirft_nichts_um() {
    let heil = laufen(gpkg_bytes());
    for i in (0..heil.len()).step_by(97) {
        let mut b = heil.clone();
        b[i] ^= 0x55;
        let _ = lies(b, &Optionen::default());
    }
}

#[test]
fn hin_und_zurueck_in_jedem_bezug() {
    for epsg in [4326, 4258, 25832, 25833, 3857, 4647, 31467, 31287] {
        let bezug = Bezug::neu(epsg, false).unwrap();
        let ort = Coord { x: 13.4, y: 52.5 };
        let dort = bezug.von_84(ort).unwrap();
        let zurueck = bezug.nach_84(dort).unwrap();
        assert!(
            // a centimetre: the shifts between old datums are turned back by approximation
            (zurueck.x - ort.x).abs() < 1e-7 && (zurueck.y - ort.y).abs() < 1e-7,
            "{epsg}: {dort:?} {zurueck:?}"
        );
    }
}

#[test]
fn umrisse_bleiben_wie_sie_sind() {
    let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:25832"}},"features":[
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0.1,0],[0,1],[1,1],[1,1],[0.1,0]]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#;
    let u = laufen(unveraendert(
        &Quelle::from(text.as_bytes().to_vec()),
        &Optionen::default(),
    ))
    .unwrap();
    assert_eq!((u.epsg, u.flaechen.len(), u.ohne_flaeche), (Some(25832), 2, 1));
    assert_eq!(u.flaechen[0].0[0].exterior().0.len(), 5);
    assert_eq!(u.flaechen[0].0[0].exterior().0[0], Coord { x: 0.1, y: 0.0 });
}
