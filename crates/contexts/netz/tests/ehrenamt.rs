//! Volunteers: consent, three facts and their end, reasons instead of numbers, the volunteer decides.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, app, tag, wer};
use amt::{
    App,
    recht::{Lesen, Rolle},
};
use base::{Cent, Id, Zeitpunkt};
use netz::{
    AnfrageDaten, Freiwillige, FreiwilligeDaten, Zeugnis,
    codes::{EhrenamtArt, EinsatzStand, Thema, Wochentag},
    service::{self, koordination},
};
use store::Tx;

fn daten(name: &str) -> FreiwilligeDaten {
    FreiwilligeDaten {
        name: name.to_owned(),
        telefon: String::new(),
        email: String::new(),
        einwilligung_am: Some(tag("2026-01-01")),
        worte: "Vorlesen".to_owned(),
        themen: vec![Thema::FreizeitBegegnung],
        tage: vec![Wochentag::Dienstag],
        raumeinheit: None,
        versichert: true,
        schulung_am: None,
        zeugnis: Zeugnis {
            eingesehen_am: Some(tag("2026-11-10")),
            datum: Some(tag("2026-11-01")),
            einschlaegig: Some(false),
        },
    }
}

fn anfrage(mit_kindern: bool) -> AnfrageDaten {
    AnfrageDaten {
        worte: "Vorlesen in der Kita".to_owned(),
        art: EhrenamtArt::Begleitung,
        thema: Thema::FreizeitBegegnung,
        tag: None,
        raumeinheit: None,
        mit_kindern,
    }
}

fn codes<T: std::fmt::Debug>(r: amt::Result<T>) -> Vec<String> {
    let b = r.unwrap_err().befunde().to_vec();
    b.iter().map(|b| b.code.to_string()).collect()
}

async fn anlegen(app: &App, tx: &mut Tx, d: FreiwilligeDaten) -> amt::Result<Id<Freiwillige>> {
    let may = koordination(&wer(Rolle::R20), None).unwrap();
    service::freiwillige_anlegen(app, tx, &may, d).await
}

async fn laden(
    app: &App,
    tx: &mut Tx,
    id: Id<Freiwillige>,
) -> (service::FreiwilligeGespeichert, Vec<service::EinsatzGespeichert>) {
    let may = koordination::<Lesen>(&wer(Rolle::R20), Some(id)).unwrap();
    service::freiwillige_laden(app, tx, &may).await.unwrap()
}

testkit::auf_beiden!(
    ehrenamt_nur_mit_einwilligung_und_drei_angaben,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let mut d = daten("Kim");
        d.einwilligung_am = None;
        d.zeugnis.datum = None;
        assert_eq!(codes(anlegen(&app, &mut tx, d).await), ["NETZ-E04", "NETZ-E74"]);
        let mut d = daten("Kim");
        d.zeugnis.eingesehen_am = Some(tag("2027-01-01"));
        assert_eq!(codes(anlegen(&app, &mut tx, d).await), ["NETZ-E05"]);
        // NETZ-E08: nothing else about it has a place
        assert!(service::nur_drei_angaben(["eingesehen_am", "datum", "einschlaegig"].into_iter()).is_ok());
        assert_eq!(
            codes(service::nur_drei_angaben(["datum", "eintraege"].into_iter())),
            ["NETZ-E08"]
        );
        let id = anlegen(&app, &mut tx, daten("Kim")).await.unwrap();
        assert_eq!(laden(&app, &mut tx, id).await.0.daten, daten("Kim"));
        // many may work on the network, few know the volunteers
        for rolle in [Rolle::R02, Rolle::R22, Rolle::R01] {
            assert!(koordination::<Lesen>(&wer(rolle), Some(id)).is_err());
        }
    }
);

