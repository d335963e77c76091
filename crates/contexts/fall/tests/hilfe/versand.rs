//! EG11, T-150: the Back-Office sends the Bescheid, reads nothing else of the file, and decides nothing (RL-02).

use amt::{
    App, Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use base::{Clock, Id};
use fall::model::Fall;

use crate::{
    gemeinsam::{
        ALLE, NORD, SUED, asd,
        seiten::{datei_als, holen_als, senden_als},
        stadt, wer,
    },
    hilfe::weg::{fehler, ja, leitung, lies, zum_entscheiden},
};

const POST: [(&str, &str); 2] = [("weg", "POST"), ("versandt_am", "2026-11-23")];

fn amt_a() -> Kontext {
    wer(0xA5, Rolle::R12, vec![])
}

fn amt_b() -> Kontext {
    wer(0xA6, Rolle::R12, vec![NORD])
}

async fn entschieden(app: &App) -> Id<Fall> {
    let id = zum_entscheiden(app, "J31", "600,00").await;
    ja(app, id, "schritt/H09", &[]).await;
    id
}

async fn im_journal(app: &App, angaben: &str) -> (i64, String) {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_one(
        "SELECT COUNT(*), COALESCE(MAX(zweck), '') FROM journal WHERE angaben = $1",
        store::werte![angaben],
    )
    .await
    .unwrap()
}

testkit::auf_beiden!(
    eg_11_das_back_office_uebernimmt_einen_bescheid_und_versendet_ihn,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let vorher = zum_entscheiden(&app, "J31", "600,00").await;
        let (status, seite) = holen_als(&app, "/bescheide", amt_a()).await;
        assert!(status == 200 && seite.contains("Kein weiterer Bescheid wartet"));
        let id = entschieden(&app).await;
        let az = lies(&app, id).await.fall.aktenzeichen;
        // a list without names, and the first page says how much waits
        let (_, seite) = holen_als(&app, "/bescheide", amt_a()).await;
        assert!(seite.contains(&az) && !seite.contains("Müller-Șerban"), "{seite}");
        let (_, seite) = holen_als(&app, "/", amt_a()).await;
        assert!(seite.contains("Bescheide versenden") && seite.contains("1 wartet"));
        let (status, _) = holen_als(&app, "/bescheide", wer(0xA7, Rolle::R12, vec![SUED])).await;
        assert_eq!(status, 200);
        // before it is taken over nothing is seen; what is not decided cannot be taken over
        let versand = format!("/faelle/{id}/versand");
        for weg in ["versand", "bescheid", "bescheid.pdf"] {
            assert_eq!(
                holen_als(&app, &format!("/faelle/{id}/{weg}"), amt_a()).await.0,
                404,
                "{weg}"
            );
        }
        let ohne = format!("/faelle/{vorher}/versand/uebernehmen");
        assert_eq!(senden_als(&app, &ohne, &[], amt_a()).await.0, 404);
        let nehmen = format!("{versand}/uebernehmen");
        let sued = wer(0xA7, Rolle::R12, vec![SUED]);
        assert_eq!(senden_als(&app, &nehmen, &[], sued).await.0, 404);
        assert_eq!(senden_als(&app, &nehmen, &[], amt_a()).await.0, 303);
        let (status, seite) = holen_als(&app, &versand, amt_a()).await;
        assert!(
            status == 200 && seite.contains("Müller-Șerban") && seite.contains("600,00"),
            "{seite}"
        );
        let (status, seite) = holen_als(&app, &format!("/faelle/{id}/bescheid"), amt_a()).await;
        assert!(status == 200 && seite.contains("href=\"/bescheide\""));
        for art in ["pdf", "docx"] {
            let (status, datei) = datei_als(&app, &format!("/faelle/{id}/bescheid.{art}"), amt_a()).await;
            assert!(status == 200 && datei.len() > 1_000, "{art}");
        }
        // a day to come and one before the decision are refused, what was typed stays
        for tag in ["2026-11-24", "2026-11-20", ""] {
            let felder = [("weg", "POST"), ("versandt_am", tag)];
            let (status, seite) = senden_als(&app, &versand, &felder, amt_a()).await;
            assert!(status == 422 && seite.contains(tag), "{tag}: {}", fehler(&seite));
        }
        // a colleague takes it over: then the first one does not send it any more, nor does it read it
        assert_eq!(senden_als(&app, &nehmen, &[], amt_b()).await.0, 303);
        assert_eq!(senden_als(&app, &versand, &POST, amt_a()).await.0, 404);
        assert_eq!(holen_als(&app, &versand, amt_a()).await.0, 404);
        uhr.stelle(uhr.jetzt().plus_sekunden(2 * 24 * 3600));
        let version = lies(&app, id).await.fall.version;
        let (status, ort) = senden_als(&app, &versand, &POST, amt_b()).await;
        assert_eq!((status, ort), (303, versand.clone()));
        // sent on Monday 23 November: known on the fourth day, the remedy ends a month later
        let a = lies(&app, id).await;
        let e = a.entschieden().unwrap();
        assert_eq!(e.versandt_am, "2026-11-23".parse().ok());
        assert_eq!(e.bekannt_am, "2026-11-27".parse().ok());
        assert_eq!(e.rechtsbehelf_bis, "2026-12-28".parse().ok());
        assert_eq!(
            a.fall.version, version,
            "wer im Fall schreibt, wird nicht aufgehalten"
        );
        let (_, seite) = holen_als(&app, &versand, amt_b()).await;
        assert!(seite.contains("28.12.2026") && !seite.contains("Versand festhalten"));
        let (_, seite) = holen_als(&app, "/bescheide", amt_a()).await;
        assert!(!seite.contains(&az));
        // twice is once
        assert_eq!(
            senden_als(&app, &versand, &POST, amt_b()).await,
            (303, "/bescheide".to_owned())
        );
        assert_eq!(senden_als(&app, &nehmen, &[], amt_a()).await.0, 404);
        for (angaben, oft) in [("bescheid=uebernommen", 2), ("bekanntgabe=POST", 1)] {
            assert_eq!(
                im_journal(&app, angaben).await,
                (oft, "Z02".to_owned()),
                "{angaben}"
            );
        }
        assert!(im_journal(&app, "versand").await.0 >= 2 && im_journal(&app, "bescheid").await.0 >= 3);
    }
);

