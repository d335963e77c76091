//! Courts: what they published, to look up (RL-14).
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, app, wer};
use amt::recht::{Befugnis, Bezug, Rolle};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt as _;
use netz::{AkteurDaten, codes::AkteurArt, service};
use tower::ServiceExt as _;

fn seiten(app: &amt::App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn lesen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let a = r.clone().oneshot(anfrage).await.unwrap();
    let status = a.status();
    let bytes = a.into_body().collect().await.unwrap().to_bytes().to_vec();
    (status, String::from_utf8(bytes).unwrap())
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let anfrage = Request::get(pfad).header("accept", "text/html");
    lesen(r, anfrage.body(Body::empty()).unwrap()).await
}

async fn senden(r: &Router, pfad: &str, felder: &[(&str, &str)]) -> (StatusCode, String) {
    let mut rumpf = form_urlencoded::Serializer::new(String::new());
    rumpf.extend_pairs(felder);
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf.finish()))
        .unwrap();
    lesen(r, anfrage).await
}

testkit::auf_beiden!(
    rl_14_das_gericht_verteilt_und_gewebe_sieht_nur_nach,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
        let d = AkteurDaten::neu("Amtsgericht Musterort", AkteurArt::Gericht);
        let gericht = service::akteur_anlegen(&app, &mut tx, &may, d)
            .await
            .unwrap()
            .to_string();
        let verein = akteur(&app, &mut tx, "Verein").await.to_string();
        tx.commit().await.unwrap();
        let r = seiten(&app, Rolle::R19);
        // fifteen judges of the seed: by letter, so that a space has to do with all of them
        let plan: Vec<String> = (b'A'..=b'O')
            .map(|z| format!("Abteilung {} | {}", z - b'A' + 1, char::from(z)))
            .collect();
        let plan = plan.join("\n");
        let gut = [
            ("gericht", &*gericht),
            ("jahr", "2026"),
            ("sache", "JUGENDSTRAF"),
            ("art", "BUCHSTABE"),
            ("fundstelle", "Aushang"),
            ("stand", "2026-01-01"),
            ("plan", &*plan),
        ];
        let mut falsch = gut;
        falsch[6].1 = "Abteilung 1 | A–K\nAbteilung 2 | Müller";
        let (status, html) = senden(&r, "/gerichte/neu", &falsch).await;
        assert!(
            status == 422 && html.contains("Zeile 2:") && html.contains("Abteilung 1 | A–K"),
            "{html}"
        );
        let mut falsch = gut;
        falsch[0].1 = &verein;
        let (status, html) = senden(&r, "/gerichte/neu", &falsch).await;
        assert!(status == 422 && html.contains("kein Gericht"), "{html}");
        assert_eq!(senden(&r, "/gerichte/neu", &gut).await.0, 303);
        let mut nach_raum = gut;
        (nach_raum[2].1, nach_raum[3].1) = ("FAMILIE", "RAUM");
        nach_raum[6].1 = "Abteilung 30 | R1, R2 | 0431 30\nAbteilung 31 | R3";
        assert_eq!(senden(&r, "/gerichte/neu", &nach_raum).await.0, 303);

        let zeilen = |html: &str| html.matches("scope=\"row\"").count();
        let (_, html) = holen(&r, "/gerichte?raum=R2").await;
        assert!(
            html.contains("alle 15 Abteilungen") && zeilen(&html) == 15 + 1,
            "{html}"
        );
        assert!(html.contains("0431 30") && !html.contains("Abteilung 31"));
        assert!(html.contains("P, Q, R, S, T, U, V, W, X, Y, Z"));
        let (_, html) = holen(&r, "/gerichte?buchstabe=m").await;
        assert!(html.contains("Abteilung 13") && zeilen(&html) == 1 + 2, "{html}");
        assert!(html.contains("Gewebe teilt niemandem"));
        // a whole name is neither used nor repeated
        let (_, html) = holen(&r, "/gerichte?buchstabe=Wendtland").await;
        assert!(html.contains("nie den ganzen Namen") && !html.contains("Wendtland"));
        let (_, html) = holen(&r, "/gerichte?jahr=2025").await;
        assert!(html.contains("Kein Plan für dieses Jahr"));

        // the plan changes; who was slower sees it
        let (_, html) = holen(&r, "/gerichte").await;
        let pfad = html
            .split("href=\"/gerichte/")
            .nth(2)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let pfad = format!("/gerichte/{pfad}");
        assert!(holen(&r, &pfad).await.1.contains("Abteilung 3"));
        let mut neu = nach_raum.to_vec();
        neu.push(("version", "1"));
        assert_eq!(senden(&r, &pfad, &neu).await.0, 303);
        let (status, html) = senden(&r, &pfad, &neu).await;
        assert!(status == 422 && html.contains("inzwischen gespeichert"), "{html}");

        // staff of the JGH looks it up, the public does not, and nobody without the right writes
        assert_eq!(holen(&seiten(&app, Rolle::R16), "/gerichte").await.0, 200);
        assert_eq!(holen(&seiten(&app, Rolle::R31), "/gerichte").await.0, 404);
        assert_eq!(
            senden(&seiten(&app, Rolle::R16), "/gerichte/neu", &gut).await.0,
            404
        );
        // no table of this room can hold a person beside a department
        let mut tx = app.db.read().await.unwrap();
        let sql = if tx.ist_postgres() {
            "SELECT column_name FROM information_schema.columns WHERE table_name IN ('gericht_plan', 'gericht_abteilung')"
        } else {
            "SELECT name FROM pragma_table_info('gericht_plan') UNION SELECT name FROM pragma_table_info('gericht_abteilung')"
        };
        let spalten: Vec<(String,)> = tx.fetch_all(sql, Vec::new()).await.unwrap();
        for verboten in ["person", "fall", "richter", "haltung", "name"] {
            assert!(!spalten.iter().any(|s| s.0.contains(verboten)), "{spalten:?}");
        }
    }
);
