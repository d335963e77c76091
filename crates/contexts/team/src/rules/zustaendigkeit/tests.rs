use amt::go::{Regel, Sektor, Zuweisung, modell::TeamTyp};
use base::{Datum, Gueltigkeit, Id, Ids, SeedIds, Zeitraum};
use raum::{RaumKurz, Raumeinheit};

use super::*;
use crate::model::{
    Besetzung, Fachkraft, FachkraftKurz, Haushalt, Inhalt, OffenerFall, Stelle, StelleKurz, Team,
};

fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

fn id<T>(n: u64) -> Id<T> {
    Id::von(SeedIds::neu(n).uuid())
}

fn immer() -> Gueltigkeit {
    Gueltigkeit::neu(tag("2020-01-01"), None).unwrap()
}

/// SB1 … SB6 of T-028 in one team, R3 with its own position, a Servicebereich. Person n holds position n.
fn lage() -> Lage {
    let mut lage = Lage::default();
    let team = |n: u64, typ, leitung: u64| Team {
        id: id(n),
        name: format!("Team {n}"),
        typ,
        leitung: Some(id(leitung)),
        standort: String::new(),
        telefon: "0 12".into(),
        email: String::new(),
        sektoren: vec![Sektor::Jugendhilfe],
        raeume: vec![id(300)],
        version: 1,
    };
    lage.teams.insert(id(500), team(500, TeamTyp::Asd, 20));
    lage.teams.insert(id(501), team(501, TeamTyp::Servicebereich, 21));
    for n in (1..=9).chain([20, 21]) {
        let f = FachkraftKurz {
            id: id(n),
            name: format!("SB{n}"),
            telefon: format!("0{n}"),
            email: String::new(),
        };
        lage.fachkraefte.insert(f.id, f);
    }
    for n in 1..=9 {
        let stelle: Id<Stelle> = id(100 + n);
        lage.stellen.insert(
            stelle,
            StelleKurz {
                id: stelle,
                bezeichnung: format!("Stelle {n}"),
                team: id(500),
            },
        );
        let b = Besetzung {
            id: id(200 + n),
            stelle,
            fachkraft: id(n),
            gueltigkeit: immer(),
            version: 1,
        };
        lage.besetzungen.insert(stelle, vec![b]);
    }
    for (n, bereich) in [
        (1, "A–F"),
        (2, "G–K"),
        (3, "L–R"),
        (4, "S, St"),
        (5, "Sch"),
        (6, "T–Z"),
    ] {
        lage.regeln.push(regel(400 + n, Inhalt::Abc(bereich.into()), n));
    }
    lage.regeln.push(regel(420, Inhalt::Raum(id(303)), 7));
    lage
}

fn regel(nr: u64, inhalt: Inhalt, stelle: u64) -> Zustaendigkeitsregel {
    Zustaendigkeitsregel {
        id: id(nr),
        sektor: Sektor::Jugendhilfe,
        inhalt,
        stelle: id(100 + stelle),
        vertretung: Some(id(109)),
        gueltigkeit: immer(),
        version: 1,
    }
}

fn raum_kurz(n: u64, code: &str) -> RaumKurz {
    RaumKurz {
        id: id::<Raumeinheit>(n),
        code: code.into(),
        name: format!("Raum {code}"),
        ebene: "SOZIALRAUM".into(),
    }
}

fn kette() -> Vec<RaumKurz> {
    vec![raum_kurz(303, "R3"), raum_kurz(300, "R")]
}

fn misch() -> Zuweisung {
    Zuweisung {
        regel: Regel::Misch,
        stichtag: Some(tag("2026-07-01")),
        bestandsschutz_monate: 3,
    }
}

fn fragen(lage: &Lage, zuweisung: Zuweisung, frage: &Frage) -> Zustaendigkeit {
    let u = Umstaende {
        lage,
        zuweisung,
        partikel_ignorieren: true,
        kette: &kette(),
    };
    ermitteln(&u, frage)
}

