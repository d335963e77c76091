use super::{Abbildung, Herkunft, Zielfeld};

/// Proposes a column for each target field by the names of the columns; a column is used once.
#[must_use]
pub fn vorschlagen(ziel: &[Zielfeld], spalten: &[String]) -> Abbildung {
    let namen: Vec<String> = spalten.iter().map(|s| schlicht(s)).collect();
    let mut vergeben = vec![false; spalten.len()];
    let mut felder: Vec<(String, Herkunft)> = Vec::new();
    // whole names first, so that "name" does not take "strassenname" from another field
    for genau in [true, false] {
        for z in ziel {
            if felder.iter().any(|(f, _)| f == z.name) {
                continue;
            }
            let passt = |n: &str, s: &str| {
                if genau {
                    n == s
                } else {
                    s.len() >= 4 && n.contains(s)
                }
            };
            let treffer = std::iter::once(z.name)
                .chain(z.synonyme.iter().copied())
                .map(schlicht)
                .find_map(|s| (0..namen.len()).find(|i| !vergeben[*i] && passt(&namen[*i], &s)));
            if let Some(i) = treffer {
                vergeben[i] = true;
                let herkunft = Herkunft {
                    spalte: Some(spalten[i].clone()),
                    ..Herkunft::default()
                };
                felder.push((z.name.to_owned(), herkunft));
            }
        }
    }
    let platz = |f: &str| ziel.iter().position(|z| z.name == f);
    felder.sort_by_key(|(f, _)| platz(f));
    Abbildung {
        felder,
        ..Abbildung::default()
    }
}

/// Small letters and digits only, umlauts written out.
fn schlicht(name: &str) -> String {
    base::suchform(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}
