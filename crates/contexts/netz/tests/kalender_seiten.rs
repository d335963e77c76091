//! Calendars through the pages of the import; our own calendar out and in again; the news.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    gemeinsam::{RAEUME, app, tag, wer},
    import_seiten::{arbeiten, fragen, hochladen_als, holen, seiten_mit, senden, versteckt, zahl},
    kalender::{alle, einspielen, kalender, reihe, termin, verlegt, zahlen},
};
use amt::recht::{Befugnis, Bezug, Rolle};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use ical::tree::cst::IcalCst;
use netz::{einlesen::KalenderEinlesen, kalender::lesen, service};
use raum::import::Einleseliste;

async fn unser_kalender(app: &amt::App) -> String {
    let r = app
        .rahmen
        .aussen(netz::oeffentliche_routen().with_state(app.clone()));
    let frage = Request::get("/quartier/termine.ics").header("host", "stadt.example");
    let (status, _, text) = fragen(&r, frage.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    text
}

testkit::auf_beiden!(unser_kalender_hinaus_und_wieder_herein, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    einspielen(
        &app,
        &kalender(&format!(
            "{}{}{}{}",
            reihe("Runde; Süd, mit \\\\ Zeichen"),
            verlegt(),
            termin("tag", "DTSTART;VALUE=DATE:20261130\nDTEND;VALUE=DATE:20261202\nDESCRIPTION:Erste Zeile\\nzweite"),
            termin("plus", "DTSTART:20261104T170000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;UNTIL=20270630\nRDATE:20261230T170000"),
        )),
    )
    .await;
    let mut tx = app.db.write().await.unwrap();
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let eigene = netz::VeranstaltungDaten {
        titel: "Hier geschrieben".to_owned(),
        rrule: "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270114".to_owned(),
        ausser: vec![tag("2026-12-24")],
        dazu: vec![tag("2026-12-23")],
        tag: tag("2026-11-25"),
        ..alle(&app).await[0].daten.clone()
    };
    service::veranstaltung_anlegen(&app, &mut tx, &may, eigene)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let vorher = alle(&app).await;
    let text = unser_kalender(&app).await;
    // a validator of the standard has nothing to say
    let baum = IcalCst::parse(&text).unwrap();
    assert_eq!(baum.decode().validate().map(|_| ()), Ok(()), "{text}");
    assert!(
        text.contains("UID:runde@nachbar")
            && text.contains("RECURRENCE-ID;TZID=Europe/Berlin:20261210T170000")
    );
    // the moved day is an exception, no gap: a gap would take the exception away too
    assert!(
        text.contains("EXDATE;TZID=Europe/Berlin:20261224T170000")
            && !text.contains("EXDATE;TZID=Europe/Berlin:20261210")
    );
    // into the same office: all there, nothing doubled
    let g = lesen(text.as_bytes()).unwrap();
    assert_eq!((g.termine.len(), g.abgelehnt.len(), g.hinweise.len()), (5, 0, 0));
    let b = einspielen(&app, &text).await;
    assert_eq!((b.neu, b.abgelehnt.len()), (0, 0));
    let nachher = alle(&app).await;
    for (a, b) in vorher.iter().zip(&nachher) {
        let ab = tag("2026-10-01");
        assert_eq!(
            a.daten.termine(ab, 60),
            b.daten.termine(ab, 60),
            "{}",
            a.daten.titel
        );
        assert_eq!(
            (&a.daten.titel, &a.daten.beschreibung),
            (&b.daten.titel, &b.daten.beschreibung)
        );
        assert_eq!(
            (a.id, a.daten.von, a.daten.bis, a.daten.typ),
            (b.id, b.daten.von, b.daten.bis, b.daten.typ)
        );
    }
    // and once more it is a fixed point
    assert_eq!(
        zahlen(&einspielen(&app, &unser_kalender(&app).await).await),
        (0, 0, 5)
    );
});

