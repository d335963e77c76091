//! What was agreed at meetings becomes tasks: who is in charge, what came of it, what is still open the next time.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    gemeinsam::{RAEUME, akteur, app, tag, wer},
    import_seiten::{holen, senden, zahl},
    veranstaltungen::{anlegen, dialog},
};
use amt::{
    App, Error, Kontext,
    recht::{Befugnis, Bezug, Rolle},
};
use axum::{Router, http::StatusCode};
use base::Id;
use netz::{
    Veranstaltung, Vereinbarung, VereinbarungDaten, VereinbarungFilter, VereinbarungStand,
    codes::{DoppeltArt, VeranstaltungTyp, VereinbarungStatus},
    service::{self, DarfVereinbarung},
};
use store::{Tx, werte};
use team::Fachkraft;
use uuid::Uuid;

/// Two of the office: the user of all these tests, and one without an account; and one of a Träger.
async fn leute(app: &App, tx: &mut Tx) -> [Id<Fachkraft>; 3] {
    let jetzt = app.uhr.jetzt();
    let ids = [9_u128, 12, 13].map(Uuid::from_u128);
    for (id, art) in [(ids[0], "OEFFENTLICH"), (ids[2], "FREI_GEMEINNUETZIG")] {
        tx.execute(
            "INSERT INTO organisation (id, name, suche, art, anerkannt_75, version, angelegt_am, angelegt_von,
                geaendert_am, geaendert_von) VALUES ($1,$2,$2,$2,$3,1,$4,$1,$4,$1)",
            werte![id, art, true, jetzt],
        )
        .await
        .unwrap();
    }
    tx.execute(
        "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
            organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
         VALUES ($1, 'kim', 'kim', 'Kim', 'kim', '', $2, 'OEFFENTLICH', '', 'AKTIV', '', '', 1, $3, $3)",
        werte![ids[0], false, jetzt],
    )
    .await
    .unwrap();
    let leute = [
        (ids[0], "Kim Redaktion", ids[0], Some(ids[0])),
        (ids[1], "Bea Beck", ids[0], None),
        (ids[2], "Toni Träger", ids[2], None),
    ];
    for (id, name, organisation, konto) in leute {
        tx.execute(
            "INSERT INTO fachkraft (id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, suche,
                version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             VALUES ($1,$2,'','','','',$3,$4,$5,$2,1,$6,$1,$6,$1)",
            werte![id, name, false, organisation, konto, jetzt],
        )
        .await
        .unwrap();
    }
    ids.map(Id::von)
}

fn was(was: &str, bis: Option<&str>) -> VereinbarungDaten {
    VereinbarungDaten {
        was: was.to_owned(),
        bis: bis.map(tag),
        ..VereinbarungDaten::default()
    }
}

async fn eintragen(
    app: &App,
    tx: &mut Tx,
    id: Id<Veranstaltung>,
    d: VereinbarungDaten,
) -> amt::Result<Id<Vereinbarung>> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    service::vereinbaren(app, tx, &may, d).await
}

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    r.unwrap_err()
        .befunde()
        .iter()
        .map(|b| b.code.to_string())
        .collect()
}

fn stand(status: VereinbarungStatus, notiz: &str) -> VereinbarungStand {
    VereinbarungStand {
        status,
        notiz: notiz.to_owned(),
    }
}

async fn namen(tx: &mut Tx, k: &Kontext, f: &VereinbarungFilter) -> Vec<String> {
    let alle = service::vereinbarungen_liste(tx, k, f).await.unwrap();
    alle.into_iter().map(|v| v.daten.was).collect()
}

