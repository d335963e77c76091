//! Figures of the look-up over a made-up register of a million addresses, one JSON line each.
//!
//! `cargo bench -p zuordnung`; `ADRESSEN=100000` makes it smaller. Same seed, same town.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::expect_used, reason = "a bench may stop on a broken town")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "figures are rounded anyway"
)]

use std::time::Instant;

use zuordnung::{Adresse, Anfrage, Hausnummer, Register, RegisterBauer, Strasse};

/// Small generator with a fixed seed (xorshift), so that two runs measure the same town.
struct Wuerfel(u64);

impl Wuerfel {
    fn bis(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn aus<'a>(&mut self, liste: &[&'a str]) -> &'a str {
        liste[self.bis(liste.len())]
    }
}

const VORN: [&str; 40] = [
    "Ahorn",
    "Buchen",
    "Linden",
    "Eichen",
    "Birken",
    "Kastanien",
    "Rosen",
    "Tulpen",
    "Amsel",
    "Drossel",
    "Finken",
    "Meisen",
    "Bahnhof",
    "Kirch",
    "Schul",
    "Mühlen",
    "Bach",
    "Berg",
    "Feld",
    "Wiesen",
    "Garten",
    "Schloss",
    "Markt",
    "Brunnen",
    "Stein",
    "Sand",
    "Moor",
    "Heide",
    "Wald",
    "Jäger",
    "Fischer",
    "Schäfer",
    "Schmiede",
    "Töpfer",
    "Weber",
    "Goethe",
    "Schiller",
    "Lessing",
    "Beethoven",
    "Mozart",
];
const MITTE: [&str; 30] = [
    "", "", "", "er", "hof", "tal", "grund", "kamp", "brück", "horst", "hagen", "burg", "dorf", "rode", "au",
    "born", "eck", "stieg", "busch", "loh", "winkel", "horn", "see", "teich", "anger", "breite", "höhe",
    "tor", "graben", "wall",
];
const HINTEN: [&str; 12] = [
    "straße", "straße", "straße", "weg", "weg", "allee", "platz", "ring", "gasse", "pfad", "stieg", "ufer",
];
const SILBEN: [&str; 24] = [
    "al", "ber", "del", "en", "fried", "ger", "hild", "ing", "kar", "lud", "man", "nor", "ost", "pet",
    "rein", "sieg", "theo", "ul", "vol", "wal", "zol", "mar", "tin", "hein",
];

struct Soll {
    strasse: String,
    nummer: String,
    plz: String,
    ort: String,
}

impl Soll {
    fn zeile(&self) -> String {
        format!("{} {}, {} {}", self.strasse, self.nummer, self.plz, self.ort)
    }
}

fn name(w: &mut Wuerfel) -> String {
    if w.bis(3) == 0 {
        let person: String = (0..2 + w.bis(2)).map(|_| w.aus(&SILBEN)).collect();
        let vor = w.aus(&SILBEN);
        return format!("{vor}-{person}-{}", w.aus(&["Straße", "Weg", "Platz", "Allee"]));
    }
    [w.aus(&VORN), w.aus(&MITTE), w.aus(&HINTEN)].concat()
}

fn stadt(w: &mut Wuerfel, zahl: usize) -> (Register, Vec<Soll>) {
    let mut bauer = RegisterBauer::neu();
    let mut soll = Vec::with_capacity(zahl);
    let mut zeile = 1;
    while soll.len() < zahl {
        let strasse = name(w);
        let gemeinde = w.bis(40);
        let ort = format!(
            "{}{}",
            ["Neu", "Alt", "Ober", "Unter"][gemeinde % 4],
            SILBEN[gemeinde % 24]
        );
        let nr = bauer.strasse(Strasse::neu(&format!("{gemeinde:05}"), &strasse, &ort));
        let plz = format!("{:05}", 20_000 + gemeinde * 100 + w.bis(6));
        for hausnummer in 1..=30 + w.bis(40) {
            let zusatz = (w.bis(8) == 0).then_some('a');
            let h = Hausnummer::neu(hausnummer as u16, zusatz).expect("gültig");
            zeile += 1;
            let einheit = Some((gemeinde * 10 + hausnummer % 3) as u32);
            bauer
                .adresse(&Adresse {
                    plz: plz.clone(),
                    einheit,
                    ..Adresse::neu(nr, Some(h), zeile)
                })
                .expect("gültig");
            soll.push(Soll {
                strasse: strasse.clone(),
                nummer: h.to_string(),
                plz: plz.clone(),
                ort: ort.clone(),
            });
        }
    }
    (bauer.bauen(), soll)
}

