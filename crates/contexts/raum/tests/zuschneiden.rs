//! Proposals for new boundaries: from units to a draft, as a job and on the pages.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{MIGRATIONEN, app, darf, feld, kontext, neue_gliederung, raum_anlegen, seiten};
use amt::{App, recht::Rolle};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::Id;
use http_body_util::BodyExt as _;
use raum::{
    Gliederung,
    zuschneiden::{
        Vorschlag, ablage, aus_zuschnitt,
        planung::{Gewicht, Merkmale, Planung},
        rechnen,
        uebernehmen::{self, Rechte},
    },
};
use store::{Tx, auftrag, werte};
use tower::ServiceExt as _;

/// Sixteen squares in a row of four by four, the western eight in one region, the eastern eight in the other.
async fn schachbrett(app: &App, tx: &mut Tx) -> Id<Gliederung> {
    let g = raum::service::gliederung_anlegen(app, tx, &darf(), &neue_gliederung("Heute", "2026-01-01"))
        .await
        .unwrap();
    let west = raum_anlegen(app, tx, g, ("REGION", "W", "West"), None, None).await;
    let ost = raum_anlegen(app, tx, g, ("REGION", "O", "Ost"), None, None).await;
    for x in 0..4_u8 {
        for y in 0..4_u8 {
            let (code, eltern) = (format!("Q{x}{y}"), if x < 2 { west } else { ost });
            let flaeche = feld(10.0 + 0.01 * f64::from(x), 53.7 + 0.01 * f64::from(y), 0.01, 0.01);
            raum_anlegen(
                app,
                tx,
                g,
                ("SOZIALRAUM", &code, &format!("Quartier {x}{y}")),
                Some(eltern),
                Some(flaeche),
            )
            .await;
        }
    }
    g
}

fn planung() -> Planung {
    Planung {
        raeume: 2,
        toleranz_promille: 10,
        nach_einwohnern: true,
        sekunden: 1,
        aenderung: Gewicht::Stark,
        merkmale: Merkmale {
            kennung: "code".to_owned(),
            einwohner: "einwohner".to_owned(),
            heute: "heute".to_owned(),
            ..Merkmale::default()
        },
        ..Planung::default()
    }
}

