//! The arrows of the house plan point down (ADR 0001): read from `cargo metadata`, so a new dependency cannot hide.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, path::Path, process::Command};

/// Each crate and what of ours it may use; what it may use, so may its tests, besides `testkit`.
const DARF: [(&str, &[&str]); 20] = [
    ("abgleich", &[]),
    ("zuordnung", &[]),
    ("zuschnitt", &[]),
    ("fristen", &[]),
    ("musterort", &[]),
    ("base", &[]),
    ("store", &["base"]),
    ("web", &["base", "store"]),
    ("einlesen", &["base"]),
    ("druck", &[]),
    ("amt", &["base", "store", "web", "fristen", "druck"]),
    (
        "raum",
        &[
            "base",
            "store",
            "web",
            "einlesen",
            "zuordnung",
            "zuschnitt",
            "fristen",
            "amt",
        ],
    ),
    (
        "team",
        &["base", "store", "web", "zuordnung", "fristen", "amt", "raum"],
    ),
    (
        "netz",
        &[
            "abgleich",
            "base",
            "store",
            "web",
            "einlesen",
            "zuordnung",
            "fristen",
            "amt",
            "raum",
            "team",
        ],
    ),
    (
        "budget",
        &[
            "base",
            "druck",
            "store",
            "web",
            "einlesen",
            "zuordnung",
            "fristen",
            "amt",
            "raum",
            "team",
            "netz",
        ],
    ),
    (
        "schutz",
        &[
            "base", "store", "web", "fristen", "amt", "raum", "team", "netz", "budget",
        ],
    ),
    (
        "fall",
        &[
            "schutz",
            "abgleich",
            "base",
            "druck",
            "store",
            "web",
            "zuordnung",
            "fristen",
            "amt",
            "raum",
            "team",
            "netz",
            "budget",
        ],
    ),
    (
        "gewebe",
        &[
            "base",
            "store",
            "web",
            "einlesen",
            "zuordnung",
            "fristen",
            "abgleich",
            "zuschnitt",
            "musterort",
            "amt",
            "raum",
            "team",
            "netz",
            "budget",
            "schutz",
            "fall",
        ],
    ),
    ("testkit", &["base", "store"]),
    ("xtask", &[]),
];

fn wurzel() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .parent()
        .unwrap()
}

fn pakete() -> BTreeMap<String, serde_json::Value> {
    let aus = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(wurzel())
        .output()
        .unwrap();
    assert!(aus.status.success(), "{}", String::from_utf8_lossy(&aus.stderr));
    let alles: serde_json::Value = serde_json::from_slice(&aus.stdout).unwrap();
    alles["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["name"].as_str().unwrap().to_owned(), p.clone()))
        .collect()
}

#[test]
fn alle_pfeile_zeigen_nach_unten() {
    let pakete = pakete();
    for (name, paket) in &pakete {
        let (_, darf) = DARF
            .iter()
            .find(|(n, _)| n == name)
            .unwrap_or_else(|| panic!("{name} has no place in the plan"));
        for d in paket["dependencies"].as_array().unwrap() {
            let braucht = d["name"].as_str().unwrap();
            if !pakete.contains_key(braucht) || (braucht == "testkit" && d["kind"] == "dev") {
                continue;
            }
            assert!(
                darf.contains(&braucht),
                "{name} uses {braucht}: this arrow points up"
            );
        }
    }
}

#[test]
fn maschinen_kennen_kein_io() {
    let verboten = ["tokio", "axum", "sqlx", "reqwest", "hyper", "rand"];
    for (name, paket) in pakete() {
        if !["abgleich", "zuordnung", "zuschnitt", "fristen"].contains(&name.as_str()) {
            continue;
        }
        for d in paket["dependencies"].as_array().unwrap() {
            let ist_test = d["kind"] == "dev";
            assert!(
                ist_test || !verboten.contains(&d["name"].as_str().unwrap()),
                "{name} uses {}",
                d["name"]
            );
        }
    }
}

#[test]
fn keine_datei_ist_ein_haufen() {
    const HOECHSTENS: usize = 520;
    let mut zu_lang = Vec::new();
    let mut ordner = vec![wurzel().join("crates"), wurzel().join("xtask")];
    while let Some(o) = ordner.pop() {
        for e in std::fs::read_dir(o).unwrap().flatten() {
            let pfad = e.path();
            if pfad.is_dir() {
                ordner.push(pfad);
            } else if pfad.extension().is_some_and(|x| x == "rs") {
                let n = std::fs::read_to_string(&pfad).unwrap().lines().count();
                if n > HOECHSTENS {
                    zu_lang.push(format!("{} {n}", pfad.display()));
                }
            }
        }
    }
    assert!(zu_lang.is_empty(), "split these by meaning: {zu_lang:#?}");
}

#[test]
fn nur_der_laden_spricht_mit_dem_treiber() {
    // rooms write SQL, but only `store` opens connections
    for raum in ["amt", "raum", "team", "netz", "budget", "schutz", "fall"] {
        let mut ordner = vec![wurzel().join("crates/contexts").join(raum).join("src")];
        while let Some(o) = ordner.pop() {
            for e in std::fs::read_dir(o).unwrap().flatten() {
                let pfad = e.path();
                if pfad.is_dir() {
                    ordner.push(pfad);
                    continue;
                }
                let text = std::fs::read_to_string(&pfad).unwrap_or_default();
                for wort in ["sqlx::query", "SqlitePool", "PgPool", "ist_postgres()"] {
                    assert!(!text.contains(wort), "{} holds {wort}", pfad.display());
                }
            }
        }
    }
}
