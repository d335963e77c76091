//! From the first word to the Fall, with scripts and without a mouse where somebody types all day.

use anyhow::{Context, ensure};
use fantoccini::{Locator, key::Key};
use gewebe::demo::KENNWORT;
use serde_json::Value;
use testkit::{
    browser::{Browser, SCHREIBTISCH},
    mensch::Mensch,
};

use crate::{
    stadt::{self, Stadt},
    weg::{self, schreibe, tab_bis},
};

/// Goes the whole way.
pub async fn gehen(stadt: &Stadt) -> anyhow::Result<()> {
    let b = Browser::starten(SCHREIBTISCH).await?;
    let ergebnis = alles(&b, stadt).await;
    if ergebnis.is_err() {
        // nobody has to guess what the window showed
        weg::bild(&b, "fehler").await?;
    }
    b.zu().await?;
    ergebnis
}

async fn alles(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    weg::anmelden(b, stadt, stadt::SERVICE).await?;
    weg::bild(b, "start").await?;
    let anliegen = aufnehmen(b, stadt).await.context("aufnehmen")?;
    konflikt(b, stadt, &anliegen).await.context("zwei zugleich")?;
    entwurf(b, stadt).await.context("Entwurf")?;
    gefahr(b, stadt).await.context("Gefahr: ja")?;
    unklar(b, stadt).await.context("Gefahr: unklar")?;
    bilder(b, stadt).await.context("Bilder")?;
    falleingang(b, stadt, &anliegen).await.context("Falleingang")
}

/// Wholly by keyboard; returns the address of its page.
async fn aufnehmen(b: &Browser, stadt: &Stadt) -> anyhow::Result<String> {
    tab_bis(
        b,
        "e.tagName === 'A' && e.textContent.trim() === 'Anliegen aufnehmen'",
    )
    .await?;
    b.taste(Key::Enter).await?;
    b.warte("#feld-adresse[role=combobox]").await?;
    b.client.execute("window.bleibt = true", vec![]).await?;
    tab_bis(b, "e.id === 'feld-worte'").await?;
    schreibe(b, "Die Oma ist viel allein und traut sich nicht mehr hinaus.").await?;
    tab_bis(b, "e.id === 'feld-kanal'").await?;
    schreibe(b, "Tel").await?;
    tab_bis(b, "e.name === 'melderrolle'").await?;
    schreibe(b, " ").await?;
    b.taste(Key::Down).await?;
    tab_bis(b, "e.name === 'gefaehrdungshinweis'").await?;
    schreibe(b, " ").await?;
    tab_bis(b, "e.id === 'feld-adresse'").await?;
    schreibe(b, &stadt.strasse).await?;
    b.warte("#liste-adresse [role=option]").await?;
    b.taste(Key::Down).await?;
    weg::bis(b, "document.activeElement.getAttribute('aria-activedescendant')").await?;
    b.taste(Key::Enter).await?;
    b.warte("#seite .gw-gesicht").await?;
    b.warte("#seite .gw-angebote li").await?;
    zuordnung(b, stadt).await?;
    for (feld, text) in [("vorname", "Ayla"), ("nachname", "Adler")] {
        tab_bis(b, &format!("e.id === 'feld-{feld}'")).await?;
        schreibe(b, text).await?;
    }
    tab_bis(b, "e.id === 'feld-telefon'").await?;
    schreibe(b, "089 12345").await?;
    b.client
        .execute(
            "document.querySelector('#feld-geburtsdatum').value = '1950-03-07'",
            vec![],
        )
        .await?;
    tab_bis(
        b,
        "e.type === 'submit' && e.textContent.trim() === 'Anliegen speichern'",
    )
    .await?;
    weg::makellos(b, "Aufnahme mit Zuständigkeit und Angeboten").await?;
    weg_weisung(b).await.context("Weg-Weisung")?;
    weg::bis(b, "window.bleibt").await.context("ohne Neuladen")?;
    // for the picture: what was said beside Sozialraum, team and offers
    let js = "document.activeElement.blur();
        document.querySelector('#seite').scrollTop = 0;
        scrollTo(0, 0)";
    b.client.execute(js, vec![]).await?;
    weg::bild_hoch(b, "anliegen-aufnehmen", 2100).await?;
    tab_bis(
        b,
        "e.type === 'submit' && e.textContent.trim() === 'Anliegen speichern'",
    )
    .await?;
    let vorher = b.client.current_url().await?.to_string();
    b.taste(Key::Enter).await?;
    let seite = weg::bis_weiter(b, &vorher).await?;
    b.warte_auf_text("Das Anliegen ist gespeichert.").await?;
    b.warte_auf_text("Ayla Adler").await?;
    weg::makellos(b, "Anliegen").await?;
    weg::bild(b, "anliegen").await?;
    Ok(seite)
}

