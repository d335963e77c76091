//! Who sees a ticket and a Meldung, what the duty to protect does not wait for, and what can be undone.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use crate::gemeinsam::{
    ALLE, FRAU_A, Frisch, HERR_B, NORD, REGION, SUED, asd, aufnahme, nimm,
    schritte::{akte, codes, geh, voll},
    service, stadt, wer,
};
use amt::{
    App, Error, Kontext,
    recht::{Bearbeiten, Rolle},
};
use base::Id;
use fall::{
    model::{Anliegen, Hinweis, Kanal, Kontaktvorgang, Ortsart, Ortsfrage, Person, Stand, Ueberlauf},
    service::{
        aufnehmen::Abweichung,
        bearbeiten::{self, Neuzuordnung},
        kontakt::{self, Kontaktangaben},
        lesen,
    },
};
use uuid::Uuid;

async fn notiere(app: &App, adresse: &str, hinweis: Hinweis) -> Id<Kontaktvorgang> {
    let k = service();
    let may = amt::recht::Befugnis::pruefen(&k, None, amt::recht::Bezug::default()).unwrap();
    let mut tx = app.db.write().await.unwrap();
    let cmd = Kontaktangaben {
        einmal: Uuid::now_v7_test(),
        kanal: Kanal::Telefon,
        ueberlauf: Ueberlauf::Direkt,
        wartezeit: Some(12),
        anrufer: "Frau Yılmaz".to_owned(),
        telefon: "0431 77".to_owned(),
        anliegen_kurz: "Frage zum Kindergarten".to_owned(),
        gefaehrdungshinweis: hinweis,
        ort: Ortsfrage {
            text: adresse.to_owned(),
            ..Ortsfrage::default()
        },
        ergebnis: None,
        rueckruf_bis: None,
        beschwerdeart: None,
    };
    let id = kontakt::notieren(app, &mut tx, &may, cmd).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// How often the journal holds this act of this user on this object.
async fn notiert(app: &App, k: &Kontext, aktion: &str, objekt: Uuid) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM journal WHERE aktion = $1 AND objekt = $2 AND benutzer = $3",
            store::werte![aktion, objekt, k.benutzer().uuid()],
        )
        .await
        .unwrap();
    n
}

testkit::auf_beiden!(vorgaenge_nur_im_eigenen_raum_und_notiert, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let nord = notiere(&app, "Lindenstraße 5", Hinweis::Nein).await;
    let sued = notiere(&app, "Süd 1", Hinweis::Nein).await;
    let ohne = notiere(&app, "", Hinweis::Nein).await;
    let sieht = async |k: &Kontext| {
        let mut tx = app.db.write().await.unwrap();
        let (zeilen, gesamt) = kontakt::offene(&app, &mut tx, k, (0, 50)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(i64::try_from(zeilen.len()).unwrap(), gesamt);
        zeilen
            .into_iter()
            .map(|z| z.id)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let leitung = |raum| wer(0x41, Rolle::R04, vec![raum]);
    assert_eq!(sieht(&leitung(NORD)).await, [nord, ohne].into());
    assert_eq!(sieht(&leitung(SUED)).await, [sued, ohne].into());
    assert_eq!(sieht(&leitung(REGION)).await, [nord, sued, ohne].into());
    assert_eq!(sieht(&service()).await, [nord, sued, ohne].into());
    assert_eq!(
        notiert(&app, &service(), "kontaktvorgang.lesen", sued.uuid()).await,
        1,
        "RL-17"
    );
    // one alone, as the intake is filled from it
    let mut tx = app.db.write().await.unwrap();
    for (k, geht) in [
        (leitung(NORD), false),
        (leitung(SUED), true),
        (wer(0x42, Rolle::R24, vec![]), false),
        (wer(0x43, Rolle::R09, vec![]), false),
    ] {
        let antwort = kontakt::vorgang(&app, &mut tx, &k, sued).await;
        assert_eq!(antwort.is_ok(), geht, "{k:?}");
        if let Err(e) = antwort {
            assert!(matches!(e, Error::NichtGefunden));
        }
    }
});

testkit::auf_beiden!(
    meldung_ohne_verantwortliche_sehen_leitung_und_wer_sie_aufnahm,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        // an ASD-Fachkraft takes it in, nobody knows where it is: nobody is responsible yet
        let mut cmd = aufnahme(Hinweis::Ja);
        cmd.ortsart = Ortsart::Unbekannt;
        cmd.ort = Ortsfrage::default();
        let aufnehmend = wer(0x51, Rolle::R02, vec![]);
        let may = amt::recht::Befugnis::pruefen(&aufnehmend, None, amt::recht::Bezug::default()).unwrap();
        let mut tx = app.db.write().await.unwrap();
        let a = fall::service::aufnehmen::aufnehmen(&app, &mut tx, &may, cmd)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for (k, sieht) in [
            (aufnehmend, true),
            (wer(0x52, Rolle::R02, vec![]), false),
            (wer(0x53, Rolle::R03, vec![]), false),
            (asd(), false),
            (service(), false),
            (wer(0x54, Rolle::R04, vec![NORD]), true),
            (wer(0x55, Rolle::R05, vec![]), true),
        ] {
            let mut tx = app.db.write().await.unwrap();
            let eine = lesen::meldung(&app, &mut tx, &k, a.meldung.unwrap()).await;
            assert_eq!(eine.is_ok(), sieht, "{k:?}");
            let alle = lesen::meldungen(&app, &mut tx, &k).await.unwrap();
            assert_eq!(!alle.is_empty(), sieht, "{k:?}");
        }
    }
);

