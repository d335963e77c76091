//! JSON schemas (2020-12) of the inputs and outputs, from the same types that read and write them.

use serde_json::{Map, Value, json};
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};

/// The schema of a type with everything it refers to under `$defs`.
#[must_use]
pub fn von<T: ToSchema>() -> Value {
    let mut teile: Vec<(String, RefOr<Schema>)> = Vec::new();
    T::schemas(&mut teile);
    let als_json = |s: &RefOr<Schema>| {
        let mut wert = serde_json::to_value(s).unwrap_or(Value::Null);
        verweise(&mut wert);
        wert
    };
    let mut wurzel = als_json(&T::schema());
    let defs: Map<String, Value> = teile
        .iter()
        .map(|(name, s)| (name.clone(), als_json(s)))
        .collect();
    if let Some(o) = wurzel.as_object_mut() {
        o.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        if !defs.is_empty() {
            o.insert("$defs".to_owned(), Value::Object(defs));
        }
    }
    wurzel
}

fn verweise(wert: &mut Value) {
    match wert {
        Value::Object(o) => {
            if let Some(Value::String(v)) = o.get_mut("$ref") {
                *v = v.replace("#/components/schemas/", "#/$defs/");
            }
            o.values_mut().for_each(verweise);
        }
        Value::Array(a) => a.iter_mut().for_each(verweise),
        _ => {}
    }
}

/// Follows `$ref`, and takes "this or null" for this.
#[must_use]
pub fn aufloesen<'a>(wurzel: &'a Value, schema: &'a Value) -> &'a Value {
    let mut s = schema;
    for _ in 0..8 {
        if let Some(name) = s.get("$ref").and_then(Value::as_str) {
            let ziel = name
                .rsplit('/')
                .next()
                .and_then(|n| wurzel.get("$defs").and_then(|d| d.get(n)));
            match ziel {
                Some(z) => s = z,
                None => return s,
            }
            continue;
        }
        let Some(alle) = s.get("oneOf").and_then(Value::as_array) else {
            return s;
        };
        let leer = |v: &&Value| v.get("type").and_then(Value::as_str) != Some("null");
        let mut echte = alle.iter().filter(leer);
        match (echte.next(), echte.next()) {
            (Some(einer), None) => s = einer,
            _ => return s,
        }
    }
    s
}

/// Fields of the input that no rule reads, as JSON pointers: usually a slip in an optional name.
#[must_use]
pub fn ungenutzt(wurzel: &Value, wert: &Value) -> Vec<String> {
    let mut aus = Vec::new();
    suchen(wurzel, wurzel, wert, String::new(), &mut aus);
    aus
}

fn suchen(wurzel: &Value, schema: &Value, wert: &Value, ort: String, aus: &mut Vec<String>) {
    let s = aufloesen(wurzel, schema);
    match wert {
        Value::Object(o) => {
            let Some(felder) = s.get("properties").and_then(Value::as_object) else {
                return;
            };
            for (name, w) in o {
                let hier = format!("{ort}/{}", name.replace('~', "~0").replace('/', "~1"));
                match felder.get(name) {
                    Some(f) => suchen(wurzel, f, w, hier, aus),
                    None => aus.push(hier),
                }
            }
        }
        Value::Array(a) => {
            if let Some(items) = s.get("items") {
                for (i, w) in a.iter().enumerate() {
                    suchen(wurzel, items, w, format!("{ort}/{i}"), aus);
                }
            }
        }
        _ => {}
    }
}
