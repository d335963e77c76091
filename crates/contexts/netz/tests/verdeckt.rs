//! What the public directory must not betray: names and places of private people, hidden offers, hidden institutions.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::gemeinsam::{RAEUME, akteur, angebot, app, darf_anlegen, telefon_von_frueher, wer};
use amt::{
    App,
    recht::{Befugnis, Bezug, Rolle},
};
use base::{Id, Punkt};
use netz::{
    AkteurDaten, Angebot, Suchprofil,
    codes::{AkteurArt, Sichtbarkeit},
    hsds::Umfang,
    service::{self, HsdsFrage, oeffentlich},
};
use store::Tx;

/// The offer of a private person at a place with a name, and one for professionals only.
async fn stadt(app: &App, tx: &mut Tx) -> (Id<Angebot>, Id<netz::Akteur>) {
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    let privat = AkteurDaten::neu("Erika Mustermann", AkteurArt::Einzelperson);
    let privat = service::akteur_anlegen(app, tx, &may, privat).await.unwrap();
    let mut d = angebot(privat, "Nachhilfe", Some((54.32, 10.13)));
    d.orte[0].name = "Villa Kunterbunt".to_owned();
    d.orte[0].anschrift = "Geheimweg 7".to_owned();
    let id = service::angebot_anlegen(app, tx, &darf_anlegen(), d)
        .await
        .unwrap();
    telefon_von_frueher(tx, id).await;
    let haus = akteur(app, tx, "Frauenhaus Musterort").await;
    let mut d = angebot(haus, "Zuflucht", None);
    d.sichtbarkeit = Sichtbarkeit::Fachkraefte;
    service::angebot_anlegen(app, tx, &darf_anlegen(), d)
        .await
        .unwrap();
    (id, haus)
}

async fn suche(app: &App, tx: &mut Tx, text: &str) -> netz::Suchergebnis {
    let profil = Suchprofil {
        text: text.to_owned(),
        ..Suchprofil::default()
    };
    oeffentlich::angebote(app, tx, &profil).await.unwrap()
}

testkit::auf_beiden!(
    oeffentliche_suche_kennt_weder_namen_noch_verborgenes,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        stadt(&app, &mut tx).await;
        for verborgen in [
            "Erika Mustermann",
            "Mustermann",
            "Kunterbunt",
            "Zuflucht",
            "Frauenhaus",
        ] {
            let e = suche(&app, &mut tx, verborgen).await;
            assert!(e.treffer.is_empty(), "{verborgen}: {:?}", e.treffer);
            // what only hidden entries say is as unknown as what nobody says
            assert!(!e.unbekannte_woerter.is_empty(), "{verborgen}");
        }
        let e = suche(&app, &mut tx, "Nachhilfe Kiel").await;
        assert_eq!((e.treffer.len(), e.unbekannte_woerter.len()), (1, 0));
        // the office finds all of it
        let profil = Suchprofil {
            text: "Erika Mustermann".to_owned(),
            ..Suchprofil::default()
        };
        assert_eq!(
            service::suche(&app, &mut tx, &profil)
                .await
                .unwrap()
                .treffer
                .len(),
            1
        );
    }
);

testkit::auf_beiden!(
    ort_einer_privatperson_ist_nur_die_stadt,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let (id, _) = stadt(&app, &mut tx).await;
        let o = oeffentlich::angebot(&app, &mut tx, id).await.unwrap();
        let ort = &o.angebot.orte[0];
        assert_eq!((ort.zeile().as_str(), ort.punkt), ("Kiel", None));
        let nah = Suchprofil {
            punkt: Some(Punkt {
                lat: 54.32,
                lon: 10.13,
            }),
            ..Suchprofil::default()
        };
        let t = oeffentlich::angebote(&app, &mut tx, &nah).await.unwrap().treffer;
        assert_eq!(
            (
                t[0].ort.as_str(),
                t[0].punkt,
                t[0].entfernung_m,
                t[0].telefon.as_str()
            ),
            ("Kiel", None, None, "")
        );
        let frage = HsdsFrage {
            seite: 1,
            je_seite: 10,
            ..HsdsFrage::default()
        };
        let alle = oeffentlich::hsds_services(&mut tx, &frage, Umfang::Voll)
            .await
            .unwrap();
        let json = serde_json::to_string(&alle.services).unwrap();
        for geheim in ["Geheimweg", "Kunterbunt", "24103", "54.32", "0171", "Mustermann"] {
            assert!(!json.contains(geheim), "{geheim}: {json}");
        }
        let frage = HsdsFrage {
            text: "Kunterbunt".to_owned(),
            seite: 1,
            je_seite: 10,
            ..HsdsFrage::default()
        };
        let e = oeffentlich::hsds_services(&mut tx, &frage, Umfang::Voll)
            .await
            .unwrap();
        assert_eq!(e.gesamt, 0);
        // the office still sees where it is
        let t = service::suchen(&app, &mut tx, &nah).await.unwrap();
        assert_eq!(t[0].entfernung_m, Some(0));
    }
);

testkit::auf_beiden!(
    einrichtung_ohne_oeffentliches_bleibt_verborgen,
    RAEUME,
    |db| async move {
        let (app, _) = app(db).await;
        let mut tx = app.db.write().await.unwrap();
        let (_, haus) = stadt(&app, &mut tx).await;
        for voll in [false, true] {
            let (alle, n) = oeffentlich::hsds_organisationen(&mut tx, "", 0, 10, voll)
                .await
                .unwrap();
            assert_eq!((alle.len(), n), (0, 0));
        }
        let r = oeffentlich::hsds_organisation(&mut tx, &haus.to_string()).await;
        assert!(matches!(r, Err(amt::Error::NichtGefunden)));
        let d = angebot(haus, "Beratung am Telefon", None);
        service::angebot_anlegen(&app, &mut tx, &darf_anlegen(), d)
            .await
            .unwrap();
        let v = oeffentlich::hsds_organisation(&mut tx, &haus.to_string())
            .await
            .unwrap();
        assert_eq!(v["services"].as_array().unwrap().len(), 1);
        let (alle, n) = oeffentlich::hsds_organisationen(&mut tx, "", 0, 10, false)
            .await
            .unwrap();
        assert_eq!((alle.len(), n), (1, 1));
    }
);
