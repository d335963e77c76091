//! A running help is changed or ended early (4.10 AENDERUNG, EINSTELLUNG): by a Bescheid, after a hearing where it burdens
//! (§ 24 SGB X); and a refusal under SGB IX comes to its end.

use amt::App;
use base::{Id, Zeitpunkt};
use fall::model::{Bausteinstand, Entscheidungsart, Fall, FallStand};

use crate::{
    gemeinsam::{ALLE, asd, seiten::holen_als, stadt},
    hilfe::ende::ueberprueft,
    hilfe::teilhabe_weg as egh,
    hilfe::weg::{PLAN, angabe, baustein, fehler, ja, leitung, lies, post, post_als},
};

const AENDERUNG: [(&str, &str); 6] = [
    ("art", "AENDERUNG"),
    ("norm", "§§ 27, 29 SGB VIII, § 48 SGB X"),
    ("tenor", "Statt der Familienhilfe gibt es eine Gruppe."),
    ("von", "2027-03-01"),
    ("wunsch", "ENTSPROCHEN"),
    ("weg", "POST"),
];

async fn nein(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)], worte: &[&str]) {
    let (status, seite) = post(app, id, weg, felder).await;
    assert_eq!(status, 422, "{weg}");
    for w in worte {
        assert!(seite.contains(w), "{weg} {w}: {}", fehler(&seite));
    }
}

async fn fortgeschrieben(app: &App, id: Id<Fall>) {
    let mut neu = PLAN.to_vec();
    neu.retain(|(n, _)| *n != "pruefdatum");
    neu.push(("pruefdatum", "2027-05-20"));
    ja(app, id, "hilfeplan", &neu).await;
}

fn mit<'a>(felder: &[(&'a str, &'a str)], mehr: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    felder.iter().chain(mehr).copied().collect()
}

testkit::auf_beiden!(
    h14_was_wegfaellt_braucht_anhoerung_beratung_und_bescheid,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = ueberprueft(&app, &uhr).await;
        let alt = lies(&app, id).await.bausteine[0].id;
        let streichen = format!("baustein/{alt}/streichen");
        let stand = async || lies(&app, id).await.bausteine[0].stand;
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/hilfeplan"), asd()).await;
        assert!(seite.contains("Soll enden") && seite.contains("Bis dahin läuft alles weiter"));
        // marked, thought better of it, marked again: it runs on until it is decided
        ja(&app, id, &streichen, &[]).await;
        assert_eq!(stand().await, Bausteinstand::Auslaufend);
        ja(&app, id, &streichen, &[]).await;
        assert_eq!(stand().await, Bausteinstand::Bewilligt);
        fortgeschrieben(&app, id).await;
        nein(
            &app,
            id,
            "schritt/H14-AENDERUNG",
            &[],
            &["Ohne Änderung wird die Hilfe weitergeführt"],
        )
        .await;
        ja(&app, id, &streichen, &[]).await;
        assert_eq!(baustein(&app, id, "J29", "GRUPPE", "50,00").await.0, 303);
        // not by the back door
        fortgeschrieben(&app, id).await;
        nein(&app, id, "schritt/H14", &[], &["Die Bausteine sind geändert"]).await;
        nein(
            &app,
            id,
            "schritt/H14-AENDERUNG",
            &[],
            &[
                "neu beraten",
                "Bescheid über die Änderung vorbereiten",
                "vorher anhören",
            ],
        )
        .await;
        // what is decided before a help begins is not decided now
        let neu_anfang = mit(&AENDERUNG[1..], &[("art", "BEWILLIGUNG")]);
        nein(
            &app,
            id,
            "entscheidung",
            &neu_anfang,
            &["Eine laufende Hilfe wird in der Überprüfung"],
        )
        .await;
        nein(
            &app,
            id,
            "entscheidung",
            &AENDERUNG,
            &["#feld-anhoerung_am", "#feld-begruendung"],
        )
        .await;
        let gut = mit(
            &AENDERUNG,
            &[
                ("begruendung", "Die Ziele sind fast erreicht."),
                ("anhoerung_am", "2027-02-19"),
                ("wunsch_worte", "lieber mit anderen zusammen"),
            ],
        );
        ja(&app, id, "entscheidung", &gut).await;
        // the advice of the beginning is not the advice of now (§ 36 Abs. 1)
        nein(&app, id, "schritt/H14-AENDERUNG", &[], &["neu beraten"]).await;
        angabe(&app, id, "BERATUNG", "mit der Familie, was sich ändert").await;
        ja(&app, id, "schritt/H14-AENDERUNG", &[]).await;
        let a = lies(&app, id).await;
        let staende = |b: &fall::model::Baustein| (b.art.code(), b.stand);
        let bausteine: Vec<_> = a.bausteine.iter().map(staende).collect();
        assert_eq!(
            bausteine,
            [
                ("J31", Bausteinstand::Beendet),
                ("SR-B", Bausteinstand::Bewilligt),
                ("J29", Bausteinstand::Bewilligt)
            ]
        );
        let e = a.entschieden().unwrap();
        assert_eq!(
            (a.fall.stand, e.art),
            (FallStand::F8, Entscheidungsart::Aenderung)
        );
        assert!(e.rechtsbehelf_bis.is_some() && e.vormerkung.contains("vorgemerkt für F-"));
        assert_eq!(a.fall.naechster_termin, Some("2027-05-20".parse().unwrap()));
        let (_, bescheid) = holen_als(&app, &format!("/faelle/{id}/bescheid"), asd()).await;
        for wort in [
            "Statt der Familienhilfe",
            "Die Ziele sind fast erreicht",
            "angehört am 19.02.2027",
            "innerhalb eines Monats",
        ] {
            assert!(bescheid.contains(wort), "{wort}");
        }
    }
);

