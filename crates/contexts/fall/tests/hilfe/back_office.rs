//! EG12 and H22 as the Back-Office does them: it finds a Bescheid that went out, notes what came in about it and lets a
//! granted benefit begin. It decides nothing about either (RL-02) and reads nothing else (T-150).

use amt::{
    App, Kontext,
    entwurf::{self, Ort},
    recht::Rolle,
};
use base::{Clock, Id};
use fall::model::{Fall, Rechtsbehelfsstand};

use crate::{
    gemeinsam::{
        ALLE, NORD, SUED, asd,
        seiten::{holen_als, senden_als},
        stadt, wer,
    },
    hilfe::{
        teilhabe_weg as egh,
        weg::{fehler, ja, leitung, lies, zum_entscheiden},
    },
};

fn amt_a() -> Kontext {
    wer(0xA5, Rolle::R12, vec![])
}

fn amt_b() -> Kontext {
    wer(0xA6, Rolle::R12, vec![NORD])
}

/// Decided and sent by the Fachkraft.
async fn versandt(app: &App) -> Id<Fall> {
    let id = zum_entscheiden(app, "J31", "600,00").await;
    ja(app, id, "schritt/H09", &[]).await;
    let felder = [("weg", "POST"), ("versandt_am", "2026-11-21")];
    ja(app, id, "bekanntgabe", &felder).await;
    id
}

async fn sende(app: &App, id: Id<Fall>, weg: &str, felder: &[(&str, &str)], k: Kontext) -> (u16, String) {
    senden_als(app, &format!("/faelle/{id}/versand/{weg}"), felder, k).await
}

const BRIEF: [(&str, &str); 3] = [
    ("form", "SCHRIFTLICH"),
    ("eingelegt_am", "2026-11-30"),
    ("worte", "Das reicht nicht für zwei Kinder."),
];