testkit::auf_beiden!(wer_was_bis_wann_und_was_daraus_wurde, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let [kim, bea, toni] = leute(&app, &mut tx).await;
    let kita = akteur(&app, &mut tx, "Kita Nord").await;
    let id = anlegen(&app, &mut tx, dialog()).await;
    // one in charge, not two; of the office; and somebody there is
    for (a, f, code) in [
        (Some(kita), Some(bea), "NETZ-E172"),
        (None, Some(toni), "NETZ-E174"),
        (Some(Id::von(Uuid::from_u128(77))), None, "NETZ-E175"),
    ] {
        let mut d = was("Flyer", None);
        (d.akteur, d.fachkraft) = (a, f);
        assert_eq!(codes(eintragen(&app, &mut tx, id, d).await), [code]);
    }
    let mut d = was("Flyer drucken", Some("2026-11-20"));
    d.fachkraft = Some(kim);
    let flyer = eintragen(&app, &mut tx, id, d).await.unwrap();
    let mut d = was("Raum suchen", Some("2026-12-20"));
    d.akteur = Some(kita);
    d.wer = "mit dem Hausmeister".to_owned();
    let raum = eintragen(&app, &mut tx, id, d).await.unwrap();
    let mut d = was("Kuchen", None);
    d.fachkraft = Some(bea);
    eintragen(&app, &mut tx, id, d).await.unwrap();

    // today is 21 November 2026
    let k = wer(Rolle::R19);
    let offen = VereinbarungFilter {
        status: Some(VereinbarungStatus::Offen),
        ..VereinbarungFilter::default()
    };
    assert_eq!(
        namen(&mut tx, &k, &offen).await,
        ["Flyer drucken", "Raum suchen", "Kuchen"]
    );
    let spaete = VereinbarungFilter {
        absteigend: true,
        ..offen.clone()
    };
    assert_eq!(
        namen(&mut tx, &k, &spaete).await,
        ["Raum suchen", "Flyer drucken", "Kuchen"]
    );
    for (text, soll) in [
        ("KITA nord", vec!["Raum suchen"]),
        ("beck", vec!["Kuchen"]),
        ("dialog otto", vec!["Flyer drucken", "Raum suchen", "Kuchen"]),
        ("nichts davon", vec![]),
    ] {
        let f = VereinbarungFilter {
            text: text.to_owned(),
            ..offen.clone()
        };
        assert_eq!(namen(&mut tx, &k, &f).await, soll, "{text}");
    }
    let alle = service::vereinbarungen_liste(&mut tx, &k, &offen).await.unwrap();
    let heute = app.uhr.heute();
    assert_eq!(
        alle.iter().map(|v| v.ueberfaellig(heute)).collect::<Vec<_>>(),
        [true, false, false]
    );
    let wer_macht: Vec<_> = alle.iter().map(netz::VereinbarungGespeichert::wer).collect();
    assert_eq!(
        wer_macht,
        ["Kim Redaktion", "Kita Nord, mit dem Hausmeister", "Bea Beck"]
    );
    assert_eq!(service::meine_vereinbarungen(&mut tx, &k).await.unwrap().len(), 1);

    // dropped only with a reason; nobody writes over somebody else
    let weg = VereinbarungStatus::Verworfen;
    let r = service::vereinbarung_aendern(&app, &mut tx, &k, (raum, 1), None, stand(weg, " ")).await;
    assert_eq!(codes(r), ["NETZ-E173"]);
    let grund = "Das Rathaus hat selbst einen.";
    service::vereinbarung_aendern(&app, &mut tx, &k, (raum, 1), None, stand(weg, grund))
        .await
        .unwrap();
    let r = service::vereinbarung_aendern(&app, &mut tx, &k, (raum, 1), None, stand(weg, grund)).await;
    assert!(matches!(r, Err(Error::Konflikt)));
    let (v, darf) = service::vereinbarung_laden(&mut tx, &k, raum).await.unwrap();
    assert_eq!((v.stand, darf), (stand(weg, grund), DarfVereinbarung::Alles));
    assert_eq!(v.daten.wer, "mit dem Hausmeister");
    // what is done is not late, and not mine any more
    service::vereinbarung_aendern(
        &app,
        &mut tx,
        &k,
        (flyer, 1),
        None,
        stand(VereinbarungStatus::Erledigt, ""),
    )
    .await
    .unwrap();
    assert!(
        service::meine_vereinbarungen(&mut tx, &k)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(namen(&mut tx, &k, &offen).await, ["Kuchen"]);
    // who reads only what is public sees none of it
    let r = service::vereinbarungen_liste(&mut tx, &wer(Rolle::R28), &offen).await;
    assert!(matches!(r, Err(Error::NichtGefunden)));
    let r = service::vereinbarung_laden(&mut tx, &wer(Rolle::R28), flyer).await;
    assert!(matches!(r, Err(Error::NichtGefunden)));
});

