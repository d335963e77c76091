//! `/vermittlungen`: questions to Akteure and what they answered; the slip with the mark the person brings along.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use base::Id;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl, bausteine::Blaettern};

use super::{gefuehrt, noch_einmal, schon_da};
use crate::{
    Angebot, Vermittlung, VermittlungGespeichert,
    codes::{Ablehnungsgrund, Altersband, VermittlungAnliegen, VermittlungStatus, WegQuelle},
    oeffentlich::basis,
    service::{self, VermittlungNeu},
    vermittlung::VERMITTLUNG_TAGE,
};

const JE_SEITE: u64 = 30;

#[derive(Template)]
#[template(path = "netz/vermittlungen.html")]
struct Liste {
    shell: Shell,
    alle: bool,
    /// How many answers are new to the user.
    ungesehen: i64,
    /// Each with where it stands, and whether it is new to the user.
    zeilen: Vec<(VermittlungGespeichert, Status, bool)>,
    blaettern: Blaettern,
}

fn stand(g: &VermittlungGespeichert) -> Status {
    match g.status {
        VermittlungStatus::Angenommen => Status::gut(g.status.text()),
        VermittlungStatus::Abgelehnt | VermittlungStatus::Verfallen => Status::achtung(g.status.text()),
        _ => Status::info(g.status.text()),
    }
}

/// Words of a link to this list.
pub(super) fn knopf(ungesehen: i64) -> String {
    if ungesehen > 0 {
        format!("Meine Anfragen ({ungesehen} neu)")
    } else {
        "Meine Anfragen".to_owned()
    }
}

#[derive(serde::Deserialize)]
pub(super) struct Frage {
    #[serde(default)]
    seite: u64,
    #[serde(default)]
    alle: String,
}

/// `GET /vermittlungen`
pub(super) async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Vermittlung>::pruefen(&kontext, None, Bezug::default())?;
    let sicht = Sicht::auf::<Vermittlung>(&kontext)?;
    let alle = frage.alle == "ja";
    let seite = frage.seite.clamp(1, 10_000);
    let zahl = |n: u64| i64::try_from(n).unwrap_or(0);
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (ich, ab) = (kontext.benutzer(), zahl((seite - 1) * JE_SEITE));
    let (zeilen, gesamt) = service::vermittlungen(&mut tx, &sicht, (ich, alle), zahl(JE_SEITE), ab).await?;
    let pfad = if alle {
        "/vermittlungen?alle=ja"
    } else {
        "/vermittlungen"
    };
    let vorlage = Liste {
        shell: huelle.titel("Vermittlungen").ueber("Angebote", "/angebote"),
        alle,
        ungesehen: service::vermittlungen_ungesehen(&mut tx, &kontext)
            .await?
            .unwrap_or(0),
        zeilen: zeilen
            .into_iter()
            .map(|g| {
                let (s, neu) = (stand(&g), g.neu_fuer(ich.uuid()));
                (g, s, neu)
            })
            .collect(),
        blaettern: Blaettern::seiten(pfad, seite, JE_SEITE, u64::try_from(gesamt).unwrap_or(0)),
    };
    Ok(Seite::neu(vorlage).into_response())
}

#[derive(Template)]
#[template(path = "netz/vermitteln.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    id: Id<Angebot>,
    titel: String,
    akteur: String,
    anliegen: Vec<Wahl>,
    baender: Vec<Wahl>,
    quellen: Vec<Wahl>,
    raeume: Vec<Wahl>,
    tage: i64,
    zurueck: String,
}

async fn bogen(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Angebot>,
    f: Formular,
) -> Ergebnis<Bogen> {
    let liest = Befugnis::<Lesen, Angebot>::pruefen(kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = service::angebot_laden(&mut tx, &liest).await?;
    let raeume = raum::service::unterste_raeume(app).await?;
    let namen = [
        ("anliegen", "Was wird gebraucht?"),
        ("quelle", "Wo kam die Frage auf?"),
        ("altersband", "Alter"),
        ("raum", "Raum"),
    ];
    Ok(Bogen {
        shell: huelle
            .titel("Platz anfragen")
            .ueber(g.daten.titel.clone(), format!("/angebote/{id}")),
        f: f.benannt(&namen),
        id,
        titel: g.daten.titel,
        akteur: g.akteur_name,
        anliegen: wahlen!(VermittlungAnliegen),
        baender: wahlen!(Altersband),
        quellen: wahlen!(WegQuelle),
        raeume: raeume.into_iter().map(|r| Wahl::neu(r.id, r.name)).collect(),
        tage: VERMITTLUNG_TAGE,
        zurueck: format!("/angebote/{id}"),
    })
}

/// `GET /angebote/{id}/vermitteln`
pub(super) async fn neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Angebot>>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Vermittlung>::pruefen(&kontext, None, Bezug::default())?;
    let f = Formular::leer()
        .setze("einmal", app.ids.uuid())
        .setze("quelle", WegQuelle::Kurzberatung.code())
        .setze("anliegen", VermittlungAnliegen::Platz.code());
    Ok(Seite::neu(bogen(&app, &kontext, huelle, id, f).await?).into_response())
}

