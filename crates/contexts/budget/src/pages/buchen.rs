//! The form for one booking.

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
        an_felder, fertig, lesen, pflichtcent, pflichtdatum, schluessel, schreiben, toepfe_wahl, vorgang,
        wahlen,
    },
};
use crate::{
    ablage,
    model::{Arbeitsart, Bezug, Buchung, BuchungsArt, NeueBuchung, Topf},
    service,
};

#[derive(Template)]
#[template(path = "budget/buchen.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    jahr: i64,
    toepfe: Vec<Wahl>,
    arten: Vec<Wahl>,
    arbeitsarten: Vec<Wahl>,
    grenze: base::Cent,
}

async fn blatt(app: &App, kontext: &Kontext, huelle: Huelle, jahr: i64, f: Formular) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    let mut erlaubt: Vec<Topf> = Vec::new();
    for t in &blick.toepfe {
        if service::darf_topf::<amt::recht::Bearbeiten, Buchung>(app, &mut tx, kontext, None, &[t])
            .await
            .is_ok()
        {
            erlaubt.push(t.clone());
        }
    }
    if !super::hilfen::darf_bearbeiten(kontext) {
        return Err(Error::NichtGefunden);
    }
    let grenze = service::Regeln::geltende(app, &mut tx).await?.vier_augen;
    Ok(Blatt {
        shell: huelle
            .titel("Buchen")
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.setze("einmal", app.ids.uuid()).benannt(&[
            ("datum", "Tag"),
            ("leistungsart", "Leistung"),
            ("traeger", "Träger"),
            ("fall", "Aktenzeichen"),
        ]),
        jahr,
        toepfe: toepfe_wahl(&erlaubt),
        arten: wahlen(
            &[
                BuchungsArt::Ist,
                BuchungsArt::Einnahme,
                BuchungsArt::Obligo,
                BuchungsArt::ObligoAufloesung,
            ],
            BuchungsArt::code,
            BuchungsArt::wort,
        ),
        arbeitsarten: wahlen(Arbeitsart::ALLE, Arbeitsart::code, Arbeitsart::wort),
        grenze,
    })
}

/// The empty form.
pub async fn neu(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    let f = Formular::leer()
        .setze("art", "IST")
        .setze("datum", app.uhr.heute().0);
    Ok(Seite::neu(blatt(&app, &kontext, huelle, jahr, f).await?).into_response())
}

/// Books.
pub async fn buchen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    e.pflichtauswahl::<uuid::Uuid>("topf");
    let topf = schluessel(&mut e, "topf");
    let art = e.pflichtauswahl::<BuchungsArt>("art");
    let arbeitsart = e.auswahl::<Arbeitsart>("arbeitsart");
    let betrag = pflichtcent(&mut e, "betrag");
    let datum = pflichtdatum(&mut e, "datum");
    let beleg = e.text("beleg", 60);
    let leistungsart = e.text("leistungsart", 40);
    let text = e.text("text", 200);
    let bezug = Bezug {
        fall: e.text("fall", 40),
        traeger: e.text("traeger", 120),
        ..Bezug::default()
    };
    let vorgang = vorgang(&app, &mut e, "eingabe");
    if let (Some(topf), Some(art), Some(betrag), Some(datum), false) =
        (topf, art, betrag, datum, e.hat_fehler())
    {
        let mut tx = schreiben(&app).await?;
        let t = ablage::topf::laden(&mut tx, topf).await?;
        let may = service::darf_topf(&app, &mut tx, &kontext, None, &[&t]).await?;
        let neu = NeueBuchung {
            datum,
            topf,
            art,
            arbeitsart,
            betrag,
            beleg,
            bezug,
            leistungsart,
            text,
        };
        match service::buchen(&app, &mut tx, &may, jahr, &vorgang, vec![neu]).await {
            Ok(was) => {
                fertig(tx).await?;
                return Ok(antwort(jahr, &was));
            }
            Err(fehler) => an_felder(fehler, &mut e, "betrag")?,
        }
    }
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, jahr, e.formular()).await?).into_response())
}
