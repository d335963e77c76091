//! Volunteers: who they are with their consent, what they offer, what is asked for (Fachkonzept 7.1, RL-18).

use amt::recht::{Bereich, Klasse, Objektart, Zweck};
use base::{Befund, Datum, Id};
use raum::Raumeinheit;

use crate::{
    codes::{EhrenamtArt, Thema, Wochentag},
    feld::text,
};

/// A volunteer (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Freiwillige;

/// Something that is asked for (key marker).
#[derive(Debug, Clone, Copy)]
pub struct EhrenamtAnfrage;

/// A volunteer and what they do (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Einsatz;

/// What was entered for one day of a deployment (key marker).
#[derive(Debug, Clone, Copy)]
pub struct Stunde;

impl Objektart for Freiwillige {
    const NAME: &'static str = "freiwillige";
    const BEREICH: Bereich = Bereich::Netz;
    const KLASSE: Klasse = Klasse::D2;
    const ZWECK: Zweck = Zweck::Z14;
}

/// The three facts about an extended Führungszeugnis, and nothing else (§ 72a Abs. 5 SGB VIII).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Zeugnis {
    /// The day somebody looked at it.
    pub eingesehen_am: Option<Datum>,
    /// The day it was made.
    pub datum: Option<Datum>,
    /// Whether it names a conviction that counts.
    pub einschlaegig: Option<bool>,
}

impl Zeugnis {
    /// Whether all three are known and nothing stands against working with children.
    #[must_use]
    pub const fn in_ordnung(&self) -> bool {
        self.eingesehen_am.is_some() && self.datum.is_some() && matches!(self.einschlaegig, Some(false))
    }

    /// Whether anything is stored.
    #[must_use]
    pub fn vorhanden(&self) -> bool {
        *self != Self::default()
    }
}

/// What is said about a volunteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreiwilligeDaten {
    /// Name.
    pub name: String,
    /// Telephone.
    pub telefon: String,
    /// E-mail.
    pub email: String,
    /// The day they agreed that this is stored.
    pub einwilligung_am: Option<Datum>,
    /// What they like to do, in their own words.
    pub worte: String,
    /// Themes.
    pub themen: Vec<Thema>,
    /// Days they have time; none said means not known.
    pub tage: Vec<Wochentag>,
    /// Where; `None` everywhere.
    pub raumeinheit: Option<Id<Raumeinheit>>,
    /// Whether the insurance of the town covers them.
    pub versichert: bool,
    /// The day of the introduction course.
    pub schulung_am: Option<Datum>,
    /// The three facts.
    pub zeugnis: Zeugnis,
}

impl FreiwilligeDaten {
    /// Everything wrong with it; the texts are put into their normal form on the way.
    #[must_use]
    pub fn pruefen(&mut self, heute: Datum) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<120>(&mut self.name, "name", &mut b);
        text::<60>(&mut self.telefon, "telefon", &mut b);
        text::<200>(&mut self.email, "email", &mut b);
        text::<1000>(&mut self.worte, "worte", &mut b);
        if self.name.is_empty() {
            b.push(Befund::neu("NETZ-E73", "Bitte den Namen eintragen.").an("name"));
        }
        if self.einwilligung_am.is_none() {
            let text = "Ohne Einwilligung der Person wird nichts gespeichert.";
            b.push(Befund::neu("NETZ-E04", text).an("einwilligung_am"));
        }
        let z = self.zeugnis;
        for (feld, tag) in [
            ("einwilligung_am", self.einwilligung_am),
            ("fz_eingesehen_am", z.eingesehen_am),
            ("fz_datum", z.datum),
            ("schulung_am", self.schulung_am),
        ] {
            if tag.is_some_and(|t| t > heute) {
                b.push(Befund::neu("NETZ-E05", "Dieser Tag liegt in der Zukunft.").an(feld));
            }
        }
        if z.vorhanden() && (z.eingesehen_am.is_none() || z.datum.is_none() || z.einschlaegig.is_none()) {
            let text = "Zum Führungszeugnis gehören genau drei Angaben: wann eingesehen, von wann, ob etwas Einschlägiges darin steht.";
            b.push(Befund::neu("NETZ-E74", text).an("fz_eingesehen_am"));
        }
        b
    }
}

/// What is asked for. No person stands in it: who asks is known to the one who introduces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnfrageDaten {
    /// What, in a few words.
    pub worte: String,
    /// Kind.
    pub art: EhrenamtArt,
    /// Theme.
    pub thema: Thema,
    /// Which day; any without it.
    pub tag: Option<Wochentag>,
    /// Where; anywhere without it.
    pub raumeinheit: Option<Id<Raumeinheit>>,
    /// Whether children are there without their parents.
    pub mit_kindern: bool,
}

impl AnfrageDaten {
    /// Everything wrong with it.
    #[must_use]
    pub fn pruefen(&mut self) -> Vec<Befund> {
        let mut b = Vec::new();
        text::<300>(&mut self.worte, "worte", &mut b);
        if self.worte.is_empty() {
            b.push(Befund::neu("NETZ-E75", "Bitte sagen Sie, was gesucht wird.").an("worte"));
        }
        b
    }
}
