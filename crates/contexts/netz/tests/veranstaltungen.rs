//! Meetings: the examples of the Fachkonzept, the pages, the public calendar.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, app, tag, wer};
use amt::recht::{Befugnis, Bezug, Rolle, Sicht};
use axum::{body::Body, http::Request};
use base::Id;
use http_body_util::BodyExt as _;
use netz::{
    Anwesend, Veranstaltung, VeranstaltungDaten, VereinbarungDaten, VereinbarungGespeichert,
    codes::{AkteurArt, Sichtbarkeit, VeranstaltungStatus, VeranstaltungTyp},
    service,
};
use tower::ServiceExt as _;

pub fn dialog() -> VeranstaltungDaten {
    VeranstaltungDaten {
        typ: VeranstaltungTyp::Sozialraumdialog,
        titel: "Sozialraumdialog Ottobrunn".to_owned(),
        beschreibung: String::new(),
        ort: "Rathaus".to_owned(),
        veranstalter: "Regionalmanagement".to_owned(),
        tag: tag("2026-11-24"),
        von: 840,
        bis: 1020,
        rrule: String::new(),
        ausser: Vec::new(),
        dazu: Vec::new(),
        sichtbarkeit: Sichtbarkeit::Oeffentlich,
        status: VeranstaltungStatus::Geplant,
        absagegrund: String::new(),
        ergebnis: "Nur für uns".to_owned(),
    }
}

pub async fn anlegen(app: &amt::App, tx: &mut store::Tx, d: VeranstaltungDaten) -> Id<Veranstaltung> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    service::veranstaltung_anlegen(app, tx, &may, d).await.unwrap()
}

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    r.unwrap_err()
        .befunde()
        .iter()
        .map(|b| b.code.to_string())
        .collect()
}

testkit::auf_beiden!(t_084_dreissig_aus_drei_arten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = anlegen(&app, &mut tx, dialog()).await;
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let a: Anwesend = [
        (AkteurArt::Jugendhaus, 14),
        (AkteurArt::Schule, 9),
        (AkteurArt::Kita, 7),
        (AkteurArt::Verein, 0),
    ]
    .into();
    service::anwesenheit(&app, &mut tx, &may, 1, a.clone())
        .await
        .unwrap();
    // who counted from the same page counts again instead of writing over it
    let zweite = service::anwesenheit(&app, &mut tx, &may, 1, a).await;
    assert!(matches!(zweite, Err(amt::Error::Konflikt)));
    let liest = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let (_, a, _) = service::veranstaltung_laden(&mut tx, &liest).await.unwrap();
    assert_eq!((a.values().sum::<i64>(), a.len()), (30, 3));
    let falsch: Anwesend = [(AkteurArt::Kita, -1)].into();
    assert_eq!(
        codes(service::anwesenheit(&app, &mut tx, &may, 2, falsch).await),
        ["NETZ-E36"]
    );
});

testkit::auf_beiden!(t_089_abgesagt_bleibt_in_der_statistik, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let mut d = dialog();
    d.tag = tag("2021-03-01");
    d.status = VeranstaltungStatus::Abgesagt;
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    assert_eq!(
        codes(service::veranstaltung_anlegen(&app, &mut tx, &may, d.clone()).await),
        ["NETZ-E34"]
    );
    d.absagegrund = "Pandemie".to_owned();
    anlegen(&app, &mut tx, d).await;
    let sicht = Sicht::auf::<Veranstaltung>(&wer(Rolle::R19)).unwrap();
    let zahl = service::veranstaltungen_je_status(&mut tx, &sicht, tag("2021-01-01"), tag("2021-12-31"))
        .await
        .unwrap();
    assert_eq!(zahl, [(VeranstaltungStatus::Abgesagt, 1)]);
});

testkit::auf_beiden!(netz_e01_und_vereinbarungen, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let neu = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let mut d = dialog();
    d.bis = d.von;
    d.rrule = "FREQ=NIE".to_owned();
    let r = service::veranstaltung_anlegen(&app, &mut tx, &neu, d).await;
    assert_eq!(codes(r), ["NETZ-E01", "NETZ-E23"]);
    let id = anlegen(&app, &mut tx, dialog()).await;
    let andere = anlegen(&app, &mut tx, dialog()).await;
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let was = |was: &str, bis| VereinbarungDaten {
        was: was.to_owned(),
        wer: "Schule".to_owned(),
        bis,
        ..VereinbarungDaten::default()
    };
    let r = service::vereinbaren(&app, &mut tx, &may, was(" ", None)).await;
    assert_eq!(codes(r), ["NETZ-E35"]);
    let spaet = service::vereinbaren(&app, &mut tx, &may, was("Raum suchen", None))
        .await
        .unwrap();
    service::vereinbaren(&app, &mut tx, &may, was("Flyer", Some(tag("2026-12-01"))))
        .await
        .unwrap();
    let sicht = Sicht::auf::<Veranstaltung>(&wer(Rolle::R19)).unwrap();
    let alle = service::vereinbarungen(&mut tx, &sicht).await.unwrap();
    let namen: Vec<_> = alle.iter().map(|v| v.daten.was.as_str()).collect();
    assert_eq!(namen, ["Flyer", "Raum suchen"]);
    let fremd = Befugnis::pruefen(&wer(Rolle::R19), Some(andere), Bezug::default()).unwrap();
    let r = service::vereinbarung_erledigen(&app, &mut tx, &fremd, spaet, true).await;
    assert!(matches!(r, Err(amt::Error::NichtGefunden)));
    service::vereinbarung_erledigen(&app, &mut tx, &may, spaet, true)
        .await
        .unwrap();
    let alle = service::vereinbarungen(&mut tx, &sicht).await.unwrap();
    assert_eq!(
        alle.iter()
            .map(VereinbarungGespeichert::offen)
            .collect::<Vec<_>>(),
        [true, false]
    );
});

