//! The pages over HTTP, as a browser without JavaScript uses them.

#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use crate::gemeinsam::{Amt, MIGRATIONEN, amt as amt_einrichten, app, kontext};
use amt::{App, Kontext, recht::Rolle};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

fn router(app: &App, wer: Kontext) -> Router {
    team::routen()
        .merge(Router::from(team::api()))
        .layer(Extension(wer))
        .with_state(app.clone())
}

async fn senden(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    senden(r, Request::get(pfad).body(Body::empty()).unwrap()).await
}

async fn absenden(r: &Router, pfad: &str, rumpf: String) -> (StatusCode, String) {
    let anfrage = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
    senden(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

testkit::auf_beiden!(
    seiten_zeigen_und_formulare_speichern,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt {
            region,
            nord,
            sued,
            team,
            leute,
            stellen,
            regel,
            ..
        } = amt_einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));

        for (pfad, woerter) in [
            ("/team".to_owned(), vec!["Team Mitte", "R Region", "3 von 3"]),
            (
                format!("/team/{team}"),
                vec!["Anna Erste", "ASD 0", "Marktplatz 1", "Jemanden aufnehmen"],
            ),
            (format!("/team/{team}/bearbeiten"), vec!["Team Mitte", "Räume"]),
            ("/team/neu".to_owned(), vec!["Team anlegen"]),
            ("/team/personen".to_owned(), vec!["Anna Erste", "Cem Dritter"]),
            (
                format!("/team/person/{}", leute[1]),
                vec!["Ben Zweiter", "Vertretung", "Sozialpädagogik"],
            ),
            (
                format!("/team/person/{}/bearbeiten", leute[1]),
                vec!["Ben Zweiter"],
            ),
            ("/team/person/neu".to_owned(), vec!["Person anlegen"]),
            (
                format!("/team/stelle/{}", stellen[0]),
                vec!["Anna Erste", "Besetzen"],
            ),
            ("/team/stelle/neu".to_owned(), vec!["Stelle anlegen"]),
            (
                "/zustaendigkeit".to_owned(),
                vec![
                    "R-1 Nord",
                    "Anna Erste",
                    "tel:0891234",
                    "Warum?",
                    "nach Buchstaben bis 31.12.2026",
                    "dann nach Raum",
                ],
            ),
            (
                format!("/zustaendigkeit?raum={nord}&sektor=JUGENDHILFE&stichtag=2026-12-24"),
                vec!["24.12.2026", "R-1 Nord</th>"],
            ),
            (
                "/zustaendigkeit/pruefung?von=2026-11-01&bis=2027-02-01".to_owned(),
                vec!["TEAM-E01", "R-2 Süd"],
            ),
            ("/zustaendigkeit/regel/neu".to_owned(), vec!["Anfangsbuchstaben"]),
            (
                format!("/zustaendigkeit/regel/{regel}"),
                vec!["R Region", "Beenden"],
            ),
            (
                "/abwesenheiten".to_owned(),
                vec!["Niemand ist abwesend", "Der Grund wird nicht gespeichert"],
            ),
            (format!("/zustaendigkeit?raum={sued}"), vec!["R-2 Süd</th>"]),
            (
                "/zustaendigkeit.csv".to_owned(),
                vec!["Raum;Name;Sektor", "R-1;Nord;Jugendhilfe"],
            ),
            ("/api/v1/teams".to_owned(), vec!["\"Team Mitte\""]),
            (
                format!("/api/v1/zustaendigkeit?raum={nord}&sektor=JUGENDHILFE"),
                vec!["Anna Erste", "\"regel\":\"RAUM\""],
            ),
        ] {
            let (status, html) = holen(&r, &pfad).await;
            assert_eq!(status, 200, "{pfad}: {html}");
            woerter
                .iter()
                .for_each(|w| assert!(html.contains(w), "{pfad} lacks {w}: {html}"));
        }
        assert_eq!(
            holen(&r, "/zustaendigkeit/pruefung?von=2026-11-01&bis=2026-10-01")
                .await
                .0,
            422
        );
        assert_eq!(
            holen(&r, &format!("/api/v1/zustaendigkeit?raum={nord}&sektor=XY"))
                .await
                .0,
            422
        );

        // every wrong field at once, the input kept
        let (status, html) = absenden(
            &r,
            "/zustaendigkeit/regel/neu",
            "typ=ABC&buchstaben=&sektor=JGH&ab=31.02.2026".into(),
        )
        .await;
        assert_eq!(status, 422);
        assert!(
            html.contains("Bitte prüfen Sie 4 Angaben") && html.contains("31.02.2026"),
            "{html}"
        );

        // once is once: the second post of the same page changes nothing
        let rumpf = format!(
            "einmal={}&sektor=JGH&typ=SPEZIAL&spezial=UMA&raum={region}&stelle={}&vertretung={}&ab=2026-12-01",
            uuid::Uuid::from_u128(77),
            stellen[2],
            stellen[1]
        );
        assert_eq!(
            absenden(&r, "/zustaendigkeit/regel/neu", rumpf.clone()).await.0,
            303
        );
        assert_eq!(absenden(&r, "/zustaendigkeit/regel/neu", rumpf).await.0, 303);
        let mut tx = app.db.read().await.unwrap();
        let zahl: (i64,) = tx
            .fetch_one(
                "SELECT COUNT(*) FROM zustaendigkeitsregel WHERE typ = 'SPEZIAL'",
                store::werte![],
            )
            .await
            .unwrap();
        assert_eq!(zahl.0, 1);

        // sorted by a column, and without links to lose the search by
        let (_, html) = holen(&r, "/team/personen?sort=-name").await;
        assert!(html.find("Cem Dritter") < html.find("Anna Erste"), "{html}");
        assert!(
            html.contains("aria-sort=\"descending\"") && html.contains("?sort=beruf"),
            "{html}"
        );
        let (_, html) = absenden(&r, "/team/personen", "q=anna".into()).await;
        assert!(
            html.contains("Anna Erste") && !html.contains("Cem Dritter") && !html.contains("?sort="),
            "{html}"
        );

        // letters once for the whole Sektor, not once per space; beside it whom the space gives
        for (was, stelle) in [
            ("typ=ABC&buchstaben=A-Z", 2),
            (&format!("typ=RAUM&raum={region}"), 1),
        ] {
            let rumpf = format!(
                "sektor=JGH&{was}&stelle={}&vertretung={}&ab=2026-01-01",
                stellen[stelle], stellen[0]
            );
            assert_eq!(absenden(&r, "/zustaendigkeit/regel/neu", rumpf).await.0, 303);
        }
        let (_, html) = holen(&r, "/zustaendigkeit?sektor=JGH").await;
        for (wort, mal) in [
            ("wer für welche Nachnamen", 1),
            ("Cem Dritter", 1),
            ("je nach Nachname", 2),
            ("nach Raum: <span", 2),
            ("nach Buchstaben bis 31.12.2026", 1),
        ] {
            assert_eq!(html.matches(wort).count(), mal, "{wort}: {html}");
        }

        // a stale version is a conflict
        let rumpf = format!("version=0&name=Neu&typ=ASD&raeume={region}");
        assert_eq!(
            absenden(&r, &format!("/team/{team}/bearbeiten"), rumpf).await.0,
            409
        );

        // absence: refused with the reason, then confirmed
        for (wer, von, mehr, status) in [
            (0, "2026-11-24", "", 303),
            (1, "2026-11-24", "", 422),
            (1, "2026-11-24", "&trotzdem=ja", 303),
        ] {
            let rumpf = format!("fachkraft={}&von={von}&bis=2026-11-25{mehr}", leute[wer]);
            let (ist, html) = absenden(&r, "/abwesenheiten", rumpf).await;
            assert_eq!(ist, status, "{html}");
            assert_eq!(status == 422, html.contains("Trotzdem eintragen"), "{html}");
        }
        let (_, html) = holen(&r, &format!("/zustaendigkeit?raum={nord}&stichtag=2026-11-24")).await;
        assert!(
            html.contains("TEAM-E04") && html.contains("vertritt <bdi>Anna Erste"),
            "{html}"
        );
    }
);

