//! What the figures were measured on.

use std::{fs, process::Command};

pub fn beschreiben() -> String {
    let cpu = feld("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let kerne = std::thread::available_parallelism().map_or(1, usize::from);
    let speicher = feld("/proc/meminfo", "MemTotal")
        .and_then(|t| t.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(String::new, |kb| format!(", {} GiB", kb.div_ceil(1024 * 1024)));
    let aus = |programm: &str, args: &[&str]| {
        let aus = Command::new(programm)
            .args(args)
            .current_dir(crate::lauf::wurzel())
            .output()
            .ok()?;
        let text = String::from_utf8(aus.stdout).ok()?;
        Some(text.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
    };
    let rustc = aus("rustc", &["--version"]).unwrap_or_default();
    let stand = aus("git", &["rev-parse", "--short", "HEAD"]).unwrap_or_default();
    format!(
        "{cpu}, {kerne} cores{speicher}; {} ; {rustc}; commit {stand}",
        std::env::consts::OS
    )
    .replace(" ;", ";")
}

fn feld(datei: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(datei).ok()?;
    let zeile = text.lines().find(|z| z.starts_with(name))?;
    Some(zeile.split_once(':')?.1.trim().to_owned())
}
