//! Ideas with their clock and their public answer; projects on their way from the idea to permanence.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, app, tag, wer};
use amt::{
    App, Kontext, RolleJetzt,
    recht::{Befugnis, Bezug, Entscheiden, OrganisationsArt, Rolle, Sicht},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::{Cent, Id};
use http_body_util::BodyExt as _;
use netz::{
    Anteil, Finanzteil, Idee, IdeeAntwort, IdeeNeu, Indikator, Projekt, ProjektDaten,
    codes::{Ersetzt, IdeeErgebnis, IdeeStatus, ProjektStatus},
    service::{self, SchrittAngaben},
};
use store::{Tx, werte};
use tower::ServiceExt as _;

fn routen(app: &App) -> Router {
    let app = app
        .clone()
        .mit(amt::sitzung::AuchOeffentlich(netz::OFFEN.to_vec()))
        .mit(netz::Adressbremse::default())
        .mit(raum::RegisterHalter::default());
    let innen = amt::sitzung::umgeben(&app, netz::routen()).with_state(app.clone());
    app.rahmen
        .aussen(innen.merge(netz::oeffentliche_routen().with_state(app.clone())))
}

async fn frage(r: &Router, f: Request<Body>) -> (StatusCode, axum::http::HeaderMap, String) {
    let (teile, rumpf) = r.clone().oneshot(f).await.unwrap().into_parts();
    let text = rumpf.collect().await.unwrap().to_bytes().to_vec();
    (teile.status, teile.headers, String::from_utf8(text).unwrap())
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, axum::http::HeaderMap, String) {
    let f = Request::get(pfad).header(header::HOST, "stadt.example");
    frage(r, f.body(Body::empty()).unwrap()).await
}

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    let b = r.unwrap_err().befunde().to_vec();
    b.iter().map(|b| b.code.to_string()).collect()
}

fn idee(email: &str) -> IdeeNeu {
    IdeeNeu {
        titel: "Bank am Brunnen".to_owned(),
        text: "Frau Kowalski und ich würden gern dort sitzen.".to_owned(),
        raumeinheit: None,
        email: email.to_owned(),
    }
}

fn darf(id: Id<Idee>) -> Befugnis<Entscheiden, Idee> {
    service::idee_entscheidet(&wer(Rolle::R19), Some(id)).unwrap()
}

async fn briefe(tx: &mut Tx) -> Vec<String> {
    let alle: Vec<(String,)> = tx
        .fetch_all(
            "SELECT daten FROM auftrag WHERE art = 'mail' ORDER BY id",
            werte![],
        )
        .await
        .unwrap();
    alle.into_iter().map(|(d,)| d).collect()
}

testkit::auf_beiden!(idee_bekommt_in_dreissig_tagen_antwort, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = service::idee_einreichen(&app, &mut tx, idee("a@example.org"))
        .await
        .unwrap();
    let g = service::idee_laden(&mut tx, &darf(id)).await.unwrap();
    assert_eq!(
        (g.status, g.faellig_am, g.email.as_str()),
        (IdeeStatus::Eingegangen, tag("2026-12-21"), "a@example.org")
    );
    // nobody outside sees what nobody looked at
    assert!(service::oeffentlich::ideen(&mut tx).await.unwrap().is_empty());
    let antwort = |text: &str| IdeeAntwort {
        ergebnis: IdeeErgebnis::Umgesetzt,
        antwort: text.to_owned(),
    };
    let r = service::idee_beantworten(&app, &mut tx, &darf(id), antwort("Ja")).await;
    assert_eq!(codes(r), ["NETZ-E55"]);
    service::idee_veroeffentlichen(
        &app,
        &mut tx,
        &darf(id),
        "Bank am Brunnen",
        "Wir würden gern dort sitzen.",
    )
    .await
    .unwrap();
    let offen = service::oeffentlich::ideen(&mut tx).await.unwrap();
    assert!(offen[0].gekuerzt && offen[0].email.is_empty() && !offen[0].text.contains("Kowalski"));
    let r = service::idee_beantworten(&app, &mut tx, &darf(id), antwort(" ")).await;
    assert_eq!(codes(r), ["NETZ-E53"]);
    uhr.stelle(base::Zeitpunkt("2026-12-20T09:00:00Z".parse().unwrap()));
    service::idee_beantworten(&app, &mut tx, &darf(id), antwort("Die Bank kommt im März."))
        .await
        .unwrap();
    let g = service::idee_laden(&mut tx, &darf(id)).await.unwrap();
    assert_eq!((g.status, g.email.as_str()), (IdeeStatus::Beantwortet, ""));
    let briefe = briefe(&mut tx).await;
    assert!(
        briefe.len() == 1 && briefe[0].contains("a@example.org") && briefe[0].contains("im März"),
        "{briefe:?}"
    );
});