async fn zuordnung(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    let seite = b.text("#seite").await?;
    for wort in [
        stadt.ort.as_str(),
        "Perlinger",
        "Telefon",
        "Vertretung",
        "Warum dieses Team?",
        "Warum dieser Sozialraum?",
    ] {
        ensure!(seite.contains(wort), "„{wort}“ fehlt: {seite}");
    }
    let spur = "return [...document.querySelectorAll('#seite details.gw-warum')].every(d => d.querySelectorAll('li').length > 0)";
    ensure!(
        b.client.execute(spur, vec![]).await? == Value::Bool(true),
        "leeres Warum"
    );
    Ok(())
}

/// The slip opens beside the form; the form stays as it is.
async fn weg_weisung(b: &Browser) -> anyhow::Result<()> {
    let hier = b.client.window().await?;
    b.klick("#seite .gw-angebote input[name=weg]").await?;
    b.klick_text("Zettel mit ausgewählten Angeboten").await?;
    let mut fenster = b.client.windows().await?;
    for _ in 0..100 {
        if fenster.len() > 1 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        fenster = b.client.windows().await?;
    }
    let dort = fenster
        .into_iter()
        .find(|f| *f != hier)
        .context("kein zweites Fenster")?;
    b.client.switch_to_window(dort).await?;
    b.warte(".gw-zettel li").await?;
    weg::makellos(b, "Zettel").await?;
    b.client.close_window().await?;
    b.client.switch_to_window(hier).await?;
    Ok(())
}

/// Somebody else saves first: both texts stay.
async fn konflikt(b: &Browser, stadt: &Stadt, anliegen: &str) -> anyhow::Result<()> {
    let pfad = format!("{}/bearbeiten", anliegen.trim_start_matches(&stadt.adresse));
    b.geh(&stadt.url(&pfad)).await?;
    b.tippe("#feld-worte", "Mein Text: Die Oma möchte unter Leute.")
        .await?;
    let (server, dort) = (stadt.adresse.clone(), pfad.clone());
    let andere = tokio::task::spawn_blocking(move || {
        let m = Mensch::angemeldet(&server, stadt::SERVICE_ZWEI, KENNWORT)?;
        let version = m.hole(&dort)?.feld("version").context("keine Version")?;
        let felder = [
            ("version", version.as_str()),
            ("worte", "Anderer Text: Die Enkelin hat noch einmal angerufen."),
            ("gefaehrdungshinweis", "NEIN"),
            ("vorname", "Ayla"),
            ("nachname", "Adler"),
            ("geburtsdatum", "1950-03-07"),
        ];
        m.formular(&dort, &felder)
    });
    let andere = andere.await??;
    ensure!(andere.status == 303, "{} {}", andere.status, andere.text);
    b.klick_text("Speichern").await?;
    b.warte("#andere-worte").await?;
    ensure!(
        b.text("#andere-worte").await?.contains("Anderer Text"),
        "der andere Text fehlt"
    );
    let meiner = b
        .client
        .find(Locator::Css("#feld-worte"))
        .await?
        .prop("value")
        .await?;
    ensure!(
        meiner.is_some_and(|m| m.contains("Mein Text")),
        "der eigene Text ist weg"
    );
    weg::makellos(b, "Konflikt").await?;
    // merged and saved again, it goes through
    let vorher = b.client.current_url().await?.to_string();
    b.klick_text("Speichern").await?;
    weg::bis_weiter(b, &vorher).await?;
    b.warte_auf_text("Mein Text").await
}

