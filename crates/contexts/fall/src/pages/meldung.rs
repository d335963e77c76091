//! `/meldungen/{id}`: one Meldung under § 8a, for the protective circle only. Every look at it is noted.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Ergebnis, Seite, Shell, Status};

use crate::{model::Meldung, service::lesen};

#[derive(Template)]
#[template(path = "fall/meldung.html")]
struct MeldungSeite {
    shell: Shell,
    m: Meldung,
    dringlichkeit: Status,
    spaet: bool,
    /// The Anliegen, when the user may see it too.
    anliegen: bool,
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Meldung>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let m = lesen::meldung(&app, &mut tx, &kontext, id).await?;
    let anliegen = match m.anliegen {
        Some(a) => lesen::befugt::<amt::recht::Lesen>(&app, &mut tx, &kontext, Id::von(a))
            .await
            .is_ok(),
        None => false,
    };
    tx.commit().await.map_err(Error::from)?;
    Ok(Seite::neu(MeldungSeite {
        shell: huelle
            .titel(format!("Meldung nach § 8a vom {}", m.eingang.lang()))
            .ueber("Heute", "/"),
        dringlichkeit: Status::ernst(m.dringlichkeit.wort()),
        spaet: m.stand == crate::service::melden::EINGEGANGEN && app.uhr.jetzt() > m.erstbewertung_bis,
        anliegen,
        m,
    })
    .into_response())
}