testkit::auf_beiden!(idee_zurueckgewiesen_nur_mit_grund, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = service::idee_einreichen(&app, &mut tx, idee("")).await.unwrap();
    let r = service::idee_zurueckweisen(&app, &mut tx, &darf(id), " ").await;
    assert_eq!(codes(r), ["NETZ-E56"]);
    service::idee_zurueckweisen(&app, &mut tx, &darf(id), "Beleidigung")
        .await
        .unwrap();
    assert!(briefe(&mut tx).await.is_empty());
    assert!(service::oeffentlich::ideen(&mut tx).await.unwrap().is_empty());
    let sicht = Sicht::auf::<Idee>(&wer(Rolle::R19)).unwrap();
    assert_eq!(
        service::ideen(&mut tx, &wer(Rolle::R19), &sicht).await.unwrap()[0].grund,
        "Beleidigung"
    );
    let r = service::idee_zurueckweisen(&app, &mut tx, &darf(id), "noch einmal").await;
    assert_eq!(codes(r), ["NETZ-E55"]);
});

testkit::auf_beiden!(brief_ohne_weg_hinaus_wird_vergessen, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = service::idee_einreichen(&app, &mut tx, idee("a@example.org"))
        .await
        .unwrap();
    service::idee_zurueckweisen(&app, &mut tx, &darf(id), "Beleidigung")
        .await
        .unwrap();
    let jetzt = app.uhr.jetzt();
    let in_tagen = |t: i64| jetzt.plus_sekunden(t * 24 * 3600);
    assert_eq!(service::briefe_vergessen(&mut tx, in_tagen(29)).await.unwrap(), 0);
    assert!(briefe(&mut tx).await[0].contains("a@example.org"));
    assert_eq!(service::briefe_vergessen(&mut tx, in_tagen(31)).await.unwrap(), 1);
    assert_eq!(briefe(&mut tx).await, [""]);
});

testkit::auf_beiden!(idee_antwortet_nur_wer_entscheidet, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    for email in ["a@example.org", ""] {
        service::idee_einreichen(&app, &mut tx, idee(email))
            .await
            .unwrap();
    }
    let sicht = |r| Sicht::auf::<Idee>(&wer(r)).unwrap();
    let alle = service::ideen(&mut tx, &wer(Rolle::R07), &sicht(Rolle::R07))
        .await
        .unwrap();
    assert_eq!(alle.len(), 2);
    let mit_adresse = alle.iter().find(|g| !g.email.is_empty()).unwrap().id;
    service::idee_veroeffentlichen(&app, &mut tx, &darf(mit_adresse), "Bank", "Dort sitzen.")
        .await
        .unwrap();
    // who works on the network may not speak for the office, and sees what everybody sees
    for rolle in [
        Rolle::R09,
        Rolle::R10,
        Rolle::R22,
        Rolle::R30,
        Rolle::R02,
        Rolle::R28,
    ] {
        assert!(
            service::idee_entscheidet(&wer(rolle), Some(mit_adresse)).is_err(),
            "{rolle:?}"
        );
        let gesehen = service::ideen(&mut tx, &wer(rolle), &sicht(rolle)).await.unwrap();
        assert_eq!(
            gesehen.iter().map(|g| g.email.as_str()).collect::<Vec<_>>(),
            [""],
            "{rolle:?}"
        );
        assert_eq!(gesehen[0].id, mit_adresse);
    }
    // nor may a free Träger, whatever role it was given
    let rollen = vec![RolleJetzt {
        rolle: Rolle::R19,
        raeume: Vec::new(),
    }];
    let traeger = Kontext::neu(
        Id::von(uuid::Uuid::from_u128(8)),
        "T".to_owned(),
        OrganisationsArt::Andere,
        rollen,
    );
    assert!(service::idee_entscheidet(&traeger, Some(mit_adresse)).is_err());
});

