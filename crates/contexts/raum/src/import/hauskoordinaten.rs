//! The official Hauskoordinaten of the surveying authorities (AdV): lines without a head, parted by semicolons.

use einlesen::{Quelle, tabelle};

/// The columns in their order. The street key of the register is put together from Land to street, 13 digits.
const SPALTEN: [&str; 18] = [
    "nba", "oi", "qua", "lan", "rbz", "krs", "gmd", "ott", "sss", "hnr", "adz", "ostwert", "nordwert", "stn",
    "plz", "onm", "zon", "pot",
];

/// Whether this table is one: no head, a mark of change first, codes of Land, district and municipality as digits.
pub fn erkennen(quelle: &Quelle) -> Option<tabelle::Tabelle> {
    let wie = tabelle::Optionen {
        trenner: Some(b';'),
        kopf: Some(false),
        ..tabelle::Optionen::default()
    };
    let erste = tabelle::Tabelle::oeffnen(quelle, wie).ok()?.next()?.ok()?.felder;
    let ziffern = |i: usize, n: usize| {
        erste
            .get(i)
            .is_some_and(|f: &String| f.len() == n && f.bytes().all(|b| b.is_ascii_digit()))
    };
    let passt = (14..=SPALTEN.len() + 2).contains(&erste.len())
        && matches!(erste[0].as_str(), "N" | "B" | "R" | "L")
        && ziffern(3, 2)
        && ziffern(4, 1)
        && ziffern(5, 2)
        && ziffern(6, 3);
    if !passt {
        return None;
    }
    let mut t = tabelle::Tabelle::oeffnen(quelle, wie).ok()?;
    for (spalte, name) in t.spalten.iter_mut().zip(SPALTEN) {
        name.clone_into(spalte);
    }
    Some(t)
}

/// Street key and AGS of a row, where the columns are there.
pub fn schluessel(spalten: &[String], felder: &[String]) -> Option<(String, String)> {
    let f = |name: &str| spalten.iter().position(|s| s == name).map(|i| felder[i].as_str());
    let ags = format!("{}{}{}{}", f("lan")?, f("rbz")?, f("krs")?, f("gmd")?);
    Some((format!("{ags}{}", f("sss")?), ags))
}
