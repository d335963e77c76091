//! H11, H12, H15: a Träger is asked, answers, begins; it sees its own order and nothing else.

use amt::{
    App, Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use base::{FesteUhr, Id};
use fall::model::{Auftragsstand, Beauftragung, Fall};
use store::werte;
use uuid::Uuid;

use crate::{
    gemeinsam::{
        ALLE, TRAEGER_1, TRAEGER_2, TRAEGER_3, asd,
        seiten::{holen_als, senden_als},
        stadt,
    },
    hilfe::weg::{fehler, ja, lies, post, stand, zum_entscheiden},
};

/// Somebody of a Träger: 0xF1 of Haus Nord, 0xF2 of Hilfe Süd.
pub fn traeger(benutzer: u128, rolle: Rolle) -> Kontext {
    Kontext::neu(
        Id::von(Uuid::from_u128(benutzer)),
        format!("Träger {benutzer:x}"),
        OrganisationsArt::Andere,
        vec![RolleJetzt {
            rolle,
            raeume: vec![],
        }],
    )
}

pub async fn bewilligt(app: &App) -> Id<Fall> {
    let id = zum_entscheiden(app, "J31", "600,00").await;
    ja(app, id, "schritt/H09", &[]).await;
    id
}

pub async fn anfrage(app: &App, id: Id<Fall>, traeger: Uuid, mehr: &[(&str, &str)]) -> (u16, String) {
    let t = traeger.to_string();
    let mut felder = vec![
        ("traeger", t.as_str()),
        ("rang", "WUNSCH"),
        ("beginn", "2026-12-01"),
        ("ende", "2027-05-31"),
        ("mindestens", "240"),
        ("hoechstens", "480"),
        ("sozialraumanteil", "Begleitung ins Haus der Familie"),
        ("berichtstermin", "2027-02-01"),
        ("datenpaket", "NAMEN"),
        ("datenpaket", "ZIELE"),
    ];
    felder.retain(|(n, _)| !mehr.iter().any(|(m, _)| m == n));
    felder.extend(mehr);
    post(app, id, "auftrag", &felder).await
}

pub async fn auftrag(app: &App, id: Id<Fall>) -> Beauftragung {
    lies(app, id).await.auftraege[0].clone()
}

/// A help that has begun; the order of Haus Nord.
pub async fn laeuft(app: &App, uhr: &FesteUhr) -> (Id<Fall>, Id<Beauftragung>) {
    let id = bewilligt(app).await;
    let (status, seite) = anfrage(app, id, TRAEGER_1, &[]).await;
    assert_eq!(status, 303, "{}", fehler(&seite));
    let a = auftrag(app, id).await.id;
    let k = traeger(0xF1, Rolle::R10);
    assert_eq!(
        senden_als(
            app,
            &format!("/auftraege/{a}/antwort"),
            &[("antwort", "ANNEHMEN")],
            k
        )
        .await
        .0,
        303
    );
    ja(app, id, "schritt/H11", &[]).await;
    uhr.stelle(base::Zeitpunkt("2026-12-02T09:00:00Z".parse().unwrap()));
    let (status, seite) = kontakt(app, a, &[]).await;
    assert_eq!(status, 303, "{}", fehler(&seite));
    (id, a)
}

pub async fn kontakt(app: &App, a: Id<Beauftragung>, mehr: &[(&str, &str)]) -> (u16, String) {
    let mut felder = vec![
        ("datum", "2026-12-01"),
        ("beginn", "14:30"),
        ("minuten", "60"),
        ("art", "PERSOENLICH"),
        ("rollen", "Mutter, Kind"),
    ];
    felder.retain(|(n, _)| !mehr.iter().any(|(m, _)| m == n));
    felder.extend(mehr);
    senden_als(
        app,
        &format!("/auftraege/{a}/kontakt"),
        &felder,
        traeger(0xF1, Rolle::R09),
    )
    .await
}

testkit::auf_beiden!(
    von_der_bewilligung_bis_zum_ersten_kontakt,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = bewilligt(&app).await;
        let (status, seite) = post(&app, id, "schritt/H11", &[]).await;
        assert!(status == 422 && seite.contains("Ein Träger muss den Auftrag angenommen haben"));
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/auftrag"), asd()).await;
        // T-113: beside each other, without a verdict
        assert!(seite.contains("81,20 €") && seite.contains("16,33 %"));
        // RL-03: the preferred one first, everybody there
        let wahl = &seite[seite.find("name=\"traeger\"").unwrap()..];
        let orte: Vec<usize> = [
            "Haus Nord (Schwerpunktträger)",
            "Hilfe Süd",
            "Ohne Vertrag (Vereinbarung fehlt)",
        ]
        .iter()
        .map(|t| wahl.find(t).unwrap_or_else(|| panic!("{t}")))
        .collect();
        assert!(orte.is_sorted());
        // E40: no order without all agreements
        let (status, seite) = anfrage(&app, id, TRAEGER_3, &[]).await;
        assert!(
            status == 422
                && seite.contains("Schutzauftrag (§ 8a Abs. 4 SGB VIII)")
                && seite.contains("#feld-traeger")
        );
        // more than what was granted is not handed on
        assert_eq!(
            anfrage(&app, id, TRAEGER_1, &[("hoechstens", "600")]).await.0,
            422
        );
        // the family wishes somebody: another one needs a reason, and goes with one (RL-03)
        assert_eq!(anfrage(&app, id, TRAEGER_2, &[("rang", "ANDERER")]).await.0, 422);
        let mit = [
            ("rang", "ANDERER"),
            ("rang_grund", "Der gewünschte Träger hat keinen Platz."),
        ];
        assert_eq!(anfrage(&app, id, TRAEGER_2, &mit).await.0, 303);
        let a = auftrag(&app, id).await;
        assert_eq!((a.stand, a.umfang), (Auftragsstand::Angefragt, 240));
        // five working days from Saturday 21 November
        assert_eq!(a.antwort_bis, "2026-11-27".parse().unwrap());
        assert_eq!(
            anfrage(&app, id, TRAEGER_1, &[]).await.0,
            422,
            "einer nach dem anderen"
        );
        let sued = traeger(0xF2, Rolle::R10);
        let pfad = format!("/auftraege/{}", a.id);
        // before it accepts, the Träger needs no name (RL-07)
        let (status, seite) = holen_als(&app, &pfad, sued.clone()).await;
        assert!(status == 200 && seite.contains("Mutter") && !seite.contains("Müller"));
        let (status, seite) = senden_als(
            &app,
            &format!("{pfad}/antwort"),
            &[("antwort", "ABLEHNEN")],
            sued.clone(),
        )
        .await;
        assert!(status == 422 && seite.contains("#feld-grund"));
        let nein = [("antwort", "ABLEHNEN"), ("grund", "kein Platz")];
        assert_eq!(
            senden_als(&app, &format!("{pfad}/antwort"), &nein, sued.clone())
                .await
                .0,
            303
        );
        let (_, seite) = holen_als(&app, &pfad, sued).await;
        assert!(
            !seite.contains("Mutter") && !seite.contains("Hausaufgaben"),
            "abgelehnt: keine Daten mehr"
        );
        // a second one lapses, the third one accepts
        assert_eq!(anfrage(&app, id, TRAEGER_1, &[]).await.0, 303);
        uhr.stelle(base::Zeitpunkt("2026-11-30T09:00:00Z".parse().unwrap()));
        let a = auftrag(&app, id).await.id;
        let nord = traeger(0xF1, Rolle::R10);
        let (status, seite) = senden_als(
            &app,
            &format!("/auftraege/{a}/antwort"),
            &[("antwort", "ANNEHMEN")],
            nord.clone(),
        )
        .await;
        assert_eq!(status, 422);
        assert!(seite.contains("nicht rechtzeitig beantwortet"));
        assert_eq!(anfrage(&app, id, TRAEGER_1, &[]).await.0, 303);
        let a = auftrag(&app, id).await.id;
        let ja_felder = [("antwort", "ANNEHMEN")];
        assert_eq!(
            senden_als(&app, &format!("/auftraege/{a}/antwort"), &ja_felder, nord.clone())
                .await
                .0,
            303
        );
        let (_, seite) = holen_als(&app, &format!("/auftraege/{a}"), nord.clone()).await;
        assert!(seite.contains("Müller-Șerban") && seite.contains("Hausaufgaben sind abends fertig"));
        // not in its package: words, tasks, costs, what the conference said
        for nicht in [
            "Ich will, dass Leon",
            "600,00",
            "Familienhilfe",
            "Entlastung am Abend",
            "Bernd",
        ] {
            assert!(!seite.contains(nicht), "{nicht}");
        }
        assert_eq!(kontakt(&app, a, &[]).await.0, 422, "noch nicht beauftragt");
        ja(&app, id, "schritt/H11", &[]).await;
        assert_eq!(stand(&app, id).await, "F7_BEAUFTRAGT");
        assert_eq!(
            kontakt(&app, a, &[("datum", "2026-12-24")]).await.0,
            422,
            "in der Zukunft"
        );
        let vorher = [("datum", "2026-11-30")];
        assert_eq!(kontakt(&app, a, &vorher).await.0, 422, "vor dem Auftrag");
        uhr.stelle(base::Zeitpunkt("2026-12-01T18:00:00Z".parse().unwrap()));
        let ausfall = [("datum", "2026-12-01"), ("art", "AUSFALL"), ("ausfall", "krank")];
        assert_eq!(kontakt(&app, a, &ausfall).await.0, 303);
        assert_eq!(
            stand(&app, id).await,
            "F7_BEAUFTRAGT",
            "ein Ausfall ist kein Beginn"
        );
        assert_eq!(kontakt(&app, a, &[]).await.0, 303);
        assert_eq!(stand(&app, id).await, "F8_DURCHFUEHRUNG");
        let akte = lies(&app, id).await;
        assert_eq!(
            (akte.auftraege[0].stand, akte.kontakte.len()),
            (Auftragsstand::Aktiv, 2)
        );
        assert_eq!(akte.verlauf[0].schritt, "H12");
    }
);

