use amt::{
    App, Result, journal,
    recht::{Bearbeiten, Befugnis},
};
use base::{Befund, Bp, Cent, Id};
use raum::RaumKurz;
use store::Tx;

use super::Regeln;
use crate::{
    ablage::{self, Wann},
    model::{Arbeitsart, JahrStatus, NeuerTopf, Szenario, TopfArt},
    rules::verteilung::{Eingabe, Grundlage, Indikator, Kappung, Konvergenz, Region, Verteilung, verteilen},
};

/// The regions that share the budget: the top level of the Gliederung, and if that is one only, the level below.
///
/// # Errors
/// When the database refuses.
pub async fn regionen(app: &App, tx: &mut Tx) -> Result<Vec<RaumKurz>> {
    let raeume = team::service::raeume(app, tx, app.uhr.heute()).await?;
    let auf_tiefe = |n: usize| -> Vec<RaumKurz> {
        raeume
            .alle()
            .filter(|r| raeume.kette(r.id).len() == n)
            .cloned()
            .collect()
    };
    let oben = auf_tiefe(1);
    let darunter = auf_tiefe(2);
    Ok(if oben.len() <= 1 && !darunter.is_empty() {
        darunter
    } else {
        oben
    })
}

/// An empty scenario after the GO: its method and weights, the regions of today, the values of the year before.
///
/// # Errors
/// When there is no such year, or no GO in force.
pub async fn vorgabe(app: &App, tx: &mut Tx, jahr: i64) -> Result<Eingabe> {
    let regeln = Regeln::geltende(app, tx).await?;
    let j = ablage::jahr::laden(tx, jahr).await?;
    let regionen: Vec<Region> = regionen(app, tx)
        .await?
        .into_iter()
        .map(|r| Region {
            schluessel: r.code,
            name: r.name,
        })
        .collect();
    let n = regionen.len();
    let vorjahr = ablage::vorjahr::im_jahr(tx, jahr - 1).await?;
    let von = |code: &str| vorjahr.iter().find(|v| v.raum == code);
    let indikatoren = if regeln.gewichte.is_empty() {
        vec![
            ("Minderjährige".to_owned(), Bp(5_000)),
            ("Minderjährige in SGB II".to_owned(), Bp(3_000)),
            ("Hilfen zur Erziehung".to_owned(), Bp(2_000)),
        ]
    } else {
        regeln.gewichte.clone()
    };
    let grundlage = if regeln.methode == "M2" {
        Grundlage::M2 {
            einwohner: vec![0; n],
            quote: vec![0; n],
            alpha: regeln.alpha,
        }
    } else {
        let indikatoren = indikatoren
            .into_iter()
            .map(|(name, gewicht)| Indikator {
                name,
                gewicht,
                werte: vec![0; n],
            })
            .collect();
        Grundlage::M1 { indikatoren }
    };
    let ist = regionen
        .iter()
        .map(|r| von(&r.schluessel).map_or(Cent(0), |v| v.ist));
    let ansatz = regionen
        .iter()
        .map(|r| von(&r.schluessel).map_or(Cent(0), |v| v.ansatz));
    let (ist, ansatz): (Vec<Cent>, Vec<Cent>) = (ist.collect(), ansatz.collect());
    Ok(Eingabe {
        gesamt: j.gesamt,
        vorwegabzug: regeln.vorwegabzug,
        regionen,
        grundlage,
        konvergenz: (regeln.methode == "M3").then_some(Konvergenz {
            beta: regeln.beta,
            ist,
        }),
        kappung: (regeln.methode == "M4").then_some(Kappung {
            grenze: regeln.grenze,
            vorjahr: ansatz,
        }),
    })
}

/// Keeps a draft, new or changed. It may be incomplete; only the decision needs a result.
///
/// # Errors
/// `BUDGET-E20` when the year is no longer planned, `BUDGET-E37` for a decided one.
pub async fn szenario_speichern(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Szenario>,
    mut s: Szenario,
) -> Result<Id<Szenario>> {
    planung(tx, s.jahr).await?;
    if s.name.is_empty() {
        return Err(Befund::neu("BUDGET-E30", "Bitte einen Namen angeben.")
            .an("name")
            .into());
    }
    let wann = Wann::jetzt(app, may.kontext());
    if let Some(id) = may.objekt() {
        let alt = ablage::verteilung::laden(tx, id).await?;
        nicht_beschlossen(&alt)?;
        s.id = id;
        ablage::verteilung::aendern(tx, &s, wann).await?;
    } else {
        s.id = app.ids.neu();
        ablage::verteilung::anlegen(tx, &s, wann).await?;
    }
    journal::notieren(tx, &*app.uhr, may, s.id, "szenario");
    Ok(s.id)
}

