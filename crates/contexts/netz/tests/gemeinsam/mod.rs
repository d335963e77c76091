//! An app with a fixed clock and counted keys, and somebody from the Netzredaktion.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test program uses its own part of this"
)]

use std::sync::Arc;

use amt::{
    App, Kontext, RolleJetzt,
    navigation::Navigation,
    recht::{Anlegen, Befugnis, Bezug, OrganisationsArt, Rolle},
};
use base::{Datum, FesteUhr, Id, Punkt, SeedIds, Zeitpunkt};
use netz::{
    Akteur, AkteurDaten, Angebot, AngebotDaten, AngebotsHalter, Ort,
    codes::{AkteurArt, AngebotArt, Thema},
    service::Einspielung,
};
use store::{Db, Tx};
use web::{Rahmen, Schluessel, Zufall};

pub const RAEUME: [store::Migrationen; 5] = [
    store::MIGRATIONEN,
    amt::MIGRATIONEN,
    raum::MIGRATIONEN,
    team::MIGRATIONEN,
    netz::MIGRATIONEN,
];

pub fn tag(s: &str) -> Datum {
    s.parse().unwrap()
}

pub async fn app(db: Db) -> (App, Arc<FesteUhr>) {
    let uhr = Arc::new(FesteUhr::bei(Zeitpunkt("2026-11-21T09:00:00Z".parse().unwrap())));
    let zaehler = std::sync::atomic::AtomicU8::new(7);
    let zufall =
        Zufall::neu(move |b: &mut [u8]| b.fill(zaehler.fetch_add(1, std::sync::atomic::Ordering::Relaxed)));
    let rahmen = Rahmen::neu("Stadt Musterort", Schluessel::neu([7; 32]), zufall);
    let ids = Arc::new(SeedIds::neu(1));
    let app = App::neu(db, uhr.clone(), ids, rahmen, Navigation::neu(netz::navigation()))
        .mit(AngebotsHalter::default())
        .mit(amt::ordnung::Geladen::default());
    let go = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../modelle/kiel/go.toml"
    ))
    .unwrap();
    let mut tx = app.db.write().await.unwrap();
    amt::ordnung::uebernehmen(&app, &mut tx, &go).await.unwrap();
    tx.commit().await.unwrap();
    (app, uhr)
}

pub fn wer(rolle: Rolle) -> Kontext {
    let rollen = vec![RolleJetzt {
        rolle,
        raeume: Vec::new(),
    }];
    let art = OrganisationsArt::Oeffentlich;
    Kontext::neu(
        Id::von(uuid::Uuid::from_u128(9)),
        "Kim Redaktion".to_owned(),
        art,
        rollen,
    )
}

pub fn darf_anlegen() -> Befugnis<Anlegen, Angebot> {
    Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap()
}

pub async fn akteur(app: &App, tx: &mut Tx, name: &str) -> Id<Akteur> {
    let may = Befugnis::pruefen(&wer(Rolle::R19), None, Bezug::default()).unwrap();
    netz::service::akteur_anlegen(app, tx, &may, AkteurDaten::neu(name, AkteurArt::Verein))
        .await
        .unwrap()
}

/// A complete offer at this point.
pub fn angebot(akteur: Id<Akteur>, titel: &str, punkt: Option<(f64, f64)>) -> AngebotDaten {
    let mut d = AngebotDaten::neu(akteur, titel, AngebotArt::OffenerTreff, tag("2026-11-01"));
    d.kurzbeschreibung = format!("{titel} für alle");
    d.themen = vec![Thema::FreizeitBegegnung];
    d.orte = vec![Ort {
        anschrift: "Hauptstraße 1".to_owned(),
        plz: "24103".to_owned(),
        ort: "Kiel".to_owned(),
        punkt: punkt.map(|(lat, lon)| Punkt { lat, lon }),
        ..Ort::default()
    }];
    d
}

/// Puts a number where the rules would not let it in any more.
pub async fn telefon_von_frueher(tx: &mut Tx, id: Id<Angebot>) {
    tx.execute(
        "UPDATE angebot SET telefon = '0171 geheim' WHERE id = $1",
        store::werte![id],
    )
    .await
    .unwrap();
}

pub fn einspielung(extern_id: &str, titel: &str, punkt: Option<(f64, f64)>) -> Einspielung {
    Einspielung {
        stelle: format!("Zeile {extern_id}"),
        extern_id: extern_id.to_owned(),
        akteur_extern: "traeger-1".to_owned(),
        akteur: AkteurDaten::neu("Träger Eins", AkteurArt::FreierTraeger),
        angebot: angebot(Id::von(uuid::Uuid::nil()), titel, punkt),
        hsds_angebot: String::new(),
        hsds_akteur: String::new(),
    }
}