testkit::auf_beiden!(
    h22_das_back_office_findet_den_bescheid_wieder_und_traegt_den_widerspruch_ein,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let (_, seite) = holen_als(&app, "/bescheide/versandt", amt_a()).await;
        assert!(seite.contains("Es ist noch kein Bescheid versandt"));
        let id = versandt(&app).await;
        uhr.stelle(uhr.jetzt().plus_sekunden(10 * 24 * 3600));
        let az = lies(&app, id).await.fall.aktenzeichen;
        // without names; by the beginning of its Aktenzeichen, in small letters too
        let anfang = az[..7].to_lowercase();
        for weg in ["", "?aktenzeichen=", &format!("?aktenzeichen={anfang}")] {
            let (status, seite) = holen_als(&app, &format!("/bescheide/versandt{weg}"), amt_b()).await;
            assert!(status == 200 && seite.contains(&az), "{weg}");
            assert!(!seite.contains("Müller-Șerban"), "{weg}");
        }
        let (_, seite) = holen_als(&app, "/bescheide/versandt?aktenzeichen=ZZ", amt_b()).await;
        assert!(seite.contains("Kein versandter Bescheid beginnt mit") && !seite.contains(&az));
        // the desk of another space does not see it, nor does anybody else
        let sued = wer(0xA7, Rolle::R12, vec![SUED]);
        let (_, seite) = holen_als(&app, "/bescheide/versandt", sued.clone()).await;
        assert!(!seite.contains(&az));
        assert_eq!(sende(&app, id, "nachtrag", &[], sued.clone()).await.0, 404);
        for k in [asd(), leitung(), wer(0xA8, Rolle::R21, vec![])] {
            assert_eq!(holen_als(&app, "/bescheide/versandt", k.clone()).await.0, 404);
            for weg in ["nachtrag", "widerspruch", "leistung"] {
                assert_eq!(sende(&app, id, weg, &BRIEF, k.clone()).await.0, 404, "{weg}");
            }
        }
        // whoever did not take it over notes nothing
        assert_eq!(sende(&app, id, "widerspruch", &BRIEF, amt_a()).await.0, 404);
        assert_eq!(sende(&app, id, "nachtrag", &[], amt_a()).await.0, 303);
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/versand"), amt_a()).await;
        assert!(
            seite.contains("Müller-Șerban") && seite.contains("Gegen diesen Bescheid ist nichts eingegangen")
        );
        // a day to come and a missing way are refused, what was typed stays
        for (feld, wert) in [
            ("eingelegt_am", "2026-12-24"),
            ("eingelegt_am", "2026-11-20"),
            ("form", ""),
        ] {
            let mut brief = BRIEF.to_vec();
            brief.retain(|(n, _)| *n != feld);
            brief.push((feld, wert));
            let (status, seite) = sende(&app, id, "widerspruch", &brief, amt_a()).await;
            assert!(
                status == 422 && seite.contains("zwei Kinder"),
                "{feld}: {}",
                fehler(&seite)
            );
        }
        assert!(lies(&app, id).await.rechtsbehelfe.is_empty());
        assert_eq!(sende(&app, id, "widerspruch", &BRIEF, amt_a()).await.0, 303);
        let a = lies(&app, id).await;
        let r = a.rechtsbehelfe.first().unwrap();
        assert_eq!(
            (r.stand, r.worte.as_str()),
            (Rechtsbehelfsstand::Eingelegt, BRIEF[2].1)
        );
        // a second one while the first runs is refused, what was typed stays; what becomes of it the Fachkraft decides
        let (status, seite) = sende(&app, id, "widerspruch", &BRIEF, amt_a()).await;
        assert!(status == 422 && seite.contains(BRIEF[2].1), "{}", fehler(&seite));
        let weiter = format!("/faelle/{id}/rechtsbehelf/{}", r.id);
        assert_eq!(senden_als(&app, &weiter, &[], amt_a()).await.0, 404);
        assert_eq!(
            holen_als(&app, &format!("/faelle/{id}/rechtsbehelf"), amt_a())
                .await
                .0,
            404
        );
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/versand"), amt_a()).await;
        assert!(
            seite.contains("Stand: eingelegt") && !seite.contains("zwei Kinder"),
            "nur Tag und Form"
        );
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/rechtsbehelf"), asd()).await;
        assert!(seite.contains("zwei Kinder") && seite.contains("Wie ging es weiter?"));
        // a colleague goes on with it; then the first one does not read it any more
        assert_eq!(sende(&app, id, "nachtrag", &[], amt_b()).await.0, 303);
        assert_eq!(
            holen_als(&app, &format!("/faelle/{id}/versand"), amt_a()).await.0,
            404
        );
    }
);

testkit::auf_beiden!(
    r_7_ein_halb_abgeschriebener_brief_ist_morgen_noch_da,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let id = versandt(&app).await;
        uhr.stelle(uhr.jetzt().plus_sekunden(10 * 24 * 3600));
        assert_eq!(sende(&app, id, "nachtrag", &[], amt_a()).await.0, 303);
        let objekt = id.to_string();
        let ort = Ort {
            formular: "versand-post",
            objekt: &objekt,
            pfad: "",
        };
        let mut tx = app.db.write().await.unwrap();
        // a draft belongs to an account
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, 'kim', 'kim', 'Kim', 'kim', '', $2, 'OEFFENTLICH', '', 'AKTIV', '', '', 1, $3, $3)",
            store::werte![amt_a().benutzer(), false, uhr.jetzt()],
        )
        .await
        .unwrap();
        entwurf::speichern(&mut tx, &app, &amt_a(), ort, b"worte=Das+reicht+ni")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // it comes again, with today beside it
        let (_, seite) = holen_als(&app, &format!("/faelle/{id}/versand"), amt_a()).await;
        assert!(
            seite.contains("Das reicht ni") && seite.contains("value=\"2026-12-01\""),
            "{seite}"
        );
        let mut fertig = BRIEF.to_vec();
        fertig.push(("entwurf", "versand-post"));
        assert_eq!(sende(&app, id, "widerspruch", &fertig, amt_a()).await.0, 303);
        let mut tx = app.db.read().await.unwrap();
        let noch = entwurf::laden(&mut tx, &amt_a(), "versand-post", &objekt)
            .await
            .unwrap();
        assert!(noch.is_none(), "was abgeschickt ist, ist kein Entwurf mehr");
    }
);

