//! The compartment (Fachkonzept 5.5), Rufbereitschaft and Notzugriff (10.6).

use crate::gemeinsam;
use crate::gemeinsam::{
    ALLE, NORD, SUED, amt as stadt, asd, asd_b, holen, leitung, melde, neu, senden, service, wer, zahl,
};
use amt::{App, Kontext, recht::Rolle};
use base::Zeitpunkt;

async fn verweigert(app: &App) -> i64 {
    zahl(
        app,
        "SELECT count(*) FROM journal WHERE ergebnis = 'VERWEIGERT' AND klasse = 'D6'",
    )
    .await
}

fn ruf(n: u128) -> Kontext {
    wer(n, Rolle::R05, vec![])
}

testkit::auf_beiden!(wer_eine_meldung_liest_und_wer_nicht, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = melde(&app, neu(1)).await;
    let pfad = format!("/meldungen/{id}");
    for k in [asd(), leitung(), ruf(0xE5)] {
        assert_eq!(holen(&app, &pfad, k).await.0, 200);
    }
    let mut nein = verweigert(&app).await;
    assert_eq!(nein, 0);
    let seiten = [
        "",
        "/angaben",
        "/erstbewertung",
        "/konzept",
        "/gericht",
        "/obhut",
        "/bereich",
        "/rueckmeldung",
        "/melder",
        "/auszug",
    ];
    // Servicebereich, another team, another space, EGH, Back-Office, Jobcenter, Träger, ieF, Planung, Datenschutz, IT
    let andere = [
        service(),
        asd_b(),
        wer(0xF0, Rolle::R04, vec![SUED]),
        wer(0xF1, Rolle::R11, vec![]),
        wer(0xF2, Rolle::R12, vec![]),
        wer(0xF3, Rolle::R15, vec![]),
        wer(0xF4, Rolle::R09, vec![]),
        wer(0xF5, Rolle::R17, vec![]),
        wer(0xF6, Rolle::R22, vec![]),
        wer(0xF7, Rolle::R24, vec![]),
        wer(0xF8, Rolle::R27, vec![]),
    ];
    for k in andere {
        for s in seiten {
            let (status, text) = holen(&app, &format!("{pfad}{s}"), k.clone()).await;
            assert_eq!(status, 404, "{s} {}", k.name());
            assert!(!text.contains("weint"));
            nein += 1;
            assert_eq!(verweigert(&app).await, nein, "{s} is noted");
        }
        for s in ["schritt/K01", "zuteilen", "konzept", "angaben", "bereich"] {
            let felder = [
                ("version", "1"),
                ("melder_art", "SCHULE"),
                ("akut", "JA"),
                ("wann_wo", "x"),
                ("weitere_kinder", "JA"),
                ("nach", "GRAU"),
                ("kontrolle_am", "2026-11-22"),
                ("pruefung_am", "2026-11-22"),
                ("unterschrift", "VERWEIGERT"),
            ];
            let (status, _) = senden(&app, &format!("{pfad}/{s}"), &felder, k.clone()).await;
            assert_eq!(status, 404, "{s} {}", k.name());
            nein = verweigert(&app).await;
        }
        // and no list shows it
        let (_, liste) = holen(&app, "/meldungen", k).await;
        assert!(!liste.contains(&id.to_string()));
    }
    // the Leitung reads and hands out, but writes nothing into it
    assert_eq!(
        senden(
            &app,
            &format!("{pfad}/schritt/K01"),
            &[("version", "1")],
            leitung()
        )
        .await
        .0,
        404
    );
    let b = gemeinsam::HERR_B.to_string();
    assert_eq!(
        senden(&app, &format!("{pfad}/zuteilen"), &[("fachkraft", &b)], leitung())
            .await
            .0,
        303
    );
    assert_eq!(holen(&app, &pfad, asd_b()).await.0, 200, "now it is his");
    // reads are noted
    assert!(
        zahl(
            &app,
            "SELECT count(*) FROM journal WHERE aktion = 'meldung.lesen' AND ergebnis = 'ERLAUBT'"
        )
        .await
            >= 4
    );
});

testkit::auf_beiden!(wer_meldet_steht_nicht_in_der_akte, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let mut n = neu(1);
    n.melder.name = "Nachbarin Petersen".to_owned();
    let id = melde(&app, n).await;
    for s in ["", "/angaben", "/auszug"] {
        let (_, text) = holen(&app, &format!("/meldungen/{id}{s}"), asd()).await;
        assert!(!text.contains("Petersen"), "{s}");
    }
    let (status, text) = holen(&app, &format!("/meldungen/{id}/melder"), asd()).await;
    assert!(status == 200 && text.contains("Petersen"));
    let blicke = "SELECT count(*) FROM journal WHERE angaben = 'melder' AND ergebnis = 'ERLAUBT'";
    assert_eq!(zahl(&app, blicke).await, 1);
    // whoever only leads does not see it
    assert_eq!(
        holen(&app, &format!("/meldungen/{id}/melder"), leitung()).await.0,
        404
    );
});

