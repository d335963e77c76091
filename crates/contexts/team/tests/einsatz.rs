//! The week of a team and the time of a Fachkraft, over the pages and on both engines.

#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use crate::gemeinsam::{Amt, MIGRATIONEN, amt as amt_einrichten, app, darf, kontext, tag};
use amt::{App, Kontext, recht::Rolle};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{Id, Min, Zeitraum};
use http_body_util::BodyExt;
use store::werte;
use team::{Fachkraft, Korridor, Korridore, Korridorquelle, Mitglied, Team, rules::pool::Bereich, service};
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

pub async fn absenden(r: &Router, pfad: &str, rumpf: &str) -> (StatusCode, String) {
    let anfrage = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
    senden(r, anfrage.body(Body::from(rumpf.to_owned())).unwrap()).await
}

async fn mitglied(app: &App, team: Id<Team>, fachkraft: Id<Fachkraft>, vzae: i64) {
    let mut tx = app.db.write().await.unwrap();
    let neu = Mitglied {
        id: Id::von(Uuid::nil()),
        team,
        fachkraft,
        funktion: "ASD".into(),
        zeitraum: Zeitraum::neu(tag("2026-01-01"), None).unwrap(),
        vzae: Some(vzae),
        version: 1,
    };
    service::mitglied_aufnehmen(app, &mut tx, &darf(Some(team)), neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn version(app: &App) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (v,): (i64,) = tx
        .fetch_one("SELECT MAX(version) FROM team_woche", werte![])
        .await
        .unwrap();
    v
}

async fn plan(app: &App) -> Vec<(Uuid, String, i64)> {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_all(
        "SELECT id, kennzeichen, minuten FROM team_posten ORDER BY kennzeichen",
        werte![],
    )
    .await
    .unwrap()
}

testkit::auf_beiden!(woche_planen_und_von_hand_aendern, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt { team, leute, .. } = amt_einrichten(&app, &mut tx).await;
    // Ben is away on Thursday and Friday
    let darf_melden = service::darf_melden(&app, &mut tx, &kontext(Rolle::R26, 1, vec![]), leute[1])
        .await
        .unwrap();
    let tage = (tag("2026-11-26"), tag("2026-11-30"));
    service::abwesenheit_melden(&app, &mut tx, &darf_melden, leute[1], tage, true)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    mitglied(&app, team, leute[0], 100).await;
    mitglied(&app, team, leute[1], 50).await;
    let r = router(&app, kontext(Rolle::R26, 1, vec![]));
    let pfad = format!("/team/{team}/woche?tag=2026-11-25");

    let (status, seite) = holen(&r, &pfad).await;
    assert!(
        status == StatusCode::OK && seite.contains("noch nicht geplant"),
        "{seite}"
    );
    assert_eq!(absenden(&r, &pfad, "tat=beginnen").await.0, StatusCode::SEE_OTHER);
    // 2,340 + 3 days of a half post = 702; 10 % and 15 % are kept
    let (_, seite) = holen(&r, &pfad).await;
    for wort in ["3042 Minuten", "304 Minuten", "456 Minuten", "2282 Minuten"] {
        assert!(seite.contains(wort), "{wort}: {seite}");
    }

    for (art, name, bereich, min, max, wunsch) in [
        ("FALL", "S-2", "LEISTUNG", 200, "600", 500),
        ("FALL", "S-1", "GEFAEHRDUNG", 300, "900", 900),
        ("GRUPPE", "Jungs am Montag", "", 700, "", 700),
        ("FALL", "S-3", "LEISTUNG", 120, "240", 300),
    ] {
        let v = version(&app).await;
        let rumpf = format!(
            "tat=aufnehmen&version={v}&art={art}&kennzeichen={name}&bereich={bereich}&min={min}&max={max}&angefragt={wunsch}"
        );
        let (status, seite) = absenden(&r, &pfad, &rumpf).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{name}: {seite}");
    }
    // the same line twice, and a case without an area
    let v = version(&app).await;
    for falsch in [
        "art=FALL&kennzeichen=S-1&bereich=GRAU&min=1",
        "art=FALL&kennzeichen=S-9&min=1",
        "art=FALL&kennzeichen=S-9&bereich=GRAU&min=100&max=50",
    ] {
        let rumpf = format!("tat=aufnehmen&version={v}&{falsch}");
        assert_eq!(
            absenden(&r, &pfad, &rumpf).await.0,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{falsch}"
        );
    }

    // one click: 2,282 − 1,320 = 962 free; danger first (+600), then S-2 (+300); S-3 wants more than its plan allows
    let (status, _) = absenden(&r, &pfad, &format!("tat=verteilen&version={v}")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let stand = plan(&app).await;
    let minuten: Vec<_> = stand.iter().map(|(_, k, m)| (k.as_str(), *m)).collect();
    assert_eq!(
        minuten,
        [("Jungs am Montag", 700), ("S-1", 900), ("S-2", 500), ("S-3", 120)]
    );
    // somebody else saved in between
    let (status, _) = absenden(&r, &pfad, &format!("tat=verteilen&version={v}")).await;
    assert_eq!(status, StatusCode::CONFLICT);

    let von_hand = |id: Uuid, minuten: i64, grund: &str, v: i64| {
        format!("tat=von-hand&version={v}&minuten-{id}={minuten}&grund={grund}")
    };
    let (s1, s3, gruppe) = (stand[1].0, stand[3].0, stand[0].0);
    let v = version(&app).await;
    // T-074: outside the corridor it is the ASD's
    let (status, seite) = absenden(&r, &pfad, &von_hand(s3, 300, "mehr", v)).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY && seite.contains("entscheidet der ASD"),
        "{seite}"
    );
    // without a reason nothing moves
    let (status, _) = absenden(&r, &pfad, &von_hand(s1, 800, "", v)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _) = absenden(&r, &pfad, &von_hand(s1, 800, "ruhiger", v)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, seite) = holen(&r, &pfad).await;
    assert!(
        seite.contains("ruhiger") && seite.contains("Wer Auch Immer"),
        "{seite}"
    );
    // T-073: more than the pool only with the word of the Leitung
    let v = version(&app).await;
    let viel = von_hand(gruppe, 2_000, "Ferienfahrt", v);
    let (status, seite) = absenden(&r, &pfad, &viel).await;
    assert!(
        status == StatusCode::UNPROCESSABLE_ENTITY
            && seite.contains("Es fehlen 1138 Minuten")
            && seite.contains("feld-trotzdem"),
        "{seite}"
    );
    let (status, _) = absenden(&r, &pfad, &format!("{viel}&trotzdem=ja")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(holen(&r, &pfad).await.1.contains("Mehr verplant als im Pool"));

    // the next week begins with the same lines at their minimum
    let naechste = format!("/team/{team}/woche?tag=2026-11-30");
    assert_eq!(
        absenden(&r, &naechste, "tat=beginnen").await.0,
        StatusCode::SEE_OTHER
    );
    let (_, seite) = holen(&r, &naechste).await;
    assert!(seite.contains("S-1") && seite.contains("1320 Minuten"), "{seite}");

    // members look, strangers do not, neither changes anything
    let mitglied = router(&app, kontext(Rolle::R02, 2, vec![]));
    let (status, seite) = holen(&mitglied, &pfad).await;
    assert!(
        status == StatusCode::OK && !seite.contains("Pool verteilen"),
        "{seite}"
    );
    assert_eq!(
        absenden(&mitglied, &pfad, "tat=verteilen&version=1").await.0,
        StatusCode::NOT_FOUND
    );
    let fremd = router(&app, kontext(Rolle::R02, 3, vec![]));
    assert_eq!(holen(&fremd, &pfad).await.0, StatusCode::NOT_FOUND);
});

testkit::auf_beiden!(fua_anteil_ist_geschuetzt, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt { team, leute, .. } = amt_einrichten(&app, &mut tx).await;
    tx.commit().await.unwrap();
    mitglied(&app, team, leute[0], 100).await;
    let wer = leute[0];
    let may = || darf::<amt::recht::Bearbeiten, Team>(Some(team));
    for woche in 0..5 {
        let montag = tag("2026-11-02").plus_tage(7 * woche);
        let mut tx = app.db.write().await.unwrap();
        service::woche_vorbereiten(&app, &mut tx, &may(), montag)
            .await
            .unwrap();
        let kuerzen = service::kapazitaet_setzen(
            &app,
            &mut tx,
            &may(),
            (montag, 1),
            &[(wer, Min(2_000))],
            Some(Min(100)),
        )
        .await;
        if woche < 4 {
            kuerzen.unwrap();
        } else {
            assert_eq!(kuerzen.unwrap_err().befunde()[0].code, "TEAM-E11");
        }
        tx.commit().await.unwrap();
    }
});

