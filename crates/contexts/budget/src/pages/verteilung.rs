//! Allocation: scenarios side by side, one scenario with its preview, the decision, and the protocol for the committee.

use amt::{App, Error, Huelle, Kontext, druck, meldung};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use base::{Befund, Cent, Id};
use web::{Eingaben, Ergebnis, Fertig, Formular, MeldungArt, Seite, Shell};

use super::{
    bild::{Balken, balken},
    hilfen::{an_felder, fertig, lesen, schreiben},
    szenario_form,
};
use crate::{
    ablage,
    model::{Haushaltsjahr, JahrStatus, Szenario},
    rules::verteilung::{Grundlage, Verteilung, verteilen},
    service,
};

type Darf = amt::recht::Befugnis<amt::recht::Bearbeiten, Szenario>;

#[derive(Template)]
#[template(path = "budget/szenarien.html")]
struct Liste {
    shell: Shell,
    j: Haushaltsjahr,
    szenarien: Vec<(Szenario, Option<Verteilung>)>,
    regionen: Vec<(String, Vec<Option<Cent>>)>,
    bild: Option<Fertig>,
    planung: bool,
}

/// All scenarios of a year side by side.
pub async fn liste(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(jahr): Path<i64>,
) -> Ergebnis<Response> {
    service::darf_ueberall::<amt::recht::Lesen, Szenario>(&kontext, None)?;
    let mut tx = lesen(&app).await?;
    let j = ablage::jahr::laden(&mut tx, jahr).await?;
    let szenarien: Vec<(Szenario, Option<Verteilung>)> = ablage::verteilung::im_jahr(&mut tx, jahr)
        .await?
        .into_iter()
        .map(|s| {
            let v = s.ergebnis.clone().or_else(|| verteilen(&s.eingabe).ok());
            (s, v)
        })
        .collect();
    let mut namen: Vec<String> = Vec::new();
    for a in szenarien
        .iter()
        .filter_map(|(_, v)| v.as_ref())
        .flat_map(|v| &v.anteile)
    {
        if !namen.contains(&a.name) {
            namen.push(a.name.clone());
        }
    }
    let regionen = namen
        .into_iter()
        .map(|n| {
            let betrag = |v: &Option<Verteilung>| {
                v.as_ref()
                    .and_then(|v| v.anteile.iter().find(|a| a.name == n))
                    .map(|a| a.betrag)
            };
            let alle = szenarien.iter().map(|(_, v)| betrag(v)).collect();
            (n, alle)
        })
        .collect();
    let mut alle = Vec::new();
    for (s, v) in szenarien.iter().take(4) {
        for a in v.iter().flat_map(|v| &v.anteile) {
            alle.push(Balken {
                name: format!("{}: {}", a.name, s.name),
                fest: a.betrag,
                dazu: Cent(0),
                marke: None,
            });
        }
    }
    Ok(Seite::neu(Liste {
        shell: huelle
            .titel(format!("Verteilung {jahr}"))
            .ueber("Budget", "/budget")
            .ueber(format!("{jahr}"), format!("/budget/{jahr}")),
        planung: j.status == JahrStatus::Planung,
        j,
        szenarien,
        regionen,
        bild: balken("szenarien", "Budget je Region in den Szenarien", &alle),
    })
    .into_response())
}

/// A new scenario after the GO; shown as a form at once.
pub async fn neu(State(app): State<App>, kontext: Kontext, Path(jahr): Path<i64>) -> Ergebnis<Response> {
    let may: Darf = service::darf_ueberall(&kontext, None)?;
    let mut tx = schreiben(&app).await?;
    let eingabe = service::vorgabe(&app, &mut tx, jahr).await?;
    let n = ablage::verteilung::im_jahr(&mut tx, jahr).await?.len() + 1;
    let s = Szenario {
        id: Id::von(uuid::Uuid::nil()),
        jahr,
        name: format!("Szenario {n}"),
        eingabe,
        ergebnis: None,
        beschlossen: false,
        beschluss: String::new(),
        version: 0,
        geaendert_am: app.uhr.jetzt(),
    };
    match service::szenario_speichern(&app, &mut tx, &may, s).await {
        Ok(id) => {
            fertig(tx).await?;
            let text = "Ein Szenario nach der Geschäftsordnung. Bitte Werte eintragen.";
            Ok(meldung::weiter(
                format!("/budget/verteilung/{id}"),
                MeldungArt::Erfolg,
                text,
            ))
        }
        Err(Error::Regel(b)) => {
            let text = b.first().map_or("Das geht so nicht.", |b| b.text.as_str());
            Ok(meldung::weiter(
                format!("/budget/{jahr}/verteilung"),
                MeldungArt::Warnung,
                text,
            ))
        }
        Err(anders) => Err(anders)?,
    }
}