testkit::auf_beiden!(boeses_und_verbotenes, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt { team, leute, .. } = amt_einrichten(&app, &mut tx).await;
    tx.commit().await.unwrap();
    let r = router(&app, kontext(Rolle::R26, 1, vec![]));
    let boese = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AEx";
    let (status, _) = absenden(&r, "/team/person/neu", format!("name={boese}&sprachen=de")).await;
    assert_eq!(status, 303);
    let (_, html) = holen(&r, "/team/personen").await;
    assert!(
        !html.contains("<script>alert") && html.contains("&#60;script&#62;"),
        "{html}"
    );
    let (status, html) = absenden(
        &r,
        "/team/person/neu",
        "name=A%00B&email=keine&sprachen=klingonisch".into(),
    )
    .await;
    assert!(
        status == 422 && html.contains("nicht gespeichert werden kann"),
        "{html}"
    );

    // readers see no form and cannot post; who may see nothing gets 404
    let leser = router(&app, kontext(Rolle::R01, 3, vec![]));
    let (status, html) = holen(&leser, &format!("/team/{team}")).await;
    assert!(status == 200 && !html.contains("Jemanden aufnehmen"));
    for pfad in ["/team/neu", "/zustaendigkeit/regel/neu", "/team/person/neu"] {
        assert_eq!(holen(&leser, pfad).await.0, 404, "{pfad}");
    }
    let rumpf = format!("fachkraft={}&von=2026-12-01&bis=2026-12-02", leute[0]);
    assert_eq!(absenden(&leser, "/abwesenheiten", rumpf).await.0, 404);
    let technik = router(&app, kontext(Rolle::R27, 3, vec![]));
    for pfad in [
        "/team",
        "/zustaendigkeit",
        "/zustaendigkeit.csv",
        "/abwesenheiten",
        "/api/v1/teams",
    ] {
        assert_eq!(holen(&technik, pfad).await.0, 404, "{pfad}");
    }
});
