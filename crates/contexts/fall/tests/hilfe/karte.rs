//! The Koordinationskarte across Ämter (SM-6, 4.7; consent 10.4): nothing is shown without consent, a withdrawal works at
//! once, two decisions on one topic are found, and there is no common file (RL-08).

use std::sync::Arc;

use amt::{App, Kontext, recht::Rolle};
use base::{FesteUhr, Id, Zeitpunkt};
use fall::model::{Fall, Hinweis, Koordinationskarte};
use store::werte;
use uuid::Uuid;

use crate::{
    gemeinsam::{
        ALLE, FRAU_C, asd, aufnahme, nimm,
        schritte::{akte, codes, geh, voll},
        seiten::{holen_als, senden_als},
        service, stadt, wer,
    },
    hilfe::weg::{fehler, lies},
};

pub type Karte = Id<Koordinationskarte>;

pub const ZIEL: &str = "Ich will eine Wohnung mit zwei Zimmern.";

/// Frau C is the contact of the Jobcenter.
pub fn jobcenter() -> Kontext {
    wer(0xE4, Rolle::R15, vec![])
}

pub async fn neuer_fall(app: &App) -> Id<Fall> {
    let id = nimm(app, aufnahme(Hinweis::Nein)).await.unwrap().id;
    geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
    akte(app, &asd(), id).await.fall.unwrap().id
}

pub async fn vorgeschlagen(app: &App, fall: Id<Fall>) -> Karte {
    let person = lies(app, fall).await.beteiligte[0].id.to_string();
    let felder = [("beteiligter", person.as_str())];
    let (status, ort) = senden_als(app, &format!("/faelle/{fall}/koordination"), &felder, asd()).await;
    assert_eq!(status, 303, "{}", fehler(&ort));
    ort.rsplit('/').next().unwrap().parse().unwrap()
}

pub async fn tut(app: &App, k: Karte, weg: &str, felder: &[(&str, &str)], wer: Kontext) -> (u16, String) {
    senden_als(app, &format!("/koordinationskarten/{k}/{weg}"), felder, wer).await
}

pub async fn ja(app: &App, k: Karte, weg: &str, felder: &[(&str, &str)]) {
    let (status, seite) = tut(app, k, weg, felder, asd()).await;
    assert_eq!(status, 303, "{weg}: {}", fehler(&seite));
}

pub async fn schritt(app: &App, k: Karte, welcher: &str, felder: &[(&str, &str)]) -> (u16, String) {
    let version = zeile(app, k).await.1.to_string();
    let mut alle = vec![("version", version.as_str())];
    alle.extend(felder);
    tut(app, k, &format!("schritt/{welcher}"), &alle, asd()).await
}

pub async fn zeile(app: &App, k: Karte) -> (String, i64) {
    let mut tx = app.db.read().await.unwrap();
    tx.fetch_one("SELECT stand, version FROM fall_karte WHERE id = $1", werte![k])
        .await
        .unwrap()
}

pub async fn eine(app: &App, sql: &'static str, k: Karte) -> Uuid {
    let mut tx = app.db.read().await.unwrap();
    let (id,): (Uuid,) = tx.fetch_one(sql, werte![k]).await.unwrap();
    id
}

pub async fn zahl(app: &App, sql: &'static str, k: Karte) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx.fetch_one(sql, werte![k]).await.unwrap();
    n
}

const STELLE: &str = "SELECT id FROM fall_karte_stelle WHERE karte = $1 AND amt = 'JOBCENTER'";
pub const EINWILLIGUNG: &str = "SELECT id FROM fall_karte_einwilligung WHERE karte = $1 AND widerrufen_am IS NULL ORDER BY erfasst_am DESC, id DESC";

pub async fn mit_jobcenter(app: &App, k: Karte) -> String {
    let frau_c = FRAU_C.to_string();
    ja(app, k, "stelle", &[("amt", "JOBCENTER"), ("fachkraft", &frau_c)]).await;
    eine(app, STELLE, k).await.to_string()
}

