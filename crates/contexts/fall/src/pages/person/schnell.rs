//! The search of the header: one field for what people have at hand, from any page. Names are sent, never written into
//! an address (ASVS 14.2.1).

use amt::{App, Error, Kontext};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::Datum;
use web::{Eingaben, Ergebnis, Seite, eingaben::lies_datum};

use crate::{
    model::Fundart,
    service::person::suchen::{self, Kandidat, Suchfrage},
};

/// Persons below the field; the others are on the page of the search.
const HOECHSTENS: usize = 8;

#[derive(Template)]
#[template(path = "fall/person/schnell.html")]
struct Treffer {
    gesucht: bool,
    personen: Vec<Kandidat>,
    mehr: usize,
}

/// What somebody typed into one field: a date is a date of birth, other digits an Aktenzeichen, the rest a name.
pub(super) fn aus_einem(text: &str) -> Suchfrage {
    let text = text.trim();
    let mut frage = Suchfrage::default();
    if let Some(tag) = lies_datum(text) {
        frage.geburtsdatum = Some(Datum(tag));
    } else if text.contains(|c: char| c.is_ascii_digit()) {
        text.clone_into(&mut frage.aktenzeichen);
    } else {
        text.clone_into(&mut frage.nachname);
    }
    frage
}

/// Where the only thing found leads: to the case before the Anliegen it came from; `None` when there is a choice.
pub(super) fn einziges(alle: &[Kandidat]) -> Option<String> {
    let [k] = alle else { return None };
    let mut faelle = k.fundstellen.iter().filter(|s| s.art == Fundart::Fall);
    match (faelle.next(), faelle.next(), &k.fundstellen[..]) {
        (Some(fall), None, _) => Some(fall.pfad()),
        (None, None, [stelle]) => Some(stelle.pfad()),
        _ => None,
    }
}

/// `POST /personen/schnell`: what is shown below the field while somebody types.
pub(crate) async fn treffer(State(app): State<App>, kontext: Kontext, mut e: Eingaben) -> Ergebnis<Response> {
    let frage = aus_einem(&e.text("alles", 160));
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut personen = suchen::suchen(&app, &mut tx, &kontext, &frage).await?;
    drop(tx);
    let mehr = personen.len().saturating_sub(HOECHSTENS);
    personen.truncate(HOECHSTENS);
    suchen::gezeigt(&app, &kontext, &personen, "kopfsuche").await?;
    Ok(Seite::neu(Treffer {
        gesucht: !frage.leer(),
        personen,
        mehr,
    })
    .into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ein_feld_fuer_alles() {
        assert_eq!(
            aus_einem(" 04.03.1961 ").geburtsdatum,
            lies_datum("1961-03-04").map(Datum)
        );
        assert_eq!(aus_einem("jh-2026-0001").aktenzeichen, "jh-2026-0001");
        assert_eq!(aus_einem("hans meyer").nachname, "hans meyer");
        assert!(aus_einem(" ").leer());
    }
}
