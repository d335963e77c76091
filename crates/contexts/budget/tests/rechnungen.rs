//! Invoices from the file to the payment and back, on both engines.

mod gemeinsam;
#[path = "gemeinsam/traeger.rs"]
mod traeger;

use amt::recht::Rolle;
use base::{Cent, Id};
use budget::{
    model::{Rechnungsstand, Zeilenentscheidung as Z},
    service::{
        self,
        rechnung::{self, Kopf},
    },
};
use gemeinsam::{MIGRATIONEN, app, codes, kontext, sauber, topf, uta, vera};
use store::werte;
use traeger::{CSV, NORD, alle_wie, buero, eingereicht, einlesen, kopf, leitung, satz};
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
