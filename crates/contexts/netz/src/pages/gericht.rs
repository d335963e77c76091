//! `/gerichte`: which department of a court the court itself named for a letter or a space. To look up, never to assign.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Wahl};

use super::{gefuehrt, noch_einmal, schon_da};
use crate::{
    ablage::gericht::{Gerichtsplan, PlanDaten},
    codes::{GerichtSache, VerteilungArt},
    rules::gericht::{anfang, lesen as plan_lesen, ohne_abteilung, schreiben},
    service::{self, Auskunft, Gerichtsfrage},
};

#[derive(Template)]
#[template(path = "netz/gerichte.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    raeume: Vec<Wahl>,
    jahre: Vec<Wahl>,
    /// Each with the letters its plan says nothing about.
    plaene: Vec<(Auskunft, String)>,
    gefragt: bool,
    gericht_da: bool,
    darf_anlegen: bool,
}

#[derive(serde::Deserialize, Default)]
pub(super) struct Frage {
    #[serde(default)]
    buchstabe: String,
    #[serde(default)]
    raum: String,
    #[serde(default)]
    jahr: String,
}

/// `GET /gerichte`: first letters and codes of spaces may stand in the address, names may not: a longer text is not
/// repeated.
pub(super) async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Gerichtsplan>(&kontext)?;
    let jahr = frage
        .jahr
        .parse()
        .unwrap_or_else(|_| i64::from(app.uhr.heute().0.year()));
    let gelesen = anfang(&frage.buchstabe);
    let falsch = gelesen.is_none() && !frage.buchstabe.trim().is_empty();
    let was = Gerichtsfrage {
        anfang: gelesen.unwrap_or_default(),
        raum: frage.raum.chars().take(40).collect(),
    };
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let plaene = service::gericht_nachsehen(&mut tx, &kontext, &sicht, jahr, &was).await?;
    let mut jahre = service::gericht_jahre(&mut tx, &sicht).await?;
    if !jahre.contains(&jahr) {
        jahre.insert(0, jahr);
    }
    let gericht_da = !service::gerichte(&mut tx, &sicht).await?.is_empty();
    let mut f = Formular::leer()
        .setze("buchstabe", &was.anfang)
        .setze("raum", &was.raum)
        .setze("jahr", jahr)
        .benannt(&[("buchstabe", "Anfangsbuchstaben")]);
    if falsch {
        let text = "Bitte nur die ersten Buchstaben eintragen, höchstens drei, nie den ganzen Namen.";
        f = f.mit_fehlern([web::Feldfehler {
            feld: "buchstabe".to_owned(),
            code: "NETZ-E122".to_owned(),
            text: text.to_owned(),
        }]);
    }
    let vorlage = Liste {
        shell: huelle.titel("Gerichte").ueber("Akteure", "/akteure"),
        raeume: raum::service::unterste_raeume(&app)
            .await?
            .into_iter()
            .map(|r| Wahl::neu(r.code.clone(), format!("{} ({})", r.name, r.code)))
            .collect(),
        jahre: jahre.iter().map(|j| Wahl::neu(j, j.to_string())).collect(),
        plaene: plaene
            .into_iter()
            .map(|p| {
                let fehlt: Vec<String> = ohne_abteilung(&p.plan.daten.abteilungen)
                    .iter()
                    .map(char::to_string)
                    .collect();
                (p, fehlt.join(", "))
            })
            .collect(),
        gefragt: !was.anfang.is_empty() || !was.raum.is_empty(),
        gericht_da,
        darf_anlegen: Befugnis::<Anlegen, Gerichtsplan>::pruefen(&kontext, None, Bezug::default()).is_ok(),
        f,
    };
    Ok(Seite::neu(vorlage).into_response())
}

#[derive(Template)]
#[template(path = "netz/gericht_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    gerichte: Vec<Wahl>,
    sachen: Vec<Wahl>,
    arten: Vec<Wahl>,
}

