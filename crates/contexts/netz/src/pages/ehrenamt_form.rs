//! `/ehrenamt/neu`, `/ehrenamt/{id}/bearbeiten`, and what is asked for.

use amt::{App, Error, Huelle, Kontext, meldung, recht::Lesen};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::noch_einmal;
use crate::{
    AnfrageDaten, EhrenamtAnfrage, Freiwillige, FreiwilligeDaten, Zeugnis,
    codes::{EhrenamtArt, Thema, Wochentag},
    rules::ehrenamt::Passt,
    service::{self, AnfrageGespeichert, EinsatzGespeichert, Moeglich, koordination},
};

#[derive(Template)]
#[template(path = "netz/freiwillige_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    raeume: Vec<Wahl>,
    themen: Vec<Wahl>,
    tage: Vec<Wahl>,
    einschlaegig: Vec<Wahl>,
}

async fn raeume(app: &App) -> amt::Result<Vec<Wahl>> {
    let alle = raum::service::unterste_raeume(app).await?;
    Ok(alle.into_iter().map(|r| Wahl::neu(r.id, r.name)).collect())
}

async fn bogen(app: &App, huelle: Huelle, id: Option<Id<Freiwillige>>, f: Formular) -> Ergebnis<Bogen> {
    let namen = [
        ("name", "Name"),
        ("telefon", "Telefon"),
        ("email", "E-Mail"),
        ("einwilligung_am", "Einwilligung vom"),
        ("schulung_am", "Einführung am"),
        ("fz_eingesehen_am", "Führungszeugnis eingesehen am"),
        ("fz_datum", "Führungszeugnis vom"),
        ("fz_einschlaegig", "Einschlägiges"),
        ("worte", "Was die Person gern macht"),
    ];
    Ok(Bogen {
        shell: huelle
            .titel(if id.is_some() {
                "Person bearbeiten"
            } else {
                "Neue Person im Ehrenamt"
            })
            .ueber("Ehrenamt", "/ehrenamt"),
        f: f.benannt(&namen),
        ziel: id.map_or_else(
            || "/ehrenamt/neu".to_owned(),
            |id| format!("/ehrenamt/{id}/bearbeiten"),
        ),
        zurueck: id.map_or_else(|| "/ehrenamt".to_owned(), |id| format!("/ehrenamt/{id}")),
        raeume: raeume(app).await?,
        themen: wahlen!(Thema),
        tage: wahlen!(Wochentag),
        einschlaegig: vec![Wahl::neu("nein", "Nein"), Wahl::neu("ja", "Ja")],
    })
}

fn lesen(e: &mut Eingaben) -> amt::Result<FreiwilligeDaten> {
    service::nur_drei_angaben(e.mit_vorsatz("fz_").map(|(feld, _)| feld))?;
    let d = FreiwilligeDaten {
        name: e.pflichttext("name", 120),
        telefon: e.text("telefon", 60),
        email: e.text("email", 200),
        einwilligung_am: e.datum("einwilligung_am").map(Datum),
        worte: e.text("worte", 1000),
        themen: e.auswahlliste("thema"),
        tage: e.auswahlliste("tag"),
        raumeinheit: e.auswahl("raumeinheit"),
        versichert: e.haken("versichert"),
        schulung_am: e.datum("schulung_am").map(Datum),
        zeugnis: Zeugnis {
            eingesehen_am: e.datum("fz_eingesehen_am").map(Datum),
            datum: e.datum("fz_datum").map(Datum),
            einschlaegig: match e.roh("fz_einschlaegig") {
                "ja" => Some(true),
                "nein" => Some(false),
                _ => None,
            },
        },
    };
    if e.hat_fehler() {
        Err(Error::Regel(Vec::new()))
    } else {
        Ok(d)
    }
}