testkit::auf_beiden!(
    h15_der_umfang_aendert_sich_nur_im_korridor,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let (id, a) = laeuft(&app, &uhr).await;
        let umfang = |n: &'static str| {
            let app = app.clone();
            async move {
                let k = traeger(0xF1, Rolle::R09);
                senden_als(&app, &format!("/auftraege/{a}/umfang"), &[("umfang", n)], k).await
            }
        };
        let (status, seite) = umfang("481").await;
        assert!(status == 422 && seite.contains("Bewilligt sind 240 bis 480 Minuten"));
        assert_eq!(umfang("480").await.0, 303);
        let akte = lies(&app, id).await;
        assert_eq!(
            (akte.auftraege[0].umfang, akte.fall.stand.code()),
            (480, "F8_DURCHFUEHRUNG")
        );
        assert!(akte.verlauf[0].schritt == "H15" && akte.verlauf[0].text.contains("480 statt 240"));
        assert_eq!(akte.entscheidungen.len(), 1, "kein Bescheid");
    }
);

testkit::auf_beiden!(
    wer_adressen_raet_findet_nichts_und_steht_im_journal,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let (id, a) = laeuft(&app, &uhr).await;
        let router = || fall::mit_verweigertem(fall::routen(), &app).with_state(app.clone());
        let fragen = async |pfad: String, k: Kontext| {
            let mut req = axum::http::Request::get(pfad)
                .body(axum::body::Body::empty())
                .unwrap();
            req.extensions_mut().insert(k);
            tower::ServiceExt::oneshot(router(), req)
                .await
                .unwrap()
                .status()
                .as_u16()
        };
        let sued = traeger(0xF2, Rolle::R10);
        for pfad in [
            format!("/auftraege/{a}"),
            format!("/auftraege/{}", Uuid::from_u128(5)),
            format!("/faelle/{id}"),
            format!("/faelle/{id}/auftrag"),
            format!("/faelle/{id}/bescheid"),
        ] {
            assert_eq!(fragen(pfad.clone(), sued.clone()).await, 404, "{pfad}");
        }
        // the own Träger does not see the file either, only its order
        let nord = traeger(0xF1, Rolle::R10);
        assert_eq!(fragen(format!("/faelle/{id}"), nord.clone()).await, 404);
        assert_eq!(fragen(format!("/auftraege/{a}"), nord).await, 200);
        // somebody of the office with the role of a Träger by mistake, and a Träger account of nobody
        assert_eq!(fragen(format!("/auftraege/{a}"), asd()).await, 404);
        assert_eq!(
            fragen(format!("/auftraege/{a}"), traeger(0xF9, Rolle::R10)).await,
            404
        );
        for weg in ["antwort", "kontakt", "umfang"] {
            let (status, _) = senden_als(
                &app,
                &format!("/auftraege/{a}/{weg}"),
                &[("umfang", "300")],
                sued.clone(),
            )
            .await;
            assert_eq!(status, 404, "{weg}");
        }
        let mut tx = app.db.read().await.unwrap();
        let zeilen: Vec<(String, Uuid)> = tx
        .fetch_all(
            "SELECT aktion, objekt FROM journal WHERE ergebnis = 'VERWEIGERT' AND benutzer = $1 ORDER BY seq",
            werte![sued.benutzer()],
        )
        .await
        .unwrap();
        let aktionen: Vec<&str> = zeilen.iter().map(|z| z.0.as_str()).collect();
        assert_eq!(
            aktionen,
            [
                "fall_auftrag.zugriff",
                "fall_auftrag.zugriff",
                "fall.zugriff",
                "fall.zugriff",
                "fall.zugriff"
            ]
        );
        assert_eq!((zeilen[0].1, zeilen[2].1), (a.uuid(), id.uuid()));
    }
);

