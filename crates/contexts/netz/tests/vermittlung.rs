//! Asking an Akteur for a place: the letter, the answer over the link, by telephone, the reminder, the end; and that
//! nothing of it could name a person.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    gemeinsam::{RAEUME, app, wer},
    import_seiten::{fragen, holen, senden, versteckt, zahl},
    selbstpruefung::{anlegen, briefe},
};
use amt::{
    App, Error, Kontext, RolleJetzt,
    recht::{Befugnis, Bezug, OrganisationsArt, Rolle, Sicht},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{FesteUhr, Id};
use netz::{
    Angebot, Vermittlung, VermittlungGespeichert,
    codes::{Ablehnungsgrund, Altersband, VermittlungAnliegen, VermittlungStatus, WegQuelle},
    service::{self, VermittlungNeu},
};
use store::Tx;

const BASIS: &str = "https://stadt.example";

async fn stellen(app: &App, tx: &mut Tx, angebot: Id<Angebot>) -> Id<Vermittlung> {
    let may = Befugnis::pruefen(&wer(Rolle::R02), None, Bezug::default()).unwrap();
    let neu = VermittlungNeu {
        angebot,
        anliegen: VermittlungAnliegen::Platz,
        raum: None,
        altersband: Some(Altersband::Ab80),
        quelle: WegQuelle::Fall,
    };
    service::vermitteln(app, tx, &may, &neu, BASIS).await.unwrap()
}

async fn stand(tx: &mut Tx, id: Id<Vermittlung>) -> VermittlungGespeichert {
    let may = Befugnis::pruefen(&wer(Rolle::R02), Some(id), Bezug::default()).unwrap();
    service::vermittlung_laden(tx, &may).await.unwrap()
}

/// The secret of the newest letter.
async fn geheimnis(tx: &mut Tx) -> String {
    let brief = briefe(tx).await.pop().unwrap();
    let (_, rest) = brief.split_once("vermittlung-beantworten?k=").unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

async fn rueckmeldung(app: &App) -> String {
    let mut tx = app.db.read().await.unwrap();
    let (r,): (String,) = tx
        .fetch_one("SELECT rueckmeldung FROM weg_weisung", store::werte![])
        .await
        .unwrap();
    r
}

fn tage_spaeter(app: &App, uhr: &FesteUhr, tage: i64) {
    uhr.stelle(app.uhr.jetzt().plus_sekunden(tage * 24 * 3600));
}

testkit::auf_beiden!(der_akteur_sagt_zu, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Besuchsdienst", "2026-11-01", "treff@example.org").await;
    let id = stellen(&app, &mut tx, a).await;
    let g = stand(&mut tx, id).await;
    assert_eq!((g.status, g.kennzeichen.len()), (VermittlungStatus::Offen, 7));
    let brief = briefe(&mut tx).await.pop().unwrap();
    assert!(
        brief.contains(&g.kennzeichen)
            && brief.contains("treff@example.org")
            && brief.contains("Ein freier Platz")
    );
    let k = geheimnis(&mut tx).await;
    // only the fingerprint is kept
    let offen = service::vermittlung_oeffnen(&app, &mut tx, &k)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(offen.id, id);
    assert!(
        service::vermittlung_oeffnen(&app, &mut tx, "0")
            .await
            .unwrap()
            .is_none()
    );
    service::vermittlung_beantworten(&app, &mut tx, &offen, None, true)
        .await
        .unwrap();
    assert_eq!(stand(&mut tx, id).await.status, VermittlungStatus::Angenommen);
    // once
    let nochmal = service::vermittlung_beantworten(&app, &mut tx, &offen, None, true).await;
    assert!(matches!(nochmal, Err(Error::Konflikt)));
    assert!(
        service::vermittlung_oeffnen(&app, &mut tx, &k)
            .await
            .unwrap()
            .is_none()
    );
    tx.commit().await.unwrap();
    assert_eq!(rueckmeldung(&app).await, "ANGENOMMEN");
});

testkit::auf_beiden!(der_akteur_sagt_ab_mit_grund, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Kurs", "2026-11-01", "kurs@example.org").await;
    let id = stellen(&app, &mut tx, a).await;
    let g = stand(&mut tx, id).await;
    let ohne = service::vermittlung_beantworten(&app, &mut tx, &g, None, false).await;
    assert_eq!(ohne.unwrap_err().befunde()[0].code, "NETZ-E167");
    let grund = Some(Ablehnungsgrund::Voll);
    service::vermittlung_beantworten(&app, &mut tx, &g, grund, false)
        .await
        .unwrap();
    let g = stand(&mut tx, id).await;
    assert_eq!((g.status, g.grund), (VermittlungStatus::Abgelehnt, grund));
    tx.commit().await.unwrap();
    assert_eq!(rueckmeldung(&app).await, "NICHT_ANGENOMMEN");
});

