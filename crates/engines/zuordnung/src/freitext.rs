//! Takes one free line apart: "Buchenweg 17 b, 22844 Norderstedt" → street, number, PLZ, place.
//!
//! Works without a register and therefore guesses where German gives no sign (see [`zerlege`]); the register
//! tries the other readings when the first one is unknown.

use std::borrow::Cow;

use crate::Anschrift;

/// Longer texts are no address line; only their beginning is read.
const MAX_ZEICHEN: usize = 200;

/// Takes a line apart. Order, commas and missing parts are free:
///
/// * five digits are the PLZ (four behind a comma, for Austria), what follows up to the comma is the place;
/// * the last number of the street part is the house number, with its letter and its range;
/// * a number followed by a dot and a word belongs to the name ("Straße des 17. Juni");
/// * without PLZ the part without digits is the place; without any digits the first part is the street.
#[must_use]
pub fn zerlege(text: &str) -> Anschrift {
    let ende = text
        .char_indices()
        .nth(MAX_ZEICHEN)
        .map_or(text.len(), |(i, _)| i);
    let text = einfache_leerzeichen(&text[..ende]);
    let mut anschrift = Anschrift::default();
    let mut offen: Vec<&str> = Vec::new();
    for (nummer, teil) in text.split([',', ';', '\n']).map(str::trim).enumerate() {
        if teil.is_empty() {
            continue;
        }
        // "2 2844 Norderstedt": a blank slipped into the PLZ.
        if nummer > 0
            && anschrift.plz.is_empty()
            && let Some((plz, ort)) = geteilte_plz(teil)
        {
            anschrift.plz = plz;
            ort.clone_into(&mut anschrift.ort);
            continue;
        }
        match postleitzahl(teil, nummer > 0 && !offen.is_empty()) {
            Some((vor, plz, nach)) if anschrift.plz.is_empty() => {
                anschrift.plz = plz.to_owned();
                if !vor.is_empty() {
                    offen.push(vor);
                }
                if !nach.is_empty() {
                    ort_nach_plz(nach, &mut anschrift, &mut offen);
                }
            }
            _ => offen.push(teil),
        }
    }
    verteile(&offen, &mut anschrift);
    anschrift
}

