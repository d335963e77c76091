//! The Geschäftsordnung of the model: brought in by one administrator, put into force by another.

use amt::{
    App,
    ordnung::{self, Fassung},
    recht::{Befugnis, Bezug, Rolle, Verwalten},
};
use store::Tx;

use super::Leute;

macro_rules! eingebaut {
    ($($kennung:literal),*) => {
        &[$(($kennung, include_str!(concat!("../../../../modelle/", $kennung, "/go.toml")))),*]
    };
}
const EINGEBAUT: &[(&str, &str)] = eingebaut!["isar", "graz", "norderstedt", "saarbruecken", "kiel"];

/// The text of a built-in model's Geschäftsordnung.
#[must_use]
pub fn text(kennung: &str) -> Option<&'static str> {
    EINGEBAUT
        .iter()
        .find(|(k, _)| *k == kennung)
        .map(|(_, text)| *text)
}

/// Takes it from draft to force.
///
/// # Errors
/// The findings of the rule book.
pub async fn in_kraft(app: &App, tx: &mut Tx, toml: &str, leute: &Leute) -> anyhow::Result<()> {
    let wer = leute.erste(Rolle::R26)?;
    let may = Befugnis::<Verwalten, Fassung>::pruefen(wer, None, Bezug::default())?;
    let id = ordnung::einspielen(app, tx, &may, toml).await?;
    // agreed on, decided, in force: the last step takes a second person
    for wer in [wer, wer, leute.zweite_verwaltung()] {
        let may = Befugnis::<Verwalten, Fassung>::pruefen(wer, Some(id), Bezug::default())?;
        let version = ordnung::eine(tx, id).await?.version;
        ordnung::weiter(app, tx, &may, id, version, None).await?;
    }
    Ok(())
}
