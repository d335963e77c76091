//! Made-up polygons that are hard: holes in holes, crossing rings, fans, stripes, tiny and huge coordinates.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use zuordnung::polygone::Polygone;

use crate::referenz::{Referenz, Wuerfel};

fn ring(ecken: &[[f64; 2]]) -> LineString<f64> {
    ecken.iter().map(|[x, y]| Coord { x: *x, y: *y }).collect()
}

fn flaeche(aussen: &[[f64; 2]], loecher: &[&[[f64; 2]]]) -> Polygon<f64> {
    Polygon::new(ring(aussen), loecher.iter().map(|l| ring(l)).collect())
}

fn quadrat(x: f64, y: f64, a: f64) -> [[f64; 2]; 4] {
    [[x, y], [x + a, y], [x + a, y + a], [x, y + a]]
}

fn pruefe(was: &str, flaechen: &[MultiPolygon<f64>], punkte: &[[f64; 2]]) {
    let index = Polygone::neu(flaechen);
    let referenz = Referenz::neu(flaechen);
    let mut ist = vec![7; punkte.len()];
    index.finde_alle(punkte, &mut ist);
    for (p, ist) in punkte.iter().zip(&ist) {
        assert_eq!(*ist, referenz.finde(*p), "{was}: {p:?}");
        let einzeln = index.finde(p[0], p[1]).map_or(-1, |n| i32::try_from(n).unwrap());
        assert_eq!(einzeln, *ist, "{was}: {p:?}");
    }
}

/// All points of a lattice, among them corners and borders.
fn raster(von: f64, bis: f64, n: u32) -> Vec<[f64; 2]> {
    let ort = |i: u32| von + (bis - von) * f64::from(i) / f64::from(n);
    (0..=n)
        .flat_map(|i| (0..=n).map(move |j| [ort(i), ort(j)]))
        .collect()
}

#[test]
fn loch_und_insel_im_loch() {
    let land = flaeche(&quadrat(0.0, 0.0, 8.0), &[&quadrat(2.0, 2.0, 4.0)]);
    let insel = flaeche(&quadrat(3.0, 3.0, 2.0), &[]);
    for f in [
        vec![MultiPolygon::new(vec![land.clone(), insel.clone()])],
        vec![
            MultiPolygon::new(vec![land.clone()]),
            MultiPolygon::new(vec![insel.clone()]),
        ],
        vec![
            MultiPolygon::new(vec![insel.clone()]),
            MultiPolygon::new(vec![land.clone()]),
        ],
        // the town fills the hole of the land around it to the last metre
        vec![
            MultiPolygon::new(vec![land]),
            MultiPolygon::new(vec![flaeche(&quadrat(2.0, 2.0, 4.0), &[])]),
        ],
    ] {
        pruefe("Loch", &f, &raster(-1.0, 9.0, 40));
    }
}

#[test]
fn rand_des_lochs_gehoert_dazu() {
    let land = MultiPolygon::new(vec![flaeche(&quadrat(0.0, 0.0, 8.0), &[&quadrat(2.0, 2.0, 4.0)])]);
    let index = Polygone::neu(&[land]);
    assert_eq!(index.finde(2.0, 3.0), Some(0));
    assert_eq!(index.finde(2.1, 3.0), None);
    assert_eq!(index.finde(6.0, 6.0), Some(0));
    assert_eq!(index.finde(8.0, 8.0), Some(0));
}

#[test]
fn ring_der_sich_kreuzt_und_doppelte_kanten() {
    let schleife = flaeche(&[[0.0, 0.0], [6.0, 6.0], [6.0, 0.0], [0.0, 6.0]], &[]);
    let dorn = flaeche(
        &[
            [1.0, 1.0],
            [7.0, 1.0],
            [7.0, 3.0],
            [9.0, 3.0],
            [7.0, 3.0],
            [7.0, 7.0],
            [1.0, 7.0],
        ],
        &[],
    );
    let zweimal = flaeche(&quadrat(2.0, 2.0, 3.0), &[]);
    let f = vec![
        MultiPolygon::new(vec![schleife]),
        MultiPolygon::new(vec![dorn]),
        MultiPolygon::new(vec![zweimal.clone()]),
        MultiPolygon::new(vec![zweimal]),
    ];
    pruefe("Schleife", &f, &raster(-1.0, 10.0, 88));
}

