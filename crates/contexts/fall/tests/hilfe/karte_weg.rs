//! SM-6 row by row, and random sequences of it over the real store.

use fall::model::Kartenstand;
use store::werte;
use uuid::Uuid;

use crate::{
    gemeinsam::{
        ALLE, FRAU_A, HERR_B, asd,
        seiten::{datei_als, senden_als},
        stadt,
    },
    hilfe::karte::{
        EINWILLIGUNG, ZIEL, eine, einwilligung, ja, mit_jobcenter, neuer_fall, schritt, sieht, tut,
        vorgeschlagen, zahl, zeile,
    },
    hilfe::weg::{fehler, lies},
};

testkit::auf_beiden!(
    ohne_die_drei_hinweise_und_ohne_einwilligung_geht_nichts,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let fall = neuer_fall(&app).await;
        let k = vorgeschlagen(&app, fall).await;
        // one card for one person
        let person = lies(&app, fall).await.beteiligte[0].id.to_string();
        let felder = [("beteiligter", person.as_str())];
        let (status, seite) = senden_als(&app, &format!("/faelle/{fall}/koordination"), &felder, asd()).await;
        assert!(status == 422 && seite.contains("gibt es schon eine Karte"));
        let (status, seite) = schritt(&app, k, "K01", &[]).await;
        assert_eq!(status, 422);
        assert!(
            seite.contains("zuerst eine andere Stelle") && seite.contains("das bestätigen"),
            "{}",
            fehler(&seite)
        );
        // who leads the case is on it already
        let ich = FRAU_A.to_string();
        let (_, seite) = tut(&app, k, "stelle", &[("amt", "EGH"), ("fachkraft", &ich)], asd()).await;
        assert!(seite.contains("steht schon auf der Karte"));
        let stelle = mit_jobcenter(&app, k).await;
        let herr_b = HERR_B.to_string();
        ja(&app, k, "stelle", &[("amt", "JGH"), ("fachkraft", &herr_b)]).await;
        assert_eq!(sieht(&app, k).await.0, 404, "being named shows nothing");
        assert_eq!(schritt(&app, k, "K01", &[("aufgeklaert", "ja")]).await.0, 303);
        let (status, seite) = schritt(&app, k, "K02", &[]).await;
        assert!(status == 422 && seite.contains("Ohne Einwilligung sieht niemand sonst"));
        // at the form, which keeps what was typed
        let schlecht = [
            ("stelle", stelle.as_str()),
            ("erteilt_von", "SELBST"),
            ("form", "MUENDLICH_DOKUMENTIERT"),
            ("hinweise", "zweck"),
            ("erteilt_am", "2026-11-20"),
        ];
        let (status, seite) = tut(&app, k, "einwilligung", &schlecht, asd()).await;
        assert_eq!(status, 422);
        for code in [
            "alle drei bestätigen",
            "nur mündlich ist",
            "was gezeigt werden darf",
            "feste Altersgrenze",
        ] {
            assert!(seite.contains(code), "{code}: {}", fehler(&seite));
        }
        assert!(seite.contains("20.11.2026") || seite.contains("2026-11-20"));
        ja(
            &app,
            k,
            "einwilligung",
            &einwilligung(&stelle, "2026-11-21", &["TERMINE"]),
        )
        .await;
        assert_eq!(sieht(&app, k).await.0, 404, "not active yet");
        // an old page
        let alt = [("version", "1")];
        let (status, seite) = tut(&app, k, "schritt/K02", &alt, asd()).await;
        assert!(status == 422 && seite.contains("inzwischen geändert"));
        assert_eq!(schritt(&app, k, "K02", &[]).await.0, 303);
        assert_eq!(sieht(&app, k).await.0, 200);
        // with two consents the withdrawal of one leaves the card to the other
        let herr_b = eine(
            &app,
            "SELECT id FROM fall_karte_stelle WHERE karte = $1 AND amt = 'JGH'",
            k,
        )
        .await
        .to_string();
        ja(
            &app,
            k,
            "einwilligung",
            &einwilligung(&herr_b, "2026-11-21", &["TERMINE"]),
        )
        .await;
        let e: Vec<(Uuid,)> = {
            let mut tx = app.db.read().await.unwrap();
            tx.fetch_all(
                "SELECT id FROM fall_karte_einwilligung WHERE karte = $1 ORDER BY erfasst_am, id",
                werte![k],
            )
            .await
            .unwrap()
        };
        ja(&app, k, &format!("einwilligung/{}/widerruf", e[0].0), &[]).await;
        assert_eq!(zeile(&app, k).await.0, "AKTIV");
        let (status, papier) = datei_als(&app, &format!("/koordinationskarten/{k}/karte.pdf"), asd()).await;
        assert!(status == 200 && papier.starts_with(b"%PDF"));
        let (status, _) = schritt(&app, k, "K03", &[]).await;
        assert_eq!(status, 422, "why?");
        assert_eq!(
            schritt(&app, k, "K03", &[("grund_ende", "Alles geklärt")])
                .await
                .0,
            303
        );
        let (status, seite) = tut(&app, k, "eintrag", &[("art", "ZIELE"), ("text", ZIEL)], asd()).await;
        assert!(status == 422 && seite.contains("Die Karte ist beendet"));
    }
);

