//! Scenario S-B of the Fachkonzept, Graz: a family with seven helps at once. The program says so, a round with a free
//! Träger talks about it without names, two helps take the place of seven, the saving is a number beside and never a
//! reason (T-055); then somebody else in the house is in danger, and that goes another way at once. Four people at their
//! own windows.

use anyhow::{Context, ensure};
use musterort::Ort;

use crate::{
    hand::Hand,
    stadt::Stadt,
    standardfall::{aufnehmen, beraten, klaeren, planen},
};

const SERVICE: &str = "david.abendroth";
/// Leads the case.
const ASD: &str = "doris.talheimer";
/// Stands in, and leads the Sozialraum.
const LEITUNG: &str = "viktor.kornblum";
/// Works for the Trägerverbund.
const TRAEGER: &str = "georg.wacholder";

/// Kind, what is done, cost by the month: T-055.
const SIEBEN: [(&str, &str, &str); 7] = [
    ("Sozialpädagogische Familienhilfe", "Montags zu Hause", "420,00"),
    ("Erziehungsbeistand", "Einmal in der Woche mit Mio", "385,00"),
    ("Soziale Gruppenarbeit", "Gruppe am Freitag", "610,00"),
    ("Erziehungsberatung", "Gespräche in der Beratungsstelle", "299,00"),
    ("Flexible oder kombinierte Hilfe", "Wenn es eng wird", "540,00"),
    ("Intensive Einzelbetreuung", "Draußen unterwegs", "475,00"),
    ("Tagesgruppe", "Nach der Schule", "331,00"),
];

/// Whether a space belongs to Graz-Nordost.
pub fn nordost(ort: &Ort, raum: usize) -> bool {
    ort.raeume[raum].eltern.as_deref() == Some("S1")
}

/// Goes the whole way.
pub async fn gehen(s: &Stadt) -> anyhow::Result<()> {
    let leute = [
        Hand::anmelden(s, SERVICE).await?,
        Hand::anmelden(s, ASD).await?,
        Hand::anmelden(s, LEITUNG).await?,
        Hand::anmelden(s, TRAEGER).await?,
    ];
    let ergebnis = alles(s, &leute).await;
    for h in leute {
        h.zu(ergebnis.is_ok()).await?;
    }
    ergebnis
}

async fn alles(s: &Stadt, [service, b, leitung, traeger]: &[Hand; 4]) -> anyhow::Result<()> {
    let anliegen = aufnehmen(s, service).await.context("Anliegen")?;
    b.geh(&anliegen).await?;
    let eingang = [
        ("norm", "§ 27 SGB VIII"),
        ("bezug", "Familie"),
        ("fallfuehrend", "Doris Talheimer"),
        ("vertretung", "Emre Ulmenhof"),
    ];
    let fall = b.falleingang(&eingang).await?;
    klaeren(b, &fall).await.context("Klärung")?;
    let runde = [
        ("Doris Talheimer", "vom Amt"),
        ("Emre Ulmenhof", "vom Amt"),
        ("Frauke Veilchenau", "vom Amt"),
        ("Georg Wacholder", "von einem freien Träger oder anderswo"),
    ];
    beraten(b, &fall, &runde).await.context("Beratung")?;
    ohne_namen(b, &fall).await.context("Runde mit Träger")?;
    // from today, so that all of them run at once
    planen(b, &fall, ("2026-11-18", "2027-05-31"), &SIEBEN)
        .await
        .context("Plan")?;
    // above the threshold the Leitung signs as well
    leitung
        .form(&format!("{fall}/entscheidung"), "/mitzeichnen", &[])
        .await?;
    leitung.sagt(&["Mitgezeichnet."]).await?;
    b.schritt(&fall, "H09").await?;
    b.sagt(&["bewilligt (F6)"]).await?;
    buendeln(b, leitung, &fall).await.context("Mehrfachhilfen")?;
    fremd(traeger, &fall).await.context("Träger")?;
    gefahr(s, service, leitung, b).await.context("Gefährdung")
}

