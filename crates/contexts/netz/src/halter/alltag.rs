//! What people say, and what they mean by it: read from `alltagswoerter.toml`, which anybody in the office can edit.

use std::sync::LazyLock;

use super::wort::{aehnlich, buchstaben, woerter};
use crate::{codes::Thema, kandidat::thema_bit};

#[derive(serde::Deserialize)]
struct Datei {
    eintrag: Vec<Eintrag>,
}

#[derive(serde::Deserialize)]
struct Eintrag {
    woerter: Vec<String>,
    #[serde(default)]
    themen: Vec<Thema>,
    #[serde(default)]
    gemeint: Vec<String>,
}

/// What a word means besides itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sinn {
    /// One bit for each theme.
    pub themen: u32,
    /// Words that are looked for as well.
    pub worte: Vec<&'static str>,
}

/// Words that must all occur, and what they mean together.
struct Wendung {
    woerter: Vec<(String, u64)>,
    themen: u32,
    gemeint: Vec<&'static str>,
}

static DATEI: LazyLock<Vec<Eintrag>> = LazyLock::new(|| {
    toml::from_str::<Datei>(include_str!("alltagswoerter.toml"))
        .map(|d| d.eintrag)
        .unwrap_or_default()
});

static WENDUNGEN: LazyLock<Vec<Wendung>> = LazyLock::new(|| {
    let eine = |e: &'static Eintrag, w: &str| Wendung {
        woerter: woerter(w).map(|w| (w.to_owned(), buchstaben(w))).collect(),
        themen: e.themen.iter().fold(0, |m, t| m | thema_bit(*t)),
        gemeint: e.gemeint.iter().map(String::as_str).collect(),
    };
    DATEI
        .iter()
        .flat_map(|e| e.woerter.iter().map(move |w| eine(e, w)))
        .collect()
});

/// For each word of the question what everyday phrases mean by it.
pub(super) fn gemeint(worte: &[&str]) -> Vec<Sinn> {
    let hat: Vec<u64> = worte.iter().map(|w| buchstaben(w)).collect();
    let mut sinn = vec![Sinn::default(); worte.len()];
    for wendung in WENDUNGEN.iter() {
        let stelle = |(w, w_hat): &(String, u64)| {
            worte.iter().zip(&hat).position(|(b, b_hat)| {
                *b == w || (w.len() >= 5 && (b.starts_with(w.as_str()) || aehnlich(b, *b_hat, w, *w_hat)))
            })
        };
        let stellen: Option<Vec<usize>> = wendung.woerter.iter().map(stelle).collect();
        for i in stellen.into_iter().flatten() {
            if let Some(s) = sinn.get_mut(i) {
                s.themen |= wendung.themen;
                s.worte.extend(&wendung.gemeint);
            }
        }
    }
    for s in &mut sinn {
        s.worte.sort_unstable();
        s.worte.dedup();
    }
    sinn
}

#[cfg(test)]
mod tests {
    use super::{super::wort::sagt_nichts, *};

    #[test]
    fn jede_wendung_der_datei_ist_lesbar_und_sagt_etwas() {
        assert!(WENDUNGEN.len() > 100, "{}", WENDUNGEN.len());
        for w in WENDUNGEN.iter() {
            let text: Vec<&str> = w.woerter.iter().map(|(w, _)| w.as_str()).collect();
            assert!(
                !text.is_empty() && (w.themen != 0 || !w.gemeint.is_empty()),
                "{text:?}"
            );
            assert!(
                text.iter().all(|w| !sagt_nichts(w)),
                "{text:?} enthält ein Füllwort"
            );
            assert_eq!(
                text.join(" "),
                base::suchform(&text.join(" ")),
                "ohne Umlaute schreiben"
            );
        }
    }

    #[test]
    fn oma_allein_meint_den_besuchsdienst() {
        let s = gemeint(&["oma", "allein"]);
        assert!(s[0].worte.contains(&"besuchsdienst") && s[0].themen != 0, "{s:?}");
        assert_eq!(gemeint(&["tisch"]), [Sinn::default()]);
    }
}
