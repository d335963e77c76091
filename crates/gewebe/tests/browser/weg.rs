//! Steps that every way takes.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use fantoccini::{Locator, key::Key};
use gewebe::demo::KENNWORT;
use serde_json::Value;
use testkit::browser::{Browser, SCHREIBTISCH, TELEFON};

use crate::stadt::Stadt;

/// How many Tabs somebody presses at most before giving up.
const TABS: usize = 120;

/// Signs in; whoever was there before is signed out.
pub async fn anmelden(b: &Browser, stadt: &Stadt, kennung: &str) -> anyhow::Result<()> {
    b.geh(&stadt.url("/anmelden")).await?;
    b.client.delete_all_cookies().await?;
    b.geh(&stadt.url("/anmelden")).await?;
    b.tippe("#feld-kennung", kennung).await?;
    b.tippe("#feld-kennwort", KENNWORT).await?;
    b.taste(Key::Enter).await?;
    b.warte("header .gw-nutzer")
        .await
        .with_context(|| format!("Anmeldung von {kennung}"))?;
    Ok(())
}

/// Presses Tab until the focus stands on an element for which the expression over `e` is true.
pub async fn tab_bis(b: &Browser, wo: &str) -> anyhow::Result<()> {
    let js = format!("const e = document.activeElement; return Boolean({wo})");
    for _ in 0..TABS {
        if b.client.execute(&js, vec![]).await? == Value::Bool(true) {
            return Ok(());
        }
        b.taste(Key::Tab).await?;
    }
    bail!("Mit der Tabulatortaste nicht zu erreichen: {wo}")
}

/// Types where the focus is.
pub async fn schreibe(b: &Browser, text: &str) -> anyhow::Result<()> {
    Ok(b.client.active_element().await?.send_keys(text).await?)
}

