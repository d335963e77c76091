//! SM-4 by its pages: a case of the Eingliederungshilfe from the advice to its end.

use amt::{
    App, Kontext,
    recht::{OrganisationsArt, Rolle},
};
use base::Id;
use fall::{
    model::{Fall, FallStand},
    rules::fall::{frist_egh::Lauf, sm4::SM4},
};
use proptest::prelude::*;
use testkit::db::Art;

use crate::{
    gemeinsam::{
        ALLE, asd,
        seiten::{holen_als, senden_als},
        stadt, wer,
    },
    hilfe::teilhabe_weg::{
        EINZELN, ENTWURF, PLAN, angabe, baustein, beginn, bereiche, bis_g2, bis_g4, bis_g6, bis_g9, egh,
        geplant, ja, lies, nein, post,
    },
};

testkit::auf_beiden!(sm_4_von_der_beratung_bis_zur_leistung, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = beginn(&app).await;
    let a = lies(&app, id).await;
    assert_eq!(
        (a.fall.stand, a.verlauf.last().unwrap().schritt.as_str()),
        (FallStand::G0, "EG01")
    );
    // what is missing has its norm and its place; no step of the other track is taken
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}"), egh()).await;
    assert!(seite.contains("§ 108 Abs. 1, 2 SGB IX") && seite.contains("klaerung#ANTRAG"));
    assert_eq!(post(&app, id, "schritt/H02", &[]).await.0, 404);
    // an Antrag waits for nothing: the advice is asked for later (§ 20 Abs. 3 SGB X)
    nein(&app, id, "schritt/EG02", &[], "Den Antrag mit dem Tag").await;
    let id = bis_g2(&app).await;
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}"), egh()).await;
    // received Friday 20 November: two weeks Friday 4 December, three weeks 11 December, six months 20 May
    for wort in [
        "04.12.2026",
        "11.12.2026",
        "20.05.2027",
        "01.11.2026",
        "§ 88",
        "§ 18 Abs. 7",
    ] {
        assert!(seite.contains(wort), "{wort}");
    }
    let (_, seite) = post(&app, id, "schritt/EG05", &[]).await;
    for wort in [
        "neun Lebensbereiche",
        "Wünsche der Person",
        "Vertrauensperson",
        "Teilhabeberatung",
    ] {
        assert!(seite.contains(wort), "{wort}");
    }
    let id = bis_g9(&app).await;
    let a = lies(&app, id).await;
    assert_eq!(a.fall.stand, FallStand::G9);
    let g = a.plaene[0].als_gesamtplan().unwrap();
    assert_eq!((g.bereiche.len(), g.pooling.len()), (9, 1));
    assert!(g.pooling[0].1.contains("§ 104 Abs. 3 S. 4"));
    assert_eq!(a.fall.naechster_termin, "2028-11-21".parse().ok());
    assert!(a.entschieden().unwrap().vormerkung.contains("vorgemerkt"));
    // no second signature, however much it costs
    assert!(!a.leitung_noetig());
    let (status, seite) = holen_als(&app, &format!("/faelle/{id}/bescheid"), egh()).await;
    assert!(status == 200 && seite.contains("§ 32 SGB IX") && !seite.contains("§ 9a"));
    for s in [
        "klaerung",
        "wille",
        "ressourcen",
        "ziele",
        "bedarf",
        "sozialraum",
        "konferenz",
        "gesamtplan",
        "entscheidung",
    ] {
        let (status, seite) = holen_als(&app, &format!("/faelle/{id}/{s}"), egh()).await;
        assert_eq!((status, seite.matches("<h1").count()), (200, 1), "{s}");
    }
    // EG13, EG14: carried on with a new version, then ended
    uhr.stelle(base::Zeitpunkt("2026-11-23T09:00:00Z".parse().unwrap()));
    ja(&app, id, "schritt/EG13", &[]).await;
    nein(&app, id, "schritt/EG14", &[], "Gesamtplan fortschreiben").await;
    nein(&app, id, "gesamtplan", &PLAN, "#feld-wirkung").await;
    let mut neu = PLAN.to_vec();
    neu.push(("wirkung", "Den Weg kennt sie jetzt."));
    ja(&app, id, "gesamtplan", &neu).await;
    ja(&app, id, "schritt/EG14", &[]).await;
    assert_eq!(lies(&app, id).await.plaene.len(), 2);
    ja(&app, id, "schritt/EG13", &[]).await;
    nein(&app, id, "schritt/EG14-ENDE", &[], "warum die Leistung endet").await;
});

