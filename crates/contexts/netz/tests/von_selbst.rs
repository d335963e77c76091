//! Asking on its own, once; and entries that are there twice.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, einspielung, tag, wer};
use amt::{
    App,
    recht::{Bearbeiten, Befugnis, Bezug, Rolle},
};
use base::{Id, Zeitpunkt};
use netz::{
    Angebot,
    codes::{AngebotStatus, DoppeltArt},
    service,
};
use store::{Tx, werte};

fn darf(id: Option<Id<Angebot>>) -> Befugnis<Bearbeiten, Angebot> {
    Befugnis::pruefen(&wer(Rolle::R19), id, Bezug::default()).unwrap()
}

async fn anlegen(app: &App, tx: &mut Tx, titel: &str, geprueft: &str, email: &str) -> Id<Angebot> {
    let k = akteur(app, tx, &format!("Verein {titel}")).await;
    let mut d = angebot(k, titel, None);
    d.geprueft_am = tag(geprueft);
    d.email = email.to_owned();
    service::angebot_anlegen(app, tx, &darf_anlegen(), d)
        .await
        .unwrap()
}

async fn briefe(tx: &mut Tx) -> Vec<String> {
    let alle: Vec<(String,)> = tx
        .fetch_all(
            "SELECT daten FROM auftrag WHERE art = 'mail' ORDER BY id",
            werte![],
        )
        .await
        .unwrap();
    alle.into_iter().map(|(d,)| d).collect()
}

testkit::auf_beiden!(von_selbst_ein_brief_und_kein_zweiter, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    // today is 21.11.2026; T-083: checked on 15.1., due from 15.7.
    let alt = anlegen(&app, &mut tx, "Alt", "2026-01-15", "alt@example.org").await;
    anlegen(&app, &mut tx, "Ohne", "2026-01-15", "").await;
    anlegen(&app, &mut tx, "Frisch", "2026-11-01", "frisch@example.org").await;
    let zu = anlegen(&app, &mut tx, "Pause", "2026-01-15", "pause@example.org").await;
    service::pausieren(&app, &mut tx, &darf(Some(zu))).await.unwrap();
    let gesendet = async |tx: &mut Tx| {
        service::von_selbst_erinnern(&app, tx, "https://stadt.example")
            .await
            .unwrap()
    };
    assert_eq!((gesendet(&mut tx).await, gesendet(&mut tx).await), (1, 0));
    let alle = briefe(&mut tx).await;
    assert!(
        alle.len() == 1
            && alle[0].contains("alt@example.org")
            && alle[0].contains("https://stadt.example/angebot-pruefen?k="),
        "{alle:?}"
    );
    let verlauf = service::verlauf_mit_unterschieden(&app, &mut tx, &darf(Some(alt)))
        .await
        .unwrap();
    assert_eq!(verlauf[0].zeile.benutzer_name, "von selbst");
    assert!(verlauf[0].zeile.was.contains("Link zur Prüfung") && verlauf[0].felder.is_empty());
    // the link has ended and nobody answered: still no second letter
    uhr.stelle(Zeitpunkt("2027-03-01T09:00:00Z".parse().unwrap()));
    assert_eq!(gesendet(&mut tx).await, 0);
    // confirmed once, it comes up again when the next interval is over
    service::angebot_pruefen(&app, &mut tx, &darf(Some(alt)), "Kim")
        .await
        .unwrap();
    uhr.stelle(Zeitpunkt("2027-08-27T09:00:00Z".parse().unwrap()));
    assert_eq!(briefe(&mut tx).await.len(), 1);
    assert!(gesendet(&mut tx).await >= 1);
});

testkit::auf_beiden!(
    von_selbst_nicht_neben_einem_link_von_hand,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let id = anlegen(&app, &mut tx, "Alt", "2026-01-15", "alt@example.org").await;
        service::erinnern(&app, &mut tx, &darf(Some(id)), "https://x.example")
            .await
            .unwrap();
        let n = service::von_selbst_erinnern(&app, &mut tx, "https://x.example")
            .await
            .unwrap();
        assert_eq!((n, briefe(&mut tx).await.len()), (0, 1));
        // the letter by hand stands in the history, too
        let verlauf = service::verlauf_mit_unterschieden(&app, &mut tx, &darf(Some(id)))
            .await
            .unwrap();
        assert_eq!(verlauf[0].zeile.was, "Link zur Prüfung gesendet");
    }
);

