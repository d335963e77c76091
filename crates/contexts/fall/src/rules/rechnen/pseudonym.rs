//! What a round with free Träger hears of people (RL-07, Fachkonzept 4.9, § 64 Abs. 2a SGB VIII): names become roles,
//! birth dates ages, addresses the Sozialraum, institutions their kind.

use base::Datum;

use super::super::fall::konferenz;

/// One person as known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Role as people say it, such as `Kind`.
    pub rolle: String,
    /// Birth date.
    pub geboren: Option<Datum>,
    /// Street and number; only to take it out of texts.
    pub adresse: String,
    /// Name of the Sozialraum; empty when not known.
    pub sozialraum: String,
    /// Institutions by name, each with its kind; an empty kind is read off the name.
    pub einrichtungen: Vec<(String, String)>,
}

/// The person as the round hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pseudonym {
    /// `Kind 1`.
    pub rolle: String,
    /// `Kind 1, 11 Jahre, Sozialraum Süd, Grundschule`.
    pub zeile: String,
}

/// Kinds of institutions that begin their names; longer words first where one holds the other.
const ARTEN: [&str; 27] = [
    "Gemeinschaftsschule",
    "Kindertagesstätte",
    "Kindertageseinrichtung",
    "Stadtteilschule",
    "Familienzentrum",
    "Beratungsstelle",
    "Berufsschule",
    "Förderschule",
    "Gesamtschule",
    "Grundschule",
    "Hauptschule",
    "Mittelschule",
    "Oberschule",
    "Realschule",
    "Kindergarten",
    "Wohngruppe",
    "Jugendhaus",
    "Jugendtreff",
    "Sportverein",
    "Gymnasium",
    "Tagesgruppe",
    "Krankenhaus",
    "Klinik",
    "Praxis",
    "Schule",
    "Kita",
    "Hort",
];

/// The kind of an institution, read off its name; `Einrichtung` when the name does not tell.
#[must_use]
pub fn einrichtungsart(name: &str) -> &'static str {
    let klein = name.to_lowercase();
    ARTEN
        .into_iter()
        .find(|a| klein.contains(&a.to_lowercase()))
        .unwrap_or("Einrichtung")
}

/// All people in order; people of one role are numbered among themselves.
#[must_use]
pub fn pseudonyme(personen: &[Person], stichtag: Datum) -> Vec<Pseudonym> {
    let mut aus = Vec::with_capacity(personen.len());
    for (i, p) in personen.iter().enumerate() {
        let rolle = if p.rolle.trim().is_empty() {
            "Person"
        } else {
            p.rolle.trim()
        };
        let gleiche = |q: &&Person| {
            let andere = if q.rolle.trim().is_empty() {
                "Person"
            } else {
                q.rolle.trim()
            };
            andere == rolle
        };
        let nummer = personen[..i].iter().filter(gleiche).count() + 1;
        let alter = p.geboren.and_then(|g| fristen::alter_am(g.0, stichtag.0));
        let mut teile = vec![konferenz::pseudonym(rolle, nummer, alter)];
        if !p.sozialraum.is_empty() {
            teile.push(format!("Sozialraum {}", p.sozialraum));
        } else if !p.adresse.is_empty() {
            teile.push("Sozialraum …".to_owned());
        }
        for (name, art) in &p.einrichtungen {
            teile.push(if art.is_empty() {
                einrichtungsart(name).to_owned()
            } else {
                art.clone()
            });
        }
        aus.push(Pseudonym {
            rolle: format!("{rolle} {nummer}"),
            zeile: teile.join(", "),
        });
    }
    aus
}

/// A text with everything known of the people taken out. What nobody named cannot be found: somebody has to read it.
#[must_use]
pub fn text(roh: &str, personen: &[Person], stichtag: Datum) -> String {
    let mut ersetzen: Vec<(String, String)> = Vec::new();
    for (p, neu) in personen.iter().zip(pseudonyme(personen, stichtag)) {
        if let Some(g) = p.geboren {
            let alter =
                fristen::alter_am(g.0, stichtag.0).map_or_else(|| "…".to_owned(), |a| format!("{a} Jahre"));
            ersetzen.push((g.to_string(), alter.clone()));
            ersetzen.push((g.0.to_string(), alter));
        }
        let ort = if p.sozialraum.is_empty() {
            "…"
        } else {
            &p.sozialraum
        };
        ersetzen.push((p.adresse.clone(), format!("Sozialraum {ort}")));
        for (name, art) in &p.einrichtungen {
            let art = if art.is_empty() {
                einrichtungsart(name)
            } else {
                art
            };
            ersetzen.push((name.clone(), art.to_owned()));
        }
        ersetzen.push((p.name.clone(), neu.rolle.clone()));
        ersetzen.extend(
            p.name
                .split_whitespace()
                .map(|t| (t.to_owned(), neu.rolle.clone())),
        );
    }
    // the longest first, so that a full name is not replaced piece by piece
    ersetzen.retain(|(alt, _)| alt.chars().count() > 1);
    ersetzen.sort_by_key(|(alt, _)| std::cmp::Reverse(alt.len()));
    let mut aus = roh.to_owned();
    for (alt, neu) in &ersetzen {
        aus = ganze_woerter(&aus, alt, neu);
    }
    aus
}

fn ganze_woerter(text: &str, alt: &str, neu: &str) -> String {
    let mut aus = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find(alt) {
        let nach = &rest[i + alt.len()..];
        let davor = rest[..i].chars().next_back().or_else(|| aus.chars().next_back());
        // the genitive counts as the name: "Leons"
        let hinten = nach.strip_prefix('s').unwrap_or(nach).chars().next();
        let wort = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        aus.push_str(&rest[..i]);
        aus.push_str(if wort(davor) || (wort(hinten) && wort(nach.chars().next())) {
            alt
        } else {
            neu
        });
        rest = nach;
    }
    aus + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leon() -> Person {
        Person {
            name: "Leon Müller".into(),
            rolle: "Kind".into(),
            geboren: "2015-03-14".parse().ok(),
            adresse: "Buchenweg 17".into(),
            sozialraum: String::new(),
            einrichtungen: vec![("Grundschule X".into(), String::new())],
        }
    }

    #[test]
    fn t_139_zeile_und_text() {
        let tag: Datum = "2026-11-21".parse().unwrap();
        let zwei = [
            leon(),
            Person {
                name: "Mia Müller".into(),
                rolle: "Kind".into(),
                sozialraum: "Süd".into(),
                ..Person::default()
            },
        ];
        let p = pseudonyme(&zwei, tag);
        assert_eq!(p[0].zeile, "Kind 1, 11 Jahre, Sozialraum …, Grundschule");
        assert_eq!(p[1].zeile, "Kind 2, Sozialraum Süd");
        let t = text(
            "Leon Müller (14.03.2015), Buchenweg 17, geht in die Grundschule X. Leons Freund Leonhard.",
            &zwei,
            tag,
        );
        assert_eq!(
            t,
            "Kind 1 (11 Jahre), Sozialraum …, geht in die Grundschule. Kind 1s Freund Leonhard."
        );
    }
}
