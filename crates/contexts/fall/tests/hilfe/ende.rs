//! H13 to H18, H21: reviewed side by side, written on, ended; and SM-3 as a property over the real store.

use std::sync::atomic::{AtomicU32, Ordering};

use amt::{App, recht::Rolle};
use base::{FesteUhr, Id, Zeitpunkt};
use fall::{
    model::{Auftragsstand, Bausteinstand, Fall, FallStand},
    rules::fall::{sm3::SM3, spur::entscheidet},
};
use proptest::prelude::*;

use crate::{
    gemeinsam::{
        ALLE, asd, aufnahme, nimm,
        schritte::{akte, geh, voll},
        seiten::{holen_als, senden_als},
        stadt,
    },
    hilfe::auftrag::{laeuft, traeger},
    hilfe::weg::{PLAN, bis_f5, fehler, ja, lies, post, stand, zum_entscheiden},
};

async fn bewertung(app: &App, id: Id<Fall>, wer: &str, wertung: &str, gas: &str) -> (u16, String) {
    let ziel = lies(app, id).await.handlungsziele[0].id;
    let (w, g) = (format!("{wer}-wertung-{ziel}"), format!("{wer}-gas-{ziel}"));
    post(app, id, &format!("bewertung/{wer}"), &[(&w, wertung), (&g, gas)]).await
}

/// A review in which everybody rated.
pub async fn ueberprueft(app: &App, uhr: &FesteUhr) -> Id<Fall> {
    let (id, a) = laeuft(app, uhr).await;
    uhr.stelle(Zeitpunkt("2027-02-20T09:00:00Z".parse().unwrap()));
    ja(app, id, "schritt/H13", &[]).await;
    assert_eq!(bewertung(app, id, "FAMILIE", "VOLL", "").await.0, 303);
    assert_eq!(bewertung(app, id, "ASD", "TEILWEISE", "1").await.0, 303);
    let ziel = lies(app, id).await.handlungsziele[0].id;
    let feld = format!("wertung-{ziel}");
    let (status, seite) = senden_als(
        app,
        &format!("/auftraege/{a}/bewertung"),
        &[(feld.as_str(), "TEILWEISE"), ("text", "kommt gut mit")],
        traeger(0xF1, Rolle::R09),
    )
    .await;
    assert_eq!(status, 303, "{}", fehler(&seite));
    id
}

testkit::auf_beiden!(
    h14_jeder_bewertet_fuer_sich_dann_geht_es_weiter,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let (id, a) = laeuft(&app, &uhr).await;
        // outside a review nobody rates
        assert_eq!(bewertung(&app, id, "ASD", "VOLL", "").await.0, 422);
        uhr.stelle(Zeitpunkt("2027-02-20T09:00:00Z".parse().unwrap()));
        ja(&app, id, "schritt/H13", &[]).await;
        assert_eq!(stand(&app, id).await, "F9_UEBERPRUEFUNG");
        assert_eq!(bewertung(&app, id, "FAMILIE", "VOLL", "").await.0, 303);
        assert_eq!(bewertung(&app, id, "ASD", "TEILWEISE", "1").await.0, 303);
        let (status, seite) = post(&app, id, "schritt/H14", &[]).await;
        assert!(status == 422 && seite.contains("wer fehlt, braucht einen Grund"));
        let leer = post(&app, id, "bewertung/TRAEGER", &[]).await;
        assert!(leer.0 == 422 && leer.1.contains("#feld-TRAEGER-fehlt"));
        // another Träger does not rate here
        let fremd = senden_als(
            &app,
            &format!("/auftraege/{a}/bewertung"),
            &[("fehlt", "x")],
            traeger(0xF2, Rolle::R10),
        )
        .await;
        assert_eq!(fremd.0, 404);
        ja(
            &app,
            id,
            "bewertung/TRAEGER",
            &[("TRAEGER-fehlt", "Bericht kommt nach")],
        )
        .await;
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/ueberpruefung"), asd()).await;
        for wort in [
            "100,00 % erreicht",
            "50,00 % erreicht",
            "GAS-T 60,00",
            "Bericht kommt nach",
            "Letzter Plan, Fassung 1",
        ] {
            assert!(seite.contains(wort), "{wort}");
        }
        // written on first: a new version with a new day, the old one stays
        let (status, seite) = post(&app, id, "schritt/H14", &[]).await;
        assert!(status == 422 && seite.contains("Hilfeplan fortschreiben"));
        let mut neu = PLAN.to_vec();
        neu.retain(|(n, _)| *n != "pruefdatum");
        neu.extend([("pruefdatum", "2027-05-20")]);
        ja(&app, id, "hilfeplan", &neu).await;
        ja(&app, id, "schritt/H14", &[]).await;
        let akte = lies(&app, id).await;
        assert_eq!((akte.fall.stand, akte.plaene.len()), (FallStand::F8, 2));
        assert_eq!(akte.fall.naechster_termin, Some("2027-05-20".parse().unwrap()));
        // the next review begins without ratings
        ja(&app, id, "schritt/H13", &[]).await;
        assert_eq!(post(&app, id, "schritt/H16", &[]).await.0, 422);
    }
);

