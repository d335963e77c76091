//! From the tables to the answer, on both engines.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{
    MIGRATIONEN, adresse, app, bereich, beschliessen, darf, kontext, neue_gliederung, stadt, strasse, tag,
    text,
};
use amt::recht::Rolle;
use base::Punkt;
use raum::{
    Ortsangabe, Paritaet, Zuordnung, ZuordnungsArt,
    service::{self, NeueAusnahme},
};

fn code(z: &Zuordnung) -> Option<&str> {
    z.raumeinheit.as_ref().map(|r| r.code.as_str())
}

testkit::auf_beiden!(t_024_025_ueber_die_tabellen, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    for (was, raum, fehler) in [
        ("Buchenweg 17", Some("SR-N1"), None),
        ("Buchenweg 17 b", Some("SR-N1"), None),
        ("Buchenweg 18", Some("SR-SUED"), None),
        ("Musterallee 49a", Some("SR-N1"), None),
        ("Musterallee 50", Some("SR-N2"), None),
        ("Musterallee 50-52", Some("SR-N2"), None),
        ("Musterallee 51", Some("SR-SUED"), None),
        ("Musterallee 0", None, Some("RAUM-E01")),
        ("Musterallee 12½", None, Some("RAUM-E01")),
        ("Gibtsnichtgasse 1", None, Some("RAUM-E02")),
    ] {
        let z = service::zuordnen(&app, &mut tx, &Ortsangabe::text(was, tag("2026-11-18")))
            .await
            .unwrap();
        assert_eq!(
            (code(&z), z.befunde.first().map(|b| b.code)),
            (raum, fehler),
            "{was}"
        );
        assert!(z.schritte[0].text.contains("Zuschnitt 2026"), "{was}");
        assert!(z.schritte[0].text.contains("18.11.2026"));
    }
    let z = service::zuordnen(
        &app,
        &mut tx,
        &Ortsangabe::text("Buchenweg 17", tag("2026-11-18")),
    )
    .await
    .unwrap();
    assert_eq!(
        z.ebenen.iter().map(|e| e.code.as_str()).collect::<Vec<_>>(),
        ["NORD", "SR-N1"]
    );
    assert!(
        z.schritte.iter().any(|s| s.beleg.contains("Zeile 2")),
        "{:?}",
        z.schritte
    );
    assert!(z.adresse.is_some() && z.punkt.is_some());
});

testkit::auf_beiden!(besondere_lagen, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    let heute = tag("2026-11-18");

    let mut geschuetzt = Ortsangabe::text("Buchenweg 17", heute);
    geschuetzt.person_geschuetzt = true;
    let z = service::zuordnen(&app, &mut tx, &geschuetzt).await.unwrap();
    assert_eq!(
        (z.art, code(&z), z.anschrift.as_str()),
        (ZuordnungsArt::Geschuetzt, Some("SR-N1"), "geschützt")
    );
    let alles = serde_json::to_string(&z).unwrap();
    assert!(!alles.contains("Buchenweg") && !alles.contains("53.7"), "{alles}");
    geschuetzt.text = Some("Gibtsnichtgasse 1".to_owned());
    let z = service::zuordnen(&app, &mut tx, &geschuetzt).await.unwrap();
    assert_eq!(
        (z.art, z.befunde[0].code),
        (ZuordnungsArt::Geschuetzt, "RAUM-E08")
    );
    assert!(!serde_json::to_string(&z).unwrap().contains("Gibts"));

    let z = service::zuordnen(&app, &mut tx, &Ortsangabe::ohne_ort(heute))
        .await
        .unwrap();
    assert_eq!((z.art, code(&z)), (ZuordnungsArt::Auffang, Some("SR-SUED")));

    let fern = Ortsangabe::text("Jungfernstieg 1, 20095 Hamburg", heute);
    let z = service::zuordnen(&app, &mut tx, &fern).await.unwrap();
    assert_eq!((z.art, code(&z)), (ZuordnungsArt::Auswaertig, None));
    assert!(z.schritte.iter().any(|s| s.norm == "§ 16 SGB I"));

    let p = Punkt {
        lat: 53.715,
        lon: 10.03,
    };
    let z = service::zuordnen(&app, &mut tx, &Ortsangabe::punkt(p, heute))
        .await
        .unwrap();
    assert_eq!((z.art, code(&z)), (ZuordnungsArt::Eindeutig, Some("SR-N2")));

    let z = service::zuordnen(&app, &mut tx, &Ortsangabe::text("Buchenweg", heute))
        .await
        .unwrap();
    assert_eq!(z.art, ZuordnungsArt::Mehrdeutig);
    assert!(z.vorschlaege.len() >= 2 && z.vorschlaege.iter().all(|v| v.raum.is_some()));

    let z = service::zuordnen(
        &app,
        &mut tx,
        &Ortsangabe::text("Buchenweg 17", tag("2025-12-31")),
    )
    .await
    .unwrap();
    assert_eq!((z.art, z.befunde[0].code), (ZuordnungsArt::Unbekannt, "RAUM-E06"));
});

