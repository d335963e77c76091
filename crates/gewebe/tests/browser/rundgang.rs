//! Every page that a link leads to, for five roles: axe, one heading, nothing stopped by the security policy, and no
//! sideways scrolling at three widths.

use std::collections::{BTreeSet, VecDeque};

use anyhow::{Context, ensure};
use testkit::browser::{Browser, Fenster, SCHREIBTISCH, TELEFON};

use crate::{
    audit,
    stadt::{ASD, DATENSCHUTZ, PLANUNG, SERVICE, Stadt, VERWALTUNG},
    weg::{self, form},
};

/// Kinds of pages seen at most.
const SEITEN: usize = 240;
/// Fewer would mean that the links are not followed.
const MINDESTENS: usize = 30;
/// The narrowest window a page must fit: 1280 pixels at 400 % (WCAG 1.4.10).
const SCHMAL: Fenster = Fenster {
    breite: 320,
    ..TELEFON
};

/// A page and who may see it.
struct Fund {
    wer: &'static str,
    pfad: String,
}

/// Goes round.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let mut fehler = Vec::new();
    let b = Browser::starten(SCHREIBTISCH).await?;
    let ergebnis = suchen(&b, stadt, &mut fehler).await;
    b.zu().await?;
    let seiten = ergebnis?;
    for fenster in [TELEFON, SCHMAL] {
        let b = Browser::starten(fenster).await?;
        oeffentlich(&b, stadt, &mut fehler).await?;
        let ergebnis = schmal(&b, stadt, &seiten, fenster.breite, &mut fehler).await;
        b.zu().await?;
        ergebnis?;
    }
    ensure!(
        fehler.is_empty(),
        "{} Seiten gesehen\n{}",
        seiten.len(),
        fehler.join("\n")
    );
    ensure!(seiten.len() >= MINDESTENS, "nur {} Seiten gefunden", seiten.len());
    Ok(())
}

/// Addresses the page leads to, files left out.
async fn ziele(b: &Browser) -> anyhow::Result<Vec<String>> {
    let js = "return [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(a => a.getAttribute('href'))";
    let alle: Vec<String> = serde_json::from_value(b.client.execute(js, vec![]).await?)?;
    Ok(alle
        .into_iter()
        .filter(|p| !p.contains(".csv") && !p.starts_with("/api/") && !p.starts_with("/assets/"))
        // the public site has a round of its own
        .filter(|p| !p.starts_with("/quartier") && !p.starts_with("/wer-hilft-mir"))
        .collect())
}

async fn suchen(b: &Browser, stadt: &Stadt, fehler: &mut Vec<String>) -> anyhow::Result<Vec<Fund>> {
    // what shows the policy at work also shows that the check below can find something
    b.geh(&stadt.url("/anmelden")).await?;
    b.client
        .execute(
            "document.body.insertAdjacentHTML('beforeend', '<style>p{color:red}</style>')",
            vec![],
        )
        .await?;
    ensure!(
        !weg::csp(b).await?.is_empty(),
        "Verstöße gegen die CSP werden nicht bemerkt"
    );
    b.geh(&stadt.url("/anmelden")).await?;
    pruefen(b, "/anmelden", fehler).await?;
    weg::bild(b, "anmelden").await?;
    oeffentlich(b, stadt, fehler).await?;

    let mut gesehen: BTreeSet<String> = BTreeSet::new();
    let mut funde = Vec::new();
    for wer in [SERVICE, ASD, PLANUNG, VERWALTUNG, DATENSCHUTZ] {
        weg::anmelden(b, stadt, wer).await?;
        let mut offen: VecDeque<String> = VecDeque::from(["/".to_owned()]);
        // the start page differs from role to role
        gesehen.remove(&form("/"));
        while let Some(pfad) = offen.pop_front() {
            if funde.len() >= SEITEN || !gesehen.insert(form(&pfad)) {
                continue;
            }
            b.geh(&stadt.url(&pfad)).await.with_context(|| pfad.clone())?;
            let js = "return performance.getEntriesByType('navigation')[0].responseStatus";
            let status = b.client.execute(js, vec![]).await?;
            if status.as_i64() != Some(200) {
                fehler.push(format!("{wer} {pfad}: Status {status}"));
                continue;
            }
            // a redirect may lead to a page already seen
            let url = b.client.current_url().await?;
            gesehen.insert(form(url.path()));
            pruefen(b, &format!("{wer} {pfad}"), fehler).await?;
            offen.extend(
                ziele(b)
                    .await?
                    .into_iter()
                    .filter(|p| !gesehen.contains(&form(p))),
            );
            funde.push(Fund { wer, pfad });
        }
    }
    Ok(funde)
}

