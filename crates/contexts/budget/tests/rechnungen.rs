//! Invoices from the file to the payment and back, on both engines.
#![expect(clippy::unwrap_used, reason = "tests")]

mod gemeinsam;

use std::sync::Arc;

use amt::{
    App, Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode},
};
use base::{Cent, Id};
use budget::{
    Auftraege, Auftragsquelle, Zukunft,
    model::{
        Auftrag, Einheit, KontaktKurz, NeuesEntgelt, Rechnung, Rechnungsstand, Topf, Vorgang,
        Zeilenentscheidung as Z,
    },
    service::{
        self, Folge, Zusage,
        rechnung::{self, Kopf},
    },
};
use gemeinsam::{Amt, MIGRATIONEN, amt as einrichten, app, codes, kontext, sauber, tag, topf, uta, vera};
use http_body_util::BodyExt;
use store::{Tx, werte};
use tower::ServiceExt;
use uuid::Uuid;

const NORD: u128 = 0xa0;
const SUED: u128 = 0xa1;

/// One order in the north with two contacts, as the room of the cases would tell it.
struct Probe {
    raum: Uuid,
}

impl Auftragsquelle for Probe {
    fn auftraege<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        traeger: Uuid,
        nummern: Vec<String>,
    ) -> Zukunft<'a, Vec<Auftrag>> {
        let kontakt = |d: &str, minuten| KontaktKurz {
            datum: tag(d),
            minuten,
            ausfall: false,
            bestaetigt: true,
        };
        let a = Auftrag {
            id: Uuid::from_u128(7),
            nummer: "J-2026-1".into(),
            fall: "F-abc".into(),
            raum: self.raum,
            leistungsart: "J31".into(),
            beginn: tag("2026-01-01"),
            ende: tag("2026-12-31"),
            hoechstens: 240,
            angenommen: true,
            kontakte: vec![
                kontakt("2026-10-05", 95),
                kontakt("2026-10-06", 50),
                kontakt("2026-10-20", 60),
            ],
        };
        let passt = traeger == Uuid::from_u128(NORD) && nummern.contains(&a.nummer);
        Box::pin(async move { Ok(if passt { vec![a] } else { vec![] }) })
    }
}

async fn buero(app: App) -> (App, Amt) {
    let mut tx = app.db.write().await.unwrap();
    let a = einrichten(&app, &mut tx).await;
    let jetzt = app.uhr.jetzt();
    for (id, name) in [(NORD, "Träger Nord"), (SUED, "Träger Süd")] {
        tx.execute(
            "INSERT INTO organisation (id, name, suche, art, anerkannt_75, version, angelegt_am, angelegt_von,
                geaendert_am, geaendert_von) VALUES ($1,$2,$2,'FREI_GEMEINNUETZIG',$3,1,$4,$1,$4,$1)",
            werte![Uuid::from_u128(id), name, true, jetzt],
        )
        .await
        .unwrap();
    }
    for (n, org) in [(0x11_u128, NORD), (0x12, SUED)] {
        tx.execute(
            "INSERT INTO benutzer (id, kennung, kennung_such, name, name_such, kennwort_hash, kennwort_aendern,
                organisation_art, organisation, status, telefon, email, version, angelegt_am, geaendert_am)
             VALUES ($1, $2, $2, $2, $2, '', $3, 'ANDERE', '', 'AKTIV', '', '', 1, $4, $4)",
            werte![Uuid::from_u128(n), format!("t{n}"), false, jetzt],
        )
        .await
        .unwrap();
        tx.execute(
            "INSERT INTO fachkraft (id, name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer, suche,
                version, angelegt_am, angelegt_von, geaendert_am, geaendert_von)
             VALUES ($1,'L','','','','',$2,$3,$1,'l',1,$4,$1,$4,$1)",
            werte![Uuid::from_u128(n), false, Uuid::from_u128(org), jetzt],
        )
        .await
        .unwrap();
    }
    // what was granted: 500.00 for this case
    let z = Zusage {
        vorgang: Vorgang {
            id: app.ids.uuid(),
            anlass: "Bewilligung".into(),
        },
        datum: tag("2026-01-02"),
        raum: Some(a.n1),
        fall: "F-abc".into(),
        traeger: String::new(),
        leistungsart: "J31".into(),
        betrag: Cent(50_000),
    };
    let may = service::darf_ueberall::<amt::recht::Bearbeiten, Topf>(&uta(), None).unwrap();
    let folge = service::zusage_buchen(&app, &mut tx, &may, &z).await.unwrap();
    assert!(matches!(folge, Folge::Gebucht { .. }), "{folge:?}");
    tx.commit().await.unwrap();
    let app = app.mit(Auftraege(Arc::new(Probe { raum: a.n1.uuid() })));
    (app, a)
}

