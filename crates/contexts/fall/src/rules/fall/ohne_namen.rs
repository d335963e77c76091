//! Takes the names of a family out of texts a round with free Träger reads (RL-07, § 64 Abs. 2a SGB VIII, T-139).

use base::Datum;
use uuid::Uuid;

use super::konferenz::pseudonym;

/// A person who must not be recognised.
#[derive(Debug, Clone)]
pub struct Benannt<'a> {
    /// Key.
    pub id: Uuid,
    /// First name.
    pub vorname: &'a str,
    /// Surname.
    pub nachname: &'a str,
    /// Role in words.
    pub rolle: &'a str,
    /// Date of birth.
    pub geboren: Option<Datum>,
}

/// Names and what stands in their place.
#[derive(Debug, Clone)]
pub struct OhneNamen {
    zeilen: Vec<(Uuid, String)>,
    /// (word in lower case, replacement).
    worte: Vec<(String, String)>,
}

impl OhneNamen {
    /// People of one role are numbered among themselves: `Kind 1`, `Kind 2`, `Mutter 1`.
    pub fn neu<'a>(leute: impl IntoIterator<Item = Benannt<'a>>, stichtag: Datum) -> Self {
        let (mut zeilen, mut worte) = (Vec::new(), Vec::new());
        let mut rollen: Vec<&str> = Vec::new();
        for b in leute {
            let nummer = rollen.iter().filter(|r| **r == b.rolle).count() + 1;
            rollen.push(b.rolle);
            let alter = b.geboren.and_then(|g| fristen::alter_am(g.0, stichtag.0));
            zeilen.push((b.id, pseudonym(b.rolle, nummer, alter)));
            let kurz = pseudonym(b.rolle, nummer, None);
            for name in b.vorname.split_whitespace() {
                worte.push((name.to_lowercase(), kurz.clone()));
            }
            // a surname belongs to several people: it goes, and nothing says whose it was
            for teil in b.nachname.split([' ', '-']).chain([b.nachname]) {
                worte.push((teil.to_lowercase(), "…".to_owned()));
            }
            if let Some(g) = b.geboren {
                worte.push((g.to_string(), "…".to_owned()));
            }
        }
        worte.retain(|(w, _)| w.chars().count() > 1);
        Self { zeilen, worte }
    }

    /// How the round hears of somebody, `Kind 1, 11 Jahre`.
    #[must_use]
    pub fn zeile(&self, id: Uuid) -> String {
        self.zeilen
            .iter()
            .find(|(i, _)| *i == id)
            .map_or_else(String::new, |(_, z)| z.clone())
    }

    /// The text with the names replaced, also in the genitive (`Leons`). Whom the file does not know stays: whoever
    /// hands the sheet out reads it before.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let mut aus = String::with_capacity(text.len());
        let mut wort = String::new();
        for c in text.chars().chain([' ']) {
            if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.') {
                wort.push(c);
                continue;
            }
            aus.push_str(&self.wort(&wort));
            wort.clear();
            aus.push(c);
        }
        aus.pop();
        // „Leon …“ is one person
        for (_, kurz) in &self.worte {
            let doppelt = format!("{kurz} …");
            if kurz != "…" && aus.contains(&doppelt) {
                aus = aus.replace(&doppelt, kurz);
            }
        }
        aus
    }

    fn wort(&self, wort: &str) -> String {
        let kern = wort.trim_end_matches(['.', '-', '\'', '’']);
        let klein = kern.to_lowercase();
        let finde = |w: &str| self.worte.iter().find(|(n, _)| n == w).map(|(_, k)| k.clone());
        let ersatz = finde(&klein)
            .or_else(|| finde(klein.strip_suffix('s')?))
            .or_else(|| {
                klein
                    .split('-')
                    .any(|t| finde(t).is_some())
                    .then(|| "…".to_owned())
            });
        match ersatz {
            Some(e) => format!("{e}{}", &wort[kern.len()..]),
            None => wort.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn familie() -> OhneNamen {
        let leute = [
            (1, "Leon", "Müller", "Kind", "2015-03-14"),
            (2, "Mia", "Müller", "Kind", "2018-01-01"),
            (3, "Ayşe", "Müller-Șerban", "Mutter", "1990-05-05"),
        ];
        OhneNamen::neu(
            leute.map(|(id, vorname, nachname, rolle, geboren)| Benannt {
                id: Uuid::from_u128(id),
                vorname,
                nachname,
                rolle,
                geboren: Some(geboren.parse().unwrap()),
            }),
            "2026-11-21".parse().unwrap(),
        )
    }

    #[test]
    fn t_139_name_und_geburtstag_werden_rolle_und_alter() {
        let f = familie();
        assert_eq!(f.zeile(Uuid::from_u128(1)), "Kind 1, 11 Jahre");
        assert_eq!(f.zeile(Uuid::from_u128(2)), "Kind 2, 8 Jahre");
        assert_eq!(f.zeile(Uuid::from_u128(3)), "Mutter 1, 36 Jahre");
        let text =
            f.text("Leon Müller, 14.03.2015, mag Mias Katze. Frau Müller-Șerban (Ayşe) kocht; LEON auch.");
        assert_eq!(
            text,
            "Kind 1, …, mag Kind 2 Katze. Frau … (Mutter 1) kocht; Kind 1 auch."
        );
    }

    #[test]
    fn was_kein_name_ist_bleibt() {
        let text = "Die Mutter geht mit dem Leonberger spazieren, müllert im Garten.";
        assert_eq!(familie().text(text), text);
    }
}