testkit::auf_beiden!(ehrenamt_die_person_entscheidet, RAEUME, |db| async move {
    let (app, _) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let zwei = anlegen(&app, &mut tx, daten("Zoe")).await.unwrap();
    let mut ohne = daten("Anton");
    ohne.zeugnis = Zeugnis::default();
    let eins = anlegen(&app, &mut tx, ohne).await.unwrap();
    let mut nie = daten("Nils");
    nie.themen = vec![Thema::Wohnen];
    anlegen(&app, &mut tx, nie).await.unwrap();
    let k = wer(Rolle::R20);
    let neu = koordination(&k, None).unwrap();
    let a = service::ehrenamt_anfragen_neu(&app, &mut tx, &neu, anfrage(true))
        .await
        .unwrap();
    let liest = koordination::<Lesen>(&k, None).unwrap();
    let (_, moeglich, _) = service::ehrenamt_anfrage(&mut tx, &liest, a).await.unwrap();
    let namen: Vec<_> = moeglich.iter().map(|m| m.name.as_str()).collect();
    // by name, and who has no time for this is not there
    assert_eq!(namen, ["Anton", "Zoe"]);
    for id in [eins, zwei] {
        let may = koordination(&k, Some(id)).unwrap();
        service::vorschlagen(&app, &mut tx, &may, a).await.unwrap();
        assert_eq!(
            codes(service::vorschlagen(&app, &mut tx, &may, a).await),
            ["NETZ-E77"]
        );
    }
    let einsatz = laden(&app, &mut tx, eins).await.1[0].id;
    let may = koordination(&k, Some(eins)).unwrap();
    let r = service::einsatz_schritt(&app, &mut tx, &may, einsatz, EinsatzStand::Zugesagt).await;
    assert_eq!(codes(r), ["NETZ-E78"]);
    service::einsatz_schritt(&app, &mut tx, &may, einsatz, EinsatzStand::Vorgestellt)
        .await
        .unwrap();
    // children, and no Führungszeugnis yet
    let r = service::einsatz_schritt(&app, &mut tx, &may, einsatz, EinsatzStand::Zugesagt).await;
    assert_eq!(codes(r), ["NETZ-E79"]);
    let einsatz = laden(&app, &mut tx, zwei).await.1[0].id;
    let may = koordination(&k, Some(zwei)).unwrap();
    for nach in [EinsatzStand::Vorgestellt, EinsatzStand::Zugesagt] {
        service::einsatz_schritt(&app, &mut tx, &may, einsatz, nach)
            .await
            .unwrap();
    }
    let heute = tag("2026-11-21");
    service::stunden_eintragen(&app, &mut tx, &may, einsatz, (heute, 90, Cent(350)))
        .await
        .unwrap();
    let r = service::stunden_eintragen(&app, &mut tx, &may, einsatz, (tag("2026-01-01"), 90, Cent(0))).await;
    assert_eq!(codes(r), ["NETZ-E80"]);
    let (g, e) = laden(&app, &mut tx, zwei).await;
    assert_eq!(
        (e[0].minuten, e[0].auslagen, g.letzte_taetigkeit),
        (90, Cent(350), Some(heute))
    );
    let (a, ..) = service::ehrenamt_anfrage(&mut tx, &liest, a).await.unwrap();
    assert!(!a.offen);
    assert_eq!(
        codes(service::freiwillige_beenden(&app, &mut tx, &may).await),
        ["NETZ-E76"]
    );
});