async fn satz(app: &App, tx: &mut Tx, betrag: i64, ab: &str) -> service::Eingetragen {
    let may = service::darf_ueberall(&vera(), None).unwrap();
    let neu = NeuesEntgelt {
        traeger: Uuid::from_u128(NORD),
        leistungsart: String::new(),
        einheit: Einheit::Stunde,
        betrag: Cent(betrag),
        ab: tag(ab),
        bis: None,
        fundstelle: "Akte 4".into(),
    };
    service::entgelt_eintragen(app, tx, &may, &neu).await.unwrap()
}

fn leitung(n: u128) -> Kontext {
    Kontext::neu(
        Id::von(Uuid::from_u128(n)),
        format!("Person {n}"),
        OrganisationsArt::Andere,
        vec![RolleJetzt {
            rolle: Rolle::R10,
            raeume: vec![],
        }],
    )
}

async fn einlesen(
    app: &App,
    tx: &mut Tx,
    wer: &Kontext,
    name: &str,
    bytes: &[u8],
    kopf: &Kopf,
) -> amt::Result<Id<Rechnung>> {
    let org = Uuid::from_u128(NORD);
    let may = rechnung::darf_einreichen(tx, wer, None, org).await?;
    rechnung::aus_datei(app, tx, &may, (org, "Träger Nord"), name, bytes.to_vec(), kopf).await
}

fn kopf(nummer: &str) -> Kopf {
    Kopf {
        nummer: nummer.into(),
        datum: Some(tag("2026-11-02")),
        summe: None,
    }
}

const CSV: &str = "auftrag;datum;menge;satz;betrag\nJ-2026-1;05.10.2026;95;69,80;110,52\nJ-2026-1;2026-10-06;50;69,80;58,17\n";

async fn eingereicht(app: &App, tx: &mut Tx, nummer: &str, csv: &str) -> Id<Rechnung> {
    let id = einlesen(app, tx, &leitung(0x11), "r.csv", csv.as_bytes(), &kopf(nummer))
        .await
        .unwrap();
    rechnung::einreichen(app, tx, &leitung(0x11), id).await.unwrap();
    id
}

async fn alle_wie(
    app: &App,
    tx: &mut Tx,
    id: Id<Rechnung>,
    z: Z,
    grund: &str,
) -> amt::Result<rechnung::Entschieden> {
    let a = rechnung::akte(app, tx, &vera(), id).await?;
    let wahl: Vec<(i64, Z)> = a.zeilen.iter().map(|x| (x.nr, z)).collect();
    rechnung::entscheiden(app, tx, &vera(), (id, a.r.version), &wahl, grund).await
}

