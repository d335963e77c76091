//! Tells people: a notice in the program and an e-mail. Neither holds content or names a person.

use amt::{App, Result, recht::Rolle};
use store::{Tx, auftrag};

use crate::{
    model::Meldung,
    nachbarn::nachbarn,
    store::{akte, meldung as db},
};

/// The Leitung of the spaces of this Meldung.
///
/// # Errors
/// When the database refuses.
pub async fn leitung(app: &App, tx: &mut Tx, m: &Meldung, text: &str) -> Result<()> {
    akte::hinweis(tx, app.ids.uuid(), m.id, text, app.uhr.jetzt()).await?;
    let raeume = db::raeume(tx, m).await?;
    let n = nachbarn(app)?;
    let dort = n.mit_rolle(app, tx, &[Rolle::R04], &raeume).await?;
    // where no leader is set for the space, every leader is told rather than nobody
    let raeume = if dort.is_empty() { vec![] } else { raeume };
    post(app, tx, &m.kennzeichen, &[Rolle::R04], &raeume, text).await
}

/// An e-mail to everybody who holds one of these roles.
///
/// # Errors
/// When the database refuses.
pub async fn post(
    app: &App,
    tx: &mut Tx,
    kennzeichen: &str,
    rollen: &[Rolle],
    raeume: &[uuid::Uuid],
    text: &str,
) -> Result<()> {
    for wer in nachbarn(app)?.mit_rolle(app, tx, rollen, raeume).await? {
        if wer.email.is_empty() {
            continue;
        }
        let brief = serde_json::json!({
            "an": wer.email,
            "betreff": format!("Kinderschutz {kennzeichen}: bitte ansehen"),
            "text": format!("{text}\n\nKennzeichen {kennzeichen}. Bitte melden Sie sich im Programm an. Diese Nachricht enthält keine Angaben zur Familie.\n"),
        });
        auftrag::anlegen(
            tx,
            app.ids.neu(),
            "mail",
            &brief.to_string(),
            None,
            app.uhr.jetzt(),
        )
        .await?;
    }
    Ok(())
}