testkit::auf_beiden!(doppelte_akteure_zusammengelegt, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let bleibt = akteur(&app, &mut tx, "Familienzentrum Sonnenhof e. V.").await;
    let geht = akteur(&app, &mut tx, "Familienzentrum Sonnenhof").await;
    akteur(&app, &mut tx, "Jugendhaus Nord").await;
    let treff = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(geht, "Treff", None))
        .await
        .unwrap();
    let paare = service::doppelte(&mut tx, &darf(None)).await.unwrap();
    assert_eq!(paare.len(), 1, "{paare:?}");
    assert!(paare[0].art == DoppeltArt::Akteur && paare[0].gruende[0] == "Name gleich");
    let k = wer(Rolle::R19);
    let selbst = (bleibt.uuid(), bleibt.uuid());
    let r = service::zusammenlegen(&app, &mut tx, &k, DoppeltArt::Akteur, selbst).await;
    assert_eq!(r.unwrap_err().befunde()[0].code, "NETZ-E72");
    let wie = (bleibt.uuid(), geht.uuid());
    service::zusammenlegen(&app, &mut tx, &k, DoppeltArt::Akteur, wie)
        .await
        .unwrap();
    let may = Befugnis::pruefen(&k, Some(treff), Bezug::default()).unwrap();
    assert_eq!(
        service::angebot_laden(&mut tx, &may).await.unwrap().daten.akteur,
        bleibt
    );
    let weg = Befugnis::pruefen(&k, Some(geht), Bezug::default()).unwrap();
    assert!(matches!(
        service::akteur_laden(&mut tx, &weg).await,
        Err(amt::Error::NichtGefunden)
    ));
    assert!(service::doppelte(&mut tx, &darf(None)).await.unwrap().is_empty());
    let verlauf = service::verlauf_mit_unterschieden(&app, &mut tx, &darf(Some(treff)))
        .await
        .unwrap();
    assert!(verlauf[0].zeile.was.contains("zusammengelegt"));
});

testkit::auf_beiden!(
    doppelte_angebote_und_zwei_die_zwei_sind,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let k = akteur(&app, &mut tx, "Haus").await;
        let mut ids = Vec::new();
        for telefon in ["", "0431 5"] {
            let mut d = angebot(k, "Elterncafé", None);
            d.telefon = telefon.to_owned();
            ids.push(
                service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
                    .await
                    .unwrap(),
            );
        }
        let [erstes, zweites] = [ids[0], ids[1]];
        assert_eq!(service::doppelte(&mut tx, &darf(None)).await.unwrap().len(), 1);
        let kontext = wer(Rolle::R19);
        let wie = (erstes.uuid(), zweites.uuid());
        service::zusammenlegen(&app, &mut tx, &kontext, DoppeltArt::Angebot, wie)
            .await
            .unwrap();
        let laden = async |tx: &mut Tx, id| {
            let may = Befugnis::pruefen(&kontext, Some(id), Bezug::default()).unwrap();
            service::angebot_laden(tx, &may).await.unwrap().daten
        };
        assert_eq!(laden(&mut tx, erstes).await.telefon, "0431 5");
        assert_eq!(laden(&mut tx, zweites).await.status, AngebotStatus::Beendet);
        assert!(service::doppelte(&mut tx, &darf(None)).await.unwrap().is_empty());
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Elterncafé", None))
            .await
            .unwrap();
        let paar = service::doppelte(&mut tx, &darf(None)).await.unwrap().remove(0);
        let beide = (paar.b.id, paar.a.id);
        service::sind_verschieden(&app, &mut tx, &darf(None), DoppeltArt::Angebot, beide)
            .await
            .unwrap();
        assert!(service::doppelte(&mut tx, &darf(None)).await.unwrap().is_empty());
    }
);

testkit::auf_beiden!(ein_import_findet_den_zusammengelegten, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let einspielen = async |tx: &mut Tx| {
        let alle = vec![einspielung("1", "Elterncafé", None)];
        service::angebote_einspielen(&app, tx, &darf_anlegen(), "kita", alle)
            .await
            .unwrap()
    };
    einspielen(&mut tx).await;
    let (fremd,): (uuid::Uuid,) = tx.fetch_one("SELECT id FROM angebot", werte![]).await.unwrap();
    let k = akteur(&app, &mut tx, "Haus").await;
    let eigen = service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(k, "Elterncafé", None))
        .await
        .unwrap();
    let wie = (eigen.uuid(), fremd);
    let kontext = wer(Rolle::R19);
    service::zusammenlegen(&app, &mut tx, &kontext, DoppeltArt::Angebot, wie)
        .await
        .unwrap();
    einspielen(&mut tx).await;
    let (n,): (i64,) = tx
        .fetch_one("SELECT COUNT(*) FROM angebot", werte![])
        .await
        .unwrap();
    assert_eq!(n, 2);
});

testkit::auf_beiden!(zusammenlegen_macht_niemanden_bekannt, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let haus = akteur(&app, &mut tx, "Nachbarschaftshilfe").await;
    let k = wer(Rolle::R19);
    let may = Befugnis::pruefen(&k, None, Bezug::default()).unwrap();
    let person = netz::AkteurDaten::neu("Erika Mustermann", netz::codes::AkteurArt::Einzelperson);
    let person = service::akteur_anlegen(&app, &mut tx, &may, person)
        .await
        .unwrap();
    service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), angebot(person, "Nachhilfe", None))
        .await
        .unwrap();
    for wie in [(haus.uuid(), person.uuid()), (person.uuid(), haus.uuid())] {
        let r = service::zusammenlegen(&app, &mut tx, &k, DoppeltArt::Akteur, wie).await;
        assert_eq!(r.unwrap_err().befunde()[0].code, "NETZ-E91");
    }
});
