//! What a parsed page tells: faults of its HTML, anything that could run, its outline, its forms.

use scraper::{ElementRef, Html, Selector};

fn wahl(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Attributes that load or run what their value says.
const ZIELE: [&str; 8] = [
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "srcdoc",
];
/// Elements none of our templates has.
const FREMD: &str = "iframe,frame,object,embed,base,math,marquee,video,audio,applet,style,noscript,template,animate,set,\
                     foreignobject,image,portal,blink,keygen,isindex,xmp,plaintext,listing";

fn adresse_ist_gut(wert: &str) -> bool {
    let w: String = wert
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    let schema = w.split(['/', '?', '#']).next().unwrap_or_default();
    !schema.contains(':')
        || ["http:", "https:", "mailto:", "tel:"]
            .iter()
            .any(|s| schema.starts_with(s))
}

/// Everything on the page that could run or load what somebody typed; empty is good.
pub fn laeuft(html: &str) -> Vec<String> {
    let doc = Html::parse_document(html);
    let mut funde = Vec::new();
    for e in doc.select(&wahl("*")) {
        for (name, wert) in e.value().attrs() {
            let name = name.to_ascii_lowercase();
            if name.starts_with("on") || name == "style" || name.contains(['<', '"', '\'', '=', '(']) {
                funde.push(format!("Attribut {name} an {}", e.html()));
            }
            let symbol = e.value().name() == "link" && wert.starts_with("data:image/svg+xml,");
            if ZIELE.contains(&name.as_str()) && !symbol && !adresse_ist_gut(wert) {
                funde.push(format!("Adresse {wert}"));
            }
            if name == "http-equiv" {
                funde.push(format!("http-equiv {wert}"));
            }
        }
        if e.value().name() == "script" {
            // data, which no browser runs: it must be JSON and unable to end its element
            let text: String = e.text().collect();
            let daten = e.attr("type") == Some("application/ld+json")
                && !text.contains('<')
                && serde_json::from_str::<serde_json::Value>(&text).is_ok();
            let gut = daten
                || e.attr("src").is_some_and(|s| s.starts_with("/assets/"))
                    && e.text().all(|t| t.trim().is_empty());
            if !gut {
                funde.push(format!("Skript {}", e.html()));
            }
        }
    }
    funde.extend(doc.select(&wahl(FREMD)).map(|e| format!("Element {}", e.html())));
    funde
}

/// GUETE U12, U15: what an HTML parser stumbles over, and what the outline lacks. Only for whole pages.
pub fn maengel(html: &str) -> Vec<String> {
    let doc = Html::parse_document(html);
    let mut funde: Vec<String> = doc.errors.iter().map(|e| format!("HTML: {e}")).collect();
    let zaehle = |css: &str| doc.select(&wahl(css)).count();
    for (css, soll) in [("h1", 1), ("main", 1), ("head > title", 1), ("html[lang]", 1)] {
        if zaehle(css) != soll {
            funde.push(format!("{css}: {} statt {soll}", zaehle(css)));
        }
    }
    for css in [
        "header",
        "nav[aria-label],nav[aria-labelledby]",
        "a[href='#inhalt'],a[href='#main']",
    ] {
        if zaehle(css) == 0 {
            funde.push(format!("kein {css}"));
        }
    }
    let mut ids: Vec<&str> = doc.select(&wahl("[id]")).filter_map(|e| e.attr("id")).collect();
    ids.sort_unstable();
    let doppelt = |w: &[&str]| (w[0] == w[1]).then(|| format!("id {} doppelt", w[0]));
    funde.extend(ids.windows(2).filter_map(doppelt));
    let da = |id: &&str| !id.is_empty() && ids.binary_search(id).is_err();
    for (attribut, css) in [
        ("for", "label[for]"),
        ("aria-labelledby", "[aria-labelledby]"),
        ("aria-describedby", "[aria-describedby]"),
        ("aria-controls", "[aria-controls]"),
    ] {
        for e in doc.select(&wahl(css)) {
            let fehlt = e.attr(attribut).unwrap_or_default().split(' ').filter(da);
            funde.extend(fehlt.map(|id| format!("{attribut}={id} führt ins Leere")));
        }
    }
    let beschriftet = |e: &ElementRef<'_>| {
        let id = e.attr("id").unwrap_or_default();
        e.attr("aria-label").is_some()
            || e.attr("aria-labelledby").is_some()
            || doc.select(&wahl("label[for]")).any(|l| l.attr("for") == Some(id))
            || e.ancestors()
                .filter_map(ElementRef::wrap)
                .any(|a| a.value().name() == "label")
    };
    for e in doc.select(&wahl("input:not([type=hidden]),select,textarea")) {
        if !beschriftet(&e) {
            funde.push(format!("ohne Beschriftung: {}", e.html()));
        }
    }
    for t in doc.select(&wahl("table")) {
        let benannt = t.attr("aria-label").is_some()
            || t.attr("aria-labelledby").is_some()
            || t.select(&wahl("caption")).next().is_some();
        if !benannt || t.select(&wahl("th")).next().is_none() {
            funde.push("Tabelle ohne Namen oder Kopf".to_owned());
        }
    }
    for e in doc.select(&wahl("h1,h2,h3,button,a[href]")) {
        let leer = e.text().all(|t| t.trim().is_empty());
        if leer && e.attr("aria-label").is_none() && e.attr("aria-labelledby").is_none() {
            funde.push(format!("ohne Namen: {}", e.html()));
        }
    }
    funde
}

