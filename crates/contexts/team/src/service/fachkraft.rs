use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Id};
use store::Tx;

use super::{feld, ohne_befund, unterschiede};
use crate::{
    ablage::{Wann, fachkraft, organisation},
    model::{Fachkraft, Praesenz},
};

/// Creates a person, or changes the one the permission is for.
///
/// # Errors
/// [`amt::Error::Regel`] with the wrong fields, [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn fachkraft_speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Fachkraft>,
    mut neu: Fachkraft,
) -> Result<Id<Fachkraft>> {
    ohne_befund(pruefen(&neu))?;
    if let Some(o) = neu.organisation {
        organisation::laden(tx, o).await?;
    }
    let wann = Wann::jetzt(app, may.kontext());
    let angaben = if let Some(id) = may.objekt() {
        neu.id = id;
        let alt = fachkraft::laden(tx, id).await?;
        // the account is linked by whoever makes accounts, not by this form
        neu.benutzer = neu.benutzer.or(alt.benutzer);
        fachkraft::aendern(tx, &neu, wann).await?;
        unterschiede!(alt, neu; name, telefon, email, sprachen, qualifikation, ief, organisation, benutzer)
    } else {
        neu.id = app.ids.neu();
        fachkraft::anlegen(tx, &neu, wann).await?;
        "neu".to_owned()
    };
    journal::notieren(tx, &*app.uhr, may, neu.id, angaben);
    Ok(neu.id)
}

fn pruefen(f: &Fachkraft) -> Vec<Befund> {
    let mut befunde = Vec::new();
    if f.name.trim().is_empty() {
        befunde.push(feld("WEB-E01", "name", "Bitte einen Namen eingeben."));
    }
    if !f.email.is_empty()
        && !f
            .email
            .split_once('@')
            .is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
    {
        befunde.push(feld(
            "WEB-E06",
            "email",
            "Bitte eine E-Mail-Adresse wie name@stadt.example eingeben.",
        ));
    }
    let ist_code = |s: &String| matches!(s.len(), 2 | 3) && s.bytes().all(|b| b.is_ascii_lowercase());
    if !f.sprachen.iter().all(ist_code) {
        befunde.push(feld(
            "WEB-E06",
            "sprachen",
            "Bitte Sprachen als Kürzel schreiben, zum Beispiel: de, tr, ar.",
        ));
    }
    befunde
}

/// Adds a regular presence in the quarter.
///
/// # Errors
/// [`amt::Error::Regel`] when it ends before it begins or the weekday is none.
pub async fn praesenz_anlegen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Fachkraft>,
    mut neu: Praesenz,
) -> Result<Id<Praesenz>> {
    let mut befunde = Vec::new();
    if !(1..=7).contains(&neu.wochentag) {
        befunde.push(feld("WEB-E06", "wochentag", "Bitte einen Wochentag wählen."));
    }
    if neu.bis_minute <= neu.von_minute || neu.bis_minute > 24 * 60 {
        befunde.push(feld(
            "WEB-E05",
            "bis",
            "Das Ende muss nach dem Beginn am selben Tag liegen.",
        ));
    }
    ohne_befund(befunde)?;
    fachkraft::laden(tx, neu.fachkraft).await?;
    neu.id = app.ids.neu();
    fachkraft::praesenz_anlegen(tx, &neu, Wann::jetzt(app, may.kontext())).await?;
    journal::notieren(tx, &*app.uhr, may, neu.fachkraft, "praesenz");
    Ok(neu.id)
}

/// Takes a regular presence away.
///
/// # Errors
/// [`amt::Error::Konflikt`] when it is gone already.
pub async fn praesenz_entfernen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Fachkraft>,
    wer: Id<Fachkraft>,
    id: Id<Praesenz>,
) -> Result<()> {
    fachkraft::praesenz_entfernen(tx, wer, id).await?;
    journal::notieren(tx, &*app.uhr, may, wer, "praesenz");
    Ok(())
}