testkit::auf_beiden!(
    von_der_xrechnung_bis_zum_geld_und_zurueck,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let xml = include_bytes!("belege/ubl.xml");
        let id = einlesen(&app, &mut tx, &leitung(0x11), "r.xml", xml, &Kopf::default())
            .await
            .unwrap();
        // a draft is the Träger's own
        assert!(rechnung::akte(&app, &mut tx, &vera(), id).await.is_err());
        let akte = rechnung::akte(&app, &mut tx, &leitung(0x11), id).await.unwrap();
        assert!(akte.pruefung.gut(), "{:?}", akte.pruefung);
        assert_eq!(akte.pruefung.soll, Cent(16_869));
        rechnung::einreichen(&app, &mut tx, &leitung(0x11), id)
            .await
            .unwrap();
        let vorher = topf(&mut tx, &app, a.topf_nord).await.stand;
        assert_eq!((vorher.ist, vorher.obligo), (Cent(0), Cent(50_000)));
        let was = alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap();
        assert_eq!(
            (was.stand, was.angewiesen, was.wartet),
            (Rechnungsstand::Angenommen, Cent(16_869), false)
        );
        // paid against the Obligo, in the same transaction
        let t = topf(&mut tx, &app, a.topf_nord).await.stand;
        assert_eq!((t.ist, t.obligo), (Cent(16_869), Cent(33_131)));
        // nobody decides twice
        let zweimal = alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap_err();
        assert!(matches!(zweimal, amt::Error::Konflikt), "{zweimal:?}");
        // out as a file, once
        let may = service::darf_ueberall(&vera(), None).unwrap();
        let lauf = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await.unwrap();
        assert_eq!(
            codes(
                &rechnung::zahllauf_erstellen(&app, &mut tx, &may)
                    .await
                    .unwrap_err()
            ),
            ["BUDGET-E76"]
        );
        let lesen = service::darf_ueberall(&vera(), Some(lauf)).unwrap();
        let (l, zeilen) = rechnung::zahllauf_lesen(&app, &mut tx, &lesen, lauf)
            .await
            .unwrap();
        assert_eq!(
            (l.nr, l.summe, zeilen.len(), zeilen[0].1),
            (1, Cent(16_869), 1, Cent(16_869))
        );
        // a Storno of what is paid: the Obligo stands again, the money is asked back
        let r = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().r;
        let ohne = rechnung::rechnung_stornieren(&app, &mut tx, &vera(), (id, r.version), "").await;
        assert_eq!(codes(&ohne.unwrap_err()), ["BUDGET-E30"]);
        rechnung::rechnung_stornieren(&app, &mut tx, &vera(), (id, r.version), "falscher Monat")
            .await
            .unwrap();
        let t = topf(&mut tx, &app, a.topf_nord).await.stand;
        assert_eq!((t.ist, t.obligo), (Cent(0), Cent(50_000)));
        let lauf = rechnung::zahllauf_erstellen(&app, &mut tx, &may).await.unwrap();
        let lesen = service::darf_ueberall(&vera(), Some(lauf)).unwrap();
        let (l, zeilen) = rechnung::zahllauf_lesen(&app, &mut tx, &lesen, lauf)
            .await
            .unwrap();
        assert_eq!((l.nr, l.summe, zeilen[0].1), (2, Cent(-16_869), Cent(-16_869)));
        // the number is free again
        eingereicht(&app, &mut tx, "2026-0815", CSV).await;
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(
    jede_abweichung_entscheidet_ein_mensch,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1;05.10.2026;95;69,80;110,53\nJ-2026-1;07.10.2026;30;69,80;34,90\nX-1;06.10.2026;50;69,80;58,17\n";
        let id = eingereicht(&app, &mut tx, "R-1", csv).await;
        let akte = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap();
        let gefunden: Vec<Vec<String>> = akte
            .pruefung
            .zeilen
            .iter()
            .map(|z| z.befunde.iter().map(|b| b.code.clone()).collect())
            .collect();
        assert_eq!(gefunden, [["BUDGET-E54"], ["BUDGET-E55"], ["BUDGET-E50"]]);
        let v = akte.r.version;
        let mut tun = async |wahl: &[(i64, Z)], grund: &str| {
            rechnung::entscheiden(&app, &mut tx, &vera(), (id, v), wahl, grund).await
        };
        let e = tun(&[(1, Z::Berechnet), (2, Z::Nein)], "").await.unwrap_err();
        assert_eq!(codes(&e), ["BUDGET-E70", "BUDGET-E72"]);
        let e = tun(&[(1, Z::Gefordert), (2, Z::Nein), (3, Z::Gefordert)], "x")
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["BUDGET-E73"]);
        let was = tun(&[(1, Z::Berechnet), (2, Z::Nein), (3, Z::Nein)], "Kontakt fehlt")
            .await
            .unwrap();
        assert_eq!(
            (was.stand, was.angewiesen),
            (Rechnungsstand::Teilweise, Cent(11_052))
        );
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(11_052));
        // refused altogether: nothing is booked, the Träger reads why
        let id = eingereicht(&app, &mut tx, "R-2", CSV).await;
        let was = alle_wie(&app, &mut tx, id, Z::Nein, "doppelt").await.unwrap();
        assert_eq!((was.stand, was.angewiesen), (Rechnungsstand::Abgelehnt, Cent(0)));
        let akte = rechnung::akte(&app, &mut tx, &leitung(0x11), id).await.unwrap();
        assert_eq!(akte.r.grund, "doppelt");
        // the day is billed already by R-1
        assert_eq!(akte.zeilen[0].befunde[0].code, "BUDGET-E56");
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(
    ein_neuer_satz_rechnet_entwuerfe_neu_und_nie_buchungen,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let gebucht = eingereicht(&app, &mut tx, "R-1", CSV).await;
        alle_wie(&app, &mut tx, gebucht, Z::Gefordert, "").await.unwrap();
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1;20.10.2026;60;69,80;69,80\n";
        let offen = eingereicht(&app, &mut tx, "R-2", csv).await;
        assert!(
            rechnung::akte(&app, &mut tx, &vera(), offen)
                .await
                .unwrap()
                .pruefung
                .gut()
        );
        let was = satz(&app, &mut tx, 7_200, "2026-10-01").await;
        assert_eq!(was.offen, 1);
        let p = rechnung::akte(&app, &mut tx, &vera(), offen)
            .await
            .unwrap()
            .pruefung;
        let gefunden: Vec<&str> = p.zeilen[0].befunde.iter().map(|b| b.code.as_str()).collect();
        assert_eq!(
            (gefunden, p.soll),
            (vec!["BUDGET-E53", "BUDGET-E54"], Cent(7_200))
        );
        let alt = rechnung::akte(&app, &mut tx, &vera(), gebucht).await.unwrap();
        assert!(alt.zeilen.iter().all(|z| z.befunde.is_empty()));
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(16_869));
        // a price is never changed or deleted, whoever asks
        tx.commit().await.unwrap();
        for sql in ["UPDATE entgelt SET betrag = 1", "DELETE FROM entgelt"] {
            let mut tx = app.db.write().await.unwrap();
            assert!(tx.execute(sql, werte![]).await.is_err(), "{sql}");
        }
    }
);

