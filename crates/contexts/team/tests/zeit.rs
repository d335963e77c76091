//! The own time out of the calendar: offered, booked with one press or changed first, never twice.

use std::sync::Arc;

use crate::{
    einsatz::{absenden, holen, router},
    gemeinsam::{Amt, MIGRATIONEN, amt as amt_einrichten, app, kontext, tag},
};
use amt::{App, recht::Rolle};
use axum::http::StatusCode;
use base::{Datum, Id, Min};
use jiff::civil::time;
use raum::Raumeinheit;
use store::{Tx, werte};
use team::{Arbeitsart, Fachkraft, Kalender, Kalendereintrag, Kalenderquelle, Wessen, Zukunft};
use uuid::Uuid;

/// What the rooms above would tell about Anna's days.
struct Tage {
    anna: Id<Fachkraft>,
    nord: Id<Raumeinheit>,
}

/// Day, minutes, what for, a few words, where.
type Gebucht = (Datum, i64, String, String, Option<Id<Raumeinheit>>);

const RUNDE: u128 = 0xA1;
const DIALOG: u128 = 0xA2;

fn eintrag(quelle: u128, am: &str, art: Arbeitsart, was: &str) -> Kalendereintrag {
    Kalendereintrag {
        quelle: Uuid::from_u128(quelle),
        tag: tag(am),
        beginn: None,
        minuten: None,
        art,
        raum: None,
        bezug: String::new(),
        was: was.to_owned(),
        stichwort: was.to_owned(),
    }
}

impl Kalenderquelle for Tage {
    fn eintraege<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        wessen: Wessen<'a>,
        (von, bis): (Datum, Datum),
    ) -> Zukunft<'a, Vec<Kalendereintrag>> {
        let runde = Kalendereintrag {
            beginn: Some(time(9, 0, 0, 0)),
            minuten: Some(Min(45)),
            raum: Some(self.nord),
            bezug: "JH-2026-00001".to_owned(),
            stichwort: "Fallkonferenz".to_owned(),
            ..eintrag(
                RUNDE,
                "2026-11-23",
                Arbeitsart::Fallspezifisch,
                "Fallkonferenz, JH-2026-00001",
            )
        };
        // the same series on two days, and one to come
        let dialog = |am| eintrag(DIALOG, am, Arbeitsart::Fallunabhaengig, "Sozialraumdialog");
        let alle = vec![
            runde,
            dialog("2026-11-23"),
            dialog("2026-11-16"),
            dialog("2026-11-24"),
        ];
        let seine = wessen.fachkraft == self.anna;
        Box::pin(async move {
            let mut alle = alle;
            alle.retain(|e| seine && e.tag >= von && e.tag <= bis);
            Ok(alle)
        })
    }
}

testkit::auf_beiden!(
    was_im_kalender_stand_wird_vorgeschlagen_und_nie_zweimal_gebucht,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let Amt { nord, leute, .. } = amt_einrichten(&app, &mut tx).await;
        tx.commit().await.unwrap();
        let tage = Tage { anna: leute[0], nord };
        let app = app.mit(Kalender(vec![Arc::new(tage)]));
        let r = router(&app, kontext(Rolle::R02, 2, vec![]));
        let seite = |pfad: &'static str| {
            let r = r.clone();
            async move { holen(&r, pfad).await.1 }
        };
        let gebucht = || async {
            let mut tx = app.db.read().await.unwrap();
            let zeilen: Vec<Gebucht> = tx
                .fetch_all(
                    "SELECT datum, minuten, bezug, kurztext, raumeinheit FROM zeitbuchung ORDER BY datum, minuten",
                    werte![],
                )
                .await
                .unwrap();
            zeilen
        };
        let woche = seite("/zeit").await;
        for wort in [
            "Aus dem Kalender",
            "23.11.2026, 09:00 Uhr, 0:45 Stunden",
            "Sozialraumdialog",
        ] {
            assert!(woche.contains(wort), "{wort}: {woche}");
        }
        // not what is still to come, and each week its own
        assert!(
            !woche.contains("24.11.2026,") && woche.matches("name=\"vorschlag\"").count() == 2,
            "{woche}"
        );
        assert_eq!(
            seite("/zeit?tag=2026-11-16")
                .await
                .matches("name=\"vorschlag\"")
                .count(),
            1
        );
        assert!(!seite("/zeit?tag=2026-11-09").await.contains("Aus dem Kalender"));

        let runde = format!("vorschlag={}/2026-11-23", Uuid::from_u128(RUNDE));
        assert_eq!(absenden(&r, "/zeit", &runde).await.0, StatusCode::SEE_OTHER);
        let eins = (
            tag("2026-11-23"),
            45,
            "JH-2026-00001".to_owned(),
            "Fallkonferenz".to_owned(),
            Some(nord),
        );
        assert_eq!(gebucht().await, std::slice::from_ref(&eins));
        assert_eq!(seite("/zeit").await.matches("name=\"vorschlag\"").count(), 1);
        // pressed in a second window
        assert_eq!(absenden(&r, "/zeit", &runde).await.0, StatusCode::SEE_OTHER);
        assert_eq!(gebucht().await, std::slice::from_ref(&eins));

        // how long it was nobody knows: the form asks, filled as far as it goes, with the space of the last booking
        let dialog = format!("{}/2026-11-23", Uuid::from_u128(DIALOG));
        let (status, frage) = absenden(&r, "/zeit", &format!("vorschlag={dialog}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for wort in [
            "wie lange es war",
            &format!("name=\"aus\" value=\"{dialog}\""),
            &format!("value=\"{nord}\" selected"),
        ] {
            assert!(frage.contains(wort), "{wort}: {frage}");
        }
        let vorher = seite("/zeit").await;
        assert!(
            vorher.contains(&format!("/zeit?tag=2026-11-23&#38;aus={dialog}#eintragen")),
            "{vorher}"
        );
        let (_, form) = holen(&r, &format!("/zeit?tag=2026-11-23&aus={dialog}")).await;
        assert!(form.contains(&format!("name=\"aus\" value=\"{dialog}\"")));
        let ganz = format!(
            "aus={dialog}&art=FALLUNABHAENGIG&datum=2026-11-22&minuten=90&raum={nord}&kurztext=Dialog"
        );
        assert_eq!(absenden(&r, "/zeit", &ganz).await.0, StatusCode::SEE_OTHER);
        // also where it was booked on another day
        assert!(!seite("/zeit").await.contains("Aus dem Kalender"));
        let (status, wieder) = absenden(&r, "/zeit", &ganz.replace("22", "23")).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY
                && wieder.contains("aus dem Kalender schon eingetragen"),
            "{wieder}"
        );
        assert_eq!(gebucht().await.len(), 2);

        // taken back, it is offered again; nobody else is offered it
        let mut tx = app.db.read().await.unwrap();
        let (id,): (Uuid,) = tx
            .fetch_one("SELECT id FROM zeitbuchung WHERE kurztext = 'Dialog'", werte![])
            .await
            .unwrap();
        drop(tx);
        absenden(&r, "/zeit", &format!("loeschen={id}")).await;
        assert_eq!(seite("/zeit").await.matches("name=\"vorschlag\"").count(), 1);
        let fremd = router(&app, kontext(Rolle::R02, 3, vec![]));
        assert!(!holen(&fremd, "/zeit").await.1.contains("Aus dem Kalender"));
        absenden(&fremd, "/zeit", &format!("vorschlag={dialog}")).await;
        assert_eq!(gebucht().await, [eins]);
    }
);