pub fn einwilligung<'a>(stelle: &'a str, tag: &'a str, kategorien: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut felder = vec![
        ("stelle", stelle),
        ("erteilt_von", "SELBST"),
        ("einsicht", "Hat mit eigenen Worten erklärt, wer was sieht."),
        ("form", "SCHRIFTLICH"),
        ("hinweise", "zweck"),
        ("hinweise", "folgen"),
        ("hinweise", "widerruf"),
        ("erteilt_am", tag),
    ];
    felder.extend(kategorien.iter().map(|k| ("kategorien", *k)));
    felder
}

/// A card with the Jobcenter, active since a day.
async fn aktiv(app: &App, tag: &str, kategorien: &[&str]) -> (Id<Fall>, Karte, String) {
    let fall = neuer_fall(app).await;
    let k = vorgeschlagen(app, fall).await;
    let stelle = freigeschaltet(app, k, tag, kategorien).await;
    (fall, k, stelle)
}

async fn freigeschaltet(app: &App, k: Karte, tag: &str, kategorien: &[&str]) -> String {
    let stelle = mit_jobcenter(app, k).await;
    assert_eq!(schritt(app, k, "K01", &[("aufgeklaert", "ja")]).await.0, 303);
    ja(app, k, "einwilligung", &einwilligung(&stelle, tag, kategorien)).await;
    assert_eq!(schritt(app, k, "K02", &[]).await.0, 303);
    stelle
}

pub async fn sieht(app: &App, k: Karte) -> (u16, String) {
    holen_als(app, &format!("/koordinationskarten/{k}"), jobcenter()).await
}

fn um(uhr: &Arc<FesteUhr>, ortszeit: &str) {
    let z: jiff::civil::DateTime = ortszeit.parse().unwrap();
    uhr.stelle(Zeitpunkt(z.in_tz("Europe/Berlin").unwrap().timestamp()));
}

testkit::auf_beiden!(
    t_136_das_ziel_bleibt_dem_jobcenter_verborgen_die_ansprechperson_nicht,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (_, k, stelle) = aktiv(&app, "2026-11-21", &["TERMINE", "ANSPRECHPERSONEN"]).await;
        // written and shown in one go: refused, and nothing is kept
        let ziel = [("art", "ZIELE"), ("text", ZIEL), ("stellen", stelle.as_str())];
        let (status, seite) = tut(&app, k, "eintrag", &ziel, asd()).await;
        assert_eq!(status, 422);
        assert!(
            seite.contains("keine Einwilligung vor") && seite.contains(ZIEL),
            "{}",
            fehler(&seite)
        );
        const EINTRAEGE: &str = "SELECT COUNT(*) FROM fall_karte_eintrag WHERE karte = $1";
        assert_eq!(zahl(&app, EINTRAEGE, k).await, 0);
        // written for the person alone, and shown afterwards
        ja(&app, k, "eintrag", &ziel[..2]).await;
        let eintrag = eine(&app, "SELECT id FROM fall_karte_eintrag WHERE karte = $1", k).await;
        let zeigen = format!("eintrag/{eintrag}/zeigen/{stelle}");
        let (status, seite) = tut(&app, k, &zeigen, &[], asd()).await;
        assert_eq!(status, 422);
        assert!(seite.contains("keine Einwilligung vor"));
        let mut tx = app.db.write().await.unwrap();
        let an = (eintrag, stelle.parse().unwrap());
        let e = fall::service::koordination::zeigen(&app, &mut tx, &asd(), k, an).await;
        assert_eq!(codes(&e.unwrap_err()), ["AMT-E06"]);
        drop(tx);
        let (status, seite) = sieht(&app, k).await;
        assert_eq!(status, 200);
        assert!(!seite.contains(ZIEL) && !seite.contains("Gemeinsame Ziele"));
        assert!(
            seite.contains("Anna Abel") && seite.contains("0431 1"),
            "contact shown"
        );
        // the person agrees to that too: now it can be shown
        ja(
            &app,
            k,
            "einwilligung",
            &einwilligung(&stelle, "2026-11-21", &["ZIELE"]),
        )
        .await;
        assert!(
            !sieht(&app, k).await.1.contains(ZIEL),
            "not before somebody shows it"
        );
        ja(&app, k, &zeigen, &[]).await;
        assert!(sieht(&app, k).await.1.contains(ZIEL));
    }
);

