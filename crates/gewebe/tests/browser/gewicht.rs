//! How much a page weighs when it is seen for the first time, and how many requests it takes.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use gewebe::demo::KENNWORT;
use testkit::mensch::Antwort;
use ureq::Agent;

use crate::stadt::{self, Stadt};

/// Bytes on the wire, HTML and assets together.
const HOECHSTENS: usize = 50 * 1024;
/// Requests of a first view.
const ANFRAGEN: usize = 4;

const SEITEN: [&str; 22] = [
    "/",
    "/anliegen",
    "/anliegen/neu",
    "/servicebereich",
    "/kurzberatung",
    "/kurzberatung/neu",
    "/faelle",
    "/angebote",
    "/raeume",
    "/adresse",
    "/zustaendigkeit",
    "/konto",
    "/hilfe",
    "/quartier/de",
    "/quartier/ar/angebote",
    "/quartier/de/termine",
    "/quartier/de/fragen",
    "/quartier/uk/ideen",
    "/quartier/de/projekte",
    "/quartier/de/kurzskizzen",
    "/einbetten/de/angebote",
    "/wer-hilft-mir/de",
];

/// Fetches the main pages as a browser with an empty cache would.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let adresse = stadt.adresse.clone();
    tokio::task::spawn_blocking(move || messen(&adresse)).await?
}

fn holen(agent: &Agent, url: &str) -> anyhow::Result<(usize, bool)> {
    let mut r = agent.get(url).header("accept-encoding", "gzip").call()?;
    ensure!(r.status() == 200, "{url}: {}", r.status());
    let gepackt = r.headers().get("content-encoding").is_some_and(|w| w == "gzip");
    Ok((r.body_mut().read_to_vec()?.len(), gepackt))
}

fn lesen(agent: &Agent, url: &str) -> anyhow::Result<Antwort> {
    let mut r = agent.get(url).call()?;
    let text = r.body_mut().read_to_string()?;
    Ok(Antwort {
        status: r.status().as_u16(),
        kopf: vec![],
        text,
    })
}

fn messen(adresse: &str) -> anyhow::Result<()> {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let anmelden = format!("{adresse}/anmelden");
    let csrf = lesen(&agent, &anmelden)?.feld("_csrf").context("kein Token")?;
    let felder = [
        ("_csrf", csrf.as_str()),
        ("kennung", stadt::SERVICE),
        ("kennwort", KENNWORT),
    ];
    let r = agent
        .post(&anmelden)
        .header("sec-fetch-site", "same-origin")
        .send_form(felder)?;
    ensure!(r.status().is_success(), "Anmeldung: {}", r.status());
    let mut beiwerk: BTreeMap<String, usize> = BTreeMap::new();
    let mut fehler = Vec::new();
    for seite in SEITEN {
        let url = format!("{adresse}{seite}");
        let html = lesen(&agent, &url)?.text;
        let (mut summe, gepackt) = holen(&agent, &url)?;
        if !gepackt {
            fehler.push(format!("{seite} kommt ungepackt"));
        }
        // what the page fetches by itself: styles, scripts, pictures
        let mut dateien: Vec<&str> = html
            .split(['"', '\''])
            .filter(|s| s.starts_with("/assets/") && !s.contains("karte."))
            .collect();
        dateien.sort_unstable();
        dateien.dedup();
        for datei in &dateien {
            if !beiwerk.contains_key(*datei) {
                beiwerk.insert(
                    (*datei).to_owned(),
                    holen(&agent, &format!("{adresse}{datei}"))?.0,
                );
            }
            summe += beiwerk.get(*datei).copied().unwrap_or_default();
        }
        if summe > HOECHSTENS || dateien.len() + 1 > ANFRAGEN {
            fehler.push(format!(
                "{seite}: {summe} Bytes in {} Anfragen",
                dateien.len() + 1
            ));
        }
    }
    ensure!(
        beiwerk.len() >= 2,
        "keine Stile und Skripte gefunden: {beiwerk:?}"
    );
    ensure!(fehler.is_empty(), "{}\nBeiwerk: {beiwerk:?}", fehler.join("\n"));
    Ok(())
}
