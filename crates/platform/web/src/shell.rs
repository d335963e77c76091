//! What surrounds every page: title, authority, navigation, user, breadcrumbs, flash message.

use crate::bausteine::Weg;

/// One entry of the main navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavPunkt {
    /// The words of the link.
    pub text: String,
    /// Path on this server, beginning with `/`.
    pub url: String,
    /// Whether the page shown lies below this entry (`aria-current`).
    pub aktiv: bool,
    /// The word under which the entry folds away in a long menu; empty: always in sight.
    pub gruppe: &'static str,
}

/// A stretch of the main navigation as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavGruppe<'a> {
    /// The word that unfolds it; empty: the entries stand in the row themselves.
    pub titel: &'static str,
    /// The entries, in order.
    pub punkte: Vec<&'a NavPunkt>,
}

impl NavGruppe<'_> {
    /// Whether the page shown lies below one of the entries.
    #[must_use]
    pub fn aktiv(&self) -> bool {
        self.punkte.iter().any(|p| p.aktiv)
    }
}

/// As many entries as fit into one row of a desktop window; a longer menu folds its groups.
const NAV_FLACH: usize = 8;

/// The person signed in, as the header shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nutzer {
    /// Display name.
    pub name: String,
    /// Roles in plain words, e.g. "Fachkraft, Team Nord".
    pub rollen_text: String,
}

/// The colour and the wording before a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeldungArt {
    /// Something was done.
    Erfolg,
    /// Something to know.
    Hinweis,
    /// Something to watch.
    Warnung,
    /// Something failed.
    Fehler,
}

impl MeldungArt {
    /// Suffix of the KERN classes (`kern-alert--…`, `kern-icon--…`).
    #[must_use]
    pub const fn klasse(self) -> &'static str {
        match self {
            Self::Erfolg => "success",
            Self::Hinweis => "info",
            Self::Warnung => "warning",
            Self::Fehler => "danger",
        }
    }

    /// The word in front of the text, so that the meaning does not hang on a colour (WCAG 1.4.1).
    #[must_use]
    pub const fn wort(self) -> &'static str {
        match self {
            Self::Erfolg => "Erledigt",
            Self::Hinweis => "Hinweis",
            Self::Warnung => "Achtung",
            Self::Fehler => "Fehler",
        }
    }
}

/// One message shown above the content and announced by the live region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meldung {
    /// Kind of message.
    pub art: MeldungArt,
    /// One or two plain sentences.
    pub text: String,
}

/// Everything `layout.html` needs. Every page struct carries one as `shell`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shell {
    /// The one `h1` of the page, and the first part of `<title>`.
    pub titel: String,
    /// Name of the authority, shown in the header.
    pub behoerde: String,
    /// Main navigation, in order.
    pub nav: Vec<NavPunkt>,
    /// The person signed in; `None` before login and on public pages.
    pub nutzer: Option<Nutzer>,
    /// Token for every form of the page (field `_csrf`).
    pub csrf: String,
    /// Message left by the request before.
    pub meldung: Option<Meldung>,
    /// Path of the page shown, without query.
    pub pfad: String,
    /// The way from the start page to here, without the page itself.
    pub brotkrumen: Vec<Weg>,
    /// Where the search of the header is sent; `None` for those who may see nobody.
    pub suche: Option<&'static str>,
    /// Whether `shell.titel` is shown as `h1`; off when the page writes its own.
    pub ueberschrift: bool,
}

impl Shell {
    /// A shell with a title and nothing else.
    #[must_use]
    pub fn neu(titel: impl Into<String>) -> Self {
        Self {
            titel: titel.into(),
            ueberschrift: true,
            ..Self::default()
        }
    }

    /// Sets the title (a request extractor builds the shell before the handler knows it).
    #[must_use]
    pub fn titel(mut self, titel: impl Into<String>) -> Self {
        self.titel = titel.into();
        self.ueberschrift = true;
        self
    }

    /// Sets the name of the authority.
    #[must_use]
    pub fn behoerde(mut self, name: impl Into<String>) -> Self {
        self.behoerde = name.into();
        self
    }

    /// Adds one entry of the navigation; it is current when `pfad` lies below `url`. Call
    /// [`Shell::pfad`] first.
    #[must_use]
    pub fn nav(self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.nav_in("", text, url)
    }

    /// As [`Shell::nav`], in a group of the menu.
    #[must_use]
    pub fn nav_in(mut self, gruppe: &'static str, text: impl Into<String>, url: impl Into<String>) -> Self {
        let url = url.into();
        let aktiv = self.pfad == url
            || (url != "/" && self.pfad.starts_with(&url) && self.pfad[url.len()..].starts_with('/'));
        self.nav.push(NavPunkt {
            text: text.into(),
            url,
            aktiv,
            gruppe,
        });
        self
    }

