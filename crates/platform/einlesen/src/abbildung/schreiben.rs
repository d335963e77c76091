use std::fmt::Write;

use toml::Value;

use super::{Abbildung, Herkunft};
use crate::wert::Dezimal;

impl Abbildung {
    /// The mapping as a file that [`super::lesen`] reads to the same mapping.
    #[must_use]
    pub fn schreiben(&self) -> String {
        let mut aus = String::from("[tabelle]\n");
        let mut zeile = |k: &str, v: Value| {
            // writing into a String cannot fail
            let _ = writeln!(aus, "{} = {v}", schluessel(k));
        };
        if let Some(k) = self.tabelle.kodierung {
            zeile("kodierung", k.name().into());
        }
        if let Some(t) = self.tabelle.trenner {
            zeile("trenner", char::from(t).to_string().into());
        }
        if let Some(k) = self.tabelle.kopf {
            zeile("kopf", k.into());
        }
        zeile("dezimal", stil(self.dezimal));
        aus.push_str("\n[felder]\n");
        for (f, h) in &self.felder {
            let _ = writeln!(aus, "{} = {}", schluessel(f), herkunft(h));
        }
        aus.push_str("\n[karte]\n");
        if let Some(e) = self.karte.epsg {
            let _ = writeln!(aus, "epsg = {e}");
        }
        let _ = writeln!(aus, "achsen_tauschen = {}", self.karte.achsen_tauschen);
        if let Some(e) = &self.karte.ebene {
            let _ = writeln!(aus, "ebene = {}", Value::from(e.as_str()));
        }
        aus.push_str("\n[ziel]\n");
        for (k, w) in &self.ziel {
            let _ = writeln!(aus, "{} = {}", schluessel(k), Value::from(w.as_str()));
        }
        aus
    }
}

fn stil(d: Dezimal) -> Value {
    match d {
        Dezimal::Komma => ",".into(),
        Dezimal::Punkt => ".".into(),
    }
}

/// Keys are always quoted: words of a file can hold anything.
fn schluessel(k: &str) -> String {
    Value::from(k).to_string()
}

fn herkunft(h: &Herkunft) -> String {
    let mut teile = Vec::new();
    for (name, wert) in [("spalte", &h.spalte), ("fest", &h.fest), ("sonst", &h.sonst)] {
        if let Some(w) = wert {
            teile.push(format!("{name} = {}", Value::from(w.as_str())));
        }
    }
    if !h.werte.is_empty() {
        let paare: Vec<String> = h
            .werte
            .iter()
            .map(|(von, nach)| format!("{} = {}", schluessel(von), Value::from(nach.as_str())))
            .collect();
        teile.push(format!("werte = {{ {} }}", paare.join(", ")));
    }
    if !h.formate.is_empty() {
        teile.push(format!("formate = {}", Value::from(h.formate.clone())));
    }
    if let Some(d) = h.dezimal {
        teile.push(format!("dezimal = {}", stil(d)));
    }
    format!("{{ {} }}", teile.join(", "))
}
