//! Quality on open data beside the repository (`../shared/data`, or `GEWEBE_DATEN`) and on made-up registers.
//!
//! The floors lie a little under what was reached. Without the data each test says so and passes.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and says what it skipped"
)]

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::PathBuf;

use abgleich::{
    Bestand, BestandBauer, Datensatz, Einstellung, Ergebnis, abgleichen,
    erzeugen::{Auftrag, erzeugen},
    formate, privat,
};

fn lesen(name: &str) -> Option<String> {
    let ordner = std::env::var_os("GEWEBE_DATEN").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data"),
        PathBuf::from,
    );
    let pfad = ordner.join("record_linkage").join(name);
    if !pfad.exists() {
        println!("übersprungen: {} fehlt", pfad.display());
        return None;
    }
    let roh = std::fs::read(pfad).unwrap();
    if !name.ends_with(".gz") {
        return Some(String::from_utf8(roh).unwrap());
    }
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*roh)
        .read_to_string(&mut text)
        .unwrap();
    Some(text)
}

/// F1 of the pairs against the entity of each record.
fn f1(person: &[String], ergebnis: &Ergebnis) -> f64 {
    let mut anzahl: HashMap<&String, f64> = HashMap::new();
    for p in person {
        *anzahl.entry(p).or_default() += 1.0;
    }
    let wahre: f64 = anzahl.values().map(|n| n * (n - 1.0) / 2.0).sum();
    let richtige = ergebnis
        .paare
        .iter()
        .filter(|p| person[p.a as usize] == person[p.b as usize]);
    let treffer = f64::from(u32::try_from(richtige.count()).unwrap());
    2.0 * treffer / (wahre + f64::from(u32::try_from(ergebnis.paare.len()).unwrap()))
}

/// A FEBRL file in our columns, without the social security number.
fn febrl(dateien: &[(&str, &str)], mit_weiteren: bool) -> Option<(Bestand, Vec<String>)> {
    let mut bauer = BestandBauer::neu(if mit_weiteren {
        &["address_2", "state"]
    } else {
        &[]
    });
    let mut person = Vec::new();
    for (datei, quelle) in dateien {
        let text = lesen(datei)?;
        for zeile in text.lines().skip(1) {
            let f: Vec<&str> = zeile.split(',').map(str::trim).collect();
            bauer.aufnehmen(&Datensatz {
                id: f[0],
                quelle,
                vorname: f[1],
                nachname: f[2],
                hausnummer: f[3],
                strasse: f[4],
                ort: f[6],
                plz: f[7],
                geburtstag: f[9],
                weitere: &[f[5], f[8]],
                ..Datensatz::default()
            });
            person.push(f[0].split('-').nth(1).unwrap().to_owned());
        }
    }
    Some((bauer.fertig(), person))
}

#[test]
fn febrl_1_und_3_und_4() {
    let eins: &[(&str, &str)] = &[("febrl_dataset1.csv.gz", "")];
    let drei: &[(&str, &str)] = &[("febrl_dataset3.csv.gz", "")];
    let vier: &[(&str, &str)] = &[("febrl_dataset4a.csv.gz", "a"), ("febrl_dataset4b.csv.gz", "b")];
    for (dateien, weitere, boden) in [
        (eins, true, 0.99),
        (drei, true, 0.992),
        (drei, false, 0.990),
        (vier, true, 0.995),
        (vier, false, 0.993),
    ] {
        let Some((bestand, person)) = febrl(dateien, weitere) else {
            return;
        };
        let f = f1(&person, &abgleichen(&bestand, &Einstellung::default()));
        assert!(f >= boden, "{dateien:?} {weitere}: {f}");
    }
}

#[test]
fn rldata_500() {
    let Some(text) = lesen("rldata500_deutsche_namen.csv") else {
        return;
    };
    let mut bauer = BestandBauer::neu(&[]);
    let mut person = Vec::new();
    for zeile in text.lines().skip(1) {
        let f: Vec<&str> = zeile.split(',').map(|x| if x == "NA" { "" } else { x }).collect();
        bauer.aufnehmen(&Datensatz {
            id: f[7],
            vorname: &format!("{} {}", f[0], f[1]),
            nachname: &format!("{} {}", f[2], f[3]),
            geburtstag: &format!("{}-{}-{}", f[4], f[5], f[6]),
            ..Datensatz::default()
        });
        person.push(f[8].to_owned());
    }
    let f = f1(&person, &abgleichen(&bauer.fertig(), &Einstellung::default()));
    assert!(f >= 0.98, "{f}");
}