testkit::auf_beiden!(t_087_die_drei_angaben_gehen_von_selbst, RAEUME, |db| async move {
    let (app, uhr) = app(db).await;
    let mut tx = app.db.write().await.unwrap();
    let id = anlegen(&app, &mut tx, daten("Kim")).await.unwrap();
    let nie = anlegen(&app, &mut tx, daten("Nie")).await.unwrap();
    let k = wer(Rolle::R20);
    // never took it up: at once
    let may = koordination(&k, Some(nie)).unwrap();
    service::freiwillige_beenden(&app, &mut tx, &may).await.unwrap();
    assert_eq!(
        laden(&app, &mut tx, nie).await.0.daten.zeugnis,
        Zeugnis::default()
    );
    // the last day of activity is the 31st of May
    uhr.stelle(Zeitpunkt("2027-05-31T09:00:00Z".parse().unwrap()));
    let neu = koordination(&k, None).unwrap();
    let a = service::ehrenamt_anfragen_neu(&app, &mut tx, &neu, anfrage(false))
        .await
        .unwrap();
    let may = koordination(&k, Some(id)).unwrap();
    service::vorschlagen(&app, &mut tx, &may, a).await.unwrap();
    let einsatz = laden(&app, &mut tx, id).await.1[0].id;
    for nach in [
        EinsatzStand::Vorgestellt,
        EinsatzStand::Zugesagt,
        EinsatzStand::Beendet,
    ] {
        service::einsatz_schritt(&app, &mut tx, &may, einsatz, nach)
            .await
            .unwrap();
    }
    for (heute, weg) in [
        ("2027-11-29T09:00:00Z", 0),
        ("2027-11-30T09:00:00Z", 1),
        ("2027-12-01T09:00:00Z", 0),
    ] {
        uhr.stelle(Zeitpunkt(heute.parse().unwrap()));
        assert_eq!(
            service::zeugnisse_loeschen(&app, &mut tx).await.unwrap(),
            weg,
            "{heute}"
        );
    }
    assert_eq!(laden(&app, &mut tx, id).await.0.daten.zeugnis, Zeugnis::default());
});

testkit::auf_beiden!(
    ehrenamt_ein_ende_ist_ein_ende_und_zeiten_lassen_sich_streichen,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let id = anlegen(&app, &mut tx, daten("Kim")).await.unwrap();
        let k = wer(Rolle::R20);
        let neu = koordination(&k, None).unwrap();
        let a = service::ehrenamt_anfragen_neu(&app, &mut tx, &neu, anfrage(false))
            .await
            .unwrap();
        let b = service::ehrenamt_anfragen_neu(&app, &mut tx, &neu, anfrage(false))
            .await
            .unwrap();
        let may = koordination(&k, Some(id)).unwrap();
        service::vorschlagen(&app, &mut tx, &may, a).await.unwrap();
        let einsatz = laden(&app, &mut tx, id).await.1[0].id;
        for nach in [EinsatzStand::Vorgestellt, EinsatzStand::Zugesagt] {
            service::einsatz_schritt(&app, &mut tx, &may, einsatz, nach)
                .await
                .unwrap();
        }
        let heute = app.uhr.heute();
        service::stunden_eintragen(&app, &mut tx, &may, einsatz, (heute, 900, Cent(0)))
            .await
            .unwrap();
        // fifteen hours were one and a half
        let liest = koordination::<Lesen>(&k, Some(id)).unwrap();
        let falsch = service::stunden(&mut tx, &liest).await.unwrap();
        assert_eq!((falsch.len(), falsch[0].minuten), (1, 900));
        service::stunde_streichen(&app, &mut tx, &may, falsch[0].id)
            .await
            .unwrap();
        assert!(matches!(
            service::stunde_streichen(&app, &mut tx, &may, falsch[0].id).await,
            Err(amt::Error::NichtGefunden)
        ));
        let (g, einsaetze) = laden(&app, &mut tx, id).await;
        assert_eq!((einsaetze[0].minuten, g.letzte_taetigkeit), (0, Some(heute)));
        // an end is an end, until somebody comes back
        service::einsatz_schritt(&app, &mut tx, &may, einsatz, EinsatzStand::Beendet)
            .await
            .unwrap();
        service::freiwillige_beenden(&app, &mut tx, &may).await.unwrap();
        let r = service::vorschlagen(&app, &mut tx, &may, b).await;
        assert_eq!(codes(r), ["NETZ-E92"]);
        service::wieder_dabei(&app, &mut tx, &may).await.unwrap();
        service::vorschlagen(&app, &mut tx, &may, b).await.unwrap();
    }
);

