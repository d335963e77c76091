//! Dirty polygons become clean neighbourhoods.

use zuschnitt::{Dateien, aus_geojson};

#[test]
fn t_stellen_luecken_inseln_und_doppelte() {
    // in metres: A is one long box; B and C lie on it (their common corner is on A's straight line); D is 2 m away
    // from C; E is an island; the second A is a further part of A; the last one has no polygon
    let feature = |id: &str, punkte: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","n":10}},"geometry":{{"type":"Polygon","coordinates":[[{punkte}]]}}}}"#
        )
    };
    let alle = [
        feature("A", "[1000,0],[1200,0],[1200,100],[1000,100],[1000,0]"),
        feature("B", "[1000,100],[1100,100],[1100,200],[1000,200],[1000,100]"),
        feature(
            "C",
            "[1100.1,100.1],[1200,100],[1200,200],[1100,200],[1100.1,100.1]",
        ),
        feature("D", "[1202,100],[1300,100],[1300,200],[1202,200],[1202,100]"),
        feature("E", "[5000,0],[5100,0],[5100,100],[5000,100],[5000,0]"),
        feature("A", "[900,0],[1000,0],[1000,100],[900,100],[900,0]"),
        r#"{"type":"Feature","properties":{"id":"F"},"geometry":null}"#.to_owned(),
    ];
    let geo = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        alle.join(",")
    );
    let d = Dateien {
        aufgabe: br#"{"k":2,"tol":0.5}"#,
        ..Dateien::default()
    };
    let (a, t) = aus_geojson(geo.as_bytes(), br#"{"unit_id":"id","pop":"n"}"#, &d).unwrap();
    let kante = |x: &str, y: &str| {
        let nr = |n: &str| a.einheiten.iter().position(|e| e.kennung == n).unwrap();
        let (x, y) = (nr(x).min(nr(y)), nr(x).max(nr(y)));
        a.kanten.iter().find(|k| (k.a, k.b) == (x, y)).map(|k| k.laenge)
    };
    let etwa =
        |ist: Option<f64>, soll: f64| assert!((ist.unwrap() - soll).abs() < 1.0, "{ist:?} statt {soll}");
    etwa(kante("A", "B"), 100.0);
    etwa(kante("A", "C"), 100.0);
    etwa(kante("B", "C"), 100.0);
    etwa(kante("C", "D"), 100.0);
    assert_eq!(kante("D", "E"), Some(0.0));
    assert_eq!(kante("B", "D"), None);
    assert_eq!((t.ueberbrueckte_luecken, t.verschmolzene_punkte), (1, 2));
    assert!(t.eingefuegte_ecken >= 1);
    assert_eq!(t.ohne_flaeche, ["F"]);
    assert_eq!(t.zusammengelegt, ["A"]);
    assert_eq!(t.virtuelle_verbindungen, [("E".to_owned(), "D".to_owned())]);
    let e = &a.einheiten[0];
    assert!((e.flaeche - 30_000.0).abs() < 1.0 && (e.einwohner - 20.0).abs() < 1e-9);
}

#[test]
fn grad_werden_meter() {
    let geo = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"x"},"geometry":
        {"type":"Polygon","coordinates":[[[13.0,52.0],[13.01,52.0],[13.01,52.01],[13.0,52.01],[13.0,52.0]]]}}]}"#;
    let d = Dateien {
        aufgabe: br#"{"k":1,"tol":0.5}"#,
        ..Dateien::default()
    };
    let (a, _) = aus_geojson(geo.as_bytes(), br#"{"unit_id":"id"}"#, &d).unwrap();
    // 1112 m north, 684.5 m east
    assert!(
        (a.einheiten[0].flaeche / 761_200.0 - 1.0).abs() < 0.002,
        "{}",
        a.einheiten[0].flaeche
    );
}
