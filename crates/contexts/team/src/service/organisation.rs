use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::Id;
use store::Tx;

use super::unterschiede;
use crate::{
    ablage::{Wann, organisation},
    model::Organisation,
};

/// Creates an organisation, or changes the one the permission is for.
///
/// # Errors
/// [`amt::Error::Konflikt`] when somebody saved in between.
pub async fn organisation_speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Organisation>,
    mut neu: Organisation,
) -> Result<Id<Organisation>> {
    let wann = Wann::jetzt(app, may.kontext());
    let angaben = if let Some(id) = may.objekt() {
        neu.id = id;
        let alt = organisation::laden(tx, id).await?;
        organisation::aendern(tx, &neu, wann).await?;
        unterschiede!(alt, neu; name, art, anerkannt_75, groesse_vzae)
    } else {
        neu.id = app.ids.neu();
        organisation::anlegen(tx, &neu, wann).await?;
        "neu".to_owned()
    };
    journal::notieren(tx, &*app.uhr, may, neu.id, angaben);
    Ok(neu.id)
}
