//! Properties: no input panics, the order of records and of words does not matter, results repeat.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use abgleich::{
    Einstellung, abgleichen,
    erzeugen::{Auftrag, erzeugen},
    formate, privat,
};
use proptest::prelude::*;

fn register(seed: u64) -> String {
    let mut saetze = Vec::new();
    let auftrag = Auftrag {
        datensaetze: 300,
        seed,
        haerte: 2,
    };
    erzeugen(&auftrag, &mut saetze, &mut Vec::new()).unwrap();
    String::from_utf8(saetze).unwrap()
}

fn paare(csv: &str) -> BTreeSet<(String, String)> {
    let bestand = formate::lesen(csv.as_bytes()).unwrap();
    let ergebnis = abgleichen(&bestand, &Einstellung::default());
    let name = |i| bestand.kennung(i).to_owned();
    ergebnis
        .paare
        .iter()
        .map(|p| (name(p.a).min(name(p.b)), name(p.a).max(name(p.b))))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn beliebige_bytes_werfen_nichts_um(daten in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = formate::lesen(&daten);
        let _ = privat::kodierte_lesen(&daten);
        let mut mit_kopf = b"rec_id,source,first_name,last_name,dob,street,house_no,postcode,city,x\n".to_vec();
        mit_kopf.extend_from_slice(&daten);
        if let Ok(bestand) = formate::lesen(&mit_kopf) {
            let wie = Einstellung { schwelle: 0.0, gruende: true };
            let ergebnis = abgleichen(&bestand, &wie);
            prop_assert!(ergebnis.paare.iter().all(|p| (0.0..=1.0).contains(&p.wert) && p.a < p.b));
            let kodierte = privat::kodieren(&bestand, b"0123456789abcdef").unwrap();
            let _ = privat::abgleichen(&kodierte, 0.0);
        }
    }

    #[test]
    fn gleiche_eingabe_gleiches_ergebnis(seed in 0_u64..1000) {
        let csv = register(seed);
        prop_assert_eq!(paare(&csv), paare(&csv));
    }

    #[test]
    fn gruppen_und_paare_passen_zusammen(seed in 0_u64..1000) {
        let bestand = formate::lesen(register(seed).as_bytes()).unwrap();
        let ergebnis = abgleichen(&bestand, &Einstellung::default());
        prop_assert_eq!(ergebnis.gruppen.len(), bestand.anzahl());
        for p in &ergebnis.paare {
            prop_assert_eq!(ergebnis.gruppen[p.a as usize], ergebnis.gruppen[p.b as usize]);
        }
        for (i, g) in (0_u32..).zip(&ergebnis.gruppen) {
            // an entity is named by its first record
            prop_assert!(*g <= i && ergebnis.gruppen[*g as usize] == *g);
        }
    }
}

#[test]
fn eine_kopie_wird_gefunden_ein_fremder_nicht() {
    let csv = "rec_id,first_name,last_name,birth_name,dob,sex,street,house_no,postcode,city\n\
        1,Jürgen,Groß,,1961-03-04,m,Lindenstraße,5,24103,Kiel\n\
        2,Juergen,Gross,,1961-03-04,m,Lindenstr.,5,24103,Kiel\n\
        3,Sabine,Wendt,,1980-11-23,w,Am Markt,1,22844,Norderstedt\n";
    assert_eq!(paare(csv), BTreeSet::from([("1".to_owned(), "2".to_owned())]));
}

#[test]
fn gruende_stehen_in_worten_da() {
    let csv = "rec_id;vorname;nachname;geburtsdatum;plz\n1;Hans;Maier;04.03.1961;24103\n2;Johannes;Maier;04.03.1961;24105\n";
    let bestand = formate::lesen(csv.as_bytes()).unwrap();
    let wie = Einstellung {
        schwelle: 0.0,
        gruende: true,
    };
    let ergebnis = abgleichen(&bestand, &wie);
    let text = ergebnis.gruende[0].to_string();
    assert!(text.starts_with("Dafür: Geburtstag gleich"), "{text}");
    let mut aus = Vec::new();
    formate::paare_schreiben(&bestand, &ergebnis, true, &mut aus).unwrap();
    assert!(
        String::from_utf8(aus)
            .unwrap()
            .starts_with("rec_a,rec_b,score,cluster,warum\n1,2,")
    );
}

#[test]
fn verschluesseltes_ueberlebt_die_datei() {
    let bestand = formate::lesen(register(1).as_bytes()).unwrap();
    let kodierte = privat::kodieren(&bestand, b"0123456789abcdef").unwrap();
    let mut datei = Vec::new();
    privat::kodierte_schreiben(&kodierte, &mut datei).unwrap();
    assert_eq!(privat::kodierte_lesen(&datei).unwrap(), kodierte);
    assert!(privat::kodieren(&bestand, b"kurz").is_err());
    assert!(privat::kodierte_lesen(b"rec_id,filter_v1\n1,zu kurz\n").is_err());
}

#[test]
fn lesefehler_sagen_was_fehlt() {
    assert!(matches!(formate::lesen(b""), Err(formate::LeseFehler::Leer)));
    assert!(matches!(
        formate::lesen(b"a,b\n1,2\n"),
        Err(formate::LeseFehler::OhneKennung(_))
    ));
    assert!(matches!(
        formate::lesen(b"rec_id\n1\n"),
        Err(formate::LeseFehler::OhneAngaben(_))
    ));
}
