//! The walk of the main job in a real browser: the demo behind the real routes, Chromium, axe on every page.
//!
//! One town serves all ways; they run side by side, each in a window of its own, and report together.
//! `GEWEBE_BILDER=<folder>` writes the pictures of the handbook, `GEWEBE_ALBUM=<folder>` every page a walk declares
//! faultless, whole, as on a desk and on a phone.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod anliegen;
mod audit;
mod gewicht;
mod hand;
mod ohne_skripte;
mod raum_und_team;
mod rundgang;
mod stadt;
mod standardfall;
mod szenario_a;
mod szenario_b;
mod szenario_b_gefahr;
mod szenario_b_hilfe;
mod szenario_c;
mod szenario_d;
mod szenario_e;
mod szenario_e_quartier;
mod tastatur;
mod unterwegs;
mod weg;

use std::future::Future;

use gewebe::anwendung;
use testkit::db::{Art, laufen};

use stadt::Stadt;

/// What went wrong on one way.
async fn gang<F: Future<Output = anyhow::Result<()>>>(name: &str, was: F) -> Option<String> {
    was.await.err().map(|fehler| format!("## {name}\n{fehler:#}"))
}

#[test]
fn der_weg_eines_anliegens_im_browser() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::gruenden(db).await.unwrap();
        let s = &stadt;
        let allein = async {
            [
                gang("Anliegen", anliegen::gehen(s)).await,
                gang("Raum und Team", raum_und_team::gehen(s)).await,
                gang("ohne Skripte", ohne_skripte::gehen(s)).await,
                gang("Tastatur", tastatur::gehen(s)).await,
            ]
        };
        let rund = async {
            [
                gang("Rundgang", rundgang::gehen(s)).await,
                gang("Gewicht", gewicht::gehen(s)).await,
            ]
        };
        let (a, b) = tokio::join!(allein, rund);
        let fehler: Vec<String> = a.into_iter().chain(b).flatten().collect();
        assert!(fehler.is_empty(), "{}", fehler.join("\n\n"));
    });
}

#[test]
fn vom_anliegen_zum_bescheid_gezaehlt() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::gruenden(db).await.unwrap();
        standardfall::gehen(&stadt).await.unwrap();
    });
}

#[test]
fn szenario_a_landkreis() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::gruenden(db).await.unwrap();
        szenario_a::gehen(&stadt).await.unwrap();
    });
}

#[test]
fn szenario_b_graz() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::von(db, ("graz", "Stadt Graz"), |ort, a| {
            szenario_b::nordost(ort, a.raum.into())
        })
        .await
        .unwrap();
        szenario_b::gehen(&stadt).await.unwrap();
    });
}

#[test]
fn szenario_c_norderstedt() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::von(db, ("norderstedt", "Stadt Norderstedt"), |ort, a| {
            ort.raeume[usize::from(a.raum)].code == "S1"
        })
        .await
        .unwrap();
        szenario_c::gehen(&stadt).await.unwrap();
    });
}

#[test]
fn szenario_d_saarbruecken() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::von(db, ("saarbruecken", "Regionalverband Saarbrücken"), |_, _| true)
            .await
            .unwrap();
        szenario_d::gehen(&stadt).await.unwrap();
    });
}

#[test]
fn szenario_e_kiel() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::von(db, ("kiel", "Landeshauptstadt Kiel"), |ort, a| {
            ort.raeume[usize::from(a.raum)].name == "Mitte"
        })
        .await
        .unwrap();
        szenario_e::gehen(&stadt).await.unwrap();
    });
}

#[test]
fn unterwegs_ohne_netz() {
    laufen(Art::Sqlite, &anwendung::RAEUME, |db| async move {
        let stadt = Stadt::gruenden(db).await.unwrap();
        unterwegs::gehen(&stadt).await.unwrap();
    });
}
