//! Running other programs.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, bail};

/// The root of the repository.
pub fn wurzel() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(PathBuf::from)
        .unwrap_or_default()
}

/// A command in the root of the repository.
pub fn befehl(programm: &str, args: &[&str]) -> Command {
    let mut c = Command::new(programm);
    c.args(args).current_dir(wurzel());
    c
}

/// cargo, the one that runs this task.
pub fn cargo(args: &[&str]) -> Command {
    befehl(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), args)
}

/// Runs it; an exit code other than 0 is an error.
pub fn muss(mut c: Command) -> anyhow::Result<()> {
    let name = format!("{c:?}");
    let status = c.status().with_context(|| name.clone())?;
    if !status.success() {
        bail!("{name}: {status}");
    }
    Ok(())
}

/// Runs it and hands over each line it prints; whether it ended well.
pub fn zeilen(c: &mut Command, mut tun: impl FnMut(&str)) -> anyhow::Result<bool> {
    let mut kind = c
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{c:?}"))?;
    let aus = kind.stdout.take().context("stdout")?;
    for zeile in BufReader::new(aus).lines() {
        tun(&zeile?);
    }
    Ok(kind.wait()?.success())
}

/// Runs tests, shows what they print, and counts them: passed, failed, skipped.
pub fn zaehlen(mut c: Command) -> anyhow::Result<(bool, [u64; 3])> {
    let mut zahlen = [0; 3];
    let gut = zeilen(&mut c, |zeile| {
        println!("{zeile}");
        if zeile.starts_with("test result: ") {
            for teil in zeile.split([';', '.']) {
                let mut worte = teil.split_whitespace();
                let (Some(n), Some(was)) = (worte.next().and_then(|n| n.parse::<u64>().ok()), worte.next())
                else {
                    continue;
                };
                match was {
                    "passed" => zahlen[0] += n,
                    "failed" => zahlen[1] += n,
                    "ignored" => zahlen[2] += n,
                    _ => {}
                }
            }
        }
    })?;
    Ok((gut, zahlen))
}
