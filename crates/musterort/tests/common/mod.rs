//! The towns the tests look at.

use musterort::{RaumVorgabe, Vorgabe};

/// A city of one Kommune: five Ortsteile in two Regionen.
pub fn stadt(seed: u64, einwohner: u32) -> Vorgabe {
    let region = |code: &str, name: &str| RaumVorgabe {
        orte: Vec::new(),
        plz: Vec::new(),
        gewicht: 0,
        ..RaumVorgabe::blatt(code, name, "", "")
    };
    let teil = |code: &str, name: &str, eltern: &str, gewicht, plz: &[&str]| RaumVorgabe {
        gewicht,
        plz: plz.iter().map(|p| (*p).to_owned()).collect(),
        ..RaumVorgabe::blatt(code, name, "Musterstadt", "24000").unter(eltern)
    };
    Vorgabe::neu(
        seed,
        einwohner,
        (54.32, 10.13),
        (2026, 11, 21),
        vec![
            region("N", "Nord"),
            teil("N1", "Holtenhain", "N", 3, &["24010", "24011"]),
            teil("N2", "Fährwiek", "N", 2, &["24010"]),
            region("S", "Süd"),
            teil("S1", "Altmühl", "S", 5, &["24020"]),
            teil("S2", "Gaarbrook", "S", 1, &["24021"]),
            teil("S3", "Ellerbusch", "S", 2, &["24021", "24022"]),
        ],
    )
}

/// A Landkreis: `anzahl` Kommunen, the first with two places, in three Regionalräume.
pub fn kreis(seed: u64, einwohner: u32, anzahl: u32) -> Vorgabe {
    let mut raeume: Vec<RaumVorgabe> = (1..=3)
        .map(|r| RaumVorgabe {
            gewicht: 0,
            orte: Vec::new(),
            plz: Vec::new(),
            ..RaumVorgabe::blatt(&format!("R{r}"), &format!("Raum {r}"), "", "")
        })
        .collect();
    for k in 0..anzahl {
        let name = format!("Musterdorf {k}");
        let plz = format!("{}", 85_000 + k);
        let mut raum =
            RaumVorgabe::blatt(&format!("K{k}"), &name, &name, &plz).unter(&format!("R{}", k % 3 + 1));
        raum.gewicht = 1 + (k + 4) % 5;
        if k == 0 {
            raum.orte.push("Nebenort".into());
        }
        raum.kommune_ags = Some(format!("{:08}", 99_184_000 + k));
        raeume.push(raum);
    }
    Vorgabe::neu(seed, einwohner, (48.1, 11.6), (2026, 11, 21), raeume)
}
