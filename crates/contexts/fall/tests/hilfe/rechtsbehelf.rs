//! H22 and H19: a remedy step by step, what follows when it is successful, and the periods of one's own cases.

use amt::{App, recht::Rolle};
use base::{Clock, Id};
use fall::{
    model::{Bausteinstand, FallStand, Rechtsbehelfsstand},
    service::fall::fristen,
};

use crate::{
    gemeinsam::{
        ALLE, NORD, asd,
        seiten::{holen_als, senden_als},
        stadt, wer,
    },
    hilfe::weg::{angabe, bis_f5, fehler, ja, leitung, lies, post, post_als, stand, zum_entscheiden},
};

async fn einlegen(app: &App, id: Id<fall::model::Fall>, tag: &str) -> (u16, String) {
    let a = lies(app, id).await;
    let e = a.entschieden().unwrap().id.to_string();
    let felder = [
        ("entscheidung", e.as_str()),
        ("form", "SCHRIFTLICH"),
        ("eingelegt_am", tag),
        ("worte", "Zwei Stunden reichen nicht."),
    ];
    post(app, id, "rechtsbehelf", &felder).await
}

async fn weiter(app: &App, id: Id<fall::model::Fall>, nach: &str, tag: &str, worte: &str) -> (u16, String) {
    let r = lies(app, id).await.rechtsbehelfe[0].id;
    let [n, a, w] = ["nach", "am", "worte"].map(|x| format!("{x}-{r}"));
    let felder = [(n.as_str(), nach), (a.as_str(), tag), (w.as_str(), worte)];
    post(app, id, &format!("rechtsbehelf/{r}"), &felder).await
}

testkit::auf_beiden!(
    h22_ein_widerspruch_mit_abhilfe_fuehrt_zur_neuen_entscheidung,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = zum_entscheiden(&app, "J31", "600,00").await;
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}"), asd()).await;
        assert!(
            !seite.contains("/rechtsbehelf\""),
            "ohne Entscheidung kein Widerspruch"
        );
        assert_eq!(
            post(
                &app,
                id,
                "rechtsbehelf",
                &[("form", "SCHRIFTLICH"), ("eingelegt_am", "2026-11-21")]
            )
            .await
            .0,
            422
        );
        ja(&app, id, "schritt/H09", &[]).await;
        uhr.stelle(uhr.jetzt().plus_sekunden(10 * 24 * 3600));
        // not before the decision, not in the future
        for tag in ["2026-11-20", "2026-12-05"] {
            let (status, seite) = einlegen(&app, id, tag).await;
            assert!(
                status == 422
                    && seite.contains("zwischen der Entscheidung und heute")
                    && seite.contains("Zwei Stunden reichen nicht.")
            );
        }
        assert_eq!(einlegen(&app, id, "2026-11-30").await.0, 303);
        // the same decision is not fought twice at a time
        let (status, seite) = einlegen(&app, id, "2026-11-30").await;
        assert!(
            status == 422 && seite.contains("läuft schon ein Widerspruch"),
            "{}",
            fehler(&seite)
        );
        let a = lies(&app, id).await;
        assert!(a.offenes().iter().any(|t| t.contains("noch nicht entschieden")));
        assert_eq!(a.fall.stand, FallStand::F6, "die Hilfe geht weiter");
        // a step the table does not know, and one without words
        let (status, seite) = weiter(&app, id, "KLAGE", "2026-12-01", "x").await;
        assert!(
            status == 422 && seite.contains("Das geht nicht, solange"),
            "{}",
            fehler(&seite)
        );
        let (status, _) = weiter(&app, id, "ABHILFE", "2026-12-01", " ").await;
        assert_eq!(status, 422);
        // without success nothing is decided anew
        assert_eq!(post(&app, id, "schritt/H22", &[]).await.0, 422);
        let (status, seite) = weiter(&app, id, "ABHILFE", "2026-12-01", "Der Bedarf ist höher.").await;
        assert_eq!(status, 303, "{}", fehler(&seite));
        ja(&app, id, "schritt/H22", &[]).await;
        let a = lies(&app, id).await;
        assert_eq!(a.fall.stand, FallStand::F5);
        assert!(a.geltende().all(|b| b.stand == Bausteinstand::Geplant));
        assert!(a.offenes().iter().all(|t| !t.contains("noch nicht entschieden")));
        // decided anew: the second decision is not the one that was fought
        let neu: Vec<(&str, &str)> = crate::hilfe::weg::BEWILLIGUNG
            .iter()
            .map(|(n, w)| (*n, if *n == "tenor" { "Sie bekommen mehr." } else { *w }))
            .collect();
        ja(&app, id, "entscheidung", &neu).await;
        ja(&app, id, "schritt/H09", &[]).await;
        assert_eq!(stand(&app, id).await, "F6_BEWILLIGT");
        assert_eq!(
            post(&app, id, "schritt/H22", &[]).await.0,
            422,
            "schon neu entschieden"
        );
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/rechtsbehelf"), asd()).await;
        for wort in [
            "abgeholfen",
            "Der Bedarf ist höher.",
            "rechtzeitig",
            "Zwei Stunden reichen nicht.",
        ] {
            assert!(seite.contains(wort), "{wort}");
        }
    }
);

