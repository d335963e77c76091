//! A made-up town: a register and the lines that lead to its addresses. Same seed, same town.
#![expect(clippy::expect_used, reason = "a bench may stop on a broken town")]
#![expect(
    clippy::cast_possible_truncation,
    reason = "the numbers of the made-up town are small"
)]

use crate::wuerfel::Wuerfel;
use zuordnung::{Adresse, Hausnummer, Register, RegisterBauer, Strasse};

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

pub struct Soll {
    pub strasse: String,
    pub nummer: String,
    pub plz: String,
    pub ort: String,
    pub einheit: u32,
}

impl Soll {
    pub fn zeile(&self) -> String {
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

pub fn stadt(w: &mut Wuerfel, zahl: usize) -> (Register, Vec<Soll>) {
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
            let einheit = (gemeinde * 10 + hausnummer % 3) as u32;
            bauer
                .adresse(&Adresse {
                    plz: plz.clone(),
                    einheit: Some(einheit),
                    ..Adresse::neu(nr, Some(h), zeile)
                })
                .expect("gültig");
            soll.push(Soll {
                strasse: strasse.clone(),
                nummer: h.to_string(),
                plz: plz.clone(),
                ort: ort.clone(),
                einheit,
            });
        }
    }
    (bauer.bauen(), soll)
}
