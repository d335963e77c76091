//! A real browser: headless Chromium, driven by WebDriver, with the accessibility checker axe.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};
use fantoccini::{Client, ClientBuilder, Locator, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

const AXE: &str = include_str!("../assets/vendor/axe-core/4.14.1/axe.min.js");
/// How long to wait for something to appear; generous, because test machines are slow, and no test measures it.
const GEDULD: Duration = Duration::from_secs(20);

/// A browser window.
pub struct Browser {
    /// The WebDriver session, for what this type has no word for.
    pub client: Client,
    treiber: Child,
    _ordner: tempfile::TempDir,
}

/// How to open the window.
#[derive(Debug, Clone, Copy)]
pub struct Fenster {
    /// Width in CSS pixels.
    pub breite: u32,
    /// Height in CSS pixels.
    pub hoehe: u32,
    /// Whether pages may run scripts.
    pub skripte: bool,
}

/// A desktop window.
pub const SCHREIBTISCH: Fenster = Fenster { breite: 1280, hoehe: 1000, skripte: true };
/// A phone.
pub const TELEFON: Fenster = Fenster { breite: 390, hoehe: 844, skripte: true };
/// A desktop window without JavaScript.
pub const OHNE_SKRIPTE: Fenster = Fenster { breite: 1280, hoehe: 1000, skripte: false };

impl Browser {
    /// Starts driver and browser.
    ///
    /// # Errors
    /// When Chromium or its driver is missing.
    pub async fn starten(fenster: Fenster) -> anyhow::Result<Self> {
        let anschluss = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let treiber = Command::new("chromedriver")
            .arg(format!("--port={anschluss}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver fehlt: bitte das Paket chromium-driver installieren")?;
        let ordner = tempfile::tempdir()?;
        let mut argumente: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
            "--lang=de",
        ]
        .map(str::to_owned)
        .into();
        argumente.push(format!("--window-size={},{}", fenster.breite, fenster.hoehe));
        argumente.push(format!("--user-data-dir={}", ordner.path().display()));
        let mut optionen = json!({ "args": argumente });
        if !fenster.skripte {
            optionen["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        if fenster.breite < 500 {
            // headless windows cannot be narrower than 500 pixels; a phone is emulated
            let geraet = json!({ "width": fenster.breite, "height": fenster.hoehe, "pixelRatio": 1.0 });
            optionen["mobileEmulation"] = json!({ "deviceMetrics": geraet });
        }
        let mut faehigkeiten = serde_json::Map::new();
        faehigkeiten.insert("goog:chromeOptions".into(), optionen);
        let adresse = format!("http://127.0.0.1:{anschluss}");
        let mut treiber = treiber;
        for _ in 0..100 {
            if tokio::net::TcpStream::connect(("127.0.0.1", anschluss)).await.is_ok() {
                break;
            }
            if let Some(ende) = treiber.try_wait()? {
                bail!("chromedriver: {ende}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(faehigkeiten)
            .connect(&adresse)
            .await
            .context("Chromium startet nicht")?;
        Ok(Self { client, treiber, _ordner: ordner })
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn geh(&self, url: &str) -> anyhow::Result<()> {
        Ok(self.client.goto(url).await?)
    }

    /// Waits for an element.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn warte(&self, css: &str) -> anyhow::Result<fantoccini::elements::Element> {
        self.client.wait().at_most(GEDULD).for_element(Locator::Css(css)).await.with_context(|| css.to_owned())
    }

    /// Waits until the page shows this text.
    ///
    /// # Errors
    /// With what the page shows instead.
    pub async fn warte_auf_text(&self, text: &str) -> anyhow::Result<()> {
        let schritt = Duration::from_millis(150);
        let mut gewartet = Duration::ZERO;
        loop {
            let da = self.text("body").await.unwrap_or_default();
            if da.contains(text) {
                return Ok(());
            }
            if gewartet > GEDULD {
                bail!("„{text}“ erscheint nicht auf {}. Dort steht: {da}", self.client.current_url().await?);
            }
            tokio::time::sleep(schritt).await;
            gewartet += schritt;
        }
    }

    /// The visible text of an element.
    ///
    /// # Errors
    /// When there is no such element.
    pub async fn text(&self, css: &str) -> anyhow::Result<String> {
        Ok(self.client.find(Locator::Css(css)).await.with_context(|| css.to_owned())?.text().await?)
    }

    /// Clicks.
    ///
    /// # Errors
    /// When there is no such element or it cannot be clicked.
    pub async fn klick(&self, css: &str) -> anyhow::Result<()> {
        Ok(self.warte(css).await?.click().await?)
    }

    /// Clicks the button or link with this text.
    ///
    /// # Errors
    /// When there is none.
    pub async fn klick_text(&self, text: &str) -> anyhow::Result<()> {
        let pfad = format!("//*[self::a or self::button or self::summary or self::label][normalize-space()='{text}']");
        let element = self.client.wait().at_most(GEDULD).for_element(Locator::XPath(&pfad)).await;
        Ok(element.with_context(|| format!("Knopf „{text}“"))?.click().await?)
    }

    /// Types into a field, replacing what is there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn tippe(&self, css: &str, text: &str) -> anyhow::Result<()> {
        let feld = self.warte(css).await?;
        feld.clear().await?;
        Ok(feld.send_keys(text).await?)
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    /// When nothing has the focus.
    pub async fn taste(&self, taste: Key) -> anyhow::Result<()> {
        Ok(self.client.active_element().await?.send_keys(&char::from(taste).to_string()).await?)
    }

    /// Takes a picture of the window.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn bild(&self, datei: &Path) -> anyhow::Result<()> {
        if let Some(ordner) = datei.parent() {
            std::fs::create_dir_all(ordner)?;
        }
        Ok(std::fs::write(datei, self.client.screenshot().await?)?)
    }

    /// What axe finds on this page (WCAG 2.2 A and AA, best practice): one line per rule and place; empty is good.
    ///
    /// # Errors
    /// When the checker cannot run.
    pub async fn axe(&self) -> anyhow::Result<Vec<String>> {
        self.client.execute(&format!("{AXE}; return typeof axe;"), vec![]).await?;
        let lauf = "const fertig = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                r => fertig(r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' – ' + n.html.slice(0, 160)))),
                e => fertig(['axe: ' + e]))";
        let funde = self.client.execute_async(lauf, vec![]).await?;
        match funde {
            Value::Array(a) => Ok(a.into_iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect()),
            anderes => bail!("axe: {anderes}"),
        }
    }

    /// How far the page is wider than its window, in pixels; 0 is good.
    ///
    /// # Errors
    /// When the browser cannot say.
    pub async fn ueberbreite(&self) -> anyhow::Result<i64> {
        let js = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        Ok(self.client.execute(js, vec![]).await?.as_i64().unwrap_or(i64::MAX))
    }

    /// Ends browser and driver.
    ///
    /// # Errors
    /// When the browser does not answer any more.
    pub async fn zu(mut self) -> anyhow::Result<()> {
        let ende = self.client.clone().close().await;
        let _ = self.treiber.kill();
        let _ = self.treiber.wait();
        Ok(ende?)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.treiber.kill();
    }
}
