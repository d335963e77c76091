//! Somebody at a browser without a browser: keeps cookies, reads forms, posts them with their token.

use anyhow::{Context, bail};
use ureq::{Agent, http::Response};

/// An answer.
#[derive(Debug, Clone)]
pub struct Antwort {
    /// HTTP status.
    pub status: u16,
    /// All headers, names in lower case.
    pub kopf: Vec<(String, String)>,
    /// The body as text.
    pub text: String,
}

impl Antwort {
    fn aus(mut r: Response<ureq::Body>) -> anyhow::Result<Self> {
        let kopf = r
            .headers()
            .iter()
            .map(|(n, w)| {
                (
                    n.as_str().to_owned(),
                    String::from_utf8_lossy(w.as_bytes()).into_owned(),
                )
            })
            .collect();
        let text = r.body_mut().with_config().limit(64 << 20).read_to_string()?;
        Ok(Self {
            status: r.status().as_u16(),
            kopf,
            text,
        })
    }

    /// The first header of this name.
    #[must_use]
    pub fn kopf(&self, name: &str) -> Option<&str> {
        self.kopf.iter().find(|(n, _)| n == name).map(|(_, w)| w.as_str())
    }

    /// The value of a hidden or text field of the page.
    #[must_use]
    pub fn feld(&self, name: &str) -> Option<String> {
        let start = self.text.find(&format!("name=\"{name}\""))?;
        let anfang = self.text[..start].rfind('<')?;
        let ende = anfang + self.text[anfang..].find('>')?;
        let marke = &self.text[anfang..ende];
        let wert = marke.find("value=\"")? + 7;
        let bis = marke[wert..].find('"')?;
        Some(
            marke[wert..wert + bis]
                .replace("&#34;", "\"")
                .replace("&amp;", "&"),
        )
    }
}

/// A visitor with a cookie jar.
#[derive(Clone)]
pub struct Mensch {
    agent: Agent,
    server: String,
}

impl Mensch {
    /// Somebody who has not signed in.
    #[must_use]
    pub fn neu(server: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        Self {
            agent,
            server: server.to_owned(),
        }
    }

    /// Somebody signed in.
    ///
    /// # Errors
    /// When sign-in fails.
    pub fn angemeldet(server: &str, kennung: &str, kennwort: &str) -> anyhow::Result<Self> {
        let mensch = Self::neu(server);
        let antwort = mensch.formular("/anmelden", &[("kennung", kennung), ("kennwort", kennwort)])?;
        if antwort.status != 303 {
            bail!("Anmeldung von {kennung}: {} {}", antwort.status, antwort.text);
        }
        Ok(mensch)
    }

    /// GET.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub fn hole(&self, pfad: &str) -> anyhow::Result<Antwort> {
        Antwort::aus(self.agent.get(format!("{}{pfad}", self.server)).call()?)
    }

    /// GET of a file: status and bytes.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub fn datei(&self, pfad: &str) -> anyhow::Result<(u16, Vec<u8>)> {
        let mut r = self.agent.get(format!("{}{pfad}", self.server)).call()?;
        let bytes = r.body_mut().with_config().limit(64 << 20).read_to_vec()?;
        Ok((r.status().as_u16(), bytes))
    }

    /// Opens the page with the form, and posts it with the token and the hidden one-time field found there.
    ///
    /// # Errors
    /// When the server cannot be reached or the page has no token.
    pub fn formular(&self, pfad: &str, felder: &[(&str, &str)]) -> anyhow::Result<Antwort> {
        let seite = self.hole(pfad)?;
        let csrf = seite
            .feld("_csrf")
            .with_context(|| format!("kein Token auf {pfad}: {}", seite.status))?;
        let einmal = seite.feld("einmal");
        let mut alle = vec![("_csrf", csrf.as_str())];
        if let Some(einmal) = &einmal {
            alle.push(("einmal", einmal));
        }
        alle.extend(felder);
        self.sende(pfad, &alle)
    }

    /// Posts these fields and nothing else.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub fn sende(&self, pfad: &str, felder: &[(&str, &str)]) -> anyhow::Result<Antwort> {
        let anfrage = self
            .agent
            .post(format!("{}{pfad}", self.server))
            .header("sec-fetch-site", "same-origin");
        Antwort::aus(anfrage.send_form(felder.iter().copied())?)
    }
}
