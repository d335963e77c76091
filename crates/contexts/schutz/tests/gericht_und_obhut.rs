//! Court and Inobhutnahme on their pages: nothing that is written down is wiped out, no child is forgotten.

use crate::gemeinsam::{
    ALLE, amt as stadt, asd,
    daten::{anruf, aufnahme},
    geh, holen, kind, lies, melde, neu, senden, tu,
};
use base::Clock;
use schutz::{
    model::Stand,
    service::{gericht, obhut},
};
use store::werte;

testkit::auf_beiden!(die_entscheidung_loescht_den_termin_nicht, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = melde(&app, neu(1)).await;
    geh(&app, &asd(), id, "K01").await.unwrap();
    let heute = uhr.heute();
    let mut tx = app.db.write().await.unwrap();
    tx.execute("UPDATE schutz_meldung SET stand = $1", werte![Stand::S2])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    tu(&app, &asd(), id, async |tx, z, m| {
        gericht::anrufen(&app, tx, z, m, anruf(heute)).await
    })
    .await
    .unwrap();
    let a = lies(&app, &asd(), id).await;
    let pfad = format!("/meldungen/{id}/gericht");
    let eines = format!("{pfad}/{}", a.gerichte[0].id);
    let version = a.meldung.version.to_string();
    let termin = [("version", version.as_str()), ("termin_am", "2026-12-10")];
    assert_eq!(senden(&app, &eines, &termin, asd()).await.0, 303);
    // the form comes back with the day in it, so that the decision does not wipe it out
    let (_, seite) = holen(&app, &pfad, asd()).await;
    assert!(seite.contains("value=\"2026-12-10\""));
});

testkit::auf_beiden!(
    zwei_kinder_in_obhut_haben_beide_ein_formular,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = melde(&app, neu(2)).await;
        geh(&app, &asd(), id, "K01").await.unwrap();
        let jetzt = uhr.jetzt();
        let a = lies(&app, &asd(), id).await;
        for n in 0..2 {
            let k = kind(&a, n);
            tu(&app, &asd(), id, async |tx, z, m| {
                obhut::beginnen(&app, tx, z, m, aufnahme(k, jetzt)).await
            })
            .await
            .unwrap();
        }
        let a = lies(&app, &asd(), id).await;
        let pfad = format!("/meldungen/{id}/obhut");
        for o in &a.obhuten {
            let (_, seite) = holen(&app, &format!("{pfad}?obhut={}", o.id), asd()).await;
            assert!(seite.contains(&format!("action=\"{pfad}/{}\"", o.id)));
        }
        // it does not end before it is known what the Sorgeberechtigten say
        let version = a.meldung.version.to_string();
        let tag = jetzt.datum().0.to_string();
        let ende = [
            ("version", version.as_str()),
            ("ende", tag.as_str()),
            ("ende_zeit", "23:59"),
            ("endegrund", "UEBERGABE"),
        ];
        let eine = format!("{pfad}/{}", a.obhuten[0].id);
        let (status, seite) = senden(&app, &eine, &ende, asd()).await;
        assert!(status == 422 && seite.contains("was die Sorgeberechtigten sagen"));
    }
);
