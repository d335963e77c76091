//! What the tests need besides Rust: PostgreSQL and Chromium, from Debian's packages.

use std::path::Path;

use crate::lauf;

/// Name of the package, and what proves that it is there.
const PAKETE: [(&str, &[&str]); 4] = [
    ("postgresql", &["/usr/lib/postgresql"]),
    ("postgresql-contrib", &["/usr/share/postgresql"]),
    ("chromium", &["/usr/bin/chromium"]),
    ("chromium-driver", &["/usr/bin/chromedriver"]),
];

/// Installs what is missing when that is allowed here, and says plainly what is missing when it is not.
pub fn besorgen() -> anyhow::Result<()> {
    let fehlt = || -> Vec<&str> {
        PAKETE
            .iter()
            .filter(|(_, beweise)| !beweise.iter().all(|b| Path::new(b).exists()))
            .map(|(p, _)| *p)
            .collect()
    };
    let anfangs = fehlt();
    if anfangs.is_empty() {
        return Ok(());
    }
    let root = lauf::befehl("id", &["-u"])
        .output()
        .is_ok_and(|o| o.stdout.trim_ascii() == b"0");
    if root && Path::new("/usr/bin/apt-get").exists() {
        println!("Es fehlt: {}. Wird aus Debian installiert.", anfangs.join(", "));
        let umgebung = |mut c: std::process::Command| {
            c.env("DEBIAN_FRONTEND", "noninteractive");
            c
        };
        lauf::muss(umgebung(lauf::befehl("apt-get", &["update", "-q"])))?;
        let mut args = vec!["install", "-y", "-q", "--no-install-recommends"];
        args.extend(&anfangs);
        lauf::muss(umgebung(lauf::befehl("apt-get", &args)))?;
    }
    let noch = fehlt();
    if !noch.is_empty() {
        anyhow::bail!(
            "Für die Tests fehlt: {}.\nBitte als root: apt-get install {}\nDann noch einmal: cargo xtask test",
            noch.join(", "),
            noch.join(" ")
        );
    }
    Ok(())
}
