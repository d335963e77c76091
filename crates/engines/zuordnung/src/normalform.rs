//! Comparison form of street and place names (Fachkonzept 3.3.3).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a street name: lower case, ß→ss, ä→ae, ö→oe, ü→ue, other diacritics to their base letter, everything
/// but letters and digits removed, final `str` → `strasse`. "Müller-Str." and "MUELLERSTRASSE" meet.
///
/// Beyond 3.3.3 a word that ends in `str.` inside the name is spelt out too ("Str. des 17. Juni"), and a final
/// `pl` becomes `platz` ("Rathauspl.").
#[must_use]
pub fn strasse(name: &str) -> String {
    let mut form = Vec::with_capacity(name.len() + 6);
    strasse_in(name, &mut form);
    als_text(form)
}

/// The same into memory that is there already: a hundred thousand questions need no heap.
pub(crate) fn strasse_in(name: &str, form: &mut Vec<u8>) {
    form.clear();
    // no more than this comes of one byte, but for letters far from Latin
    form.reserve(name.len() + 8);
    let mut i = 0;
    let bytes = name.as_bytes();
    while let Some(b) = bytes.get(i) {
        match KLEIN.get(usize::from(*b)) {
            None => i += falte_stelle(name, i, form),
            Some(0) => {
                i += 1;
                // Before removing the dot, so that "Str." in the middle is not lost.
                if *b == b'.' && i < bytes.len() && form.ends_with(b"str") {
                    form.extend_from_slice(b"asse");
                }
            }
            Some(klein) => {
                i += 1;
                form.push(*klein);
            }
        }
    }
    if form.ends_with(b"str") {
        form.extend_from_slice(b"asse");
    } else if form.len() > 4 && form.ends_with(b"pl") {
        form.extend_from_slice(b"atz");
    }
}

/// Folds a place name: as [`strasse`], without spelling out `str`.
#[must_use]
pub fn ort(name: &str) -> String {
    anfang(name)
}

/// Folds the beginning of a name while someone types: as [`strasse`], without spelling out `str`.
#[must_use]
pub fn anfang(name: &str) -> String {
    let mut form = Vec::with_capacity(name.len() + 2);
    anfang_in(name, &mut form);
    als_text(form)
}

/// The same into memory that is there already.
pub(crate) fn anfang_in(name: &str, form: &mut Vec<u8>) {
    form.clear();
    let mut i = 0;
    while i < name.len() {
        i += falte_stelle(name, i, form);
    }
}

/// What was folded is text: only whole characters are written.
fn als_text(form: Vec<u8>) -> String {
    String::from_utf8(form).unwrap_or_default()
}

/// Combining diaeresis: "u" + this is "ü" typed in two characters.
const TREMA: char = '\u{308}';

/// Folded letters and digits of the ASCII half; 0 for what falls away.
const KLEIN: [u8; 128] = {
    let mut tafel = [0; 128];
    let mut b = 0;
    while b < 128_u8 {
        if b.is_ascii_alphanumeric() {
            tafel[b as usize] = b.to_ascii_lowercase();
        }
        b += 1;
    }
    tafel
};

/// Folds the character that begins at byte `i`; its length.
#[inline]
fn falte_stelle(name: &str, i: usize, form: &mut Vec<u8>) -> usize {
    let b = name.as_bytes().get(i).copied().unwrap_or_default();
    if let Some(klein) = KLEIN.get(usize::from(b)) {
        if *klein != 0 {
            form.push(*klein);
        }
        return 1;
    }
    // ä, ö, ü, ß: most of what is beyond ASCII
    let umlaut: &[u8] = match (b, name.as_bytes().get(i + 1)) {
        (0xc3, Some(0x84 | 0xa4)) => b"ae",
        (0xc3, Some(0x96 | 0xb6)) => b"oe",
        (0xc3, Some(0x9c | 0xbc)) => b"ue",
        (0xc3, Some(0x9f)) => b"ss",
        _ => return falte_andere(name, i, form),
    };
    form.extend_from_slice(umlaut);
    2
}

#[cold]
fn falte_andere(name: &str, i: usize, form: &mut Vec<u8>) -> usize {
    let Some(c) = name.get(i..).and_then(|rest| rest.chars().next()) else {
        return 1;
    };
    falte(c, form);
    c.len_utf8()
}

/// Folds a character beyond ASCII.
fn falte(c: char, form: &mut Vec<u8>) {
    match c {
        'ä' | 'Ä' | 'æ' | 'Æ' => form.extend_from_slice(b"ae"),
        'ö' | 'Ö' | 'ø' | 'Ø' | 'œ' | 'Œ' => form.extend_from_slice(b"oe"),
        'ü' | 'Ü' => form.extend_from_slice(b"ue"),
        'ß' | 'ẞ' => form.extend_from_slice(b"ss"),
        'ł' | 'Ł' => form.push(b'l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => form.push(b'd'),
        'þ' | 'Þ' => form.extend_from_slice(b"th"),
        'ı' | 'İ' => form.push(b'i'),
        TREMA if matches!(form.last(), Some(b'a' | b'o' | b'u')) => form.push(b'e'),
        _ => {
            for z in std::iter::once(c).nfd().filter(|z| !is_combining_mark(*z)) {
                for k in z.to_lowercase().filter(|k| k.is_alphanumeric()) {
                    form.extend_from_slice(k.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schreibweisen_treffen_sich() {
        for (a, b) in [
            ("Müllerstr.", "MUELLERSTRASSE"),
            ("Müller-Straße", "Mu\u{308}ller Str"),
            ("Hans-Böckler-Str.", "hans böckler straße"),
            ("D'Andrade-Weg", "DAndradeweg"),
            ("Rue de l’Église", "Rue de lEglise"),
            ("Str. des 17. Juni", "Straße des 17. Juni"),
            ("Rathauspl.", "Rathausplatz"),
            ("Łódź-Allee", "Lodzallee"),
        ] {
            assert_eq!(strasse(a), strasse(b));
        }
        assert_eq!(strasse("Achtergäßchen"), "achtergaesschen");
    }

    #[test]
    fn steuerzeichen_fallen_weg() {
        assert_eq!(strasse("Bu\u{202e}chen\0weg<script>"), "buchenwegscript");
    }

    #[test]
    fn anfang_schreibt_str_nicht_aus() {
        assert_eq!(anfang("Musterstr"), "musterstr");
    }
}
