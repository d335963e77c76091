//! Spaces and responsibility: the map with its table, the check of the register, who is responsible, the coverage.

use anyhow::ensure;
use serde_json::Value;
use testkit::browser::{Browser, SCHREIBTISCH};

use crate::{
    stadt::{self, Stadt},
    weg,
};

/// Looks at the spaces as Sozialplanung does, at responsibility as the Servicebereich does.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let b = Browser::starten(SCHREIBTISCH).await?;
    let ergebnis = ansehen(&b, stadt).await;
    b.zu().await?;
    ergebnis
}

async fn ansehen(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, stadt, stadt::PLANUNG).await?;
    karte(b, stadt).await?;

    b.geh(&stadt.url("/raeume/pruefung")).await?;
    weg::bis(
        b,
        "!document.querySelector('#stand [role=status]') && document.querySelector('#stand .kern-alert')",
    )
    .await?;
    b.warte_auf_text("Nichts steht dem Beschluss entgegen").await?;

    weg::anmelden(b, stadt, stadt::SERVICE).await?;
    b.geh(&stadt.url("/zustaendigkeit")).await?;
    let zeilen = "return document.querySelectorAll('main table tbody tr').length";
    let n = b.client.execute(zeilen, vec![]).await?;
    ensure!(n.as_u64().unwrap_or(0) >= 5, "{n} Räume in der Zuständigkeit");
    weg::bild_hoch(b, "zustaendigkeit", 1300).await?;
    b.klick("main table details.gw-warum summary").await?;
    weg::bis(
        b,
        "document.querySelector('main table details.gw-warum[open] li')",
    )
    .await?;

    b.geh(&stadt.url("/zustaendigkeit/pruefung")).await?;
    b.warte_auf_text("Alles abgedeckt").await?;
    weg::makellos(b, "Abdeckung").await
}

async fn karte(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    b.geh(&stadt.url("/raeume")).await?;
    let flaechen = "return document.querySelectorAll('.gw-karte svg .gw-flaeche').length";
    let zeilen = "return document.querySelectorAll('main table tbody tr').length";
    let bild = b.client.execute(flaechen, vec![]).await?;
    let tabelle = b.client.execute(zeilen, vec![]).await?;
    ensure!(bild.as_u64().unwrap_or(0) >= 5, "{bild} Flächen auf der Karte");
    ensure!(
        tabelle.as_u64().unwrap_or(0) >= 5,
        "{tabelle} Räume in der Tabelle"
    );
    weg::bild_hoch(b, "raeume", 1500).await?;

    b.klick_text("Karte verschieben und vergrößern").await?;
    b.warte(".gw-karte .leaflet-container path.gw-flaeche[tabindex]")
        .await?;
    weg::makellos(b, "bewegliche Karte").await?;
    let zweites = b
        .client
        .execute("return document.querySelector('.gw-karte > svg')", vec![])
        .await?;
    ensure!(
        zweites == Value::Null,
        "das feste Bild steht noch unter der Karte"
    );
    // an area leads to its space by keyboard
    let vorher = b.client.current_url().await?.to_string();
    b.client
        .execute(
            "document.querySelector('.gw-karte path.gw-flaeche[role=link]').focus()",
            vec![],
        )
        .await?;
    b.taste(fantoccini::key::Key::Enter).await?;
    let jetzt = weg::bis_weiter(b, &vorher).await?;
    ensure!(jetzt.contains("/raeume/"), "{jetzt}");
    Ok(())
}
