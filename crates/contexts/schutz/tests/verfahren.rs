//! The protective procedure through the store: clocks, children, court, care, end.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{
    ALLE, FRAU_A, HERR_B, TRAEGER_Y, TRAEGER_Z, amt as stadt, asd, codes,
    daten::{anruf, aufnahme, erst, plan, tag, urteil},
    geh, kind, lies, melde, neu, tu, zahl,
};
use amt::Error;
use base::Zeitpunkt;
use schutz::{
    model::{Bereich, Ergebnis, Stand, Widerspruch},
    service::{
        bereich,
        einschaetzen::einschaetzen,
        eintragen, gericht,
        konzept::vereinbaren,
        lesen,
        obhut::{self, Fortgang},
        rueckmelden,
    },
};

/// Takes a fresh Meldung to S2.
async fn bis_s2(app: &amt::App, kinder: usize) -> base::Id<schutz::model::Meldung> {
    let id = melde(app, neu(kinder)).await;
    assert_eq!(geh(app, &asd(), id, "K01").await.unwrap(), Stand::S1);
    tu(app, &asd(), id, async |tx, z, m| {
        eintragen::erstbewerten(app, tx, z, m, erst(true, &[FRAU_A, HERR_B])).await
    })
    .await
    .unwrap();
    assert_eq!(geh(app, &asd(), id, "K02").await.unwrap(), Stand::S2);
    id
}

async fn beurteile(
    app: &amt::App,
    id: base::Id<schutz::model::Meldung>,
    n: usize,
    ergebnis: Option<Ergebnis>,
) -> amt::Result<()> {
    let k = kind(&lies(app, &asd(), id).await, n);
    let d = urteil(ergebnis, app.uhr.heute());
    tu(app, &asd(), id, async |tx, z, m| {
        einschaetzen(app, tx, z, m, k, d).await
    })
    .await
}

testkit::auf_beiden!(
    t_061_drei_geschwister_drei_einschaetzungen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_s2(&app, 3).await;
        for n in 0..2 {
            beurteile(&app, id, n, Some(Ergebnis::KeinBedarf)).await.unwrap();
        }
        // the third is open: neither E01 nor E04 is met
        let f = geh(&app, &asd(), id, "K07").await.unwrap_err();
        assert_eq!(codes(&f), ["SCHUTZ-E01", "SCHUTZ-E04"]);
        beurteile(&app, id, 2, None).await.unwrap();
        assert_eq!(
            codes(&geh(&app, &asd(), id, "K07").await.unwrap_err()),
            ["SCHUTZ-E04"]
        );
        beurteile(&app, id, 2, Some(Ergebnis::Hilfebedarf)).await.unwrap();
        assert_eq!(zahl(&app, "SELECT count(*) FROM schutz_statistik").await, 0);
        assert_eq!(geh(&app, &asd(), id, "K07").await.unwrap(), Stand::S6);
        assert_eq!(zahl(&app, "SELECT count(*) FROM schutz_meldung").await, 1);
        assert_eq!(zahl(&app, "SELECT count(*) FROM schutz_einschaetzung").await, 3);
        assert_eq!(zahl(&app, "SELECT count(*) FROM schutz_statistik").await, 3);
        // over is over
        let f = beurteile(&app, id, 0, Some(Ergebnis::Kwg)).await.unwrap_err();
        assert_eq!(codes(&f), ["SCHUTZ-E20"]);
    }
);

testkit::auf_beiden!(
    t_062_die_dringlichkeit_stellt_die_uhr_ab_dem_eingang,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        uhr.stelle(Zeitpunkt("2026-05-22T14:45:00Z".parse().unwrap()));
        let id = melde(&app, neu(1)).await;
        let a = lies(&app, &asd(), id).await;
        assert_eq!(
            a.meldung.frist, a.meldung.eingang,
            "for now until two people say otherwise"
        );
        assert_eq!(a.meldung.erstbewertung_bis.lang(), "22.05.2026, 20:45 Uhr");
        geh(&app, &asd(), id, "K01").await.unwrap();
        uhr.stelle(Zeitpunkt("2026-05-22T17:00:00Z".parse().unwrap()));
        tu(&app, &asd(), id, async |tx, z, m| {
            eintragen::erstbewerten(&app, tx, z, m, erst(true, &[FRAU_A, TRAEGER_Y])).await
        })
        .await
        .unwrap();
        geh(&app, &asd(), id, "K02").await.unwrap();
        let m = lies(&app, &asd(), id).await.meldung;
        assert_eq!(m.frist.lang(), "23.05.2026, 16:45 Uhr");
        uhr.stelle(Zeitpunkt("2026-05-23T14:46:00Z".parse().unwrap()));
        let mut tx = app.db.read().await.unwrap();
        let f = lesen::faellig(&app, &mut tx, &m).await.unwrap().unwrap();
        assert_eq!((f.was.as_str(), f.spaet), ("Kind sehen", true));
    }
);