async fn bogen(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Option<Id<Gerichtsplan>>,
    f: Formular,
) -> Ergebnis<Bogen> {
    let sicht = Sicht::auf::<Gerichtsplan>(kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let gerichte = service::gerichte(&mut tx, &sicht).await?;
    let titel = if id.is_some() {
        "Geschäftsverteilung ändern"
    } else {
        "Geschäftsverteilung eintragen"
    };
    Ok(Bogen {
        shell: huelle.titel(titel).ueber("Gerichte", "/gerichte"),
        f: f.benannt(&[
            ("gericht", "Gericht"),
            ("jahr", "Jahr"),
            ("sache", "Wofür"),
            ("art", "Wie geteilt wird"),
            ("fundstelle", "Wo veröffentlicht"),
            ("stand", "Stand"),
            ("plan", "Abteilungen"),
        ]),
        ziel: id.map_or_else(|| "/gerichte/neu".to_owned(), |id| format!("/gerichte/{id}")),
        gerichte: gerichte
            .into_iter()
            .map(|(id, name)| Wahl::neu(id, name))
            .collect(),
        sachen: wahlen!(GerichtSache),
        arten: wahlen!(VerteilungArt),
    })
}

fn lesen(e: &mut Eingaben) -> Option<PlanDaten> {
    let gericht = e.roh("gericht").parse::<Uuid>().ok().map(Id::von);
    let sache: Option<GerichtSache> = e.roh("sache").parse().ok();
    let art: Option<VerteilungArt> = e.roh("art").parse().ok();
    for (feld, fehlt) in [
        ("gericht", gericht.is_none()),
        ("sache", sache.is_none()),
        ("art", art.is_none()),
    ] {
        if fehlt {
            e.melde(feld, "NETZ-E117", "Bitte wählen Sie etwas aus.");
        }
    }
    let jahr = e.pflichtzahl("jahr", 2000, 2100);
    let fundstelle = e.pflichttext("fundstelle", 300);
    let stand = e.pflichtdatum("stand").map(Datum);
    let text = e.pflichttext("plan", 20_000);
    let abteilungen = match (art, text.is_empty()) {
        (Some(art), false) => match plan_lesen(&text, art) {
            Ok(a) => Some(a),
            Err(befunde) => {
                for b in befunde {
                    e.melde("plan", b.code, b.text);
                }
                None
            }
        },
        _ => None,
    };
    if e.hat_fehler() {
        return None;
    }
    Some(PlanDaten {
        gericht: gericht?,
        jahr: jahr?,
        sache: sache?,
        art: art?,
        fundstelle,
        stand: stand?,
        abteilungen: abteilungen?,
    })
}

/// `GET /gerichte/neu`
pub(super) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Gerichtsplan>::pruefen(&kontext, None, Bezug::default())?;
    let f = Formular::leer()
        .setze("jahr", app.uhr.heute().0.year())
        .setze("einmal", app.ids.uuid());
    Ok(Seite::neu(bogen(&app, &kontext, huelle, None, f).await?).into_response())
}

fn weiter() -> Response {
    let text = "Die Geschäftsverteilung ist gespeichert.";
    meldung::weiter("/gerichte", MeldungArt::Erfolg, text)
}

/// `POST /gerichte/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Gerichtsplan>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    if let Some(antwort) = schon_da(&mut tx, &kontext, &e).await? {
        return Ok(antwort);
    }
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::gericht_plan_anlegen(&app, &mut tx, &may, &d)
            .await
            .map(drop),
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            gefuehrt(&mut tx, &kontext, &e, "/gerichte").await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter())
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "plan", None)?;
            Ok(Seite::ungueltig(bogen(&app, &kontext, huelle, None, f).await?).into_response())
        }
    }
}

/// `GET /gerichte/{id}`: the plan as it is typed, to be changed.
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Gerichtsplan>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Gerichtsplan>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::<Lesen, Gerichtsplan>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let p = service::gericht_plan_laden(&mut tx, &liest).await?;
    drop(tx);
    let d = &p.daten;
    let f = Formular::leer()
        .setze("gericht", d.gericht)
        .setze("jahr", d.jahr)
        .setze("sache", d.sache.code())
        .setze("art", d.art.code())
        .setze("fundstelle", &d.fundstelle)
        .setze("stand", d.stand.0)
        .setze("plan", schreiben(&d.abteilungen))
        .setze("version", p.version);
    Ok(Seite::neu(bogen(&app, &kontext, huelle, Some(id), f).await?).into_response())
}

/// `POST /gerichte/{id}`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Gerichtsplan>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Gerichtsplan>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::<Lesen, Gerichtsplan>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let stand = service::gericht_plan_laden(&mut tx, &liest).await?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let ergebnis = match lesen(&mut e) {
        Some(d) => service::gericht_plan_aendern(&app, &mut tx, &may, version, &d).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter())
        }
        Err(fehler) => {
            drop(tx);
            let f = noch_einmal(e, fehler, "plan", Some(stand.version))?;
            Ok(Seite::ungueltig(bogen(&app, &kontext, huelle, Some(id), f).await?).into_response())
        }
    }
}
