//! The proof that somebody may do something. Only this file can make one, so a write that was not authorised does
//! not compile.

use std::marker::PhantomData;

use base::Id;
use uuid::Uuid;

use super::{Bereich, Klasse, Recht, Rolle, Umfang, Zweck};
use crate::{Error, Kontext, Result, RolleJetzt};

/// Kind of thing somebody wants to touch. Each room implements it for its own types.
pub trait Objektart {
    /// Name in the journal, for example `anliegen`.
    const NAME: &'static str;
    /// Column of the matrix.
    const BEREICH: Bereich;
    /// Data class.
    const KLASSE: Klasse;
    /// The purpose for which it is usually touched.
    const ZWECK: Zweck;
}

/// A kind of thing that the person it is about can open to somebody of another office, such as a contact card. Never
/// implemented for a case itself (RL-08).
pub trait AufEinwilligung: Objektart {}

/// What somebody wants to do.
pub trait Aktion {
    /// Name in the journal, for example `lesen`.
    const NAME: &'static str;
    /// The right it needs.
    const RECHT: Recht;
}

macro_rules! aktion {
    ($($(#[$doc:meta])* $typ:ident = $name:literal)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $typ;
        impl Aktion for $typ {
            const NAME: &'static str = $name;
            const RECHT: Recht = Recht::$typ;
        }
    )*};
}
aktion! {
    /// Look at a single record.
    Lesen = "lesen"
    /// Create a record.
    Anlegen = "anlegen"
    /// Change a record.
    Bearbeiten = "bearbeiten"
    /// Decide or release.
    Entscheiden = "entscheiden"
    /// Administer.
    Verwalten = "verwalten"
}

/// How the user stands to the object; the room that owns the object says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bezug {
    /// The user is its case leader, substitute, or otherwise assigned to it.
    pub eigener_fall: bool,
    /// It belongs to this Raum.
    pub raum: Option<Uuid>,
    /// It is about the user themselves.
    pub eigenes: bool,
}

/// Proof of authorisation for one action on one object (or on a new one).
#[derive(Debug)]
pub struct Befugnis<A, K> {
    kontext: Kontext,
    rolle: Rolle,
    zweck: Zweck,
    objekt: Option<Id<K>>,
    art: PhantomData<fn() -> (A, K)>,
}

impl<A: Aktion, K: Objektart> Befugnis<A, K> {
    /// Asks the matrix. `objekt` is `None` for a new record.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] when no role of the user allows it: what one may not touch does not exist.
    pub fn pruefen(kontext: &Kontext, objekt: Option<Id<K>>, bezug: Bezug) -> Result<Self> {
        Self::fuer_zweck(kontext, objekt, bezug, K::ZWECK)
    }

    /// As [`Befugnis::pruefen`], for a purpose other than the usual one.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] when no role of the user allows it.
    pub fn fuer_zweck(kontext: &Kontext, objekt: Option<Id<K>>, bezug: Bezug, zweck: Zweck) -> Result<Self> {
        Self::wenn(kontext, objekt, zweck, |r, umfang| match umfang {
            Umfang::Nichts | Umfang::Freigegebenes => false,
            Umfang::Eigenes => bezug.eigenes,
            Umfang::EigeneFaelle => bezug.eigener_fall,
            // what somebody took in for another space stays in their list, so it opens too
            Umfang::EigeneRaeume => {
                bezug.eigenes
                    || bezug
                        .raum
                        .is_none_or(|raum| r.raeume.is_empty() || r.raeume.contains(&raum))
            }
            Umfang::Alles => true,
        })
    }

    /// For something that was released, such as the protocol for a committee: whoever sees what is released, or lists
    /// of the room at all.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] when no role of the user allows it.
    pub fn freigegeben(kontext: &Kontext, objekt: Option<Id<K>>) -> Result<Self> {
        Self::wenn(kontext, objekt, K::ZWECK, |_, umfang| {
            matches!(
                umfang,
                Umfang::Freigegebenes | Umfang::EigeneRaeume | Umfang::Alles
            )
        })
    }