/// `POST /angebote/{id}/vermitteln`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    kopf: HeaderMap,
    Path(id): Path<Id<Angebot>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Vermittlung>::pruefen(&kontext, None, Bezug::default())?;
    Befugnis::<Lesen, Angebot>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let anliegen: Option<VermittlungAnliegen> = e.pflichtauswahl("anliegen");
    let quelle: Option<WegQuelle> = e.pflichtauswahl("quelle");
    let altersband: Option<Altersband> = e.auswahl("altersband");
    let raum = e.roh("raum").parse::<Uuid>().ok().map(Id::von);
    let ergebnis = match (anliegen, quelle) {
        (Some(anliegen), Some(quelle)) if !e.hat_fehler() => {
            let neu = VermittlungNeu {
                angebot: id,
                anliegen,
                raum,
                altersband,
                quelle,
            };
            service::vermitteln(&app, &mut tx, &may, &neu, &basis(&app, &kopf)).await
        }
        _ => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(neu) => {
            let pfad = format!("/vermittlungen/{neu}");
            gefuehrt(&mut tx, &kontext, &e, &pfad).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                pfad,
                MeldungArt::Erfolg,
                "Die Anfrage ist gestellt.",
            ))
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "anliegen", None)?;
            Ok(Seite::ungueltig(bogen(&app, &kontext, huelle, id, f).await?).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "netz/vermittlung.html")]
struct Eine {
    shell: Shell,
    f: Formular,
    g: VermittlungGespeichert,
    stand: Status,
    offen: bool,
    gruende: Vec<Wahl>,
}

async fn eine(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Vermittlung>,
    f: Formular,
) -> Ergebnis<Eine> {
    let may = Befugnis::<Lesen, Vermittlung>::pruefen(kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = service::vermittlung_laden(&mut tx, &may).await?;
    Ok(Eine {
        shell: huelle
            .titel(format!("Anfrage {}", g.kennzeichen))
            .ueber("Vermittlungen", "/vermittlungen"),
        f: f.benannt(&[("grund", "Warum geht es nicht?")]),
        stand: stand(&g),
        offen: g.status == VermittlungStatus::Offen,
        gruende: wahlen!(Ablehnungsgrund),
        g,
    })
}

/// `GET /vermittlungen/{id}`: whoever asked has seen the answer then.
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vermittlung>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Vermittlung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let vorlage = eine(&app, &kontext, huelle, id, Formular::leer()).await?;
    if vorlage.g.neu_fuer(kontext.benutzer().uuid())
        && let Err(fehler) = gesehen(&app, &kontext, id).await
    {
        // it stays new; who cannot write, because the disk is full, still reads
        tracing::warn!(%fehler, "not noted as seen");
    }
    Ok(Seite::neu(vorlage).into_response())
}

async fn gesehen(app: &App, kontext: &Kontext, id: Id<Vermittlung>) -> amt::Result<()> {
    let may = Befugnis::<Lesen, Vermittlung>::pruefen(kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await?;
    service::vermittlung_gesehen(app, &mut tx, &may).await?;
    tx.commit().await?;
    Ok(())
}

/// `POST /vermittlungen/{id}`: an answer that came by telephone, or the question is taken back.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Vermittlung>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Vermittlung>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let grund: Option<Ablehnungsgrund> = e.auswahl("grund");
    let status: Option<VermittlungStatus> = e.pflichtauswahl("tat");
    let ergebnis = match status.filter(|_| !e.hat_fehler()) {
        Some(status) => service::vermittlung_eintragen(&app, &mut tx, &may, status, grund).await,
        None => Err(Error::Regel(Vec::new())),
    };
    let pfad = format!("/vermittlungen/{id}");
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(pfad, MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(Error::Konflikt) => Ok(meldung::weiter(
            pfad,
            MeldungArt::Hinweis,
            "Inzwischen gibt es schon eine Antwort.",
        )),
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "grund", None)?;
            Ok(Seite::ungueltig(eine(&app, &kontext, huelle, id, f).await?).into_response())
        }
    }
}
