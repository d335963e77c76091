//! Several files as one: zip archives and folders.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead as _, Cursor, Read},
    path::Path,
};

use crate::{Fehler, Quelle, codes};

/// Name and content.
pub type Teile = BTreeMap<String, Vec<u8>>;

/// Most bytes one part may unpack to.
const TEIL_HOECHSTENS: u64 = 1 << 30;
/// Most bytes everything may unpack to.
const GESAMT_HOECHSTENS: u64 = 2 << 30;
/// Most entries of an archive.
const EINTRAEGE_HOECHSTENS: usize = 1_000;

/// What geodata consist of.
pub(crate) const GEODATEN: &[&str] = &["shp", "dbf", "prj", "cpg", "gpkg", "geojson", "json"];

/// The files with these endings in a folder or an archive, by name; a file that is neither is its own only part.
///
/// # Errors
/// `EINLESEN-E01`/`E02` when it cannot be read or is too large.
pub fn teile(quelle: &Quelle, endungen: &[&str]) -> Result<Teile, Fehler> {
    if let Quelle::Pfad(p) = quelle
        && p.is_dir()
    {
        return ordner(p, endungen);
    }
    let bytes = quelle.alles()?;
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(&bytes, endungen);
    }
    Ok(Teile::from([(String::new(), bytes)]))
}

/// Whether it is an archive with a file of this name.
///
/// # Errors
/// `EINLESEN-E01`/`E02` when it cannot be read or is too large.
pub fn enthaelt(quelle: &Quelle, name: &str) -> Result<bool, Fehler> {
    if !quelle.oeffnen()?.fill_buf()?.starts_with(b"PK\x03\x04") {
        return Ok(false);
    }
    let bytes = quelle.alles()?;
    let archiv = zip::ZipArchive::new(Cursor::new(bytes.as_slice()));
    Ok(archiv.is_ok_and(|a| a.file_names().any(|n| n == name)))
}

/// Whether a name ends so, in capital or small letters.
#[must_use]
pub fn endet(name: &str, endung: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(endung))
}

fn gebraucht(name: &str, endungen: &[&str]) -> bool {
    !name.contains("__MACOSX") && endungen.iter().any(|e| endet(name, e))
}

/// Unpacks what could be needed.
pub(crate) fn zip(bytes: &[u8], endungen: &[&str]) -> Result<Teile, Fehler> {
    let kaputt = |_| {
        Fehler::neu(
            codes::DATEI,
            "Die Zip-Datei ist beschädigt oder mit einem Kennwort geschützt.",
        )
    };
    let mut archiv = zip::ZipArchive::new(Cursor::new(bytes)).map_err(kaputt)?;
    if archiv.len() > EINTRAEGE_HOECHSTENS {
        return Err(Fehler::neu(
            codes::ZU_GROSS,
            "Das Archiv enthält mehr als 1.000 Dateien.",
        ));
    }
    let mut teile = Teile::new();
    let mut rest = GESAMT_HOECHSTENS;
    for i in 0..archiv.len() {
        let datei = archiv.by_index(i).map_err(kaputt)?;
        let name = datei.name().to_owned();
        if datei.is_dir() || !gebraucht(&name, endungen) {
            continue;
        }
        let grenze = TEIL_HOECHSTENS.min(rest);
        let mut inhalt = Vec::new();
        datei.take(grenze + 1).read_to_end(&mut inhalt)?;
        rest = rest
            .checked_sub(inhalt.len() as u64)
            .filter(|_| inhalt.len() as u64 <= grenze)
            .ok_or_else(|| {
                Fehler::neu(
                    codes::ZU_GROSS,
                    "Das Archiv ist entpackt größer als erlaubt (1 GB je Datei).",
                )
            })?;
        teile.insert(name, inhalt);
    }
    Ok(teile)
}

/// The files of a folder, or the neighbours of a .shp file.
pub(crate) fn ordner(pfad: &Path, endungen: &[&str]) -> Result<Teile, Fehler> {
    let (ordner, stamm) = if pfad.is_dir() {
        (Some(pfad), None)
    } else {
        (pfad.parent(), pfad.file_stem())
    };
    // a bare file name has an empty parent
    let ordner = ordner
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut teile = Teile::new();
    for eintrag in fs::read_dir(ordner)? {
        let p = eintrag?.path();
        let name = p
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let passt = stamm.is_none_or(|s| p.file_stem().is_some_and(|t| t.eq_ignore_ascii_case(s)));
        if passt && p.is_file() && gebraucht(&name, endungen) && fs::metadata(&p)?.len() <= TEIL_HOECHSTENS {
            teile.insert(name, fs::read(&p)?);
        }
    }
    Ok(teile)
}
