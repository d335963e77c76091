//! Properties over made-up towns: every active address has exactly one unit (INV-R1), the look-up is pure
//! (INV-R4), the letters are a partition (INV-R5), one wrong key still shows the true address.
#![expect(clippy::unwrap_used, reason = "a test may stop, and says what it skipped")]

use proptest::prelude::*;
use zuordnung::abc::{AbcRegel, Buchstabenbereich};
use zuordnung::{
    Adresse, Anfrage, Bereich, Hausnummer, Paritaet, Register, RegisterBauer, Strasse, Strassenbereich,
    freitext,
};

const NAMEN: [&str; 12] = [
    "Buchenweg",
    "Ahornallee",
    "Kastanienring",
    "Müllerstraße",
    "Schloßgarten",
    "Am Wiesengrund",
    "Friedrich-Ebert-Straße",
    "Lindenplatz",
    "Bahnhofstraße",
    "Fischergasse",
    "Straße des 17. Juni",
    "Heidekamp",
];

/// Splits each street at a number; both sides of the lower part go to different units.
fn stadt(schnitte: &[u16]) -> (Register, Vec<(String, u32)>) {
    let mut bauer = RegisterBauer::neu();
    let mut soll = Vec::new();
    for (i, (name, schnitt)) in (0..).zip(NAMEN.iter().zip(schnitte)) {
        let s = bauer.strasse(Strasse::neu(&i.to_string(), name, "Kiel"));
        let h = |nr| Hausnummer::neu(nr, None).unwrap();
        let teile = [
            (1, *schnitt, Paritaet::Ungerade, i * 3),
            (1, *schnitt, Paritaet::Gerade, i * 3 + 1),
            (*schnitt + 1, 9999, Paritaet::Alle, i * 3 + 2),
        ];
        for (von, bis, p, einheit) in teile {
            let bereich = Bereich::neu(h(von), h(bis), p).unwrap();
            bauer
                .bereich(Strassenbereich::neu(s, bereich, einheit, i))
                .unwrap();
        }
        for nr in 1..=schnitt + 9 {
            bauer
                .adresse(&Adresse {
                    plz: "24103".into(),
                    ..Adresse::neu(s, Some(h(nr)), 1)
                })
                .unwrap();
            let einheit = if nr > *schnitt {
                i * 3 + 2
            } else {
                i * 3 + u32::from(nr % 2 == 0)
            };
            soll.push((format!("{name} {nr}, 24103 Kiel"), einheit));
        }
    }
    (bauer.bauen(), soll)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn jede_adresse_hat_genau_eine_einheit(schnitte in prop::collection::vec(1_u16..40, NAMEN.len())) {
        let (r, soll) = stadt(&schnitte);
        prop_assert!(r.pruefen().is_empty());
        for (text, einheit) in &soll {
            let frage = Anfrage::aus_text(text);
            let antwort = r.zuordnen(&frage);
            prop_assert_eq!(antwort.einheit(), Some(*einheit), "{}", text);
            prop_assert_eq!(&antwort, &r.zuordnen(&frage));
        }
    }

    #[test]
    fn ein_tippfehler_laesst_die_wahre_adresse_unter_den_ersten_drei(
        name in 0..NAMEN.len(),
        nr in 1_u16..20,
        stelle in any::<prop::sample::Index>(),
        art in 0_u8..4,
        buchstabe in prop::char::range('a', 'z'),
    ) {
        let (r, _) = stadt(&[20; NAMEN.len()]);
        let mut zeichen: Vec<char> = NAMEN[name].chars().collect();
        let i = stelle.index(zeichen.len());
        let j = (i + 1) % zeichen.len();
        match art {
            0 => zeichen.insert(i, buchstabe),
            1 => { zeichen.remove(i); }
            2 => zeichen[i] = buchstabe,
            _ if j > i => zeichen.swap(i, j),
            _ => {}
        }
        let getippt: String = zeichen.into_iter().collect();
        let frage = Anfrage::aus_text(&format!("{getippt} {nr}, 24103 Kiel"));
        let erste = r.aehnliche(&frage, 3);
        let wahr = |v: &zuordnung::Vorschlag| v.strasse == NAMEN[name] && v.hausnummer.is_some_and(|h| h.nr() == nr);
        prop_assert!(erste.iter().any(wahr), "{} → {:?}", getippt, erste.iter().map(|v| v.zeile()).collect::<Vec<_>>());
    }

    #[test]
    fn keine_eingabe_bringt_den_aufruf_zum_absturz(text in "\\PC{0,60}|[0-9a-zß,. /½–-]{0,60}") {
        let (r, _) = stadt(&[3; NAMEN.len()]);
        let _ = freitext::zerlege(&text);
        prop_assert!(!r.zuordnen(&Anfrage::aus_text(&text)).spur().schritte().is_empty());
        prop_assert!(r.vorschlaege(&text, 5).len() <= 5);
    }

    #[test]
    fn buchstaben_sind_eine_zerlegung(schnitte in prop::collection::btree_set(b'B'..=b'Z', 1..6), name in "[A-Za-zÄÖÜß]{1,12}") {
        let grenzen: Vec<u8> = std::iter::once(b'A').chain(schnitte).collect();
        let enden = grenzen[1..].iter().map(|b| b - 1).chain([b'Z']);
        let bereiche: Vec<_> = grenzen
            .iter()
            .zip(enden)
            .flat_map(|(a, b)| Buchstabenbereich::lesen(&format!("{}–{}", char::from(*a), char::from(b)), a).unwrap())
            .collect();
        let regel = AbcRegel::neu(bereiche.clone(), false).unwrap();
        prop_assert!(regel.ziel(&name).is_some());
        // Any range missing or doubled is refused.
        prop_assert!(AbcRegel::neu(bereiche[1..].to_vec(), false).is_err());
        prop_assert!(AbcRegel::neu([bereiche.clone(), bereiche[..1].to_vec()].concat(), false).is_err());
    }
}
