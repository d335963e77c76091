//! The rights as a table to read and to hold against the last one: every role, every kind of thing, every action.

use std::fmt::Write as _;

use super::{Bereich, Klasse, Objektart, Recht, Rolle, Umfang, Zelle, Zweck, matrix};

/// A kind of thing as data, so that the kinds of all rooms fit into one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Art {
    /// Name in the journal.
    pub name: &'static str,
    /// Column of the matrix.
    pub bereich: Bereich,
    /// Data class.
    pub klasse: Klasse,
    /// Usual purpose.
    pub zweck: Zweck,
}

impl Art {
    /// The kind `K`.
    #[must_use]
    pub const fn von<K: Objektart>() -> Self {
        Self {
            name: K::NAME,
            bereich: K::BEREICH,
            klasse: K::KLASSE,
            zweck: K::ZWECK,
        }
    }
}

const RECHTE: [(Recht, &str); 5] = [
    (Recht::Lesen, "lesen"),
    (Recht::Anlegen, "anlegen"),
    (Recht::Bearbeiten, "bearbeiten"),
    (Recht::Entscheiden, "entscheiden"),
    (Recht::Verwalten, "verwalten"),
];

fn zelle(z: &Zelle) -> String {
    let mut teile: Vec<String> = Vec::new();
    for (recht, name) in RECHTE {
        match z.umfang(recht) {
            Umfang::Nichts => {}
            Umfang::Freigegebenes => teile.push(format!("{name} (Freigegebenes)")),
            Umfang::Eigenes => teile.push(format!("{name} (eigenes)")),
            Umfang::EigeneFaelle => teile.push(format!("{name} (eigene Fälle)")),
            Umfang::EigeneRaeume => teile.push(format!("{name} (eigene Räume)")),
            Umfang::Alles => teile.push(name.to_owned()),
        }
    }
    let zusaetze = [
        (z.pseudonym, "nur pseudonym"),
        (z.aggregiert, "nur Summen"),
        (z.einwilligung, "nur mit Einwilligung"),
        (z.notzugriff, "Notzugriff möglich"),
        (z.nur_ansprechperson, "nur Name und Ansprechperson"),
    ];
    teile.extend(
        zusaetze
            .iter()
            .filter(|(ja, _)| *ja)
            .map(|(_, text)| (*text).to_owned()),
    );
    if teile.is_empty() {
        "–".to_owned()
    } else {
        teile.join(", ")
    }
}

/// The whole matrix, and for every kind of thing what each role may do with it. A test of the program holds the text
/// of all rooms against a stored one, so that no right changes unseen.
#[must_use]
pub fn uebersicht(arten: &[Art]) -> String {
    let mut aus = String::from("# Rollen und Bereiche\n");
    for rolle in Rolle::ALLE {
        let _ = writeln!(aus, "\n{} {}", rolle.code(), rolle.name());
        for bereich in Bereich::ALLE {
            let _ = writeln!(aus, "  {:<13} {}", bereich.code(), zelle(matrix(rolle, bereich)));
        }
    }
    for art in arten {
        let _ = writeln!(
            aus,
            "\n# {} (Bereich {}, Klasse {}, Zweck {})",
            art.name,
            art.bereich.code(),
            art.klasse.code(),
            art.zweck.code()
        );
        for rolle in Rolle::ALLE {
            let _ = writeln!(aus, "  {} {}", rolle.code(), zelle(matrix(rolle, art.bereich)));
        }
    }
    aus
}
