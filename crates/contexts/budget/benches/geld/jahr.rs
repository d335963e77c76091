//! A year of fifty regions.

use std::time::Instant;

use amt::{App, recht::Bearbeiten};
use base::{Cent, Id, Zeitpunkt};
use budget::{
    model::{Topf, TopfArt},
    service::{self, Gebucht},
};
use store::{Db, werte};

use crate::{
    browser::{holen, router},
    gemeinsam::{Amt, amt, app_um, darf, ist, jahr, neuer_topf, uhr_bei, uta, vera, vorgang, weiter},
    zeige,
};

const REGIONEN: usize = 50;
const ABRUFE: usize = 200;

/// All bookers want the same Topf; each act is sent twice.
async fn bucher(name: &str, app: &App, a: &Amt) {
    let start = Instant::now();
    let mut alle = tokio::task::JoinSet::new();
    for n in 1..=100_i64 {
        let (app, topf) = (app.clone(), a.topf_nord);
        alle.spawn(async move {
            let v = vorgang(&app, "rechnung");
            for _ in 0..2 {
                loop {
                    let mut tx = match app.db.write().await {
                        Ok(tx) => tx,
                        Err(store::Error::NichtErreichbar(_)) => continue,
                        Err(e) => panic!("{e}"),
                    };
                    match service::buchen(&app, &mut tx, &darf(&vera()), 2026, &v, vec![ist(topf, n)]).await {
                        Ok(_) => match tx.commit().await {
                            Ok(()) => break,
                            Err(store::Error::Wiederholbar(_)) => {}
                            Err(e) => panic!("{e}"),
                        },
                        Err(amt::Error::Store(store::Error::Wiederholbar(_))) => {}
                        Err(e) => panic!("{e}"),
                    }
                }
            }
        });
    }
    while let Some(r) = alle.join_next().await {
        r.unwrap();
    }
    zeige(&format!("100_bucher_{name}"), start.elapsed().as_secs_f64(), "s");
    let mut tx = app.db.read().await.unwrap();
    let bericht = service::pruefen(&mut tx, Some(2026)).await.unwrap();
    assert!(bericht.befunde.is_empty(), "{:?}", bericht.befunde);
    zeige(
        &format!("100_bucher_{name}_verloren_oder_doppelt"),
        f64::from(i32::try_from((100 - bericht.buchungen).abs()).unwrap()),
        "count",
    );
}

/// The Töpfe of a year besides those of the small office.
async fn toepfe(app: &App, a: &Amt, jahr: i64) -> Vec<Id<Topf>> {
    let mut tx = app.db.write().await.unwrap();
    let mut aus = Vec::new();
    for n in 0..REGIONEN {
        let may = service::darf_ueberall::<Bearbeiten, Topf>(&uta(), None).unwrap();
        let neu = neuer_topf(jahr, TopfArt::Regional, Some(a.nord), &format!("R{n:02}"), 0);
        aus.push(service::topf_anlegen(app, &mut tx, &may, &neu).await.unwrap());
    }
    tx.commit().await.unwrap();
    aus
}

