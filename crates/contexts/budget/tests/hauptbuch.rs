//! The ledger cannot lie: what is booked stays, adds up, and is numbered without gaps, on both engines.

use crate::gemeinsam;
use crate::gemeinsam::{
    GRENZE, MIGRATIONEN, amt as einrichten, app, buchen, codes, darf, ist, kontext, sauber, tag, topf, uta,
    vera, vorgang,
};
use amt::recht::Rolle;
use base::Cent;
use budget::{
    model::{Arbeitsart, BuchungsArt, NeueBuchung},
    service::{self, Filter, Gebucht},
};
use store::werte;

testkit::auf_beiden!(t_111_storno_und_neue_buchung, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    assert_eq!(
        buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 50_000)])
            .await
            .unwrap(),
        Gebucht::Ja(vec![1])
    );
    let blick = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap();
    let alle = |f: Filter| f;
    let (zeilen, _, _) = service::buchungen(
        &app,
        &mut tx,
        &uta(),
        &blick,
        2026,
        &alle(Filter::default()),
        0,
        50,
    )
    .await
    .unwrap();
    let v = vorgang(&app, "storno");
    let falsch = service::stornieren(&app, &mut tx, &darf(&vera()), zeilen[0].id, &v, "falscher Betrag")
        .await
        .unwrap();
    assert_eq!(falsch, Gebucht::Ja(vec![2]));
    buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 45_000)])
        .await
        .unwrap();
    let (zeilen, anzahl, summe) =
        service::buchungen(&app, &mut tx, &uta(), &blick, 2026, &Filter::default(), 0, 50)
            .await
            .unwrap();
    assert_eq!((anzahl, summe), (3, Cent(45_000)));
    assert_eq!(zeilen.iter().map(|b| b.nr).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(
        zeilen.iter().map(|b| b.betrag.0).collect::<Vec<_>>(),
        [50_000, -50_000, 45_000]
    );
    assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(45_000));
    // a Storno of a Storno, and a second one
    for id in [zeilen[0].id, zeilen[1].id] {
        let v = vorgang(&app, "storno");
        let fehler = service::stornieren(&app, &mut tx, &darf(&vera()), id, &v, "noch einmal")
            .await
            .unwrap_err();
        assert_eq!(codes(&fehler), ["BUDGET-E08"]);
    }
    sauber(&mut tx).await;
});

testkit::auf_beiden!(
    die_datenbank_laesst_keine_buchung_aendern,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 1_000)])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // whoever has the database can try all they like; each in a transaction of its own
        for sql in [
        "UPDATE buchung SET betrag = 999",
        "UPDATE buchung SET text = 'anders'",
        "DELETE FROM buchung",
        "UPDATE haushaltsjahr SET letzte_nr = 0",
        // a counter-booking of another amount, or of nothing
        "INSERT INTO buchung SELECT $1, jahr, 2, datum, topf, 'STORNO', konto, arbeitsart, -1, beleg, fall_pseudonym, traeger,
            projekt, gruppe, leistungsart, text, $1, 0, anlass, gebucht_am, gebucht_von, freigegeben_von, grenze, id, art, 1
            FROM buchung",
        "INSERT INTO buchung SELECT $1, jahr, 2, datum, topf, 'STORNO', konto, arbeitsart, -1000, beleg, fall_pseudonym,
            traeger, projekt, gruppe, leistungsart, text, $1, 0, anlass, gebucht_am, gebucht_von, freigegeben_von, grenze,
            NULL, NULL, NULL FROM buchung",
        // above the limit with one pair of eyes, and with the same pair twice
        "INSERT INTO buchung SELECT $1, jahr, 2, datum, topf, art, konto, arbeitsart, 99999999, beleg, fall_pseudonym, traeger,
            projekt, gruppe, leistungsart, text, $1, 0, anlass, gebucht_am, gebucht_von, NULL, grenze, NULL, NULL, NULL
            FROM buchung",
        "INSERT INTO buchung SELECT $1, jahr, 2, datum, topf, art, konto, arbeitsart, 99999999, beleg, fall_pseudonym, traeger,
            projekt, gruppe, leistungsart, text, $1, 0, anlass, gebucht_am, gebucht_von, gebucht_von, grenze, NULL, NULL,
            NULL FROM buchung",
        // a number a second time
        "INSERT INTO buchung SELECT $1, jahr, 1, datum, topf, art, konto, arbeitsart, 5, beleg, fall_pseudonym, traeger,
            projekt, gruppe, leistungsart, text, $1, 0, anlass, gebucht_am, gebucht_von, NULL, grenze, NULL, NULL, NULL
            FROM buchung",
    ] {
        let mut tx = app.db.write().await.unwrap();
        let werte = if sql.contains("$1") { werte![app.ids.uuid()] } else { werte![] };
        let ergebnis = tx.execute(sql, werte).await;
        assert!(ergebnis.is_err(), "{sql}");
    }
        let mut tx = app.db.write().await.unwrap();
        sauber(&mut tx).await;
        // what the database cannot forbid, the check finds
        tx.execute("UPDATE topf SET ist = ist + 1 WHERE sortier = 'N'", werte![])
            .await
            .unwrap();
        let bericht = service::pruefen(&mut tx, Some(2026)).await.unwrap();
        assert_eq!(
            bericht.befunde.iter().map(|b| b.code).collect::<Vec<_>>(),
            ["BUDGET-P01"]
        );
    }
);

