//! The pages and the interface, as browser and programs get them.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam;
use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, tag, wer};
use amt::recht::{Befugnis, Bezug, Rolle};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{Id, Text};
use geo::{MultiPolygon, Rect, coord};
use http_body_util::BodyExt as _;
use netz::{AkteurDaten, AngeboteImRaum, codes::AkteurArt, service};
use raum::{GliederungStatus, Raumeinheit, RegisterHalter, abschnitt::Abschnitt as _};
use tower::ServiceExt as _;

/// Tags, an attribute that runs, and a mark that turns the direction of what follows.
const BOESE: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(2)> \u{202e}";

fn seiten(app: &amt::App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .merge(netz::api().split_for_parts().0)
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn lesen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let anfrage = Request::get(pfad)
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    lesen(r, anfrage).await
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

/// The hostile text is there, as text, and is kept apart from what follows.
fn entschaerft(wo: &str, html: &str) {
    assert!(
        html.contains("script&gt;") || html.contains("script&#62;"),
        "{wo}: der Text fehlt: {html}"
    );
    assert!(
        !html.contains("<script>alert") && !html.contains("<img src=x"),
        "{wo}: {html}"
    );
}

/// Each turning mark stands inside an element that isolates it, or in the value of a field.
fn abgegrenzt(wo: &str, html: &str) {
    for (i, _) in html.match_indices('\u{202e}') {
        let davor = &html[..i];
        let isoliert = davor.rfind("<bdi>") > davor.rfind("</bdi>")
            || davor.rfind("dir=\"auto\"") > davor.rfind("</")
            || davor.rfind("value=\"") > davor.rfind("<bdi>").max(davor.rfind("</"))
            || [
                "<title>",
                "<h1",
                "<textarea",
                "<option",
                "aria-current",
                "aria-label=\"",
            ]
            .iter()
            .any(|t| davor.rfind(t) > davor.rfind("</"));
        assert!(isoliert, "{wo}: {}", &davor[davor.len().saturating_sub(200)..]);
    }
}

testkit::auf_beiden!(jede_vorlage_haelt_boesen_text_aus, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let mut a = AkteurDaten::neu(BOESE, AkteurArt::Verein);
    (a.beschreibung, a.anschrift, a.telefon) = (BOESE.to_owned(), BOESE.to_owned(), BOESE.to_owned());
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let k = service::akteur_anlegen(&app, &mut tx, &may, a).await.unwrap();
    let mut d = angebot(k, BOESE, Some((54.3, 10.1)));
    for feld in [
        &mut d.kurzbeschreibung,
        &mut d.leichte_sprache,
        &mut d.zielgruppen,
        &mut d.zeiten_text,
        &mut d.barriere_hinweis,
        &mut d.telefon,
        &mut d.email,
    ] {
        *feld = BOESE.to_owned();
    }
    (d.orte[0].name, d.orte[0].anschrift) = (BOESE.to_owned(), BOESE.to_owned());
    let raum = Id::<Raumeinheit>::von(uuid::Uuid::from_u128(77));
    d.orte[0].raumeinheit = Some(raum);
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    let abschnitt = AngeboteImRaum
        .html(&app, &mut tx, &wer(Rolle::R19), raum)
        .await
        .unwrap()
        .unwrap();
    entschaerft("abschnitt.html", &abschnitt);
    abgegrenzt("abschnitt.html", &abschnitt);
    tx.commit().await.unwrap();

    let r = seiten(&app, Rolle::R19);
    for pfad in [
        "/angebote".to_owned(),
        format!("/angebote/{id}"),
        format!("/angebote/{id}/bearbeiten"),
        "/akteure".to_owned(),
        format!("/akteure/{k}"),
        format!("/akteure/{k}/bearbeiten"),
    ] {
        let (status, html) = holen(&r, &pfad).await;
        assert_eq!(status, StatusCode::OK, "{pfad}: {html}");
        entschaerft(&pfad, &html);
        abgegrenzt(&pfad, &html);
    }
    // what was typed comes back in the form, and the words that are not known in the list
    let (status, html) = senden(&r, "/angebote", &[("text", BOESE), ("ort", BOESE)]).await;
    assert_eq!(status, StatusCode::OK);
    entschaerft("POST /angebote", &html);
    let (_, html) = senden(&r, "/angebote/treffer", &[("text", "")]).await;
    entschaerft("treffer.html", &html);
    abgegrenzt("treffer.html", &html);
    let (status, html) = senden(
        &r,
        "/angebote/neu",
        &[("titel", BOESE), ("kurzbeschreibung", BOESE)],
    )
    .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    entschaerft("angebot_formular.html", &html);
});

