//! Many helps at once, the agenda of a team, a round on one page (Fachkonzept 4.7, 4.9).

use amt::{
    App, Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use base::Id;
use fall::model::{Bausteinstand, Fall};

use crate::{
    gemeinsam::{
        ALLE, TEAM, asd,
        seiten::{holen_als, senden_als},
        service, stadt, wer,
    },
    hilfe::teilhabe_weg::{ENTWURF, PLAN, beginn, bis_g4, bis_g6, egh, ja, lies, post},
    hilfe::weg,
};

/// By the month, as in the example.
const SIEBEN: [&str; 7] = [
    "420,00", "385,00", "610,00", "299,00", "540,00", "475,00", "331,00",
];

/// A case with these helps granted from December on.
async fn mit_hilfen(app: &App, kosten: &[&str]) -> Id<Fall> {
    let id = bis_g6(app).await;
    let ziel = lies(app, id).await.handlungsziele[0].id.to_string();
    for k in kosten {
        let felder = [
            ("art", "E113-8"),
            ("typ", "EINZEL"),
            ("text", "Hilfsmittel"),
            ("umfang", "PAUSCHALE"),
            ("von", "2026-12-01"),
            ("bis", "2027-11-30"),
            ("kosten", k),
            ("ziele", &ziel),
        ];
        ja(app, id, "gesamtplan/baustein", &felder).await;
    }
    ja(app, id, "gesamtplan", &PLAN).await;
    ja(app, id, "schritt/EG10", &[]).await;
    ja(app, id, "entscheidung", &ENTWURF).await;
    ja(app, id, "schritt/EG11", &[]).await;
    id
}

fn dezember() -> base::Zeitpunkt {
    base::Zeitpunkt("2026-12-02T09:00:00Z".parse().unwrap())
}

async fn seite(app: &App, pfad: &str, k: Kontext) -> String {
    let (status, text) = holen_als(app, pfad, k).await;
    assert_eq!(status, 200, "{pfad}");
    // amounts are kept together by a narrow blank
    text.replace(['\u{a0}', '\u{202f}'], " ").replace("&#160;", " ")
}

fn alle_da(text: &str, worte: &[&str]) {
    for w in worte {
        assert!(text.contains(w), "{w}: {text}");
    }
}

testkit::auf_beiden!(t_055_sieben_hilfen_gebuendelt_zu_zweien, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let id = mit_hilfen(&app, &SIEBEN).await;
    // not yet: the helps begin in December
    assert!(
        !seite(&app, "/mehrfachhilfen", egh())
            .await
            .contains("Empfehlung: Fallkonferenz")
    );
    uhr.stelle(dezember());
    let liste = seite(&app, "/mehrfachhilfen", egh()).await;
    alle_da(
        &liste,
        &[
            "mehr als 3 Hilfen",
            "Müller-Șerban, Ayşe",
            "7 Hilfen zugleich, 3.060,00 € im Monat.",
            "Empfehlung: Fallkonferenz, bündeln.",
        ],
    );
    // the recommendation comes to the agenda of the team
    let weg = format!("/mehrfachhilfen/{id}");
    let (status, _) = senden_als(&app, &format!("{weg}/agenda"), &[], egh()).await;
    assert_eq!(status, 303);
    alle_da(
        &seite(&app, "/mehrfachhilfen", egh()).await,
        &["Steht auf der Agenda des Teams."],
    );
    alle_da(
        &seite(&app, &format!("/agenda/{TEAM}"), egh()).await,
        &["mehrere Hilfen zugleich: bündeln", "Anna Abel"],
    );
    // what came of it; without amounts nothing is kept and what was typed stays
    let schlecht = [("nachher", "viel"), ("worte", "zwei statt sieben")];
    let (status, text) = senden_als(&app, &weg, &schlecht, egh()).await;
    assert!(status == 422 && text.contains("#feld-nachher") && text.contains("zwei statt sieben"));
    let gut = [("nachher", "980,00\r\n615,00"), ("worte", "zwei statt sieben")];
    assert_eq!(senden_als(&app, &weg, &gut, egh()).await.0, 303);
    let ergebnis = [
        "7 Hilfen",
        "3.060,00 €",
        "1.595,00 €",
        "1.465,00 € im Monat",
        "17.580,00 € im Jahr",
    ];
    alle_da(&seite(&app, &weg, egh()).await, &ergebnis[1..]);
    alle_da(&seite(&app, "/mehrfachhilfen", egh()).await, &ergebnis);
    // one round is seen in the figures of the body, and shown to nobody
    let zahlen = wer(0x79, Rolle::R22, vec![]);
    let mut tx = app.db.read().await.unwrap();
    let frei = fall::service::umsteuerung::freigeworden(&app, &mut tx, &zahlen)
        .await
        .unwrap();
    drop(tx);
    let jetzt = frei.last().unwrap();
    assert_eq!((jetzt.anzahl, jetzt.monat.0, jetzt.bisher.0), (1, 146_500, 0));
    let blatt = seite(&app, "/umsteuerung", zahlen).await;
    alle_da(&blatt, &["Frei durch gebündelte Hilfen", "noch zu klein"]);
    assert!(!blatt.contains("1.465,00"));
    // whoever keeps the books reads the round itself, without a name, a case or a space
    let buecher = seite(&app, "/umsteuerung", wer(0x7A, Rolle::R21, vec![])).await;
    alle_da(
        &buecher,
        &["aus 7 Hilfen wurden 2", "1.465,00 € im Monat", "noch zu klein"],
    );
    assert!(!buecher.contains("Șerban") && !buecher.contains("Anna Abel") && !buecher.contains("EGH-2026"));
    // RL-01: bundling is talk; every help that was granted still is
    let a = lies(&app, id).await;
    assert_eq!(a.bausteine.len(), 7);
    assert!(a.bausteine.iter().all(|b| b.stand == Bausteinstand::Bewilligt));
    // nobody else
    for k in [service(), wer(0x77, Rolle::R11, vec![])] {
        assert_eq!(holen_als(&app, &weg, k).await.0, 404);
    }
    let (status, _) = senden_als(&app, &weg, &gut, wer(0x77, Rolle::R11, vec![])).await;
    assert_eq!(status, 404);
});

