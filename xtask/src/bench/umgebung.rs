//! The throw-away environment of the peers: a Python of its own under `target/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
use tempfile::TempDir;

use crate::lauf::{befehl, muss, wurzel};

/// cargo's target folder.
pub fn ziel() -> anyhow::Result<PathBuf> {
    let ziel = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| wurzel().join("target"), PathBuf::from);
    fs::create_dir_all(&ziel)?;
    Ok(ziel.canonicalize()?)
}

/// A Python with the packages of `requirements.txt`. A package that does not install is no reason to stop: the script
/// says so in its figures.
pub fn besorgen(quelle: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let venv = ziel()?.join("peers").join(name);
    let python = venv.join("bin/python");
    if !python.exists() {
        muss(befehl("python3", &["-m", "venv", &venv.to_string_lossy()]))?;
    }
    let wunsch = fs::read_to_string(quelle.join("requirements.txt")).context("requirements.txt")?;
    let merkzettel = venv.join("installiert.txt");
    if fs::read_to_string(&merkzettel).is_ok_and(|alt| alt == wunsch) {
        return Ok(python);
    }
    let mut alle = true;
    for paket in wunsch
        .lines()
        .map(str::trim)
        .filter(|z| !z.is_empty() && !z.starts_with('#'))
    {
        println!("  installiert {paket}");
        let mut c = Command::new(&python);
        c.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            paket,
        ]);
        if !c.status()?.success() {
            println!("  {paket} lässt sich nicht installieren");
            alle = false;
        }
    }
    if alle {
        fs::write(&merkzettel, wunsch)?;
    }
    Ok(python)
}

/// A run of a script, and the folder that goes away with it.
pub struct Messung {
    pub befehl: Command,
    _ordner: TempDir,
}

pub fn messung(python: &Path, quelle: &Path, gewebe: &Path, umfang: Option<&str>) -> anyhow::Result<Messung> {
    // on the disk of the target folder: the inputs are large, and /tmp may lie in memory
    let ordner = tempfile::tempdir_in(ziel()?)?;
    let geteilt = wurzel().join("../shared");
    let daten = std::env::var_os("GEWEBE_DATEN").map_or_else(|| geteilt.join("data"), PathBuf::from);
    let mut befehl = Command::new(python);
    befehl
        .arg(quelle.join("messen.py"))
        .arg("--gewebe")
        .arg(gewebe)
        .arg("--daten")
        .arg(daten)
        .arg("--scorer")
        .arg(geteilt.join("bench"))
        .arg("--ordner")
        .arg(ordner.path())
        // prints line by line, so that a long run shows how far it is
        .env("PYTHONUNBUFFERED", "1")
        // scripts share xtask/peers/messung.py
        .env("PYTHONPATH", wurzel().join("xtask/peers"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("GEWEBE_WURZEL", wurzel());
    befehl.args(umfang);
    Ok(Messung {
        befehl,
        _ordner: ordner,
    })
}
