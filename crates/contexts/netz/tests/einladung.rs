//! Inviting institutions to a meeting: the letter, how many come, how it was; numbers, no names of people.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    gemeinsam::{RAEUME, app, tag, wer},
    import_seiten::{fragen, holen, senden},
    selbstpruefung::briefe,
    veranstaltungen::{anlegen, dialog},
};
use amt::{
    App, Error,
    recht::{Befugnis, Bezug, Rolle},
};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{FesteUhr, Id};
use netz::{
    Akteur, AkteurDaten, Veranstaltung,
    codes::{AkteurArt, DoppeltArt, EinladungAntwort, VeranstaltungStatus},
    service::{self, Einladungsblatt},
};
use store::Tx;

const BASIS: &str = "https://stadt.example";

async fn kita(app: &App, tx: &mut Tx, name: &str, email: &str) -> Id<Akteur> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let mut d = AkteurDaten::neu(name, AkteurArt::Kita);
    d.email = email.to_owned();
    service::akteur_anlegen(app, tx, &may, d).await.unwrap()
}

async fn einladen(
    app: &App,
    tx: &mut Tx,
    id: Id<Veranstaltung>,
    wen: &[Id<Akteur>],
) -> amt::Result<service::Eingeladen> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    service::einladen(app, tx, &may, wen, BASIS).await
}

/// The secret of the n-th letter.
async fn geheimnis(tx: &mut Tx, n: usize) -> String {
    let brief = briefe(tx).await.swap_remove(n);
    let (_, rest) = brief.split_once("einladung-beantworten?k=").unwrap();
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

async fn blatt(app: &App, tx: &mut Tx, k: &str) -> Einladungsblatt {
    service::einladung_oeffnen(app, tx, k).await.unwrap().unwrap()
}

fn tage_spaeter(app: &App, uhr: &FesteUhr, tage: i64) {
    uhr.stelle(app.uhr.jetzt().plus_sekunden(tage * 24 * 3600));
}

fn code<T: std::fmt::Debug>(r: amt::Result<T>) -> String {
    r.unwrap_err().befunde()[0].code.to_string()
}

testkit::auf_beiden!(einladen_zusagen_und_sagen_wie_es_war, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    // in three days, from 14 to 17
    let id = anlegen(&app, &mut tx, dialog()).await;
    let a = kita(&app, &mut tx, "Kita Nord", "nord@example.org").await;
    let b = kita(&app, &mut tx, "Kita Süd", "sued@example.org").await;
    let c = kita(&app, &mut tx, "Kita ohne Post", "").await;
    let e = einladen(&app, &mut tx, id, &[a, b, c]).await.unwrap();
    assert_eq!(
        (e.neu, e.ohne_adresse.as_slice()),
        (2, ["Kita ohne Post".to_owned()].as_slice())
    );
    // nobody gets two letters
    assert_eq!(einladen(&app, &mut tx, id, &[a]).await.unwrap().neu, 0);
    let brief = briefe(&mut tx).await.swap_remove(0);
    assert!(
        brief.contains("Sozialraumdialog Ottobrunn") && brief.contains("24.11.2026, 14:00 bis 17:00"),
        "{brief}"
    );
    let liest = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
    let status = service::veranstaltung_laden(&mut tx, &liest)
        .await
        .unwrap()
        .0
        .daten
        .status;
    assert_eq!(status, VeranstaltungStatus::Eingeladen);

    let (erste, zweite) = (geheimnis(&mut tx, 0).await, geheimnis(&mut tx, 1).await);
    let offen = blatt(&app, &mut tx, &erste).await;
    assert!(offen.naechster == Some(tag("2026-11-24")) && !offen.rueckmeldung);
    service::einladung_beantworten(&app, &mut tx, &offen, 3)
        .await
        .unwrap();
    // until the day they may change their mind
    service::einladung_beantworten(&app, &mut tx, &offen, 2)
        .await
        .unwrap();
    assert_eq!(
        code(service::einladung_beantworten(&app, &mut tx, &offen, 501).await),
        "NETZ-E169"
    );
    let nein = blatt(&app, &mut tx, &zweite).await;
    service::einladung_beantworten(&app, &mut tx, &nein, 0)
        .await
        .unwrap();
    // how it was can be said when it was
    let frueh = service::einladung_rueckmelden(&app, &mut tx, &offen, 5, String::new()).await;
    assert!(matches!(frueh, Err(Error::Konflikt)));

    tage_spaeter(&app, &uhr, 4);
    let danach = blatt(&app, &mut tx, &erste).await;
    assert!(danach.naechster.is_none() && danach.rueckmeldung);
    let spaet = service::einladung_beantworten(&app, &mut tx, &danach, 1).await;
    assert!(matches!(spaet, Err(Error::Konflikt)));
    assert_eq!(
        code(service::einladung_rueckmelden(&app, &mut tx, &danach, 6, String::new()).await),
        "NETZ-E170"
    );
    service::einladung_rueckmelden(&app, &mut tx, &danach, 4, "Gern wieder".to_owned())
        .await
        .unwrap();
    let doppelt = service::einladung_rueckmelden(&app, &mut tx, &danach, 1, String::new()).await;
    assert!(matches!(doppelt, Err(Error::Konflikt)));
    let andere = blatt(&app, &mut tx, &zweite).await;
    service::einladung_rueckmelden(&app, &mut tx, &andere, 5, String::new())
        .await
        .unwrap();
    let (alle, wie) = service::einladungen(&mut tx, &liest).await.unwrap();
    let antworten: Vec<_> = alle
        .iter()
        .map(|e| (e.name.as_str(), e.antwort, e.personen))
        .collect();
    let soll = [
        ("Kita Nord", EinladungAntwort::Kommt, 2),
        ("Kita Süd", EinladungAntwort::KommtNicht, 0),
    ];
    assert_eq!(antworten, soll);
    assert_eq!(
        (wie.anzahl, wie.mittel(), wie.texte),
        (2, "4,5".to_owned(), vec!["Gern wieder".to_owned()])
    );
    // nobody is invited to what is over
    assert_eq!(code(einladen(&app, &mut tx, id, &[c]).await), "NETZ-E168");

    // thirty days later the link is of no use, a year later nobody can tell who was invited; the numbers stay
    tage_spaeter(&app, &uhr, 40);
    assert!(
        service::einladung_oeffnen(&app, &mut tx, &erste)
            .await
            .unwrap()
            .is_none()
    );
    tage_spaeter(&app, &uhr, 365);
    assert_eq!(service::einladungen_vergessen(&app, &mut tx).await.unwrap(), 2);
    let (alle, wie) = service::einladungen(&mut tx, &liest).await.unwrap();
    assert!(alle.iter().all(|e| e.akteur.is_none() && e.name.is_empty()));
    assert_eq!((alle.iter().map(|e| e.personen).sum::<i64>(), wie.anzahl), (2, 2));
});