testkit::auf_beiden!(
    ueber_der_grenze_wartet_die_rechnung_auf_die_zweite_person,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 600_000, "2026-01-01").await;
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1;20.10.2026;60;6.000,00;6.000,00\n";
        let id = eingereicht(&app, &mut tx, "R-1", csv).await;
        assert!(
            alle_wie(&app, &mut tx, id, Z::Gefordert, "")
                .await
                .unwrap()
                .wartet
        );
        assert!(rechnung::offene_zum_zahlen(&mut tx).await.unwrap().is_empty());
        let stand = rechnung::akte(&app, &mut tx, &vera(), id)
            .await
            .unwrap()
            .buchungen;
        assert!(stand[0].wartet);
        // the second person refuses: the invoice can be decided anew
        service::verwerfen(&app, &mut tx, &uta(), Id::von(stand[0].vorgang))
            .await
            .unwrap();
        rechnung::wieder_oeffnen(&app, &mut tx, &vera(), id)
            .await
            .unwrap();
        assert!(
            alle_wie(&app, &mut tx, id, Z::Gefordert, "")
                .await
                .unwrap()
                .wartet
        );
        let stand = rechnung::akte(&app, &mut tx, &vera(), id)
            .await
            .unwrap()
            .buchungen;
        let wartet = stand.iter().find(|b| b.wartet).unwrap().vorgang;
        service::freigeben(&app, &mut tx, &uta(), Id::von(wartet))
            .await
            .unwrap();
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(600_000));
        let e = rechnung::wieder_oeffnen(&app, &mut tx, &vera(), id)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["BUDGET-E78"]);
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(ein_traeger_sieht_nur_seine, MIGRATIONEN, |db| async move {
    let (app, _) = buero(app(db)).await;
    let mut tx = app.db.write().await.unwrap();
    let id = eingereicht(&app, &mut tx, "R-1", CSV).await;
    assert!(rechnung::akte(&app, &mut tx, &leitung(0x12), id).await.is_err());
    let rolle = rechnung::rolle(&mut tx, &leitung(0x12)).await.unwrap();
    let (n, _) = rechnung::liste(&app, &mut tx, &leitung(0x12), &rolle, None, (0, 50))
        .await
        .unwrap();
    assert_eq!(n, 0);
    // no Träger decides, sends for another, or pays
    let e = rechnung::entscheiden(&app, &mut tx, &leitung(0x11), (id, 2), &[], "").await;
    assert!(matches!(e, Err(amt::Error::NichtGefunden)));
    let fremd = rechnung::darf_einreichen(&mut tx, &leitung(0x12), None, Uuid::from_u128(NORD)).await;
    assert!(fremd.is_err());
    for r in [Rolle::R01, Rolle::R02, Rolle::R08, Rolle::R24, Rolle::R27] {
        assert!(
            rechnung::rolle(&mut tx, &kontext(r, 8, vec![])).await.is_err(),
            "{r:?}"
        );
    }
    // Rechnungsprüfung reads and changes nothing
    let pruefung = kontext(Rolle::R25, 8, vec![]);
    assert!(rechnung::akte(&app, &mut tx, &pruefung, id).await.is_ok());
    assert!(
        rechnung::darf_einreichen(&mut tx, &pruefung, None, Uuid::from_u128(NORD))
            .await
            .is_err()
    );
    tx.commit().await.unwrap();
});

