use amt::go::Regel;
use base::{Gueltigkeit, Ids, SeedIds};

use super::*;
use crate::model::{Besetzung, FachkraftKurz, StelleKurz, Team};

fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

fn id<T>(n: u64) -> Id<T> {
    Id::von(SeedIds::neu(n).uuid())
}

fn ketten() -> Vec<Vec<RaumKurz>> {
    let kurz = |n: u64, ebene: &str| RaumKurz {
        id: id(n),
        code: format!("R{n}"),
        name: format!("Raum {n}"),
        ebene: ebene.into(),
    };
    (1..=6)
        .map(|n| vec![kurz(n, "REGIONALRAUM"), kurz(99, "KREIS")])
        .collect()
}

/// Persons 1 and 2 on positions 1 and 2; a line per Raum 1 … n.
fn lage(zeilen: u64) -> Lage {
    let mut lage = Lage::default();
    let immer = Gueltigkeit::neu(tag("2020-01-01"), None).unwrap();
    for n in 1..=2 {
        let stelle: Id<Stelle> = id(n);
        lage.stellen.insert(
            stelle,
            StelleKurz {
                id: stelle,
                bezeichnung: format!("Stelle {n}"),
                team: id::<Team>(1),
            },
        );
        let b = Besetzung {
            id: id(n),
            stelle,
            fachkraft: id(n),
            gueltigkeit: immer,
            version: 1,
        };
        lage.besetzungen.insert(stelle, vec![b]);
        let f = FachkraftKurz {
            id: id(n),
            name: format!("Person {n}"),
            telefon: String::new(),
            email: String::new(),
        };
        lage.fachkraefte.insert(f.id, f);
    }
    lage.regeln = (1..=zeilen)
        .map(|n| Zustaendigkeitsregel {
            id: id(n),
            sektor: Sektor::Sgb2,
            inhalt: Inhalt::Raum(id(n)),
            stelle: id(1),
            vertretung: Some(id(2)),
            gueltigkeit: immer,
            version: 1,
        })
        .collect();
    lage
}

fn sehen(lage: &Lage) -> Vec<Luecke> {
    let regel = Zuweisung {
        regel: Regel::Raum,
        stichtag: None,
        bestandsschutz_monate: 0,
    };
    let u = Umfang {
        sektoren: &[(Sektor::Sgb2, regel)],
        partikel_ignorieren: true,
        ketten: &ketten(),
        von: tag("2026-01-01"),
        bis: tag("2026-12-31"),
    };
    pruefen(lage, &u)
}

#[test]
fn t_075_fuenf_von_sechs_raeumen_nennt_den_fehlenden() {
    let befunde = sehen(&lage(5));
    assert_eq!(befunde.len(), 1);
    let l = &befunde[0];
    assert_eq!(
        (l.code, l.ort.as_str(), l.von, l.bis),
        ("TEAM-E01", "R6 Raum 6", tag("2026-01-01"), tag("2026-12-31"))
    );
    assert_eq!(sehen(&lage(6)), []);
}

#[test]
fn e01_unbesetzt_und_ohne_vertretung() {
    let mut l = lage(6);
    l.besetzungen.get_mut(&id(1)).unwrap()[0].gueltigkeit =
        Gueltigkeit::neu(tag("2020-01-01"), Some(tag("2026-06-01"))).unwrap();
    l.regeln[0].vertretung = None;
    let befunde = sehen(&l);
    assert_eq!(befunde.len(), 7);
    assert!(
        befunde
            .iter()
            .any(|x| x.von == tag("2026-06-01") && x.text.contains("nicht besetzt"))
    );
    assert!(
        befunde
            .iter()
            .any(|x| x.von == tag("2026-01-01") && x.text.contains("keine Vertretung"))
    );
}

#[test]
fn e02_doppelte_regel_und_doppelte_besetzung() {
    let mut l = lage(6);
    let mut zweite = l.regeln[2].clone();
    zweite.id = id(50);
    zweite.gueltigkeit = Gueltigkeit::neu(tag("2026-05-01"), Some(tag("2026-05-03"))).unwrap();
    l.regeln.push(zweite);
    let befunde = sehen(&l);
    assert_eq!(befunde.len(), 1);
    assert_eq!(
        (befunde[0].code, befunde[0].von, befunde[0].bis),
        ("TEAM-E02", tag("2026-05-01"), tag("2026-05-02"))
    );
    let mut l = lage(6);
    let doppelt = Besetzung {
        id: id(51),
        fachkraft: id(2),
        ..l.besetzungen[&id(2)][0].clone()
    };
    l.besetzungen.get_mut(&id(2)).unwrap().push(doppelt);
    assert!(sehen(&l).iter().all(|x| x.code == "TEAM-E02") && sehen(&l).len() == 6);
}

#[test]
fn e03_vertretung_ist_dieselbe_person() {
    let mut l = lage(6);
    l.besetzungen.get_mut(&id(2)).unwrap()[0].fachkraft = id(1);
    assert_eq!(sehen(&l).iter().filter(|x| x.code == "TEAM-E03").count(), 6);
}

#[test]
fn e04_genau_an_den_tagen_an_denen_beide_fehlen() {
    let mut l = lage(6);
    let fort = |von, bis| Zeitraum::neu(tag(von), Some(tag(bis))).unwrap();
    l.abwesenheiten
        .insert(id(1), vec![fort("2026-02-01", "2026-02-20")]);
    l.abwesenheiten
        .insert(id(2), vec![fort("2026-02-10", "2026-03-01")]);
    let befunde = sehen(&l);
    assert_eq!(befunde.len(), 6);
    assert!(
        befunde
            .iter()
            .all(|x| x.code == "TEAM-E04" && x.von == tag("2026-02-10") && x.bis == tag("2026-02-20"))
    );
    let regel = Zuweisung {
        regel: Regel::Raum,
        stichtag: None,
        bestandsschutz_monate: 0,
    };
    let u = Umfang {
        sektoren: &[(Sektor::Sgb2, regel)],
        partikel_ignorieren: true,
        ketten: &ketten(),
        von: tag("2026-03-01"),
        bis: tag("2026-03-05"),
    };
    let neu = folgen_einer_abwesenheit(&l, &u, id(1), fort("2026-03-01", "2026-03-05"));
    assert_eq!((neu.len(), neu[0].bis), (6, tag("2026-03-01")));
}
