//! A case changes hands (3.7): nobody is without responsibility (RL-13), what was entrusted stays (RL-06).

use amt::{Kontext, recht::Rolle};
use base::Id;
use fall::model::{Fall, Uebergabe};
use store::werte;
use uuid::Uuid;

use crate::{
    gemeinsam::{
        ALLE, FRAU_A, FRAU_C, HERR_B, SUED, asd,
        seiten::{datei_als, holen_als, senden_als},
        stadt, wer,
    },
    hilfe::weg::{bis_f5, fehler, leitung},
};

/// Frau C, who takes over.
fn frau_c() -> Kontext {
    wer(0xE4, Rolle::R02, vec![])
}

const N1: &str = "Die Oma holt montags ab.";
const N2: &str = "Unter vier Augen: die Angst vor dem Onkel.";
const N3: &str = "Nächstes Mal früher anfangen.";

async fn notiz(app: &amt::App, id: Id<Fall>, art: &str, text: &str) {
    let felder = [("art", art), ("text", text), ("tag", "2026-11-20")];
    let (status, seite) = senden_als(app, &format!("/faelle/{id}/notizen"), &felder, asd()).await;
    assert_eq!(status, 303, "{}", fehler(&seite));
}

async fn notizen(app: &amt::App, id: Id<Fall>, k: Kontext) -> (u16, String) {
    holen_als(app, &format!("/faelle/{id}/notizen"), k).await
}

async fn planen(app: &amt::App, id: Id<Fall>, felder: &[(&str, String)]) -> (u16, String) {
    let felder: Vec<(&str, &str)> = felder.iter().map(|(n, w)| (*n, w.as_str())).collect();
    senden_als(app, &format!("/faelle/{id}/uebergabe"), &felder, leitung()).await
}

fn plan(an: Uuid, vertretung: Uuid) -> Vec<(&'static str, String)> {
    vec![
        ("grund", "UMZUG".to_owned()),
        ("an", an.to_string()),
        ("vertretung", vertretung.to_string()),
        ("geplant_zum", "2026-12-01".to_owned()),
        ("raum", SUED.to_string()),
        ("offene_punkte", "Kita-Platz klären".to_owned()),
    ]
}

async fn geplant(app: &amt::App, id: Id<Fall>) -> Id<Uebergabe> {
    let (status, ort) = planen(app, id, &plan(FRAU_C, HERR_B)).await;
    assert_eq!(status, 303, "{}", fehler(&ort));
    ort.rsplit('/').next().unwrap().parse().unwrap()
}

async fn schritt(
    app: &amt::App,
    u: Id<Uebergabe>,
    welcher: &str,
    felder: &[(&str, &str)],
    k: Kontext,
) -> (u16, String) {
    let mut tx = app.db.read().await.unwrap();
    let (version,): (i64,) = tx
        .fetch_one("SELECT version FROM fall_uebergabe WHERE id = $1", werte![u])
        .await
        .unwrap();
    drop(tx);
    let version = version.to_string();
    let mut alle = vec![("version", version.as_str())];
    alle.extend(felder);
    senden_als(app, &format!("/uebergaben/{u}/schritt/{welcher}"), &alle, k).await
}

async fn fuehrend(app: &amt::App, id: Id<Fall>) -> (Uuid, Uuid, Uuid) {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_one(
        "SELECT fallfuehrend, vertretung, raumeinheit FROM fall WHERE id = $1",
        werte![id],
    )
    .await
    .unwrap()
}

const INFORMIERT: [(&str, &str); 2] = [
    ("familie_informiert_am", "2026-11-20"),
    ("familie_wunsch", "Bitte jemand, der zuhört."),
];

