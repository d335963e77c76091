//! `gewebe zuordnen --register … --anfragen …`: lines of free text to the addresses of a register.

use std::{path::Path, process::ExitCode, time::Instant};

use anyhow::Context;
use zuordnung::dateien::{anfragen_zuordnen, register_lesen};

use super::{alles, schreiben};

pub fn ausfuehren(register: &Path, anfragen: &Path, aus: &Path) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let gelesen = register_lesen(&alles(register)?).with_context(|| register.display().to_string())?;
    let gebaut = start.elapsed();
    let fragen = alles(anfragen)?;
    let (alle, gefunden) = schreiben(aus, |ziel| {
        anfragen_zuordnen(&gelesen, &fragen, ziel).with_context(|| anfragen.display().to_string())
    })?;
    eprintln!(
        "{gefunden} von {alle} Anfragen gefunden, {} Adressen. Register {:.3} s, Abfrage {:.3} s",
        gelesen.verzeichnis.anzahl(),
        gebaut.as_secs_f64(),
        (start.elapsed() - gebaut).as_secs_f64(),
    );
    Ok(ExitCode::SUCCESS)
}