/// Tabs and the wide, narrow and unbreakable blanks of copied text as plain ones; line ends stay.
fn einfache_leerzeichen(text: &str) -> Cow<'_, str> {
    let anders = |c: char| c.is_whitespace() && c != ' ' && c != '\n';
    if text.contains(anders) {
        Cow::Owned(text.replace(anders, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// The words after the PLZ: the place, and the street too if nothing came before ("22844 Ort Weg 3").
fn ort_nach_plz<'a>(nach: &'a str, anschrift: &mut Anschrift, offen: &mut Vec<&'a str>) {
    let hat_nummer = nach.bytes().any(|b| b.is_ascii_digit());
    if !(offen.is_empty() && hat_nummer) {
        nach.clone_into(&mut anschrift.ort);
        return;
    }
    let erstes = nach.find(' ').unwrap_or(nach.len());
    // "Bad Segeberg", "Sankt Ingbert": the first word alone is no place.
    let doppelt = [
        "bad", "sankt", "st.", "markt", "groß", "klein", "neu", "alt", "ober", "unter",
    ];
    let ende = if doppelt.contains(&nach[..erstes].to_lowercase().as_str()) {
        nach[erstes..].trim_start().find(' ').map_or(erstes, |i| {
            let start = nach.len() - nach[erstes..].trim_start().len();
            start + i
        })
    } else {
        erstes
    };
    nach[..ende].clone_into(&mut anschrift.ort);
    offen.push(nach[ende..].trim());
}

fn verteile(offen: &[&str], anschrift: &mut Anschrift) {
    let mit_ziffer = offen.iter().position(|t| hausnummer(t).is_some());
    let Some(strasse) = mit_ziffer.or(if offen.is_empty() { None } else { Some(0) }) else {
        return;
    };
    let (name, nummer, rest) = hausnummer(offen[strasse]).unwrap_or((offen[strasse], "", ""));
    let mut name = name;
    let mut orte: Vec<&str> = Vec::new();
    for (i, teil) in offen.iter().enumerate() {
        if i == strasse {
            continue;
        }
        // "17, Buchenweg": the number stands alone, the name comes after.
        if name.is_empty() {
            name = teil;
        } else {
            orte.push(teil);
        }
    }
    // "17b Buchenweg": the number comes first.
    if name.is_empty() {
        name = rest;
    } else if !rest.is_empty() {
        orte.insert(0, rest);
    }
    if !nummer.is_empty() {
        name = ohne_nr(name);
    }
    name.clone_into(&mut anschrift.strasse);
    nummer.clone_into(&mut anschrift.hausnummer);
    let mut orte = orte.into_iter();
    if anschrift.ort.is_empty()
        && let Some(ort) = orte.next()
    {
        ort.clone_into(&mut anschrift.ort);
    }
    if let Some(ortsteil) = orte.next() {
        ortsteil.clone_into(&mut anschrift.ortsteil);
    }
}

/// Drops the word "Nr." that some write before the house number.
fn ohne_nr(name: &str) -> &str {
    let Some((vor, wort)) = name.rsplit_once(' ') else {
        return name;
    };
    let wort = wort.trim_end_matches('.').to_lowercase();
    if ["nr", "hausnr", "hausnummer"].contains(&&*wort) {
        vor.trim_end()
    } else {
        name
    }
}

/// Finds the PLZ in a part: before, digits, after. In a later part (`strenger_ort`) a damaged PLZ at the
/// beginning counts too, so that a typing error does not turn it into a house number.
fn postleitzahl(teil: &str, spaeter: bool) -> Option<(&str, &str, &str)> {
    let mut start = 0;
    for wort in teil.split_inclusive(char::is_whitespace) {
        let anfang = start;
        start += wort.len();
        let kern = wort.trim();
        let (kopf, laenge) = match kern.strip_prefix("D-").or_else(|| kern.strip_prefix("D ")) {
            Some(ohne) => (2, ziffern(ohne)),
            None => (0, ziffern(kern)),
        };
        let von = anfang + kopf;
        let nach = &teil[von + laenge..];
        let buchstabe_danach = nach.starts_with(|c: char| c.is_alphabetic());
        let ganz = laenge == 5 && (buchstabe_danach || kern.len() == kopf + 5);
        if ganz {
            return Some((teil[..anfang].trim(), &teil[von..von + 5], nach.trim()));
        }
        if spaeter && anfang == 0 && beschaedigt(kern, nach) {
            let ende = wort.trim_end().len();
            return Some(("", &teil[..ende], teil[ende..].trim()));
        }
    }
    None
}

/// Five digits with one blank among them at the beginning of a part, and the place after them.
fn geteilte_plz(teil: &str) -> Option<(String, &str)> {
    let (erstes, rest) = teil.split_once(' ')?;
    let (zweites, ort) = rest.split_once(' ')?;
    let ganz = [erstes, zweites].concat();
    let passt = ganz.len() == 5 && !erstes.is_empty() && !zweites.is_empty();
    (passt && ganz.bytes().all(|b| b.is_ascii_digit())).then(|| (ganz, ort.trim()))
}

/// A word like "2284", "228444" or "22x44" in front of a place.
fn beschaedigt(wort: &str, nach: &str) -> bool {
    let zahl = wort.bytes().filter(u8::is_ascii_digit).count();
    zahl >= 3 && (4..=7).contains(&wort.len()) && !nach.trim().is_empty()
}

fn ziffern(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Splits a part at its last house number: name, number with letter and range, rest.
pub(crate) fn hausnummer(teil: &str) -> Option<(&str, &str, &str)> {
    let bytes = teil.as_bytes();
    let mut ende = teil.len();
    loop {
        let letzte = bytes[..ende].iter().rposition(u8::is_ascii_digit)?;
        let mut von = letzte;
        while von > 0 && bytes[von - 1].is_ascii_digit() {
            von -= 1;
        }
        let nach = &teil[letzte + 1..];
        let ordnung =
            nach.starts_with('.') && nach[1..].trim_start().starts_with(|c: char| c.is_alphabetic());
        if ordnung {
            ende = von;
            continue;
        }
        let bis = letzte + 1 + zusatz(nach);
        let von = bereichsanfang(teil, von);
        return Some((
            teil[..von].trim_end_matches([' ', '.', '-', '\u{a0}']),
            teil[von..bis].trim(),
            teil[bis..].trim(),
        ));
    }
}

/// Length of a letter (or "½" and the like) that belongs to the number before it.
fn zusatz(nach: &str) -> usize {
    let ohne = nach.trim_start_matches(' ');
    let luecke = nach.len() - ohne.len();
    let mut zeichen = ohne.chars();
    let Some(erstes) = zeichen.next() else { return 0 };
    let endet = zeichen.next().is_none_or(|c| !c.is_alphanumeric());
    if erstes.is_alphabetic() && endet {
        return luecke + erstes.len_utf8();
    }
    // "5fa": what is glued to the number was meant as part of it, and is none.
    let wort = ohne.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if luecke == 0 && (1..=3).contains(&wort) && !ohne[wort..].starts_with(char::is_alphabetic) {
        return wort;
    }
    if luecke == 0 && !erstes.is_ascii() && erstes.is_numeric() {
        return erstes.len_utf8();
    }
    0
}

/// Walks back over "50-" or "12 a / " so that the whole range belongs to the number.
fn bereichsanfang(teil: &str, von: usize) -> usize {
    let vor = teil[..von].trim_end();
    let Some(vor) = vor.strip_suffix(['-', '/', '–']) else {
        return von;
    };
    let vor = vor.trim_end();
    let ohne_buchstabe = vor
        .strip_suffix(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(vor)
        .trim_end();
    let kern = if ohne_buchstabe.ends_with(|c: char| c.is_ascii_digit()) {
        ohne_buchstabe
    } else {
        vor
    };
    let anfang = kern.trim_end_matches(|c: char| c.is_ascii_digit());
    // "Weg-3" has no first number; "A-3" neither.
    if anfang.len() == kern.len() {
        von
    } else {
        anfang.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pruefe(text: &str, soll: [&str; 4]) {
        let a = zerlege(text);
        assert_eq!([&*a.strasse, &a.hausnummer, &a.plz, &a.ort], soll, "{text}");
    }

    #[test]
    fn uebliche_schreibweisen() {
        let soll = ["Buchenweg", "17 b", "22844", "Norderstedt"];
        for text in [
            "Buchenweg 17 b, 22844 Norderstedt",
            "Buchenweg 17 b 22844 Norderstedt",
            "22844 Norderstedt, Buchenweg 17 b",
            "22844 Norderstedt Buchenweg 17 b",
            "Buchenweg 17 b, D-22844 Norderstedt",
            "Buchenweg 17 b\n22844 Norderstedt",
            "17 b Buchenweg, 22844 Norderstedt",
            "Buchenweg 17 b,22844Norderstedt",
        ] {
            pruefe(text, soll);
        }
    }

    #[test]
    fn fehlende_teile() {
        pruefe("Buchenweg", ["Buchenweg", "", "", ""]);
        pruefe("Buchenweg 17", ["Buchenweg", "17", "", ""]);
        pruefe("Buchenweg17", ["Buchenweg", "17", "", ""]);
        pruefe("Buchenweg Nr. 17", ["Buchenweg", "17", "", ""]);
        pruefe("Buchenweg 17bx", ["Buchenweg", "17bx", "", ""]);
        pruefe(
            "Buchenweg 17, 2 2844 Norderstedt",
            ["Buchenweg", "17", "22844", "Norderstedt"],
        );
        pruefe("Buchenweg 17 Norderstedt", ["Buchenweg", "17", "", "Norderstedt"]);
        pruefe("Buchenweg, Norderstedt", ["Buchenweg", "", "", "Norderstedt"]);
        pruefe(
            "Norderstedt, Buchenweg 17",
            ["Buchenweg", "17", "", "Norderstedt"],
        );
        pruefe("22844", ["", "", "22844", ""]);
        pruefe("", ["", "", "", ""]);
    }

    #[test]
    fn zahlen_im_namen() {
        pruefe(
            "Straße des 17. Juni 135, 10623 Berlin",
            ["Straße des 17. Juni", "135", "10623", "Berlin"],
        );
        pruefe("Straße des 17. Juni", ["Straße des 17. Juni", "", "", ""]);
        pruefe("Straße 618 12 a", ["Straße 618", "12 a", "", ""]);
    }

    #[test]
    fn bereiche_und_brueche() {
        pruefe("Allee 50-52", ["Allee", "50-52", "", ""]);
        pruefe(
            "Allee 12 a - 14 c, 22844 X",
            ["Allee", "12 a - 14 c", "22844", "X"],
        );
        pruefe("Weg 12/1", ["Weg", "12/1", "", ""]);
        pruefe("Allee 12½", ["Allee", "12½", "", ""]);
    }

    #[test]
    fn beschaedigte_plz_wird_keine_hausnummer() {
        pruefe(
            "Buchenweg 17, 2284 Norderstedt",
            ["Buchenweg", "17", "2284", "Norderstedt"],
        );
        pruefe(
            "Buchenweg 17, 22x844 Norderstedt",
            ["Buchenweg", "17", "22x844", "Norderstedt"],
        );
    }

    #[test]
    fn boese_eingaben_brechen_nichts() {
        for text in [
            "\0",
            ",,,",
            "½",
            "1",
            "-/-",
            "–5",
            "\u{202e}Weg 3",
            "ß1ß",
            "1.ä",
            "D-",
            "5\u{a0}b",
        ] {
            let _ = zerlege(text);
        }
        assert!(zerlege(&"ä 1,".repeat(500_000)).strasse.len() < 1000);
    }
}
