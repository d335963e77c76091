//! The use cases, one file per verb.

mod abdeckung;
mod abwesend;
mod auskunft;
mod darf;
mod fachkraft;
mod organisation;
mod raeume;
mod regel;
mod schwerpunkt;
mod stelle;
mod team;
mod vereinbarung;
mod woche;
mod zeit;
mod zustaendig;

pub use abdeckung::Zustaendigkeiten;
pub use abwesend::{Darf, abwesenheit_melden, abwesenheit_zurueckziehen, darf_melden};
pub use auskunft::{
    alle_fachkraefte, erreichbar, fachkraefte_der_aemter, fachkraft_von, letzter_diensttag,
    oeffentliche_fachkraefte, team_der_fachkraefte, teams_von, traeger_in_teams,
};
pub use darf::{darf_person, darf_regel, darf_stelle, darf_team};
pub use fachkraft::{fachkraft_speichern, praesenz_anlegen, praesenz_entfernen};
pub use organisation::organisation_speichern;
pub use raeume::{Raeume, befugnis, raeume};
pub use regel::{RegelAngaben, regel_aendern, regel_anlegen, regel_beenden};
pub use schwerpunkt::{schwerpunkt_beenden, schwerpunkt_eintragen};
pub use stelle::{besetzen, stelle_speichern};
pub use team::{mitglied_aufnehmen, mitglied_verabschieden, team_speichern, traeger_ohne_schutz};
pub use vereinbarung::{
    Traegerstand, Vereinbart, arbeitgeber, traeger_auswahl, vereinbarung_beenden, vereinbarung_eintragen,
    zeitraum,
};
pub use woche::{
    darf_woche, kapazitaet_setzen, posten_anlegen, posten_entfernen, verteilen, von_hand, woche_vorbereiten,
};
pub use zeit::{Zeitangabe, zeit_buchen, zeit_loeschen, zeit_vorschlaege, zeit_zuletzt_in};
pub use zustaendig::{abdeckung_pruefen, gesichter, matrix, neue_zustaendige, zustaendig};

use base::Befund;

/// Names of the fields that differ, for the journal.
macro_rules! unterschiede {
    ($alt:expr, $neu:expr; $($feld:ident),+ $(,)?) => {{
        let mut namen: Vec<&str> = Vec::new();
        $(if $alt.$feld != $neu.$feld { namen.push(stringify!($feld)); })+
        namen.join(",")
    }};
}
use unterschiede;

/// One wrong field of a command.
fn feld(code: base::Code, name: &str, text: impl Into<String>) -> Befund {
    Befund::neu(code, text).an(name)
}

/// All wrong fields at once, or none.
fn ohne_befund(befunde: Vec<Befund>) -> amt::Result<()> {
    if befunde.is_empty() {
        Ok(())
    } else {
        Err(befunde.into())
    }
}