struct Spalte {
    name: String,
    feld: String,
    gewicht: String,
}

#[derive(Template)]
#[template(path = "budget/szenario.html")]
struct Blatt {
    shell: Shell,
    f: Formular,
    s: Szenario,
    m1: bool,
    spalten: Vec<Spalte>,
    regionen: Vec<String>,
    ergebnis: Option<Verteilung>,
    befunde: Vec<Befund>,
    bild: Option<Fertig>,
    bearbeiten: bool,
}

async fn blatt(
    app: &App,
    kontext: &Kontext,
    huelle: Huelle,
    id: Id<Szenario>,
    f: Option<Formular>,
) -> Result<Blatt, Error> {
    service::darf_ueberall::<amt::recht::Lesen, Szenario>(kontext, Some(id))?;
    let mut tx = lesen(app).await?;
    let s = ablage::verteilung::laden(&mut tx, id).await?;
    let j = ablage::jahr::laden(&mut tx, s.jahr).await?;
    let (ergebnis, befunde) = match verteilen(&s.eingabe) {
        Ok(v) => (Some(v), Vec::new()),
        Err(b) => (None, b),
    };
    let alle: Vec<Balken> = ergebnis
        .iter()
        .flat_map(|v| &v.anteile)
        .map(|a| Balken {
            name: a.name.clone(),
            fest: a.betrag,
            dazu: Cent(0),
            marke: None,
        })
        .collect();
    let darf: Result<Darf, Error> = service::darf_ueberall(kontext, Some(id));
    let f = f.unwrap_or_else(|| szenario_form::zeigen(&s));
    let indikatoren = match &s.eingabe.grundlage {
        Grundlage::M1 { indikatoren } => indikatoren.len(),
        Grundlage::M2 { .. } => 0,
    };
    Ok(Blatt {
        shell: huelle
            .titel(format!("Verteilung {}: {}", s.jahr, s.name))
            .ueber("Budget", "/budget")
            .ueber(format!("{}", s.jahr), format!("/budget/{}", s.jahr))
            .ueber("Verteilung", format!("/budget/{}/verteilung", s.jahr)),
        f: f.benannt(&szenario_form::NAMEN),
        m1: matches!(s.eingabe.grundlage, Grundlage::M1 { .. }),
        // one more than there are, so that an indicator can be added
        spalten: (0..(indikatoren + 1).min(szenario_form::MERKMALE))
            .map(|k| Spalte {
                name: format!("ind-{k}"),
                gewicht: format!("gew-{k}"),
                feld: format!("wert-{k}"),
            })
            .collect(),
        regionen: s.eingabe.regionen.iter().map(|r| r.name.clone()).collect(),
        ergebnis,
        befunde,
        bild: balken("vorschau", "Budget je Region", &alle),
        bearbeiten: darf.is_ok() && !s.beschlossen && j.status == JahrStatus::Planung,
        s,
    })
}

/// One scenario: form and preview.
pub async fn zeigen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Szenario>>,
) -> Ergebnis<Response> {
    Ok(Seite::neu(blatt(&app, &kontext, huelle, id, None).await?).into_response())
}

/// Saves and computes.
pub async fn speichern(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Szenario>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may: Darf = service::darf_ueberall(&kontext, Some(id))?;
    let mut tx = schreiben(&app).await?;
    let alt = ablage::verteilung::laden(&mut tx, id).await?;
    let neu = szenario_form::lesen(&mut e, &alt);
    if !e.hat_fehler() {
        match service::szenario_speichern(&app, &mut tx, &may, neu).await {
            Ok(_) => {
                fertig(tx).await?;
                let text = "Gespeichert. Unten steht, was dabei herauskommt.";
                return Ok(meldung::weiter(
                    format!("/budget/verteilung/{id}"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "name")?,
        }
    }
    drop(tx);
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, Some(e.formular())).await?).into_response())
}

