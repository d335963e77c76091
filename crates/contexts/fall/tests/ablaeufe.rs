//! SM-1 and SM-2 through the real store, legal and illegal, and the red lines that hang on them.

use crate::gemeinsam;
use crate::gemeinsam::{
    ALLE, FRAU_A, HERR_B, NORD, asd, aufnahme, nimm,
    schritte::{akte, codes, geh, kurz, voll},
    service, stadt, wer,
};
use amt::{
    Error,
    recht::{Bearbeiten, Rolle},
};
use fall::{
    model::{Hinweis, Konsultationsergebnis, Stand},
    rules::{ablauf::mermaid, sm1::SM1, sm2::SM2},
    service::{bearbeiten, lesen},
};

testkit::auf_beiden!(
    jeder_schritt_der_tabelle_geht_nur_von_seinen_staenden,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        // every ordered pair of steps, after none or one step before: the store does exactly what the table says
        for erster in SM1 {
            for zweiter in SM1 {
                let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
                let mut stand = Stand::Neu;
                for u in [erster, zweiter] {
                    let a = akte(&app, &asd(), id).await;
                    let mut cmd = voll(a.anliegen.version);
                    if u.id == "A02" {
                        cmd.hinweis = Some(Hinweis::Ja);
                    }
                    // after a Kurzberatung the person is gone, so a case cannot follow from there anyway
                    let ergebnis = geh(&app, &asd(), id, u.id, &cmd).await;
                    if u.von.contains(&stand) {
                        stand = ergebnis.unwrap_or_else(|e| panic!("{} → {}: {e}", erster.id, u.id));
                        assert_eq!(stand, u.nach);
                    } else {
                        assert_eq!(
                            codes(&ergebnis.unwrap_err()),
                            ["FALL-E74"],
                            "{} → {}",
                            erster.id,
                            u.id
                        );
                    }
                    assert_eq!(akte(&app, &asd(), id).await.anliegen.stand, stand);
                }
            }
        }
    }
);

testkit::auf_beiden!(rechte_der_tabelle, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    for u in SM1 {
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let v = akte(&app, &asd(), id).await.anliegen.version;
        for rolle in Rolle::ALLE {
            if u.wer.contains(&rolle) {
                continue;
            }
            let e = geh(&app, &wer(0x77, rolle, vec![]), id, u.id, &voll(v))
                .await
                .unwrap_err();
            assert!(matches!(e, Error::NichtGefunden), "{} {rolle:?}: {e}", u.id);
        }
    }
    // RL-02: no role outside the public body opens a case
    assert!(SM1.iter().filter(|u| u.id == "A05").all(|u| {
        u.wer
            .iter()
            .all(|r| !matches!(r, Rolle::R09 | Rolle::R10 | Rolle::R01))
    }));
});

testkit::auf_beiden!(
    fall_e01_unklar_endet_erst_nach_dem_gespraech,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Unklar)).await.unwrap().id;
        let a = akte(&app, &asd(), id).await.anliegen;
        assert_eq!(
            a.konsultation_bis.map(|t| t.to_string()).as_deref(),
            Some("21.11.2026")
        );
        for u in ["A03", "A04", "A05", "A06", "A07"] {
            let e = geh(&app, &asd(), id, u, &voll(a.version)).await.unwrap_err();
            assert_eq!(codes(&e), ["FALL-E01"], "{u}");
        }
        let mut tx = app.db.write().await.unwrap();
        let (may, _) = lesen::befugt::<Bearbeiten>(&app, &mut tx, &asd(), id)
            .await
            .unwrap();
        let e = bearbeiten::konsultiert(
            &app,
            &mut tx,
            &may,
            a.version,
            " ",
            Konsultationsergebnis::KeinHinweis,
        )
        .await
        .unwrap_err();
        assert_eq!(codes(&e), ["FALL-E80"]);
        bearbeiten::konsultiert(
            &app,
            &mut tx,
            &may,
            a.version,
            "Anna Abel",
            Konsultationsergebnis::KeinHinweis,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            geh(&app, &asd(), id, "A03", &voll(a.version + 1)).await.unwrap(),
            Stand::AuskunftErteilt
        );
    }
);

