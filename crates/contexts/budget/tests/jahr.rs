//! The year end, the allocation and the import, on both engines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of a test")]

use crate::gemeinsam;
use crate::gemeinsam::{
    MIGRATIONEN, amt as einrichten, app, app_um, buchen, codes, darf, ist, jahr, kontext, neuer_topf, sauber,
    uhr_bei, uta, vera, vorgang, weiter,
};
use amt::recht::Rolle;
use base::Cent;
use budget::{
    model::{Bezug, BuchungsArt, NeueBuchung, TopfArt},
    rules::verteilung::Grundlage,
    service::{self, Filter, Gebucht, Inhalt},
};
use store::werte;

/// Books above the limit at once.
async fn gross(app: &amt::App, tx: &mut store::Tx, posten: NeueBuchung) {
    let v = vorgang(app, "probe");
    let Gebucht::Wartet(id) =
        service::buchen(app, tx, &darf(&vera()), posten_jahr(&posten), &v, vec![posten])
            .await
            .unwrap()
    else {
        panic!("below the limit")
    };
    service::freigeben(app, tx, &uta(), id).await.unwrap();
}

fn posten_jahr(p: &NeueBuchung) -> i64 {
    i64::from(p.datum.0.year())
}

testkit::auf_beiden!(
    t_107_jahresabschluss_teilt_deckt_und_uebertraegt,
    MIGRATIONEN,
    |db| async move {
        let uhr = uhr_bei("2026-11-23T09:00:00Z");
        let app = app_um(db.clone(), uhr.clone());
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        // Nord: a surplus of 37 501.01 after 40 000.00 that are still promised; Süd: 1 000.00 too much
        gross(
            &app,
            &mut tx,
            ist(a.topf_nord, 180_000_000 - 3_750_101 - 4_000_000),
        )
        .await;
        let zusage = NeueBuchung {
            art: BuchungsArt::Obligo,
            bezug: Bezug {
                fall: "F-1".into(),
                ..Bezug::default()
            },
            ..ist(a.topf_nord, 4_000_000)
        };
        buchen(&app, &mut tx, &vera(), vec![zusage]).await.unwrap();
        gross(&app, &mut tx, ist(a.topf_sued, 200_100_000)).await;
        uhr.stelle(base::Zeitpunkt("2027-01-15T09:00:00Z".parse().unwrap()));
        let v = vorgang(&app, "jahresabschluss");
        let zu_frueh =
            service::abschluss_beantragen(&app, &mut tx, &darf(&uta()), 2026, &v, true, "JHA").await;
        assert_eq!(codes(&zu_frueh.unwrap_err()), ["BUDGET-E20"]);
        weiter(&app, &mut tx, 2026, 1).await;
        let ohne = service::abschluss_beantragen(&app, &mut tx, &darf(&uta()), 2026, &v, true, "").await;
        assert_eq!(codes(&ohne.unwrap_err()), ["BUDGET-E30"]);
        let Gebucht::Wartet(id) =
            service::abschluss_beantragen(&app, &mut tx, &darf(&uta()), 2026, &v, true, "JHA, 20.01.2027")
                .await
                .unwrap()
        else {
            panic!()
        };
        assert_eq!(
            codes(&service::freigeben(&app, &mut tx, &uta(), id).await.unwrap_err()),
            ["BUDGET-E07"]
        );
        tx.commit().await.unwrap();
        // there is something to carry on, and no year to carry it to: nothing happens at all
        let mut tx = app.db.write().await.unwrap();
        assert_eq!(
            codes(&service::freigeben(&app, &mut tx, &vera(), id).await.unwrap_err()),
            ["BUDGET-E35"]
        );
        drop(tx);
        let mut tx = app.db.write().await.unwrap();
        let may = service::darf_ueberall(&uta(), None).unwrap();
        service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
            .await
            .unwrap();
        for neu in [
            neuer_topf(2027, TopfArt::ZentralVorweg, None, "0-VORWEG", 0),
            neuer_topf(2027, TopfArt::Regional, Some(a.nord), "N", 100),
        ] {
            let may =
                service::darf_ueberall::<amt::recht::Bearbeiten, budget::model::Topf>(&uta(), None).unwrap();
            service::topf_anlegen(&app, &mut tx, &may, &neu).await.unwrap();
        }
        weiter(&app, &mut tx, 2027, 2).await;
        service::freigeben(&app, &mut tx, &vera(), id).await.unwrap();
        sauber(&mut tx).await;
        tx.commit().await.unwrap();
        let mut tx = app.db.write().await.unwrap();
        let neue = service::blick(&app, &mut tx, &uta(), 2027).await.unwrap().toepfe;
        let projekt = neue
            .iter()
            .find(|t| t.art == TopfArt::Projekt && t.raum == Some(a.nord))
            .unwrap();
        assert_eq!(
            projekt.verfuegbar(),
            Cent(1_875_051),
            "T-107: the part of the region"
        );
        let nord = neue.iter().find(|t| t.sortier == "N").unwrap();
        assert_eq!(
            (nord.stand.uebertrag, nord.stand.obligo),
            (Cent(4_000_000), Cent(4_000_000))
        );
        let alte = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap().toepfe;
        let sued = alte.iter().find(|t| t.sortier == "S").unwrap();
        assert_eq!(
            (sued.verfuegbar(), sued.stand.ist),
            (Cent(0), Cent(200_100_000)),
            "covered, and the Ist is what it was"
        );
        // INV-B6: nothing more in the closed year
        let fehler = buchen(&app, &mut tx, &vera(), vec![ist(a.topf_nord, 1)])
            .await
            .unwrap_err();
        assert_eq!(codes(&fehler), ["BUDGET-E20"]);
        tx.commit().await.unwrap();
        let mut tx = app.db.write().await.unwrap();
        let heimlich = tx
        .execute(
            "INSERT INTO buchung SELECT $1, jahr, nr + 1000, datum, topf, art, konto, arbeitsart, 5, beleg, fall_pseudonym,
                traeger, projekt, gruppe, leistungsart, text, $1, 0, anlass, gebucht_am, gebucht_von, NULL, grenze, NULL,
                NULL, NULL FROM buchung WHERE jahr = 2026 AND nr = 1",
            werte![app.ids.uuid()],
        )
        .await;
        assert!(heimlich.is_err());
    }
);

