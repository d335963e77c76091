//! Which fields of two records of a person agree, in words. No figure is shown: a hint to look, never a finding about a
//! person (RL-05).

use base::{Datum, suchform};

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Angaben<'a> {
    /// First name.
    pub vorname: &'a str,
    /// Surname.
    pub nachname: &'a str,
    /// Date of birth.
    pub geburtsdatum: Option<Datum>,
    /// Street and number.
    pub anschrift: &'a str,
}

/// What agrees and what does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vergleich {
    /// "Nachname gleich", …
    pub dafuer: Vec<&'static str>,
    /// "Geburtsdatum verschieden", …
    pub dagegen: Vec<&'static str>,
}

/// Compares field by field; what is missing on one side says nothing. `gefunden`: the search has found them by their
/// names, so a name written otherwise is a like one.
#[must_use]
pub fn vergleichen(a: &Angaben<'_>, b: &Angaben<'_>) -> Vergleich {
    let mut v = Vergleich::default();
    let getauscht = !a.vorname.is_empty()
        && !a.nachname.is_empty()
        && gleich(a.vorname, b.nachname)
        && gleich(a.nachname, b.vorname);
    if getauscht {
        v.dafuer.push("Vor- und Nachname gleich, aber vertauscht");
    } else {
        name(
            a.nachname,
            b.nachname,
            ["Nachname gleich", "Nachname ähnlich", "Nachname verschieden"],
            &mut v,
        );
        name(
            a.vorname,
            b.vorname,
            ["Vorname gleich", "Vorname ähnlich", "Vorname verschieden"],
            &mut v,
        );
    }
    if let (Some(x), Some(y)) = (a.geburtsdatum, b.geburtsdatum) {
        tag(x, y, &mut v);
    }
    if !a.anschrift.is_empty() && !b.anschrift.is_empty() {
        let vorn = |t: &str| suchform(t.split(',').next().unwrap_or_default()).replace("strasse", "str");
        if vorn(a.anschrift).trim_end_matches('.') == vorn(b.anschrift).trim_end_matches('.') {
            v.dafuer.push("Anschrift gleich");
        } else {
            v.dagegen.push("Anschrift verschieden");
        }
    }
    v
}

fn gleich(a: &str, b: &str) -> bool {
    suchform(a).trim() == suchform(b).trim()
}

fn name(a: &str, b: &str, worte: [&'static str; 3], v: &mut Vergleich) {
    if a.trim().is_empty() || b.trim().is_empty() {
        return;
    }
    if gleich(a, b) {
        v.dafuer.push(worte[0]);
    } else if aehnlich(a, b) {
        v.dafuer.push(worte[1]);
    } else {
        v.dagegen.push(worte[2]);
    }
}

/// Asks the engine: a register of one.
fn aehnlich(a: &str, b: &str) -> bool {
    let mut werk = abgleich::Nachschlagewerk::neu();
    werk.aufnehmen(&abgleich::Datensatz {
        nachname: b,
        ..abgleich::Datensatz::default()
    });
    let nach = abgleich::Datensatz {
        nachname: a,
        ..abgleich::Datensatz::default()
    };
    if !werk.aehnliche(&nach, 1).is_empty() {
        return true;
    }
    // short forms are known of given names only
    let mut werk = abgleich::Nachschlagewerk::neu();
    werk.aufnehmen(&abgleich::Datensatz {
        vorname: b,
        ..abgleich::Datensatz::default()
    });
    let vor = abgleich::Datensatz {
        vorname: a,
        ..abgleich::Datensatz::default()
    };
    !werk.aehnliche(&vor, 1).is_empty()
}

fn tag(x: Datum, y: Datum, v: &mut Vergleich) {
    let (a, b) = (x.0, y.0);
    let gleiche =
        u8::from(a.year() == b.year()) + u8::from(a.month() == b.month()) + u8::from(a.day() == b.day());
    if gleiche == 3 {
        v.dafuer.push("Geburtsdatum gleich");
    } else if a.year() == b.year() && a.month() == b.day() && a.day() == b.month() {
        v.dafuer.push("Geburtsdatum gleich, Tag und Monat vertauscht");
    } else if gleiche == 2 {
        v.dafuer.push("Geburtsdatum fast gleich");
    } else {
        v.dagegen.push("Geburtsdatum verschieden");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mensch<'a>(vorname: &'a str, nachname: &'a str, tag: &str, anschrift: &'a str) -> Angaben<'a> {
        Angaben {
            vorname,
            nachname,
            geburtsdatum: tag.parse().ok(),
            anschrift,
        }
    }

    #[test]
    fn jedes_feld_sagt_was_es_sagt() {
        let a = mensch("Jürgen", "Groß", "1961-03-04", "Lindenstraße 5, Kiel");
        let v = vergleichen(&a, &mensch("JUERGEN", "Gross", "1961-04-03", "Lindenstr. 5"));
        assert_eq!(
            v.dafuer,
            [
                "Nachname gleich",
                "Vorname gleich",
                "Geburtsdatum gleich, Tag und Monat vertauscht"
            ]
        );
        let v = vergleichen(&a, &mensch("Groß", "Jürgen", "1961-03-04", ""));
        assert_eq!(
            v.dafuer,
            ["Vor- und Nachname gleich, aber vertauscht", "Geburtsdatum gleich"]
        );
        let v = vergleichen(
            &mensch("Hans", "Mayer", "", ""),
            &mensch("Johannes", "Meier", "", ""),
        );
        assert_eq!(v.dafuer, ["Nachname ähnlich", "Vorname ähnlich"]);
        let v = vergleichen(
            &mensch("Petra", "Wendt", "1980-01-02", ""),
            &mensch("Ömer", "Wendt", "1999-11-23", ""),
        );
        assert_eq!(v.dafuer, ["Nachname gleich"]);
        assert_eq!(v.dagegen, ["Vorname verschieden", "Geburtsdatum verschieden"]);
    }

    #[test]
    fn was_fehlt_sagt_nichts() {
        assert_eq!(
            vergleichen(
                &mensch("", "Groß", "", ""),
                &mensch("Anna", "Groß", "1990-01-01", "X 1")
            ),
            Vergleich {
                dafuer: vec!["Nachname gleich"],
                dagegen: vec![]
            }
        );
    }
}