    /// For something the person it is about has agreed to show this user: whose role reaches such records by consent only,
    /// or who leads cases there. That the consent covers it and holds now, the room that keeps it asks.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] when no role of the user allows it.
    pub fn mit_einwilligung(kontext: &Kontext, objekt: Option<Id<K>>) -> Result<Self>
    where
        K: AufEinwilligung,
    {
        let passende = kontext
            .rollen()
            .iter()
            .find(|r| erreicht_mit_einwilligung(kontext, r.rolle, K::BEREICH));
        Self::in_rolle(kontext, objekt, K::ZWECK, passende)
    }

    fn wenn(
        kontext: &Kontext,
        objekt: Option<Id<K>>,
        zweck: Zweck,
        passt: impl Fn(&RolleJetzt, Umfang) -> bool,
    ) -> Result<Self> {
        let passende = kontext
            .rollen()
            .iter()
            .find(|r| passt(r, kontext.zelle(r.rolle, K::BEREICH).umfang(A::RECHT)));
        Self::in_rolle(kontext, objekt, zweck, passende)
    }

    fn in_rolle(
        kontext: &Kontext,
        objekt: Option<Id<K>>,
        zweck: Zweck,
        passende: Option<&RolleJetzt>,
    ) -> Result<Self> {
        let rolle = passende.ok_or(Error::NichtGefunden)?.rolle;
        Ok(Self {
            kontext: kontext.clone(),
            rolle,
            zweck,
            objekt,
            art: PhantomData,
        })
    }

    /// The object this is about; `None` for a new record.
    #[must_use]
    pub const fn objekt(&self) -> Option<Id<K>> {
        self.objekt
    }

    /// Who acts.
    #[must_use]
    pub const fn kontext(&self) -> &Kontext {
        &self.kontext
    }

    /// In which role.
    #[must_use]
    pub const fn rolle(&self) -> Rolle {
        self.rolle
    }

    /// For which purpose.
    #[must_use]
    pub const fn zweck(&self) -> Zweck {
        self.zweck
    }
}

/// Whether the consent of a person can open something of this room to a role of the user: `K` in the matrix, or who leads
/// cases there.
#[must_use]
pub fn erreicht_mit_einwilligung(kontext: &Kontext, rolle: Rolle, bereich: Bereich) -> bool {
    let zelle = kontext.zelle(rolle, bereich);
    let fuehrt = matches!(
        zelle.umfang(Recht::Bearbeiten),
        Umfang::EigeneFaelle | Umfang::EigeneRaeume | Umfang::Alles
    );
    zelle.einwilligung || fuehrt
}

/// What of a kind somebody may see in lists; rooms turn it into SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sicht {
    /// Everything.
    pub alles: bool,
    /// What belongs to these Räume.
    pub raeume: Vec<Uuid>,
    /// The user's own cases.
    pub eigene_faelle: bool,
    /// Who looks.
    pub benutzer: Uuid,
}

impl Sicht {
    /// What the user may see of this kind.
    ///
    /// # Errors
    /// [`Error::NichtGefunden`] when that is nothing at all.
    pub fn auf<K: Objektart>(kontext: &Kontext) -> Result<Self> {
        let mut sicht = Self {
            alles: false,
            raeume: Vec::new(),
            eigene_faelle: false,
            benutzer: kontext.benutzer().uuid(),
        };
        for r in kontext.rollen() {
            match kontext.zelle(r.rolle, K::BEREICH).umfang(Recht::Lesen) {
                Umfang::Alles => sicht.alles = true,
                // a role for a Raum that names none is one for all of them
                Umfang::EigeneRaeume if r.raeume.is_empty() => sicht.alles = true,
                Umfang::EigeneRaeume => sicht.raeume.extend(&r.raeume),
                Umfang::EigeneFaelle => sicht.eigene_faelle = true,
                Umfang::Freigegebenes | Umfang::Eigenes | Umfang::Nichts => {}
            }
        }
        let etwas = sicht.alles || sicht.eigene_faelle || !sicht.raeume.is_empty();
        etwas.then_some(sicht).ok_or(Error::NichtGefunden)
    }
}
