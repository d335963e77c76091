//! The light tracks by their pages: Pflege and Altenhilfe (SM-5, 4.7), Jugendgerichtshilfe (4.14).

use amt::recht::{OrganisationsArt, Rolle};
use fall::model::{Angabe, FallStand};

use crate::{
    gemeinsam::{ALLE, asd, seiten::holen_als, stadt, wer},
    hilfe::leicht_weg::{ENTWURF, beginn, bis_j1, bis_j5, bis_p2, bis_p4, jgh, pflege, sozialdienst},
};

testkit::auf_beiden!(
    sm_5_von_der_kenntnis_bis_zum_ende_und_paragraf_18_der_tag_der_kenntnis,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let f = beginn(&app, pflege(), "PFLEGE").await;
        let a = f.lies().await;
        assert_eq!(
            (a.fall.stand, a.verlauf.last().unwrap().schritt.as_str()),
            (FallStand::P0, "PF01")
        );
        // the day of the Anliegen, without anybody writing it down
        assert_eq!(a.kenntnis(), "2026-11-21".parse().ok());
        let (_, seite) = holen_als(&app, &format!("/faelle/{}", f.fall), pflege()).await;
        for wort in [
            "frühestens am <strong>21.11.2026",
            "§ 18 Abs. 1 SGB XII",
            "klaerung#BEDARF_XII",
        ] {
            assert!(seite.contains(wort), "{wort}");
        }
        assert!(!seite.contains("Hilfeplan als PDF") && !seite.contains("SGB VIII"));
        f.fehlt("PF02", "welcher Bedarf ermittelt ist").await;
        let f = bis_p2(&app).await;
        // nothing before the day the need was known; an earlier one of another body counts (§ 18 Abs. 2)
        let mut frueh = ENTWURF;
        frueh[3] = ("von", "2026-11-01");
        f.nein("entscheidung", &frueh, "frühestens am 21.11.2026").await;
        f.angabe_am(
            "KENNTNIS",
            "2026-10-30",
            "Die Krankenkasse wusste es seit dem 30. Oktober.",
        )
        .await;
        f.ja("entscheidung", &frueh).await;
        f.fehlt("PF04", "was Pflegekasse und andere leisten").await;
        f.fehlt("PF04", "Einkommen und Vermögen").await;
        f.angabe("PFLEGEKASSE", "zahlt die Sachleistung").await;
        f.angabe("EINKOMMEN_VERMOEGEN", "unter der Grenze").await;
        f.schritt("PF04").await;
        let a = f.lies().await;
        assert_eq!((a.fall.stand, a.leitung_noetig()), (FallStand::P3, false));
        assert!(a.entschieden().unwrap().rechtsbehelf_bis.is_some());
        let (status, seite) = holen_als(&app, &format!("/faelle/{}/bescheid", f.fall), pflege()).await;
        assert!(status == 200 && seite.contains("§ 11 Abs. 5 SGB XII") && !seite.contains("§ 9a"));
        // what was granted does not end by itself
        f.fehlt("PF04-ENDE", "nichts bewilligt").await;
        f.fehlt("PF05", "wann die Leistung begonnen").await;
        f.angabe("LEISTUNG_BEGONNEN", "Pflegedienst Nord").await;
        f.nein(
            "angabe/NAECHSTE_UEBERPRUEFUNG",
            &[("NAECHSTE_UEBERPRUEFUNG-tag", "2026-11-21")],
            "muss noch kommen",
        )
        .await;
        f.angabe_am("NAECHSTE_UEBERPRUEFUNG", "2027-05-03", "").await;
        f.schritt("PF05").await;
        assert_eq!(f.lies().await.fall.naechster_termin, "2027-05-03".parse().ok());
        for s in [
            "",
            "klaerung",
            "wille",
            "ressourcen",
            "ziele",
            "sozialraum",
            "konferenz",
            "entscheidung",
        ] {
            let pfad = format!("/faelle/{}/{s}", f.fall);
            let (status, seite) = holen_als(&app, pfad.trim_end_matches('/'), pflege()).await;
            assert_eq!((status, seite.matches("<h1").count()), (200, 1), "{s}");
        }
        // the review: carried on, then ended when nothing can be said against the Bescheid any more
        uhr.stelle(base::Zeitpunkt("2027-05-03T09:00:00Z".parse().unwrap()));
        f.schritt("PF06").await;
        f.fehlt("PF07", "Ergebnis dieser Überprüfung").await;
        f.angabe("LEISTUNG_UEBERPRUEFT", "Es reicht. Sie ist zufrieden.")
            .await;
        f.fehlt("PF07", "Tag der nächsten Überprüfung").await;
        f.angabe_am("NAECHSTE_UEBERPRUEFUNG", "2027-11-02", "").await;
        f.schritt("PF07").await;
        f.schritt("PF06").await;
        // the last review is no answer to this one
        uhr.stelle(base::Zeitpunkt("2027-05-03T10:00:00Z".parse().unwrap()));
        f.angabe("LEISTUNG_ENDE", "Sie zieht zur Tochter und möchte das so.")
            .await;
        f.schritt("PF07-ENDE").await;
        assert_eq!(f.lies().await.fall.stand, FallStand::P6);
    }
);

