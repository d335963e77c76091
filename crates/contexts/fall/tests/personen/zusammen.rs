//! Two records become one and two again: every reference follows, every word comes back.

use std::collections::{BTreeMap, BTreeSet};

use amt::{App, Kontext, recht::Rolle};
use base::Id;
use fall::{
    model::{Anliegen, Hinweis},
    service::person::{
        doppelte::doppelte,
        zusammen::{self, Auftrag, Seite},
    },
    zusammen_verweise,
};
use store::werte;
use uuid::Uuid;

use crate::{
    gemeinsam::{
        ALLE, asd, aufnahme, nimm,
        schritte::{akte, codes},
        seiten::{holen_als, senden_als},
        service, stadt, wer,
    },
    personen::suchen::{fall_aus, mensch, register, zahl},
};

fn auftrag(a: (Uuid, i64), b: (Uuid, i64)) -> Auftrag {
    Auftrag {
        bleibt: a,
        geht: b,
        name: Seite::Bleibt,
        geburtsdatum: Seite::Geht,
        anschrift: Seite::Bleibt,
        grund: "Die Mutter hat es bestätigt.".to_owned(),
    }
}

async fn version(app: &App, id: Uuid) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (v,): (i64,) = tx
        .fetch_one("SELECT version FROM person WHERE id = $1", werte![id])
        .await
        .unwrap();
    v
}

async fn fuehre(app: &App, wer: &Kontext, a: Uuid, b: Uuid) -> amt::Result<Uuid> {
    let cmd = auftrag((a, version(app, a).await), (b, version(app, b).await));
    let mut tx = app.db.write().await?;
    let id = zusammen::zusammenfuehren(app, &mut tx, wer, cmd).await?;
    tx.commit().await?;
    Ok(id)
}

async fn trenne(app: &App, id: Uuid, wohin: &[(Uuid, Seite)]) -> amt::Result<()> {
    let mut tx = app.db.write().await?;
    let b = zusammen::bund(app, &mut tx, &asd(), id).await?;
    let wohin = wohin.iter().copied().collect();
    let grund = "Es waren doch zwei Schwestern.";
    zusammen::trennen(app, &mut tx, &asd(), (id, b.bleibt.version), &wohin, grund).await?;
    tx.commit().await?;
    Ok(())
}

type Zeile = (Uuid, Uuid, String, String, Option<String>, String);

/// Every reference with its words.
async fn alles(app: &App) -> BTreeMap<Uuid, (Uuid, String, String, Option<String>, String)> {
    let mut tx = app.db.read().await.unwrap();
    let mut aus = BTreeMap::new();
    for sql in [
        "SELECT anliegen, person, vorname, nachname, geburtsdatum, suchtext FROM anliegen_person",
        "SELECT id, person, vorname, nachname, geburtsdatum, suchtext FROM fall_person",
    ] {
        let zeilen: Vec<Zeile> = tx.fetch_all(sql, werte![]).await.unwrap();
        aus.extend(
            zeilen
                .into_iter()
                .map(|(id, p, v, n, g, s)| (id, (p, v, n, g, s))),
        );
    }
    aus
}

async fn personen(app: &App) -> Vec<(Uuid, String, String, Option<String>, String, Option<Uuid>)> {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_all(
        "SELECT id, vorname, nachname, geburtsdatum, anschrift, ziel FROM person ORDER BY id",
        werte![],
    )
    .await
    .unwrap()
}

testkit::auf_beiden!(jeder_verweis_auf_eine_person_ist_bedacht, ALLE, |db| async move {
    let mut tx = db.read().await.unwrap();
    let sql = if tx.ist_postgres() {
        "SELECT tc.table_name, kcu.column_name FROM information_schema.table_constraints tc
             JOIN information_schema.key_column_usage kcu ON kcu.constraint_name = tc.constraint_name
                AND kcu.constraint_schema = tc.constraint_schema
             JOIN information_schema.constraint_column_usage ccu ON ccu.constraint_name = tc.constraint_name
                AND ccu.constraint_schema = tc.constraint_schema
             WHERE tc.constraint_type = 'FOREIGN KEY' AND ccu.table_name = 'person'"
    } else {
        "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
             WHERE m.type = 'table' AND f.\"table\" = 'person'"
    };
    let da: Vec<(String, String)> = tx.fetch_all(sql, werte![]).await.unwrap();
    let da: BTreeSet<(String, String)> = da.into_iter().collect();
    let bedacht: BTreeSet<(String, String)> = zusammen_verweise()
        .map(|(t, s)| (t.to_owned(), s.to_owned()))
        .collect();
    assert_eq!(
        da, bedacht,
        "a column that refers to person belongs into VERWEISE"
    );
});

