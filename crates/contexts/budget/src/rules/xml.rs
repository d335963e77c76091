//! What is looked at in XML from outside before a parser gets it.

/// Most attributes of an element; real invoices have one or two.
const MERKMALE: usize = 64;
/// Most namespaces that the whole document declares: every element inherits those above it.
const NAMENSRAEUME: usize = 200;

/// Looks for what would cost the parser time that grows with the square of the file: elements with thousands of
/// attributes, each of which is compared with all others, and thousands of namespaces that every element inherits.
///
/// # Errors
/// What there is too much of, in plain German.
pub(super) fn vorpruefen(text: &str) -> Result<(), &'static str> {
    let mut rest = text;
    let mut namensraeume = 0;
    while let Some(i) = rest.find('<') {
        rest = rest.get(i..).unwrap_or_default();
        let fest = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        if let Some((_, ende)) = fest.iter().find(|(anfang, _)| rest.starts_with(anfang)) {
            // without an end the parser says what is wrong
            let Some(j) = rest.find(ende) else {
                return Ok(());
            };
            rest = rest.get(j + ende.len()..).unwrap_or_default();
            continue;
        }
        let mut merkmale = 0;
        let mut in_zeichen = None;
        let mut laenge = rest.len();
        for (j, b) in rest.bytes().enumerate() {
            match (in_zeichen, b) {
                (None, b'"' | b'\'') => in_zeichen = Some(b),
                (Some(z), b) if z == b => in_zeichen = None,
                (None, b'=') => merkmale += 1,
                (None, b'>') => {
                    laenge = j + 1;
                    break;
                }
                _ => {}
            }
        }
        if merkmale > MERKMALE {
            return Err("Ein Teil der Datei hat zu viele Merkmale.");
        }
        let (marke, danach) = rest.split_at(laenge);
        namensraeume += marke.matches("xmlns").count();
        if namensraeume > NAMENSRAEUME {
            return Err("Die Datei nennt zu viele Namensräume.");
        }
        rest = danach;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zu_viele_merkmale_und_namensraeume() {
        let element = |n: usize, was: &dyn Fn(usize) -> String| {
            let alle: String = (0..n).map(was).collect();
            format!("<a{alle}/>")
        };
        let merkmal = |i: usize| format!(" m{i}='=&gt;'");
        assert!(
            vorpruefen(&element(MERKMALE, &merkmal)).is_ok(),
            "signs inside a value do not count"
        );
        assert!(vorpruefen(&element(MERKMALE + 1, &merkmal)).is_err());
        // a sign that ends a tag hides nothing when it stands in a value
        assert!(vorpruefen(&element(MERKMALE + 1, &|i| format!(" m{i}=\">\""))).is_err());
        let tief: String = (0..=NAMENSRAEUME)
            .map(|i| format!("<a xmlns:n{i}='x'>"))
            .collect();
        assert!(vorpruefen(&tief).is_err());
    }

    #[test]
    fn kommentare_und_unfertiges_stoeren_nicht() {
        for text in [
            "",
            "<",
            "<!--",
            "<!-- don't > --><a b='1'/>",
            "<![CDATA[ <a '= ]]><a/>",
            "<?xml",
            "<a b='",
            "ä<ä>",
        ] {
            assert!(vorpruefen(text).is_ok(), "{text}");
        }
    }
}
