//! What was typed stays: after a conflict, after an error in one field, after somebody else was faster; and who reads
//! only what is public sees nothing else on the pages inside.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, tag, wer};
use amt::recht::{Befugnis, Bezug, Rolle};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::Id;
use http_body_util::BodyExt as _;
use netz::{
    AkteurDaten, Angebot, IdeeNeu,
    codes::{AkteurArt, Sichtbarkeit},
    service,
};
use tower::ServiceExt as _;

fn seiten(app: &amt::App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone().mit(raum::RegisterHalter::default()));
    app.rahmen.aussen(innen)
}

async fn lesen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
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
        .header("content-type", "application/x-www-form-urlencoded");
    lesen(r, anfrage.body(Body::from(rumpf.finish())).unwrap()).await
}

fn bogen<'a>(k: &'a str, titel: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("titel", titel),
        ("akteur", k),
        ("art", "OFFENER_TREFF"),
        ("kurzbeschreibung", "Treff"),
        ("themen", "FREIZEIT_BEGEGNUNG"),
        ("ortsform", "VOR_ORT"),
        ("anmeldung", "KEINE"),
        ("fallbezug", "FALLUNABHAENGIG"),
        ("sichtbarkeit", "OEFFENTLICH"),
        ("geprueft_am", "2026-11-01"),
    ]
}

testkit::auf_beiden!(nach_einem_konflikt_geht_es_weiter, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Alt", None))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    let pfad = format!("/angebote/{id}/bearbeiten");
    let wessen = k.to_string();
    let (status, text) = senden(&r, &pfad, &bogen(&wessen, "Erste", "1")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, text) = senden(&r, &pfad, &bogen(&wessen, "Zweite", "1")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text.contains("value=\"Zweite\"")
            && text.contains("inzwischen gespeichert")
            && text.contains("name=\"version\" value=\"2\""),
        "{text}"
    );
    // saving once more is a decision
    let (status, text) = senden(&r, &pfad, &bogen(&wessen, "Zweite", "2")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    // the same for an Akteur
    let pfad = format!("/akteure/{k}/bearbeiten");
    let felder = |name: &'static str, version: &'static str| {
        vec![
            ("version", version),
            ("name", name),
            ("art", "VEREIN"),
            ("beteiligungsstand", "INFORMIERT"),
        ]
    };
    senden(&r, &pfad, &felder("Erste", "1")).await;
    let (status, text) = senden(&r, &pfad, &felder("Zweite", "1")).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("name=\"version\" value=\"2\""),
        "{text}"
    );
});

testkit::auf_beiden!(nichts_getipptes_faellt_still_weg, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "anna").await;
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Alt", None))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    let pfad = format!("/angebote/{id}/bearbeiten");
    let wessen = k.to_string();
    for (zusatz, feld) in [
        (vec![("von", "14:00"), ("bis", "16:00")], "tage"),
        (vec![("lat", "54,32 N"), ("lon", "10.1")], "lat"),
        (vec![("lat", "54.32")], "lon"),
    ] {
        let mut felder = bogen(&wessen, "Alt", "1");
        felder.extend(zusatz);
        let (status, text) = senden(&r, &pfad, &felder).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{feld}");
        assert!(text.contains(&format!("href=\"#feld-{feld}\"")), "{feld}: {text}");
    }
});

testkit::auf_beiden!(wer_langsamer_war_behaelt_den_text, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let neu = IdeeNeu {
        titel: "Bank".to_owned(),
        text: "Am Brunnen".to_owned(),
        ..IdeeNeu::default()
    };
    let id = service::idee_einreichen(&app, &mut tx, neu).await.unwrap();
    let may = service::idee_entscheidet(&wer(Rolle::R19), Some(id)).unwrap();
    service::idee_zurueckweisen(&app, &mut tx, &may, "Doppelt")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R07);
    let felder = [
        ("tat", "beantworten"),
        ("ergebnis", "UMGESETZT"),
        ("antwort", "Die Bank kommt im März."),
    ];
    let (status, text) = senden(&r, &format!("/ideen/{id}"), &felder).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(
        text.contains("Die Bank kommt im März.")
            && text.contains("href=\"#feld-idee\"")
            && text.contains("id=\"feld-idee\""),
        "{text}"
    );
    // who only works on the network has no such page
    let r = seiten(&app, Rolle::R22);
    assert_eq!(holen(&r, &format!("/ideen/{id}")).await.0, StatusCode::NOT_FOUND);
});

