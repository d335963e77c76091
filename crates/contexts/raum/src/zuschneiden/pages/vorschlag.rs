//! One proposal: what shall hold, how far the search is, and the plans it found.

use amt::{App, Error, Huelle, Kontext, meldung};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use base::Id;
use store::{Tx, auftrag};
use uuid::Uuid;
use web::{
    Eingaben, Ergebnis, Fertig, Formular, Hx, MeldungArt, Seite, Shell, Status, Wahl as Auswahl, WebFehler,
};

use super::{
    Wahl, felder,
    plan::{self, PlanAnsicht},
};
use crate::{
    pages::feldfehler,
    worte::zahl,
    zuschneiden::{
        ablage::{self, Dateiart, Zeile},
        rechnen,
    },
};

/// The part that renews itself while the search runs.
#[derive(Template)]
#[template(path = "zuschneiden/stand.html")]
struct Stand {
    shell: Shell,
    pfad: String,
    anhalten: String,
    status: Status,
    laeuft: bool,
    prozent: i64,
    zwischenstand: String,
    grund: String,
    bemerkungen: Vec<String>,
    angehalten: bool,
    /// Number and address of each plan.
    plaene: Vec<(usize, String)>,
    plan: Option<PlanAnsicht>,
}

struct Beilage {
    art: Dateiart,
    name: Option<String>,
}

#[derive(Template)]
#[template(path = "zuschneiden/vorschlag.html")]
struct Ansicht {
    shell: Shell,
    pfad: String,
    herkunft: String,
    einheiten: String,
    stand_html: Fertig,
    laeuft: bool,
    f: Formular,
    merkmale: Vec<Auswahl>,
    gewichte: Vec<Auswahl>,
    ausgleiche: Vec<Auswahl>,
    beilagen: Vec<Beilage>,
    version: i64,
}

async fn stand(tx: &mut Tx, v: &Zeile, shell: Shell, w: &Wahl) -> Result<Stand, WebFehler> {
    let a = match v.auftrag {
        Some(a) => auftrag::laden(tx, Id::von(a)).await.map_err(Error::from)?,
        None => None,
    };
    let laeuft = a
        .as_ref()
        .is_some_and(|a| matches!(a.status.as_str(), "OFFEN" | "LAEUFT"));
    let ergebnis = v.ergebnis()?;
    let (mut bemerkungen, mut angehalten, mut plaene, mut gezeigt) = (Vec::new(), false, Vec::new(), None);
    if let Some(e) = ergebnis {
        plaene = (1..=e.plaene.len())
            .map(|n| (n, format!("{}?plan={n}", super::pfad(v.id))))
            .collect();
        gezeigt = e
            .plaene
            .get(w.stelle())
            .map(|p| plan::ansicht(Id::von(v.id), w.stelle(), p));
        if gezeigt.is_none() && !e.plaene.is_empty() {
            return Err(WebFehler::nicht_gefunden());
        }
        (bemerkungen, angehalten) = (e.bemerkungen, e.angehalten);
    }
    Ok(Stand {
        shell,
        pfad: super::pfad(v.id),
        anhalten: format!("{}/anhalten", super::pfad(v.id)),
        status: super::zustand(a.as_ref().map(|a| a.status.as_str())),
        laeuft,
        prozent: a
            .as_ref()
            .filter(|a| a.gesamt > 0)
            .map_or(0, |a| (a.erledigt * 100 / a.gesamt).clamp(0, 100)),
        zwischenstand: v.zwischenstand.clone(),
        grund: a
            .filter(|a| a.status == "FEHLER")
            .map_or_else(String::new, |a| a.ergebnis),
        bemerkungen,
        angehalten,
        plaene,
        plan: gezeigt,
    })
}

