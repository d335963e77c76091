//! The program as a process of its own.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use gewebe::demo::Wunsch;

/// A running demo.
pub struct Programm {
    /// `http://127.0.0.1:port`.
    pub adresse: String,
    /// Seconds from the start of the process to the whole sign-in page.
    pub bis_zur_ersten_seite: f64,
    kind: Child,
}

impl Programm {
    pub fn starten(wunsch: &Wunsch, ordner: &Path, datenbank: Option<&str>) -> anyhow::Result<Self> {
        let anschluss = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let adresse = format!("127.0.0.1:{anschluss}");
        // another build of the program, such as the one that is installed
        let programm = std::env::var_os("PROGRAMM").unwrap_or_else(|| env!("CARGO_BIN_EXE_gewebe").into());
        let mut befehl = Command::new(programm);
        befehl
            .current_dir(ordner)
            .args(["demo", "--modell", &wunsch.modell.kennung, "--adresse", &adresse])
            .args(["--einwohner", &wunsch.einwohner.to_string()])
            .args(["--seed", &wunsch.seed.to_string(), "--daten"])
            .arg(ordner)
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(n) = wunsch.adressen {
            befehl.args(["--adressen", &n.to_string()]);
        }
        if let Some(n) = wunsch.angebote {
            befehl.args(["--angebote", &n.to_string()]);
        }
        if let Some(url) = datenbank {
            befehl.args(["--datenbank", url]);
        }
        let start = Instant::now();
        let mut kind = befehl.spawn().context("gewebe demo")?;
        let adresse = format!("http://{adresse}");
        loop {
            let seite = ureq::get(format!("{adresse}/anmelden")).call();
            if seite.is_ok_and(|mut s| s.body_mut().read_to_string().is_ok()) {
                break;
            }
            if let Some(ende) = kind.try_wait()? {
                bail!("gewebe demo: {ende}");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(Self {
            adresse,
            bis_zur_ersten_seite: start.elapsed().as_secs_f64(),
            kind,
        })
    }

    /// Resident memory in MB.
    pub fn speicher(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.kind.id())).unwrap_or_default();
        let zeile = status.lines().find_map(|z| z.strip_prefix("VmRSS:"));
        let kb = zeile.and_then(|z| z.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kb.unwrap_or(f64::NAN) / 1024.0
    }

    /// SIGTERM, and waits for the orderly end.
    pub fn anhalten(mut self) -> anyhow::Result<()> {
        Command::new("kill")
            .args(["-TERM", &self.kind.id().to_string()])
            .status()?;
        let ende = self.kind.wait()?;
        if !ende.success() {
            bail!("gewebe demo: {ende}");
        }
        Ok(())
    }
}

impl Drop for Programm {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}