testkit::auf_beiden!(
    t_137_vor_dem_widerruf_erlaubt_danach_und_nach_ablauf_verweigert,
    ALLE,
    |db| async move {
        let (app, uhr) = stadt(&db).await;
        let fall = neuer_fall(&app).await;
        um(&uhr, "2026-03-01T08:00");
        let k = vorgeschlagen(&app, fall).await;
        freigeschaltet(&app, k, "2026-03-01", &["TERMINE"]).await;
        um(&uhr, "2026-06-10T08:59");
        assert_eq!(sieht(&app, k).await.0, 200);
        um(&uhr, "2026-06-10T09:00");
        let e = eine(&app, EINWILLIGUNG, k).await;
        ja(&app, k, &format!("einwilligung/{e}/widerruf"), &[]).await;
        um(&uhr, "2026-06-10T09:01");
        assert_eq!(sieht(&app, k).await.0, 404);
        assert_eq!(zeile(&app, k).await.0, "BEENDET", "K04: nobody consents any more");
        // without a withdrawal it ends after twelve months
        um(&uhr, "2026-03-01T08:00");
        let k = vorgeschlagen(&app, fall).await;
        freigeschaltet(&app, k, "2026-03-01", &["TERMINE"]).await;
        um(&uhr, "2027-03-01T23:59");
        assert_eq!(sieht(&app, k).await.0, 200);
        um(&uhr, "2027-03-02T00:01");
        assert_eq!(sieht(&app, k).await.0, 404);
    }
);

testkit::auf_beiden!(
    widerruf_waehrend_die_seite_offen_ist_schliesst_die_karte_sofort,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (_, k, stelle) = aktiv(&app, "2026-11-21", &["ENTSCHEIDUNGEN", "ZIELE"]).await;
        let ziel = [("art", "ZIELE"), ("text", ZIEL), ("stellen", stelle.as_str())];
        ja(&app, k, "eintrag", &ziel).await;
        let (status, offen) = sieht(&app, k).await;
        assert!(status == 200 && offen.contains(ZIEL) && offen.contains("Müller-Șerban"));
        let e = eine(&app, EINWILLIGUNG, k).await;
        let weg = format!("einwilligung/{e}/widerruf");
        ja(&app, k, &weg, &[]).await;
        // the form of the open page meets nothing any more
        let (status, seite) = tut(&app, k, "entscheidung", &[("thema", "WOHNEN")], jobcenter()).await;
        assert_eq!(status, 404, "{seite}");
        assert_eq!(
            zahl(
                &app,
                "SELECT COUNT(*) FROM fall_karte_entscheidung WHERE karte = $1",
                k
            )
            .await,
            0
        );
        assert_eq!(sieht(&app, k).await.0, 404);
        // the recipient is told, and no longer of whom
        let (status, liste) = holen_als(&app, "/koordinationskarten", jobcenter()).await;
        assert!(
            status == 200 && liste.contains("widerrufen") && !liste.contains("Müller"),
            "{liste}"
        );
        // withdrawn is withdrawn: the moment stays
        assert_eq!(tut(&app, k, &weg, &[], asd()).await.0, 422);
        // the earlier disclosure stays logged
        let (_, seite) = holen_als(&app, &format!("/koordinationskarten/{k}"), asd()).await;
        assert!(
            seite.contains("Wer die Karte gesehen hat") && seite.contains("Jobcenter e4"),
            "{seite}"
        );
    }
);