/// What is done next, from a number.
const TATEN: u64 = 8;

testkit::auf_beiden!(
    sm_6_zufaellige_folgen_zeigen_nie_etwas_ohne_einwilligung,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let fall = neuer_fall(&app).await;
        // a small generator of its own: the same sequences on both databases
        let mut zufall = 0x2026_1122_u64;
        let mut wuerfel = move || {
            zufall = zufall.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            zufall >> 33
        };
        let mut gesehen = 0;
        for _ in 0..15 {
            let k = vorgeschlagen(&app, fall).await;
            let (mut stand, mut stelle, mut gilt, mut ziel) =
                (Kartenstand::Vorgeschlagen, None, false, false);
            for _ in 0..16 {
                // half of the tries go on from here, so that a sequence gets somewhere
                let weiter = match stand {
                    _ if stelle.is_none() => 0,
                    Kartenstand::Vorgeschlagen => 1,
                    Kartenstand::Einwilligung if !gilt => 3,
                    Kartenstand::Einwilligung => 4,
                    Kartenstand::Aktiv | Kartenstand::Beendet => 6,
                };
                let zug = wuerfel();
                match if zug % 2 == 0 { weiter } else { (zug >> 8) % TATEN } {
                    0 if stelle.is_none() && stand != Kartenstand::Beendet => {
                        stelle = Some(mit_jobcenter(&app, k).await);
                    }
                    1 | 2 => {
                        let ok = schritt(&app, k, "K01", &[("aufgeklaert", "ja")]).await.0 == 303;
                        assert_eq!(ok, stand == Kartenstand::Vorgeschlagen && stelle.is_some());
                        stand = if ok { Kartenstand::Einwilligung } else { stand };
                    }
                    3 => {
                        let Some(s) = &stelle else { continue };
                        let felder = einwilligung(s, "2026-11-21", &["ZIELE"]);
                        let ok = tut(&app, k, "einwilligung", &felder, asd()).await.0 == 303;
                        assert_eq!(ok, stand != Kartenstand::Beendet);
                        gilt |= ok;
                    }
                    4 | 5 => {
                        let ok = schritt(&app, k, "K02", &[]).await.0 == 303;
                        assert_eq!(ok, stand == Kartenstand::Einwilligung && gilt);
                        stand = if ok { Kartenstand::Aktiv } else { stand };
                    }
                    6 => {
                        let Some(s) = &stelle else { continue };
                        let felder = [("art", "ZIELE"), ("text", ZIEL), ("stellen", s.as_str())];
                        let ok = tut(&app, k, "eintrag", &felder, asd()).await.0 == 303;
                        assert_eq!(ok, gilt && stand != Kartenstand::Beendet);
                        ziel |= ok;
                    }
                    _ if wuerfel() % 3 == 0 => {
                        while zahl(&app, "SELECT COUNT(*) FROM fall_karte_einwilligung WHERE karte = $1 AND widerrufen_am IS NULL", k).await > 0 {
                            let e = eine(&app, EINWILLIGUNG, k).await;
                            ja(&app, k, &format!("einwilligung/{e}/widerruf"), &[]).await;
                        }
                        let endet = matches!(stand, Kartenstand::Einwilligung | Kartenstand::Aktiv);
                        if gilt && endet {
                            stand = Kartenstand::Beendet;
                        }
                        (gilt, ziel) = (false, false);
                    }
                    _ => {}
                }
                assert_eq!(zeile(&app, k).await.0, stand.code());
                let (status, seite) = sieht(&app, k).await;
                let darf = stand == Kartenstand::Aktiv && gilt;
                assert_eq!(status, if darf { 200 } else { 404 });
                assert_eq!(seite.contains(ZIEL), darf && ziel);
                gesehen += usize::from(darf);
            }
            if stand != Kartenstand::Beendet {
                assert_eq!(schritt(&app, k, "K03", &[("grund_ende", "Ende")]).await.0, 303);
            }
        }
        assert!(gesehen > 5, "the sequences get somewhere: {gesehen}");
    }
);

#[test]
fn das_bild_im_handbuch_ist_die_tabelle() {
    use fall::rules::{ablauf::mermaid, koordination::SM6};
    let handbuch = include_str!("../../../../../docs/handbuch/28-koordinationskarte.md");
    let bild = mermaid(SM6, Kartenstand::Vorgeschlagen, Kartenstand::code);
    assert!(handbuch.contains(&bild), "{bild}");
}