async fn anlegen(app: &App) -> Id<Vorschlag> {
    let mut tx = app.db.write().await.unwrap();
    let g = schachbrett(app, &mut tx).await;
    let einheiten = aus_zuschnitt(&mut tx, g, "Heute").await.unwrap();
    assert_eq!((einheiten.anzahl, &*einheiten.vorschlag.heute), (16, "heute"));
    let (id, wer) = (app.ids.neu(), kontext(Rolle::R22).benutzer());
    ablage::anlegen(&mut tx, id, "Neue Räume", &einheiten, app.uhr.jetzt(), wer)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn starten(app: &App, id: Id<Vorschlag>, p: &Planung) -> amt::Result<()> {
    let mut tx = app.db.write().await.unwrap();
    let v = ablage::laden(&mut tx, id).await?;
    rechnen::pruefen(&mut tx, id, p).await?;
    rechnen::starten(app, &mut tx, &kontext(Rolle::R22), &v, p).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn arbeiten(app: &App) {
    let a = auftrag::naechster(&app.db, rechnen::ART, app.uhr.jetzt())
        .await
        .unwrap()
        .unwrap();
    rechnen::arbeiten(app, a).await.unwrap();
}

async fn laden(app: &App, id: Id<Vorschlag>) -> ablage::Zeile {
    let mut tx = app.db.read().await.unwrap();
    ablage::laden(&mut tx, id).await.unwrap()
}

testkit::auf_beiden!(ein_plan_haelt_was_verlangt_ist, MIGRATIONEN, |db| async move {
    let app = app(db);
    let id = anlegen(&app).await;
    starten(&app, id, &planung()).await.unwrap();
    arbeiten(&app).await;
    let e = laden(&app, id).await.ergebnis().unwrap().unwrap();
    let plan = &e.plaene[0];
    assert!(plan.zulaessig && plan.zusammenhaengend, "{plan:?}");
    assert_eq!((e.kennungen.len(), plan.raeume.len()), (16, 2));
    assert!(plan.raeume.iter().all(|r| r.einheiten == 8 && r.teile == 1));
    // today is balanced and compact already, so nothing moves, and the spaces keep their names
    assert_eq!(plan.aenderung.as_ref().unwrap().einheiten, 0);
    let mut namen: Vec<&str> = plan.raeume.iter().map(|r| &*r.name).collect();
    namen.sort_unstable();
    assert_eq!(namen, ["Ost", "West"]);
});

testkit::auf_beiden!(
    feste_einheiten_bleiben_und_unmoegliches_wird_gesagt,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let id = anlegen(&app).await;
        let p = Planung {
            fest: "Q00 = Ost\nQ33 = West".to_owned(),
            ..planung()
        };
        starten(&app, id, &p).await.unwrap();
        arbeiten(&app).await;
        let e = laden(&app, id).await.ergebnis().unwrap().unwrap();
        let raum = |code: &str| {
            let i = e.kennungen.iter().position(|k| k == code).unwrap();
            &*e.plaene[0].raeume[e.plaene[0].zone[i]].name
        };
        assert_eq!((raum("Q00"), raum("Q33")), ("Ost", "West"));

        let p = Planung {
            raeume: 3,
            toleranz_promille: 0,
            ..planung()
        };
        starten(&app, id, &p).await.unwrap();
        arbeiten(&app).await;
        let e = laden(&app, id).await.ergebnis().unwrap().unwrap();
        assert!(!e.plaene[0].zulaessig && !e.plaene[0].verletzungen.is_empty());
    }
);

testkit::auf_beiden!(
    falsche_vorgaben_haben_code_und_feld,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let id = anlegen(&app).await;
        for (p, feld) in [
            (
                Planung {
                    raeume: 17,
                    ..planung()
                },
                "raeume",
            ),
            (
                Planung {
                    fest: "Q00 Ost".to_owned(),
                    ..planung()
                },
                "fest",
            ),
            (
                Planung {
                    fest: "nirgends = Ost".to_owned(),
                    ..planung()
                },
                "fest",
            ),
            (
                Planung {
                    zusammen: "Q00, nirgends".to_owned(),
                    ..planung()
                },
                "zusammen",
            ),
        ] {
            let fehler = starten(&app, id, &p).await.unwrap_err();
            let b = &fehler.befunde()[0];
            assert_eq!((b.code, &*b.ort), ("RAUM-E31", feld), "{}", b.text);
        }
        // nothing was started and nothing is half-saved
        assert!(laden(&app, id).await.auftrag.is_none());
    }
);

testkit::auf_beiden!(angehalten_bleibt_der_beste_plan, MIGRATIONEN, |db| async move {
    let app = app(db);
    let id = anlegen(&app).await;
    let lang = Planung {
        sekunden: 600,
        ..planung()
    };
    starten(&app, id, &lang).await.unwrap();
    let a = auftrag::naechster(&app.db, rechnen::ART, app.uhr.jetzt())
        .await
        .unwrap()
        .unwrap();
    let mut tx = app.db.write().await.unwrap();
    auftrag::abbrechen(&mut tx, a.id, app.uhr.jetzt()).await.unwrap();
    tx.commit().await.unwrap();
    rechnen::arbeiten(&app, a).await.unwrap();
    let e = laden(&app, id).await.ergebnis().unwrap().unwrap();
    assert!(e.angehalten);
    assert_eq!(e.plaene[0].raeume.len(), 2);
});

