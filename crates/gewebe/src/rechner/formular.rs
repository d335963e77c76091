//! The form of a rule, drawn from its schema, and read back into the JSON that the rule reads. A field is named by its
//! place with dots: `ziele.0.gewicht`.

use serde_json::{Map, Value};
use web::{Eingaben, Feldfehler, Formular, Wahl};

use super::{Fehler, schema::aufloesen};

/// Most rows of a list in the form.
const ZEILEN: usize = 60;

/// One field.
#[derive(Debug)]
pub struct Feld {
    /// Place with dots.
    pub name: String,
    /// Words.
    pub titel: String,
    /// Help.
    pub hinweis: String,
    /// Must be filled.
    pub pflicht: bool,
    /// A choice when not empty.
    pub wahlen: Vec<Wahl>,
}

/// Fields that belong together; the first group has no words.
#[derive(Debug)]
pub struct Gruppe {
    /// Words.
    pub titel: String,
    /// Fields.
    pub felder: Vec<Feld>,
}

/// The words of a field and its help: the first sentence, and the rest.
fn worte(name: &str, feld: &Value, gemeint: &Value) -> (String, String) {
    let text = |v: &Value| v.get("description").and_then(Value::as_str).map(str::to_owned);
    let innen = |v: &Value| {
        v.get("oneOf")
            .and_then(Value::as_array)
            .and_then(|a| a.iter().find_map(text))
    };
    // the description of a shared type comes last: it says how to write, not what
    let alles = text(feld)
        .or_else(|| innen(feld))
        .or_else(|| text(gemeint))
        .unwrap_or_else(|| name.to_owned());
    let (titel, hinweis) = alles.split_once(". ").unwrap_or((&alles, ""));
    (titel.trim_end_matches('.').to_owned(), hinweis.to_owned())
}

fn typ(s: &Value) -> &str {
    match s.get("type") {
        Some(Value::String(t)) => t,
        Some(Value::Array(a)) => a
            .iter()
            .filter_map(Value::as_str)
            .find(|t| *t != "null")
            .unwrap_or(""),
        _ => "",
    }
}

/// The fields of an object: what must be filled first, in its order, then what the example uses, then the rest.
fn reihenfolge<'a>(s: &'a Value, beispiel: &Value) -> Vec<(&'a String, &'a Value, bool)> {
    let Some(felder) = s.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    let pflicht: Vec<&str> = s
        .get("required")
        .and_then(Value::as_array)
        .map(|a| a.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let stelle = |name: &str| pflicht.iter().position(|p| *p == name);
    let mut alle: Vec<_> = felder
        .iter()
        .map(|(name, f)| (name, f, stelle(name).is_some()))
        .collect();
    alle.sort_by_key(|(name, _, _)| {
        (
            stelle(name).unwrap_or(usize::MAX),
            beispiel.get(name.as_str()).is_none(),
        )
    });
    alle
}

fn unter(vor: &str, name: &str) -> String {
    if vor.is_empty() {
        name.to_owned()
    } else {
        format!("{vor}.{name}")
    }
}

/// All groups of fields, with rows for what is there and one more.
#[must_use]
pub fn gruppen(wurzel: &Value, wert: &Value, beispiel: &Value) -> Vec<Gruppe> {
    let mut aus = Vec::new();
    sammeln(wurzel, wurzel, (wert, beispiel), ("", ""), &mut aus);
    aus.retain(|g: &Gruppe| !g.felder.is_empty());
    aus
}

fn sammeln(
    wurzel: &Value,
    s: &Value,
    (wert, beispiel): (&Value, &Value),
    (vor, titel): (&str, &str),
    aus: &mut Vec<Gruppe>,
) {
    let nr = aus.len();
    aus.push(Gruppe {
        titel: titel.to_owned(),
        felder: Vec::new(),
    });
    for (name, feld, pflicht) in reihenfolge(s, beispiel) {
        let gemeint = aufloesen(wurzel, feld);
        let (worte, hinweis) = worte(name, feld, gemeint);
        let hier = unter(vor, name);
        let inhalt = wert.get(name).unwrap_or(&Value::Null);
        let vorbild = beispiel.get(name).unwrap_or(&Value::Null);
        if gemeint.get("properties").is_some() {
            sammeln(wurzel, gemeint, (inhalt, vorbild), (&hier, &worte), aus);
            continue;
        }
        if typ(gemeint) == "array" {
            let teil = aufloesen(wurzel, gemeint.get("items").unwrap_or(&Value::Null));
            if teil.get("properties").is_some() {
                let da = inhalt.as_array().map_or(0, Vec::len);
                for i in 0..(da + 1).clamp(2, ZEILEN) {
                    let zeile = inhalt.get(i).unwrap_or(&Value::Null);
                    let erstes = vorbild.get(0).unwrap_or(&Value::Null);
                    let (name, titel) = (format!("{hier}.{i}"), format!("{worte} – {}", i + 1));
                    sammeln(wurzel, teil, (zeile, erstes), (&name, &titel), aus);
                }
                continue;
            }
            let mut hilfe = format!("{hinweis} Mehrere mit Semikolon trennen.");
            if let Some(alle) = teil.get("enum").and_then(Value::as_array) {
                let codes: Vec<&str> = alle.iter().filter_map(Value::as_str).collect();
                hilfe = format!("{hilfe} Möglich: {}.", codes.join(", "));
            }
            aus[nr].felder.push(Feld {
                name: hier,
                titel: worte,
                hinweis: hilfe.trim().to_owned(),
                pflicht,
                wahlen: Vec::new(),
            });
            continue;
        }
        let wahlen = match gemeint.get("enum").and_then(Value::as_array) {
            Some(alle) => alle
                .iter()
                .filter_map(Value::as_str)
                .map(|c| Wahl::neu(c, schoen(c)))
                .collect(),
            None if typ(gemeint) == "boolean" => vec![Wahl::neu("true", "ja"), Wahl::neu("false", "nein")],
            None => Vec::new(),
        };
        aus[nr].felder.push(Feld {
            name: hier,
            titel: worte,
            hinweis,
            // inside an optional row nothing must be filled while the row is empty
            pflicht: pflicht && vor.is_empty(),
            wahlen,
        });
    }
}

/// `BEIDE_DANN_MUTTER` as `Beide dann Mutter` would need a dictionary; this is what can be done without.
fn schoen(code: &str) -> String {
    let klein = code.to_lowercase().replace('_', " ");
    let klein = klein.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü");
    // codes that are abbreviations stay as they are
    if code.len() <= 4
        && !matches!(
            code,
            "JA" | "NEIN" | "VOLL" | "RAUM" | "GRAU" | "POST" | "AUTO" | "EGAL"
        )
    {
        return code.to_owned();
    }
    let mut z = klein.chars();
    z.next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(z).collect())
}

