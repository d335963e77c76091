//! The worked examples of the Fachkonzept through the entry of the command line: one JSON in, the expected values out.
#![expect(clippy::unwrap_used, reason = "tests")]

mod budget;
mod faelle;
mod fristen;
mod raum;

use std::{
    io::Write,
    process::{Command, Stdio},
};

use gewebe::rechner::{self, Problem, api::antwort};
use serde_json::{Value, json};

/// What must come out.
enum Soll {
    /// These fields of the result; others may be there.
    Ergebnis(Value),
    /// A problem with this code at this place.
    Problem(&'static str, &'static str),
}

/// One example: number, rule, input, what comes out.
type Beispiel = (&'static str, &'static str, Value, Soll);

fn gut(t: &'static str, name: &'static str, ein: Value, soll: Value) -> Beispiel {
    (t, name, ein, Soll::Ergebnis(soll))
}

fn nicht(t: &'static str, name: &'static str, ein: Value, code: &'static str, ort: &'static str) -> Beispiel {
    (t, name, ein, Soll::Problem(code, ort))
}

/// Whether everything expected is in the result: objects may hold more, all else is equal.
fn enthaelt(ist: &Value, soll: &Value) -> bool {
    match (ist, soll) {
        (Value::Object(i), Value::Object(s)) => {
            s.iter().all(|(k, v)| i.get(k).is_some_and(|w| enthaelt(w, v)))
        }
        (Value::Array(i), Value::Array(s)) => {
            i.len() == s.len() && i.iter().zip(s).all(|(a, b)| enthaelt(a, b))
        }
        (Value::Number(i), Value::Number(s)) => i.as_f64() == s.as_f64(),
        _ => ist == soll,
    }
}

#[test]
fn alle_beispiele_des_fachkonzepts() {
    let alle: Vec<Beispiel> = [fristen::alle(), raum::alle(), faelle::alle(), budget::alle()]
        .into_iter()
        .flatten()
        .collect();
    let mut falsch = Vec::new();
    for (t, name, ein, soll) in &alle {
        let ist = antwort(name, ein.to_string().as_bytes());
        match (&ist, soll) {
            (Ok(a), Soll::Ergebnis(s)) if enthaelt(&a.ergebnis, s) => {
                if a.schritte.is_empty() || !a.hinweise.is_empty() {
                    falsch.push(format!(
                        "{t} {name}: no steps, or fields unread: {:?}",
                        a.hinweise
                    ));
                }
            }
            (Err(p), Soll::Problem(code, ort)) if p.code == *code && p.ort == *ort => {}
            (Ok(a), Soll::Ergebnis(s)) => falsch.push(format!("{t} {name}: {} statt {s}", a.ergebnis)),
            (ist, _) => falsch.push(format!("{t} {name}: {ist:?}")),
        }
    }
    assert!(
        falsch.is_empty(),
        "{} of {}\n{}",
        falsch.len(),
        alle.len(),
        falsch.join("\n")
    );
    assert!(alle.len() >= 100, "{}", alle.len());
}

#[test]
fn jeder_rechner_hat_schema_beispiel_und_schritte() {
    let namen = [
        "frist",
        "bekanntgabe",
        "zustaendigkeit86",
        "zuweisung",
        "aktionsraum",
        "gas",
        "zielerreichung",
        "pooling",
        "mehrfachhilfen",
        "barrierefreiheit",
        "trainingslaeufe",
        "pseudonymisieren",
        "verteilung",
        "teilung",
        "obligo",
        "prognose",
        "fls",
        "rechnung",
        "pool",
        "kapazitaet",
        "umbuchung",
        "jahresabschluss",
        "mehrkosten",
    ];
    for name in namen {
        assert!(rechner::finden(name).is_some(), "{name}");
    }
    for r in rechner::ALLE.iter() {
        let a = r.rechnen(r.beispiel.clone()).unwrap();
        assert!(!a.schritte.is_empty(), "{}: no steps", r.name);
        assert_eq!(
            a.hinweise,
            Vec::<String>::new(),
            "{}: example with unknown fields",
            r.name
        );
        for (schema, wert) in [(&r.eingabe, &r.beispiel), (&r.ausgabe, &a.ergebnis)] {
            let felder = schema["properties"].as_object().unwrap();
            for name in wert.as_object().unwrap().keys() {
                assert!(
                    felder.contains_key(name),
                    "{}: {name} is not in the schema",
                    r.name
                );
            }
            for (name, feld) in felder {
                let text = feld.to_string();
                assert!(text.contains("description"), "{}: {name} says nothing", r.name);
            }
            let text = schema.to_string();
            for verweis in text.split("\"#/$defs/").skip(1) {
                let ziel = verweis.split('"').next().unwrap();
                assert!(
                    schema["$defs"].get(ziel).is_some(),
                    "{}: {ziel} is not defined",
                    r.name
                );
            }
            assert!(!text.contains("#/components/"), "{}", r.name);
        }
    }
}

fn problem(name: &str, ein: &str) -> Problem {
    antwort(name, ein.as_bytes()).unwrap_err()
}

