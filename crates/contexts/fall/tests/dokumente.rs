//! The documents of a case as PDF: what stands in them, what a screen reader hears, what the journal keeps.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use crate::gemeinsam;
use crate::gemeinsam::{
    ALLE, ANGEBOT, asd, aufnahme, nimm,
    schritte::{akte, geh, voll},
    seiten::senden_als,
    service, stadt,
};
use amt::{App, Kontext};
use axum::{body::Body, http::Request};
use base::Id;
use fall::{
    model::{Fall, Hinweis},
    service::fall::lesen,
};
use http_body_util::BodyExt;
use testkit::pdf::Pdf;
use tower::ServiceExt;

async fn lies(app: &App, id: Id<Fall>) -> lesen::Akte {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::akte(app, &mut tx, &asd(), id).await.unwrap();
    tx.commit().await.unwrap();
    a
}

async fn post(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) -> (u16, String) {
    let version = lies(app, id).await.fall.version.to_string();
    let mut alle = vec![("version", version.as_str())];
    alle.extend(felder);
    senden_als(app, &format!("/faelle/{id}/{weg}"), &alle, asd()).await
}

async fn gut(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) {
    let (status, seite) = post(app, id, weg, felder).await;
    assert_eq!(status, 303, "{weg}: {seite}");
}

/// Status, type, place it leads to, bytes.
async fn datei(app: &App, mut req: Request<Body>, wer: Kontext) -> (u16, String, String, Vec<u8>) {
    req.extensions_mut().insert(wer);
    let a = fall::routen().with_state(app.clone()).oneshot(req).await.unwrap();
    let kopf = |n: &str| {
        a.headers()
            .get(n)
            .map_or(String::new(), |w| w.to_str().unwrap().to_owned())
    };
    let (status, art, ort) = (a.status().as_u16(), kopf("content-type"), kopf("location"));
    let bytes = a.into_body().collect().await.unwrap().to_bytes().to_vec();
    (status, art, ort, bytes)
}

async fn holen(app: &App, pfad: &str, wer: Kontext) -> (u16, String, String, Vec<u8>) {
    datei(app, Request::get(pfad).body(Body::empty()).unwrap(), wer).await
}

async fn pdf(app: &App, pfad: &str) -> Pdf {
    let (status, art, _, bytes) = holen(app, pfad, asd()).await;
    assert_eq!((status, art.as_str()), (200, "application/pdf"), "{pfad}");
    if let Ok(ordner) = std::env::var("DRUCK_PROBE") {
        let name = pfad.rsplit('/').next().unwrap();
        std::fs::write(format!("{ordner}/{name}"), &bytes).unwrap();
    }
    Pdf::lesen(&bytes).unwrap()
}

async fn journal(app: &App, angaben: &str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM journal WHERE angaben = $1",
            store::werte![angaben],
        )
        .await
        .unwrap();
    n
}

async fn neuer_fall(app: &App) -> Id<Fall> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
    akte(app, &asd(), id).await.fall.unwrap().id
}

async fn ressource(app: &App, id: Id<Fall>, feld: &str, was: &str) {
    let f = [
        ("feld", feld),
        ("bezeichnung", was),
        ("aktivierbarkeit", "SOFORT"),
        ("quelle", "PERSON_SELBST"),
    ];
    gut(app, id, "ressourcen", &f).await;
}