testkit::auf_beiden!(
    eine_sicherung_bringt_ein_geschlossenes_jahr_wieder,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let a = einrichten(&app, &mut tx).await;
        gross(&app, &mut tx, ist(a.topf_nord, 180_000_000)).await;
        gross(&app, &mut tx, ist(a.topf_sued, 200_000_000)).await;
        let b = service::blick(&app, &mut tx, &uta(), 2026).await.unwrap();
        let filter = Filter {
            topf: Some(a.topf_sued),
            ..Filter::default()
        };
        let (zeilen, _, _) = service::buchungen(&app, &mut tx, &uta(), &b, 2026, &filter, 0, 9)
            .await
            .unwrap();
        let v = vorgang(&app, "storno");
        let Gebucht::Wartet(id) =
            service::stornieren(&app, &mut tx, &darf(&vera()), zeilen[0].id, &v, "doppelt")
                .await
                .unwrap()
        else {
            panic!()
        };
        service::freigeben(&app, &mut tx, &uta(), id).await.unwrap();
        weiter(&app, &mut tx, 2026, 1).await;
        let v = vorgang(&app, "jahresabschluss");
        let Gebucht::Wartet(id) =
            service::abschluss_beantragen(&app, &mut tx, &darf(&uta()), 2026, &v, false, "")
                .await
                .unwrap()
        else {
            panic!()
        };
        service::freigeben(&app, &mut tx, &vera(), id).await.unwrap();
        tx.commit().await.unwrap();
        let mut datei = Vec::new();
        store::sicherung::sichern(&app.db, &mut datei).await.unwrap();
        for art in [testkit::db::Art::Sqlite, testkit::db::Art::Postgres] {
            let leer = testkit::db::Frisch::neu(art, &MIGRATIONEN).await.unwrap();
            store::sicherung::wiederherstellen(&leer.db, &MIGRATIONEN, &mut datei.as_slice())
                .await
                .unwrap();
            let mut tx = leer.db.write().await.unwrap();
            sauber(&mut tx).await;
            assert!(tx.execute("DELETE FROM buchung", werte![]).await.is_err());
            drop(tx);
            leer.weg().await;
        }
    }
);

