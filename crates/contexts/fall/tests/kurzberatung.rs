//! SM-2 through the real store and the real pages: every row of the table, and INV-F10 after it.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use crate::gemeinsam::{
    ALLE, Frisch, NORD, REGION, asd, aufnahme, nimm,
    schritte::{akte, codes, geh, kurz, voll},
    seiten::{holen_als, senden_als},
    stadt, wer,
};
use amt::{
    App, Error, Kontext,
    recht::{Bearbeiten, Befugnis, Bezug, Rolle},
};
use base::{Id, Text};
use fall::{
    model::{Gespraech, Hinweis, KbErgebnis, KbOrt, KbStand, Kurzberatung, Person, Stand},
    rules::sm2::SM2,
    service::{
        bearbeiten,
        kurz::festhalten,
        kurz_schritt::{Folge, KurzSchritt, naechste, schritt},
        lesen,
    },
};
use uuid::Uuid;

async fn beraten(app: &App, ergebnis: KbErgebnis, merkzeichen: &str) -> Id<Kurzberatung> {
    let k = asd();
    let may = Befugnis::pruefen(&k, None, Bezug::default()).unwrap();
    let mut cmd = kurz(merkzeichen);
    cmd.ergebnis = ergebnis;
    let mut tx = app.db.write().await.unwrap();
    let g = festhalten(app, &mut tx, &may, &cmd, (NORD, "Nord"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    g.id
}

fn alles(version: i64) -> KurzSchritt {
    KurzSchritt {
        version,
        gespraech: Some(Gespraech {
            datum: "2026-11-21".parse().unwrap(),
            ort: KbOrt::Sozialraumbuero,
            dauer: 45,
        }),
        einwilligung: true,
        einmal: Uuid::now_v7_test(),
        worte: Text::neu("Ich möchte jetzt doch Hilfe.").unwrap(),
        gefaehrdungshinweis: Hinweis::Nein,
        person: Person {
            nachname: "Șerban".to_owned(),
            ..Person::default()
        },
        rueckruf: true,
    }
}

async fn tu(
    app: &App,
    k: &Kontext,
    id: Id<Kurzberatung>,
    welcher: &str,
    cmd: &KurzSchritt,
) -> amt::Result<Folge> {
    let mut tx = app.db.write().await?;
    let (may, _) = lesen::kurzberatung::<Bearbeiten>(&mut tx, k, id).await?;
    let folge = schritt(app, &mut tx, &may, welcher, cmd).await?;
    tx.commit().await?;
    Ok(folge)
}

async fn stelle(app: &App, id: Id<Kurzberatung>, stand: KbStand) {
    let mut tx = app.db.write().await.unwrap();
    tx.execute(
        "UPDATE kurzberatung SET stand = $2 WHERE id = $1",
        store::werte![id, stand],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn lies(app: &App, id: Id<Kurzberatung>) -> Kurzberatung {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::kurz_akte(app, &mut tx, &asd(), id).await.unwrap();
    tx.commit().await.unwrap();
    a.kurz
}

testkit::auf_beiden!(
    jede_zeile_von_sm_2_geht_nur_von_ihren_staenden,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        for von in KbStand::ALLE {
            for u in SM2 {
                let id = beraten(&app, KbErgebnis::Informiert, "").await;
                stelle(&app, id, *von).await;
                let ergebnis = tu(&app, &asd(), id, u.id, &alles(1)).await;
                if u.von.contains(von) {
                    let folge = ergebnis.unwrap_or_else(|e| panic!("{von} {}: {e}", u.id));
                    match u.id {
                        "K04" => assert!(matches!(folge, Folge::Anliegen(_))),
                        "K05" => assert!(matches!(folge, Folge::Meldung(_))),
                        _ => assert_eq!(folge, Folge::Stand(u.nach)),
                    }
                    assert_eq!(lies(&app, id).await.stand, u.nach);
                } else {
                    assert_eq!(codes(&ergebnis.unwrap_err()), ["FALL-E74"], "{von} {}", u.id);
                    assert_eq!(lies(&app, id).await.stand, *von);
                }
            }
        }
    }
);

testkit::auf_beiden!(k04_braucht_einwilligung_name_und_worte, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = beraten(&app, KbErgebnis::HilfeGewuenscht, "Mond7").await;
    let leer = KurzSchritt {
        einwilligung: false,
        worte: Text::default(),
        person: Person::default(),
        ..alles(1)
    };
    let e = tu(&app, &asd(), id, "K04", &leer).await.unwrap_err();
    assert_eq!(codes(&e), ["FALL-E72", "FALL-E64", "FALL-E75"]);
    let Folge::Anliegen(a) = tu(&app, &asd(), id, "K04", &alles(1)).await.unwrap() else {
        panic!("kein Anliegen")
    };
    let neu = akte(&app, &asd(), a).await;
    assert_eq!(neu.person.unwrap().nachname, "Șerban");
    assert_eq!(
        (neu.anliegen.raumeinheit, neu.anliegen.raum_name.as_str()),
        (Some(NORD), "Nord"),
        "der Sozialraum geht mit, die Adresse ist unbekannt"
    );
    assert_eq!(neu.anliegen.region_name, "Mitte");
    assert!(neu.anliegen.rueckruf_bis.is_some() && neu.anliegen.team_name == "Team Nord");
    assert!(
        neu.verlauf
            .iter()
            .any(|v| v.text.contains("Die Person ist einverstanden"))
    );
    // INV-F10: nothing in the Kurzberatung names the Anliegen or the person
    let mut tx = app.db.read().await.unwrap();
    let spalten = store::spalten(&mut tx).await.unwrap();
    for (t, s, art, _) in &spalten {
        if t.starts_with("kurzberatung") && art == "text" {
            let sql = store::Sql::aus_konstanten(format!(
                "SELECT COUNT(*) FROM {t} WHERE {s} LIKE '%erban%' OR {s} LIKE '%{a}%'"
            ));
            let (n,): (i64,) = tx.fetch_one(sql, store::werte![]).await.unwrap();
            assert_eq!(n, 0, "{t}.{s}");
        }
    }
    drop(tx);
    // a second try finds the state changed, and a stale version is a conflict
    assert_eq!(
        codes(&tu(&app, &asd(), id, "K04", &alles(2)).await.unwrap_err()),
        ["FALL-E74"]
    );
    assert!(matches!(
        tu(&app, &asd(), id, "K04", &alles(1)).await.unwrap_err(),
        Error::Konflikt
    ));
});

testkit::auf_beiden!(
    k04_mit_hinweis_ja_legt_auch_die_meldung_an,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = beraten(&app, KbErgebnis::HilfeGewuenscht, "").await;
        let mut cmd = alles(1);
        cmd.gefaehrdungshinweis = Hinweis::Ja;
        let Folge::Anliegen(a) = tu(&app, &asd(), id, "K04", &cmd).await.unwrap() else {
            panic!("kein Anliegen")
        };
        let neu = akte(&app, &asd(), a).await;
        assert!(neu.gemeldet && neu.anliegen.stand == Stand::Meldung8a);
    }
);

testkit::auf_beiden!(
    k05_legt_die_meldung_an_ohne_weg_zum_merkzeichen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = beraten(&app, KbErgebnis::Folgetermin, "Mond7").await;
        let ohne = KurzSchritt {
            worte: Text::default(),
            ..alles(1)
        };
        assert_eq!(
            codes(&tu(&app, &asd(), id, "K05", &ohne).await.unwrap_err()),
            ["FALL-E75"]
        );
        let Folge::Meldung(m) = tu(&app, &asd(), id, "K05", &alles(1)).await.unwrap() else {
            panic!("keine Meldung")
        };
        let mut tx = app.db.write().await.unwrap();
        let gelesen = lesen::meldung(&app, &mut tx, &asd(), m).await.unwrap();
        assert_eq!(gelesen.beobachtung, "Ich möchte jetzt doch Hilfe.");
        assert_eq!(gelesen.frist, gelesen.eingang, "sofort");
        assert_eq!((gelesen.anliegen, gelesen.kontaktvorgang), (None, None));
        // a leader of the Region above sees it, one of another space does not
        let oben = wer(0x81, Rolle::R04, vec![REGION]);
        assert!(lesen::meldung(&app, &mut tx, &oben, m).await.is_ok());
        let fremd = wer(0x82, Rolle::R04, vec![Uuid::from_u128(0xA9)]);
        assert!(lesen::meldung(&app, &mut tx, &fremd, m).await.is_err());
        // whoever may not create a Meldung is not offered the step
        let k = lesen::kurzberatung::<Bearbeiten>(&mut tx, &asd(), id)
            .await
            .unwrap()
            .1;
        let vorher = Kurzberatung {
            stand: KbStand::Beraten,
            ..k
        };
        let ids = |w: &Kontext| naechste(w, &vorher).iter().map(|u| u.id).collect::<Vec<_>>();
        assert_eq!(ids(&asd()), ["K02", "K03", "K04", "K05"]);
        assert_eq!(ids(&wer(0x83, Rolle::R08, vec![])), ["K02", "K03"]);
        assert_eq!(ids(&wer(0x84, Rolle::R09, vec![])), ["K02", "K03", "K05"]);
    }
);