fn ausfuellen(d: &FreiwilligeDaten) -> Formular {
    let mut f = Formular::leer()
        .setze("name", &d.name)
        .setze("telefon", &d.telefon)
        .setze("email", &d.email)
        .setze_wenn("einwilligung_am", d.einwilligung_am.map(|t| t.0))
        .setze("worte", &d.worte)
        .setze_wenn("raumeinheit", d.raumeinheit)
        .setze_wenn("schulung_am", d.schulung_am.map(|t| t.0))
        .setze_wenn("fz_eingesehen_am", d.zeugnis.eingesehen_am.map(|t| t.0))
        .setze_wenn("fz_datum", d.zeugnis.datum.map(|t| t.0));
    if d.versichert {
        f = f.setze("versichert", "ja");
    }
    if let Some(e) = d.zeugnis.einschlaegig {
        f = f.setze("fz_einschlaegig", if e { "ja" } else { "nein" });
    }
    for t in &d.themen {
        f = f.setze("thema", t.code());
    }
    for t in &d.tage {
        f = f.setze("tag", t.code());
    }
    f
}

/// `GET /ehrenamt/neu`
pub(super) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    koordination::<amt::recht::Anlegen>(&kontext, None)?;
    Ok(Seite::neu(
        bogen(
            &app,
            huelle,
            None,
            Formular::leer().setze("einmal", app.ids.uuid()),
        )
        .await?,
    )
    .into_response())
}

/// `POST /ehrenamt/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = koordination(&kontext, None)?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match lesen(&mut e) {
        Ok(d) => service::freiwillige_anlegen(&app, &mut tx, &may, d).await,
        Err(fehler) => Err(fehler),
    };
    match ergebnis {
        Ok(id) => {
            let pfad = format!("/ehrenamt/{id}");
            super::gefuehrt(&mut tx, &kontext, &e, &pfad).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(pfad, MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(fehler) => zurueck(&app, huelle, None, e, fehler, None).await,
    }
}

/// `GET /ehrenamt/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Freiwillige>>,
) -> Ergebnis<Response> {
    let may = koordination::<Lesen>(&kontext, Some(id))?;
    koordination::<amt::recht::Bearbeiten>(&kontext, Some(id))?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let (g, _) = service::freiwillige_laden(&app, &mut tx, &may).await?;
    tx.commit().await.map_err(Error::from)?;
    let f = ausfuellen(&g.daten).setze("version", g.version);
    Ok(Seite::neu(bogen(&app, huelle, Some(id), f).await?).into_response())
}

/// `POST /ehrenamt/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Freiwillige>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = koordination(&kontext, Some(id))?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = match lesen(&mut e) {
        Ok(d) => service::freiwillige_aendern(&app, &mut tx, &may, version, d).await,
        Err(fehler) => Err(fehler),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                format!("/ehrenamt/{id}"),
                MeldungArt::Erfolg,
                "Gespeichert.",
            ))
        }
        Err(fehler) => {
            let mut jetzt = None;
            if matches!(fehler, Error::Konflikt) {
                let liest = koordination::<Lesen>(&kontext, Some(id))?;
                jetzt = Some(service::freiwillige_laden(&app, &mut tx, &liest).await?.0.version);
                tx.commit().await.map_err(Error::from)?;
            } else {
                drop(tx);
            }
            zurueck(&app, huelle, Some(id), e, fehler, jetzt).await
        }
    }
}

/// The form again, with input and errors; any other error stays one.
async fn zurueck(
    app: &App,
    huelle: Huelle,
    id: Option<Id<Freiwillige>>,
    e: Eingaben,
    fehler: Error,
    jetzt: Option<i64>,
) -> Ergebnis<Response> {
    let f = noch_einmal(e, fehler, "name", jetzt)?;
    Ok(Seite::ungueltig(bogen(app, huelle, id, f).await?).into_response())
}

#[derive(Template)]
#[template(path = "netz/ehrenamt_anfrage_formular.html")]
struct Anfragebogen {
    shell: Shell,
    f: Formular,
    raeume: Vec<Wahl>,
    themen: Vec<Wahl>,
    tage: Vec<Wahl>,
    arten: Vec<Wahl>,
}