testkit::auf_beiden!(erinnern_und_verfallen, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Treff", "2026-11-01", "treff@example.org").await;
    let id = stellen(&app, &mut tx, a).await;
    let erstes = geheimnis(&mut tx).await;
    tage_spaeter(&app, &uhr, 6);
    assert_eq!(
        service::vermittlungen_erinnern(&app, &mut tx, BASIS)
            .await
            .unwrap(),
        0
    );
    tage_spaeter(&app, &uhr, 1);
    assert_eq!(
        service::vermittlungen_erinnern(&app, &mut tx, BASIS)
            .await
            .unwrap(),
        1
    );
    // one reminder, with a link of its own; the first one ends
    assert_eq!(
        service::vermittlungen_erinnern(&app, &mut tx, BASIS)
            .await
            .unwrap(),
        0
    );
    let zweites = geheimnis(&mut tx).await;
    assert!(
        service::vermittlung_oeffnen(&app, &mut tx, &erstes)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        service::vermittlung_oeffnen(&app, &mut tx, &zweites)
            .await
            .unwrap()
            .is_some()
    );
    tage_spaeter(&app, &uhr, 6);
    assert_eq!(service::vermittlungen_aufraeumen(&app, &mut tx).await.unwrap(), 0);
    tage_spaeter(&app, &uhr, 1);
    assert!(
        service::vermittlung_oeffnen(&app, &mut tx, &zweites)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(service::vermittlungen_aufraeumen(&app, &mut tx).await.unwrap(), 1);
    assert_eq!(stand(&mut tx, id).await.status, VermittlungStatus::Verfallen);
    // after a year it is gone, and the Weg-Weisung still counts
    tage_spaeter(&app, &uhr, 352);
    service::vermittlungen_aufraeumen(&app, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM vermittlung").await, 0);
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM weg_weisung").await, 1);
});

testkit::auf_beiden!(ohne_adresse_wird_angerufen, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Stammtisch", "2026-11-01", "").await;
    let id = stellen(&app, &mut tx, a).await;
    assert!(briefe(&mut tx).await.is_empty());
    let may = || Befugnis::pruefen(&wer(Rolle::R02), Some(id), Bezug::default()).unwrap();
    let abgelehnt = VermittlungStatus::Abgelehnt;
    let ohne = service::vermittlung_eintragen(&app, &mut tx, &may(), abgelehnt, None).await;
    assert_eq!(ohne.unwrap_err().befunde()[0].code, "NETZ-E167");
    // what nobody can answer cannot be entered
    let verfallen =
        service::vermittlung_eintragen(&app, &mut tx, &may(), VermittlungStatus::Verfallen, None).await;
    assert!(matches!(verfallen, Err(Error::NichtGefunden)));
    service::vermittlung_eintragen(&app, &mut tx, &may(), VermittlungStatus::Zurueckgezogen, None)
        .await
        .unwrap();
    let doch =
        service::vermittlung_eintragen(&app, &mut tx, &may(), VermittlungStatus::Angenommen, None).await;
    assert!(matches!(doch, Err(Error::Konflikt)));
    let sicht = Sicht::auf::<Vermittlung>(&wer(Rolle::R02)).unwrap();
    let fremder = Id::von(uuid::Uuid::from_u128(99));
    let (alle, n) = service::vermittlungen(&mut tx, &sicht, (fremder, true), 30, 0)
        .await
        .unwrap();
    assert_eq!((alle.len(), n), (1, 1));
    assert_eq!(
        service::vermittlungen(&mut tx, &sicht, (fremder, false), 30, 0)
            .await
            .unwrap()
            .1,
        0
    );
    // an offer that pauses is not asked about
    let pausiert = Befugnis::pruefen(&wer(Rolle::R19), Some(a), Bezug::default()).unwrap();
    service::pausieren(&app, &mut tx, &pausiert).await.unwrap();
    let neu = VermittlungNeu {
        angebot: a,
        anliegen: VermittlungAnliegen::Termin,
        raum: None,
        altersband: None,
        quelle: WegQuelle::Kurzberatung,
    };
    let darf = Befugnis::pruefen(&wer(Rolle::R02), None, Bezug::default()).unwrap();
    let nein = service::vermitteln(&app, &mut tx, &darf, &neu, BASIS).await;
    assert_eq!(nein.unwrap_err().befunde()[0].code, "NETZ-E166");
});

