//! Whole municipalities as data: the five models of the Fachkonzept (12.2), and any folder of the same shape.

mod knoten;
mod laden;
mod lage;
mod organisation;
mod pruefen;
mod raeume;
mod rollen;
mod typen;

pub use laden::EINGEBAUT;
pub use typen::{
    AbcEintrag, Ausbaustatus, Begruendung, Belegschaft, Gebietskoerperschaft, Gliederung, GliederungStatus,
    Lage, Modell, OrganisationArt, OrganisationEintrag, OrtEintrag, PersonEintrag, Raeume, RaumEintrag,
    RegionalmanagementEintrag, SpezialEintrag, StandortStatus, StelleEintrag, TeamEintrag, TeamTyp,
    ZustaendigkeitEintrag,
};

#[cfg(test)]
mod tests;
