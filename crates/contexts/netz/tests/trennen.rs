//! Two Akteure become one and two again: every reference goes with them, and comes back.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, tag, wer};
use amt::{
    App, Error, Kontext,
    recht::{Befugnis, Bezug, Rolle},
};
use base::Id;
use netz::{
    Akteur, AkteurDaten,
    codes::{AkteurArt, DoppeltArt, GerichtSache, KooperationArt, VerteilungArt},
    rules::gericht::lesen,
    service::{self, PlanDaten},
};
use store::{Tx, werte};
use uuid::Uuid;

testkit::auf_beiden!(
    jeder_verweis_auf_einen_akteur_ist_bedacht,
    RAEUME,
    |db| async move {
        let mut tx = db.read().await.unwrap();
        let sql = if tx.ist_postgres() {
            "SELECT tc.table_name, kcu.column_name FROM information_schema.table_constraints tc
         JOIN information_schema.key_column_usage kcu ON kcu.constraint_name = tc.constraint_name
            AND kcu.constraint_schema = tc.constraint_schema
         JOIN information_schema.constraint_column_usage ccu ON ccu.constraint_name = tc.constraint_name
            AND ccu.constraint_schema = tc.constraint_schema
         WHERE tc.constraint_type = 'FOREIGN KEY' AND ccu.table_name = 'akteur'"
        } else {
            "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = 'akteur'"
        };
        let da: Vec<(String, String)> = tx.fetch_all(sql, werte![]).await.unwrap();
        let da: BTreeSet<(String, String)> = da.into_iter().collect();
        let bedacht: BTreeSet<(String, String)> = service::akteur_verweise()
            .map(|(t, s)| (t.to_owned(), s.to_owned()))
            .collect();
        assert_eq!(
            da, bedacht,
            "a column that refers to akteur belongs into VERWEISE"
        );
    }
);

/// Everything that refers to an Akteur, and what is said about it, as text to compare.
async fn alles(tx: &mut Tx) -> Vec<String> {
    let mut aus = Vec::new();
    for id in [1_u8, 2, 3, 4, 5] {
        let zeilen: Vec<(String, String, String)> = match id {
            1 => {
                let z: Vec<(Uuid, String, String, String)> = tx
                    .fetch_all(
                        "SELECT id, name, telefon, beschreibung FROM akteur ORDER BY id",
                        werte![],
                    )
                    .await
                    .unwrap();
                z.into_iter()
                    .map(|z| (z.0.to_string(), z.1, format!("{} {}", z.2, z.3)))
                    .collect()
            }
            2 => {
                let z: Vec<(Uuid, Uuid)> = tx
                    .fetch_all(
                        "SELECT akteur, raumeinheit FROM akteur_raum ORDER BY akteur, raumeinheit",
                        werte![],
                    )
                    .await
                    .unwrap();
                z.into_iter()
                    .map(|z| (z.0.to_string(), z.1.to_string(), String::new()))
                    .collect()
            }
            3 => {
                let z: Vec<(Uuid, Uuid)> = tx
                    .fetch_all("SELECT id, akteur FROM angebot ORDER BY id", werte![])
                    .await
                    .unwrap();
                z.into_iter()
                    .map(|z| (z.0.to_string(), z.1.to_string(), String::new()))
                    .collect()
            }
            4 => {
                let z: Vec<(Uuid, Uuid, String)> = tx
                    .fetch_all("SELECT a, b, art FROM akteur_kooperation ORDER BY a, b", werte![])
                    .await
                    .unwrap();
                z.into_iter()
                    .map(|z| (z.0.to_string(), z.1.to_string(), z.2))
                    .collect()
            }
            _ => {
                let z: Vec<(Uuid, String)> = tx
                    .fetch_all(
                        "SELECT akteur AS objekt, fundstelle FROM gericht_plan UNION ALL
                         SELECT objekt, extern FROM fremdschluessel ORDER BY 2",
                        werte![],
                    )
                    .await
                    .unwrap();
                z.into_iter()
                    .map(|z| (z.0.to_string(), z.1, String::new()))
                    .collect()
            }
        };
        aus.extend(
            zeilen
                .into_iter()
                .map(|z| format!("{id} {} {} {}", z.0, z.1, z.2)),
        );
    }
    aus
}

