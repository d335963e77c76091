//! The invoices: for the office all that came in, for a Träger its own; and bringing one in.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Multipart, Query, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{Cent, Datum, Id};
use uuid::Uuid;
use web::{Blaettern, Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell, Status, Wahl, WebFehler};

use super::hilfen::{an_felder, cent, fertig, lesen, schreiben};
use super::traegerbudget::Zeile as Budgetzeile;
use crate::{
    model::{Rechnung, Rechnungsstand},
    service::rechnung::{self as dienst, Haengende, Kopf, Rolle},
};

/// Greatest upload, with what surrounds the file.
pub const HOECHSTENS: usize = 2_100_000;
const JE_SEITE: i64 = 50;

struct Zeile {
    r: Rechnung,
    stand: Status,
    gezahlt: String,
}

#[derive(Template)]
#[template(path = "budget/rechnungen.html")]
struct Liste {
    shell: Shell,
    f: Formular,
    traeger: String,
    budgets: Vec<Budgetzeile>,
    eigene: bool,
    bearbeiten: bool,
    zeilen: Vec<Zeile>,
    haengende: Vec<Haengende>,
    anzahl: i64,
    staende: Vec<Wahl>,
    blaettern: Blaettern,
}

/// The state as a badge.
pub fn zeichen(s: Rechnungsstand) -> Status {
    match s {
        Rechnungsstand::Angenommen => Status::gut(s.wort()),
        Rechnungsstand::Teilweise => Status::achtung(s.wort()),
        Rechnungsstand::Abgelehnt | Rechnungsstand::Storniert => Status::ernst(s.wort()),
        Rechnungsstand::Entwurf | Rechnungsstand::Eingereicht => Status::info(s.wort()),
    }
}

/// What became of the money, in words.
pub fn gezahlt(r: &Rechnung) -> String {
    if r.storno_wartet {
        return format!("{}, das Storno wartet auf Freigabe", r.angewiesen);
    }
    match (r.stand, r.zahllauf, r.zahllauf_zurueck) {
        (Rechnungsstand::Storniert, Some(_), Some(nr)) => {
            format!("{} zurückgefordert (Zahllauf {nr})", r.angewiesen)
        }
        (Rechnungsstand::Storniert, Some(_), None) => format!("{} werden zurückgefordert", r.angewiesen),
        (Rechnungsstand::Angenommen | Rechnungsstand::Teilweise, Some(nr), _) => {
            format!("{} (Zahllauf {nr})", r.angewiesen)
        }
        (Rechnungsstand::Angenommen | Rechnungsstand::Teilweise, None, _) => {
            format!("{} mit dem nächsten Zahllauf", r.angewiesen)
        }
        _ => "–".to_owned(),
    }
}

/// The filter.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Frage {
    stand: String,
    seite: u64,
}

/// The list.
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Query(q): Query<Frage>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let rolle = dienst::rolle(&mut tx, &kontext).await?;
    let stand: Option<Rechnungsstand> = q.stand.parse().ok();
    let seite = q.seite.clamp(1, 100_000);
    let ab = i64::try_from(seite - 1).unwrap_or(0) * JE_SEITE;
    let (anzahl, alle) = dienst::liste(&app, &mut tx, &kontext, &rolle, stand, (ab, JE_SEITE)).await?;
    let pfad = stand.map_or_else(
        || "/rechnungen".to_owned(),
        |s| format!("/rechnungen?stand={}", s.code()),
    );
    let budgets = match rolle.traeger() {
        Some(id) => crate::service::traegerbudgets(&mut tx, None, Some(id)).await?,
        None => Vec::new(),
    };
    let haengende = if rolle == (Rolle::Amt { bearbeiten: true }) {
        dienst::haengende(&app, &mut tx, &kontext).await?
    } else {
        Vec::new()
    };
    fertig(tx).await?;
    let (eigene, traeger) = match &rolle {
        Rolle::Traeger { name, .. } => (true, name.clone()),
        Rolle::Amt { .. } => (false, String::new()),
    };
    Ok(Seite::neu(Liste {
        shell: huelle.titel("Rechnungen"),
        f: Formular::leer().setze("stand", &q.stand),
        traeger,
        budgets: budgets
            .into_iter()
            .filter(crate::model::Traegerbudget::gilt)
            .map(Budgetzeile::von)
            .collect(),
        eigene,
        haengende,
        bearbeiten: rolle == Rolle::Amt { bearbeiten: true },
        zeilen: alle
            .into_iter()
            .map(|r| Zeile {
                stand: zeichen(r.stand),
                gezahlt: gezahlt(&r),
                r,
            })
            .collect(),
        anzahl,
        staende: Rechnungsstand::ALLE
            .iter()
            .map(|s| Wahl::neu(s.code(), s.wort()))
            .collect(),
        blaettern: Blaettern::seiten(
            &pfad,
            seite,
            JE_SEITE.unsigned_abs(),
            u64::try_from(anzahl).unwrap_or(0),
        ),
    })
    .into_response())
}

#[derive(Template)]
#[template(path = "budget/rechnung_neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    eigene: bool,
    traeger: Vec<Wahl>,
}