testkit::auf_beiden!(
    schlechte_tabellen_werden_zeile_fuer_zeile_benannt,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        let mut lies = async |csv: &str, k: Kopf| {
            let e = einlesen(&app, &mut tx, &leitung(0x11), "r.csv", csv.as_bytes(), &k).await;
            e.map_or_else(
                |e| codes(&e).into_iter().map(str::to_owned).collect::<Vec<_>>(),
                |_| vec![],
            )
        };
        assert_eq!(lies("", kopf("R")).await, ["BUDGET-E66"]);
        assert_eq!(lies("a;b\n1;2\n", kopf("R")).await, ["BUDGET-E66"]);
        assert_eq!(lies(CSV, Kopf::default()).await, ["BUDGET-E66", "BUDGET-E66"]);
        let kopfzeile = "auftrag;datum;menge;satz;betrag\n";
        for (zeile, code) in [
            ("J;5.10.2026;95;69,80;110,521", "BUDGET-E09"),
            ("J;5.10.2026;95;69,80;viel", "BUDGET-E31"),
            ("J;31.02.2026;95;69,80;1", "BUDGET-E66"),
            ("J;5.10.2026;1,5;69,80;1", "BUDGET-E66"),
            (";5.10.2026;95;69,80;1", "BUDGET-E66"),
        ] {
            assert_eq!(
                lies(&format!("{kopfzeile}{zeile}\n"), kopf("R")).await,
                [code],
                "{zeile}"
            );
        }
        assert!(lies(CSV, kopf("R-1")).await.is_empty());
    }
);

fn router(app: &App, wer: Kontext) -> Router {
    budget::routen().layer(Extension(wer)).with_state(app.clone())
}

async fn senden(r: &Router, anfrage: Request<Body>) -> (StatusCode, String) {
    let antwort = r.clone().oneshot(anfrage).await.unwrap();
    let status = antwort.status();
    let ort = antwort
        .headers()
        .get("location")
        .map(|l| l.to_str().unwrap().to_owned());
    let bytes = antwort.into_body().collect().await.unwrap().to_bytes();
    (
        status,
        ort.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()),
    )
}