testkit::auf_beiden!(
    kleine_anfragen_gehen_zuerst_in_den_sozialraum_und_ans_ehrenamt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        // the Sozialdienst may do it, but not decide
        let f = beginn(&app, sozialdienst(), "ALTENHILFE").await;
        f.fehlt("PF02-KLEIN", "Sagen, was gebraucht wird").await;
        f.fehlt("PF02-KLEIN", "Nachbarschaft und Ehrenamt fragen").await;
        f.angabe("KLEINE_ANFRAGE", "jemand zum Einkaufen, einmal in der Woche")
            .await;
        f.angabe("EHRENAMT_GEFRAGT", "Herr Pohl vom Besuchsdienst kommt mittwochs")
            .await;
        f.ja(
            "sozialraum/blick",
            &[("titel", "Besuchsdienst"), ("ergebnis", "DECKT_VOLL")],
        )
        .await;
        f.ja(
            "sozialraum",
            &[
                ("gesamtergebnis", "A_OHNE_EINZELFALLHILFE"),
                ("frage_bekannt", "den Besuchsdienst kenne ich"),
                ("themen", "WOHNEN"),
                ("zustimmung", "ja"),
            ],
        )
        .await;
        f.schritt("PF02-KLEIN").await;
        assert_eq!(f.lies().await.fall.stand, FallStand::P2);
        // RL-04: an Antrag is decided or withdrawn, never talked away
        f.angabe("BEGEHREN", "Haushaltshilfe").await;
        f.fehlt("PF03-OHNE", "Antrag offen").await;
        f.angabe("ANTRAG_ZURUECK", "Ich brauche das nicht mehr").await;
        f.schritt("PF03-OHNE").await;
        assert_eq!(f.lies().await.fall.stand, FallStand::P6);
        // § 71 Abs. 4: advice for everybody, nobody asks for income
        let f = beginn(&app, sozialdienst(), "ALTENHILFE").await;
        f.fehlt("PF71", "Beratung oder Unterstützung der Altenhilfe")
            .await;
        f.angabe("ALTENHILFE_71", "Wohnen im Alter; sie überlegt bis Ostern")
            .await;
        f.schritt("PF71").await;
        let a = f.lies().await;
        assert!(a.fall.stand == FallStand::P6 && a.angabe(Angabe::Einkommen).is_none());
    }
);

testkit::auf_beiden!(
    rl_02_ueber_hilfe_zur_pflege_entscheidet_nur_wer_darf_und_nie_ein_traeger,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let f = bis_p2(&app).await;
        f.angabe("PFLEGEKASSE", "zahlt die Sachleistung").await;
        f.angabe("EINKOMMEN_VERMOEGEN", "unter der Grenze").await;
        f.ja("entscheidung", &ENTWURF).await;
        let frei = amt::Kontext::neu(
            pflege().benutzer(),
            "frei".to_owned(),
            OrganisationsArt::Andere,
            vec![amt::RolleJetzt {
                rolle: Rolle::R13,
                raeume: vec![],
            }],
        );
        for k in [
            wer(0xE2, Rolle::R09, vec![]),
            wer(0xE2, Rolle::R10, vec![]),
            wer(0xE2, Rolle::R12, vec![]),
            asd(),
            sozialdienst(),
            frei,
        ] {
            let (status, _) = f.post_als(k, "schritt/PF04", &[]).await;
            assert!(status == 404 || status == 422, "{status}");
            assert_eq!(f.lies().await.fall.stand, FallStand::P2);
        }
        f.schritt("PF04").await;
    }
);