/// The public site in languages of both directions, before anybody signs in.
async fn oeffentlich(b: &Browser, stadt: &Stadt, fehler: &mut Vec<String>) -> anyhow::Result<()> {
    for sprache in ["de", "ls", "ar"] {
        let mut pfade = vec![
            format!("/quartier/{sprache}"),
            format!("/quartier/{sprache}/angebote"),
            format!("/quartier/{sprache}/angebote?q=Oma+allein&bedarf=ROLLSTUHL&tag=TH"),
            format!("/quartier/{sprache}/fragen"),
            format!("/quartier/{sprache}/termine"),
            format!("/quartier/{sprache}/ideen"),
            format!("/quartier/{sprache}/projekte"),
            format!("/quartier/{sprache}/kurzskizzen"),
            format!("/wer-hilft-mir/{sprache}"),
            format!("/idee/{sprache}"),
            format!("/einbetten/{sprache}/angebote"),
            format!("/einbetten/{sprache}/termine"),
        ];
        let ohne_angebot = pfade.len();
        b.geh(&stadt.url(&format!("/quartier/{sprache}/angebote")))
            .await?;
        let js = "return document.querySelector('main ol a')?.getAttribute('href')";
        if let Some(angebot) = b.client.execute(js, vec![]).await?.as_str() {
            pfade.push(angebot.to_owned());
        }
        ensure!(
            pfade.len() == ohne_angebot + 1,
            "kein öffentliches Angebot auf {sprache}"
        );
        for art in ["projekte", "kurzskizzen"] {
            let liste = format!("/quartier/{sprache}/{art}");
            b.geh(&stadt.url(&liste)).await?;
            let js = "return [...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))
                .find(h => h.startsWith(arguments[0]) && !h.endsWith('/pdf'))";
            let ziel = b.client.execute(js, vec![format!("{liste}/").into()]).await?;
            let ziel = ziel.as_str().with_context(|| format!("nichts auf {liste}"))?;
            pfade.push(ziel.to_owned());
        }
        for pfad in &pfade {
            b.geh(&stadt.url(pfad)).await?;
            // before axe, which adds to the page
            let finden = pfad.starts_with("/quartier") && !pfad.contains('?');
            let audit = audit::maengel(b, finden).await?;
            fehler.extend(audit.into_iter().map(|m| format!("{pfad}: {m}")));
            pruefen(b, pfad, fehler).await?;
            let zuviel = weg::ueberbreite(b).await?;
            fehler.extend(zuviel.into_iter().map(|m| format!("{pfad}: {m}")));
        }
    }
    Ok(())
}

async fn pruefen(b: &Browser, wo: &str, fehler: &mut Vec<String>) -> anyhow::Result<()> {
    let maengel = weg::maengel(b).await.with_context(|| wo.to_owned())?;
    fehler.extend(maengel.into_iter().map(|m| format!("{wo}: {m}")));
    Ok(())
}

async fn schmal(
    b: &Browser,
    stadt: &Stadt,
    seiten: &[Fund],
    breite: u32,
    fehler: &mut Vec<String>,
) -> anyhow::Result<()> {
    let mut wer = "";
    for seite in seiten {
        if seite.wer != wer {
            wer = seite.wer;
            weg::anmelden(b, stadt, wer).await?;
        }
        b.geh(&stadt.url(&seite.pfad)).await?;
        let zuviel = weg::ueberbreite(b).await?;
        fehler.extend(
            zuviel
                .into_iter()
                .map(|m| format!("{wer} {} bei {breite}: {m}", seite.pfad)),
        );
    }
    Ok(())
}