/// Somebody else who advises.
fn kollegin() -> Kontext {
    let rollen = vec![RolleJetzt {
        rolle: Rolle::R02,
        raeume: Vec::new(),
    }];
    let ich = Id::von(uuid::Uuid::from_u128(99));
    Kontext::neu(
        ich,
        "Ute Kollegin".to_owned(),
        OrganisationsArt::Oeffentlich,
        rollen,
    )
}

testkit::auf_beiden!(wer_gefragt_hat_erfaehrt_die_antwort, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Besuchsdienst", "2026-11-01", "treff@example.org").await;
    let zugesagt = stellen(&app, &mut tx, a).await;
    let selbst = stellen(&app, &mut tx, a).await;
    let kollegial = stellen(&app, &mut tx, a).await;
    let verfallen = stellen(&app, &mut tx, a).await;
    let ungesehen = async |tx: &mut Tx, k: &Kontext| service::vermittlungen_ungesehen(tx, k).await.unwrap();
    let (ich, andere) = (wer(Rolle::R02), kollegin());
    assert_eq!(ungesehen(&mut tx, &ich).await, Some(0));
    // who may not ask has no list to look at
    assert_eq!(ungesehen(&mut tx, &wer(Rolle::R28)).await, None);

    let g = stand(&mut tx, zugesagt).await;
    service::vermittlung_beantworten(&app, &mut tx, &g, None, true)
        .await
        .unwrap();
    assert_eq!(ungesehen(&mut tx, &ich).await, Some(1));
    assert_eq!(ungesehen(&mut tx, &andere).await, Some(0));
    // what one enters oneself is no news, what a colleague enters is
    for (k, id, soll) in [(&ich, selbst, 1), (&andere, kollegial, 2)] {
        let may = Befugnis::pruefen(k, Some(id), Bezug::default()).unwrap();
        let nein = (VermittlungStatus::Abgelehnt, Some(Ablehnungsgrund::Voll));
        service::vermittlung_eintragen(&app, &mut tx, &may, nein.0, nein.1)
            .await
            .unwrap();
        assert_eq!(ungesehen(&mut tx, &ich).await, Some(soll));
    }
    tage_spaeter(&app, &uhr, 14);
    assert_eq!(service::vermittlungen_aufraeumen(&app, &mut tx).await.unwrap(), 1);
    assert_eq!(ungesehen(&mut tx, &ich).await, Some(3));

    // the new ones come first in the list of the one who asked
    let sicht = Sicht::auf::<Vermittlung>(&ich).unwrap();
    let (liste, _) = service::vermittlungen(&mut tx, &sicht, (ich.benutzer(), false), 30, 0)
        .await
        .unwrap();
    let neu: Vec<bool> = liste.iter().map(|g| g.neu_fuer(ich.benutzer().uuid())).collect();
    assert_eq!(neu, [true, true, true, false]);
    tx.commit().await.unwrap();

    // somebody else opens it: still new; the one who asked opens it: seen
    let pfad = format!("/vermittlungen/{verfallen}");
    let (r, fremd) = (seiten_von(&app, ich.clone()), seiten_von(&app, andere));
    assert!(holen(&r, "/angebote").await.1.contains("Meine Anfragen (3 neu)"));
    let (_, liste) = holen(&r, "/vermittlungen").await;
    assert!(liste.matches("<strong>neu</strong>").count() == 3 && liste.contains("Neu für Sie"));
    assert!(
        !holen(&fremd, "/vermittlungen?alle=ja")
            .await
            .1
            .contains("<strong>neu</strong>")
    );
    assert_eq!(holen(&fremd, &pfad).await.0, StatusCode::OK);
    let n = async || zahl(&app, "SELECT COUNT(*) FROM vermittlung WHERE gesehen_am IS NULL").await;
    assert_eq!(n().await, 3);
    for _ in 0..2 {
        assert_eq!(holen(&r, &pfad).await.0, StatusCode::OK);
        assert_eq!(n().await, 2);
    }
    assert!(
        holen(&r, &format!("/angebote/{a}"))
            .await
            .1
            .contains("Meine Anfragen (2 neu)")
    );
    // what waits can be looked at without becoming seen
    let mut tx = app.db.write().await.unwrap();
    let wartet = stellen(&app, &mut tx, a).await;
    tx.commit().await.unwrap();
    holen(&r, &format!("/vermittlungen/{wartet}")).await;
    let mut tx = app.db.write().await.unwrap();
    let g = stand(&mut tx, wartet).await;
    assert!(g.gesehen_am.is_none());
    service::vermittlung_beantworten(&app, &mut tx, &g, None, true)
        .await
        .unwrap();
    assert_eq!(ungesehen(&mut tx, &ich).await, Some(3));
});

