//! The life of a version: what bars it, how versions follow each other, two editors at once.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use crate::gemeinsam::{
    MIGRATIONEN, adresse, app, bereich, beschliessen, darf, feld, neue_gliederung, raum_anlegen, stadt, tag,
    text,
};
use amt::{App, Kontext};
use base::{Befund, Id};
use geo::{MultiPolygon, polygon};
use raum::{
    GebietTyp, Gliederung, GliederungStatus, Paritaet, Vorgaben,
    abdeckung::{Abdeckung, Abdeckungspruefung, Anfang},
    abschnitt::Zukunft,
    service::{self, Gebiet, NeueRaumeinheit, Pruefbericht},
};
use store::Tx;

fn codes(b: &Pruefbericht) -> Vec<&str> {
    b.befunde
        .iter()
        .filter(|b| b.sperrt)
        .map(|b| b.code.as_str())
        .collect()
}

testkit::auf_beiden!(
    t_026_luecke_sperrt_und_nennt_die_adresse,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let g = stadt(&app, &mut tx).await;
        let knapp = vec![
            bereich("0200", "1", "49", Paritaet::Ungerade, "SR-N1", 4),
            bereich("0200", "2", "48", Paritaet::Gerade, "SR-N2", 5),
            bereich("0200", "51", "9999", Paritaet::Alle, "SR-SUED", 6),
        ];
        service::hausnummernbereiche_einspielen(&app, &mut tx, &darf(), g, knapp)
            .await
            .unwrap();
        let bericht = service::pruefen(&app, &mut tx, g).await.unwrap();
        assert_eq!(codes(&bericht), ["RAUM-E11"]);
        assert_eq!(bericht.befunde[0].adressen, ["Musterallee 50"]);
        assert_eq!(bericht.befunde[0].zeilen, [6]);
        let fehler = beschliessen(&app, &mut tx, g).await.unwrap_err();
        assert_eq!(fehler.befunde()[0].code, "RAUM-E11");
        assert!(fehler.befunde()[0].text.contains("Musterallee 50"));
    }
);

testkit::auf_beiden!(t_027_ueberschneidung_sperrt, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    let doppelt = vec![
        bereich("0200", "1", "49", Paritaet::Ungerade, "SR-N1", 4),
        bereich("0200", "45", "60", Paritaet::Alle, "SR-SUED", 5),
    ];
    service::hausnummernbereiche_einspielen(&app, &mut tx, &darf(), g, doppelt)
        .await
        .unwrap();
    let bericht = service::pruefen(&app, &mut tx, g).await.unwrap();
    assert_eq!(codes(&bericht), ["RAUM-E10"]);
    assert_eq!(
        (&bericht.befunde[0].zeilen[..], bericht.befunde[0].raeume.len()),
        (&[4, 5][..], 2)
    );
});

/// ISAR: 29 Kommunen in Räumen of these sizes.
async fn isar(app: &App, tx: &mut Tx, groessen: &[usize]) -> Id<Gliederung> {
    let gesamt: usize = groessen.iter().sum();
    let gebiet = Gebiet {
        name: text("Landkreis München"),
        ags: text("09184000"),
        land: text("BY"),
        typ: GebietTyp::Landkreis,
        einwohner: None,
        kommunen: (0..29)
            .map(|n| (text(&format!("09184{n:03}")), text(&format!("Kommune {n}"))))
            .collect(),
    };
    service::gebiet_setzen(app, tx, &darf(), &gebiet).await.unwrap();
    let g = service::gliederung_anlegen(app, tx, &darf(), &neue_gliederung("ISAR", "2026-01-01"))
        .await
        .unwrap();
    let mut n = 0;
    for (i, groesse) in groessen.iter().enumerate() {
        let code = format!("R{i}");
        let raum = raum_anlegen(app, tx, g, ("RAUM", &code, &code), None, None).await;
        for _ in 0..*groesse {
            let mut k = NeueRaumeinheit::neu(
                g,
                "KOMMUNE".to_owned(),
                text(&format!("K{n:03}")),
                text(&format!("Kommune {n}")),
            );
            k.eltern = Some(raum);
            k.kommune_ags = Some(text(&format!("09184{n:03}")));
            service::raumeinheit_anlegen(app, tx, &darf(), &k).await.unwrap();
            n += 1;
        }
    }
    assert_eq!(n, gesamt);
    g
}

fn isar_app(db: store::Db) -> App {
    app(db).mit(Vorgaben {
        ebenen: vec!["RAUM".to_owned(), "KOMMUNE".to_owned()],
        kommunen_je_raum: Some((3, 8)),
        ..Vorgaben::default()
    })
}