/// Lines as the ledger writes them; one of 400 is a promise that reaches beyond the year.
async fn fuellen(name: &str, app: &App, toepfe: &[Id<Topf>], anzahl: i64) {
    let start = Instant::now();
    let (jetzt, vera) = (app.uhr.jetzt(), vera().benutzer().uuid());
    let mut nr = 100;
    while nr < anzahl {
        let bis = (nr + 20_000).min(anzahl);
        let zeilen = (nr + 1..=bis)
            .map(|n| {
                let topf = toepfe[usize::try_from(n).unwrap() % toepfe.len()];
                let obligo = n % 400 == 0;
                let art = if obligo { "OBLIGO" } else { "IST" };
                let tag = crate::gemeinsam::tag(&format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1));
                let fall = if obligo { format!("F-{n}") } else { String::new() };
                werte![
                    app.ids.uuid(),
                    2026_i64,
                    n,
                    tag,
                    topf,
                    art,
                    art,
                    "GEMISCHT",
                    Cent(10_000 + n * 7 % 90_000),
                    "R-1",
                    fall,
                    "Träger Nord e. V.",
                    "",
                    "",
                    "J31",
                    "Rechnung",
                    app.ids.uuid(),
                    0_i64,
                    "rechnung",
                    jetzt,
                    vera,
                    None::<uuid::Uuid>,
                    500_000_i64
                ]
            })
            .collect();
        let mut tx = app.db.write().await.unwrap();
        tx.insert_many(
            "INSERT INTO buchung (id, jahr, nr, datum, topf, art, konto, arbeitsart, betrag, beleg, fall_pseudonym, traeger,
                projekt, gruppe, leistungsart, text, vorgang, posten, anlass, gebucht_am, gebucht_von, freigegeben_von,
                grenze) VALUES",
            zeilen,
            "",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        nr = bis;
    }
    let mut tx = app.db.write().await.unwrap();
    let salden = "UPDATE topf SET
            ist = COALESCE((SELECT CAST(SUM(betrag) AS BIGINT) FROM buchung b WHERE b.topf = topf.id AND b.konto = 'IST'), 0),
            obligo = COALESCE((SELECT CAST(SUM(betrag) AS BIGINT) FROM buchung b WHERE b.topf = topf.id AND b.konto = 'OBLIGO'), 0)
         WHERE jahr = 2026";
    tx.execute(salden, werte![]).await.unwrap();
    // enough for what is booked, a small rest stays
    let ansatz = "UPDATE topf SET ansatz = ist + obligo + 1000000 WHERE jahr = 2026 AND sortier LIKE 'R%'";
    tx.execute(ansatz, werte![]).await.unwrap();
    tx.execute(
        "UPDATE haushaltsjahr SET letzte_nr = $1 WHERE jahr = 2026",
        werte![anzahl],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    zeige(
        &format!("fuellen_{name}_{anzahl}"),
        start.elapsed().as_secs_f64(),
        "s",
    );
}

async fn seiten(name: &str, app: &App, topf: Id<Topf>) {
    let r = router(app, uta());
    for (was, pfad) in [
        ("prognoseseite", format!("/budget/topf/{topf}")),
        ("jahresseite", "/budget/2026".to_owned()),
    ] {
        let mut zeiten = Vec::with_capacity(ABRUFE);
        for _ in 0..ABRUFE {
            let start = Instant::now();
            let (status, _) = holen(&r, &pfad).await;
            zeiten.push(start.elapsed().as_secs_f64() * 1e3);
            assert_eq!(status, 200, "{pfad}");
        }
        zeiten.sort_by(f64::total_cmp);
        zeige(&format!("{was}_{name}_p50"), zeiten[ABRUFE / 2], "ms");
        zeige(&format!("{was}_{name}_p99"), zeiten[ABRUFE * 99 / 100], "ms");
    }
}

async fn abschluss(name: &str, app: &App) {
    let mut tx = app.db.write().await.unwrap();
    weiter(app, &mut tx, 2026, 1).await;
    weiter(app, &mut tx, 2027, 2).await;
    let v = vorgang(app, "jahresabschluss");
    let was = service::abschluss_beantragen(app, &mut tx, &darf(&uta()), 2026, &v, true, "JHA, 20.01.2027")
        .await
        .unwrap();
    let Gebucht::Wartet(id) = was else {
        panic!("{was:?}")
    };
    tx.commit().await.unwrap();
    let start = Instant::now();
    let mut tx = app.db.write().await.unwrap();
    service::freigeben(app, &mut tx, &vera(), id).await.unwrap();
    tx.commit().await.unwrap();
    zeige(
        &format!("jahresabschluss_{name}"),
        start.elapsed().as_secs_f64(),
        "s",
    );
    let start = Instant::now();
    let mut tx = app.db.read().await.unwrap();
    let bericht = service::pruefen(&mut tx, None).await.unwrap();
    assert!(bericht.befunde.is_empty(), "{:?}", bericht.befunde);
    zeige(
        &format!("budget_pruefen_{name}"),
        start.elapsed().as_secs_f64(),
        "s",
    );
}

pub async fn messen(name: &'static str, db: Db, anzahl: i64) {
    let uhr = uhr_bei("2026-11-23T09:00:00Z");
    let app = app_um(db, uhr.clone());
    let mut tx = app.db.write().await.unwrap();
    // the Töpfe come before the decision on the year
    let a = amt(&app, &mut tx).await;
    tx.commit().await.unwrap();
    bucher(name, &app, &a).await;
    let alle = toepfe(&app, &a, 2026).await;
    fuellen(name, &app, &alle, anzahl).await;
    seiten(name, &app, alle[0]).await;
    uhr.stelle(Zeitpunkt("2027-01-15T09:00:00Z".parse().unwrap()));
    let mut tx = app.db.write().await.unwrap();
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    toepfe(&app, &a, 2027).await;
    abschluss(name, &app).await;
}