async fn seite(
    tx: &mut Tx,
    v: &Zeile,
    huelle: Huelle,
    (f, w): (Formular, &Wahl),
) -> Result<Ansicht, WebFehler> {
    let shell = super::shell(huelle, &*v.bezeichnung).ueber("Zuschnitt rechnen", super::PFAD);
    let teil = stand(tx, v, shell.clone(), w).await?;
    let da = ablage::dateien(tx, Id::von(v.id)).await?;
    let mut merkmale = v.merkmale()?;
    merkmale.extend(spalten(&ablage::datei(tx, Id::von(v.id), Dateiart::Werte).await?));
    merkmale.dedup();
    Ok(Ansicht {
        pfad: super::pfad(v.id),
        herkunft: v.herkunft.clone(),
        einheiten: zahl(v.einheiten),
        laeuft: teil.laeuft,
        stand_html: Fertig::aus(&teil)?,
        shell,
        f,
        merkmale: merkmale.iter().map(|m| Auswahl::neu(m, m.as_str())).collect(),
        gewichte: felder::gewichte(),
        ausgleiche: vec![
            Auswahl::neu("faelle", "die Fälle"),
            Auswahl::neu("einwohner", "die Einwohner"),
        ],
        beilagen: Dateiart::WEITERE
            .into_iter()
            .map(|art| Beilage {
                art,
                name: da.iter().find(|(a, _)| *a == art).map(|(_, n)| n.clone()),
            })
            .collect(),
        version: v.version,
    })
}

/// Names of the columns of the further values, without the first, which is the key.
fn spalten(csv: &[u8]) -> Vec<String> {
    let csv = csv.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(csv);
    let mut leser = csv::Reader::from_reader(csv);
    leser
        .headers()
        .map_or_else(|_| Vec::new(), |k| k.iter().skip(1).map(str::to_owned).collect())
}

pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    hx: Hx,
    Path(id): Path<Uuid>,
    Query(w): Query<Wahl>,
) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let v = ablage::laden(&mut tx, Id::von(id)).await?;
    if hx.nach("stand") {
        let teil = stand(&mut tx, &v, huelle.titel(&*v.bezeichnung), &w).await?;
        return Ok(Seite::neu(teil).into_response());
    }
    let f = felder::formular(&v.planung()?, v.version);
    Ok(Seite::neu(seite(&mut tx, &v, huelle, (f, &w)).await?).into_response())
}

pub async fn rechnen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let planung = felder::lesen(&mut e);
    let version = e.zahl("version", 1, i64::MAX).unwrap_or(0);
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let mut v = ablage::laden(&mut tx, Id::von(id)).await?;
    let geprueft = if e.hat_fehler() {
        Ok(())
    } else {
        rechnen::pruefen(&mut tx, Id::von(id), &planung).await
    };
    let befunde = match geprueft {
        Ok(()) => Vec::new(),
        Err(Error::Regel(befunde)) => befunde,
        Err(fehler) => return Err(fehler.into()),
    };
    if e.hat_fehler() || !befunde.is_empty() {
        let f = felder::benannt(e.formular()).mit_fehlern(feldfehler(&befunde));
        let ansicht = seite(&mut tx, &v, huelle, (f, &Wahl { plan: 1 })).await?;
        return Ok(Seite::ungueltig(ansicht).into_response());
    }
    drop(tx);
    // what the form was made with, so that two planners do not overwrite each other
    v.version = version;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    rechnen::starten(&app, &mut tx, &kontext, &v, &planung).await?;
    tx.commit().await.map_err(Error::from)?;
    let text = "Die Rechnung ist gestartet.";
    Ok(meldung::weiter(super::pfad(id), MeldungArt::Erfolg, text))
}

pub async fn anhalten(State(app): State<App>, kontext: Kontext, Path(id): Path<Uuid>) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let v = ablage::laden(&mut tx, Id::von(id)).await?;
    if let Some(a) = v.auftrag {
        auftrag::abbrechen(&mut tx, Id::von(a), app.uhr.jetzt())
            .await
            .map_err(Error::from)?;
        tx.commit().await.map_err(Error::from)?;
    }
    let text = "Die Rechnung wird angehalten. Der beste Plan bis dahin bleibt.";
    Ok(meldung::weiter(super::pfad(id), MeldungArt::Hinweis, text))
}

pub async fn loeschen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Uuid>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    super::darf(&kontext)?;
    let version = e.zahl("version", 1, i64::MAX).unwrap_or(0);
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let v = ablage::laden(&mut tx, Id::von(id)).await?;
    if let Some(a) = v.auftrag {
        auftrag::abbrechen(&mut tx, Id::von(a), app.uhr.jetzt())
            .await
            .map_err(Error::from)?;
    }
    ablage::loeschen(&mut tx, Id::von(id), version).await?;
    tx.commit().await.map_err(Error::from)?;
    let text = "Der Vorschlag ist gelöscht. Entwürfe, die daraus entstanden sind, bleiben.";
    Ok(meldung::weiter(super::PFAD, MeldungArt::Erfolg, text))
}