/// Until F2, with people, words, strengths and one goal.
async fn gefuellter_fall(app: &App) -> Id<Fall> {
    let id = neuer_fall(app).await;
    gut(
        app,
        id,
        "angabe/ELTERN_AUFENTHALT",
        &[("ELTERN_AUFENTHALT-worte", "Mutter in Kiel")],
    )
    .await;
    gut(app, id, "schritt/H02", &[]).await;
    let zustaendig = [
        ("ZUSTAENDIGKEIT-tag", "2026-11-20"),
        ("ZUSTAENDIGKEIT-worte", "Kiel"),
    ];
    gut(app, id, "angabe/ZUSTAENDIGKEIT", &zustaendig).await;
    gut(app, id, "schritt/H03", &[]).await;
    let leon = [
        ("rolle", "KIND"),
        ("vorname", "Leon"),
        ("nachname", "Müller-Șerban"),
        ("geburtsdatum", "2015-03-14"),
    ];
    gut(app, id, "person", &leon).await;
    let person = lies(app, id).await.beteiligte[0].id.to_string();
    let wille = [
        ("person", person.as_str()),
        (
            "wortlaut",
            "Ich will, dass Leon die Klasse schafft.\nUnd dass wir abends lachen.",
        ),
        ("datum", "2026-11-20"),
        ("art", "WILLE"),
        ("quelle", "GESPRAECH"),
        ("eigenaktivitaet", "20 Minuten jeden Abend"),
        ("bestaetigt", "ja"),
    ];
    gut(app, id, "wille", &wille).await;
    ressource(
        app,
        id,
        "PERSOENLICH",
        "Leon kann gut zuhören und <b>erklärt</b> seiner Schwester Mathe",
    )
    .await;
    ressource(
        app,
        id,
        "SOZIAL",
        "Die Großmutter wohnt nebenan und kocht, wenn es spät wird",
    )
    .await;
    ressource(app, id, "INFRASTRUKTURELL", "Nachbarschaftshaus").await;
    let wort = lies(app, id).await.aeusserungen[0].id.to_string();
    gut(
        app,
        id,
        "grobziel",
        &[("grobziel", "Leon schafft die Klasse"), ("aus", &wort)],
    )
    .await;
    let ziel = lies(app, id).await.grobziele[0].id.to_string();
    let klein = [
        ("zu", ziel.as_str()),
        ("handlungsziel", "Hausaufgaben sind abends fertig"),
        ("messkriterium", "Heft ist vollständig"),
        ("frist", "2027-01-31"),
        ("schritt_wer", "Mutter"),
        ("schritt_was", "20 Minuten mit Leon"),
        ("schritt_bis", "2026-12-01"),
        ("realistisch", "Großmutter kocht"),
        ("unterstuetzung", "Lernpatin im Nachbarschaftshaus"),
        ("akzeptiert", "ja"),
    ];
    gut(app, id, "handlungsziel", &klein).await;
    id
}

testkit::auf_beiden!(
    der_hilfeplan_beginnt_mit_den_eigenen_worten,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = gefuellter_fall(&app).await;
        let p = pdf(&app, &format!("/faelle/{id}/hilfeplan.pdf")).await;
        let text = p.text();
        let stelle = |wort: &str| {
            assert!(text.contains(wort), "{wort}: {text}");
            text.find(wort)
        };
        let folge = [
            "Hilfeplan",
            "In eigenen Worten",
            "Ich will, dass Leon die Klasse schafft. Und dass wir abends lachen.",
            "Was da ist: Stärken und Ressourcen",
            "erklärt</b> seiner Schwester",
            "Ziele und eigene Schritte",
            "Mutter: 20 Minuten mit Leon, bis 01.12.2026",
            "Was der Sozialraum bietet",
            "Vereinbarungen",
            "Wer tut was bis wann?",
            "Unterschriften",
            "Anna Abel (fallführend)",
        ];
        for paar in folge.windows(2) {
            assert!(stelle(paar[0]) < stelle(paar[1]), "{paar:?}");
        }
        for seite in &p.seiten {
            assert!(
                seite.contains("Az. JH-2026-00001") && seite.contains(&format!("von {}", p.seiten.len()))
            );
        }
        assert_eq!(p.titel[..2], ["Hilfeplan", "In eigenen Worten"]);
        assert_eq!(
            (p.anzahl("H1"), p.anzahl("BlockQuote"), p.anzahl("Table")),
            (1, 1, 1)
        );
        assert!(p.xmp.contains("Hilfeplan, Fall JH-2026-00001") && p.xmp.contains("<pdfuaid:part>1<"));
        assert_eq!(p.sprache, "de-DE");
        assert_eq!(journal(&app, "hilfeplan.pdf").await, 1);
        // the same data, the same bytes
        let weg = format!("/faelle/{id}/hilfeplan.pdf");
        assert_eq!(holen(&app, &weg, asd()).await.3, holen(&app, &weg, asd()).await.3);
        // nobody else
        assert_eq!(holen(&app, &weg, service()).await.0, 404);
    }
);

