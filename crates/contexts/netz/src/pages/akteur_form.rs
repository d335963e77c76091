//! Create and change an Akteur.

use amt::{
    App, Error, Huelle, Kontext, entwurf, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Umleitung, Wahl};

use super::{aus_entwurf, noch_einmal};
use crate::{
    Akteur, AkteurDaten,
    codes::{AkteurArt, Beteiligungsstand, Entwicklungsstufe},
    service,
};

/// Name of the form in the drafts.
pub(super) const FORMULAR: &str = "akteur";

#[derive(Template)]
#[template(path = "netz/akteur_formular.html")]
struct Bogen {
    shell: Shell,
    f: Formular,
    ziel: String,
    zurueck: String,
    /// Key in the drafts: the id, or `neu`.
    objekt: String,
    entwurf: bool,
    arten: Vec<Wahl>,
    stufen: Vec<Wahl>,
    beteiligung: Vec<Wahl>,
}

const NAMEN: [(&str, &str); 6] = [
    ("name", "Name"),
    ("art", "Art"),
    ("telefon", "Telefon"),
    ("email", "E-Mail"),
    ("web", "Internet"),
    ("einwilligung", "Einwilligung"),
];

fn bogen(huelle: Huelle, id: Option<Id<Akteur>>, f: Formular, entwurf: bool) -> Bogen {
    let titel = if id.is_some() {
        "Akteur bearbeiten"
    } else {
        "Neuer Akteur"
    };
    let pfad = id.map(|id| format!("/akteure/{id}"));
    Bogen {
        shell: huelle.titel(titel).ueber("Akteure", "/akteure"),
        f: f.benannt(&NAMEN),
        ziel: pfad
            .as_ref()
            .map_or_else(|| "/akteure/neu".to_owned(), |p| format!("{p}/bearbeiten")),
        zurueck: pfad.unwrap_or_else(|| "/akteure".to_owned()),
        objekt: objekt(id),
        entwurf,
        arten: wahlen!(AkteurArt),
        stufen: wahlen!(Entwicklungsstufe),
        beteiligung: wahlen!(Beteiligungsstand),
    }
}

fn objekt(id: Option<Id<Akteur>>) -> String {
    id.map_or_else(|| "neu".to_owned(), |id| id.to_string())
}

fn vorbelegt(d: &AkteurDaten) -> Formular {
    let haken = |ja: bool| ja.then_some("ja");
    Formular::leer()
        .setze("name", &d.name)
        .setze("art", d.art.code())
        .setze("beschreibung", &d.beschreibung)
        .setze("telefon", &d.telefon)
        .setze("email", &d.email)
        .setze("web", &d.web)
        .setze("anschrift", &d.anschrift)
        .setze_wenn("kontakt_privat", haken(d.kontakt_privat))
        .setze_wenn("einwilligung", haken(d.einwilligung))
        .setze_wenn(
            "entwicklungsstufe",
            d.entwicklungsstufe.map(Entwicklungsstufe::code),
        )
        .setze("beteiligungsstand", d.beteiligungsstand.code())
}

/// Reads the form over what is there: the Räume of an Akteur are not asked for here and stay.
fn lesen(e: &mut Eingaben, alt: Option<&AkteurDaten>) -> Option<AkteurDaten> {
    let name = e.pflichttext("name", 200);
    let art: Option<AkteurArt> = e.pflichtauswahl("art");
    let neu = AkteurDaten::neu(&name, art?);
    let mut d = alt.cloned().unwrap_or_else(|| neu.clone());
    (d.name, d.art) = (neu.name, neu.art);
    d.beschreibung = e.text("beschreibung", 2000);
    d.telefon = e.text("telefon", 100);
    d.email = e.text("email", 200);
    d.web = e.text("web", 500);
    d.anschrift = e.text("anschrift", 300);
    d.kontakt_privat = !e.roh("kontakt_privat").is_empty();
    d.einwilligung = !e.roh("einwilligung").is_empty();
    d.entwicklungsstufe = e.auswahl("entwicklungsstufe");
    d.beteiligungsstand = e.auswahl("beteiligungsstand").unwrap_or(d.beteiligungsstand);
    (!e.hat_fehler()).then_some(d)
}

/// `GET /akteure/neu`
pub(super) async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Befugnis::<Anlegen, Akteur>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let gemerkt = entwurf::laden(&mut tx, &kontext, FORMULAR, "neu").await?;
    let da = gemerkt.is_some();
    let f = gemerkt
        .map_or_else(Formular::leer, |e| e.als_formular())
        .setze("einmal", app.ids.uuid());
    Ok(Seite::neu(bogen(huelle, None, f, da)).into_response())
}

/// `POST /akteure/neu`
pub(super) async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Anlegen, Akteur>::pruefen(&kontext, None, Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let einmal = e.roh("einmal").parse().unwrap_or_else(|_| app.ids.uuid());
    if !amt::einmal::verbrauchen(&mut tx, einmal, &kontext).await? {
        let pfad = amt::einmal::pfad(&mut tx, einmal, &kontext).await?;
        return Ok(Umleitung::nach(pfad.unwrap_or_default()).into_response());
    }
    let ergebnis = match lesen(&mut e, None) {
        Some(daten) => service::akteur_anlegen(&app, &mut tx, &may, daten).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(id) => {
            let pfad = format!("/akteure/{id}");
            amt::einmal::ergebnis(&mut tx, einmal, &kontext, &pfad).await?;
            entwurf::verwerfen(&mut tx, &kontext, FORMULAR, "neu").await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                pfad,
                MeldungArt::Erfolg,
                "Der Akteur ist gespeichert.",
            ))
        }
        Err(Error::Regel(befunde)) => {
            befunde.into_iter().for_each(|b| e.melde(&b.ort, b.code, b.text));
            Ok(Seite::ungueltig(bogen(huelle, None, e.formular(), false)).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}

/// `GET /akteure/{id}/bearbeiten`
pub(super) async fn bearbeiten(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Akteur>>,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Akteur>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let g = service::akteur_laden(&mut tx, &liest).await?;
    let gemerkt = entwurf::laden(&mut tx, &kontext, FORMULAR, &objekt(Some(id))).await?;
    let da = gemerkt.is_some();
    let f = match gemerkt {
        Some(e) => aus_entwurf(e.als_formular(), g.version, "name"),
        None => vorbelegt(&g.daten).setze("version", g.version),
    };
    Ok(Seite::neu(bogen(huelle, Some(id), f, da)).into_response())
}

/// `POST /akteure/{id}/bearbeiten`
pub(super) async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Akteur>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = Befugnis::<Bearbeiten, Akteur>::pruefen(&kontext, Some(id), Bezug::default())?;
    let liest = Befugnis::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let alt = service::akteur_laden(&mut tx, &liest).await?;
    let version = e.zahl("version", 0, i64::MAX).unwrap_or(-1);
    let ergebnis = match lesen(&mut e, Some(&alt.daten)) {
        Some(daten) => service::akteur_aendern(&app, &mut tx, &may, Some(version), daten).await,
        None => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            entwurf::verwerfen(&mut tx, &kontext, FORMULAR, &objekt(Some(id))).await?;
            tx.commit().await.map_err(Error::from)?;
            Ok(meldung::weiter(
                format!("/akteure/{id}"),
                MeldungArt::Erfolg,
                "Gespeichert.",
            ))
        }
        Err(fehler) => {
            let f = noch_einmal(e, fehler, "name", Some(alt.version))?;
            Ok(Seite::ungueltig(bogen(huelle, Some(id), f, false)).into_response())
        }
    }
}
