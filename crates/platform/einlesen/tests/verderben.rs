//! Damaged maps and tables: whatever comes in, nothing panics. Seeded, so a failure comes back.

use einlesen::{
    Quelle,
    geodaten::{Optionen, lesen, unveraendert},
};

const KARTEN: [&str; 3] = [
    r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:25832"}},"features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[[500000,5900000],[500100,5900000],[500100,5900100],[500000,5900000]],[[500010,5900001],[500020,5900001],[500020,5900011],[500010,5900001]]]}}]}"#,
    r#"{"type":"MultiPolygon","coordinates":[[[[9,53],[10,53],[10,54],[9,53]]],[[[11,53],[12,53],[12,54],[11,53]]]]}"#,
    r#"{"type":"Topology","transform":{"scale":[0.01,0.01],"translate":[9,53]},"arcs":[[[0,0],[10,0],[0,10],[-10,-10]]],"objects":{"o":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"properties":{"n":"x"}}]}}}"#,
];

#[test]
fn beschaedigte_karten() {
    let boese: [&[u8]; 10] = [
        b"\"", b",", b"]", b"[", b"{", b"}", b"-1", b"1e999", b"null", b"\xff",
    ];
    let mut z = 0x5eed_0006_u64;
    let mut bis = |n: usize| {
        z ^= z << 13;
        z ^= z >> 7;
        z ^= z << 17;
        usize::try_from(z >> 16).unwrap() % n.max(1)
    };
    let laufzeit = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for i in 0..20_000 {
        let mut v = KARTEN[i % 3].as_bytes().to_vec();
        for _ in 0..=bis(3) {
            let i = bis(v.len());
            match bis(3) {
                0 => _ = v.remove(i),
                1 => v[i] = u8::try_from(bis(256)).unwrap(),
                _ => _ = v.splice(i..i, boese[bis(10)].iter().copied()).count(),
            }
        }
        let quelle = Quelle::from(v);
        laufzeit.block_on(async {
            let _ = unveraendert(&quelle, &Optionen::default()).await;
            let _ = lesen(&quelle, &Optionen::default()).await;
        });
    }
}