async fn gericht(app: &App, tx: &mut Tx, name: &str, telefon: &str, raum: u128) -> Id<Akteur> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let mut d = AkteurDaten::neu(name, AkteurArt::Gericht);
    d.telefon = telefon.to_owned();
    d.raeume = vec![Id::von(Uuid::from_u128(raum))];
    service::akteur_anlegen(app, tx, &may, d).await.unwrap()
}

async fn stadt(app: &App, tx: &mut Tx, k: &Kontext) -> [Id<Akteur>; 4] {
    let bleibt = gericht(app, tx, "Amtsgericht", "", 1).await;
    let geht = gericht(app, tx, "Amtsgericht Musterort", "0431 1", 2).await;
    let (kita, schule) = (akteur(app, tx, "Kita").await, akteur(app, tx, "Schule").await);
    for von in [bleibt, geht, geht] {
        service::angebot_anlegen(app, tx, &darf_anlegen(), angebot(von, "Sprechstunde", None))
            .await
            .unwrap();
    }
    for (a, b, art) in [
        (geht, kita, KooperationArt::Austausch),
        (geht, schule, KooperationArt::Vereinbart),
        (geht, bleibt, KooperationArt::Kennt),
        (bleibt, kita, KooperationArt::Gemeinsam),
    ] {
        service::kooperation_setzen(app, tx, k, (a, b), (art, ""))
            .await
            .unwrap();
    }
    let plan = PlanDaten {
        gericht: geht,
        jahr: 2026,
        sache: GerichtSache::Familie,
        art: VerteilungArt::Buchstabe,
        fundstelle: "Aushang".to_owned(),
        stand: tag("2026-01-01"),
        abteilungen: lesen("Abteilung 1 | A–Z", VerteilungArt::Buchstabe).unwrap(),
    };
    let may = Befugnis::pruefen(k, None, Bezug::default()).unwrap();
    service::gericht_plan_anlegen(app, tx, &may, &plan).await.unwrap();
    tx.execute(
        "INSERT INTO fremdschluessel (quelle, art, extern, objekt, abdruck) VALUES ('liste', 'AKTEUR', 'x-1', $1, '')",
        werte![geht],
    )
    .await
    .unwrap();
    [bleibt, geht, kita, schule]
}

testkit::auf_beiden!(
    zusammengelegt_und_genau_so_wieder_getrennt,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let k = wer(Rolle::R19);
        let [bleibt, geht, kita, schule] = stadt(&app, &mut tx, &k).await;
        let vorher = alles(&mut tx).await;
        let wie = (bleibt.uuid(), geht.uuid());
        service::zusammenlegen(&app, &mut tx, &k, DoppeltArt::Akteur, wie)
            .await
            .unwrap();
        let da = alles(&mut tx).await;
        assert!(!da.iter().any(|z| z.contains(&geht.to_string())), "{da:?}");
        // what the one that stays says itself, stays; the other partner is new; nobody works with themselves
        let kanten: Vec<&String> = da.iter().filter(|z| z.starts_with('4')).collect();
        assert_eq!(kanten.len(), 2, "{kanten:?}");
        assert!(
            kanten
                .iter()
                .any(|z| z.contains(&kita.to_string()) && z.ends_with("GEMEINSAM"))
        );
        assert!(
            kanten
                .iter()
                .any(|z| z.contains(&schule.to_string()) && z.ends_with("VEREINBART"))
        );
        let darf = Befugnis::pruefen(&k, None, Bezug::default()).unwrap();
        let liste = service::zusammengelegte(&app, &mut tx, &darf).await.unwrap();
        assert_eq!(
            (liste.len(), liste[0].angebote, liste[0].ging.as_str()),
            (1, 2, "Amtsgericht Musterort")
        );
        let geblieben = service::trennen(&app, &mut tx, &k, liste[0].id).await.unwrap();
        assert!(geblieben.is_empty());
        assert_eq!(alles(&mut tx).await, vorher);
        assert!(
            service::zusammengelegte(&app, &mut tx, &darf)
                .await
                .unwrap()
                .is_empty()
        );
    }
);

