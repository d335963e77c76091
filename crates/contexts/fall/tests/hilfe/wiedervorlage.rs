//! H20: a case is looked at again on a day to come, and may rest until then.

use amt::{App, recht::Rolle};
use base::{Clock, Id};
use fall::model::{Fall, Hinweis, Wiedervorlage};

use crate::{
    gemeinsam::{
        ALLE, NORD, asd, aufnahme, nimm,
        schritte::{akte, geh, voll},
        seiten::{holen_als, senden_als},
        stadt, wer,
    },
    hilfe::weg::{angabe, fehler, ja, leitung, lies, post, stand},
};

const TAG: i64 = 24 * 3600;

async fn neuer_fall(app: &App) -> Id<Fall> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
    akte(app, &asd(), id).await.fall.unwrap().id
}

async fn vormerken(app: &App, id: Id<Fall>, tag: &str, ruht: bool) -> (u16, String) {
    let mut felder = vec![
        ("tag", tag),
        ("grund", "Bei der Schule nachfragen"),
        ("vorlauf", "7"),
    ];
    if ruht {
        felder.push(("ruht", "ja"));
    }
    post(app, id, "wiedervorlage", &felder).await
}

async fn verschieben(
    app: &App,
    id: Id<Fall>,
    w: Id<Wiedervorlage>,
    bisher: &str,
    neu: &str,
) -> (u16, String) {
    let feld = format!("tag-{w}");
    let felder = [("bisher", bisher), (feld.as_str(), neu)];
    post(app, id, &format!("wiedervorlage/{w}/verschieben"), &felder).await
}

async fn im_journal(app: &App, angaben: &str) -> i64 {
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

testkit::auf_beiden!(
    h20_eine_wiedervorlage_kommt_rechtzeitig_und_wird_abgehakt,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = neuer_fall(&app).await;
        let pfad = format!("/faelle/{id}/wiedervorlage");
        let (status, seite) = holen_als(&app, &pfad, asd()).await;
        assert!(status == 200 && seite.contains("nichts vorgemerkt") && seite.contains("value=\"7\""));
        // today is Saturday 21 November 2026: a day to come is asked for, and what was typed stays
        for tag in ["2026-11-21", "2026-11-20", "2036-01-01"] {
            let (status, seite) = vormerken(&app, id, tag, false).await;
            assert!(
                status == 422 && seite.contains("Bei der Schule nachfragen") && seite.contains(tag),
                "{tag}: {}",
                fehler(&seite)
            );
        }
        let lang = [("tag", "2026-12-15"), ("grund", " "), ("vorlauf", "400")];
        assert_eq!(post(&app, id, "wiedervorlage", &lang).await.0, 422);
        assert!(lies(&app, id).await.wiedervorlagen.is_empty());
        // the same form twice is one
        let einmal = uuid::Uuid::from_u128(0x77).to_string();
        let felder = [
            ("einmal", einmal.as_str()),
            ("tag", "2026-12-15"),
            ("grund", "Bei der Schule nachfragen"),
            ("vorlauf", "7"),
        ];
        let version = lies(&app, id).await.fall.version;
        for _ in 0..2 {
            ja(&app, id, "wiedervorlage", &felder).await;
        }
        let a = lies(&app, id).await;
        assert_eq!((a.wiedervorlagen.len(), a.fall.version), (1, version));
        let w = a.wiedervorlagen[0].id;
        // on the list at once, on the first page a week before
        let (_, seite) = holen_als(&app, "/fristen", asd()).await;
        assert!(seite.contains("Wiedervorlage") && seite.contains("Bei der Schule nachfragen"));
        uhr.stelle(uhr.jetzt().plus_sekunden(16 * TAG));
        let (_, seite) = holen_als(&app, "/", asd()).await;
        assert!(!seite.contains("Fristen, die nicht warten"), "7. Dezember");
        uhr.stelle(uhr.jetzt().plus_sekunden(TAG));
        let (_, seite) = holen_als(&app, "/", asd()).await;
        assert!(
            seite.contains("Fristen, die nicht warten (1)") && seite.contains(&pfad),
            "{seite}"
        );
        assert!(seite.contains("Bei der Schule nachfragen"));
        // moved from the day that was seen, not from another one
        let (status, _) = verschieben(&app, id, w, "2026-12-14", "2027-01-11").await;
        assert_eq!(status, 303);
        assert!(!lies(&app, id).await.wiedervorlagen[0].verschoben());
        assert_eq!(verschieben(&app, id, w, "2026-12-15", "2026-12-08").await.0, 422);
        assert_eq!(verschieben(&app, id, w, "2026-12-15", "").await.0, 422);
        assert_eq!(verschieben(&app, id, w, "2026-12-15", "2027-01-11").await.0, 303);
        let (_, seite) = holen_als(&app, &pfad, asd()).await;
        assert!(
            seite.contains("11.01.2027") && seite.contains("zuerst war es der 15.12.2026"),
            "{seite}"
        );
        let (_, seite) = holen_als(&app, "/", asd()).await;
        assert!(!seite.contains("Fristen, die nicht warten"));
        // ticked off once; the second time somebody was faster
        let fertig = format!("wiedervorlage/{w}/erledigt");
        ja(&app, id, &fertig, &[]).await;
        ja(&app, id, &fertig, &[]).await;
        assert_eq!(verschieben(&app, id, w, "2027-01-11", "2027-02-01").await.0, 303);
        let (_, seite) = holen_als(&app, "/fristen", asd()).await;
        assert!(!seite.contains("Bei der Schule nachfragen"));
        let (_, seite) = holen_als(&app, &pfad, asd()).await;
        assert!(seite.contains("Zuletzt erledigt") && seite.contains("nichts vorgemerkt"));
        for (was, oft) in [("neu", 1), ("verschoben", 1), ("erledigt", 1)] {
            assert_eq!(
                im_journal(&app, &format!("wiedervorlage={was}")).await,
                oft,
                "{was}"
            );
        }
    }
);