testkit::auf_beiden!(
    h14_was_nur_dazukommt_braucht_keine_anhoerung,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = ueberprueft(&app, &uhr).await;
        assert_eq!(baustein(&app, id, "J29", "GRUPPE", "50,00").await.0, 303);
        fortgeschrieben(&app, id).await;
        ja(
            &app,
            id,
            "entscheidung",
            &mit(&AENDERUNG, &[("wunsch_worte", "eine Gruppe dazu")]),
        )
        .await;
        angabe(&app, id, "BERATUNG", "über die Gruppe").await;
        ja(&app, id, "schritt/H14-AENDERUNG", &[]).await;
        let a = lies(&app, id).await;
        assert!(a.bausteine.iter().all(|b| b.stand == Bausteinstand::Bewilligt) && a.bausteine.len() == 3);
    }
);

testkit::auf_beiden!(
    h16_einstellung_mit_anhoerung_gruenden_und_leitung,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = ueberprueft(&app, &uhr).await;
        let weg = "schritt/H16-EINSTELLUNG";
        nein(
            &app,
            id,
            weg,
            &[],
            &[
                "Einstellung vorbereiten",
                "Anhören oder die Ausnahme",
                "zeichnet die Leitung mit",
            ],
        )
        .await;
        let entwurf = [
            ("art", "EINSTELLUNG"),
            ("norm", "§ 27 SGB VIII, § 48 SGB X"),
            ("tenor", "Die Familienhilfe endet am 31. März."),
            ("von", "2027-04-01"),
            ("wunsch", "NICHT"),
            (
                "wunsch_worte",
                "Die Familie möchte weitermachen; es fehlt am Bedarf.",
            ),
            ("weg", "POST"),
        ];
        nein(
            &app,
            id,
            "entscheidung",
            &entwurf,
            &["#feld-anhoerung_am", "#feld-begruendung"],
        )
        .await;
        let gruende = [
            ("begruendung", "Der Bedarf besteht nicht mehr."),
            ("anhoerung_am", "2027-02-18"),
        ];
        ja(&app, id, "entscheidung", &mit(&entwurf, &gruende)).await;
        nein(&app, id, weg, &[], &["zeichnet die Leitung mit"]).await;
        assert_eq!(post_als(&app, id, "mitzeichnen", &[], leitung()).await.0, 303);
        ja(&app, id, weg, &[]).await;
        let a = lies(&app, id).await;
        let e = a.entschieden().unwrap();
        assert_eq!(
            (a.fall.stand, e.art),
            (FallStand::F10, Entscheidungsart::Einstellung)
        );
        // as long as a Widerspruch is possible nothing is cut off (INV-F8)
        ja(&app, id, "kontakte", &[]).await;
        let ende = [
            ("grund", "SONSTIGES"),
            ("anschluss", "SOZIALRAUM"),
            ("anschluss_worte", "Lernpaten im Haus"),
        ];
        let (status, seite) = post(&app, id, "abschluss", &ende).await;
        assert_eq!(status, 303, "{}", fehler(&seite));
        nein(&app, id, "schritt/H17", &[], &["noch etwas offen"]).await;
        assert!(
            lies(&app, id)
                .await
                .bausteine
                .iter()
                .all(|b| b.stand == Bausteinstand::Bewilligt)
        );
        uhr.stelle(Zeitpunkt("2027-04-20T09:00:00Z".parse().unwrap()));
        ja(&app, id, "schritt/H17", &[]).await;
        assert!(
            lies(&app, id)
                .await
                .bausteine
                .iter()
                .all(|b| b.stand == Bausteinstand::Beendet)
        );
    }
);

