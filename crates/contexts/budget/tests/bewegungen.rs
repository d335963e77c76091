//! What moves money between Töpfe, and what no empty Topf may ever stop (RL-01), on both engines.

use crate::gemeinsam;
use crate::gemeinsam::{
    MIGRATIONEN, amt as einrichten, app, buchen, codes, darf, ist, sauber, tag, topf, uta, vera, vorgang,
};
use base::{Cent, Id};
use budget::{
    model::{Bezug, BuchungsArt, NeueBuchung, VorwegGrund},
    service::{self, Filter, Gebucht, Umbuchung},
};

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
        let service::Folge::Gebucht { vorher, nachher, .. } = folge else {
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
