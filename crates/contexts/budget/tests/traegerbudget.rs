//! Budgets of Träger: entered once, corrected by revoking, their instalments in the ledger.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam;
use crate::gemeinsam::{MIGRATIONEN, app, codes, darf, sauber, tag, topf, uta, vera};
use crate::traeger::{NORD, buero, eingereicht, satz, wartende};
use base::{Cent, Id};
use budget::{
    model::{Topf, Traegerbudget, Traegerbudgetart},
    service::{self, Ratenlage, Ratenlauf, rechnung},
};
use store::Tx;
use uuid::Uuid;

fn budget_von(app: &amt::App, topf: Id<Topf>, satz: i64) -> Traegerbudget {
    Traegerbudget {
        id: app.ids.neu(),
        jahr: 2026,
        traeger: Uuid::from_u128(NORD),
        traeger_name: String::new(),
        raum: None,
        topf: Some(topf),
        art: Traegerbudgetart::Pauschal,
        menge: 0,
        satz: Cent(satz),
        sachkosten: Cent(0),
        betrag: Cent(0),
        leistungsart: "J31".into(),
        von: tag("2026-03-10"),
        bis: tag("2026-12-31"),
        berichte: String::new(),
        aufgehoben: String::new(),
    }
}

async fn eintragen(app: &amt::App, tx: &mut Tx, b: Traegerbudget) -> amt::Result<Id<Traegerbudget>> {
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::traegerbudget_eintragen(app, tx, &may, b).await
}

testkit::auf_beiden!(
    faellige_raten_werden_einmal_gebucht,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        let b = budget_von(&app, a.topf_nord, 100_001);
        let id = eintragen(&app, &mut tx, b.clone()).await.unwrap();
        // the same form once more enters nothing
        assert_eq!(eintragen(&app, &mut tx, b).await.unwrap(), id);
        let alle = service::traegerbudgets(&mut tx, Some(2026), None).await.unwrap();
        assert_eq!(alle.len(), 1);
        let t = &alle[0];
        assert_eq!((t.betrag, t.raum), (Cent(100_001), Some(a.nord)));
        // ten months from March on; on 23 November nine of them are due
        let buchen = async |tx: &mut Tx| {
            service::raten_buchen(&app, tx, &darf(&vera()), 2026)
                .await
                .unwrap()
        };
        assert_eq!(
            buchen(&mut tx).await,
            Ratenlauf {
                gebucht: 9,
                warten: 0
            }
        );
        assert_eq!(buchen(&mut tx).await, Ratenlauf::default());
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(90_000));
        let raten = service::raten_von(&mut tx, t).await.unwrap();
        assert_eq!(
            (raten.len(), raten[9].0.betrag, raten[9].1),
            (10, Cent(10_001), Ratenlage::Offen)
        );
        // what was booked has to be taken back before the budget is revoked
        let may = service::darf_ueberall(&uta(), Some(id)).unwrap();
        let aufheben = async |tx: &mut Tx, grund: &str| {
            service::traegerbudget_aufheben(&app, tx, &may, (2026, id), grund).await
        };
        assert_eq!(codes(&aufheben(&mut tx, "").await.unwrap_err()), ["BUDGET-E30"]);
        assert_eq!(codes(&aufheben(&mut tx, "x").await.unwrap_err()), ["BUDGET-E80"]);
        for (_, lage) in raten {
            if let Ratenlage::Gebucht(buchung, ..) = lage {
                let v = gemeinsam::vorgang(&app, "storno");
                service::stornieren(&app, &mut tx, &darf(&vera()), buchung, &v, "falsch")
                    .await
                    .unwrap();
            }
        }
        aufheben(&mut tx, "falscher Satz").await.unwrap();
        assert!(matches!(aufheben(&mut tx, "x").await, Err(amt::Error::Konflikt)));
        assert_eq!(buchen(&mut tx).await, Ratenlauf::default());
        // and it pays nothing any more
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1/1;20.10.2026;60;69,80;69,80\n";
        let r = eingereicht(&app, &mut tx, "R-1", csv).await;
        assert!(
            rechnung::akte(&app, &mut tx, &vera(), r)
                .await
                .unwrap()
                .pruefung
                .gut()
        );
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(ueber_der_grenze_wartet_jede_rate, MIGRATIONEN, |db| async move {
    let (app, a) = buero(app(db)).await;
    let mut tx = app.db.write().await.unwrap();
    let mut b = budget_von(&app, a.topf_sued, 600_000);
    (b.von, b.bis) = (tag("2026-11-01"), tag("2026-11-30"));
    eintragen(&app, &mut tx, b.clone()).await.unwrap();
    let buchen = async |tx: &mut Tx| {
        service::raten_buchen(&app, tx, &darf(&vera()), 2026)
            .await
            .unwrap()
    };
    let wartet = Ratenlauf {
        gebucht: 0,
        warten: 1,
    };
    assert_eq!(buchen(&mut tx).await, wartet);
    assert_eq!(buchen(&mut tx).await, Ratenlauf::default());
    // refused: due again
    let id = wartende(&mut tx).await;
    service::verwerfen(&app, &mut tx, &uta(), id).await.unwrap();
    assert_eq!(buchen(&mut tx).await, wartet);
    let id = wartende(&mut tx).await;
    let selbst = service::freigeben(&app, &mut tx, &vera(), id).await.unwrap_err();
    assert_eq!(codes(&selbst), ["BUDGET-E07"]);
    service::freigeben(&app, &mut tx, &uta(), id).await.unwrap();
    assert_eq!(topf(&mut tx, &app, a.topf_sued).await.stand.ist, Cent(600_000));
    assert_eq!(buchen(&mut tx).await, Ratenlauf::default());
    // the budget of the south pays nothing in the north
    satz(&app, &mut tx, 6_980, "2026-01-01").await;
    let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1/2;03.11.2026;60;69,80;69,80\n";
    let mut alle = budget_von(&app, a.topf_sued, 600_000);
    alle.leistungsart = String::new();
    eintragen(&app, &mut tx, alle).await.unwrap();
    let r = eingereicht(&app, &mut tx, "R-1", csv).await;
    let akte = rechnung::akte(&app, &mut tx, &vera(), r).await.unwrap();
    assert!(akte.pruefung.gut(), "{:?}", akte.pruefung);
    let mut ueberall = budget_von(&app, a.vorweg, 600_000);
    ueberall.leistungsart = String::new();
    eintragen(&app, &mut tx, ueberall).await.unwrap();
    let akte = rechnung::akte(&app, &mut tx, &vera(), r).await.unwrap();
    assert_eq!(akte.pruefung.zeilen[0].befunde[0].code, "BUDGET-E64");
    sauber(&mut tx).await;
    tx.commit().await.unwrap();
});