testkit::auf_beiden!(zeit_in_drei_arten_je_raum, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let Amt { nord, .. } = amt_einrichten(&app, &mut tx).await;
    tx.commit().await.unwrap();
    // the account 2 is Anna
    let r = router(&app, kontext(Rolle::R02, 2, vec![]));
    for gut in [
        format!("art=FALLSPEZIFISCH&datum=2026-11-23&minuten=50&raum={nord}&ohne_namen=ja"),
        format!("art=FALLUEBERGREIFEND&datum=2026-11-23&minuten=90&raum={nord}&bezug=Gruppe"),
        format!("art=FALLUNABHAENGIG&datum=2026-11-22&von=22:30&bis=01:15&raum={nord}"),
        "art=FAHRT&datum=2026-11-23&minuten=20".to_owned(),
    ] {
        let (status, seite) = absenden(&r, "/zeit", &gut).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{gut}: {seite}");
    }
    // over midnight from Sunday to Monday: the two days lie in two weeks
    let (_, seite) = holen(&r, "/zeit?tag=2026-11-22").await;
    assert!(seite.contains("1:30"), "{seite}");
    let (_, seite) = holen(&r, "/zeit?tag=2026-11-23").await;
    for wort in [
        "R-1 Nord",
        "0:50",
        "1:15",
        "3:35",
        "3:55",
        "Kurzberatung ohne Namen",
        "Noch einmal wie",
    ] {
        assert!(seite.contains(wort), "{wort}: {seite}");
    }
    for (falsch, wort) in [
        ("art=FAHRT&datum=2026-11-24&minuten=20", "Zukunft"),
        ("art=FAHRT&datum=2026-11-23&minuten=700", "möglich sind 720"),
        ("art=FALLSPEZIFISCH&datum=2026-11-23&minuten=20", "Aktenzeichen"),
        ("art=FALLUNABHAENGIG&datum=2026-11-23&minuten=20", "Raum wählen"),
        ("art=FAHRT&datum=2026-11-23", "Anfang und Ende"),
        ("art=FAHRT&datum=2026-11-23&von=25:00&bis=3", "Uhrzeit"),
        ("datum=2026-11-23&minuten=5", "wofür"),
    ] {
        let (status, seite) = absenden(&r, "/zeit", falsch).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && seite.contains(wort),
            "{falsch}: {seite}"
        );
    }
    // again like the last one, and taken back by nobody else
    let mut tx = app.db.read().await.unwrap();
    let (id,): (Uuid,) = tx
        .fetch_one(
            "SELECT id FROM zeitbuchung WHERE arbeitsart = 'FALLUEBERGREIFEND'",
            werte![],
        )
        .await
        .unwrap();
    drop(tx);
    let (_, seite) = holen(&r, &format!("/zeit?wie={id}")).await;
    assert!(seite.contains("value=\"Gruppe\"") && seite.contains("value=\"90\""));
    let fremd = router(&app, kontext(Rolle::R02, 3, vec![]));
    let (_, seite) = holen(&fremd, "/zeit").await;
    assert!(seite.contains("zu keiner Fachkraft"), "{seite}");
    absenden(&fremd, "/zeit", &format!("loeschen={id}")).await;
    let weg = absenden(&r, "/zeit?tag=2026-11-23", &format!("loeschen={id}")).await;
    assert_eq!(weg.0, StatusCode::SEE_OTHER);
    let zweimal = absenden(&r, "/zeit?tag=2026-11-23", &format!("loeschen={id}")).await;
    assert_eq!(zweimal.0, StatusCode::CONFLICT);
});