fn frage(name: Option<&str>, am: &str) -> Frage {
    Frage {
        nachname: name.map(Into::into),
        ..Frage::neu(id(303), Sektor::Jugendhilfe, tag(am))
    }
}

fn abc() -> Zuweisung {
    Zuweisung {
        regel: Regel::Abc,
        stichtag: None,
        bestandsschutz_monate: 0,
    }
}

fn wer(z: &Zustaendigkeit) -> &str {
    z.gesicht.as_ref().map_or("niemand", |g| &g.name)
}

#[test]
fn t_028_anfangsbuchstaben() {
    let lage = lage();
    for (name, soll) in [
        ("Özdemir", "SB3"),
        ("von Schmidt", "SB5"),
        ("Stein", "SB4"),
        ("Ähren", "SB1"),
        ("Şahin", "SB4"),
        ("Tietz-Auer", "SB6"),
    ] {
        let z = fragen(&lage, abc(), &frage(Some(name), "2026-06-01"));
        assert_eq!((wer(&z), z.regel), (soll, Regelart::Abc), "{name}");
        assert_eq!(z.befunde, [], "{name}");
    }
}

#[test]
fn t_029_misch_vor_und_ab_dem_stichtag() {
    let lage = lage();
    let vorher = fragen(&lage, misch(), &frage(Some("Stein"), "2026-06-30"));
    assert_eq!((wer(&vorher), vorher.regel), ("SB4", Regelart::Abc));
    let danach = fragen(&lage, misch(), &frage(Some("Stein"), "2026-07-01"));
    assert_eq!((wer(&danach), danach.regel), ("SB7", Regelart::Raum));
    for z in [&vorher, &danach] {
        let (a, r) = &**z.beide.as_ref().unwrap();
        assert_eq!(a.gesicht.as_ref().unwrap().name, "SB4");
        assert_eq!(r.gesicht.as_ref().unwrap().name, "SB7");
    }
    assert!(
        vorher
            .schritte
            .iter()
            .any(|s| s.beleg.contains("zuweisung.regel") && s.beleg.contains("01.07.2026"))
    );
}

#[test]
fn ohne_nachnamen_stehen_alle_buchstaben_da_und_der_servicebereich_nimmt_an() {
    let z = fragen(&lage(), abc(), &frage(None, "2026-06-01"));
    assert_eq!(z.buchstaben.len(), 6);
    assert_eq!((z.regel, wer(&z)), (Regelart::Abc, "SB20"));
}

#[test]
fn raum_erbt_von_oben_und_die_eigene_regel_geht_vor() {
    let mut lage = lage();
    lage.regeln.push(regel(421, Inhalt::Raum(id(300)), 8));
    let raum = Zuweisung {
        regel: Regel::Raum,
        ..abc()
    };
    assert_eq!(wer(&fragen(&lage, raum, &frage(None, "2026-06-01"))), "SB7");
    lage.regeln.retain(|r| r.id != id(420));
    let z = fragen(&lage, raum, &frage(None, "2026-06-01"));
    assert_eq!(wer(&z), "SB8");
    assert!(z.schritte.iter().any(|s| s.text.contains("alle Räume darunter")));
}

#[test]
fn spezial_vor_fall_vor_haushalt_vor_regel() {
    let mut lage = lage();
    lage.regeln
        .push(regel(430, Inhalt::Spezial("UMA".into(), None), 8));
    let mut f = frage(Some("Stein"), "2026-07-05");
    f.haushalt = Some(Haushalt {
        fachkraft: id(2),
        hat_kapazitaet: true,
    });
    assert_eq!(wer(&fragen(&lage, misch(), &f)), "SB2");
    f.offener_fall = Some(OffenerFall {
        fachkraft: id(3),
        vertretung: Some(id(1)),
        uebergeben: false,
    });
    let z = fragen(&lage, misch(), &f);
    assert_eq!((wer(&z), z.regel), ("SB3", Regelart::OffenerFall));
    assert_eq!(z.vertretung.as_ref().unwrap().name, "SB1");
    assert!(
        z.schritte.iter().any(|s| s.text.contains("01.10.2026")),
        "{:?}",
        z.schritte
    );
    f.spezial = Some("uma".into());
    assert_eq!(wer(&fragen(&lage, misch(), &f)), "SB8");
    f.spezial = None;
    f.offener_fall = f.offener_fall.map(|o| OffenerFall {
        uebergeben: true,
        ..o
    });
    f.haushalt = None;
    assert_eq!(wer(&fragen(&lage, misch(), &f)), "SB7");
}