testkit::auf_beiden!(
    t_059_auch_ein_folgegespraech_zaehlt_und_fragt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = beraten(&app, KbErgebnis::Folgetermin, "Mond7").await;
        let pfad = format!("/kurzberatung/{id}");
        let mut version = 1;
        for gespraech in 2..=4 {
            let (status, ort) = senden_als(
                &app,
                &format!("{pfad}/schritt/K01"),
                &[
                    ("version", &version.to_string()),
                    ("datum", "2026-11-21"),
                    ("ort", "TELEFON"),
                    ("dauer", "20"),
                ],
                asd(),
            )
            .await;
            assert_eq!((status, ort.as_str()), (303, pfad.as_str()));
            let (_, seite) = holen_als(&app, &pfad, asd()).await;
            assert_eq!(
                seite.contains("Hilfe beantragen anbieten?"),
                gespraech == 4,
                "{gespraech}"
            );
            assert_eq!(seite.matches("20 Minuten").count(), gespraech - 1);
            version += 1;
            if gespraech < 4 {
                tu(&app, &asd(), id, "K02", &alles(version)).await.unwrap();
                version += 1;
            }
        }
        senden_als(
            &app,
            &format!("{pfad}/antwort"),
            &[("antwort", "ABGELEHNT")],
            asd(),
        )
        .await;
        let (_, seite) = holen_als(&app, &pfad, asd()).await;
        assert!(seite.contains("die Person möchte nicht") && !seite.contains("anbieten?"));
    }
);

