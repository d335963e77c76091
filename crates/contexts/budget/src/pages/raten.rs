//! One budget of a Träger with its instalments: what is booked, what is due, and revoking it.

use amt::{App, Error, Huelle, Kontext, meldung, recht::Bearbeiten};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use super::hilfen::{an_felder, darf_zentral, fertig, lesen, schreiben};
use crate::{
    model::{Buchung, Topf, Traegerbudget},
    rules::traegerbudget::Rate,
    service::{self, Ratenlage},
};

#[derive(Template)]
#[template(path = "budget/traegerbudget_raten.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    t: Traegerbudget,
    topf: Option<Topf>,
    raten: Vec<(Rate, Ratenlage)>,
    heute: Datum,
    raten_ab: Option<Datum>,
    bearbeiten: bool,
}

impl Blatt {
    /// Paid before the first run of this office.
    fn von_hand(&self, r: &Rate) -> bool {
        self.raten_ab.is_some_and(|ab| r.faellig < ab)
    }
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    (jahr, id): (i64, Id<Traegerbudget>),
    f: Formular,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    if !blick.alles {
        return Err(Error::NichtGefunden);
    }
    let t = service::traegerbudget(&mut tx, jahr, id).await?;
    Ok(Blatt {
        shell: huelle
            .titel(format!("Budget von {}", t.traeger_name))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}"))
            .ueber("Träger", format!("/budget/{jahr}/traeger")),
        f: f.benannt(&[("grund", "Grund")]),
        topf: t.topf.and_then(|id| blick.topf(id).ok().cloned()),
        raten: service::raten_von(&mut tx, &t).await?,
        heute: app.uhr.heute(),
        raten_ab: service::rechnung::raten_ab(app, &mut tx).await?,
        bearbeiten: darf_zentral(kontext),
        t,
    })
}

/// The page.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(was): Path<(i64, Id<Traegerbudget>)>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, was, Formular::leer()).await?).into_response())
}

/// Revokes it.
pub async fn aufheben(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path((jahr, id)): Path<(i64, Id<Traegerbudget>)>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, Some(id))?;
    let grund = e.text("grund", 200);
    if !e.hat_fehler() {
        let mut tx = schreiben(&app).await?;
        match service::traegerbudget_aufheben(&app, &mut tx, &may, (jahr, id), &grund).await {
            Ok(()) => {
                fertig(tx).await?;
                let text = "Aufgehoben. Das richtige Budget können Sie jetzt neu eintragen.";
                return Ok(zurueck(jahr, MeldungArt::Erfolg, text));
            }
            Err(Error::Konflikt) => {
                let text = "Jemand anderes hat es schon aufgehoben.";
                return Ok(zurueck(jahr, MeldungArt::Warnung, text));
            }
            Err(fehler) => an_felder(fehler, &mut e, "grund")?,
        }
    }
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, (jahr, id), e.formular()).await?).into_response())
}

/// Books what is due today.
pub async fn buchen(State(app): State<App>, kontext: Kontext, Path(jahr): Path<i64>) -> Ergebnis<Response> {
    let may = service::darf_ueberall::<Bearbeiten, Buchung>(&kontext, None)?;
    let mut tx = schreiben(&app).await?;
    let lauf = match service::raten_buchen(&app, &mut tx, &may, jahr).await {
        Ok(lauf) => lauf,
        Err(Error::Regel(b)) => {
            let text = b.first().map_or("Das geht so nicht.", |b| b.text.as_str());
            return Ok(zurueck(jahr, MeldungArt::Warnung, text));
        }
        Err(anders) => Err(anders)?,
    };
    fertig(tx).await?;
    let text = match (lauf.gebucht, lauf.warten) {
        (0, 0) => "Zurzeit ist keine Rate fällig.".to_owned(),
        (g, 0) => format!("Gebuchte Raten: {g}."),
        (0, w) => format!("Raten über der Grenze: {w}. Eine zweite Person gibt sie unter „Freigaben“ frei."),
        (g, w) => format!("Gebuchte Raten: {g}. Auf Freigabe warten: {w}."),
    };
    Ok(zurueck(jahr, MeldungArt::Erfolg, &text))
}

fn zurueck(jahr: i64, art: MeldungArt, text: &str) -> Response {
    meldung::weiter(format!("/budget/{jahr}/traeger"), art, text)
}
