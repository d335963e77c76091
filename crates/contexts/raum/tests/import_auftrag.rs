//! The import as a job: uploaded once, done by whoever claims it, all or nothing.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::gemeinsam::{MIGRATIONEN, app, darf, kontext, neue_gliederung};
use amt::{App, Kontext, Result, recht::Rolle};
use einlesen::{Quelle, abbildung::Zielfeld};
use raum::{
    abschnitt::Zukunft,
    import::{Bericht, Einleseliste, Einleser, Fortschritt, Gelesen, Importart, Vorschau, auftrag, lauf},
    service,
};
use store::{Tx, auftrag as auftraege, werte};
use tokio::sync::Notify;

/// Addresses whose import stops dead after everything is written and before anything is committed: the worst moment for
/// a process to be killed.
#[derive(Clone, Default)]
struct Haengt {
    haengen: Arc<AtomicBool>,
    geschrieben: Arc<Notify>,
}

impl Einleser for Haengt {
    fn code(&self) -> &'static str {
        "haengt"
    }
    fn titel(&self) -> &'static str {
        "Probe"
    }
    fn felder(&self) -> &'static [Zielfeld] {
        Importart::Adressen.felder()
    }
    fn darf(&self, kontext: &Kontext) -> Result<Rolle> {
        Importart::Adressen.darf(kontext)
    }
    fn vorschau(&self, quelle: Quelle, abbildung: String) -> Zukunft<'static, Result<Vorschau>> {
        Importart::Adressen.vorschau(quelle, abbildung)
    }
    fn lesen(
        &self,
        quelle: Quelle,
        abbildung: String,
        fortschritt: Fortschritt,
    ) -> Zukunft<'static, Result<(Box<dyn Gelesen>, Bericht)>> {
        let wie = self.clone();
        Box::pin(async move {
            let (menge, bericht) = Importart::Adressen.lesen(quelle, abbildung, fortschritt).await?;
            Ok((Box::new(Menge(wie, menge)) as Box<dyn Gelesen>, bericht))
        })
    }
}

struct Menge(Haengt, Box<dyn Gelesen>);

impl Gelesen for Menge {
    fn schreiben<'a>(
        self: Box<Self>,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        bericht: &'a mut Bericht,
        fortschritt: &'a Fortschritt,
    ) -> Zukunft<'a, Result<()>> {
        Box::pin(async move {
            let Self(wie, menge) = *self;
            menge.schreiben(app, tx, kontext, bericht, fortschritt).await?;
            if wie.haengen.load(Ordering::SeqCst) {
                wie.geschrieben.notify_one();
                std::future::pending::<()>().await;
            }
            Ok(())
        })
    }
}

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
            (&Importart::Adressen, "adressen.csv", ""),
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
            (&Importart::Strassenverzeichnis, "s.csv", ""),
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

testkit::auf_beiden!(mitten_im_einlesen_getoetet, MIGRATIONEN, |db| async move {
    let haengt = Haengt::default();
    haengt.haengen.store(true, Ordering::SeqCst);
    let app = app(db.clone()).mit(Einleseliste(vec![Arc::new(haengt.clone())]));
    let wer = kontext(Rolle::R22);
    let mut tx = db.write().await.unwrap();
    let id = app.ids.neu();
    let mut text = String::from("Straße;Hausnummer;PLZ;Ort\n");
    text.extend((1..=3_000).map(|i| format!("Weg {};{};22844;Norderstedt\n", i / 500, i % 500 + 1)));
    let mut bytes = text.as_bytes();
    let jetzt = app.uhr.jetzt();
    lauf::anlegen(&mut tx, &wer, id, (&haengt, "a.csv", ""), &mut bytes, jetzt)
        .await
        .unwrap();
    let was = lauf::laden(&mut tx, id).await.unwrap();
    auftrag::starten(&app, &mut tx, &wer, &was).await.unwrap();
    tx.commit().await.unwrap();

    let a = auftraege::naechster(&db, auftrag::ART, jetzt)
        .await
        .unwrap()
        .unwrap();
    let arbeit = tokio::spawn({
        let (app, a) = (app.clone(), a.clone());
        async move { auftrag::arbeiten(&app, a).await }
    });
    haengt.geschrieben.notified().await;
    arbeit.abort();
    assert!(arbeit.await.unwrap_err().is_cancelled());

    // nothing of it is there; the job still stands as running, and nobody takes it while its claim holds
    let zahl = async |sql: &'static str| {
        let mut tx = db.read().await.unwrap();
        tx.fetch_one::<(i64,)>(sql, werte![]).await.unwrap().0
    };
    assert_eq!(zahl("SELECT COUNT(*) FROM adresse").await, 0);
    assert_eq!(zahl("SELECT COUNT(*) FROM strasse").await, 0);
    assert!(
        auftraege::naechster(&db, auftrag::ART, jetzt)
            .await
            .unwrap()
            .is_none()
    );
    let mut tx = db.read().await.unwrap();
    let da = auftraege::laden(&mut tx, a.id).await.unwrap().unwrap();
    assert_eq!((da.status.as_str(), da.versuche), ("LAEUFT", 1));
    assert!(
        auftrag::bericht(&lauf::laden(&mut tx, id).await.unwrap())
            .unwrap()
            .is_none()
    );
    drop(tx);

    // two minutes later the restarted server takes it up and does it whole
    haengt.haengen.store(false, Ordering::SeqCst);
    let spaeter = jetzt.plus_sekunden(121);
    let a = auftraege::naechster(&db, auftrag::ART, spaeter)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(a.versuche, 2);
    auftrag::arbeiten(&app, a.clone()).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let da = auftraege::laden(&mut tx, a.id).await.unwrap().unwrap();
    assert_eq!(da.status, "FERTIG", "{}", da.ergebnis);
    drop(tx);
    assert_eq!(zahl("SELECT COUNT(*) FROM adresse").await, 3_000);
});
