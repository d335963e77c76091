//! A place nobody knows is looked at: asked for without a name, done by whoever knows the quarter, gone once it is known.
#![expect(clippy::unwrap_used, reason = "tests")]

use amt::{
    Error,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Rolle},
};
use base::{Id, Tri};
use netz::{
    Angabe, Angebot, Bedarf, Pruefbesuch,
    codes::Merkmal,
    service::{self, OffenerBesuch},
};
use store::{Tx, werte};

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, wer};

fn darf(rolle: Rolle, id: Option<Id<Angebot>>) -> Befugnis<Bearbeiten, Angebot> {
    Befugnis::pruefen(&wer(rolle), id, Bezug::default()).unwrap()
}

fn fragt(rolle: Rolle) -> amt::Result<Befugnis<Anlegen, Pruefbesuch>> {
    Befugnis::pruefen(&wer(rolle), None, Bezug::default())
}

async fn offen(app: &amt::App, tx: &mut Tx) -> Vec<OffenerBesuch> {
    service::besuche_offen(app, tx, &darf(Rolle::R08, None))
        .await
        .unwrap()
}

testkit::auf_beiden!(t_051_jemand_geht_hin_und_sieht_nach, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = akteur(&app, &mut tx, "Nachbarschaftshaus").await;
    let mut d = angebot(k, "Café", None);
    let tuer = Angabe {
        zahl: Some(95),
        ..Angabe::default()
    };
    d.barrieren.insert(Merkmal::Tuerbreite, tuer);
    let id = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d.clone())
        .await
        .unwrap();
    assert!(offen(&app, &mut tx).await.is_empty());
    // whoever advises asks; twice is once, and nothing is asked whose answer is known
    let may = fragt(Rolle::R11).unwrap();
    for _ in 0..2 {
        service::besuch_bitten(&app, &mut tx, &may, id, &[Bedarf::Rollstuhl, Bedarf::Blind])
            .await
            .unwrap();
    }
    let alle = offen(&app, &mut tx).await;
    assert_eq!(alle.len(), 1);
    assert_eq!(
        (alle[0].titel.as_str(), alle[0].bedarf().as_str()),
        ("Café", "Blind oder sehbehindert, Rollstuhl")
    );
    assert!(
        alle[0].unbekannt.contains(&Merkmal::WcBarrierefrei)
            && !alle[0].unbekannt.contains(&Merkmal::Tuerbreite)
    );
    // a row knows an offer, a need and a day: no case, no person, no user
    let zeilen: Vec<(String, String)> = tx
        .fetch_all("SELECT bedarf, seit FROM pruefbesuch ORDER BY bedarf", werte![])
        .await
        .unwrap();
    assert_eq!(
        zeilen,
        [("BLIND", "2026-11-21"), ("ROLLSTUHL", "2026-11-21")].map(|(b, t)| (b.to_owned(), t.to_owned()))
    );
    assert!(fragt(Rolle::R23).is_err(), "the committee asks for nothing");
    // seen: what is known now no longer waits, also when the answer is no
    let ja = Angabe {
        wert: Tri::Ja,
        ..Angabe::default()
    };
    d.barrieren.insert(Merkmal::Stufenlos, ja);
    let nein = Angabe {
        wert: Tri::Nein,
        ..Angabe::default()
    };
    d.barrieren.insert(Merkmal::WcBarrierefrei, nein);
    service::angebot_aendern(&app, &mut tx, &darf(Rolle::R08, Some(id)), 1, d)
        .await
        .unwrap();
    let alle = offen(&app, &mut tx).await;
    assert_eq!(
        (alle.len(), alle[0].bedarf().as_str()),
        (1, "Blind oder sehbehindert")
    );
    let (n,): (i64,) = tx
        .fetch_one("SELECT COUNT(*) FROM pruefbesuch", werte![])
        .await
        .unwrap();
    assert_eq!(n, 1);
    let bekannt = service::besuch_bitten(&app, &mut tx, &may, id, &[Bedarf::Rollstuhl]).await;
    assert_eq!(bekannt.unwrap_err().befunde()[0].code, "NETZ-E180");
    let fort = service::besuch_bitten(&app, &mut tx, &may, app.ids.neu(), &[Bedarf::Rollstuhl]).await;
    assert!(matches!(fort, Err(Error::NichtGefunden)));
    // an offer that has ended is not looked at
    service::beenden(&app, &mut tx, &darf(Rolle::R19, Some(id)))
        .await
        .unwrap();
    assert!(offen(&app, &mut tx).await.is_empty());
});