async fn anfragebogen(app: &App, huelle: Huelle, f: Formular) -> Ergebnis<Anfragebogen> {
    Ok(Anfragebogen {
        shell: huelle.titel("Neue Anfrage").ueber("Ehrenamt", "/ehrenamt"),
        f: f.benannt(&[("worte", "Was gesucht wird"), ("art", "Art"), ("thema", "Thema")]),
        raeume: raeume(app).await?,
        themen: wahlen!(Thema),
        tage: wahlen!(Wochentag),
        arten: wahlen!(EhrenamtArt),
    })
}

/// `GET /ehrenamt/anfragen/neu`
pub(super) async fn anfrage_neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
) -> Ergebnis<Response> {
    koordination::<amt::recht::Anlegen>(&kontext, None)?;
    Ok(
        Seite::neu(anfragebogen(&app, huelle, Formular::leer().setze("einmal", app.ids.uuid())).await?)
            .into_response(),
    )
}

/// `POST /ehrenamt/anfragen/neu`
pub(super) async fn anfrage_anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = koordination(&kontext, None)?;
    let worte = e.pflichttext("worte", 300);
    let art: Option<EhrenamtArt> = e.pflichtauswahl("art");
    let thema: Option<Thema> = e.pflichtauswahl("thema");
    let tag = e.auswahl("tag");
    let raumeinheit = e.auswahl("raumeinheit");
    let mit_kindern = e.haken("mit_kindern");
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = super::schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match (art, thema, e.hat_fehler()) {
        (Some(art), Some(thema), false) => {
            let d = AnfrageDaten {
                worte,
                art,
                thema,
                tag,
                raumeinheit,
                mit_kindern,
            };
            service::ehrenamt_anfragen_neu(&app, &mut tx, &may, d).await
        }
        _ => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(id) => {
            let pfad = format!("/ehrenamt/anfragen/{id}");
            super::gefuehrt(&mut tx, &kontext, &e, &pfad).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(pfad, MeldungArt::Erfolg, "Gespeichert."))
        }
        Err(fehler) => {
            let f = noch_einmal(e, fehler, "worte", None)?;
            Ok(Seite::ungueltig(anfragebogen(&app, huelle, f).await?).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "netz/ehrenamt_anfrage.html")]
struct Anfrageseite {
    shell: Shell,
    f: Formular,
    a: AnfrageGespeichert,
    raum: String,
    moeglich: Vec<Moeglich>,
    einsaetze: Vec<EinsatzGespeichert>,
}

async fn anfrageseite(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<EhrenamtAnfrage>,
    f: Formular,
) -> Ergebnis<Anfrageseite> {
    let may = koordination::<Lesen>(kontext, None)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (a, moeglich, einsaetze) = service::ehrenamt_anfrage(&mut tx, &may, id).await?;
    Ok(Anfrageseite {
        shell: huelle.titel(&a.daten.worte).ueber("Ehrenamt", "/ehrenamt"),
        f: f.benannt(&[("person", "Person")]),
        raum: super::raumname(app, a.daten.raumeinheit).await?,
        a,
        moeglich,
        einsaetze,
    })
}

/// `GET /ehrenamt/anfragen/{id}`
pub(super) async fn anfrage(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<EhrenamtAnfrage>>,
) -> Ergebnis<Response> {
    let vorlage = anfrageseite(&app, &kontext, huelle, id, Formular::leer()).await?;
    Ok(Seite::neu(vorlage).into_response())
}

/// `POST /ehrenamt/anfragen/{id}`: somebody is proposed.
pub(super) async fn vorschlagen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<EhrenamtAnfrage>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let person: Option<Id<Freiwillige>> = e.roh("person").parse().ok();
    let may = koordination(&kontext, person)?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = if person.is_some() {
        service::vorschlagen(&app, &mut tx, &may, id).await
    } else {
        e.melde("person", "NETZ-E82", "Bitte wählen Sie eine Person.");
        Err(Error::Regel(Vec::new()))
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = "Vorgeschlagen. Jetzt sprechen Sie mit der Person. Sie entscheidet selbst.";
            Ok(meldung::weiter(
                format!("/ehrenamt/anfragen/{id}"),
                MeldungArt::Erfolg,
                text,
            ))
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "person", None)?;
            let vorlage = anfrageseite(&app, &kontext, huelle, id, f).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
    }
}
