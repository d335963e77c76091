//! `/`: what is due today, for whoever looks.

use amt::{
    App, Error, Huelle, Kontext, entwurf,
    navigation::darf,
    recht::{Bereich, OrganisationsArt, Recht, Rolle, Sicht},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use base::Datum;
use web::{Ergebnis, Fertig, Seite, Shell, Status};

use crate::{
    model::{Anliegen, Meldung},
    nachbarn::nachbarn,
    service::lesen,
    store::{Filter, Zeile},
};

/// Rows of each board.
const ZEILEN: i64 = 8;

struct Tafel {
    titel: &'static str,
    leer: &'static str,
    alle: &'static str,
    zeilen: Vec<Zeile>,
    gesamt: i64,
}

#[derive(Template)]
#[template(path = "fall/start.html")]
struct Start {
    shell: Shell,
    darf_neu: bool,
    /// Somebody of a Träger: their orders.
    traeger: bool,
    meldungen: Vec<Meldung>,
    tafeln: Vec<Tafel>,
    entwuerfe: Fertig,
    heute: Datum,
    ueberfaellig: Status,
}

pub(crate) async fn zeigen(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut tafeln = Vec::new();
    if Sicht::auf::<Anliegen>(&kontext).is_ok() {
        let ich = kontext.benutzer().uuid();
        let fachkraft = nachbarn(&app)?.fachkraft_von(&app, &mut tx, ich).await?;
        // what is late stands above once; below comes only what else there is
        let meine = Filter {
            meine: Some((fachkraft, ich)),
            nur_offen: true,
            in_der_zeit: true,
            ..Filter::default()
        };
        let faellig = Filter {
            ueberfaellig: true,
            ..Filter::default()
        };
        let rueckruf = Filter {
            rueckruf: true,
            in_der_zeit: true,
            ..Filter::default()
        };
        let alle = [
            (
                "Überfällig",
                "Nichts ist überfällig.",
                "/anliegen?faellig=ja",
                faellig,
            ),
            (
                "Zugesagte Rückrufe",
                "Kein weiterer Rückruf ist offen.",
                "/anliegen?rueckruf=ja&puenktlich=ja",
                rueckruf,
            ),
            (
                "Meine weiteren offenen Anliegen",
                "Sie haben kein weiteres offenes Anliegen.",
                "/anliegen?wer=meine&puenktlich=ja",
                meine,
            ),
        ];
        for (titel, leer, url, filter) in alle {
            let (zeilen, gesamt) = lesen::liste(&app, &mut tx, &kontext, &filter, (0, ZEILEN)).await?;
            tafeln.push(Tafel {
                titel,
                leer,
                alle: url,
                zeilen,
                gesamt,
            });
        }
    }
    let meldungen = lesen::meldungen(&app, &mut tx, &kontext).await?;
    let shell = huelle.titel("Heute");
    let entwuerfe = entwurf::liste(&app, &mut tx, &kontext, &shell.csrf).await?;
    // one connection at a time: whoever reads does not wait for the writer
    drop(tx);
    for t in &tafeln {
        lesen::gezeigt_jetzt(&app, &kontext, &t.zeilen, "heute").await?;
    }
    Ok(Seite::neu(Start {
        traeger: kontext.organisation() != OrganisationsArt::Oeffentlich
            && (kontext.hat(Rolle::R09) || kontext.hat(Rolle::R10)),
        darf_neu: darf(&kontext, Bereich::Service, Recht::Anlegen),
        meldungen,
        tafeln,
        entwuerfe: Fertig::aus(&entwuerfe)?,
        heute: app.uhr.heute(),
        ueberfaellig: Status::ernst("überfällig"),
        shell,
    })
    .into_response())
}
