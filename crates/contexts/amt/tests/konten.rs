//! Accounts and roles on both engines.

use crate::gemeinsam::{KENNWORT, RAEUME, angaben, darf, konto, rolle, server, verwalter};
use amt::{
    Benutzer, Error,
    anmeldung::{JE_KONTO, Kennwort},
    benutzer,
    benutzer::Suche,
    recht::{OrganisationsArt, Rolle},
};

fn codes(e: &Error) -> Vec<&'static str> {
    e.befunde().iter().map(|b| b.code).collect()
}

testkit::auf_beiden!(
    t_135_traeger_bekommt_keine_entscheidende_rolle,
    RAEUME,
    |db| async move {
        let s = server(db);
        let admin = verwalter(s.app.ids.neu());
        let mut tx = s.app.db.write().await.unwrap();
        let neu = angaben("traeger", OrganisationsArt::Andere);
        let rollen = [rolle(Rolle::R10), rolle(Rolle::R04)];
        let e = benutzer::anlegen(&s.app, &mut tx, &darf(&admin), &neu, &rollen)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E01"]);
        let gut = benutzer::anlegen(&s.app, &mut tx, &darf(&admin), &neu, &rollen[..1])
            .await
            .unwrap();
        let e = benutzer::rollen_setzen(&s.app, &mut tx, &darf(&admin), gut.id, 1, &rollen)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E01"]);
        let e = benutzer::rollen_setzen(
            &s.app,
            &mut tx,
            &darf(&admin),
            gut.id,
            1,
            &[rolle(Rolle::R26), rolle(Rolle::R02)],
        )
        .await
        .unwrap_err();
        assert!(codes(&e).contains(&"AMT-E02"));
    }
);

testkit::auf_beiden!(
    ersteinrichtung_gibt_es_einmal_und_r26_bleibt,
    RAEUME,
    |db| async move {
        let s = server(db);
        let start = benutzer::ersteinrichtung(&s.app, "admin", "Erste Verwalterin")
            .await
            .unwrap();
        assert!(start.zeigen().len() >= 20);
        let e = benutzer::ersteinrichtung(&s.app, "zwei", "Zweite")
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E29"]);
        let mut tx = s.app.db.write().await.unwrap();
        let (liste, gesamt) = benutzer::suchen(
            &s.app,
            &mut tx,
            &Suche {
                text: "ADMIN".into(),
                je_seite: 9,
                ..Suche::default()
            },
        )
        .await
        .unwrap();
        assert_eq!((gesamt, liste[0].rollen.as_str()), (1, "R26"));
        let erste = liste[0].id;
        let admin = verwalter(erste);
        let may = || darf::<Benutzer>(&admin);
        let e = benutzer::rollen_setzen(&s.app, &mut tx, &may(), erste, 1, &[])
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E30"]);
        drop(tx);
        let mut tx = s.app.db.write().await.unwrap();
        let e = benutzer::sperren(&s.app, &mut tx, &may(), erste, 1)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E30"]);
        drop(tx);
        konto(&s, "vertretung", &[Rolle::R26]).await;
        let mut tx = s.app.db.write().await.unwrap();
        benutzer::sperren(&s.app, &mut tx, &may(), erste, 1)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(
    doppelte_kennung_und_gleichzeitige_aenderung,
    RAEUME,
    |db| async move {
        let s = server(db);
        let id = konto(&s, "s.yilmaz", &[Rolle::R02]).await;
        let admin = verwalter(s.app.ids.neu());
        let mut tx = s.app.db.write().await.unwrap();
        let neu = angaben("S.YILMAZ", OrganisationsArt::Oeffentlich);
        let e = benutzer::anlegen(&s.app, &mut tx, &darf(&admin), &neu, &[])
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E28"]);
        drop(tx);
        let mut tx = s.app.db.write().await.unwrap();
        let version = benutzer::laden(&mut tx, id).await.unwrap().version;
        let rollen = [rolle(Rolle::R04)];
        let neu = angaben("s.yilmaz", OrganisationsArt::Oeffentlich);
        benutzer::aendern(&s.app, &mut tx, &darf(&admin), id, version, &neu, &rollen)
            .await
            .unwrap();
        let e = benutzer::aendern(&s.app, &mut tx, &darf(&admin), id, version, &neu, &rollen)
            .await
            .unwrap_err();
        assert!(matches!(e, Error::Konflikt));
        assert_eq!(benutzer::rollen(&mut tx, id).await.unwrap(), rollen);
    }
);

testkit::auf_beiden!(altes_kennwort_ist_nicht_zu_erraten, RAEUME, |db| async move {
    let s = server(db);
    let id = konto(&s, "frau", &[Rolle::R02]).await;
    let wer = amt::Kontext::neu(id, String::new(), OrganisationsArt::Oeffentlich, Vec::new());
    let setzen = async |alt: &str| {
        let (alt, neu) = (Kennwort::neu(alt), Kennwort::neu("noch-ein-langes-kennwort-7"));
        benutzer::eigenes_kennwort(&s.app, &wer, alt, neu, "Test").await
    };
    for _ in 0..JE_KONTO {
        assert_eq!(codes(&setzen("geraten").await.unwrap_err()), ["AMT-E34"]);
    }
    // even the right one does not help before the quarter of an hour is over
    assert_eq!(codes(&setzen(KENNWORT).await.unwrap_err()), ["AMT-E34"]);
    let mut tx = s.app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM journal WHERE aktion = 'benutzer.kennwort' AND ergebnis = 'VERWEIGERT'",
            store::werte![],
        )
        .await
        .unwrap();
    assert_eq!(n, JE_KONTO + 1);
});
