//! Taking steps of SM-1 as a user does.

use amt::{App, Error, Kontext, recht::Bearbeiten};
use base::Id;
use fall::{
    model::{Anliegen, Bezug, KbErgebnis, KbNorm, KbOrt, Stand, Thema},
    service::{
        kurz::Angaben,
        lesen,
        schritt::{Falldaten, Schritt, schritt},
    },
};

use uuid::Uuid;

use super::{FRAU_A, Frisch, HERR_B};

/// Everything a step can ask for.
pub fn voll(version: i64) -> Schritt {
    Schritt {
        version,
        themen: vec![Thema::Erziehung],
        empfaenger: "Jobcenter".to_owned(),
        weiter_am: None,
        ist_antrag: true,
        antrag_eingang: "2026-11-20".parse().ok(),
        grund: "Ich möchte nicht mehr.".to_owned(),
        hinweis: None,
        kurz: Some(kurz("Mond7")),
        fall: Some(Falldaten {
            sektor: "JUGENDHILFE".to_owned(),
            norm: "§ 31 SGB VIII".to_owned(),
            bezug: Bezug::Familie,
            rolle: "MUTTER".to_owned(),
            fallfuehrend: Some(FRAU_A),
            vertretung: Some(HERR_B),
        }),
    }
}

pub fn kurz(merkzeichen: &str) -> Angaben {
    Angaben {
        einmal: Uuid::now_v7_test(),
        datum: "2026-11-20".parse().unwrap(),
        ort: Some(KbOrt::Telefon),
        dauer: 30,
        themen: vec![Thema::Wohnen],
        altersgruppen: vec![fall::model::Altersgruppe::Bis64],
        personen_anzahl: 1,
        erstkontakt_in_woche: true,
        merkzeichen: merkzeichen.to_owned(),
        ergebnis: KbErgebnis::Informiert,
        weg_weisungen: 0,
        norm: KbNorm::Sgb1P14,
        elterninfo_gesperrt: false,
        notiz: String::new(),
        trotzdem: false,
    }
}

pub async fn akte(app: &App, k: &Kontext, id: Id<Anliegen>) -> lesen::Akte {
    let mut tx = app.db.write().await.unwrap();
    let a = lesen::akte(app, &mut tx, k, id).await.unwrap();
    tx.commit().await.unwrap();
    a
}

pub async fn geh(
    app: &App,
    k: &Kontext,
    id: Id<Anliegen>,
    welcher: &str,
    cmd: &Schritt,
) -> amt::Result<Stand> {
    let mut tx = app.db.write().await?;
    let (may, _) = lesen::befugt::<Bearbeiten>(app, &mut tx, k, id).await?;
    let s = schritt(app, &mut tx, &may, welcher, cmd).await?;
    tx.commit().await?;
    Ok(s)
}

pub fn codes(e: &Error) -> Vec<&'static str> {
    e.befunde().iter().map(|b| b.code).collect()
}