/// Records the decision.
pub async fn beschliessen(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Szenario>>,
    mut e: Eingaben,
) -> Ergebnis<Response> {
    let may: Darf = service::darf_ueberall(&kontext, Some(id))?;
    let beschluss = e.pflichttext("beschluss", 300);
    let mut tx = schreiben(&app).await?;
    if !e.hat_fehler() {
        match service::beschliessen(&app, &mut tx, &may, &beschluss).await {
            Ok(_) => {
                fertig(tx).await?;
                let text = "Beschlossen. Die Töpfe der Regionen haben ihren Ansatz.";
                return Ok(meldung::weiter(
                    format!("/budget/verteilung/{id}/protokoll"),
                    MeldungArt::Erfolg,
                    text,
                ));
            }
            Err(fehler) => an_felder(fehler, &mut e, "beschluss")?,
        }
    }
    let s = ablage::verteilung::laden(&mut tx, id).await?;
    drop(tx);
    let f = szenario_form::zeigen(&s)
        .setze("beschluss", &beschluss)
        .mit_fehlern(e.formular().alle_fehler().to_vec());
    Ok(Seite::ungueltig(blatt(&app, &kontext, huelle, id, Some(f)).await?).into_response())
}

#[derive(Template)]
#[template(path = "verteilung.xml")]
struct Protokollblatt<'a> {
    s: &'a Szenario,
    v: &'a Verteilung,
}

/// The protocol as PDF, for the committee and the file.
pub async fn als_pdf(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Szenario>>,
) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let s = service::protokoll_lesen(&mut tx, &kontext, id).await?;
    let kopf = druck::geltender_kopf(&app, &mut tx).await?;
    drop(tx);
    let v = match &s.ergebnis {
        Some(v) => v.clone(),
        None => verteilen(&s.eingabe).map_err(Error::from)?,
    };
    let titel = format!("Verteilungsprotokoll {}", s.jahr);
    let blatt = druck::Blatt {
        kennung: s.name.clone(),
        vermerk: if s.beschlossen {
            "Beschlossen"
        } else {
            "Entwurf, noch nicht beschlossen"
        }
        .to_owned(),
        datei: format!("{titel} {}", s.name),
        // the day of the content: the same protocol is the same file tomorrow
        tag: s.geaendert_am.datum(),
        titel,
    };
    Ok(druck::antwort(kopf, &blatt, &Protokollblatt { s: &s, v: &v }).await?)
}

/// Throws a draft away.
pub async fn loeschen(
    State(app): State<App>,
    kontext: Kontext,
    Path(id): Path<Id<Szenario>>,
) -> Ergebnis<Response> {
    let may: Darf = service::darf_ueberall(&kontext, Some(id))?;
    let mut tx = schreiben(&app).await?;
    let jahr = ablage::verteilung::laden(&mut tx, id).await?.jahr;
    service::szenario_loeschen(&app, &mut tx, &may).await?;
    fertig(tx).await?;
    let text = "Das Szenario ist gelöscht.";
    Ok(meldung::weiter(
        format!("/budget/{jahr}/verteilung"),
        MeldungArt::Erfolg,
        text,
    ))
}

#[derive(Template)]
#[template(path = "budget/protokoll.html")]
struct Protokoll {
    shell: Shell,
    s: Szenario,
    v: Verteilung,
    bild: Option<Fertig>,
}

/// The protocol for the committee, to read and to print.
pub async fn protokoll(
    State(app): State<App>,
    kontext: Kontext,
    huelle: Huelle,
    Path(id): Path<Id<Szenario>>,
) -> Ergebnis<Response> {
    let mut tx = lesen(&app).await?;
    let s = service::protokoll_lesen(&mut tx, &kontext, id).await?;
    let v = match &s.ergebnis {
        Some(v) => v.clone(),
        None => verteilen(&s.eingabe).map_err(Error::from)?,
    };
    let alle: Vec<Balken> = v
        .anteile
        .iter()
        .map(|a| Balken {
            name: a.name.clone(),
            fest: a.betrag,
            dazu: Cent(0),
            marke: None,
        })
        .collect();
    Ok(Seite::neu(Protokoll {
        shell: huelle
            .titel(format!("Verteilungsprotokoll {}", s.jahr))
            .ueber("Budget", "/budget"),
        bild: balken("protokoll", "Budget je Region", &alle),
        s,
        v,
    })
    .into_response())
}
