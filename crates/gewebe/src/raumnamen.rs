//! The names of the spaces for the form of an account, which `amt` cannot know itself.

use amt::App;
use store::Tx;

/// All spaces in force today.
#[derive(Debug, Clone, Copy)]
pub struct Raumnamen;

impl amt::Raumnamen for Raumnamen {
    fn alle<'a>(&'a self, app: &'a App, tx: &'a mut Tx) -> amt::Raumliste<'a> {
        Box::pin(async move {
            let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
            Ok(raeume
                .alle()
                .map(|r| (r.id.uuid(), format!("{} {}", r.code, r.name)))
                .collect())
        })
    }
}