/// Waits until the expression is true.
pub async fn bis(b: &Browser, js: &str) -> anyhow::Result<()> {
    let skript = format!("return Boolean({js})");
    for _ in 0..200 {
        if b.client.execute(&skript, vec![]).await? == Value::Bool(true) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!(
        "{js} wird nicht wahr auf {}: {}",
        b.client.current_url().await?,
        b.text("body").await?
    )
}

/// Waits until a link or a sent form has led to another page; `vorher` is where it started.
pub async fn bis_weiter(b: &Browser, vorher: &str) -> anyhow::Result<String> {
    for _ in 0..200 {
        let jetzt = b.client.current_url().await?.to_string();
        let fertig = b
            .client
            .execute("return document.readyState === 'complete'", vec![])
            .await?;
        if jetzt != vorher && fertig == Value::Bool(true) {
            return Ok(jetzt);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("Es bleibt bei {vorher}: {}", b.text("body").await?)
}

/// Chooses in a select by the start of the words.
pub async fn waehle(b: &Browser, css: &str, anfang: &str) -> anyhow::Result<()> {
    let js = "const s = document.querySelector(arguments[0]); return [...s.options].findIndex(o => o.text.startsWith(arguments[1]))";
    let nummer = b.client.execute(js, vec![css.into(), anfang.into()]).await?;
    let nummer = nummer
        .as_u64()
        .with_context(|| format!("{anfang} steht nicht in {css}"))?;
    let feld = b.client.find(Locator::Css(css)).await?;
    feld.select_by_index(nummer.try_into()?).await?;
    Ok(())
}

/// Sets a date field, whose typing depends on the language of the browser.
pub async fn datum(b: &Browser, css: &str, tag: &str) -> anyhow::Result<()> {
    b.warte(css).await?;
    let js = "document.querySelector(arguments[0]).value = arguments[1]";
    b.client.execute(js, vec![css.into(), tag.into()]).await?;
    Ok(())
}

/// Stops unless the page says all of this.
pub async fn sagt(b: &Browser, worte: &[&str]) -> anyhow::Result<()> {
    for wort in worte {
        b.warte_auf_text(wort).await?;
    }
    Ok(())
}

/// What is wrong with the page that is open: one line each.
pub async fn maengel(b: &Browser) -> anyhow::Result<Vec<String>> {
    // before axe, which itself reads and adds
    let mut alle = csp(b).await?;
    let h1 = b
        .client
        .execute("return document.querySelectorAll('h1').length", vec![])
        .await?;
    if h1.as_i64() != Some(1) {
        alle.push(format!("{h1} Überschriften h1"));
    }
    alle.extend(ueberbreite(b).await?);
    alle.extend(bedienbar(b).await?);
    alle.extend(b.axe().await?);
    Ok(alle)
}

/// Whether the page is wider than its window.
pub async fn ueberbreite(b: &Browser) -> anyhow::Result<Vec<String>> {
    let zuviel = b.ueberbreite().await?;
    if zuviel <= 0 {
        return Ok(vec![]);
    }
    let js = "const w = document.documentElement.clientWidth, r = document.createRange(), wer = [];
        const lauf = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        while (lauf.nextNode()) {
            const n = lauf.currentNode;
            r.selectNode(n);
            if (r.getBoundingClientRect().right > w + 1) wer.push((n.className ?? '') + ' ' + n.textContent.trim().slice(0, 40));
        }
        return wer.slice(-3)";
    let wer = b.client.execute(js, vec![]).await?;
    Ok(vec![format!("{zuviel} Pixel zu breit: {wer}")])
}

/// Buttons whose words stand out of them, and fields somebody can't see or hit.
async fn bedienbar(b: &Browser) -> anyhow::Result<Vec<String>> {
    let js = "const w = document.documentElement.clientWidth, da = e => e.checkVisibility() && e.getClientRects().length;
        const knoepfe = [...document.querySelectorAll('.kern-btn > .kern-label')]
            .filter(l => da(l) && l.getBoundingClientRect().width > l.parentElement.getBoundingClientRect().width)
            .map(l => 'Knopf zu schmal: ' + l.textContent.trim().slice(0, 60));
        const felder = [...document.querySelectorAll('select, textarea, input:not([type=hidden])')]
            .filter(f => da(f) && !f.closest('.gw-tabelle'))
            .map(f => [f, f.getBoundingClientRect()])
            .filter(([f, r]) => r.right > w + 1 || r.width < (/checkbox|radio/.test(f.type) ? 12 : 60))
            .map(([f, r]) => 'Feld zu schmal oder draußen: ' + f.name + ' ' + Math.round(r.width));
        return [...knoepfe, ...felder]";
    Ok(serde_json::from_value(b.client.execute(js, vec![]).await?)?)
}

/// What is wrong with the open page on a phone.
async fn am_telefon(b: &Browser) -> anyhow::Result<Vec<String>> {
    let vorher = groesse(b, TELEFON.breite, TELEFON.hoehe).await?;
    let mut alle = ueberbreite(b).await?;
    alle.extend(bedienbar(b).await?);
    groesse(b, vorher.0, vorher.1).await?;
    Ok(alle.into_iter().map(|z| format!("Telefon: {z}")).collect())
}

/// Gives the window another size; returns what it was.
async fn groesse(b: &Browser, breite: u32, hoehe: u32) -> anyhow::Result<(u32, u32)> {
    let vorher = b.client.get_window_size().await?;
    b.client.set_window_size(breite, hoehe).await?;
    Ok((u32::try_from(vorher.0)?, u32::try_from(vorher.1)?))
}

/// What the Content-Security-Policy stopped since the page began to load.
pub async fn csp(b: &Browser) -> anyhow::Result<Vec<String>> {
    let js = "const fertig = arguments[arguments.length - 1]; const alle = [];
        const o = new ReportingObserver(r => alle.push(...r), { types: ['csp-violation'], buffered: true });
        o.observe();
        setTimeout(() => fertig([...alle, ...o.takeRecords()].map(r => 'CSP ' + r.body.effectiveDirective + ' ' + r.body.blockedURL + ' ' + r.body.sourceFile + ':' + r.body.lineNumber)), 30);";
    let funde = b.client.execute_async(js, vec![]).await?;
    Ok(serde_json::from_value(funde)?)
}

/// Stops where the open page has faults.
pub async fn makellos(b: &Browser, wo: &str) -> anyhow::Result<()> {
    let mut maengel = maengel(b).await?;
    maengel.extend(am_telefon(b).await?);
    ensure!(maengel.is_empty(), "{wo}:\n{}", maengel.join("\n"));
    album(b, wo).await
}

/// Keeps the whole open page as a picture, as on a desk and on a phone, if somebody wants to look at all of them.
async fn album(b: &Browser, wo: &str) -> anyhow::Result<()> {
    let Some(ordner) = std::env::var_os("GEWEBE_ALBUM").map(PathBuf::from) else {
        return Ok(());
    };
    let name = wo.replace(|c: char| !c.is_alphanumeric(), "-");
    for fenster in [TELEFON, SCHREIBTISCH] {
        let vorher = groesse(b, fenster.breite, fenster.hoehe).await?;
        groesse(b, fenster.breite, ganze_hoehe(b).await?).await?;
        b.bild(&ordner.join(format!("{name}-{}.png", fenster.breite)))
            .await?;
        groesse(b, vorher.0, vorher.1).await?;
    }
    Ok(())
}

/// Pictures of the handbook end here; a page may be longer.
const BLATT: u32 = 1800;

/// Height of a window that shows the whole page; the window's own bars are part of it.
async fn ganze_hoehe(b: &Browser) -> anyhow::Result<u32> {
    let js = "return document.documentElement.scrollHeight";
    let seite: u32 = serde_json::from_value(b.client.execute(js, vec![]).await?)?;
    Ok(seite + 140)
}

/// Takes a picture of the page down to where a sheet of paper would end.
pub async fn bild_ganz(b: &Browser, name: &str) -> anyhow::Result<()> {
    bild_hoch(b, name, ganze_hoehe(b).await?.min(BLATT)).await
}

/// Takes a picture for the handbook, if somebody wants them.
pub async fn bild(b: &Browser, name: &str) -> anyhow::Result<()> {
    bild_hoch(b, name, SCHREIBTISCH.hoehe).await
}

/// Takes a picture in a window of another height, where what belongs together stands below each other.
pub async fn bild_hoch(b: &Browser, name: &str, hoehe: u32) -> anyhow::Result<()> {
    let Some(ordner) = std::env::var_os("GEWEBE_BILDER").map(PathBuf::from) else {
        return Ok(());
    };
    b.client.set_window_size(SCHREIBTISCH.breite, hoehe).await?;
    b.bild(&ordner.join(Path::new(name).with_extension("png")))
        .await?;
    b.client
        .set_window_size(SCHREIBTISCH.breite, SCHREIBTISCH.hoehe)
        .await?;
    Ok(())
}

/// Path with ids taken out: pages of the same kind have the same shape.
pub fn form(pfad: &str) -> String {
    let ohne_anker = pfad.split('#').next().unwrap_or_default();
    let (weg, frage) = ohne_anker.split_once('?').unwrap_or((ohne_anker, ""));
    let stuecke: Vec<&str> = weg
        .split('/')
        .map(|s| {
            if s.len() == 36 && s.matches('-').count() == 4 {
                "{id}"
            } else {
                s
            }
        })
        .collect();
    let namen: BTreeMap<&str, ()> = frage
        .split('&')
        .filter_map(|p| p.split('=').next())
        .filter(|n| !n.is_empty())
        .map(|n| (n, ()))
        .collect();
    let namen: Vec<&str> = namen.into_keys().collect();
    format!("{}?{}", stuecke.join("/"), namen.join("&"))
}