testkit::auf_beiden!(h17_am_ende_ist_nichts_mehr_offen, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = ueberprueft(&app, &uhr).await;
    ja(&app, id, "schritt/H16", &[]).await;
    // E50: contacts nobody looked at; and the end is not prepared
    let (status, seite) = post(&app, id, "schritt/H17", &[]).await;
    assert!(
        status == 422 && seite.contains("noch etwas offen") && seite.contains("Den Grund des Abschlusses")
    );
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}/abschluss"), asd()).await;
    assert!(seite.contains("1 Kontakte hat das Amt noch nicht bestätigt"));
    ja(&app, id, "kontakte", &[]).await;
    let ohne = [("grund", "GEMAESS_ZIELEN"), ("anschluss", "SOZIALRAUM")];
    let (status, seite) = post(&app, id, "abschluss", &ohne).await;
    assert!(status == 422 && seite.contains("#feld-anschluss_worte"));
    let mut mit = ohne.to_vec();
    mit.extend([("anschluss_worte", "Lernpaten im Haus"), ("nachfrage", "ja")]);
    ja(&app, id, "abschluss", &mit).await;
    ja(&app, id, "schritt/H17", &[]).await;
    let a = lies(&app, id).await;
    assert_eq!(a.fall.stand, FallStand::F11);
    assert_eq!(a.auftraege[0].stand, Auftragsstand::Beendet);
    assert!(
        a.bausteine.iter().all(|b| b.stand == Bausteinstand::Beendet),
        "INV-F8"
    );
    assert_eq!(a.abschluss.as_ref().unwrap().statistik, "07");
    // the Träger reads what came of it: counts, no words; another one reads nothing of it
    let (_, seite) = holen_als(&app, "/auftraege", traeger(0xF1, Rolle::R09)).await;
    for wort in [
        "Was daraus wurde",
        "Beendet: 1 Hilfe, davon 1 wie im Hilfeplan vereinbart.",
        "data-titel=\"Anteil\">100 %</td>",
        "data-titel=\"Andere Träger\">–</td>",
    ] {
        assert!(seite.contains(wort), "{wort}: {seite}");
    }
    assert!(
        !seite.contains("Lernpaten") && !seite.contains("kommt gut mit"),
        "{seite}"
    );
    let (_, seite) = holen_als(&app, "/auftraege", traeger(0xF2, Rolle::R09)).await;
    assert!(!seite.contains("Was daraus wurde"), "{seite}");
    // care afterwards needs period and extent
    assert_eq!(post(&app, id, "schritt/H18", &[]).await.0, 422);
    mit.push(("nachbetreuung", "bis 31.08.2027, einmal im Monat"));
    ja(&app, id, "abschluss", &mit).await;
    ja(&app, id, "schritt/H18", &[]).await;
    assert_eq!(stand(&app, id).await, "F12_NACHBETREUUNG");
});

testkit::auf_beiden!(
    h21_auf_wunsch_beendet_und_h19_wird_festgehalten,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        assert_eq!(post(&app, id, "schritt/H21", &[]).await.0, 422);
        for a in ["EILHILFE", "RUECKNAHME"] {
            crate::hilfe::weg::angabe(&app, id, a, "mit den Worten der Person").await;
        }
        ja(&app, id, "schritt/H21", &[]).await;
        assert_eq!(stand(&app, id).await, "F11_ABGESCHLOSSEN");
    }
);