testkit::auf_beiden!(
    eg11_nach_einer_ablehnung_endet_der_fall_wenn_sie_feststeht,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = egh::bis_g6(&app).await;
        egh::geplant(&app, id).await;
        let mut entwurf = egh::ENTWURF.to_vec();
        entwurf.retain(|(n, _)| *n != "art");
        entwurf.extend([
            ("art", "ABLEHNUNG"),
            ("begruendung", "Die Leistung ist nachrangig."),
            ("anhoerung_am", "2026-11-20"),
        ]);
        egh::ja(&app, id, "entscheidung", &entwurf).await;
        egh::ja(&app, id, "schritt/EG11", &[]).await;
        egh::nein(
            &app,
            id,
            "schritt/EG12",
            &[],
            "Nur eine bewilligte Leistung beginnt",
        )
        .await;
        egh::nein(&app, id, "schritt/EG11-ENDE", &[], "noch etwas offen").await;
        uhr.stelle(Zeitpunkt("2027-01-15T09:00:00Z".parse().unwrap()));
        egh::ja(&app, id, "schritt/EG11-ENDE", &[]).await;
        assert_eq!(egh::lies(&app, id).await.fall.stand, FallStand::G11);
    }
);

testkit::auf_beiden!(
    eg11_was_bewilligt_ist_endet_nicht_als_ablehnung,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = egh::bis_g6(&app).await;
        egh::geplant(&app, id).await;
        egh::ja(&app, id, "entscheidung", &egh::ENTWURF).await;
        egh::ja(&app, id, "schritt/EG11", &[]).await;
        uhr.stelle(Zeitpunkt("2027-01-15T09:00:00Z".parse().unwrap()));
        egh::nein(&app, id, "schritt/EG11-ENDE", &[], "nichts bewilligt").await;
    }
);

/// A running benefit in its review.
async fn in_g10(app: &App, uhr: &base::FesteUhr) -> Id<Fall> {
    let id = egh::bis_g9(app).await;
    uhr.stelle(Zeitpunkt("2027-03-01T09:00:00Z".parse().unwrap()));
    egh::ja(app, id, "schritt/EG13", &[]).await;
    id
}

async fn gesamtplan(app: &App, id: Id<Fall>) {
    let mut neu = egh::PLAN.to_vec();
    neu.push(("wirkung", "Den Weg kennt sie jetzt."));
    egh::ja(app, id, "gesamtplan", &neu).await;
}

const EGH_AENDERUNG: [(&str, &str); 6] = [
    ("art", "AENDERUNG"),
    ("norm", "§ 113 SGB IX, § 48 SGB X"),
    ("tenor", "Die Assistenz wird durch eine andere ersetzt."),
    ("von", "2027-04-01"),
    ("wunsch", "KEINER"),
    ("weg", "POST"),
];

