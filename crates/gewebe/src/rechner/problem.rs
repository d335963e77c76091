//! What was wrong with an input: code, words, and the place as a JSON pointer (RFC 9457, RFC 6901).

use base::Befund;
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Fehler {
    /// Code, zum Beispiel `BUDGET-E04`.
    pub code: String,
    /// Was falsch ist und was hilft.
    pub text: String,
    /// JSON-Zeiger auf die Stelle der Eingabe; leer für das Ganze.
    pub ort: String,
}

/// Everything that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Kurz, was geschah.
    pub title: &'static str,
    /// HTTP-Status.
    pub status: u16,
    /// Code des ersten Fehlers.
    pub code: String,
    /// Der erste Fehler in Worten.
    pub detail: String,
    /// JSON-Zeiger des ersten Fehlers.
    pub ort: String,
    /// Alle Fehler.
    pub fehler: Vec<Fehler>,
}

impl Problem {
    fn neu(title: &'static str, status: u16, fehler: Vec<Fehler>) -> Self {
        let erster = fehler.first().cloned().unwrap_or(Fehler {
            code: "RECHNER-E00".to_owned(),
            text: title.to_owned(),
            ort: String::new(),
        });
        Self {
            title,
            status,
            code: erster.code,
            detail: erster.text,
            ort: erster.ort,
            fehler,
        }
    }

    fn einer(title: &'static str, status: u16, code: &str, text: String, ort: String) -> Self {
        let code = code.to_owned();
        Self::neu(title, status, vec![Fehler { code, text, ort }])
    }

    /// `RECHNER-E01`: there is no such rule.
    #[must_use]
    pub fn unbekannt(name: &str) -> Self {
        let name: String = name.chars().take(40).collect();
        let text = format!("Einen Rechner „{name}“ gibt es nicht. „gewebe rechner --liste“ nennt alle.");
        Self::einer("Unbekannter Rechner", 404, "RECHNER-E01", text, String::new())
    }

    /// `RECHNER-E02`: the text is no JSON.
    #[must_use]
    pub fn kein_json(fehler: &serde_json::Error) -> Self {
        let text = format!(
            "Das ist kein JSON (Zeile {}, Spalte {}): {fehler}",
            fehler.line(),
            fehler.column()
        );
        Self::einer("Kein JSON", 400, "RECHNER-E02", text, String::new())
    }

    /// `RECHNER-E03`, or the code of the value that could not be read.
    #[must_use]
    pub fn gelesen(fehler: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let roh = fehler.inner().to_string();
        let (code, text) = match roh.split_once(": ") {
            Some((code, text)) if ist_code(code) => (code, text.to_owned()),
            _ => ("RECHNER-E03", deutsch(&roh)),
        };
        let mut ort = zeiger(fehler.path());
        // a missing field is named in the words of the library only
        if let Some(feld) = zwischen(&roh, "missing field `", "`") {
            ort = format!("{ort}/{feld}");
        }
        Self::einer("Die Eingabe passt nicht", 422, code, text, ort)
    }

    /// What a rule found.
    #[must_use]
    pub fn regel(befunde: Vec<Befund>) -> Self {
        let fehler = befunde
            .into_iter()
            .map(|b| Fehler {
                code: b.code.to_owned(),
                text: b.text,
                ort: if b.ort.is_empty() || b.ort.starts_with('/') {
                    b.ort
                } else {
                    format!("/{}", b.ort)
                },
            })
            .collect();
        Self::neu("So lässt sich das nicht rechnen", 422, fehler)
    }
}

fn ist_code(text: &str) -> bool {
    text.split_once("-E").is_some_and(|(raum, nummer)| {
        !nummer.is_empty()
            && nummer.bytes().all(|b| b.is_ascii_digit())
            && raum.bytes().all(|b| b.is_ascii_uppercase())
    })
}

fn zwischen<'a>(text: &'a str, vor: &str, nach: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(vor)?;
    rest.split_once(nach).map(|(mitte, _)| mitte)
}

/// The words of the reader in German, as far as they are the usual ones.
fn deutsch(roh: &str) -> String {
    if let Some(feld) = zwischen(roh, "missing field `", "`") {
        return format!("Das Feld „{feld}“ fehlt.");
    }
    if let Some(rest) = roh.strip_prefix("unknown variant `") {
        let (wert, erlaubt) = rest.split_once("`, expected ").unwrap_or((rest, ""));
        let erlaubt = erlaubt
            .replace('`', "")
            .replace("one of ", "")
            .replace(" or ", ", ");
        return format!("„{wert}“ steht nicht zur Wahl. Möglich: {erlaubt}.");
    }
    if let Some(rest) = roh.strip_prefix("invalid type: ") {
        let (ist, soll) = rest.split_once(", expected ").unwrap_or((rest, "etwas anderes"));
        return format!("Hier steht {ist}, erwartet wird {soll}.");
    }
    if let Some(rest) = roh.strip_prefix("invalid value: ") {
        let (ist, soll) = rest.split_once(", expected ").unwrap_or((rest, "etwas anderes"));
        return format!("Der Wert passt nicht: {ist}; erwartet wird {soll}.");
    }
    roh.to_owned()
}

fn zeiger(pfad: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    pfad.iter()
        .filter_map(|s| match s {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}
