//! Which table a case follows, and who may take a row of it.

use amt::{
    Kontext,
    recht::{
        OrganisationsArt,
        Rolle::{self, R02, R03, R04, R11, R12, R13, R14, R16},
    },
};
use base::Befund;

use super::{
    jgh::JG,
    sm3::{SM3, Zeile},
    sm4::SM4,
    sm5::SM5,
};
use crate::model::{FallStand, Fallspur};

/// The user class OEFFENTLICH_ENTSCHEIDUNG: who decides about help (RL-02), or does what only the public body may, as the
/// Back-Office, which decides nothing.
const OEFFENTLICH: &[Rolle] = &[R02, R03, R04, R11, R12, R13, R14, R16];

/// The table of a case in this state.
#[must_use]
pub fn tabelle(stand: FallStand) -> &'static [Zeile] {
    match stand.spur() {
        Fallspur::Erziehung => SM3,
        Fallspur::Eingliederung => SM4,
        Fallspur::Pflege => SM5,
        Fallspur::Jugendgericht => JG,
    }
}

/// The row with this id in the table of a case in this state.
#[must_use]
pub fn finde(stand: FallStand, id: &str) -> Option<&'static Zeile> {
    tabelle(stand).iter().find(|u| u.id == id)
}

/// FALL-E10: rows that decide are for people of the public body only. Neither a role nor the Geschäftsordnung can
/// change that (RL-02).
#[must_use]
pub fn entscheidet(u: &Zeile) -> bool {
    u.wer.iter().all(|r| OEFFENTLICH.contains(r))
}

/// Whether the user may take this row.
///
/// # Errors
/// `FALL-E10`.
pub fn pruefe_wer(u: &Zeile, kontext: &Kontext) -> Result<(), Befund> {
    let oeffentlich = kontext.organisation() == OrganisationsArt::Oeffentlich;
    if u.darf(kontext) && (oeffentlich || !entscheidet(u)) {
        Ok(())
    } else {
        let norm = match u.nach.spur() {
            Fallspur::Erziehung => "§ 36a Abs. 1 SGB VIII",
            Fallspur::Eingliederung => "§§ 94, 120 SGB IX",
            Fallspur::Pflege => "§§ 3, 97 SGB XII",
            Fallspur::Jugendgericht => "§§ 52, 87b SGB VIII",
        };
        Err(Befund::neu(
            "FALL-E10",
            format!(
                "„{}“ entscheidet nur eine Fachkraft des öffentlichen Trägers (RL-02, {norm}).",
                u.text
            ),
        ))
    }
}