testkit::auf_beiden!(auch_eine_reihe_ohne_ende_vergisst, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let mut d = dialog();
    // 24 November, 29 December, 26 January …
    d.rrule = "FREQ=MONTHLY;BYDAY=-1TU".to_owned();
    let id = anlegen(&app, &mut tx, d).await;
    let still = kita(&app, &mut tx, "Kita Still", "still@example.org").await;
    let treu = kita(&app, &mut tx, "Kita Treu", "treu@example.org").await;
    einladen(&app, &mut tx, id, &[still, treu]).await.unwrap();
    let link = geheimnis(&mut tx, 1).await;
    let wer_noch = async |tx: &mut Tx| {
        let may = Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
        let (alle, _) = service::einladungen(tx, &may).await.unwrap();
        let mut wer: Vec<_> = alle.into_iter().filter_map(|e| e.akteur).collect();
        wer.sort_unstable_by_key(|a| a.uuid());
        wer
    };
    // one of them goes on answering: after 300 days they say whether they come the next time
    tage_spaeter(&app, &uhr, 300);
    assert_eq!(service::einladungen_vergessen(&app, &mut tx).await.unwrap(), 0);
    let b = blatt(&app, &mut tx, &link).await;
    service::einladung_beantworten(&app, &mut tx, &b, 1)
        .await
        .unwrap();
    // the letter was for the 24th, three days after it was sent: a year after that day, not after the letter
    tage_spaeter(&app, &uhr, 68);
    assert_eq!(service::einladungen_vergessen(&app, &mut tx).await.unwrap(), 0);
    tage_spaeter(&app, &uhr, 1);
    assert_eq!(service::einladungen_vergessen(&app, &mut tx).await.unwrap(), 1);
    assert_eq!(wer_noch(&mut tx).await, [treu]);
    // forgotten is not shut out
    assert_eq!(einladen(&app, &mut tx, id, &[still, treu]).await.unwrap().neu, 1);
    assert_eq!(wer_noch(&mut tx).await.len(), 2);
    tage_spaeter(&app, &uhr, 365 + 40);
    assert_eq!(service::einladungen_vergessen(&app, &mut tx).await.unwrap(), 2);
    assert!(wer_noch(&mut tx).await.is_empty());
    assert!(
        service::einladung_oeffnen(&app, &mut tx, &link)
            .await
            .unwrap()
            .is_none()
    );
});

