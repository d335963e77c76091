//! Any sequence of rows of the light tracks through the real pages: a step goes through exactly when the table leaves this
//! state by it and nothing is missing; a refused one changes nothing.

use fall::rules::fall::{jgh::JG, sm3::Zeile, sm5::SM5};
use proptest::prelude::*;
use testkit::db::Art;

use crate::{
    gemeinsam::{ALLE, stadt},
    hilfe::leicht_weg::{Fuehrung, beginn, bis_j1, bis_j3, bis_j5, bis_p2, bis_p4, jgh, pflege},
};

async fn laufe(f: &Fuehrung<'_>, tabelle: &[Zeile], folge: &[usize]) {
    let mut vorher = f.lies().await;
    for i in folge {
        let u = &tabelle[i % tabelle.len()];
        let soll = vorher.lage().gehe(u);
        let (status, _) = f.post(&format!("schritt/{}", u.id), &[]).await;
        let nachher = f.lies().await;
        match soll {
            Ok(nach) => {
                assert_eq!((status, nachher.fall.stand), (303, nach), "{}", u.id);
                assert_eq!(nachher.verlauf.len(), vorher.verlauf.len() + 1);
            }
            Err(_) => {
                assert_eq!((status, &nachher.fall), (422, &vorher.fall), "{}", u.id);
                assert_eq!(nachher.verlauf, vorher.verlauf);
            }
        }
        assert_ne!(nachher.fall.fallfuehrend, nachher.fall.vertretung, "INV-F1");
        vorher = nachher;
    }
}

fn jede_folge(art: Art, folgen: Vec<(u8, Vec<usize>)>) {
    testkit::db::laufen(art, &ALLE, |db| async move {
        let (app, _) = stadt(&db).await;
        for (wo, folge) in folgen {
            let (f, tabelle) = match wo {
                0 => (beginn(&app, pflege(), "PFLEGE").await, SM5),
                1 => (bis_p2(&app).await, SM5),
                2 => (bis_p4(&app).await, SM5),
                3 => (beginn(&app, jgh(), "JGH").await, JG),
                4 => (bis_j1(&app).await, JG),
                5 => (bis_j3(&app).await, JG),
                _ => (bis_j5(&app).await, JG),
            };
            laufe(&f, tabelle, &folge).await;
        }
    });
}

fn folgen() -> impl Strategy<Value = (u8, Vec<usize>)> {
    (0..7_u8, prop::collection::vec(0..56_usize, 1..8))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn leichte_spuren_jede_folge_haelt_sich_an_die_tabelle_sqlite(folgen in prop::collection::vec(folgen(), 1..6)) {
        jede_folge(Art::Sqlite, folgen);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 10, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn leichte_spuren_jede_folge_haelt_sich_an_die_tabelle_postgres(folgen in prop::collection::vec(folgen(), 1..4)) {
        jede_folge(Art::Postgres, folgen);
    }
}