testkit::auf_beiden!(tabelle_ohne_formeln, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "+49 e. V.").await;
    for titel in ["=CMD|'/C calc'!A0", "@SUM(1)", "-1+1", "Suppe; \"heiß\""] {
        let mut d = angebot(k, titel, None);
        d.orte[0].anschrift = "=1+1".to_owned();
        d.telefon = "+49 431 1".to_owned();
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let (status, csv) = senden(&seiten(&app, Rolle::R19), "/angebote.csv", &[]).await;
    assert_eq!(status, StatusCode::OK, "{csv}");
    let mut leser = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let zeilen: Vec<csv::StringRecord> = leser.records().map(|z| z.unwrap()).collect();
    assert_eq!(zeilen.len(), 4);
    for zelle in zeilen.iter().flat_map(|z| z.iter()) {
        assert!(!zelle.starts_with(['=', '+', '-', '@', '\t', '\r']), "{zelle}");
    }
    let titel: Vec<&str> = zeilen.iter().map(|z| &z[0]).collect();
    assert!(
        titel.contains(&"'=CMD|'/C calc'!A0") && titel.contains(&"Suppe; \"heiß\""),
        "{titel:?}"
    );
});

testkit::auf_beiden!(hsds_wird_geblaettert, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let (k, l) = (
        akteur(&app, &mut tx, "anna").await,
        akteur(&app, &mut tx, "Treff").await,
    );
    let mut ids = Vec::new();
    for (i, k) in [k, k, l].into_iter().enumerate() {
        let d = angebot(k, &format!("Suppe {i}"), None);
        ids.push(
            service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
                .await
                .unwrap(),
        );
    }
    let mut d = angebot(k, "Nur intern", None);
    d.sichtbarkeit = netz::codes::Sichtbarkeit::Fachkraefte;
    service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    let json = async |pfad: &str| {
        let (status, text) = holen(&r, pfad).await;
        assert_eq!(status, StatusCode::OK, "{pfad}: {text}");
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let s = json("/api/v1/hsds/services?page=2&per_page=2").await;
    assert_eq!(
        (
            &s["total_items"],
            &s["total_pages"],
            &s["page_number"],
            &s["size"]
        ),
        (&3.into(), &2.into(), &2.into(), &1.into())
    );
    assert_eq!(
        (&s["first_page"], &s["last_page"], &s["empty"]),
        (&false.into(), &true.into(), &false.into())
    );
    assert_eq!(s["contents"][0]["name"], "Suppe 2");
    let von_k = json(&format!("/api/v1/hsds/services?organization_id={k}")).await;
    assert_eq!(von_k["total_items"], 2);
    assert_eq!(
        json("/api/v1/hsds/services?search=suppe%201&minimal=true").await["contents"][0]["id"],
        ids[1].to_string()
    );
    assert_eq!(
        json("/api/v1/hsds/services?organization_id=fremd").await["empty"],
        true
    );
    let einer = json(&format!("/api/v1/hsds/services/{}", ids[0])).await;
    assert_eq!(
        (&einer["status"], &einer["organization"]["name"]),
        (&"active".into(), &"anna".into())
    );
    let begriff = einer["attributes"][0]["taxonomy_term"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        json(&format!("/api/v1/hsds/services?taxonomy_term_id={begriff}")).await["total_items"],
        3
    );
    assert_eq!(
        holen(&r, "/api/v1/hsds/services/gibtsnicht").await.0,
        StatusCode::NOT_FOUND
    );
});

