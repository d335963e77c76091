//! `/projekte/neu`, `/projekte/{id}/bearbeiten`.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::KONFLIKT;
use crate::{
    Idee, Indikator, Projekt, ProjektDaten,
    codes::{Ersetzt, IdeeVon, ProjektArt, Thema},
    projekt::TEILE,
    rules::{
        finanzierung::{Anteil, Finanzteil, hundertstel},
        projekt::offen,
    },
    service,
};

/// The names of the fields of one row.
struct Reihe {
    topf: String,
    anteil: String,
    merkmal: String,
    ausgang: String,
    soll: String,
    ist: String,
}

fn reihen() -> Vec<Reihe> {
    (1..=TEILE)
        .map(|n| Reihe {
            topf: format!("topf-{n}"),
            anteil: format!("anteil-{n}"),
            merkmal: format!("merkmal-{n}"),
            ausgang: format!("ausgang-{n}"),
            soll: format!("soll-{n}"),
            ist: format!("ist-{n}"),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "netz/projekt_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    raeume: Vec<Wahl>,
    von: Vec<Wahl>,
    themen: Vec<Wahl>,
    arten: Vec<Wahl>,
    ersetzt: Vec<Wahl>,
    reihen: Vec<Reihe>,
    /// Whether everything may be changed, or what was checked stays.
    alles: bool,
}

async fn bogen(
    app: &App,
    huelle: Huelle,
    id: Option<Id<Projekt>>,
    alles: bool,
    f: Formular,
) -> Ergebnis<Bogen> {
    let zurueck = id.map_or_else(|| "/projekte".to_owned(), |id| format!("/projekte/{id}"));
    let mut namen: Vec<(String, String)> = [
        ("titel", "Titel"),
        ("ziel", "Was besser werden soll"),
        ("traeger", "Wer es macht"),
        ("kosten", "Kosten"),
        ("beginn", "Erster Tag"),
        ("ende", "Letzter Tag"),
        ("ergebnis", "Ergebnis"),
    ]
    .map(|(a, b)| (a.to_owned(), b.to_owned()))
    .into();
    for n in 1..=TEILE {
        for (feld, wort) in [
            ("topf", "Wer zahlt"),
            ("anteil", "Anteil"),
            ("merkmal", "Merkmal"),
        ] {
            namen.push((format!("{feld}-{n}"), format!("{wort}, Zeile {n}")));
        }
    }
    let namen: Vec<(&str, &str)> = namen.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    Ok(Bogen {
        shell: huelle
            .titel(if id.is_some() {
                "Projekt bearbeiten"
            } else {
                "Neues Projekt"
            })
            .ueber("Projekte", "/projekte"),
        f: f.benannt(&namen),
        ziel: id.map_or_else(
            || "/projekte/neu".to_owned(),
            |id| format!("/projekte/{id}/bearbeiten"),
        ),
        zurueck,
        raeume: raum::service::unterste_raeume(app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.id, r.name))
            .collect(),
        von: wahlen!(IdeeVon),
        themen: wahlen!(Thema),
        arten: wahlen!(ProjektArt),
        ersetzt: wahlen!(Ersetzt),
        reihen: reihen(),
        alles,
    })
}

fn geld(c: i64) -> String {
    format!("{},{:02}", c / 100, c % 100)
}

fn ausfuellen(d: &ProjektDaten) -> Formular {
    let mut f = Formular::leer()
        .setze("titel", &d.titel)
        .setze_wenn("raumeinheit", d.raumeinheit)
        .setze_wenn("idee", d.idee)
        .setze("idee_von", d.idee_von.code())
        .setze("ziel", &d.ziel)
        .setze("traeger", &d.traeger)
        .setze("art", d.art.code())
        .setze("ersetzt", d.ersetzt.code())
        .setze(
            "kosten",
            if d.kosten.0 == 0 {
                String::new()
            } else {
                geld(d.kosten.0)
            },
        )
        .setze_wenn("beginn", d.beginn.map(|t| t.0))
        .setze_wenn("ende", d.ende.map(|t| t.0))
        .setze("ergebnis", &d.ergebnis);
    for t in &d.themen {
        f = f.setze("thema", t.code());
    }
    for (n, t) in (1..).zip(&d.finanzierung) {
        let anteil = match t.anteil {
            Anteil::Cent(c) => geld(c),
            bp @ Anteil::Bp(_) => bp.to_string(),
        };
        f = f
            .setze(&format!("topf-{n}"), &t.topf)
            .setze(&format!("anteil-{n}"), anteil);
    }
    for (n, i) in (1..).zip(&d.indikatoren) {
        f = f
            .setze(&format!("merkmal-{n}"), &i.name)
            .setze(&format!("ausgang-{n}"), &i.ausgang)
            .setze(&format!("soll-{n}"), &i.soll)
            .setze(&format!("ist-{n}"), &i.ist);
    }
    f
}

/// What the form says; `None` when something in it cannot be read.
fn lesen(e: &mut Eingaben) -> Option<ProjektDaten> {
    let mut d = ProjektDaten::neu(e.pflichttext("titel", 120));
    d.raumeinheit = e.auswahl("raumeinheit");
    d.idee = e.auswahl("idee");
    d.idee_von = e.auswahl("idee_von").unwrap_or(d.idee_von);
    d.themen = e.auswahlliste("thema");
    d.ziel = e.text("ziel", 1000);
    d.traeger = e.text("traeger", 200);
    d.art = e.auswahl("art").unwrap_or(d.art);
    d.ersetzt = e.auswahl("ersetzt").unwrap_or(d.ersetzt);
    d.beginn = e.datum("beginn").map(Datum);
    d.ende = e.datum("ende").map(Datum);
    d.ergebnis = e.text("ergebnis", 4000);
    let kosten = e.roh("kosten").trim_end_matches('€').trim().to_owned();
    if !kosten.is_empty() {
        match hundertstel(&kosten) {
            Some(c) => d.kosten = Cent(c),
            None => e.melde("kosten", "WEB-E05", "Bitte einen Betrag wie 2.500,00 eingeben."),
        }
    }
    for r in reihen() {
        let (topf, anteil) = (e.text(&r.topf, 120), e.roh(&r.anteil).to_owned());
        if !(topf.is_empty() && anteil.is_empty()) {
            match Anteil::lesen(&anteil) {
                Some(anteil) => d.finanzierung.push(Finanzteil { topf, anteil }),
                None => {
                    let text = "Bitte einen Anteil wie 50 % oder einen Betrag wie 2.500,00 eingeben.";
                    e.melde(&r.anteil, "WEB-E05", text);
                }
            }
        }
        d.indikatoren.push(Indikator {
            name: e.text(&r.merkmal, 200),
            ausgang: e.text(&r.ausgang, 200),
            soll: e.text(&r.soll, 200),
            ist: e.text(&r.ist, 200),
        });
    }
    (!e.hat_fehler()).then_some(d)
}

#[derive(serde::Deserialize)]
pub(super) struct Anfang {
    #[serde(default)]
    idee: String,
    #[serde(default)]
    thema: String,
    #[serde(default)]
    raum: String,
}

/// `GET /projekte/neu`: empty, or from an idea or a gap.
pub(super) async fn neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(anfang): Query<Anfang>,
) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Projekt>::pruefen(&kontext, None, Bezug::default())?;
    let mut d = ProjektDaten::neu("");
    if let Ok(id) = anfang.idee.parse::<Id<Idee>>() {
        // of the ideas this user sees; only those who decide see more than the published ones
        let sicht = Sicht::auf::<Idee>(&kontext)?;
        let mut tx = app.db.read().await.map_err(Error::from)?;
        let alle = service::ideen(&mut tx, &kontext, &sicht).await?;
        let g = alle
            .into_iter()
            .find(|g| g.id == id)
            .ok_or(Error::NichtGefunden)?;
        d.titel = g.titel;
        (d.idee, d.idee_von, d.raumeinheit) = (Some(id), IdeeVon::Bewohner, g.raumeinheit);
    }
    d.themen.extend(anfang.thema.parse::<Thema>());
    if let Ok(raum) = anfang.raum.parse() {
        d.raumeinheit = Some(raum);
    }
    let f = ausfuellen(&d).setze("einmal", app.ids.uuid());
    let vorlage = bogen(&app, huelle, None, true, f).await?;
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /projekte/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Projekt>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::projekt_anlegen(&app, &mut tx, &may, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(id) => {
            super::gefuehrt(&mut tx, &kontext, &e, &format!("/projekte/{id}")).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(fertig(id))
        }
        Err(fehler) => zurueck(&app, huelle, None, true, e, (fehler, 0)).await,
    }
}