testkit::auf_beiden!(vorschlaege_und_ausnahme, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    tx.commit().await.unwrap();
    let v = service::vorschlaege(&app, "buchenw 17", 5).await.unwrap();
    assert_eq!(v[0].zeile, "Buchenweg 17, 22844 Musterort");
    let id = v[0].id.unwrap();
    assert_eq!(v[0].raum.as_ref().unwrap().code, "SR-N1");

    let mut tx = app.db.write().await.unwrap();
    let sued = raum_id(&mut tx, "SR-SUED").await;
    let neu = NeueAusnahme {
        gliederung: g,
        adresse: id,
        raum: sued,
        grund: text(""),
    };
    let fehler = service::ausnahme_festlegen(&app, &mut tx, &darf(), &neu)
        .await
        .unwrap_err();
    assert_eq!(fehler.befunde()[0].code, "RAUM-E27");
    let neu = NeueAusnahme {
        grund: text("Eingang liegt am Südweg"),
        ..neu
    };
    let a = service::ausnahme_festlegen(&app, &mut tx, &darf(), &neu)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    let z = service::zuordnen(&app, &mut tx, &Ortsangabe::adresse(id, tag("2026-11-18")))
        .await
        .unwrap();
    assert_eq!(code(&z), Some("SR-SUED"));
    assert!(
        z.schritte
            .iter()
            .any(|s| s.beleg.contains("Eingang liegt am Südweg"))
    );
    service::ausnahme_aufheben(&app, &mut tx, &darf(), a)
        .await
        .unwrap();
    let z = service::zuordnen(&app, &mut tx, &Ortsangabe::adresse(id, tag("2026-11-18")))
        .await
        .unwrap();
    assert_eq!(code(&z), Some("SR-N1"));
    tx.commit().await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    assert_eq!(store::journal::pruefen(&mut tx, &[]).await.unwrap().bruch, None);
});

async fn raum_id(tx: &mut store::Tx, code: &str) -> base::Id<raum::Raumeinheit> {
    let (id,): (uuid::Uuid,) = tx
        .fetch_one("SELECT id FROM raumeinheit WHERE code = $1", store::werte![code])
        .await
        .unwrap();
    base::Id::von(id)
}

testkit::auf_beiden!(
    was_zurueckgerollt_wurde_antwortet_nicht,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let g = stadt(&app, &mut tx).await;
        beschliessen(&app, &mut tx, g).await.unwrap();
        tx.commit().await.unwrap();
        let neue = || vec![strasse("0300", "Ahornstieg")];
        let frage = Ortsangabe::text("Ahornstieg 1", tag("2026-11-18"));
        let mut tx = app.db.write().await.unwrap();
        service::strassen_einspielen(&app, &mut tx, &darf(), neue())
            .await
            .unwrap();
        let z = service::zuordnen(&app, &mut tx, &frage).await.unwrap();
        assert_eq!(z.befunde[0].code, "RAUM-E03");
        drop(tx);
        let mut tx = app.db.read().await.unwrap();
        let z = service::zuordnen(&app, &mut tx, &frage).await.unwrap();
        assert_eq!(z.befunde[0].code, "RAUM-E02");
    }
);

