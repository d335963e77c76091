//! The search for words in one's own cases.

use super::{journal, neuer_fall, post};
use crate::gemeinsam::{
    ALLE, NORD, asd,
    seiten::{holen_als, senden_als},
    service, stadt, wer,
};
use amt::{App, Kontext, recht::Rolle};

async fn suche(app: &App, worte: &str, k: Kontext) -> (u16, String) {
    senden_als(app, "/faelle/worte", &[("worte", worte)], k).await
}

testkit::auf_beiden!(worte_in_den_eigenen_faellen, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = neuer_fall(&app).await;
    assert_eq!(
        post(
            &app,
            id,
            "angabe/ELTERN_AUFENTHALT",
            &[
                ("ELTERN_AUFENTHALT-tag", ""),
                (
                    "ELTERN_AUFENTHALT-worte",
                    "Mutter in zwei Notwohnungen am Kai, Vater <unbekannt>"
                ),
            ]
        )
        .await
        .0,
        303
    );
    for (art, text) in [
        ("TEAM", "Der Chor probt donnerstags"),
        ("EIGEN", "Chorleiterin zurückrufen"),
        ("ANVERTRAUT", "Über den Chor sagte sie mir etwas im Vertrauen"),
    ] {
        let felder = [("art", art), ("text", text), ("tag", "2026-11-20")];
        let pfad = format!("/faelle/{id}/notizen");
        assert_eq!(senden_als(&app, &pfad, &felder, asd()).await.0, 303, "{art}");
    }
    let (status, leer) = holen_als(&app, "/faelle/worte", asd()).await;
    assert!(status == 200 && leer.matches("<h1").count() == 1 && !leer.contains("Nichts gefunden"));
    // what the family said when it came, in any form; where it stands; and that it is marked
    let (status, seite) = suche(&app, "REDEN jemand", asd()).await;
    assert!(
        status == 200 && seite.contains("Worte bei der Aufnahme") && seite.contains("<mark>Reden</mark>")
    );
    assert!(seite.contains("JH-2026-00001") && seite.contains("1 Fall"));
    let (_, seite) = suche(&app, "wohnung", asd()).await;
    assert!(seite.contains("<mark>Notwohnungen</mark>") && seite.contains(&format!("/faelle/{id}/klaerung")));
    assert!(
        seite.contains("&#60;unbekannt") || seite.contains("&lt;unbekannt"),
        "kein fremdes HTML"
    );
    // RL-06: entrusted notes are not looked through; one's own private ones are
    let (_, seite) = suche(&app, "chor", asd()).await;
    assert!(
        seite.contains("donnerstags") && seite.contains("zurückrufen") && !seite.contains("im Vertrauen")
    );
    assert!(
        suche(&app, "vertrauen", asd())
            .await
            .1
            .contains("Nichts gefunden")
    );
    // words of two texts are no hit, and signs are no words
    assert!(
        suche(&app, "reden chor", asd())
            .await
            .1
            .contains("Nichts gefunden")
    );
    assert!(
        suche(&app, "% _ a", asd())
            .await
            .1
            .contains("Noch nichts zu suchen")
    );
    // only own cases: a Leitung sees the case in her list, and searches her own
    let leitung = wer(0x93, Rolle::R04, vec![NORD]);
    let (status, seite) = suche(&app, "reden", leitung).await;
    assert!(status == 200 && seite.contains("Nichts gefunden") && !seite.contains("JH-2026"));
    let (status, seite) = suche(&app, "reden", wer(0x92, Rolle::R02, vec![])).await;
    assert!(status == 200 && seite.contains("Nichts gefunden"));
    for k in [service(), wer(0x91, Rolle::R15, vec![])] {
        assert_eq!(holen_als(&app, "/faelle/worte", k.clone()).await.0, 404);
        assert_eq!(suche(&app, "reden", k).await.0, 404);
    }
    // RL-17: three searches showed it
    assert_eq!(journal(&app, "fall.lesen", "wortsuche").await, 3);
});
