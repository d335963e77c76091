//! Genogramm and Netzwerkkarte: recorded, drawn, ended and compared, as a page and as a document.

use amt::{App, recht::Rolle};
use base::Id;
use fall::{model::Fall, service::fall::lesen};
use uuid::Uuid;

use crate::{
    gemeinsam::{
        ALLE, asd,
        seiten::{datei_als, holen_als, senden_als},
        service, stadt, wer,
    },
    personen::suchen::{fall_aus, mensch, zahl},
};

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

/// Mother, father and child; their keys.
async fn familie(app: &App) -> (Id<Fall>, [String; 3]) {
    let id = fall_aus(app, mensch(app, "Anna", "Groß", "1985-01-02").await).await;
    for (rolle, vorname, geboren) in [
        ("VATER", "Bernd", "1983-05-06"),
        ("KIND", "Leon <b>", "2015-03-14"),
    ] {
        let felder = [
            ("rolle", rolle),
            ("vorname", vorname),
            ("nachname", "Groß"),
            ("geburtsdatum", geboren),
        ];
        let (status, s) = post(app, id, "person", &felder).await;
        assert_eq!(status, 303, "{s}");
    }
    let akte = lies(app, id).await;
    let von = |name: &str| {
        akte.beteiligte
            .iter()
            .find(|b| b.person.vorname.starts_with(name))
            .unwrap()
            .id
            .to_string()
    };
    (id, [von("Anna"), von("Bernd"), von("Leon")])
}

async fn verbinde(app: &App, id: Id<Fall>, von: &str, art: &str, nach: &str) -> (u16, String) {
    let felder = [("von", von), ("art", art), ("nach", nach), ("guete", "GUT")];
    post(app, id, "beziehungen", &felder).await
}

testkit::auf_beiden!(
    genogramm_und_netzwerkkarte_werden_gezeichnet,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (id, [anna, bernd, leon]) = familie(&app).await;
        for (von, art, nach) in [
            (&anna, "GETRENNT", &bernd),
            (&anna, "ELTERNTEIL", &leon),
            (&bernd, "ELTERNTEIL", &leon),
        ] {
            let (status, s) = verbinde(&app, id, von, art, nach).await;
            assert_eq!(status, 303, "{s}");
        }
        let felder = [
            ("merkmal-person", leon.as_str()),
            ("geschlecht", "D"),
            ("lebt", "JA"),
            ("haushalt", "Mutter"),
        ];
        assert_eq!(post(&app, id, "merkmal", &felder).await.0, 303);
        let felder = [("bezeichnung", "Fußballverein"), ("umfeldart", "FREIZEIT")];
        assert_eq!(post(&app, id, "umfeld", &felder).await.0, 303);
        let weg = format!("/faelle/{id}/beziehungen");
        let (status, s) = holen_als(&app, &weg, asd()).await;
        assert_eq!(status, 200);
        for da in [
            "<svg viewBox",
            "aria-labelledby=\"genogramm-titel genogramm-text\"",
            "Anna Groß lebt getrennt von Bernd Groß, gut",
            "Fußballverein",
            "Leon &#60;b&#62; Groß",
            "11 Jahre",
            "Haushalt Mutter",
        ] {
            assert!(s.contains(da), "{da}");
        }
        // every node leads to its line of the list, which is there once
        for wer in [&anna, &bernd, &leon] {
            assert!(s.contains(&format!("href=\"#eintrag-{wer}\"")));
            assert_eq!(s.matches(&format!("id=\"eintrag-{wer}\"")).count(), 1);
        }
        assert!(!s.contains("style=") && !s.contains("<b>"));
        for (datei, wort) in [
            ("genogramm.pdf", "Genogramm"),
            ("netzwerkkarte.pdf", "Fußballverein"),
        ] {
            let (status, pdf) = datei_als(&app, &format!("/faelle/{id}/{datei}"), asd()).await;
            assert_eq!(status, 200, "{datei}");
            let text = testkit::pdf::Pdf::lesen(&pdf).unwrap().text();
            assert!(text.contains(wort), "{datei}: {text}");
        }
        let sql = "SELECT COUNT(*) FROM journal WHERE angaben = 'genogramm.pdf'";
        assert_eq!(zahl(&app, sql).await, 1);
        // whoever does not see the case sees no picture of its people
        for niemand in [
            service(),
            wer(0xE9, Rolle::R02, vec![]),
            wer(0xEB, Rolle::R06, vec![]),
        ] {
            assert_eq!(holen_als(&app, &weg, niemand.clone()).await.0, 404);
            let pdf = format!("/faelle/{id}/genogramm.pdf");
            assert_eq!(holen_als(&app, &pdf, niemand).await.0, 404);
        }
    }
);

