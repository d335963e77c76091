//! `/angebote.csv`: what was found, as a table.

use amt::{App, Huelle, Kontext, recht::Sicht};
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Seite, Shell, WebFehler};

use super::{nur_oeffentlich, profil};
use crate::{Angebot, Passung, Suchprofil, Treffer, service};

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

/// `POST /angebote.csv`: the same form as the search, so that nothing of it stands in the address.
pub(super) async fn csv(
    State(app): State<App>,
    kontext: Kontext,
    mut eingaben: Eingaben,
) -> Ergebnis<Response> {
    Sicht::auf::<Angebot>(&kontext)?;
    let mut tx = app.db.read().await.map_err(amt::Error::from)?;
    let profil = Suchprofil {
        nur_oeffentlich: nur_oeffentlich(&kontext),
        limit: HOECHSTENS,
        ..profil::lesen(&app, &mut tx, &mut eingaben).await?
    };
    let e = service::suche(&app, &mut tx, &profil).await?;
    let kopf = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"angebote.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((kopf, tabelle(&e.treffer)?).into_response())
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

/// Semicolons and a BOM, as spreadsheets in German offices expect.
fn tabelle(treffer: &[Treffer]) -> Ergebnis<Vec<u8>> {
    let mut aus = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer(Vec::from("\u{feff}".as_bytes()));
    aus.write_record(KOPF).map_err(WebFehler::intern)?;
    for t in treffer {
        let veraltet = if t.frische.veraltet {
            "lange nicht geprüft"
        } else {
            "ja"
        };
        let zellen = [
            t.titel.clone(),
            t.akteur.clone(),
            t.art.to_string(),
            t.ort.clone(),
            t.entfernung_m.map(|m| m.to_string()).unwrap_or_default(),
            match t.barrierefreiheit {
                Passung::Erfuellt => "passt",
                Passung::Unklar => "unklar",
                Passung::Nicht => "passt nicht",
            }
            .to_owned(),
            t.telefon.clone(),
            veraltet.to_owned(),
            t.gruende.join(" · "),
        ];
        aus.write_record(zellen.map(harmlos)).map_err(WebFehler::intern)?;
    }
    aus.into_inner().map_err(WebFehler::intern)
}

/// A cell a spreadsheet would take for a formula gets an apostrophe in front.
fn harmlos(zelle: String) -> String {
    if zelle.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{zelle}")
    } else {
        zelle
    }
}
