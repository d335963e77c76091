//! The case: who sees it, what it lacks, and its way from the Falleingang to the Sozialraumprüfung.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

mod neues;
mod rechte;
mod worte;

use crate::gemeinsam::{
    ALLE, ANGEBOT, ASD, NORD, SUED, asd, aufnahme, nimm,
    schritte::{akte, geh, voll},
    seiten::{holen_als, senden_als},
    service, stadt, wer,
};
use amt::{App, Kontext, recht::Rolle};
use base::Id;
use fall::{
    model::{Fall, Hinweis},
    service::fall::lesen,
};
use uuid::Uuid;

/// A case of Frau Müller-Șerban, led by Anna Abel (the user ASD).
async fn neuer_fall(app: &App) -> Id<Fall> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
    akte(app, &asd(), id).await.fall.unwrap().id
}

async fn lies(app: &App, id: Id<Fall>) -> lesen::Akte {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::akte(app, &mut tx, &asd(), id).await.unwrap();
    tx.commit().await.unwrap();
    a
}

async fn post(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)]) -> (u16, String) {
    let version = lies(app, id).await.fall.version.to_string();
    let mut alle = vec![("version", version.as_str())];
    alle.extend(felder);
    senden_als(app, &format!("/faelle/{id}/{weg}"), &alle, asd()).await
}

async fn journal(app: &App, aktion: &str, angaben: &str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx
        .fetch_one(
            "SELECT COUNT(*) FROM journal WHERE aktion = $1 AND angaben = $2",
            store::werte![aktion, angaben],
        )
        .await
        .unwrap();
    n
}

testkit::auf_beiden!(
    t_147_der_servicebereich_sieht_nur_mit_wem_er_spricht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = neuer_fall(&app).await;
        let (status, seite) = holen_als(&app, &format!("/faelle/{id}"), service()).await;
        assert_eq!(status, 200);
        for da in ["Ayşe Müller-Șerban", "Anna Abel", "0431 1", "noch keiner"] {
            assert!(seite.contains(da), "{da}");
        }
        for nicht in [
            "JH-2026",
            "jemanden zum Reden",
            "§ 31",
            "Nord",
            "Eingang (F0)",
            "Bernd",
        ] {
            assert!(!seite.contains(nicht), "{nicht}");
        }
        assert_eq!(
            journal(&app, "fall_ansprechperson.lesen", "ansprechperson").await,
            1
        );
        for weg in ["klaerung", "wille", "ressourcen", "ziele"] {
            assert_eq!(
                holen_als(&app, &format!("/faelle/{id}/{weg}"), service()).await.0,
                404,
                "{weg}"
            );
        }
        // the search is sent, never written into the address
        let (_, liste) = holen_als(&app, "/faelle?suche=muller", service()).await;
        assert!(!liste.contains("Müller"));
        let (_, liste) = senden_als(&app, "/faelle/suche", &[("suche", "mueller")], service()).await;
        assert!(liste.contains("Müller-Șerban") && liste.contains("0431 1") && !liste.contains("JH-2026"));
        assert_eq!(holen_als(&app, "/faelle.csv", service()).await.0, 404);
        // whoever has neither the case nor the contact person finds nothing
        for rolle in [Rolle::R07, Rolle::R15, Rolle::R19, Rolle::R26, Rolle::R27] {
            let k = wer(0x91, rolle, vec![]);
            assert_eq!(
                holen_als(&app, &format!("/faelle/{id}"), k.clone()).await.0,
                404,
                "{rolle:?}"
            );
            assert_eq!(holen_als(&app, "/faelle", k).await.0, 404, "{rolle:?}");
        }
    }
);