testkit::auf_beiden!(
    eine_laufende_leistung_wird_nur_mit_anhoerung_und_bescheid_geaendert_oder_eingestellt,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let f = bis_p4(&app).await;
        f.schritt("PF06").await;
        f.angabe("LEISTUNG_UEBERPRUEFT", "Sie kann sich wieder selbst waschen.")
            .await;
        f.angabe_am("NAECHSTE_UEBERPRUEFUNG", "2027-11-02", "").await;
        f.fehlt("PF07-AENDERUNG", "Änderung der Hilfe").await;
        f.nein("entscheidung", &ENTWURF, "vor dem Beginn entschieden")
            .await;
        let aendern = |art: &'static str| {
            let mut e = ENTWURF.to_vec();
            e[0] = ("art", art);
            e.push(("begruendung", "Der Bedarf ist kleiner geworden."));
            e.push(("anhoerung_am", "2026-11-20"));
            e
        };
        f.ja("entscheidung", &aendern("AENDERUNG")).await;
        f.schritt("PF07-AENDERUNG").await;
        assert_eq!(f.lies().await.fall.stand, FallStand::P4);
        f.schritt("PF06").await;
        uhr.stelle(base::Zeitpunkt("2026-11-21T12:00:00Z".parse().unwrap()));
        f.angabe("LEISTUNG_UEBERPRUEFT", "Sie ist umgezogen.").await;
        f.nein(
            "entscheidung",
            &[
                ("art", "EINSTELLUNG"),
                ("norm", "§ 48 SGB X"),
                ("tenor", "Ende"),
                ("von", "2026-12-01"),
                ("wunsch", "KEINER"),
                ("weg", "POST"),
            ],
            "anhören",
        )
        .await;
        f.ja("entscheidung", &aendern("EINSTELLUNG")).await;
        f.schritt("PF07-EINSTELLUNG").await;
        assert_eq!(f.lies().await.fall.stand, FallStand::P3);
        // the case stays while a Widerspruch is possible, and the benefit does not begin again
        f.fehlt("PF04-ENDE", "noch etwas offen").await;
        f.fehlt("PF05", "Nur eine bewilligte").await;
        uhr.stelle(base::Zeitpunkt("2027-02-01T09:00:00Z".parse().unwrap()));
        f.schritt("PF04-ENDE").await;
    }
);

testkit::auf_beiden!(
    jgh_von_der_mitteilung_bis_zur_erledigten_weisung,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let f = bis_j1(&app).await;
        assert_eq!(f.lies().await.verlauf.last().unwrap().schritt, "JG01");
        f.fehlt("JG03", "ob eine Leistung passt").await;
        // § 52 Abs. 2 S. 2: a service suits, so the court is told before anything goes on
        f.angabe("LEISTUNG_GEEIGNET", "Sozialer Trainingskurs ab Januar")
            .await;
        f.fehlt("JG03", "Staatsanwaltschaft oder Gericht unterrichten")
            .await;
        f.angabe("JUSTIZ_INFORMIERT", "Staatsanwaltschaft, über den Kurs")
            .await;
        f.schritt("JG03").await;
        f.fehlt("JG04", "Den Bericht").await;
        f.angabe("JGH_BERICHT", "an die Staatsanwaltschaft: Kurs statt Arrest")
            .await;
        f.schritt("JG04").await;
        f.fehlt("JG06", "bis wann").await;
        f.angabe("HAUPTVERHANDLUNG", "mit uns; schuldig, Weisung").await;
        f.schritt("JG05").await;
        f.angabe("WEISUNG", "Erziehungsbeistandschaft annehmen").await;
        f.nein(
            "angabe/WEISUNG_BIS",
            &[("WEISUNG_BIS-tag", "2026-11-20")],
            "muss noch kommen",
        )
        .await;
        f.angabe_am("WEISUNG_BIS", "2027-02-26", "").await;
        f.schritt("JG06").await;
        let a = f.lies().await;
        assert_eq!(
            (a.fall.stand, a.fall.naechster_termin),
            (FallStand::J5, "2027-02-26".parse().ok())
        );
        // the court gives more time: the next day of the case goes with it
        f.angabe_am("WEISUNG_BIS", "2027-04-30", "").await;
        assert_eq!(f.lies().await.fall.naechster_termin, "2027-04-30".parse().ok());
        f.fehlt("JG07", "wie es mit der Weisung").await;
        f.angabe("ZUWIDERHANDLUNG", "zwei Termine versäumt; er war krank")
            .await;
        f.angabe("WEISUNG_ERLEDIGT", "erfüllt").await;
        f.schritt("JG07").await;
        let a = f.lies().await;
        assert_eq!(a.fall.stand, FallStand::J6);
        assert!(a.entscheidungen.is_empty() && a.bausteine.is_empty());
    }
);

