//! Browser files of other projects, kept in the repository so that a cargo build is enough.

mod list;
mod subset;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256, Sha512};

use list::{PACKAGES, Package};

/// One entry of `VENDOR.toml`.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    npm: String,
    version: String,
    integrity: String,
    spdx: String,
    source: String,
    changes: String,
    /// Path below the vendor folder → SHA-256.
    files: BTreeMap<String, String>,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    package: Vec<Entry>,
}

fn root() -> Result<PathBuf> {
    Ok(Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask lies in the workspace")?
        .to_owned())
}

/// Folders that hold vendored files.
fn folders() -> Vec<&'static str> {
    let mut f: Vec<_> = PACKAGES.iter().map(|p| p.folder).collect();
    f.sort_unstable();
    f.dedup();
    f
}

/// Downloads every package with `npm pack`, checks the pinned integrity, and rewrites the folders.
pub fn fetch() -> Result<()> {
    for folder in folders() {
        let target = root()?.join(folder);
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        let mut manifest = Manifest::default();
        for package in PACKAGES.iter().filter(|p| p.folder == folder) {
            manifest
                .package
                .push(fetch_one(package, &target).with_context(|| package.npm.to_owned())?);
        }
        let text = "# Written by `cargo xtask vendor`; checked by `cargo xtask vendor --check`.\n".to_owned()
            + &toml::to_string(&manifest)?;
        fs::write(target.join("VENDOR.toml"), text)?;
    }
    check()
}

fn fetch_one(package: &Package, target: &Path) -> Result<Entry> {
    let temp = tempfile::tempdir()?;
    let spec = format!("{}@{}", package.npm, package.version);
    run(Command::new("npm")
        .args(["pack", "--silent", &spec])
        .current_dir(temp.path()))?;
    let tarball = fs::read_dir(temp.path())?
        .next()
        .context("npm pack left no file")??
        .path();
    let found = format!("sha512-{}", STANDARD.encode(Sha512::digest(fs::read(&tarball)?)));
    ensure!(
        found == package.integrity,
        "integrity is {found}, pinned is {}",
        package.integrity
    );
    run(Command::new("tar")
        .arg("xzf")
        .arg(&tarball)
        .current_dir(temp.path()))?;

    let mut files = BTreeMap::new();
    for (from, to) in package.files {
        let mut data =
            fs::read(temp.path().join("package").join(from)).with_context(|| (*from).to_owned())?;
        if to.ends_with(".subset.css") {
            data = subset::subset(std::str::from_utf8(&data)?, package.version).into_bytes();
        }
        let path = format!("{}/{}/{to}", package.name, package.version);
        let file = target.join(&path);
        fs::create_dir_all(file.parent().context("file has a folder")?)?;
        fs::write(&file, &data)?;
        files.insert(path, sha256(&data));
    }
    Ok(package.entry(files))
}

/// Compares the files with `VENDOR.toml`, and `VENDOR.toml` with the pinned list.
pub fn check() -> Result<()> {
    for folder in folders() {
        let target = root()?.join(folder);
        let text = fs::read_to_string(target.join("VENDOR.toml")).with_context(|| folder.to_owned())?;
        let manifest: Manifest = toml::from_str(&text)?;
        let pinned: Vec<&Package> = PACKAGES.iter().filter(|p| p.folder == folder).collect();
        ensure!(
            manifest.package.len() == pinned.len(),
            "{folder}/VENDOR.toml and the pinned list differ"
        );
        for (entry, package) in manifest.package.iter().zip(pinned) {
            ensure!(
                *entry == package.entry(entry.files.clone()),
                "{} differs from the pinned list",
                entry.npm
            );
            for (path, hash) in &entry.files {
                let data = fs::read(target.join(path)).with_context(|| path.clone())?;
                ensure!(sha256(&data) == *hash, "{path} was changed");
            }
        }
        let known: usize = manifest.package.iter().map(|p| p.files.len()).sum();
        let there = count(&target)? - 1;
        ensure!(
            there == known,
            "{folder} holds {there} files, VENDOR.toml names {known}"
        );
    }
    Ok(())
}

fn count(folder: &Path) -> Result<usize> {
    let mut n = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        n += if path.is_dir() { count(&path)? } else { 1 };
    }
    Ok(n)
}

fn sha256(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|b| format!("{b:02x}")).collect()
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed with {status}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_vendored_files_are_what_we_pinned() {
        super::check().unwrap();
    }
}
