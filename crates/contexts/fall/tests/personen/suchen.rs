//! Who is known already: found as it sounds, only where the user may see them, and never taken in twice by choice.

use amt::{App, Kontext, recht::Rolle};
use base::Id;
use fall::{
    PersonenHalter,
    model::{Anliegen, Fall, Hinweis, Ortsart},
    service::person::suchen::{Kandidat, Suchfrage, suchen},
};
use uuid::Uuid;

use crate::gemeinsam::{
    ALLE, asd, aufnahme, nimm,
    schritte::{akte, codes, geh, voll},
    seiten::{holen_als, senden_als},
    service, stadt, wer,
};

/// Somebody taken in.
pub async fn mensch(app: &App, vorname: &str, nachname: &str, geboren: &str) -> Id<Anliegen> {
    let mut cmd = aufnahme(Hinweis::Nein);
    cmd.person.vorname = vorname.to_owned();
    cmd.person.nachname = nachname.to_owned();
    cmd.person.geburtsdatum = geboren.parse().ok();
    nimm(app, cmd).await.unwrap().id
}

/// The record an Anliegen refers to.
pub async fn register(app: &App, id: Id<Anliegen>) -> Uuid {
    akte(app, &service(), id).await.person.unwrap().register.unwrap()
}

pub async fn zahl(app: &App, sql: &'static str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let (n,): (i64,) = tx.fetch_one(sql, store::werte![]).await.unwrap();
    n
}

pub async fn fall_aus(app: &App, id: Id<Anliegen>) -> Id<Fall> {
    geh(app, &asd(), id, "A05", &voll(1)).await.unwrap();
    akte(app, &asd(), id).await.fall.unwrap().id
}

async fn frag(app: &App, wer: &Kontext, frage: Suchfrage) -> Vec<Kandidat> {
    let mut tx = app.db.read().await.unwrap();
    suchen(app, &mut tx, wer, &frage).await.unwrap()
}

fn name(n: &str) -> Suchfrage {
    Suchfrage {
        nachname: n.to_owned(),
        ..Suchfrage::default()
    }
}

async fn bekannt(app: &App, felder: &[(&str, &str)], wer: Kontext) -> String {
    let weg = format!("/anliegen/neu/{}/bekannt", Uuid::from_u128(7));
    senden_als(app, &weg, felder, wer).await.1
}

async fn journal(app: &App, angaben: &str) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM journal WHERE angaben = $1";
    let (n,): (i64,) = tx.fetch_one(sql, store::werte![angaben]).await.unwrap();
    n
}

testkit::auf_beiden!(vor_dem_anlegen_wird_gesucht, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let id = mensch(&app, "Ayşe", "Müller-Șerban", "1988-03-04").await;
    let felder = [
        ("vorname", "Aysche"),
        ("nachname", "MUELLER"),
        ("geburtsdatum", "1988-04-03"),
    ];
    let teil = bekannt(&app, &felder, service()).await;
    for da in [
        "Kennen wir diese Person schon?",
        "Müller-Șerban, Ayşe",
        "Nachname ähnlich",
        "Tag und Monat vertauscht",
        "neu aufgenommen",
    ] {
        assert!(teil.contains(da), "{da}: {teil}");
    }
    // no figure about anybody (RL-05)
    assert!(!teil.contains('%'));
    assert_eq!(journal(&app, "personensuche").await, 1);
    // the button without script shows the same on the whole page and keeps what was typed
    let mut mit = felder.to_vec();
    mit.push(("suche", "bekannt"));
    let weg = format!("/anliegen/neu/{}", Uuid::from_u128(8));
    let (status, seite) = senden_als(&app, &weg, &mit, service()).await;
    assert_eq!(status, 200);
    assert!(seite.contains("Müller-Șerban, Ayşe") && seite.contains("value=\"Aysche\""));
    // chosen: no second record, and the name is the one that is known
    let wer = register(&app, id).await;
    let mut cmd = aufnahme(Hinweis::Nein);
    cmd.person.vorname = "Aysche".to_owned();
    cmd.person.nachname = "Mueller".to_owned();
    cmd.person.register = Some(wer);
    let zweites = nimm(&app, cmd).await.unwrap().id;
    let p = akte(&app, &service(), zweites).await.person.unwrap();
    assert_eq!((p.register, p.name().as_str()), (Some(wer), "Ayşe Müller-Șerban"));
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM person").await, 1);
    // a case of the same office refers to the same record
    fall_aus(&app, id).await;
    assert_eq!(
        zahl(&app, "SELECT COUNT(DISTINCT person) FROM fall_person").await,
        1
    );
    assert_eq!(zahl(&app, "SELECT COUNT(*) FROM person").await, 1);
});

