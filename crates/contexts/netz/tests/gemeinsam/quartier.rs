//! A town with spaces side by side, and a survey with everything it needs.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test program uses its own part of this"
)]

use std::sync::Arc;

use amt::{
    App, Kontext,
    recht::{Aktion, Befugnis, Bezug, Objektart, Rolle},
};
use base::{Id, Text};
use geo::{MultiPolygon, Rect, coord};
use netz::{
    EintragDaten, Erfassung, ErfassungDaten,
    codes::{EintragArt, ErfassungAbschnitt, ErfassungStatus},
    service::{self, ErfassungSchritt},
};
use raum::{
    Gliederung, GliederungStatus, Raumeinheit, RegisterHalter,
    import::{Importart, Umgang, einlesen_datei},
    service::{Beschluss, NeueGliederung, NeueRaumeinheit},
};
use store::{Db, Tx};

use crate::gemeinsam::{app, tag, wer};

pub fn text<const N: usize>(s: &str) -> Text<N> {
    Text::neu(s).unwrap()
}

pub fn darf<A: Aktion, K: Objektart>(rolle: Rolle, id: Option<Id<K>>) -> Befugnis<A, K> {
    Befugnis::pruefen(&wer(rolle), id, Bezug::default()).unwrap()
}

/// A program with a draft of the boundaries and these spaces side by side.
pub async fn stadt(db: Db, raeume: &[(&str, &str)]) -> (App, Id<Gliederung>, Vec<Id<Raumeinheit>>) {
    let app = app(db).await.0.mit(RegisterHalter::default());
    let mut tx = app.db.write().await.unwrap();
    let neu = NeueGliederung {
        bezeichnung: text("Stadtteile"),
        gueltig_ab: tag("2020-01-01"),
        gueltig_bis: None,
        begruendung: raum::service::Begruendung::default(),
        kritik_offen: None,
    };
    let g = raum::service::gliederung_anlegen(&app, &mut tx, &darf(Rolle::R22, None), &neu)
        .await
        .unwrap();
    let mut ids = Vec::new();
    for ((code, name), x) in raeume.iter().zip([10.0, 10.02, 10.04, 10.06].into_iter().cycle()) {
        let flaeche = Rect::new(coord! {x: x, y: 54.3}, coord! {x: x + 0.02, y: 54.31}).to_polygon();
        let mut neu = NeueRaumeinheit::neu(g, "STADT".to_owned(), text(code), text(name));
        neu.geometrie = Some(MultiPolygon::new(vec![flaeche]));
        neu.einwohner = Some((4_000, tag("2021-12-31")));
        let r = raum::service::raumeinheit_anlegen(&app, &mut tx, &darf(Rolle::R22, None), &neu).await;
        ids.push(r.unwrap().0);
    }
    tx.commit().await.unwrap();
    (app, g, ids)
}

pub async fn in_kraft(app: &App, g: Id<Gliederung>) {
    let mut tx = app.db.write().await.unwrap();
    raum::service::gliederung_abstimmen(
        app,
        &mut tx,
        &darf(Rolle::R22, None),
        g,
        1,
        GliederungStatus::Abstimmung,
    )
    .await
    .unwrap();
    let beschluss = Beschluss {
        gremium: text("Rat"),
        datum: tag("2019-10-01"),
        vorlage: text("2019/17"),
    };
    raum::service::gliederung_beschliessen(app, &mut tx, &darf(Rolle::R22, None), g, 2, &beschluss)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

pub async fn schritt(
    app: &App,
    tx: &mut Tx,
    k: &Kontext,
    id: Id<Erfassung>,
    nach: ErfassungStatus,
) -> amt::Result<()> {
    let angaben = ErfassungSchritt {
        team_am: Some(tag("2026-11-10")),
        runde_am: Some(tag("2026-11-12")),
        grund: "Der Kiosk fehlt.".to_owned(),
    };
    service::erfassung_weiter(app, tx, k, id, nach, &angaben).await
}

/// Everything a Kurzskizze needs, as the editors would enter it.
pub async fn fuellen(app: &App, tx: &mut Tx, id: Id<Erfassung>, version: i64) {
    let mut d = ErfassungDaten::neu(tag("2026-11-01"));
    d.verfasser = "Sozialraumteam".to_owned();
    d.quellen = "Begehung am 1. November; Sozialatlas".to_owned();
    for a in ErfassungAbschnitt::ALLE {
        d.texte.insert(*a, format!("Zu {a} ist etwas zu sagen."));
    }
    let may = darf(Rolle::R19, Some(id));
    service::erfassung_aendern(app, tx, &may, version, d)
        .await
        .unwrap();
    for s in ["Man grüßt sich.", "Die Schule ist offen.", "Viele Bäume."] {
        let d = EintragDaten::neu(EintragArt::Staerke, s);
        service::erfassung_eintragen(app, tx, &may, d).await.unwrap();
    }
    let mut d = EintragDaten::neu(EintragArt::Thema, "Abends ist es zu dunkel.");
    d.am = Some(tag("2026-10-20"));
    service::erfassung_eintragen(app, tx, &may, d).await.unwrap();
}

/// Head of a file with figures.
pub const KOPF: &str = "raum;indikator;stichtag;zaehler;nenner;anteil;quelle;unterdrueckt\n";

/// The way of the page and of the command line: a file with figures.
pub async fn einlesen(app: &App, csv: &str) -> raum::import::Bericht {
    let ordner = tempfile::tempdir().unwrap();
    let pfad = ordner.path().join("indikatoren.csv");
    std::fs::write(&pfad, csv).unwrap();
    einlesen_datei(
        app,
        &wer(Rolle::R22),
        &Importart::Indikatoren,
        &[pfad],
        "",
        Umgang::Speichern,
        Arc::new(|_| true),
    )
    .await
    .unwrap()
}

/// A town with one space whose boundaries hold, and a survey of it that has just begun.
pub async fn mit_erfassung(db: Db) -> (App, Id<Raumeinheit>, Id<Erfassung>) {
    let (app, g, raeume) = stadt(db, &[("1", "Altstadt")]).await;
    in_kraft(&app, g).await;
    let mut tx = app.db.write().await.unwrap();
    let may = darf(Rolle::R19, None);
    let id = service::erfassung_beginnen(&app, &mut tx, &may, raeume[0], tag("2026-11-01"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (app, raeume[0], id)
}
