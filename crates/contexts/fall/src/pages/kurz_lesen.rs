//! The fields of a Kurzberatung, for its own page and for step A04.

use base::Datum;
use uuid::Uuid;
use web::{Eingaben, Wahl};

use crate::{
    model::{Altersgruppe, KbErgebnis, KbNorm, KbOrt},
    service::kurz::Angaben,
};

pub(crate) fn orte() -> Vec<Wahl> {
    KbOrt::wahlen()
}
pub(crate) fn altersgruppen() -> Vec<Wahl> {
    Altersgruppe::ALLE
        .iter()
        .map(|a| Wahl::neu(a.code(), a.text()))
        .collect()
}
pub(crate) fn ergebnisse() -> Vec<Wahl> {
    KbErgebnis::wahlen()
}
pub(crate) fn normen() -> Vec<Wahl> {
    KbNorm::wahlen()
}

/// The command; `None` when a choice is missing. Errors lie in `e`.
pub(crate) fn angaben(e: &mut Eingaben, einmal: Uuid) -> Option<Angaben> {
    let datum = e.pflichtdatum("datum");
    let ort = e.pflichtauswahl("ort");
    let dauer = e.pflichtzahl("dauer", 1, 600);
    let themen = e.auswahlliste("themen");
    let altersgruppen = e.auswahlliste("altersgruppen");
    let personen_anzahl = e.pflichtzahl("personen_anzahl", 1, 20);
    let ergebnis = e.pflichtauswahl("ergebnis");
    let norm = e.pflichtauswahl("rechtsgrundlage");
    let merkzeichen = e.text("merkzeichen", 12);
    let notiz = e.text("notiz", 500);
    Some(Angaben {
        einmal,
        datum: Datum(datum?),
        ort,
        dauer: dauer?,
        themen,
        altersgruppen,
        personen_anzahl: personen_anzahl?,
        erstkontakt_in_woche: e.haken("erstkontakt"),
        merkzeichen,
        ergebnis: ergebnis?,
        weg_weisungen: 0,
        norm: norm?,
        elterninfo_gesperrt: e.haken("elterninfo_gesperrt"),
        notiz,
        trotzdem: e.haken("trotzdem"),
    })
}