/// Drives any sequence of rows through the real pages. A step goes through exactly when the table leaves this state by
/// it and nothing is missing; a refused one changes nothing.
async fn laufe(app: &App, id: Id<Fall>, folge: &[usize]) {
    for i in folge {
        let u = &SM3[*i];
        let vorher = lies(app, id).await;
        let lage = vorher.lage();
        let erlaubt = lage.gehe(u).is_ok();
        let (status, _) = post(app, id, &format!("schritt/{}", u.id), &[]).await;
        let nachher = lies(app, id).await;
        if erlaubt {
            assert_eq!((status, nachher.fall.stand), (303, u.nach), "{}", u.id);
            assert_eq!(nachher.verlauf.len(), vorher.verlauf.len() + 1);
        } else {
            assert_eq!((status, &nachher.fall), (422, &vorher.fall), "{}", u.id);
            assert_eq!(nachher.verlauf, vorher.verlauf);
        }
        assert_eq!(nachher.fall.version, vorher.fall.version + i64::from(erlaubt));
        // INV-F1
        assert_ne!(nachher.fall.fallfuehrend, nachher.fall.vertretung);
        // INV-F3, INV-F4: granted help stands on goals, on a version of the plan and on one decision
        let bewilligt = matches!(
            nachher.fall.stand,
            FallStand::F6 | FallStand::F7 | FallStand::F8 | FallStand::F9 | FallStand::F10
        );
        if bewilligt {
            assert!(nachher.geltende().all(|b| !nachher.ziele_von(b).is_empty()));
            assert!(nachher.plaene.iter().all(|p| p.pruefdatum > p.zeit.datum()));
            assert!(!nachher.plaene.is_empty() && nachher.entschieden().is_some());
        }
        assert_eq!(vorher.plaene, nachher.plaene, "kein Schritt ändert eine Fassung");
        // INV-F2: nobody of a Träger takes a row that decides
        if entscheidet(u) {
            let version = nachher.fall.version.to_string();
            let frei = traeger(0xF1, Rolle::R10);
            let pfad = format!("/faelle/{id}/schritt/{}", u.id);
            assert_eq!(
                senden_als(app, &pfad, &[("version", version.as_str())], frei)
                    .await
                    .0,
                404
            );
        }
        // INV-F8
        if nachher.fall.stand == FallStand::F11 {
            assert!(nachher.auftraege.iter().all(|a| !a.gilt()));
        }
    }
}

static LAEUFE: AtomicU32 = AtomicU32::new(0);

fn folgen() -> impl Strategy<Value = (u8, Vec<usize>)> {
    (0..4_u8, prop::collection::vec(0..SM3.len(), 1..8))
}

async fn ab(app: &App, uhr: &FesteUhr, wo: u8) -> Id<Fall> {
    uhr.stelle(crate::gemeinsam::zeit());
    match wo {
        0 => {
            let id = nimm(app, aufnahme(fall::model::Hinweis::Nein)).await.unwrap().id;
            geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
            akte(app, &asd(), id).await.fall.unwrap().id
        }
        1 => zum_entscheiden(app, "J31", "600,00").await,
        2 => laeuft(app, uhr).await.0,
        _ => ueberprueft(app, uhr).await,
    }
}

fn jede_folge(art: testkit::db::Art, folgen: Vec<(u8, Vec<usize>)>) {
    testkit::db::laufen(art, &ALLE, |db| async move {
        let (app, uhr) = stadt(&db).await;
        for (wo, folge) in folgen {
            let id = ab(&app, &uhr, wo).await;
            laufe(&app, id, &folge).await;
            LAEUFE.fetch_add(1, Ordering::Relaxed);
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn sm_3_jede_folge_haelt_sich_an_die_tabelle_sqlite(folgen in prop::collection::vec(folgen(), 1..6)) {
        jede_folge(testkit::db::Art::Sqlite, folgen);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 10, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn sm_3_jede_folge_haelt_sich_an_die_tabelle_postgres(folgen in prop::collection::vec(folgen(), 1..4)) {
        jede_folge(testkit::db::Art::Postgres, folgen);
    }
}