testkit::auf_beiden!(
    t_138_rl_06_rl_13_der_fall_wechselt_und_anvertrautes_bleibt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        for (art, text) in [("TEAM", N1), ("ANVERTRAUT", N2), ("EIGEN", N3)] {
            notiz(&app, id, art, text).await;
        }
        // only the lead plans, and only with three different people
        let felder = [("grund", "UMZUG")];
        assert_eq!(
            senden_als(&app, &format!("/faelle/{id}/uebergabe"), &felder, asd())
                .await
                .0,
            422,
            "the form of somebody who leads no team says what is missing and plans nothing"
        );
        for (an, vertretung, code) in [
            (FRAU_A, HERR_B, "führt den Fall schon"),
            (FRAU_C, FRAU_C, "RL-13"),
            (FRAU_C, FRAU_A, "kann ihn danach nicht vertreten"),
        ] {
            let (status, seite) = planen(&app, id, &plan(an, vertretung)).await;
            assert!(
                status == 422 && seite.contains(code),
                "{code}: {}",
                fehler(&seite)
            );
        }
        let u = geplant(&app, id).await;
        let (status, seite) = planen(&app, id, &plan(FRAU_C, HERR_B)).await;
        assert!(status == 422 && seite.contains("schon eine Übergabe geplant"));

        // whoever takes over sees the handover, not the file; a stranger sees nothing
        let pfad = format!("/uebergaben/{u}");
        assert_eq!(holen_als(&app, &format!("/faelle/{id}"), frau_c()).await.0, 404);
        let (status, seite) = holen_als(&app, &pfad, frau_c()).await;
        assert!(status == 200 && seite.contains("Kita-Platz klären"));
        assert!(seite.contains("1 anvertrauter Eintrag bleibt") && !seite.contains(N1));
        let fremd = wer(0xE9, Rolle::R02, vec![]);
        assert_eq!(holen_als(&app, &pfad, fremd.clone()).await.0, 404);
        assert_eq!(schritt(&app, u, "U04", &[], fremd).await.0, 404);
        let (status, pdf) = datei_als(&app, &format!("{pfad}/brief.pdf"), asd()).await;
        assert!(status == 200 && pdf.starts_with(b"%PDF"));

        // the steps, each with what it needs, and each by the right one
        assert_eq!(
            schritt(&app, u, "U04", &[("annahme", "ja")], frau_c()).await.0,
            422
        );
        assert_eq!(schritt(&app, u, "U02", &INFORMIERT, frau_c()).await.0, 404);
        let (status, seite) = schritt(&app, u, "U02", &[], asd()).await;
        assert!(status == 422 && seite.contains("verständlich informiert"));
        assert_eq!(schritt(&app, u, "U02", &INFORMIERT, asd()).await.0, 303);
        let gespraech = [
            ("gespraech_am", "2026-11-21"),
            ("teilnehmende", "Mutter, Kind, A, C"),
        ];
        assert_eq!(schritt(&app, u, "U03", &gespraech, asd()).await.0, 303);
        assert_eq!(
            fuehrend(&app, id).await.0,
            FRAU_A,
            "RL-13: until it is taken over"
        );
        let (status, seite) = schritt(&app, u, "U04", &[], frau_c()).await;
        assert!(status == 422 && seite.contains("offenen Fristen"));
        assert_eq!(
            schritt(&app, u, "U04", &[("annahme", "ja")], frau_c()).await.0,
            303
        );

        // all at once: leader, substitute, space; the old access has ended
        assert_eq!(fuehrend(&app, id).await, (FRAU_C, HERR_B, SUED));
        assert_eq!(holen_als(&app, &format!("/faelle/{id}"), asd()).await.0, 404);
        let (status, seite) = notizen(&app, id, frau_c()).await;
        assert!(status == 200 && seite.contains(N1) && seite.contains("1 anvertrauter Eintrag"));
        assert!(!seite.contains(N2) && !seite.contains(N3));
        let (_, seite) = holen_als(&app, &pfad, frau_c()).await;
        assert!(seite.contains("1 anvertrauter Eintrag nicht übergeben"));
    }
);

