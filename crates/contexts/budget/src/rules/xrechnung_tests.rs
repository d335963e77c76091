use super::*;

pub(crate) const UBL: &str = include_str!("../../tests/belege/ubl.xml");
pub(crate) const CII: &str = include_str!("../../tests/belege/cii.xml");

fn codes(text: &str) -> Vec<&'static str> {
    lesen(text.as_bytes(), "x.xml").map_or_else(|b| b.iter().map(|b| b.code).collect(), |_| vec![])
}

#[test]
fn ubl_und_cii_sagen_dasselbe() {
    let u = lesen(UBL.as_bytes(), "r.xml").unwrap();
    let c = lesen(CII.as_bytes(), "r.xml").unwrap();
    assert_eq!((u.quelle, c.quelle), (Rechnungsquelle::Ubl, Rechnungsquelle::Cii));
    assert_eq!(
        u,
        NeueRechnung {
            quelle: Rechnungsquelle::Ubl,
            ..c
        }
    );
    assert_eq!(
        (u.nummer.as_str(), u.summe, u.zeilen.len()),
        ("2026-0815", Cent(16_869), 2)
    );
    let z = &u.zeilen[0];
    assert_eq!(
        (z.auftrag.as_str(), z.einheit, z.menge, z.satz, z.betrag),
        ("J-2026-1", Einheit::Stunde, 95, Cent(6_980), Cent(11_052))
    );
    assert_eq!(z.von, "2026-10-05".parse().unwrap());
}

#[test]
fn stunden_in_hundertsteln_werden_minuten() {
    let r = lesen(
        UBL.replace("unitCode=\"MIN\">95<", "unitCode=\"HUR\">1.58<")
            .as_bytes(),
        "r.xml",
    )
    .unwrap();
    assert_eq!(r.zeilen[0].menge, 95);
}

#[test]
fn kein_doctype_keine_entitaet_keine_fremde_datei() {
    let lacher = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>\
                  <Invoice><ID>&lol2;</ID></Invoice>";
    let e = lesen(lacher.as_bytes(), "x.xml").unwrap_err();
    assert!(e[0].text.contains("DOCTYPE"), "{e:?}");
    let datei = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Invoice><ID>&x;</ID></Invoice>";
    assert_eq!(codes(datei), ["BUDGET-E66"]);
    assert_eq!(
        codes("<Invoice><ID>&x;</ID></Invoice>"),
        ["BUDGET-E66"],
        "an entity nobody declared"
    );
}

#[test]
fn schlechte_dateien_werden_benannt() {
    assert_eq!(codes(""), ["BUDGET-E66"]);
    assert_eq!(codes("<Invoice>"), ["BUDGET-E66"]);
    assert_eq!(codes("<html/>"), ["BUDGET-E66"]);
    assert_eq!(codes("<CreditNote/>"), ["BUDGET-E67"]);
    assert_eq!(codes(&UBL.replace(">380<", ">381<")), ["BUDGET-E67"]);
    assert_eq!(codes(&CII.replace(">380<", ">381<")), ["BUDGET-E67"]);
    assert_eq!(codes(&UBL.replace(">EUR<", ">CHF<")), ["BUDGET-E68"]);
    assert_eq!(
        codes(&UBL.replace(">0.00</cbc:TaxAmount>", ">32.05</cbc:TaxAmount>")),
        ["BUDGET-E69"]
    );
    assert_eq!(codes(&UBL.replace(">110.52<", ">110.524<")), ["BUDGET-E09"]);
    assert_eq!(codes(&UBL.replace(">95<", ">95.5<")), ["BUDGET-E66"]);
    assert_eq!(codes(&UBL.replace("\"MIN\">95<", "\"KGM\">95<")), ["BUDGET-E66"]);
    assert_eq!(
        codes(&UBL.replace("2026-10-05", "2026-13-05")),
        ["BUDGET-E66", "BUDGET-E66"]
    );
    let ohne = UBL.replace("J-2026-1", "");
    assert_eq!(codes(&ohne), ["BUDGET-E66", "BUDGET-E66"]);
    assert!(lesen(&[0xFF, 0xFE, b'<'], "x").is_err());
    assert!(lesen(&vec![b'<'; HOECHSTENS + 1], "x").is_err());
}

#[test]
fn ein_kommentar_schneidet_keinen_text_ab() {
    let geteilt = UBL.replace(">110.52<", ">110<!-- Euro -->.52<");
    assert_ne!(geteilt, UBL);
    assert_eq!(
        lesen(geteilt.as_bytes(), "r.xml").unwrap().zeilen[0].betrag,
        Cent(11_052)
    );
    let cdata = UBL.replace(">2026-0815<", ">2026<![CDATA[-08]]>15<");
    assert_ne!(cdata, UBL);
    assert_eq!(lesen(cdata.as_bytes(), "r.xml").unwrap().nummer, "2026-0815");
}

#[test]
fn was_die_pruefung_aufhielte_wird_nicht_gelesen() {
    // each attribute would be compared with all before it
    let merkmale: String = (0..200_000).map(|i| format!(" a{i}=''")).collect();
    assert_eq!(codes(&format!("<Invoice{merkmale}/>")), ["BUDGET-E66"]);
    let tief: String = (0..50_000).map(|i| format!("<a xmlns:n{i}='x'>")).collect();
    assert_eq!(codes(&tief), ["BUDGET-E66"]);
    let jahre = UBL.replace(
        "<cbc:StartDate>2026-10-05</cbc:StartDate>",
        "<cbc:StartDate>0001-10-05</cbc:StartDate>",
    );
    assert_ne!(jahre, UBL);
    let b = lesen(jahre.as_bytes(), "r.xml").unwrap_err();
    assert!(
        b[0].code == "BUDGET-E66" && b[0].text.contains("mehr als ein Jahr"),
        "{b:?}"
    );
}

#[test]
fn beliebige_bytes_brechen_nichts_ab() {
    use proptest::prelude::*;
    let mut lauf = proptest::test_runner::TestRunner::default();
    lauf.run(&(0usize..UBL.len(), any::<u8>()), |(i, b)| {
        let mut x = UBL.as_bytes().to_vec();
        x[i] = b;
        let _ = lesen(&x, "x.xml");
        let mut x = CII.as_bytes().to_vec();
        let i = i % x.len();
        x.truncate(i);
        let _ = lesen(&x, "x.xml");
        Ok(())
    })
    .unwrap();
    assert_eq!(dezimal("-12.3400", 2), Some(-1_234));
    assert_eq!(dezimal("12.345", 2), None);
    assert_eq!(dezimal("1e3", 2), None);
    assert!(ist_xml(b"\xEF\xBB\xBF <a/>") && !ist_xml(b"a;b"));
}