testkit::auf_beiden!(
    geschuetzte_werden_nicht_gefunden_und_nicht_gewaehlt,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.ortsart = Ortsart::Geschuetzt;
        let id = nimm(&app, cmd).await.unwrap().id;
        let wer = register(&app, id).await;
        assert!(frag(&app, &service(), name("Müller-Șerban")).await.is_empty());
        let felder = [("nachname", "Müller-Șerban"), ("vorname", "Ayşe")];
        assert!(!bekannt(&app, &felder, service()).await.contains("Kennen wir"));
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.person.register = Some(wer);
        assert_eq!(codes(&nimm(&app, cmd).await.unwrap_err()), ["FALL-E201"]);
        // somebody known moves to a protected address: from then on nobody finds them, whichever Anliegen it was
        let offen = mensch(&app, "Petra", "Wendt", "1980-11-23").await;
        assert_eq!(frag(&app, &service(), name("Wendt")).await.len(), 1);
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.ortsart = Ortsart::Geschuetzt;
        cmd.person.register = Some(register(&app, offen).await);
        nimm(&app, cmd).await.unwrap();
        assert!(frag(&app, &service(), name("Wendt")).await.is_empty());
        assert_eq!(
            zahl(
                &app,
                "SELECT COUNT(*) FROM person WHERE geschuetzt AND anschrift <> ''"
            )
            .await,
            0
        );
    }
);

testkit::auf_beiden!(nur_wen_man_sehen_darf, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let fall = fall_aus(&app, mensch(&app, "Anna", "Groß", "1985-01-02").await).await;
    let version = zahl(&app, "SELECT version FROM fall").await.to_string();
    let kind = [
        ("version", version.as_str()),
        ("rolle", "KIND"),
        ("vorname", "Leon"),
        ("nachname", "Groß"),
        ("geburtsdatum", "2015-03-14"),
    ];
    let (status, _) = senden_als(&app, &format!("/faelle/{fall}/person"), &kind, asd()).await;
    assert_eq!(status, 303);
    // the child stands in the case only: whoever does not see the case does not find the child
    let leon = || Suchfrage {
        vorname: "Leon".to_owned(),
        nachname: "Gross".to_owned(),
        ..Suchfrage::default()
    };
    assert_eq!(frag(&app, &asd(), leon()).await.len(), 1);
    assert!(
        frag(&app, &wer(0xE9, Rolle::R02, vec![]), leon())
            .await
            .is_empty()
    );
    assert!(frag(&app, &service(), leon()).await.is_empty());
    // and cannot choose them by guessing the key
    let mut tx = app.db.read().await.unwrap();
    let (id,): (Uuid,) = tx
        .fetch_one("SELECT id FROM person WHERE vorname = 'Leon'", store::werte![])
        .await
        .unwrap();
    drop(tx);
    let mut cmd = aufnahme(Hinweis::Nein);
    cmd.person.register = Some(id);
    assert_eq!(codes(&nimm(&app, cmd).await.unwrap_err()), ["FALL-E201"]);
    // whoever sees neither Anliegen nor cases has no such page
    let niemand = wer(0xEA, Rolle::R27, vec![]);
    assert_eq!(holen_als(&app, "/personen", niemand).await.0, 404);
    // in the case, the list is for those who write in it
    let weg = format!("/faelle/{fall}/person/bekannt");
    let felder = [("vorname", "Anna"), ("nachname", "Gros")];
    let (status, teil) = senden_als(&app, &weg, &felder, asd()).await;
    assert!(status == 200 && teil.contains("Groß, Anna"), "{teil}");
    let fremd = wer(0xE9, Rolle::R02, vec![]);
    assert_eq!(senden_als(&app, &weg, &felder, fremd).await.0, 404);
});