testkit::auf_beiden!(der_punkt_bestimmt_den_raum, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let app = app.mit(RegisterHalter::default());
    let mut tx = app.db.write().await.unwrap();
    fn plant<A: amt::recht::Aktion, K: amt::recht::Objektart>() -> Befugnis<A, K> {
        Befugnis::pruefen(&wer(Rolle::R22), None, Bezug::default()).unwrap()
    }
    fn text<const N: usize>(s: &str) -> Text<N> {
        Text::neu(s).unwrap()
    }
    let neu = raum::service::NeueGliederung {
        bezeichnung: text("Zuschnitt 2026"),
        gueltig_ab: tag("2026-01-01"),
        gueltig_bis: None,
        begruendung: raum::service::Begruendung::default(),
        kritik_offen: None,
    };
    let g = raum::service::gliederung_anlegen(&app, &mut tx, &plant(), &neu)
        .await
        .unwrap();
    let flaeche = Rect::new(coord! {x: 10.0, y: 54.2}, coord! {x: 10.2, y: 54.4}).to_polygon();
    let mut neu = raum::service::NeueRaumeinheit::neu(g, "STADT".to_owned(), text("SR-1"), text("Mitte"));
    neu.geometrie = Some(MultiPolygon::new(vec![flaeche]));
    let (raum, _) = raum::service::raumeinheit_anlegen(&app, &mut tx, &plant(), &neu)
        .await
        .unwrap();
    raum::service::gliederung_abstimmen(&app, &mut tx, &plant(), g, 1, GliederungStatus::Abstimmung)
        .await
        .unwrap();
    let beschluss = raum::service::Beschluss {
        gremium: text("Rat"),
        datum: tag("2025-10-01"),
        vorlage: text("2025/17"),
    };
    raum::service::gliederung_beschliessen(&app, &mut tx, &plant(), g, 2, &beschluss)
        .await
        .unwrap();

    let k = akteur(&app, &mut tx, "anna").await;
    let d = angebot(k, "Von Hand", Some((54.3, 10.1)));
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
        .await
        .unwrap();
    let zeilen = vec![
        gemeinsam::einspielung("1", "Eingelesen", Some((54.31, 10.11))),
        gemeinsam::einspielung("2", "Weit weg", Some((48.0, 11.0))),
        gemeinsam::einspielung("3", "Ohne Punkt", None),
    ];
    service::angebote_einspielen(&app, &mut tx, &darf_anlegen(), "x", zeilen)
        .await
        .unwrap();
    let html = AngeboteImRaum
        .html(&app, &mut tx, &wer(Rolle::R19), raum)
        .await
        .unwrap()
        .unwrap();
    assert!(
        html.contains("Von Hand") && html.contains("Eingelesen") && html.contains("2 Angebote"),
        "{html}"
    );

    // moved out of the Raum, it no longer shows there
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let liest = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let mut d = service::angebot_laden(&mut tx, &liest).await.unwrap().daten;
    d.orte[0].punkt = Some(base::Punkt { lat: 48.0, lon: 11.0 });
    service::angebot_aendern(&app, &mut tx, &may, 1, d).await.unwrap();
    let html = AngeboteImRaum
        .html(&app, &mut tx, &wer(Rolle::R19), raum)
        .await
        .unwrap()
        .unwrap();
    assert!(!html.contains("Von Hand"), "{html}");
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    let (_, html) = senden(&r, "/angebote", &[("text", "")]).await;
    assert!(
        html.contains("Nur in diesem Raum") && html.contains("Mitte (SR-1)"),
        "{html}"
    );
    let (_, html) = senden(&r, "/angebote", &[("raum", &*raum.to_string())]).await;
    assert!(!html.contains("Nichts gefunden"), "{html}");
    let fremd = app.ids.uuid().to_string();
    let (_, html) = senden(&r, "/angebote", &[("raum", &*fremd)]).await;
    assert!(html.contains("Nichts gefunden"), "{html}");
});

