//! The real program as a process of its own, to be asked, frozen and killed.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, bail};

/// A running `gewebe serve`.
pub struct Server {
    /// `http://127.0.0.1:port`.
    pub adresse: String,
    kind: Child,
    protokoll: PathBuf,
}

impl Server {
    /// Starts the program on this database and waits until it answers. `ordner` holds its secret and its log, so a
    /// second start with the same folder is the same installation.
    ///
    /// # Errors
    /// When it does not come up; with its log.
    pub fn starten(
        programm: &str,
        datenbank: &str,
        ordner: &Path,
        umgebung: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let anschluss = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let protokoll = ordner.join("protokoll.txt");
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&protokoll)?;
        let mut befehl = Command::new(programm);
        befehl
            .arg("serve")
            .current_dir(ordner)
            .env("GEWEBE_KONFIG", ordner.join("gewebe.toml"))
            .env("GEWEBE_ADRESSE", format!("127.0.0.1:{anschluss}"))
            .env("GEWEBE_DATENBANK", datenbank)
            .env("GEWEBE_SCHLUESSEL_DATEI", ordner.join("schluessel"))
            .envs(umgebung.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::from(log.try_clone()?))
            .stderr(Stdio::from(log));
        let kind = befehl.spawn().context(programm.to_owned())?;
        let mut server = Self {
            adresse: format!("http://127.0.0.1:{anschluss}"),
            kind,
            protokoll,
        };
        for _ in 0..600 {
            if ureq::get(format!("{}/health", server.adresse)).call().is_ok() {
                return Ok(server);
            }
            if let Some(ende) = server.kind.try_wait()? {
                bail!("gewebe serve: {ende}\n{}", server.protokoll());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("gewebe serve antwortet nicht\n{}", server.protokoll())
    }

    /// Process id, for `/proc`.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.kind.id()
    }

    /// What it wrote so far.
    #[must_use]
    pub fn protokoll(&self) -> String {
        std::fs::read_to_string(&self.protokoll).unwrap_or_default()
    }

    /// SIGKILL: no chance to tidy up.
    pub fn toeten(mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }

    /// SIGTERM, and waits for the orderly end.
    ///
    /// # Errors
    /// When it ends with an error.
    pub fn anhalten(mut self) -> anyhow::Result<()> {
        Command::new("kill")
            .args(["-TERM", &self.kind.id().to_string()])
            .status()?;
        let ende = self.kind.wait()?;
        if !ende.success() {
            bail!("gewebe serve: {ende}\n{}", self.protokoll());
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}