#[test]
fn haushalt_ohne_kapazitaet_bleibt_im_team() {
    let lage = lage();
    let mut f = frage(None, "2026-07-05");
    f.haushalt = Some(Haushalt {
        fachkraft: id(2),
        hat_kapazitaet: false,
    });
    let z = fragen(&lage, misch(), &f);
    assert_eq!((wer(&z), z.regel), ("SB7", Regelart::Haushalt));
}

fn fort(lage: &mut Lage, n: u64, von: &str, bis: &str) {
    let z = Zeitraum::neu(tag(von), Some(tag(bis))).unwrap();
    lage.abwesenheiten.entry(id::<Fachkraft>(n)).or_default().push(z);
}

#[test]
fn wer_fort_ist_wird_vertreten_und_sind_beide_fort_antwortet_die_leitung() {
    let mut lage = lage();
    let raum = Zuweisung {
        regel: Regel::Raum,
        ..abc()
    };
    fort(&mut lage, 7, "2026-06-01", "2026-06-05");
    fort(&mut lage, 7, "2026-06-06", "2026-06-10");
    let z = fragen(&lage, raum, &frage(None, "2026-06-02"));
    assert_eq!(wer(&z), "SB9");
    assert_eq!(z.gesicht.as_ref().unwrap().vertritt.as_deref(), Some("SB7"));
    assert_eq!(
        z.zustaendig.as_ref().unwrap().abwesend_bis,
        Some(tag("2026-06-10"))
    );
    fort(&mut lage, 9, "2026-06-02", "2026-06-02");
    let z = fragen(&lage, raum, &frage(None, "2026-06-02"));
    assert_eq!((wer(&z), z.befunde[0].code), ("SB20", "TEAM-E04"));
    fort(&mut lage, 20, "2026-06-02", "2026-06-02");
    let z = fragen(&lage, raum, &frage(None, "2026-06-02"));
    assert_eq!(
        (wer(&z), z.team.as_ref().unwrap().typ),
        ("SB21", TeamTyp::Servicebereich)
    );
}

#[test]
fn niemand_eingetragen_ist_e01_und_faellt_an_die_leitung() {
    let mut lage = lage();
    lage.regeln.clear();
    let raum = Zuweisung {
        regel: Regel::Raum,
        ..abc()
    };
    let z = fragen(&lage, raum, &frage(None, "2026-06-02"));
    assert_eq!(
        (z.befunde[0].code, wer(&z), z.regel),
        ("TEAM-E01", "SB20", Regelart::Auffang)
    );
    lage.teams.clear();
    let z = fragen(&lage, raum, &frage(None, "2026-06-02"));
    assert!(z.gesicht.is_none() && z.befunde.iter().any(|b| b.text.contains("Servicebereich")));
}

#[test]
fn doppelte_und_luecken_der_buchstaben_werden_genannt_und_der_rest_gilt() {
    let mut lage = lage();
    lage.regeln.remove(1); // G–K
    lage.regeln.push(regel(440, Inhalt::Abc("C".into()), 8));
    let z = fragen(&lage, abc(), &frage(Some("Celik"), "2026-06-01"));
    assert_eq!(wer(&z), "SB1");
    assert!(
        z.befunde.iter().filter(|b| b.code == "RAUM-E30").count() == 2,
        "{:?}",
        z.befunde
    );
    let z = fragen(&lage, abc(), &frage(Some("Haas"), "2026-06-01"));
    assert_eq!((wer(&z), z.regel), ("SB20", Regelart::Auffang));
}