async fn entwurf(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    b.geh(&stadt.url("/anliegen/neu")).await?;
    b.tippe("#feld-worte", "Angefangen und noch nicht fertig").await?;
    weg::bis(
        b,
        "document.querySelector('.gw-entwurf').textContent.startsWith('Entwurf gesichert')",
    )
    .await?;
    b.client.refresh().await?;
    let feld = b.warte("#feld-worte").await?.prop("value").await?;
    ensure!(
        feld.as_deref() == Some("Angefangen und noch nicht fertig"),
        "{feld:?}"
    );
    Ok(())
}

/// The short intake: what is needed and nothing more.
async fn kurz(b: &Browser, stadt: &Stadt, hinweis: u8) -> anyhow::Result<()> {
    b.geh(&stadt.url("/anliegen/neu")).await?;
    b.tippe(
        "#feld-worte",
        "Im Haus wird nachts laut gestritten, das Kind weint.",
    )
    .await?;
    weg::waehle(b, "#feld-kanal", "Telefon").await?;
    b.klick("label[for=feld-melderrolle-3]").await?;
    b.klick(&format!("label[for=feld-gefaehrdungshinweis-{hinweis}]"))
        .await?;
    b.tippe("#feld-adresse", &stadt.strasse).await?;
    b.klick("#liste-adresse [role=option]").await?;
    b.warte("#seite .gw-gesicht").await?;
    let vorher = b.client.current_url().await?.to_string();
    b.klick_text("Anliegen speichern").await?;
    weg::bis_weiter(b, &vorher).await?;
    Ok(())
}

async fn gefahr(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    kurz(b, stadt, 3).await?;
    b.warte_auf_text("Die Meldung nach § 8a ist angelegt").await?;
    weg::makellos(b, "Meldung").await
}

/// Without the talk with the ASD it cannot end (FALL-E01).
async fn unklar(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    kurz(b, stadt, 2).await?;
    b.warte_auf_text("heute mit dem ASD sprechen").await?;
    b.klick("details.gw-schritt:has(form[action$='/A03']) > summary")
        .await?;
    b.klick("form[action$='/A03'] .kern-form-check label").await?;
    b.klick("form[action$='/A03'] button[type=submit]").await?;
    b.warte(".gw-fehlerliste").await?;
    let fehler = b.text(".gw-fehlerliste").await?;
    ensure!(fehler.contains("ASD") || fehler.contains("Gefahr"), "{fehler}");
    weg::makellos(b, "Gefahr unklar").await
}

async fn bilder(b: &Browser, stadt: &Stadt) -> anyhow::Result<()> {
    b.geh(&stadt.url("/servicebereich")).await?;
    weg::bild(b, "servicebereich").await?;
    b.geh(&stadt.url("/angebote")).await?;
    b.tippe("#feld-text", "Oma allein").await?;
    b.klick_text("Suchen").await?;
    weg::bis(b, "document.querySelector('main ol li')").await?;
    weg::makellos(b, "Angebote gefunden").await?;
    weg::bild_ganz(b, "angebote").await
}

/// The ASD makes a Fall of it, with two people (RL-13).
async fn falleingang(b: &Browser, stadt: &Stadt, anliegen: &str) -> anyhow::Result<()> {
    weg::anmelden(b, stadt, stadt::ASD).await?;
    b.geh(anliegen).await?;
    b.klick("details.gw-schritt:has(form[action$='/A05']) > summary")
        .await?;
    let css = |feld: &str| format!("form[action$='/A05'] #feld-{feld}");
    weg::waehle(b, &css("sektor"), "Jugend").await?;
    b.tippe(&css("norm"), "noch offen").await?;
    b.klick(&format!("{} option:nth-of-type(2)", css("bezug")))
        .await?;
    weg::waehle(b, &css("fallfuehrend"), "Petra Perlinger").await?;
    weg::waehle(b, &css("vertretung"), "Quentin Quellbach").await?;
    b.klick("form[action$='/A05'] button[type=submit]").await?;
    b.warte_auf_text("Der Schritt ist gespeichert.").await?;
    b.warte("#fall-titel").await?;
    weg::makellos(b, "Fall").await
}