testkit::auf_beiden!(h22_gegen_eine_ablehnung_bis_zur_klage, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = bis_f5(&app).await;
    let nein = [
        ("art", "ABLEHNUNG"),
        ("norm", "§ 27 SGB VIII"),
        ("tenor", "Die Hilfe wird abgelehnt."),
        ("begruendung", "Der Bedarf ist gedeckt."),
        ("anhoerung_am", "2026-11-10"),
        ("wunsch", "KEINER"),
        ("weg", "POST"),
    ];
    ja(&app, id, "entscheidung", &nein).await;
    assert_eq!(post_als(&app, id, "mitzeichnen", &[], leitung()).await.0, 303);
    ja(&app, id, "schritt/H10", &[]).await;
    // two months later: too late, and still recorded
    uhr.stelle(uhr.jetzt().plus_sekunden(60 * 24 * 3600));
    assert_eq!(einlegen(&app, id, "2027-01-15").await.0, 303);
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}/rechtsbehelf"), asd()).await;
    assert!(seite.contains("nach Ablauf der Frist") && seite.contains("§ 27 SGB X"));
    // the ended case with an open remedy stays on the list of whoever leads it
    let mut tx = app.db.read().await.unwrap();
    let alle = fristen::offene(&app, &mut tx, &asd()).await.unwrap();
    drop(tx);
    let f = alle.iter().find(|f| f.fall.id == id).unwrap();
    assert_eq!(f.zeile.bis, "2027-04-15".parse().unwrap());
    for (nach, tag) in [
        ("NICHTABHILFE", "2027-01-16"),
        ("WIDERSPRUCHSBESCHEID", "2027-01-18"),
        ("KLAGE", "2027-01-20"),
        ("STATTGEGEBEN", "2027-01-20"),
    ] {
        let (status, seite) = weiter(&app, id, nach, tag, "Az. 3 K 12/27").await;
        assert_eq!(status, 303, "{nach}: {}", fehler(&seite));
    }
    let a = lies(&app, id).await;
    assert_eq!(a.rechtsbehelfe[0].stand, Rechtsbehelfsstand::Stattgegeben);
    assert_eq!(a.rechtsbehelf_schritte.len(), 4);
    ja(&app, id, "schritt/H22", &[]).await;
    assert_eq!(stand(&app, id).await, "F5_ENTSCHEIDUNGSREIF");
});

