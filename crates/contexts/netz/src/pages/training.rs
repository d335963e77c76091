//! `/trainings`: series with their curriculum, who holds them, their runs and how many there can be.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{gefuehrt, noch_einmal, schon_da};
use crate::{
    codes::{LaufStatus, TrainingZielgruppe},
    service::{self, TrainingAkte},
    training::{LaufDaten, Training, TrainingDaten, TrainingGespeichert},
};

#[derive(Template)]
#[template(path = "netz/trainings.html")]
struct Liste {
    shell: Shell,
    reihen: Vec<(TrainingGespeichert, String)>,
    darf_anlegen: bool,
}

#[derive(Template)]
#[template(path = "netz/training_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    gruppen: Vec<Wahl>,
    /// The proofs the Geschäftsordnung demands; empty for who may not choose one.
    nachweise: Vec<Wahl>,
}

#[derive(Template)]
#[template(path = "netz/training.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    a: TrainingAkte,
    fuer: String,
    trainer: Vec<Wahl>,
    einmal: Uuid,
    darf_aendern: bool,
}

fn fuer(d: &TrainingDaten) -> String {
    let worte: Vec<&str> = d.zielgruppen.iter().map(|z| z.text()).collect();
    if worte.is_empty() {
        "alle".to_owned()
    } else {
        worte.join(", ")
    }
}

/// `GET /trainings`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Training>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let reihen = service::trainings(&mut tx, &sicht).await?;
    let vorlage = Liste {
        shell: huelle.titel("Trainings").ueber("Angebote", "/angebote"),
        reihen: reihen
            .into_iter()
            .map(|t| {
                let fuer = fuer(&t.daten);
                (t, fuer)
            })
            .collect(),
        darf_anlegen: Befugnis::<Anlegen, Training>::pruefen(&kontext, None, Bezug::default()).is_ok(),
    };
    Ok(Seite::neu(vorlage).into_response())
}

/// The proofs a series can give, with the one it gives already.
async fn nachweise(app: &App, kontext: &Kontext, jetzt: &str) -> Ergebnis<Vec<Wahl>> {
    if !service::darf_nachweis(kontext) {
        return Ok(Vec::new());
    }
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut aus: Vec<Wahl> = Vec::new();
    for p in amt::nachweis::pflichten(app, &mut tx).await? {
        if !aus.iter().any(|w| w.wert == p.kennung) {
            aus.push(Wahl::neu(p.kennung, p.titel));
        }
    }
    if !jetzt.is_empty() && !aus.iter().any(|w| w.wert == jetzt) {
        aus.push(Wahl::neu(jetzt, format!("{jetzt} (nicht mehr verlangt)")));
    }
    Ok(aus)
}

fn bogen(huelle: Huelle, id: Option<Id<Training>>, nachweise: Vec<Wahl>, f: Formular) -> Bogen {
    let namen = [
        ("titel", "Titel"),
        ("beschreibung", "Worum es geht"),
        ("module", "Module"),
        ("trainer_je_lauf", "Wie viele halten einen Lauf"),
        ("laeufe_je_trainer", "Läufe je Person im Halbjahr"),
    ];
    let titel = if id.is_some() {
        "Trainingsreihe bearbeiten"
    } else {
        "Neue Trainingsreihe"
    };
    Bogen {
        shell: huelle.titel(titel).ueber("Trainings", "/trainings"),
        f: f.benannt(&namen),
        ziel: id.map_or_else(
            || "/trainings/neu".to_owned(),
            |id| format!("/trainings/{id}/bearbeiten"),
        ),
        zurueck: id.map_or_else(|| "/trainings".to_owned(), |id| format!("/trainings/{id}")),
        gruppen: wahlen!(TrainingZielgruppe),
        nachweise,
    }
}

fn ausfuellen(d: &TrainingDaten) -> Formular {
    let mut f = Formular::leer()
        .setze("titel", &d.titel)
        .setze("beschreibung", &d.beschreibung)
        .setze("module", d.module.join("\n"))
        .setze("trainer_je_lauf", d.trainer_je_lauf)
        .setze("laeufe_je_trainer", d.laeufe_je_trainer)
        .setze("nachweis", &d.nachweis);
    for z in &d.zielgruppen {
        f = f.setze("zielgruppen", z.code());
    }
    f
}

fn lesen(e: &mut Eingaben) -> Option<TrainingDaten> {
    let mut d = TrainingDaten::neu(e.pflichttext("titel", 120));
    d.beschreibung = e.text("beschreibung", 4000);
    d.zielgruppen = e.auswahlliste("zielgruppen");
    d.module = e
        .pflichttext("module", 4000)
        .lines()
        .map(|m| m.trim().to_owned())
        .collect();
    d.nachweis = e.text("nachweis", 20);
    d.trainer_je_lauf = e.pflichtzahl("trainer_je_lauf", 1, 20).unwrap_or(0);
    d.laeufe_je_trainer = e.pflichtzahl("laeufe_je_trainer", 1, 20).unwrap_or(0);
    (!e.hat_fehler()).then_some(d)
}

