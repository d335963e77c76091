use std::fmt::Write as _;

use super::{
    Geschaeftsordnung,
    katalog::{self, Art, KAPITEL, Schluessel},
    wert::Wert,
};

/// The Geschaeftsordnung as a document to read: the same for terminal, page and print.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Dokument {
    /// Title.
    pub titel: String,
    /// Lines under the title: version, validity, status, decision.
    pub kopf: Vec<(&'static str, String)>,
    /// The nine chapters, in order.
    pub kapitel: Vec<Kapitel>,
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Kapitel {
    /// 1 to 9.
    pub nummer: u8,
    /// Heading.
    pub titel: &'static str,
    /// Paragraphs of the free text.
    pub text: Vec<String>,
    /// Settings, as a table.
    pub zeilen: Vec<Zeile>,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Zeile {
    /// Key as in the file.
    pub schluessel: &'static str,
    /// What a person reads.
    pub titel: &'static str,
    /// Value as a person reads it.
    pub wert: String,
    /// What it is for.
    pub bemerkung: &'static str,
    /// Norm that fixes the value; shown as „nicht anwendbar“ outside German law.
    pub gesetz: Option<&'static str>,
    /// Whether the file differs from what holds without it.
    pub eigener_wert: bool,
}

/// The Geschaeftsordnung as a document: nine chapters, each with its free text and its settings in plain German.
#[must_use]
pub fn darstellen(go: &Geschaeftsordnung) -> Dokument {
    let mut kopf = vec![
        ("Version", go.version.to_string()),
        ("Gültig ab", go.gueltigkeit.ab().to_string()),
    ];
    if let Some(bis) = go.gueltigkeit.bis() {
        kopf.push(("Gültig bis vor dem", bis.to_string()));
    }
    kopf.push(("Stand", go.status.to_string()));
    if let Some(b) = &go.beschluss {
        kopf.push((
            "Beschluss",
            format!("{}, {}, Vorlage {}", b.gremium, b.datum, b.vorlage),
        ));
    }
    if let Some(grund) = &go.nachtrag_grund {
        kopf.push(("Grund des Nachtrags", grund.clone()));
    }
    Dokument {
        titel: go.bezeichnung.clone(),
        kopf,
        kapitel: (1..=9)
            .zip(KAPITEL)
            .zip(&go.freitext)
            .map(|((nummer, titel), text)| Kapitel {
                nummer,
                titel,
                text: text
                    .split("\n\n")
                    .map(|a| a.replace('\n', " "))
                    .filter(|a| !a.trim().is_empty())
                    .collect(),
                zeilen: zeilen(go, nummer),
            })
            .collect(),
    }
}

fn zeilen(go: &Geschaeftsordnung, kapitel: u8) -> Vec<Zeile> {
    katalog::alle()
        .filter(|s| s.kapitel == kapitel)
        .map(|s| Zeile {
            schluessel: s.name,
            titel: s.titel,
            wert: wert(go, s),
            bemerkung: s.bemerkung,
            gesetz: s.sperre.map(|sperre| {
                if go.mandant.land.deutsches_recht() {
                    sperre.norm
                } else {
                    "nicht anwendbar"
                }
            }),
            eigener_wert: go.orte.contains_key(s.name),
        })
        .collect()
}

/// The value as read; of values per Sektor only those in use, the others would only confuse.
fn wert(go: &Geschaeftsordnung, s: &Schluessel) -> String {
    let Some(wert) = go.wert(s.name) else {
        return "nicht festgelegt".to_owned();
    };
    let (Art::JeSektor(_), Wert::Tabelle(alle)) = (&s.art, wert) else {
        return wert.lesbar(&s.art);
    };
    let aktiv = |code: &str| go.sektoren.iter().any(|s| s.code() == code);
    let benutzt: Vec<_> = alle.iter().filter(|(code, _)| aktiv(code)).cloned().collect();
    Wert::Tabelle(benutzt).lesbar(&s.art)
}

impl Dokument {
    /// As Markdown, which also reads well as plain text in the terminal.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut aus = format!("# {}\n\n", self.titel);
        for (name, wert) in &self.kopf {
            let _ = writeln!(aus, "- {name}: {wert}");
        }
        for k in &self.kapitel {
            let _ = writeln!(aus, "\n## {} {}", k.nummer, k.titel);
            for absatz in &k.text {
                let _ = writeln!(aus, "\n{absatz}");
            }
            if k.zeilen.is_empty() {
                continue;
            }
            aus.push_str("\n| Festlegung | Wert | Bedeutung |\n|---|---|---|\n");
            for z in &k.zeilen {
                let gesetz = z.gesetz.map_or(String::new(), |g| format!(" Gesetz: {g}."));
                let _ = writeln!(
                    aus,
                    "| {} (`{}`) | {} | {}{gesetz} |",
                    z.titel,
                    z.schluessel,
                    z.wert.replace('|', "\\|"),
                    z.bemerkung
                );
            }
        }
        aus
    }
}