testkit::auf_beiden!(vier_augen_ueber_der_grenze, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    let v = vorgang(&app, "rechnung");
    let genau = service::buchen(
        &app,
        &mut tx,
        &darf(&vera()),
        2026,
        &v,
        vec![ist(a.topf_nord, GRENZE)],
    )
    .await
    .unwrap();
    assert_eq!(genau, Gebucht::Ja(vec![1]));
    let v = vorgang(&app, "rechnung");
    let posten = vec![ist(a.topf_nord, GRENZE + 1)];
    let wartet = service::buchen(&app, &mut tx, &darf(&vera()), 2026, &v, posten.clone())
        .await
        .unwrap();
    let Gebucht::Wartet(id) = wartet else {
        panic!("{wartet:?}")
    };
    assert_eq!(
        topf(&mut tx, &app, a.topf_nord).await.stand.ist,
        Cent(GRENZE),
        "nothing is booked yet"
    );
    assert_eq!(
        service::buchen(&app, &mut tx, &darf(&vera()), 2026, &v, posten)
            .await
            .unwrap(),
        Gebucht::Schon
    );
    let fehler = service::freigeben(&app, &mut tx, &vera(), id).await.unwrap_err();
    assert_eq!(codes(&fehler), ["BUDGET-E07"]);
    // who may not book may not release either
    assert!(matches!(
        service::freigeben(&app, &mut tx, &gemeinsam::nora(), id).await,
        Err(amt::Error::NichtGefunden)
    ));
    assert_eq!(service::freigeben(&app, &mut tx, &uta(), id).await.unwrap(), [2]);
    assert!(matches!(
        service::freigeben(&app, &mut tx, &uta(), id).await,
        Err(amt::Error::NichtGefunden)
    ));
    assert_eq!(
        topf(&mut tx, &app, a.topf_nord).await.stand.ist,
        Cent(2 * GRENZE + 1)
    );
    // a refused one takes no number
    let v = vorgang(&app, "rechnung");
    let wartet = service::buchen(
        &app,
        &mut tx,
        &darf(&vera()),
        2026,
        &v,
        vec![ist(a.topf_nord, GRENZE + 1)],
    )
    .await
    .unwrap();
    let Gebucht::Wartet(id) = wartet else {
        panic!("{wartet:?}")
    };
    service::verwerfen(&app, &mut tx, &uta(), id).await.unwrap();
    assert_eq!(
        buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 1)])
            .await
            .unwrap(),
        Gebucht::Ja(vec![3])
    );
    sauber(&mut tx).await;
});

