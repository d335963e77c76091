use super::*;

fn lesen(bytes: &[u8]) -> (Tabelle, Vec<Result<Zeile, Meldung>>) {
    let mut t = Tabelle::oeffnen(&Quelle::from(bytes.to_vec()), Optionen::default()).unwrap();
    let zeilen = t.by_ref().collect();
    (t, zeilen)
}

fn felder(zeilen: &[Result<Zeile, Meldung>]) -> Vec<(u64, Vec<&str>)> {
    zeilen
        .iter()
        .map(|z| z.as_ref().unwrap())
        .map(|z| (z.nr, z.felder.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn trenner_anfuehrung_umbruch_und_zeilennummern() {
    for nl in ["\n", "\r\n", "\r"] {
        let text = "Name;Ort;Wert\n\n\"Müller; \"\"A\"\"\nund Sohn\";Kiel;1,5\nB;\"Köln\";2\n\nC;;3"
            .replace('\n', nl);
        let (t, z) = lesen(text.as_bytes());
        assert_eq!(t.spalten, ["Name", "Ort", "Wert"]);
        assert_eq!(
            felder(&z),
            [
                (3, vec!["Müller; \"A\"\nund Sohn", "Kiel", "1,5"]),
                (5, vec!["B", "Köln", "2"]),
                (7, vec!["C", "", "3"])
            ]
        );
    }
}

#[test]
fn kodierungen() {
    let text = "Straße;Größe\nÖlmühlenweg;5 €\nÜberall;6\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let bom = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for (bytes, kodierung) in [
        (text.as_bytes().to_vec(), Kodierung::Utf8),
        (bom, Kodierung::Utf8),
        (utf16, Kodierung::Utf16Le),
        (utf16_be, Kodierung::Utf16Be),
        (windows, Kodierung::Windows1252),
    ] {
        let (t, z) = lesen(&bytes);
        assert_eq!(t.optionen.kodierung, Some(kodierung));
        assert_eq!(t.spalten, ["Straße", "Größe"]);
        assert_eq!(felder(&z)[0], (2, vec!["Ölmühlenweg", "5 €"]));
    }
}

#[test]
fn ein_kaputtes_zeichen_macht_aus_utf_8_kein_windows() {
    let (t, z) = lesen(b"a;b\n\xc3\xa4\xc3\xb6;1\nx\xff;2\ny;3\n");
    assert_eq!(t.optionen.kodierung, Some(Kodierung::Utf8));
    let f = z[1].as_ref().unwrap_err();
    assert_eq!(
        (f.zeile, f.code.as_str(), f.spalte.as_str()),
        (3, codes::ZEICHEN, "a")
    );
    assert!(z[0].is_ok() && z[2].is_ok());
}

#[test]
fn jeder_trenner_und_ohne_kopf() {
    for t in [';', ',', '\t', '|'] {
        let text = format!("1{t}Kiel{t}3.5\n2{t}Köln, links{t}4\n")
            .replace("Köln, links", if t == ',' { "Köln" } else { "Köln, links" });
        let (tab, z) = lesen(text.as_bytes());
        assert_eq!(tab.optionen.trenner, Some(t as u8));
        assert_eq!(tab.spalten, ["Spalte 1", "Spalte 2", "Spalte 3"]);
        assert_eq!((z.len(), z[0].as_ref().unwrap().nr), (2, 1));
    }
}

#[test]
fn zu_viele_felder_nul_und_offene_anfuehrung_nennen_ihre_zeile() {
    let mut bytes = b"a;b\n1;2;;\n1;2;3\nx\0;1\n1\n\"offen;".to_vec();
    bytes.extend(std::iter::repeat_n(b'y', 3 << 20));
    let (_, z) = lesen(&bytes);
    let kurz: Vec<(u64, Option<&str>)> = z
        .iter()
        .map(|z| match z {
            Ok(z) => (z.nr, None),
            Err(m) => (m.zeile, Some(m.code.as_str())),
        })
        .collect();
    assert_eq!(
        kurz,
        [
            (2, None),
            (3, Some(codes::SPALTENZAHL)),
            (4, Some(codes::NUL)),
            (5, None),
            (6, Some(codes::ZU_LANG))
        ]
    );
}

#[test]
fn eine_million_zeilen_ohne_die_datei_im_speicher() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(b"strasse;nr\n").unwrap();
    let block = "Hauptstra\u{df}e;12\n".repeat(1000);
    for _ in 0..1000 {
        gz.write_all(block.as_bytes()).unwrap();
    }
    let t = Tabelle::oeffnen(&Quelle::from(gz.finish().unwrap()), Optionen::default()).unwrap();
    let mut letzte = 0;
    let gut = t.filter(|z| {
        z.as_ref().is_ok_and(|z| {
            letzte = z.nr;
            z.felder[1] == "12"
        })
    });
    assert_eq!((gut.count(), letzte), (1_000_000, 1_000_001));
}

proptest::proptest! {
    #[test]
    fn beliebige_bytes_werfen_nichts_um(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
        if let Ok(t) = Tabelle::oeffnen(&Quelle::from(bytes), Optionen::default()) {
            let breite = t.spalten.len();
            for z in t.flatten() {
                proptest::prop_assert_eq!(z.felder.len(), breite);
            }
        }
    }
}