testkit::auf_beiden!(
    zusammengefuehrt_und_genau_so_wieder_getrennt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let eins = mensch(&app, "Ayşe", "Müller-Șerban", "").await;
        let zwei = mensch(&app, "Ayse", "Mueller", "1988-03-04").await;
        let dritte = mensch(&app, "Petra", "Wendt", "1980-11-23").await;
        fall_aus(&app, zwei).await;
        let (a, b) = (register(&app, eins).await, register(&app, zwei).await);
        let (vorher, vorher_p) = (alles(&app).await, personen(&app).await);
        let id = fuehre(&app, &asd(), a, b).await.unwrap();
        let da = alles(&app).await;
        assert_eq!(
            da.values().filter(|z| z.0 == a).count(),
            3,
            "two Anliegen and a case"
        );
        assert!(
            da.values()
                .filter(|z| z.0 == a)
                .all(|z| z.1 == "Ayşe" && z.2 == "Müller-Șerban" && z.3.as_deref() == Some("1988-03-04"))
        );
        assert_eq!(
            register(&app, dritte).await,
            vorher[&dritte.uuid()].0,
            "nobody else"
        );
        // once more does not work, and nobody finds the record that went
        assert!(matches!(
            fuehre(&app, &asd(), a, b).await,
            Err(amt::Error::NichtGefunden)
        ));
        let sql = "SELECT COUNT(*) FROM journal WHERE angaben = 'person zusammengefuehrt'";
        assert_eq!(zahl(&app, sql).await, 3);
        trenne(&app, id, &[]).await.unwrap();
        assert_eq!(alles(&app).await, vorher);
        assert_eq!(personen(&app).await, vorher_p);
        let sql = "SELECT COUNT(*) FROM journal WHERE angaben = 'person getrennt'";
        assert_eq!(zahl(&app, sql).await, 3);
        assert!(trenne(&app, id, &[]).await.is_err(), "only once");
    }
);

testkit::auf_beiden!(
    was_seither_dazukam_wird_gefragt_und_berichtigtes_bleibt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let eins = mensch(&app, "Anna", "Groß", "1985-01-02").await;
        let zwei = mensch(&app, "Anna", "Gross", "1985-01-02").await;
        let (a, b) = (register(&app, eins).await, register(&app, zwei).await);
        let id = fuehre(&app, &asd(), a, b).await.unwrap();
        // a third Anliegen comes to the one record
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.person.register = Some(a);
        let neu: Id<Anliegen> = nimm(&app, cmd).await.unwrap().id;
        // and somebody corrects a name
        let v = zahl(&app, "SELECT MAX(version) FROM anliegen").await.to_string();
        let felder = [
            ("version", v.as_str()),
            ("worte", "x"),
            ("gefaehrdungshinweis", "NEIN"),
            ("vorname", "Annette"),
            ("nachname", "Groß"),
            ("geburtsdatum", "1985-01-02"),
        ];
        let weg = format!("/anliegen/{zwei}/bearbeiten");
        assert_eq!(senden_als(&app, &weg, &felder, asd()).await.0, 303);
        assert_eq!(codes(&trenne(&app, id, &[]).await.unwrap_err()), ["FALL-E204"]);
        trenne(&app, id, &[(neu.uuid(), Seite::Geht)]).await.unwrap();
        assert_eq!((register(&app, eins).await, register(&app, zwei).await), (a, b));
        assert_eq!(register(&app, neu).await, b);
        let p = akte(&app, &asd(), zwei).await.person.unwrap();
        assert_eq!(p.name(), "Annette Groß", "a correction stays");
    }
);

