//! Scenario S-B of the Fachkonzept, Graz: a family with seven helps at once. The program says so, a round with a free
//! Träger talks about it without names, two helps take the place of seven, the saving is a number beside and never a
//! reason (T-055). What is free is read by Controlling, what became of the help by the Träger (`szenario_b_hilfe`). While it
//! runs another child of the house is in danger, and that goes another way at once (`szenario_b_gefahr`). Six people at
//! their own windows.

use anyhow::{Context, ensure};
use musterort::Ort;

use crate::{
    hand::Hand,
    stadt::Stadt,
    standardfall::{aufnehmen, beraten, klaeren, planen},
    szenario_b_gefahr, szenario_b_hilfe,
};

const SERVICE: &str = "david.abendroth";
/// Leads the case.
const ASD: &str = "doris.talheimer";
/// Stands in, and leads the Sozialraum.
const LEITUNG: &str = "viktor.kornblum";
/// Works for the Trägerverbund.
const TRAEGER: &str = "georg.wacholder";

/// Controlling.
const GELD: &str = "paul.moosbach";

/// What the round advises; the group on Friday stays nevertheless.
const RAT: &str = "Alles aus einer Hand zu Hause, keine Gruppe";

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
    fremd(traeger, &fall).await.context("Träger ohne Auftrag")?;
    let auftrag = szenario_b_hilfe::beginnen(b, traeger, &fall)
        .await
        .context("Auftrag")?;
    melden(b, &fall).await.context("Mehrfachhilfen")?;
    rat(b, &fall).await.context("Fallkonferenz rät")?;
    let geld = Hand::anmelden(s, GELD).await?;
    let frei = zu_zweit(b, leitung, (traeger, &auftrag), &geld, &fall).await;
    geld.zu(frei.is_ok()).await?;
    frei?;
    szenario_b_gefahr::gehen(s, service, leitung, b)
        .await
        .context("Gefährdung")?;
    // last, because the clock goes on there
    szenario_b_hilfe::beenden(s, b, (traeger, &auftrag), &fall)
        .await
        .context("Abschluss")
}

/// T-139: with a free Träger at the table and no consent, the sheet names roles.
async fn ohne_namen(b: &Hand, fall: &str) -> anyhow::Result<()> {
    b.geh(&format!("{fall}/konferenz")).await?;
    b.sagt(&["Kind 2, 10 Jahre", "Familienhilfe für ein halbes Jahr"])
        .await?;
    b.makellos("Fallkonferenz").await?;
    b.geh(&format!("{fall}/konferenz/tafel")).await?;
    b.schweigt(&["Kastanienhof"]).await?;
    b.makellos("Die Runde auf einer Seite").await?;
    b.bild("runde").await
}

/// Seven at once are a reason to talk; the agenda of the team has it.
async fn melden(b: &Hand, fall: &str) -> anyhow::Result<()> {
    b.geh("/mehrfachhilfen").await?;
    b.sagt(&[
        "7 Hilfen zugleich, 3.060,00 € im Monat.",
        "Empfehlung: Fallkonferenz, bündeln.",
        "Jeder Anspruch bleibt.",
    ])
    .await?;
    b.makellos("Mehrfachhilfen").await?;
    b.bild("mehrfachhilfen").await?;
    b.geh(&hilfen(fall)).await?;
    b.sende("/agenda", &[]).await?;
    b.geh("/agenda").await?;
    b.sagt(&["mehrere Hilfen zugleich: bündeln", "je Fall 47 Minuten"])
        .await?;
    // the agenda hangs on the wall: no names
    b.schweigt(&["Kastanienhof"]).await?;
    b.makellos("Agenda").await
}

fn hilfen(fall: &str) -> String {
    fall.replace("/faelle/", "/mehrfachhilfen/")
}

/// The round says what it thinks; who decides is the Fachkraft.
async fn rat(b: &Hand, fall: &str) -> anyhow::Result<()> {
    let runde = [
        ("typ", "kollegiale Beratung"),
        ("dauer", "47"),
        ("falleinbringer", "Doris Talheimer"),
        ("moderation", "Emre Ulmenhof"),
        ("teilnehmer-1", "Doris Talheimer"),
        ("traeger-1", "vom Amt"),
        ("teilnehmer-2", "Emre Ulmenhof"),
        ("traeger-2", "vom Amt"),
        ("teilnehmer-3", "Frauke Veilchenau"),
        ("traeger-3", "vom Amt"),
        ("teilnehmer-4", "Georg Wacholder"),
        ("traeger-4", "von einem freien Träger oder anderswo"),
        ("ressourcen", "Mio geht gern in die Gruppe; die Schwester hilft"),
        ("frage", "Was braucht die Familie aus einer Hand?"),
        ("idee-EINZELFALL", "Eine Person für alles zu Hause"),
        ("idee-FALLUEBERGREIFEND", "Vorlesen am Nachmittag im Haus"),
        ("idee-SOZIALRAUM", "Fußball am Samstag"),
        ("empfehlung", RAT),
        ("einigkeit", "einstimmig"),
        ("familie", "war dabei"),
    ];
    b.form(&format!("{fall}/konferenz"), "/konferenz", &runde).await?;
    b.sagt(&[RAT]).await?;
    ohne_namen(b, fall).await?;
    b.geh("/agenda").await?;
    b.schweigt(&["mehrere Hilfen zugleich: bündeln"]).await
}

/// Two helps instead of seven, by a Bescheid, with one deviation from what the round advised; what is free is read by
/// whoever keeps the money.
async fn zu_zweit(
    b: &Hand,
    leitung: &Hand,
    traeger: (&Hand, &str),
    geld: &Hand,
    fall: &str,
) -> anyhow::Result<()> {
    // what the round came to, while the seven still run
    let ergebnis = [
        ("nachher", "980,00\n615,00"),
        (
            "worte",
            "Eine Hilfe zu Hause und eine Gruppe. Anders als die Runde es riet, bleibt die Gruppe am Freitag: Mio will es so.",
        ),
    ];
    let hier = hilfen(fall);
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
    let vorher = szenario_b_hilfe::verfuegbar(geld).await.context("Topf vorher")?;
    szenario_b_hilfe::aendern(b, leitung, traeger, fall)
        .await
        .context("Änderung")?;
    let nachher = szenario_b_hilfe::verfuegbar(geld).await.context("Topf nachher")?;
    ensure!(
        nachher > vorher,
        "im Topf ist nichts frei: {vorher} und {nachher} Cent"
    );
    leitung.geh("/mehrfachhilfen").await?;
    leitung.sagt(&["aus 7 Hilfen wurden 2", "1.465,00 €"]).await?;
    geld.geh("/umsteuerung").await?;
    geld.sagt(&["aus 7 Hilfen wurden 2", "1.465,00 € im Monat"])
        .await?;
    geld.schweigt(&["Kastanienhof", "Talheimer"]).await?;
    geld.makellos("Frei durch gebündelte Hilfen").await
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
