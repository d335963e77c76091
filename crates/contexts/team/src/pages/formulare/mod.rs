//! The forms that create and change a team or a person. Both keep a draft while somebody types.

pub mod person;
pub mod team;

use amt::{App, Kontext, Result, entwurf};
use store::Tx;
use web::Formular;

/// The draft of this form when there is one, else what is stored.
async fn mit_entwurf(
    app: &App,
    tx: &mut Tx,
    kontext: &Kontext,
    formular: &str,
    objekt: &str,
    f: Formular,
) -> Result<(Formular, bool)> {
    let gemerkt = entwurf::laden(tx, kontext, formular, objekt).await?;
    Ok(gemerkt.map_or((f, false), |e| {
        (e.als_formular().setze("einmal", app.ids.uuid()), true)
    }))
}