#[test]
fn faecher_um_einen_punkt() {
    // 300 wedges meet in one corner: far more rings than one record holds
    let n = 300_u32;
    let ecke = |i: u32| {
        let w = f64::from(i % n) / f64::from(n) * std::f64::consts::TAU;
        [10.0 * w.cos(), 10.0 * w.sin()]
    };
    let f: Vec<_> = (0..n)
        .map(|i| MultiPolygon::new(vec![flaeche(&[[0.0, 0.0], ecke(i), ecke(i + 1)], &[])]))
        .collect();
    let mut w = Wuerfel(9);
    let mut p: Vec<[f64; 2]> = (0..20_000)
        .map(|_| [22.0 * w.anteil() - 11.0, 22.0 * w.anteil() - 11.0])
        .collect();
    p.extend((0..2_000).map(|_| [1e-9 * (w.anteil() - 0.5), 1e-9 * (w.anteil() - 0.5)]));
    p.extend((0..n).map(ecke));
    p.push([0.0, 0.0]);
    pruefe("Fächer", &f, &p);
}

#[test]
fn zufaellige_vielecke_die_sich_ueberlagern() {
    let mut w = Wuerfel(0xabc);
    for runde in 0..60 {
        // few different coordinates, so that corners and edges of different rings meet often
        let stufen = [4, 12, 1000][runde % 3];
        let ort = |w: &mut Wuerfel| {
            let wert = |w: &mut Wuerfel| f64::from(u32::try_from(w.bis(stufen)).unwrap()) / 3.0;
            [wert(w), wert(w)]
        };
        let f: Vec<MultiPolygon<f64>> = (0..1 + w.bis(12))
            .map(|_| {
                let teile = (0..1 + w.bis(3)).map(|_| {
                    let ecken: Vec<_> = (0..3 + w.bis(7)).map(|_| ort(&mut w)).collect();
                    let loch: Vec<_> = (0..3 + w.bis(2)).map(|_| ort(&mut w)).collect();
                    flaeche(&ecken, &[&loch])
                });
                MultiPolygon::new(teile.collect())
            })
            .collect();
        let punkte: Vec<[f64; 2]> = (0..400)
            .map(|_| {
                let [x, y] = ort(&mut w);
                let [u, v] = ort(&mut w);
                if w.bis(2) == 0 {
                    [x, y]
                } else {
                    [(x + u) / 2.0, (y + v) / 2.0]
                }
            })
            .collect();
        pruefe(&format!("Runde {runde}"), &f, &punkte);
    }
}

#[test]
fn schmale_streifen_und_grosse_zahlen() {
    for (faktor, versatz) in [(1.0, 0.0), (1e-7, 1.0), (1e6, 3.2e7), (1e100, 0.0), (1e-60, 0.0)] {
        let x = |v: f64| versatz + v * faktor;
        let f: Vec<_> = (0..50_u32)
            .map(|i| {
                let (l, r) = (x(f64::from(i)), x(f64::from(i + 1)));
                MultiPolygon::new(vec![flaeche(
                    &[[l, x(0.0)], [r, x(0.0)], [r, x(50.0)], [l, x(50.0)]],
                    &[],
                )])
            })
            .collect();
        let mut w = Wuerfel(5);
        let mut p: Vec<_> = (0..2_000)
            .map(|_| [x(52.0 * w.anteil() - 1.0), x(52.0 * w.anteil() - 1.0)])
            .collect();
        p.extend((0..=50).map(|i| [x(f64::from(i)), x(25.0)]));
        pruefe(&format!("mal {faktor}"), &f, &p);
    }
}

#[test]
fn leere_und_unbrauchbare_eingaben() {
    assert_eq!(Polygone::neu(&[]).finde(0.0, 0.0), None);
    let leer = MultiPolygon::new(vec![]);
    let punktartig = MultiPolygon::new(vec![flaeche(&[[1.0, 1.0]; 4], &[])]);
    let kaputt = MultiPolygon::new(vec![flaeche(&[[0.0, 0.0], [f64::NAN, 1.0], [1.0, 1.0]], &[])]);
    let gut = MultiPolygon::new(vec![flaeche(&quadrat(0.0, 0.0, 1.0), &[])]);
    let index = Polygone::neu(&[leer, punktartig, kaputt, gut]);
    assert_eq!(index.anzahl(), 4);
    assert_eq!(index.finde(0.5, 0.5), Some(3));
    for p in [
        [f64::NAN, 0.5],
        [f64::INFINITY, 0.5],
        [0.5, f64::NEG_INFINITY],
        [1e308, 1e308],
    ] {
        assert_eq!(index.finde(p[0], p[1]), None, "{p:?}");
    }
}
