//! Somebody at a window of their own who fills in forms, so that several people are at work at once. Counts what they
//! have to fill in and to press.

use std::{cell::Cell, time::Duration};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};
use testkit::browser::{Browser, SCHREIBTISCH};

use crate::{stadt::Stadt, weg};

/// One person, signed in.
pub struct Hand {
    /// The window.
    pub b: Browser,
    server: String,
    /// Signs in with this name.
    pub wer: &'static str,
    felder: Cell<u32>,
    klicks: Cell<u32>,
}

/// In a choice of two or more: the label that begins with these words.
const WAHL: &str = "const [css, worte] = arguments, feld = document.querySelector(css);
    if (!feld) return 'fehlt';
    for (let d = feld; d; d = d.parentElement) if (d.tagName === 'DETAILS') d.open = true;
    if (feld.tagName === 'SELECT') return 'auswahl';
    if (feld.tagName === 'FIELDSET') {
        const l = [...feld.querySelectorAll('label')].find(l => l.innerText.trim().startsWith(worte));
        if (!l) return 'fehlt';
        l.click();
        return 'gewählt';
    }
    if (feld.type === 'checkbox' || feld.type === 'radio') { if (!feld.checked) feld.labels[0].click(); return 'gewählt'; }
    if (feld.type === 'date') { feld.value = worte; return 'gewählt'; }
    return 'text'";

impl Hand {
    /// A window in which this person is signed in.
    pub async fn anmelden(s: &Stadt, wer: &'static str) -> anyhow::Result<Self> {
        let b = Browser::starten(SCHREIBTISCH).await?;
        weg::anmelden(&b, s, wer).await?;
        Ok(Self {
            b,
            server: s.adresse.clone(),
            wer,
            felder: Cell::new(0),
            klicks: Cell::new(0),
        })
    }

    /// Fields filled in or chosen, and things pressed: links, buttons, suggestions.
    pub fn gezaehlt(&self) -> (u32, u32) {
        (self.felder.get(), self.klicks.get())
    }

    /// Opens a page of the program; one click.
    pub async fn geh(&self, pfad: &str) -> anyhow::Result<()> {
        self.klicks.set(self.klicks.get() + 1);
        let pfad = pfad.trim_start_matches(&self.server);
        self.b.geh(&format!("{}{pfad}", self.server)).await
    }

    /// What the server answered to the page that is open.
    pub async fn status(&self) -> anyhow::Result<Option<u64>> {
        let js = "return performance.getEntriesByType('navigation')[0].responseStatus";
        Ok(self.b.client.execute(js, vec![]).await?.as_u64())
    }

    /// Fills in one field, whatever it is: words to type, the beginning of what to choose, a day, `ja` for a box.
    pub async fn feld(&self, css: &str, wert: &str) -> anyhow::Result<()> {
        self.felder.set(self.felder.get() + 1);
        let art = self.b.client.execute(WAHL, vec![json!(css), json!(wert)]).await?;
        match art.as_str() {
            Some("auswahl") => weg::waehle(&self.b, css, wert).await,
            Some("text") => self.b.tippe(css, wert).await,
            Some("gewählt") => Ok(()),
            _ => {
                let hier = self.b.client.current_url().await?;
                bail!("{}: „{wert}“ geht nicht in {css} auf {hier}", self.wer)
            }
        }
    }

