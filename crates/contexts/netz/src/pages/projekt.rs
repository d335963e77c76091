//! `/projekte`: projects of the quarter and the steps on their way.

use amt::{
    App, Error, Huelle, Kontext, meldung,
    recht::{Anlegen, Bearbeiten, Befugnis, Bezug, Sicht},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Cent, Datum, Id};
use web::{Eingaben, Ergebnis, Formular, MeldungArt, Seite, Shell};

use crate::{
    Projekt,
    codes::ProjektStatus,
    rules::{
        finanzierung::betraege,
        projekt::{Bedingung, TABELLE, Wer},
    },
    service::{self, ProjektGespeichert, ProjektSchritt, SchrittAngaben},
};

#[derive(Template)]
#[template(path = "netz/projekte.html")]
struct Liste {
    shell: Shell,
    darf_anlegen: bool,
    /// By state, in the order of the way.
    gruppen: Vec<(ProjektStatus, Vec<ProjektGespeichert>)>,
}

/// A step the page offers.
struct Knopf {
    nach: ProjektStatus,
    wort: &'static str,
    /// What is missing, in words.
    fehlt: Vec<String>,
    beschluss: bool,
    grund: bool,
    darf: bool,
}

#[derive(Template)]
#[template(path = "netz/projekt.html")]
struct Eines {
    shell: Shell,
    f: Formular,
    g: ProjektGespeichert,
    raum: String,
    themen: String,
    /// Who pays, the share as it was said, the cents.
    geld: Vec<(String, String, Cent)>,
    weg: Vec<ProjektSchritt>,
    knoepfe: Vec<Knopf>,
    grenze: Cent,
    darf_aendern: bool,
    /// Ideas are opened by those who decide about them.
    darf_idee: bool,
    /// What was typed and has no field any more.
    verloren: Vec<(&'static str, String)>,
}

/// `GET /projekte`
pub(super) async fn liste(State(app): State<App>, kontext: Kontext, huelle: Huelle) -> Ergebnis<Response> {
    let sicht = Sicht::auf::<Projekt>(&kontext)?;
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let alle = if service::nur_oeffentlich(&kontext) {
        service::oeffentliche_projekte(&mut tx).await?
    } else {
        service::projekte(&mut tx, &sicht).await?
    };
    let gruppen = ProjektStatus::ALLE
        .iter()
        .map(|st| {
            (
                *st,
                alle.iter()
                    .filter(|p| p.status == *st)
                    .cloned()
                    .collect::<Vec<_>>(),
            )
        })
        .filter(|(_, liste)| !liste.is_empty())
        .collect();
    let vorlage = Liste {
        shell: huelle.titel("Projekte").ueber("Angebote", "/angebote"),
        darf_anlegen: Befugnis::<Anlegen, Projekt>::pruefen(&kontext, None, Bezug::default()).is_ok(),
        gruppen,
    };
    Ok(Seite::neu(vorlage).into_response())
}

async fn eines(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Projekt>,
    f: Formular,
) -> Ergebnis<Eines> {
    let may = Befugnis::pruefen(kontext, Some(id), Bezug::default())?;
    let darf_aendern = Befugnis::<Bearbeiten, Projekt>::pruefen(kontext, Some(id), Bezug::default()).is_ok();
    let mut tx = app.db.read().await.map_err(Error::from)?;
    let (g, weg) = service::projekt_laden(&mut tx, &may).await?;
    let grenze = service::projekt_grenze(app, &mut tx).await?;
    let d = &g.daten;
    let cents = betraege(d.kosten, &d.finanzierung).unwrap_or_default();
    let geld = d
        .finanzierung
        .iter()
        .zip(cents)
        .map(|(t, c)| (t.topf.clone(), t.anteil.to_string(), c))
        .collect();
    let bei = crate::rules::projekt::Beiwerk {
        // what the form below asks for is not missing yet
        beschluss: "?".to_owned(),
        grund: "?".to_owned(),
        grenze,
    };
    let knoepfe: Vec<Knopf> = TABELLE
        .iter()
        .filter(|s| darf_aendern && s.von == g.status)
        .map(|s| Knopf {
            nach: s.nach,
            wort: s.wort,
            fehlt: crate::rules::projekt::fehlt(s, d, &bei)
                .into_iter()
                .map(|b| b.text)
                .collect(),
            beschluss: s.braucht.contains(&Bedingung::Grenze) && d.kosten > grenze,
            grund: s.braucht.contains(&Bedingung::Grund),
            darf: s.wer == Wer::Bearbeitende || service::entscheidet(kontext, id).is_ok(),
        })
        .collect();
    let namen = [
        ("beschluss", "Beschluss"),
        ("beschluss_am", "Tag des Beschlusses"),
        ("grund", "Grund"),
        ("schritt", "Nächster Schritt"),
    ];
    let frei = |k: &&Knopf| k.darf && k.fehlt.is_empty();
    let mut weggefallen = Vec::new();
    if !knoepfe.iter().filter(frei).any(|k| k.grund) {
        weggefallen.push(("grund", "Grund"));
    }
    if !knoepfe.iter().filter(frei).any(|k| k.beschluss && !k.grund) {
        weggefallen.push(("beschluss", "Beschluss"));
    }
    Ok(Eines {
        darf_idee: service::idee_entscheidet(kontext, d.idee).is_ok(),
        verloren: super::verloren(&f, &weggefallen),
        shell: huelle.titel(&d.titel).ueber("Projekte", "/projekte"),
        f: f.benannt(&namen),
        raum: super::raumname(app, d.raumeinheit).await?,
        themen: d.themen.iter().map(|t| t.text()).collect::<Vec<_>>().join(", "),
        geld,
        weg,
        knoepfe,
        grenze,
        darf_aendern,
        g,
    })
}

/// `GET /projekte/{id}`
pub(super) async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Projekt>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(eines(&app, &kontext, huelle, id, Formular::leer()).await?).into_response())
}