testkit::auf_beiden!(idee_ohne_konto_in_jeder_sprache, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let r = routen(&app);
    for sprache in ["de", "ls", "en", "tr", "ar", "uk"] {
        for pfad in [
            format!("/idee/{sprache}"),
            format!("/quartier/{sprache}/ideen"),
            format!("/quartier/{sprache}/projekte"),
        ] {
            assert_eq!(holen(&r, &pfad).await.0, 200, "{pfad}");
        }
    }
    assert_eq!(holen(&r, "/idee/xx").await.0, 404);
    let (_, kopf, seite) = holen(&r, "/idee/de").await;
    let keks = kopf[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let (_, rest) = seite.split_once("name=\"_csrf\" value=\"").unwrap();
    let csrf = rest.split('"').next().unwrap().to_owned();
    let senden = async |felder: &[(&str, &str)]| {
        let rumpf: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("_csrf", &csrf)
            .extend_pairs(felder)
            .finish();
        let f = Request::post("/idee/de")
            .header(header::HOST, "stadt.example")
            .header(header::COOKIE, &keks)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        frage(&r, f.body(Body::from(rumpf)).unwrap()).await
    };
    let (status, _, text) = senden(&[("titel", ""), ("text", "<b>Kino</b>"), ("email", "x")]).await;
    assert_eq!(status, 422);
    assert!(
        text.contains("href=\"#titel\"")
            && text.contains("href=\"#email\"")
            && text.contains("&#60;b&#62;Kino"),
        "{text}"
    );
    let (status, kopf, _) = senden(&[("titel", "Kino"), ("text", "Im Hof"), ("raum", "geheim")]).await;
    // reloading the page of thanks sends nothing again
    assert_eq!(
        (status.as_u16(), kopf[header::LOCATION].to_str().unwrap()),
        (303, "/idee/de?danke")
    );
    let (_, _, text) = holen(&r, "/idee/de?danke").await;
    assert!(text.contains("Vielen Dank"), "{text}");
    for _ in 0..3 {
        senden(&[("titel", "Kino"), ("text", "Im Hof")]).await;
    }
    let (status, kopf, _) = senden(&[("titel", "Kino"), ("text", "Im Hof")]).await;
    assert!(status == 429 && kopf.contains_key(header::RETRY_AFTER));
    let (_, _, liste) = holen(&r, "/quartier/de/ideen").await;
    assert!(!liste.contains("Kino"));
});

fn cafe(kosten: i64) -> ProjektDaten {
    let mut d = ProjektDaten::neu("Café Paletti");
    d.ziel = "Nachbarn kennen einander.".to_owned();
    d.traeger = "Verein am Markt".to_owned();
    d.ersetzt = Ersetzt::Anstatt;
    d.kosten = Cent(kosten);
    d.beginn = Some(tag("2027-01-01"));
    d.finanzierung = [("Regionaltopf", 5000), ("Stiftung", 3000), ("Eigenmittel", 2000)]
        .map(|(topf, bp)| Finanzteil {
            topf: topf.to_owned(),
            anteil: Anteil::Bp(bp),
        })
        .into();
    d.indikatoren = vec![Indikator {
        name: "Gäste an einem Nachmittag".to_owned(),
        ausgang: "0".to_owned(),
        soll: "20".to_owned(),
        ist: String::new(),
    }];
    d
}

async fn anlegen(app: &App, tx: &mut Tx, d: ProjektDaten) -> amt::Result<Id<Projekt>> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    service::projekt_anlegen(app, tx, &may, d).await
}

async fn laden(tx: &mut Tx, id: Id<Projekt>) -> service::ProjektGespeichert {
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    service::projekt_laden(tx, &may).await.unwrap().0
}

fn traeger(rolle: Rolle) -> Kontext {
    let rollen = vec![RolleJetzt {
        rolle,
        raeume: Vec::new(),
    }];
    let id = Id::von(uuid::Uuid::from_u128(10));
    Kontext::neu(id, "Toni Träger".to_owned(), OrganisationsArt::Andere, rollen)
}