testkit::auf_beiden!(
    e07_mit_acht_bereichen_ist_der_bedarf_nicht_ermittelt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_g2(&app).await;
        bereiche(&app, id, 8).await;
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/bedarf"), egh()).await;
        assert!(seite.contains("Es fehlt die Antwort zu: Gemeinschafts-"));
        nein(
            &app,
            id,
            "schritt/EG05",
            &[],
            "Alle neun Lebensbereiche beantworten.",
        )
        .await;
        // an answer is described, and what was written stays
        nein(&app, id, "bedarf", &[("LERNEN", "JA")], "#feld-LERNEN-text").await;
        // T-056: nothing of this is kept twice
        let vorher = lies(&app, id).await.egh.unwrap().bereiche.len();
        bereiche(&app, id, 8).await;
        assert_eq!(lies(&app, id).await.egh.unwrap().bereiche.len(), vorher);
        nein(
            &app,
            id,
            "nebenpruefung",
            &[("PFLEGE", "BETEILIGT")],
            "Tag der Einwilligung",
        )
        .await;
    }
);

testkit::auf_beiden!(
    eg_07_konferenz_mit_zustimmung_und_eg_08_nur_mit_grund,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_g4(&app).await;
        nein(&app, id, "schritt/EG07", &[], "zustimmt").await;
        nein(&app, id, "schritt/EG08", &[], "warum es keine").await;
        let eltern = [
            ("gpk", "SACHVERHALT_SCHRIFTLICH"),
            ("gpk-tag", "2026-11-20"),
            ("gpk-worte", "x"),
            ("gpk-kinder", "ja"),
        ];
        nein(&app, id, "gesamtplankonferenz", &eltern, "§ 119 Abs. 4").await;
        nein(
            &app,
            id,
            "gesamtplankonferenz",
            &eltern[..2],
            "warum der Vorschlag",
        )
        .await;
        ja(
            &app,
            id,
            "gesamtplankonferenz",
            &[
                ("gpk", "ZUSTIMMUNG"),
                ("gpk-tag", "2026-11-20"),
                ("gpk-teilhabeplan", "ja"),
            ],
        )
        .await;
        nein(&app, id, "schritt/EG08", &[], "warum es keine").await;
        // with a Teilhabeplanungskonferenz: two months (§ 15 Abs. 4 S. 2)
        let f = lies(&app, id).await.fristen().unwrap();
        assert_eq!(
            (
                f[1].bis.to_string().as_str(),
                f[0].lauf("2026-11-21".parse().unwrap())
            ),
            ("20.01.2027", Lauf::Erledigt)
        );
        ja(&app, id, "schritt/EG07", &[]).await;
        angabe(&app, id, "FESTSTELLUNG", "Assistenz").await;
        nein(
            &app,
            id,
            "schritt/EG09",
            &[],
            "Gesamtplankonferenz mit ihren Ergebnissen",
        )
        .await;
        let runde = [
            ("typ", "GESAMTPLANKONFERENZ"),
            ("datum", "2026-11-20"),
            ("dauer", "60"),
            ("falleinbringer", "Anna Abel"),
            ("moderation", "Bernd Beck"),
            ("teilnehmer-1", "Anna Abel"),
            ("traeger-1", "OEFFENTLICH"),
            ("teilnehmer-2", "Bernd Beck"),
            ("traeger-2", "OEFFENTLICH"),
            ("teilnehmer-3", "Carla Cem"),
            ("traeger-3", "OEFFENTLICH"),
            ("ressourcen", "kann gut rechnen"),
            ("frage", "Was trägt?"),
            ("idee-EINZELFALL", "Assistenz"),
            ("idee-SOZIALRAUM", "Café Paletti"),
            ("empfehlung", "Assistenz beim Einkaufen"),
            ("einigkeit", "EINSTIMMIG"),
            ("familie", "ANWESEND"),
        ];
        ja(&app, id, "konferenz", &runde).await;
        ja(&app, id, "schritt/EG09", &[]).await;
        assert_eq!(lies(&app, id).await.fall.stand, FallStand::G6);
    }
);