testkit::auf_beiden!(rufbereitschaft_liest_im_dienst, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = melde(&app, neu(1)).await;
    let pfad = format!("/meldungen/{id}");
    let felder = |wer: &'static str| {
        [
            ("wer", wer),
            ("von", "2026-11-21"),
            ("von_zeit", "17:00"),
            ("bis", "2026-11-22"),
            ("bis_zeit", "08:00"),
        ]
    };
    let e5 = "00000000-0000-0000-0000-0000000000e5";
    assert_eq!(senden(&app, "/rufbereitschaft", &felder(e5), asd()).await.0, 404);
    assert_eq!(
        senden(&app, "/rufbereitschaft", &felder(e5), leitung()).await.0,
        303
    );
    let (_, seite) = holen(&app, "/meldungen", service()).await;
    assert!(seite.contains("Person e5"), "everybody sees whom to call");
    assert_eq!(holen(&app, &pfad, ruf(0xE5)).await.0, 200);
    assert_eq!(holen(&app, &pfad, ruf(0xE6)).await.0, 404, "off duty");
    uhr.stelle(Zeitpunkt("2026-11-22T07:00:00Z".parse().unwrap()));
    // the plan has a gap: it must not leave a child alone
    assert_eq!(holen(&app, &pfad, ruf(0xE6)).await.0, 200);
    let (_, plan) = holen(&app, "/rufbereitschaft", leitung()).await;
    assert!(plan.contains("hat niemand Dienst"));
});

testkit::auf_beiden!(t_140_notzugriff_endet_nach_acht_stunden, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = melde(&app, neu(1)).await;
    let pfad = format!("/meldungen/{id}");
    let post = zahl(&app, "SELECT count(*) FROM auftrag WHERE art = 'mail'").await;
    assert_eq!(holen(&app, &pfad, asd_b()).await.0, 404);
    let felder = [
        ("vorname", "kind0"),
        ("nachname", "serban"),
        ("geburtsdatum", "2019-04-05"),
        ("grund", "Die Mutter ruft an, das Kind ist verletzt."),
    ];
    let (status, ort) = senden(&app, "/notzugriff", &felder, asd_b()).await;
    assert_eq!((status, ort.as_str()), (303, pfad.as_str()));
    let (status, seite) = holen(&app, &pfad, asd_b()).await;
    assert!(status == 200 && seite.contains("über einen Notzugriff"));
    // Leitung and Datenschutz hear of it at once, without content
    assert_eq!(
        zahl(&app, "SELECT count(*) FROM auftrag WHERE art = 'mail'").await,
        post + 2
    );
    let mit_name = "SELECT count(*) FROM auftrag WHERE daten LIKE '%erban%' OR daten LIKE '%Kind0%'";
    assert_eq!(zahl(&app, mit_name).await, 0);
    let (_, liste) = holen(&app, "/meldungen", leitung()).await;
    assert!(liste.contains("das Kind ist verletzt"));
    assert!(zahl(&app, "SELECT count(*) FROM journal WHERE notzugriff IS NOT NULL").await >= 2);
    // 22:10 and eight hours: at 06:11 it is over
    uhr.stelle(Zeitpunkt("2026-11-22T05:09:00Z".parse().unwrap()));
    assert_eq!(holen(&app, &pfad, asd_b()).await.0, 200);
    uhr.stelle(Zeitpunkt("2026-11-22T05:11:00Z".parse().unwrap()));
    assert_eq!(holen(&app, &pfad, asd_b()).await.0, 404);
    // nobody looked at it for a day: an incident
    uhr.stelle(Zeitpunkt("2026-11-22T21:11:00Z".parse().unwrap()));
    let (_, liste) = holen(&app, "/meldungen", leitung()).await;
    assert!(liste.contains("überfällig"));
});

testkit::auf_beiden!(
    t_141_und_p_5_kein_notzugriff_ohne_grund_und_recht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = melde(&app, neu(1)).await;
        let (_, seite) = holen(&app, &format!("/meldungen/{id}"), asd()).await;
        let kennzeichen = seite.split("KS-").nth(1).unwrap()[..8].to_owned();
        let kennzeichen = format!("KS-{kennzeichen}");
        let mit = |grund: &'static str| [("kennzeichen", kennzeichen.clone()), ("grund", grund.to_owned())];
        let auf = async |grund: &'static str, k: Kontext| {
            let f = mit(grund);
            let felder: Vec<(&str, &str)> = f.iter().map(|(a, b)| (*a, b.as_str())).collect();
            senden(&app, "/notzugriff", &felder, k).await
        };
        let (status, text) = auf("dringend", asd_b()).await;
        assert!(status == 422 && text.contains("AMT-E08"));
        let lang = "Das Kind ist verletzt, die Mutter ruft an.";
        for k in [
            service(),
            wer(0xF4, Rolle::R09, vec![]),
            wer(0xF1, Rolle::R11, vec![]),
            wer(0xF2, Rolle::R12, vec![]),
        ] {
            assert_eq!(auf(lang, k).await.0, 404);
        }
        assert_eq!(zahl(&app, "SELECT count(*) FROM schutz_notzugriff").await, 0);
        assert_eq!(auf(lang, wer(0xF0, Rolle::R04, vec![SUED])).await.0, 303);
        // objected to: over at once
        let (_, liste) = holen(&app, "/meldungen", leitung()).await;
        let nein = liste
            .split("/notzugriff/")
            .nth(2)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let pfad = format!("/meldungen/{id}");
        assert_eq!(holen(&app, &pfad, wer(0xF0, Rolle::R04, vec![SUED])).await.0, 200);
        assert_eq!(
            senden(&app, &format!("/notzugriff/{nein}"), &[], leitung())
                .await
                .0,
            303
        );
        assert_eq!(holen(&app, &pfad, wer(0xF0, Rolle::R04, vec![SUED])).await.0, 404);
        assert!(nein.ends_with("widersprechen") && NORD != SUED);
    }
);