testkit::auf_beiden!(
    umsteuerung_zaehlt_ohne_jemanden_zu_nennen,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        laeuft(&app, &uhr).await;
        let planung = |rolle| {
            let rollen = vec![RolleJetzt {
                rolle,
                raeume: vec![],
            }];
            Kontext::neu(
                Id::von(Uuid::from_u128(0xE2)),
                "Planung".into(),
                OrganisationsArt::Oeffentlich,
                rollen,
            )
        };
        let mut tx = app.db.read().await.unwrap();
        let alle = fall::service::umsteuerung::umsteuerung(&app, &mut tx, &planung(Rolle::R22))
            .await
            .unwrap();
        let jetzt = alle.last().unwrap();
        // its Träger is in no team of the space
        assert_eq!((jetzt.drinnen, jetzt.draussen), (0, 1));
        assert!(alle[0].draussen == 0 && alle.len() == 24);
        assert!(
            fall::service::umsteuerung::umsteuerung(&app, &mut tx, &planung(Rolle::R12))
                .await
                .is_err()
        );
        drop(tx);
        let (status, seite) = holen_als(&app, "/umsteuerung", planung(Rolle::R22)).await;
        // one help could point at a family: it is not shown
        assert!(
            status == 200 && seite.contains("•") && !seite.contains("<svg"),
            "{seite}"
        );
    }
);