/// `POST /projekte/{id}/tat`: a step.
pub(super) async fn tun(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Projekt>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    Befugnis::<Bearbeiten, Projekt>::pruefen(&kontext, Some(id), Bezug::default())?;
    let nach: Option<ProjektStatus> = e.roh("nach").parse().ok();
    let angaben = SchrittAngaben {
        beschluss: e.text("beschluss", 200),
        beschluss_am: e.datum("beschluss_am").map(Datum),
        grund: e.text("grund", 1000),
    };
    if nach.is_none() {
        e.melde("schritt", "NETZ-E69", "Bitte wählen Sie einen Schritt.");
    }
    let mut tx = app.db.write().await.map_err(Error::from)?;
    let ergebnis = match nach {
        Some(nach) if !e.hat_fehler() => {
            service::projekt_schritt(&app, &mut tx, &kontext, id, nach, &angaben).await
        }
        _ => Err(Error::Regel(Vec::new())),
    };
    match ergebnis {
        Ok(()) => {
            tx.commit().await.map_err(Error::from)?;
            let text = nach.map_or_else(String::new, |n| format!("Das Projekt steht jetzt auf „{n}“."));
            Ok(meldung::weiter(
                format!("/projekte/{id}"),
                MeldungArt::Erfolg,
                &text,
            ))
        }
        Err(fehler @ (Error::Regel(_) | Error::Konflikt)) => {
            drop(tx);
            if matches!(fehler, Error::Konflikt) {
                let text = "Gerade hat jemand anderes dieses Projekt geändert. Bitte sehen Sie nach und wählen Sie noch einmal.";
                e.melde("schritt", "WEB-E09", text);
            }
            for b in fehler.befunde() {
                let ort = match b.ort.as_ref() {
                    ort @ ("beschluss" | "beschluss_am" | "grund") => ort,
                    _ => "schritt",
                };
                e.melde(ort, b.code, b.text.clone());
            }
            let vorlage = eines(&app, &kontext, huelle, id, e.formular()).await?;
            Ok(Seite::ungueltig(vorlage).into_response())
        }
        Err(fehler) => Err(fehler.into()),
    }
}