testkit::auf_beiden!(aus_dem_plan_wird_ein_entwurf, MIGRATIONEN, |db| async move {
    let app = app(db);
    let id = anlegen(&app).await;
    starten(&app, id, &planung()).await.unwrap();
    arbeiten(&app).await;
    let mut tx = app.db.write().await.unwrap();
    let (gliederung, raum) = (darf(), darf());
    let may = Rechte {
        gliederung: &gliederung,
        raum: &raum,
    };
    let neu = neue_gliederung("Entwurf 2028", "2028-01-01");
    let fehler = uebernehmen::uebernehmen(&app, &mut tx, may, id, (7, "REGION"), &neu).await;
    assert_eq!(fehler.unwrap_err().befunde()[0].code, "RAUM-E32");
    let g = uebernehmen::uebernehmen(&app, &mut tx, may, id, (0, "REGION"), &neu)
        .await
        .unwrap();
    let zeilen: Vec<(String, i64)> = tx
        .fetch_all(
            "SELECT ebene, COUNT(*) FROM raumeinheit WHERE gliederung = $1 AND geometrie IS NOT NULL GROUP BY ebene
             ORDER BY ebene",
            werte![g],
        )
        .await
        .unwrap();
    assert_eq!(zeilen, [("REGION".to_owned(), 2), ("SOZIALRAUM".to_owned(), 16)]);
    // the lowest level: one unit above holds all, the small units are gone
    let neu = neue_gliederung("Entwurf 2029", "2029-01-01");
    let g = uebernehmen::uebernehmen(&app, &mut tx, may, id, (0, "SOZIALRAUM"), &neu)
        .await
        .unwrap();
    let zeilen: Vec<(String, i64)> = tx
        .fetch_all(
            "SELECT ebene, COUNT(*) FROM raumeinheit WHERE gliederung = $1 GROUP BY ebene ORDER BY ebene",
            werte![g],
        )
        .await
        .unwrap();
    assert_eq!(zeilen, [("REGION".to_owned(), 1), ("SOZIALRAUM".to_owned(), 2)]);
    tx.commit().await.unwrap();
});

async fn fragen(r: &Router, anfrage: Request<Body>) -> (StatusCode, String, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let ziel = antwort
        .headers()
        .get("location")
        .map_or_else(String::new, |h| h.to_str().unwrap().to_owned());
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, ziel, String::from_utf8(bytes.to_vec()).unwrap())
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let anfrage = Request::get(pfad).header("accept", "text/html");
    let (status, _, html) = fragen(r, anfrage.body(Body::empty()).unwrap()).await;
    (status, html)
}