testkit::auf_beiden!(den_hilfeplan_gibt_es_auch_zum_bearbeiten, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = gefuellter_fall(&app).await;
    let weg = format!("/faelle/{id}/hilfeplan.docx");
    let (status, art, _, bytes) = holen(&app, &weg, asd()).await;
    assert_eq!(
        (status, art.as_str()),
        (
            200,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        )
    );
    assert!(bytes.starts_with(b"PK"));
    // handed out like the other file: noted, and to nobody else
    assert_eq!(journal(&app, "hilfeplan.docx").await, 1);
    assert_eq!(journal(&app, "hilfeplan.pdf").await, 0);
    assert_eq!(holen(&app, &weg, service()).await.0, 404);
    assert_eq!(holen(&app, &weg, asd()).await.3, bytes);
});

testkit::auf_beiden!(
    rl_15_ohne_staerke_wird_kein_plan_herausgegeben,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = neuer_fall(&app).await;
        for weg in ["hilfeplan.pdf", "konferenz/blatt.pdf"] {
            let (status, _, ort, _) = holen(&app, &format!("/faelle/{id}/{weg}"), asd()).await;
            assert_eq!((status, ort), (303, format!("/faelle/{id}/ressourcen")), "{weg}");
        }
    }
);

testkit::auf_beiden!(die_ressourcenkarte_ist_bild_und_liste, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = gefuellter_fall(&app).await;
    let p = pdf(&app, &format!("/faelle/{id}/ressourcenkarte.pdf")).await;
    assert_eq!(p.anzahl("Figure"), 1);
    assert!(
        p.alt[0].contains("vier Feldern") && p.alt[0].contains(": 1"),
        "{:?}",
        p.alt
    );
    assert!(
        p.text()
            .contains("Die Großmutter wohnt nebenan und kocht, wenn es spät wird (sofort")
    );
    let (_, seite) = gemeinsam::seiten::holen_als(&app, &format!("/faelle/{id}/ressourcen"), asd()).await;
    assert!(
        seite.contains("role=\"img\" aria-label=\"Ressourcenkarte") && seite.contains("ressourcenkarte.pdf")
    );
});

testkit::auf_beiden!(
    t_139_das_blatt_fuer_die_runde_nennt_niemanden,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = gefuellter_fall(&app).await;
        let p = pdf(&app, &format!("/faelle/{id}/konferenz/blatt.pdf")).await;
        let text = p.text();
        for da in [
            "Kind 1, 11 Jahre",
            "Ich will, dass Kind 1 die Klasse schafft",
            "Kind 1 kann gut zuhören",
            "Zusammen 47 Minuten",
        ] {
            assert!(text.contains(da), "{da}: {text}");
        }
        for nicht in ["Leon", "Müller", "Șerban", "Ayşe", "14.03.2015", "JH-2026"] {
            assert!(!text.contains(nicht) && !p.xmp.contains(nicht), "{nicht}: {text}");
        }
        assert_eq!(journal(&app, "fallkonferenz-blatt.pdf").await, 1);
    }
);