testkit::auf_beiden!(wer_es_macht_sagt_was_daraus_wurde, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let [kim, bea, _] = leute(&app, &mut tx).await;
    let id = anlegen(&app, &mut tx, dialog()).await;
    let mut ids = Vec::new();
    for f in [kim, bea] {
        let mut d = was("Flyer", None);
        d.fachkraft = Some(f);
        ids.push(eintragen(&app, &mut tx, id, d).await.unwrap());
    }
    // an ASD caseworker reads meetings and writes none
    let k = wer(Rolle::R01);
    let (_, darf) = service::vereinbarung_laden(&mut tx, &k, ids[0]).await.unwrap();
    assert_eq!(darf, DarfVereinbarung::Stand);
    let fertig = || stand(VereinbarungStatus::Erledigt, "Liegt aus.");
    let alles = Some(was("Etwas anderes", None));
    let r = service::vereinbarung_aendern(&app, &mut tx, &k, (ids[0], 1), alles, fertig()).await;
    assert!(matches!(r, Err(Error::NichtGefunden)));
    service::vereinbarung_aendern(&app, &mut tx, &k, (ids[0], 1), None, fertig())
        .await
        .unwrap();
    let (_, darf) = service::vereinbarung_laden(&mut tx, &k, ids[1]).await.unwrap();
    assert_eq!(darf, DarfVereinbarung::Lesen);
    let r = service::vereinbarung_aendern(&app, &mut tx, &k, (ids[1], 1), None, fertig()).await;
    assert!(matches!(r, Err(Error::NichtGefunden)));
    tx.commit().await.unwrap();
    assert_eq!(
        zahl(
            &app,
            "SELECT COUNT(*) FROM vereinbarung WHERE status = 'ERLEDIGT'"
        )
        .await,
        1
    );
});

testkit::auf_beiden!(
    das_naechste_treffen_zeigt_was_offen_ist,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let treffen = async |tx: &mut Tx, titel: &str, typ, am: &str| {
            let mut d = dialog();
            (d.titel, d.typ, d.tag) = (titel.to_owned(), typ, tag(am));
            anlegen(&app, tx, d).await
        };
        let typ = VeranstaltungTyp::Sozialraumdialog;
        let erstes = treffen(&mut tx, "3. Sozialraumdialog Ottobrunn", typ, "2026-03-01").await;
        let zweites = treffen(&mut tx, "4. Sozialraumdialog Ottobrunn", typ, "2026-06-01").await;
        let anderes = treffen(&mut tx, "4. Sozialraumdialog Kiel", typ, "2026-03-01").await;
        let fach = VeranstaltungTyp::Fachtag;
        let fachtag = treffen(&mut tx, "Sozialraumdialog Ottobrunn", fach, "2026-03-01").await;
        for (id, text) in [
            (erstes, "Flyer"),
            (anderes, "Kuchen"),
            (fachtag, "Buch"),
            (zweites, "Saal"),
        ] {
            eintragen(&app, &mut tx, id, was(text, None)).await.unwrap();
        }
        let fertig = eintragen(&app, &mut tx, erstes, was("Fertig", None))
            .await
            .unwrap();
        let may = Befugnis::pruefen(&wer(Rolle::R19), Some(erstes), Bezug::default()).unwrap();
        service::vereinbarung_erledigen(&app, &mut tx, &may, fertig, true)
            .await
            .unwrap();
        let offen = async |tx: &mut Tx, rolle, id| {
            let may = Befugnis::pruefen(&wer(rolle), Some(id), Bezug::default()).unwrap();
            let (g, ..) = service::veranstaltung_laden(tx, &may).await.unwrap();
            let alle = service::offene_der_reihe(tx, &may, &g).await.unwrap();
            alle.into_iter().map(|v| v.daten.was).collect::<Vec<_>>()
        };
        assert_eq!(offen(&mut tx, Rolle::R19, zweites).await, ["Flyer"]);
        // what comes later is not from an earlier meeting
        assert!(offen(&mut tx, Rolle::R19, erstes).await.is_empty());
        assert!(offen(&mut tx, Rolle::R28, zweites).await.is_empty());
    }
);

testkit::auf_beiden!(wer_zusammengelegt_wird_behaelt_es, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = anlegen(&app, &mut tx, dialog()).await;
    let bleibt = akteur(&app, &mut tx, "Kita Nord").await;
    let geht = akteur(&app, &mut tx, "Kita Nord e. V.").await;
    let mut ids = Vec::new();
    for a in [bleibt, geht] {
        let mut d = was("Flyer", None);
        d.akteur = Some(a);
        ids.push(eintragen(&app, &mut tx, id, d).await.unwrap());
    }
    let k = wer(Rolle::R19);
    let (art, paar) = (DoppeltArt::Akteur, (bleibt.uuid(), geht.uuid()));
    service::zusammenlegen(&app, &mut tx, &k, art, paar)
        .await
        .unwrap();
    let wessen = async |tx: &mut Tx| {
        let mut aus = Vec::new();
        for id in &ids {
            aus.push(
                service::vereinbarung_laden(tx, &k, *id)
                    .await
                    .unwrap()
                    .0
                    .daten
                    .akteur,
            );
        }
        aus
    };
    assert_eq!(wessen(&mut tx).await, [Some(bleibt), Some(bleibt)]);
    let angebot = Befugnis::pruefen(&k, None, Bezug::default()).unwrap();
    let zusammen = service::zusammengelegte(&app, &mut tx, &angebot).await.unwrap()[0].id;
    service::trennen(&app, &mut tx, &k, zusammen).await.unwrap();
    assert_eq!(wessen(&mut tx).await, [Some(bleibt), Some(geht)]);
});

