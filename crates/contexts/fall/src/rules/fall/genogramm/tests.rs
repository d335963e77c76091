use base::Zeitpunkt;
use proptest::prelude::*;

use super::*;
use crate::model::Guete;

fn mensch(id: u128, geschlecht: Geschlecht, geboren: &str) -> Mensch {
    Mensch {
        id: Uuid::from_u128(id),
        name: format!("Person {id}"),
        rolle: String::new(),
        geschlecht,
        lebt: Lebt::Ja,
        geboren: geboren.parse().ok(),
        verstorben_am: None,
        haushalt: String::new(),
        im_mittelpunkt: false,
    }
}

fn b(von: u128, nach: u128, art: Beziehungsart) -> Beziehung {
    Beziehung {
        id: Uuid::from_u128(von * 1000 + nach),
        von: Uuid::from_u128(von),
        nach: Some(Uuid::from_u128(nach)),
        umfeld: None,
        art,
        guete: Guete::Offen,
        seit: None,
        bis: None,
        zeit: Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap()),
    }
}

fn heute() -> Datum {
    "2026-11-21".parse().unwrap()
}

/// Grandparents of one side, parents apart, two children, a new partner.
fn familie() -> (Vec<Mensch>, Vec<Beziehung>) {
    use Beziehungsart::{Ehe, Elternteil, Geschieden, Paar, Stief};
    let leute = vec![
        mensch(5, Geschlecht::M, "2015-03-14"),
        mensch(6, Geschlecht::W, "2012-01-01"),
        mensch(3, Geschlecht::W, "1988-01-01"),
        mensch(4, Geschlecht::M, "1985-01-01"),
        mensch(1, Geschlecht::W, "1960-01-01"),
        mensch(2, Geschlecht::M, "1958-01-01"),
        mensch(7, Geschlecht::D, "1990-01-01"),
        mensch(8, Geschlecht::Ohne, ""),
    ];
    let bez = vec![
        b(1, 3, Elternteil),
        b(2, 3, Elternteil),
        b(1, 2, Ehe),
        b(3, 4, Geschieden),
        b(3, 5, Elternteil),
        b(4, 5, Elternteil),
        b(3, 6, Elternteil),
        b(4, 6, Elternteil),
        b(3, 7, Paar),
        b(7, 5, Stief),
    ];
    (leute, bez)
}

#[test]
fn generationen_stehen_in_reihen_und_paare_nebeneinander() {
    let (leute, bez) = familie();
    let p = plaetze(&leute, &bez);
    let reihe = |id: u128| p[&Uuid::from_u128(id)].reihe;
    let x = |id: u128| p[&Uuid::from_u128(id)].x;
    assert_eq!([reihe(1), reihe(2)], [0, 0]);
    assert_eq!([reihe(3), reihe(4), reihe(7)], [1, 1, 1]);
    assert_eq!([reihe(5), reihe(6)], [2, 2]);
    assert_eq!(reihe(8), 3, "who is tied to nobody stands apart");
    assert!(x(2) < x(1), "the man on the left");
    assert!(x(6) < x(5), "the elder first");
    assert_eq!((x(3) - x(4)).abs(), SPALTE, "parents side by side");
}

#[test]
fn jedes_symbol_sagt_was_es_sagen_soll() {
    let (mut leute, bez) = familie();
    leute[5].lebt = Lebt::Nein;
    leute[5].verstorben_am = "2020-05-06".parse().ok();
    leute[0].im_mittelpunkt = true;
    leute[0].haushalt = "A".to_owned();
    leute[2].haushalt = "A".to_owned();
    let z = zeichnen(&leute, &bez, heute());
    let von = |id: u128| z.knoten.iter().find(|k| k.id == Uuid::from_u128(id)).unwrap();
    let kreise = |k: &Knoten| {
        k.formen
            .iter()
            .filter(|f| matches!(f, Form::Kreis { .. }))
            .count()
    };
    let kaesten = |k: &Knoten| {
        k.formen
            .iter()
            .filter(|f| matches!(f, Form::Kasten { .. }))
            .count()
    };
    let striche = |k: &Knoten| {
        k.formen
            .iter()
            .filter(|f| matches!(f, Form::Strich { .. }))
            .count()
    };
    assert_eq!(kreise(von(1)), 1);
    assert_eq!(kaesten(von(4)), 1);
    assert_eq!(striche(von(7)), 4, "a diamond");
    assert_eq!(striche(von(2)), 2, "a cross");
    assert_eq!(kaesten(von(5)), 2, "a double outline");
    assert!(von(2).beschreibung.contains("verstorben 06.05.2020"));
    assert!(von(5).beschreibung.contains("11 Jahre") && von(5).beschreibung.contains("Haushalt A"));
    let rahmen = z
        .grund
        .iter()
        .filter(|f| matches!(f, Form::Kasten { dicke: 1, .. }))
        .count();
    assert!(rahmen >= 2 && rahmen % 2 == 0, "a household has a double frame");
    assert!(z.beschreibung.starts_with("8 Menschen in 4 Generationen."));
}

#[test]
fn grosseltern_beider_seiten_stehen_in_einer_reihe() {
    use Beziehungsart::Elternteil;
    let leute: Vec<Mensch> = (1..=7).map(|i| mensch(i, Geschlecht::W, "")).collect();
    // 1 → 2 → 4 → 6, and on the other side only 3 → 5 → 6
    let bez = [(1, 2), (2, 4), (4, 6), (3, 5), (5, 6)].map(|(v, n)| b(v, n, Elternteil));
    let p = plaetze(&leute, &bez);
    let reihe = |id: u128| p[&Uuid::from_u128(id)].reihe;
    assert_eq!(reihe(3), reihe(2));
    assert_eq!(reihe(5), reihe(4));
}

#[test]
fn ohne_menschen_ist_das_bild_leer() {
    let z = zeichnen(&[], &[], heute());
    assert!(z.knoten.is_empty() && z.breite > 0 && z.hoehe > 0);
}

proptest! {
    #[test]
    fn niemand_steht_auf_einem_anderen(kanten in proptest::collection::vec((0..12_u128, 0..12_u128, 0..5_u8), 0..30)) {
        let leute: Vec<Mensch> = (0..12).map(|i| mensch(i, Geschlecht::Ohne, "")).collect();
        let art = |n: u8| match n {
            0 | 1 => Beziehungsart::Elternteil,
            2 => Beziehungsart::Ehe,
            3 => Beziehungsart::Geschwister,
            _ => Beziehungsart::Kontakt,
        };
        let bez: Vec<Beziehung> = kanten.into_iter().filter(|(v, n, _)| v != n).map(|(v, n, a)| b(v, n, art(a))).collect();
        // even where the recorded makes no sense, the picture ends and everybody has a place of their own
        let p = plaetze(&leute, &bez);
        prop_assert_eq!(p.len(), 12);
        for (i, a) in p.values().enumerate() {
            for c in p.values().skip(i + 1) {
                prop_assert!(a.reihe != c.reihe || (a.x - c.x).abs() >= SPALTE, "{:?} {:?}", a, c);
            }
        }
        let z = zeichnen(&leute, &bez, heute());
        prop_assert!(z.knoten.len() == 12 && z.breite < 20_000 && z.hoehe < 20_000);
    }
}