    /// Presses what leads on, and waits for the page that comes; words of an error end the walk.
    pub async fn druecke(&self, css: &str) -> anyhow::Result<()> {
        self.klicks.set(self.klicks.get() + 1);
        self.b.client.execute("window.gedrueckt = true", vec![]).await?;
        let js = "const e = document.querySelector(arguments[0]);
            for (let d = e; d; d = d.parentElement) if (d.tagName === 'DETAILS') d.open = true;
            return Boolean(e)";
        let da = self.b.client.execute(js, vec![json!(css)]).await?;
        if da != Value::Bool(true) {
            let hier = self.b.client.current_url().await?;
            bail!(
                "{}: {css} fehlt auf {hier}: {}",
                self.wer,
                self.b.text("main").await?
            );
        }
        self.b.klick(css).await?;
        for _ in 0..200 {
            let js = "return !window.gedrueckt && document.readyState === 'complete'";
            if self.b.client.execute(js, vec![]).await.unwrap_or_default() == Value::Bool(true) {
                let fehler = self.b.text(".gw-fehlerliste").await.unwrap_or_default();
                ensure!(fehler.is_empty(), "{}: {css}: {fehler}", self.wer);
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{}: nach {css} kommt nichts", self.wer)
    }

    /// Fills in the form of the open page that is sent there, and sends it. A field is named by its id without `feld-`.
    pub async fn sende(&self, aktion: &str, felder: &[(&str, &str)]) -> anyhow::Result<()> {
        let form = format!("main form[action$='{aktion}']");
        for (name, wert) in felder {
            self.feld(&format!("{form} [id='feld-{name}']"), wert).await?;
        }
        self.druecke(&format!("{form} button[type=submit]:not([name])"))
            .await
    }

    /// Opens a page, fills in its form and sends it.
    pub async fn form(&self, seite: &str, aktion: &str, felder: &[(&str, &str)]) -> anyhow::Result<()> {
        self.geh(seite).await?;
        self.sende(aktion, felder).await.with_context(|| seite.to_owned())
    }

    /// One step of a case, by the button of its overview.
    pub async fn schritt(&self, fall: &str, welcher: &str) -> anyhow::Result<()> {
        self.geh(fall).await?;
        self.sende(&format!("/schritt/{welcher}"), &[])
            .await
            .with_context(|| welcher.to_owned())
    }

    /// Something noted on the page of the clarification: on which day, with which words; empty where there is no field.
    pub async fn angabe(&self, fall: &str, was: &str, tag: &str, worte: &str) -> anyhow::Result<()> {
        let (am, mit) = (format!("{was}-tag"), format!("{was}-worte"));
        let mut felder = Vec::new();
        if !tag.is_empty() {
            felder.push((am.as_str(), tag));
        }
        if !worte.is_empty() {
            felder.push((mit.as_str(), worte));
        }
        self.form(&format!("{fall}/klaerung"), &format!("/angabe/{was}"), &felder)
            .await
            .with_context(|| was.to_owned())
    }

    /// Stops unless the page says all of this.
    pub async fn sagt(&self, worte: &[&str]) -> anyhow::Result<()> {
        weg::sagt(&self.b, worte)
            .await
            .with_context(|| self.wer.to_owned())
    }

    /// Stops where the page says any of this.
    pub async fn schweigt(&self, worte: &[&str]) -> anyhow::Result<()> {
        let seite = self.b.text("body").await?;
        for wort in worte {
            ensure!(!seite.contains(wort), "{} liest „{wort}“", self.wer);
        }
        Ok(())
    }

    /// Stops where the open page has faults.
    pub async fn makellos(&self, wo: &str) -> anyhow::Result<()> {
        weg::makellos(&self.b, wo).await
    }

    /// A picture of the open page for the handbook, if somebody wants them.
    pub async fn bild(&self, name: &str) -> anyhow::Result<()> {
        weg::bild_ganz(&self.b, name).await
    }

    /// The first address on the page that begins like this, without what comes behind its key.
    pub async fn adresse(&self, anfang: &str) -> anyhow::Result<String> {
        self.b.warte(&format!("main a[href^='{anfang}']")).await?;
        let js = "const n = arguments[0].length + 36;
            return [...document.querySelectorAll(`main a[href^='${arguments[0]}']`)].map(a => a.getAttribute('href').slice(0, n)).find(h => h.length === n && /-[0-9a-f]{12}$/.test(h))";
        let da = self.b.client.execute(js, vec![json!(anfang)]).await?;
        Ok(da.as_str().with_context(|| anfang.to_owned())?.to_owned())
    }

    /// Types an address and takes the first suggestion.
    pub async fn anschrift(&self, zeile: &str) -> anyhow::Result<()> {
        self.feld("#feld-adresse", zeile).await?;
        self.klicks.set(self.klicks.get() + 1);
        self.b.klick("#liste-adresse [role=option]").await?;
        self.b.warte("#seite .gw-gesicht").await?;
        Ok(())
    }

    /// Makes a case of the Anliegen that is open; returns its path.
    pub async fn falleingang(&self, felder: &[(&str, &str)]) -> anyhow::Result<String> {
        self.sende("/schritt/A05", felder).await?;
        self.sagt(&["Der Schritt ist gespeichert."]).await?;
        self.adresse("/faelle/").await
    }

    /// Closes the window; after an error with a picture of it.
    pub async fn zu(self, gut: bool) -> anyhow::Result<()> {
        if !gut {
            weg::bild(&self.b, &format!("fehler-{}", self.wer)).await?;
        }
        self.b.zu().await
    }
}
