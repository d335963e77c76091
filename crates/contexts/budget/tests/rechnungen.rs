//! Invoices from the file to the payment and back, on both engines.

use crate::gemeinsam::{MIGRATIONEN, app, codes, kontext, sauber, topf, uta, vera};
use crate::traeger::{CSV, NORD, alle_wie, buero, eingereicht, einlesen, kopf, leitung, satz, wartende};
use amt::{
    Kontext, RolleJetzt,
    recht::{OrganisationsArt, Rolle},
};
use base::{Cent, Id};
use budget::{
    model::{Rechnungsstand, Zeilenentscheidung as Z},
    service::{
        self,
        rechnung::{self, Kopf},
    },
};
use store::{Tx, werte};
use uuid::Uuid;

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
            (l.nr, l.summe, zeilen.len(), zeilen[0].betrag),
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
        assert_eq!(
            (l.nr, l.summe, zeilen[0].betrag),
            (2, Cent(-16_869), Cent(-16_869))
        );
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
            rechnung::entscheiden(&app, &mut tx, &vera(), (id, v), wahl, &[], grund).await
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
        assert!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().is_empty());
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
        // what was refused before does not hold the payment up
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().len(), 1);
        let e = rechnung::wieder_oeffnen(&app, &mut tx, &vera(), id)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["BUDGET-E78"]);
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(
    ein_storno_zaehlt_erst_wenn_die_zweite_person_ja_sagt,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 600_000, "2026-01-01").await;
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1/1;20.10.2026;60;6.000,00;6.000,00\n";
        let id = eingereicht(&app, &mut tx, "R-1", csv).await;
        alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap();
        let wartet = wartende(&mut tx).await;
        service::freigeben(&app, &mut tx, &uta(), wartet).await.unwrap();
        let stornieren = async |tx: &mut Tx| {
            let r = rechnung::akte(&app, tx, &vera(), id).await.unwrap().r;
            rechnung::rechnung_stornieren(&app, tx, &vera(), (id, r.version), "falsch").await
        };
        assert!(stornieren(&mut tx).await.unwrap());
        // until then the invoice counts: its number is taken, it is not paid, and it is not taken back twice
        let r = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().r;
        assert!(r.storno_wartet && r.stand == Rechnungsstand::Angenommen);
        let neu = einlesen(
            &app,
            &mut tx,
            &leitung(0x11),
            "r.csv",
            csv.as_bytes(),
            &kopf("R-1"),
        )
        .await
        .unwrap();
        let p = rechnung::akte(&app, &mut tx, &leitung(0x11), neu)
            .await
            .unwrap()
            .pruefung;
        assert_eq!(p.zeilen[0].befunde[0].code, "BUDGET-E56");
        let e = rechnung::einreichen(&app, &mut tx, &leitung(0x11), neu)
            .await
            .unwrap_err();
        assert_eq!(codes(&e), ["BUDGET-E62"]);
        assert!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().is_empty());
        assert_eq!(codes(&stornieren(&mut tx).await.unwrap_err()), ["BUDGET-E79"]);
        // refused: everything as before
        let wartet = wartende(&mut tx).await;
        service::verwerfen(&app, &mut tx, &uta(), wartet).await.unwrap();
        let r = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().r;
        assert!(!r.storno_wartet && r.stand == Rechnungsstand::Angenommen && r.grund.is_empty());
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().len(), 1);
        // asked once more and released: now it is taken back, and the number is free
        assert!(stornieren(&mut tx).await.unwrap());
        let wartet = wartende(&mut tx).await;
        service::freigeben(&app, &mut tx, &uta(), wartet).await.unwrap();
        let r = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().r;
        assert_eq!((r.stand, r.grund.as_str()), (Rechnungsstand::Storniert, "falsch"));
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(0));
        assert!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().is_empty());
        rechnung::einreichen(&app, &mut tx, &leitung(0x11), neu)
            .await
            .unwrap();
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(
    nie_mehr_als_gefordert_und_nie_ein_ungesehener_preis,
    MIGRATIONEN,
    |db| async move {
        let (app, a) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1/1;20.10.2026;60;60,00;60,00\n";
        let id = eingereicht(&app, &mut tx, "R-1", csv).await;
        let e = alle_wie(&app, &mut tx, id, Z::Berechnet, "x").await.unwrap_err();
        assert_eq!(codes(&e), ["BUDGET-E71"]);
        assert!(e.befunde()[0].text.contains("wie gefordert"));
        // the price changes while somebody looks at the old one
        let version = rechnung::akte(&app, &mut tx, &vera(), id)
            .await
            .unwrap()
            .r
            .version;
        satz(&app, &mut tx, 5_000, "2026-10-01").await;
        let mut tun = async |gesehen: i64| {
            let gesehen = [(1, Some(Cent(gesehen)))];
            let wahl = [(1, Z::Berechnet)];
            rechnung::entscheiden(&app, &mut tx, &vera(), (id, version), &wahl, &gesehen, "").await
        };
        assert_eq!(codes(&tun(6_980).await.unwrap_err()), ["BUDGET-E74"]);
        assert_eq!(tun(5_000).await.unwrap().angewiesen, Cent(5_000));
        assert_eq!(topf(&mut tx, &app, a.topf_nord).await.stand.ist, Cent(5_000));
        tx.commit().await.unwrap();
    }
);

