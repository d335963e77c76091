//! One name made ready, and how alike two are.

use crate::{
    text::{
        distanz::tippfehler,
        falten::{enger, falten},
        phonetik::koelner,
        rufnamen::{Rufnamen, ist_beiwort},
    },
    werte::spur,
};

/// A name with what comparing needs.
#[derive(Default)]
pub(super) struct Name {
    pub(super) ganz: Vec<u8>,
    /// Which letters occur.
    buchstaben: u32,
    worte: Vec<Vec<u8>>,
    eng: u32,
    laut: u32,
    gruppen: [u16; 3],
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grad {
    Anders,
    /// One of them is an initial or the beginning of the other.
    Anfang,
    /// They sound alike, or are forms of one given name.
    Klang,
    /// A typing error, another spelling, or one part of a double name.
    Nah,
    Gleich,
    /// One of them is missing.
    Offen,
}

pub(super) fn vorbereiten(text: &str, rufnamen: &Rufnamen) -> Name {
    let mut gefaltet = Vec::with_capacity(text.len() + 4);
    falten(text, &mut gefaltet);
    let worte: Vec<&[u8]> = gefaltet.split(|b| *b == b' ').filter(|w| !w.is_empty()).collect();
    // a name of nothing but particles (Le, Van) is a name
    let nur_beiworte = worte.iter().all(|w| ist_beiwort(w));
    let worte: Vec<Vec<u8>> = worte
        .into_iter()
        .filter(|w| nur_beiworte || !ist_beiwort(w))
        .map(<[u8]>::to_vec)
        .collect();
    let ganz = worte.concat();
    let mut puffer = Vec::new();
    enger(&ganz, &mut puffer);
    Name {
        eng: spur(&puffer),
        laut: koelner(&ganz),
        gruppen: worte.first().map_or([0; 3], |w| rufnamen.gruppen(w)),
        buchstaben: buchstaben(&ganz),
        ganz,
        worte,
    }
}

/// The set of the letters that [`tippfehler`] looks at, several rare signs in one place.
fn buchstaben(text: &[u8]) -> u32 {
    text.iter().take(48).fold(0, |m, b| m | 1 << (b % 32))
}

pub(super) fn vergleichen(a: &Name, b: &Name) -> Grad {
    // the letters lie beside each other for all names, the names themselves anywhere in memory
    if a.buchstaben == b.buchstaben && a.ganz == b.ganz {
        return Grad::Gleich;
    }
    let kuerzere = a.ganz.len().min(b.ganz.len());
    let grenze = match kuerzere {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    if a.eng == b.eng
        || a.ganz.len().abs_diff(b.ganz.len()) <= usize::from(grenze)
            && grenze > 0
            // each error changes at most two letters of the set
            && (a.buchstaben ^ b.buchstaben).count_ones() <= 2 * u32::from(grenze)
            && tippfehler(&a.ganz, &b.ganz, grenze) <= grenze
    {
        return Grad::Nah;
    }
    // a double name and one of its parts; the second given name
    if a.worte.len() != b.worte.len() {
        let (viele, wenige) = if a.worte.len() > b.worte.len() {
            (a, b)
        } else {
            (b, a)
        };
        if wenige.worte.iter().all(|w| {
            viele
                .worte
                .iter()
                .any(|v| v == w || w.len() > 4 && tippfehler(v, w, 1) <= 1)
        }) {
            return Grad::Nah;
        }
    }
    let gemeinsam = a.gruppen.iter().any(|g| *g != 0 && b.gruppen.contains(g));
    if gemeinsam || a.laut != 0 && a.laut == b.laut {
        return Grad::Klang;
    }
    let (lange, kurze) = if a.ganz.len() > b.ganz.len() {
        (a, b)
    } else {
        (b, a)
    };
    let moeglich = (kuerzere == 1 || kuerzere >= 3) && kurze.buchstaben & !lange.buchstaben == 0;
    if moeglich && lange.ganz.starts_with(&kurze.ganz) {
        return Grad::Anfang;
    }
    Grad::Anders
}
