//! Words and numbers as people read them.

/// `SOZIALRAUM` as a word a person reads.
#[must_use]
pub fn ebene_wort(ebene: &str) -> String {
    let mut zeichen = ebene.chars();
    let erstes = zeichen.next().into_iter();
    erstes
        .chain(zeichen.flat_map(char::to_lowercase))
        .map(|c| if c == '_' { ' ' } else { c })
        .collect()
}

/// A count in German notation.
#[must_use]
pub fn zahl(n: i64) -> String {
    let ziffern = n.unsigned_abs().to_string();
    let mut aus = String::from(if n < 0 { "−" } else { "" });
    for (i, z) in ziffern.chars().enumerate() {
        if i > 0 && (ziffern.len() - i).is_multiple_of(3) {
            aus.push('.');
        }
        aus.push(z);
    }
    aus
}
