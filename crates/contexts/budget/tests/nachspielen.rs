//! Any sequence of acts: the stored balances are what a plain second bookkeeping says, and the order of independent
//! acts does not matter.

use std::collections::BTreeMap;

use crate::gemeinsam::{
    MIGRATIONEN, amt as einrichten, app, buchen, darf, ist, sauber, topf, uta, vera, vorgang,
};
use base::Cent;
use budget::{
    model::{Bezug, BuchungsArt, NeueBuchung},
    service::{self, Filter, Gebucht},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

/// What somebody does: kind, Topf, amount, case; or takes the n-th booking back.
#[derive(Debug, Clone)]
enum Tat {
    Buchen(BuchungsArt, usize, i64, usize),
    Storno(usize),
}

fn taten() -> impl Strategy<Value = Vec<Tat>> {
    let art = prop_oneof![
        4 => Just(BuchungsArt::Ist),
        3 => Just(BuchungsArt::Obligo),
        1 => Just(BuchungsArt::Einnahme),
    ];
    let tat = prop_oneof![
        5 => (art, 0usize..2, 1i64..400_000, 0usize..4).prop_map(|(a, t, b, f)| Tat::Buchen(a, t, b, f)),
        1 => (0usize..40).prop_map(Tat::Storno),
    ];
    prop::collection::vec(tat, 1..40)
}

testkit::auf_beiden!(jede_folge_von_buchungen_geht_auf, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    let toepfe = [a.topf_nord, a.topf_sued];
    let mut runner = TestRunner::deterministic();
    // the second bookkeeping: balances by Topf and kind, promises by Topf and case
    let mut stand: BTreeMap<(usize, &str), i64> = BTreeMap::new();
    let mut obligo: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let mut nr = 0_i64;
    for _ in 0..6 {
        let folge = taten().new_tree(&mut runner).unwrap().current();
        for tat in folge {
            match tat {
                Tat::Buchen(art, t, betrag, f) => {
                    let fall = if f == 0 { String::new() } else { format!("F-{f}") };
                    let b = NeueBuchung {
                        art,
                        bezug: Bezug {
                            fall,
                            ..Bezug::default()
                        },
                        ..ist(toepfe[t], betrag)
                    };
                    let Gebucht::Ja(nummern) = buchen(&app, &mut tx, &vera(), vec![b]).await.unwrap() else {
                        panic!()
                    };
                    let konto = if art == BuchungsArt::Einnahme {
                        "E"
                    } else if art == BuchungsArt::Ist {
                        "I"
                    } else {
                        "O"
                    };
                    *stand.entry((t, konto)).or_default() += betrag;
                    let mut zeilen = 1;
                    if art == BuchungsArt::Obligo && f > 0 {
                        *obligo.entry((t, f)).or_default() += betrag;
                    }
                    if art == BuchungsArt::Ist && f > 0 {
                        let offen = obligo.entry((t, f)).or_default();
                        let weg = betrag.min((*offen).max(0));
                        if weg > 0 {
                            *offen -= weg;
                            *stand.entry((t, "O")).or_default() -= weg;
                            zeilen += 1;
                        }
                    }
                    nr += zeilen;
                    assert_eq!(nummern.last(), Some(&nr));
                }
                Tat::Storno(n) => {
                    let blick = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap();
                    let ab = u64::try_from(n).unwrap();
                    let (zeilen, _, _) =
                        service::buchungen(&app, &mut tx, &uta(), &blick, 2026, &Filter::default(), ab, 1)
                            .await
                            .unwrap();
                    let Some(b) = zeilen.first() else { continue };
                    let v = vorgang(&app, "storno");
                    let Ok(Gebucht::Ja(nummern)) =
                        service::stornieren(&app, &mut tx, &darf(&vera()), b.id, &v, "falsch").await
                    else {
                        continue;
                    };
                    nr += i64::try_from(nummern.len()).unwrap();
                    // what was taken back is read from the ledger itself, line by line
                    let filter = Filter::default();
                    let ab = u64::try_from(nummern[0] - 1).unwrap();
                    let (neu, _, _) = service::buchungen(&app, &mut tx, &uta(), &blick, 2026, &filter, ab, 9)
                        .await
                        .unwrap();
                    for s in neu {
                        let t = toepfe.iter().position(|t| *t == s.topf).unwrap();
                        let konto = &s.konto.code()[..1];
                        let konto = ["I", "O", "E"].into_iter().find(|k| *k == konto).unwrap();
                        *stand.entry((t, konto)).or_default() += s.betrag.0;
                        if let (Some(f), "O") = (s.bezug.fall.strip_prefix("F-"), konto) {
                            *obligo.entry((t, f.parse().unwrap())).or_default() += s.betrag.0;
                        }
                    }
                }
            }
        }
        for (i, id) in toepfe.iter().enumerate() {
            let t = topf(&mut tx, &app, *id).await;
            let soll = |k: &'static str| Cent(stand.get(&(i, k)).copied().unwrap_or(0));
            assert_eq!(
                (t.stand.ist, t.stand.obligo, t.stand.einnahme),
                (soll("I"), soll("O"), soll("E"))
            );
        }
        sauber(&mut tx).await;
    }
});