testkit::auf_beiden!(
    beschlossene_verteilung_bleibt_wie_sie_ist,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        einrichten(&app, &mut tx).await;
        let may = service::darf_ueberall(&uta(), None).unwrap();
        service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
            .await
            .unwrap();
        let mut eingabe = service::vorgabe(&app, &mut tx, 2027).await.unwrap();
        assert_eq!(
            eingabe
                .regionen
                .iter()
                .map(|r| r.schluessel.as_str())
                .collect::<Vec<_>>(),
            ["N", "S"]
        );
        let leer = budget::model::Szenario {
            id: base::Id::von(uuid::Uuid::nil()),
            jahr: 2027,
            name: "Probe".into(),
            eingabe: eingabe.clone(),
            ergebnis: None,
            beschlossen: false,
            beschluss: String::new(),
            version: 0,
            geaendert_am: app.uhr.jetzt(),
        };
        let neu = service::darf_ueberall(&uta(), None).unwrap();
        let id = service::szenario_speichern(&app, &mut tx, &neu, leer.clone())
            .await
            .unwrap();
        let may = service::darf_ueberall(&uta(), Some(id)).unwrap();
        let unfertig = service::beschliessen(&app, &mut tx, &may, "JHA")
            .await
            .unwrap_err();
        assert_eq!(codes(&unfertig), ["BUDGET-E05"; 3]);
        if let Grundlage::M1 { indikatoren } = &mut eingabe.grundlage {
            for (i, w) in indikatoren
                .iter_mut()
                .zip([[6_500, 7_300], [620, 1_010], [180, 260]])
            {
                i.werte = w.map(|x| x * 1_000).to_vec();
            }
        }
        let fertig = budget::model::Szenario {
            eingabe,
            version: 1,
            ..leer
        };
        service::szenario_speichern(&app, &mut tx, &may, fertig.clone())
            .await
            .unwrap();
        let gremium = kontext(Rolle::R23, 9, vec![]);
        assert!(
            service::protokoll_lesen(&mut tx, &gremium, id).await.is_err(),
            "a draft is not released"
        );
        let v = service::beschliessen(&app, &mut tx, &may, "JHA, 27.11.2026, 1")
            .await
            .unwrap();
        assert_eq!(
            v.anteile.iter().map(|a| a.betrag.0).collect::<Vec<_>>(),
            [163_945_626, 216_054_374]
        );
        // INV-B1 in the database
        let toepfe = service::blick(&app, &mut tx, &uta(), 2027).await.unwrap().toepfe;
        assert_eq!(toepfe.iter().map(|t| t.ansatz.0).sum::<i64>(), 400_000_000);
        assert_eq!(
            service::protokoll_lesen(&mut tx, &gremium, id)
                .await
                .unwrap()
                .ergebnis,
            Some(v)
        );
        // the committee sees the protocol and nothing else
        assert!(service::blick(&app, &mut tx, &gremium, 2027).await.is_err());
        let noch = service::szenario_speichern(&app, &mut tx, &may, fertig)
            .await
            .unwrap_err();
        assert_eq!(codes(&noch), ["BUDGET-E37"]);
        tx.commit().await.unwrap();
        for sql in ["UPDATE verteilung SET name = 'x'", "DELETE FROM verteilung"] {
            let mut tx = app.db.write().await.unwrap();
            assert!(tx.execute(sql, werte![]).await.is_err(), "{sql}");
        }
    }
);

testkit::auf_beiden!(einlesen_nennt_jede_falsche_zeile, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    einrichten(&app, &mut tx).await;
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::jahr_anlegen(&app, &mut tx, &may, &jahr(2027))
        .await
        .unwrap();
    let j = gemeinsam::laden(&mut tx, 2027).await;
    let tabelle = "Jahr;Raum;Ist;Ansatz\n2026;N;1.800.000,00 €;1 900 000\n2026;S;2000000.5;2100000\n2026;X;1;1\n2026;N;5;5\n\
                   26;S;1;1\n2025;S;1,005;1\n2025;N;-1;1\n2025;N;=1+1;1\n";
    let v = service::einlesen_pruefen(&app, &mut tx, &j, Inhalt::Vorjahr, tabelle.as_bytes().to_vec())
        .await
        .unwrap();
    assert_eq!((v.saetze.len(), v.kontrollsumme), (2, Cent(400_000_000)));
    let abgewiesen: Vec<_> = v.abgewiesen.iter().map(|b| (b.ort.as_str(), b.code)).collect();
    assert_eq!(
        abgewiesen,
        [
            ("Zeile 4", "BUDGET-E03"),
            ("Zeile 5", "BUDGET-E39"),
            ("Zeile 6", "BUDGET-E02"),
            ("Zeile 7", "BUDGET-E09"),
            ("Zeile 8", "BUDGET-E39"),
            ("Zeile 9", "BUDGET-E31"),
        ]
    );
    for _ in 0..2 {
        let may = service::darf_ueberall(&uta(), None).unwrap();
        service::einspielen(&app, &mut tx, &may, 2027, &v.saetze)
            .await
            .unwrap();
    }
    let vorher = service::vorgabe(&app, &mut tx, 2027).await.unwrap();
    assert!(vorher.konvergenz.is_none(), "M1 asks for no history");
    let fehlt = service::einlesen_pruefen(
        &app,
        &mut tx,
        &j,
        Inhalt::Ansaetze,
        b"raum;ansatz\nN;1\n".to_vec(),
    )
    .await;
    assert_eq!(codes(&fehlt.unwrap_err()), ["BUDGET-E39"]);
    let tabelle = "sortier;bezeichnung;art;arbeitsart;raum;ansatz\nN;Region Nord;REGIONAL;GEMISCHT;N;1.000,00\n\
                   S;Region Süd;REGIONAL;;S;1\nT;Träger;TRAEGER;GEMISCHT;;2,50\nU;Ohne Raum;REGIONAL;GEMISCHT;;1\n";
    let v = service::einlesen_pruefen(&app, &mut tx, &j, Inhalt::Ansaetze, tabelle.as_bytes().to_vec())
        .await
        .unwrap();
    assert_eq!((v.saetze.len(), v.kontrollsumme), (2, Cent(100_250)));
    assert_eq!(
        v.abgewiesen.iter().map(|b| b.code).collect::<Vec<_>>(),
        ["BUDGET-E06", "BUDGET-E03"]
    );
    let may = service::darf_ueberall(&uta(), None).unwrap();
    service::einspielen(&app, &mut tx, &may, 2027, &v.saetze)
        .await
        .unwrap();
    assert_eq!(
        service::blick(&app, &mut tx, &uta(), 2027)
            .await
            .unwrap()
            .toepfe
            .len(),
        2
    );
});
