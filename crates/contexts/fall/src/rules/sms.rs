//! The slip as a short message: one for each offer, so short that it is sent as one.

use crate::model::Angebot;

/// What one short message holds in the alphabet of the phones (GSM 03.38).
pub const LAENGE: usize = 160;

/// The letters of that alphabet that count once, besides letters and digits without marks.
const EINFACH: &str = "@£$¥èéùìòÇØøÅåÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";

/// A letter every phone knows, or the nearest one.
fn zeichen(z: char) -> String {
    match z {
        z if z.is_ascii_alphanumeric() || EINFACH.contains(z) => z.to_string(),
        '–' | '—' | '_' | '|' => "-".to_owned(),
        '„' | '“' | '”' | '»' | '«' => "\"".to_owned(),
        '’' | '‘' | '`' => "'".to_owned(),
        '…' => "...".to_owned(),
        '·' => ",".to_owned(),
        z if z.is_whitespace() => " ".to_owned(),
        // a letter with a mark the phones do not know loses the mark, not the word
        z => base::suchform(&z.to_string())
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect(),
    }
}

fn einfach(text: &str) -> String {
    let roh: String = text.chars().map(zeichen).collect();
    roh.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One offer in at most [`LAENGE`] letters. What does not fit goes in this order: who offers it, where it is, the end of
/// the title. How to reach it stays as long as anything fits. No word about whom it is for.
#[must_use]
pub fn text(a: &Angebot) -> String {
    let teile = [&a.titel, &a.akteur, &a.ort, &a.kontakt].map(|t| einfach(t));
    for welche in [&[0, 1, 2, 3][..], &[0, 2, 3], &[0, 3]] {
        let da: Vec<&str> = welche
            .iter()
            .map(|i| teile[*i].as_str())
            .filter(|t| !t.is_empty())
            .collect();
        let text = da.join(", ");
        if text.chars().count() <= LAENGE {
            return text;
        }
    }
    let rest = LAENGE.saturating_sub(teile[3].chars().count() + 5);
    let titel: String = teile[0].chars().take(rest).collect();
    let text = if teile[3].is_empty() {
        format!("{titel}...")
    } else {
        format!("{titel}..., {}", teile[3])
    };
    text.chars().take(LAENGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn angebot(titel: &str, akteur: &str, ort: &str, kontakt: &str) -> Angebot {
        Angebot {
            id: uuid::Uuid::nil(),
            titel: titel.to_owned(),
            akteur: akteur.to_owned(),
            ort: ort.to_owned(),
            kontakt: kontakt.to_owned(),
            entfernung: String::new(),
            frische: String::new(),
            passung: crate::model::Passung::Unklar,
            gruende: Vec::new(),
        }
    }

    #[test]
    fn ein_kurzer_zettel_steht_ganz_in_der_sms() {
        let a = angebot(
            "Elterncafé",
            "Kita „Sonne“",
            "Hauptstraße 1",
            "0431 5 – Do 15 Uhr",
        );
        assert_eq!(
            text(&a),
            "Elterncafé, Kita \"Sonne\", Hauptstraße 1, 0431 5 - Do 15 Uhr"
        );
    }

    #[test]
    fn nie_laenger_als_eine_sms_und_die_nummer_bleibt() {
        let lang = "Offener Treff für alle Nachbarinnen und Nachbarn ".repeat(5);
        for (titel, akteur) in [
            ("Treff", lang.as_str()),
            (lang.as_str(), "Verein"),
            ("😀😀", "Școala"),
        ] {
            let t = text(&angebot(titel, akteur, "Hauptstraße 1", "0431 123456"));
            assert!(t.chars().count() <= LAENGE && t.ends_with("0431 123456"), "{t}");
            assert!(
                t.chars()
                    .all(|z| z.is_ascii_alphanumeric() || EINFACH.contains(z)),
                "{t}"
            );
        }
        assert!(text(&angebot(&lang, "", "", "")).chars().count() <= LAENGE);
        assert!(text(&angebot("Treff", "", "", &"9".repeat(400))).chars().count() <= LAENGE);
    }
}