    /// The navigation as it is shown: groups in the order of their first entry, none for a short menu or a single
    /// entry.
    #[must_use]
    pub fn nav_gruppen(&self) -> Vec<NavGruppe<'_>> {
        let mut gruppen: Vec<NavGruppe<'_>> = Vec::new();
        for punkt in &self.nav {
            let titel = if self.nav.len() <= NAV_FLACH {
                ""
            } else {
                punkt.gruppe
            };
            match gruppen.iter_mut().find(|g| g.titel == titel) {
                Some(g) => g.punkte.push(punkt),
                None => gruppen.push(NavGruppe {
                    titel,
                    punkte: vec![punkt],
                }),
            }
        }
        for g in &mut gruppen {
            if g.punkte.len() == 1 {
                g.titel = "";
            }
        }
        gruppen
    }

    /// Sets the path of the page shown.
    #[must_use]
    pub fn pfad(mut self, pfad: impl Into<String>) -> Self {
        self.pfad = pfad.into();
        self
    }

    /// Sets the person signed in.
    #[must_use]
    pub fn nutzer(mut self, name: impl Into<String>, rollen_text: impl Into<String>) -> Self {
        self.nutzer = Some(Nutzer {
            name: name.into(),
            rollen_text: rollen_text.into(),
        });
        self
    }

    /// Sets the CSRF token, taken from the extractor [`crate::CsrfToken`].
    #[must_use]
    pub fn csrf(mut self, token: impl Into<String>) -> Self {
        self.csrf = token.into();
        self
    }

    /// Sets the message above the content.
    #[must_use]
    pub fn meldung(mut self, art: MeldungArt, text: impl Into<String>) -> Self {
        self.meldung = Some(Meldung {
            art,
            text: text.into(),
        });
        self
    }

    /// Adds one step of the breadcrumbs.
    #[must_use]
    pub fn ueber(mut self, text: impl Into<String>, url: impl Into<String>) -> Self {
        self.brotkrumen.push(Weg {
            text: text.into(),
            url: url.into(),
        });
        self
    }

    /// The page writes its own `h1` (for example with a badge in it).
    #[must_use]
    pub fn ohne_ueberschrift(mut self) -> Self {
        self.ueberschrift = false;
        self
    }

    /// Contents of `<title>`: page first, because tabs and screen readers begin there.
    #[must_use]
    pub fn fenstertitel(&self) -> String {
        if self.behoerde.is_empty() {
            self.titel.clone()
        } else {
            format!("{} – {}", self.titel, self.behoerde)
        }
    }

    /// Address of a bundled asset; see [`crate::asset_url`].
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        crate::asset_url(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_above_the_page_is_current() {
        let s = Shell::neu("x")
            .pfad("/raum/12")
            .nav("Start", "/")
            .nav("Räume", "/raum")
            .nav("R", "/rau");
        let aktiv: Vec<bool> = s.nav.iter().map(|n| n.aktiv).collect();
        assert_eq!(aktiv, [false, true, false]);
    }

    #[test]
    fn window_title_begins_with_the_page() {
        assert_eq!(
            Shell::neu("Liste").behoerde("Stadt X").fenstertitel(),
            "Liste – Stadt X"
        );
        assert_eq!(Shell::neu("Liste").fenstertitel(), "Liste");
    }

    fn menue(laenge: usize) -> Shell {
        (0..laenge).fold(Shell::neu("x").pfad("/c/2"), |s, i| match i {
            0 => s.nav("Heute", "/"),
            1 => s.nav_in("Geld", "Budget", "/b"),
            _ => s.nav_in("Quartier", format!("Seite {i}"), format!("/c/{i}")),
        })
    }

    #[test]
    fn ein_kurzes_menue_bleibt_eine_reihe() {
        let s = menue(8);
        let g = s.nav_gruppen();
        assert_eq!((g.len(), g[0].titel, g[0].punkte.len()), (1, "", 8));
    }

    #[test]
    fn ein_langes_faltet_gruppen_aber_keine_einzelne_seite() {
        let s = menue(9);
        let g: Vec<_> = s.nav_gruppen();
        assert_eq!(
            g.iter()
                .map(|g| (g.titel, g.punkte.len(), g.aktiv()))
                .collect::<Vec<_>>(),
            [("", 1, false), ("", 1, false), ("Quartier", 7, true)]
        );
    }
}
