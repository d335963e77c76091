//! Links of the directory that lead nowhere. This room says which are to be asked and keeps what came of it; the program
//! asks them.

use std::collections::{BTreeMap, BTreeSet};

use amt::{
    App, Result,
    recht::{Bearbeiten, Befugnis, Objektart as _, Sicht},
};
use base::Zeitpunkt;
use store::{Tx, journal::Eintrag};
use uuid::Uuid;

use crate::{
    Angebot,
    ablage::link as ablage,
    codes::LinkBefund,
    rules::link::{TAGE, TAGE_TOT, adresse},
};

/// Links of one server in one go, at most.
const JE_SERVER: usize = 3;
const TAG_S: i64 = 24 * 3600;

/// Where a dead link stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkStelle {
    /// Whether it is an offer; else an Akteur.
    pub angebot: bool,
    /// Key.
    pub id: Uuid,
    /// Title.
    pub titel: String,
}

/// A link somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToterLink {
    /// The address as it stands there.
    pub url: String,
    /// Whether it can be opened at all.
    pub oeffnen: bool,
    /// What came back.
    pub befund: LinkBefund,
    /// The status, if there was one.
    pub http: Option<i64>,
    /// Since when.
    pub seit: Option<Zeitpunkt>,
    /// When it was asked last.
    pub geprueft_am: Option<Zeitpunkt>,
    /// Where it stands.
    pub stellen: Vec<LinkStelle>,
}

/// By address as it is asked, or as it stands there when it is none: who names it.
async fn nach_adresse(tx: &mut Tx) -> Result<BTreeMap<String, Vec<LinkStelle>>> {
    let mut aus: BTreeMap<String, Vec<LinkStelle>> = BTreeMap::new();
    for (art, id, titel, web) in ablage::stellen(tx).await? {
        let ziel = adresse(&web).unwrap_or(web);
        aus.entry(ziel).or_default().push(LinkStelle {
            angebot: art == "ANGEBOT",
            id,
            titel,
        });
    }
    Ok(aus)
}

/// The dead ones, longest dead first; also what is no address at all.
///
/// # Errors
/// When the database cannot be read.
pub async fn tote_links(tx: &mut Tx, _sicht: &Sicht) -> Result<Vec<ToterLink>> {
    let bekannt: BTreeMap<String, ablage::Pruefung> = ablage::pruefungen(tx)
        .await?
        .into_iter()
        .map(|p| (p.url.clone(), p))
        .collect();
    let mut aus = Vec::new();
    for (url, stellen) in nach_adresse(tx).await? {
        if adresse(&url).is_none() {
            aus.push(ToterLink {
                url,
                oeffnen: false,
                befund: LinkBefund::KeinLink,
                http: None,
                seit: None,
                geprueft_am: None,
                stellen,
            });
            continue;
        }
        let Some(p) = bekannt.get(&url) else { continue };
        let befund: LinkBefund = p.befund.parse().map_err(amt::Error::Intern)?;
        if befund.tot() {
            aus.push(ToterLink {
                url,
                oeffnen: true,
                befund,
                http: p.http,
                seit: p.tot_seit,
                geprueft_am: Some(p.geprueft_am),
                stellen,
            });
        }
    }
    aus.sort_by(|a, b| (a.seit, &a.url).cmp(&(b.seit, &b.url)));
    Ok(aus)
}

/// Which addresses are to be asked now, those never asked first, then the oldest; few of one server. Forgets what nobody
/// names any more.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn links_faellig(app: &App, tx: &mut Tx, hoechstens: usize) -> Result<Vec<String>> {
    let jetzt = app.uhr.jetzt();
    let genannt: BTreeSet<String> = nach_adresse(tx)
        .await?
        .keys()
        .filter_map(|url| adresse(url))
        .collect();
    let mut faellig: BTreeMap<&str, Option<Zeitpunkt>> = genannt.iter().map(|u| (u.as_str(), None)).collect();
    for p in ablage::pruefungen(tx).await? {
        if !genannt.contains(&p.url) {
            ablage::vergessen(tx, &p.url).await?;
            continue;
        }
        let tage = if p.tot_seit.is_some() { TAGE_TOT } else { TAGE };
        if p.geprueft_am.plus_sekunden(tage * TAG_S) > jetzt {
            faellig.remove(p.url.as_str());
        } else if let Some(wann) = faellig.get_mut(p.url.as_str()) {
            *wann = Some(p.geprueft_am);
        }
    }
    let mut folge: Vec<(Option<Zeitpunkt>, &str)> = faellig.into_iter().map(|(u, w)| (w, u)).collect();
    folge.sort_unstable();
    let mut je_server: BTreeMap<String, usize> = BTreeMap::new();
    let mut aus = Vec::new();
    for (_, url) in folge {
        let server = url
            .split_once("://")
            .map_or(url, |(_, r)| r)
            .split(['/', '?', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let n = je_server.entry(server).or_default();
        *n += 1;
        if *n <= JE_SERVER && aus.len() < hoechstens {
            aus.push(url.to_owned());
        }
    }
    Ok(aus)
}

/// Keeps what asking an address brought.
///
/// # Errors
/// When the database cannot be written.
pub async fn link_merken(
    app: &App,
    tx: &mut Tx,
    url: &str,
    befund: LinkBefund,
    http: Option<u16>,
) -> Result<()> {
    ablage::merken(tx, url, (befund.code(), http), befund.tot(), app.uhr.jetzt()).await
}

/// Asks an address again at the next opportunity.
///
/// # Errors
/// When the database cannot be written.
pub async fn link_erneut(
    app: &App,
    tx: &mut Tx,
    may: &Befugnis<Bearbeiten, Angebot>,
    url: &str,
) -> Result<()> {
    ablage::erneut(tx, url).await?;
    let k = may.kontext();
    tx.journal(Eintrag {
        zeit: app.uhr.jetzt(),
        benutzer: Some(k.benutzer().uuid()),
        rolle: may.rolle().code().to_owned(),
        zweck: may.zweck().code().to_owned(),
        aktion: "link.erneut".to_owned(),
        objektart: Angebot::NAME.to_owned(),
        objekt: None,
        klasse: Angebot::KLASSE.code().to_owned(),
        ergebnis: "ERLAUBT".to_owned(),
        notzugriff: None,
        angaben: url.chars().take(200).collect(),
    });
    Ok(())
}
