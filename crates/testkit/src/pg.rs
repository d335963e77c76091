//! A throw-away PostgreSQL cluster for tests, shared by all test processes of this user.
//!
//! `GEWEBE_TEST_PG` names a server that is there already (`host=/socket/folder` or a host name, as in a libpq
//! address without a database). Otherwise the first test starts one from Debian's packages in a temporary folder;
//! it listens on a Unix socket only.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use anyhow::{Context, bail};

static SOCKET: OnceLock<Result<String, String>> = OnceLock::new();

/// Address of the database `name` in the test cluster.
///
/// # Errors
/// When there is no PostgreSQL and none can be started.
pub fn url(name: &str) -> anyhow::Result<String> {
    Ok(format!("postgres:///{name}?host={}&user={}", host()?, nutzer()))
}

/// Runs one statement of administration, such as `CREATE DATABASE`.
///
/// # Errors
/// When psql is missing or the server refuses.
pub fn verwalten(sql: &str) -> anyhow::Result<()> {
    verwalten_in("postgres", sql)
}

/// Like [`verwalten`], but within one database, such as `VACUUM ANALYZE`.
///
/// # Errors
/// When psql is missing or the server refuses.
pub fn verwalten_in(datenbank: &str, sql: &str) -> anyhow::Result<()> {
    let aus = Command::new("psql")
        .args([
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            &host()?,
            "-U",
            nutzer(),
            "-d",
            datenbank,
            "-c",
            sql,
        ])
        .output()
        .context("psql fehlt: bitte das Paket postgresql installieren")?;
    if !aus.status.success() {
        bail!("{sql}: {}", String::from_utf8_lossy(&aus.stderr));
    }
    Ok(())
}

/// Stops the cluster that was started here, if it runs.
pub fn anhalten() {
    if let (Some(bin), true) = (programme(), ordner().join("daten/postmaster.pid").exists()) {
        let _ = als_dienst(&bin.join("pg_ctl"))
            .args(["-D"])
            .arg(ordner().join("daten"))
            .args(["-m", "immediate", "stop"])
            .output();
    }
}

fn host() -> anyhow::Result<String> {
    SOCKET
        .get_or_init(|| match std::env::var("GEWEBE_TEST_PG") {
            Ok(host) if !host.is_empty() => Ok(host.trim_start_matches("host=").to_owned()),
            _ => starten().map_err(|e| format!("{e:?}")),
        })
        .clone()
        .map_err(anyhow::Error::msg)
}

const fn nutzer() -> &'static str {
    "gewebe_test"
}

fn ordner() -> PathBuf {
    std::env::temp_dir().join(format!(
        "gewebe-test-pg-{}",
        if ist_root() { "root" } else { "nutzer" }
    ))
}

fn ist_root() -> bool {
    // PostgreSQL refuses to run as root
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|o| o.stdout.trim_ascii() == b"0")
}

/// The newest installed server programs.
fn programme() -> Option<PathBuf> {
    let mut alle: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|e| Some((e.file_name().to_str()?.parse().ok()?, e.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").exists())
        .collect();
    alle.sort();
    alle.pop().map(|(_, bin)| bin)
}

fn als_dienst(programm: &Path) -> Command {
    if ist_root() {
        let mut c = Command::new("runuser");
        c.args(["-u", "postgres", "--"]).arg(programm);
        c
    } else {
        Command::new(programm)
    }
}

fn starten() -> anyhow::Result<String> {
    let Some(bin) = programme() else {
        bail!("PostgreSQL fehlt. Bitte `apt-get install postgresql` ausführen oder GEWEBE_TEST_PG setzen.");
    };
    let ordner = ordner();
    let daten = ordner.join("daten");
    fs::create_dir_all(&ordner)?;
    if ist_root() {
        Command::new("chown").arg("postgres").arg(&ordner).status()?;
    }
    // test binaries start side by side; one of them starts the server, the others wait for it here
    let sperre = fs::File::create(ordner.join("sperre"))?;
    sperre.lock()?;
    let host = ordner.to_str().context("Ordnername")?.to_owned();
    let laeuft = als_dienst(&bin.join("pg_ctl"))
        .args(["-D"])
        .arg(&daten)
        .arg("status")
        .output()?
        .status
        .success();
    if laeuft {
        return Ok(host);
    }
    // a cluster that was killed (it runs without fsync) is thrown away, not mended
    if daten.exists() {
        fs::remove_dir_all(&daten)?;
    }
    let aus = als_dienst(&bin.join("initdb"))
        .args([
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-U",
            nutzer(),
            "-D",
        ])
        .arg(&daten)
        .output()?;
    if !aus.status.success() {
        bail!("initdb: {}", String::from_utf8_lossy(&aus.stderr));
    }
    let optionen = format!(
        "-c listen_addresses='' -c unix_socket_directories='{host}' -c fsync=off -c synchronous_commit=off \
         -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB"
    );
    let status = als_dienst(&bin.join("pg_ctl"))
        .args(["-D"])
        .arg(&daten)
        .args(["-w", "-o", &optionen, "-l"])
        .arg(ordner.join("protokoll"))
        .arg("start")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        bail!(
            "PostgreSQL startet nicht; siehe {}",
            ordner.join("protokoll").display()
        );
    }
    Ok(host)
}
