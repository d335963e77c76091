//! What the figures were measured on.

use std::{fs, process::Command};

/// What is measured: this commit, or a program of another one.
pub fn stand(fremd: Option<&str>) -> String {
    let hier = ausgabe("git", &["rev-parse", "--short", "HEAD"]).unwrap_or_default();
    // what is not committed nobody else can measure again
    let offen = ausgabe(
        "git",
        &["status", "--porcelain", "--", "crates", "xtask", "Cargo.lock"],
    )
    .filter(|t| !t.is_empty())
    .map_or("", |_| " and changes not committed");
    fremd.map_or_else(
        || format!("commit {hier}{offen}"),
        |f| format!("program of commit {f}, built before this run; scripts of commit {hier}{offen}"),
    )
}

/// The first two words of what a program says.
fn ausgabe(programm: &str, args: &[&str]) -> Option<String> {
    let aus = Command::new(programm)
        .args(args)
        .current_dir(crate::lauf::wurzel())
        .output()
        .ok()?;
    let text = String::from_utf8(aus.stdout).ok()?;
    Some(text.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}

/// The machine, how busy it is, and `stand`.
pub fn beschreiben(stand: &str) -> String {
    let cpu = feld("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let kerne = std::thread::available_parallelism().map_or(1, usize::from);
    let speicher = feld("/proc/meminfo", "MemTotal")
        .and_then(|t| t.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(String::new, |kb| format!(", {} GiB", kb.div_ceil(1024 * 1024)));
    let rustc = ausgabe("rustc", &["--version"]).unwrap_or_default();
    // other work takes caches and clock from the measured one: its processor seconds grow too, for both sides
    let last = fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|t| t.split_whitespace().nth(1)?.parse::<f64>().ok())
        .filter(|l| *l > kerne as f64)
        .map_or_else(String::new, |l| {
            format!("; busy with other work, load average {l:.0}, so seconds are those of the processor and above what an idle machine needs")
        });
    format!(
        "{cpu}, {kerne} cores{speicher}; {}; {rustc}; {stand}{last}",
        std::env::consts::OS
    )
}

fn feld(datei: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(datei).ok()?;
    let zeile = text.lines().find(|z| z.starts_with(name))?;
    Some(zeile.split_once(':')?.1.trim().to_owned())
}
