//! Keeps the part of KERN's stylesheet we use: 340 kB would eat the weight of a first view.
//!
//! Works on the minified file as text: rules are kept when all their classes belong to a component
//! of the list; font faces go; palette variables nobody refers to go. The remaining text is untouched.

/// Components whose classes stay (`kern-btn` keeps `kern-btn--primary`, `kern-btn-wrapper`).
const COMPONENTS: &[&str] = &[
    "alert",
    "badge",
    "body",
    "btn",
    "dark",
    "error",
    "fieldset",
    "form-check",
    "form-input",
    "heading",
    "hint",
    "icon",
    "label",
    "light",
    "link",
    "list",
    "sr-only",
    "table",
    "title",
];
/// Icons that stay; every other `kern-icon--…` goes.
const ICONS: &[&str] = &[
    "check", "danger", "info", "large", "small", "success", "warning", "x-large",
];
/// Palettes: variables below these names go when nothing refers to them. All others stay for our CSS.
const PALETTE: &str = "--kern-color-";
const SEMANTIC: &[&str] = &["action", "decorative", "feedback", "form", "layout"];

/// The stylesheet we serve.
pub fn subset(css: &str, version: &str) -> String {
    let mut kept = rules(css);
    loop {
        let smaller = without_unused(&kept);
        if smaller.len() == kept.len() {
            break;
        }
        kept = smaller;
    }
    format!("/*! KERN native {version}, EUPL-1.2, shortened: see VENDOR.toml */\n{kept}\n")
}

/// Keeps the rules of one level; at-rules with a block are walked into.
fn rules(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(i) = find(rest, &['{', ';']) {
        if rest.as_bytes()[i] == b';' {
            rest = &rest[i + 1..]; // @charset: the header says it
            continue;
        }
        let head = rest[..i].trim();
        let end = i + 1 + block_end(&rest[i + 1..]);
        let body = &rest[i + 1..end];
        rest = &rest[(end + 1).min(rest.len())..];
        let (head, body) =
            if head.starts_with("@media") || head.starts_with("@supports") || head.starts_with("@layer") {
                (head.to_owned(), rules(body))
            } else if head.starts_with("@font-face") {
                continue;
            } else if head.starts_with('@') {
                (head.to_owned(), body.to_owned())
            } else {
                let wanted: Vec<&str> = split(head, ',').into_iter().filter(|s| wanted(s)).collect();
                (wanted.join(","), body.to_owned())
            };
        if !head.is_empty() && !body.is_empty() {
            out += &format!("{head}{{{body}}}");
        }
    }
    out
}

fn wanted(selector: &str) -> bool {
    selector.match_indices(".kern-").all(|(i, _)| {
        let rest = &selector[i + 6..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .unwrap_or(rest.len());
        let class = &rest[..end];
        if let Some(icon) = class.strip_prefix("icon--") {
            return ICONS.contains(&icon);
        }
        let of = |c: &&str| {
            class
                .strip_prefix(*c)
                .is_some_and(|r| r.is_empty() || r.starts_with(['-', '_']))
        };
        // `level`-like names never begin with a kept name followed by a hyphen, so prefixes are safe
        COMPONENTS.iter().any(of)
    })
}

/// Removes declarations of palette variables that no `var()` names.
fn without_unused(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(i) = find(rest, &['{', '}', ';']) {
        let piece = &rest[..i];
        let mark = rest.as_bytes()[i];
        let dead = mark != b'{'
            && piece
                .split_once(':')
                .is_some_and(|(name, _)| unused(name.trim(), css));
        if !dead {
            out += piece;
            out.push(char::from(mark));
        } else if mark == b'}' {
            if out.ends_with(';') {
                out.pop();
            }
            out.push('}');
        }
        rest = &rest[i + 1..];
    }
    out + rest
}

fn unused(name: &str, css: &str) -> bool {
    name.strip_prefix(PALETTE)
        .is_some_and(|r| !SEMANTIC.iter().any(|s| r.starts_with(s)))
        && !css.contains(&format!("var({name})"))
        && !css.contains(&format!("var({name},"))
}

/// First of `marks` outside of quotes and brackets.
fn find(text: &str, marks: &[char]) -> Option<usize> {
    let (mut depth, mut quote) = (0u32, None);
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), _) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && marks.contains(&c) => return Some(i),
            _ => {}
        }
    }
    None
}

/// Where the block that is open ends (index of its `}`), or the end of the text.
fn block_end(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0u32);
    while let Some(i) = find(&text[at..], &['{', '}']) {
        if text.as_bytes()[at + i] == b'{' {
            depth += 1;
        } else if depth == 0 {
            return at + i;
        } else {
            depth -= 1;
        }
        at += i + 1;
    }
    text.len()
}

fn split(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(i) = find(rest, &[mark]) {
        parts.push(rest[..i].trim());
        rest = &rest[i + mark.len_utf8()..];
    }
    parts.push(rest.trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(css: &str) -> String {
        subset(css, "0").lines().nth(1).unwrap_or("").to_owned()
    }

    #[test]
    fn keeps_used_components_inside_media_too() {
        let css = "@charset \"UTF-8\";a{b:c}@media (x){.kern-btn{a:b}.kern-card{a:b}}.kern-card,.kern-btn--primary:is(.x,.y){c:d}";
        assert_eq!(
            short(css),
            "a{b:c}@media (x){.kern-btn{a:b}}.kern-btn--primary:is(.x,.y){c:d}"
        );
    }

    #[test]
    fn drops_font_faces_other_icons_and_half_names() {
        let css = "@font-face{src:url(x;y)}.kern-icon--info{a:url(\"data:;}{\")}.kern-icon--mail{a:b}.kern-button{a:b}";
        assert_eq!(short(css), ".kern-icon--info{a:url(\"data:;}{\")}");
    }

    #[test]
    fn shakes_palette_variables_until_nothing_more_falls() {
        let css = ":root{--kern-color-red-1:a;--kern-color-red-2:var(--kern-color-red-1);--kern-color-blue-1:b;--kern-color-layout-x:var(--kern-color-blue-1)}";
        assert_eq!(
            short(css),
            ":root{--kern-color-blue-1:b;--kern-color-layout-x:var(--kern-color-blue-1)}"
        );
    }
}