testkit::auf_beiden!(meldung_sieht_die_leitung_ihrer_region, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let aus_anliegen = nimm(&app, aufnahme(Hinweis::Ja)).await.unwrap();
    notiere(&app, "Süd 1", Hinweis::Ja).await;
    for (raum, n) in [(REGION, 2), (NORD, 1), (SUED, 1), (Uuid::from_u128(0xAF), 0)] {
        let k = wer(0x61, Rolle::R04, vec![raum]);
        let mut tx = app.db.write().await.unwrap();
        assert_eq!(
            lesen::meldungen(&app, &mut tx, &k).await.unwrap().len(),
            n,
            "{raum}"
        );
        let eine = lesen::meldung(&app, &mut tx, &k, aus_anliegen.meldung.unwrap()).await;
        assert_eq!(eine.is_ok(), raum == REGION || raum == NORD, "{raum}");
    }
});

testkit::auf_beiden!(rl_12_schutz_wartet_auf_keinen_willen, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    // no name, no place, no topic, and the person does not want it any more: the Meldung goes all the same
    for vorher in ["", "A01", "A03", "A06", "A07"] {
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.person = Person::default();
        (cmd.ortsart, cmd.ort) = (Ortsart::Unbekannt, Ortsfrage::default());
        let id = nimm(&app, cmd).await.unwrap().id;
        let mut version = 1;
        if !vorher.is_empty() {
            geh(&app, &asd(), id, vorher, &voll(version)).await.unwrap();
            version += 1;
        }
        let ja = fall::service::schritt::Schritt {
            version,
            hinweis: Some(Hinweis::Ja),
            ..Default::default()
        };
        assert_eq!(
            geh(&app, &asd(), id, "A02", &ja).await.unwrap(),
            Stand::Meldung8a,
            "nach „{vorher}“"
        );
        let a = akte(&app, &asd(), id).await;
        assert!(a.gemeldet && a.anliegen.gefaehrdungshinweis == Hinweis::Ja);
    }
    // nor does it wait when the talk with the ASD ends in danger
    let a = nimm(&app, aufnahme(Hinweis::Unklar)).await.unwrap().id;
    let mut tx = app.db.write().await.unwrap();
    let (may, _) = lesen::befugt::<Bearbeiten>(&app, &mut tx, &asd(), a)
        .await
        .unwrap();
    let ergebnis = fall::model::Konsultationsergebnis::Meldung8a;
    bearbeiten::konsultiert(&app, &mut tx, &may, 1, "Anna Abel", ergebnis)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let danach = akte(&app, &asd(), a).await;
    assert!(danach.gemeldet && danach.anliegen.stand == Stand::Meldung8a);
});