/// One random edit: insert, delete, replace, or swap neighbours.
fn vertippt(w: &mut Wuerfel, text: &str) -> String {
    let mut z: Vec<char> = text.chars().collect();
    let i = w.bis(z.len());
    let neu = char::from(b'a' + w.bis(26) as u8);
    match w.bis(4) {
        0 => z.insert(i, neu),
        1 => _ = z.remove(i),
        2 => z[i] = neu,
        _ => {
            let j = (i + 1) % z.len();
            z.swap(i, j);
        }
    }
    z.into_iter().collect()
}

fn zeige(was: &str, wert: f64, einheit: &str) {
    println!("{{\"figure\":\"{was}\",\"value\":{wert:.4},\"unit\":\"{einheit}\"}}");
}

/// Seconds this thread has had a processor: other work on the machine does not count. Wall clock elsewhere.
fn rechenzeit(start: Instant) -> f64 {
    let linux = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ns = linux.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    ns.map_or_else(|| start.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn rate(texte: &[String], mut f: impl FnMut(&str)) -> f64 {
    let start = Instant::now();
    let vorher = rechenzeit(start);
    for t in texte {
        f(t);
    }
    texte.len() as f64 / (rechenzeit(start) - vorher)
}

fn gefunden(r: &Register, soll: &Soll, text: &str) -> bool {
    r.aehnliche(&Anfrage::aus_text(text), 3).iter().any(|v| {
        v.strasse == soll.strasse
            && v.ort == soll.ort
            && v.hausnummer.is_some_and(|h| h.to_string() == soll.nummer)
    })
}

fn main() {
    let zahl = std::env::var("ADRESSEN")
        .ok()
        .and_then(|t| t.parse().ok())
        .unwrap_or(1_000_000);
    let mut w = Wuerfel(0x5eed_1234_abcd_0001);
    let start = Instant::now();
    let (r, soll) = stadt(&mut w, zahl);
    zeige("adressen", r.adressen_zahl() as f64, "1");
    zeige("strassen", r.strassen_zahl() as f64, "1");
    zeige("bauen_mit_erzeugen", start.elapsed().as_secs_f64(), "s");
    zeige("speicher", r.speicher_bytes() as f64 / 1e6, "MB");
    zeige(
        "bytes_je_adresse",
        r.speicher_bytes() as f64 / r.adressen_zahl() as f64,
        "B",
    );

    let probe: Vec<usize> = (0..200_000).map(|_| w.bis(soll.len())).collect();
    let genau: Vec<String> = probe.iter().map(|i| soll[*i].zeile()).collect();
    let mut eindeutig = 0_usize;
    let je_s = rate(&genau, |t| {
        eindeutig += usize::from(r.zuordnen(&Anfrage::aus_text(t)).einheit().is_some());
    });
    zeige("genau_je_s", je_s, "1/s");
    zeige("genau_eindeutig", eindeutig as f64 / genau.len() as f64, "share");

    let klein = &probe[..20_000];
    let strasse: Vec<String> = klein
        .iter()
        .map(|i| {
            let s = &soll[*i];
            format!(
                "{} {}, {} {}",
                vertippt(&mut w, &s.strasse),
                s.nummer,
                s.plz,
                s.ort
            )
        })
        .collect();
    zeige(
        "tippfehler_je_s",
        rate(&strasse, |t| _ = r.zuordnen(&Anfrage::aus_text(t))),
        "1/s",
    );
    let ganz: Vec<String> = klein
        .iter()
        .map(|i| vertippt(&mut w, &soll[*i].zeile()))
        .collect();
    for (was, texte) in [("strasse", &strasse), ("ganze_zeile", &ganz)] {
        let treffer = klein
            .iter()
            .zip(texte)
            .filter(|(i, t)| gefunden(&r, &soll[**i], t))
            .count();
        zeige(
            &format!("recall3_{was}"),
            treffer as f64 / klein.len() as f64,
            "share",
        );
    }

    let mut dauern: Vec<f64> = Vec::new();
    for i in klein.iter().take(2_000) {
        let zeile = soll[*i].zeile();
        for laenge in [2, 3, 4, 6, 9, 14] {
            let getippt: String = zeile.chars().take(laenge).collect();
            let getippt = if w.bis(3) == 0 {
                vertippt(&mut w, &getippt)
            } else {
                getippt
            };
            let start = Instant::now();
            let _ = r.vorschlaege(&getippt, 8);
            // The processor clock is too coarse for one call; this is wall time.
            dauern.push(start.elapsed().as_secs_f64());
        }
    }
    dauern.sort_unstable_by(f64::total_cmp);
    let p = |q: usize| dauern[dauern.len() * q / 1000] * 1e3;
    zeige("vorschlaege_p50", p(500), "ms");
    zeige("vorschlaege_p99", p(990), "ms");
    zeige("vorschlaege_p999", p(999), "ms");
}