/// `GET /projekte/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Projekt>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Projekt>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, _) = service::projekt_laden(&mut tx, &liest).await?;
    let f = ausfuellen(&g.daten).setze("version", g.version);
    let vorlage = bogen(&app, huelle, Some(id), offen(g.status), f).await?;
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /projekte/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Projekt>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Projekt>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (g, _) = service::projekt_laden(&mut tx, &liest).await?;
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::projekt_aendern(&app, &mut tx, &may, version, d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(fertig(id))
        }
        Err(fehler) => {
            drop(tx);
            zurueck(&app, huelle, Some(id), offen(g.status), e, (fehler, g.version)).await
        }
    }
}

fn fertig(id: Id<Projekt>) -> Response {
    meldung::weiter(format!("/projekte/{id}"), MeldungArt::Erfolg, "Gespeichert.")
}

/// The form again, with input and errors; any other error stays one.
async fn zurueck(
    app: &App,
    huelle: Huelle,
    id: Option<Id<Projekt>>,
    alles: bool,
    mut e: Eingaben,
    (fehler, jetzt): (Error, i64),
) -> Ergebnis<Response> {
    if !matches!(fehler, Error::Regel(_) | Error::Konflikt) {
        return Err(fehler.into());
    }
    let konflikt = matches!(fehler, Error::Konflikt);
    if konflikt {
        e.melde("titel", "WEB-E09", KONFLIKT);
    }
    for b in fehler.befunde() {
        let ort = match b.ort.as_ref() {
            "anteil" => "anteil-1",
            "indikator" => "merkmal-1",
            "" => "titel",
            ort => ort,
        };
        e.melde(ort, b.code, b.text.clone());
    }
    let mut f = e.formular();
    if konflikt {
        f = f.ersetze("version", jetzt);
    }
    let vorlage = bogen(app, huelle, id, alles, f).await?;
    Ok(Seite::ungueltig(vorlage).into_response())
}
