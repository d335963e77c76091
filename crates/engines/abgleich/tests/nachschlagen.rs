//! Search before create (GUETE U10): recall and precision on made-up registers.
#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "tests")]

use std::collections::HashMap;

use abgleich::{
    Datensatz, Nachschlagewerk,
    erzeugen::{Auftrag, erzeugen},
};

fn zeilen(csv: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(csv.to_vec()).unwrap();
    let zeile = |z: &str| z.split(',').map(str::to_owned).collect();
    text.lines().skip(1).map(zeile).collect()
}

fn satz(z: &[String]) -> Datensatz<'_> {
    Datensatz {
        id: &z[0],
        quelle: &z[1],
        vorname: &z[2],
        nachname: &z[3],
        geburtsname: &z[4],
        geburtstag: &z[5],
        geschlecht: &z[6],
        strasse: &z[7],
        hausnummer: &z[8],
        plz: &z[9],
        ort: &z[10],
        weitere: &[],
    }
}

/// Recall and precision of asking with the records of two registers for the persons of the first.
fn guete(seed: u64, n: usize) -> (f64, f64) {
    let (mut saetze, mut wahrheit) = (Vec::new(), Vec::new());
    let auftrag = Auftrag {
        datensaetze: n,
        seed,
        haerte: 1,
    };
    erzeugen(&auftrag, &mut saetze, &mut wahrheit).unwrap();
    let (saetze, wahrheit) = (zeilen(&saetze), zeilen(&wahrheit));
    let person: HashMap<&str, &str> = wahrheit.iter().map(|z| (&*z[0], &*z[1])).collect();
    let mut werk = Nachschlagewerk::neu();
    let mut drin: Vec<&str> = Vec::new();
    let mut da: HashMap<&str, usize> = HashMap::new();
    for z in saetze.iter().filter(|z| z[1] == "A") {
        werk.aufnehmen(&satz(z));
        drin.push(person[&*z[0]]);
        *da.entry(person[&*z[0]]).or_default() += 1;
    }
    let (mut richtig, mut gezeigt, mut alle) = (0, 0, 0);
    for z in saetze.iter().filter(|z| z[1] != "A") {
        let wer = person[&*z[0]];
        alle += da.get(wer).copied().unwrap_or(0);
        for f in werk.suchen(&satz(z), 10) {
            gezeigt += 1;
            richtig += usize::from(drin[f.nr as usize] == wer);
        }
    }
    (richtig as f64 / alle as f64, richtig as f64 / gezeigt as f64)
}

#[test]
fn u10_findet_und_faellt_nicht_zur_last() {
    for seed in [3, 11, 29] {
        let (trefferquote, genauigkeit) = guete(seed, 3_000);
        println!("Saat {seed}: Trefferquote {trefferquote:.4}, Genauigkeit {genauigkeit:.4}");
        assert!(trefferquote >= 0.95, "{trefferquote}");
        assert!(genauigkeit >= 0.80, "{genauigkeit}");
    }
}

#[test]
fn klang_zeichen_und_vertauschte_felder() {
    let mut werk = Nachschlagewerk::neu();
    for (vorname, nachname, geburtstag) in [
        ("Stefan", "Mayer", "1974-05-17"),
        ("Şükrü", "Yıldız", "1990-08-02"),
        ("Katharina", "von der Heide", "1966-12-30"),
        ("Anna Maria", "Schulz-Behrens", "1983-02-11"),
    ] {
        werk.aufnehmen(&Datensatz {
            vorname,
            nachname,
            geburtstag,
            ..Datensatz::default()
        });
    }
    for (vorname, nachname, geburtstag, soll) in [
        ("Stephan", "Meier", "17.05.1974", 0),
        ("Mayer", "Stefan", "17.5.1974", 0),
        ("Sukru", "Yildiz", "1990-02-08", 1),
        ("Käthe", "Heide", "30.12.1966", 2),
        ("Anna", "Behrens", "1983-02-11", 3),
    ] {
        let frage = Datensatz {
            vorname,
            nachname,
            geburtstag,
            ..Datensatz::default()
        };
        let funde = werk.suchen(&frage, 3);
        assert_eq!(funde.first().map(|f| f.nr), Some(soll), "{vorname} {nachname}");
    }
    let fremd = Datensatz {
        vorname: "Jonas",
        nachname: "Petersen",
        geburtstag: "2001-01-09",
        ..Datensatz::default()
    };
    assert!(werk.suchen(&fremd, 3).is_empty());
    assert!(werk.suchen(&Datensatz::default(), 3).is_empty());
}