testkit::auf_beiden!(schlechte_eingaben_mit_ihrem_code, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    let gut = ist(a.topf_nord, 100);
    let faelle = [
        (
            NeueBuchung {
                betrag: Cent(0),
                ..gut.clone()
            },
            "BUDGET-E01",
        ),
        (
            NeueBuchung {
                datum: tag("2025-12-31"),
                ..gut.clone()
            },
            "BUDGET-E02",
        ),
        (
            NeueBuchung {
                arbeitsart: None,
                ..gut.clone()
            },
            "BUDGET-E06",
        ),
        (
            NeueBuchung {
                art: BuchungsArt::Storno,
                ..gut.clone()
            },
            "BUDGET-E34",
        ),
        (
            NeueBuchung {
                art: BuchungsArt::ObligoAufloesung,
                ..gut.clone()
            },
            "BUDGET-E34",
        ),
        (
            NeueBuchung {
                art: BuchungsArt::Umbuchung,
                ..gut.clone()
            },
            "BUDGET-E32",
        ),
    ];
    for (b, code) in faelle {
        let fehler = buchen(&app, &mut tx, &vera(), vec![b]).await.unwrap_err();
        assert_eq!(codes(&fehler), [code]);
    }
    // a lead of the south sees neither the Topf of the north nor may book there
    let sued = kontext(Rolle::R06, 2, vec![a.sued.uuid()]);
    let nord = topf(&mut tx, &app, a.topf_nord).await;
    let may = service::darf_topf::<amt::recht::Bearbeiten, budget::model::Buchung>(
        &app,
        &mut tx,
        &sued,
        None,
        &[&nord],
    )
    .await;
    assert!(matches!(may, Err(amt::Error::NichtGefunden)));
    let blick = service::blick(&app, &mut tx, &sued, 2026).await.unwrap();
    assert_eq!(
        blick
            .toepfe
            .iter()
            .map(|t| t.sortier.as_str())
            .collect::<Vec<_>>(),
        ["S"]
    );
    assert!(
        service::blick(&app, &mut tx, &gemeinsam::nora(), 2026)
            .await
            .is_err()
    );
    sauber(&mut tx).await;
});

testkit::auf_beiden!(
    hundert_bucher_zugleich_verlieren_nichts,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let mut alle = tokio::task::JoinSet::new();
        for n in 1..=100_i64 {
            let app = app.clone();
            let ziel = if n % 2 == 0 { a.topf_nord } else { a.topf_sued };
            alle.spawn(async move {
                let v = vorgang(&app, "rechnung");
                // each act is sent twice, as a double click would
                for _ in 0..2 {
                    loop {
                        let mut tx = match app.db.write().await {
                            Ok(tx) => tx,
                            Err(store::Error::NichtErreichbar(_)) => continue,
                            Err(e) => panic!("{e}"),
                        };
                        let posten = vec![ist(ziel, n), ist(a.topf_nord, 1)];
                        let ergebnis = service::buchen(&app, &mut tx, &darf(&vera()), 2026, &v, posten).await;
                        match ergebnis {
                            Ok(_) => match tx.commit().await {
                                Ok(()) => break,
                                Err(store::Error::Wiederholbar(_)) => {}
                                Err(e) => panic!("{e}"),
                            },
                            Err(amt::Error::Store(store::Error::Wiederholbar(_))) => {}
                            Err(e) => panic!("{e}"),
                        }
                    }
                }
            });
        }
        while let Some(r) = alle.join_next().await {
            r.unwrap();
        }
        let mut tx = app.db.read().await.unwrap();
        let blick = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap();
        let stand = |id| blick.topf(id).unwrap().stand.ist.0;
        assert_eq!(stand(a.topf_nord) + stand(a.topf_sued), 5_050 + 100);
        let bericht = service::pruefen(&mut tx, Some(2026)).await.unwrap();
        assert_eq!(
            (bericht.buchungen, bericht.befunde.len()),
            (200, 0),
            "{:?}",
            bericht.befunde
        );
    }
);

testkit::auf_beiden!(
    ein_abgebrochener_vorgang_hinterlaesst_nichts,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let mut tx = app.db.write().await.unwrap();
        buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 100)])
            .await
            .unwrap();
        drop(tx);
        let mut tx = app.db.write().await.unwrap();
        assert_eq!(
            buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 7)])
                .await
                .unwrap(),
            Gebucht::Ja(vec![1]),
            "the number of what never happened is used again"
        );
        let arbeitsart = Some(Arbeitsart::Gemischt);
        buchen(
            &app,
            &mut tx,
            &vera(),
            vec![NeueBuchung {
                arbeitsart,
                ..ist(a.topf_nord, 3)
            }],
        )
        .await
        .unwrap();
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(10));
        sauber(&mut tx).await;
    }
);
