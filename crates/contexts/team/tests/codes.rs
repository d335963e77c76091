//! The codes of Fachkonzept 6.6 by page, on both engines, each with the words people read; the others of the table stand
//! in `traeger` (E20, E24), `einsatz` (E10 to E13, E22) and in the room of the cases (E30: `uebergabe`). And how full the weeks are.

#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use crate::gemeinsam::{Amt, MIGRATIONEN, amt as amt_einrichten, app, darf, kontext, tag};
use crate::traeger::{ALLE_FUENF, absenden, holen, router, traeger};
use amt::{App, go::modell::OrganisationArt, recht::Rolle};
use axum::http::StatusCode;
use base::{Id, Min, Zeitraum};
use store::werte;
use team::{Mitglied, Organisation, Posten, Postenart, service};
use uuid::Uuid;

async fn eingerichtet(app: &App) -> Amt {
    let mut tx = app.db.write().await.unwrap();
    let amt = amt_einrichten(app, &mut tx).await;
    tx.commit().await.unwrap();
    amt
}

async fn arbeitet_bei(app: &App, wer: Uuid, org: Option<Id<Organisation>>) {
    let mut tx = app.db.write().await.unwrap();
    tx.execute_one(
        "UPDATE fachkraft SET organisation = $2 WHERE id = $1",
        werte![wer, org],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

testkit::auf_beiden!(
    team_e21_ohne_schutzvereinbarung_niemand_zu_kindern,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let Amt { team, leute, .. } = eingerichtet(&app).await;
        let linde = traeger(&app, "Haus Linde", OrganisationArt::FreiGemeinnuetzig).await;
        let stadt = traeger(&app, "Die Stadt", OrganisationArt::Oeffentlich).await;
        arbeitet_bei(&app, leute[0].uuid(), Some(linde)).await;
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));
        let pfad = format!("/team/{team}/mitglied");
        let form = |wer: Uuid, von: &str| format!("fachkraft={wer}&funktion=Hilfen&vzae=100&von={von}");
        let aufnehmen = async |wer: Uuid, von: &str| absenden(&r, &pfad, form(wer, von)).await;
        let (status, seite) = aufnehmen(leute[0].uuid(), "2026-03-01").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            seite.contains("Mit Haus Linde gilt am 01.03.2026 keine Vereinbarung zum Schutzauftrag")
                && seite.contains("value=\"Hilfen\""),
            "{seite}"
        );
        // the public body needs none; neither does somebody without an employer on record
        arbeitet_bei(&app, leute[1].uuid(), Some(stadt)).await;
        for n in [1, 2] {
            let (status, seite) = aufnehmen(leute[n].uuid(), "2026-03-01").await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{seite}");
        }
        // with the agreement, from its first day on
        let v = format!("{ALLE_FUENF}&ab=2026-04-01&bis=2026-12-31&inhalt=&fundstelle=V-1");
        let (status, seite) = absenden(&r, &format!("/traeger/{linde}"), v).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{seite}");
        for (von, soll) in [
            ("2026-03-31", StatusCode::UNPROCESSABLE_ENTITY),
            ("2027-01-01", StatusCode::UNPROCESSABLE_ENTITY),
            ("2026-04-01", StatusCode::SEE_OTHER),
        ] {
            assert_eq!(aufnehmen(leute[0].uuid(), von).await.0, soll, "{von}");
        }
        assert!(!holen(&r, &format!("/team/{team}")).await.1.contains("TEAM-E21"));
        // it ends while somebody is in the team: the page of the team says so
        let mut tx = app.db.write().await.unwrap();
        tx.execute(
            "UPDATE traeger_vereinbarung SET gueltig_bis = '2026-11-01' WHERE art = 'SCHUTZ_8A'",
            werte![],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let (_, seite) = holen(&r, &format!("/team/{team}")).await;
        assert!(
            seite.contains("TEAM-E21") && seite.contains("Haus Linde"),
            "{seite}"
        );
        // a team without children asks nobody
        let mut tx = app.db.write().await.unwrap();
        tx.execute("UPDATE team SET sektoren = 'PFLEGE'", werte![])
            .await
            .unwrap();
        tx.execute("DELETE FROM team_mitglied", werte![]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            aufnehmen(leute[0].uuid(), "2026-11-02").await.0,
            StatusCode::SEE_OTHER
        );
    }
);

