//! `/faelle/{id}/ziele`: Grobziele from the Wille, Handlungsziele with the family's own step.

use amt::{App, Error, Huelle, Kontext};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Datum, Id};
use store::Tx;
use uuid::Uuid;
use web::{Eingaben, Ergebnis, Formular, Seite, Shell, Wahl};

use super::{Kopf, Schreibt, kopf, mit_befunden, pfad, shell};
use crate::{
    model::{Aeusserungsart, Arbeitsbereich, Fall, ZIEL_MAX},
    service::fall::{
        lesen::{self, Akte},
        ziele::{Handlungszieldaten, grobziel, handlungsziel},
    },
};

const NAMEN: &[(&str, &str)] = &[
    ("grobziel", "Grobziel"),
    ("aus", "Aus welchem Willen?"),
    ("zu", "Zu welchem Grobziel?"),
    ("handlungsziel", "Handlungsziel"),
    ("messkriterium", "Woran merkt man es?"),
    ("frist", "Bis wann?"),
    ("schritt_was", "Eigener Schritt"),
    ("realistisch", "Was hilft dabei?"),
    ("akzeptiert", "Bestätigung"),
];

#[derive(Template)]
#[template(path = "fall/fall/ziele.html")]
struct ZieleSeite {
    shell: Shell,
    kopf: Kopf,
    akte: Akte,
    f: Formular,
    aus: Vec<Wahl>,
    grobziele: Vec<Wahl>,
    /// More than the Geschäftsordnung thinks good: said, not stopped.
    viele: Option<u32>,
}

async fn rendern(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Fall>,
    f: Formular,
    befunde: Vec<Befund>,
) -> Ergebnis<Response> {
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let akte = lesen::akte(app, &mut tx, kontext, id).await?;
    let go = amt::ordnung::geltende(app, &mut tx).await?;
    tx.commit().await.map_err(Error::from)?;
    let ungueltig = !befunde.is_empty() || !f.alle_fehler().is_empty();
    let auflage = akte.fall.bereich != Arbeitsbereich::Leistung;
    let aus = akte
        .aeusserungen
        .iter()
        .filter(|a| a.art == Aeusserungsart::Wille || auflage && a.art == Aeusserungsart::Auflage)
        .map(|a| Wahl::neu(a.id, format!("„{}“", a.wortlaut)).hinweis(akte.name(&a.person)))
        .collect();
    let grobziele = akte
        .grobziele
        .iter()
        .map(|z| Wahl::neu(z.id, z.text.clone()))
        .collect();
    let hoechstens = go.fall.grobziele_max;
    let seite = ZieleSeite {
        shell: shell(huelle, &akte, "Ziele"),
        kopf: kopf(kontext, &akte, "ziele"),
        aus,
        grobziele,
        viele: (akte.grobziele.len() > hoechstens as usize).then_some(hoechstens),
        f: mit_befunden(f, befunde).benannt(NAMEN),
        akte,
    };
    Ok(Seite::formular(seite, ungueltig).into_response())
}

pub(crate) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
) -> Ergebnis<Response> {
    let f = super::entwurf(&app, &kontext, "fall-ziel", id).await?;
    rendern(&app, &kontext, huelle, id, f.unwrap_or_default(), vec![]).await
}

pub(crate) async fn grob(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let text = e.text("grobziel", ZIEL_MAX);
    let aus: Vec<Uuid> = e.auswahlliste("aus");
    let prioritaet = e.zahl("prioritaet", 1, 3).unwrap_or(1);
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| {
        grobziel(&app, tx, may, &fall, (&text, prioritaet), &aus).await
    };
    match super::speichern(&app, &kontext, id, &e, pfad(id, "ziele"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}

pub(crate) async fn klein(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Fall>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let cmd = Handlungszieldaten {
        grobziel: e.auswahl("zu"),
        text: e.text("handlungsziel", ZIEL_MAX),
        messkriterium: e.text("messkriterium", 200),
        frist: e.datum("frist").map(Datum),
        akzeptiert: e.haken("akzeptiert"),
        realistisch: e.text("realistisch", 200),
        schritt_wer: e.text("schritt_wer", 80),
        schritt_was: e.text("schritt_was", 200),
        schritt_bis: e.datum("schritt_bis").map(Datum),
        unterstuetzung: e.text("unterstuetzung", 300),
    };
    if e.hat_fehler() {
        return rendern(&app, &kontext, huelle, id, e.formular(), vec![]).await;
    }
    let tun = async |tx: &mut Tx, may: &Schreibt, fall: Fall| handlungsziel(&app, tx, may, &fall, cmd).await;
    match super::speichern(&app, &kontext, id, &e, pfad(id, "ziele"), tun).await? {
        Ok(antwort) => Ok(antwort),
        Err(befunde) => rendern(&app, &kontext, huelle, id, e.formular(), befunde).await,
    }
}