testkit::auf_beiden!(t_020_t_021_t_022_kommunen_je_raum, MIGRATIONEN, |db| async move {
    let app = isar_app(db);
    for (groessen, soll) in [
        (&[5, 6, 6, 4, 5, 3][..], &[][..]),
        (&[6, 6, 6, 4, 5, 2], &["RAUM-E13"]),
        (&[5, 9, 3, 4, 5, 3], &["RAUM-E13"]),
        (&[5, 6, 6, 4, 4, 3], &["RAUM-E12"]),
    ] {
        let mut tx = app.db.write().await.unwrap();
        let g = isar(&app, &mut tx, groessen).await;
        let bericht = service::pruefen(&app, &mut tx, g).await.unwrap();
        assert_eq!(codes(&bericht), soll, "{groessen:?}: {:?}", bericht.befunde);
    }
});

struct Management;
impl Abdeckung for Management {
    fn luecken<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: &'a Anfang,
    ) -> Zukunft<'a, amt::Result<Vec<Befund>>> {
        Box::pin(async {
            Ok(vec![Befund::neu(
                "RAUM-E13",
                "Regionalmanagerin 1 hat 3 Räume; erlaubt sind 2.",
            )])
        })
    }

    fn uebernehmen<'a>(
        &'a self,
        _: &'a App,
        _: &'a mut Tx,
        _: &'a Kontext,
        _: &'a Anfang,
    ) -> Zukunft<'a, amt::Result<usize>> {
        Box::pin(std::future::ready(Ok(0)))
    }
}

testkit::auf_beiden!(t_023_die_raeume_oben_reden_mit, MIGRATIONEN, |db| async move {
    let app = isar_app(db).mit(Abdeckungspruefung(Arc::new(Management)));
    let mut tx = app.db.write().await.unwrap();
    let g = isar(&app, &mut tx, &[5, 6, 6, 4, 5, 3]).await;
    let fehler = beschliessen(&app, &mut tx, g).await.unwrap_err();
    assert_eq!(fehler.befunde()[0].code, "RAUM-E13");
});

testkit::auf_beiden!(zwei_bearbeiten_denselben_entwurf, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    tx.commit().await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    let erste = neue_gliederung("Erste Fassung", "2026-01-01");
    service::gliederung_aendern(&app, &mut tx, &darf(), g, 1, &erste)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = app.db.write().await.unwrap();
    let zweite = neue_gliederung("Zweite Fassung", "2026-01-01");
    let fehler = service::gliederung_aendern(&app, &mut tx, &darf(), g, 1, &zweite)
        .await
        .unwrap_err();
    assert!(matches!(fehler, amt::Error::Konflikt));
    drop(tx);
    let mut tx = app.db.read().await.unwrap();
    let (name,): (String,) = tx
        .fetch_one(
            "SELECT bezeichnung FROM gliederung WHERE id = $1",
            store::werte![g],
        )
        .await
        .unwrap();
    assert_eq!(name, "Erste Fassung");
});

testkit::auf_beiden!(beschlossenes_bleibt_wie_es_ist, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    beschliessen(&app, &mut tx, g).await.unwrap();
    let neu = vec![bereich("0100", "1", "9", Paritaet::Alle, "SR-N1", 1)];
    let fehler = service::hausnummernbereiche_einspielen(&app, &mut tx, &darf(), g, neu)
        .await
        .unwrap_err();
    assert_eq!(fehler.befunde()[0].code, "RAUM-E19");
    service::gliederung_in_kraft_setzen(&app, &mut tx, &darf(), g, 3)
        .await
        .unwrap();
    // a second one from the same day on would leave no doubt to be decided by chance
    let h = service::gliederung_kopieren(
        &app,
        &mut tx,
        &darf(),
        g,
        &neue_gliederung("Noch einer", "2026-01-01"),
    )
    .await
    .unwrap();
    let fehler = beschliessen(&app, &mut tx, h).await.unwrap_err();
    assert_eq!(fehler.befunde()[0].code, "RAUM-E17");
    let h = service::gliederung_kopieren(
        &app,
        &mut tx,
        &darf(),
        g,
        &neue_gliederung("Nächster", "2027-01-01"),
    )
    .await
    .unwrap();
    beschliessen(&app, &mut tx, h).await.unwrap();
    let fehler = service::gliederung_in_kraft_setzen(&app, &mut tx, &darf(), h, 3)
        .await
        .unwrap_err();
    assert_eq!(fehler.befunde()[0].code, "RAUM-E19");
    let (bis,): (Option<base::Datum>,) = tx
        .fetch_one(
            "SELECT gueltig_bis FROM gliederung WHERE id = $1",
            store::werte![g],
        )
        .await
        .unwrap();
    assert_eq!(bis, Some(tag("2027-01-01")));
});

