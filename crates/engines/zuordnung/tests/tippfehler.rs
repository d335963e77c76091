//! What is offered when a line is mistyped, and that nothing doubtful is taken.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use zuordnung::{
    Adresse, Anfrage, Bereich, Code, Ergebnis, Hausnummer, Paritaet, Register, RegisterBauer, Strasse,
    Strassenbereich,
};

/// Buchenweg 1–30 and 117 in Neustadt (unit by number), the same street with 1–5 in Altstadt and Altstaad.
fn register() -> Register {
    let mut bauer = RegisterBauer::neu();
    for (ort, plz, nummern) in [
        ("Neustadt", "22844", (1..=30).chain([117]).collect::<Vec<u16>>()),
        ("Altdorf", "24103", (1..=5).collect()),
        ("Altdorn", "25524", (1..=5).collect()),
    ] {
        let weg = bauer.strasse(Strasse::neu("", "Buchenweg", ort));
        for nr in nummern {
            bauer
                .adresse(&Adresse {
                    plz: plz.into(),
                    einheit: Some(u32::from(nr)),
                    ..Adresse::neu(weg, Some(Hausnummer::neu(nr, None).unwrap()), u32::from(nr) + 1)
                })
                .unwrap();
        }
    }
    bauer.bauen()
}

fn erste_drei(r: &Register, text: &str) -> Vec<String> {
    let angebot = r.aehnliche(&Anfrage::aus_text(text), 3);
    angebot.iter().map(zuordnung::Vorschlag::zeile).collect()
}

#[test]
fn verschriebene_hausnummer_fuehrt_zur_richtigen() {
    let r = register();
    let soll = "Buchenweg 17, 22844 Neustadt".to_owned();
    for text in [
        "Buchenweg 71, 22844 Neustadt",
        "Buchenweg 1x7, 22844 Neustadt",
        "Buchenweg 17x, 22844 Neustadt",
        "Buchenweg17, 22844 Neustadt",
        "Buchen weg 17, 22844 Neustadt",
        "Buchenweg1 7, 22844 Neustadt",
        "Buchenweg 1 7, 22844 Neustadt",
        "Buchenweg 1,7 22844 Neustadt",
        "Buchenweg 17,2 2844 Neustadt",
        "Buchenweg 17 22844Neustadt",
        "Buchenweg 17, 22944 Neustadt",
        "Buchenweg 17, 22844 Neustat",
        "Buchenweg 117b, 22844 Neustadt",
    ] {
        let soll = if text.contains("117b") {
            soll.replace("17", "117")
        } else {
            soll.clone()
        };
        assert!(
            erste_drei(&r, text).contains(&soll),
            "{text}: {:?}",
            erste_drei(&r, text)
        );
    }
}

#[test]
fn genaue_adresse_steht_vorn_und_die_naechsten_dahinter() {
    let drei = erste_drei(&register(), "Buchenweg 17, 22844 Neustadt");
    assert_eq!(
        drei,
        [
            "Buchenweg 17, 22844 Neustadt",
            "Buchenweg 117, 22844 Neustadt",
            "Buchenweg 1, 22844 Neustadt",
        ]
    );
}

#[test]
fn zweifelhafte_nummern_werden_nie_von_selbst_genommen() {
    let r = register();
    for text in [
        "Buchenweg 1,7 22844 Neustadt",
        "Buchenweg1 7, 22844 Neustadt",
        "Buchenweg 5fa, 22844 Neustadt",
        "Buchenweg 1x, 22844 Neustadt",
        "Buchenweg x7, 22844 Neustadt",
        "Buchenweg 71, 22844 Neustadt",
    ] {
        let e = r.zuordnen(&Anfrage::aus_text(text));
        assert_eq!(e.einheit(), None, "{text}: {e:?}");
    }
}

#[test]
fn zwei_gleich_nahe_orte_entscheidet_die_plz() {
    let r = register();
    let mit = r.zuordnen(&Anfrage::aus_text("Buchenweg 3, 25524 Altdor"));
    assert!(
        matches!(&mit, Ergebnis::Eindeutig { adresse: Some(a), .. } if a.ort == "Altdorn"),
        "{mit:?}"
    );
    assert_eq!(
        erste_drei(&r, "Buchenweg 3, Altdor")[..2],
        ["Buchenweg 3, 24103 Altdorf", "Buchenweg 3, 25524 Altdorn"]
    );
}

#[test]
fn fehlende_nummer_im_verzeichnis_nennt_nachbarn() {
    let mut bauer = RegisterBauer::neu();
    let weg = bauer.strasse(Strasse::neu("1", "Musterallee", "Kiel"));
    let bis_30 = Bereich::neu("1".parse().unwrap(), "30".parse().unwrap(), Paritaet::Alle).unwrap();
    bauer.bereich(Strassenbereich::neu(weg, bis_30, 1, 2)).unwrap();
    let e = bauer.bauen().zuordnen(&Anfrage::aus_text("Musterallee 71, Kiel"));
    let Ergebnis::Unbekannt {
        code: Code::E03,
        vorschlaege,
        ..
    } = e
    else {
        unreachable!("{e:?}")
    };
    let nummern: Vec<_> = vorschlaege
        .iter()
        .filter_map(|v| v.hausnummer)
        .map(|h| h.to_string())
        .collect();
    assert_eq!(nummern, ["17", "1", "7", "11", "21"]);
}

#[test]
fn strasse_noch_einmal_genannt_ergaenzt_namen_und_plz() {
    let mut bauer = RegisterBauer::neu();
    let zeile = |plz: &str, alias: &str| Strasse {
        plz: Some(plz.into()),
        aliase: vec![(alias.into(), String::new())],
        ..Strasse::neu("7", "Neuer Weg", "Kiel")
    };
    let erste = bauer.strasse(zeile("24103", "Alter Weg"));
    let zweite = bauer.strasse(zeile("24105", "Uralter Weg"));
    assert_eq!(erste, zweite);
    bauer
        .bereich(Strassenbereich::neu(erste, Bereich::alle(Paritaet::Alle), 4, 2))
        .unwrap();
    let r = bauer.bauen();
    for text in [
        "Neuer Weg 3, 24103 Kiel",
        "Neuer Weg 3, 24105 Kiel",
        "Alter Weg 3, 24105 Kiel",
        "Uralter Weg 3, 24103 Kiel",
    ] {
        assert_eq!(r.zuordnen(&Anfrage::aus_text(text)).einheit(), Some(4), "{text}");
    }
    let fremd = r.zuordnen(&Anfrage::aus_text("Neuer Weg 3, 24109 Kiel"));
    assert_eq!(fremd.code(), Some(Code::E04));
}

#[test]
fn zeile_ohne_strasse_sagt_es() {
    for text in ["\u{11a01}", "22844"] {
        let e = register().zuordnen(&Anfrage::aus_text(text));
        assert!(!e.spur().schritte().is_empty(), "{text}: {e:?}");
    }
}