testkit::auf_beiden!(eine_buchung_je_leistung, MIGRATIONEN, |db| async move {
    let (app, _) = buero(app(db)).await;
    let mut tx = app.db.write().await.unwrap();
    satz(&app, &mut tx, 6_980, "2026-01-01").await;
    let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1/1;05.10.2026;95;69,80;110,52\nJ-2026-1/2;03.11.2026;60;69,80;69,80\nJ-2026-1/1;06.10.2026;50;69,80;58,17\n";
    let id = eingereicht(&app, &mut tx, "R-1", csv).await;
    let akte = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap();
    assert!(akte.pruefung.gut(), "{:?}", akte.pruefung);
    alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap();
    let gebucht: Vec<(String, Cent)> = tx
        .fetch_all(
            "SELECT leistungsart, betrag FROM buchung WHERE konto = 'IST' ORDER BY leistungsart",
            werte![],
        )
        .await
        .unwrap();
    assert_eq!(
        gebucht,
        [("J29".into(), Cent(6_980)), ("J31".into(), Cent(16_869))]
    );
    sauber(&mut tx).await;
    tx.commit().await.unwrap();
});

testkit::auf_beiden!(
    zwei_mit_einer_nummer_zugleich_eine_kommt_durch,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        let mut ids = Vec::new();
        for _ in 0..2 {
            let k = kopf("R-1");
            ids.push(
                einlesen(&app, &mut tx, &leitung(0x11), "r.csv", CSV.as_bytes(), &k)
                    .await
                    .unwrap(),
            );
        }
        tx.commit().await.unwrap();
        let mut erste = app.db.write().await.unwrap();
        rechnung::einreichen(&app, &mut erste, &leitung(0x11), ids[0])
            .await
            .unwrap();
        let (app2, id) = (app.clone(), ids[1]);
        let zweite = tokio::spawn(async move {
            let mut tx = app2.db.write().await.unwrap();
            rechnung::einreichen(&app2, &mut tx, &leitung(0x11), id).await
        });
        // PostgreSQL lets the second one look before the first one is done
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        erste.commit().await.unwrap();
        let e = zweite.await.unwrap().unwrap_err();
        assert!(
            matches!(e, amt::Error::Konflikt) || codes(&e) == ["BUDGET-E62"],
            "{e:?}"
        );
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
    let e = rechnung::entscheiden(&app, &mut tx, &leitung(0x11), (id, 2), &[], &[], "").await;
    assert!(matches!(e, Err(amt::Error::NichtGefunden)));
    let fremd = rechnung::darf_einreichen(&mut tx, &leitung(0x12), None, Uuid::from_u128(NORD)).await;
    assert!(fremd.is_err());
    for r in [Rolle::R01, Rolle::R02, Rolle::R08, Rolle::R24, Rolle::R27] {
        assert!(
            rechnung::rolle(&mut tx, &kontext(r, 8, vec![])).await.is_err(),
            "{r:?}"
        );
    }
    // an account from outside that works for nobody here is no office, whatever role it was given
    for r in [Rolle::R12, Rolle::R21] {
        let fremd = Kontext::neu(
            Id::von(Uuid::from_u128(0x13)),
            "Person".into(),
            OrganisationsArt::Andere,
            vec![RolleJetzt {
                rolle: r,
                raeume: vec![],
            }],
        );
        assert!(rechnung::rolle(&mut tx, &fremd).await.is_err(), "{r:?}");
        assert!(rechnung::akte(&app, &mut tx, &fremd, id).await.is_err(), "{r:?}");
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
            ("J;5.10.2026;95;69,80;99999999999999", "BUDGET-E31"),
        ] {
            assert_eq!(
                lies(&format!("{kopfzeile}{zeile}\n"), kopf("R")).await,
                [code],
                "{zeile}"
            );
        }
        let lang = "auftrag;datum;bis;menge;satz;betrag\nJ;1.1.0001;5.10.2026;95;69,80;1\n";
        assert_eq!(lies(lang, kopf("R")).await, ["BUDGET-E66"]);
        assert!(lies(CSV, kopf("R-1")).await.is_empty());
    }
);