testkit::auf_beiden!(akteure_anlegen_und_aendern, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let r = seiten(&app, Rolle::R19);
    let einmal = app.ids.uuid().to_string();
    assert_eq!(
        holen(&seiten(&app, Rolle::R28), "/akteure/neu").await.0,
        StatusCode::NOT_FOUND
    );
    assert!(holen(&r, "/akteure").await.1.contains("Neuer Akteur"));
    let (status, html) = senden(
        &r,
        "/akteure/neu",
        &[("name", ""), ("art", "VEREIN"), ("telefon", "0431 7")],
    )
    .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(html.contains("value=\"0431 7\""), "{html}");
    // the contact of a private person needs consent
    let privat = [
        ("name", "Frau Nachbar"),
        ("art", "EINZELPERSON"),
        ("telefon", "0431 7"),
    ];
    let (status, html) = senden(&r, "/akteure/neu", &privat).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("darf er nicht gespeichert werden"),
        "{html}"
    );
    let gut = [
        ("name", "Nachbarn e. V."),
        ("art", "VEREIN"),
        ("einmal", &*einmal),
    ];
    assert_eq!(senden(&r, "/akteure/neu", &gut).await.0, StatusCode::SEE_OTHER);
    assert_eq!(senden(&r, "/akteure/neu", &gut).await.0, StatusCode::SEE_OTHER);
    let mut tx = app.db.read().await.unwrap();
    let alle: Vec<(uuid::Uuid,)> = tx
        .fetch_all("SELECT id FROM akteur", store::werte![])
        .await
        .unwrap();
    assert_eq!(alle.len(), 1, "zweimal gesendet, einmal angelegt");
    drop(tx);
    let pfad = format!("/akteure/{}", alle[0].0);
    assert!(holen(&r, &pfad).await.1.contains("/bearbeiten"));
    assert!(
        !holen(&seiten(&app, Rolle::R28), &pfad)
            .await
            .1
            .contains("/bearbeiten")
    );
    let bearbeiten = format!("{pfad}/bearbeiten");
    assert!(
        holen(&r, &bearbeiten)
            .await
            .1
            .contains("value=\"Nachbarn e. V.\"")
    );
    let neu = [
        ("name", "Nachbarschaft e. V."),
        ("art", "VEREIN"),
        ("version", "1"),
    ];
    assert_eq!(senden(&r, &bearbeiten, &neu).await.0, StatusCode::SEE_OTHER);
    let alt = [("name", "Anders"), ("art", "VEREIN"), ("version", "1")];
    let (status, html) = senden(&r, &bearbeiten, &alt).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        html.contains("Jemand anderes") && html.contains("value=\"Anders\""),
        "{html}"
    );
});

testkit::auf_beiden!(karte_druck_und_entwurf, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "Verein").await;
    let mit = angebot(k, "Mit Ort", Some((54.3, 10.1)));
    service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), mit)
        .await
        .unwrap();
    let ohne = angebot(k, "Ohne Ort", None);
    service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), ohne)
        .await
        .unwrap();
    let wer = wer(Rolle::R19);
    tx.execute(
        "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
            organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
         VALUES ($1, 'kim', 'kim', 'Kim', 'kim', '', $2, 'OEFFENTLICH', '', 'AKTIV', '', '', 1, $3, $3)",
        store::werte![wer.benutzer(), false, app.uhr.jetzt()],
    )
    .await
    .unwrap();
    let ort = amt::entwurf::Ort {
        formular: "angebot",
        objekt: "neu",
        pfad: "/angebote/neu",
    };
    amt::entwurf::speichern(&mut tx, &app, &wer, ort, b"titel=Noch+nicht+fertig&plz=24103")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    let (_, html) = holen(&r, "/angebote").await;
    assert!(html.contains("<svg") && html.contains("1 Punkte"), "{html}");
    let (_, html) = senden(&r, "/angebote", &[("text", "Ohne")]).await;
    assert!(!html.contains("1 Punkte"), "{html}");
    let (status, html) = senden(&r, "/angebote/druck", &[("text", "")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        html.contains("2 Angebote, Stand 21.11.2026") && !html.contains("<svg"),
        "{html}"
    );
    // what was typed is there again, and gone once it is saved
    let (_, html) = holen(&r, "/angebote/neu").await;
    assert!(
        html.contains("Ihr Entwurf ist wieder da") && html.contains("Noch nicht fertig"),
        "{html}"
    );
    let voll = [
        ("titel", "Fertig"),
        ("akteur", &*k.to_string()),
        ("art", "GRUPPE"),
        ("kurzbeschreibung", "Treff"),
        ("themen", "SCHULE"),
        ("einmal", &*app.ids.uuid().to_string()),
    ];
    assert_eq!(senden(&r, "/angebote/neu", &voll).await.0, StatusCode::SEE_OTHER);
    assert!(!holen(&r, "/angebote/neu").await.1.contains("Ihr Entwurf"));
});