testkit::auf_beiden!(fall_e01_ja_legt_sofort_die_meldung_an, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let a = nimm(&app, aufnahme(Hinweis::Ja)).await.unwrap();
    assert!(a.meldung.is_some());
    let beim_asd = akte(&app, &asd(), a.id).await;
    let m = beim_asd.meldung.unwrap();
    assert_eq!(
        (
            beim_asd.anliegen.stand,
            m.verantwortlich,
            m.verantwortlich_name.as_str()
        ),
        (Stand::Meldung8a, Some(FRAU_A), "Anna Abel")
    );
    assert_eq!(
        (m.frist, m.erstbewertung_bis.uhrzeit().as_str()),
        (gemeinsam::zeit(), "14:00"),
        "unverzüglich, vier Stunden"
    );
    // INV-S4: the Servicebereich gets the receipt, not the Meldung
    let im_service = akte(&app, &service(), a.id).await;
    assert!(im_service.gemeldet && im_service.meldung.is_none());
    let mut tx = app.db.write().await.unwrap();
    assert!(matches!(
        lesen::meldung(&app, &mut tx, &service(), a.meldung.unwrap()).await,
        Err(Error::NichtGefunden)
    ));
    assert!(
        lesen::meldungen(&app, &mut tx, &service())
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        lesen::meldungen(&app, &mut tx, &wer(0x99, Rolle::R05, vec![]))
            .await
            .unwrap()
            .len(),
        1
    );
});

testkit::auf_beiden!(
    rl_13_falleingang_hat_genau_eine_fuehrung_und_eine_vertretung,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let mut cmd = voll(1);
        if let Some(f) = &mut cmd.fall {
            f.vertretung = Some(FRAU_A);
        }
        assert_eq!(
            codes(&geh(&app, &asd(), id, "A05", &cmd).await.unwrap_err()),
            ["FALL-E68"]
        );
        if let Some(f) = &mut cmd.fall {
            (f.vertretung, f.fallfuehrend) = (None, None);
        }
        assert_eq!(
            codes(&geh(&app, &asd(), id, "A05", &cmd).await.unwrap_err()),
            ["FALL-E67", "FALL-E68"]
        );
        geh(&app, &asd(), id, "A05", &voll(1)).await.unwrap();
        let zweites = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        geh(&app, &asd(), zweites, "A05", &voll(1)).await.unwrap();
        let (a, b) = (
            akte(&app, &asd(), id).await.fall.unwrap(),
            akte(&app, &asd(), zweites).await.fall.unwrap(),
        );
        assert_eq!(
            (a.aktenzeichen.as_str(), b.aktenzeichen.as_str()),
            ("JH-2026-00001", "JH-2026-00002"),
            "ohne Lücke"
        );
        assert_eq!((a.fallfuehrend, a.vertretung, a.go_version), (FRAU_A, HERR_B, 1));
        // an ASD-Fachkraft opens no case of the EGH
        let drittes = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let mut egh = voll(1);
        if let Some(f) = &mut egh.fall {
            f.sektor = "EGH".to_owned();
        }
        assert_eq!(
            codes(&geh(&app, &asd(), drittes, "A05", &egh).await.unwrap_err()),
            ["FALL-E10"]
        );
    }
);

testkit::auf_beiden!(
    rl_04_ein_antrag_geht_auch_ohne_angebotssuche_und_behaelt_seinen_tag,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        let mut cmd = voll(1);
        cmd.antrag_eingang = None;
        assert_eq!(
            codes(&geh(&app, &asd(), id, "A06", &cmd).await.unwrap_err()),
            ["FALL-E63"]
        );
        geh(&app, &asd(), id, "A06", &voll(1)).await.unwrap();
        let a = akte(&app, &asd(), id).await.anliegen;
        assert_eq!(
            a.antrag_eingang.map(|t| t.to_string()).as_deref(),
            Some("20.11.2026"),
            "§ 16 Abs. 2 SGB I"
        );
    }
);