testkit::auf_beiden!(
    team_e23_niemand_hat_mehr_als_eine_stelle,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let Amt {
            team, leute, nord, ..
        } = eingerichtet(&app).await;
        let mut tx = app.db.write().await.unwrap();
        let neu = crate::gemeinsam::neues_team("Team Nord", None, nord);
        let zweites = service::team_speichern(&app, &mut tx, &darf(None), neu)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));
        for (wo, vzae, wort) in [
            (team, "101", "100"),
            (team, "-1", "0"),
            (team, "0,5", "ganze Zahl"),
            (team, "75", ""),
            (team, "10", "schon in diesem Team"),
            (zweites, "26", "mehr als eine volle Stelle"),
            (zweites, "25", ""),
        ] {
            let form = format!("fachkraft={}&funktion=ASD&vzae={vzae}&von=2026-03-01", leute[0]);
            let (status, seite) = absenden(&r, &format!("/team/{wo}/mitglied"), form).await;
            if wort.is_empty() {
                assert_eq!(status, StatusCode::SEE_OTHER, "{vzae}: {seite}");
            } else {
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{vzae}");
                assert!(seite.contains(wort), "{vzae} {wort}: {seite}");
            }
        }
    }
);

testkit::auf_beiden!(
    team_e22_mitternacht_und_zeitumstellung,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        eingerichtet(&app).await;
        // the account 2 is Anna
        let r = router(&app, kontext(Rolle::R02, 2, vec![]));
        // the night in which a clock time comes twice, the one in which it is missing, and an ordinary one
        for (tag_davor, tag_danach, davor, danach) in [
            ("2026-10-24", "2026-10-25", 60, 300),
            ("2026-03-28", "2026-03-29", 60, 180),
            ("2026-11-19", "2026-11-20", 60, 240),
        ] {
            let form = format!("art=FAHRT&datum={tag_davor}&von=23:00&bis=04:00");
            let (status, seite) = absenden(&r, "/zeit", form).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{seite}");
            let mut tx = app.db.read().await.unwrap();
            for (d, soll) in [(tag_davor, davor), (tag_danach, danach)] {
                let (minuten,): (i64,) = tx
                    .fetch_one("SELECT minuten FROM zeitbuchung WHERE datum = $1", werte![tag(d)])
                    .await
                    .unwrap();
                assert_eq!(minuten, soll, "{d}");
            }
        }
        // the second day lies in the future; the first alone is not kept either
        let (status, seite) = absenden(
            &r,
            "/zeit",
            "art=FAHRT&datum=2026-11-23&von=23:00&bis=01:00".to_owned(),
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && seite.contains("24.11.2026 liegt in der Zukunft"),
            "{seite}"
        );
        // in the night of autumn an hour more is an hour more of the 720
        let lang = "art=FAHRT&datum=2026-10-25&von=00:00&bis=07:30".to_owned();
        let (status, seite) = absenden(&r, "/zeit", lang).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && seite.contains("wären es 810 Minuten"),
            "{seite}"
        );
        let mut tx = app.db.read().await.unwrap();
        let (n,): (i64,) = tx
            .fetch_one("SELECT COUNT(*) FROM zeitbuchung", werte![])
            .await
            .unwrap();
        assert_eq!(n, 6, "nothing of what was refused is kept");
    }
);

