//! Workbooks: the controlling export that goes on computing, and tables that come in as XLSX.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam;
use std::io::Cursor;

use crate::browser::{absenden, holen, router};
use crate::gemeinsam::{MIGRATIONEN, amt as einrichten, app, buchen, ist, kontext, uta, vera};
use amt::recht::Rolle;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use base::Cent;
use budget::model::{Haushaltsjahr, JahrStatus};
use budget::service::{self, Inhalt, Satz};
use calamine::{Data, Reader, Xlsx};
use http_body_util::BodyExt;
use rust_xlsxwriter::Workbook;
use tower::ServiceExt;

testkit::auf_beiden!(
    das_controlling_rechnet_in_der_mappe_weiter,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        let mut boese = ist(a.topf_nord, 12_345);
        boese.text = "=HYPERLINK(\"http://x\")".into();
        boese.beleg = "+1".into();
        buchen(&app, &mut tx, &vera(), vec![boese]).await.unwrap();
        buchen(&app, &mut tx, &vera(), vec![ist(a.topf_sued, 100)])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let r = router(&app, uta());
        let req = Request::get("/budget/2026/controlling.xlsx")
            .body(Body::empty())
            .unwrap();
        let antwort = r.clone().oneshot(req).await.unwrap();
        assert_eq!(antwort.status(), StatusCode::OK);
        let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
        if let Ok(ordner) = std::env::var("DRUCK_PROBE") {
            std::fs::write(format!("{ordner}/controlling.xlsx"), &bytes).unwrap();
        }
        let mut x = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        assert_eq!(x.sheet_names(), ["Töpfe", "Prognose", "Buchungen", "Probe"]);
        let formeln = |x: &mut Xlsx<Cursor<Vec<u8>>>, blatt: &str| -> Vec<String> {
            let alle = x.worksheet_formula(blatt).unwrap();
            alle.used_cells().map(|(.., f)| f.clone()).collect()
        };
        // every sum is a formula, over the lines of the ledger
        let alle = formeln(&mut x, "Töpfe");
        assert!(
            alle.iter().any(|f| f.starts_with("SUMIFS(Buchungen!")),
            "{alle:?}"
        );
        assert!(alle.iter().any(|f| f.starts_with("SUM(")), "{alle:?}");
        // numbers are numbers, also before anything is computed anew
        let toepfe = x.worksheet_range("Töpfe").unwrap();
        let nord = toepfe
            .rows()
            .find(|z| z[1] == Data::String("Topf N".into()))
            .unwrap();
        assert_eq!(nord[8], Data::Float(123.45));
        let probe = x.worksheet_range("Probe").unwrap();
        let summe = probe.rows().nth(1).unwrap();
        assert_eq!(
            (&summe[1], &summe[2]),
            (&Data::Float(124.45), &Data::Float(124.45))
        );
        assert_eq!(summe[3], Data::String("stimmt".into()));
        // text stays text, whatever it looks like
        assert_eq!(formeln(&mut x, "Buchungen"), Vec::<String>::new());
        let buchungen = x.worksheet_range("Buchungen").unwrap();
        let zeile = buchungen.rows().nth(1).unwrap();
        assert_eq!(zeile[12], Data::String("=HYPERLINK(\"http://x\")".into()));
        assert_eq!(
            (&zeile[7], &zeile[8]),
            (&Data::String("+1".into()), &Data::Float(123.45))
        );
        // the same right as for the page
        let fremd = router(&app, kontext(Rolle::R27, 8, vec![]));
        let (status, _) = holen(&fremd, "/budget/2026/controlling.xlsx").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(
            holen(&r, "/budget/1999/controlling.xlsx").await.0,
            StatusCode::NOT_FOUND
        );
    }
);

fn mappe(zeilen: &[&[&str]], betraege: &[(u32, u16, f64)]) -> Vec<u8> {
    let mut buch = Workbook::new();
    let s = buch.add_worksheet();
    for (z, zeile) in (0..).zip(zeilen) {
        for (i, text) in (0..).zip(*zeile) {
            s.write_string(z, i, *text).unwrap();
        }
    }
    for (z, i, zahl) in betraege {
        s.write_number(*z, *i, *zahl).unwrap();
    }
    buch.save_to_buffer().unwrap()
}