testkit::auf_beiden!(schlechte_angaben_werden_benannt, MIGRATIONEN, |db| async move {
    let (app, a) = buero(app(db)).await;
    let mut tx = app.db.write().await.unwrap();
    let gut = budget_von(&app, a.topf_nord, 100_000);
    let faelle: [(&str, Traegerbudget); 4] = [
        (
            "BUDGET-E30",
            Traegerbudget {
                topf: None,
                ..gut.clone()
            },
        ),
        (
            "BUDGET-E02",
            Traegerbudget {
                bis: tag("2027-01-31"),
                ..gut.clone()
            },
        ),
        (
            "BUDGET-E01",
            Traegerbudget {
                satz: Cent(0),
                ..gut.clone()
            },
        ),
        // six cents in ten months
        ("BUDGET-E01", Traegerbudget { satz: Cent(6), ..gut }),
    ];
    for (code, b) in faelle {
        let e = eintragen(&app, &mut tx, b).await.unwrap_err();
        assert_eq!(codes(&e), [code]);
    }
});

testkit::auf_beiden!(raten_stehen_im_zahllauf, MIGRATIONEN, |db| async move {
    let (app, a) = buero(app(db)).await;
    let mut tx = app.db.write().await.unwrap();
    eintragen(&app, &mut tx, budget_von(&app, a.topf_nord, 100_001))
        .await
        .unwrap();
    let buchen = async |tx: &mut Tx| {
        service::raten_buchen(&app, tx, &darf(&vera()), 2026)
            .await
            .unwrap()
    };
    let may = service::darf_ueberall(&vera(), None).unwrap();
    // nothing is paid before it is booked
    let leer = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await;
    assert_eq!(codes(&leer.unwrap_err()), ["BUDGET-E76"]);
    buchen(&mut tx).await;
    let lauf = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await.unwrap();
    let lesen = async |tx: &mut Tx, lauf| {
        let may = service::darf_ueberall(&vera(), Some(lauf)).unwrap();
        rechnung::zahllauf_lesen(&app, tx, &may, lauf).await.unwrap()
    };
    let (l, posten) = lesen(&mut tx, lauf).await;
    assert_eq!((l.nr, l.anzahl, l.summe), (1, 9, Cent(90_000)));
    assert_eq!(posten[0].beleg, "Trägerbudget 2026, Rate 1");
    assert_eq!(posten[0].datum, tag("2026-03-10"));
    // once
    let nochmal = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await;
    assert_eq!(codes(&nochmal.unwrap_err()), ["BUDGET-E76"]);
    let t = service::traegerbudgets(&mut tx, Some(2026), None).await.unwrap();
    let raten = service::raten_von(&mut tx, &t[0]).await.unwrap();
    let Ratenlage::Gebucht(buchung, _, Some(1)) = raten[1].1 else {
        unreachable!("{:?}", raten[1])
    };
    // taken back after it was paid: asked back, and paid anew when it is booked anew
    let v = gemeinsam::vorgang(&app, "storno");
    service::stornieren(&app, &mut tx, &darf(&vera()), buchung, &v, "falsch")
        .await
        .unwrap();
    buchen(&mut tx).await;
    let zwei = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await.unwrap();
    let (l, posten) = lesen(&mut tx, zwei).await;
    assert_eq!((l.nr, l.anzahl, l.summe), (2, 2, Cent(0)));
    let betraege: Vec<i64> = posten.iter().map(|p| p.betrag.0).collect();
    assert_eq!(betraege.iter().sum::<i64>(), 0);
    assert!(betraege.contains(&10_000) && betraege.contains(&-10_000));
    // the first run says what it said
    let (l, posten) = lesen(&mut tx, lauf).await;
    let summe: i64 = posten.iter().map(|p| p.betrag.0).sum();
    assert_eq!((l.summe.0, summe, posten.len()), (90_000, 90_000, 9));
    let leer = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await;
    assert_eq!(codes(&leer.unwrap_err()), ["BUDGET-E76"]);
    sauber(&mut tx).await;
    tx.commit().await.unwrap();
});