testkit::auf_beiden!(
    auslastung_je_woche_als_bild_und_tabelle,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let Amt { team, leute, .. } = eingerichtet(&app).await;
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));
        let pfad = format!("/team/{team}/auslastung?tag=2026-11-25");
        let (status, seite) = holen(&r, &pfad).await;
        assert!(
            status == StatusCode::OK
                && seite.contains("Keine Woche geplant")
                && !seite.contains("<svg viewBox=\"0 0 800"),
            "{seite}"
        );
        let mut tx = app.db.write().await.unwrap();
        let neu = Mitglied {
            id: Id::von(Uuid::nil()),
            team,
            fachkraft: leute[0],
            funktion: "ASD".into(),
            zeitraum: Zeitraum::neu(tag("2026-01-01"), None).unwrap(),
            vzae: Some(100),
            version: 1,
        };
        service::mitglied_aufnehmen(&app, &mut tx, &darf(Some(team)), neu)
            .await
            .unwrap();
        // one full post: 2,340 minutes, of which 234 and 351 are kept; two weeks, one of them with a group of 702 minutes
        for (n, minuten) in [("2026-11-16", None), ("2026-11-23", Some(702))] {
            let montag = tag(n);
            service::woche_vorbereiten(&app, &mut tx, &darf(Some(team)), montag)
                .await
                .unwrap();
            if let Some(m) = minuten {
                let p = Posten {
                    id: Id::von(Uuid::nil()),
                    art: Postenart::Gruppe,
                    kennzeichen: "Elterncafé".into(),
                    bereich: None,
                    prioritaet: 2,
                    min: Min(m),
                    max: None,
                    angefragt: Min(m),
                    minuten: Min(m),
                };
                service::posten_anlegen(&app, &mut tx, &darf(Some(team)), (montag, 1), p)
                    .await
                    .unwrap();
            }
        }
        tx.commit().await.unwrap();
        let (_, seite) = holen(&r, &pfad).await;
        for wort in [
            "Woche 48: 702 von 1755 Minuten verplant",
            "Woche 47: 0 von 1755 Minuten verplant",
            "Woche 46: nicht geplant",
            "40 %",
            "data-titel=\"Frei\">1053<",
            "KW 52",
        ] {
            assert!(seite.contains(wort), "{wort}: {seite}");
        }
        // as the plan itself: members look, strangers do not
        let mitglied = router(&app, kontext(Rolle::R02, 2, vec![]));
        assert_eq!(holen(&mitglied, &pfad).await.0, StatusCode::OK);
        let fremd = router(&app, kontext(Rolle::R02, 3, vec![]));
        assert_eq!(holen(&fremd, &pfad).await.0, StatusCode::NOT_FOUND);
    }
);

testkit::auf_beiden!(
    t_079_wann_jemand_zuletzt_im_dienst_ist,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let Amt {
            team, leute, nord, ..
        } = eingerichtet(&app).await;
        let mut tx = app.db.write().await.unwrap();
        let neu = crate::gemeinsam::neues_team("Team Nord", None, nord);
        let zweites = service::team_speichern(&app, &mut tx, &darf(None), neu)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let r = router(&app, kontext(Rolle::R26, 1, vec![]));
        let wer = leute[0];
        for wo in [team, zweites] {
            let form = format!("fachkraft={wer}&funktion=ASD&vzae=40&von=2026-03-01");
            let (status, seite) = absenden(&r, &format!("/team/{wo}/mitglied"), form).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{seite}");
        }
        let mut tx = app.db.write().await.unwrap();
        let ende = "UPDATE team_mitglied SET bis = $3 WHERE fachkraft = $1 AND team = $2";
        tx.execute(ende, werte![wer, team, tag("2026-08-31")])
            .await
            .unwrap();
        // somewhere else without an end: still here
        assert_eq!(service::letzter_diensttag(&mut tx, wer).await.unwrap(), None);
        tx.execute(ende, werte![wer, zweites, tag("2026-09-15")])
            .await
            .unwrap();
        assert_eq!(
            service::letzter_diensttag(&mut tx, wer).await.unwrap(),
            Some(tag("2026-09-15"))
        );
        // in no team, nothing is known
        assert_eq!(service::letzter_diensttag(&mut tx, leute[1]).await.unwrap(), None);
    }
);