testkit::auf_beiden!(
    e42_der_gesamtplan_folgt_der_tabelle_des_poolings,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_g6(&app).await;
        // a help under SGB VIII is none of SGB IX
        assert_eq!(baustein(&app, id, "J31", "EINZEL").await.0, 422);
        assert_eq!(baustein(&app, id, "E113-2", "POOL").await.0, 303);
        nein(&app, id, "gesamtplan", &PLAN, "fehlt die Aussage").await;
        let b = lies(&app, id).await.bausteine[0].id;
        // a form without its reason comes back with what was chosen, and the error leads to the field
        let ohne_grund = [("wunsch", "EINZELN"), ("wohnen", "ja"), ("grund", "")];
        let (status, seite) = post(
            &app,
            id,
            &format!("gesamtplan/baustein/{b}/gemeinsam"),
            &ohne_grund,
        )
        .await;
        assert_eq!(status, 422);
        for da in [
            r##"href="#feld-grund""##,
            r#"id="feld-grund""#,
            r#"value="EINZELN" selected"#,
            r#"id="feld-wohnen" name="wohnen" value="ja" checked"#,
        ] {
            assert!(seite.contains(da), "{da}");
        }
        // the wish is kept although the Baustein is planned otherwise
        ja(&app, id, &format!("gesamtplan/baustein/{b}/gemeinsam"), &EINZELN).await;
        nein(&app, id, "gesamtplan", &PLAN, "§ 104 Abs. 3 S. 4").await;
        nein(&app, id, "schritt/EG10", &[], "ob er gemeinsam mit anderen geht").await;
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/gesamtplan"), egh()).await;
        assert!(seite.contains("FALL-E42"));
        ja(&app, id, &format!("gesamtplan/baustein/{b}/streichen"), &[]).await;
        // later than two years is too late (T-008)
        let mut spaet = PLAN.to_vec();
        spaet[11] = ("pruefdatum", "2028-11-22");
        nein(&app, id, "gesamtplan", &spaet, "21.11.2028").await;
        geplant_neu(&app, id).await;
    }
);

async fn geplant_neu(app: &App, id: Id<Fall>) {
    assert_eq!(baustein(app, id, "E113-2", "EINZEL").await.0, 303);
    let b = lies(app, id).await.bausteine[1].id;
    ja(app, id, &format!("gesamtplan/baustein/{b}/gemeinsam"), &EINZELN).await;
    ja(app, id, "gesamtplan", &PLAN).await;
    ja(app, id, "schritt/EG10", &[]).await;
    // § 108 Abs. 1: not before the month of the Antrag
    let mut frueh = ENTWURF.to_vec();
    frueh[3] = ("von", "2026-10-31");
    nein(app, id, "entscheidung", &frueh, "01.11.2026").await;
}

testkit::auf_beiden!(
    rl_02_ueber_die_eingliederungshilfe_entscheidet_nur_der_oeffentliche_traeger,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_g6(&app).await;
        geplant(&app, id).await;
        ja(&app, id, "entscheidung", &ENTWURF).await;
        let version = lies(&app, id).await.fall.version.to_string();
        let frei = Kontext::neu(
            egh().benutzer(),
            "frei".to_owned(),
            OrganisationsArt::Andere,
            vec![amt::RolleJetzt {
                rolle: Rolle::R11,
                raeume: vec![],
            }],
        );
        for k in [
            wer(0xE2, Rolle::R09, vec![]),
            wer(0xE2, Rolle::R10, vec![]),
            wer(0xE2, Rolle::R12, vec![]),
            asd(),
            frei,
        ] {
            let pfad = format!("/faelle/{id}/schritt/EG11");
            let (status, _) = senden_als(&app, &pfad, &[("version", version.as_str())], k).await;
            assert!(status == 404 || status == 422, "{status}");
            assert_eq!(lies(&app, id).await.fall.stand, FallStand::G7);
        }
    }
);