/// T-139: with a free Träger at the table and no consent, the sheet names roles.
async fn ohne_namen(b: &Hand, fall: &str) -> anyhow::Result<()> {
    b.geh(&format!("{fall}/konferenz")).await?;
    b.sagt(&["Kind 2, 10 Jahre", "Familienhilfe für ein halbes Jahr"])
        .await?;
    b.makellos("Fallkonferenz").await?;
    b.geh(&format!("{fall}/konferenz/tafel")).await?;
    b.schweigt(&["Kastanienhof"]).await?;
    b.makellos("Die Runde auf einer Seite").await
}

/// Seven at once are a reason to talk; the agenda of the team has it, and what became of it is written down.
async fn buendeln(b: &Hand, leitung: &Hand, fall: &str) -> anyhow::Result<()> {
    b.geh("/mehrfachhilfen").await?;
    b.sagt(&[
        "7 Hilfen zugleich, 3.060,00 € im Monat.",
        "Empfehlung: Fallkonferenz, bündeln.",
        "Jeder Anspruch bleibt.",
    ])
    .await?;
    b.makellos("Mehrfachhilfen").await?;
    let hier = fall.replace("/faelle/", "/mehrfachhilfen/");
    b.geh(&hier).await?;
    b.sende("/agenda", &[]).await?;
    b.geh("/agenda").await?;
    b.sagt(&["mehrere Hilfen zugleich: bündeln", "je Fall 47 Minuten"])
        .await?;
    // the agenda hangs on the wall: no names
    b.schweigt(&["Kastanienhof"]).await?;
    b.makellos("Agenda").await?;
    let ergebnis = [
        ("nachher", "980,00\n615,00"),
        (
            "worte",
            "Eine Hilfe zu Hause und eine Gruppe. Anders als die Runde es riet, bleibt die Gruppe am Freitag: Mio will es so.",
        ),
    ];
    b.form(&hier, &hier, &ergebnis).await?;
    b.sagt(&[
        "aus 7 wurden 2",
        "3.060,00 €",
        "1.595,00 €",
        "1.465,00 €",
        "17.580,00 €",
        "Anders als die Runde es riet",
    ])
    .await?;
    b.makellos("Gebündelt").await?;
    leitung.geh("/mehrfachhilfen").await?;
    leitung.sagt(&["aus 7 Hilfen wurden 2", "1.465,00 €"]).await
}

/// Whoever is of the Träger and has no order sees nothing of it.
async fn fremd(b: &Hand, fall: &str) -> anyhow::Result<()> {
    for pfad in [fall.to_owned(), fall.replace("/faelle/", "/mehrfachhilfen/")] {
        b.geh(&pfad).await?;
        ensure!(b.status().await? == Some(404), "{pfad} ist offen");
        b.schweigt(&["Kastanienhof"]).await?;
    }
    Ok(())
}

/// A second child in the same house: a Meldung at once, without asking who agrees.
async fn gefahr(s: &Stadt, service: &Hand, leitung: &Hand, andere: &Hand) -> anyhow::Result<()> {
    service.geh("/anliegen/neu").await?;
    let worum = "Das kleine Kind nebenan steht abends allein im Treppenhaus und weint.";
    service.feld("#feld-worte", worum).await?;
    service.feld("#feld-kanal", "Telefon").await?;
    service.feld("#feld-melderrolle", "Umfeld").await?;
    service.feld("#feld-gefaehrdungshinweis", "ja").await?;
    service.anschrift(&s.strasse).await?;
    service
        .druecke("main form[action^='/anliegen/neu/'] button[type=submit]:not([name])")
        .await?;
    service.sagt(&["Die Meldung nach § 8a ist angelegt"]).await?;
    leitung.geh("/meldungen").await?;
    leitung
        .sagt(&["Eine neue Meldung nach § 8a ist eingegangen."])
        .await?;
    let js = "const a = [...document.querySelectorAll('main a[href^=\"/meldungen/\"]')].filter(a => a.getAttribute('href').length === 47);
        return a.length ? a[0].getAttribute('href') : null";
    let meldung = leitung.b.client.execute(js, vec![]).await?;
    let meldung = meldung
        .as_str()
        .context("keine Meldung auf der Seite der Leitung")?
        .to_owned();
    leitung.makellos("Meldungen").await?;
    // the protective circle is those it is meant for: not whoever leads the case next door
    andere.geh(&meldung).await?;
    ensure!(andere.status().await? == Some(404), "die Meldung ist offen");
    andere.schweigt(&[worum]).await
}