async fn holen(r: &Router, pfad: &str) -> (StatusCode, String) {
    senden(r, Request::get(pfad).body(Body::empty()).unwrap()).await
}

async fn absenden(r: &Router, pfad: &str, rumpf: &str) -> (StatusCode, String) {
    let anfrage = Request::post(pfad).header("content-type", "application/x-www-form-urlencoded");
    senden(r, anfrage.body(Body::from(rumpf.to_owned())).unwrap()).await
}

async fn hochladen(r: &Router, name: &str, inhalt: &str, felder: &[(&str, &str)]) -> (StatusCode, String) {
    let mut rumpf = String::new();
    for (n, w) in felder {
        rumpf += &format!("--x\r\nContent-Disposition: form-data; name=\"{n}\"\r\n\r\n{w}\r\n");
    }
    rumpf += &format!(
        "--x\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"{name}\"\r\n\r\n{inhalt}\r\n--x--\r\n"
    );
    let anfrage = Request::post("/rechnungen/neu").header("content-type", "multipart/form-data; boundary=x");
    senden(r, anfrage.body(Body::from(rumpf)).unwrap()).await
}

testkit::auf_beiden!(
    die_seiten_vom_hochladen_bis_zur_zahldatei,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let (traeger, amt) = (router(&app, leitung(0x11)), router(&app, vera()));
        let org = Uuid::from_u128(NORD);
        let (status, html) = holen(&amt, "/entgelte").await;
        assert!(
            status == StatusCode::OK && html.contains("Noch kein Entgelt"),
            "{html}"
        );
        let (status, html) = absenden(
            &amt,
            "/entgelte",
            &format!("traeger={org}&einheit=STUNDE&betrag=69,805&ab=2026-01-01"),
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("69,805"),
            "{html}"
        );
        let (status, _) = absenden(
            &amt,
            "/entgelte",
            &format!("traeger={org}&einheit=STUNDE&betrag=69,80&ab=2026-01-01"),
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        // a Träger reads its prices and enters none
        let (_, html) = holen(&traeger, "/entgelte").await;
        assert!(
            html.contains("69,80 €") && !html.contains("Satz eintragen"),
            "{html}"
        );
        let (status, _) = absenden(
            &traeger,
            "/entgelte",
            &format!("traeger={org}&einheit=STUNDE&betrag=99&ab=2026-01-01"),
        )
        .await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, html) = hochladen(&traeger, "r.csv", CSV, &[("nummer", ""), ("datum", "")]).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Rechnungsnummer angeben"),
            "{html}"
        );
        let formel = [("nummer", "=1+1"), ("datum", "2026-11-02"), ("summe", "168,69")];
        let (status, ort) = hochladen(&traeger, "r.csv", CSV, &formel).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{ort}");
        let (_, html) = holen(&traeger, &ort).await;
        assert!(
            html.contains("Keine Abweichung") && html.contains("Einreichen"),
            "{html}"
        );
        assert_eq!(holen(&amt, &ort).await.0, StatusCode::NOT_FOUND);
        assert_eq!(
            absenden(&traeger, &format!("{ort}/einreichen"), "").await.0,
            StatusCode::SEE_OTHER
        );
        let (_, html) = holen(&amt, "/rechnungen").await;
        assert!(html.contains("=1+1") && html.contains("eingereicht"), "{html}");
        let (status, html) = absenden(
            &amt,
            &format!("{ort}/entscheiden"),
            "version=2&zeile-1=GEFORDERT&zeile-2=",
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Bitte für Zeile 2 entscheiden"),
            "{html}"
        );
        let (status, _) = absenden(
            &amt,
            &format!("{ort}/entscheiden"),
            "version=2&zeile-1=GEFORDERT&zeile-2=GEFORDERT",
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = holen(&amt, &ort).await;
        assert!(
            html.contains("angenommen") && html.contains("/budget/buchung/"),
            "{html}"
        );
        let (_, html) = holen(&traeger, &ort).await;
        assert!(
            html.contains("angenommen") && !html.contains("/budget/buchung/"),
            "{html}"
        );
        assert_eq!(
            holen(&traeger, "/rechnungen/zahllauf").await.0,
            StatusCode::NOT_FOUND
        );
        let (_, html) = holen(&amt, "/rechnungen/zahllauf").await;
        assert!(html.contains("168,69 €"), "{html}");
        assert_eq!(
            absenden(&amt, "/rechnungen/zahllauf", "").await.0,
            StatusCode::SEE_OTHER
        );
        let (_, html) = holen(&amt, "/rechnungen/zahllauf").await;
        let datei = html
            .split("href=\"")
            .find(|t| t.starts_with("/rechnungen/zahllauf/"))
            .unwrap();
        let datei = datei.split('"').next().unwrap();
        let (_, csv) = holen(&amt, &format!("{datei}?layout=finanzwesen")).await;
        assert!(
            csv.contains("'=1+1"),
            "no spreadsheet takes it for a formula: {csv}"
        );
        assert!(csv.trim_end().ends_with("KONTROLLSUMME;1;16869"), "{csv}");
        let (_, csv) = holen(
            &amt,
            &format!("{datei}?layout=trenner%3Dtab%20kopf%3Dnein%20spalten%3Dnr%2Cbetrag"),
        )
        .await;
        assert_eq!(csv.trim_start_matches('\u{feff}').trim_end(), "1\t168,69");
        assert_eq!(
            holen(&amt, &format!("{datei}?layout=spalten%3Diban")).await.0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let (status, html) = absenden(&amt, &format!("{ort}/storno"), "version=4&storno_grund=").await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("warum storniert"),
            "{html}"
        );
        let (status, _) = absenden(&amt, &format!("{ort}/storno"), "version=4&storno_grund=falsch").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = holen(&traeger, &ort).await;
        assert!(html.contains("werden zurückgefordert"), "{html}");
    }
);

