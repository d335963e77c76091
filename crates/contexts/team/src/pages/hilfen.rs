//! What several pages of this room need.

use amt::{
    App, Error, Kontext, Result,
    go::Sektor,
    navigation::darf,
    recht::{Befugnis, Bereich, Bezug, Lesen, Objektart, Recht},
};
use base::{Befund, Datum, Id};
use store::Tx;
use web::{Eingaben, Feldfehler, Wahl};

use crate::{ablage, service::Raeume};

/// A connection for reading.
pub async fn lesen(app: &App) -> Result<Tx> {
    Ok(app.db.read().await?)
}

/// A transaction for writing.
pub async fn schreiben(app: &App) -> Result<Tx> {
    Ok(app.db.write().await?)
}

/// Makes it permanent.
pub async fn fertig(tx: Tx) -> Result<()> {
    Ok(tx.commit().await?)
}

/// Whether this kind may be looked at in general.
pub fn darf_lesen<K: Objektart>(kontext: &Kontext, id: Option<Id<K>>) -> Result<()> {
    Befugnis::<Lesen, K>::pruefen(kontext, id, Bezug::default()).map(drop)
}

/// Whether buttons for changing are shown.
pub fn darf_bearbeiten(kontext: &Kontext) -> bool {
    darf(kontext, Bereich::Team, Recht::Bearbeiten)
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

/// As [`an_felder`], with every finding in the summary, also several of one field.
pub fn als_fehler(befunde: &[Befund], sonst: &str) -> Vec<Feldfehler> {
    let fehler = |b: &Befund| Feldfehler {
        feld: if b.ort.is_empty() {
            sonst.to_owned()
        } else {
            b.ort.clone()
        },
        code: b.code.to_owned(),
        text: b.text.clone(),
    };
    befunde.iter().map(fehler).collect()
}

/// A key from a hidden or chosen field; `WEB-E06` when it is none.
pub fn schluessel<T>(e: &mut Eingaben, feld: &str) -> Option<Id<T>> {
    e.auswahl::<uuid::Uuid>(feld).map(Id::von)
}

/// The version a form was drawn with.
pub fn version(e: &mut Eingaben) -> i64 {
    e.zahl("version", 0, i64::MAX).unwrap_or(0)
}

/// A Sektor; `WEB-E06` when it is none.
pub fn sektor(e: &mut Eingaben, feld: &str) -> Option<Sektor> {
    let roh = e.roh(feld).to_owned();
    let gefunden = Sektor::von_code(&roh);
    if gefunden.is_none() && !roh.is_empty() {
        e.melde(feld, "WEB-E06", "Bitte einen Eintrag aus der Liste wählen.");
    }
    gefunden
}

/// A date that must be there.
pub fn pflichtdatum(e: &mut Eingaben, feld: &str) -> Option<Datum> {
    e.pflichtdatum(feld).map(Datum)
}

/// Choices from a closed list.
pub fn wahlen(paare: &[(&'static str, &'static str)]) -> Vec<Wahl> {
    paare.iter().map(|(c, w)| Wahl::neu(c, *w)).collect()
}

/// All people as choices.
pub async fn leute(tx: &mut Tx) -> Result<Vec<Wahl>> {
    Ok(ablage::fachkraft::alle_kurz(tx)
        .await?
        .into_iter()
        .map(|f| Wahl::neu(f.id, f.name))
        .collect())
}

/// All positions as choices, with their team.
pub async fn stellen(tx: &mut Tx) -> Result<Vec<Wahl>> {
    let teams = ablage::team::alle(tx).await?;
    let team = |id| teams.iter().find(|t| t.id == id).map_or("", |t| t.name.as_str());
    Ok(ablage::stelle::alle(tx)
        .await?
        .into_iter()
        .map(|s| Wahl::neu(s.id, format!("{} ({})", s.bezeichnung, team(s.team))))
        .collect())
}

/// All spaces as choices, in the order of their codes, lower levels indented.
pub fn raeume_wahl(raeume: &Raeume) -> Vec<Wahl> {
    raeume
        .alle()
        .map(|r| {
            let tiefe = raeume.kette(r.id).len().saturating_sub(1);
            Wahl::neu(r.id, format!("{}{} {}", "– ".repeat(tiefe), r.code, r.name))
        })
        .collect()
}

/// A choice beyond the reach of the role is a wrong field, so that the input is kept; everything else is passed on.
pub fn in_reichweite<B>(ergebnis: Result<B>, e: &mut Eingaben, feld: &str, text: &str) -> Result<Option<B>> {
    match ergebnis {
        Ok(may) => Ok(Some(may)),
        Err(Error::NichtGefunden) => {
            e.melde(feld, "WEB-E06", text);
            Ok(None)
        }
        Err(anders) => Err(anders),
    }
}

/// Uses up the key against double submits; `false` when the same form came already.
pub async fn erstes_mal(tx: &mut Tx, kontext: &Kontext, e: &mut Eingaben) -> Result<bool> {
    match e.auswahl::<uuid::Uuid>("einmal") {
        Some(einmal) => amt::einmal::verbrauchen(tx, einmal, kontext).await,
        None => Ok(true),
    }
}

/// A cell of a CSV file that no spreadsheet takes for a formula.
pub fn zelle(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
