//! Trainings: planning after the rule, places, attendance, certificates, and the day a list goes.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, app, tag, wer};
use amt::{
    App, Kontext, RolleJetzt,
    recht::{Befugnis, Bezug, Lesen, OrganisationsArt, Rolle},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::{Id, Zeitpunkt};
use http_body_util::BodyExt as _;
use netz::{Lauf, LaufDaten, Trainer, Training, TrainingDaten, codes::LaufStatus, service};
use store::{Tx, werte};
use tower::ServiceExt as _;

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    let b = r.unwrap_err().befunde().to_vec();
    b.iter().map(|b| b.code.to_string()).collect()
}

fn darf<A: amt::recht::Aktion>(id: Option<Id<Training>>) -> Befugnis<A, Training> {
    Befugnis::pruefen(&wer(Rolle::R19), id, Bezug::default()).unwrap()
}

/// Somebody else who may read the network.
fn mensch(nr: u128) -> Kontext {
    let rollen = vec![RolleJetzt {
        rolle: Rolle::R01,
        raeume: Vec::new(),
    }];
    let art = OrganisationsArt::Oeffentlich;
    Kontext::neu(
        Id::von(uuid::Uuid::from_u128(nr)),
        format!("Person {nr}"),
        art,
        rollen,
    )
}

fn liest(k: &Kontext) -> Befugnis<Lesen, Training> {
    Befugnis::pruefen(k, None, Bezug::default()).unwrap()
}

async fn reihe(app: &App, tx: &mut Tx, module: &[&str], trainer: usize) -> (Id<Training>, Vec<Id<Trainer>>) {
    let mut d = TrainingDaten::neu("Sozialraum im Alltag");
    d.module = module.iter().map(|m| (*m).to_owned()).collect();
    let id = service::training_anlegen(app, tx, &darf(None), d).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..trainer {
        let name = format!("Trainerin {n:02}");
        let t = service::trainer_dazu(app, tx, &darf(Some(id)), (&name, "ASD")).await;
        ids.push(t.unwrap());
    }
    (id, ids)
}

fn lauf(beginn: &str, trainer: &[Id<Trainer>]) -> LaufDaten {
    LaufDaten {
        titel: format!("Lauf ab {beginn}"),
        ort: "Rathaus".to_owned(),
        beginn: tag(beginn),
        plaetze: 2,
        trainer: trainer.to_vec(),
    }
}

testkit::auf_beiden!(t_085_fuenfzehn_laeufe_und_keiner_mehr, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let (id, trainer) = reihe(&app, &mut tx, &["Haltung"], 15).await;
    let a = service::training_laden(&app, &mut tx, &darf(Some(id)))
        .await
        .unwrap();
    let p = a.planung[0];
    assert_eq!(
        (p.halbjahr, p.hoechstens, p.geplant, p.noch),
        ((2026, 2), 15, 0, 15)
    );
    // one trainer alone holds no run
    let r = service::lauf_anlegen(&app, &mut tx, &darf(Some(id)), lauf("2026-12-01", &trainer[..1])).await;
    assert_eq!(codes(r), ["NETZ-E104"]);
    let plan = netz::rules::training::einteilen(&[2; 15], 2, 15);
    for wer in &plan {
        let t: Vec<Id<Trainer>> = wer.iter().map(|i| trainer[*i]).collect();
        service::lauf_anlegen(&app, &mut tx, &darf(Some(id)), lauf("2026-12-01", &t))
            .await
            .unwrap();
    }
    let a = service::training_laden(&app, &mut tx, &darf(Some(id)))
        .await
        .unwrap();
    assert_eq!(
        (a.planung[0].geplant, a.planung[0].noch, a.planung[1].noch),
        (15, 0, 15)
    );
    let r = service::lauf_anlegen(&app, &mut tx, &darf(Some(id)), lauf("2026-12-31", &trainer[..2])).await;
    assert_eq!(codes(r), ["NETZ-E107"]);
    // the next half-year is free, and a cancelled run takes nobody
    service::lauf_anlegen(&app, &mut tx, &darf(Some(id)), lauf("2027-01-01", &trainer[..2]))
        .await
        .unwrap();
    let einer = a.laeufe[0].id;
    assert_eq!(
        codes(service::lauf_absagen(&app, &mut tx, &darf(Some(id)), einer, " ").await),
        ["NETZ-E34"]
    );
    service::lauf_absagen(&app, &mut tx, &darf(Some(id)), einer, "Pandemie")
        .await
        .unwrap();
    let a = service::training_laden(&app, &mut tx, &darf(Some(id)))
        .await
        .unwrap();
    assert_eq!((a.planung[0].geplant, a.planung[0].noch), (14, 1));
});

