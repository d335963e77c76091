//! The main navigation: each room brings its entries, each with the right it needs.

use crate::{
    Kontext,
    recht::{Bereich, Recht, Umfang},
};

/// Where an entry stands in a menu too long for one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gruppe {
    /// Always in sight: what somebody opens many times a day.
    Taeglich,
    /// Spaces, offers, what lives there.
    Quartier,
    /// People, times, Träger.
    Team,
    /// Budgets and invoices.
    Geld,
    /// Rules, accounts, reading in.
    Verwaltung,
}

impl Gruppe {
    const fn titel(self) -> &'static str {
        match self {
            Self::Taeglich => "",
            Self::Quartier => "Quartier",
            Self::Team => "Team und Träger",
            Self::Geld => "Geld",
            Self::Verwaltung => "Verwaltung",
        }
    }
}

/// One entry.
#[derive(Debug, Clone, Copy)]
pub struct Eintrag {
    /// Words of the link.
    pub text: &'static str,
    /// Path.
    pub url: &'static str,
    /// Where it stands in a long menu.
    pub gruppe: Gruppe,
    /// Shown to those who have this right, however far it reaches.
    pub braucht: (Bereich, Recht),
}

/// All entries in order.
#[derive(Debug, Default)]
pub struct Navigation {
    eintraege: Vec<Eintrag>,
    suche: Option<&'static str>,
}

impl Eintrag {
    /// The word its group unfolds under; empty for the daily ones.
    #[must_use]
    pub const fn unter(&self) -> &'static str {
        self.gruppe.titel()
    }
}

impl Navigation {
    /// The entries of all rooms, in the order shown.
    #[must_use]
    pub fn neu(eintraege: impl IntoIterator<Item = Eintrag>) -> Self {
        Self {
            eintraege: eintraege.into_iter().collect(),
            suche: None,
        }
    }

    /// The entry whose page also answers the search of the header; it stands there for those who may open that page.
    #[must_use]
    pub const fn mit_suche(mut self, url: &'static str) -> Self {
        self.suche = Some(url);
        self
    }

    /// Where the search of the header is sent, if the user has one.
    #[must_use]
    pub fn suche_fuer(&self, kontext: &Kontext) -> Option<&'static str> {
        self.suche.filter(|url| self.fuer(kontext).any(|e| e.url == *url))
    }

    /// Those the user may follow.
    pub fn fuer<'a>(&'a self, kontext: &'a Kontext) -> impl Iterator<Item = &'a Eintrag> {
        let erlaubt = |e: &Eintrag| darf(kontext, e.braucht.0, e.braucht.1);
        self.eintraege
            .iter()
            .enumerate()
            .filter(move |(_, e)| erlaubt(e))
            // a page with several rights is entered once for each of them and shown once
            .filter(move |(nr, e)| !self.eintraege[..*nr].iter().any(|v| v.url == e.url && erlaubt(v)))
            .map(|(_, e)| e)
            // everybody may read something of amt, few the journal
            .filter(|e| e.url != "/journal" || crate::protokoll::darf(kontext))
            // who sees only the money of single cases finds it there, not in the lists
            .filter(|e| e.url != "/budget" || weit(kontext, e.braucht.0))
            // invoices belong to no space: those of the office see all, a Träger its own
            .filter(|e| e.url != "/rechnungen" || ohne_raum(kontext, e.braucht.0))
    }
}

/// Whether some role reads more of this room than its own records or cases.
fn weit(kontext: &Kontext, bereich: Bereich) -> bool {
    let mut umfaenge = kontext
        .rollen()
        .iter()
        .map(|r| kontext.zelle(r.rolle, bereich).umfang(Recht::Lesen));
    umfaenge.any(|u| !matches!(u, Umfang::Nichts | Umfang::Eigenes | Umfang::EigeneFaelle))
}

/// Whether some role reads everything of this room, or what is the user's own.
fn ohne_raum(kontext: &Kontext, bereich: Bereich) -> bool {
    kontext
        .rollen()
        .iter()
        .any(|r| match kontext.zelle(r.rolle, bereich).umfang(Recht::Lesen) {
            Umfang::Alles | Umfang::Eigenes => true,
            Umfang::EigeneRaeume => r.raeume.is_empty(),
            Umfang::EigeneFaelle | Umfang::Freigegebenes | Umfang::Nichts => false,
        })
}

/// Whether some role of the user has this right, however far it reaches: for showing a link or a button. The use
/// case itself asks for a `Befugnis`.
#[must_use]
pub fn darf(kontext: &Kontext, bereich: Bereich, recht: Recht) -> bool {
    kontext
        .rollen()
        .iter()
        .any(|r| kontext.zelle(r.rolle, bereich).umfang(recht) != Umfang::Nichts)
}
