//! A paper for the committee: written, counted with small numbers hidden, released, frozen, and what follows from it.
#![expect(clippy::unwrap_used, reason = "tests")]

use amt::{Kontext, recht::Rolle};
use store::{Db, werte};
use uuid::Uuid;

use crate::gemeinsam::{
    ALLE, Frisch, NORD, SUED, asd,
    seiten::{datei_als, holen_als, senden_als},
    stadt, wer,
};

fn controlling() -> Kontext {
    wer(0xD1, Rolle::R21, vec![])
}
fn planung() -> Kontext {
    wer(0xD2, Rolle::R22, vec![])
}
fn ausschuss() -> Kontext {
    wer(0xD3, Rolle::R23, vec![])
}
fn verwaltung() -> Kontext {
    wer(0xD4, Rolle::R26, vec![])
}

/// A conversation without a name; the first one of its week or not.
async fn kurz(db: &Db, raum: Uuid, name: &str, tag: &str, erster: bool) {
    let mut tx = db.write().await.unwrap();
    tx.execute(
        "INSERT INTO kurzberatung (id, version, einmal, stand, datum, raumeinheit, raum_name, ort, dauer, themen,
            altersgruppen, personen_anzahl, erstkontakt_in_woche, merkzeichen, merkzeichen_such, ergebnis, weg_weisungen,
            norm, elterninfo_gesperrt, notiz, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
         VALUES ($1,1,$2,'FESTGEHALTEN',$3,$4,$5,'BUERO',20,'ERZIEHUNG','',1,$6,'','','BERATUNG',0,'P16',$7,'',0,$1,0,$1)",
        werte![Uuid::now_v7_test(), Uuid::now_v7_test(), tag, raum, name, erster, false],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn version(db: &Db, id: &str) -> String {
    let mut tx = db.read().await.unwrap();
    let id: Uuid = id.parse().unwrap();
    let (v,): (i64,) = tx
        .fetch_one(
            "SELECT version FROM informationsvorlage WHERE id = $1",
            werte![id],
        )
        .await
        .unwrap();
    v.to_string()
}

const KOPF: [(&str, &str); 4] = [
    ("nummer", "0329/2026"),
    ("betreff", "Sozialraumteams: wie es steht"),
    ("gremium", "JUGENDHILFEAUSSCHUSS"),
    ("sitzung_am", "2026-12-08"),
];

testkit::auf_beiden!(eine_vorlage_vom_entwurf_zum_ausschuss, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    for n in 0..6 {
        kurz(&db, NORD, "Nord", "2026-11-10", n != 5).await;
    }
    for _ in 0..3 {
        kurz(&db, SUED, "Süd", "2026-11-15", true).await;
    }
    // the Monday after no longer counts for the week, but for the year
    kurz(&db, SUED, "Süd", "2026-11-16", true).await;

    // the head must be whole; what was typed stays
    let halb: Vec<_> = KOPF.iter().copied().filter(|(n, _)| *n != "nummer").collect();
    let (status, seite) = senden_als(&app, "/vorlagen", &halb, controlling()).await;
    assert!(status == 422 && seite.contains("wie es steht"), "{seite}");
    let (status, ort) = senden_als(&app, "/vorlagen", &KOPF, controlling()).await;
    assert_eq!(status, 303, "{ort}");
    let id = ort.rsplit('/').next().unwrap().to_owned();
    let (status, seite) = senden_als(&app, "/vorlagen", &KOPF, controlling()).await;
    assert!(
        status == 422 && seite.contains("schon eine andere Vorlage"),
        "{seite}"
    );
    // a draft is for those who write; a Fachkraft sees no figures at all
    for fremd in [ausschuss(), asd()] {
        assert_eq!(holen_als(&app, &ort, fremd).await.0, 404);
    }
    let (status, seite) = holen_als(&app, "/vorlagen", ausschuss()).await;
    assert!(status == 200 && seite.contains("Noch keine Vorlage"), "{seite}");
    assert_eq!(holen_als(&app, "/vorlagen", asd()).await.0, 404);

    // T-120: figures with the word of their source; without a day they are none (WIRKUNG-E03)
    let zahl = async |vorsatz: &str, wert: &str, tag: &str| {
        let v = version(&db, &id).await;
        let felder = [
            ("version", v.as_str()),
            ("bezeichnung", "Hilfen außerhalb der Sozialraumteams"),
            ("vorsatz", vorsatz),
            ("wert", wert),
            ("stichtag", tag),
            ("quelle", "Vorlage 0329/2018"),
        ];
        senden_als(&app, &format!("{ort}/zahl"), &felder, controlling()).await
    };
    assert_eq!(zahl("ETWA", "580", "").await.0, 422);
    assert_eq!(zahl("ETWA", "580", "2017-01-31").await.0, 303);
    assert_eq!(zahl("RUND", "200", "2018-06-30").await.0, 303);
    let (_, seite) = holen_als(&app, &ort, controlling()).await;
    assert!(
        seite.contains("etwa 580 (31.01.2017), dann rund 200 (30.06.2018). Veränderung −380, −65,5 %."),
        "{seite}"
    );

    // the words; a page that is not the newest keeps what was typed
    let worte = async |woche: &str, v: String| {
        let mut felder = KOPF.to_vec();
        felder.extend([
            ("version", v.as_str()),
            ("anlass", "Der Ausschuss hat darum gebeten."),
            ("rueckmeldungen", "Die Kitas kennen die Teams."),
            ("ausblick", "Im Frühjahr wieder."),
            ("woche", woche),
        ]);
        senden_als(&app, &ort, &felder, controlling()).await
    };
    let (status, seite) = worte("2026-11-12", "1".to_owned()).await;
    assert!(
        status == 422 && seite.contains("inzwischen geändert") && seite.contains("Die Kitas kennen"),
        "{seite}"
    );
    let (status, seite) = worte("2026-11-20", version(&db, &id).await).await;
    assert!(
        status == 422 && seite.contains("muss vorbei sein"),
        "WIRKUNG-E05: {seite}"
    );
    let frei = async |k: Kontext| {
        let v = version(&db, &id).await;
        senden_als(&app, &format!("{ort}/freigeben"), &[("version", v.as_str())], k).await
    };
    let (status, seite) = frei(planung()).await;
    assert!(status == 422 && seite.contains("worum es geht"), "{seite}");
    // any day of the week will do
    let (status, seite) = worte("2026-11-12", version(&db, &id).await).await;
    assert_eq!(status, 303, "{seite}");
    let (_, seite) = holen_als(&app, &ort, controlling()).await;
    assert!(
        seite.contains("Referenzwoche 09.11.2026 bis 15.11.2026"),
        "{seite}"
    );
    // five in the north, three in the south: the small one hides, and the other with it, or eight would tell it
    let reihe = |raum: &str, n: &str| {
        format!("<bdi>{raum}</bdi></th><td class=\"kern-table__cell\" data-titel=\"Familien\">{n}</td>")
    };
    assert!(
        seite.contains(&reihe("Nord", "•")) && seite.contains(&reihe("Süd", "•")),
        "{seite}"
    );
    assert!(seite.contains("data-titel=\"Familien\">8</td>"), "{seite}");
    assert!(seite.contains("data-titel=\"Kurzberatungen\">10</td>"), "{seite}");

    // only planning releases it
    assert_eq!(frei(controlling()).await.0, 404);
    let (status, seite) = frei(planung()).await;
    assert_eq!(status, 303, "{seite}");
    for _ in 0..9 {
        kurz(&db, SUED, "Süd", "2026-11-11", true).await;
    }
    let (status, seite) = holen_als(&app, &ort, ausschuss()).await;
    assert!(
        status == 200
            && seite.contains("data-titel=\"Familien\">8</td>")
            && seite.contains("Die Kitas kennen die Teams.")
            && !seite.contains("Maßnahme festhalten"),
        "frozen: {seite}"
    );
    assert_eq!(
        zahl("GENAU", "1", "2026-01-01").await.0,
        422,
        "nothing is added any more"
    );
    assert_eq!(worte("2026-11-12", version(&db, &id).await).await.0, 422);
    assert_eq!(frei(planung()).await.0, 422);
    let (status, pdf) = datei_als(&app, &format!("{ort}/pdf"), ausschuss()).await;
    assert!(status == 200 && pdf.starts_with(b"%PDF"), "{status}");
});

testkit::auf_beiden!(aus_einer_feststellung_wird_ein_entwurf, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let (_, ort) = senden_als(&app, "/vorlagen", &KOPF, controlling()).await;
    let felder = [
        ("feststellung", "Der Bericht kommt zu spät.\n[go]"),
        ("massnahme", "Die Frist kürzen."),
        ("wer", "Jugendhilfeplanung"),
    ];
    let pfad = format!("{ort}/massnahme");
    let (status, seite) = senden_als(&app, &pfad, &felder, planung()).await;
    assert!(status == 422 && seite.contains("Die Frist kürzen."), "{seite}");
    let mut felder = felder.to_vec();
    felder.push(("bis", "2027-03-31"));
    let (status, seite) = senden_als(&app, &pfad, &felder, planung()).await;
    assert_eq!(status, 303, "{seite}");
    let mut tx = db.read().await.unwrap();
    let (m,): (Uuid,) = tx
        .fetch_one("SELECT id FROM informationsvorlage_massnahme", werte![])
        .await
        .unwrap();
    drop(tx);
    let pfad = format!("{ort}/massnahme/{m}/ordnung");
    // only whoever keeps the Geschäftsordnung
    assert_eq!(senden_als(&app, &pfad, &[], planung()).await.0, 404);
    let (status, wohin) = senden_als(&app, &pfad, &[], verwaltung()).await;
    assert!(status == 303 && wohin.starts_with("/ordnung/"), "{wohin}");
    let (status, wohin) = senden_als(&app, &pfad, &[], verwaltung()).await;
    assert!(status == 303 && wohin == ort, "a second time it is said: {wohin}");
    let mut tx = db.read().await.unwrap();
    let alle: Vec<(i64, String, String)> = tx
        .fetch_all(
            "SELECT nummer, status, toml FROM geschaeftsordnung ORDER BY nummer",
            werte![],
        )
        .await
        .unwrap();
    assert_eq!(alle.len(), 2);
    assert_eq!((alle[0].0, alle[0].1.as_str()), (1, "IN_KRAFT"));
    assert_eq!((alle[1].0, alle[1].1.as_str()), (2, "ENTWURF"));
    assert!(
        alle[1]
            .2
            .starts_with("# Entwurf vom 21.11.2026. Anlass: Vorlage 0329/2026: Der Bericht kommt zu spät."),
        "{}",
        alle[1].2
    );
    // the rule in force is as it was
    let go = amt::ordnung::geltende(&app, &mut tx).await.unwrap();
    assert_eq!(go.version, 1);
});