testkit::auf_beiden!(
    eg_04_weitergeleitet_wird_nur_in_den_ersten_zwei_wochen,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = bis_g2(&app).await;
        nein(&app, id, "schritt/EG04", &[], "wohin und warum").await;
        uhr.stelle(base::Zeitpunkt("2026-12-10T09:00:00Z".parse().unwrap()));
        let spaet = [
            ("WEITERLEITUNG_14-tag", "2026-12-07"),
            ("WEITERLEITUNG_14-worte", "Rentenversicherung"),
        ];
        ja(&app, id, "angabe/WEITERLEITUNG_14", &spaet).await;
        nein(&app, id, "schritt/EG04", &[], "leistender Träger").await;
        let recht = [
            ("WEITERLEITUNG_14-tag", "2026-12-04"),
            ("WEITERLEITUNG_14-worte", "Rentenversicherung"),
        ];
        ja(&app, id, "angabe/WEITERLEITUNG_14", &recht).await;
        ja(&app, id, "schritt/EG04", &[]).await;
        assert_eq!(lies(&app, id).await.fall.stand, FallStand::Gx);
        // EG15 and H21 in another case
        let id = bis_g2(&app).await;
        angabe(&app, id, "EILFALL", "Die Mutter fällt aus; Assistenz ab heute").await;
        angabe(&app, id, "RUECKNAHME", "Ich möchte das nicht mehr").await;
        ja(&app, id, "schritt/H21", &[]).await;
        assert_eq!(lies(&app, id).await.fall.stand, FallStand::G11);
    }
);

/// Any sequence of rows through the real pages: a step goes through exactly when the table leaves this state by it and
/// nothing is missing; a refused one changes nothing.
async fn laufe(app: &App, id: Id<Fall>, folge: &[usize]) {
    let mut vorher = lies(app, id).await;
    for i in folge {
        let u = &SM4[*i];
        let soll = vorher.lage().gehe(u);
        let (status, _) = post(app, id, &format!("schritt/{}", u.id), &[]).await;
        let nachher = lies(app, id).await;
        match soll {
            Ok(nach) => {
                assert_eq!((status, nachher.fall.stand), (303, nach), "{}", u.id);
                assert_eq!(nachher.verlauf.len(), vorher.verlauf.len() + 1);
            }
            Err(_) => {
                assert_eq!((status, &nachher.fall), (422, &vorher.fall), "{}", u.id);
                assert_eq!(nachher.verlauf, vorher.verlauf);
            }
        }
        assert_ne!(nachher.fall.fallfuehrend, nachher.fall.vertretung, "INV-F1");
        assert_eq!(vorher.plaene, nachher.plaene, "kein Schritt ändert eine Fassung");
        if matches!(nachher.fall.stand, FallStand::G9 | FallStand::G10) {
            assert!(!nachher.plaene.is_empty() && nachher.entschieden().is_some());
        }
        vorher = nachher;
    }
}

fn jede_folge(art: Art, folgen: Vec<(u8, Vec<Vec<usize>>)>) {
    testkit::db::laufen(art, &ALLE, |db| async move {
        let (app, _) = stadt(&db).await;
        for (wo, einzelne) in folgen {
            for folge in einzelne {
                let id = match wo {
                    0 => beginn(&app).await,
                    1 => bis_g2(&app).await,
                    2 => bis_g4(&app).await,
                    3 => bis_g6(&app).await,
                    _ => bis_g9(&app).await,
                };
                laufe(&app, id, &folge).await;
            }
        }
    });
}

fn folgen() -> impl Strategy<Value = (u8, Vec<Vec<usize>>)> {
    (
        0..5_u8,
        prop::collection::vec(prop::collection::vec(0..SM4.len(), 1..8), 1..4),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn sm_4_jede_folge_haelt_sich_an_die_tabelle_sqlite(folgen in prop::collection::vec(folgen(), 1..4)) {
        jede_folge(Art::Sqlite, folgen);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 10, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn sm_4_jede_folge_haelt_sich_an_die_tabelle_postgres(folgen in prop::collection::vec(folgen(), 1..3)) {
        jede_folge(Art::Postgres, folgen);
    }
}