mod eigenschaften {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::abdeckung::{Umfang, pruefen};

    proptest! {
        /// INV-R5: ranges that partition the alphabet give every name exactly one line, whatever the cut.
        #[test]
        fn inv_r5_jede_teilung_des_alphabets_trifft_genau_eine(
            schnitte in proptest::collection::btree_set(1u8..26, 0..6),
            name in "[A-Za-zÄÖÜäöüßŞşČč]{1,12}",
        ) {
            let mut lage = lage();
            lage.regeln.clear();
            let mut von = 0u8;
            for (i, bis) in schnitte.into_iter().chain([26]).enumerate() {
                let bereich = format!("{}–{}", char::from(b'A' + von), char::from(b'A' + bis - 1));
                lage.regeln.push(regel(600 + i as u64, Inhalt::Abc(bereich), 1 + i as u64));
                von = bis;
            }
            let z = fragen(&lage, abc(), &frage(Some(&name), "2026-06-01"));
            prop_assert_eq!(z.befunde, vec![]);
            prop_assert!(z.zustaendig.is_some());
        }

        /// INV-T1: what the interval check finds is what somebody finds who looks day by day.
        #[test]
        fn inv_t1_strecken_gleichen_dem_blick_auf_jeden_tag(
            regeln in proptest::collection::vec((0u64..2, 1u64..9, prop::option::of(1u64..9), 0i32..40, prop::option::of(1i32..30)), 0..6),
            fort_wann in proptest::collection::vec((1u64..9, 0i32..40, 0i32..10), 0..6),
            stichtag in 0i32..40,
        ) {
            let anfang = tag("2026-03-01");
            let ende = anfang.plus_tage(39);
            let mut lage = lage();
            for (i, (raum, stelle, vertretung, ab, dauer)) in regeln.into_iter().enumerate() {
                let g = Gueltigkeit::neu(anfang.plus_tage(ab), dauer.map(|d| anfang.plus_tage(ab + d))).unwrap();
                let r = regel(700 + i as u64, Inhalt::Raum(id(303 - 3 * raum)), stelle);
                lage.regeln.push(Zustaendigkeitsregel { vertretung: vertretung.map(|v| id(100 + v)), gueltigkeit: g, ..r });
            }
            for (n, ab, dauer) in fort_wann {
                let z = Zeitraum::neu(anfang.plus_tage(ab), Some(anfang.plus_tage(ab + dauer)));
                lage.abwesenheiten.entry(id::<Fachkraft>(n)).or_default().extend(z);
            }
            let zuweisung = Zuweisung { stichtag: Some(anfang.plus_tage(stichtag)), ..misch() };
            let (ketten, sektoren) = ([kette()], [(Sektor::Jugendhilfe, zuweisung)]);
            let umfang = |von, bis| Umfang { sektoren: &sektoren, partikel_ignorieren: true, ketten: &ketten, von, bis };
            let strecken = pruefen(&lage, &umfang(anfang, ende));
            for n in 0..40 {
                let t = anfang.plus_tage(n);
                let an_dem_tag: std::collections::BTreeSet<_> =
                    pruefen(&lage, &umfang(t, t)).into_iter().map(|l| (l.code, l.ort, l.text)).collect();
                let in_strecken: std::collections::BTreeSet<_> = strecken
                    .iter()
                    .filter(|l| l.von <= t && t <= l.bis)
                    .map(|l| (l.code, l.ort.clone(), l.text.clone()))
                    .collect();
                prop_assert_eq!(&an_dem_tag, &in_strecken);
                // without a finding somebody present answers by the rule
                if t >= anfang.plus_tage(stichtag) && an_dem_tag.iter().all(|(_, ort, _)| ort.is_empty()) {
                    let z = fragen(&lage, zuweisung, &Frage::neu(id(303), Sektor::Jugendhilfe, t));
                    prop_assert!(z.gesicht.is_some_and(|g| g.anwesend) && z.vertretung.is_some());
                    prop_assert_eq!(z.regel, Regelart::Raum);
                }
            }
        }
    }
}