/// All text a reader sees, fields included.
pub fn text(html: &str) -> String {
    let doc = Html::parse_document(html);
    let mut aus: String = doc.root_element().text().collect();
    for e in doc.select(&wahl("input[value]")) {
        aus.push('\n');
        aus.push_str(e.attr("value").unwrap_or_default());
    }
    aus
}

/// How a field is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feldart {
    /// Free text.
    Text,
    /// Kept as it is.
    Fest,
}

/// A form of a page as somebody would send it.
#[derive(Debug, Clone)]
pub struct Form {
    pub ziel: String,
    pub felder: Vec<(String, String, Feldart)>,
}

impl Form {
    pub fn hat_text(&self) -> bool {
        self.felder.iter().any(|(_, _, art)| *art == Feldart::Text)
    }
}

/// The POST forms of a page, required choices made.
pub fn formen(html: &str) -> Vec<Form> {
    let doc = Html::parse_document(html);
    let lesen = |form: ElementRef<'_>| {
        let mut felder: Vec<(String, String, Feldart)> = Vec::new();
        for e in form.select(&wahl("input[name],textarea[name],select[name]")) {
            let name = e.attr("name").unwrap_or_default().to_owned();
            let wert = e.attr("value").unwrap_or_default().to_owned();
            let schon = felder.iter().any(|(n, _, _)| *n == name);
            let art = e.attr("type").unwrap_or("text");
            let feld = match (e.value().name(), art) {
                ("textarea", _) | ("input", "text" | "search" | "tel" | "url" | "email" | "password") => {
                    (name, wert, Feldart::Text)
                }
                ("select", _) => {
                    let erste = e
                        .select(&wahl("option"))
                        .filter_map(|o| o.attr("value"))
                        .find(|v| !v.is_empty());
                    (name, erste.unwrap_or_default().to_owned(), Feldart::Fest)
                }
                (_, "radio") if schon => continue,
                (_, "checkbox") if e.attr("checked").is_none() => continue,
                (_, "submit" | "button" | "file" | "image") => continue,
                (_, "date") if wert.is_empty() => (name, "2026-11-18".to_owned(), Feldart::Fest),
                (_, "number") if wert.is_empty() => (name, "1".to_owned(), Feldart::Fest),
                _ => (name, wert, Feldart::Fest),
            };
            felder.push(feld);
        }
        Form {
            ziel: form.attr("action").unwrap_or_default().to_owned(),
            felder,
        }
    };
    doc.select(&wahl("form[method=post]")).map(lesen).collect()
}
