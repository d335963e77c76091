//! Broken rings: named, mended where that is safe, never dropped in silence.

use geo::{Area, Coord, LineString, MakeValid, MultiPolygon, Polygon, Validation, Winding};

use crate::{Meldung, codes};

/// By how much, of the whole area, mending may change it: more, and it is a matter for people.
const SICHER: f64 = 0.001;

type Ring = Vec<Coord<f64>>;

/// Puts an area together; `None` when no ring with an area is left.
pub fn flaeche(
    nr: u64,
    polygone: Vec<Vec<Ring>>,
    rfc7946: bool,
    meldungen: &mut Vec<Meldung>,
) -> Option<MultiPolygon<f64>> {
    let mut zaehler = Zaehler::default();
    let mut aus = Vec::with_capacity(polygone.len());
    for ringe in polygone {
        let mut fertig = ringe
            .into_iter()
            .enumerate()
            .map(|(i, r)| (i == 0, zaehler.ring(r, i == 0)));
        // holes of an outer ring without an area have nothing to be holes of
        let Some((_, Some(aussen))) = fertig.next() else {
            fertig.for_each(drop);
            continue;
        };
        let innen = fertig.filter_map(|(_, r)| r).collect();
        aus.push(Polygon::new(aussen, innen));
    }
    zaehler.melden(nr, rfc7946, meldungen);
    if aus.is_empty() {
        meldungen.push(Meldung::fehler(nr, codes::RING_LEER, "Die Fläche ist leer."));
        return None;
    }
    Some(heilen(nr, MultiPolygon::new(aus), meldungen))
}

/// What was mended in the rings of one feature.
#[derive(Default)]
struct Zaehler {
    doppelt: usize,
    offen: usize,
    leer: usize,
    falsch_herum: usize,
}

impl Zaehler {
    fn ring(&mut self, mut r: Ring, aussen: bool) -> Option<LineString<f64>> {
        let vorher = r.len();
        r.dedup();
        self.doppelt += vorher - r.len();
        if r.len() > 2 && r.first() != r.last() {
            self.offen += 1;
            r.push(r[0]);
        }
        let mut ring = LineString::from(r);
        if ring.0.len() < 4 || Polygon::new(ring.clone(), vec![]).unsigned_area() == 0.0 {
            self.leer += 1;
            return None;
        }
        let richtig = if aussen { ring.is_ccw() } else { ring.is_cw() };
        if !richtig {
            self.falsch_herum += 1;
            if aussen {
                ring.make_ccw_winding();
            } else {
                ring.make_cw_winding();
            }
        }
        Some(ring)
    }

    fn melden(&self, nr: u64, rfc7946: bool, meldungen: &mut Vec<Meldung>) {
        let mut melde = |zahl: usize, code, eins: &str, viele: &str| {
            if zahl > 0 {
                let text = if zahl == 1 {
                    eins.to_owned()
                } else {
                    viele.replace('#', &zahl.to_string())
                };
                meldungen.push(Meldung::hinweis(nr, code, text));
            }
        };
        melde(
            self.offen,
            codes::RING_OFFEN,
            "Ein Ring war nicht geschlossen und wurde geschlossen.",
            "# Ringe waren nicht geschlossen und wurden geschlossen.",
        );
        melde(
            self.doppelt,
            codes::DOPPELTE_PUNKTE,
            "Ein doppelter Punkt wurde entfernt.",
            "# doppelte Punkte wurden entfernt.",
        );
        melde(
            self.leer,
            codes::RING_LEER,
            "Ein Ring ohne Fläche wurde weggelassen.",
            "# Ringe ohne Fläche wurden weggelassen.",
        );
        if rfc7946 {
            melde(
                self.falsch_herum,
                codes::UMLAUFSINN,
                "Ein Ring lief falsch herum und wurde umgedreht.",
                "# Ringe liefen falsch herum und wurden umgedreht.",
            );
        }
    }
}

fn heilen(nr: u64, flaeche: MultiPolygon<f64>, meldungen: &mut Vec<Meldung>) -> MultiPolygon<f64> {
    let Err(grund) = flaeche.check_validation() else {
        return flaeche;
    };
    let vorher = flaeche.unsigned_area();
    let heil = flaeche
        .make_valid()
        .ok()
        .filter(|h| (h.unsigned_area() - vorher).abs() <= SICHER * vorher && !h.0.is_empty() && h.is_valid());
    match heil {
        Some(h) => {
            let text = format!(
                "Die Fläche war ungültig ({grund}) und wurde ohne merkliche Änderung ihrer Größe bereinigt."
            );
            meldungen.push(Meldung::hinweis(nr, codes::SELBSTSCHNITT, text));
            h
        }
        None => {
            let text = format!(
                "Die Fläche ist ungültig ({grund}). Sie wird unverändert übernommen. Bitte berichtigen Sie sie in der Quelle."
            );
            meldungen.push(Meldung::hinweis(nr, codes::SELBSTSCHNITT, text));
            flaeche
        }
    }
}