testkit::auf_beiden!(oeffentliche_termine, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let mut offen = dialog();
    offen.rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3".to_owned();
    anlegen(&app, &mut tx, offen).await;
    let mut intern = dialog();
    intern.titel = "Richtertreffen geheim".to_owned();
    intern.sichtbarkeit = Sichtbarkeit::Fachkraefte;
    anlegen(&app, &mut tx, intern).await;
    let mut vorbei = dialog();
    vorbei.titel = "Vorbei".to_owned();
    vorbei.tag = tag("2026-11-01");
    anlegen(&app, &mut tx, vorbei).await;
    tx.commit().await.unwrap();
    let routen = app
        .rahmen
        .aussen(netz::oeffentliche_routen().with_state(app.clone()));
    let holen = async |pfad: &str| {
        let a = routen
            .clone()
            .oneshot(
                Request::get(pfad)
                    .header("host", "stadt.example")
                    .body(Body::empty())
                    .unwrap(),
            )
            .await
            .unwrap();
        assert_eq!(a.status(), 200, "{pfad}");
        String::from_utf8(a.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    };
    let seite = holen("/quartier/de/termine").await;
    assert_eq!(seite.matches("Sozialraumdialog Ottobrunn").count(), 3, "{seite}");
    assert!(
        seite.contains("24.11.2026, 14:00–17:00") && !seite.contains("Vorbei"),
        "{seite}"
    );
    let kalender = holen("/quartier/termine.ics").await;
    let neu = holen("/quartier/termine.atom").await;
    for text in [&seite, &kalender, &neu] {
        assert!(
            !text.contains("geheim") && !text.contains("Nur für uns"),
            "{text}"
        );
    }
    assert!(kalender.contains("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3") && kalender.contains("@stadt.example"));
    assert!(
        neu.contains("<title>Sozialraumdialog Ottobrunn (24.11.2026)</title>"),
        "{neu}"
    );
});

testkit::auf_beiden!(
    der_kalender_der_zeit_kennt_runden_und_trainings,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let mit = |titel: &str, d: VeranstaltungDaten| VeranstaltungDaten {
            titel: titel.to_owned(),
            ..d
        };
        let woechentlich = VeranstaltungDaten {
            rrule: "FREQ=WEEKLY".to_owned(),
            sichtbarkeit: Sichtbarkeit::Fachkraefte,
            ..dialog()
        };
        anlegen(&app, &mut tx, mit("Runde", woechentlich.clone())).await;
        let fort = VeranstaltungDaten {
            typ: VeranstaltungTyp::Training,
            ..dialog()
        };
        anlegen(&app, &mut tx, mit("Haltung", fort)).await;
        let abgesagt = VeranstaltungDaten {
            status: VeranstaltungStatus::Abgesagt,
            absagegrund: "krank".to_owned(),
            ..dialog()
        };
        anlegen(&app, &mut tx, mit("Fällt aus", abgesagt)).await;
        tx.commit().await.unwrap();
        let tage = async |rolle, von: &str, bis: &str| {
            let mut tx = app.db.read().await.unwrap();
            let kontext = wer(rolle);
            let wessen = team::Wessen {
                kontext: &kontext,
                fachkraft: Id::von(uuid::Uuid::from_u128(1)),
            };
            let mut e = team::Kalenderquelle::eintraege(
                &netz::KalenderDesNetzes,
                &app,
                &mut tx,
                wessen,
                (tag(von), tag(bis)),
            )
            .await
            .unwrap();
            e.sort_by(|a, b| (a.tag, &a.was).cmp(&(b.tag, &b.was)));
            e.iter()
                .map(|e| (e.tag.0.to_string(), e.minuten.map(|m| m.0), e.art, e.was.clone()))
                .collect::<Vec<_>>()
        };
        use team::Arbeitsart::{Fallunabhaengig, Fortbildung};
        let eine = |am: &str, art, was: &str| (am.to_owned(), Some(180), art, was.to_owned());
        assert_eq!(
            tage(Rolle::R02, "2026-11-23", "2026-11-29").await,
            [
                eine("2026-11-24", Fortbildung, "Haltung"),
                eine("2026-11-24", Fallunabhaengig, "Runde")
            ]
        );
        // the series goes on, the single day does not
        assert_eq!(
            tage(Rolle::R02, "2026-11-30", "2026-12-06").await,
            [eine("2026-12-01", Fallunabhaengig, "Runde")]
        );
        // who reads only what is public is told only that
        assert_eq!(
            tage(Rolle::R28, "2026-11-23", "2026-11-29").await,
            [eine("2026-11-24", Fortbildung, "Haltung")]
        );
    }
);
