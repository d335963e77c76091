//! Data the macros of `templates/bausteine.html` take.

use std::fmt;

/// HTML or SVG made by our own code, put into a template as it is. Whoever makes one vouches that every
/// text from outside in it is escaped; a whole template is such a case. There is no `|safe` in templates,
/// so a search for this type finds every place that has to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fertig(String);

impl Fertig {
    /// Vouches for a piece of markup.
    #[must_use]
    pub const fn neu(html: String) -> Self {
        Self(html)
    }

    /// A rendered template as part of another one.
    ///
    /// # Errors
    /// When the template fails to render.
    pub fn aus(vorlage: &impl askama::Template) -> Result<Self, crate::WebFehler> {
        vorlage.render().map(Self).map_err(crate::WebFehler::intern)
    }
}

impl fmt::Display for Fertig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Fertig {}

/// One choice of a select, a radio group or a group of check boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wahl {
    /// Value sent when chosen.
    pub wert: String,
    /// Words shown.
    pub text: String,
    /// Smaller explanation below the words; may be empty.
    pub hinweis: String,
}

impl Wahl {
    /// A choice without explanation.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers pass ids, numbers and literals alike"
    )]
    pub fn neu(wert: impl ToString, text: impl Into<String>) -> Self {
        Self {
            wert: wert.to_string(),
            text: text.into(),
            hinweis: String::new(),
        }
    }

    /// Adds the explanation.
    #[must_use]
    pub fn hinweis(mut self, text: impl Into<String>) -> Self {
        self.hinweis = text.into();
        self
    }
}

/// One link: a step of the breadcrumbs, a tab, an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weg {
    /// Words of the link.
    pub text: String,
    /// Path on this server.
    pub url: String,
}

impl Weg {
    /// A link.
    #[must_use]
    pub fn neu(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            url: url.into(),
        }
    }
}

/// A state as a badge: words plus a colour that only supports them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Suffix of `kern-badge--…`: `info`, `success`, `warning` or `danger`.
    pub klasse: &'static str,
    /// Words.
    pub text: String,
}

impl Status {
    /// Neutral, in progress.
    #[must_use]
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            klasse: "info",
            text: text.into(),
        }
    }

    /// Done, valid.
    #[must_use]
    pub fn gut(text: impl Into<String>) -> Self {
        Self {
            klasse: "success",
            text: text.into(),
        }
    }

    /// Needs attention.
    #[must_use]
    pub fn achtung(text: impl Into<String>) -> Self {
        Self {
            klasse: "warning",
            text: text.into(),
        }
    }

    /// Overdue, ended, blocked.
    #[must_use]
    pub fn ernst(text: impl Into<String>) -> Self {
        Self {
            klasse: "danger",
            text: text.into(),
        }
    }
}

/// Pages of a list. Lists with a cursor set only `zurueck` and `weiter`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blaettern {
    /// What is shown, e.g. "1 bis 50 von 1.234".
    pub stand: String,
    /// Address of the page before.
    pub zurueck: Option<String>,
    /// Address of the page after.
    pub weiter: Option<String>,
}

impl Blaettern {
    /// Pages by number. `pfad` may carry a query; `seite=` is added to it. Pages count from 1.
    #[must_use]
    pub fn seiten(pfad: &str, seite: u64, je_seite: u64, gesamt: u64) -> Self {
        let je_seite = je_seite.max(1);
        let letzte = gesamt.div_ceil(je_seite).max(1);
        let seite = seite.clamp(1, letzte);
        let trenner = if pfad.contains('?') { '&' } else { '?' };
        let url = |n: u64| format!("{pfad}{trenner}seite={n}");
        let von = (seite - 1) * je_seite + u64::from(gesamt > 0);
        let bis = (seite * je_seite).min(gesamt);
        Self {
            stand: format!(
                "{} bis {} von {}",
                tausender(von),
                tausender(bis),
                tausender(gesamt)
            ),
            zurueck: (seite > 1).then(|| url(seite - 1)),
            weiter: (seite < letzte).then(|| url(seite + 1)),
        }
    }
}

/// Sort order of a table: which column, which direction, and where the links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sortierung {
    /// Path of the list, possibly with a query (without `sort`).
    pub pfad: String,
    /// Key of the sorted column.
    pub spalte: String,
    /// Whether the order is reversed.
    pub absteigend: bool,
}