/// `GET /trainings/neu`
pub(super) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Training>::pruefen(&kontext, None, Bezug::default())?;
    let f = ausfuellen(&TrainingDaten::neu("")).setze("einmal", app.ids.uuid());
    let wahl = nachweise(&app, &kontext, "").await?;
    Ok(Seite::neu(bogen(huelle, None, wahl, f)).into_response())
}

/// `POST /trainings/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Training>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::training_anlegen(&app, &mut tx, &may, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(id) => {
            gefuehrt(&mut tx, &kontext, &e, &format!("/trainings/{id}")).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(id, "Die Trainingsreihe ist gespeichert."))
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "titel", None)?;
            let wahl = nachweise(&app, &kontext, f.wert("nachweis")).await?;
            Ok(Seite::ungueltig(bogen(huelle, None, wahl, f)).into_response())
        }
    }
}

/// `GET /trainings/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Training>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Training>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::<Lesen, Training>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let a = service::training_laden(&app, &mut tx, &liest).await?;
    let f = ausfuellen(&a.training.daten).setze("version", a.training.version);
    drop(tx);
    let wahl = nachweise(&app, &kontext, f.wert("nachweis")).await?;
    Ok(Seite::neu(bogen(huelle, Some(id), wahl, f)).into_response())
}

/// `POST /trainings/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Training>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Training>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::training_aendern(&app, &mut tx, &may, version, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(id, "Gespeichert."))
        }
        Err(fehler) => {
            let mut jetzt = None;
            if matches!(fehler, Error::Konflikt) {
                let liest = Befugnis::<Lesen, Training>::pruefen(&kontext, Some(id), Bezug::default())?;
                let stand = service::training_laden(&app, &mut tx, &liest).await?;
                jetzt = Some(stand.training.version);
            }
            drop(tx);
            let f = noch_einmal(e, fehler, "titel", jetzt)?;
            let wahl = nachweise(&app, &kontext, f.wert("nachweis")).await?;
            Ok(Seite::ungueltig(bogen(huelle, Some(id), wahl, f)).into_response())
        }
    }
}

fn weiter(id: Id<Training>, text: &'static str) -> Response {
    meldung::weiter(format!("/trainings/{id}"), MeldungArt::Erfolg, text)
}

async fn eine(app: &App, kontext: &Kontext, huelle: Huelle, id: Id<Training>, f: Formular) -> Ergebnis<Eine> {
    let may = Befugnis::<Lesen, Training>::pruefen(kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let a = service::training_laden(app, &mut tx, &may).await?;
    let namen = [
        ("trainer_name", "Name"),
        ("lauf_titel", "Titel des Laufs"),
        ("lauf_beginn", "Erster Tag"),
        ("lauf_plaetze", "Plätze"),
        ("lauf_trainer", "Wer hält ihn"),
    ];
    Ok(Eine {
        shell: huelle
            .titel(&a.training.daten.titel)
            .ueber("Trainings", "/trainings"),
        f: f.benannt(&namen),
        fuer: fuer(&a.training.daten),
        einmal: app.ids.uuid(),
        trainer: a
            .trainer
            .iter()
            .map(|t| Wahl::neu(t.id, t.name.clone()))
            .collect(),
        darf_aendern: Befugnis::<Bearbeiten, Training>::pruefen(kontext, Some(id), Bezug::default()).is_ok(),
        a,
    })
}

/// `GET /trainings/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Training>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(eine(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

/// `POST /trainings/{id}/tat`: somebody to hold it, or a run.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Training>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Training>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = if e.roh("ende").is_empty() {
        match e.roh("tat") {
            "trainer" => {
                let (name, stelle) = (e.text("trainer_name", 200), e.text("trainer_stelle", 200));
                service::trainer_dazu(&app, &mut tx, &may, (&name, &stelle))
                    .await
                    .map(drop)
            }
            "lauf" => {
                let d = LaufDaten {
                    titel: e.pflichttext("lauf_titel", 120),
                    ort: e.text("lauf_ort", 300),
                    beginn: e
                        .pflichtdatum("lauf_beginn")
                        .map_or_else(|| app.uhr.heute(), Datum),
                    plaetze: e.pflichtzahl("lauf_plaetze", 1, 500).unwrap_or(1),
                    trainer: e.auswahlliste("lauf_trainer"),
                };
                if e.hat_fehler() {
                    Err(Error::Regel(Vec::new()))
                } else {
                    service::lauf_anlegen(&app, &mut tx, &may, d).await.map(drop)
                }
            }
            _ => Err(Error::regel("NETZ-E113", "Bitte wählen Sie, was geschehen soll.")),
        }
    } else {
        let trainer = e.roh("ende").parse().map_err(|_| Error::NichtGefunden)?;
        service::trainer_ende(&app, &mut tx, &may, trainer).await
    };
    match ergebnis {
        Ok(()) => {
            gefuehrt(&mut tx, &kontext, &e, &format!("/trainings/{id}")).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter(id, "Gespeichert."))
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "lauf_titel", None)?;
            Ok(Seite::ungueltig(eine(&app, &kontext, huelle, id, f).await?).into_response())
        }
    }
}