testkit::auf_beiden!(
    hochladen_ansehen_einlesen_zuruecknehmen,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let app = app.mit(Einleseliste(vec![std::sync::Arc::new(KalenderEinlesen)]));
        let r = seiten_mit(&app, Rolle::R19, KalenderEinlesen);
        let (_, leer) = holen(&r, "/veranstaltungen/kalender").await;
        assert!(
            leer.contains("Noch nichts eingelesen") && leer.contains("/einlesen/neu?art=kalender"),
            "{leer}"
        );
        let text = kalender(&format!(
            "{}{}",
            reihe("Runde <Süd>"),
            termin("falsch", "DTSTART:gestern")
        ));
        let lauf = hochladen_als(&r, "kalender", &[("datei", "k.ics", &text)]).await;
        let (_, seite) = holen(&r, &lauf).await;
        // it asks for the kind first, and shows what is wrong with its line
        assert!(
            !seite.contains("Jetzt einlesen") && seite.contains("NETZ-E164") && seite.contains("Zeile 32"),
            "{seite}"
        );
        assert!(!seite.contains("EPSG"), "{seite}");
        let version = versteckt(&seite, "version").to_owned();
        let felder = [
            ("version", &*version),
            ("fest_typ", "Sozialraumrunde"),
            ("fest_sichtbarkeit", "Öffentlich"),
        ];
        assert_eq!(senden(&r, &lauf, &felder).await, StatusCode::SEE_OTHER);
        let (_, seite) = holen(&r, &lauf).await;
        for soll in [
            "Jetzt einlesen",
            "Runde &#60;Süd&#62;",
            "17:00–18:00",
            "Wiederholung",
            "FREQ=WEEKLY",
        ] {
            assert!(seite.contains(soll), "{soll}: {seite}");
        }
        let version = versteckt(&seite, "version").to_owned();
        senden(&r, &format!("{lauf}/start"), &[("version", &*version)]).await;
        arbeiten(&app).await;
        let (_, fertig) = holen(&r, &lauf).await;
        assert!(
            fertig.contains("1 neu") && fertig.contains("NETZ-E154") && fertig.contains("Bei 1 Terminen"),
            "{fertig}"
        );
        let (_, seite) = holen(&r, "/veranstaltungen/kalender").await;
        let ab = seite.find("action=\"/veranstaltungen/kalender/").unwrap() + 8;
        let weg = seite[ab..].split('"').next().unwrap().to_owned();
        assert_eq!(senden(&r, &weg, &[]).await, StatusCode::SEE_OTHER);
        assert_eq!(zahl(&app, "SELECT COUNT(*) FROM veranstaltung").await, 0);
        let (_, seite) = holen(&r, "/veranstaltungen/kalender").await;
        assert!(
            seite.contains("Zurückgenommen am") && !seite.contains(&weg),
            "{seite}"
        );
        let andere = seiten_mit(&app, Rolle::R28, KalenderEinlesen);
        assert_eq!(
            holen(&andere, "/veranstaltungen/kalender").await.0,
            StatusCode::NOT_FOUND
        );
        assert_eq!(senden(&andere, &weg, &[]).await, StatusCode::NOT_FOUND);
    }
);

fn kinder<'a>(x: roxmltree::Node<'a, 'a>, name: &'a str) -> Vec<roxmltree::Node<'a, 'a>> {
    x.children()
        .filter(|k| k.has_tag_name(("http://www.w3.org/2005/Atom", name)))
        .collect()
}

/// The only child of this name, with something in it.
fn eines<'a>(x: roxmltree::Node<'a, 'a>, name: &'a str) -> &'a str {
    let alle = kinder(x, name);
    assert_eq!(alle.len(), 1, "{name}");
    let text = alle[0].text().unwrap_or_default();
    assert!(!text.trim().is_empty(), "{name}");
    text
}

testkit::auf_beiden!(
    die_neuigkeiten_haben_was_rfc_4287_verlangt,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let holen = async |app: &amt::App| {
            let r = app
                .rahmen
                .aussen(netz::oeffentliche_routen().with_state(app.clone()));
            let frage = Request::get("/quartier/termine.atom").header("host", "stadt.example");
            fragen(&r, frage.body(Body::empty()).unwrap()).await.2
        };
        let pruefen = |text: &str, anzahl: usize| {
            let baum = roxmltree::Document::parse(text).unwrap();
            let feed = baum.root_element();
            assert!(feed.has_tag_name(("http://www.w3.org/2005/Atom", "feed")));
            let zeit = |s: &str| s.parse::<jiff::Timestamp>().unwrap();
            // 4.1.1: one id, one title, one updated, a link to itself
            let iri = |s: &str| assert!(s.starts_with("http") || s.starts_with("urn:uuid:"), "{s}");
            iri(eines(feed, "id"));
            eines(feed, "title");
            zeit(eines(feed, "updated"));
            let selbst = kinder(feed, "link")
                .into_iter()
                .filter(|l| l.attribute("rel") == Some("self"));
            assert_eq!(selbst.count(), 1);
            let eintraege = kinder(feed, "entry");
            assert_eq!(eintraege.len(), anzahl);
            let mut ids = std::collections::BTreeSet::new();
            for e in eintraege {
                // 4.1.2: the same of each entry, with an author who has a name, and no id twice
                iri(eines(e, "id"));
                assert!(ids.insert(eines(e, "id")));
                eines(e, "title");
                zeit(eines(e, "updated"));
                eines(kinder(e, "author")[0], "name");
                assert!(
                    kinder(e, "link")
                        .iter()
                        .all(|l| l.attribute("href").is_some_and(|h| h.starts_with("http")))
                );
                assert!(kinder(e, "summary").len() <= 1);
            }
        };
        // a feed without entries is one too
        pruefen(&holen(&app).await, 0);
        einspielen(
            &app,
            &kalender(&format!("{}{}", reihe("A & B <c> \"d\""), verlegt())),
        )
        .await;
        pruefen(&holen(&app).await, 2);
    }
);
