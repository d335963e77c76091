//! SCHUTZ-E07: a question to the insoweit erfahrene Fachkraft is pseudonymised before it is sent (§ 8b SGB VIII, § 4
//! Abs. 2 KKG). Form, not meaning, is checked: a person looks too.

use base::Befund;

const ADRESSE: [&str; 7] = ["straße", "strasse", "str.", "weg ", "platz ", "allee ", "gasse "];
const ANREDE: [&str; 5] = ["Familie ", "Frau ", "Herr ", "Herrn ", "Fam. "];

fn hat_datum(text: &str) -> bool {
    text.split_whitespace().any(|w| {
        let w = w.trim_matches(|c: char| !c.is_ascii_digit());
        let teile: Vec<&str> = w.split(['.', '-', '/']).collect();
        teile.len() == 3
            && teile
                .iter()
                .all(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn hat_anschrift(text: &str) -> bool {
    let klein = format!("{} ", text.to_lowercase());
    ADRESSE.iter().any(|a| {
        klein.match_indices(a).any(|(i, treffer)| {
            let rest = klein[i + treffer.len()..].trim_start();
            rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn hat_namen(text: &str) -> bool {
    ANREDE.iter().any(|a| {
        text.match_indices(a).any(|(i, t)| {
            let wort: String = text[i + t.len()..]
                .chars()
                .take_while(|c| c.is_alphabetic())
                .collect();
            // "Frau M." is fine
            wort.chars().count() > 2 && wort.starts_with(char::is_uppercase)
        })
    })
}

/// `SCHUTZ-E07` when the text seems to hold a name, a date of birth or an address.
#[must_use]
pub fn pruefen(text: &str) -> Option<Befund> {
    let was = if hat_datum(text) {
        "ein genaues Datum, vielleicht ein Geburtsdatum"
    } else if hat_anschrift(text) {
        "eine Anschrift"
    } else if hat_namen(text) {
        "einen Namen"
    } else {
        return None;
    };
    Some(
        Befund::neu(
            "SCHUTZ-E07",
            format!("Die Anfrage enthält {was}. Bitte ohne Namen, Geburtsdatum und Anschrift schreiben (§ 4 Abs. 2 KKG)."),
        )
        .an("anfrage"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e07_namen_geburtsdatum_und_anschrift_fallen_auf() {
        for text in [
            "Leon, geboren 14.03.2015, kommt ohne Frühstück.",
            "Er wohnt im Buchenweg 17.",
            "In der Lindenstraße 5 ist es laut.",
            "Familie Müller schlägt das Kind.",
            "Geb. 2015-03-14",
        ] {
            assert_eq!(pruefen(text).unwrap().code, "SCHUTZ-E07", "{text}");
        }
        for text in [
            "Ein Kind, 11 Jahre, 4. Klasse, kommt seit drei Wochen ohne Frühstück.",
            "Die Familie ist neu im Quartier; die Mutter sucht den Weg zu uns.",
            "Frau M. sagt, der Weg sei weit.",
        ] {
            assert_eq!(pruefen(text), None, "{text}");
        }
    }
}
