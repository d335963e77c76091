//! Keeping offers true: what is due, the link of the Akteur, proposals, history with both states, free places.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, tag, wer};
use amt::{
    App, Error,
    recht::{Bearbeiten, Befugnis, Bezug, Rolle, Sicht},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::Id;
use http_body_util::BodyExt as _;
use netz::{
    Angebot, Suchprofil,
    codes::{Faelligkeit, VorschlagStatus, Vorschlagsfeld},
    rules::vorschlag::wert,
    service::{self, BestaetigenFilter, selbstpruefung},
};
use store::{Tx, werte};
use tower::ServiceExt as _;

fn darf(id: Id<Angebot>) -> Befugnis<Bearbeiten, Angebot> {
    Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap()
}

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    let b = r.unwrap_err().befunde().to_vec();
    b.iter().map(|b| b.code.to_string()).collect()
}

/// An offer last checked on this day.
pub async fn anlegen(app: &App, tx: &mut Tx, titel: &str, geprueft: &str, email: &str) -> Id<Angebot> {
    let k = akteur(app, tx, &format!("Verein {titel}")).await;
    let mut d = angebot(k, titel, None);
    d.geprueft_am = tag(geprueft);
    d.email = email.to_owned();
    d.telefon = "0431 1".to_owned();
    service::angebot_anlegen(app, tx, &darf_anlegen(), d)
        .await
        .unwrap()
}

/// The letters that wait, as JSON.
pub async fn briefe(tx: &mut Tx) -> Vec<String> {
    let alle: Vec<(String,)> = tx
        .fetch_all(
            "SELECT daten FROM auftrag WHERE art = 'mail' ORDER BY id",
            werte![],
        )
        .await
        .unwrap();
    alle.into_iter().map(|(d,)| d).collect()
}

/// The secret of the newest letter.
async fn geheimnis(tx: &mut Tx) -> String {
    let brief = briefe(tx).await.pop().unwrap();
    let (_, rest) = brief.split_once("angebot-pruefen?k=").unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

async fn daten(tx: &mut Tx, id: Id<Angebot>) -> netz::AngebotDaten {
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    service::angebot_laden(tx, &may).await.unwrap().daten
}

testkit::auf_beiden!(
    die_aeltesten_zuerst_und_eigener_abstand,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        // today is 21.11.2026; Kiel says 180 days
        anlegen(&app, &mut tx, "Frisch", "2026-11-01", "").await;
        anlegen(&app, &mut tx, "Alt", "2026-01-15", "a@example.org").await;
        anlegen(&app, &mut tx, "Aelter", "2025-01-15", "").await;
        let kurz = anlegen(&app, &mut tx, "Kurz", "2026-10-01", "").await;
        let mut d = daten(&mut tx, kurz).await;
        d.pruef_tage = Some(30);
        service::angebot_aendern(&app, &mut tx, &darf(kurz), 1, d.clone())
            .await
            .unwrap();
        let zu = anlegen(&app, &mut tx, "Beendet", "2020-01-15", "").await;
        service::beenden(&app, &mut tx, &darf(zu)).await.unwrap();
        let sicht = Sicht::auf::<Angebot>(&wer(Rolle::R19)).unwrap();
        let mut frage = BestaetigenFilter::default();
        let (alle, n) = service::zu_bestaetigen(&app, &mut tx, &sicht, &frage, (0, 10))
            .await
            .unwrap();
        let namen: Vec<_> = alle
            .iter()
            .map(|z| (z.titel.as_str(), z.frische.veraltet))
            .collect();
        assert_eq!(namen, [("Aelter", true), ("Alt", true), ("Kurz", true)]);
        assert_eq!(
            (n, alle[1].email.as_str(), alle[1].faellig_am),
            (3, "a@example.org", tag("2026-07-15"))
        );
        let (seite, n) = service::zu_bestaetigen(&app, &mut tx, &sicht, &frage, (2, 1))
            .await
            .unwrap();
        assert_eq!((seite[0].titel.as_str(), n), ("Kurz", 3));
        frage.name = "VEREIN alt".to_owned();
        let (_, n) = service::zu_bestaetigen(&app, &mut tx, &sicht, &frage, (0, 10))
            .await
            .unwrap();
        assert_eq!(n, 1);
        frage = BestaetigenFilter {
            faellig: Some(Faelligkeit::Alle),
            ..BestaetigenFilter::default()
        };
        let (_, n) = service::zu_bestaetigen(&app, &mut tx, &sicht, &frage, (0, 10))
            .await
            .unwrap();
        assert_eq!(n, 4);
        d.pruef_tage = Some(3);
        assert_eq!(
            codes(service::angebot_aendern(&app, &mut tx, &darf(kurz), 2, d).await),
            ["NETZ-E40"]
        );
    }
);

