//! `/trainings/laeufe/{id}`: one run with its dates; a place for oneself; who comes and who was there.

use amt::{
    App, Error, Huelle, Kontext, druck, meldung,
    recht::{Bearbeiten, Befugnis, Bezug, Lesen},
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
    codes::LaufStatus,
    rules::zeiten::{minuten, uhrzeit},
    service::{self, LaufAkte, Zertifikat},
    training::{Anmeldung, AnmeldungGespeichert, Lauf, Training, Trainingstermin},
};

/// A date as the page shows it.
struct Termin {
    id: Id<Trainingstermin>,
    wann: String,
    modul: String,
    /// Whether it was already, and how many were there.
    war: bool,
    da: usize,
}

#[derive(Template)]
#[template(path = "netz/lauf.html")]
struct Einer {
    shell: Shell,
    f: Formular,
    a: LaufAkte,
    termine: Vec<Termin>,
    module: Vec<Wahl>,
    mein: Option<AnmeldungGespeichert>,
    einmal: Uuid,
    offen: bool,
    darf_aendern: bool,
}

async fn einer(app: &App, kontext: &Kontext, huelle: Huelle, id: Id<Lauf>, f: Formular) -> Ergebnis<Einer> {
    let may = Befugnis::<Lesen, Training>::pruefen(kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let a = service::lauf_laden(&mut tx, &may, id).await?;
    let heute = app.uhr.heute();
    let module: Vec<(i64, &String)> = (1_i64..).zip(&a.training.daten.module).collect();
    let name = |nr: i64| {
        module
            .iter()
            .find(|(n, _)| *n == nr)
            .map_or_else(String::new, |(_, m)| (*m).clone())
    };
    let termine = a
        .termine
        .iter()
        .map(|t| Termin {
            id: t.id,
            wann: format!("{}, {}–{} Uhr", t.tag, uhrzeit(t.von), uhrzeit(t.bis)),
            modul: name(t.modul),
            war: t.tag <= heute && a.lauf.status == LaufStatus::Geplant,
            da: a
                .anmeldungen
                .iter()
                .filter(|p| p.anwesend.contains(&t.id))
                .count(),
        })
        .collect();
    let namen = [
        ("name", "Name"),
        ("modul", "Modul"),
        ("tag", "Tag"),
        ("von", "Von"),
        ("bis", "Bis"),
        ("grund", "Grund der Absage"),
        ("lauf", "Lauf"),
    ];
    Ok(Einer {
        shell: huelle
            .titel(&a.lauf.daten.titel)
            .ueber("Trainings", "/trainings")
            .ueber(
                a.training.daten.titel.clone(),
                format!("/trainings/{}", a.training.id),
            ),
        f: f.benannt(&namen),
        termine,
        module: module.iter().map(|(n, m)| Wahl::neu(n, (*m).clone())).collect(),
        mein: a
            .anmeldungen
            .iter()
            .find(|p| p.benutzer == Some(kontext.benutzer()))
            .cloned(),
        einmal: app.ids.uuid(),
        offen: a.lauf.status == LaufStatus::Geplant,
        darf_aendern: Befugnis::<Bearbeiten, Training>::pruefen(
            kontext,
            Some(a.training.id),
            Bezug::default(),
        )
        .is_ok(),
        a,
    })
}

/// `GET /trainings/laeufe/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Lauf>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(einer(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

fn pfad(id: Id<Lauf>) -> String {
    format!("/trainings/laeufe/{id}")
}

fn weiter(id: Id<Lauf>, text: &'static str) -> Response {
    meldung::weiter(pfad(id), MeldungArt::Erfolg, text)
}

/// Where it led, or the page again with input and errors.
async fn antwort(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Lauf>,
    e: Eingaben,
    ergebnis: amt::Result<Response>,
) -> Ergebnis<Response> {
    match ergebnis {
        Ok(antwort) => Ok(antwort),
        Err(fehler) => {
            let f = noch_einmal(e, fehler, "lauf", None)?;
            let vorlage = einer(app, kontext, huelle, id, f).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
    }
}

/// `POST /trainings/laeufe/{id}/platz`: sign up, or give the place back.
pub(super) async fn platz(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Lauf>>,
    e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Lesen, Training>::pruefen(&kontext, None, Bezug::default())?;
    let ergebnis = async {
        let mut tx = app.db.write().await?;
        let text = if e.roh("tat") == "ab" {
            service::sich_abmelden(&app, &mut tx, &may, id).await?;
            "Sie sind abgemeldet."
        } else {
            service::sich_anmelden(&app, &mut tx, &may, id).await?;
            "Sie sind angemeldet."
        };
        tx.commit().await?;
        Ok(weiter(id, text))
    }
    .await;
    antwort(&app, &kontext, huelle, id, e, ergebnis).await
}

async fn tat(app: &App, kontext: &Kontext, id: Id<Lauf>, e: &mut Eingaben) -> amt::Result<Response> {
    let may = Befugnis::<Bearbeiten, Training>::pruefen(kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await?;
    if let Some(antwort) = schon_da(&mut tx, kontext, e).await? {
        return Ok(antwort);
    }
    let text = if !e.roh("termin").is_empty() {
        let termin = e.roh("termin").parse().map_err(|_| Error::NichtGefunden)?;
        let da: Vec<Id<Anmeldung>> = e.auswahlliste("da");
        service::teilnahme(app, &mut tx, &may, (id, termin), &da).await?;
        "Gespeichert, wer da war."
    } else if !e.roh("abmelden").is_empty() {
        let wen = e.roh("abmelden").parse().map_err(|_| Error::NichtGefunden)?;
        service::abmelden(app, &mut tx, &may, id, wen).await?;
        "Abgemeldet."
    } else {
        match e.roh("tat") {
            "anmelden" => {
                let (name, stelle) = (e.text("name", 200), e.text("stelle", 200));
                service::anmelden(app, &mut tx, &may, id, (&name, &stelle)).await?;
                "Angemeldet."
            }
            "termin" => {
                let modul = e.pflichtzahl("modul", 1, 30);
                let tag = e.pflichtdatum("tag").map(Datum);
                let mut uhr = |feld: &str| {
                    let zeit = minuten(e.roh(feld));
                    if zeit.is_none() {
                        e.melde(
                            feld,
                            "NETZ-E24",
                            "Bitte eine Uhrzeit eintragen, zum Beispiel 17:30.",
                        );
                    }
                    zeit
                };
                let (von, bis) = (uhr("von"), uhr("bis"));
                let (Some(modul), Some(tag), Some(von), Some(bis)) = (modul, tag, von, bis) else {
                    return Err(Error::Regel(Vec::new()));
                };
                service::termin_dazu(app, &mut tx, &may, id, (modul, tag, von, bis)).await?;
                "Der Termin ist eingetragen."
            }
            "absagen" => {
                let grund = e.text("grund", 500);
                service::lauf_absagen(app, &mut tx, &may, id, &grund).await?;
                "Der Lauf ist abgesagt."
            }
            "abschliessen" => {
                service::lauf_abschliessen(app, &mut tx, &may, id).await?;
                "Der Lauf ist abgeschlossen."
            }
            _ => return Err(Error::regel("NETZ-E113", "Bitte wählen Sie, was geschehen soll.")),
        }
    };
    gefuehrt(&mut tx, kontext, e, &pfad(id)).await?;
    tx.commit().await?;
    Ok(weiter(id, text))
}

/// `POST /trainings/laeufe/{id}/tat`: dates, the list, who was there, the end.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Lauf>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let ergebnis = tat(&app, &kontext, id, &mut e).await;
    antwort(&app, &kontext, huelle, id, e, ergebnis).await
}

#[derive(Template)]
#[template(path = "netz/zertifikat.xml")]
struct Blatt<'a> {
    z: Zertifikat,
    behoerde: &'a str,
}

/// `GET /trainings/zertifikate/{id}/pdf`
pub(super) async fn zertifikat(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Anmeldung>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let z = service::zertifikat(&mut tx, &kontext, id).await?;
    let kopf = druck::geltender_kopf(&app, &mut tx).await?;
    let blatt = druck::Blatt {
        titel: format!("Zertifikat {}", z.training),
        kennung: String::new(),
        vermerk: String::new(),
        datei: "zertifikat".to_owned(),
        tag: z.am,
    };
    let vorlage = Blatt {
        z,
        behoerde: &app.rahmen.behoerde,
    };
    Ok(druck::antwort(kopf, &blatt, &vorlage).await?)
}
