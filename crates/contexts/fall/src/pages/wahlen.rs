//! Choices several pages offer.

use amt::go::{Geschaeftsordnung, Mobilitaet};
use uuid::Uuid;
use web::Wahl;

use crate::{model::Thema, store::GEZAEHLT};

/// The Sektoren in use.
pub(crate) fn sektoren(go: &Geschaeftsordnung) -> Vec<Wahl> {
    go.sektoren
        .iter()
        .map(|s| Wahl::neu(s.code(), s.wort()))
        .collect()
}

/// The themes.
pub(crate) fn themen() -> Vec<Wahl> {
    Thema::ALLE
        .iter()
        .map(|t| Wahl::neu(t.code(), t.text()))
        .collect()
}

/// How somebody gets about.
pub(crate) fn mobilitaeten() -> Vec<Wahl> {
    Mobilitaet::PAARE.iter().map(|(c, w)| Wahl::neu(c, *w)).collect()
}

/// Days of the week.
pub(crate) fn wochentage() -> Vec<Wahl> {
    [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ]
    .iter()
    .enumerate()
    .map(|(i, t)| Wahl::neu(i + 1, *t))
    .collect()
}

/// Keys and names.
pub(crate) fn paare(alle: Vec<(Uuid, String)>) -> Vec<Wahl> {
    alle.into_iter().map(|(id, name)| Wahl::neu(id, name)).collect()
}

/// A number of rows, as far as they are counted.
pub(crate) fn bis_gezaehlt(anzahl: i64) -> String {
    let zahl = |n: i64| web::bausteine::tausender(u64::try_from(n).unwrap_or(0));
    if anzahl > GEZAEHLT {
        format!("mehr als {}", zahl(GEZAEHLT))
    } else {
        zahl(anzahl)
    }
}

/// How many rows a list has, in words.
pub(crate) fn gezaehlt(anzahl: i64, eines: &str, viele: &str) -> String {
    match anzahl {
        1 => eines.to_owned(),
        n if n > GEZAEHLT => format!("{} {viele}. Bitte eingrenzen.", bis_gezaehlt(n)),
        n => format!("{} {viele}", bis_gezaehlt(n)),
    }
}

/// What a person needs to take part (codes of the Netz).
pub(crate) fn bedarfe() -> Vec<Wahl> {
    netz::Bedarf::ALLE
        .iter()
        .map(|b| Wahl::neu(b.code(), b.text()))
        .collect()
}
