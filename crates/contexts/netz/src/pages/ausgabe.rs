//! `/angebote.csv` and its like: what was found, as a table, as a map and on paper.

use amt::{App, Huelle, Kontext, recht::Sicht};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use store::Tx;
use web::{Eingaben, Ergebnis, Seite, Shell};

use super::{
    nur_oeffentlich, profil,
    tabelle::{self, CSV, GEOJSON, XLSX, Zelle, datei},
};
use crate::{Angebot, Passung, Suchprofil, Treffer, geojson::karte, service};

const HOECHSTENS: usize = 10_000;
const KOPF: [&str; 9] = [
    "Angebot",
    "Träger",
    "Art",
    "Ort",
    "Entfernung in m",
    "Barrieren",
    "Telefon",
    "Geprüft",
    "Hinweise",
];

async fn gefunden(
    app: &App,
    kontext: &Kontext,
    eingaben: &mut Eingaben,
    tx: &mut Tx,
) -> Ergebnis<Vec<Treffer>> {
    Sicht::auf::<Angebot>(kontext)?;
    let profil = Suchprofil {
        nur_oeffentlich: nur_oeffentlich(kontext),
        limit: HOECHSTENS,
        ..profil::lesen(app, tx, eingaben).await?
    };
    Ok(service::suche(app, tx, &profil).await?.treffer)
}

/// `POST /angebote.csv`: the same form as the search, so that nothing of it stands in the address.
pub(super) async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    mut eingaben: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let treffer = gefunden(&app, &kontext, &mut eingaben, &mut tx).await?;
    let inhalt = tabelle::csv(KOPF, treffer.into_iter().map(zeile).collect())?;
    Ok(datei("angebote.csv", CSV, inhalt))
}

/// `POST /angebote.xlsx`: the same as a workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    kontext: Kontext,
    mut eingaben: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let treffer = gefunden(&app, &kontext, &mut eingaben, &mut tx).await?;
    drop(tx);
    let inhalt = tabelle::xlsx("Angebote", KOPF, treffer.into_iter().map(zeile).collect()).await?;
    Ok(datei("angebote.xlsx", XLSX, inhalt))
}

/// `POST /angebote.geojson`: the same as a map. It says nothing of the person: neither distance nor why it was found.
pub(super) async fn geojson(
    State(app): State<App>,
    kontext: Kontext,
    mut eingaben: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let treffer = gefunden(&app, &kontext, &mut eingaben, &mut tx).await?;
    let ids: Vec<_> = treffer.iter().map(|t| t.id).collect();
    let inhalt = karte(&service::ausgaben(&mut tx, &kontext, &ids).await?);
    Ok(datei(
        "angebote.geojson",
        GEOJSON,
        inhalt.to_string().into_bytes(),
    ))
}

/// Most entries on paper.
const AUF_PAPIER: usize = 200;

#[derive(Template)]
#[template(path = "netz/druck.html")]
struct Druck {
    shell: Shell,
    stand: String,
    gesamt: usize,
    zeilen: Vec<Treffer>,
}

/// `POST /angebote/druck`: the list for paper, without form and map.
pub(super) async fn druck(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut eingaben: Eingaben,
) -> Ergebnis<Response> {
    Sicht::auf::<Angebot>(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let profil = Suchprofil {
        nur_oeffentlich: nur_oeffentlich(&kontext),
        limit: AUF_PAPIER,
        ..profil::lesen(&app, &mut tx, &mut eingaben).await?
    };
    let e = service::suche(&app, &mut tx, &profil).await?;
    Ok(Seite::neu(Druck {
        shell: huelle
            .titel("Angebote zum Mitnehmen")
            .ueber("Angebote", "/angebote"),
        stand: app.uhr.heute().to_string(),
        gesamt: e.gesamt,
        zeilen: e.treffer,
    })
    .into_response())
}

fn zeile(t: Treffer) -> [Zelle; 9] {
    let veraltet = if t.frische.veraltet {
        "lange nicht geprüft"
    } else {
        "ja"
    };
    let passt = match t.barrierefreiheit {
        Passung::Erfuellt => "passt",
        Passung::Unklar => "unklar",
        Passung::Nicht => "passt nicht",
    };
    [
        t.titel.into(),
        t.akteur.into(),
        t.art.to_string().into(),
        t.ort.into(),
        Zelle::zahl(t.entfernung_m),
        passt.into(),
        t.telefon.into(),
        veraltet.into(),
        t.gruende.join(" · ").into(),
    ]
}
