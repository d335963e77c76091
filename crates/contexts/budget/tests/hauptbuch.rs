//! The ledger cannot lie: what is booked stays, adds up, and is numbered without gaps, on both engines.
#![expect(clippy::unwrap_used, reason = "tests")]

mod gemeinsam;

use amt::recht::Rolle;
use base::{Cent, Id};
use budget::{
    model::{Arbeitsart, Bezug, BuchungsArt, NeueBuchung, VorwegGrund},
    service::{self, Filter, Gebucht, Umbuchung},
};
use gemeinsam::{
    GRENZE, MIGRATIONEN, amt as einrichten, app, buchen, codes, darf, ist, kontext, sauber, tag, topf, uta,
    vera, vorgang,
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

testkit::auf_beiden!(
    rl_01_ein_leerer_topf_haelt_keine_hilfe_auf,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        // all of it is spent, and more
        let may = darf(&vera());
        let v = vorgang(&app, "probe");
        let wartet = service::buchen(&app, &mut tx, &may, 2026, &v, vec![ist(a.topf_nord, 190_000_000)])
            .await
            .unwrap();
        let Gebucht::Wartet(vorlage) = wartet else {
            panic!("{wartet:?}")
        };
        service::freigeben(&app, &mut tx, &uta(), vorlage).await.unwrap();
        assert!(topf(&mut tx, &app, a.topf_nord).await.verfuegbar().0 < 0);
        // a case leader decides; any authorisation of the deciding room will do
        let entscheidung = amt::recht::Befugnis::<amt::recht::Lesen, raum::Raumeinheit>::pruefen(
            &gemeinsam::nora(),
            None,
            amt::recht::Bezug::default(),
        )
        .unwrap();
        let zusage = service::Zusage {
            vorgang: vorgang(&app, "entscheidung"),
            datum: tag("2026-05-04"),
            raum: Some(a.n1),
            fall: "F-4711".into(),
            traeger: String::new(),
            leistungsart: "J31".into(),
            betrag: Cent(9_000_000),
        };
        let folge = service::zusage_buchen(&app, &mut tx, &entscheidung, &zusage)
            .await
            .unwrap();
        let service::Folge::Gebucht { vorher, nachher } = folge else {
            panic!("{folge:?}")
        };
        assert_eq!(
            (vorher.ampel, nachher.ampel),
            (
                budget::rules::prognose::Ampel::Rot,
                budget::rules::prognose::Ampel::Rot
            )
        );
        assert_eq!(nachher.verfuegbar.0, vorher.verfuegbar.0 - 9_000_000);
        // far above the limit, and still nobody had to release it; the same decision books once
        assert_eq!(
            topf(&mut tx, &app, a.topf_nord).await.stand.obligo,
            Cent(9_000_000)
        );
        assert_eq!(
            service::zusage_buchen(&app, &mut tx, &entscheidung, &zusage)
                .await
                .unwrap(),
            service::Folge::Schon
        );
        // no Topf, no year: the answer changes, nothing refuses
        let nirgends = service::Zusage {
            vorgang: vorgang(&app, "entscheidung"),
            datum: tag("2031-05-04"),
            ..zusage.clone()
        };
        let folge = service::zusage_buchen(&app, &mut tx, &entscheidung, &nirgends)
            .await
            .unwrap();
        assert!(matches!(folge, service::Folge::Offen(_)), "{folge:?}");
        // T-115: what the GO gives to the central Topf is booked there, also beyond the Vorwegabzug
        let inobhutnahme = service::Zusage {
            vorgang: vorgang(&app, "entscheidung"),
            leistungsart: "INOBHUTNAHME".into(),
            betrag: Cent(30_000_000),
            ..zusage.clone()
        };
        service::zusage_buchen(&app, &mut tx, &entscheidung, &inobhutnahme)
            .await
            .unwrap();
        let vorweg = topf(&mut tx, &app, a.vorweg).await;
        assert_eq!(
            (vorweg.stand.obligo, vorweg.verfuegbar()),
            (Cent(30_000_000), Cent(-10_000_000))
        );
        // an invoice of the case dissolves what was promised for it; the end of the help dissolves the rest
        let rechnung = NeueBuchung {
            bezug: Bezug {
                fall: "F-4711".into(),
                ..Bezug::default()
            },
            ..ist(a.topf_nord, 400_000)
        };
        buchen(&app, &mut tx, &vera(), vec![rechnung]).await.unwrap();
        assert_eq!(
            topf(&mut tx, &app, a.topf_nord).await.stand.obligo,
            Cent(8_600_000)
        );
        let v = vorgang(&app, "abschluss");
        let rest = service::zusage_aufloesen(&app, &mut tx, &entscheidung, &v, tag("2026-06-30"), "F-4711")
            .await
            .unwrap();
        assert_eq!(rest, Cent(8_600_000 + 30_000_000));
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.obligo, Cent(0));
        sauber(&mut tx).await;
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

fn umbuchung(von: Id<budget::model::Topf>, nach: Id<budget::model::Topf>, betrag: i64) -> Umbuchung {
    Umbuchung {
        datum: tag("2026-06-01"),
        von,
        nach,
        betrag: Cent(betrag),
        beschluss: String::new(),
        text: "Familienzentrum".into(),
    }
}

testkit::auf_beiden!(
    t_106_und_t_114_umbuchung_und_vorweg,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        // T-104: Ist 612 345.67, Obligo 780 000.00, new 350 000.00, endings 65 000.00
        let v = vorgang(&app, "probe");
        let Gebucht::Wartet(id) = service::buchen(
            &app,
            &mut tx,
            &darf(&vera()),
            2026,
            &v,
            vec![ist(a.topf_nord, 61_234_567)],
        )
        .await
        .unwrap() else {
            panic!()
        };
        service::freigeben(&app, &mut tx, &uta(), id).await.unwrap();
        let obligo = NeueBuchung {
            art: BuchungsArt::Obligo,
            ..ist(a.topf_nord, 78_000_000)
        };
        buchen(&app, &mut tx, &vera(), vec![obligo]).await.unwrap();
        let nord = topf(&mut tx, &app, a.topf_nord).await;
        assert_eq!(nord.verfuegbar(), Cent(40_765_433));
        let may = service::darf_ueberall(&uta(), Some(nord.id)).unwrap();
        let ohne_grund = service::prognose_festhalten(
            &app,
            &mut tx,
            &may,
            &nord,
            (Cent(35_000_000), ""),
            (Cent(6_500_000), ""),
        )
        .await
        .unwrap_err();
        assert_eq!(codes(&ohne_grund), ["BUDGET-E30", "BUDGET-E30"]);
        let lage = service::prognose_festhalten(
            &app,
            &mut tx,
            &may,
            &nord,
            (Cent(35_000_000), "neue Wohnungen"),
            (Cent(6_500_000), "vier Hilfen enden"),
        )
        .await
        .unwrap();
        assert_eq!(
            (lage.prognose.betrag, lage.prognose.prozent.as_str()),
            (Cent(167_734_567), "93,19 %")
        );
        let zuviel = umbuchung(a.topf_nord, a.topf_fua, 13_000_000);
        let v = vorgang(&app, "umbuchung");
        let fehler = service::umbuchen(&app, &mut tx, &darf(&uta()), &v, &zuviel)
            .await
            .unwrap_err();
        assert_eq!(codes(&fehler), ["BUDGET-E10"]);
        let recht = umbuchung(a.topf_nord, a.topf_fua, 12_000_000);
        let Gebucht::Wartet(id) = service::umbuchen(&app, &mut tx, &darf(&uta()), &v, &recht)
            .await
            .unwrap()
        else {
            panic!()
        };
        service::freigeben(&app, &mut tx, &vera(), id).await.unwrap();
        assert_eq!(
            topf(&mut tx, &app, a.topf_fua).await.verfuegbar(),
            Cent(12_000_000)
        );
        // another region only with a decision
        let v = vorgang(&app, "umbuchung");
        let fremd = umbuchung(a.topf_fua, a.topf_sued, 100);
        assert_eq!(
            codes(
                &service::umbuchen(&app, &mut tx, &darf(&uta()), &v, &fremd)
                    .await
                    .unwrap_err()
            ),
            ["BUDGET-E33"]
        );
        // T-114: 150 000.00 goes, 60 000.00 does not
        let frei = |b| umbuchung(a.vorweg, a.topf_sued, b);
        let v = vorgang(&app, "vorweg");
        let grund = VorwegGrund::Fallzahlen;
        let Gebucht::Wartet(id) =
            service::vorweg_freigeben(&app, &mut tx, &darf(&uta()), &v, grund, &frei(15_000_000))
                .await
                .unwrap()
        else {
            panic!()
        };
        service::freigeben(&app, &mut tx, &vera(), id).await.unwrap();
        let v = vorgang(&app, "vorweg");
        let fehler = service::vorweg_freigeben(&app, &mut tx, &darf(&uta()), &v, grund, &frei(6_000_000))
            .await
            .unwrap_err();
        assert_eq!(codes(&fehler), ["BUDGET-E11"]);
        // a Storno of one side takes the other side back too
        let filter = Filter {
            topf: Some(a.topf_sued),
            ..Filter::default()
        };
        let blick = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap();
        let (zeilen, _, _) = service::buchungen(&app, &mut tx, &uta(), &blick, 2026, &filter, 0, 9)
            .await
            .unwrap();
        let v = vorgang(&app, "storno");
        let Gebucht::Wartet(id) = service::stornieren(
            &app,
            &mut tx,
            &darf(&uta()),
            zeilen[0].id,
            &v,
            "Beschluss aufgehoben",
        )
        .await
        .unwrap() else {
            panic!()
        };
        assert_eq!(
            service::freigeben(&app, &mut tx, &vera(), id)
                .await
                .unwrap()
                .len(),
            2
        );
        assert_eq!(topf(&mut tx, &app, a.vorweg).await.verfuegbar(), Cent(20_000_000));
        sauber(&mut tx).await;
    }
);

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