testkit::auf_beiden!(
    h22_vor_dem_versand_gibt_es_nichts_nachzutragen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = zum_entscheiden(&app, "J31", "600,00").await;
        assert_eq!(sende(&app, id, "nachtrag", &[], amt_a()).await.0, 404);
        ja(&app, id, "schritt/H09", &[]).await;
        assert_eq!(sende(&app, id, "nachtrag", &[], amt_a()).await.0, 404);
    }
);

const FORM: [(&str, &str); 3] = [
    ("angabe", "VEREINBARUNG_125"),
    ("tag", "2026-11-20"),
    ("vereinbart", "Haus Nord, Vereinbarung vom 1. Mai"),
];

testkit::auf_beiden!(
    eg12_das_back_office_laesst_die_bewilligte_leistung_beginnen,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let id = egh::bis_g6(&app).await;
        egh::geplant(&app, id).await;
        egh::ja(&app, id, "entscheidung", &egh::ENTWURF).await;
        egh::ja(&app, id, "schritt/EG11", &[]).await;
        assert_eq!(
            sende(&app, id, "leistung", &FORM, amt_a()).await.0,
            404,
            "noch nicht übernommen"
        );
        assert_eq!(sende(&app, id, "uebernehmen", &[], amt_a()).await.0, 303);
        let versand = format!("/faelle/{id}/versand");
        // the person has no Gesamtplan yet: then nothing is kept, not even how the benefit is given
        let (_, seite) = holen_als(&app, &versand, amt_a()).await;
        assert!(seite.contains("Die Leistung kann noch nicht beginnen"));
        let (status, seite) = sende(&app, id, "leistung", &FORM, amt_a()).await;
        assert!(
            status == 422 && seite.contains("wann die Person den Gesamtplan bekommen hat"),
            "{}",
            fehler(&seite)
        );
        assert!(lies_egh(&app, id).await.0.is_none());
        egh::angabe(&app, id, "GESAMTPLAN_UEBERGEBEN", "").await;
        for (feld, wert) in [
            ("angabe", "TEILHABE_ENDE"),
            ("angabe", ""),
            ("tag", "2027-01-01"),
            ("vereinbart", ""),
        ] {
            let mut felder = FORM.to_vec();
            felder.retain(|(n, _)| *n != feld);
            felder.push((feld, wert));
            let (status, seite) = sende(&app, id, "leistung", &felder, amt_a()).await;
            assert_eq!(status, 422, "{feld}={wert}: {}", fehler(&seite));
        }
        assert_eq!(lies_egh(&app, id).await, (None, "G8_BESCHEID"));
        assert_eq!(sende(&app, id, "leistung", &FORM, amt_a()).await.0, 303);
        assert_eq!(
            lies_egh(&app, id).await,
            (Some(FORM[2].1.to_owned()), "G9_LEISTUNG")
        );
        let (_, seite) = holen_als(&app, &versand, amt_a()).await;
        assert!(seite.contains("Die Leistung läuft") && seite.contains("Haus Nord"));
        // twice is refused, and what was typed stays
        let mut anders = FORM.to_vec();
        anders[2].1 = "Haus Süd";
        let (status, seite) = sende(&app, id, "leistung", &anders, amt_a()).await;
        assert!(status == 422 && seite.contains("Haus Süd"), "{}", fehler(&seite));
    }
);

/// How the benefit is given, and the state.
async fn lies_egh(app: &App, id: Id<Fall>) -> (Option<String>, &'static str) {
    let a = egh::lies(app, id).await;
    let form = a
        .angabe(fall::model::Angabe::Vereinbarung125)
        .map(|e| e.worte.clone());
    (form, a.fall.stand.code())
}
