//! Bringing in a table: upload, preview with refused lines, write.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Multipart, Path, State},
    response::{IntoResponse, Response},
};
use base::Befund;
use web::{Eingaben, Ergebnis, Feldfehler, Formular, MeldungArt, Seite, Shell, Wahl, WebFehler};

use super::hilfen::{an_felder, fertig, lesen, schreiben};
use crate::{
    ablage,
    model::Haushaltsjahr,
    service::{self, Inhalt, Satz, Vorschau},
};

/// Greatest size of a table that is uploaded here.
const HOECHSTENS: usize = 1_000_000;
/// Lines shown of each kind.
const ZEIGEN: usize = 100;

#[derive(Template)]
#[template(path = "budget/einlesen.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    jahr: i64,
    arten: Vec<Wahl>,
    vorschau: Option<Vorschau>,
    zeilen: Vec<(String, String)>,
    abgewiesen: Vec<Befund>,
    inhalt: String,
    art: String,
}

fn blatt(huelle: Huelle, jahr: i64, f: Formular, gezeigt: Option<(Vorschau, String, Inhalt)>) -> Blatt {
    let (vorschau, inhalt, art) = match gezeigt {
        Some((v, t, i)) => (Some(v), t, i.code().to_owned()),
        None => (None, String::new(), String::new()),
    };
    let zeile = |s: &Satz| match s {
        Satz::Vorjahr(v) => (
            format!("{} {}", v.jahr, v.raum),
            format!("{} gezahlt, {} geplant", v.ist, v.ansatz),
        ),
        Satz::Ansatz(n) => (format!("{} {}", n.sortier, n.bezeichnung), n.ansatz.to_string()),
    };
    Blatt {
        shell: huelle
            .titel("Einlesen")
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.benannt(&[("art", "Was die Datei enthält"), ("datei", "Datei")]),
        jahr,
        arten: Inhalt::ALLE
            .iter()
            .map(|i| Wahl::neu(i.code(), i.wort()))
            .collect(),
        zeilen: vorschau
            .iter()
            .flat_map(|v| v.saetze.iter().take(ZEIGEN).map(zeile))
            .collect(),
        abgewiesen: vorschau
            .iter()
            .flat_map(|v| v.abgewiesen.iter().take(ZEIGEN).cloned())
            .collect(),
        vorschau,
        inhalt,
        art,
    }
}

fn von_code(code: &str) -> Option<Inhalt> {
    Inhalt::ALLE.into_iter().find(|i| i.code() == code)
}

async fn jahr_laden(app: &App, kontext: &Kontext, jahr: i64) -> Result<Haushaltsjahr, Error> {
    service::darf_ueberall::<amt::recht::Bearbeiten, Haushaltsjahr>(kontext, None)?;
    let mut tx = lesen(app).await?;
    ablage::jahr::laden(&mut tx, jahr).await
}

/// The empty form.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    jahr_laden(&app, &kontext, jahr).await?;
    Ok(Seite::neu(blatt(huelle, jahr, Formular::leer(), None)).into_response())
}

/// Reads the file and shows what it would do.
pub async fn vorschau(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut teile: Multipart,
) -> Ergebnis<Response> {
    let j = jahr_laden(&app, &kontext, jahr).await?;
    let (mut art, mut bytes) = (String::new(), Vec::new());
    while let Some(teil) = teile
        .next_field()
        .await
        .map_err(|_| WebFehler::falsches_format())?
    {
        match teil.name() {
            Some("art") => art = teil.text().await.map_err(|_| WebFehler::falsches_format())?,
            Some("datei") => bytes = teil.bytes().await.map_err(|_| WebFehler::zu_gross())?.to_vec(),
            _ => {}
        }
    }
    let fehler = |feld: &str, code: &str, text: &str| Feldfehler {
        feld: feld.to_owned(),
        code: code.to_owned(),
        text: text.to_owned(),
    };
    let mut falsch = Vec::new();
    let inhalt = von_code(&art);
    if inhalt.is_none() {
        falsch.push(fehler(
            "art",
            "WEB-E01",
            "Bitte wählen Sie, was die Datei enthält.",
        ));
    }
    if bytes.is_empty() || bytes.len() > HOECHSTENS {
        falsch.push(fehler(
            "datei",
            "BUDGET-E39",
            "Bitte eine Datei bis 1 MB wählen, die nicht leer ist.",
        ));
    }
    if let (Some(inhalt), true) = (inhalt, falsch.is_empty()) {
        let mut tx = lesen(&app).await?;
        match service::einlesen_pruefen(&app, &mut tx, &j, inhalt, bytes.clone()).await {
            Ok(v) => {
                let f = Formular::leer().setze("art", &art);
                // the table travels with the page, read as text once more when it is written
                let text = hex(&bytes);
                return Ok(Seite::neu(blatt(huelle, jahr, f, Some((v, text, inhalt)))).into_response());
            }
            Err(Error::Regel(b)) => falsch.extend(b.iter().map(|b| fehler("datei", b.code, &b.text))),
            Err(anders) => Err(anders)?,
        }
    }
    let f = Formular::leer().setze("art", art).mit_fehlern(falsch);
    Ok(Seite::ungueltig(blatt(huelle, jahr, f, None)).into_response())
}

/// Writes the good lines of the table that was shown.
pub async fn einspielen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let inhalt = von_code(e.roh("art"));
    let bytes = unhex(e.roh("inhalt"));
    let (Some(inhalt), Some(bytes)) = (inhalt, bytes) else {
        return Err(WebFehler::falsches_format());
    };
    let mut tx = schreiben(&app).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let ergebnis = match service::einlesen_pruefen(&app, &mut tx, &j, inhalt, bytes).await {
        Ok(v) => service::einspielen(&app, &mut tx, &may, jahr, &v.saetze).await,
        Err(e) => Err(e),
    };
    match ergebnis {
        Ok(_) => {
            fertig(tx).await?;
            Ok(meldung::weiter(
                format!("/budget/{jahr}"),
                MeldungArt::Erfolg,
                "Eingelesen.",
            ))
        }
        Err(fehler) => {
            an_felder(fehler, &mut e, "datei")?;
            Ok(Seite::ungueltig(blatt(huelle, jahr, e.formular(), None)).into_response())
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
            let _ = write!(s, "{b:02x}");
            s
        })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok())
        .collect()
}
