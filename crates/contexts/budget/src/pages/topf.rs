//! One Topf with its forecast, and making one.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Id};
use web::{Eingaben, Ergebnis, Fertig, Formular, MeldungArt, Seite, Shell, Status, Wahl};

use super::{
    bild::{Balken, balken},
    hilfen::{
        an_felder, cent, fertig, lesen, pflichtcent, schluessel, schreiben, toepfe_wahl, wahlen, zeichen,
    },
};
use crate::{
    ablage::{self, prognose::Schnappschuss},
    model::{Arbeitsart, NeuerTopf, Topf, TopfArt},
    rules::betrag,
    service::{self, Lage},
};

#[derive(Template)]
#[template(path = "budget/topf.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    t: Topf,
    lage: Lage,
    ampel: Status,
    bild: Option<Fertig>,
    vorschlag: Cent,
    schritte: Vec<(String, String)>,
    verlauf: Vec<Schnappschuss>,
    verlauf_bild: Option<Fertig>,
    schwellen: Vec<service::Schwelle>,
    bearbeiten: bool,
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Topf>,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    let mut tx = lesen(app).await?;
    let jahr = ablage::topf::laden(&mut tx, id).await?.jahr;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    let t = blick.topf(id)?.clone();
    let lage = service::lage(app, &mut tx, &t).await?;
    let vorschlag = service::vorschlag(app, &mut tx, &t).await?;
    let verlauf = ablage::prognose::verlauf(&mut tx, id, 12).await?;
    let schwellen = service::schwellen(&mut tx, id).await?;
    let bearbeiten =
        service::darf_topf::<amt::recht::Bearbeiten, Topf>(app, &mut tx, kontext, Some(id), &[&t])
            .await
            .is_ok();
    let f = f.unwrap_or_else(|| {
        let letzter = verlauf.first();
        Formular::leer()
            .setze(
                "neufaelle",
                betrag::eingabe(letzter.map_or(vorschlag.neufaelle, |s| s.neufaelle)),
            )
            .setze_wenn("neufaelle_grund", letzter.map(|s| s.neufaelle_grund.as_str()))
            .setze(
                "beendigungen",
                betrag::eingabe(letzter.map_or(Cent(0), |s| s.beendigungen)),
            )
            .setze_wenn(
                "beendigungen_grund",
                letzter.map(|s| s.beendigungen_grund.as_str()),
            )
    });
    let eine = |name: &str, fest: Cent, dazu: Cent| Balken {
        name: name.to_owned(),
        fest,
        dazu,
        marke: Some(t.rahmen()),
    };
    let heute = eine("Heute", t.stand.ist, t.stand.obligo);
    let erwartet = Cent(lage.prognose.betrag.0 - t.stand.ist.0);
    let ende = eine("Am Jahresende erwartet", t.stand.ist, erwartet);
    Ok(Blatt {
        shell: huelle
            .titel(&t.bezeichnung)
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.benannt(&[
            ("neufaelle", "Neue Fälle"),
            ("neufaelle_grund", "Begründung neue Fälle"),
            ("beendigungen", "Beendigungen"),
            ("beendigungen_grund", "Begründung Beendigungen"),
        ]),
        ampel: zeichen(lage.prognose.ampel),
        bild: balken(
            "prognose",
            "Gezahlt und noch zu zahlen; die Linie zeigt den Rahmen",
            &[heute, ende],
        ),
        lage,
        vorschlag: vorschlag.neufaelle,
        schritte: vorschlag.schritte,
        verlauf_bild: verlauf_bild(&verlauf),
        verlauf,
        schwellen,
        bearbeiten,
        t,
    })
}

/// How the forecast went over the year, the oldest first; one alone is no course.
fn verlauf_bild(verlauf: &[Schnappschuss]) -> Option<Fertig> {
    let alle: Vec<Balken> = verlauf
        .iter()
        .rev()
        .map(|s| Balken {
            name: s.angelegt_am.datum().to_string(),
            fest: s.ist,
            dazu: Cent(s.erwartet().0 - s.ist.0),
            marke: Some(s.rahmen),
        })
        .collect();
    let titel = "Prognose im Lauf des Jahres: gezahlt und noch erwartet; die Linie zeigt den Rahmen";
    if alle.len() < 2 {
        return None;
    }
    balken("verlauf", titel, &alle)
}

/// The Topf.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Topf>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, None).await?).into_response())
}