testkit::auf_beiden!(
    h19_die_fristen_stehen_auf_einer_liste_und_im_kalender,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = bis_f5(&app).await;
        angabe(&app, id, "EILHILFE", "Die Mutter ist im Krankenhaus").await;
        let (status, seite) = holen_als(&app, "/fristen", asd()).await;
        assert_eq!(status, 200);
        for wort in ["Eilhilfe", "Untätigkeit", "Arbeitstage", "Müller-Șerban"] {
            assert!(seite.contains(wort), "{wort}");
        }
        assert!(seite.contains("Keine Frist ist überschritten"));
        let (_, seite) = holen_als(&app, "/", asd()).await;
        assert!(!seite.contains("Fristen, die nicht warten"));
        uhr.stelle(uhr.jetzt().plus_sekunden(20 * 24 * 3600));
        let (_, seite) = holen_als(&app, "/", asd()).await;
        assert!(seite.contains("Fristen, die nicht warten (1)"));
        let (_, seite) = holen_als(&app, "/fristen?nur=dringend", asd()).await;
        assert!(seite.contains("1 Frist ist überschritten") && !seite.contains("Untätigkeit"));
        // somebody of another team sees nothing of it
        let fremd = wer(0x99, Rolle::R02, vec![NORD]);
        let (_, seite) = holen_als(&app, "/fristen", fremd).await;
        assert!(seite.contains("In Ihren Fällen läuft keine Frist"));
        // the calendar names nobody; a new address ends the old one
        let adresse = async || {
            let (status, seite) = senden_als(&app, "/fristen/kalender", &[], asd()).await;
            assert_eq!(status, 200, "{seite}");
            let ab = seite.find("/kalender/").unwrap();
            seite[ab..].split('<').next().unwrap().to_owned()
        };
        let eins = adresse().await;
        let zwei = adresse().await;
        assert_ne!(eins, zwei);
        assert_eq!(holen_als(&app, &eins, asd()).await.0, 404);
        let mut tx = app.db.read().await.unwrap();
        let geheim = zwei.split('/').nth(2).unwrap();
        // the account of the tests has no row of its own: a locked or unknown account gets nothing
        assert!(fristen::kalender(&app, &mut tx, geheim).await.is_err());
        drop(tx);
        let (status, _) = senden_als(&app, "/fristen/kalender/ende", &[], asd()).await;
        assert_eq!(status, 303);
    }
);

testkit::auf_beiden!(
    was_im_team_ueberfaellig_ist_sieht_die_leitung_und_sonst_niemand,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = bis_f5(&app).await;
        angabe(&app, id, "EILHILFE", "Die Mutter ist im Krankenhaus").await;
        let fristen = async |wer| holen_als(&app, "/fristen", wer).await.1;
        assert!(!fristen(leitung()).await.contains("Überfällig im Team"));
        uhr.stelle(uhr.jetzt().plus_sekunden(20 * 24 * 3600));
        let seite = fristen(leitung()).await;
        for wort in [
            "Überfällig im Team (1)",
            "Eilhilfe",
            "Anna Abel",
            "Müller-Șerban",
            "Warum dieser Tag?",
            "Für einzelne Menschen wird nichts gezählt",
        ] {
            assert!(seite.contains(wort), "{wort}: {seite}");
        }
        // the look is noted with the case
        let mut tx = app.db.read().await.unwrap();
        let (n,): (i64,) = tx
            .fetch_one(
                "SELECT COUNT(*) FROM journal WHERE angaben LIKE 'fristen im team%'",
                store::werte![],
            )
            .await
            .unwrap();
        drop(tx);
        assert_eq!(n, 1);
        // whoever leads the case has it on the own list; who leads another space, or nobody, does not see it
        assert!(!fristen(asd()).await.contains("Überfällig im Team"));
        for fremd in [
            wer(0x97, Rolle::R04, vec![uuid::Uuid::from_u128(0xA9)]),
            wer(0x99, Rolle::R02, vec![NORD]),
        ] {
            let seite = fristen(fremd).await;
            assert!(!seite.contains("Überfällig im Team") && !seite.contains("Müller-Șerban"));
        }
    }
);
