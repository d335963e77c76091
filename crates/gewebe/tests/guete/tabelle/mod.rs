//! GUETE S1: every route of the router and who may go it.

mod fall;
mod geld;
mod haus;
mod netz;

use amt::recht::{Bereich, Recht, Rolle};

/// Who may go a way.
#[derive(Debug, Clone, Copy)]
pub enum Darf {
    /// Everybody, signed in or not.
    Oeffentlich,
    /// Nobody is asked who they are; what comes does not depend on a role, a miss included.
    OhneRolle,
    /// Everybody who is signed in.
    Jeder,
    /// Whose right reaches anything at all: a page without a thing, or a thing that belongs to no space.
    Recht(Bereich, Recht),
    /// The same, and whoever has the right for their own things only.
    RechtOderEigenes(Bereich, Recht),
    /// Whose right reaches this thing: all, the own spaces, or what is their own.
    Ding(Bereich, Recht),
    /// Who sees anything in lists.
    Liste(Bereich),
    /// What belongs to the account.
    Eigenes,
    /// Whoever has this right in one of two rooms.
    EinesVon(Bereich, Bereich, Recht),
    /// Roles named by the Fachkonzept (10.5).
    Rollen(&'static [Rolle]),
    /// Whoever has no right at all in these rooms is told nothing. Who of the others sees which file (statute,
    /// protective circle, releases, four eyes) is tested in the room itself.
    Mindestens(&'static [Bereich]),
}

/// Who reads the network as somebody who works here: whoever reads more than the public does.
const DRINNEN: &[Rolle] = &[
    Rolle::R01,
    Rolle::R02,
    Rolle::R03,
    Rolle::R04,
    Rolle::R05,
    Rolle::R06,
    Rolle::R07,
    Rolle::R08,
    Rolle::R09,
    Rolle::R10,
    Rolle::R11,
    Rolle::R13,
    Rolle::R14,
    Rolle::R15,
    Rolle::R16,
    Rolle::R17,
    Rolle::R18,
    Rolle::R19,
    Rolle::R20,
    Rolle::R21,
    Rolle::R22,
    Rolle::R23,
    Rolle::R25,
    Rolle::R26,
    Rolle::R30,
];

/// Methods, paths, and who may go them.
pub type Zeile = (&'static str, &'static str, Darf);

/// Every route. A new one that is not named here makes the test fail.
pub fn tabelle() -> impl Iterator<Item = &'static Zeile> {
    [haus::WEGE, netz::WEGE, fall::WEGE, geld::WEGE]
        .into_iter()
        .flatten()
}