#[test]
fn splink_fake_1000() {
    let Some(text) = lesen("splink_fake_1000.csv") else {
        return;
    };
    let mut bauer = BestandBauer::neu(&["email"]);
    let mut person = Vec::new();
    for zeile in text.lines().skip(1) {
        let f: Vec<&str> = zeile.split(',').collect();
        bauer.aufnehmen(&Datensatz {
            id: f[0],
            vorname: f[1],
            nachname: f[2],
            geburtstag: f[3],
            ort: f[4],
            weitere: &[f[5]],
            ..Datensatz::default()
        });
        person.push(f[6].to_owned());
    }
    let f = f1(&person, &abgleichen(&bauer.fertig(), &Einstellung::default()));
    assert!(f >= 0.92, "{f}");
}

/// Made-up registers and for every record its person.
fn register(datensaetze: usize, seed: u64, haerte: usize) -> (Bestand, Vec<String>) {
    let (mut saetze, mut wahrheit) = (Vec::new(), Vec::new());
    let auftrag = Auftrag {
        datensaetze,
        seed,
        haerte,
    };
    erzeugen(&auftrag, &mut saetze, &mut wahrheit).unwrap();
    let wahrheit = String::from_utf8(wahrheit).unwrap();
    let person = wahrheit
        .lines()
        .skip(1)
        .map(|z| z.split(',').nth(1).unwrap().to_owned());
    (formate::lesen(&saetze).unwrap(), person.collect())
}

#[test]
fn deutsche_register() {
    for (n, seed, haerte, boden) in [(10_000, 3, 1, 0.985), (10_000, 4, 2, 0.96), (3_000, 5, 1, 0.98)] {
        let (bestand, person) = register(n, seed, haerte);
        let ergebnis = abgleichen(&bestand, &Einstellung::default());
        let f = f1(&person, &ergebnis);
        assert!(f >= boden, "{n} {haerte}: {f}");
        // no other threshold is better by more than half a percent
        let wie = Einstellung {
            schwelle: 0.02,
            gruende: false,
        };
        let alle = abgleichen(&bestand, &wie);
        for zehntel in 1_u8..10 {
            let schwelle = f32::from(zehntel) / 10.0;
            let mut hier = alle.clone();
            hier.paare.retain(|p| p.wert >= schwelle);
            assert!(f1(&person, &hier) <= f + 0.005, "{n} {haerte} {schwelle}");
        }
    }
}

#[test]
fn verschluesselte_register() {
    let (bestand, person) = register(10_000, 3, 1);
    let kodierte = privat::kodieren(&bestand, b"gemeinsamer Schluessel").unwrap();
    let f = f1(&person, &privat::abgleichen(&kodierte, 0.5));
    assert!(f >= 0.94, "{f}");
}

/// What an outsider can do: without the key a dictionary hits no better than chance; with it, it hits.
#[test]
fn angriff_mit_woerterbuch() {
    let (bestand, _) = register(2_000, 9, 1);
    let ziel = privat::kodieren(&bestand, b"der Schluessel der Aemter").unwrap();
    // the attacker knows every person by name, birthday and address, and only misses the key
    let falsch = privat::kodieren(&bestand, b"ein geratener Schluessel").unwrap();
    let treffer = |probe: &[privat::Kodiert]| {
        let gefunden = (0..200).filter(|i| {
            let naechster = (0..ziel.len()).max_by_key(|j| probe[*i].gemeinsame_bits(&ziel[*j]));
            naechster == Some(*i)
        });
        gefunden.count()
    };
    assert!(treffer(&falsch) <= 3, "{}", treffer(&falsch));
    assert!(
        treffer(&ziel) >= 190,
        "whoever has key and codes can guess: {}",
        treffer(&ziel)
    );
}

/// Equal names do not give equal codes, so that they cannot simply be counted.
#[test]
fn angriff_durch_zaehlen() {
    let mut bauer = BestandBauer::neu(&[]);
    for i in 0..400 {
        bauer.aufnehmen(&Datensatz {
            id: &format!("r{i}"),
            vorname: "Anna",
            nachname: "Müller",
            ..Datensatz::default()
        });
    }
    let kodierte = privat::kodieren(&bauer.fertig(), b"gemeinsamer Schluessel").unwrap();
    let verschiedene: HashSet<String> = kodierte.iter().map(|k| format!("{:?}", k.namensbits())).collect();
    assert!(verschiedene.len() >= 380, "{}", verschiedene.len());
}