testkit::auf_beiden!(
    rl_08_kein_gemeinsames_verzeichnis_der_aemter,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let jugend = mensch(&app, "Anna", "Groß", "1985-01-02").await;
        let mut cmd = aufnahme(Hinweis::Nein);
        cmd.sektor = "EGH".to_owned();
        cmd.person.vorname = "Anna".to_owned();
        cmd.person.nachname = "Groß".to_owned();
        cmd.person.register = Some(register(&app, jugend).await);
        assert_eq!(codes(&nimm(&app, cmd.clone()).await.unwrap_err()), ["FALL-E201"]);
        cmd.person.register = None;
        let egh = nimm(&app, cmd).await.unwrap().id;
        assert_ne!(register(&app, jugend).await, register(&app, egh).await);
        // who may read both sees both, and can choose only the one of the office the form is for
        let teil = bekannt(&app, &[("vorname", "Anna"), ("nachname", "Groß")], service()).await;
        assert_eq!(teil.matches("Groß, Anna").count(), 2);
        assert_eq!(
            teil.matches("name=\"bekannte_person\"").count(),
            2,
            "one, and „neu“: {teil}"
        );
        assert!(teil.contains("Steht bei: Eingliederungshilfe"));
        // a case of another office than the Anliegen's gets a record of its own
        let id = mensch(&app, "Bernd", "Kraft", "").await;
        let mut schritt = voll(1);
        schritt.fall.as_mut().unwrap().sektor = "EGH".to_owned();
        let teilhabe = wer(0xE2, Rolle::R11, vec![]);
        geh(&app, &teilhabe, id, "A05", &schritt).await.unwrap();
        let sql = "SELECT COUNT(DISTINCT stelle) FROM person WHERE nachname = 'Kraft'";
        assert_eq!(zahl(&app, sql).await, 2);
    }
);

testkit::auf_beiden!(
    zwei_prozesse_sehen_was_der_andere_aendert,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let anderer = app.clone().mit(PersonenHalter::default());
        mensch(&app, "Anna", "Groß", "1985-01-02").await;
        assert_eq!(frag(&anderer, &service(), name("Gros")).await.len(), 1);
        let neu = mensch(&app, "Ömer", "Yıldız", "1990-05-06").await;
        assert_eq!(frag(&anderer, &service(), name("Yildis")).await.len(), 1);
        // a changed name: found under the new one at once
        let felder = [
            ("version", "1"),
            ("worte", "x"),
            ("gefaehrdungshinweis", "NEIN"),
            ("vorname", "Ömer"),
            ("nachname", "Kowalczyk"),
        ];
        let (status, _) = senden_als(&app, &format!("/anliegen/{neu}/bearbeiten"), &felder, service()).await;
        assert_eq!(status, 303);
        let da = frag(&anderer, &service(), name("Kowalczik")).await;
        assert_eq!(da.len(), 1);
        assert_eq!(da[0].person.name(), "Kowalczyk, Ömer");
        // a Kurzberatung keeps nobody: gone for both
        geh(&app, &asd(), neu, "A04", &voll(2)).await.unwrap();
        for a in [&app, &anderer] {
            assert!(frag(a, &service(), name("Kowalczyk")).await.is_empty());
        }
        assert_eq!(zahl(&app, "SELECT COUNT(*) FROM person").await, 1);
    }
);