testkit::auf_beiden!(
    rl_08_hilfen_zweier_aemter_zaehlen_nie_zusammen,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        // the same woman in two offices, three helps here and one there: four in one head, in no list
        mit_hilfen(&app, &SIEBEN[..3]).await;
        let id = weg::zum_entscheiden(&app, "J31", "420,00").await;
        weg::ja(&app, id, "schritt/H09", &[]).await;
        uhr.stelle(dezember());
        let beide = Kontext::neu(
            egh().benutzer(),
            "beide".to_owned(),
            OrganisationsArt::Oeffentlich,
            [Rolle::R02, Rolle::R11]
                .map(|rolle| RolleJetzt {
                    rolle,
                    raeume: vec![],
                })
                .to_vec(),
        );
        let liste = seite(&app, "/mehrfachhilfen", beide.clone()).await;
        assert!(
            liste.contains("Niemand") && !liste.contains("Empfehlung: Fallkonferenz"),
            "{liste}"
        );
        // each alone is there, with the helps of its own office only
        let eine = seite(&app, &format!("/mehrfachhilfen/{id}"), beide).await;
        assert!(
            !eine.contains("Hilfsmittel") && !eine.contains("EGH-2026"),
            "{eine}"
        );
    }
);

testkit::auf_beiden!(die_agenda_fuellt_sich_von_selbst, ALLE, |db| async move {
    let (app, uhr) = stadt(&db).await;
    let neu = beginn(&app).await;
    let zweiter = bis_g4(&app).await;
    let weg = format!("/agenda/{TEAM}");
    let text = seite(&app, &weg, egh()).await;
    alle_da(
        &text,
        &[
            "neuer Fall",
            "16.11.2026 bis 22.11.2026",
            "2 Fälle, je Fall 47 Minuten, zusammen 94 Minuten",
        ],
    );
    assert!(!text.contains("Müller") && !text.contains("Ayşe"), "kein Name");
    // the order of the week is the team's
    let vorn = |t: &str| {
        let stelle = |id: Id<Fall>| t.find(&format!("/faelle/{id}\"")).unwrap();
        stelle(neu) < stelle(zweiter)
    };
    let war = vorn(&text);
    let erster = if war { neu } else { zweiter }.to_string();
    let felder = [
        ("fall", erster.as_str()),
        ("wohin", "RUNTER"),
        ("ab", "2026-11-16"),
    ];
    assert_eq!(
        senden_als(&app, &format!("{weg}/folge"), &felder, egh()).await.0,
        303
    );
    assert_eq!(vorn(&seite(&app, &weg, egh()).await), !war);
    // next week it is by urgency again; two weeks later nobody is new
    alle_da(
        &seite(&app, &format!("{weg}?ab=2026-11-30"), egh()).await,
        &["neuer Fall"],
    );
    let spaeter = seite(&app, &format!("{weg}?ab=2026-12-14"), egh()).await;
    assert!(spaeter.contains("Nichts zu beraten"), "{spaeter}");
    // somebody of a free Träger in the team: no number of a file, no way into the case (RL-07)
    let gast = seite(&app, &weg, wer(0xF1, Rolle::R08, vec![])).await;
    alle_da(&gast, &["Fall von <bdi>Anna Abel</bdi>", "neuer Fall"]);
    assert!(!gast.contains("EGH-2026") && !gast.contains("/faelle/"), "{gast}");
    // who is not in the team, and who is in it without anything to do with cases
    for k in [
        service(),
        wer(0x77, Rolle::R11, vec![]),
        wer(0xF1, Rolle::R01, vec![]),
    ] {
        assert_eq!(holen_als(&app, &weg, k.clone()).await.0, 404);
        assert_eq!(senden_als(&app, &format!("{weg}/folge"), &felder, k).await.0, 404);
    }
    // a day for the review comes in its week
    uhr.stelle(dezember());
    let text = seite(&app, "/agenda", wer(0x77, Rolle::R11, vec![])).await;
    assert!(text.contains("Kein Team"));
});