testkit::auf_beiden!(
    eg14_was_sich_aendert_geht_mit_bescheid_und_anhoerung_wo_etwas_endet,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = in_g10(&app, &uhr).await;
        let weg = "schritt/EG14-AENDERUNG";
        egh::nein(
            &app,
            id,
            weg,
            &[],
            "Ohne Änderung wird der Gesamtplan fortgeschrieben",
        )
        .await;
        let alt = egh::lies(&app, id).await.bausteine[0].id;
        let streichen = format!("gesamtplan/baustein/{alt}/streichen");
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/gesamtplan"), egh::egh()).await;
        assert!(seite.contains("Soll enden") && seite.contains("läuft alles weiter"));
        // marked to end, thought better of it, marked again
        egh::ja(&app, id, &streichen, &[]).await;
        egh::ja(&app, id, &streichen, &[]).await;
        assert_eq!(
            egh::lies(&app, id).await.bausteine[0].stand,
            Bausteinstand::Bewilligt
        );
        egh::ja(&app, id, &streichen, &[]).await;
        egh::nein(&app, id, weg, &[], "Mindestens ein Baustein bleibt").await;
        let (status, seite) = egh::baustein(&app, id, "E113-2", "EINZEL").await;
        assert_eq!(status, 303, "{}", fehler(&seite));
        let neu = egh::lies(&app, id).await.bausteine[1].id;
        egh::nein(&app, id, weg, &[], "Zu jedem Baustein sagen").await;
        let gemeinsam = format!("gesamtplan/baustein/{neu}/gemeinsam");
        egh::ja(&app, id, &gemeinsam, &egh::EINZELN).await;
        gesamtplan(&app, id).await;
        // not by the back door, and not without a hearing and reasons for what ends
        egh::nein(&app, id, "schritt/EG14", &[], "Die Bausteine sind geändert").await;
        egh::nein(&app, id, weg, &[], "Bescheid über die Änderung vorbereiten").await;
        egh::nein(&app, id, "entscheidung", &EGH_AENDERUNG, "#feld-anhoerung_am").await;
        let anfang = mit(&EGH_AENDERUNG[1..], &[("art", "BEWILLIGUNG")]);
        egh::nein(&app, id, "entscheidung", &anfang, "in der Überprüfung").await;
        let gut = mit(
            &EGH_AENDERUNG,
            &[
                ("begruendung", "Den Weg zum Laden kennt sie jetzt."),
                ("anhoerung_am", "2027-02-19"),
            ],
        );
        egh::ja(&app, id, "entscheidung", &gut).await;
        // RL-02: neither the ASD nor somebody of the Back-Office
        for k in [asd(), crate::gemeinsam::wer(0xE4, amt::recht::Rolle::R12, vec![])] {
            let version = egh::lies(&app, id).await.fall.version.to_string();
            let pfad = format!("/faelle/{id}/{weg}");
            let felder = [("version", version.as_str())];
            let (status, _) = crate::gemeinsam::seiten::senden_als(&app, &pfad, &felder, k).await;
            assert!(status == 404 || status == 422, "{status}");
        }
        egh::ja(&app, id, weg, &[]).await;
        let a = egh::lies(&app, id).await;
        assert_eq!(a.fall.stand, FallStand::G9);
        let staende: Vec<_> = a.bausteine.iter().map(|b| b.stand).collect();
        assert_eq!(staende, [Bausteinstand::Beendet, Bausteinstand::Bewilligt]);
        let e = a.entschieden().unwrap();
        assert_eq!(e.art, Entscheidungsart::Aenderung);
        assert!(e.rechtsbehelf_bis.is_some() && e.vormerkung.contains("vorgemerkt"));
        // the Antrag was answered in time, whatever is changed later
        let spaet = a
            .fristen()
            .unwrap()
            .iter()
            .filter(|z| z.erledigt > Some(z.bis))
            .count();
        assert_eq!(spaet, 0);
    }
);

testkit::auf_beiden!(
    eg14_einstellung_mit_anhoerung_und_gruenden_endet_wenn_sie_feststeht,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = in_g10(&app, &uhr).await;
        let weg = "schritt/EG14-EINSTELLUNG";
        egh::nein(&app, id, weg, &[], "Einstellung vorbereiten").await;
        let entwurf = mit(&EGH_AENDERUNG[1..], &[("art", "EINSTELLUNG")]);
        egh::nein(&app, id, "entscheidung", &entwurf, "#feld-begruendung").await;
        let gut = mit(
            &entwurf,
            &[
                ("begruendung", "Die Teilhabeziele sind erreicht."),
                ("anhoerung_am", "2027-02-19"),
            ],
        );
        egh::ja(&app, id, "entscheidung", &gut).await;
        egh::ja(&app, id, weg, &[]).await;
        let a = egh::lies(&app, id).await;
        assert_eq!(a.fall.stand, FallStand::G8);
        // nothing begins anew, and as long as a Widerspruch is possible nothing is cut off (INV-F8)
        egh::nein(&app, id, "schritt/EG12", &[], "Nur eine bewilligte Leistung").await;
        egh::nein(&app, id, "schritt/EG11-ENDE", &[], "noch etwas offen").await;
        assert!(a.bausteine.iter().all(|b| b.stand == Bausteinstand::Bewilligt));
        uhr.stelle(Zeitpunkt("2027-05-01T09:00:00Z".parse().unwrap()));
        egh::ja(&app, id, "schritt/EG11-ENDE", &[]).await;
        let a = egh::lies(&app, id).await;
        assert_eq!(a.fall.stand, FallStand::G11);
        assert!(a.bausteine.iter().all(|b| b.stand == Bausteinstand::Beendet));
    }
);