impl Sortierung {
    /// Reads the query value `sort` (`name` or `-name`); only keys in `erlaubt` count, the first
    /// one is the default.
    #[must_use]
    pub fn aus(pfad: impl Into<String>, sort: &str, erlaubt: &[&str]) -> Self {
        let (absteigend, name) = sort.strip_prefix('-').map_or((false, sort), |n| (true, n));
        let bekannt = erlaubt.contains(&name);
        let spalte = if bekannt {
            name
        } else {
            erlaubt.first().copied().unwrap_or("")
        };
        Self {
            pfad: pfad.into(),
            spalte: spalte.to_owned(),
            absteigend: bekannt && absteigend,
        }
    }

    /// Address that sorts by this column, or turns the order when it is the sorted one.
    #[must_use]
    pub fn url(&self, spalte: &str) -> String {
        let trenner = if self.pfad.contains('?') { '&' } else { '?' };
        let minus = if self.spalte == spalte && !self.absteigend {
            "-"
        } else {
            ""
        };
        format!("{}{trenner}sort={minus}{spalte}", self.pfad)
    }

    /// Value of `aria-sort` for the column.
    #[must_use]
    pub fn aria(&self, spalte: &str) -> &'static str {
        match (self.spalte == spalte, self.absteigend) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}

/// A whole number with German thousands dots.
#[must_use]
pub fn tausender(zahl: u64) -> String {
    let ziffern = zahl.to_string();
    let mut aus = String::new();
    for (i, z) in ziffern.chars().enumerate() {
        if i > 0 && (ziffern.len() - i).is_multiple_of(3) {
            aus.push('.');
        }
        aus.push(z);
    }
    aus
}

/// The `tel:` link (RFC 3966) of a number as an office writes it; none where there is nothing to dial. What follows
/// the number in words is left out, and the zero in brackets that nobody dials after the country code.
#[must_use]
pub fn tel(nummer: impl fmt::Display) -> Option<String> {
    let text = nummer.to_string();
    let text = text.trim();
    let ohne_null = if text.starts_with('+') {
        text.replacen("(0)", "", 1)
    } else {
        text.to_owned()
    };
    let ende = ohne_null
        .find(|c: char| !c.is_ascii_digit() && !c.is_whitespace() && !"+-–/().".contains(c))
        .unwrap_or(ohne_null.len());
    let plus = if ohne_null.starts_with('+') { "+" } else { "" };
    let ziffern: String = ohne_null[..ende].chars().filter(char::is_ascii_digit).collect();
    (!ziffern.is_empty()).then(|| format!("tel:{plus}{ziffern}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_at_the_edges() {
        let erste = Blaettern::seiten("/x?f=1", 1, 50, 1234);
        assert_eq!(erste.stand, "1 bis 50 von 1.234");
        assert_eq!(
            (erste.zurueck, erste.weiter.as_deref()),
            (None, Some("/x?f=1&seite=2"))
        );
        let letzte = Blaettern::seiten("/x", 99, 50, 1234);
        assert_eq!(letzte.stand, "1.201 bis 1.234 von 1.234");
        assert_eq!(
            (letzte.zurueck.as_deref(), letzte.weiter),
            (Some("/x?seite=24"), None)
        );
        assert_eq!(Blaettern::seiten("/x", 1, 50, 0).stand, "0 bis 0 von 0");
    }

    #[test]
    fn sorting_turns_and_refuses_unknown_columns() {
        let s = Sortierung::aus("/l", "name", &["datum", "name"]);
        assert_eq!(
            (s.url("name").as_str(), s.url("datum").as_str()),
            ("/l?sort=-name", "/l?sort=datum")
        );
        assert_eq!((s.aria("name"), s.aria("datum")), ("ascending", "none"));
        let fremd = Sortierung::aus("/l", "-passwort", &["datum"]);
        assert_eq!((fremd.spalte.as_str(), fremd.absteigend), ("datum", false));
    }

    #[test]
    fn numbers_are_dialled_as_an_office_writes_them() {
        let gewaehlt = [
            "0431 / 901-0",
            "+49 (0)431 901–12",
            "(04 31) 90 10, Mo bis Fr",
            "112 oder 110",
        ]
        .map(|n| tel(n).unwrap_or_default());
        assert_eq!(
            gewaehlt,
            ["tel:04319010", "tel:+4943190112", "tel:04319010", "tel:112"]
        );
        assert_eq!(["", "über die Zentrale 115", "–"].map(tel), [None, None, None]);
    }

    #[test]
    fn thousands() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(tausender),
            ["0", "999", "1.000", "1.234.567"]
        );
    }
}