testkit::auf_beiden!(
    die_runde_auf_einer_seite_nennt_niemanden_und_ist_das_protokoll,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_g4(&app).await;
        // put on the agenda by hand
        let worte = [("worte", "Wie geht es nach dem Umzug weiter?")];
        let (status, _) = senden_als(&app, &format!("/faelle/{id}/agenda"), &worte, egh()).await;
        assert_eq!(status, 303);
        let agenda = format!("/agenda/{TEAM}");
        alle_da(
            &seite(&app, &agenda, egh()).await,
            &["angemeldet", "Wie geht es nach dem Umzug weiter?"],
        );
        // words somebody wrote are read by whoever may open the case
        let gast = seite(&app, &agenda, wer(0xF1, Rolle::R08, vec![])).await;
        assert!(!gast.contains("Umzug"), "{gast}");
        let tafel = format!("/faelle/{id}/konferenz/tafel");
        let text = seite(&app, &tafel, egh()).await;
        alle_da(
            &text,
            &[
                "zusammen 47 Minuten",
                "data-minuten=\"2\"",
                "ab Minute 45",
                "js/uhr.js",
                "Ich will allein einkaufen gehen",
                "kann gut rechnen",
                "Dies ist die erste Runde",
            ],
        );
        for nicht in ["Müller", "Ayşe", "EGH-2026"] {
            assert!(!text.contains(nicht), "{nicht}");
        }
        assert_eq!(text.matches("<h1").count(), 1);
        let runde = [
            ("typ", "KOLLEGIALE_BERATUNG"),
            ("datum", "2026-11-21"),
            ("dauer", "47"),
            ("falleinbringer", "Anna Abel"),
            ("moderation", "Bernd Beck"),
            ("teilnehmer-1", "Anna Abel"),
            ("traeger-1", "OEFFENTLICH"),
            ("teilnehmer-2", "Bernd Beck"),
            ("traeger-2", "OEFFENTLICH"),
            ("teilnehmer-3", "Haus Nord"),
            ("traeger-3", "FREI"),
            ("ressourcen", "Frau Müller-Șerban kann gut rechnen"),
            ("frage", "Was trägt?"),
            ("idee-EINZELFALL", "Assistenz"),
            ("idee-FALLUEBERGREIFEND", "Einkaufsgruppe"),
            ("idee-SOZIALRAUM", "Café Paletti"),
            ("empfehlung", "Assistenz beim Einkaufen"),
            ("einigkeit", "EINSTIMMIG"),
            ("familie", "ANWESEND"),
        ];
        // T-054: whoever brings the case does not moderate; the input stays
        let mut selbst = runde.to_vec();
        selbst[4] = ("moderation", "Anna Abel");
        let (status, text) = post(&app, id, "konferenz", &selbst).await;
        assert!(status == 422 && text.contains("Café Paletti"));
        ja(&app, id, "konferenz", &runde).await;
        // the minutes are the record: the case is off the agenda, and the round stands beside the next one
        assert!(seite(&app, &agenda, egh()).await.contains("Nichts zu beraten"));
        let text = seite(&app, &tafel, egh()).await;
        alle_da(
            &text,
            &["Letzte Runde", "Café Paletti", "Einkaufsgruppe", "einstimmig"],
        );
        assert!(!text.contains("Müller"), "{text}");
        // the ASD sees no case of SGB IX, on no page
        for p in [tafel.as_str(), &format!("/mehrfachhilfen/{id}")] {
            assert_eq!(holen_als(&app, p, asd()).await.0, 404, "{p}");
        }
    }
);
