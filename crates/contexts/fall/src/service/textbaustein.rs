//! Texts of the office: kept, offered in forms, never lost. A form copies the words, so that a decision says what it
//! said, whatever becomes of the text.

use amt::{
    App, Error, Kontext, Result, journal,
    recht::{OrganisationsArt, Rolle},
};
use base::{Befund, Id};
use store::Tx;

use super::fall::zugang;
use crate::{
    model::{Textbaustein, Textfassung, Textzweck},
    rules::textbaustein as regeln,
    store::textbaustein as db,
};

/// Who keeps them: the Leitung, and who leads cases where the matrix knows none (SGB IX, SGB XII).
const PFLEGEN: [Rolle; 3] = [Rolle::R04, Rolle::R11, Rolle::R13];

/// Whether the user keeps the texts.
#[must_use]
pub fn pflegt(kontext: &Kontext) -> bool {
    kontext.organisation() == OrganisationsArt::Oeffentlich && PFLEGEN.iter().any(|r| kontext.hat(*r))
}

async fn darf_lesen(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<()> {
    zugang::sicht(app, tx, kontext).await.map(drop)
}

async fn darf_pflegen(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<()> {
    darf_lesen(app, tx, kontext).await?;
    if pflegt(kontext) {
        Ok(())
    } else {
        Err(Error::NichtGefunden)
    }
}

/// All texts; those no longer offered only for whoever keeps them.
///
/// # Errors
/// [`Error::NichtGefunden`] for whoever sees no cases.
pub async fn alle(app: &App, tx: &mut Tx, kontext: &Kontext) -> Result<Vec<Textbaustein>> {
    darf_lesen(app, tx, kontext).await?;
    let mut alle = db::alle(tx).await?;
    alle.retain(|t| t.angeboten || pflegt(kontext));
    Ok(alle)
}

/// One text with all its wordings, the newest first.
///
/// # Errors
/// [`Error::NichtGefunden`].
pub async fn einer(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    id: Id<Textbaustein>,
) -> Result<(Textbaustein, Vec<Textfassung>)> {
    darf_lesen(app, tx, kontext).await?;
    let t = db::load(tx, id)
        .await?
        .filter(|t| t.angeboten || pflegt(kontext))
        .ok_or(Error::NichtGefunden)?;
    Ok((t, db::fassungen(tx, id).await?))
}

/// What a form offers.
///
/// # Errors
/// When the database refuses.
pub async fn angebotene(tx: &mut Tx, zwecke: &[Textzweck]) -> Result<Vec<Textbaustein>> {
    let mut alle = db::alle(tx).await?;
    alle.retain(|t| t.angeboten && zwecke.contains(&t.zweck));
    Ok(alle)
}

async fn pruefen(tx: &mut Tx, t: &Textbaustein) -> Result<()> {
    let mut b = regeln::pruefen(&t.text);
    if db::titel_vergeben(tx, t).await? {
        let text = "Für dieses Feld gibt es schon einen Textbaustein mit diesem Namen.";
        b.push(Befund::neu("FALL-E291", text).an("titel"));
    }
    if b.is_empty() {
        Ok(())
    } else {
        Err(Error::Regel(b))
    }
}

fn notieren(app: &App, tx: &mut Tx, kontext: &Kontext, was: &str, id: Id<Textbaustein>) {
    let aktion = format!("textbaustein.{was}");
    journal::ereignis(
        tx,
        &*app.uhr,
        Some(kontext.benutzer()),
        &aktion,
        true,
        &id.to_string(),
    );
}

/// Keeps a new text as its first wording.
///
/// # Errors
/// `FALL-E291`, `FALL-E292`; [`Error::NichtGefunden`] for whoever keeps none.
pub async fn anlegen(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (zweck, titel, text): (Textzweck, String, String),
) -> Result<Id<Textbaustein>> {
    darf_pflegen(app, tx, kontext).await?;
    let jetzt = app.uhr.jetzt();
    let t = Textbaustein {
        id: app.ids.neu(),
        version: 1,
        zweck,
        titel,
        text,
        nummer: 1,
        angeboten: true,
        geaendert_am: jetzt,
        geaendert_name: kontext.name().to_owned(),
    };
    pruefen(tx, &t).await?;
    db::insert(tx, &t).await?;
    db::fassung(tx, &t, (kontext.benutzer().uuid(), jetzt)).await?;
    notieren(app, tx, kontext, "anlegen", t.id);
    Ok(t.id)
}

async fn zu_aendern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Textbaustein>, i64),
) -> Result<Textbaustein> {
    darf_pflegen(app, tx, kontext).await?;
    let t = db::load(tx, id).await?.ok_or(Error::NichtGefunden)?;
    if t.version == version {
        Ok(t)
    } else {
        Err(Error::Konflikt)
    }
}

/// Keeps a new wording; the same words again are none.
///
/// # Errors
/// As [`anlegen`]; [`Error::Konflikt`] when somebody was faster.
pub async fn speichern(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    welcher: (Id<Textbaustein>, i64),
    (titel, text): (String, String),
) -> Result<()> {
    let alt = zu_aendern(app, tx, kontext, welcher).await?;
    if alt.titel == titel && alt.text == text {
        return Ok(());
    }
    let jetzt = app.uhr.jetzt();
    let neu = Textbaustein {
        titel,
        text,
        nummer: alt.nummer + 1,
        geaendert_am: jetzt,
        geaendert_name: kontext.name().to_owned(),
        ..alt
    };
    pruefen(tx, &neu).await?;
    db::update(tx, &neu).await?;
    db::fassung(tx, &neu, (kontext.benutzer().uuid(), jetzt)).await?;
    notieren(app, tx, kontext, "speichern", neu.id);
    Ok(())
}

/// Makes an earlier wording the newest one.
///
/// # Errors
/// As [`speichern`].
pub async fn zurueck(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    (id, version): (Id<Textbaustein>, i64),
    nummer: i64,
) -> Result<()> {
    darf_pflegen(app, tx, kontext).await?;
    let fassung = db::fassungen(tx, id)
        .await?
        .into_iter()
        .find(|f| f.nummer == nummer)
        .ok_or(Error::NichtGefunden)?;
    speichern(app, tx, kontext, (id, version), (fassung.titel, fassung.text)).await
}

/// Takes a text out of the forms, or puts it back.
///
/// # Errors
/// As [`speichern`].
pub async fn anbieten(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    welcher: (Id<Textbaustein>, i64),
    angeboten: bool,
) -> Result<()> {
    let alt = zu_aendern(app, tx, kontext, welcher).await?;
    let neu = Textbaustein {
        angeboten,
        geaendert_am: app.uhr.jetzt(),
        geaendert_name: kontext.name().to_owned(),
        ..alt
    };
    db::update(tx, &neu).await?;
    notieren(app, tx, kontext, "anbieten", neu.id);
    Ok(())
}