testkit::auf_beiden!(
    t_138_mit_grund_nach_65_geht_anvertrautes_mit,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        notiz(&app, id, "ANVERTRAUT", N2).await;
        let mut tx = app.db.read().await.unwrap();
        let (n,): (Uuid,) = tx.fetch_one("SELECT id FROM fall_notiz", werte![]).await.unwrap();
        drop(tx);
        let (n, c) = (n.to_string(), FRAU_C.to_string());
        let pfad = format!("/faelle/{id}/notizen/freigabe");
        let mut felder = vec![("notiz", n.as_str()), ("fachkraft", c.as_str()), ("grund", "NR3")];
        let (status, seite) = senden_als(&app, &pfad, &felder, asd()).await;
        assert!(
            status == 422 && seite.contains("setzt beides voraus"),
            "{}",
            fehler(&seite)
        );
        felder.extend([
            ("anhaltspunkte", "ja"),
            ("erforderlich", "ja"),
            ("worte", "Das Kind meidet den Onkel, C schätzt die Gefahr ein."),
        ]);
        // the lead may see the case, but it was not entrusted to her
        assert_eq!(senden_als(&app, &pfad, &felder, leitung()).await.0, 404);
        assert_eq!(senden_als(&app, &pfad, &felder, asd()).await.0, 303);
        let u = geplant(&app, id).await;
        schritt(&app, u, "U02", &INFORMIERT, asd()).await;
        assert_eq!(
            schritt(&app, u, "U08", &[("annahme", "ja")], frau_c()).await.0,
            303
        );
        let (_, seite) = notizen(&app, id, frau_c()).await;
        assert!(seite.contains(N2) && !seite.contains("anvertrauter Eintrag"));
        // noted by itself, in its own class
        let mut tx = app.db.read().await.unwrap();
        let (gelesen,): (i64,) = tx
            .fetch_one(
                "SELECT COUNT(*) FROM journal WHERE objektart = 'fall_anvertrautes' AND klasse = 'D5'",
                werte![],
            )
            .await
            .unwrap();
        assert!(gelesen >= 2, "{gelesen}");
    }
);

testkit::auf_beiden!(
    geschwaerzt_bleibt_die_zeile_und_kein_wort,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        notiz(&app, id, "TEAM", N1).await;
        let mut tx = app.db.read().await.unwrap();
        let (n,): (Uuid,) = tx.fetch_one("SELECT id FROM fall_notiz", werte![]).await.unwrap();
        drop(tx);
        let n = n.to_string();
        let pfad = format!("/faelle/{id}/notizen/schwaerzen");
        let ohne = [("welche", n.as_str())];
        assert_eq!(senden_als(&app, &pfad, &ohne, asd()).await.0, 422);
        let mit = [("welche", n.as_str()), ("schwaerzen_grund", "falsche Familie")];
        assert_eq!(senden_als(&app, &pfad, &mit, asd()).await.0, 303);
        let (_, seite) = notizen(&app, id, asd()).await;
        assert!(seite.contains("Der Text ist entfernt") && seite.contains("falsche Familie"));
        assert!(!seite.contains(N1));
        let mut tx = app.db.read().await.unwrap();
        let (text,): (String,) = tx
            .fetch_one("SELECT text FROM fall_notiz", werte![])
            .await
            .unwrap();
        assert_eq!(text, "", "the words are gone from the database too");
    }
);

testkit::auf_beiden!(
    zurueckstellen_und_sofort_uebergeben_ist_sache_der_leitung,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        let u = geplant(&app, id).await;
        let felder = [("worte", "Urlaub"), ("neuer_tag", "2027-01-15")];
        assert_eq!(schritt(&app, u, "U05", &felder, asd()).await.0, 404);
        assert_eq!(schritt(&app, u, "U05", &felder[..1], leitung()).await.0, 422);
        assert_eq!(schritt(&app, u, "U05", &felder, leitung()).await.0, 303);
        assert_eq!(schritt(&app, u, "U02", &INFORMIERT, asd()).await.0, 422);
        assert_eq!(schritt(&app, u, "U06", &[], leitung()).await.0, 303);
        // at once: only in the area of danger, face to face, signed by both
        let sofort = [("worte", "Herr A fällt heute aus"), ("unterschrieben", "ja")];
        let (status, seite) = schritt(&app, u, "U07", &sofort, leitung()).await;
        assert!(status == 422 && seite.contains("Gefährdungsbereich"));
        let mut tx = app.db.write().await.unwrap();
        tx.execute(
            "UPDATE fall SET bereich = 'GEFAEHRDUNG' WHERE id = $1",
            werte![id],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        // the page offers both ways
        let (_, seite) = holen_als(&app, &format!("/uebergaben/{u}"), leitung()).await;
        assert!(seite.contains("schritt/U05") && seite.contains("schritt/U07"));
        assert_eq!(schritt(&app, u, "U07", &sofort[..1], leitung()).await.0, 422);
        assert_eq!(schritt(&app, u, "U07", &sofort, leitung()).await.0, 303);
        assert_eq!(fuehrend(&app, id).await.0, FRAU_C);
    }
);