testkit::auf_beiden!(
    h20_ein_fall_ruht_bis_zu_einem_tag_und_die_leitung_sieht_wenn_er_zu_lange_ruht,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = neuer_fall(&app).await;
        assert_eq!(vormerken(&app, id, "2026-12-15", true).await.0, 303);
        assert_eq!(vormerken(&app, id, "2026-12-01", false).await.0, 303);
        // it rests once
        let (status, seite) = vormerken(&app, id, "2027-01-15", true).await;
        assert!(
            status == 422 && seite.contains("ruht schon bis"),
            "{}",
            fehler(&seite)
        );
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}"), asd()).await;
        assert!(seite.contains("Der Fall ruht bis 15.12.2026") && seite.contains("Fristen laufen weiter"));
        // the statutory period goes on beside it
        angabe(&app, id, "BEGEHREN", "Bitte helfen Sie uns").await;
        let (_, seite) = holen_als(&app, "/fristen", asd()).await;
        assert!(seite.contains("Untätigkeit") && seite.contains("Der Fall ruht bis dahin"));
        // what somebody wrote for themselves is nothing for the list of the Leitung; that it rests too long is
        uhr.stelle(uhr.jetzt().plus_sekunden(20 * TAG));
        let (_, seite) = holen_als(&app, "/fristen", leitung()).await;
        assert!(!seite.contains("Überfällig im Team"));
        uhr.stelle(uhr.jetzt().plus_sekunden(10 * TAG));
        let (_, seite) = holen_als(&app, "/fristen", leitung()).await;
        assert!(seite.contains("Überfällig im Team (1)") && seite.contains("Der Fall ruht bis dahin"));
        assert!(!seite.contains("Bei der Schule nachfragen"));
        // the Leitung reads the page and writes nothing there; strangers do not even read
        let w = lies(&app, id).await.wiedervorlagen[1].id;
        let pfad = format!("/faelle/{id}/wiedervorlage");
        let (status, seite) = holen_als(&app, &pfad, leitung()).await;
        assert!(status == 200 && !seite.contains("Vormerken"));
        let felder = [("tag", "2027-12-15"), ("grund", "x"), ("vorlauf", "1")];
        for fremd in [
            leitung(),
            wer(0x99, Rolle::R02, vec![NORD]),
            wer(0x97, Rolle::R12, vec![]),
        ] {
            for weg in ["", &format!("/{w}/erledigt")] {
                let (status, _) = senden_als(&app, &format!("{pfad}{weg}"), &felder, fremd.clone()).await;
                assert_eq!(status, 404, "{weg}");
            }
        }
        assert_eq!(
            holen_als(&app, &pfad, wer(0x99, Rolle::R02, vec![NORD])).await.0,
            404
        );
        // one of another case is none of this one
        let anderer = neuer_fall(&app).await;
        let (status, _) = post(&app, anderer, &format!("wiedervorlage/{w}/erledigt"), &[]).await;
        assert_eq!(status, 404);
        // it goes on
        ja(&app, id, &format!("wiedervorlage/{w}/erledigt"), &[]).await;
        assert_eq!(lies(&app, id).await.ruht_bis(), None);
        // INV-F8: the end of a case ends its reminders
        angabe(&app, id, "RUECKNAHME", "Wir schaffen das allein").await;
        ja(&app, id, "schritt/H21", &[]).await;
        assert_eq!(stand(&app, id).await, "F11_ABGESCHLOSSEN");
        let (_, seite) = holen_als(&app, "/fristen", asd()).await;
        assert!(!seite.contains("Bei der Schule nachfragen"));
        assert_eq!(vormerken(&app, id, "2027-06-01", false).await.0, 422);
    }
);
