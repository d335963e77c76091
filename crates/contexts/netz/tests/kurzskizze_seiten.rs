//! Surveys through the pages: from nothing to the second published Fassung.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::quartier;
use std::io::Read as _;

use crate::gemeinsam::{RAEUME, akteur, tag, wer};
use crate::quartier::{KOPF, einlesen, fuellen, in_kraft, schritt, stadt};
use amt::{
    App, Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::Id;
use http_body_util::BodyExt as _;
use netz::{
    Erfassung,
    codes::{EintragArt, ErfassungAbschnitt, ErfassungPunktArt, ErfassungStatus},
    service::{self, ErfassungSchritt},
};
use store::Tx;
use tower::ServiceExt as _;

fn seiten(app: &App, k: Kontext) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(k))
        .merge(netz::oeffentliche_routen())
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn lesen(r: &Router, f: Request<Body>) -> (StatusCode, String, Vec<u8>) {
    let (teile, rumpf) = r.clone().oneshot(f).await.unwrap().into_parts();
    let nach = teile.headers.get(header::LOCATION);
    let nach = nach.map(|n| n.to_str().unwrap().to_owned()).unwrap_or_default();
    (
        teile.status,
        nach,
        rumpf.collect().await.unwrap().to_bytes().to_vec(),
    )
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    let f = Request::get(pfad).header("accept", "text/html");
    let (status, _, rumpf) = lesen(r, f.body(Body::empty()).unwrap()).await;
    (status, String::from_utf8_lossy(&rumpf).into_owned())
}

async fn senden(r: &Router, pfad: &str, felder: &[(&str, &str)]) -> (StatusCode, String, String) {
    let rumpf: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(felder)
        .finish();
    let f = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded");
    let (status, nach, rumpf) = lesen(r, f.body(Body::from(rumpf)).unwrap()).await;
    (status, nach, String::from_utf8_lossy(&rumpf).into_owned())
}

