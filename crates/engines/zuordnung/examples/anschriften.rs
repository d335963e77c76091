//! Times the register: `anschriften REGISTER.csv ANFRAGEN.csv AUS.csv`, figures as JSON lines.
#![expect(clippy::print_stdout, reason = "prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

use std::error::Error;

use zuordnung::dateien::{anfragen_zuordnen, register_lesen};

fn main() -> Result<(), Box<dyn Error>> {
    let pfade: Vec<String> = std::env::args().skip(1).collect();
    let [register, anfragen, aus] = pfade.as_slice() else {
        return Err("Aufruf: anschriften REGISTER ANFRAGEN AUS".into());
    };
    let cpu = || {
        let t = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        t.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok())
            .map_or(0.0, |ns| ns / 1e9)
    };
    let zeige = |was: &str, wert: f64, einheit: &str| {
        println!("{{\"figure\":\"{was}\",\"value\":{wert:.4},\"unit\":\"{einheit}\"}}");
    };
    let (bytes, start) = (std::fs::read(register)?, cpu());
    let register = register_lesen(&bytes)?;
    zeige("register_lesen", cpu() - start, "s");
    zeige(
        "speicher",
        register.verzeichnis.speicher_bytes() as f64 / 1e6,
        "MB",
    );
    let (bytes, start) = (std::fs::read(anfragen)?, cpu());
    let mut ziel = Vec::new();
    let (alle, _) = anfragen_zuordnen(&register, &bytes, &mut ziel)?;
    let dauer = cpu() - start;
    zeige("je_s", alle as f64 / dauer, "1/s");
    std::fs::write(aus, ziel)?;
    Ok(())
}