testkit::auf_beiden!(
    zwei_aemter_entscheiden_zum_selben_thema_und_stimmen_sich_ab,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (_, k, _) = aktiv(&app, "2026-11-21", &["ENTSCHEIDUNGEN", "ANSPRECHPERSONEN"]).await;
        let melden =
            async |thema: &'static str, wer| tut(&app, k, "entscheidung", &[("thema", thema)], wer).await.0;
        assert_eq!(melden("WOHNEN", asd()).await, 303);
        assert_eq!(melden("FINANZEN_SCHULDEN", jobcenter()).await, 303);
        let eigene = async || {
            holen_als(&app, &format!("/koordinationskarten/{k}"), asd())
                .await
                .1
        };
        assert!(!eigene().await.contains("Bitte abstimmen"), "two topics");
        assert_eq!(melden("WOHNEN", jobcenter()).await, 303);
        assert_eq!(melden("WOHNEN", jobcenter()).await, 422, "once is enough");
        // both get the task, each with the other's name
        assert!(eigene().await.contains("Bitte abstimmen") && eigene().await.contains("Jobcenter"));
        let (_, fremde) = sieht(&app, k).await;
        assert!(fremde.contains("Bitte abstimmen") && fremde.contains("Jugendamt"));
        for w in [asd(), jobcenter()] {
            let (_, liste) = holen_als(&app, "/koordinationskarten", w.clone()).await;
            assert!(liste.contains("1 Thema zum Abstimmen"), "{liste}");
            let (_, heute) = holen_als(&app, "/", w).await;
            assert!(heute.contains("1 Thema zum Abstimmen"), "{heute}");
        }
        // no amounts on the card, and not without words
        for worte in ["", "Wir zahlen 540 €"] {
            let felder = [("abgestimmt_thema", "WOHNEN"), ("worte", worte)];
            assert_eq!(
                tut(&app, k, "abgestimmt", &felder, jobcenter()).await.0,
                422,
                "{worte}"
            );
        }
        let felder = [
            ("abgestimmt_thema", "WOHNEN"),
            ("worte", "Erst die Wohnung, dann der Umzug"),
        ];
        let (status, seite) = tut(&app, k, "abgestimmt", &felder, jobcenter()).await;
        assert_eq!(status, 303, "{}", fehler(&seite));
        let (_, seite) = sieht(&app, k).await;
        assert!(!seite.contains("Bitte abstimmen") && seite.contains("Erst die Wohnung"));
        assert!(!eigene().await.contains("Bitte abstimmen"));
        // W23: the card itself is too few to be counted, what the offices agreed on is a figure of the whole place
        let kopf = [
            ("art", "ZWISCHENBERICHT"),
            ("nummer", "1/2026"),
            ("betreff", "Zusammenarbeit"),
            ("gremium", "SOZIALAUSSCHUSS"),
            ("sitzung_am", "2026-12-08"),
        ];
        let planung = wer(0xD2, Rolle::R22, vec![]);
        let (status, ort) = senden_als(&app, "/vorlagen", &kopf, planung.clone()).await;
        assert_eq!(status, 303, "{}", fehler(&ort));
        let (_, bericht) = holen_als(&app, &ort, planung).await;
        let zahlen =
            "<dt>Koordinationskarten</dt><dd>•</dd><dt>Vor der Entscheidung abgestimmt</dt><dd>1</dd>";
        assert!(
            bericht.contains("Zwischenbericht 1/2026") && bericht.contains(zahlen),
            "{bericht}"
        );
        // only who announced a decision says that it is made
        let eins = eine(
            &app,
            "SELECT id FROM fall_karte_entscheidung WHERE karte = $1 AND stelle IS NULL",
            k,
        )
        .await;
        let weg = format!("entscheidung/{eins}/entschieden");
        assert_eq!(tut(&app, k, &weg, &[], jobcenter()).await.0, 404);
        ja(&app, k, &weg, &[]).await;
        assert!(eigene().await.contains("Entschieden."));
    }
);

