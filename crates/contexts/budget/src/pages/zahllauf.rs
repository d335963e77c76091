//! Payments: what is due, the runs there were, and a run as a file for the finance system.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Datum, Id};
use web::{Ergebnis, MeldungArt, Seite, Shell};

use super::{
    ausgabe::Layout,
    hilfen::{datei, fertig, lesen, schreiben, zelle},
};
use crate::{
    model::{Zahllauf, Zahlposten},
    service::{
        self,
        rechnung::{self as dienst, Rolle},
    },
};

#[derive(Debug, Clone, Copy)]
enum Spalte {
    Lauf,
    Nr,
    Traeger,
    Rechnung,
    Datum,
    DatumIso,
    Betrag,
    Art,
    SollHaben,
    Zweck,
}

const NAMEN: &[(&str, Spalte)] = &[
    ("lauf", Spalte::Lauf),
    ("nr", Spalte::Nr),
    ("traeger", Spalte::Traeger),
    ("rechnung", Spalte::Rechnung),
    ("datum", Spalte::Datum),
    ("datum_iso", Spalte::DatumIso),
    ("betrag", Spalte::Betrag),
    ("art", Spalte::Art),
    ("soll_haben", Spalte::SollHaben),
    ("zweck", Spalte::Zweck),
];
const TABELLE: &str = "trenner=; kopf=ja summe=ja einheit=euro spalten=lauf:Zahllauf,nr:Nr.,traeger:Träger,\
                       rechnung:Rechnung oder Rate,datum:Rechnungsdatum oder Fälligkeit,art:Art,betrag:Betrag";
const FINANZWESEN: &str = "trenner=; kopf=ja summe=ja einheit=cent spalten=lauf,nr,datum_iso,traeger,rechnung,soll_haben,betrag,zweck";

#[derive(Template)]
#[template(path = "budget/zahllauf.html")]
struct Blatt {
    shell: Shell,
    offen: Vec<Zahlposten>,
    summe: Cent,
    laeufe: Vec<Zahllauf>,
    raten_ab: Option<Datum>,
    bearbeiten: bool,
}

/// What is due, and the runs.
pub async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let Rolle::Amt { bearbeiten } = dienst::rolle(&mut tx, &kontext).await? else {
        return Err(Error::NichtGefunden.into());
    };
    let offen = dienst::zu_zahlen(&app, &mut tx).await?;
    Ok(Seite::neu(Blatt {
        shell: huelle.titel("Zahlungen").ueber("Rechnungen", "/rechnungen"),
        summe: Cent(offen.iter().map(|p| p.betrag.0).sum()),
        offen,
        laeufe: dienst::zahllaeufe(&mut tx).await?,
        raten_ab: dienst::raten_ab(&app, &mut tx).await?,
        bearbeiten,
    })
    .into_response())
}

/// Makes the next run.
pub async fn erstellen(State(app): State<App>, kontext: Kontext) -> Ergebnis<Response> {
    let may = service::darf_ueberall(&kontext, None)?;
    let mut tx = schreiben(&app).await?;
    let (art, text) = match dienst::zahllauf_erstellen(&app, &mut tx, &may).await {
        Ok(_) => {
            fertig(tx).await?;
            (MeldungArt::Erfolg, "Der Zahllauf steht unten als Datei bereit.")
        }
        Err(Error::Regel(_)) => (MeldungArt::Warnung, "Zurzeit ist nichts zu zahlen."),
        Err(Error::Konflikt) => (MeldungArt::Warnung, "Jemand anderes war schneller."),
        Err(anders) => return Err(anders.into()),
    };
    Ok(meldung::weiter("/rechnungen/zahllauf", art, text))
}

/// Which columns.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Frage {
    layout: String,
}

/// The file of a run, in the layout asked for, with its control total.
pub async fn datei_holen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Zahllauf>>,
    Query(q): Query<Frage>,
) -> Ergebnis<Response> {
    let mut tx = schreiben(&app).await?;
    let Rolle::Amt { .. } = dienst::rolle(&mut tx, &kontext).await? else {
        return Err(Error::NichtGefunden.into());
    };
    let may = service::darf_ueberall(&kontext, Some(id))?;
    let (lauf, alle) = dienst::zahllauf_lesen(&app, &mut tx, &may, id).await?;
    fertig(tx).await?;
    let layout = Layout::aus(
        &q.layout,
        &[("", TABELLE), ("tabelle", TABELLE), ("finanzwesen", FINANZWESEN)],
        NAMEN,
    )?;
    let zeilen = (1..).zip(&alle).map(|(nr, p)| {
        let wert = |s: Spalte| match s {
            Spalte::Lauf => lauf.nr.to_string(),
            Spalte::Nr => i64::to_string(&nr),
            Spalte::Traeger => zelle(&p.traeger),
            Spalte::Rechnung => zelle(&p.beleg),
            Spalte::Datum => p.datum.to_string(),
            Spalte::DatumIso => p.datum.0.to_string(),
            Spalte::Betrag => layout.betrag(p.betrag),
            Spalte::Art => if p.zurueck() { "RUECKFORDERUNG" } else { "ZAHLUNG" }.to_owned(),
            Spalte::SollHaben => if p.zurueck() { "H" } else { "S" }.to_owned(),
            Spalte::Zweck => zelle(&p.zweck()),
        };
        layout.spalten.iter().map(|(s, _)| wert(*s)).collect()
    });
    let inhalt = layout.datei(zeilen, lauf.anzahl, lauf.summe)?;
    Ok(datei(
        &format!("zahllauf-{}.csv", lauf.nr),
        "text/csv; charset=utf-8",
        inhalt,
    ))
}