testkit::auf_beiden!(
    ueber_die_seiten_bis_zur_zweiten_fassung,
    RAEUME,
    |db| async move {
        let (app, g, raeume) = stadt(db, &[("1", "Altstadt <b>"), ("2", "Vorstadt")]).await;
        in_kraft(&app, g).await;
        let r = seiten(&app, wer(Rolle::R19));
        let oeffentlich = format!("/quartier/de/kurzskizzen/{}", raeume[0]);
        assert_eq!(holen(&r, &oeffentlich).await.0, 404);
        assert!(
            holen(&r, "/quartier/de/kurzskizzen")
                .await
                .1
                .contains("Noch ist keine")
        );
        let (_, liste) = holen(&r, "/erfassungen").await;
        assert!(
            liste.contains("Fehlt noch") && liste.contains("Vorstadt"),
            "{liste}"
        );

        let raum = raeume[0].to_string();
        let (status, _, text) =
            senden(&r, "/erfassungen", &[("raum", &raum), ("stichtag", "2031-01-01")]).await;
        assert!(
            status == 422 && text.contains("href=\"#feld-stichtag\""),
            "{text}"
        );
        let neu = [("raum", raum.as_str()), ("stichtag", "2026-11-01")];
        let (status, pfad, _) = senden(&r, "/erfassungen", &neu).await;
        assert_eq!(status, 303);
        let (status, _, text) = senden(&r, "/erfassungen", &neu).await;
        assert!(
            status == 422 && text.contains("schon eine Erfassung in Arbeit"),
            "{text}"
        );
        let tat = format!("{pfad}/tat");
        let id: Id<Erfassung> = pfad.rsplit('/').next().unwrap().parse().unwrap();

        // what is wrong is said at its field, what was written stays
        type Falsch<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
        let falsch: [Falsch<'_>; 6] = [
            (&[("dazu", "STAERKE")], "#feld-staerke", ""),
            (
                &[("dazu", "THEMA"), ("thema", "Zu dunkel")],
                "#feld-thema_am",
                "Zu dunkel",
            ),
            (
                &[
                    ("dazu", "SCHLUESSELPERSON"),
                    ("person", "kennt alle"),
                    ("person_privat", "ja"),
                ],
                "#feld-person_einwilligung",
                "kennt alle",
            ),
            (
                &[
                    ("dazu", "PUNKT"),
                    ("ort_name", "Kiosk"),
                    ("ort_art", "INFORMELL"),
                    ("ort_punkt", "am Eck"),
                ],
                "#feld-ort_punkt",
                "am Eck",
            ),
            (
                &[
                    ("dazu", "PUNKT"),
                    ("ort_name", "Kiosk"),
                    ("ort_art", "INFORMELL"),
                    ("ort_punkt", "10,01 54,305"),
                ],
                "vertauscht",
                "Kiosk",
            ),
            (&[("nach", "VEROEFFENTLICHT")], "#feld-schritt", ""),
        ];
        for (felder, fehler, bleibt) in falsch {
            let (status, _, text) = senden(&r, &tat, felder).await;
            assert!(
                status == 422 && text.contains(fehler) && text.contains(bleibt),
                "{felder:?} {text}"
            );
        }
        let (status, _, text) = senden(&r, &tat, &[("nach", "ABGESTIMMT"), ("team_am", "2026-11-10")]).await;
        assert!(status == 422 && text.contains("Es fehlen Stärken"), "{text}");
        let gut: [&[(&str, &str)]; 3] = [
            &[
                ("dazu", "PUNKT"),
                ("ort_name", "Kiosk <am> Eck"),
                ("ort_art", "INFORMELL"),
                ("ort_punkt", "54,305 10,01"),
                ("ort_hinweis", "eine Stufe"),
            ],
            &[
                ("dazu", "SCHLUESSELPERSON"),
                ("person", "Hausmeister"),
                ("person_kontakt", "0431 123"),
            ],
            &[("dazu", "STAERKE"), ("staerke", "Zum Entfernen")],
        ];
        for felder in gut {
            assert_eq!(senden(&r, &tat, felder).await.0, 303, "{felder:?}");
        }
        let (_, seite) = holen(&r, &pfad).await;
        assert!(
            seite.contains("Kiosk &#60;am&#62; Eck") || seite.contains("Kiosk &lt;am&gt; Eck"),
            "{seite}"
        );
        let weg = seite
            .split("name=\"weg\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        assert_eq!(senden(&r, &tat, &[("weg", weg)]).await.0, 303);
        assert!(!holen(&r, &pfad).await.1.contains("Zum Entfernen"));
        assert_eq!(senden(&r, &tat, &[("weg", weg)]).await.0, 404);

        let mut tx = app.db.write().await.unwrap();
        // three entries and one taken out again: the version the form would have seen
        fuellen(&app, &mut tx, id, 5).await;
        let e = akteur(&app, &mut tx, "Verein am Markt").await;
        tx.execute(
            "INSERT INTO akteur_raum (akteur, raumeinheit) VALUES ($1, $2)",
            store::werte![e, raeume[0]],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let (status, _, text) = senden(
            &r,
            &tat,
            &[
                ("nach", "ABGESTIMMT"),
                ("team_am", "2026-11-10"),
                ("runde_am", "2027-11-12"),
            ],
        )
        .await;
        assert!(status == 422 && text.contains("#feld-runde_am"), "{text}");
        let ja = [
            ("nach", "ABGESTIMMT"),
            ("team_am", "2026-11-10"),
            ("runde_am", "2026-11-12"),
        ];
        assert_eq!(senden(&r, &tat, &ja).await.0, 303);

        // nothing changes any more, not by hand and not behind its back
        assert_eq!(
            senden(&r, &tat, &[("dazu", "STAERKE"), ("staerke", "spät")])
                .await
                .0,
            422
        );
        assert_eq!(holen(&r, &format!("{pfad}/bearbeiten")).await.0, 303);
        let mut tx = app.db.write().await.unwrap();
        akteur(&app, &mut tx, "Später dazu").await;
        tx.execute(
        "INSERT INTO akteur_raum (akteur, raumeinheit) SELECT id, $1 FROM akteur WHERE name = 'Später dazu'",
        store::werte![raeume[0]],
    )
    .await
    .unwrap();
        tx.commit().await.unwrap();

        // RL-02: a free Träger releases nothing, whatever the role
        let frei = Kontext::neu(
            Id::von(uuid::Uuid::from_u128(8)),
            "Frei".to_owned(),
            OrganisationsArt::Andere,
            vec![RolleJetzt {
                rolle: Rolle::R19,
                raeume: Vec::new(),
            }],
        );
        let (status, _, text) = senden(&seiten(&app, frei), &tat, &[("nach", "FREIGEGEBEN")]).await;
        assert!(status == 422 && text.contains("Raumverantwortlichen"), "{text}");
        // who may only read takes no step
        let liest = seiten(&app, wer(Rolle::R01));
        assert_eq!(senden(&liest, &tat, &[("nach", "FREIGEGEBEN")]).await.0, 404);
        assert_eq!(holen(&liest, &pfad).await.0, 200);

        assert_eq!(senden(&r, &tat, &[("nach", "FREIGEGEBEN")]).await.0, 303);
        assert_eq!(holen(&r, &oeffentlich).await.0, 404);
        assert_eq!(senden(&r, &tat, &[("nach", "VEROEFFENTLICHT")]).await.0, 303);
        let (status, seite) = holen(&r, &oeffentlich).await;
        assert_eq!(status, 200);
        for da in [
            "Man grüßt sich.",
            "Verein am Markt (Verein)",
            "Vorstadt",
            "1,45 km²",
            "<svg",
            "eine Stufe",
        ] {
            assert!(seite.contains(da), "{da}: {seite}");
        }
        for nicht in [
            "Später dazu",
            "Hausmeister",
            "0431 123",
            "Altstadt <b>",
            "Wirtschaft und Arbeit",
        ] {
            assert!(!seite.contains(nicht), "{nicht}: {seite}");
        }
        for sprache in ["ls", "en", "tr", "ar", "uk"] {
            let (status, text) = holen(&r, &format!("/quartier/{sprache}/kurzskizzen/{}", raeume[0])).await;
            assert!(status == 200 && text.contains("Man grüßt sich."), "{sprache}");
            assert_eq!(
                holen(&r, &format!("/quartier/{sprache}/kurzskizzen")).await.0,
                200
            );
        }
        let f = Request::get(format!("{oeffentlich}/pdf"))
            .body(Body::empty())
            .unwrap();
        let (status, _, pdf) = lesen(&r, f).await;
        assert!(status == 200 && pdf.starts_with(b"%PDF-"));

        // the second Fassung takes over what was said; the first stays readable
        let (status, zweite, _) =
            senden(&r, "/erfassungen", &[("raum", &raum), ("stichtag", "2026-11-20")]).await;
        assert_eq!(status, 303);
        assert!(holen(&r, &zweite).await.1.contains("Man grüßt sich."));
        let id: Id<Erfassung> = zweite.rsplit('/').next().unwrap().parse().unwrap();
        let mut tx = app.db.write().await.unwrap();
        let k = wer(Rolle::R19);
        // the days both agreed must not lie before what they agreed to
        let codes: Vec<String> = schritt(&app, &mut tx, &k, id, ErfassungStatus::Abgestimmt)
            .await
            .unwrap_err()
            .befunde()
            .iter()
            .map(|b| b.code.to_string())
            .collect();
        assert_eq!(codes, ["NETZ-E130", "NETZ-E130"]);
        let angaben = ErfassungSchritt {
            team_am: Some(tag("2026-11-20")),
            runde_am: Some(tag("2026-11-21")),
            grund: String::new(),
        };
        let gehe =
            async |tx: &mut Tx, nach| service::erfassung_weiter(&app, tx, &k, id, nach, &angaben).await;
        gehe(&mut tx, ErfassungStatus::Abgestimmt).await.unwrap();
        let r_ohne_grund = gehe(&mut tx, ErfassungStatus::Entwurf).await;
        assert_eq!(
            r_ohne_grund.unwrap_err().befunde()[0].code.to_string(),
            "NETZ-E97"
        );
        gehe(&mut tx, ErfassungStatus::Freigegeben).await.unwrap();
        gehe(&mut tx, ErfassungStatus::Veroeffentlicht).await.unwrap();
        tx.commit().await.unwrap();
        let (_, neu) = holen(&r, &oeffentlich).await;
        assert!(neu.contains("Später dazu") && neu.contains("?fassung=1"), "{neu}");
        let (_, alt) = holen(&r, &format!("{oeffentlich}?fassung=1")).await;
        assert!(!alt.contains("Später dazu") && alt.contains("noindex"), "{alt}");
        assert_eq!(holen(&r, &format!("{oeffentlich}?fassung=9")).await.0, 404);
    }
);

/// Pages of a PDF. Its page tree stands in compressed streams: each is opened, what is no stream of this kind is skipped.
fn seitenzahl(pdf: &[u8]) -> usize {
    let anfaenge = pdf
        .windows(7)
        .enumerate()
        .filter(|(_, w)| w == b"stream\n")
        .map(|(i, _)| i + 7);
    let mut text = String::from_utf8_lossy(pdf).into_owned();
    for ab in anfaenge {
        let mut aus = Vec::new();
        if flate2::read::ZlibDecoder::new(&pdf[ab..])
            .read_to_end(&mut aus)
            .is_ok()
        {
            text.push_str(&String::from_utf8_lossy(&aus));
        }
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.split("/Type/Page")
        .skip(1)
        .filter(|rest| !rest.starts_with('s'))
        .count()
}

testkit::auf_beiden!(zwei_seiten_auch_wenn_viel_zu_sagen_ist, RAEUME, |db| async move {
    let (app, g, raeume) = stadt(db, &[("1", "Altstadt"), ("2", "Vorstadt")]).await;
    // the PDF has the picture of who lives there
    let csv = format!(
        "{KOPF}1;ALTER_0_17;2021-12-31;900;4000;ja;Stadt;\n1;ALTER_18;2021-12-31;3100;4000;ja;Stadt;\n"
    );
    assert_eq!(einlesen(&app, &csv).await.gelesen, 2);
    in_kraft(&app, g).await;
    let r = seiten(&app, wer(Rolle::R19));
    let raum = raeume[0].to_string();
    let (_, pfad, _) = senden(&r, "/erfassungen", &[("raum", &raum), ("stichtag", "2026-11-01")]).await;
    let id: Id<Erfassung> = pfad.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = app.db.write().await.unwrap();
    fuellen(&app, &mut tx, id, 1).await;
    tx.commit().await.unwrap();
    let pdf = async || {
        let f = Request::get(format!("{pfad}/kurzskizze.pdf"))
            .body(Body::empty())
            .unwrap();
        let (status, _, pdf) = lesen(&r, f).await;
        assert_eq!(status, StatusCode::OK);
        pdf
    };
    let kurz = seitenzahl(&pdf().await);
    assert!((1..=2).contains(&kurz), "{kurz}");
    let (_, seite) = holen(&r, &pfad).await;
    assert!(seite.contains("2 Altersgruppen"), "{seite}");
    // a survey typed twice at once is one; after a conflict the new version is in the form
    let satz = [
        ("dazu", "STAERKE"),
        ("staerke", "Ein Chor"),
        ("einmal", "018bcfe5-6ce6-7000-8000-0000000000e2"),
    ];
    for _ in 0..2 {
        assert_eq!(senden(&r, &format!("{pfad}/tat"), &satz).await.0, 303);
    }
    assert_eq!(holen(&r, &pfad).await.1.matches("<bdi>Ein Chor</bdi>").count(), 1);
    let bearbeiten = format!("{pfad}/bearbeiten");
    let (_, bogen) = holen(&r, &bearbeiten).await;
    let version = bogen
        .split("name=\"version\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let texte = [
        ("version", version),
        ("stichtag", "2026-11-01"),
        ("quellen", "Begehung im Oktober"),
    ];
    assert_eq!(senden(&r, &bearbeiten, &texte).await.0, 303);
    let (status, _, nochmal) = senden(&r, &bearbeiten, &texte).await;
    assert!(
        status == 422 && nochmal.contains("Jemand anderes hat inzwischen gespeichert"),
        "{nochmal}"
    );
    let neuer = nochmal
        .split("name=\"version\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert_ne!(neuer, version);
    let texte = [("version", neuer), texte[1], texte[2]];
    assert_eq!(senden(&r, &bearbeiten, &texte).await.0, 303);

    let lang = "Hier ist sehr viel zu erzählen, und alles davon ist wichtig. ".repeat(8);
    let mut tx = app.db.write().await.unwrap();
    let may = quartier::darf(Rolle::R19, Some(id));
    for i in 0..40 {
        let mut punkt =
            netz::EintragDaten::neu(EintragArt::Punkt, format!("Ort Nummer {i} mit langem Namen"));
        punkt.punkt_art = Some(ErfassungPunktArt::Treffpunkt);
        punkt.punkt = Some(base::Punkt {
            lat: 54.305,
            lon: 10.0 + f64::from(i) / 2000.0,
        });
        let mut wort = netz::EintragDaten::neu(EintragArt::Thema, format!("{i} {lang}"));
        wort.am = Some(tag("2026-10-20"));
        let staerke = netz::EintragDaten::neu(EintragArt::Staerke, format!("{i} {lang}"));
        for e in [punkt, wort, staerke] {
            service::erfassung_eintragen(&app, &mut tx, &may, e)
                .await
                .unwrap();
        }
    }
    for a in ErfassungAbschnitt::ALLE {
        tx.execute(
            "UPDATE erfassung_text SET text = $2 WHERE erfassung = $1 AND abschnitt = $3",
            store::werte![id, lang.repeat(7), a.code()],
        )
        .await
        .unwrap();
    }
    // photos with long words for them: a row stays, and it stays two pages
    let mut roh = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(800, 600)
        .write_to(&mut roh, image::ImageFormat::Jpeg)
        .unwrap();
    let bild = netz::rules::foto::neu_machen(roh.get_ref()).unwrap();
    for i in 0..8 {
        let worte: String = lang.chars().take(120).collect();
        let (foto, titel) = (app.ids.neu(), format!("Foto {i}: {worte}"));
        service::foto_dazu(&app, &mut tx, &may, foto, titel, &bild)
            .await
            .unwrap();
        service::foto_tun(&app, &mut tx, &wer(Rolle::R19), foto, service::FotoTat::Zeigen)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let pdf = pdf().await;
    assert_eq!(seitenzahl(&pdf), 2);
    let p = testkit::pdf::Pdf::lesen(&pdf).unwrap();
    let worte = p.alt.iter().filter(|a| a.starts_with("Foto ")).count();
    assert!(worte == 3 || worte == 6, "{:?}", p.alt);
});