async fn senden(r: &Router, pfad: &str, rumpf: String) -> (StatusCode, String, String) {
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded");
    fragen(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

async fn hochladen(
    r: &Router,
    pfad: &str,
    felder: &[(&str, &str)],
    datei: (&str, &str),
) -> (StatusCode, String, String) {
    let mut rumpf = String::new();
    for (name, wert) in felder {
        rumpf += &format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{wert}\r\n");
    }
    let (name, inhalt) = datei;
    rumpf += &format!(
        "--XX\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"{name}\"\r\n\r\n{inhalt}\r\n--XX--\r\n"
    );
    let anfrage = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "multipart/form-data; boundary=XX");
    fragen(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

/// Four squares in a line with cases.
fn karte() -> String {
    let features: Vec<String> = (0..4)
        .map(|i| {
            let (w, o) = (10.0 + 0.01 * f64::from(i), 10.01 + 0.01 * f64::from(i));
            format!(
                r#"{{"type":"Feature","properties":{{"kennung":"K{i}","faelle":5,"einwohner":100}},"geometry":{{"type":"Polygon",
                "coordinates":[[[{w:.2},53.7],[{o:.2},53.7],[{o:.2},53.71],[{w:.2},53.71],[{w:.2},53.7]]]}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

testkit::auf_beiden!(
    die_seiten_fuehren_von_der_datei_zum_entwurf,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let r = seiten(&app, Rolle::R22);
        assert!(
            holen(&r, "/raeume/zuschneiden")
                .await
                .1
                .contains("Noch kein Vorschlag")
        );
        // nothing chosen, and a file that is no map: said at the field, what was typed stays
        let felder = [("bezeichnung", "Probe"), ("zuschnitt", ""), ("einmal", "")];
        let (status, _, html) = hochladen(&r, "/raeume/zuschneiden/neu", &felder, ("", "")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            html.contains("value=\"Probe\"") && html.contains("Zuschnitt oder eine Kartendatei"),
            "{html}"
        );
        let (status, _, html) = hochladen(&r, "/raeume/zuschneiden/neu", &felder, ("x.geojson", "{]")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("lässt sich nicht lesen"), "{html}");

        let (status, pfad, _) =
            hochladen(&r, "/raeume/zuschneiden/neu", &felder, ("x.geojson", &karte())).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (status, html) = holen(&r, &pfad).await;
        assert_eq!(status, StatusCode::OK);
        assert!(
            html.contains("4 Einheiten") && html.contains("Noch nicht gerechnet"),
            "{html}"
        );

        let form = "version=1&raeume=2&toleranz=zehn&ausgleich=faelle&kennung=kennung&faelle=faelle&einwohner=einwohner&sekunden=1";
        let (status, _, html) = senden(&r, &pfad, form.to_owned()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("value=\"zehn\""), "{html}");
        let form = form.replace("zehn", "5,5");
        assert_eq!(senden(&r, &pfad, form.clone()).await.0, StatusCode::SEE_OTHER);
        // a second planner whose page is older overwrites nothing
        assert_eq!(senden(&r, &pfad, form).await.0, StatusCode::CONFLICT);
        assert!(holen(&r, &pfad).await.1.contains("Wartet"));
        arbeiten(&app).await;
        let html = holen(&r, &pfad).await.1;
        for wort in [
            "Gerechnet",
            "<svg",
            "Jeder Raum hängt zusammen",
            "Größte Abweichung vom Mittel: 0,0 %",
        ] {
            assert!(html.contains(wort), "{wort} in {html}");
        }
        let csv = holen(&r, &format!("{pfad}/plan.csv?plan=1")).await.1;
        assert_eq!(csv.lines().count(), 5);
        assert_eq!(
            holen(&r, &format!("{pfad}/plan.csv?plan=9")).await.0,
            StatusCode::NOT_FOUND
        );
        assert!(
            holen(&r, &format!("{pfad}/bericht.json"))
                .await
                .1
                .contains("fallzahlen")
        );

        let html = holen(&r, &format!("{pfad}/entwurf?plan=1")).await.1;
        assert!(
            html.contains("Kein Raum weicht um mehr als 0,0 % vom Mittel ab."),
            "{html}"
        );
        let einmal = "0190c2a0-0000-7000-8000-000000000001";
        let form = format!("einmal={einmal}&plan=1&bezeichnung=Neu&gueltig_ab=2028-01-01&ebene=");
        assert_eq!(
            senden(&r, &format!("{pfad}/entwurf"), form.clone()).await.0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let (status, ziel, _) = senden(&r, &format!("{pfad}/entwurf"), format!("{form}REGION")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(ziel.starts_with("/raeume/pruefung?gliederung="), "{ziel}");

        // a file beside the units, put there, shown and taken away
        let felder = [("art", "WERTE")];
        let (status, _, _) = hochladen(
            &r,
            &format!("{pfad}/datei"),
            &felder,
            ("werte.csv", "kennung,stellen\nK0,2\n"),
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let html = holen(&r, &pfad).await.1;
        assert!(
            html.contains("werte.csv") && html.contains("value=\"stellen\""),
            "{html}"
        );
        let felder = [("art", "WERTE"), ("tat", "entfernen")];
        hochladen(&r, &format!("{pfad}/datei"), &felder, ("", "")).await;
        assert!(!holen(&r, &pfad).await.1.contains("werte.csv"));

        assert_eq!(
            senden(&r, &format!("{pfad}/loeschen"), "version=2".to_owned())
                .await
                .0,
            StatusCode::SEE_OTHER
        );
        assert_eq!(holen(&r, &pfad).await.0, StatusCode::NOT_FOUND);
        // others never see them
        let fremd = seiten(&app, Rolle::R01);
        assert_ne!(holen(&fremd, "/raeume/zuschneiden").await.0, StatusCode::OK);
    }
);
