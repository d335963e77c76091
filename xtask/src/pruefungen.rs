//! The test command.

use anyhow::bail;

use crate::{
    lauf::{cargo, muss, wurzel, zaehlen},
    vendor, voraussetzungen,
};

/// Everything main must pass.
pub fn alle(nur_tests: bool) -> anyhow::Result<()> {
    voraussetzungen::besorgen()?;
    if !nur_tests {
        schritt("Format", || muss(cargo(&["fmt", "--all", "--check"])))?;
        schritt("Mitgelieferte Browserdateien", vendor::check)?;
        schritt("Lizenzen und Herkunft", lizenzen)?;
        schritt("Clippy", || {
            muss(cargo(&[
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ]))
        })?;
        schritt("Dokumentation", || {
            let mut c = cargo(&["doc", "--quiet", "--workspace", "--no-deps", "--locked"]);
            c.env("RUSTDOCFLAGS", "-D warnings");
            muss(c)
        })?;
    }
    println!("\n== Tests");
    let (gut, [bestanden, gescheitert, uebersprungen]) =
        zaehlen(cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]))?;
    println!("\n{bestanden} passed, {gescheitert} failed, {uebersprungen} skipped");
    if !gut || bestanden == 0 {
        bail!("Die Tests sind nicht bestanden.");
    }
    Ok(())
}

/// Makes the screenshots of the handbook anew, by the browser tests.
pub fn handbuch() -> anyhow::Result<()> {
    voraussetzungen::besorgen()?;
    // with the whole workspace, so that nothing is built anew for other features
    let mut c = cargo(&["test", "--workspace", "--test", "browser"]);
    c.env("GEWEBE_BILDER", wurzel().join("docs/handbuch/bilder"));
    muss(c)
}

fn schritt(name: &str, tun: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    println!("\n== {name}");
    tun()
}

/// Licences, sources and bans of all dependencies; the tool is built once into the target folder.
fn lizenzen() -> anyhow::Result<()> {
    const VERSION: &str = "0.20.2";
    let ordner = wurzel().join("target/tools");
    let programm = ordner.join("bin/cargo-deny");
    if !programm.exists() {
        let da = std::process::Command::new("cargo-deny").arg("--version").output();
        if da.is_ok_and(|o| o.status.success()) {
            return muss(cargo(&["deny", "check", "bans", "licenses", "sources"]));
        }
        println!("cargo-deny wird einmal gebaut …");
        let mut c = cargo(&[
            "install",
            "--locked",
            "--quiet",
            "cargo-deny",
            "--version",
            VERSION,
            "--root",
        ]);
        c.arg(&ordner);
        muss(c)?;
    }
    let mut c = crate::lauf::befehl(
        &programm.to_string_lossy(),
        &["check", "bans", "licenses", "sources"],
    );
    c.env_remove("RUSTUP_TOOLCHAIN");
    muss(c)
}