testkit::auf_beiden!(
    kaputte_flaechen_bleiben_nicht_unbemerkt,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let g = stadt(&app, &mut tx).await;
        let region = raum_anlegen(&app, &mut tx, g, ("REGION", "OST", "Region Ost"), None, None).await;
        let acht =
            polygon![(x: 10.05, y: 53.70), (x: 10.06, y: 53.71), (x: 10.06, y: 53.70), (x: 10.05, y: 53.71)];
        let mut neu = NeueRaumeinheit::neu(g, "SOZIALRAUM".to_owned(), text("OST1"), text("Ostend"));
        neu.eltern = Some(region);
        neu.geometrie = Some(MultiPolygon::new(vec![acht]));
        let (_, befunde) = service::raumeinheit_anlegen(&app, &mut tx, &darf(), &neu)
            .await
            .unwrap();
        assert_eq!(befunde[0].code, "RAUM-E15");
        raum_anlegen(
            &app,
            &mut tx,
            g,
            ("SOZIALRAUM", "OST2", "Überlapp"),
            Some(region),
            Some(feld(10.01, 53.705, 0.001, 0.001)),
        )
        .await;
        let bericht = service::pruefen(&app, &mut tx, g).await.unwrap();
        let flaechen: Vec<_> = bericht.befunde.iter().filter(|b| b.code == "RAUM-E15").collect();
        assert_eq!(flaechen.len(), 2, "{:?}", bericht.befunde);
        assert!(
            flaechen
                .iter()
                .any(|b| b.text.contains("Südviertel") && b.text.contains("Überlapp"))
        );
        // off the earth is not stored at all
        let mut weg = NeueRaumeinheit::neu(g, "SOZIALRAUM".to_owned(), text("OST3"), text("Fern"));
        weg.eltern = Some(region);
        weg.geometrie = Some(feld(3_500_000.0, 5_900_000.0, 10.0, 10.0));
        let fehler = service::raumeinheit_anlegen(&app, &mut tx, &darf(), &weg)
            .await
            .unwrap_err();
        assert_eq!(fehler.befunde()[0].code, "RAUM-E16");
    }
);

testkit::auf_beiden!(
    inv_r1_r3_jede_aktive_adresse_hat_genau_einen_raum,
    MIGRATIONEN,
    |db| async move {
        let app = app(db);
        let mut tx = app.db.write().await.unwrap();
        let g = stadt(&app, &mut tx).await;
        let mehr: Vec<_> = (1..200)
            .map(|n| adresse("0200", &n.to_string(), n, None))
            .collect();
        service::adressen_einspielen(&app, &mut tx, &darf(), mehr)
            .await
            .unwrap();
        // INV-R3: same code twice, parent of the wrong level
        let doppelt = NeueRaumeinheit::neu(g, "REGION".to_owned(), text("NORD"), text("Nochmal"));
        let fehler = service::raumeinheit_anlegen(&app, &mut tx, &darf(), &doppelt)
            .await
            .unwrap_err();
        assert_eq!(fehler.befunde()[0].code, "RAUM-E21");
        let waise = NeueRaumeinheit::neu(g, "SOZIALRAUM".to_owned(), text("X"), text("Waise"));
        let fehler = service::raumeinheit_anlegen(&app, &mut tx, &darf(), &waise)
            .await
            .unwrap_err();
        assert_eq!(fehler.befunde()[0].code, "RAUM-E18");
        beschliessen(&app, &mut tx, g).await.unwrap();
        let ids: Vec<(uuid::Uuid,)> = tx
            .fetch_all("SELECT id FROM adresse WHERE status = 'AKTIV'", store::werte![])
            .await
            .unwrap();
        assert!(ids.len() > 200);
        for (id,) in ids {
            let ort = raum::Ortsangabe::adresse(Id::von(id), tag("2026-11-18"));
            let z = service::zuordnen(&app, &mut tx, &ort).await.unwrap();
            let raum = z.raumeinheit.expect("INV-R1");
            assert_eq!((raum.ebene.as_str(), z.ebenen.len()), ("SOZIALRAUM", 2));
        }
    }
);

testkit::auf_beiden!(kein_schritt_wird_uebersprungen, MIGRATIONEN, |db| async move {
    let app = app(db);
    let mut tx = app.db.write().await.unwrap();
    let g = stadt(&app, &mut tx).await;
    service::gliederung_abstimmen(&app, &mut tx, &darf(), g, 1, GliederungStatus::Abstimmung)
        .await
        .unwrap();
    let fehler = service::gliederung_abstimmen(&app, &mut tx, &darf(), g, 2, GliederungStatus::InKraft)
        .await
        .unwrap_err();
    assert_eq!(fehler.befunde()[0].code, "RAUM-E19");
});
