//! The configuration file: TOML with German keys, generated with comments at the first start. Every value can be
//! overridden by an environment variable `GEWEBE_…` (two underscores for a dot).

use std::path::{Path, PathBuf};

use anyhow::Context;
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use serde::{Deserialize, Serialize};

/// What the operator decides.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Konfig {
    /// Where the server listens, `host:port`.
    pub adresse: String,
    /// What people type into the browser; decides about `Secure` cookies and HSTS.
    pub oeffentliche_adresse: Option<String>,
    /// `sqlite:FILE` or `postgres://…`.
    pub datenbank: String,
    /// A read replica of the same kind.
    pub lese_datenbank: Option<String>,
    /// Name of the authority in the page header.
    pub behoerde: String,
    /// File with the server's secret; made at the first start, readable by the owner only.
    pub schluessel_datei: PathBuf,
    /// Origin of a basemap, `https://host`; nothing means no foreign pictures at all.
    pub kartenquelle: Option<String>,
    /// Origins of the authority's own sites that may show the public directory in a frame, `https://host`.
    pub einbetten_auf: Vec<String>,
    /// Where Prometheus asks, `host:port`; nothing means nowhere.
    pub messwerte: Option<String>,
    /// Outgoing mail.
    pub post: Post,
    /// Asking the links of the directory.
    pub links: Links,
    /// Log.
    pub protokoll: Protokoll,
}

/// Asking the links of the directory whether they still answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Links {
    /// Whether the program asks at all; off means it never goes out.
    pub pruefen: bool,
    /// How many it asks in an hour at most.
    pub je_stunde: usize,
}

impl Default for Links {
    fn default() -> Self {
        Self {
            pruefen: true,
            je_stunde: 40,
        }
    }
}

/// Outgoing mail.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Post {
    /// `smtp://host:25` or `smtps://user:password@host`; nothing means mail waits in the queue.
    pub smtp: Option<String>,
    /// Sender of all mail.
    pub absender: Option<String>,
}

/// Log.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Protokoll {
    /// `text` or `json`.
    pub format: String,
    /// Filter such as `info` or `gewebe=debug,info`.
    pub stufe: String,
}

impl Default for Protokoll {
    fn default() -> Self {
        Self {
            format: "text".into(),
            stufe: "info".into(),
        }
    }
}

impl Default for Konfig {
    fn default() -> Self {
        Self {
            adresse: "127.0.0.1:8080".into(),
            oeffentliche_adresse: None,
            datenbank: "sqlite:gewebe.db".into(),
            lese_datenbank: None,
            behoerde: "Amt für Soziales".into(),
            schluessel_datei: "gewebe.schluessel".into(),
            kartenquelle: None,
            einbetten_auf: Vec::new(),
            messwerte: None,
            post: Post::default(),
            links: Links::default(),
            protokoll: Protokoll::default(),
        }
    }
}

/// The file as it is written at the first start.
pub const VORLAGE: &str = include_str!("konfig_vorlage.toml");

impl Konfig {
    /// Reads the file (if it is there) and the environment.
    ///
    /// # Errors
    /// When a key is unknown or a value has the wrong shape; the message names file and key.
    pub fn lesen(datei: &Path) -> anyhow::Result<Self> {
        Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file_exact(datei))
            .merge(
                Env::prefixed("GEWEBE_")
                    .ignore(&["KONFIG", "TEST_PG", "DATEN"])
                    .split("__"),
            )
            .extract()
            .with_context(|| format!("Die Konfiguration {} ist nicht in Ordnung", datei.display()))
    }

    /// Writes the commented file when there is none yet; returns whether it did.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn vorlage_schreiben(datei: &Path) -> anyhow::Result<bool> {
        if datei.exists() {
            return Ok(false);
        }
        std::fs::write(datei, VORLAGE)
            .with_context(|| format!("{} lässt sich nicht schreiben", datei.display()))?;
        Ok(true)
    }

    /// How to reach the database.
    #[must_use]
    pub fn datenbank(&self) -> store::Einstellungen {
        let mut wie = store::Einstellungen::fuer(&self.datenbank);
        wie.read_url.clone_from(&self.lese_datenbank);
        wie
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn die_vorlage_sagt_was_ohnehin_gilt() {
        let ordner = std::env::temp_dir().join(format!("gewebe-konfig-{}", std::process::id()));
        std::fs::create_dir_all(&ordner).unwrap();
        let datei = ordner.join("gewebe.toml");
        assert!(Konfig::vorlage_schreiben(&datei).unwrap());
        assert!(!Konfig::vorlage_schreiben(&datei).unwrap());
        let gelesen = Konfig::lesen(&datei).unwrap();
        assert_eq!(format!("{gelesen:?}"), format!("{:?}", Konfig::default()));
        std::fs::write(&datei, "adrese = \"x\"").unwrap();
        let fehler = format!("{:#}", Konfig::lesen(&datei).unwrap_err());
        assert!(fehler.contains("adrese"), "{fehler}");
        std::fs::remove_dir_all(&ordner).unwrap();
    }
}