testkit::auf_beiden!(t_086_und_der_weg_von_cafe_paletti, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = anlegen(&app, &mut tx, cafe(2_499_999)).await.unwrap();
    let g = laden(&mut tx, id).await;
    assert_eq!(g.daten, cafe(2_499_999));
    let cents = netz::rules::finanzierung::betraege(g.daten.kosten, &g.daten.finanzierung).unwrap();
    assert_eq!(cents, [Cent(1_249_999), Cent(750_000), Cent(500_000)]);
    let (redaktion, nichts) = (wer(Rolle::R19), SchrittAngaben::default());
    let gehen = async |tx: &mut Tx, k: &Kontext, nach, a: &SchrittAngaben| {
        service::projekt_schritt(&app, tx, k, id, nach, a).await
    };
    // nothing is skipped
    let r = gehen(&mut tx, &redaktion, ProjektStatus::Bewilligt, &nichts).await;
    assert_eq!(codes(r), ["NETZ-E69"]);
    for nach in [ProjektStatus::Skizze, ProjektStatus::Geprueft] {
        gehen(&mut tx, &redaktion, nach, &nichts).await.unwrap();
    }
    // what was checked stays
    let may = Befugnis::pruefen(&redaktion, Some(id), Bezug::default()).unwrap();
    let mut anders = cafe(1);
    anders.finanzierung.clear();
    let v = laden(&mut tx, id).await.version;
    service::projekt_aendern(&app, &mut tx, &may, v, anders)
        .await
        .unwrap();
    assert_eq!(laden(&mut tx, id).await.daten, cafe(2_499_999));
    assert!(service::oeffentliches_projekt(&mut tx, id).await.is_err());
    // above the limit a Beschluss; never a free Träger; never who may only edit
    let r = gehen(&mut tx, &redaktion, ProjektStatus::Bewilligt, &nichts).await;
    assert_eq!(codes(r), ["NETZ-E66"]);
    let beschluss = SchrittAngaben {
        beschluss: "Ortsbeirat 3/2026".to_owned(),
        beschluss_am: Some(tag("2026-11-20")),
        ..SchrittAngaben::default()
    };
    for k in [wer(Rolle::R02), traeger(Rolle::R19)] {
        let r = gehen(&mut tx, &k, ProjektStatus::Bewilligt, &beschluss).await;
        assert_eq!(codes(r), ["NETZ-E70"]);
    }
    gehen(&mut tx, &redaktion, ProjektStatus::Bewilligt, &beschluss)
        .await
        .unwrap();
    let g = service::oeffentliches_projekt(&mut tx, id).await.unwrap();
    assert_eq!(g.beschluss, "Ortsbeirat 3/2026");
    gehen(&mut tx, &redaktion, ProjektStatus::Laeuft, &nichts)
        .await
        .unwrap();
    let r = gehen(&mut tx, &redaktion, ProjektStatus::Verstetigt, &nichts).await;
    assert_eq!(codes(r), ["NETZ-E65"]);
    let mut fertig = cafe(2_499_999);
    fertig.ergebnis = "Das Café hat dreimal in der Woche offen.".to_owned();
    fertig.indikatoren[0].ist = "24".to_owned();
    let v = laden(&mut tx, id).await.version;
    service::projekt_aendern(&app, &mut tx, &may, v, fertig)
        .await
        .unwrap();
    gehen(&mut tx, &redaktion, ProjektStatus::Verstetigt, &nichts)
        .await
        .unwrap();
    let v = laden(&mut tx, id).await.version;
    let r = service::projekt_aendern(&app, &mut tx, &may, v, cafe(1)).await;
    assert_eq!(codes(r), ["NETZ-E68"]);
    tx.commit().await.unwrap();
    let r = routen(&app);
    let (status, _, text) = holen(&r, &format!("/quartier/de/projekte/{id}")).await;
    assert_eq!(status, 200);
    for wort in [
        "12.499,99 €",
        "24.999,99 €",
        "Regionaltopf",
        "Bleibt auf Dauer",
        "24",
        "dreimal in der Woche",
    ] {
        assert!(text.contains(wort), "{wort}: {text}");
    }
});

testkit::auf_beiden!(
    netz_e07_und_was_ein_projekt_sonst_nicht_sein_kann,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let mut d = cafe(100_000);
        d.finanzierung[0].anteil = Anteil::Bp(4999);
        d.ende = Some(tag("2026-12-31"));
        assert_eq!(codes(anlegen(&app, &mut tx, d).await), ["NETZ-E01", "NETZ-E07"]);
        let mut d = cafe(100_000);
        d.titel = " ".to_owned();
        d.finanzierung[0].anteil = Anteil::Cent(0);
        d.indikatoren[0].name.clear();
        assert_eq!(
            codes(anlegen(&app, &mut tx, d).await),
            ["NETZ-E60", "NETZ-E63", "NETZ-E61"]
        );
        // stopped with a reason only, and then it never becomes public
        let id = anlegen(&app, &mut tx, cafe(100)).await.unwrap();
        let mut a = SchrittAngaben::default();
        let k = wer(Rolle::R19);
        let r = service::projekt_schritt(&app, &mut tx, &k, id, ProjektStatus::Gestoppt, &a).await;
        assert_eq!(codes(r), ["NETZ-E67"]);
        a.grund = "Keine Räume".to_owned();
        service::projekt_schritt(&app, &mut tx, &k, id, ProjektStatus::Gestoppt, &a)
            .await
            .unwrap();
        assert_eq!(laden(&mut tx, id).await.stopp_grund, "Keine Räume");
        assert!(service::oeffentliche_projekte(&mut tx).await.unwrap().is_empty());
    }
);
