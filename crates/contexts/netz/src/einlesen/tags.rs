//! What the tags of a map say about an entry, as OpenStreetMap gives them: `amenity = kindergarten`.

use std::collections::BTreeMap;

use super::Datensatz;
use crate::codes::{AkteurArt, AngebotArt, Anmeldung, Thema};

/// One kind of entry: by which tags it is known, and what it becomes.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tags {
    /// Columns and the values of which one has to stand there; `*` is any.
    pub wenn: BTreeMap<String, Werte>,
    /// What it is called when the map knows no name, and described as when it knows nothing else.
    #[serde(default)]
    pub name: String,
    pub akteur_art: Option<AkteurArt>,
    pub art: Option<AngebotArt>,
    #[serde(default)]
    pub themen: Vec<Thema>,
    #[serde(default)]
    pub sektoren: Vec<String>,
    pub anmeldung: Option<Anmeldung>,
}

/// One value or several.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(untagged)]
pub(super) enum Werte {
    Einer(String),
    Mehrere(Vec<String>),
}

impl Werte {
    /// A map puts several values of one tag behind semicolons.
    fn passt(&self, wert: &str) -> bool {
        let gesucht = match self {
            Self::Einer(w) => std::slice::from_ref(w),
            Self::Mehrere(w) => w,
        };
        wert.split(';')
            .map(str::trim)
            .any(|w| !w.is_empty() && gesucht.iter().any(|g| g == "*" || g == w))
    }
}

impl Tags {
    pub(super) fn passt(&self, s: &Datensatz) -> bool {
        self.wenn
            .iter()
            .all(|(spalte, werte)| s.spalten.get(spalte).is_some_and(|w| werte.passt(w)))
    }
}

/// What a row becomes.
pub(super) struct Art<'a> {
    pub akteur: AkteurArt,
    pub angebot: AngebotArt,
    pub themen: &'a [Thema],
    pub sektoren: &'a [String],
    pub anmeldung: Anmeldung,
    /// Name of the kind; may be empty.
    pub name: &'a str,
}