testkit::auf_beiden!(rl_08_es_gibt_keine_gemeinsame_akte, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let alles = [
        "ANSPRECHPERSONEN",
        "TERMINE",
        "ZIELE",
        "AUFGABEN",
        "ENTSCHEIDUNGEN",
    ];
    let (fall, k, stelle) = aktiv(&app, "2026-11-21", &alles).await;
    let az = lies(&app, fall).await.fall.aktenzeichen;
    let (status, seite) = sieht(&app, k).await;
    assert_eq!(status, 200);
    for verborgen in [az.as_str(), &format!("/faelle/{fall}"), "jemanden zum Reden"] {
        assert!(!seite.contains(verborgen), "{verborgen}");
    }
    for weg in [
        format!("/faelle/{fall}"),
        format!("/faelle/{fall}/koordination"),
        format!("/koordinationskarten/{k}/karte.pdf"),
    ] {
        assert_eq!(holen_als(&app, &weg, jobcenter()).await.0, 404, "{weg}");
    }
    // a contact writes nothing on the card
    let e = eine(&app, EINWILLIGUNG, k).await;
    let text = [("art", "TERMINE"), ("text", "Termin"), ("bis", "2026-12-01")];
    for (weg, felder) in [
        ("eintrag".to_owned(), text.as_slice()),
        (format!("einwilligung/{e}/widerruf"), &[]),
        ("schritt/K03".to_owned(), &[("grund_ende", "x"), ("version", "3")]),
        (
            "einwilligung".to_owned(),
            &einwilligung(&stelle, "2026-11-21", &["ZIELE"]),
        ),
    ] {
        assert_eq!(tut(&app, k, &weg, felder, jobcenter()).await.0, 404, "{weg}");
    }
    // nobody else sees it: not named, another case leader, the desk, the money office; a Träger not even when named
    for w in [
        wer(0x95, Rolle::R15, vec![]),
        wer(0x95, Rolle::R02, vec![]),
        service(),
        wer(0xE4, Rolle::R12, vec![]),
        wer(0xE4, Rolle::R09, vec![]),
    ] {
        assert_eq!(
            holen_als(&app, &format!("/koordinationskarten/{k}"), w).await.0,
            404
        );
    }
    assert_eq!(holen_als(&app, "/koordinationskarten", service()).await.0, 404);
    // benefits and the protection of children stand on no card
    for text in ["540 € im Monat", "Meldung nach § 8a"] {
        let (status, seite) = tut(&app, k, "eintrag", &[("art", "AUFGABEN"), ("text", text)], asd()).await;
        assert!(status == 422 && seite.contains("nicht auf die Karte"), "{text}");
    }
});

testkit::auf_beiden!(
    jede_uebermittlung_hat_eine_grundlage_im_protokoll,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let (_, k, _) = aktiv(&app, "2026-11-21", &["TERMINE"]).await;
        for _ in 0..2 {
            assert_eq!(sieht(&app, k).await.0, 200);
        }
        let e = eine(&app, EINWILLIGUNG, k).await;
        let mut tx = app.db.read().await.unwrap();
        let log: Vec<(String, String, String)> = tx
        .fetch_all(
            "SELECT einwilligungen, kategorien, benutzer_name FROM fall_karte_uebermittlung WHERE karte = $1",
            werte![k],
        )
        .await
        .unwrap();
        assert_eq!(log.len(), 2);
        assert!(
            log.iter()
                .all(|z| z.0 == e.to_string() && z.1 == "TERMINE" && z.2 == jobcenter().name())
        );
        let journal: Vec<(String, String)> = tx
            .fetch_all(
                "SELECT aktion, angaben FROM journal WHERE objekt = $1 ORDER BY seq",
                werte![k],
            )
            .await
            .unwrap();
        let worte = format!("einwilligung={e} kategorien=TERMINE");
        let gelesen = ("koordinationskarte.lesen".to_owned(), worte);
        assert_eq!(
            journal.iter().filter(|z| **z == gelesen).count(),
            2,
            "{journal:?}"
        );
    }
);