testkit::auf_beiden!(die_liste_zeigt_was_die_rolle_sehen_darf, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = neuer_fall(&app).await;
    let sieht = |k: Kontext| {
        let app = app.clone();
        async move { holen_als(&app, "/faelle", k).await }
    };
    let (status, liste) = sieht(asd()).await;
    assert!(status == 200 && liste.contains("JH-2026-00001") && liste.contains("Müller-Șerban"));
    assert_eq!(liste.matches("<h1").count(), 1);
    // another ASD-Fachkraft leads none; a leader of Nord sees it, one of Süd does not
    let (_, fremd) = sieht(wer(0x92, Rolle::R02, vec![])).await;
    assert!(fremd.contains("Kein Fall gefunden"));
    assert!(
        sieht(wer(0x93, Rolle::R04, vec![NORD]))
            .await
            .1
            .contains("JH-2026-00001")
    );
    assert!(
        !sieht(wer(0x94, Rolle::R04, vec![SUED]))
            .await
            .1
            .contains("JH-2026-00001")
    );
    // EGH does not see cases of SGB VIII
    assert!(
        !sieht(wer(0xE2, Rolle::R11, vec![]))
            .await
            .1
            .contains("JH-2026-00001")
    );
    let (_, csv) = holen_als(&app, "/faelle.csv", asd()).await;
    assert!(
        csv.contains("JH-2026-00001") && !csv.contains("Müller"),
        "ohne Personen"
    );
    assert!(journal(&app, "fall.lesen", "liste").await >= 2);
    assert_eq!(journal(&app, "fall.lesen", "csv ohne personen").await, 1);
    for (filter, da) in [
        ("wer=meine", true),
        ("stand=F0_EINGANG&sort=-seit", true),
        ("stand=F1_ZUSTAENDIGKEIT", false),
        ("sektor=EGH", false),
        (&format!("raum={NORD}&sort=termin"), true),
        (&format!("raum={SUED}"), false),
        ("seite=2", false),
    ] {
        let (status, seite) = holen_als(&app, &format!("/faelle?{filter}"), asd()).await;
        assert!(status == 200 && seite.contains("JH-2026-00001") == da, "{filter}");
    }
    let (_, seite) = senden_als(&app, "/faelle/suche", &[("suche", "șerban")], asd()).await;
    assert!(seite.contains("JH-2026-00001"));
    assert_eq!(
        holen_als(&app, &format!("/faelle/{id}"), wer(0x92, Rolle::R02, vec![]))
            .await
            .0,
        404
    );
});

testkit::auf_beiden!(
    die_seite_beginnt_mit_staerken_und_sagt_was_fehlt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = neuer_fall(&app).await;
        let (status, seite) = holen_als(&app, &format!("/faelle/{id}"), asd()).await;
        assert_eq!((status, seite.matches("<h1").count()), (200, 1));
        let orte: Vec<usize> = [
            "Was da ist: Stärken und Ressourcen",
            "In eigenen Worten",
            "Ich brauche jemanden zum Reden.",
            "Fallführend",
            "Beteiligte",
            "Verlauf",
        ]
        .iter()
        .map(|t| seite.find(t).unwrap_or_else(|| panic!("{t}")))
        .collect();
        assert!(orte.is_sorted(), "{orte:?}");
        // the box: each line with its norm and the way to the field
        let kasten = &seite[seite.find("Was fehlt bis zum nächsten Schritt").unwrap()..];
        assert!(kasten.contains(&format!("/faelle/{id}/klaerung#ELTERN_AUFENTHALT")));
        assert!(kasten.contains("§ 86 SGB VIII") && kasten.contains("Aufenthalt der Eltern eintragen."));
        // every place the box names exists on its page
        for (weg, stelle) in [
            ("klaerung", "id=\"ELTERN_AUFENTHALT\""),
            ("klaerung", "id=\"RUECKNAHME\""),
            ("wille", "id=\"feld-wortlaut\""),
            ("ressourcen", "id=\"INFRASTRUKTURELL\""),
        ] {
            let (_, s) = holen_als(&app, &format!("/faelle/{id}/{weg}"), asd()).await;
            assert!(s.contains(stelle), "{weg} {stelle}");
        }
        assert!(journal(&app, "fall.lesen", "").await >= 5);
    }
);