testkit::auf_beiden!(
    inv_f10_kurzberatung_laesst_keine_person_zurueck,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        geh(&app, &asd(), id, "A04", &voll(1)).await.unwrap();
        let a = akte(&app, &asd(), id).await;
        assert!(a.person.is_none() && a.anliegen.worte.is_empty() && a.anliegen.spur.is_empty());
        let mut tx = app.db.write().await.unwrap();
        let spalten = store::spalten(&mut tx).await.unwrap();
        for verboten in [
            "name",
            "nachname",
            "vorname",
            "geburtsdatum",
            "adresse",
            "anschrift",
            "telefon",
            "person",
            "anliegen",
        ] {
            assert!(
                !spalten
                    .iter()
                    .any(|(t, s, _, _)| t == "kurzberatung" && s == verboten),
                "FALL-E05: {verboten}"
            );
        }
        for tabelle in [
            "anliegen",
            "anliegen_person",
            "anliegen_verlauf",
            "anliegen_raum",
            "kurzberatung",
        ] {
            let felder: Vec<&String> = spalten
                .iter()
                .filter(|(t, _, art, _)| t == tabelle && art == "text")
                .map(|(_, s, _, _)| s)
                .collect();
            for feld in felder {
                let sql = store::Sql::aus_konstanten(format!(
                    "SELECT COUNT(*) FROM {tabelle} WHERE {feld} LIKE '%Müller%' OR {feld} LIKE '%Linden%'"
                ));
                let (n,): (i64,) = tx.fetch_one(sql, store::werte![]).await.unwrap();
                assert_eq!(n, 0, "{tabelle}.{feld}");
            }
        }
    }
);

testkit::auf_beiden!(
    t_059_viertes_gespraech_fragt_und_verhindert_nichts,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let k = asd();
        let may = amt::recht::Befugnis::pruefen(&k, None, amt::recht::Bezug::default()).unwrap();
        let mut letzte = None;
        for n in 1..=4 {
            let mut tx = app.db.write().await.unwrap();
            let g = fall::service::kurz::festhalten(
                &app,
                &mut tx,
                &may,
                &kurz(if n % 2 == 0 { "mond7" } else { "Mond7" }),
                (NORD, "Nord"),
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(g.frage.is_some(), n == 4, "{n}");
            letzte = Some(g.id);
        }
        let mut tx = app.db.write().await.unwrap();
        let (may, _) = lesen::kurzberatung::<Bearbeiten>(&mut tx, &k, letzte.unwrap())
            .await
            .unwrap();
        fall::service::kurz::beantworten(&app, &mut tx, &may, fall::model::Angebotsantwort::Abgelehnt)
            .await
            .unwrap();
        let (_, gespeichert) = lesen::kurzberatung::<Bearbeiten>(&mut tx, &k, letzte.unwrap())
            .await
            .unwrap();
        assert_eq!(gespeichert.hilfe_antwort.as_deref(), Some("ABGELEHNT"));
    }
);

testkit::auf_beiden!(fall_e05_warnt_einmal, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let k = asd();
    let may = amt::recht::Befugnis::pruefen(&k, None, amt::recht::Bezug::default()).unwrap();
    let mut cmd = kurz("Mond7");
    cmd.notiz = "Frau Müller, geboren am 03.05.1980".to_owned();
    let mut tx = app.db.write().await.unwrap();
    let e = fall::service::kurz::festhalten(&app, &mut tx, &may, &cmd, (NORD, "Nord"))
        .await
        .unwrap_err();
    assert_eq!(codes(&e), ["FALL-E05"]);
    cmd.trotzdem = true;
    fall::service::kurz::festhalten(&app, &mut tx, &may, &cmd, (NORD, "Nord"))
        .await
        .unwrap();
});

#[test]
fn das_diagramm_kommt_aus_der_tabelle() {
    let d = mermaid(SM1, Stand::Neu, Stand::code);
    assert!(d.starts_with("stateDiagram-v2\n    [*] --> NEU\n"));
    assert_eq!(
        d.lines().count(),
        2 + SM1.iter().map(|u| u.von.len()).sum::<usize>()
    );
    assert!(
        mermaid(SM2, fall::model::KbStand::Offen, fall::model::KbStand::code)
            .contains("FOLGETERMIN --> BERATEN: K01")
    );
}
