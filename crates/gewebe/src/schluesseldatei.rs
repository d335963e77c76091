//! The server's secret: 32 random bytes in a file that only its owner can read.

use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

use anyhow::{Context, bail};
use web::{Schluessel, Zufall};

/// The operating system's random generator.
#[must_use]
pub fn zufall() -> Zufall {
    Zufall::neu(|bytes| {
        if let Err(fehler) = getrandom::fill(bytes) {
            // without randomness no session is safe: stop rather than go on
            tracing::error!(%fehler, "no random bytes");
            std::process::abort();
        }
    })
}

/// Reads the secret, or makes it at the first start.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn lesen_oder_anlegen(datei: &Path) -> anyhow::Result<Schluessel> {
    if datei.exists() {
        let text = fs::read_to_string(datei)
            .with_context(|| format!("{} lässt sich nicht lesen", datei.display()))?;
        let bytes = web::schluessel::aus_hex(text.trim()).and_then(|b| <[u8; 32]>::try_from(b).ok());
        let Some(bytes) = bytes else {
            bail!(
                "{} enthält keinen Schlüssel (64 hexadezimale Ziffern).",
                datei.display()
            )
        };
        return Ok(Schluessel::neu(bytes));
    }
    let bytes: [u8; 32] = zufall().bytes();
    let mut f = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(datei)
        .with_context(|| format!("{} lässt sich nicht schreiben", datei.display()))?;
    writeln!(f, "{}", web::schluessel::hex(&bytes))?;
    f.sync_all()?;
    Ok(Schluessel::neu(bytes))
}
