//! The schema of the standard, which lies beside the repository; without it the tests say so and stop.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test without its schema must fail"
)]

use std::path::PathBuf;

use serde_json::Value;

pub fn ordner() -> Option<PathBuf> {
    let pfad = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/hsds");
    if pfad.is_dir() {
        return Some(pfad);
    }
    println!("übersprungen: {} fehlt", pfad.display());
    None
}

struct Schemata(PathBuf);

impl jsonschema::Retrieve for Schemata {
    fn retrieve(
        &self,
        uri: &jsonschema::Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = uri.path().as_str().trim_start_matches('/').to_owned();
        Ok(serde_json::from_slice(&std::fs::read(self.0.join(name))?)?)
    }
}

/// Checks against the schema of this name, formats such as uuid and uri included.
pub fn gueltig(ordner: &std::path::Path, name: &str, wert: &Value) {
    let schemata = ordner.join("hsds3_schema");
    let schema: Value = serde_json::from_slice(&std::fs::read(schemata.join(name)).unwrap()).unwrap();
    let pruefer = jsonschema::options()
        .with_retriever(Schemata(schemata))
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let fehler: Vec<String> = pruefer
        .iter_errors(wert)
        .map(|f| format!("{}: {f}", f.instance_path))
        .collect();
    assert!(fehler.is_empty(), "{name}: {fehler:#?}");
}
