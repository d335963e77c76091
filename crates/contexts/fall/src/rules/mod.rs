//! Pure decisions: state machines, guards, deadlines, checks. No I/O; time is passed in.

pub mod ablauf;
pub mod erreichbarkeit;
pub mod fall;
pub mod freitext;
pub mod frist;
pub mod gleich;
pub mod koordination;
pub mod kurz;
pub mod person;
pub mod rechnen;
pub mod rueckblick;
pub mod sm1;
pub mod sm2;
pub mod sms;
pub mod textbaustein;
pub mod uebergabe;
pub mod umsteuerung;
pub mod vorlage;
pub mod worte;

/// What somebody looks for, as names are stored for the search; signs that stand for anything in a LIKE are no part of
/// a name.
#[must_use]
pub fn suchwort(roh: &str) -> String {
    base::suchform(&roh.replace(['%', '_', '\\'], " "))
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn platzhalter_finden_niemanden() {
        assert_eq!(super::suchwort("%%%"), "");
        assert_eq!(super::suchwort(" Mül_ler "), "muel ler");
    }
}
