//! The same intake where no script runs: by buttons.

use anyhow::ensure;
use testkit::browser::{Browser, OHNE_SKRIPTE};

use crate::{
    stadt::{self, Stadt},
    weg,
};

/// Takes in an Anliegen with buttons alone.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let b = Browser::starten(OHNE_SKRIPTE).await?;
    let ergebnis = aufnehmen(&b, stadt).await;
    b.zu().await?;
    ergebnis
}

async fn aufnehmen(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, stadt, stadt::SERVICE_ZWEI).await?;
    b.geh(&stadt.url("/anliegen/neu")).await?;
    b.warte("#feld-adresse").await?;
    ensure!(
        b.client
            .find(fantoccini::Locator::Css("[role=combobox]"))
            .await
            .is_err(),
        "hier laufen Skripte"
    );
    b.tippe("#feld-worte", "Die Oma ist viel allein.").await?;
    b.klick("#feld-kanal option[value=TELEFON]").await?;
    b.klick("label[for=feld-melderrolle-2]").await?;
    b.klick("label[for=feld-gefaehrdungshinweis-1]").await?;
    b.tippe("#feld-adresse", &stadt.strasse).await?;
    b.klick("button[name=suche][value=adresse]").await?;
    b.klick("#liste-adresse label.gw-treffer").await?;
    b.klick("button[name=suche][value=seite]").await?;
    b.warte("#seite .gw-gesicht").await?;
    let seite = b.text("#seite").await?;
    ensure!(seite.contains("Perlinger"), "zuständig: {seite}");
    b.warte("#liste-adresse input:checked").await?;
    b.klick_text("Anliegen speichern").await?;
    b.warte_auf_text("Das Anliegen ist gespeichert.").await?;
    b.warte_auf_text("Die Oma ist viel allein.").await
}
