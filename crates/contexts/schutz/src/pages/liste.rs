//! `/meldungen`: running procedures with what is due, who is on duty, what the Leitung must know.

use amt::{App, Error, Huelle, Kontext, meldung::weiter};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::Id;
use web::{Ergebnis, MeldungArt, Seite, Shell, Status, WebFehler};

use crate::{
    model::{Dienst, Dringlichkeit, Hinweis, Meldung, Notzugriff},
    service::{
        dienst, eintragen, ief,
        lesen::{self, Faellig},
        melden, notzugriff,
    },
};

struct Zeile {
    m: Meldung,
    faellig: Option<Faellig>,
    dringlichkeit: Status,
}

#[derive(Template)]
#[template(path = "schutz/liste.html")]
struct Liste {
    shell: Shell,
    zeilen: Vec<Zeile>,
    liest: bool,
    darf_neu: bool,
    darf_not: bool,
    darf_plan: bool,
    darf_ief: bool,
    darf_statistik: bool,
    e00: Option<String>,
    dienste: Vec<Dienst>,
    hinweise: Vec<(Hinweis, Meldung)>,
    notzugriffe: Vec<(Notzugriff, bool)>,
    spaet: Status,
}

pub(super) fn dringlich(d: Dringlichkeit) -> Status {
    match d {
        Dringlichkeit::Sofort => Status::ernst(d.wort()),
        Dringlichkeit::Dringend => Status::achtung(d.wort()),
        Dringlichkeit::Zeitnah => Status::info(d.wort()),
    }
}

pub(super) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let liest = amt::recht::Sicht::auf::<Meldung>(&kontext).is_ok();
    let darf_neu = melden::darf(&kontext);
    if !liest && !darf_neu {
        return Err(WebFehler::nicht_gefunden());
    }
    let laufende = lesen::laufende(&app, &mut tx, &kontext, None).await?;
    lesen::gezeigt(&app, &mut tx, &kontext, &laufende, "liste")?;
    let mut zeilen = Vec::new();
    for m in laufende {
        let faellig = lesen::faellig(&app, &mut tx, &m).await?;
        zeilen.push(Zeile {
            faellig,
            dringlichkeit: dringlich(m.dringlichkeit),
            m,
        });
    }
    // what is due first stands first; what waits for nothing last
    zeilen.sort_by_key(|z| {
        z.faellig
            .as_ref()
            .map_or(base::Zeitpunkt(jiff::Timestamp::MAX), |f| f.bis)
    });
    let go = amt::ordnung::geltende(&app, &mut tx).await?;
    let seite = Liste {
        shell: huelle.titel("Kinderschutz"),
        zeilen,
        liest,
        darf_neu,
        darf_not: notzugriff::darf(&kontext),
        darf_plan: dienst::darf(&kontext),
        darf_ief: ief::darf(&kontext),
        darf_statistik: super::statistik::darf(&kontext),
        e00: melden::ohne_kapitel_6(&go).map(|b| format!("{} ({})", b.text, b.code)),
        dienste: dienst::jetzt(&app, &mut tx).await?,
        hinweise: lesen::hinweise(&app, &mut tx, &kontext).await?,
        notzugriffe: notzugriff::offene(&app, &mut tx, &kontext).await?,
        spaet: Status::ernst("überfällig"),
    };
    tx.commit().await.map_err(Error::from)?;
    Ok(Seite::neu(seite).into_response())
}

pub(super) async fn kenntnis(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Hinweis>>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    match eintragen::zur_kenntnis(&app, &mut tx, &kontext, id).await {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            Ok(weiter("/meldungen", MeldungArt::Erfolg, "Zur Kenntnis genommen."))
        }
        Err(e) => {
            drop(tx);
            Err(super::abgewiesen(&app, &kontext, id.uuid(), e, "entscheiden").await)
        }
    }
}
