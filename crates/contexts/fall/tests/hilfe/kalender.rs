//! What this room knows about somebody's days, for the time they write down: their own, never another's.

use amt::{
    App, Kontext,
    recht::{Befugnis, Bezug, Rolle},
};
use base::Id;
use fall::{KalenderDesFalls, service::kurz::festhalten};
use team::{Arbeitsart, Kalendereintrag, Kalenderquelle, Wessen};
use uuid::Uuid;

use crate::{
    gemeinsam::{ALLE, FRAU_A, NORD, asd, schritte::kurz as beratung, service, stadt, wer},
    hilfe::auftrag::{kontakt, laeuft, traeger},
};

async fn tage(app: &App, kontext: &Kontext, fachkraft: Uuid, zeit: (&str, &str)) -> Vec<Kalendereintrag> {
    let mut tx = app.db.read().await.unwrap();
    let wessen = Wessen {
        kontext,
        fachkraft: Id::von(fachkraft),
    };
    let zeit = (zeit.0.parse().unwrap(), zeit.1.parse().unwrap());
    let mut e = KalenderDesFalls
        .eintraege(app, &mut tx, wessen, zeit)
        .await
        .unwrap();
    e.sort_by(|a, b| (a.tag, &a.was).cmp(&(b.tag, &b.was)));
    e
}

fn kurz(e: &Kalendereintrag) -> (String, Option<i64>, &str, &str) {
    (
        e.tag.0.to_string(),
        e.minuten.map(|m| m.0),
        e.was.as_str(),
        e.bezug.as_str(),
    )
}

testkit::auf_beiden!(
    der_kalender_kennt_was_man_selbst_getan_hat,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let (_, a) = laeuft(&app, &uhr).await;
        // one that did not take place
        let ausfall = [("datum", "2026-12-02"), ("art", "AUSFALL"), ("ausfall", "krank")];
        assert_eq!(kontakt(&app, a, &ausfall).await.0, 303);
        let ich = asd();
        let may = Befugnis::pruefen(&ich, None, Bezug::default()).unwrap();
        let mut tx = app.db.write().await.unwrap();
        festhalten(&app, &mut tx, &may, &beratung("B 7"), (NORD, "Nord"))
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let dezember = ("2026-11-30", "2026-12-06");
        let frei = Uuid::from_u128(0xD1);
        let kontakte = tage(&app, &traeger(0xF1, Rolle::R09), frei, dezember).await;
        assert_eq!(
            kontakte.iter().map(kurz).collect::<Vec<_>>(),
            [(
                "2026-12-01".to_owned(),
                Some(60),
                "Kontakt, JH-2026-00001",
                "JH-2026-00001"
            )]
        );
        assert!(
            kontakte[0].beginn.is_some_and(|b| b.hour() == 14)
                && kontakte[0].art == Arbeitsart::Fallspezifisch
        );
        // who leads the case was at its Fallkonferenz, and counselled without a name
        let alle = tage(&app, &ich, FRAU_A, ("2026-11-16", "2026-12-06")).await;
        assert_eq!(
            alle.iter().map(kurz).collect::<Vec<_>>(),
            [
                (
                    "2026-11-20".to_owned(),
                    Some(47),
                    "Fallkonferenz, JH-2026-00001",
                    "JH-2026-00001"
                ),
                (
                    "2026-11-20".to_owned(),
                    Some(30),
                    "Kurze Beratung ohne Namen",
                    "Kurzberatung ohne Namen"
                ),
            ]
        );
        assert!(
            alle.iter()
                .all(|e| e.raum == Some(Id::von(NORD)) && !e.was.contains("Müller"))
        );
        // a day is a day
        assert!(
            tage(&app, &ich, FRAU_A, ("2026-11-21", "2026-11-30"))
                .await
                .is_empty()
        );
        for anderer in [service(), wer(0x92, Rolle::R02, vec![])] {
            assert!(
                tage(&app, &anderer, frei, ("2026-11-16", "2026-12-06"))
                    .await
                    .is_empty()
            );
        }
    }
);