testkit::auf_beiden!(
    wer_zusammengelegt_wird_bleibt_eingeladen,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let (nur_eine, beide) = (
            anlegen(&app, &mut tx, dialog()).await,
            anlegen(&app, &mut tx, dialog()).await,
        );
        let a = kita(&app, &mut tx, "Kita Nord", "nord@example.org").await;
        let b = kita(&app, &mut tx, "Kita Nord e. V.", "nord2@example.org").await;
        einladen(&app, &mut tx, nur_eine, &[b]).await.unwrap();
        einladen(&app, &mut tx, beide, &[a, b]).await.unwrap();
        let (art, paar) = (DoppeltArt::Akteur, (a.uuid(), b.uuid()));
        service::zusammenlegen(&app, &mut tx, &wer(Rolle::R19), art, paar)
            .await
            .unwrap();
        let liest = |id| Befugnis::pruefen(&wer(Rolle::R19), Some(id), Bezug::default()).unwrap();
        let (eine, _) = service::einladungen(&mut tx, &liest(nur_eine)).await.unwrap();
        assert_eq!(eine.iter().map(|e| e.akteur).collect::<Vec<_>>(), [Some(a)]);
        let (zwei, _) = service::einladungen(&mut tx, &liest(beide)).await.unwrap();
        assert_eq!(zwei.iter().filter(|e| e.akteur == Some(a)).count(), 1);
        assert_eq!(zwei.len(), 2);
        // taken apart again, each has its own
        let angebot = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
        let zusammen = service::zusammengelegte(&app, &mut tx, &angebot).await.unwrap()[0].id;
        service::trennen(&app, &mut tx, &wer(Rolle::R19), zusammen)
            .await
            .unwrap();
        let (eine, _) = service::einladungen(&mut tx, &liest(nur_eine)).await.unwrap();
        assert_eq!(eine.iter().map(|e| e.akteur).collect::<Vec<_>>(), [Some(b)]);
        let (zwei, _) = service::einladungen(&mut tx, &liest(beide)).await.unwrap();
        assert!(zwei.iter().all(|e| e.akteur.is_some()));
    }
);

fn seiten(app: &App, rolle: Rolle) -> Router {
    let innen = netz::routen()
        .layer(axum::Extension(wer(rolle)))
        .with_state(app.clone());
    app.rahmen.aussen(innen)
}

testkit::auf_beiden!(einladen_ueber_die_seiten, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = anlegen(&app, &mut tx, dialog()).await;
    let a = kita(&app, &mut tx, "Kita <Nord>", "nord@example.org").await;
    tx.commit().await.unwrap();
    let r = seiten(&app, Rolle::R19);
    let pfad = format!("/veranstaltungen/{id}/einladen");
    let (_, seite) = holen(&r, &pfad).await;
    assert!(
        seite.contains("Kita &#60;Nord&#62;") && seite.contains("1 von 1"),
        "{seite}"
    );
    assert_eq!(
        senden(&r, &pfad, &[("tat", "suchen"), ("name", "Schule")]).await,
        StatusCode::OK
    );
    assert_eq!(
        senden(&r, &pfad, &[("tat", "einladen")]).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let felder = [("tat", "einladen"), ("akteur", &*a.to_string())];
    assert_eq!(senden(&r, &pfad, &felder).await, StatusCode::SEE_OTHER);
    let mut tx = app.db.read().await.unwrap();
    let k = geheimnis(&mut tx, 0).await;
    drop(tx);
    let frage = || {
        Request::get(format!("/einladung-beantworten?k={k}"))
            .body(Body::empty())
            .unwrap()
    };
    let (status, _, seite) = fragen(&r, frage()).await;
    assert!(
        status == StatusCode::OK && seite.contains("Kommen Sie?") && !seite.contains("Wie war es?"),
        "{seite}"
    );
    let oeffentlich = "/einladung-beantworten";
    let ohne_zahl = [("k", &*k), ("tat", "kommt")];
    assert_eq!(
        senden(&r, oeffentlich, &ohne_zahl).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let zwei = [("k", &*k), ("tat", "kommt"), ("personen", "2")];
    assert_eq!(senden(&r, oeffentlich, &zwei).await, StatusCode::OK);
    let (_, seite) = holen(&r, &format!("/veranstaltungen/{id}")).await;
    assert!(
        seite.contains("Angemeldet sind 2") && seite.contains("Kita &#60;Nord&#62;"),
        "{seite}"
    );
    tage_spaeter(&app, &uhr, 4);
    let (_, _, seite) = fragen(&r, frage()).await;
    assert!(
        seite.contains("Wie war es?") && !seite.contains("Kommen Sie?"),
        "{seite}"
    );
    let ohne_note = [("k", &*k), ("tat", "war"), ("text", "gut & schön")];
    assert_eq!(
        senden(&r, oeffentlich, &ohne_note).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let war = [
        ("k", &*k),
        ("tat", "war"),
        ("skala", "5"),
        ("text", "gut & schön"),
    ];
    assert_eq!(senden(&r, oeffentlich, &war).await, StatusCode::OK);
    let (_, seite) = holen(&r, &format!("/veranstaltungen/{id}")).await;
    assert!(
        seite.contains("5,0") && seite.contains("gut &#38; schön"),
        "{seite}"
    );
    assert_eq!(
        senden(&r, oeffentlich, &[("k", "0"), ("tat", "kommt")]).await,
        StatusCode::GONE
    );
    let andere = seiten(&app, Rolle::R28);
    assert_eq!(holen(&andere, &pfad).await.0, StatusCode::NOT_FOUND);
});
