//! What several pages of this room need.

use amt::{
    App, Error, Kontext, Result,
    navigation::darf,
    recht::{Bereich, Recht},
};
use base::{Cent, Datum, Id};
use store::Tx;
use web::{Eingaben, Status, Wahl};

use crate::{
    model::{Topf, Vorgang},
    rules::{betrag, prognose::Ampel},
};

/// A transaction for writing; also for pages whose look is noted.
pub async fn schreiben(app: &App) -> Result<Tx> {
    Ok(app.db.write().await?)
}

/// A connection for reading.
pub async fn lesen(app: &App) -> Result<Tx> {
    Ok(app.db.read().await?)
}

/// Makes it permanent.
pub async fn fertig(tx: Tx) -> Result<()> {
    Ok(tx.commit().await?)
}

/// Whether buttons for changing are shown.
pub fn darf_bearbeiten(kontext: &Kontext) -> bool {
    darf(kontext, Bereich::Budget, Recht::Bearbeiten)
}

/// Whether the user may change what belongs to no single region.
pub fn darf_zentral(kontext: &Kontext) -> bool {
    crate::service::darf_ueberall::<amt::recht::Bearbeiten, crate::model::Haushaltsjahr>(kontext, None)
        .is_ok()
}

/// Whether the user may make Töpfe: by planning the budget or by administering it.
pub fn darf_toepfe(kontext: &Kontext) -> bool {
    darf_zentral(kontext)
        || crate::service::darf_ueberall::<amt::recht::Verwalten, Topf>(kontext, None).is_ok()
}

/// The findings of a rule go to their fields; everything else is passed on.
pub fn an_felder(ergebnis: Error, e: &mut Eingaben, sonst: &str) -> Result<()> {
    match ergebnis {
        Error::Regel(befunde) => {
            for b in befunde {
                let feld = if b.ort.is_empty() { sonst } else { &b.ort };
                e.melde(feld, b.code, b.text);
            }
            Ok(())
        }
        anders => Err(anders),
    }
}

/// An amount as people write it; `BUDGET-E09`, `BUDGET-E31`.
pub fn cent(e: &mut Eingaben, feld: &str) -> Option<Cent> {
    let roh = e.roh(feld).to_owned();
    if roh.is_empty() {
        return None;
    }
    match betrag::lesen(&roh) {
        Ok(c) => Some(c),
        Err(b) => {
            e.melde(feld, b.code, b.text);
            None
        }
    }
}

/// An amount that must be there.
pub fn pflichtcent(e: &mut Eingaben, feld: &str) -> Option<Cent> {
    if e.roh(feld).is_empty() {
        e.melde(feld, "WEB-E01", "Bitte einen Betrag eingeben.");
    }
    cent(e, feld)
}

/// A date that must be there.
pub fn pflichtdatum(e: &mut Eingaben, feld: &str) -> Option<Datum> {
    e.pflichtdatum(feld).map(Datum)
}

/// A key from a hidden or chosen field.
pub fn schluessel<T>(e: &mut Eingaben, feld: &str) -> Option<Id<T>> {
    e.auswahl::<uuid::Uuid>(feld).map(Id::von)
}

/// The act this form stands for: its key was drawn with the page, so the same form books once.
pub fn vorgang(app: &App, e: &mut Eingaben, anlass: &str) -> Vorgang {
    Vorgang {
        id: e
            .auswahl::<uuid::Uuid>("einmal")
            .unwrap_or_else(|| app.ids.uuid()),
        anlass: anlass.to_owned(),
    }
}

/// The Ampel as a badge: words, and a colour that only supports them.
pub fn zeichen(a: Ampel) -> Status {
    match a {
        Ampel::Gruen => Status::gut("grün"),
        Ampel::Gelb => Status::achtung("gelb"),
        Ampel::Rot => Status::ernst("rot"),
    }
}

/// Töpfe as choices.
pub fn toepfe_wahl(toepfe: &[Topf]) -> Vec<Wahl> {
    toepfe
        .iter()
        .map(|t| {
            let text = format!(
                "{} ({}, {}), verfügbar {}",
                t.bezeichnung,
                t.art,
                t.arbeitsart,
                t.verfuegbar()
            );
            Wahl::neu(t.id, text)
        })
        .collect()
}

/// Choices from a closed list.
pub fn wahlen<T: Copy>(alle: &[T], code: fn(T) -> &'static str, wort: fn(T) -> &'static str) -> Vec<Wahl> {
    alle.iter().map(|x| Wahl::neu(code(*x), wort(*x))).collect()
}

/// A cell of a CSV file that no spreadsheet takes for a formula.
pub fn zelle(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A file to keep.
pub fn datei(name: &str, art: &'static str, inhalt: Vec<u8>) -> axum::response::Response {
    use axum::{http::header, response::IntoResponse};
    (
        [
            (header::CONTENT_TYPE, art.to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ],
        inhalt,
    )
        .into_response()
}