testkit::auf_beiden!(
    wer_es_verlangt_wird_vergessen_und_die_stunden_zaehlen,
    RAEUME,
    |db| async move {
        let (app, uhr) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let leitung = |id| koordination(&wer(Rolle::R20), Some(id)).unwrap();
        // never took anything up: nothing is left
        let nie = anlegen(&app, &mut tx, daten("Nie")).await.unwrap();
        let wie = service::freiwillige_loeschen(&app, &mut tx, &leitung(nie))
            .await
            .unwrap();
        assert_eq!(wie, service::Geloescht::Ganz);
        let zahl = async |tx: &mut Tx, sql: &'static str| -> i64 {
            let (n,): (i64,) = tx.fetch_one(sql, store::werte![]).await.unwrap();
            n
        };
        assert_eq!(zahl(&mut tx, "SELECT COUNT(*) FROM freiwillige").await, 0);

        let kim = anlegen(&app, &mut tx, daten("Kim Findbar")).await.unwrap();
        let may = koordination(&wer(Rolle::R20), None).unwrap();
        let a = service::ehrenamt_anfragen_neu(&app, &mut tx, &may, anfrage(false))
            .await
            .unwrap();
        for (sql, werte) in [
            (
                "INSERT INTO ehrenamt_einsatz (id, freiwillige, anfrage, stand, von) VALUES ($1, $2, $3, 'ZUGESAGT', '2026-05-01')",
                store::werte![uuid::Uuid::from_u128(1), kim, a],
            ),
            (
                "INSERT INTO ehrenamt_stunde (id, einsatz, tag, minuten, auslagen) VALUES ($1, $2, '2026-05-02', 90, 0)",
                store::werte![uuid::Uuid::from_u128(2), uuid::Uuid::from_u128(1)],
            ),
        ] {
            tx.execute(sql, werte).await.unwrap();
        }
        // not while somebody counts on them
        let noch = service::freiwillige_loeschen(&app, &mut tx, &leitung(kim)).await;
        assert_eq!(codes(noch), ["NETZ-E76"]);
        tx.execute(
            "UPDATE ehrenamt_einsatz SET stand = 'BEENDET', bis = '2026-06-01'",
            store::werte![],
        )
        .await
        .unwrap();
        // many may work on the network, few may do this
        assert!(koordination::<amt::recht::Bearbeiten>(&wer(Rolle::R22), Some(kim)).is_err());
        let wie = service::freiwillige_loeschen(&app, &mut tx, &leitung(kim))
            .await
            .unwrap();
        assert_eq!(wie, service::Geloescht::OhneNamen);
        let lesen = koordination::<Lesen>(&wer(Rolle::R20), Some(kim)).unwrap();
        assert!(service::freiwillige_laden(&app, &mut tx, &lesen).await.is_err());
        let alle = koordination::<Lesen>(&wer(Rolle::R20), None).unwrap();
        assert!(service::freiwillige(&mut tx, &alle).await.unwrap().is_empty());
        assert_eq!(
            zahl(
                &mut tx,
                "SELECT CAST(SUM(minuten) AS BIGINT) FROM ehrenamt_stunde"
            )
            .await,
            90
        );
        let spuren =
            "SELECT COUNT(*) FROM freiwillige WHERE name <> '' OR worte <> '' OR themen <> '' OR tage <> ''
        OR fz_datum IS NOT NULL OR raumeinheit IS NOT NULL";
        assert_eq!(zahl(&mut tx, spuren).await, 0);

        // three years after the end it happens by itself, at the end of a year
        let alt = anlegen(&app, &mut tx, daten("Alt")).await.unwrap();
        service::freiwillige_beenden(&app, &mut tx, &leitung(alt))
            .await
            .unwrap();
        uhr.stelle(Zeitpunkt("2029-12-31T11:00:00Z".parse().unwrap()));
        assert_eq!(service::freiwillige_vergessen(&app, &mut tx).await.unwrap(), 0);
        uhr.stelle(Zeitpunkt("2030-01-01T11:00:00Z".parse().unwrap()));
        assert_eq!(service::freiwillige_vergessen(&app, &mut tx).await.unwrap(), 1);
        assert_eq!(service::freiwillige_vergessen(&app, &mut tx).await.unwrap(), 0);
    }
);
