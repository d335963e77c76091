//! The people of a space, on its page.

use amt::{
    App, Kontext,
    go::Sektor,
    navigation::darf,
    recht::{Bereich, Recht},
};
use askama::Template;
use base::Id;
use raum::{
    Raumeinheit,
    abschnitt::{Abschnitt, Zukunft},
};
use store::Tx;

use crate::{
    ablage,
    model::{Team, Zustaendigkeit},
    service,
};

/// The section "Menschen und Zuständigkeit".
#[derive(Debug, Clone, Copy, Default)]
pub struct MenschenUndZustaendigkeit;

#[derive(Template)]
#[template(path = "team/abschnitt.html")]
struct Teil {
    teams: Vec<Team>,
    gesichter: Vec<(Sektor, Zustaendigkeit)>,
    raum: Id<Raumeinheit>,
}

impl Abschnitt for MenschenUndZustaendigkeit {
    fn titel(&self) -> &'static str {
        "Menschen und Zuständigkeit"
    }

    fn html<'a>(
        &'a self,
        app: &'a App,
        tx: &'a mut Tx,
        kontext: &'a Kontext,
        raum: Id<Raumeinheit>,
    ) -> Zukunft<'a, amt::Result<Option<String>>> {
        Box::pin(async move {
            if !darf(kontext, Bereich::Team, Recht::Lesen) {
                return Ok(None);
            }
            let heute = app.uhr.heute();
            let raeume = service::raeume(app, tx, heute).await?;
            let kette: Vec<_> = raeume.kette(raum).iter().map(|r| r.id).collect();
            let hier = |t: &Team| t.raeume.iter().any(|r| kette.contains(r));
            let teams = ablage::team::alle(tx).await?.into_iter().filter(hier).collect();
            let gesichter = service::gesichter(app, tx, raum, heute).await?;
            let teil = Teil {
                teams,
                gesichter,
                raum,
            };
            teil.render()
                .map(Some)
                .map_err(|e| amt::Error::Intern(e.to_string()))
        })
    }
}