testkit::auf_beiden!(
    paragraf_36a_eine_weisung_bewilligt_nichts_und_nennt_nur_den_fall,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        // a help that Frau A leads, another one that nobody of the Jugendgerichtshilfe leads
        let eigener = beginn(&app, asd(), "JUGENDHILFE").await;
        let az = eigener.lies().await.fall.aktenzeichen;
        let f = bis_j5(&app).await;
        f.angabe(
            "WEISUNG_HILFE",
            &format!("Erziehungsbeistand, siehe {az} und JH-2026-99999"),
        )
        .await;
        let (_, seite) = holen_als(&app, &format!("/faelle/{}", f.fall), jgh()).await;
        assert!(seite.contains(&format!("href=\"/faelle/{}\"", eigener.fall)) && seite.contains("§ 36a"));
        assert!(seite.contains("<li>JH-2026-99999</li>"));
        // nothing happened in that case
        let a = eigener.lies().await;
        assert!(a.fall.stand == FallStand::F0 && a.entscheidungen.is_empty());
        // no page of a decision, no step of another track
        assert!(!seite.contains("/entscheidung\"") && !seite.contains("/sozialraum\""));
        assert_eq!(f.post("schritt/H09", &[]).await.0, 404);
        let (status, _) = f.post("entscheidung", &ENTWURF).await;
        assert_eq!(status, 422);
    }
);

testkit::auf_beiden!(jgh_abgabe_einstellung_und_wer_sie_fuehrt, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let f = beginn(&app, jgh(), "JGH").await;
    f.fehlt("JG02-ABGABE", "an welches Jugendamt").await;
    // 10.1: what is noted of such a case has the purpose of the Jugendgerichtshilfe, and only that
    let mut tx = app.db.read().await.unwrap();
    let zwecke: Vec<(String,)> = tx
        .fetch_all(
            "SELECT DISTINCT zweck FROM journal WHERE objektart = 'fall' AND objekt = $1",
            store::werte![f.fall],
        )
        .await
        .unwrap();
    drop(tx);
    assert_eq!(zwecke, [("Z07".to_owned(),)]);
    for k in [
        wer(0xE2, Rolle::R09, vec![]),
        wer(0xE2, Rolle::R11, vec![]),
        pflege(),
        wer(0xE9, Rolle::R16, vec![]),
    ] {
        let (status, _) = f.post_als(k, "schritt/JG02-ABGABE", &[]).await;
        assert!(status == 404 || status == 422, "{status}");
    }
    f.angabe("ABGABE_87B", "Lübeck: die Eltern leben dort").await;
    f.schritt("JG02-ABGABE").await;
    assert_eq!(f.lies().await.fall.stand, FallStand::Jx);
    let f = bis_j1(&app).await;
    f.angabe("VERFAHREN_ENDE", "eingestellt, § 45 Abs. 2 JGG").await;
    f.schritt("JG08").await;
    assert!(f.lies().await.fall.stand.beendet());
});

#[test]
fn die_bilder_im_handbuch_sind_die_tabellen() {
    use fall::rules::{
        ablauf::mermaid,
        fall::{jgh::JG, sm5::SM5},
    };
    let handbuch = include_str!("../../../../../docs/handbuch/29-pflege-und-jugendgericht.md");
    for bild in [
        mermaid(SM5, FallStand::P0, FallStand::code),
        mermaid(JG, FallStand::J0, FallStand::code),
    ] {
        assert!(handbuch.contains(&bild), "{bild}");
    }
}
