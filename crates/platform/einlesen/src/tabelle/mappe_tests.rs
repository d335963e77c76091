use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;

fn mappe(fuellen: impl Fn(&mut Workbook)) -> Vec<u8> {
    let mut buch = Workbook::new();
    fuellen(&mut buch);
    buch.save_to_buffer().unwrap()
}

/// The columns, and each row with its number.
type Gelesen = (Vec<String>, Vec<(u64, Vec<String>)>);

fn lesen(bytes: Vec<u8>) -> Result<Gelesen, Fehler> {
    let wie = Optionen {
        kopf: Some(true),
        ..Optionen::default()
    };
    let t = Tabelle::oeffnen(&Quelle::from(bytes), wie)?;
    let spalten = t.spalten.clone();
    let zeilen = t.map(|z| z.unwrap()).map(|z| (z.nr, z.felder)).collect();
    Ok((spalten, zeilen))
}

#[test]
fn das_erste_sichtbare_blatt_mit_zahlen_tagen_und_formeln() {
    let bytes = mappe(|buch| {
        buch.add_worksheet()
            .set_name("Notizen")
            .unwrap()
            .set_hidden(true)
            .write(0, 0, "x")
            .unwrap();
        buch.add_worksheet().set_name("Leer").unwrap();
        let s = buch.add_worksheet().set_name("Werte").unwrap().set_active(true);
        for (i, titel) in (0..).zip(["jahr", "raum", "ist", "tag", "ja"]) {
            s.write(1, i, titel).unwrap();
        }
        s.write(3, 0, 2025).unwrap();
        s.write(3, 1, " N1 ").unwrap();
        s.write(3, 2, 0.1 + 0.2).unwrap();
        let tag = Format::new().set_num_format("dd.mm.yyyy");
        s.write_datetime_with_format(3, 3, jiff::civil::date(2025, 12, 31), &tag)
            .unwrap();
        s.write(3, 4, true).unwrap();
        s.write(4, 0, 2_025_000_000_i64).unwrap();
        let formel = Formula::new("=SUM(C4:C4)").set_result("1234.56");
        s.write_formula(4, 2, formel).unwrap();
        s.write(4, 1, "=1+1").unwrap();
    });
    let (spalten, zeilen) = lesen(bytes).unwrap();
    assert_eq!(spalten, ["jahr", "raum", "ist", "tag", "ja"]);
    assert_eq!(
        zeilen[0],
        (
            4,
            ["2025", "N1", "0,3", "2025-12-31", "ja"]
                .map(String::from)
                .to_vec()
        )
    );
    assert_eq!(
        zeilen[1],
        (
            5,
            ["2025000000", "=1+1", "1234,56", "", ""]
                .map(String::from)
                .to_vec()
        )
    );
    assert_eq!(zeilen.len(), 2);
}

#[test]
fn eine_weit_entfernte_zelle_kostet_keinen_speicher() {
    let bytes = mappe(|buch| {
        let s = buch.add_worksheet();
        s.write(0, 0, "a").unwrap();
        s.write(1_048_575, 0, 1).unwrap();
        s.write(1_048_574, 16_383, 1).unwrap();
    });
    let wie = Optionen {
        kopf: Some(true),
        ..Optionen::default()
    };
    let alle: Vec<_> = Tabelle::oeffnen(&Quelle::from(bytes), wie).unwrap().collect();
    assert_eq!(alle.len(), 2);
    // more columns than a table may have: named, not swallowed
    assert_eq!(alle[0].as_ref().unwrap_err().code, codes::ZU_LANG);
    assert_eq!(alle[1].as_ref().unwrap().nr, 1_048_576);
}

#[test]
fn was_keine_mappe_ist_wird_benannt() {
    for bytes in [
        b"PK\x03\x04".to_vec(),
        b"PK\x03\x04kein Archiv, nur der Anfang".to_vec(),
    ] {
        assert_eq!(lesen(bytes).unwrap_err().code, codes::KEINE_TABELLE);
    }
    assert_eq!(
        lesen(mappe(|b| _ = b.add_worksheet())).unwrap_err().code,
        codes::KEINE_TABELLE
    );
}

#[test]
fn beschaedigte_mappen_werfen_nichts_um() {
    let gut = mappe(|buch| {
        let s = buch.add_worksheet();
        for z in 0..40 {
            s.write(z, 0, "Text").unwrap();
            s.write(z, 1, z).unwrap();
        }
    });
    let mut z = 0x5eed_0007_u64;
    let mut bis = |n: usize| {
        z ^= z << 13;
        z ^= z >> 7;
        z ^= z << 17;
        usize::try_from(z >> 16).unwrap() % n
    };
    for _ in 0..2_000 {
        let mut v = gut.clone();
        for _ in 0..=bis(4) {
            let i = 4 + bis(v.len() - 4);
            v[i] = u8::try_from(bis(256)).unwrap();
        }
        if let Ok(t) = Tabelle::oeffnen(&Quelle::from(v), Optionen::default()) {
            assert!(t.count() < 1_000);
        }
    }
}