testkit::auf_beiden!(
    adressen_zweimal_einspielen_aendert_nichts,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        stadt(&app, &mut tx).await;
        let liste = || {
            vec![
                adresse("0100", "17", 2, Some((53.715, 10.01))),
                adresse("0100", "18", 4, None),
            ]
        };
        let b = service::adressen_einspielen(&app, &mut tx, &darf(), liste())
            .await
            .unwrap();
        assert_eq!((b.neu, b.geaendert, b.unveraendert), (0, 1, 1));
        let b = service::adressen_einspielen(&app, &mut tx, &darf(), liste())
            .await
            .unwrap();
        assert_eq!((b.neu, b.geaendert, b.unveraendert), (0, 0, 2));
        let mut boese = vec![
            adresse("0100", "20", 1, None),
            adresse("0100", "20", 2, None),
            adresse("9999", "1", 3, None),
            adresse("0100", "21", 4, Some((530.0, 10.0))),
            adresse("0100", "22", 5, None),
        ];
        boese[4].plz = "228".to_owned();
        let b = service::adressen_einspielen(&app, &mut tx, &darf(), boese)
            .await
            .unwrap();
        assert_eq!(b.neu, 1);
        let codes: Vec<_> = b.abgewiesen.iter().map(|f| (f.code, f.ort.as_str())).collect();
        assert_eq!(
            codes,
            [
                ("RAUM-E26", "Zeile 2"),
                ("RAUM-E02", "Zeile 3"),
                ("RAUM-E16", "Zeile 4"),
                ("RAUM-E04", "Zeile 5")
            ]
        );
    }
);

testkit::auf_beiden!(
    ein_neuer_zuschnitt_gilt_ab_seinem_tag,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let g = stadt(&app, &mut tx).await;
        beschliessen(&app, &mut tx, g).await.unwrap();
        let neu = neue_gliederung("Zuschnitt 2027", "2027-01-01");
        let h = service::gliederung_kopieren(&app, &mut tx, &darf(), g, &neu)
            .await
            .unwrap();
        let alle = vec![bereich("0100", "1", "9999", Paritaet::Alle, "SR-N2", 2)];
        service::hausnummernbereiche_einspielen(&app, &mut tx, &darf(), h, alle)
            .await
            .unwrap();
        let v = service::vergleichen(&app, &mut tx, g, h).await.unwrap();
        assert_eq!((v.adressen, v.geaendert), (6, 3));
        let wege: Vec<_> = v
            .wechsel
            .iter()
            .map(|w| (w.von.as_deref(), w.nach.as_deref(), w.adressen))
            .collect();
        assert_eq!(
            wege,
            [
                (Some("SR-N1 Nordstadt"), Some("SR-N2 Heidberg"), 2),
                (Some("SR-SUED Südviertel"), Some("SR-N2 Heidberg"), 1)
            ]
        );
        beschliessen(&app, &mut tx, h).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = app.db.read().await.unwrap();
        for (am, soll) in [("2026-12-31", "SR-SUED"), ("2027-01-01", "SR-N2")] {
            let z = service::zuordnen(&app, &mut tx, &Ortsangabe::text("Buchenweg 18", tag(am)))
                .await
                .unwrap();
            assert_eq!(code(&z), Some(soll), "{am}");
            // INV-R4: asked again, the same answer
            let noch = service::zuordnen(&app, &mut tx, &Ortsangabe::text("Buchenweg 18", tag(am)))
                .await
                .unwrap();
            assert_eq!(z, noch);
        }
    }
);

#[test]
fn nur_planung_und_verwaltung_duerfen_aendern() {
    use amt::recht::{Anlegen, Befugnis, Bezug, Entscheiden, Lesen};
    let darf = |r: Rolle| {
        let k = kontext(r);
        (
            Befugnis::<Lesen, raum::Raumeinheit>::pruefen(&k, None, Bezug::default()).is_ok(),
            Befugnis::<Anlegen, raum::Adresse>::pruefen(&k, None, Bezug::default()).is_ok(),
            Befugnis::<Entscheiden, raum::Gliederung>::pruefen(&k, None, Bezug::default()).is_ok(),
        )
    };
    assert_eq!(darf(Rolle::R01), (true, false, false));
    assert_eq!(darf(Rolle::R22), (true, true, true));
    assert_eq!(darf(Rolle::R26), (true, true, false));
    assert_eq!(darf(Rolle::R27), (false, false, false));
}
