//! Damaged files and lines: whatever comes in, nothing panics. Seeded, so a failure comes back.
#![expect(clippy::unwrap_used, reason = "tests")]

use geo::{Coord, LineString, MultiPolygon, Polygon};
use zuordnung::dateien::{anfragen_zuordnen, punkte_csv, punkte_f64, register_lesen};
use zuordnung::polygone::Polygone;
use zuordnung::{Adresse, Anfrage, Hausnummer, RegisterBauer, Strasse};

struct Wuerfel(u64);

impl Wuerfel {
    fn bis(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % n.max(1)
    }

    /// Some bytes changed, left out, doubled or put in.
    fn verderben(&mut self, gut: &[u8]) -> Vec<u8> {
        const BOESE: &[&[u8]] = &[
            b"\"",
            b",",
            b"\n",
            b"\0",
            b"\xff",
            "\u{308}".as_bytes(),
            "ß".as_bytes(),
            b"99999999999",
            b"-",
            b"nan",
            b"1e999",
            "½".as_bytes(),
            b"\t",
            "\u{2000}".as_bytes(),
        ];
        let mut v = gut.to_vec();
        for _ in 0..1 + self.bis(6) {
            let i = self.bis(v.len() + 1);
            match self.bis(4) {
                0 if i < v.len() => _ = v.remove(i),
                1 if i < v.len() => v[i] = u8::try_from(self.bis(256)).unwrap(),
                2 => {
                    let ende = (i + self.bis(20)).min(v.len());
                    let teil = v[i..ende].to_vec();
                    v.splice(i..i, teil);
                }
                _ => {
                    let was = BOESE[self.bis(BOESE.len())];
                    v.splice(i..i, was.iter().copied());
                }
            }
        }
        v
    }
}

const REGISTER: &str = "addr_id,street,house_no,suffix,postcode,area_id\n1,Ackerstraße,12,,10115,7\n2,Ackerstraße,12,A,10115,7\n3,Straße des 17. Juni,135,,10623,8\n4,St. Wolfgang-Straße,1,,10178,9\n";
const FRAGEN: [&str; 6] = [
    "Ackerstr. 12a, 10115 Berlin",
    "10623 Berlin, Straße des 17. Juni 135",
    "12-14 Ackerstraße\n10115",
    "St. Wolfgang-Str. Nr. 1, D-10178",
    "Äckerßtraße12A10115",
    "Berlin; Ackerstraße, 12",
];

#[test]
fn freie_texte() {
    let verzeichnis = register_lesen(REGISTER.as_bytes()).unwrap().verzeichnis;
    let mut suche = verzeichnis.suche();
    let mut bauer = RegisterBauer::neu();
    let weg = bauer.strasse(Strasse::neu("1", "Ackerstraße", "Berlin"));
    bauer
        .adresse(&Adresse::neu(
            weg,
            Some(Hausnummer::neu(12, Some('a')).unwrap()),
            2,
        ))
        .unwrap();
    let register = bauer.bauen();
    let mut w = Wuerfel(0x5eed_0001);
    for i in 0..20_000 {
        let roh = w.verderben(FRAGEN[i % FRAGEN.len()].as_bytes());
        let text = String::from_utf8_lossy(&roh);
        if let Some(t) = suche.finde(&text) {
            assert!(t.adresse < 4 && t.guete > 0.0 && t.guete <= 1.0, "{text}");
        }
        let _ = register.zuordnen(&Anfrage::aus_text(&text));
    }
}

/// Pasted from a web page or a table, blanks are not only blanks; found by the fuzz target.
#[test]
fn jeder_leerraum_trennt() {
    for leer in ["\t", "\u{a0}", "\u{2000}", "\u{202f}", "\u{3000}", " \u{2009}\t"] {
        let text = format!("Ackerstraße{leer}12{leer}{leer}10115{leer}Berlin");
        let a = zuordnung::freitext::zerlege(&text);
        let teile = [a.strasse.as_str(), &a.hausnummer, &a.plz, &a.ort];
        assert_eq!(teile, ["Ackerstraße", "12", "10115", "Berlin"], "{text:?}");
    }
}

#[test]
fn tabellen() {
    let gut = register_lesen(REGISTER.as_bytes()).unwrap();
    let fragen = format!("query_id,text\n1,\"{}\"\n2,{}\n", FRAGEN[0], FRAGEN[4]);
    let polygone = Polygone::neu(&[dreieck([0.0, 0.0], [9.0, 0.0], [0.0, 9.0])]);
    let punkte = "id,x,y\na,1.5,1.5\nb,\"2,5\",3\nc,100,1e3\n";
    let mut w = Wuerfel(0x5eed_0002);
    for _ in 0..20_000 {
        if let Ok(r) = register_lesen(&w.verderben(REGISTER.as_bytes())) {
            let _ = r.verzeichnis.suche().finde(FRAGEN[0]);
        }
        let _ = anfragen_zuordnen(&gut, &w.verderben(fragen.as_bytes()), Vec::new());
        let _ = punkte_csv(&polygone, &w.verderben(punkte.as_bytes()), Vec::new(), None);
        let _ = punkte_f64(&polygone, &*w.verderben(&[63; 64]), Vec::new(), None);
    }
}

fn dreieck(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> MultiPolygon<f64> {
    let ring: LineString<f64> = [a, b, c].iter().map(|[x, y]| Coord { x: *x, y: *y }).collect();
    MultiPolygon::new(vec![Polygon::new(ring, vec![])])
}

#[test]
fn vielecke_aus_beliebigen_zahlen() {
    const ZAHLEN: [f64; 14] = [
        0.0,
        -0.0,
        1.0,
        1.0 + f64::EPSILON,
        1e-300,
        1e139,
        -1e139,
        1e141,
        f64::MAX,
        f64::NAN,
        f64::INFINITY,
        5e-324,
        0.1,
        1e17,
    ];
    let mut w = Wuerfel(0x5eed_0003);
    for _ in 0..5_000 {
        let mut ort = || [ZAHLEN[w.bis(14)], ZAHLEN[w.bis(14)]];
        let f: Vec<_> = (0..4).map(|_| dreieck(ort(), ort(), ort())).collect();
        let p = [ort(), ort(), ort(), ort()];
        let mut aus = [0; 4];
        let index = Polygone::neu(&f);
        index.finde_alle(&p, &mut aus);
        assert!(aus.iter().all(|n| (-1..4).contains(n)));
    }
}