testkit::auf_beiden!(
    ein_auftrag_endet_am_letzten_tag_oder_frueher,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = bewilligt(&app).await;
        // longer than what was granted is not handed on
        let (status, seite) = anfrage(&app, id, TRAEGER_1, &[("ende", "2029-05-31")]).await;
        assert!(
            status == 422 && seite.contains("Bitte bleiben Sie in diesem Zeitraum"),
            "{}",
            fehler(&seite)
        );
        let (id, a) = laeuft(&app, &uhr).await;
        // the same contact sent twice counts once; none outside the order
        let schluessel = app.ids.uuid().to_string();
        for _ in 0..2 {
            let mehr = [("einmal", schluessel.as_str()), ("datum", "2026-12-02")];
            assert_eq!(kontakt(&app, a, &mehr).await.0, 303);
        }
        assert_eq!(lies(&app, id).await.kontakte.len(), 2);
        let (status, seite) = kontakt(&app, a, &[("datum", "2026-11-30")]).await;
        assert!(
            status == 422 && seite.contains("Der Auftrag geht vom"),
            "{}",
            fehler(&seite)
        );
        // another Träger only when this order ends
        let (status, seite) = anfrage(&app, id, TRAEGER_2, &[]).await;
        assert!(status == 422 && seite.contains("Beenden Sie ihn zuerst"));
        let t = a.to_string();
        let ende = [
            ("auftrag", t.as_str()),
            ("ende_tag", "2026-12-05"),
            ("ende_grund", "Die Familie wünscht einen anderen Träger"),
        ];
        assert_eq!(post(&app, id, "auftrag/ende", &ende[..2]).await.0, 422);
        let (status, seite) = post(&app, id, "auftrag/ende", &ende).await;
        assert_eq!(status, 303, "{}", fehler(&seite));
        uhr.stelle(base::Zeitpunkt("2026-12-06T09:00:00Z".parse().unwrap()));
        assert_eq!(
            lies(&app, id).await.auftraege[0].stand_am(app.uhr.heute()),
            Auftragsstand::Beendet
        );
        // what was not entered yet can be, but the family's words stay with the office
        let pfad = format!("/auftraege/{a}");
        let (_, seite) = holen_als(&app, &pfad, traeger(0xF1, Rolle::R09)).await;
        assert!(seite.contains("Kontakt eintragen") && !seite.contains("<dt>Beteiligte"));
        assert_eq!(kontakt(&app, a, &[("datum", "2026-12-04")]).await.0, 303);
        let (status, seite) = anfrage(&app, id, TRAEGER_2, &[("beginn", "2026-12-07")]).await;
        assert_eq!(status, 303, "{}", fehler(&seite));
    }
);
