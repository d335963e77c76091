//! The stamp that tells every server whether its copy of the directory is still right.

use amt::{App, Result};
use store::{Tx, werte};

/// To be called by everything that changes what the search shows. A stamp is never used twice, so that a change that
/// was rolled back leaves no wrong copy behind.
pub(crate) async fn geaendert(app: &App, tx: &mut Tx) -> Result<()> {
    tx.execute_one(
        "UPDATE netz_stand SET stempel = $1 WHERE id = 1",
        werte![app.ids.uuid().to_string()],
    )
    .await?;
    Ok(())
}