testkit::auf_beiden!(
    rl_02_fallfuehrend_ist_nur_der_oeffentliche_traeger,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let freier_traeger = Uuid::from_u128(0xC9);
        for vertretung in [false, true] {
            let mut cmd = voll(1);
            if let Some(f) = &mut cmd.fall {
                if vertretung {
                    f.vertretung = Some(freier_traeger);
                } else {
                    f.fallfuehrend = Some(freier_traeger);
                }
            }
            let e = geh(&app, &asd(), id, "A05", &cmd).await.unwrap_err();
            assert_eq!(codes(&e), ["FALL-E77"]);
            assert_eq!(
                e.befunde()[0].ort,
                if vertretung { "vertretung" } else { "fallfuehrend" }
            );
        }
        assert!(akte(&app, &asd(), id).await.fall.is_none());
    }
);

async fn zuordnen(app: &App, id: Id<Anliegen>, version: i64, cmd: Neuzuordnung) -> amt::Result<()> {
    let mut tx = app.db.write().await?;
    let (may, _) = lesen::befugt::<Bearbeiten>(app, &mut tx, &asd(), id).await?;
    bearbeiten::zuordnen(app, &mut tx, &may, Neuzuordnung { version, ..cmd }).await?;
    tx.commit().await?;
    Ok(())
}

async fn zurueck(app: &App, id: Id<Anliegen>, version: i64) -> amt::Result<()> {
    let mut tx = app.db.write().await?;
    let (may, _) = lesen::befugt::<Bearbeiten>(app, &mut tx, &asd(), id).await?;
    bearbeiten::zuordnung_zurueck(app, &mut tx, &may, version).await?;
    tx.commit().await?;
    Ok(())
}

testkit::auf_beiden!(
    abweichung_mit_grund_und_sieben_tage_zurueck,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let anders = |grund: &str| Neuzuordnung {
            version: 0,
            sektor: String::new(),
            ort: Some((
                Ortsart::Adresse,
                Ortsfrage {
                    text: "Süd 1".to_owned(),
                    ..Ortsfrage::default()
                },
            )),
            abweichung: Some(Abweichung {
                fachkraft: HERR_B,
                grund: grund.to_owned(),
            }),
        };
        let stand = async || {
            let a = akte(&app, &asd(), id).await;
            (
                a.anliegen.raumeinheit,
                a.anliegen.fachkraft,
                a.anliegen.zustaendig_grund,
                a.person.unwrap().anschrift,
            )
        };
        let anfang = stand().await;
        assert_eq!((anfang.0, anfang.1), (Some(NORD), Some(FRAU_A)));
        let e = zuordnen(&app, id, 1, anders("  ")).await.unwrap_err();
        assert_eq!(codes(&e), ["FALL-E73"]);
        assert_eq!(stand().await, anfang, "nichts geschehen");
        zuordnen(&app, id, 1, anders("kennt die Familie")).await.unwrap();
        assert_eq!(
            stand().await,
            (
                Some(SUED),
                Some(HERR_B),
                "kennt die Familie".to_owned(),
                "Süd 1".to_owned()
            )
        );
        assert!(matches!(zurueck(&app, id, 1).await, Err(Error::Konflikt)));
        zurueck(&app, id, 2).await.unwrap();
        assert_eq!(stand().await, anfang, "alles wie vorher");
        let noch_einmal = zurueck(&app, id, 3).await.unwrap_err();
        assert_eq!(codes(&noch_einmal), ["FALL-E70"]);
        zuordnen(&app, id, 3, anders("zieht um")).await.unwrap();
        uhr.stelle(base::Zeitpunkt("2026-11-29T09:00:00Z".parse().unwrap()));
        assert_eq!(codes(&zurueck(&app, id, 4).await.unwrap_err()), ["FALL-E70"]);
    }
);