testkit::auf_beiden!(
    wer_nur_oeffentliches_liest_sieht_nichts_anderes,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let offen = akteur(&app, &mut tx, "Familienzentrum").await;
        let d = angebot(offen, "Treff", None);
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
        let haus = akteur(&app, &mut tx, "Frauenhaus").await;
        let mut d = angebot(haus, "Zuflucht", None);
        d.sichtbarkeit = Sichtbarkeit::Fachkraefte;
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
        let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
        let privat = AkteurDaten::neu("Erika Mustermann", AkteurArt::Einzelperson);
        let privat = service::akteur_anlegen(&app, &mut tx, &may, privat)
            .await
            .unwrap();
        let mut d = angebot(privat, "Nachhilfe", Some((54.32, 10.13)));
        d.orte[0].anschrift = "Geheimweg 7".to_owned();
        let nachhilfe: Id<Angebot> = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
        let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
        let dialog = netz::VeranstaltungDaten {
            typ: netz::codes::VeranstaltungTyp::ALLE[0],
            titel: "Interne Runde".to_owned(),
            beschreibung: String::new(),
            ort: "Rathaus".to_owned(),
            veranstalter: "Amt".to_owned(),
            tag: tag("2026-12-01"),
            von: 600,
            bis: 660,
            rrule: String::new(),
            ausser: Vec::new(),
            dazu: Vec::new(),
            sichtbarkeit: Sichtbarkeit::Fachkraefte,
            status: netz::codes::VeranstaltungStatus::Geplant,
            absagegrund: String::new(),
            ergebnis: String::new(),
        };
        let runde = service::veranstaltung_anlegen(&app, &mut tx, &may, dialog)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for (rolle, darf) in [(Rolle::R31, false), (Rolle::R28, false), (Rolle::R19, true)] {
            let r = seiten(&app, rolle);
            let (_, liste) = holen(&r, "/akteure").await;
            assert!(liste.contains("Familienzentrum"), "{liste}");
            assert_eq!(
                (liste.contains("Frauenhaus"), liste.contains("Mustermann")),
                (darf, darf),
                "{rolle:?}"
            );
            for id in [haus, privat] {
                assert_eq!(
                    holen(&r, &format!("/akteure/{id}")).await.0 == 200,
                    darf,
                    "{rolle:?}"
                );
            }
            assert_eq!(holen(&r, &format!("/akteure/{offen}")).await.0, 200, "{rolle:?}");
            let (_, seite) = holen(&r, &format!("/angebote/{nachhilfe}")).await;
            assert_eq!(
                (seite.contains("Mustermann"), seite.contains("Geheimweg")),
                (darf, darf),
                "{rolle:?}"
            );
            assert_eq!(
                holen(&r, "/veranstaltungen").await.1.contains("Interne Runde"),
                darf,
                "{rolle:?}"
            );
            let (status, _) = holen(&r, &format!("/veranstaltungen/{runde}")).await;
            assert_eq!(status == 200, darf, "{rolle:?}");
        }
    }
);

testkit::auf_beiden!(zweimal_gesendet_steht_einmal_da, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let r = seiten(&app, Rolle::R19);
    for (pfad, felder) in [
        (
            "/fragen/neu",
            vec![
                ("frage", "Wann ist offen?"),
                ("zielgruppe", "FAMILIEN"),
                ("status", "OFFEN"),
                ("stand", "2026-11-20"),
            ],
        ),
        (
            "/veranstaltungen/neu",
            vec![
                ("titel", "Runder Tisch"),
                ("typ", "SOZIALRAUMDIALOG"),
                ("tag", "2026-12-01"),
                ("von", "10:00"),
                ("bis", "11:00"),
                ("sichtbarkeit", "OEFFENTLICH"),
                ("status", "GEPLANT"),
            ],
        ),
    ] {
        let (_, seite) = holen(&r, pfad).await;
        let (_, rest) = seite.split_once("name=\"einmal\" value=\"").unwrap();
        let einmal = rest.split('"').next().unwrap().to_owned();
        for _ in 0..2 {
            let mut mit = felder.clone();
            mit.push(("einmal", einmal.as_str()));
            let (status, text) = senden(&r, pfad, &mit).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{pfad}: {text}");
        }
    }
    let mut tx = app.db.read().await.unwrap();
    let (fragen, treffen): (i64, i64) = tx
        .fetch_one(
            "SELECT (SELECT COUNT(*) FROM faq_eintrag), (SELECT COUNT(*) FROM veranstaltung)",
            store::werte![],
        )
        .await
        .unwrap();
    assert_eq!((fragen, treffen), (1, 1));
});
