use std::{fmt, ops::Deref};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// UTF-8 text of at most `N` characters: trimmed, NFC, no control characters except line feed (Fachkonzept 0.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[serde(transparent)]
pub struct Text<const N: usize>(String);

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFehler {
    /// Longer than allowed: how long it is, how long it may be, in characters.
    #[error("Der Text ist zu lang: {ist} Zeichen, erlaubt sind {erlaubt}.")]
    ZuLang {
        /// Length in characters.
        ist: usize,
        /// Greatest allowed length in characters.
        erlaubt: usize,
    },
    /// A control character other than a line feed.
    #[error("Der Text enthält ein unsichtbares Steuerzeichen. Bitte löschen Sie es.")]
    Steuerzeichen,
}

impl<const N: usize> Text<N> {
    /// Normalises and checks a text. CRLF becomes LF; tab becomes a blank.
    ///
    /// # Errors
    /// [`TextFehler`] when it is too long or holds a control character.
    pub fn neu(roh: &str) -> Result<Self, TextFehler> {
        let text: String = roh
            .replace("\r\n", "\n")
            .replace(['\r', '\t'], " ")
            .nfc()
            .collect();
        let text = text.trim();
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(TextFehler::Steuerzeichen);
        }
        let ist = text.chars().count();
        if ist > N {
            return Err(TextFehler::ZuLang { ist, erlaubt: N });
        }
        Ok(Self(text.to_owned()))
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as an owned string.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<const N: usize> Deref for Text<N> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The form in which text is stored for searching and compared: lower case, `ä→ae`, `ß→ss`, all other letters
/// without their marks (DIN SPEC 91379 names are found with and without them), runs of white space as one blank.
#[must_use]
pub fn suchform(text: &str) -> String {
    let mut aus = String::with_capacity(text.len() + 8);
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' => aus.push_str("ae"),
            'ö' => aus.push_str("oe"),
            'ü' => aus.push_str("ue"),
            'ß' => aus.push_str("ss"),
            'æ' => aus.push_str("ae"),
            'œ' => aus.push_str("oe"),
            'ø' => aus.push('o'),
            'å' => aus.push('a'),
            'ł' => aus.push('l'),
            'đ' | 'ð' => aus.push('d'),
            'þ' => aus.push_str("th"),
            'ı' => aus.push('i'),
            'ħ' => aus.push('h'),
            'ŋ' => aus.push('n'),
            'ʾ' | 'ʿ' | 'ʹ' | 'ʺ' | 'ʼ' | '\u{2019}' | '\'' => {}
            c if c.is_whitespace() => {
                if !aus.ends_with(' ') {
                    aus.push(' ');
                }
            }
            c => aus.extend(
                std::iter::once(c)
                    .nfd()
                    .filter(|c| !is_combining_mark(*c) && !c.is_control()),
            ),
        }
    }
    aus.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wird_geglaettet_und_begrenzt() {
        assert_eq!(
            Text::<5>::neu("  a\u{308}b\r\n").map(Text::into_string),
            Ok("äb".to_owned())
        );
        assert_eq!(
            Text::<2>::neu("abc"),
            Err(TextFehler::ZuLang { ist: 3, erlaubt: 2 })
        );
        assert_eq!(Text::<9>::neu("a\0b"), Err(TextFehler::Steuerzeichen));
    }

    #[test]
    fn suchform_findet_namen_mit_und_ohne_zeichen() {
        assert_eq!(suchform("Şahin  ĐOKOVIĆ"), "sahin dokovic");
        assert_eq!(suchform("Straße GROẞ Müller"), "strasse gross mueller");
        assert_eq!(suchform("İnci Ilıca O’Brien"), "inci ilica obrien");
    }
}
