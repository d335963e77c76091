use super::*;
use crate::codes;

const ZIEL: &[Zielfeld] = &[
    Zielfeld {
        name: "strasse",
        titel: "Straße",
        art: Art::Text,
        pflicht: true,
        synonyme: &["strassenname", "strname"],
    },
    Zielfeld {
        name: "nr",
        titel: "Hausnummer",
        art: Art::Ganzzahl,
        pflicht: true,
        synonyme: &["hausnummer", "hnr"],
    },
    Zielfeld {
        name: "stichtag",
        titel: "Stichtag",
        art: Art::Datum,
        pflicht: false,
        synonyme: &["datum", "jahr"],
    },
    Zielfeld {
        name: "status",
        titel: "Status",
        art: Art::Text,
        pflicht: false,
        synonyme: &[],
    },
    Zielfeld {
        name: "wert",
        titel: "Wert",
        art: Art::Dezimal,
        pflicht: false,
        synonyme: &[],
    },
];

fn spalten(s: &[&str]) -> Vec<String> {
    s.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn vorschlag_nach_namen() {
    let v = vorschlagen(ZIEL, &spalten(&["hnr", "hnr_zusatz", "Str_Name", "Datum"]));
    let paare: Vec<(&str, &str)> = v
        .felder
        .iter()
        .map(|(f, h)| (f.as_str(), h.spalte.as_deref().unwrap()))
        .collect();
    assert_eq!(
        paare,
        [("strasse", "Str_Name"), ("nr", "hnr"), ("stichtag", "Datum")]
    );
}

#[test]
fn fehler_nennen_zeile_und_schluessel() {
    let text = "[tabelle]\ntrenner = \":\"\n\n[felder]\nstrase = \"A\"\nnr = { spallte = \"B\" }\nstichtag = { spalte = \"C\", formate = [\"YYYY\"] }\n[rest]\n";
    let f = lesen(text, ZIEL).unwrap_err();
    let wo: Vec<(u32, &str)> = f.iter().map(|f| (f.zeile, f.schluessel.as_str())).collect();
    assert_eq!(
        wo,
        [
            (2, "tabelle.trenner"),
            (5, "felder.strase"),
            (6, "felder.nr.spallte"),
            (7, "felder.stichtag.formate"),
            (8, "rest")
        ]
    );
    assert!(f[1].text.contains("strasse, nr"));
    assert!(lesen("[felder\n", ZIEL).unwrap_err()[0].text.contains("TOML"));
    let beides = lesen("[felder]\nnr = { spalte = \"a\", fest = \"1\" }", ZIEL).unwrap_err();
    assert_eq!(beides[0].schluessel, "felder.nr");
}

#[test]
fn anwenden_mit_festwert_werteliste_und_datum() {
    let a = lesen(
        "[tabelle]\ndezimal = \".\"\n[felder]\nstrasse = { fest = \"Markt\" }\nnr = \"N\"\nstichtag = { spalte = \"D\", formate = [\"JJJJ_MM_TT\", \"TT.MM.JJJJ\"] }\nstatus = { spalte = \"S\", werte = { 1 = \"AKTIV\" } }\nwert = \"W\"",
        ZIEL,
    )
    .unwrap();
    let sp = spalten(&["N", "D", "S", "W"]);
    let an = Anwendung::neu(&a, ZIEL, &sp).unwrap();
    let satz = an
        .lesen(7, &spalten(&["12", "2023_12_31", "1", "1.234"]))
        .unwrap();
    assert_eq!(
        (satz.text("strasse"), satz.ganzzahl("nr"), satz.text("status")),
        ("Markt", Some(12), "AKTIV")
    );
    assert_eq!(
        (satz.datum("stichtag"), satz.dezimal("wert")),
        (Datum::neu(2023, 12, 31), Some(1.234))
    );
    let fehler = an.lesen(8, &spalten(&["", "31/12/2023", "2", "x"])).unwrap_err();
    let wo: Vec<(&str, &str)> = fehler
        .iter()
        .map(|m| (m.spalte.as_str(), m.code.as_str()))
        .collect();
    assert_eq!(
        wo,
        [
            ("N", codes::FEHLT),
            ("D", codes::DATUM),
            ("S", codes::WERTELISTE),
            ("W", codes::ZAHL)
        ]
    );
    let fehler = Anwendung::neu(&a, ZIEL, &sp[1..]).unwrap_err();
    assert_eq!(
        (fehler[0].code.as_str(), fehler[0].spalte.as_str()),
        (codes::SPALTE_FEHLT, "nr")
    );
}

#[test]
fn geschrieben_und_gelesen_ist_dasselbe() {
    let mut a = lesen(
        "[tabelle]\ntrenner = \"\\t\"\nkopf = true\n[felder]\nnr = { spalte = \"N \\\" =\", dezimal = \".\" }\nstatus = { spalte = \"S\", werte = { \"a.b\" = \"X\" }, sonst = \"\" }\nstichtag = { spalte = \"D\", formate = [\"JJJJ\"] }\n[karte]\nepsg = 25832\n[ziel]\nzuschnitt = \"Ä\"",
        ZIEL,
    )
    .unwrap();
    a.setze_fest("strasse", "Zeile\num\u{0}");
    assert_eq!(lesen(&a.schreiben(), ZIEL).unwrap(), a);
}
