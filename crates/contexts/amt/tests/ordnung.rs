//! Versions of the Geschäftsordnung and the journal, on both engines.

use crate::gemeinsam::{Browser, KENNWORT, RAEUME, darf, konto, server, verwalter};
use amt::{
    Error, Kontext, RolleJetzt,
    go::Status,
    ordnung::{self, Fassung},
    protokoll::{self, Frage},
    recht::{OrganisationsArt, Rolle},
};
use base::Id;

fn go(version: u32, ab: &str, tage: u32) -> String {
    format!(
        "[go]\nbezeichnung = \"Probe\"\nversion = {version}\ngueltig_ab = {ab}\nstatus = \"IN_KRAFT\"\n\
         beschluss = {{ gremium = \"JHA\", datum = 2026-11-01, vorlage = \"1/26\" }}\n\
         nachtrag_grund = \"Probe\"\n[mandant]\ntyp = \"STADT_MIT_JUGENDAMT\"\nland = \"SH\"\n\
         traegerschaften = [\"JUGENDHILFE\"]\n[netz]\nveraltet_tage = {tage}\n"
    )
}

fn codes(e: &Error) -> Vec<&'static str> {
    e.befunde().iter().map(|b| b.code).collect()
}

testkit::auf_beiden!(vier_augen_setzen_in_kraft, RAEUME, |db| async move {
    let s = server(db);
    let (anna, bernd) = (verwalter(s.app.ids.neu()), verwalter(s.app.ids.neu()));
    let mut tx = s.app.db.write().await.unwrap();
    assert_eq!(
        codes(&ordnung::geltende(&s.app, &mut tx).await.unwrap_err()),
        ["AMT-E20"]
    );
    let e = ordnung::einspielen(&s.app, &mut tx, &darf(&anna), "[go]\nunbekannt = 1\n")
        .await
        .unwrap_err();
    assert!(codes(&e).contains(&"GO-E01"), "{e}");
    ordnung::uebernehmen(&s.app, &mut tx, &go(1, "2026-01-01", 180))
        .await
        .unwrap();
    assert!(
        ordnung::uebernehmen(&s.app, &mut tx, &go(2, "2026-01-01", 180))
            .await
            .is_err()
    );
    assert_eq!(
        ordnung::geltende(&s.app, &mut tx)
            .await
            .unwrap()
            .netz_veraltet_tage,
        180
    );
    let neu: Id<Fassung> = ordnung::einspielen(&s.app, &mut tx, &darf(&anna), &go(2, "2026-11-22", 90))
        .await
        .unwrap();
    let schritt = async |tx: &mut store::Tx, wer: &Kontext| {
        let version = ordnung::eine(tx, neu).await.unwrap().version;
        ordnung::weiter(&s.app, tx, &darf(wer), neu, version, None).await
    };
    assert_eq!(schritt(&mut tx, &anna).await.unwrap(), Status::Abgestimmt);
    let e = ordnung::einspielen(&s.app, &mut tx, &darf(&anna), &go(2, "2026-11-22", 91))
        .await
        .unwrap_err();
    assert_eq!(codes(&e), ["AMT-E21"]);
    assert_eq!(schritt(&mut tx, &anna).await.unwrap(), Status::Beschlossen);
    assert_eq!(codes(&schritt(&mut tx, &anna).await.unwrap_err()), ["AMT-E24"]);
    assert_eq!(schritt(&mut tx, &bernd).await.unwrap(), Status::InKraft);
    assert_eq!(codes(&schritt(&mut tx, &bernd).await.unwrap_err()), ["AMT-E22"]);
    // today the old one still holds, tomorrow the new one
    let heute = s.app.uhr.heute();
    assert_eq!(ordnung::geltende(&s.app, &mut tx).await.unwrap().version, 1);
    let morgen = ordnung::gilt_am(&s.app, &mut tx, heute.plus_tage(1))
        .await
        .unwrap();
    assert_eq!((morgen.version, morgen.netz_veraltet_tage), (2, 90));
    let alle = ordnung::alle(&mut tx).await.unwrap();
    assert_eq!(
        (alle[1].status.as_str(), alle[1].gueltig_bis),
        ("ABGELOEST", Some(alle[0].gueltig_ab))
    );
    let anders = ordnung::vergleichen(&alle[1].lesen().unwrap(), &alle[0].lesen().unwrap());
    let anders: Vec<_> = anders
        .iter()
        .map(|u| (u.schluessel.as_str(), u.vorher.as_str(), u.nachher.as_str()))
        .collect();
    assert_eq!(anders.len(), 1, "{anders:?}");
    assert_eq!(anders[0].0, "netz.veraltet_tage");
    tx.commit().await.unwrap();
    konto(&s, "frau", &[Rolle::R26]).await;
    let mut b = Browser::neu(&s);
    b.anmelden("frau", KENNWORT).await;
    assert!(b.get("/ordnung").await.text.contains("Fassung 1"));
    assert!(
        b.get(&format!("/ordnung/{neu}"))
            .await
            .text
            .contains("netz.veraltet_tage")
    );
    assert_eq!(b.get("/ordnung/neu").await.status, 200);
    let a = b.get("/api/v1/ordnung").await;
    assert!(a.text.contains("\"version\":1"), "{}", a.text);
    assert!(b.get("/api/v1/ich").await.text.contains("\"R26\""));
});

