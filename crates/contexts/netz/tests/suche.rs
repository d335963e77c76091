//! The search on both engines.

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, einspielung};
use amt::go::Mobilitaet;
use base::{Cent, Punkt, Tri};
use netz::{
    Angabe, Bedarf, Passung, Suchprofil, Wann, Zeit,
    codes::{Merkmal, Ortsform, Sichtbarkeit, Thema, Wochentag},
    service,
};

const ZUHAUSE: Punkt = Punkt {
    lat: 54.3233,
    lon: 10.1394,
};

fn titel(t: &[netz::Treffer]) -> Vec<&str> {
    t.iter().map(|t| t.titel.as_str()).collect()
}

testkit::auf_beiden!(t_030_t_032_aktionsraum, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    for (name, punkt) in [
        ("c", Some((54.3525, 10.151))),
        ("b", Some((54.34, 10.12))),
        ("a", Some((54.3213, 10.1349))),
        ("d ohne Ort", None),
    ] {
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, name, punkt))
            .await
            .unwrap();
    }
    let mut haus = angebot(k, "Besuchsdienst", None);
    haus.ortsform = Ortsform::Aufsuchend;
    haus.orte.clear();
    haus.themen = vec![Thema::AlterEinsamkeit];
    service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), haus)
        .await
        .unwrap();

    // T-032 with the radius of the man of 82 with a Rollator: 0.4 km
    let mut p = Suchprofil {
        punkt: Some(ZUHAUSE),
        alter: Some(82),
        mobilitaet: Mobilitaet::Rollator,
        themen: vec![Thema::FreizeitBegegnung],
        ..Suchprofil::default()
    };
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!(e.radius_m, Some(400));
    assert_eq!(titel(&e.treffer), ["a", "b", "c", "d ohne Ort"]);
    let m: Vec<_> = e.treffer.iter().map(|t| t.entfernung_m).collect();
    assert_eq!(m, [Some(367), Some(2243), Some(3333), None]);
    assert_eq!(
        e.treffer.iter().map(|t| t.im_aktionsraum).collect::<Vec<_>>(),
        [true, false, false, false]
    );
    assert_eq!(e.treffer[0].gruende[0], "367 m Luftlinie");
    assert_eq!(
        e.treffer[3].gruende[0],
        "Lage unbekannt – Entfernung nicht berechnet"
    );

    // 70 years, no change: 3.0 km
    (p.alter, p.mobilitaet) = (Some(70), Mobilitaet::Unveraendert);
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!((e.radius_m, e.im_aktionsraum, e.gesamt), (Some(3000), 2, 4));

    // T-030: girl of 16 with a ticket, woman of 85 who cannot leave the house
    (p.alter, p.mobilitaet) = (Some(16), Mobilitaet::OepnvTicket);
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!((e.radius_m, e.im_aktionsraum), (Some(9000), 3));
    p.themen.clear();
    (p.alter, p.mobilitaet) = (Some(85), Mobilitaet::ZuHause);
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!((e.radius_m, titel(&e.treffer)), (Some(0), vec!["Besuchsdienst"]));

    // pages of the list hold together
    (p.alter, p.mobilitaet) = (None, Mobilitaet::Unveraendert);
    p.limit = 2;
    let mut alle = Vec::new();
    for seite in 0..3 {
        p.ueberspringen = seite * 2;
        alle.extend(service::suchen(&app, &mut tx, &p).await.unwrap());
    }
    // what comes to the house counts as inside; its distance is unknown, so it stands behind those with a distance
    assert_eq!(titel(&alle), ["a", "b", "c", "Besuchsdienst", "d ohne Ort"]);
});