testkit::auf_beiden!(
    t_150_das_back_office_liest_keine_akte_und_entscheidet_nichts,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = entschieden(&app).await;
        let nehmen = format!("/faelle/{id}/versand/uebernehmen");
        assert_eq!(senden_als(&app, &nehmen, &[], amt_a()).await.0, 303);
        // even where a post of the ASD was given to somebody of the Back-Office by mistake
        for k in [amt_a(), wer(0xE2, Rolle::R12, vec![])] {
            for weg in [
                "",
                "/notizen",
                "/wille",
                "/hilfeplan",
                "/entscheidung",
                "/hilfeplan.pdf",
                "/wiedervorlage",
            ] {
                assert_eq!(
                    holen_als(&app, &format!("/faelle/{id}{weg}"), k.clone()).await.0,
                    404,
                    "{weg}"
                );
            }
            for weg in [
                "bekanntgabe",
                "schritt/H11",
                "entscheidung",
                "mitzeichnen",
                "notizen",
            ] {
                let pfad = format!("/faelle/{id}/{weg}");
                let felder = [("version", "1"), ("weg", "POST"), ("versandt_am", "2026-11-21")];
                assert_eq!(senden_als(&app, &pfad, &felder, k.clone()).await.0, 404, "{weg}");
            }
        }
        // the desk is for the Back-Office of the public body and for nobody else
        let frei = Kontext::neu(
            amt_a().benutzer(),
            "frei".to_owned(),
            OrganisationsArt::Andere,
            vec![RolleJetzt {
                rolle: Rolle::R12,
                raeume: vec![],
            }],
        );
        for k in [asd(), leitung(), wer(0xA8, Rolle::R21, vec![]), frei] {
            for weg in ["/bescheide".to_owned(), format!("/faelle/{id}/versand")] {
                assert_eq!(holen_als(&app, &weg, k.clone()).await.0, 404, "{weg}");
            }
            assert_eq!(senden_als(&app, &nehmen, &[], k).await.0, 404);
        }
        // what the Fachkraft sends itself is off the list
        let felder = [("weg", "POST"), ("versandt_am", "2026-11-21")];
        ja(&app, id, "bekanntgabe", &felder).await;
        let (_, seite) = holen_als(&app, "/bescheide", amt_a()).await;
        assert!(seite.contains("Kein weiterer Bescheid wartet") && seite.contains("Meine (0)"));
    }
);