testkit::auf_beiden!(t_147_wer_hat_diese_akte_gesehen, RAEUME, |db| async move {
    let s = server(db);
    let frau = konto(&s, "frau", &[Rolle::R26]).await;
    let (raum, anderer) = (s.app.ids.uuid(), s.app.ids.uuid());
    let wer = |rolle, raeume: &[uuid::Uuid]| {
        let rolle = RolleJetzt {
            rolle,
            raeume: raeume.to_vec(),
        };
        Kontext::neu(
            s.app.ids.neu(),
            String::new(),
            OrganisationsArt::Oeffentlich,
            vec![rolle],
        )
    };
    let frage = Frage {
        objekt: Some(frau.uuid()),
        ..Frage::default()
    };
    let mut tx = s.app.db.write().await.unwrap();
    for (k, anlass, treffer) in [
        (wer(Rolle::R24, &[]), "STICHPROBE", Some(2)),
        (wer(Rolle::R25, &[]), "STICHPROBE", Some(0)),
        (wer(Rolle::R04, &[]), "VERDACHT", Some(2)),
        (wer(Rolle::R04, &[raum, anderer]), "VERDACHT", Some(0)),
        (wer(Rolle::R26, &[]), "STICHPROBE", None),
        (wer(Rolle::R02, &[]), "STICHPROBE", None),
        (wer(Rolle::R01, &[]), "STICHPROBE", None),
    ] {
        let n = protokoll::suchen(&s.app, &mut tx, &k, &frage, anlass, 100).await;
        assert_eq!(n.as_ref().ok().map(Vec::len), treffer, "{:?} {n:?}", k.rollen());
        assert_eq!(protokoll::darf(&k), treffer.is_some());
    }
    let e = protokoll::suchen(&s.app, &mut tx, &wer(Rolle::R24, &[]), &frage, "", 100)
        .await
        .unwrap_err();
    assert_eq!(codes(&e), ["AMT-E37"]);
    // the Leitung of a team looks on suspicion only
    for anlass in ["STICHPROBE", "AUSKUNFT", "PANNE"] {
        let e = protokoll::suchen(&s.app, &mut tx, &wer(Rolle::R04, &[raum]), &frage, anlass, 100)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["AMT-E37"]);
    }
    let ihre = protokoll::anlaesse(&wer(Rolle::R04, &[raum]));
    assert_eq!(ihre.iter().map(|(c, _)| *c).collect::<Vec<_>>(), ["VERDACHT"]);
    // and only at what was done while somebody belonged to the team
    let alles = protokoll::suchen(
        &s.app,
        &mut tx,
        &wer(Rolle::R04, &[]),
        &Frage::default(),
        "VERDACHT",
        100,
    )
    .await
    .unwrap();
    let taeter = alles.iter().find_map(|t| t.benutzer).unwrap();
    let heute = s.app.uhr.heute();
    for (ab, bis, sieht) in [
        (heute, None, true),
        (heute.plus_tage(-9), Some(heute.plus_tage(-1)), false),
        (heute.plus_tage(1), None, false),
    ] {
        let (id, team) = (s.app.ids.uuid(), s.app.ids.uuid());
        tx.execute(
            "INSERT INTO benutzer_rolle (id, benutzer, rolle, ab, bis) VALUES ($1, $2, 'R02', $3, $4)",
            store::werte![id, frau.uuid(), ab, bis],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO benutzer_rolle_raum (benutzer_rolle, raumeinheit) VALUES ($1, $2)",
            store::werte![id, team],
        )
        .await
        .unwrap();
        let frage = Frage {
            benutzer: Some(frau.uuid()),
            ..Frage::default()
        };
        let n = protokoll::suchen(
            &s.app,
            &mut tx,
            &wer(Rolle::R04, &[team]),
            &frage,
            "VERDACHT",
            100,
        )
        .await
        .unwrap();
        assert_eq!(!n.is_empty(), sieht, "{ab} {bis:?} {taeter}");
    }
    tx.commit().await.unwrap();
    // looking is noted, and the chain holds
    let mut tx = s.app.db.write().await.unwrap();
    let alle = Frage {
        von: Some(s.app.uhr.heute()),
        bis: Some(s.app.uhr.heute()),
        ..Frage::default()
    };
    let spuren = protokoll::suchen(&s.app, &mut tx, &wer(Rolle::R24, &[]), &alle, "PANNE", 100)
        .await
        .unwrap();
    assert!(
        spuren
            .iter()
            .any(|s| s.aktion == "journal.lesen" && s.angaben.contains("anlass=VERDACHT"))
    );
    let gestern = Frage {
        bis: Some(s.app.uhr.heute().plus_tage(-1)),
        ..Frage::default()
    };
    assert!(
        protokoll::suchen(&s.app, &mut tx, &wer(Rolle::R24, &[]), &gestern, "PANNE", 100)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(store::journal::pruefen(&mut tx, &[]).await.unwrap().bruch, None);
    drop(tx);
    konto(&s, "dsb", &[Rolle::R24]).await;
    let mut b = Browser::neu(&s);
    b.anmelden("dsb", KENNWORT).await;
    b.get("/journal").await;
    let id = frau.to_string();
    let a = b
        .post("/journal", &[("anlass", "AUSKUNFT"), ("objekt", &id)])
        .await;
    assert!(
        a.status == 200 && a.text.contains("benutzer.verwalten"),
        "{}",
        a.text
    );
    let a = b
        .post("/journal/csv", &[("anlass", "AUSKUNFT"), ("objekt", &id)])
        .await;
    assert!(a.text.contains(";benutzer.verwalten;"), "{}", a.text);
    assert_eq!(b.get("/benutzer").await.status, 404);
});
