//! Ways to reach people that reach nobody.
//!
//! Telephone numbers come from the blocks the Bundesnetzagentur keeps for film and print ("Drama Numbers",
//! Mitteilung Nr. 148/2021), mail and web addresses from the names RFC 2606 reserves.

/// Blocks of 1,000 landline numbers each that are given to nobody.
const ORTSNETZE: [&str; 5] = ["030 23125", "069 90009", "040 66969", "0221 4710", "089 99998"];
/// Mobile numbers that are given to nobody.
const MOBIL: [&str; 2] = ["0172 9925904", "0152 28817386"];

/// Landline number `n` of the 5,000 there are; beyond them they repeat.
pub fn telefon(n: u32) -> String {
    let netz = ORTSNETZE[(n / 1000 % 5) as usize];
    format!("{netz}-{:03}", n % 1000)
}

/// A mobile number.
pub fn mobil(n: u32) -> String {
    MOBIL[(n % 2) as usize].to_owned()
}

/// A mail address at a reserved domain, from free text.
pub fn email(teile: &[&str]) -> String {
    format!(
        "{}@example.org",
        teile.iter().map(|t| kennung(t)).collect::<Vec<_>>().join(".")
    )
}

/// A web address at a reserved domain, from free text.
pub fn website(name: &str) -> String {
    format!("https://{}.example", kennung(name))
}

/// Lower-case ASCII letters, digits and hyphens of a text, in the usual German transcription.
fn kennung(text: &str) -> String {
    let mut ergebnis = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => ergebnis.push_str("ae"),
            'ö' => ergebnis.push_str("oe"),
            'ü' => ergebnis.push_str("ue"),
            'ß' => ergebnis.push_str("ss"),
            c if c.is_ascii_alphanumeric() => ergebnis.push(c),
            ' ' | '-' if !ergebnis.is_empty() && !ergebnis.ends_with('-') => ergebnis.push('-'),
            // other letters have no agreed transcription short enough for a mail address
            _ => {}
        }
    }
    let ergebnis = ergebnis.trim_end_matches('-');
    if ergebnis.is_empty() {
        "kontakt".to_owned()
    } else {
        ergebnis.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_reserved_and_well_formed() {
        assert_eq!(telefon(0), "030 23125-000");
        assert_eq!(telefon(4_999), "089 99998-999");
        assert_eq!(telefon(5_000), telefon(0));
        assert_eq!(email(&["Jörg", "Groß-Müller"]), "joerg.gross-mueller@example.org");
        assert_eq!(email(&["Đặng"]), "ng@example.org");
        assert_eq!(website("Café Ü – Treff"), "https://caf-ue-treff.example");
    }
}