testkit::auf_beiden!(
    das_protokoll_mit_freiem_traeger_ohne_einwilligung_ist_ohne_namen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = gefuellter_fall(&app).await;
        for (a, tag) in [
            ("SCREENING", true),
            ("BERATUNG", true),
            ("KIND_GEHOERT", true),
            ("WUNSCH_WAHL_HINWEIS", true),
            ("NICHTS_MATERIELL", false),
        ] {
            let felder = [
                (format!("{a}-tag"), if tag { "2026-11-20" } else { "" }),
                (format!("{a}-worte"), "ja"),
            ];
            let felder: Vec<(&str, &str)> = felder.iter().map(|(n, w)| (n.as_str(), *w)).collect();
            gut(&app, id, &format!("angabe/{a}"), &felder).await;
        }
        let kind = lies(&app, id).await.beteiligte[1].id.to_string();
        let wille = [
            ("person", kind.as_str()),
            ("wortlaut", "Ich will Fußball spielen"),
            ("datum", "2026-11-20"),
            ("art", "WILLE"),
            ("quelle", "GESPRAECH"),
            ("eigenaktivitaet", "jeden Dienstag"),
        ];
        gut(&app, id, "wille", &wille).await;
        gut(&app, id, "schritt/H05", &[]).await;
        let mut runde = vec![
            ("typ", "KOLLEGIALE_BERATUNG"),
            ("datum", "2026-11-20"),
            ("dauer", "47"),
            ("falleinbringer", "Anna Abel"),
            ("moderation", "Bernd Beck"),
            ("teilnehmer-1", "Anna Abel"),
            ("traeger-1", "OEFFENTLICH"),
            ("teilnehmer-2", "Bernd Beck"),
            ("traeger-2", "OEFFENTLICH"),
            ("teilnehmer-3", "Träger Süd"),
            ("traeger-3", "FREI"),
            ("ressourcen", "Leon kann gut zuhören"),
            ("frage", "Was trägt Familie Müller-Șerban?"),
            ("idee-EINZELFALL", "Hausaufgaben gemeinsam"),
            ("idee-SOZIALRAUM", "Lernpaten für Leon"),
            ("idee-FALLUEBERGREIFEND", "Elterncafé für alle"),
            ("empfehlung", "kombinieren"),
            ("einigkeit", "EINSTIMMIG"),
            ("familie", "ANWESEND"),
        ];
        gut(&app, id, "konferenz", &runde).await;
        runde.push(("einwilligung", "ja"));
        gut(&app, id, "konferenz", &runde).await;
        let a = lies(&app, id).await;
        for k in &a.konferenzen {
            let p = pdf(&app, &format!("/faelle/{id}/konferenz/{}/protokoll.pdf", k.id)).await;
            let text = p.text();
            assert!(text.contains("Lernpaten für") && text.contains("Träger Süd") && text.contains("Votum"));
            for name in ["Leon", "Müller", "Șerban", "JH-2026"] {
                assert_eq!(text.contains(name), !k.pseudonym, "{name}: {text}");
            }
            assert!(!p.xmp.contains("JH-2026") || !k.pseudonym);
        }
        assert_eq!(a.konferenzen.iter().filter(|k| k.pseudonym).count(), 1);
        assert_eq!(journal(&app, "fallkonferenz-protokoll.pdf").await, 2);
        let fremd = format!(
            "/faelle/{id}/konferenz/{}/protokoll.pdf",
            uuid::Uuid::from_u128(1)
        );
        assert_eq!(holen(&app, &fremd, asd()).await.0, 404);
    }
);

testkit::auf_beiden!(der_zettel_nennt_angebote_und_niemanden, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let rumpf = format!("weg={ANGEBOT}");
    let req = Request::post("/weg-weisung/pdf")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(rumpf))
        .unwrap();
    let (status, art, _, bytes) = datei(&app, req, service()).await;
    assert_eq!((status, art.as_str()), (200, "application/pdf"));
    if let Ok(ordner) = std::env::var("DRUCK_PROBE") {
        std::fs::write(format!("{ordner}/weg.pdf"), &bytes).unwrap();
    }
    let p = Pdf::lesen(&bytes).unwrap();
    let text = p.text();
    for da in [
        "1. Café Paletti",
        "Nachbarschaftshaus",
        "Marktplatz 1",
        "0431 2",
        "geprüft vor 10 Tagen",
    ] {
        assert!(text.contains(da), "{da}: {text}");
    }
    assert!(p.seiten[0].contains("Seite 1 von 1"));
});