testkit::auf_beiden!(
    eine_uebergabe_laesst_sich_abbrechen_und_neu_planen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        let u = geplant(&app, id).await;
        assert_eq!(schritt(&app, u, "U09", &[], leitung()).await.0, 422);
        let grund = [("worte", "Frau C wechselt das Amt")];
        assert_eq!(schritt(&app, u, "U09", &grund, asd()).await.0, 404);
        assert_eq!(schritt(&app, u, "U09", &grund, leitung()).await.0, 303);
        // it is over, and the next one can be planned
        assert_eq!(schritt(&app, u, "U02", &INFORMIERT, asd()).await.0, 422);
        let neu = geplant(&app, id).await;
        assert_ne!(neu, u);
    }
);

testkit::auf_beiden!(
    eine_notiz_zweimal_gesendet_steht_einmal_da_und_der_entwurf_geht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = bis_f5(&app).await;
        let pfad = format!("/faelle/{id}/notizen");
        let mut tx = app.db.write().await.unwrap();
        // a draft belongs to an account
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, 'asd', 'asd', 'ASD', 'asd', '', $2, 'OEFFENTLICH', '', 'AKTIV', '', '', 1, 0, 0)",
            werte![asd().benutzer(), false],
        )
        .await
        .unwrap();
        let objekt = id.to_string();
        let ort = amt::entwurf::Ort {
            formular: "fall-notiz",
            objekt: &objekt,
            pfad: &pfad,
        };
        amt::entwurf::speichern(&mut tx, &app, &asd(), ort, b"art=TEAM&text=halb+geschrieben")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // what was typed and not sent comes back
        let (_, seite) = notizen(&app, id, asd()).await;
        assert!(seite.contains("halb geschrieben"));
        let schluessel = app.ids.uuid().to_string();
        let felder = [
            ("einmal", schluessel.as_str()),
            ("entwurf", "fall-notiz"),
            ("art", "TEAM"),
            ("text", N1),
            ("tag", "2026-11-20"),
        ];
        for _ in 0..2 {
            assert_eq!(senden_als(&app, &pfad, &felder, asd()).await.0, 303);
        }
        let (_, seite) = notizen(&app, id, asd()).await;
        assert_eq!(seite.matches("<article").count(), 1);
        assert!(!seite.contains("halb geschrieben"));
    }
);

testkit::auf_beiden!(
    t_079_team_e30_die_seite_sagt_welcher_tag_ohne_fachkraft_ist,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        // Frau A leaves on 30.11.; the next begins a day too late
        let id = bis_f5(&app).await;
        let mut felder = plan(FRAU_C, HERR_B);
        felder[3].1 = "2026-12-02".to_owned();
        let (status, ort) = planen(&app, id, &felder).await;
        assert_eq!(status, 303, "{}", fehler(&ort));
        let (_, seite) = holen_als(&app, &ort, leitung()).await;
        assert!(
            seite.contains("TEAM-E30")
                && seite.contains("Am 01.12.2026 ist keine Fachkraft eingetragen")
                && seite.contains("bleibt die bisherige zuständig"),
            "{seite}"
        );
        let u: Id<Uebergabe> = ort.rsplit('/').next().unwrap().parse().unwrap();
        // until somebody takes over it is still Frau A (RL-13)
        assert_eq!(fuehrend(&app, id).await.0, FRAU_A);
        let (status, seite) = schritt(&app, u, "U09", &[("worte", "anders geplant")], leitung()).await;
        assert_eq!(status, 303, "{}", fehler(&seite));
        let (_, seite) = holen_als(&app, &ort, leitung()).await;
        assert!(
            !seite.contains("TEAM-E30"),
            "an ended handover has no gap: {seite}"
        );
        // without a gap nothing is said
        let u = geplant(&app, id).await;
        let (_, seite) = holen_als(&app, &format!("/uebergaben/{u}"), leitung()).await;
        assert!(!seite.contains("TEAM-E30"), "{seite}");
    }
);