testkit::auf_beiden!(was_inzwischen_geschah_bleibt, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let k = wer(Rolle::R19);
    let [bleibt, geht, kita, _] = stadt(&app, &mut tx, &k).await;
    service::zusammenlegen(
        &app,
        &mut tx,
        &k,
        DoppeltArt::Akteur,
        (bleibt.uuid(), geht.uuid()),
    )
    .await
    .unwrap();
    // somebody corrects the number that came by the merge, and writes a new offer
    let may = Befugnis::pruefen(&k, Some(bleibt), Bezug::default()).unwrap();
    let liest = Befugnis::pruefen(&k, Some(bleibt), Bezug::default()).unwrap();
    let mut d = service::akteur_laden(&mut tx, &liest).await.unwrap().daten;
    assert_eq!((d.telefon.as_str(), d.raeume.len()), ("0431 1", 2));
    d.telefon = "0431 9".to_owned();
    service::akteur_aendern(&app, &mut tx, &may, None, d)
        .await
        .unwrap();
    let neu = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(bleibt, "Neu", None))
        .await
        .unwrap();
    let darf = Befugnis::pruefen(&k, None, Bezug::default()).unwrap();
    let erstes = service::zusammengelegte(&app, &mut tx, &darf).await.unwrap()[0].id;
    // merged again: first that one has to be undone
    service::zusammenlegen(
        &app,
        &mut tx,
        &k,
        DoppeltArt::Akteur,
        (kita.uuid(), bleibt.uuid()),
    )
    .await
    .unwrap();
    let e = service::trennen(&app, &mut tx, &k, erstes).await.unwrap_err();
    assert_eq!(e.befunde()[0].code, "NETZ-E123");
    let zweites = service::zusammengelegte(&app, &mut tx, &darf).await.unwrap();
    let zweites = zweites.iter().find(|z| z.id != erstes).unwrap().id;
    service::trennen(&app, &mut tx, &k, zweites).await.unwrap();
    assert_eq!(
        service::trennen(&app, &mut tx, &k, erstes).await.unwrap(),
        ["telefon"]
    );
    let d = service::akteur_laden(&mut tx, &liest).await.unwrap().daten;
    assert_eq!((d.telefon.as_str(), d.raeume.len()), ("0431 9", 1));
    let liest = Befugnis::pruefen(&k, Some(neu), Bezug::default()).unwrap();
    assert_eq!(
        service::angebot_laden(&mut tx, &liest)
            .await
            .unwrap()
            .daten
            .akteur,
        bleibt
    );
    // after a month the trace is gone
    service::zusammenlegen(
        &app,
        &mut tx,
        &k,
        DoppeltArt::Akteur,
        (bleibt.uuid(), geht.uuid()),
    )
    .await
    .unwrap();
    let id = service::zusammengelegte(&app, &mut tx, &darf).await.unwrap()[0].id;
    uhr.stelle(base::Zeitpunkt("2026-12-22T09:00:00Z".parse().unwrap()));
    assert!(matches!(
        service::trennen(&app, &mut tx, &k, id).await,
        Err(Error::NichtGefunden)
    ));
    assert_eq!(service::zusammen_vergessen(&app, &mut tx).await.unwrap(), 1);
    let nur_lesen = wer(Rolle::R01);
    assert!(service::trennen(&app, &mut tx, &nur_lesen, id).await.is_err());
});