testkit::auf_beiden!(nur_wer_alles_sieht_und_nur_einer_gewinnt, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let eins = mensch(&app, "Anna", "Groß", "1985-01-02").await;
    let zwei = mensch(&app, "Anna", "Gross", "1985-01-02").await;
    fall_aus(&app, zwei).await;
    let (a, b) = (register(&app, eins).await, register(&app, zwei).await);
    // another Fachkraft sees the Anliegen, not the case: for them there is no such pair
    let fremd = wer(0xE9, Rolle::R02, vec![]);
    assert!(matches!(
        fuehre(&app, &fremd, a, b).await,
        Err(amt::Error::NichtGefunden)
    ));
    assert_eq!(
        holen_als(&app, &format!("/personen/{a}/zusammen/{b}"), fremd.clone())
            .await
            .0,
        404
    );
    let mut tx = app.db.read().await.unwrap();
    assert!(doppelte(&app, &mut tx, &fremd).await.unwrap().is_empty());
    assert_eq!(doppelte(&app, &mut tx, &asd()).await.unwrap().len(), 1);
    drop(tx);
    // two at once: the second one is told and loses nothing
    let felder = |va: &str, vb: &str| {
        vec![
            ("version_a".to_owned(), va.to_owned()),
            ("version_b".to_owned(), vb.to_owned()),
            ("name".to_owned(), "bleibt".to_owned()),
            ("grund".to_owned(), "Die Mutter hat es bestätigt.".to_owned()),
        ]
    };
    let weg = format!("/personen/{a}/zusammen/{b}");
    let post = async |f: Vec<(String, String)>| {
        let f: Vec<(&str, &str)> = f.iter().map(|(n, w)| (n.as_str(), w.as_str())).collect();
        senden_als(&app, &weg, &f, asd()).await
    };
    let (status, seite) = post(felder("0", "0")).await;
    assert_eq!(status, 422);
    assert!(seite.contains("Jemand anderes") && seite.contains("Die Mutter hat es bestätigt."));
    let (status, seite) = {
        let mut f = felder("1", "1");
        f[3].1 = "ja".to_owned();
        post(f).await
    };
    assert!(
        status == 422 && seite.contains("href=\"#feld-grund\""),
        "{status}"
    );
    let (status, ort) = post(felder(
        &version(&app, a).await.to_string(),
        &version(&app, b).await.to_string(),
    ))
    .await;
    assert_eq!(status, 303, "{ort}");
    let (status, seite) = holen_als(&app, &ort, asd()).await;
    assert!(status == 200 && seite.contains("Wieder trennen"));
    assert!(
        holen_als(&app, "/personen/zusammengefuehrt", asd())
            .await
            .1
            .contains("Groß, Anna")
    );
    assert!(
        holen_als(&app, "/personen/zusammengefuehrt", fremd)
            .await
            .1
            .contains("Nichts zusammengeführt")
    );
    let (status, _) = senden_als(&app, &ort, &[("version", "2"), ("grund", "zu kurz")], asd()).await;
    assert_eq!(status, 422);
});

testkit::auf_beiden!(
    doppelte_werden_in_worten_gezeigt_und_koennen_abgewiesen_werden,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let eins = mensch(&app, "Johannes", "Kowalczyk", "1961-03-04").await;
        let zwei = mensch(&app, "Hans", "Kowalczik", "1961-04-03").await;
        mensch(&app, "Petra", "Wendt", "1980-11-23").await;
        let (status, seite) = holen_als(&app, "/personen/doppelt", asd()).await;
        assert_eq!(status, 200);
        assert!(
            seite.contains("Kowalczyk, Johannes") && seite.contains("Die Angaben stimmen"),
            "{seite}"
        );
        assert!(!seite.contains("Wendt"), "{seite}");
        let inhalt = seite.split("<main").nth(1).unwrap();
        assert!(
            !inhalt.contains("ahrscheinlich") && !inhalt.contains(" %"),
            "{inhalt}"
        );
        let (a, b) = (register(&app, eins).await, register(&app, zwei).await);
        let (status, _) = senden_als(&app, &format!("/personen/{a}/verschieden/{b}"), &[], asd()).await;
        assert_eq!(status, 303);
        let (_, seite) = holen_als(&app, "/personen/doppelt", asd()).await;
        assert!(seite.contains("Keine doppelten"));
        // the later merge first
        let drei = mensch(&app, "Jo", "Kowalczyk", "1961-03-04").await;
        let c = register(&app, drei).await;
        let erste = fuehre(&app, &asd(), a, b).await.unwrap();
        let zweite = fuehre(&app, &asd(), a, c).await.unwrap();
        assert_eq!(codes(&trenne(&app, erste, &[]).await.unwrap_err()), ["FALL-E203"]);
        trenne(&app, zweite, &[]).await.unwrap();
        trenne(&app, erste, &[]).await.unwrap();
        assert_eq!(
            (
                register(&app, eins).await,
                register(&app, zwei).await,
                register(&app, drei).await
            ),
            (a, b, c)
        );
        assert_eq!(
            holen_als(&app, "/personen/doppelt", service()).await.0,
            200,
            "the Servicebereich writes in Anliegen"
        );
    }
);