testkit::auf_beiden!(die_seite_behaelt_was_getippt_wurde, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = beraten(&app, KbErgebnis::HilfeGewuenscht, "").await;
    let pfad = format!("/kurzberatung/{id}");
    let (status, seite) = senden_als(
        &app,
        &format!("{pfad}/schritt/K04"),
        &[
            ("version", "1"),
            ("worte", "Ich schaffe es nicht allein"),
            ("nachname", "Șerban"),
        ],
        asd(),
    )
    .await;
    assert_eq!(status, 422);
    assert!(
        seite.contains("Ich schaffe es nicht allein") && seite.contains("#feld-gefaehrdungshinweis"),
        "{seite}"
    );
    let (status, seite) = senden_als(&app, &format!("{pfad}/schritt/K05"), &[("version", "1")], asd()).await;
    assert!(status == 422 && seite.contains("#feld-beobachtung"));
    assert_eq!(seite.matches("<h1").count(), 1);
});

testkit::auf_beiden!(
    inv_f10_nach_der_kurzberatung_nimmt_das_anliegen_keine_person_mehr_auf,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = nimm(&app, aufnahme(Hinweis::Nein)).await.unwrap().id;
        geh(&app, &asd(), id, "A04", &voll(1)).await.unwrap();
        let v = akte(&app, &asd(), id).await.anliegen.version;
        let mut tx = app.db.write().await.unwrap();
        let (may, _) = lesen::befugt::<Bearbeiten>(&app, &mut tx, &asd(), id)
            .await
            .unwrap();
        let aenderung = bearbeiten::Aenderung {
            version: v,
            worte: Text::neu("Frau Müller").unwrap(),
            gefaehrdungshinweis: Hinweis::Nein,
            person: Person {
                nachname: "Müller".to_owned(),
                ..Person::default()
            },
        };
        let zuordnung = bearbeiten::Neuzuordnung {
            version: v,
            sektor: String::new(),
            ort: None,
            abweichung: None,
        };
        let fehler = [
            bearbeiten::aendern(&app, &mut tx, &may, aenderung).await,
            bearbeiten::zuordnen(&app, &mut tx, &may, zuordnung).await,
        ];
        for e in fehler {
            assert_eq!(codes(&e.unwrap_err()), ["FALL-E85"]);
        }
        drop(tx);
        assert!(akte(&app, &asd(), id).await.person.is_none());
        let (_, seite) = holen_als(&app, &format!("/anliegen/{id}"), asd()).await;
        assert!(!seite.contains("/bearbeiten") && !seite.contains("/zuordnen"));
    }
);

testkit::auf_beiden!(t_128_ueber_die_ablage, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let mut tx = app.db.write().await.unwrap();
    // 1,904 contacts: 1,842 answered at once, 62 with a call-back, of which half are done by now
    let zeile = |n: u128| {
        let rueckruf = n < 62;
        let ergebnis = if rueckruf { "RUECKRUF_ZUGESAGT" } else { "ERLEDIGT" };
        store::werte![
            Uuid::from_u128(n),
            1i64,
            Uuid::from_u128(n),
            0i64,
            "2026-11-02",
            "TELEFON",
            "DIREKT",
            Some(20i64),
            "",
            "",
            "",
            "NEIN",
            "",
            "",
            ergebnis,
            rueckruf.then_some("2026-11-04"),
            (rueckruf && n.is_multiple_of(2)).then_some(1i64),
            0i64,
            Uuid::from_u128(1),
            0i64,
            Uuid::from_u128(1)
        ]
    };
    tx.insert_many(
        "INSERT INTO kontaktvorgang (id, version, einmal, eingang, tag, kanal, ueberlauf, wartezeit, anrufer, telefon,
            anliegen_kurz, gefaehrdungshinweis, raum_name, zustaendig, ergebnis, rueckruf_bis, rueckruf_am, angelegt_am,
            angelegt_von, geaendert_am, geaendert_von) VALUES",
        (0..1904).map(zeile).collect(),
        "",
    )
    .await
    .unwrap();
    let tag = |t: &str| t.parse().unwrap();
    let z = fall::service::kontakt::zahlen(&app, &mut tx, tag("2026-11-01"), tag("2026-12-01"))
        .await
        .unwrap();
    assert_eq!((z.kontakte, z.sofort, z.rueckrufe), (1904, 1842, 62));
    assert_eq!(
        (z.erreicht().as_str(), z.rueckrufanteil().as_str()),
        ("96,7 %", "3,3 %")
    );
});