testkit::auf_beiden!(
    der_link_bestaetigt_einmal_und_nur_sein_abdruck_steht_da,
    RAEUME,
    |db| async move {
        let (app, uhr) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let ohne = anlegen(&app, &mut tx, "Ohne", "2026-01-15", "").await;
        assert_eq!(
            codes(service::erinnern(&app, &mut tx, &darf(ohne), "https://x.example").await),
            ["NETZ-E42"]
        );
        let id = anlegen(&app, &mut tx, "Treff", "2026-01-15", "treff@example.org").await;
        service::erinnern(&app, &mut tx, &darf(id), "https://x.example")
            .await
            .unwrap();
        assert_eq!(
            codes(service::erinnern(&app, &mut tx, &darf(id), "https://x.example").await),
            ["NETZ-E43"]
        );
        let k = geheimnis(&mut tx).await;
        assert_eq!(k.len(), 64);
        assert!(briefe(&mut tx).await[0].contains("https://x.example/angebot-pruefen?k="));
        let (token,): (Vec<u8>,) = tx
            .fetch_one("SELECT token FROM pruef_anfrage", werte![])
            .await
            .unwrap();
        assert!(token.len() == 32 && web::schluessel::hex(&token) != k);
        assert!(
            selbstpruefung::oeffnen(&app, &mut tx, "")
                .await
                .unwrap()
                .is_none()
        );
        let g = selbstpruefung::oeffnen(&app, &mut tx, &k).await.unwrap().unwrap();
        // looking changes nothing
        let g2 = selbstpruefung::oeffnen(&app, &mut tx, &k).await.unwrap().unwrap();
        selbstpruefung::bestaetigen(&app, &mut tx, &g).await.unwrap();
        assert!(matches!(
            selbstpruefung::bestaetigen(&app, &mut tx, &g2).await,
            Err(Error::Konflikt)
        ));
        assert!(
            selbstpruefung::oeffnen(&app, &mut tx, &k)
                .await
                .unwrap()
                .is_none()
        );
        let d = daten(&mut tx, id).await;
        assert_eq!(d.geprueft_am, tag("2026-11-21"));
        assert_eq!(d.geprueft_von, "Verein Treff (über den Link)");
        let v = service::verlauf(&mut tx, id.uuid()).await.unwrap();
        assert_eq!(v[0].benutzer_name, "Verein Treff (über den Link)");
        // an old link ends after its days, and with the next one
        let zwei = anlegen(&app, &mut tx, "Zwei", "2026-01-15", "zwei@example.org").await;
        service::erinnern(&app, &mut tx, &darf(zwei), "https://x.example")
            .await
            .unwrap();
        let erster = geheimnis(&mut tx).await;
        uhr.stelle(base::Zeitpunkt("2026-12-10T09:00:00Z".parse().unwrap()));
        service::erinnern(&app, &mut tx, &darf(zwei), "https://x.example")
            .await
            .unwrap();
        assert!(
            selbstpruefung::oeffnen(&app, &mut tx, &erster)
                .await
                .unwrap()
                .is_none()
        );
        let zweiter = geheimnis(&mut tx).await;
        assert!(
            selbstpruefung::oeffnen(&app, &mut tx, &zweiter)
                .await
                .unwrap()
                .is_some()
        );
        uhr.stelle(base::Zeitpunkt("2027-01-10T09:00:00Z".parse().unwrap()));
        assert!(
            selbstpruefung::oeffnen(&app, &mut tx, &zweiter)
                .await
                .unwrap()
                .is_none()
        );
    }
);