/// The values of a JSON input by the names of the fields.
#[must_use]
pub fn fuellen(wert: &Value) -> Formular {
    let mut paare = Vec::new();
    flach(wert, "", &mut paare);
    paare
        .into_iter()
        .fold(Formular::leer(), |f, (name, text)| f.setze(&name, text))
}

fn flach(wert: &Value, vor: &str, aus: &mut Vec<(String, String)>) {
    match wert {
        Value::Object(o) => o.iter().for_each(|(k, v)| flach(v, &unter(vor, k), aus)),
        Value::Array(a) if a.iter().any(Value::is_object) => {
            for (i, v) in a.iter().enumerate() {
                flach(v, &format!("{vor}.{i}"), aus);
            }
        }
        Value::Array(a) => {
            let teile: Vec<String> = a.iter().map(einzeln).collect();
            aus.push((vor.to_owned(), teile.join("; ")));
        }
        Value::Null => {}
        w => aus.push((vor.to_owned(), einzeln(w))),
    }
}

fn einzeln(w: &Value) -> String {
    match w {
        Value::String(t) => t.clone(),
        andere => andere.to_string(),
    }
}

/// What was typed, as the rule reads it. Empty fields are left out, empty rows too.
#[must_use]
pub fn lesen(wurzel: &Value, e: &Eingaben) -> Value {
    objekt(wurzel, wurzel, e, "").unwrap_or_else(|| Value::Object(Map::new()))
}

fn objekt(wurzel: &Value, s: &Value, e: &Eingaben, vor: &str) -> Option<Value> {
    let mut aus = Map::new();
    for (name, feld, _) in reihenfolge(s, &Value::Null) {
        let gemeint = aufloesen(wurzel, feld);
        let hier = unter(vor, name);
        let wert = if gemeint.get("properties").is_some() {
            objekt(wurzel, gemeint, e, &hier)
        } else if typ(gemeint) == "array" {
            liste(wurzel, gemeint, e, &hier)
        } else {
            let roh = e.roh(&hier).trim();
            (!roh.is_empty()).then(|| skalar(gemeint, roh))
        };
        if let Some(w) = wert {
            aus.insert(name.clone(), w);
        }
    }
    (!aus.is_empty()).then_some(Value::Object(aus))
}