async fn formular(app: &App, kontext: &Kontext, huelle: Huelle, f: Formular) -> Result<Neu, Error> {
    let mut tx = lesen(app).await?;
    let rolle = dienst::rolle(&mut tx, kontext).await?;
    if rolle == (Rolle::Amt { bearbeiten: false }) {
        return Err(Error::NichtGefunden);
    }
    let heute = app.uhr.heute();
    let traeger = match rolle.traeger() {
        Some(_) => Vec::new(),
        None => team::service::traeger_auswahl(&mut tx, (heute, heute), &[])
            .await?
            .iter()
            .map(|t| Wahl::neu(t.id, t.name.as_str()))
            .collect(),
    };
    Ok(Neu {
        shell: huelle
            .titel("Rechnung einlesen")
            .ueber("Rechnungen", "/rechnungen"),
        f: f.benannt(&[
            ("traeger", "Träger"),
            ("datei", "Datei"),
            ("nummer", "Rechnungsnummer"),
            ("datum", "Rechnungsdatum"),
            ("summe", "Rechnungsbetrag"),
        ]),
        eigene: rolle.traeger().is_some(),
        traeger,
    })
}

/// The empty form.
pub async fn neu(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    Ok(Seite::neu(formular(&app, &kontext, huelle, Formular::leer()).await?).into_response())
}

/// What a part that cannot be read means: too much, or not what a form sends.
fn unlesbar(fehler: &MultipartError) -> WebFehler {
    if fehler.status() == StatusCode::PAYLOAD_TOO_LARGE {
        WebFehler::zu_gross()
    } else {
        WebFehler::falsches_format()
    }
}

/// Reads the file, keeps it as a draft, and shows what the check found.
pub async fn hochladen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    mut teile: Multipart,
) -> Ergebnis<Response> {
    // who may not bring one in need not send it first
    let mut tx = lesen(&app).await?;
    let rolle = dienst::rolle(&mut tx, &kontext).await?;
    if rolle == (Rolle::Amt { bearbeiten: false }) {
        Err(Error::NichtGefunden)?;
    }
    drop(tx);
    let mut paare: Vec<(String, String)> = Vec::new();
    let (mut name, mut bytes) = (String::new(), Vec::new());
    while let Some(teil) = teile.next_field().await.map_err(|e| unlesbar(&e))? {
        match teil.name().unwrap_or_default().to_owned().as_str() {
            "datei" => {
                name = teil.file_name().unwrap_or_default().to_owned();
                bytes = teil.bytes().await.map_err(|e| unlesbar(&e))?.to_vec();
            }
            feld @ ("traeger" | "nummer" | "datum" | "summe") => {
                let text = teil.text().await.map_err(|e| unlesbar(&e))?;
                paare.push((feld.to_owned(), text));
            }
            _ => {}
        }
    }
    let mut e = Eingaben::aus_paaren(paare);
    let traeger: Option<(Uuid, String)> = match &rolle {
        Rolle::Traeger { id, name } => Some((*id, name.clone())),
        Rolle::Amt { .. } => {
            let heute = app.uhr.heute();
            let mut tx = lesen(&app).await?;
            let alle = team::service::traeger_auswahl(&mut tx, (heute, heute), &[]).await?;
            let wahl = e.pflichtauswahl::<Uuid>("traeger");
            alle.into_iter()
                .find(|t| Some(t.id.uuid()) == wahl)
                .map(|t| (t.id.uuid(), t.name))
        }
    };
    let kopf = Kopf {
        nummer: e.text("nummer", 60),
        datum: e.datum("datum").map(Datum),
        summe: summe(&mut e),
    };
    if traeger.is_none() && !e.hat_fehler() {
        e.melde("traeger", "WEB-E01", "Bitte einen Träger wählen.");
    }
    if let (Some(traeger), false) = (traeger, e.hat_fehler()) {
        match einlesen(&app, &kontext, traeger, name, bytes, kopf).await {
            Ok(rechnung) => {
                return Ok(meldung::weiter(
                    format!("/rechnungen/{rechnung}"),
                    MeldungArt::Erfolg,
                    "Gelesen und geprüft. Noch ist nichts eingereicht.",
                ));
            }
            Err(fehler) => an_datei(fehler, &mut e)?,
        }
    }
    Ok(Seite::ungueltig(formular(&app, &kontext, huelle, e.formular()).await?).into_response())
}

/// Reads the file beside the other requests and before the transaction, so that nobody waits for a large one.
async fn einlesen(
    app: &App,
    kontext: &Kontext,
    (id, wer): (Uuid, String),
    name: String,
    bytes: Vec<u8>,
    kopf: Kopf,
) -> Result<Id<Rechnung>, Error> {
    let neu = tokio::task::spawn_blocking(move || dienst::gelesen(bytes, &name, &kopf))
        .await
        .map_err(|e| Error::Intern(e.to_string()))??;
    let mut tx = schreiben(app).await?;
    let may = dienst::darf_einreichen(&mut tx, kontext, None, id).await?;
    let rechnung = dienst::entwurf_anlegen(app, &mut tx, &may, (id, &wer), &neu).await?;
    fertig(tx).await?;
    Ok(rechnung)
}

/// A line of the file has no field of its own: its place is said in words.
fn an_datei(fehler: Error, e: &mut Eingaben) -> Result<(), Error> {
    let Error::Regel(befunde) = fehler else {
        return an_felder(fehler, e, "datei");
    };
    for b in befunde {
        if ["nummer", "datum", "datei", "traeger"].contains(&b.ort.as_str()) {
            e.melde(&b.ort, b.code, b.text);
        } else {
            let ort = if b.ort == "summe" { "Summe" } else { &b.ort };
            e.melde("datei", b.code, format!("{ort}: {}", b.text));
        }
    }
    Ok(())
}

fn summe(e: &mut Eingaben) -> Option<Cent> {
    cent(e, "summe")
}