/// Three orders as the room of the cases would tell them: two of one case here, one in a space of another team.
struct Zwei([Id<raum::Raumeinheit>; 2]);

impl Korridorquelle for Zwei {
    fn korridore<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut store::Tx,
        zeit: (base::Datum, base::Datum),
    ) -> team::Zukunft<'a, Vec<Korridor>> {
        assert!(
            zeit == (tag("2026-11-23"), tag("2026-11-29")) || zeit == (tag("2026-11-30"), tag("2026-12-06")),
            "{zeit:?}"
        );
        let eins = |nr: usize| Korridor {
            kennzeichen: format!("J-{nr}"),
            bereich: Bereich::Leistung,
            raum: self.0[nr],
            min: Min(120),
            max: Min(240),
            umfang: Min(180),
        };
        Box::pin(async move { Ok(vec![eins(0), eins(1), eins(0)]) })
    }
}

testkit::auf_beiden!(
    korridore_kommen_von_selbst_in_die_woche,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt {
            team, leute, nord, ..
        } = amt_einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let app = app.mit(Korridore(std::sync::Arc::new(Zwei([nord, Id::von(Uuid::nil())]))));
        mitglied(&app, team, leute[0], 100).await;
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));
        let pfad = format!("/team/{team}/woche?tag=2026-11-25");
        assert_eq!(absenden(&r, &pfad, "tat=beginnen").await.0, StatusCode::SEE_OTHER);
        let mut tx = app.db.read().await.unwrap();
        let posten: Vec<(String, i64, i64, i64, i64)> = tx
            .fetch_all(
                "SELECT kennzeichen, minuten_min, minuten_max, angefragt, minuten FROM team_posten",
                werte![],
            )
            .await
            .unwrap();
        // only what belongs to the team's spaces; the two orders of a case make one line with both corridors
        assert_eq!(posten, [("J-0".to_owned(), 240, 480, 360, 240)]);
        // and the next week does not count them once more
        drop(tx);
        let pfad = format!("/team/{team}/woche?tag=2026-12-02");
        assert_eq!(absenden(&r, &pfad, "tat=beginnen").await.0, StatusCode::SEE_OTHER);
        let mut tx = app.db.read().await.unwrap();
        let posten: Vec<(String, i64, i64, i64)> = tx
            .fetch_all(
                "SELECT p.kennzeichen, p.minuten_min, p.minuten_max, p.angefragt FROM team_posten p
                 JOIN team_woche w ON w.id = p.woche ORDER BY w.montag",
                werte![],
            )
            .await
            .unwrap();
        assert_eq!(posten, vec![("J-0".to_owned(), 240, 480, 360); 2]);
    }
);