fn liste(wurzel: &Value, s: &Value, e: &Eingaben, hier: &str) -> Option<Value> {
    let teil = aufloesen(wurzel, s.get("items").unwrap_or(&Value::Null));
    let alle: Vec<Value> = if teil.get("properties").is_some() {
        (0..ZEILEN)
            .filter_map(|i| objekt(wurzel, teil, e, &format!("{hier}.{i}")))
            .collect()
    } else {
        e.roh(hier)
            .split([';', '\n'])
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(|t| skalar(teil, t))
            .collect()
    };
    (!alle.is_empty()).then_some(Value::Array(alle))
}

/// A typed text in the type of its field; what does not fit stays a text, and the rule says what is wrong with it.
fn skalar(s: &Value, roh: &str) -> Value {
    let text = || Value::String(roh.to_owned());
    match typ(s) {
        "integer" => roh
            .replace('−', "-")
            .parse::<i64>()
            .map_or_else(|_| text(), Into::into),
        "number" => roh
            .replace(',', ".")
            .parse::<f64>()
            .map_or_else(|_| text(), Into::into),
        "boolean" => roh.parse::<bool>().map_or_else(|_| text(), Into::into),
        _ => text(),
    }
}

/// The errors at the fields of the form: where a place has no field of its own, at the first one below it.
#[must_use]
pub fn fehler(gruppen: &[Gruppe], alle: &[Fehler]) -> Vec<Feldfehler> {
    let namen: Vec<&str> = gruppen
        .iter()
        .flat_map(|g| &g.felder)
        .map(|f| f.name.as_str())
        .collect();
    alle.iter()
        .map(|f| {
            let ort = f.ort.trim_start_matches('/').replace('/', ".");
            let unter = format!("{ort}.");
            let feld = namen
                .iter()
                .find(|n| **n == ort)
                .or_else(|| namen.iter().find(|n| n.starts_with(&unter)))
                // a value inside a list that is one field
                .or_else(|| namen.iter().find(|n| ort.starts_with(&format!("{n}."))))
                .or_else(|| namen.first());
            Feldfehler {
                feld: (*feld.unwrap_or(&"")).to_owned(),
                code: f.code.clone(),
                text: format!("{} ({})", f.text, f.code),
            }
        })
        .collect()
}

/// The result as people read it: words and value, lists as one line each.
#[must_use]
pub fn ergebnis(wurzel: &Value, wert: &Value) -> Vec<(String, String)> {
    let mut aus = Vec::new();
    zeilen(wurzel, wurzel, wert, &mut aus);
    aus
}

fn zeilen(wurzel: &Value, s: &Value, wert: &Value, aus: &mut Vec<(String, String)>) {
    let Some(o) = wert.as_object() else { return };
    for (name, w) in o {
        let Some(feld) = s.get("properties").and_then(|p| p.get(name)) else {
            continue;
        };
        let gemeint = aufloesen(wurzel, feld);
        let (titel, mehr) = worte(name, feld, gemeint);
        let geld = titel.contains("in Cent") || mehr.contains("In Cent");
        let titel = titel.replace(", in Cent", "").replace(" in Cent", "");
        match w {
            Value::Array(a) if a.iter().any(Value::is_object) => {
                let teil = aufloesen(wurzel, gemeint.get("items").unwrap_or(&Value::Null));
                for (i, zeile) in a.iter().enumerate() {
                    let mut innen = Vec::new();
                    zeilen(wurzel, teil, zeile, &mut innen);
                    let text: Vec<String> = innen.into_iter().map(|(t, w)| format!("{t}: {w}")).collect();
                    aus.push((format!("{titel} – {}", i + 1), text.join("; ")));
                }
            }
            Value::Array(a) => {
                let alle: Vec<String> = a.iter().map(|w| lesbar(w, geld)).collect();
                aus.push((titel, alle.join("; ")));
            }
            Value::Object(_) => zeilen(wurzel, gemeint, w, aus),
            w => aus.push((titel, lesbar(w, geld))),
        }
    }
}

fn lesbar(w: &Value, geld: bool) -> String {
    match w {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => "ja".to_owned(),
        Value::Bool(false) => "nein".to_owned(),
        Value::Number(n) if geld => n
            .as_i64()
            .map_or_else(|| n.to_string(), |c| base::Cent(c).to_string()),
        Value::Number(n) => n.to_string().replace('.', ","),
        // a day as people write it
        Value::String(t) => t
            .parse::<base::Datum>()
            .map_or_else(|_| t.clone(), |d| d.to_string()),
        andere => andere.to_string(),
    }
}
