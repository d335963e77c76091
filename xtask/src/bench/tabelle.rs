//! From JSON lines to `docs/benchmarks.md`: one section per engine; measuring one engine leaves the others alone.

use std::fmt;

use serde::Deserialize;

const KOPF: &str = "# Benchmarks\n\n\
Written by `cargo xtask bench --peers`, or by `--zeilen` from the lines of earlier single runs; each section says which. \
Time is processor time (user + system) of the child process, memory its peak; in a run of the script a figure under 20 s is \
the median of three. The column “checked” says whether the scorer accepted the output. The ratio says how \
many times better Gewebe is (below 1: the peer is better). A peer that could not be run has no figure, and the note says why.\n";

/// One figure as a script prints it.
#[derive(Debug, Clone, Deserialize)]
pub struct Figur {
    figur: String,
    einheit: String,
    gewebe: Option<f64>,
    /// None where nothing public does the same.
    vergleich: Option<String>,
    vergleichswert: Option<f64>,
    besser: String,
    geprueft: bool,
    #[serde(default)]
    anmerkung: String,
}

impl Figur {
    /// `None` for a line that is no figure.
    pub fn lesen(zeile: &str) -> Option<Self> {
        serde_json::from_str(zeile).ok()
    }

    fn verhaeltnis(&self) -> Option<f64> {
        let (wir, sie) = (self.gewebe?, self.vergleichswert?);
        let v = if self.besser == "kleiner" {
            sie / wir
        } else {
            wir / sie
        };
        v.is_finite().then_some(v)
    }
}

impl fmt::Display for Figur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zellen = [
            self.figur.clone(),
            format!("{} {}", zahl(self.gewebe), self.einheit),
            self.vergleich.clone().unwrap_or_else(|| "–".to_owned()),
            zahl(self.vergleichswert),
            zahl(self.verhaeltnis()),
            if self.geprueft { "yes" } else { "**no**" }.to_owned(),
            self.anmerkung.clone(),
        ];
        // a bar would end the cell
        let zellen = zellen.map(|z| z.replace('|', "/").replace('\n', " ").trim().to_owned());
        write!(f, "| {} |", zellen.join(" | "))
    }
}

/// Four significant digits, no needless ones.
fn zahl(wert: Option<f64>) -> String {
    let Some(w) = wert else { return "–".to_owned() };
    if w == 0.0 {
        return "0".to_owned();
    }
    let betrag = w.abs();
    let stellen = [(1000.0, 0), (100.0, 1), (10.0, 2), (1.0, 3), (0.1, 4), (0.01, 5)]
        .into_iter()
        .find_map(|(ab, n)| (betrag >= ab).then_some(n))
        .unwrap_or(6);
    let text = format!("{w:.stellen$}");
    if stellen == 0 {
        return tausender(&text);
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn tausender(text: &str) -> String {
    let mut aus = String::new();
    for (i, z) in text.chars().enumerate() {
        if i > 0 && z.is_ascii_digit() && (text.len() - i).is_multiple_of(3) && !aus.ends_with('-') {
            aus.push(',');
        }
        aus.push(z);
    }
    aus
}

/// The file with the section of `engine` put in place of its old one.
pub fn einsetzen(alt: &str, engine: &str, figuren: &[Figur], maschine: &str) -> String {
    let mut neu = format!(
        "## {engine}\n\nMachine: {maschine}.\n\n| figure | Gewebe | peer | its value | ratio | checked | note |\n\
         |---|---|---|---|---|---|---|\n"
    );
    for f in figuren {
        neu.push_str(&format!("{f}\n"));
    }
    let mut teile: Vec<(String, String)> = alt
        .split("\n## ")
        .skip(1)
        .filter_map(|t| Some((t.lines().next()?.trim().to_owned(), format!("## {}\n", t.trim()))))
        .filter(|(name, _)| name != engine)
        .collect();
    teile.push((engine.to_owned(), neu));
    teile.sort();
    let teile: Vec<String> = teile.into_iter().map(|(_, t)| t).collect();
    format!("{KOPF}\n{}", teile.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figur(gewebe: &str, vergleichswert: &str, besser: &str) -> Figur {
        Figur::lesen(&format!(
            r#"{{"engine":"x","figur":"F | 1","einheit":"s","gewebe":{gewebe},"vergleich":"peer 1.0","vergleichswert":{vergleichswert},"besser":"{besser}","geprueft":true,"anmerkung":""}}"#
        ))
        .unwrap()
    }

    #[test]
    fn verhaeltnis_zaehlt_in_unsere_richtung() {
        assert_eq!(figur("0.5", "5", "kleiner").verhaeltnis(), Some(10.0));
        assert_eq!(figur("0.9", "0.6", "groesser").verhaeltnis(), Some(1.5));
        assert_eq!(figur("0.9", "null", "groesser").verhaeltnis(), None);
        assert_eq!(figur("0", "0", "kleiner").verhaeltnis(), None);
        assert!(Figur::lesen("kein JSON").is_none());
    }

    #[test]
    fn zahlen_sind_kurz() {
        for (w, soll) in [
            (0.0, "0"),
            (1_234_567.2, "1,234,567"),
            (123.4, "123.4"),
            (0.951, "0.951"),
            (19.3, "19.3"),
            (-1500.0, "-1,500"),
            (0.000_5, "0.0005"),
        ] {
            assert_eq!(zahl(Some(w)), soll);
        }
    }

    #[test]
    fn abschnitte_der_anderen_bleiben() {
        let eins = einsetzen("", "zuordnung", &[figur("1", "2", "kleiner")], "M1");
        let zwei = einsetzen(&eins, "abgleich", &[figur("3", "null", "kleiner")], "M2");
        let drei = einsetzen(&zwei, "zuordnung", &[figur("4", "8", "kleiner")], "M3");
        assert!(drei.starts_with("# Benchmarks\n"));
        assert_eq!(drei.matches("\n## ").count(), 2, "{drei}");
        assert!(drei.find("## abgleich") < drei.find("## zuordnung"));
        assert!(drei.contains("M2") && drei.contains("M3") && !drei.contains("M1"));
        assert!(
            drei.contains("| F / 1 | 4 s | peer 1.0 | 8 | 2 | yes |  |"),
            "{drei}"
        );
        assert!(drei.contains("| – | – | yes |"), "{drei}");
    }
}