/// Throws a draft away.
///
/// # Errors
/// `BUDGET-E37` for a decided one.
pub async fn szenario_loeschen(app: &App, tx: &mut Tx, may: &Befugnis<Bearbeiten, Szenario>) -> Result<()> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let s = ablage::verteilung::laden(tx, id).await?;
    nicht_beschlossen(&s)?;
    ablage::verteilung::loeschen(tx, &s).await?;
    journal::notieren(tx, &*app.uhr, may, id, "geloescht");
    Ok(())
}

/// Records the decision of the committee: the protocol is kept for ever, the Töpfe of the regions and the Vorwegabzug
/// get their Ansatz.
///
/// # Errors
/// What the allocation refuses, `BUDGET-E30` without the decision, `BUDGET-E37` when there is a decided one already.
pub async fn beschliessen(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Szenario>,
    beschluss: &str,
) -> Result<Verteilung> {
    let id = may.objekt().ok_or(amt::Error::NichtGefunden)?;
    let s = ablage::verteilung::laden(tx, id).await?;
    nicht_beschlossen(&s)?;
    // locks the year, so that two people cannot decide two scenarios at once
    let jahr = ablage::jahr::sperren(tx, s.jahr).await?;
    planung(tx, s.jahr).await?;
    let mut befunde = Vec::new();
    if beschluss.is_empty() {
        let text = "Bitte Gremium, Datum und Vorlage des Beschlusses angeben.";
        befunde.push(Befund::neu("BUDGET-E30", text).an("beschluss"));
    }
    if s.eingabe.gesamt != jahr.gesamt {
        let text = format!(
            "Das Szenario verteilt {}, das Gesamtbudget ist {}.",
            s.eingabe.gesamt, jahr.gesamt
        );
        befunde.push(Befund::neu("BUDGET-E30", text).an("gesamt"));
    }
    if ablage::verteilung::im_jahr(tx, s.jahr)
        .await?
        .iter()
        .any(|a| a.beschlossen)
    {
        let text = "Für dieses Haushaltsjahr ist schon eine Verteilung beschlossen.";
        befunde.push(Befund::neu("BUDGET-E37", text));
    }
    let ergebnis = match verteilen(&s.eingabe) {
        Ok(v) => v,
        Err(mehr) => {
            befunde.extend(mehr);
            return Err(befunde.into());
        }
    };
    if !befunde.is_empty() {
        return Err(befunde.into());
    }
    let wann = Wann::jetzt(app, may.kontext());
    ablage::verteilung::beschliessen(tx, &s, &ergebnis, beschluss, wann).await?;
    toepfe(app, tx, s.jahr, &ergebnis, wann).await?;
    journal::notieren(tx, &*app.uhr, may, id, "beschlossen");
    Ok(ergebnis)
}

/// The Töpfe of the decision: one for the Vorwegabzug, one for each region.
async fn toepfe(app: &App, tx: &mut Tx, jahr: i64, v: &Verteilung, wann: Wann) -> Result<()> {
    let raeume = regionen(app, tx).await?;
    let vorhanden = ablage::topf::im_jahr(tx, jahr).await?;
    let vorweg = NeuerTopf {
        jahr,
        art: TopfArt::ZentralVorweg,
        raum: None,
        arbeitsart: Arbeitsart::Gemischt,
        bezeichnung: "Vorwegabzug".to_owned(),
        sortier: "0-VORWEG".to_owned(),
        traeger: String::new(),
        ansatz: v.vorweg,
        elterntopf: None,
    };
    let regional = v.anteile.iter().map(|a| NeuerTopf {
        art: TopfArt::Regional,
        raum: raeume.iter().find(|r| r.code == a.schluessel).map(|r| r.id),
        bezeichnung: a.name.clone(),
        sortier: a.schluessel.clone(),
        ansatz: a.betrag,
        ..vorweg.clone()
    });
    for neu in std::iter::once(vorweg.clone()).chain(regional) {
        match vorhanden.iter().find(|t| t.sortier == neu.sortier) {
            Some(alt) => ablage::topf::ansatz(tx, alt, neu.ansatz, wann).await?,
            None if neu.art == TopfArt::Regional && neu.raum.is_none() => {
                let text = format!(
                    "Die Region „{}“ gibt es in der Gliederung nicht mehr.",
                    neu.bezeichnung
                );
                return Err(Befund::neu("BUDGET-E03", text).an("regionen").into());
            }
            None => ablage::topf::anlegen(tx, app.ids.neu(), &neu, wann).await?,
        }
    }
    Ok(())
}

async fn planung(tx: &mut Tx, jahr: i64) -> Result<()> {
    let j = ablage::jahr::laden(tx, jahr).await?;
    if j.status == JahrStatus::Planung {
        return Ok(());
    }
    let text = format!("Das Haushaltsjahr {} ist nicht mehr in Planung.", j.jahr);
    Err(Befund::neu("BUDGET-E20", text).an("jahr").into())
}

fn nicht_beschlossen(s: &Szenario) -> Result<()> {
    if s.beschlossen {
        let text = "Diese Verteilung ist beschlossen und bleibt, wie sie ist.";
        return Err(Befund::neu("BUDGET-E37", text).into());
    }
    Ok(())
}