testkit::auf_beiden!(filter_und_rang, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let hier = Some((54.3213, 10.1349));
    let mut teuer_nah = angebot(k, "A teuer", hier);
    teuer_nah.kosten = Some(Cent(900));
    teuer_nah.kostenlos = Tri::Nein;
    teuer_nah.barrieren.insert(Merkmal::Dgs, Angabe::tri(Tri::Ja));
    teuer_nah.zeiten = vec![Zeit {
        rrule: "FREQ=WEEKLY;BYDAY=TH".to_owned(),
        von: Some(1020),
        bis: Some(1200),
        ..Zeit::default()
    }];
    let mut frei = angebot(k, "B frei", hier);
    frei.kostenlos = Tri::Ja;
    frei.sprachen = vec!["tr".to_owned()];
    frei.alter_von = Some(60);
    let mut ohne = angebot(k, "C kein Dolmetschen", hier);
    ohne.barrieren.insert(Merkmal::Dgs, Angabe::tri(Tri::Nein));
    ohne.barrieren
        .insert(Merkmal::Schriftdolmetschen, Angabe::tri(Tri::Nein));
    ohne.sichtbarkeit = Sichtbarkeit::Fachkraefte;
    for d in [frei, ohne, teuer_nah] {
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
    }
    let p = Suchprofil {
        punkt: Some(ZUHAUSE),
        ..Suchprofil::default()
    };
    // the price does not order: the dear one stands first, by its title
    let t = service::suchen(&app, &mut tx, &p).await.unwrap();
    assert_eq!(titel(&t), ["A teuer", "B frei", "C kein Dolmetschen"]);
    assert!(t[0].gruende.contains(&"kostet 9,00 €".to_owned()));

    let gehoerlos = Suchprofil {
        bedarfe: vec![Bedarf::Gehoerlos],
        ..p.clone()
    };
    let t = service::suchen(&app, &mut tx, &gehoerlos).await.unwrap();
    let lage: Vec<_> = t.iter().map(|t| (t.titel.as_str(), t.barrierefreiheit)).collect();
    assert_eq!(
        lage,
        [("A teuer", Passung::Erfuellt), ("B frei", Passung::Unklar)]
    );

    let ergebnis = async |tx: &mut store::Tx, p: Suchprofil| {
        let t = service::suchen(&app, tx, &p).await.unwrap();
        t.into_iter().map(|t| t.titel).collect::<Vec<_>>()
    };
    let jung = Suchprofil {
        alter: Some(16),
        ..p.clone()
    };
    assert_eq!(ergebnis(&mut tx, jung).await, ["A teuer", "C kein Dolmetschen"]);
    let guenstig = Suchprofil {
        kosten_hoechstens: Some(Cent(899)),
        ..p.clone()
    };
    assert_eq!(
        ergebnis(&mut tx, guenstig).await,
        ["B frei", "C kein Dolmetschen"]
    );
    let arabisch = Suchprofil {
        sprachen: vec!["ar".to_owned()],
        ..p.clone()
    };
    assert_eq!(
        ergebnis(&mut tx, arabisch).await,
        ["A teuer", "C kein Dolmetschen"]
    );
    let freitag = Wann {
        tag: Some(Wochentag::Freitag),
        ab: 0,
        bis: 1440,
    };
    let am_freitag = Suchprofil {
        wann: Some(freitag),
        ..p.clone()
    };
    assert_eq!(
        ergebnis(&mut tx, am_freitag).await,
        ["B frei", "C kein Dolmetschen"]
    );
    let oeffentlich = Suchprofil {
        nur_oeffentlich: true,
        ..p.clone()
    };
    assert_eq!(ergebnis(&mut tx, oeffentlich).await, ["A teuer", "B frei"]);
    let getippt = Suchprofil {
        text: "Dolmetshen".to_owned(),
        ..p.clone()
    };
    assert_eq!(ergebnis(&mut tx, getippt).await, ["C kein Dolmetschen"]);
});

testkit::auf_beiden!(zwanzigtausend_angebote_in_einem_zug, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let viele = (0..20_000)
        .map(|i| {
            let (x, y) = (f64::from(i % 141), f64::from(i / 141));
            einspielung(
                &format!("{i:05}"),
                &format!("Treff {i:05}"),
                Some((54.2 + x / 600.0, 10.0 + y / 500.0)),
            )
        })
        .collect();
    let b = service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), "probe", viele)
        .await
        .unwrap();
    assert_eq!((b.neu, b.akteure_neu, b.abgelehnt.len()), (20_000, 1, 0));
    let p = Suchprofil {
        punkt: Some(ZUHAUSE),
        text: "Tref".to_owned(),
        limit: 5,
        ..Suchprofil::default()
    };
    let e = service::suche(&app, &mut tx, &p).await.unwrap();
    assert_eq!(e.gesamt, 20_000);
    let m: Vec<u32> = e.treffer.iter().filter_map(|t| t.entfernung_m).collect();
    assert!(m.len() == 5 && m.is_sorted() && m[0] < 200, "{m:?}");
    let start = std::time::Instant::now();
    for _ in 0..20 {
        service::suche(&app, &mut tx, &p).await.unwrap();
    }
    println!(
        "20.000 Angebote: {:?} je Suche (Debug-Build)",
        start.elapsed() / 20
    );
});

testkit::auf_beiden!(
    ein_grosses_verzeichnis_antwortet_waehrend_es_neu_gelesen_wird,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let app = app.mit(netz::AngebotsHalter::default().gross_ab(1));
        let neu = async |name: &str| {
            let mut tx = app.db.write().await.unwrap();
            let k = akteur(&app, &mut tx, name).await;
            service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, name, None))
                .await
                .unwrap();
            tx.commit().await.unwrap();
        };
        let alle = async || {
            let mut tx = app.db.read().await.unwrap();
            let e = service::suche(&app, &mut tx, &Suchprofil::default())
                .await
                .unwrap();
            e.gesamt
        };
        neu("eins").await;
        assert_eq!(alle().await, 1);
        neu("zwei").await;
        // this one does not wait for the second offer, it only asks for it
        assert_eq!(alle().await, 1);
        let mut runden = 0;
        while alle().await != 2 {
            runden += 1;
            assert!(runden < 10_000, "the new state never came");
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    }
);