testkit::auf_beiden!(
    t_060_und_e09_nicht_allein_und_nicht_ohne_asd,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = melde(&app, neu(1)).await;
        geh(&app, &asd(), id, "K01").await.unwrap();
        for (gewichtig, wer, code) in [
            (true, [FRAU_A, FRAU_A], "SCHUTZ-E01"),
            (true, [TRAEGER_Y, TRAEGER_Z], "SCHUTZ-E02"),
            (false, [FRAU_A, FRAU_A], "SCHUTZ-E09"),
        ] {
            let f = tu(&app, &asd(), id, async |tx, z, m| {
                eintragen::erstbewerten(&app, tx, z, m, erst(gewichtig, &wer)).await
            })
            .await
            .unwrap_err();
            assert_eq!(codes(&f), [code]);
        }
        assert_eq!(
            codes(&geh(&app, &asd(), id, "K03").await.unwrap_err())[0],
            "SCHUTZ-E09"
        );
        tu(&app, &asd(), id, async |tx, z, m| {
            eintragen::erstbewerten(&app, tx, z, m, erst(false, &[FRAU_A, TRAEGER_Y])).await
        })
        .await
        .unwrap();
        assert_eq!(geh(&app, &asd(), id, "K03").await.unwrap(), Stand::S7);
    }
);

testkit::auf_beiden!(e05_gefaehrdung_braucht_eine_folge, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let heute = app.uhr.heute();
    let id = bis_s2(&app, 1).await;
    beurteile(&app, id, 0, Some(Ergebnis::Kwg)).await.unwrap();
    assert_eq!(
        codes(&geh(&app, &asd(), id, "K07").await.unwrap_err()),
        ["SCHUTZ-E05"]
    );
    let mut spaet = plan(heute);
    spaet.pruefung_am = heute.plus_tage(15);
    let f = tu(&app, &asd(), id, async |tx, z, m| {
        vereinbaren(&app, tx, z, m, spaet).await
    })
    .await
    .unwrap_err();
    assert_eq!(codes(&f), ["SCHUTZ-E27"]);
    tu(&app, &asd(), id, async |tx, z, m| {
        vereinbaren(&app, tx, z, m, plan(heute)).await
    })
    .await
    .unwrap();
    assert_eq!(geh(&app, &asd(), id, "K04").await.unwrap(), Stand::S3);
    tu(&app, &asd(), id, async |tx, z, m| {
        gericht::anrufen(&app, tx, z, m, anruf(heute)).await
    })
    .await
    .unwrap();
    assert_eq!(geh(&app, &asd(), id, "K05").await.unwrap(), Stand::S4);
    let a = lies(&app, &asd(), id).await;
    assert_eq!(a.gerichte[0].termin_bis, tag("2026-12-21"), "§ 155 Abs. 2 FamFG");
    // the Auszug holds facts and reasons, and nobody who told it
    let x = gericht::auszug(&a);
    let text = format!("{x:?}");
    assert!(text.contains("kein Essen im Haus") && text.contains("Großmutter"));
    assert!(!text.contains("Lehrerin") && !text.contains("Spielplatz"));
    assert_eq!(geh(&app, &asd(), id, "K07").await.unwrap(), Stand::S6);
});

testkit::auf_beiden!(
    t_064_inobhutnahme_ohne_gericht_endet_nicht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_s2(&app, 1).await;
        beurteile(&app, id, 0, Some(Ergebnis::Kwg)).await.unwrap();
        let k = kind(&lies(&app, &asd(), id).await, 0);
        let jetzt = app.uhr.jetzt();
        let mut beginn = aufnahme(k, jetzt);
        beginn.freiheit_beginn = Some(jetzt);
        let o = tu(&app, &asd(), id, async |tx, z, m| {
            obhut::beginnen(&app, tx, z, m, beginn).await
        })
        .await
        .unwrap();
        let noch_einmal = aufnahme(k, jetzt);
        let f = tu(&app, &asd(), id, async |tx, z, m| {
            obhut::beginnen(&app, tx, z, m, noch_einmal).await
        })
        .await
        .unwrap_err();
        assert_eq!(codes(&f), ["SCHUTZ-E28"]);
        assert_eq!(geh(&app, &asd(), id, "K06").await.unwrap(), Stand::S5);
        assert_eq!(
            codes(&geh(&app, &asd(), id, "K07").await.unwrap_err()),
            ["SCHUTZ-E25"]
        );
        let weiter = async |f: Fortgang| {
            tu(&app, &asd(), id, async |tx, z, m| {
                obhut::fortschreiben(&app, tx, z, m, o, f).await
            })
            .await
            .unwrap();
        };
        let nicht_da = Fortgang {
            widerspruch: Some(Widerspruch::NichtErreichbar),
            ..Fortgang::default()
        };
        weiter(nicht_da.clone()).await;
        assert_eq!(
            codes(&geh(&app, &asd(), id, "K07").await.unwrap_err()),
            ["SCHUTZ-E26"]
        );
        weiter(Fortgang {
            gericht_am: Some(app.uhr.heute()),
            ..nicht_da
        })
        .await;
        let a = lies(&app, &asd(), id).await;
        assert_eq!(
            schutz::rules::frist::tagesende(a.obhuten[0].freiheit_ende.unwrap()),
            "22.11.2026, 24:00 Uhr"
        );
        assert_eq!(geh(&app, &asd(), id, "K07").await.unwrap(), Stand::S6);
    }
);