testkit::auf_beiden!(
    vorjahre_kommen_auch_aus_einer_mappe,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        einrichten(&app, &mut tx).await;
        let j = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap();
        assert!(j.alles);
        let may = service::darf_ueberall(&uta(), None).unwrap();
        service::jahr_anlegen(&app, &mut tx, &may, &gemeinsam::jahr(2027))
            .await
            .unwrap();
        let jahr = gemeinsam::laden(&mut tx, 2027).await;
        let bytes = mappe(
            &[
                &["Jahr", "Raum", "Ist", "Ansatz"],
                &["", "N"],
                &["", "S", "1.234,56 €", "2.000"],
                &["", "X"],
                &["", "N"],
            ],
            &[
                (1, 0, 2026.0),
                (1, 2, 1_800_000.1 + 0.2),
                (1, 3, 1_900_000.0),
                (2, 0, 2026.0),
                (3, 0, 2026.0),
                (3, 2, 1.0),
                (3, 3, 1.0),
                (4, 0, 2025.0),
                (4, 2, 1.005),
                (4, 3, 1.0),
            ],
        );
        let v = service::einlesen_pruefen(&app, &mut tx, &jahr, Inhalt::Vorjahr, bytes.clone())
            .await
            .unwrap();
        let Satz::Vorjahr(erster) = &v.saetze[0] else {
            unreachable!()
        };
        assert_eq!(
            (erster.jahr, erster.ist, erster.ansatz),
            (2026, Cent(180_000_030), Cent(190_000_000))
        );
        assert_eq!((v.saetze.len(), v.kontrollsumme), (2, Cent(190_200_000)));
        let abgewiesen: Vec<_> = v.abgewiesen.iter().map(|b| (b.ort.as_str(), b.code)).collect();
        assert_eq!(abgewiesen, [("Zeile 4", "BUDGET-E03"), ("Zeile 5", "BUDGET-E09")]);
        let keine =
            service::einlesen_pruefen(&app, &mut tx, &jahr, Inhalt::Vorjahr, b"PK\x03\x04x".to_vec()).await;
        assert_eq!(gemeinsam::codes(&keine.unwrap_err()), ["BUDGET-E39"]);
        tx.commit().await.unwrap();
        // the workbook travels through the preview as it is
        let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        let r = router(&app, uta());
        let rumpf = format!("art=vorjahr&inhalt={hex}");
        let (status, ort) = absenden(&r, "/budget/2027/einspielen", &rumpf).await;
        assert_eq!((status, ort.as_str()), (StatusCode::SEE_OTHER, "/budget/2027"));
    }
);

testkit::auf_beiden!(e01_und_e20_aus_einer_datei, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    einrichten(&app, &mut tx).await;
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::jahr_anlegen(&app, &mut tx, &may, &gemeinsam::jahr(2027))
        .await
        .unwrap();
    let jahr = gemeinsam::laden(&mut tx, 2027).await;
    // a line that says nothing; one of the two may be zero
    let text = "jahr;raum;ist;ansatz\n2026;N;0;0,00 €\n2026;S;0;1.000\n2025;S;7;0\n";
    let v = service::einlesen_pruefen(&app, &mut tx, &jahr, Inhalt::Vorjahr, text.as_bytes().to_vec())
        .await
        .unwrap();
    let ab: Vec<_> = v.abgewiesen.iter().map(|b| (b.ort.as_str(), b.code)).collect();
    assert_eq!((v.saetze.len(), ab), (2, vec![("Zeile 2", "BUDGET-E01")]));
    let text = "sortier;bezeichnung;art;arbeitsart;raum;ansatz\nN;Region Nord;REGIONAL;GEMISCHT;N;0\n\
                S;Region Süd;REGIONAL;GEMISCHT;S;12,50\n";
    let bytes = text.as_bytes().to_vec();
    let v = service::einlesen_pruefen(&app, &mut tx, &jahr, Inhalt::Ansaetze, bytes.clone())
        .await
        .unwrap();
    let ab: Vec<_> = v.abgewiesen.iter().map(|b| (b.ort.as_str(), b.code)).collect();
    assert_eq!((v.saetze.len(), ab), (1, vec![("Zeile 2", "BUDGET-E01")]));
    // a decided year takes no Ansätze: told at the preview, and again when somebody decided in between
    gemeinsam::weiter(&app, &mut tx, 2027, 1).await;
    let jahr = Haushaltsjahr {
        status: JahrStatus::Beschlossen,
        ..jahr
    };
    let nein = service::einlesen_pruefen(&app, &mut tx, &jahr, Inhalt::Ansaetze, bytes.clone()).await;
    assert_eq!(gemeinsam::codes(&nein.unwrap_err()), ["BUDGET-E20"]);
    let may = service::darf_ueberall(&uta(), None).unwrap();
    let nein = service::einspielen(&app, &mut tx, &may, 2027, &v.saetze).await;
    assert_eq!(gemeinsam::codes(&nein.unwrap_err()), ["BUDGET-E20"]);
    tx.commit().await.unwrap();
    let r = router(&app, uta());
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let (status, seite) = absenden(
        &r,
        "/budget/2027/einspielen",
        &format!("art=ansaetze&inhalt={hex}"),
    )
    .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seite.contains("Das Budget ist beschlossen"), "{seite}");
    let rumpf = format!(
        "--x\r\nContent-Disposition: form-data; name=\"art\"\r\n\r\nansaetze\r\n\
         --x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"a.csv\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    let req = Request::post("/budget/2027/einlesen")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from(rumpf))
        .unwrap();
    let antwort = r.clone().oneshot(req).await.unwrap();
    assert_eq!(antwort.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    let seite = String::from_utf8_lossy(&bytes);
    assert!(seite.contains("Änderungen sind jetzt Umbuchungen"), "{seite}");
    let mut tx = app.db.read().await.unwrap();
    let blick = service::blick(&app, &mut tx, &uta(), 2027).await.unwrap();
    assert_eq!(blick.toepfe.len(), 0, "nothing was written");
});