testkit::auf_beiden!(vom_eingang_bis_zur_sozialraumpruefung, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = neuer_fall(&app).await;
    let stand = || async { lies(&app, id).await.fall.stand.code() };
    // H02 refuses without the residence of the parents, and says so
    let (status, seite) = post(&app, id, "schritt/H02", &[]).await;
    assert!(status == 422 && seite.contains("Der Schritt geht noch nicht"));
    let tag = "2026-11-20";
    let angabe = |name: &'static str, t: &'static str, worte: &'static str| {
        let app = app.clone();
        async move {
            let felder = [(format!("{name}-tag"), t), (format!("{name}-worte"), worte)];
            let felder: Vec<(&str, &str)> = felder.iter().map(|(n, w)| (n.as_str(), *w)).collect();
            post(&app, id, &format!("angabe/{name}"), &felder).await
        }
    };
    assert_eq!(
        angabe("ELTERN_AUFENTHALT", "", "Mutter in Kiel, Vater unbekannt")
            .await
            .0,
        303
    );
    assert_eq!(post(&app, id, "schritt/H02", &[]).await.0, 303);
    assert_eq!(stand().await, "F1_ZUSTAENDIGKEIT");
    // a day in the future, or none, stays in the form
    let (status, seite) = angabe("ZUSTAENDIGKEIT", "2027-01-01", "Kiel, § 86 Abs. 1").await;
    assert!(
        status == 422 && seite.contains("Kiel, § 86 Abs. 1") && seite.contains("#feld-ZUSTAENDIGKEIT-tag")
    );
    assert_eq!(angabe("ZUSTAENDIGKEIT", "", "Kiel").await.0, 422);
    assert_eq!(angabe("ZUSTAENDIGKEIT", tag, "Kiel, § 86 Abs. 1").await.0, 303);
    assert_eq!(post(&app, id, "schritt/H03", &[]).await.0, 303);
    assert_eq!(stand().await, "F2_KLAERUNG");
    // H05: everything is named at once
    let (_, seite) = post(&app, id, "schritt/H05", &[]).await;
    for wort in [
        "Gefährdung",
        "anhören",
        "Grobziel",
        "„im Stadtteil“",
        "Wunsch- und Wahlrecht",
    ] {
        assert!(seite.contains(wort), "{wort}");
    }
    for (a, t, w) in [
        ("SCREENING", tag, "kein Hinweis"),
        ("BERATUNG", tag, "mit Dolmetscher"),
        ("KIND_GEHOERT", tag, "Leon: ich will nicht weg"),
        ("WUNSCH_WAHL_HINWEIS", tag, ""),
        ("NICHTS_MATERIELL", "", ""),
    ] {
        assert_eq!(angabe(a, t, w).await.0, 303, "{a}");
    }
    // RL-12 is for the Gefährdungsbereich only
    assert_eq!(angabe("OHNE_FREIWILLIGKEIT", "", "eilt").await.0, 422);
    let person = lies(&app, id).await.beteiligte[0].id.to_string();
    let wille = |art: &'static str, eigen: &'static str| {
        let (app, person) = (app.clone(), person.clone());
        async move {
            let felder = [
                ("person", person.as_str()),
                ("wortlaut", "Ich will, dass Leon die Klasse schafft"),
                ("datum", "2026-11-20"),
                ("art", art),
                ("quelle", "GESPRAECH"),
                ("eigenaktivitaet", eigen),
            ];
            post(&app, id, "wille", &felder).await
        }
    };
    let (status, seite) = wille("WILLE", "").await;
    assert!(status == 422 && seite.contains("#feld-eigenaktivitaet") && seite.contains("Leon die Klasse"));
    assert_eq!(wille("WUNSCH", "").await.0, 303);
    assert_eq!(
        wille("AUFLAGE", "").await.0,
        422,
        "keine Auflage im Leistungsbereich"
    );
    let wunsch = lies(&app, id).await.aeusserungen[0].id.to_string();
    // T-040: a Grobziel does not stand on a Wunsch
    let (status, seite) = post(&app, id, "grobziel", &[("grobziel", "Klasse"), ("aus", &wunsch)]).await;
    assert!(status == 422 && seite.contains("Grobziel entsteht nur aus einem Willen"));
    assert_eq!(wille("WILLE", "20 Minuten jeden Abend").await.0, 303);
    let a = lies(&app, id).await;
    let w = a
        .aeusserungen
        .iter()
        .find(|x| !x.eigenaktivitaet.is_empty())
        .unwrap();
    let w = w.id.to_string();
    let fremd = Uuid::from_u128(7).to_string();
    assert_eq!(
        post(
            &app,
            id,
            "grobziel",
            &[("grobziel", "Klasse"), ("aus", &w), ("aus", &fremd)]
        )
        .await
        .0,
        422,
        "Worte eines anderen Falls"
    );
    assert_eq!(
        post(
            &app,
            id,
            "grobziel",
            &[("grobziel", "Leon schafft die Klasse"), ("aus", &w)]
        )
        .await
        .0,
        303
    );
    // T-048: no criterion, no day, no own step
    let ziel = lies(&app, id).await.grobziele[0].id.to_string();
    let (status, seite) = post(
        &app,
        id,
        "handlungsziel",
        &[("zu", &ziel), ("handlungsziel", "Mehr Ordnung")],
    )
    .await;
    assert!(status == 422 && seite.contains("#feld-messkriterium") && seite.contains("Mehr Ordnung"));
    let voll = [
        ("zu", ziel.as_str()),
        ("handlungsziel", "Hausaufgaben sind abends fertig"),
        ("messkriterium", "Heft ist vollständig"),
        ("frist", "2027-01-31"),
        ("schritt_wer", "Mutter"),
        ("schritt_was", "20 Minuten mit Leon"),
        ("schritt_bis", "2026-12-01"),
        ("realistisch", "Großmutter kocht"),
        ("akzeptiert", "ja"),
    ];
    assert_eq!(post(&app, id, "handlungsziel", &voll).await.0, 303);
    // T-049: three fields filled, the fourth is named
    for feld in ["PERSOENLICH", "SOZIAL"] {
        let f = [
            ("feld", feld),
            ("bezeichnung", "kann gut zuhören"),
            ("aktivierbarkeit", "SOFORT"),
            ("quelle", "PERSON_SELBST"),
        ];
        assert_eq!(post(&app, id, "ressourcen", &f).await.0, 303);
    }
    let (status, seite) = post(&app, id, "schritt/H05", &[]).await;
    assert!(status == 422 && seite.contains("Im Feld „im Stadtteil“ fehlt"));
    let name = [
        ("feld", "INFRASTRUKTURELL"),
        ("bezeichnung", "Frau Yılmaz"),
        ("aktivierbarkeit", "SOFORT"),
        ("quelle", "UMFELD"),
        ("nennt_person", "ja"),
    ];
    assert_eq!(
        post(&app, id, "ressourcen", &name).await.0,
        422,
        "ohne Einverständnis kein Name"
    );
    let haus = [
        ("feld", "INFRASTRUKTURELL"),
        ("bezeichnung", "Nachbarschaftshaus"),
        ("aktivierbarkeit", "SOFORT"),
        ("quelle", "FACHKRAFT"),
    ];
    assert_eq!(post(&app, id, "ressourcen", &haus).await.0, 303);
    assert_eq!(post(&app, id, "schritt/H05", &[]).await.0, 303);
    assert_eq!(stand().await, "F3_SOZIALRAUMPRUEFUNG");
    // the Sozialraumprüfung: no result without the question; A only with the person's agreement (T-050)
    let (status, seite) = post(&app, id, "sozialraum", &[("gesamtergebnis", "C_EINZELFALLHILFE")]).await;
    assert!(status == 422 && seite.contains("#feld-frage_bekannt") && seite.contains("#feld-themen"));
    let blick = |ergebnis: &'static str, mehr: &'static [(&'static str, &'static str)]| {
        let app = app.clone();
        async move {
            let mut f = vec![("titel", "Café Paletti"), ("ergebnis", ergebnis)];
            f.extend(mehr);
            post(&app, id, "sozialraum/blick", &f).await
        }
    };
    // what she needs is asked once and kept with the case; whoever knows the quarter is asked to go and look
    let ort = ANGEBOT.to_string();
    let besuch = [("angebot", ort.as_str())];
    let (status, seite) = post(&app, id, "sozialraum/besuch", &besuch).await;
    assert!(
        status == 422 && seite.contains("was barrierefrei sein muss"),
        "FALL-E285"
    );
    let braucht = [("suchwort", "Café"), ("profil", "ROLLSTUHL")];
    let (status, seite) = post(&app, id, "sozialraum/suche", &braucht).await;
    assert!(
        status == 200 && seite.contains("Barrierefreiheit nicht bekannt"),
        "{seite}"
    );
    let pfad = format!("/faelle/{id}/sozialraum");
    let (_, seite) = holen_als(&app, &pfad, asd()).await;
    assert!(
        seite.contains("Barrierefreiheit nicht bekannt")
            && seite.contains("Jemanden bitten, dort nachzusehen"),
        "{seite}"
    );
    assert_eq!(post(&app, id, "sozialraum/besuch", &besuch).await.0, 303);
    let fremd = format!("{pfad}/besuch");
    assert_eq!(senden_als(&app, &fremd, &besuch, service()).await.0, 404);
    // T-051: what is needed is not known to be there
    let (status, seite) = blick("DECKT_VOLL", &[("bedarfe", "ROLLSTUHL")]).await;
    assert!(status == 422 && seite.contains("nicht bekannt") && seite.contains("Café Paletti"));
    assert_eq!(
        blick("NICHT_BARRIEREFREI", &[("bedarfe", "ROLLSTUHL")]).await.0,
        422,
        "Thema fehlt"
    );
    let mit_thema: &[(&str, &str)] = &[("bedarfe", "ROLLSTUHL"), ("thema", "FREIZEIT_BEGEGNUNG")];
    assert_eq!(blick("NICHT_BARRIEREFREI", mit_thema).await.0, 303);
    assert_eq!(blick("NICHT_BARRIEREFREI", mit_thema).await.0, 303);
    assert_eq!(blick("DECKT_TEILWEISE", &[]).await.0, 303);
    let mut tx = app.db.read().await.unwrap();
    let luecken = fall::service::fall::pruefung::luecken(&mut tx, "2026-01")
        .await
        .unwrap();
    drop(tx);
    assert_eq!(luecken.len(), 1);
    assert_eq!(
        (
            luecken[0].thema.as_str(),
            luecken[0].monat.as_str(),
            luecken[0].anzahl
        ),
        ("FREIZEIT_BEGEGNUNG", "2026-11", 2)
    );
    let a = [
        ("frage_bekannt", "Das Café kenne ich"),
        ("themen", "FREIZEIT_BEGEGNUNG"),
        ("gesamtergebnis", "A_OHNE_EINZELFALLHILFE"),
    ];
    assert_eq!(post(&app, id, "sozialraum", &a).await.0, 422);
    let mut mit = a.to_vec();
    mit.push(("zustimmung", "ja"));
    assert_eq!(post(&app, id, "sozialraum", &mit).await.0, 303);
    // an Antrag is open: the case does not end so (RL-04)
    assert_eq!(
        angabe("BEGEHREN", tag, "Ich möchte Hilfe beantragen").await.0,
        303
    );
    let (status, seite) = post(&app, id, "schritt/H07", &[]).await;
    assert!(status == 422 && seite.contains("Antrag offen"));
    assert_eq!(post(&app, id, "schritt/H06", &[]).await.0, 303);
    assert_eq!(stand().await, "F4_FALLBERATUNG");
    // T-054: whoever brings the case does not moderate; three people; a strength; ideas of three kinds
    let (status, seite) = post(&app, id, "schritt/H08", &[]).await;
    assert!(status == 422 && seite.contains("Mit mehreren Fachkräften beraten"));
    let mut runde = vec![
        ("typ", "KOLLEGIALE_BERATUNG"),
        ("datum", "2026-11-20"),
        ("dauer", "47"),
        ("falleinbringer", "Anna Abel"),
        ("moderation", "anna abel"),
        ("teilnehmer-1", "Anna Abel"),
        ("traeger-1", "OEFFENTLICH"),
        ("teilnehmer-2", "Bernd Beck"),
        ("traeger-2", "OEFFENTLICH"),
        ("ressourcen", "kann gut zuhören"),
        ("frage", "Was trägt?"),
        ("idee-EINZELFALL", "Hausaufgaben gemeinsam"),
        ("idee-SOZIALRAUM", "Lernpaten im Haus"),
        ("empfehlung", "kombinieren"),
        ("einigkeit", "EINSTIMMIG"),
        ("familie", "ANWESEND"),
    ];
    let (status, seite) = post(&app, id, "konferenz", &runde).await;
    assert_eq!(status, 422);
    for feld in [
        "#feld-moderation",
        "#feld-teilnehmer-1",
        "#feld-idee-EINZELFALL",
        "Lernpaten im Haus",
    ] {
        assert!(seite.contains(feld), "{feld}");
    }
    runde[4] = ("moderation", "Bernd Beck");
    runde.extend([
        ("teilnehmer-3", "Träger Süd"),
        ("traeger-3", "FREI"),
        ("idee-FALLUEBERGREIFEND", "Elterncafé für alle"),
    ]);
    assert_eq!(post(&app, id, "konferenz", &runde).await.0, 303);
    let a = lies(&app, id).await;
    // RL-07: a free Träger at the table and no consent
    assert!(a.konferenzen[0].pseudonym && a.teilnehmer.len() == 3 && a.ideen.len() == 3);
    // the Votum alone changes nothing
    assert_eq!(a.fall.stand.code(), "F4_FALLBERATUNG");
    let (_, seite) = holen_als(&app, &format!("/faelle/{id}/konferenz"), asd()).await;
    assert!(seite.contains("zusammen 47 Minuten") && seite.contains("Mutter 1"));
    assert_eq!(post(&app, id, "schritt/H08", &[]).await.0, 303);
    assert_eq!(stand().await, "F5_ENTSCHEIDUNGSREIF");
    // RL-02, RL-01: the decision asks for what the law asks for, never for a budget
    let (status, seite) = post(&app, id, "schritt/H09", &[]).await;
    assert!(status == 422 && seite.contains("wem der Anspruch zusteht") && !seite.contains("udget"));
    let schritte: Vec<String> = lies(&app, id)
        .await
        .verlauf
        .into_iter()
        .rev()
        .map(|v| v.schritt)
        .collect();
    assert_eq!(schritte, ["H01", "H02", "H03", "H05", "H06", "H08"]);
});