fn seiten(app: &App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

testkit::auf_beiden!(vereinbarungen_ueber_die_seiten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let [kim, ..] = leute(&app, &mut tx).await;
    let id = anlegen(&app, &mut tx, dialog()).await;
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    assert!(
        holen(&r, "/vereinbarungen")
            .await
            .1
            .contains("Keine Vereinbarungen")
    );
    let tat = format!("/veranstaltungen/{id}/tat");
    let (ich, treffen) = (kim.to_string(), format!("/veranstaltungen/{id}"));
    assert!(holen(&r, &treffen).await.1.contains("Bea Beck"));
    let ohne = [("tat", "vereinbaren"), ("fachkraft", ich.as_str())];
    assert_eq!(senden(&r, &tat, &ohne).await, StatusCode::UNPROCESSABLE_ENTITY);
    let neu = [ohne[0], ohne[1], ("was", "Flyer <b>"), ("bis", "2026-11-20")];
    assert_eq!(senden(&r, &tat, &neu).await, StatusCode::SEE_OTHER);
    for pfad in [
        treffen.as_str(),
        "/vereinbarungen",
        "/vereinbarungen?wer=meine",
        "/veranstaltungen",
    ] {
        let (_, seite) = holen(&r, pfad).await;
        assert!(
            seite.contains("Flyer &#60;b&#62;")
                && seite.contains("Kim Redaktion")
                && seite.contains("überfällig"),
            "{pfad}: {seite}"
        );
    }
    assert!(holen(&r, "/veranstaltungen").await.1.contains("Davon Ihre: 1"));
    let mut tx = app.db.read().await.unwrap();
    let v = service::meine_vereinbarungen(&mut tx, &wer(Rolle::R19))
        .await
        .unwrap()[0]
        .id;
    drop(tx);
    let pfad = format!("/vereinbarungen/{v}");
    let (_, seite) = holen(&r, &pfad).await;
    assert!(
        seite.contains("Was daraus wurde") && seite.contains("Jemand aus dem Amt"),
        "{seite}"
    );
    let felder = |stand: &'static str, notiz: &'static str, version: &'static str| {
        [
            ("was", "Flyer neu"),
            ("stand", stand),
            ("notiz", notiz),
            ("version", version),
        ]
    };
    // nothing half: without a reason nothing of it is saved
    assert_eq!(
        senden(&r, &pfad, &felder("VERWORFEN", "", "1")).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(holen(&r, &pfad).await.1.contains("Flyer &#60;b&#62;"));
    assert_eq!(
        senden(&r, &pfad, &felder("VERWORFEN", "Zu teuer", "1")).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        senden(&r, &pfad, &felder("ERLEDIGT", "", "1")).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let (_, seite) = holen(&r, &pfad).await;
    assert!(
        seite.contains("Fallen gelassen: <bdi>Zu teuer</bdi>") && seite.contains("Flyer neu"),
        "{seite}"
    );
    assert!(!holen(&r, "/vereinbarungen").await.1.contains("Flyer neu"));
    assert_eq!(
        senden(&r, "/vereinbarungen", &[("stand", ""), ("text", "flyer")]).await,
        StatusCode::OK
    );
    // who only reads sees it without a form, the public not at all
    let liest = seiten(&app, Rolle::R01);
    let (status, seite) = holen(&liest, &pfad).await;
    assert!(
        status == StatusCode::OK && !seite.contains("name=\"stand\""),
        "{seite}"
    );
    let oeffentlich = seiten(&app, Rolle::R28);
    for pfad in ["/vereinbarungen", pfad.as_str()] {
        assert_eq!(holen(&oeffentlich, pfad).await.0, StatusCode::NOT_FOUND, "{pfad}");
    }
});