#[test]
fn ein_problem_nennt_code_und_stelle() {
    let p = problem("gibtsnicht", "{}");
    assert_eq!((p.status, p.code.as_str()), (404, "RECHNER-E01"));
    let p = problem("frist", "{");
    assert_eq!((p.status, p.code.as_str()), (400, "RECHNER-E02"));
    let p = problem("gas", "{}");
    assert_eq!((p.code.as_str(), p.ort.as_str()), ("RECHNER-E03", "/ziele"));
    assert_eq!(p.detail, "Das Feld „ziele“ fehlt.");
    let p = problem(
        "gas",
        r#"{"ziele":[{"gewicht":1,"ergebnis":0},{"gewicht":"viel","ergebnis":0}]}"#,
    );
    assert_eq!(
        (p.code.as_str(), p.ort.as_str()),
        ("RECHNER-E03", "/ziele/1/gewicht")
    );
    let p = problem("gas", r#"{"ziele":[{"gewicht":1}]}"#);
    assert_eq!(p.ort, "/ziele/0/ergebnis");
    let p = problem(
        "gas",
        r#"{"ziele":[{"gewicht":9,"ergebnis":0},{"gewicht":1,"ergebnis":-3}]}"#,
    );
    let alle: Vec<&str> = p.fehler.iter().map(|f| f.ort.as_str()).collect();
    assert_eq!(alle, ["/ziele/0/gewicht", "/ziele/1/ergebnis"]);
    let p = problem("teilung", r#"{"betrag":"1.234,567","gewichte":[1]}"#);
    assert_eq!((p.code.as_str(), p.ort.as_str()), ("BUDGET-E09", "/betrag"));
    let p = problem("teilung", r#"{"betrag":12.5,"gewichte":[1]}"#);
    assert_eq!((p.code.as_str(), p.ort.as_str()), ("BUDGET-E31", "/betrag"));
    let p = problem(
        "pooling",
        r#"{"leistung":"TANZEN","wunsch":"EGAL","zumutbar":"JA"}"#,
    );
    assert_eq!(p.ort, "/leistung");
    assert!(
        p.detail.starts_with("„TANZEN“ steht nicht zur Wahl."),
        "{}",
        p.detail
    );
    let p = problem("zuweisung", r#"{"regel":"MISCH"}"#);
    assert_eq!(p.code, "RAUM-E30");
}

/// Nothing a program can send makes a rule panic, and every refusal says where.
#[test]
fn unsinn_wird_abgelehnt_und_nichts_bricht() {
    let unsinn = ["null", "[]", "\"x\"", "1", "{}", "{\"ziele\":1e308}", "[[[[]]]]"];
    let gross = [
        json!(i64::MAX),
        json!(i64::MIN),
        json!(-1),
        json!("x"),
        json!(null),
        json!([]),
        json!("9".repeat(40)),
    ];
    for r in rechner::ALLE.iter() {
        for u in unsinn {
            let _ = antwort(r.name, u.as_bytes());
        }
        // every single value of the example replaced by what cannot be
        let mut orte = Vec::new();
        blaetter(&r.beispiel, String::new(), &mut orte);
        for ort in &orte {
            for g in &gross {
                let mut ein = r.beispiel.clone();
                *ein.pointer_mut(ort).unwrap() = g.clone();
                if let Err(p) = r.rechnen(ein) {
                    assert!(!p.code.is_empty() && !p.detail.is_empty(), "{} {ort}", r.name);
                }
            }
        }
    }
}

fn blaetter(wert: &Value, ort: String, aus: &mut Vec<String>) {
    match wert {
        Value::Object(o) => o.iter().for_each(|(k, v)| blaetter(v, format!("{ort}/{k}"), aus)),
        Value::Array(a) => {
            aus.push(ort.clone());
            a.iter()
                .enumerate()
                .for_each(|(i, v)| blaetter(v, format!("{ort}/{i}"), aus));
        }
        _ => aus.push(ort),
    }
}

#[test]
fn ein_verschriebenes_feld_wird_genannt() {
    let a = antwort("teilung", br#"{"betrag":100,"gewichte":[1,1],"gewicht":2}"#).unwrap();
    assert_eq!(a.hinweise.len(), 1);
    assert!(a.hinweise[0].contains("/gewicht "), "{:?}", a.hinweise);
}

fn gewebe(argumente: &[&str], ein: &str) -> (Option<i32>, String, String) {
    let mut p = Command::new(env!("CARGO_BIN_EXE_gewebe"))
        .arg("rechner")
        .args(argumente)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // the program may end without reading
    let _ = p.stdin.take().unwrap().write_all(ein.as_bytes());
    let aus = p.wait_with_output().unwrap();
    let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
    (aus.status.code(), text(aus.stdout), text(aus.stderr))
}

#[test]
fn die_befehlszeile_liest_rechnet_und_lehnt_ab() {
    let (code, aus, fehler) = gewebe(&["gas"], r#"{"ziele":[{"gewicht":1,"ergebnis":1}]}"#);
    assert_eq!((code, fehler.as_str()), (Some(0), ""));
    let a: Value = serde_json::from_str(&aus).unwrap();
    assert_eq!(a["ergebnis"]["t"], json!(60.0));
    let (code, aus, fehler) = gewebe(&["gas"], r#"{"ziele":[]}"#);
    assert_eq!((code, aus.as_str()), (Some(2), ""));
    let p: Value = serde_json::from_str(&fehler).unwrap();
    assert_eq!((&p["code"], &p["ort"]), (&json!("FALL-E140"), &json!("/ziele")));
    let (code, aus, _) = gewebe(&["--liste"], "");
    let liste: Value = serde_json::from_str(&aus).unwrap();
    assert!(code == Some(0) && liste.as_array().unwrap().len() >= 22);
    let (code, aus, _) = gewebe(&["pool", "--beispiel"], "");
    assert_eq!(code, Some(0));
    assert_eq!(gewebe(&["pool"], &aus).0, Some(0));
    assert_eq!(gewebe(&["gibtsnicht"], "").0, Some(2));
}