testkit::auf_beiden!(
    was_nicht_sein_kann_wird_gesagt_und_steht_noch_da,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (id, [anna, bernd, leon]) = familie(&app).await;
        assert_eq!(verbinde(&app, id, &anna, "ELTERNTEIL", &leon).await.0, 303);
        for (von, art, nach, code) in [
            (&anna, "ELTERNTEIL", &leon, "schon da"),
            (&leon, "ELTERNTEIL", &anna, "eigener Vorfahr"),
            (&leon, "ELTERNTEIL", &bernd, "jünger als das Kind"),
            (&anna, "EHE", &anna, "zwei verschiedene Menschen"),
        ] {
            let (status, s) = verbinde(&app, id, von, art, nach).await;
            assert_eq!(status, 422, "{code}");
            assert!(s.contains(code), "{code}");
            assert!(s.contains(&format!("value=\"{von}\" selected")), "{code}");
        }
        // somebody of another case, and nothing at all
        let fremd = Uuid::from_u128(77).to_string();
        assert_eq!(verbinde(&app, id, &fremd, "EHE", &anna).await.0, 422);
        assert_eq!(verbinde(&app, id, &anna, "EHE", &fremd).await.0, 422);
        assert_eq!(post(&app, id, "beziehungen", &[]).await.0, 422);
        assert_eq!(post(&app, id, "umfeld", &[("umfeldart", "ARBEIT")]).await.0, 422);
        let felder = [
            ("merkmal-person", anna.as_str()),
            ("geschlecht", "W"),
            ("lebt", "NEIN"),
            ("verstorben_am", "1970-01-01"),
        ];
        let (status, s) = post(&app, id, "merkmal", &felder).await;
        assert!(status == 422 && s.contains("vor der Geburt"));
        // two at once: the second is told
        let felder = [
            ("version", "0"),
            ("von", anna.as_str()),
            ("art", "EHE"),
            ("nach", bernd.as_str()),
        ];
        let (status, s) = senden_als(&app, &format!("/faelle/{id}/beziehungen"), &felder, asd()).await;
        assert!(status == 422 && s.contains("Jemand anderes"));
        assert_eq!(zahl(&app, "SELECT COUNT(*) FROM fall_beziehung").await, 1);
    }
);

testkit::auf_beiden!(
    fruehere_staende_bleiben_und_werden_verglichen,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let (id, [anna, bernd, _]) = familie(&app).await;
        assert_eq!(verbinde(&app, id, &anna, "EHE", &bernd).await.0, 303);
        uhr.stelle(crate::gemeinsam::zeit().plus_sekunden(3 * 24 * 3600));
        let mut tx = app.db.read().await.unwrap();
        let (ehe,): (Uuid,) = tx
            .fetch_one("SELECT id FROM fall_beziehung", store::werte![])
            .await
            .unwrap();
        drop(tx);
        assert_eq!(
            post(&app, id, &format!("beziehungen/{ehe}/ende"), &[]).await.0,
            303
        );
        assert_eq!(
            verbinde(&app, id, &anna, "GETRENNT", &bernd).await.0,
            303,
            "after the end of the old one"
        );
        // once ended there is nothing more to end
        assert_eq!(
            post(&app, id, &format!("beziehungen/{ehe}/ende"), &[]).await.0,
            404
        );
        let weg = format!("/faelle/{id}/beziehungen?stand=2026-11-21");
        let (status, s) = holen_als(&app, &weg, asd()).await;
        assert_eq!(status, 200);
        for da in [
            "So war es am 21.11.2026",
            "Seither dazugekommen",
            "lebt getrennt von",
            "Seither beendet",
            "ist verheiratet mit",
            "damals-genogramm-titel",
        ] {
            assert!(s.contains(da), "{da}");
        }
        let (_, s) = holen_als(&app, &format!("/faelle/{id}/beziehungen?stand=kaputt"), asd()).await;
        assert!(!s.contains("So war es") && !s.contains("ist verheiratet mit Bernd"));
    }
);
