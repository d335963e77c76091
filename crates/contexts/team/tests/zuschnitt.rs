//! A new Gliederung and who is responsible in it (RAUM-E14): nobody is left without a face when boundaries change.

#![expect(clippy::unwrap_used, reason = "a test without its answer must fail")]

use std::sync::Arc;

use crate::gemeinsam::{Amt, MIGRATIONEN, amt as amt_einrichten, angaben, app, darf, kontext, tag};
use amt::{
    App,
    recht::{Aktion, Befugnis, Bezug, Objektart, Rolle},
};
use base::{Id, Text};
use raum::{
    Gliederung, GliederungStatus, Raumeinheit, RegisterHalter,
    abdeckung::Abdeckungspruefung,
    service::{self as raeume, Begruendung, Beschluss, NeueGliederung},
};
use store::{Tx, werte};
use team::{Frage, Inhalt, service};

fn planung<A: Aktion, K: Objektart>() -> Befugnis<A, K> {
    Befugnis::pruefen(&kontext(Rolle::R22, 1, vec![]), None, Bezug::default()).unwrap()
}

/// A copy of the version in force, from December on.
async fn entwurf(app: &App, tx: &mut Tx) -> Id<Gliederung> {
    let (alt,): (uuid::Uuid,) = tx.fetch_one("SELECT id FROM gliederung", werte![]).await.unwrap();
    let neu = NeueGliederung {
        bezeichnung: Text::neu("Neuer Zuschnitt").unwrap(),
        gueltig_ab: tag("2026-12-01"),
        gueltig_bis: None,
        begruendung: Begruendung::default(),
        kritik_offen: None,
    };
    raeume::gliederung_kopieren(app, tx, &planung(), Id::von(alt), &neu)
        .await
        .unwrap()
}

async fn einheit(tx: &mut Tx, g: Id<Gliederung>, code: &str) -> Id<Raumeinheit> {
    let (id,): (uuid::Uuid,) = tx
        .fetch_one(
            "SELECT id FROM raumeinheit WHERE gliederung = $1 AND code = $2",
            werte![g, code],
        )
        .await
        .unwrap();
    Id::von(id)
}

async fn beschliessen(app: &App, tx: &mut Tx, g: Id<Gliederung>) -> amt::Result<()> {
    let beschluss = Beschluss {
        gremium: Text::neu("Ausschuss").unwrap(),
        datum: tag("2026-11-20"),
        vorlage: Text::neu("1").unwrap(),
    };
    raeume::gliederung_beschliessen(app, tx, &planung(), g, 2, &beschluss).await
}

async fn e14(app: &App, tx: &mut Tx, g: Id<Gliederung>) -> Vec<(bool, Vec<String>)> {
    let b = raeume::pruefen(app, tx, g).await.unwrap();
    b.befunde
        .into_iter()
        .filter(|b| b.code == "RAUM-E14")
        .map(|b| (b.sperrt, b.raeume))
        .collect()
}

testkit::auf_beiden!(zustaendigkeiten_gehen_mit, MIGRATIONEN, |db| async move {
    let app = app(db)
        .mit(RegisterHalter::default())
        .mit(Abdeckungspruefung(Arc::new(service::Zustaendigkeiten)));
    let mut tx = app.db.write().await.unwrap();
    let da = amt_einrichten(&app, &mut tx).await;
    tx.commit().await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    let g = entwurf(&app, &mut tx).await;
    raeume::gliederung_abstimmen(&app, &mut tx, &planung(), g, 1, GliederungStatus::Abstimmung)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    // the line for the region holds for the region of the same code
    let mut tx = app.db.write().await.unwrap();
    assert!(e14(&app, &mut tx, g).await.is_empty());
    beschliessen(&app, &mut tx, g).await.unwrap();
    let nord = einheit(&mut tx, g, "R-1").await;
    let frage = Frage::neu(nord, amt::go::Sektor::Jugendhilfe, tag("2026-12-02"));
    tx.commit().await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    let z = service::zustaendig(&app, &mut tx, &frage).await.unwrap();
    assert!(format!("{z:?}").contains("Anna Erste"), "{z:?}");
    let (n,): (i64,) = tx
        .fetch_one("SELECT COUNT(*) FROM zustaendigkeitsregel", werte![])
        .await
        .unwrap();
    assert_eq!(n, 2, "die alte Regel bleibt für die Tage davor");
    // the version before is untouched: its units have their line as ever
    let frage = Frage::neu(da.nord, amt::go::Sektor::Jugendhilfe, tag("2026-11-24"));
    let z = service::zustaendig(&app, &mut tx, &frage).await.unwrap();
    assert!(format!("{z:?}").contains("Anna Erste"), "{z:?}");
    let namen = [da.region, da.sued].map(|r| r.uuid());
    assert!(namen[0] != namen[1] && !da.leute.is_empty() && da.team.uuid() != da.regel.uuid());
});

testkit::auf_beiden!(ohne_zustaendige_kein_beschluss, MIGRATIONEN, |db| async move {
    let app = app(db)
        .mit(RegisterHalter::default())
        .mit(Abdeckungspruefung(Arc::new(service::Zustaendigkeiten)));
    let mut tx = app.db.write().await.unwrap();
    let Amt { regel, stellen, .. } = amt_einrichten(&app, &mut tx).await;
    // nobody is responsible any more from December on
    service::regel_beenden(&app, &mut tx, &darf(Some(regel)), 1, tag("2026-12-01"))
        .await
        .unwrap();
    let g = entwurf(&app, &mut tx).await;
    raeume::gliederung_abstimmen(&app, &mut tx, &planung(), g, 1, GliederungStatus::Abstimmung)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    let fehlt = e14(&app, &mut tx, g).await;
    assert_eq!(
        fehlt,
        [
            (true, vec!["R-1 Nord".to_owned()]),
            (true, vec!["R-2 Süd".to_owned()])
        ]
    );
    let fehler = beschliessen(&app, &mut tx, g).await.unwrap_err();
    assert!(fehler.befunde().iter().all(|b| b.code == "RAUM-E14"), "{fehler}");
    // the units of the draft can be chosen beforehand
    let zur_wahl = raeume::entwurfsraeume(&mut tx).await.unwrap();
    assert_eq!(zur_wahl.len(), 2);
    let region = einheit(&mut tx, g, "R").await;
    let neu = angaben(&stellen, Inhalt::Raum(region), "2026-12-01");
    service::regel_anlegen(&app, &mut tx, &darf(None), neu)
        .await
        .unwrap();
    assert!(e14(&app, &mut tx, g).await.is_empty());
    beschliessen(&app, &mut tx, g).await.unwrap();
});