testkit::auf_beiden!(personen_finden_nach_allem_was_man_weiss, ALLE, |db| async move {
    let (app, _) = stadt(&db).await;
    let fall = fall_aus(&app, mensch(&app, "Johannes", "Meier", "1961-03-04").await).await;
    for i in 0..24 {
        mensch(&app, &format!("Kind{i}"), "Nachbar", "2010-01-01").await;
    }
    let seite = async |felder: &[(&str, &str)]| {
        let (status, s) = senden_als(&app, "/personen", felder, asd()).await;
        assert_eq!(status, 200);
        s
    };
    for felder in [
        [("name", "Mayr")],
        [("name", "hans meyer")],
        [("geburtsdatum", "1961-03-04")],
        [("aktenzeichen", "jh-2026-0000")],
    ] {
        let s = seite(&felder).await;
        assert!(s.contains("Meier, Johannes"), "{felder:?}");
        assert!(s.contains(&format!("/faelle/{fall}")), "{felder:?}");
    }
    assert!(seite(&[("strasse", "lindenstr")]).await.contains("25 Personen"));
    assert!(seite(&[("name", "Xylander")]).await.contains("Niemand gefunden"));
    assert!(seite(&[("name", "x")]).await.contains("Noch nichts zu suchen"));
    // one field for everything: the only place found opens at once, a choice becomes a list
    let kopf = async |pfad: &str, was: &str| senden_als(&app, pfad, &[("alles", was)], asd()).await;
    for was in ["hans meyer", "04.03.1961", "jh-2026-0000"] {
        let ziel = kopf("/personen", was).await;
        assert_eq!(ziel, (303, format!("/faelle/{fall}")), "{was}");
        let (status, teil) = kopf("/personen/schnell", was).await;
        assert!(
            status == 200 && teil.contains(&format!("/faelle/{fall}")),
            "{was}: {teil}"
        );
        assert!(!teil.contains("<html"), "{teil}");
    }
    let (status, liste) = kopf("/personen", "Nachbar").await;
    assert!(
        status == 200 && liste.contains("1 bis 20 von 24") && liste.contains("value=\"Nachbar\""),
        "{liste}"
    );
    let (_, teil) = kopf("/personen/schnell", "Nachbar").await;
    assert!(teil.contains("und 16 weitere"), "{teil}");
    assert!(
        kopf("/personen/schnell", "Xylander")
            .await
            .1
            .contains("Niemand gefunden")
    );
    // pages and orders
    let s = seite(&[("name", "Nachbar")]).await;
    assert!(s.contains("1 bis 20 von 24"));
    let s = seite(&[("name", "Nachbar"), ("folge", "name"), ("seite", "2")]).await;
    assert!(s.contains("21 bis 24 von 24") && s.contains("Nachbar, Kind9"));
    assert_eq!(s.matches("data-titel=\"Geboren\"").count(), 4);
    // a wrong date says so and keeps the rest
    let (status, s) = senden_als(
        &app,
        "/personen",
        &[("name", "Meier"), ("geburtsdatum", "31.02.2020")],
        asd(),
    )
    .await;
    assert_eq!(status, 422);
    assert!(s.contains("value=\"Meier\""));
});

testkit::auf_beiden!(
    wer_einen_namen_sucht_erfaehrt_nichts_von_einer_meldung,
    ALLE,
    |db| async move {
        let (app, _) = stadt(&db).await;
        let mut cmd = aufnahme(Hinweis::Ja);
        cmd.person.vorname = "Ottilie".to_owned();
        cmd.person.nachname = "Zwickel".to_owned();
        nimm(&app, cmd).await.unwrap();
        let gefunden = frag(&app, &service(), name("Zwickel")).await;
        assert_eq!(gefunden[0].fundstellen[0].stand, "abgegeben");
        let seite = senden_als(&app, "/personen", &[("name", "Zwickel")], service())
            .await
            .1;
        assert!(seite.contains("Zwickel") && !seite.contains("§ 8a"), "{seite}");
        let felder = [("vorname", "Ottilie"), ("nachname", "Zwickel")];
        assert!(!bekannt(&app, &felder, service()).await.contains("§ 8a"));
    }
);
