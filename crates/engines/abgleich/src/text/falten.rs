//! One plain spelling: lower case, ASCII where there is one, words separated by single blanks.

use unicode_normalization::UnicodeNormalization;

/// Appends the folded form of `text` to `aus`: letters and digits in lower case, umlauts spelt out, other marks
/// removed, Cyrillic and Greek transliterated, everything else a single blank between words.
///
/// Apostrophes vanish (O'Neill → oneill); letters without a Latin spelling stay as they are.
pub fn falten(text: &str, aus: &mut Vec<u8>) {
    let anfang = aus.len();
    for zeichen in text.chars() {
        if zeichen.is_ascii() {
            ascii(zeichen, aus, anfang);
        } else {
            fremd(zeichen, aus, anfang);
        }
    }
    while aus.len() > anfang && aus.last() == Some(&b' ') {
        aus.pop();
    }
}

/// The folded form as a text of its own.
#[must_use]
pub fn gefaltet(text: &str) -> String {
    let mut aus = Vec::with_capacity(text.len());
    falten(text, &mut aus);
    String::from_utf8(aus).unwrap_or_default()
}

fn ascii(zeichen: char, aus: &mut Vec<u8>, anfang: usize) {
    match zeichen {
        'a'..='z' | 'A'..='Z' | '0'..='9' => {
            // an ASCII letter is one byte
            let mut puffer = [0; 4];
            aus.extend_from_slice(zeichen.to_ascii_lowercase().encode_utf8(&mut puffer).as_bytes());
        }
        '\'' | '`' | '"' => {}
        _ => luecke(aus, anfang),
    }
}

fn luecke(aus: &mut Vec<u8>, anfang: usize) {
    if aus.len() > anfang && aus.last() != Some(&b' ') {
        aus.push(b' ');
    }
}

fn fremd(zeichen: char, aus: &mut Vec<u8>, anfang: usize) {
    if matches!(zeichen, 'υ' | 'ύ' | 'Υ') && aus.last() == Some(&b'o') {
        // omicron and ypsilon are one sound
        aus.push(b'u');
        return;
    }
    if let Some(latein) = latein(zeichen) {
        aus.extend_from_slice(latein.as_bytes());
        return;
    }
    let klein = zeichen.to_lowercase().next().unwrap_or(zeichen);
    if let Some(latein) = latein(klein) {
        aus.extend_from_slice(latein.as_bytes());
        return;
    }
    match zeichen {
        // combining marks, apostrophes and their kin vanish
        '\u{300}'..='\u{36f}' | '’' | '‘' | '´' | 'ʼ' | 'ʹ' | '“' | '”' | '„' => return,
        _ => {}
    }
    if !zeichen.is_alphanumeric() {
        luecke(aus, anfang);
        return;
    }
    let mut puffer = [0; 4];
    for teil in std::iter::once(klein).nfkd() {
        if let '\u{300}'..='\u{36f}' = teil {
            continue;
        }
        if let Some(latein) = latein(teil) {
            aus.extend_from_slice(latein.as_bytes());
        } else if teil.is_alphanumeric() {
            aus.extend_from_slice(teil.to_ascii_lowercase().encode_utf8(&mut puffer).as_bytes());
        }
    }
}

/// Letters that decomposition does not take apart, or that German spells out.
fn latein(zeichen: char) -> Option<&'static str> {
    Some(match zeichen {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' | 'ẞ' => "ss",
        'å' => "a",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ə' => "e",
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'є' | 'ε' => "e",
        'ё' => "jo",
        'ж' => "sch",
        'з' | 'ζ' => "z",
        'и' | 'і' | 'й' | 'ы' | 'η' | 'ι' => "i",
        'ї' => "ji",
        'ј' => "j",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'љ' => "lj",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'њ' => "nj",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'ћ' => "c",
        'ђ' => "dj",
        'џ' => "dz",
        'у' => "u",
        'υ' => "y",
        'ф' | 'φ' => "f",
        'х' | 'χ' => "ch",
        'ц' => "z",
        'ч' => "tsch",
        'ш' => "sch",
        'щ' => "schtsch",
        'ъ' | 'ь' => "",
        'ю' => "ju",
        'я' => "ja",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        _ => return None,
    })
}

/// A narrower form without blanks in which common ways of writing one sound meet: ae, oe, ue → a, o, u; double letters
/// → one; th → t, ph → f, y → i, ck → k, dt → t, tz → z.
pub fn enger(gefaltet: &[u8], aus: &mut Vec<u8>) {
    aus.clear();
    let mut i = 0;
    while i < gefaltet.len() {
        let b = gefaltet[i];
        let naechster = gefaltet.get(i + 1).copied().unwrap_or(0);
        let (zeichen, schritt) = match (b, naechster) {
            (b' ', _) => {
                i += 1;
                continue;
            }
            (b'a' | b'o' | b'u', b'e') => (b, 2),
            (b't', b'h' | b'z') | (b'd', b't') | (b'c', b'k') | (b'p', b'h') => match (b, naechster) {
                (b't', b'h') | (b'd', _) => (b't', 2),
                (b't', _) => (b'z', 2),
                (b'c', _) => (b'k', 2),
                _ => (b'f', 2),
            },
            (b'y' | b'j', _) => (b'i', 1),
            (b'c', b'h') => (b'c', 2),
            (b'c', _) => (b'k', 1),
            (b'w', _) => (b'v', 1),
            _ => (b, 1),
        };
        if aus.last() != Some(&zeichen) {
            aus.push(zeichen);
        }
        i += schritt;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schreibweisen_treffen_sich() {
        for (a, b) in [
            ("Müller", "MUELLER"),
            ("Straße", "strasse"),
            ("O’Neill", "ONeill"),
            ("Yıldız", "yildiz"),
            ("Łukasz", "lukasz"),
            ("  Hans -  Peter ", "hans peter"),
            ("Смирнов", "smirnov"),
            ("Παπαδόπουλος", "papadopoulos"),
            ("Mu\u{308}ller", "muller"),
            ("André", "andre"),
        ] {
            assert_eq!(gefaltet(a), gefaltet(b), "{a} {b}");
        }
        assert_eq!(gefaltet("李"), "李");
    }

    #[test]
    fn enge_form_gleicht_laute() {
        let eng = |t: &str| {
            let mut aus = Vec::new();
            enger(gefaltet(t).as_bytes(), &mut aus);
            aus
        };
        for (a, b) in [
            ("Müller", "Muller"),
            ("Schmidt", "Schmitt"),
            ("Meyer", "Meier"),
            ("Günther", "Gunter"),
            ("Philipp", "Filip"),
            ("Hans-Peter", "Hanspeter"),
        ] {
            assert_eq!(eng(a), eng(b), "{a} {b}");
        }
    }
}