/// An offer, its open link, and a proposal made with it.
async fn vorgeschlagen(app: &App, tx: &mut Tx) -> (Id<Angebot>, Id<netz::Vorschlag>) {
    let id = anlegen(app, tx, "Treff", "2026-01-15", "treff@example.org").await;
    service::erinnern(app, tx, &darf(id), "https://x.example")
        .await
        .unwrap();
    let k = geheimnis(tx).await;
    let g = selbstpruefung::oeffnen(app, tx, &k).await.unwrap().unwrap();
    let gleich = |f| wert(&g.daten, f);
    assert_eq!(
        codes(selbstpruefung::vorschlagen(app, tx, &g, gleich, "").await),
        ["NETZ-E44"]
    );
    let leer = |f| {
        if f == Vorschlagsfeld::Titel {
            String::new()
        } else {
            wert(&g.daten, f)
        }
    };
    assert!(selbstpruefung::vorschlagen(app, tx, &g, leer, "").await.is_err());
    let neu = |f| match f {
        Vorschlagsfeld::Telefon => "0431 99".to_owned(),
        Vorschlagsfeld::Frei => "3".to_owned(),
        f => wert(&g.daten, f),
    };
    let v = selbstpruefung::vorschlagen(app, tx, &g, neu, "Danke")
        .await
        .unwrap();
    (id, v)
}

testkit::auf_beiden!(
    nichts_aendert_sich_vor_der_entscheidung,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let (id, v) = vorgeschlagen(&app, &mut tx).await;
        let d = daten(&mut tx, id).await;
        assert_eq!(
            (d.telefon.as_str(), d.frei, d.geprueft_am),
            ("0431 1", None, tag("2026-01-15"))
        );
        let sicht = Sicht::auf::<Angebot>(&wer(Rolle::R19)).unwrap();
        let (alle, n) = service::vorschlaege(&mut tx, &sicht, VorschlagStatus::Offen, (0, 10))
            .await
            .unwrap();
        assert_eq!(
            (alle[0].felder.len(), alle[0].bemerkung.as_str(), n),
            (2, "Danke", 1)
        );
        // who may only read learns nothing of it
        for rolle in [Rolle::R01, Rolle::R31] {
            let r = service::annehmen(&app, &mut tx, &wer(rolle), v).await;
            assert!(matches!(r, Err(Error::NichtGefunden)), "{rolle:?}");
        }
        service::annehmen(&app, &mut tx, &wer(Rolle::R19), v)
            .await
            .unwrap();
        let d = daten(&mut tx, id).await;
        assert_eq!(
            (d.telefon.as_str(), d.frei, d.platz_stand),
            ("0431 99", Some(3), Some(tag("2026-11-21")))
        );
        assert_eq!(d.geprueft_am, tag("2026-11-21"));
        assert!(briefe(&mut tx).await.pop().unwrap().contains("ist übernommen"));
        // the history shows both states of every field
        let schritte = service::verlauf_mit_unterschieden(&app, &mut tx, &darf(id))
            .await
            .unwrap();
        let felder: Vec<_> = schritte[0]
            .felder
            .iter()
            .map(|f| (f.feld, f.alt.as_str(), f.neu.as_str()))
            .collect();
        assert!(felder.contains(&("Telefon", "0431 1", "0431 99")), "{felder:?}");
        assert!(felder.contains(&("Freie Plätze", "", "3")), "{felder:?}");
        // the letter stands there too, and changed nothing
        assert_eq!((schritte.len(), schritte[1].felder.len()), (3, 0));
        // a second decision is refused; its caller keeps nothing of what it began
        assert!(matches!(
            service::annehmen(&app, &mut tx, &wer(Rolle::R19), v).await,
            Err(Error::Konflikt)
        ));
    }
);

testkit::auf_beiden!(ablehnen_braucht_einen_grund, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let (id, v) = vorgeschlagen(&app, &mut tx).await;
    let kim = wer(Rolle::R19);
    assert_eq!(
        codes(service::ablehnen(&app, &mut tx, &kim, v, "  ").await),
        ["NETZ-E45"]
    );
    service::ablehnen(&app, &mut tx, &kim, v, "Die Nummer gehört jemand anderem.")
        .await
        .unwrap();
    assert_eq!(daten(&mut tx, id).await.telefon, "0431 1");
    let (v, _, _) = service::vorschlag_laden(&mut tx, &kim, v).await.unwrap();
    assert_eq!(
        (v.status, v.entschieden_name.as_str()),
        (VorschlagStatus::Abgelehnt, "Kim Redaktion")
    );
    assert!(
        briefe(&mut tx)
            .await
            .pop()
            .unwrap()
            .contains("gehört jemand anderem")
    );
});