/// Keeps a forecast.
pub async fn prognose(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Topf>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let t = ablage::topf::laden(&mut tx, id).await?;
    let may = service::darf_topf(&app, &mut tx, &kontext, Some(id), &[&t]).await?;
    let neu = pflichtcent(&mut e, "neufaelle");
    let ende = cent(&mut e, "beendigungen").unwrap_or_default();
    let neu_grund = e.text("neufaelle_grund", 500);
    let ende_grund = e.text("beendigungen_grund", 500);
    if let (Some(neu), false) = (neu, e.hat_fehler()) {
        let ergebnis =
            service::prognose_festhalten(&app, &mut tx, &may, &t, (neu, &neu_grund), (ende, &ende_grund))
                .await;
        match ergebnis {
            Ok(_) => {
                fertig(tx).await?;
                let text = "Die Prognose ist festgehalten.";
                return Ok(meldung::weiter(
                    format!("/budget/topf/{id}"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "neufaelle")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, Some(e.formular())).await?).into_response())
}

#[derive(Template)]
#[template(path = "budget/topf_neu.html")]
struct Neu {
    shell: Shell,
    f: Formular,
    jahr: i64,
    arten: Vec<Wahl>,
    arbeitsarten: Vec<Wahl>,
    raeume: Vec<Wahl>,
    toepfe: Vec<Wahl>,
}

async fn formular(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    jahr: i64,
    f: Formular,
) -> Result<Neu, Error> {
    if !super::hilfen::darf_toepfe(kontext) {
        return Err(Error::NichtGefunden);
    }
    let mut tx = lesen(app).await?;
    ablage::jahr::laden(&mut tx, jahr).await?;
    let blick = service::blick(app, &mut tx, kontext, jahr).await?;
    let raeume = team::service::raeume(app, &mut tx, app.uhr.heute()).await?;
    Ok(Neu {
        shell: huelle
            .titel("Topf anlegen")
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        f: f.benannt(&[
            ("sortier", "Sortierschlüssel"),
            ("raum", "Raum"),
            ("ansatz", "Ansatz"),
        ]),
        jahr,
        arten: wahlen(TopfArt::ALLE, TopfArt::code, TopfArt::wort),
        arbeitsarten: wahlen(Arbeitsart::ALLE, Arbeitsart::code, Arbeitsart::wort),
        raeume: raeume
            .alle()
            .map(|r| Wahl::neu(r.id, format!("{} {}", r.code, r.name)))
            .collect(),
        toepfe: toepfe_wahl(&blick.toepfe),
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
        .setze("ansatz", "0,00")
        .setze("arbeitsart", "GEMISCHT");
    Ok(Seite::neu(formular(&app, &kontext, huelle, jahr, f).await?).into_response())
}

/// Makes the Topf.
pub async fn anlegen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    if !super::hilfen::darf_toepfe(&kontext) {
        Err(Error::NichtGefunden)?;
    }
    let art = e.pflichtauswahl::<TopfArt>("art");
    let arbeitsart = e.pflichtauswahl::<Arbeitsart>("arbeitsart");
    let bezeichnung = e.pflichttext("bezeichnung", 120);
    let sortier = e.pflichttext("sortier", 40);
    let traeger = e.text("traeger", 120);
    let raum = schluessel(&mut e, "raum");
    let elterntopf = schluessel(&mut e, "elterntopf");
    let ansatz = pflichtcent(&mut e, "ansatz");
    if let (Some(art), Some(arbeitsart), Some(ansatz), false) = (art, arbeitsart, ansatz, e.hat_fehler()) {
        let neu = NeuerTopf {
            jahr,
            art,
            raum,
            arbeitsart,
            bezeichnung,
            sortier,
            traeger,
            ansatz,
            elterntopf,
        };
        let mut tx = schreiben(&app).await?;
        let ergebnis = match service::darf_ueberall::<amt::recht::Bearbeiten, Topf>(&kontext, None) {
            Ok(may) => service::topf_anlegen(&app, &mut tx, &may, &neu).await,
            Err(_) => {
                let may = service::darf_ueberall::<amt::recht::Verwalten, Topf>(&kontext, None)?;
                service::topf_anlegen(&app, &mut tx, &may, &neu).await
            }
        };
        match ergebnis {
            Ok(id) => {
                fertig(tx).await?;
                let text = "Der Topf ist angelegt.";
                return Ok(meldung::weiter(
                    format!("/budget/topf/{id}"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "bezeichnung")?,
        }
    }
    Ok(Seite::ungueltig(formular(&app, &kontext, huelle, jahr, e.formular()).await?).into_response())
}