testkit::auf_beiden!(t_066_dasselbe_kind_noch_einmal_im_jahr, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    for (zeit, wiederholt) in [
        ("2026-02-03T10:00:00Z", 0),
        ("2026-11-20T10:00:00Z", 1),
        ("2027-01-05T10:00:00Z", 1),
    ] {
        uhr.stelle(Zeitpunkt(zeit.parse().unwrap()));
        let id = bis_s2(&app, 1).await;
        beurteile(&app, id, 0, Some(Ergebnis::KeinBedarf)).await.unwrap();
        assert_eq!(geh(&app, &asd(), id, "K07").await.unwrap(), Stand::S6);
        let n = zahl(&app, "SELECT count(*) FROM schutz_einschaetzung WHERE wiederholt").await;
        assert_eq!(n, wiederholt, "{zeit}");
    }
    assert_eq!(
        zahl(&app, "SELECT count(*) FROM schutz_statistik WHERE jahr = 2026").await,
        2
    );
});

testkit::auf_beiden!(e08_bereich_wechselt_niemand_allein, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = melde(&app, neu(1)).await;
    let w = async |wer: &[uuid::Uuid]| {
        let texte = ("Es ist klar.".to_owned(), "Gespräch am Küchentisch".to_owned());
        tu(&app, &asd(), id, async |tx, z, m| {
            bereich::wechseln(&app, tx, z, m, Bereich::Gefaehrdung, wer, texte).await
        })
        .await
    };
    assert_eq!(codes(&w(&[FRAU_A]).await.unwrap_err()), ["SCHUTZ-E08"]);
    w(&[FRAU_A, HERR_B]).await.unwrap();
    let a = lies(&app, &asd(), id).await;
    assert_eq!((a.meldung.bereich, a.bereiche.len()), (Bereich::Gefaehrdung, 1));
});

testkit::auf_beiden!(
    rueckmeldung_nur_einmal_und_nur_an_geheimnistraeger,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let daten = || rueckmelden::Daten {
            antworten: [true, true, false],
            familie: Ok(()),
        };
        let mut ohne = neu(1);
        ohne.geheimnistraeger = false;
        let id = melde(&app, ohne).await;
        let f = tu(&app, &asd(), id, async |tx, z, m| {
            rueckmelden::geben(&app, tx, z, m, daten()).await
        })
        .await;
        assert_eq!(codes(&f.unwrap_err()), ["SCHUTZ-E06"]);
        let id = bis_s2(&app, 1).await;
        let still = rueckmelden::Daten {
            familie: Err(String::new()),
            ..daten()
        };
        let f = tu(&app, &asd(), id, async |tx, z, m| {
            rueckmelden::geben(&app, tx, z, m, still).await
        })
        .await;
        assert_eq!(codes(&f.unwrap_err()), ["SCHUTZ-E03"]);
        tu(&app, &asd(), id, async |tx, z, m| {
            rueckmelden::geben(&app, tx, z, m, daten()).await
        })
        .await
        .unwrap();
        let f = tu(&app, &asd(), id, async |tx, z, m| {
            rueckmelden::geben(&app, tx, z, m, daten()).await
        })
        .await;
        assert_eq!(codes(&f.unwrap_err()), ["SCHUTZ-E06"]);
    }
);

testkit::auf_beiden!(
    zweimal_abgeschickt_ist_eine_meldung_und_alt_ist_ein_konflikt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let mut n = neu(1);
        n.einmal = Some(uuid::Uuid::from_u128(7));
        let id = melde(&app, n.clone()).await;
        assert_eq!(melde(&app, n).await, id);
        geh(&app, &asd(), id, "K01").await.unwrap();
        let f = tu(&app, &asd(), id, async |tx, z, m| {
            schutz::service::schritt::schritt(&app, tx, z, m, 1, "K02").await
        })
        .await;
        assert!(matches!(f, Err(Error::Konflikt)));
    }
);