testkit::auf_beiden!(
    traegerbudget_und_anteil_der_anderen,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let id = eingereicht(&app, &mut tx, "R-1", CSV).await;
        alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap();
        tx.commit().await.unwrap();
        let (amt, traeger) = (router(&app, uta()), router(&app, leitung(0x11)));
        let (_, html) = holen(&amt, "/budget/2026/traeger").await;
        assert!(
            html.contains("kein Trägerbudget") && html.contains("100,0 %") && html.contains("<svg"),
            "{html}"
        );
        let org = Uuid::from_u128(NORD);
        let gut = format!(
            "traeger={org}&art=TEAM_VZAE&menge=5,5&satz=78.500,00&sachkosten=68.250&leistungsart=J31&von=2026-01-01&bis=2026-12-31"
        );
        let (status, html) = absenden(
            &amt,
            "/budget/2026/traeger",
            &gut.replace("2026-12-31", "2027-01-31"),
        )
        .await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && html.contains("Die Zeit muss in"),
            "{html}"
        );
        assert_eq!(
            absenden(&traeger, "/budget/2026/traeger", &gut).await.0,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            absenden(&amt, "/budget/2026/traeger", &gut).await.0,
            StatusCode::SEE_OTHER
        );
        for (r, pfad) in [(&amt, "/budget/2026/traeger"), (&traeger, "/rechnungen")] {
            let (_, html) = holen(r, pfad).await;
            assert!(
                html.contains("500.000,00 €") && html.contains("41.666,67 €") && html.contains("41.666,63 €"),
                "{html}"
            );
        }
        let (_, html) = holen(&router(&app, leitung(0x12)), "/rechnungen").await;
        assert!(!html.contains("500.000,00 €"));
        // what the budget pays is not paid a second time
        let mut tx = app.db.write().await.unwrap();
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1;20.10.2026;60;69,80;69,80\n";
        let id = eingereicht(&app, &mut tx, "R-2", csv).await;
        let p = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().pruefung;
        assert_eq!(p.zeilen[0].befunde[0].code, "BUDGET-E64");
        tx.commit().await.unwrap();
    }
);