testkit::auf_beiden!(
    der_erste_zahllauf_zahlt_keine_rate_von_frueher,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        let ab = "UPDATE geschaeftsordnung SET version = version + 1,
            toml = toml || CAST('[budget]
raten_ab = 2026-09-10
' AS TEXT)";
        tx.execute_one(ab, store::werte![]).await.unwrap();
        eintragen(&app, &mut tx, budget_von(&app, a.topf_nord, 100_001))
            .await
            .unwrap();
        let lauf = service::raten_buchen(&app, &mut tx, &darf(&vera()), 2026)
            .await
            .unwrap();
        // the ledger knows all nine, of which seven were paid by hand before the tenth of September
        assert_eq!(lauf.gebucht, 9);
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(90_000));
        let offen = rechnung::zu_zahlen(&app, &mut tx).await.unwrap();
        let tage: Vec<_> = offen.iter().map(|p| p.datum).collect();
        assert_eq!(tage.first().copied(), Some(tag("2026-10-01")));
        assert!(tage.iter().all(|t| *t >= tag("2026-09-10")), "{tage:?}");
        let may = service::darf_ueberall(&vera(), None).unwrap();
        rechnung::zahllauf_erstellen(&app, &mut tx, &may).await.unwrap();
        // taken back, what was paid by hand is asked back by hand; what a run paid goes back with a run
        let t = service::traegerbudgets(&mut tx, Some(2026), None).await.unwrap();
        let raten = service::raten_von(&mut tx, &t[0]).await.unwrap();
        for (r, lage) in [&raten[0], &raten[8]] {
            let Ratenlage::Gebucht(buchung, _, gezahlt) = lage else {
                unreachable!("{lage:?}")
            };
            assert_eq!(gezahlt.is_some(), r.faellig >= tag("2026-09-10"));
            let v = gemeinsam::vorgang(&app, "storno");
            service::stornieren(&app, &mut tx, &darf(&vera()), *buchung, &v, "falsch")
                .await
                .unwrap();
        }
        let zurueck = rechnung::zu_zahlen(&app, &mut tx).await.unwrap();
        assert_eq!(zurueck.len(), 1);
        assert!(zurueck[0].zurueck() && zurueck[0].datum == raten[8].0.faellig);
        tx.commit().await.unwrap();
        let r = crate::browser::router(&app, vera());
        let (_, html) = crate::browser::holen(&r, &format!("/budget/2026/traeger/{}", t[0].id)).await;
        assert!(
            html.contains("von Hand bezahlt") && html.contains("bezahlt mit Zahllauf 1"),
            "{html}"
        );
        let (_, html) = crate::browser::holen(&r, "/rechnungen/zahllauf").await;
        assert!(html.contains("vor dem 10.09.2026 fällig"), "{html}");
    }
);

testkit::auf_beiden!(
    eine_rate_deren_storno_wartet_geht_nicht_hinaus,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        let mut b = budget_von(&app, a.topf_sued, 600_000);
        (b.von, b.bis) = (tag("2026-11-01"), tag("2026-11-30"));
        eintragen(&app, &mut tx, b).await.unwrap();
        service::raten_buchen(&app, &mut tx, &darf(&vera()), 2026)
            .await
            .unwrap();
        // waits itself: not booked, not paid
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap(), []);
        let id = wartende(&mut tx).await;
        service::freigeben(&app, &mut tx, &uta(), id).await.unwrap();
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().len(), 1);
        let t = service::traegerbudgets(&mut tx, Some(2026), None).await.unwrap();
        let raten = service::raten_von(&mut tx, &t[0]).await.unwrap();
        let Ratenlage::Gebucht(buchung, _, None) = raten[0].1 else {
            unreachable!("{:?}", raten[0])
        };
        let v = gemeinsam::vorgang(&app, "storno");
        service::stornieren(&app, &mut tx, &darf(&vera()), buchung, &v, "falsch")
            .await
            .unwrap();
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap(), []);
        let id = wartende(&mut tx).await;
        service::verwerfen(&app, &mut tx, &uta(), id).await.unwrap();
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().len(), 1);
    }
);
