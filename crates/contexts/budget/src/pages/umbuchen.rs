//! Moving money between Töpfe, and help from the Vorwegabzug.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{
    buchungen::antwort,
    hilfen::{
        an_felder, darf_bearbeiten, fertig, lesen, pflichtcent, pflichtdatum, schluessel, schreiben,
        toepfe_wahl, vorgang, wahlen,
    },
};
use crate::{
    ablage,
    model::{TopfArt, VorwegGrund},
    service::{self, Umbuchung},
};

#[derive(Template)]
#[template(path = "budget/umbuchen.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    jahr: i64,
    geben: Vec<Wahl>,
    nehmen: Vec<Wahl>,
    gruende: Vec<Wahl>,
}

async fn blatt(app: &App, kontext: &Kontext, huelle: Huelle, jahr: i64, f: Formular) -> Result<Blatt, Error> {
    if !darf_bearbeiten(kontext) {
        return Err(Error::NichtGefunden);
    }
    let mut tx = lesen(app).await?;
    ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    let mut geben = toepfe_wahl(&blick.toepfe);
    if !blick.alles {
        // the lead of a region asks the Vorwegabzug for help without seeing what is in it
        let alle = ablage::topf::im_jahr(&mut tx, jahr).await?;
        let vorweg = alle.iter().filter(|t| t.art == TopfArt::ZentralVorweg);
        geben.extend(vorweg.map(|t| Wahl::neu(t.id, t.bezeichnung.as_str())));
    }
    Ok(Blatt {
        shell: huelle
            .titel("Umbuchen")
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("von", "Aus dem Topf"),
            ("nach", "In den Topf"),
            ("datum", "Tag"),
            ("grund", "Grund der Vorweg-Freigabe"),
            ("text", "Begründung"),
        ]),
        jahr,
        geben,
        nehmen: toepfe_wahl(&blick.toepfe),
        gruende: wahlen(VorwegGrund::ALLE, VorwegGrund::code, VorwegGrund::wort),
    })
}

/// The empty form.
pub async fn neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    let f = Formular::leer().setze("datum", app.uhr.heute().0);
    Ok(Seite::neu(blatt(&app, &kontext, huelle, jahr, f).await?).into_response())
}

/// Moves.
pub async fn umbuchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    e.pflichtauswahl::<uuid::Uuid>("von");
    e.pflichtauswahl::<uuid::Uuid>("nach");
    let (von, nach) = (schluessel(&mut e, "von"), schluessel(&mut e, "nach"));
    let betrag = pflichtcent(&mut e, "betrag");
    let datum = pflichtdatum(&mut e, "datum");
    let text = e.pflichttext("text", 150);
    let beschluss = e.text("beschluss", 60);
    let grund = e.auswahl::<VorwegGrund>("grund");
    let vorgang = vorgang(&app, &mut e, "umbuchung");
    if let (Some(von), Some(nach), Some(betrag), Some(datum), false) =
        (von, nach, betrag, datum, e.hat_fehler())
    {
        let mut tx = schreiben(&app).await?;
        let (a, b) = (
            ablage::topf::laden(&mut tx, von).await?,
            ablage::topf::laden(&mut tx, nach).await?,
        );
        let u = Umbuchung {
            datum,
            von,
            nach,
            betrag,
            beschluss,
            text,
        };
        let vorweg = a.art == TopfArt::ZentralVorweg;
        // a lead asks for help for the own region; the money itself is released by a second person
        let gefragt = if vorweg { vec![&b] } else { vec![&a, &b] };
        let may = service::darf_topf(&app, &mut tx, &kontext, None, &gefragt).await?;
        let ergebnis = match (vorweg, grund) {
            (true, Some(grund)) => service::vorweg_freigeben(&app, &mut tx, &may, &vorgang, grund, &u).await,
            (true, None) => {
                let text = "Bitte sagen, wofür der Vorwegabzug hilft.";
                Err(base::Befund::neu("BUDGET-E30", text).an("grund").into())
            }
            (false, _) => service::umbuchen(&app, &mut tx, &may, &vorgang, &u).await,
        };
        match ergebnis {
            Ok(was) => {
                fertig(tx).await?;
                return Ok(antwort(jahr, &was));
            }
            Err(fehler) => an_felder(fehler, &mut e, "betrag")?,
        }
    }
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, jahr, e.formular()).await?).into_response())
}
