//! What somebody typed is not lost: after a conflict, over an old draft, when somebody else was faster, and when the same
//! form comes twice.

use amt::{Error, Kontext};
use axum::response::{IntoResponse as _, Response};
use store::Tx;
use web::{Eingaben, Feldfehler, Formular, Umleitung};

/// What stands above a form whose record somebody else saved in between. The form has the new version by then, so
/// that saving once more is a decision and not a dead end.
pub(super) const KONFLIKT: &str = "Jemand anderes hat inzwischen gespeichert. Ihre Eingaben stehen noch hier. Bitte vergleichen Sie \
                        sie mit der Seite des Eintrags. Wenn Sie noch einmal speichern, gelten Ihre Eingaben.";

/// The form again after a rule or a conflict, with the input. Findings without a place go to `feld`. After a conflict
/// it has the version `jetzt`, so that saving once more is a decision and not a dead end.
///
/// # Errors
/// Any other error stays one.
pub(super) fn noch_einmal(
    mut e: Eingaben,
    fehler: Error,
    feld: &str,
    jetzt: Option<i64>,
) -> amt::Result<Formular> {
    match &fehler {
        Error::Regel(_) => {}
        Error::Konflikt => e.melde(feld, "WEB-E09", KONFLIKT),
        _ => return Err(fehler),
    }
    for b in fehler.befunde() {
        let ort = if b.ort.is_empty() { feld } else { &b.ort };
        e.melde(ort, b.code, b.text.clone());
    }
    let f = e.formular();
    Ok(match jetzt {
        Some(version) if matches!(fehler, Error::Konflikt) => f.ersetze("version", version),
        _ => f,
    })
}

/// A draft on top of the record as it stands now; says so when somebody saved since the draft began.
pub(super) fn aus_entwurf(f: Formular, version: i64, feld: &str) -> Formular {
    let begonnen = f.wert("version");
    let veraltet = !begonnen.is_empty() && begonnen != version.to_string();
    let neu = f.ersetze("version", version);
    if !veraltet {
        return neu;
    }
    neu.mit_fehlern([Feldfehler {
        feld: feld.to_owned(),
        code: "WEB-E09".to_owned(),
        text: KONFLIKT.to_owned(),
    }])
}

/// The answer to a form that came already: where its first submit led (see [`amt::einmal`]). `None` when this is the
/// first, or the form has no key.
pub(super) async fn schon_da(tx: &mut Tx, kontext: &Kontext, e: &Eingaben) -> amt::Result<Option<Response>> {
    let Ok(einmal) = e.roh("einmal").parse() else {
        return Ok(None);
    };
    if amt::einmal::verbrauchen(tx, einmal, kontext).await? {
        return Ok(None);
    }
    let pfad = amt::einmal::pfad(tx, einmal, kontext).await?;
    Ok(Some(Umleitung::nach(pfad.unwrap_or_default()).into_response()))
}

/// Notes where this form led.
pub(super) async fn gefuehrt(tx: &mut Tx, kontext: &Kontext, e: &Eingaben, pfad: &str) -> amt::Result<()> {
    match e.roh("einmal").parse() {
        Ok(einmal) => amt::einmal::ergebnis(tx, einmal, kontext, pfad).await,
        Err(_) => Ok(()),
    }
}

/// What was typed into a form the page does not draw any more, to be copied from there; only beside an error.
pub(super) fn verloren(f: &Formular, felder: &[(&'static str, &'static str)]) -> Vec<(&'static str, String)> {
    if f.alle_fehler().is_empty() {
        return Vec::new();
    }
    felder
        .iter()
        .map(|(feld, name)| (*name, f.wert(feld).to_owned()))
        .filter(|(_, wert)| !wert.is_empty())
        .collect()
}
