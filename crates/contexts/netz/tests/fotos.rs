//! Pictures of a survey: made anew, kept once, shown to everybody only when somebody approved them.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;

use crate::gemeinsam::{RAEUME, tag, wer};
use crate::quartier::{darf, fuellen, mit_erfassung, schritt};
use amt::{App, Kontext, recht::Rolle};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use image::{DynamicImage, ImageFormat};
use netz::{codes::ErfassungStatus, service};
use tower::ServiceExt as _;
use uuid::Uuid;

fn seiten(app: &App, k: Kontext) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(k))
        .merge(netz::oeffentliche_routen())
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

struct Antwort {
    status: StatusCode,
    nach: String,
    bytes: Vec<u8>,
}

impl Antwort {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

async fn fragen(r: &Router, f: Request<Body>) -> Antwort {
    let (teile, rumpf) = r.clone().oneshot(f).await.unwrap().into_parts();
    let nach = teile.headers.get(header::LOCATION);
    Antwort {
        status: teile.status,
        nach: nach.map_or_else(String::new, |n| n.to_str().unwrap().to_owned()),
        bytes: rumpf.collect().await.unwrap().to_bytes().to_vec(),
    }
}

async fn holen(r: &Router, pfad: &str) -> Antwort {
    let f = Request::get(pfad).header("accept", "text/html");
    fragen(r, f.body(Body::empty()).unwrap()).await
}

async fn senden(r: &Router, pfad: &str, rumpf: &'static str) -> Antwort {
    let f = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
    fragen(r, f.body(Body::from(rumpf)).unwrap()).await
}

async fn hochladen(r: &Router, pfad: &str, titel: &str, marke: &str, bild: &[u8], accept: &str) -> Antwort {
    let mut rumpf = Vec::new();
    for (name, wert) in [("foto_titel", titel), ("marke", marke)] {
        rumpf.extend(
            format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{wert}\r\n").into_bytes(),
        );
    }
    rumpf.extend(
        b"--XX\r\ncontent-disposition: form-data; name=\"foto\"; filename=\"IMG_1.jpg\"\r\n\r\n".to_vec(),
    );
    rumpf.extend(bild);
    rumpf.extend(b"\r\n--XX--\r\n");
    let f = Request::post(pfad)
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("accept", accept);
    fragen(r, f.body(Body::from(rumpf)).unwrap()).await
}

fn png() -> Vec<u8> {
    let mut aus = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(30, 20)
        .write_to(&mut aus, ImageFormat::Png)
        .unwrap();
    aus.into_inner()
}

testkit::auf_beiden!(
    bilder_sieht_das_team_und_erst_nach_freigabe_jeder,
    RAEUME,
    |db| async move {
        let (app, raum, id) = mit_erfassung(db).await;
        let r = seiten(&app, wer(Rolle::R19));
        let pfad = format!("/erfassungen/{id}/fotos");

        // no picture, no words: said at the field, what was written stays
        let a = hochladen(&r, &pfad, "Der Kiosk <b>", "", b"GIF89a", "text/html").await;
        assert!(
            a.status == 422
                && a.text().contains("href=\"#feld-foto\"")
                && a.text().contains("Der Kiosk &#60;b&#62;"),
            "{}",
            a.text()
        );
        let a = hochladen(&r, &pfad, "", "", &png(), "text/html").await;
        assert!(
            a.status == 422 && a.text().contains("href=\"#feld-foto_titel\""),
            "{}",
            a.text()
        );

        // the sheet of the walk sends it twice: it is there once
        let marke = Uuid::from_u128(5).to_string();
        for erwartet in ["EINGETRAGEN", "SCHON_DA"] {
            let a = hochladen(&r, &pfad, "Der Kiosk <b>", &marke, &png(), "application/json").await;
            assert!(a.status == 200 && a.text().contains(erwartet), "{}", a.text());
        }
        assert_eq!(
            hochladen(&r, &pfad, "Die Bank", "", &png(), "text/html")
                .await
                .status,
            303
        );
        let seite = holen(&r, &format!("/erfassungen/{id}")).await.text();
        assert_eq!(seite.matches("<img ").count(), 2, "{seite}");
        assert!(seite.contains("alt=\"Der Kiosk &#60;b&#62;\""), "{seite}");

        let innen = format!("/erfassungen/fotos/{marke}");
        let aussen = format!("/quartier/kurzskizzen/fotos/{marke}");
        let a = holen(&r, &innen).await;
        assert!(a.status == 200 && a.bytes.starts_with(&[0xFF, 0xD8]));
        assert_eq!(holen(&r, &aussen).await.status, 404);

        // who may only read looks and changes nothing
        let liest = seiten(&app, wer(Rolle::R01));
        assert_eq!(holen(&liest, &innen).await.status, 200);
        assert_eq!(senden(&liest, &innen, "tat=zeigen").await.status, 404);
        assert_eq!(
            hochladen(&liest, &pfad, "x", "", &png(), "text/html")
                .await
                .status,
            404
        );

        let a = senden(&r, &innen, "tat=zeigen").await;
        assert_eq!(
            (a.status, a.nach),
            (StatusCode::SEE_OTHER, format!("/erfassungen/{id}"))
        );
        assert_eq!(holen(&r, &aussen).await.status, 404, "not published yet");
        let mut tx = app.db.write().await.unwrap();
        let (version,): (i64,) = tx
            .fetch_one("SELECT version FROM erfassung WHERE id = $1", store::werte![id])
            .await
            .unwrap();
        fuellen(&app, &mut tx, id, version).await;
        for nach in [
            ErfassungStatus::Abgestimmt,
            ErfassungStatus::Freigegeben,
            ErfassungStatus::Veroeffentlicht,
        ] {
            schritt(&app, &mut tx, &wer(Rolle::R19), id, nach).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(holen(&r, &aussen).await.status, 200);
        let kurz = format!("/quartier/de/kurzskizzen/{raum}");
        let seite = holen(&r, &kurz).await.text();
        assert!(
            seite.contains(&aussen) && !seite.contains("Die Bank"),
            "only the approved one: {seite}"
        );

        // the paper shows the same one: a picture with its words, on at most two pages
        let papier = async |pfad: String| {
            let a = holen(&r, &pfad).await;
            assert_eq!(a.status, 200);
            testkit::pdf::Pdf::lesen(&a.bytes).unwrap()
        };
        for pfad in [format!("{kurz}/pdf"), format!("/erfassungen/{id}/kurzskizze.pdf")] {
            let p = papier(pfad).await;
            assert_eq!(p.fotos, [(30, 20)]);
            assert!(p.alt.contains(&"Der Kiosk <b>".to_owned()), "{:?}", p.alt);
            assert!(p.seiten.len() <= 2 && !p.text().contains("Die Bank"));
            assert!(p.anzahl("Figure") >= 1 && p.xmp.contains("<pdfuaid:part>1<"));
        }

        // published: nothing more is approved or added, but an objection always counts
        let bank: Vec<(Uuid,)> = {
            let mut tx = app.db.read().await.unwrap();
            tx.fetch_all(
                "SELECT id FROM erfassung_foto WHERE titel = 'Die Bank'",
                store::werte![],
            )
            .await
            .unwrap()
        };
        let bank = format!("/erfassungen/fotos/{}", bank[0].0);
        assert_eq!(senden(&r, &bank, "tat=zeigen").await.status, 422);
        assert_eq!(
            hochladen(&r, &pfad, "Neu", "", &png(), "text/html").await.status,
            422
        );

        // the next Fassung takes them over, to be looked at again
        let mut tx = app.db.write().await.unwrap();
        let zweite =
            service::erfassung_beginnen(&app, &mut tx, &darf(Rolle::R19, None), raum, tag("2026-11-20"))
                .await
                .unwrap();
        let fotos = service::fotos(&mut tx, &darf(Rolle::R19, Some(zweite)))
            .await
            .unwrap();
        assert!(fotos.len() == 2 && fotos.iter().all(|f| !f.offen));
        tx.commit().await.unwrap();

        assert_eq!(senden(&r, &innen, "tat=verbergen").await.status, 303);
        assert_eq!(holen(&r, &aussen).await.status, 404);
        assert!(!holen(&r, &kurz).await.text().contains("<figure"));
        assert!(papier(format!("{kurz}/pdf")).await.fotos.is_empty());
        assert_eq!(senden(&r, &innen, "tat=entfernen").await.status, 303);
        assert_eq!(holen(&r, &innen).await.status, 404);
    }
);
