//! Without a mouse: from any page to a case and a note in it; the way past the menu; a focus that can be seen.

use anyhow::{Context, ensure};
use fantoccini::key::Key;
use serde_json::Value;
use testkit::browser::{Browser, SCHREIBTISCH};

use crate::{
    stadt::{self, Stadt},
    weg::{self, schreibe, tab_bis},
};

/// Tab stops behind the skip link at which the first field of a form must stand at the latest.
const BIS_ZUM_FELD: usize = 3;
/// Tab stops of a page whose focus is looked at.
const STOPPS: usize = 40;

/// Goes these ways.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let b = Browser::starten(SCHREIBTISCH).await?;
    let ergebnis = alles(&b, stadt).await;
    b.zu().await?;
    ergebnis
}

async fn alles(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, stadt, stadt::ASD_NORD).await?;
    let (fall, zeichen) = eigener_fall(b, stadt).await?;
    fall_oeffnen(b, stadt, &fall, &zeichen)
        .await
        .context("Fall öffnen")?;
    notiz(b, &fall).await.context("Notiz")?;
    for pfad in ["/anliegen/neu", "/personen", "/konto/kennwort"] {
        erstes_feld(b, stadt, pfad)
            .await
            .with_context(|| pfad.to_owned())?;
    }
    for pfad in ["/", "/anliegen/neu", "/angebote", "/faelle", "/karte"] {
        fokus_sichtbar(b, stadt, pfad)
            .await
            .with_context(|| pfad.to_owned())?;
    }
    Ok(())
}

/// Address and Aktenzeichen of a case the signed-in person may open.
async fn eigener_fall(b: &Browser, stadt: &Stadt) -> anyhow::Result<(String, String)> {
    b.geh(&stadt.url("/faelle")).await?;
    let js = "const a = [...document.querySelectorAll('main a[href^=\"/faelle/\"]')].find(a => /\\d/.test(a.textContent));
        return a ? [a.getAttribute('href'), a.textContent.trim()] : null";
    let fund: Option<(String, String)> = serde_json::from_value(b.client.execute(js, vec![]).await?)?;
    fund.context("kein eigener Fall in der Liste")
}

/// One key, typing, and the case is there (U2).
async fn fall_oeffnen(b: &Browser, stadt: &Stadt, fall: &str, zeichen: &str) -> anyhow::Result<()> {
    b.geh(&stadt.url("/angebote")).await?;
    let js = "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }))";
    b.client.execute(js, vec![]).await?;
    weg::bis(b, "document.activeElement.id === 'kopfsuche'").await?;
    schreibe(b, zeichen).await?;
    b.warte("#kopftreffer a").await?;
    weg::makellos(b, "Suche im Kopf").await?;
    b.taste(Key::Down).await?;
    weg::bis(b, "document.activeElement.closest('#kopftreffer')").await?;
    b.taste(Key::Escape).await?;
    weg::bis(
        b,
        "document.activeElement.id === 'kopfsuche' && !document.querySelector('#kopftreffer a')",
    )
    .await?;
    let vorher = b.client.current_url().await?.to_string();
    b.taste(Key::Enter).await?;
    let da = weg::bis_weiter(b, &vorher).await?;
    ensure!(da.ends_with(fall), "{zeichen} führte zu {da} statt {fall}");
    Ok(())
}

/// A note, from the page of the case, by keyboard.
async fn notiz(b: &Browser, fall: &str) -> anyhow::Result<()> {
    let vorher = b.client.current_url().await?.to_string();
    tab_bis(
        b,
        &format!("e.tagName === 'A' && e.getAttribute('href') === '{fall}/notizen'"),
    )
    .await?;
    b.taste(Key::Enter).await?;
    weg::bis_weiter(b, &vorher).await?;
    tab_bis(b, "e.tagName === 'TEXTAREA' && e.closest('main')").await?;
    schreibe(b, "Angerufen, niemand da.").await?;
    tab_bis(b, "e.type === 'submit' && e.closest('main')").await?;
    b.taste(Key::Enter).await?;
    b.warte_auf_text("Angerufen, niemand da.").await
}

/// The skip link comes first and leads past the menu; the first field is near.
async fn erstes_feld(b: &Browser, stadt: &Stadt, pfad: &str) -> anyhow::Result<()> {
    b.geh(&stadt.url(pfad)).await?;
    b.taste(Key::Tab).await?;
    weg::bis(b, "document.activeElement.classList.contains('gw-sprung')").await?;
    b.taste(Key::Enter).await?;
    weg::bis(b, "location.hash === '#inhalt'").await?;
    let js = "const e = document.activeElement; return Boolean(e.closest('main') && e.matches('input, textarea, select'))";
    for _ in 0..BIS_ZUM_FELD {
        b.taste(Key::Tab).await?;
        if b.client.execute(js, vec![]).await? == Value::Bool(true) {
            return Ok(());
        }
    }
    anyhow::bail!("kein Feld unter den ersten {BIS_ZUM_FELD} Stopps")
}

/// Wherever the focus stands, something shows it.
async fn fokus_sichtbar(b: &Browser, stadt: &Stadt, pfad: &str) -> anyhow::Result<()> {
    b.geh(&stadt.url(pfad)).await?;
    let js = "const e = document.activeElement;
        if (e === document.body) return '';
        const sieht = (x) => { const s = getComputedStyle(x); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none'; };
        if (sieht(e) || (e.nextElementSibling && sieht(e.nextElementSibling)) || sieht(e.parentElement)) return '';
        return e.outerHTML.slice(0, 120)";
    let mut unsichtbar = Vec::new();
    for _ in 0..STOPPS {
        b.taste(Key::Tab).await?;
        let was = b.client.execute(js, vec![]).await?;
        let was = was.as_str().unwrap_or_default().to_owned();
        if !was.is_empty() && !unsichtbar.contains(&was) {
            unsichtbar.push(was);
        }
    }
    ensure!(
        unsichtbar.is_empty(),
        "Fokus nicht zu sehen:\n{}",
        unsichtbar.join("\n")
    );
    Ok(())
}