fn seiten(app: &App, rolle: Rolle) -> Router {
    seiten_von(app, wer(rolle))
}

fn seiten_von(app: &App, k: Kontext) -> Router {
    let innen = netz::routen().layer(axum::Extension(k)).with_state(app.clone());
    app.rahmen.aussen(innen)
}

testkit::auf_beiden!(der_weg_ueber_die_seiten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Frühstück", "2026-11-01", "f@example.org").await;
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R02);
    assert!(
        holen(&r, "/vermittlungen")
            .await
            .1
            .contains("Noch keine Anfragen")
    );
    let bogen = format!("/angebote/{a}/vermitteln");
    assert!(holen(&r, &format!("/angebote/{a}")).await.1.contains(&bogen));
    let (_, seite) = holen(&r, &bogen).await;
    let einmal = versteckt(&seite, "einmal").to_owned();
    assert_eq!(
        senden(&r, &bogen, &[("einmal", &einmal)]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let felder = [
        ("einmal", &*einmal),
        ("anliegen", "TERMIN"),
        ("quelle", "FALL"),
        ("altersband", "80+"),
    ];
    assert_eq!(senden(&r, &bogen, &felder).await, StatusCode::SEE_OTHER);
    // pressed twice, it is asked once
    assert_eq!(senden(&r, &bogen, &felder).await, StatusCode::SEE_OTHER);
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM vermittlung").await, 1);
    let mut tx = app.db.read().await.unwrap();
    let k = geheimnis(&mut tx).await;
    drop(tx);
    let frage = Request::get(format!("/vermittlung-beantworten?k={k}"))
        .body(Body::empty())
        .unwrap();
    let (status, _, seite) = fragen(&r, frage).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        seite.contains("Frühstück")
            && seite.contains("Ein Termin zum Kennenlernen")
            && seite.contains("Ja, das geht")
    );
    // opening it changed nothing, and a refusal without a reason keeps the page
    let pfad = "/vermittlung-beantworten";
    assert_eq!(
        senden(&r, pfad, &[("k", &k), ("tat", "nein")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        senden(&r, pfad, &[("k", &k), ("tat", "nein"), ("grund", "ZIELGRUPPE")]).await,
        StatusCode::OK
    );
    assert_eq!(
        senden(&r, pfad, &[("k", &k), ("tat", "ja")]).await,
        StatusCode::GONE
    );
    let (_, liste) = holen(&r, "/vermittlungen").await;
    assert!(
        liste.contains("Das Angebot ist für andere gedacht") && liste.contains("Abgelehnt"),
        "{liste}"
    );
    // whoever does not advise has no part in it
    let redaktion = seiten(&app, Rolle::R28);
    for pfad in ["/vermittlungen", &bogen] {
        assert_eq!(holen(&redaktion, pfad).await.0, StatusCode::NOT_FOUND, "{pfad}");
    }
});

testkit::auf_beiden!(keine_spalte_fuer_einen_menschen, RAEUME, |db| async move {
    // INV-N1: whatever is written into `vermittlung`, there is no place for free text about a person
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let a = anlegen(&app, &mut tx, "Treff", "2026-11-01", "").await;
    stellen(&app, &mut tx, a).await;
    let g: (String, String, String, String, String) = tx
        .fetch_one(
            "SELECT kennzeichen, anliegen, status, grund, beantwortet_von FROM vermittlung",
            store::werte![],
        )
        .await
        .unwrap();
    let codes = [g.1.as_str(), g.2.as_str(), g.3.as_str(), g.4.as_str()];
    assert_eq!(codes, ["PLATZ", "OFFEN", "", ""]);
});
