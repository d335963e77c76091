//! Träger: what is agreed, who is preferred, over the pages and on both engines.

#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use crate::gemeinsam::{Amt, MIGRATIONEN, amt as amt_einrichten, app, darf, kontext, tag};
use amt::{App, Kontext, go::modell::OrganisationArt, recht::Rolle};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{Gueltigkeit, Id};
use http_body_util::BodyExt;
use store::werte;
use team::{Organisation, Vereinbarungsart, service};
use tower::ServiceExt;
use uuid::Uuid;

pub fn router(app: &App, wer: Kontext) -> Router {
    team::routen().layer(Extension(wer)).with_state(app.clone())
}

async fn senden(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

pub async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    senden(r, Request::get(pfad).body(Body::empty()).unwrap()).await
}

pub async fn absenden(r: &Router, pfad: &str, rumpf: String) -> (StatusCode, String) {
    let anfrage = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
    senden(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

pub async fn traeger(app: &App, name: &str, art: OrganisationArt) -> Id<Organisation> {
    let mut tx = app.db.write().await.unwrap();
    let neu = Organisation {
        id: Id::von(Uuid::nil()),
        name: name.into(),
        art,
        anerkannt_75: true,
        groesse_vzae: None,
        version: 1,
    };
    let id = service::organisation_speichern(app, &mut tx, &darf(None), neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn auswahl(tx: &mut store::Tx, ab: &str, bis: &str) -> Vec<service::Traegerstand> {
    service::traeger_auswahl(tx, (tag(ab), tag(bis)), &[])
        .await
        .unwrap()
}

pub const ALLE_FUENF: &str = "arten=LEISTUNG_ENTGELT&arten=SCHUTZ_8A&arten=DATENSCHUTZ_61&arten=FUEHRUNGSZEUGNIS_72A&arten=AUFARBEITUNG_9B";

testkit::auf_beiden!(
    vereinbarungen_eintragen_und_beenden,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        amt_einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let t = traeger(&app, "Haus Linde", OrganisationArt::FreiGemeinnuetzig).await;
        let amt = traeger(&app, "Das Amt", OrganisationArt::Oeffentlich).await;
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));

        let (status, seite) = holen(&r, "/traeger").await;
        assert_eq!(status, StatusCode::OK);
        assert!(seite.contains("kein Auftrag möglich") && seite.contains("Haus Linde"));
        assert!(
            !seite.contains("Das Amt"),
            "the public body is nobody to commission"
        );
        assert_eq!(
            holen(&r, &format!("/traeger/{amt}")).await.0,
            StatusCode::NOT_FOUND
        );
        assert!(holen(&r, &format!("/traeger/{t}")).await.1.contains("FALL-E40"));

        let rumpf = format!("{ALLE_FUENF}&ab=2026-01-01&bis=2026-12-31&inhalt=Ambulant&fundstelle=V-1");
        let (status, seite) = absenden(&r, &format!("/traeger/{t}"), rumpf.clone()).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{seite}");
        // on 2026-11-23 the end is near
        let (_, seite) = holen(&r, "/traeger").await;
        assert!(
            seite.contains("läuft aus") && seite.contains("31.12.2026"),
            "{seite}"
        );
        let (status, seite) = absenden(&r, &format!("/traeger/{t}"), rumpf).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seite.contains("ist schon vereinbart") && seite.contains("V-1"));
        let (status, _) = absenden(&r, &format!("/traeger/{t}"), "ab=2026-01-01".into()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);

        let mut tx = app.db.read().await.unwrap();
        let jetzt = auswahl(&mut tx, "2026-12-01", "2026-12-31").await;
        assert_eq!((jetzt.len(), jetzt[0].fehlt.len()), (1, 0));
        let ueber = auswahl(&mut tx, "2026-12-01", "2027-01-31").await;
        assert_eq!(ueber[0].fehlt.len(), 5);
        let (id,): (Uuid,) = tx
            .fetch_one(
                "SELECT id FROM traeger_vereinbarung WHERE art = 'SCHUTZ_8A'",
                werte![],
            )
            .await
            .unwrap();
        drop(tx);

        // the next one follows without a gap: the form proposes its first day, and the order may run across
        let (_, seite) = holen(&r, &format!("/traeger/{t}?verlaengern={id}")).await;
        assert!(seite.contains("value=\"2027-01-01\""));
        let (status, _) = absenden(
            &r,
            &format!("/traeger/{t}"),
            format!("{ALLE_FUENF}&ab=2027-01-01"),
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let mut tx = app.db.read().await.unwrap();
        let ueber = auswahl(&mut tx, "2026-12-01", "2027-01-31").await;
        assert!(ueber[0].fehlt.is_empty(), "{ueber:?}");
        drop(tx);
        assert!(holen(&r, "/traeger").await.1.contains("vollständig"));

        // ended, and never before it began
        let pfad = format!("/traeger/vereinbarung/{id}");
        assert_eq!(holen(&r, &pfad).await.0, StatusCode::OK);
        for (letzter, soll) in [
            ("2025-12-30", StatusCode::UNPROCESSABLE_ENTITY),
            ("", StatusCode::UNPROCESSABLE_ENTITY),
            ("2026-06-30", StatusCode::SEE_OTHER),
        ] {
            let (status, _) = absenden(&r, &pfad, format!("letzter={letzter}")).await;
            assert_eq!(status, soll, "{letzter}");
        }
        let mut tx = app.db.read().await.unwrap();
        let spaet = auswahl(&mut tx, "2026-12-01", "2026-12-31").await;
        assert_eq!(spaet[0].fehlt, [Vereinbarungsart::Schutz]);

        // who may only read sees no form and changes nothing
        let leser = router(&app, kontext(Rolle::R02, 3, vec![]));
        let (status, seite) = holen(&leser, &format!("/traeger/{t}")).await;
        assert!(status == StatusCode::OK && !seite.contains("<form class=\"gw-formular\""));
        for pfad in [format!("/traeger/{t}"), "/traeger/neu".into(), pfad] {
            let (status, _) = absenden(&leser, &pfad, "ab=2026-01-01".into()).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{pfad}");
        }
    }
);

testkit::auf_beiden!(
    rl_03_schwerpunkt_schliesst_niemanden_aus,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt { nord, sued, .. } = amt_einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let linde = traeger(&app, "Haus Linde", OrganisationArt::FreiGemeinnuetzig).await;
        let ulme = traeger(&app, "Haus Ulme", OrganisationArt::Kirchlich).await;
        let r = router(&app, kontext(Rolle::R04, 3, vec![nord.uuid()]));
        let form = |raum: Id<raum::Raumeinheit>, a: &str, b: &str| {
            format!(
                "raum={raum}&anteil-{linde}={a}&anteil-{ulme}={b}&federfuehrung={linde}&verfahren=DIALOG&beschluss=JHA+7\
             &beschluss_am=2025-12-01&ab=2026-01-01"
            )
        };
        // T-076 on the page
        let (status, seite) = absenden(&r, "/traeger/schwerpunkt", form(nord, "45", "54")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seite.contains("99 Prozent") && seite.contains("JHA 7"), "{seite}");
        // not in somebody else's space
        let (status, _) = absenden(&r, "/traeger/schwerpunkt", form(sued, "45", "55")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let (status, seite) = absenden(&r, "/traeger/schwerpunkt", form(nord, "45", "55")).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{seite}");
        // without a resolution there is none
        let ohne = form(nord, "45", "55").replace("JHA+7", "");
        let (status, _) = absenden(&r, "/traeger/schwerpunkt", ohne).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        // the second one is the last (GO: one or two), the third is TEAM-E24
        let allein = form(nord, "100", "");
        assert_eq!(
            absenden(&r, "/traeger/schwerpunkt", allein.clone()).await.0,
            StatusCode::SEE_OTHER
        );
        let (status, seite) = absenden(&r, "/traeger/schwerpunkt", allein).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seite.contains("höchstens 2"), "{seite}");

        let eiche = traeger(&app, "Haus Eiche", OrganisationArt::PrivatGewerblich).await;
        let mut tx = app.db.write().await.unwrap();
        let auswahl = service::traeger_auswahl(&mut tx, (tag("2026-03-01"), tag("2026-04-01")), &[nord])
            .await
            .unwrap();
        let stand: Vec<_> = auswahl.iter().map(|t| (t.id, t.schwerpunkt)).collect();
        assert_eq!(stand, [(eiche, false), (linde, true), (ulme, true)]);
        // elsewhere nobody is preferred
        let woanders = service::traeger_auswahl(&mut tx, (tag("2026-03-01"), tag("2026-04-01")), &[sued])
            .await
            .unwrap();
        assert!(woanders.len() == 3 && woanders.iter().all(|t| !t.schwerpunkt));
        let v = service::Vereinbart {
            arten: Vereinbarungsart::PFLICHT.to_vec(),
            gueltigkeit: Gueltigkeit::neu(tag("2026-01-01"), None).unwrap(),
            inhalt: String::new(),
            fundstelle: String::new(),
        };
        service::vereinbarung_eintragen(&app, &mut tx, &darf(Some(eiche)), &v)
            .await
            .unwrap();
        let (id,): (Uuid,) = tx
            .fetch_one(
                "SELECT schwerpunkt FROM traeger_vereinbarung WHERE organisation = $1",
                werte![ulme],
            )
            .await
            .unwrap();
        tx.commit().await.unwrap();

        // somebody leaves the Verbund in the middle of the year: it ends for all of them, history stays
        let pfad = format!("/traeger/schwerpunkt/{id}");
        let fremd = router(&app, kontext(Rolle::R04, 3, vec![sued.uuid()]));
        assert_eq!(
            absenden(&fremd, &pfad, "letzter=2026-06-30".into()).await.0,
            StatusCode::NOT_FOUND
        );
        assert_eq!(holen(&r, &pfad).await.0, StatusCode::OK);
        assert_eq!(
            absenden(&r, &pfad, "letzter=2026-06-30".into()).await.0,
            StatusCode::SEE_OTHER
        );
        let mut tx = app.db.read().await.unwrap();
        let danach = service::traeger_auswahl(&mut tx, (tag("2026-07-01"), tag("2026-08-01")), &[nord])
            .await
            .unwrap();
        assert!(
            danach.iter().all(|t| t.schwerpunkt == (t.id == linde)),
            "{danach:?}"
        );
        assert!(holen(&r, "/traeger/schwerpunkt").await.1.contains("(vorbei)"));
    }
);