testkit::auf_beiden!(freie_plaetze_nur_wenn_gemeldet, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    for (titel, frei, stand) in [
        ("Frei", Some(4), Some(tag("2026-11-01"))),
        ("Voll", Some(0), Some(tag("2026-11-01"))),
        ("Ohne Stand", Some(4), None),
        ("Schweigt", None, None),
    ] {
        let k = akteur(&app, &mut tx, titel).await;
        let mut d = angebot(k, titel, None);
        (d.frei, d.platz_stand) = (frei, stand);
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
    }
    let profil = Suchprofil {
        nur_mit_freien_plaetzen: true,
        ..Suchprofil::default()
    };
    let t = service::suchen(&app, &mut tx, &profil).await.unwrap();
    assert_eq!(t.iter().map(|t| t.titel.as_str()).collect::<Vec<_>>(), ["Frei"]);
    let grund = "4 freie Plätze gemeldet, Stand vom 01.11.2026, vor 2 Wochen";
    assert!(t[0].gruende.iter().any(|g| g == grund), "{:?}", t[0].gruende);
    let alle = service::suchen(&app, &mut tx, &Suchprofil::default())
        .await
        .unwrap();
    assert_eq!(alle.len(), 4);
});

fn routen(app: &App) -> Router {
    let app = app
        .clone()
        .mit(amt::sitzung::AuchOeffentlich(netz::OFFEN.to_vec()))
        .mit(netz::Adressbremse::default())
        .mit(raum::RegisterHalter::default());
    let innen = amt::sitzung::umgeben(&app, netz::routen()).with_state(app.clone());
    app.rahmen.aussen(innen)
}

async fn fragen(r: &Router, anfrage: Request<Body>) -> (StatusCode, Option<String>, String) {
    let a = r.clone().oneshot(anfrage).await.unwrap();
    let (teile, rumpf) = a.into_parts();
    let keks = teile.headers.get(header::SET_COOKIE).map(|k| {
        let k = k.to_str().unwrap();
        k.split(';').next().unwrap().to_owned()
    });
    let text = String::from_utf8(rumpf.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    (teile.status, keks, text)
}

testkit::auf_beiden!(die_seite_hinter_dem_link, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = anlegen(&app, &mut tx, "Treff <b>", "2026-01-15", "treff@example.org").await;
    service::erinnern(&app, &mut tx, &darf(id), "https://x.example")
        .await
        .unwrap();
    let k = geheimnis(&mut tx).await;
    tx.commit().await.unwrap();
    let r = routen(&app);
    let holen = |k: &str| {
        Request::get(format!("/angebot-pruefen?k={k}"))
            .header(header::HOST, "stadt.example")
            .body(Body::empty())
            .unwrap()
    };
    let (status, _, text) = fragen(&r, holen("abc")).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(text.contains("gilt nicht mehr") && !text.contains("Verein Treff"));
    let (status, keks, text) = fragen(&r, holen(&k)).await;
    assert_eq!(status, 200);
    assert!(text.contains("Stimmt noch") && text.contains("noindex") && !text.contains("Treff <b>"));
    let csrf = text
        .split("name=\"_csrf\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let keks = keks.unwrap();
    let senden = |felder: &[(&str, &str)]| {
        let mut rumpf = form_urlencoded::Serializer::new(String::new());
        rumpf
            .append_pair("_csrf", &csrf)
            .append_pair("k", &k)
            .extend_pairs(felder);
        Request::post("/angebot-pruefen")
            .header(header::HOST, "stadt.example")
            .header(header::COOKIE, &keks)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(rumpf.finish()))
            .unwrap()
    };
    let felder = [
        ("tat", "aendern"),
        ("titel", "Treff"),
        ("kurzbeschreibung", ""),
        ("frei", "viele"),
    ];
    let (status, _, text) = fragen(&r, senden(&felder)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(text.contains("#feld-frei") && text.contains("value=\"viele\""));
    let (status, _, text) = fragen(&r, senden(&[("tat", "stimmt")])).await;
    assert!(status == 200 && text.contains("Vielen Dank"), "{text}");
    let (status, _, _) = fragen(&r, senden(&[("tat", "stimmt")])).await;
    assert_eq!(status, StatusCode::GONE);
    // guessing is slowed down, and only guessing
    let mut letzter = StatusCode::GONE;
    for _ in 0..30 {
        (letzter, _, _) = fragen(&r, holen("geraten")).await;
    }
    assert_eq!(letzter, StatusCode::TOO_MANY_REQUESTS);
});
