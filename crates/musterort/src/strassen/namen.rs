//! Names for streets, each used once per Kommune.

use crate::woerter::{menschen, strassen as w};
use crate::wuerfel::Wuerfel;
use std::collections::BTreeSet;

/// The names a Kommune has given so far.
#[derive(Default)]
pub struct Namensquelle {
    vergeben: BTreeSet<String>,
    durchnummeriert: u32,
}

impl Namensquelle {
    /// A name not given before, also not in another spelling.
    pub fn naechster(&mut self, wuerfel: &mut Wuerfel) -> String {
        for versuch in 0..40 {
            // Every town has its Hauptstraße; once those are gone, the made-up country names are many.
            let name = if versuch < 20 {
                gelaeufig(wuerfel)
            } else {
                flurname(wuerfel)
            };
            if self.vergeben.insert(normalisiert(&name)) {
                return name;
            }
        }
        // Large cities number what they have no name for.
        self.durchnummeriert += 1;
        let name = format!("Straße {}", self.durchnummeriert);
        self.vergeben.insert(normalisiert(&name));
        name
    }
}

/// Street names that compare equal are the same street (Fachkonzept 3.3, rule 3).
pub fn normalisiert(name: &str) -> String {
    let mut klein = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => klein.push_str("ss"),
            'ä' => klein.push_str("ae"),
            'ö' => klein.push_str("oe"),
            'ü' => klein.push_str("ue"),
            ' ' | '-' | '.' => {}
            c => klein.push(c),
        }
    }
    klein
}

fn gelaeufig(wuerfel: &mut Wuerfel) -> String {
    match wuerfel.unter(100) {
        0..10 => (*wuerfel.aus(w::UEBERALL)).to_owned(),
        10..26 => zusammen(wuerfel, w::BAEUME),
        26..36 => zusammen(wuerfel, w::VOEGEL),
        36..44 => zusammen(wuerfel, w::HANDWERK),
        44..54 => zusammen(wuerfel, w::LANDSCHAFT),
        54..68 => (*wuerfel.aus(w::LAGEN)).to_owned(),
        68..78 => {
            let beiwort = *wuerfel.aus(w::BEIWOERTER);
            format!("{beiwort} {}", wuerfel.aus(w::GASSENARTEN))
        }
        78..90 => {
            let vorname = wuerfel.aus(menschen::VORNAMEN_STRASSEN);
            let nachname = wuerfel.aus(menschen::NACHNAMEN_STRASSEN);
            format!("{vorname}-{nachname}-{}", wuerfel.gewichtet(w::ARTEN_GROSS))
        }
        _ => flurname(wuerfel),
    }
}

fn zusammen(wuerfel: &mut Wuerfel, stamm: &[&str]) -> String {
    let stamm = *wuerfel.aus(stamm);
    format!("{stamm}{}", wuerfel.gewichtet(w::ARTEN))
}

/// An invented field name, with or without what kind of street it is.
fn flurname(wuerfel: &mut Wuerfel) -> String {
    let flur = format!("{}{}", wuerfel.aus(w::FLUR_ANFANG), wuerfel.aus(w::FLUR_ENDE));
    match wuerfel.unter(5) {
        0 => flur,
        1 => format!("Am {flur}"),
        2 => format!("{flur}er {}", wuerfel.gewichtet(w::ARTEN_GROSS)),
        _ => format!("{flur}{}", wuerfel.gewichtet(w::ARTEN)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wuerfel::Strom;

    #[test]
    fn names_stay_unique_even_for_a_million_addresses() {
        let mut quelle = Namensquelle::default();
        let mut w = Wuerfel::neu(1, Strom::Strassen, 0);
        let namen: BTreeSet<String> = (0..25_000)
            .map(|_| normalisiert(&quelle.naechster(&mut w)))
            .collect();
        assert_eq!(namen.len(), 25_000);
        let nummern = namen
            .iter()
            .filter(|n| n.starts_with("strasse") && n.len() < 12)
            .count();
        assert!(nummern < 2_500, "{nummern} streets only have a number");
    }

    #[test]
    fn spelling_does_not_make_a_name_new() {
        assert_eq!(normalisiert("Am Weißen-Kreuz"), normalisiert("am weissenkreuz"));
    }
}
