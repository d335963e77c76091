//! `/meldungen/statistik`: assessments of a year by result, with small numbers hidden (RL-09).

use amt::{
    App, Error, Huelle, Kontext,
    recht::{Bereich, Rolle, matrix},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use web::{Ergebnis, Seite, Shell, WebFehler};

use crate::{
    model::Ergebnis as Urteil,
    rules::statistik::{Ergebnisse, prozent},
    store::einschaetzung,
};

#[derive(Template)]
#[template(path = "schutz/statistik.html")]
struct StatistikSeite {
    shell: Shell,
    jahr: i64,
    gesamt: u64,
    k: u64,
    /// (result, number, share); empty when there are too few.
    zeilen: Vec<(&'static str, String, String)>,
    kwg: String,
}

/// The Leitung, and who sees sums of this room.
pub(super) fn darf(kontext: &Kontext) -> bool {
    kontext.hat(Rolle::R04)
        || kontext
            .rollen()
            .iter()
            .any(|r| matrix(r.rolle, Bereich::Schutz).aggregiert)
}

pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    if !darf(&kontext) {
        return Err(WebFehler::nicht_gefunden());
    }
    let jahr = i64::from(app.uhr.heute().0.year());
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    let zaehlung = einschaetzung::zaehlung(&mut tx, jahr)
        .await
        .map_err(Error::from)?;
    drop(tx);
    let e = Ergebnisse::aus(
        zaehlung
            .into_iter()
            .filter_map(|(code, n)| Some((code.parse().ok()?, u64::try_from(n).ok()?))),
    );
    let k = u64::from(go.k_anonymitaet).max(3);
    // one hidden cell can be worked out from the sum: all or nothing
    let genug = e.je.iter().all(|n| *n == 0 || *n >= k);
    let zeilen = if genug && e.gesamt() > 0 {
        Urteil::ALLE
            .iter()
            .map(|u| {
                (
                    u.wort(),
                    e.je[*u as usize].to_string(),
                    prozent(e.anteil_promille(*u)),
                )
            })
            .collect()
    } else {
        vec![]
    };
    Ok(Seite::neu(StatistikSeite {
        shell: huelle
            .titel(format!("Gefährdungseinschätzungen {jahr}"))
            .ueber("Kinderschutz", "/meldungen"),
        jahr,
        gesamt: if genug { e.gesamt() } else { 0 },
        k,
        zeilen,
        kwg: prozent(e.kwg_promille()),
    })
    .into_response())
}
