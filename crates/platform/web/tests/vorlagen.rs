//! Every template of every room: nothing the Content-Security-Policy would block, nothing inline.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use std::fs;
use std::path::{Path, PathBuf};

fn vorlagen(ordner: &Path, aus: &mut Vec<PathBuf>) {
    let Ok(eintraege) = fs::read_dir(ordner) else {
        return;
    };
    for pfad in eintraege.map(|e| e.unwrap().path()) {
        if pfad.is_dir() {
            vorlagen(&pfad, aus);
        } else if pfad.extension().is_some_and(|e| e == "html") {
            aus.push(pfad);
        }
    }
}

/// What is wrong with one template; each entry names the rule.
fn maengel(text: &str) -> Vec<&'static str> {
    let klein = text.to_lowercase();
    let mut m = Vec::new();
    for stueck in klein.split('<').skip(1) {
        let (kopf, nach) = stueck.split_once('>').unwrap_or((stueck, ""));
        let tag = kopf.split(|c: char| c.is_whitespace()).next().unwrap_or("");
        if tag == "style" {
            m.push("style element");
        }
        if tag == "script" && (!kopf.contains("src=") || !nach.trim().is_empty()) {
            m.push("inline script");
        }
        m.extend(
            attribute(kopf)
                .iter()
                .filter_map(|(name, wert)| mangel(tag, name, wert)),
        );
    }
    if klein.contains("|safe") || klein.contains("| safe") {
        m.push("unescaped output");
    }
    m
}

/// Names and values of the quoted attributes.
fn attribute(kopf: &str) -> Vec<(&str, &str)> {
    let mut aus = Vec::new();
    let mut rest = kopf;
    while let Some((vor, nach)) = rest.split_once('=') {
        let name = vor
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '}'))
            .next()
            .unwrap_or("");
        let Some(q) = nach.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            rest = nach;
            continue;
        };
        let (wert, danach) = nach[1..].split_once(q).unwrap_or((&nach[1..], ""));
        aus.push((name, wert));
        rest = danach;
    }
    aus
}

fn mangel(tag: &str, name: &str, wert: &str) -> Option<&'static str> {
    let laedt = matches!(tag, "script" | "link" | "img");
    match name.strip_prefix("data-").unwrap_or(name) {
        "style" => Some("style attribute"),
        n if n.starts_with("on") => Some("on… attribute"),
        n if n.starts_with("hx-on") => Some("hx-on"),
        "hx-vals" | "hx-headers" | "hx-config" if wert.starts_with("js") => Some("js: value"),
        "hx-trigger" if wert.contains('[') => Some("trigger filter"),
        // the long spelling is valid HTML
        _ if name.starts_with("hx-") => Some("hx- without data-"),
        "href" | "action" | "src" if wert.starts_with("javascript:") => Some("javascript: address"),
        "src" | "href" if laedt && (wert.starts_with("http") || wert.starts_with("//")) => {
            Some("foreign host")
        }
        _ => None,
    }
}

#[test]
fn the_rules_find_what_they_should() {
    for (schlecht, regel) in [
        ("<script>x</script>", "inline script"),
        ("<p style=\"a:b\">", "style attribute"),
        ("<style>x</style>", "style element"),
        ("<a onclick=\"x\">", "on… attribute"),
        ("<a hx-on:click=\"x\">", "hx-on"),
        ("<a data-hx-vals='js:{a:1}'>", "js: value"),
        ("<a data-hx-trigger=\"click[ctrlKey]\">", "trigger filter"),
        ("<a hx-get=\"/x\">", "hx- without data-"),
        ("<a href=\"javascript:x\">", "javascript: address"),
        ("<script src=\"https://x/y.js\"></script>", "foreign host"),
        ("{{ x|safe }}", "unescaped output"),
    ] {
        assert_eq!(maengel(schlecht), [regel], "{schlecht}");
    }
    assert!(
        maengel(
            "<script defer src=\"/assets/a.js\"></script><a data-hx-trigger=\"input changed delay:1s\">on=1</a>"
        )
        .is_empty()
    );
}

#[test]
fn no_template_of_the_workspace_breaks_the_policy() {
    let mut alle = Vec::new();
    vorlagen(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), &mut alle);
    assert!(alle.len() >= 4, "the templates were found");
    let schlecht: Vec<_> = alle
        .iter()
        .map(|p| (p.display().to_string(), maengel(&fs::read_to_string(p).unwrap())))
        .filter(|(_, m)| !m.is_empty())
        .collect();
    assert!(schlecht.is_empty(), "{schlecht:#?}");
}