testkit::auf_beiden!(
    wer_in_jedem_modul_war_bekommt_ein_zertifikat,
    RAEUME,
    |db| async move {
        let (app, uhr) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let (id, trainer) = reihe(&app, &mut tx, &["Haltung", "Ziele"], 2).await;
        let may = darf::<amt::recht::Bearbeiten>(Some(id));
        let l: Id<Lauf> = service::lauf_anlegen(&app, &mut tx, &may, lauf("2026-11-10", &trainer))
            .await
            .unwrap();
        let von_bis = (540, 720);
        let termin = async |tx: &mut Tx, modul, t: &str| {
            service::termin_dazu(&app, tx, &may, l, (modul, tag(t), von_bis.0, von_bis.1)).await
        };
        let eins = termin(&mut tx, 1, "2026-11-10").await.unwrap();
        let zwei = termin(&mut tx, 2, "2026-11-20").await.unwrap();
        assert_eq!(codes(termin(&mut tx, 3, "2026-11-20").await), ["NETZ-E109"]);
        assert_eq!(codes(termin(&mut tx, 1, "2026-11-09").await), ["NETZ-E109"]);

        // three want in, two places: the third waits
        let (a, b, c) = (mensch(1), mensch(2), mensch(3));
        let pa = service::sich_anmelden(&app, &mut tx, &liest(&a), l)
            .await
            .unwrap();
        let pb = service::sich_anmelden(&app, &mut tx, &liest(&b), l)
            .await
            .unwrap();
        let pc = service::sich_anmelden(&app, &mut tx, &liest(&c), l)
            .await
            .unwrap();
        assert_eq!(
            codes(service::sich_anmelden(&app, &mut tx, &liest(&a), l).await),
            ["NETZ-E110"]
        );
        // the dates of a place stand in the own calendar; who waits has none
        for (k, tage) in [(&a, 2), (&b, 2), (&c, 0)] {
            let wessen = team::Wessen {
                kontext: k,
                fachkraft: Id::von(uuid::Uuid::from_u128(9)),
            };
            let zeit = (tag("2026-11-01"), tag("2026-11-30"));
            let e = team::Kalenderquelle::eintraege(&netz::KalenderDesNetzes, &app, &mut tx, wessen, zeit);
            let e = e.await.unwrap();
            assert_eq!(e.len(), tage);
            assert!(
                e.iter()
                    .all(|e| e.art == team::Arbeitsart::Fortbildung && e.was == "Lauf ab 2026-11-10")
            );
        }
        // each sees only the own place, the editors see all
        let sicht = service::lauf_laden(&mut tx, &liest(&c), l).await.unwrap();
        assert!(sicht.anmeldungen.len() == 1 && sicht.anmeldungen[0].wartet && sicht.anmeldungen[0].id == pc);
        assert_eq!(
            service::lauf_laden(&mut tx, &darf(None), l)
                .await
                .unwrap()
                .anmeldungen
                .len(),
            3
        );
        let r = service::teilnahme(&app, &mut tx, &may, (l, eins), &[pc]).await;
        assert!(
            matches!(r, Err(amt::Error::NichtGefunden)),
            "wer wartet, war nicht da"
        );

        service::teilnahme(&app, &mut tx, &may, (l, eins), &[pa, pb])
            .await
            .unwrap();
        service::teilnahme(&app, &mut tx, &may, (l, zwei), &[pa])
            .await
            .unwrap();
        assert_eq!(
            service::lauf_abschliessen(&app, &mut tx, &may, l).await.unwrap(),
            1
        );
        let lauf = service::lauf_laden(&mut tx, &darf(None), l).await.unwrap().lauf;
        assert_eq!(
            (lauf.status, lauf.teilnehmende, lauf.bestanden),
            (LaufStatus::Abgeschlossen, 2, 1)
        );
        let z = service::zertifikat(&mut tx, &a, pa).await.unwrap();
        assert_eq!(
            (z.name.as_str(), z.module.len(), z.am),
            ("Person 1", 2, tag("2026-11-21"))
        );
        for (k, p) in [(&b, pb), (&b, pa), (&c, pc)] {
            let r = service::zertifikat(&mut tx, k, p).await;
            assert!(matches!(r, Err(amt::Error::NichtGefunden)));
        }
        assert_eq!(
            codes(service::sich_abmelden(&app, &mut tx, &liest(&a), l).await),
            ["NETZ-E108"]
        );

        // 7.2: after twelve months the list goes, the counts stay
        let zeit = |t: &str| Zeitpunkt(format!("{t}T09:00:00Z").parse().unwrap());
        uhr.stelle(zeit("2027-11-19"));
        assert_eq!(service::trainingslisten_loeschen(&app, &mut tx).await.unwrap(), 0);
        uhr.stelle(zeit("2027-11-20"));
        assert_eq!(service::trainingslisten_loeschen(&app, &mut tx).await.unwrap(), 1);
        let (n,): (i64,) = tx
            .fetch_one(
                "SELECT (SELECT COUNT(*) FROM training_anmeldung) + (SELECT COUNT(*) FROM training_anwesend)",
                werte![],
            )
            .await
            .unwrap();
        let lauf = service::lauf_laden(&mut tx, &darf(None), l).await.unwrap().lauf;
        assert_eq!((n, lauf.teilnehmende, lauf.bestanden), (0, 2, 1));
    }
);

