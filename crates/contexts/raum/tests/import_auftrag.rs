//! The import as a job: uploaded once, done by whoever claims it, all or nothing.

mod gemeinsam;

use amt::recht::Rolle;
use gemeinsam::{MIGRATIONEN, app, darf, kontext, neue_gliederung};
use raum::{
    import::{Importart, auftrag, lauf},
    service,
};
use store::{auftrag as auftraege, werte};

testkit::auf_beiden!(
    hochgeladen_abgebrochen_gestartet_fertig,
    MIGRATIONEN,
    |db| async move {
        let app = app(db.clone());
        let wer = kontext(Rolle::R22);
        let mut tx = db.write().await.unwrap();
        service::gliederung_anlegen(&app, &mut tx, &darf(), &neue_gliederung("Entwurf", "2026-01-01"))
            .await
            .unwrap();
        let id = app.ids.neu();
        let mut text = String::from(
            "Straße;Hausnummer;PLZ;Ort\nHauptstraße;1;22844;Norderstedt\nHauptstraße;=1+1;22844;Norderstedt\n",
        );
        // more than one piece
        text.extend((1..=60_000).map(|i| format!("Weg {};{};22844;Norderstedt\n", i / 500, i % 500 + 1)));
        let bytes = text.into_bytes();
        lauf::anlegen(
            &mut tx,
            &wer,
            id,
            (Importart::Adressen, "adressen.csv"),
            &mut bytes.as_slice(),
            app.uhr.jetzt(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        // started and stopped before anybody claims it
        let mut tx = db.write().await.unwrap();
        let was = lauf::laden(&mut tx, id).await.unwrap();
        assert_eq!(was.groesse, i64::try_from(bytes.len()).unwrap());
        let a = auftrag::starten(&app, &mut tx, &wer, &was).await.unwrap();
        auftraege::abbrechen(&mut tx, a, app.uhr.jetzt()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(
            auftraege::naechster(&db, auftrag::ART, app.uhr.jetzt())
                .await
                .unwrap()
                .is_none()
        );

        let mut tx = db.write().await.unwrap();
        let was = lauf::laden(&mut tx, id).await.unwrap();
        auftrag::starten(&app, &mut tx, &wer, &was).await.unwrap();
        tx.commit().await.unwrap();
        // a second start on what the first one read is a conflict, not a second import
        let mut tx = db.write().await.unwrap();
        assert!(matches!(
            auftrag::starten(&app, &mut tx, &wer, &was).await,
            Err(amt::Error::Konflikt)
        ));
        drop(tx);
        let a = auftraege::naechster(&db, auftrag::ART, app.uhr.jetzt())
            .await
            .unwrap()
            .unwrap();
        auftrag::arbeiten(&app, a.clone()).await.unwrap();

        let mut tx = db.write().await.unwrap();
        let a = auftraege::laden(&mut tx, a.id).await.unwrap().unwrap();
        assert_eq!(a.status, "FERTIG", "{}", a.ergebnis);
        let bericht = auftrag::bericht(&lauf::laden(&mut tx, id).await.unwrap())
            .unwrap()
            .unwrap();
        assert_eq!((bericht.gelesen, bericht.neu), (60_002, 60_001));
        assert_eq!(bericht.abgewiesen.len(), 1);
        assert_eq!(
            (bericht.abgewiesen[0].zeile, bericht.abgewiesen[0].code.as_str()),
            (3, "RAUM-E01")
        );
        let (n,): (i64,) = tx
            .fetch_one("SELECT COUNT(*) FROM adresse", werte![])
            .await
            .unwrap();
        assert_eq!(n, 60_001);

        // after seven days the file is gone, the report stays
        lauf::aufraeumen(&mut tx, app.uhr.jetzt().plus_sekunden(8 * 24 * 3600))
            .await
            .unwrap();
        assert!(lauf::datei(&mut tx, id).await.is_err());
        assert!(
            auftrag::bericht(&lauf::laden(&mut tx, id).await.unwrap())
                .unwrap()
                .is_some()
        );
    }
);

testkit::auf_beiden!(
    was_nicht_geht_endet_mit_grund_und_ohne_daten,
    MIGRATIONEN,
    |db| async move {
        let app = app(db.clone());
        let wer = kontext(Rolle::R22);
        let mut tx = db.write().await.unwrap();
        let id = app.ids.neu();
        // no draft to put it in
        let text = "strassenschluessel;strassenname;raum\n1;Weg;A\n";
        lauf::anlegen(
            &mut tx,
            &wer,
            id,
            (Importart::Strassenverzeichnis, "s.csv"),
            &mut text.as_bytes(),
            app.uhr.jetzt(),
        )
        .await
        .unwrap();
        let was = lauf::laden(&mut tx, id).await.unwrap();
        auftrag::starten(&app, &mut tx, &wer, &was).await.unwrap();
        tx.commit().await.unwrap();
        let a = auftraege::naechster(&db, auftrag::ART, app.uhr.jetzt())
            .await
            .unwrap()
            .unwrap();
        auftrag::arbeiten(&app, a.clone()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let a = auftraege::laden(&mut tx, a.id).await.unwrap().unwrap();
        assert!(a.status == "FEHLER" && a.ergebnis.contains("RAUM-E28"), "{a:?}");
        let (n,): (i64,) = tx
            .fetch_one("SELECT COUNT(*) FROM strasse", werte![])
            .await
            .unwrap();
        assert_eq!(n, 0);
    }
);
