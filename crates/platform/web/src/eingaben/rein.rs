//! Cleaning of typed text.

use unicode_normalization::UnicodeNormalization as _;

/// Brings typed text into the one form that is stored: LF line ends, NFC, no control characters
/// except LF and tab, no white space at the ends. Idempotent.
#[must_use]
pub fn rein(text: &str) -> String {
    let ohne: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .nfc()
        .collect();
    ohne.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::rein;

    #[test]
    fn line_ends_and_controls() {
        assert_eq!(rein("  a\r\nb\rc\td\u{7}\u{0}\u{9b}e "), "a\nb\nc\tde");
    }

    #[test]
    fn names_of_din_spec_91379_and_direction_marks_survive() {
        for name in [
            "Șerban Ț",
            "Żółć",
            "İı",
            "GROẞ",
            "M̂athé",
            "O’Brien",
            "\u{200f}محمد\u{200f}",
            "Ḑūtā ʾAlī",
        ] {
            let r = rein(name);
            assert_eq!(rein(&r), r);
            assert_eq!(r.contains('\u{200f}'), name.contains('\u{200f}'));
        }
        assert_eq!(rein("A\u{308}rger"), "Ärger");
    }
}