async fn frage(r: &Router, f: Request<Body>) -> (StatusCode, String, Vec<u8>) {
    let (teile, rumpf) = r.clone().oneshot(f).await.unwrap().into_parts();
    let nach = teile.headers.get(header::LOCATION);
    let nach = nach.map(|n| n.to_str().unwrap().to_owned()).unwrap_or_default();
    (
        teile.status,
        nach,
        rumpf.collect().await.unwrap().to_bytes().to_vec(),
    )
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, Vec<u8>) {
    let f = Request::get(pfad)
        .header("accept", "text/html")
        .body(Body::empty())
        .unwrap();
    let (status, _, rumpf) = frage(r, f).await;
    (status, rumpf)
}

async fn senden(r: &Router, pfad: &str, felder: &[(&str, &str)]) -> (StatusCode, String, String) {
    let rumpf: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(felder)
        .finish();
    let f = Request::post(pfad)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded");
    let (status, nach, rumpf) = frage(r, f.body(Body::from(rumpf)).unwrap()).await;
    (status, nach, String::from_utf8_lossy(&rumpf).into_owned())
}

testkit::auf_beiden!(trainings_ueber_die_seiten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let seiten = |k: Kontext| {
        let innen = netz::routen().layer(axum::Extension(k)).with_state(app.clone());
        app.rahmen.aussen(innen)
    };
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    let (r, einfach) = (seiten(wer(Rolle::R19)), seiten(mensch(5)));
    assert!(text(holen(&r, "/trainings").await.1).contains("Noch keine Trainings"));
    assert!(text(holen(&r, "/trainings/neu").await.1).contains("Wille und Wunsch"));
    assert_eq!(holen(&einfach, "/trainings/neu").await.0, 404);
    let mut neu = vec![
        ("titel", "<b>Reihe"),
        ("module", "Haltung"),
        ("zielgruppen", "GERICHT"),
        ("trainer_je_lauf", "0"),
        ("laeufe_je_trainer", "2"),
    ];
    let (status, _, html) = senden(&r, "/trainings/neu", &neu).await;
    assert!(
        status == 422 && html.contains("#feld-trainer_je_lauf") && html.contains("Haltung"),
        "{html}"
    );
    neu[3].1 = "1";
    neu.push(("einmal", "018bcfe5-6ce6-7000-8000-0000000000e1"));
    let (status, pfad, _) = senden(&r, "/trainings/neu", &neu).await;
    assert_eq!(status, 303);
    // pressed twice: the same series, not a second one
    let (status, zweimal, _) = senden(&r, "/trainings/neu", &neu).await;
    assert_eq!((status, &zweimal), (StatusCode::SEE_OTHER, &pfad));
    let tat = format!("{pfad}/tat");
    // somebody else was faster: what was typed stands there, and saving once more is possible
    let bearbeiten = format!("{pfad}/bearbeiten");
    neu.pop();
    neu.push(("version", "1"));
    assert_eq!(senden(&r, &bearbeiten, &neu).await.0, 303);
    neu.insert(0, ("beschreibung", "Gespräch"));
    let (status, _, html) = senden(&r, &bearbeiten, &neu).await;
    assert!(
        status == 422
            && html.contains("Jemand anderes hat inzwischen gespeichert")
            && html.contains("Gespräch"),
        "{html}"
    );
    assert!(html.contains("name=\"version\" value=\"2\""), "{html}");
    neu.last_mut().unwrap().1 = "2";
    assert_eq!(senden(&r, &bearbeiten, &neu).await.0, 303);
    let (status, _, html) = senden(&r, &tat, &[("tat", "trainer"), ("trainer_name", " ")]).await;
    assert!(status == 422 && html.contains("#feld-trainer_name"), "{html}");
    assert_eq!(
        senden(&r, &tat, &[("tat", "trainer"), ("trainer_name", "Ada")])
            .await
            .0,
        303
    );
    let html = text(holen(&r, &pfad).await.1);
    assert!(
        html.contains("Jugendgericht") && html.contains("&#60;b&#62;Reihe"),
        "{html}"
    );
    let ada = html
        .split("name=\"lauf_trainer\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut lauf = vec![
        ("tat", "lauf"),
        ("lauf_titel", "Herbst"),
        ("lauf_beginn", "2026-11-20"),
        ("lauf_plaetze", "9"),
    ];
    let (status, _, html) = senden(&r, &tat, &lauf).await;
    assert!(
        status == 422 && html.contains("#feld-lauf_trainer") && html.contains("Herbst"),
        "{html}"
    );
    lauf.push(("lauf_trainer", ada));
    assert_eq!(senden(&r, &tat, &lauf).await.0, 303);
    let html = text(holen(&r, &pfad).await.1);
    let l = html
        .split("/trainings/laeufe/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (lauf, ltat) = (
        format!("/trainings/laeufe/{l}"),
        format!("/trainings/laeufe/{l}/tat"),
    );
    assert_eq!(
        senden(&einfach, &format!("{lauf}/platz"), &[("tat", "an")])
            .await
            .0,
        303
    );
    let (status, _, html) = senden(&einfach, &format!("{lauf}/platz"), &[("tat", "an")]).await;
    assert!(status == 422 && html.contains("schon angemeldet"), "{html}");
    assert_eq!(senden(&einfach, &ltat, &[("tat", "abschliessen")]).await.0, 404);
    assert_eq!(
        senden(&r, &ltat, &[("tat", "anmelden"), ("name", "Richterin Q")])
            .await
            .0,
        303
    );
    assert!(!text(holen(&einfach, &lauf).await.1).contains("Richterin Q"));
    let (status, _, html) = senden(&r, &ltat, &[("tat", "abschliessen")]).await;
    assert!(
        status == 422 && html.contains("jedes Modul einen Termin"),
        "{html}"
    );
    let termin = [
        ("tat", "termin"),
        ("modul", "1"),
        ("tag", "2026-11-20"),
        ("von", "9:00"),
        ("bis", "8:00"),
    ];
    let (status, _, html) = senden(&r, &ltat, &termin).await;
    assert!(status == 422 && html.contains("#feld-bis"), "{html}");
    let mut termin = termin;
    termin[4].1 = "12:00";
    assert_eq!(senden(&r, &ltat, &termin).await.0, 303);
    let html = text(holen(&r, &lauf).await.1);
    assert!(
        html.contains("Richterin Q") && html.contains("20.11.2026, 9:00–12:00 Uhr")
            || html.contains("09:00–12:00")
    );
    let t = html
        .split("name=\"termin\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let da = html
        .split("name=\"da\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert_eq!(senden(&r, &ltat, &[("termin", t), ("da", da)]).await.0, 303);
    assert_eq!(senden(&r, &ltat, &[("tat", "abschliessen")]).await.0, 303);
    let pdf = format!("/trainings/zertifikate/{da}/pdf");
    for wer in [&r, &einfach] {
        let (status, rumpf) = holen(wer, &pdf).await;
        assert!(status == 200 && rumpf.starts_with(b"%PDF-"));
    }
    assert_eq!(holen(&seiten(mensch(6)), &pdf).await.0, 404);
});
