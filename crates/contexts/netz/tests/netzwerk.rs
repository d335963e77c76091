//! Who works with whom: entered once, seen from both ends, drawn, on paper; and no name in an address.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, app, wer};
use amt::recht::{Rolle, Sicht};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt as _;
use netz::{Akteur, AkteurDaten, codes::AkteurArt, service};
use tower::ServiceExt as _;

fn seiten(app: &amt::App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, Vec<u8>) {
    let anfrage = Request::get(pfad)
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    let a = r.clone().oneshot(anfrage).await.unwrap();
    (
        a.status(),
        a.into_body().collect().await.unwrap().to_bytes().to_vec(),
    )
}

async fn senden(r: &Router, pfad: &str, felder: &[(&str, &str)]) -> (StatusCode, String) {
    let mut rumpf = form_urlencoded::Serializer::new(String::new());
    rumpf.extend_pairs(felder);
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf.finish()))
        .unwrap();
    let a = r.clone().oneshot(anfrage).await.unwrap();
    let status = a.status();
    let bytes = a.into_body().collect().await.unwrap().to_bytes().to_vec();
    (status, String::from_utf8(bytes).unwrap())
}

fn text((status, bytes): (StatusCode, Vec<u8>)) -> String {
    assert_eq!(status, 200);
    String::from_utf8(bytes).unwrap()
}

testkit::auf_beiden!(
    das_netz_eines_raums_als_bild_und_tabelle,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let raum = base::Id::von(uuid::Uuid::from_u128(77));
        let mut im_raum = async |name: &str| {
            let may =
                amt::recht::Befugnis::pruefen(&wer(Rolle::R19), None, amt::recht::Bezug::default()).unwrap();
            let mut d = AkteurDaten::neu(name, AkteurArt::Kita);
            d.raeume = vec![raum];
            service::akteur_anlegen(&app, &mut tx, &may, d).await.unwrap()
        };
        let kita = im_raum("Kita Sonne").await;
        let schule = im_raum("Schule <b>am</b> Deich").await;
        let fern = akteur(&app, &mut tx, "Verein anderswo").await;
        tx.commit().await.unwrap();
        let r = seiten(&app, Rolle::R19);
        let pfad = format!("/akteure/netz?raum={}", raum.uuid());
        let html = text(holen(&r, &pfad).await);
        assert!(html.contains("2 Akteure, 0 Verbindungen") && !html.contains("Verein anderswo"));
        // wrong input comes back, the right one is seen from both ends
        let (kita, schule, fern) = (kita.to_string(), schule.to_string(), fern.to_string());
        let (status, html) = senden(
            &r,
            "/akteure/netz",
            &[
                ("a", &kita),
                ("b", &kita),
                ("art", "AUSTAUSCH"),
                ("notiz", "Übergang"),
            ],
        )
        .await;
        assert!(
            status == 422 && html.contains("zwei verschiedene") && html.contains("Übergang"),
            "{html}"
        );
        let (status, html) = senden(&r, "/akteure/netz", &[("a", &kita), ("b", "")]).await;
        assert!(status == 422 && html.contains("NETZ-E117") || html.contains("Bitte wählen Sie etwas aus."));
        let felder = [
            ("a", &*schule),
            ("b", &*kita),
            ("art", "AUSTAUSCH"),
            ("notiz", "Übergang"),
        ];
        assert_eq!(senden(&r, "/akteure/netz", &felder).await.0, 303);
        assert_eq!(
            senden(
                &r,
                "/akteure/netz",
                &[("a", &kita), ("b", &schule), ("art", "VEREINBART")]
            )
            .await
            .0,
            303
        );
        assert_eq!(
            senden(
                &r,
                "/akteure/netz",
                &[("a", &kita), ("b", &fern), ("art", "KENNT")]
            )
            .await
            .0,
            303
        );
        let html = text(holen(&r, &pfad).await);
        assert!(
            html.contains("3 Akteure, 2 Verbindungen") && html.contains("in einem anderen Raum"),
            "{html}"
        );
        assert_eq!(
            html.matches("haben es vereinbart").count(),
            4,
            "picture, both ends, the choice"
        );
        assert!(!html.contains("<b>am</b>") && html.contains(&format!("#akteur-{kita}")));
        let (status, pdf) = holen(&r, &format!("/akteure/netz/pdf?raum={}", raum.uuid())).await;
        assert!(status == 200 && pdf.starts_with(b"%PDF-"));
        let mut tx = app.db.read().await.unwrap();
        let k = wer(Rolle::R19);
        let netz = service::netzwerk(&mut tx, &k, &Sicht::auf::<Akteur>(&k).unwrap(), None)
            .await
            .unwrap();
        assert_eq!((netz.stellen.len(), netz.kanten.len()), (3, 2));
        assert!(netz.stellen.iter().all(|s| s.hier));
        drop(tx);
        // the public reads nothing of it; who only reads changes nothing
        assert_eq!(holen(&seiten(&app, Rolle::R31), "/akteure/netz").await.0, 404);
        let liest = seiten(&app, Rolle::R01);
        assert!(!text(holen(&liest, "/akteure/netz").await).contains("Zusammenarbeit eintragen"));
        assert_eq!(senden(&liest, "/akteure/netz", &felder).await.0, 404);
        let weg = format!("{kita} {fern}");
        assert_eq!(senden(&r, "/akteure/netz", &[("loesen", &weg)]).await.0, 303);
        assert_eq!(senden(&r, "/akteure/netz", &[("loesen", &weg)]).await.0, 404);
    }
);

testkit::auf_beiden!(kein_name_steht_in_einer_adresse, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    for n in 0..60 {
        akteur(&app, &mut tx, &format!("Verein {n:02}")).await;
    }
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    // an old address with a name neither searches nor repeats it
    let html = text(holen(&r, "/akteure?name=Petra+Wendt").await);
    assert!(!html.contains("Petra") && html.contains("1 bis 50 von 60"));
    let (_, html) = senden(&r, "/akteure", &[("name", "verein 07")]).await;
    assert!(
        html.contains("Verein 07") && !html.contains("Verein 08") && html.contains("value=\"verein 07\"")
    );
    let (_, html) = senden(&r, "/akteure", &[("name", "verein"), ("seite", "2")]).await;
    assert!(html.contains("51 bis 60 von 60") && !html.contains("?name=") && !html.contains("&amp;name="));
    let html = text(holen(&r, "/angebote/zu-bestaetigen?name=Petra").await);
    assert!(!html.contains("Petra") && !html.contains("method=\"get\""));
    let (status, html) = senden(
        &r,
        "/angebote/zu-bestaetigen",
        &[("name", "Verein"), ("faellig", "ALLE")],
    )
    .await;
    assert!(status == 200 && html.contains("value=\"Verein\""));
});