testkit::auf_beiden!(
    storniert_und_doch_gebucht_ist_zu_sehen_und_gilt_wieder,
    MIGRATIONEN,
    |db| async move {
        let (app, _) = buero(app(db)).await;
        let mut tx = app.db.write().await.unwrap();
        satz(&app, &mut tx, 6_980, "2026-01-01").await;
        let csv = "auftrag;datum;menge;satz;betrag\nJ-2026-1/1;20.10.2026;60;69,80;69,80\n";
        let id = eingereicht(&app, &mut tx, "R-1", csv).await;
        alle_wie(&app, &mut tx, id, Z::Gefordert, "").await.unwrap();
        let finden = async |tx: &mut Tx| rechnung::haengende(&app, tx, &vera()).await.unwrap();
        assert!(finden(&mut tx).await.is_empty());
        let nichts = rechnung::wieder_gelten(&app, &mut tx, &vera(), id).await;
        assert!(matches!(nichts, Err(amt::Error::Konflikt)));
        // as an earlier version left it when the second person refused
        let alt = "UPDATE rechnung SET status = 'STORNIERT' WHERE id = $1";
        tx.execute_one(alt, werte![id]).await.unwrap();
        let alle = finden(&mut tx).await;
        assert_eq!((alle.len(), alle[0].r.id, alle[0].wartet), (1, id, false));
        // and it is neither paid nor asked back
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap(), []);
        // its number went to another one since: not both may count
        let zweite = eingereicht(&app, &mut tx, "R-1", csv).await;
        let doppelt = rechnung::wieder_gelten(&app, &mut tx, &vera(), id).await;
        assert_eq!(codes(&doppelt.unwrap_err()), ["BUDGET-E82"]);
        alle_wie(&app, &mut tx, zweite, Z::Nein, "doppelt").await.unwrap();
        rechnung::wieder_gelten(&app, &mut tx, &vera(), id).await.unwrap();
        let r = rechnung::akte(&app, &mut tx, &vera(), id).await.unwrap().r;
        assert_eq!(r.stand, Rechnungsstand::Angenommen);
        assert!(finden(&mut tx).await.is_empty());
        assert_eq!(rechnung::zu_zahlen(&app, &mut tx).await.unwrap().len(), 1);
        // nobody from the Träger heals
        assert!(
            rechnung::wieder_gelten(&app, &mut tx, &leitung(0x11), id)
                .await
                .is_err()
        );
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
    }
);
