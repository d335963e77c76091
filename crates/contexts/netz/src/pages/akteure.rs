//! `/akteure`: who there is, and what each of them offers.

use amt::{
    App, Huelle, Kontext,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Lesen, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Blaettern, Ergebnis, Formular, Seite, Shell, Wahl};

use crate::{
    Akteur,
    codes::AkteurArt,
    service::{self, AkteurGespeichert, AkteurZeile},
};

const JE_SEITE: i64 = 50;

#[derive(Template)]
#[template(path = "netz/akteure.html")]
struct Akteure {
    shell: Shell,
    darf_anlegen: bool,
    f: Formular,
    arten: Vec<Wahl>,
    zeilen: Vec<(AkteurZeile, &'static str)>,
    blaettern: Blaettern,
}

#[derive(serde::Deserialize)]
pub(super) struct Frage {
    #[serde(default)]
    name: String,
    #[serde(default)]
    art: String,
    #[serde(default)]
    seite: i64,
}

/// `GET /akteure`: institutions only, so the words may stand in the address.
pub(super) async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(frage): Query<Frage>,
) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Akteur>(&kontext)?;
    let seite = frage.seite.clamp(1, 10_000);
    let art = frage.art.parse::<AkteurArt>().map_or("", AkteurArt::code);
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let ab = (seite - 1) * JE_SEITE;
    let (zeilen, gesamt) = if service::nur_oeffentlich(&kontext) {
        service::oeffentliche_akteure(&mut tx, &frage.name, art, ab, JE_SEITE).await?
    } else {
        service::akteure(&mut tx, &sicht, &frage.name, art, ab, JE_SEITE).await?
    };
    let pfad: String = form_urlencoded::Serializer::new("/akteure?".to_owned())
        .append_pair("name", &frage.name)
        .append_pair("art", art)
        .finish();
    let zahl = |n: i64| u64::try_from(n).unwrap_or(0);
    let vorlage = Akteure {
        shell: huelle.titel("Akteure").ueber("Angebote", "/angebote"),
        darf_anlegen: Befugnis::<Anlegen, Akteur>::pruefen(&kontext, None, Bezug::default()).is_ok(),
        f: Formular::leer().setze("name", &frage.name).setze("art", art),
        arten: wahlen!(AkteurArt),
        zeilen: zeilen
            .into_iter()
            .map(|z| {
                let wort = z.art.parse::<AkteurArt>().map_or("", AkteurArt::text);
                (z, wort)
            })
            .collect(),
        blaettern: Blaettern::seiten(&pfad, zahl(seite), zahl(JE_SEITE), zahl(gesamt)),
    };
    Ok(Seite::neu(vorlage).into_response())
}

#[derive(Template)]
#[template(path = "netz/akteur.html")]
struct AkteurSeite {
    shell: Shell,
    darf_bearbeiten: bool,
    nur_oeffentlich: bool,
    g: AkteurGespeichert,
}

/// `GET /akteure/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Akteur>>,
) -> Ergebnis<Response> {
    let may = Befugnis::<Lesen, Akteur>::pruefen(&kontext, Some(id), Bezug::default())?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let g = service::akteur_laden(&mut tx, &may).await?;
    let shell = huelle.titel(&g.daten.name).ueber("Akteure", "/akteure");
    let darf_bearbeiten =
        Befugnis::<Bearbeiten, Akteur>::pruefen(&kontext, Some(id), Bezug::default()).is_ok();
    Ok(Seite::neu(AkteurSeite {
        shell,
        darf_bearbeiten,
        nur_oeffentlich: service::nur_oeffentlich(&kontext),
        g,
    })
    .into_response())
}
